//! The ways in which the values of one group may fill the cells of one unit.
//!
//! A unit is what is filled together: a row of table 2 or 3, the single line of table 4. Where as
//! many values stand there as the form has cells there is one way, and it is *plain*. Where not,
//! every way that the values allow is listed; which is right is decided later, by arithmetic.

use super::flow::{Flow, Item};
use super::group::{Group, digits};
use crate::form::Kind;
use crate::number::{MAX, Said, Value};

/// Ways listed for one unit at most.
const MOST: usize = 400;
/// Steps that listing them may take.
const STEPS: usize = 200_000;

/// What one cell of a unit gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The value at this index of the flow.
    Item(usize),
    /// Part of the glued digits at this index.
    Part(usize, i64),
    /// Nothing stands there, though a cell is there.
    Blank(Option<usize>),
    /// The input has no such cell.
    Lost,
}

/// The ways to fill a unit.
#[derive(Debug, Clone)]
pub(crate) struct Choices {
    /// None where the values fit in no way.
    pub ways: Vec<Vec<Slot>>,
    /// Whether the first way is what the order of the values says, without any arithmetic: it wins
    /// over a repair, so that a wrong sum stays visible.
    pub order: bool,
    /// Whether listing was cut short.
    pub cut: bool,
}

/// An equation within a unit: the cells at `left` add up to the cell at `right`.
#[derive(Debug, Clone)]
pub(crate) struct Inner {
    pub left: Vec<usize>,
    pub right: usize,
}

/// The shape of a unit.
pub(crate) struct Unit<'a> {
    /// What each cell may hold.
    pub kinds: &'a [Kind],
    /// Equations among its cells.
    pub inner: &'a [Inner],
    /// Label columns that the row's label covers: copies pad it with as many blanks less one.
    pub label_columns: usize,
    /// Whether blanks stand for zeros in this table: a leading blank is then a value.
    pub blanks_are_zeros: bool,
}

/// Lists the ways in which `group` may fill `unit`.
pub(crate) fn choices(flow: &Flow, group: &Group, unit: &Unit) -> Choices {
    let n = unit.kinds.len();
    let filled: Vec<usize> = group.filled(flow).collect();
    let items = |indices: &[usize]| indices.iter().map(|&i| slot(flow, i)).collect::<Vec<_>>();
    let plain = |way: Vec<Slot>| Choices {
        ways: vec![way],
        order: true,
        cut: false,
    };
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
    if group.values.len() == n {
        return plain(items(&group.values));
    }
    if group.grid {
        return in_grid(flow, group, unit, &filled);
    }
    let tokens: Vec<&Item> = filled.iter().map(|&i| &flow.items[i]).collect();
    let zero_led = |item: &&Item| {
        item.text.len() > 1 && item.text.starts_with('0') && !item.text.contains('.')
    };
    let all_digits: usize = tokens.iter().map(|item| digits(item)).sum();
    let glued =
        group.crowded || tokens.iter().any(zero_led) || tokens.iter().any(|item| item.glued);
    let bare = |item: &&Item| digits(item) == item.text.chars().count();
    if glued && filled.len() < n && all_digits == n && tokens.iter().all(bare) {
        // As many digits as cells: there is one way to cut them, whatever they add up to.
        return plain(one_digit_each(flow, &filled));
    }
    if filled.len() < n {
        let mut listing = Listing::new(flow, unit);
        if glued || all_digits >= n {
            listing.split(&filled);
        }
        if glued {
            return listing.done();
        }
        let mut ways = vec![clipped(items(&filled), n)];
        listing.spread(&filled);
        ways.extend(listing.ways);
        ways.dedup();
        return Choices {
            ways,
            order: true,
            cut: listing.cut,
        };
    }
    let mut listing = Listing::new(flow, unit);
    listing.drop_from(&filled);
    listing.done()
}

