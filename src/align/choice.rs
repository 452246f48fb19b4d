//! The ways in which the values of one group may fill the cells of one unit.
//!
//! Where as many values stand there as the form has cells there is one way, and it is *plain*. Where
//! not, every way that the values allow is listed; which is right is decided later, by arithmetic. A line of
//! text that lacks one value may lack any, a blank or a number; what is put in its place is inferred, and
//! only where the next best way would break two relations more.

use super::flow::{Flow, Item};
use super::group::{Group, digits, is_run_together};
use super::listing::Listing;
use super::slot::{Slot, slot};
use super::unit::{Choices, Unit};
use crate::language::FIRST;
use crate::number::Said;
use crate::sorted::arrange;

/// Lists the ways in which `group` may fill `unit`.
pub(crate) fn choices(flow: &Flow, group: &Group, unit: &Unit) -> Choices {
    let n = unit.kinds.len();
    let filled: Vec<usize> = group.filled(flow).collect();
    let items = |indices: &[usize]| indices.iter().map(|&i| slot(flow, i)).collect::<Vec<_>>();
    let plain = |way: Vec<Slot>| Choices {
        ways: vec![way],
        order: true,
        cut: false,
        slack: 0,
    };
    // A word behind the last cell is a remark, and one in a cell's place a cell: where the cells stand tells.
    let words = group.grid && group.values.iter().any(|&i| !flow.items[i].is_value());
    if FIRST && words {
        return left(flow);
    }
    if words && let Some(way) = unit.frame.slots(flow, group, n) {
        return plain(way);
    }
    if unit.is_doubtful(flow, group, &filled) {
        return if FIRST { left(flow) } else { Choices::none() };
    }
    if filled.len() == n {
        return plain(items(&filled));
    }
    if n == 1 && group.grid && filled.len() <= 1 {
        let way = filled
            .first()
            .map_or(Slot::Blank(group.values.first().copied()), |&i| {
                Slot::Item(i)
            });
        return plain(vec![way]);
    }
    if group.grid
        && let Some(way) = unit.frame.cut_short(flow, group, unit.label_columns)
    {
        return if FIRST { left(flow) } else { plain(way) };
    }
    let labelled = flow.row_of(group.values[0]).start < group.values[0];
    if group.values.len() == n && !(group.tabbed && labelled) {
        return plain(items(&group.values));
    }
    if group.grid && !FIRST {
        return in_grid(flow, group, unit, &filled);
    }
    // Blank cells that a line of its own each stands for; behind a row, what merged cells left.
    let behind = group.values.get(n..).unwrap_or_default();
    let blank_line = |&i: &usize| flow.items[i].is_blank() && flow.items[i].text.is_empty();
    if group.values.len() >= n
        && group.values.iter().any(blank_line)
        && behind.iter().all(blank_line)
    {
        return plain(items(&group.values[..n]));
    }
    if FIRST {
        return left(flow);
    }
    let tokens: Vec<&Item> = filled.iter().map(|&i| &flow.items[i]).collect();
    let all_digits: usize = tokens.iter().map(|item| digits(item)).sum();
    // Alone in a row of seven or fifteen, as long as that or longer: no count, but the whole row.
    let whole_row = filled.len() == 1 && n >= 7 && (all_digits >= n || unit.glued);
    let glued = whole_row || is_run_together(flow, group);
    if glued && unit.blanks_are_gone {
        // Neither where a number ends nor where a blank stood is known.
        return Listing::new(flow, unit).done();
    }
    let bare = |item: &&Item| digits(item) == item.text.chars().count();
    if glued && filled.len() < n && all_digits == n && tokens.iter().all(bare) {
        // As many digits as cells: there is one way to cut them, whatever they add up to. Of a single line nothing
        // else says that no blank is lost, nor where other rows lack one: its sums have to.
        let way = one_digit_each(flow, &filled);
        let number = |i: usize| match way[i] {
            Slot::Part(_, n) => Some(n),
            _ => None,
        };
        let line = unit.inner.len() > 1 || unit.lacks;
        return match line && unit.inner.iter().any(|rule| rule.fails(number)) {
            true => Choices::none(),
            false => plain(way),
        };
    }
    if glued && unit.lacks && unit.inner.is_empty() && filled.len() < n {
        // Where a number ends no sum says, and whether a blank is lost nothing.
        return Choices::none();
    }
    if filled.len() < n {
        let mut listing = Listing::new(flow, unit);
        // What something separates is never cut.
        if glued || filled.len() == 1 && all_digits >= n && !unit.inner.is_empty() {
            listing.split(&filled);
        }
        if glued || unit.inner.is_empty() {
            return listing.done();
        }
        // A few digits of a single line are none of it.
        if n > 7 && 2 * filled.len() < n {
            return listing.done();
        }
        // Which value is gone, and whether it was a blank, only sums could tell.
        listing.spread(&filled);
        let one = filled.len() + 1 == n && !unit.blanks_are_gone;
        if one {
            listing.spread_cells(&filled);
        }
        let mut choices = listing.done();
        choices.slack = usize::from(one);
        return choices;
    }
    let mut listing = Listing::new(flow, unit);
    listing.drop_from(&filled, false);
    listing.done()
}

/// No way: every other one asks for arithmetic, which the first engine leaves to the larger one.
pub(super) fn left(flow: &Flow) -> Choices {
    flow.leave();
    Choices::none()
}

/// A cell that holds two numbers before a blank one holds that one's too: neither can be told.
pub(super) fn overflow(flow: &Flow, way: &mut [Slot]) {
    for at in 1..way.len() {
        if let (Slot::Item(item), Slot::Blank(_)) = (&way[at - 1], &way[at])
            && flow.items[*item].said == Said::Unreadable
            && flow.items[*item].text.split_whitespace().count() > 1
        {
            way[at] = way[at - 1].clone();
        }
    }
}

fn one_digit_each(flow: &Flow, tokens: &[usize]) -> Vec<Slot> {
    let cut = |&token: &usize| {
        let digits = flow.items[token].text.chars().map(crate::text::fold);
        let part = move |c: char| Slot::Part(token, c.to_digit(10).unwrap_or(0).into());
        digits.map(part).collect::<Vec<_>>()
    };
    tokens.iter().flat_map(cut).collect()
}

/// The values in their order, the cells beyond the last one lost.
fn clipped(mut way: Vec<Slot>, n: usize) -> Vec<Slot> {
    way.resize(n, Slot::Lost);
    way
}

/// A row of cells that has more or fewer values than the form has cells.
fn in_grid(flow: &Flow, group: &Group, unit: &Unit, filled: &[usize]) -> Choices {
    let n = unit.kinds.len();
    let cells = &group.values;
    let plain = |way: Vec<Slot>| Choices {
        ways: vec![way],
        order: true,
        cut: false,
        slack: 0,
    };
    if filled.len() > n {
        let mut listing = Listing::new(flow, unit);
        listing.drop_from(filled, true);
        return listing.done();
    }
    // A sign for nothing is a value; only an empty cell may be padding.
    let value = |&&i: &&usize| !flow.items[i].text.is_empty();
    let leading = cells.iter().take_while(|i| !value(i)).count();
    let end = cells.iter().rposition(|i| value(&i)).map_or(0, |i| i + 1);
    let by_position = |from: usize| {
        let cells = &cells[from..cells.len().min(from + n)];
        clipped(cells.iter().map(|&i| slot(flow, i)).collect(), n)
    };
    let by_frame = unit.frame.slots(flow, group, n);
    // Of nothing but blanks and signs for nothing every cell is blank, wherever it stands.
    if end == 0 || filled.is_empty() && cells.len() >= n {
        let way = by_frame.unwrap_or_else(|| by_position(cells.len().saturating_sub(n)));
        return plain(way);
    }
    // Word pushes a row right past its last column: the values are in order, the last ones gone.
    let contiguous = cells[leading..end].iter().all(|i| value(&i));
    let pushed = group.tabbed && leading > 0 && end == cells.len() && !unit.blanks_are_zeros;
    let in_order = contiguous && end - leading <= n;
    let clipped = clipped(by_position(leading), n);
    let mut ways: Vec<Vec<Slot>> = Vec::new();
    // Only where its place contradicts its width; and without sums nothing could ever say so.
    let pushed = pushed
        && match by_frame {
            Some(_) => !unit.frame.sure && !unit.frame.unknown && !unit.inner.is_empty(),
            None => !unit.frame.unknown,
        };
    // Then the relations tell what its place says from a push, where they tell them plainly apart.
    let doubtful = in_order && pushed && unit.frame.doubtful && by_frame.is_some();
    if in_order && (pushed || unit.frame.ragged && cells.len() - leading < n) {
        ways.push(clipped.clone());
    }
    match by_frame {
        Some(way) => ways.push(way),
        None if cells.len() == n => ways.push(by_position(0)),
        None => {
            // The label's padding first, then every window of cells that holds all values.
            let padding = (unit.label_columns - 1).min(leading);
            let windows = (0..=leading).filter(|&from| end <= from + n);
            let mut from: Vec<usize> = windows.collect();
            arrange(&mut from, |&from| (from != padding, from != leading));
            ways.extend(from.into_iter().map(by_position));
            if in_order {
                ways.push(clipped);
            }
            if cells.len() < n {
                // A cell of the row itself is gone: any.
                let mut listing = Listing::new(flow, unit);
                listing.spread_cells(cells);
                ways.extend(listing.ways);
            }
        }
    }
    let mut unique: Vec<Vec<Slot>> = Vec::new();
    for way in ways {
        if !unique.iter().any(|known| same(flow, known, &way)) {
            unique.push(way);
        }
    }
    Choices {
        ways: unique,
        order: !doubtful,
        cut: false,
        slack: 2 * usize::from(doubtful),
    }
}

/// Whether two ways put the same numbers into the same cells.
fn same(flow: &Flow, a: &[Slot], b: &[Slot]) -> bool {
    let number = |slot: &Slot| match slot {
        Slot::Item(i) => Some(flow.items[*i].text.to_string()),
        Slot::Part(_, n) => Some(n.to_string()),
        Slot::Blank(_) => Some(String::new()),
        Slot::Lost => None,
    };
    a.iter().map(number).eq(b.iter().map(number))
}