fn slot(flow: &Flow, index: usize) -> Slot {
    if flow.items[index].is_blank() {
        Slot::Blank(Some(index))
    } else {
        Slot::Item(index)
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

/// A row of cells that has more or fewer cells than the form.
fn in_grid(flow: &Flow, group: &Group, unit: &Unit, filled: &[usize]) -> Choices {
    let n = unit.kinds.len();
    let cells = &group.values;
    let items = |indices: &[usize]| indices.iter().map(|&i| slot(flow, i)).collect::<Vec<_>>();
    let leading = cells
        .iter()
        .take_while(|&&i| flow.items[i].is_blank())
        .count();
    if filled.is_empty() {
        let blanks = cells.iter().take(n).map(|&i| slot(flow, i)).collect();
        return Choices {
            ways: vec![clipped(blanks, n)],
            order: true,
            cut: false,
        };
    }
    if filled.len() > n {
        let mut listing = Listing::new(flow, unit);
        listing.drop_from(filled);
        return listing.done();
    }
    let mut ways: Vec<Vec<Slot>> = Vec::new();
    let by_position = |from: usize| {
        let mut way = items(&cells[from..cells.len().min(from + n)]);
        way.resize(n, Slot::Lost);
        way
    };
    let first = leading;
    let last = cells
        .iter()
        .rposition(|&i| !flow.items[i].is_blank())
        .unwrap_or(0);
    let padding = unit.label_columns.saturating_sub(1);
    // Word pushes a row right past its last column: the values are in order, the last ones gone.
    let contiguous = last + 1 - first == filled.len();
    let pushed = contiguous && leading > 0 && last + 1 == cells.len();
    if pushed && !unit.blanks_are_zeros {
        ways.push(clipped(items(filled), n));
    }
    // The label's padding first, then every window of cells that holds all values.
    let windows = (0..=first).filter(|&from| last < from + n);
    let mut from: Vec<usize> = windows.collect();
    from.sort_by_key(|&from| (from != padding.min(first), from != first, from));
    ways.extend(from.into_iter().map(by_position));
    if contiguous {
        ways.push(clipped(items(filled), n));
    }
    if cells.len() < n && !pushed {
        // A cell of the row itself is gone: any.
        let mut listing = Listing::new(flow, unit);
        listing.spread_cells(cells);
        ways.extend(listing.ways);
    }
    let mut unique: Vec<Vec<Slot>> = Vec::new();
    for way in ways {
        if !unique.iter().any(|known| same(flow, known, &way)) {
            unique.push(way);
        }
    }
    Choices {
        ways: unique,
        order: true,
        cut: false,
    }
}

/// Whether two ways put the same numbers into the same cells.
fn same(flow: &Flow, a: &[Slot], b: &[Slot]) -> bool {
    let number = |slot: &Slot| match slot {
        Slot::Item(i) => Some(flow.items[*i].text.clone()),
        Slot::Part(_, n) => Some(n.to_string()),
        Slot::Blank(_) => Some(String::new()),
        Slot::Lost => None,
    };
    a.iter().map(number).eq(b.iter().map(number))
}

/// Lists ways under the unit's own equations, within bounds.
struct Listing<'a> {
    flow: &'a Flow,
    unit: &'a Unit<'a>,
    ways: Vec<Vec<Slot>>,
    steps: usize,
    cut: bool,
}

impl<'a> Listing<'a> {
    fn new(flow: &'a Flow, unit: &'a Unit<'a>) -> Self {
        Listing {
            flow,
            unit,
            ways: Vec::new(),
            steps: 0,
            cut: false,
        }
    }

    fn done(self) -> Choices {
        Choices {
            ways: self.ways,
            order: false,
            cut: self.cut,
        }
    }

    fn number(&self, slot: &Slot) -> Option<i64> {
        match slot {
            Slot::Item(i) => match &self.flow.items[*i].said {
                Said::Number {
                    value: Value::Count(n),
                    ..
                } => Some(*n),
                _ => None,
            },
            Slot::Part(_, n) => Some(*n),
            Slot::Blank(_) => Some(0),
            Slot::Lost => None,
        }
    }

    /// Whether the equations that end at the last slot hold.
    fn fits(&self, way: &[Slot]) -> bool {
        let last = way.len() - 1;
        self.unit
            .inner
            .iter()
            .filter(|rule| rule.right == last)
            .all(|rule| {
                let left: Option<i64> = rule.left.iter().map(|&i| self.number(&way[i])).sum();
                match (left, self.number(&way[last])) {
                    (Some(left), Some(right)) => left == right,
                    _ => true,
                }
            })
    }

    fn step(&mut self) -> bool {
        self.steps += 1;
        self.cut |= self.steps > STEPS || self.ways.len() >= MOST;
        !self.cut
    }

    /// Cuts glued digits into as many numbers as there are cells.
    fn split(&mut self, tokens: &[usize]) {
        self.split_from(tokens, 0, &mut Vec::new());
    }

    fn split_from(&mut self, tokens: &[usize], at: usize, way: &mut Vec<Slot>) {
        let n = self.unit.kinds.len();
        let Some((&token, rest)) = tokens.split_first() else {
            if way.len() == n {
                self.ways.push(way.clone());
            }
            return;
        };
        if way.len() >= n || !self.step() {
            return;
        }
        let text: Vec<char> = self.flow.items[token]
            .text
            .chars()
            .map(crate::text::fold)
            .collect();
        let kind = self.unit.kinds[way.len()];
        let sign = usize::from(at < text.len() && matches!(text[at], '-' | '+' | '−'));
        if sign == 1 && kind != Kind::Change {
            return;
        }
        for end in at + sign + 1..=text.len() {
            let part: String = text[at..end].iter().collect();
            let whole = at == 0 && end == text.len();
            let digits = &part[part
                .len()
                .min(if sign == 1 { text[at].len_utf8() } else { 0 })..];
            if digits.len() > 1 && digits.starts_with('0') && !whole {
                break; // No number is written with a leading zero.
            }
            let slot = if whole && !(digits.len() > 1 && digits.starts_with('0')) {
                Slot::Item(token)
            } else if digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 15 {
                let magnitude: i64 = digits.parse().unwrap_or(MAX);
                if digits.len() > 1 && digits.starts_with('0') {
                    continue;
                }
                Slot::Part(
                    token,
                    if sign == 1 && text[at] != '+' {
                        -magnitude
                    } else {
                        magnitude
                    },
                )
            } else {
                continue; // A point or a unit: this token is an amount, only its end may be.
            };
            way.push(slot);
            if self.fits(way) {
                if end == text.len() {
                    self.split_from(rest, 0, way);
                } else {
                    self.split_from(tokens, end, way);
                }
            }
            way.pop();
            if self.cut {
                return;
            }
        }
    }

    /// Spreads too few values over the cells, the rest blank.
    fn spread(&mut self, tokens: &[usize]) {
        self.spread_from(tokens, &mut Vec::new(), &Slot::Blank(None));
    }

    /// Spreads too few cells over the form's, the rest lost.
    fn spread_cells(&mut self, cells: &[usize]) {
        self.spread_from(cells, &mut Vec::new(), &Slot::Lost);
    }

    fn spread_from(&mut self, tokens: &[usize], way: &mut Vec<Slot>, filler: &Slot) {
        let left = self.unit.kinds.len() - way.len();
        if left == 0 {
            self.ways.push(way.clone());
            return;
        }
        if !self.step() {
            return;
        }
        let mut options: Vec<(Slot, &[usize])> = Vec::new();
        if let Some((&token, rest)) = tokens.split_first() {
            options.push((slot(self.flow, token), rest));
        }
        if tokens.len() < left {
            options.push((filler.clone(), tokens));
        }
        for (slot, rest) in options {
            way.push(slot);
            if self.fits(way) {
                self.spread_from(rest, way, filler);
            }
            way.pop();
        }
    }

    /// Leaves out as many values as there are too many.
    fn drop_from(&mut self, tokens: &[usize]) {
        let n = self.unit.kinds.len();
        if tokens.len() > n + 3 {
            self.cut = true;
            return;
        }
        self.dropping(tokens, tokens.len() - n, &mut Vec::new());
    }

    fn dropping(&mut self, tokens: &[usize], spare: usize, way: &mut Vec<Slot>) {
        if way.len() == self.unit.kinds.len() {
            self.ways.push(way.clone());
            return;
        }
        let Some((&token, rest)) = tokens.split_first() else {
            return;
        };
        if !self.step() {
            return;
        }
        way.push(slot(self.flow, token));
        if self.fits(way) {
            self.dropping(rest, spare, way);
        }
        way.pop();
        if spare > 0 {
            self.dropping(rest, spare - 1, way);
        }
    }
}
