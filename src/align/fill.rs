//! Placed groups to entries: every unit's ways are listed, then all are resolved together.

use super::beside::names;
use super::choice::{choices, left, overflow};
use super::flow::Flow;
use super::frame::GridColumns;
use super::group::{Group, Placed, digits, is_run_together};
use super::head::Head;
use super::inner::Inner;
use super::known::TableFacts;
use super::printed::is_printed;
use super::resolve::{Filling, fill, resolve};
use super::slot::{Slot, slot};
use super::unit::{Choices, Unit};
use crate::form::{CellId, Kind, Row, Shape, TableForm};
use crate::language::FIRST;
use crate::number::{Said, Value};
use crate::sheet::Entry;
use crate::sorted::Sorted;
use std::borrow::Cow;

/// A table whose groups have their rows.
pub(crate) struct TableFill<'a> {
    flow: &'a Flow<'a>,
    form: &'static TableForm,
    facts: &'a TableFacts,
    rows: &'a [Option<Placed>],
    blanks_are_zeros: bool,
    blanks_are_gone: bool,
    glued: bool,
    lacks: bool,
    crowded: bool,
    /// For each unit where its values stand in a row of cells.
    frames: Vec<GridColumns>,
    /// For each unit which column each value is of.
    heads: Vec<Head>,
    /// For each unit whether its rows have a value more than the form, left of the others.
    surplus: Vec<bool>,
}

impl<'a> TableFill<'a> {
    pub fn new(
        flow: &'a Flow<'a>,
        form: &'static TableForm,
        facts: &'a TableFacts,
        start: usize,
        rows: &'a [Option<Placed>],
    ) -> TableFill<'a> {
        let mut frames: Vec<GridColumns> = Vec::new();
        let mut heads: Vec<Head> = Vec::new();
        let mut surplus: Vec<bool> = Vec::new();
        for unit in 0..rows.len() {
            let columns = form.row(unit).columns;
            let alike = |row: usize| std::ptr::eq(form.row(row).columns, columns);
            if let Some(known) = (0..unit).find(|&row| alike(row)) {
                frames.push(frames[known].clone());
                heads.push(heads[known].clone());
                surplus.push(surplus[known]);
                continue;
            }
            let placed = rows.iter().enumerate().filter(|(row, _)| alike(*row));
            let groups: Vec<&Group> = placed
                .filter_map(|(_, placed)| placed.as_ref().map(|p| &p.group))
                .collect();
            let first = groups.iter().map(|group| group.values[0]).min();
            let first = first.unwrap_or(start);
            // The head of a block of table 2 stands below the block before it.
            let others = rows
                .iter()
                .flatten()
                .flat_map(|placed| &placed.group.values);
            let above = others.filter(|&&value| value < first).max();
            let begin = above.map_or_else(|| facts.heads.begin(flow, start), |&value| value + 1);
            let stretch = begin.min(first)..first;
            let n = columns.len();
            let usual = counts(flow, &groups).1;
            let mut head = match n {
                1 => Head::printed(1),
                _ if FIRST => {
                    let beyond = form.table.shape == Shape::Matrix && usual > n;
                    let heads = &facts.heads;
                    if beyond || !is_printed(flow, stretch.clone(), form, columns, heads, &groups) {
                        flow.leave();
                    }
                    Head::printed(match form.table.shape {
                        Shape::Strip => form.cells().count(),
                        Shape::Fields | Shape::Matrix => n,
                    })
                }
                _ => Head::learn(flow, stretch.clone(), form, columns, &facts.heads, &groups),
            };
            let plain = head.spare == 0 && head.is_open() && head.order.len() == n;
            let more = plain && usual == n + 1;
            if !FIRST && form.table.shape == Shape::Matrix && more {
                let right = tally(flow, &groups, n, 0, n - 1) > tally(flow, &groups, n, 1, n - 1);
                // Of nothing but zeros, whichever is left over.
                let mut values = groups.iter().flat_map(|group| group.filled(flow));
                let zeros = values.all(|i| flow.items[i].text == "0");
                head.spare = usize::from(right || zeros);
            }
            surplus.push(more && head.spare == 0 && form.table.shape == Shape::Matrix);
            // A label above its own row of the head may be met too early: then the rows say so.
            let total = head.order.iter().position(|&at| at + 1 == n).unwrap_or(n);
            let open = head.is_open();
            if !FIRST && form.table.shape == Shape::Matrix && total + 1 < n && open {
                let (moved, last) = (
                    tally(flow, &groups, n, 0, total),
                    tally(flow, &groups, n, 0, n - 1),
                );
                if last > moved {
                    let column = head.order.remove(total);
                    head.order.push(column);
                }
            }
            frames.push(match form.table.shape {
                Shape::Strip => GridColumns::default(),
                _ => {
                    let kept = rows.iter().enumerate().filter(|(row, _)| alike(*row));
                    let kept = kept.filter_map(|(row, placed)| {
                        let group = &placed.as_ref()?.group;
                        let group = match FIRST {
                            true => Cow::Borrowed(group),
                            false => head.kept(flow, group)?,
                        };
                        Some((label_columns(form.row(row)), group))
                    });
                    let labels = facts.heads.of_columns(columns);
                    let order = &head.order;
                    GridColumns::learn(flow, kept, stretch, order, labels, &facts.heads)
                }
            });
            heads.push(head);
        }
        TableFill {
            flow,
            form,
            facts,
            rows,
            blanks_are_zeros: blanks_are_zeros(flow, rows),
            blanks_are_gone: lacking(flow, form, rows) > 1,
            lacks: !FIRST && (lacking(flow, form, rows) > 0 || rows.iter().any(Option::is_none)),
            glued: is_glued(flow, form, rows),
            crowded: !FIRST && is_crowded(flow, form, rows),
            frames,
            heads,
            surplus,
        }
    }

    /// An entry for every cell of the table.
    pub fn entries(&self) -> Sorted<CellId, Entry> {
        let cells: Vec<CellId> = self.form.cells().collect();
        let fillings: Vec<Filling> = (0..self.rows.len())
            .filter_map(|unit| self.filling(unit, &cells))
            .collect();
        let resolved = resolve(self.flow, &fillings, &self.facts.equations.outer);
        // Both are in the order of the form.
        let mut resolved = resolved.into_iter().peekable();
        let entries = cells.iter().map(|&cell| {
            let known = resolved.next_if(|(known, _)| *known == cell);
            known.unwrap_or_else(|| (cell, Entry::missing()))
        });
        entries.collect()
    }

    /// Labels of the columns that the head of the table lacks.
    pub fn lacking(&self) -> Vec<&'static str> {
        let columns = self.form.row(0).columns;
        let order = &self.heads[0].order;
        let lacks = |at: &usize| self.form.table.shape == Shape::Matrix && !order.contains(at);
        (0..columns.len())
            .filter(lacks)
            .map(|at| columns[at].label)
            .collect()
    }

    /// The numbers of a group as a row, its first way; blanks and what is lost as 0.
    pub fn numbers(&self, row: usize, group: &Group) -> Vec<i64> {
        let choices = self.choices(row, group);
        let way = choices.ways.first();
        let way = way.map(|way| fill(self.flow, way, &self.facts.equations.inner[row]));
        let numbers = way.unwrap_or_default().into_iter();
        numbers.map(Option::unwrap_or_default).collect()
    }

    /// Whether all equations across rows hold for these numbers.
    pub fn tallies<'n>(&self, numbers: impl Fn(usize) -> &'n Vec<i64>) -> bool {
        self.facts.equations.outer.iter().all(|rule| {
            let terms = rule.iter().map(|(cell, sign)| {
                let row = numbers(cell.row.into());
                sign * row.get(usize::from(cell.column)).copied().unwrap_or(0)
            });
            terms.sum::<i64>() == 0
        })
    }

    /// The ways to fill a unit: a row, or the whole of a single line.
    fn filling<'f>(&'f self, unit: usize, cells: &'f [CellId]) -> Option<Filling<'f>> {
        let placed = self.rows[unit].as_ref()?;
        // Cells are in the order of their rows.
        let own = match self.form.table.shape {
            Shape::Strip => cells,
            _ => {
                let from = cells.partition_point(|cell| usize::from(cell.row) < unit);
                let row = cells[from..].iter();
                let length = row.take_while(|cell| usize::from(cell.row) == unit).count();
                &cells[from..from + length]
            }
        };
        let texts = placed.group.values.iter();
        let texts: Vec<&str> = texts.map(|&i| &*self.flow.items[i].text).collect();
        Some(Filling {
            cells: own,
            inner: &self.facts.equations.inner[unit],
            choices: self.choices(unit, &placed.group),
            placed_by_sums: placed.by_sums,
            texts,
        })
    }

    /// The cells of values each of which stands behind the name of its column; what is not named is lost.
    fn named(&self, row: &Row, group: &Group) -> Option<Vec<Slot>> {
        let [first, second, ..] = group.values[..] else {
            return None;
        };
        if first == 0 || second != first + 2 || self.form.table.shape == Shape::Strip {
            return None;
        }
        let mut way = vec![Slot::Lost; row.columns.len()];
        for &value in &group.values {
            let name = &self.flow.items[value - 1];
            let place = &mut way[names(name, row.columns, value == first)?];
            if *place != Slot::Lost {
                return None;
            }
            *place = slot(self.flow, value);
        }
        Some(way)
    }

    fn choices(&self, unit: usize, group: &Group) -> Choices {
        let row = self.form.row(unit);
        let whole = self.form.table.shape == Shape::Strip;
        let rows = self
            .form
            .rows()
            .filter(|other| whole || std::ptr::eq(*other, row));
        let kinds: Vec<Kind> = rows
            .flat_map(|row| row.columns.iter().map(|column| column.kind))
            .collect();
        let (head, inner) = (&self.heads[unit], &self.facts.equations.inner[unit]);
        let printed = FIRST || head.is_printed(kinds.len());
        let shown: Vec<Kind>;
        let stood: Vec<Inner>;
        let (shown, stood) = if printed {
            (&kinds, inner)
        } else {
            shown = head.order.iter().map(|&column| kinds[column]).collect();
            stood = inner.iter().map(|rule| head.stood(rule)).collect();
            (&shown, &stood)
        };
        let shape = Unit {
            kinds: shown,
            inner: stood,
            label_columns: label_columns(row),
            blanks_are_zeros: self.blanks_are_zeros,
            blanks_are_gone: self.blanks_are_gone,
            glued: self.glued,
            lacks: self.lacks,
            crowded: self.crowded,
            frame: &self.frames[unit],
        };
        let named = self.named(row, group);
        if FIRST && named.is_some() {
            return left(self.flow);
        }
        if let Some(way) = named {
            return Choices {
                ways: vec![way],
                order: true,
                cut: false,
                slack: 0,
            };
        }
        let (filled, whole) = (group.filled(self.flow).count(), shown.len() + head.spare);
        let short = self.surplus[unit] && filled == shown.len();
        if !FIRST && (short || head.spare > 0 && !group.grid && filled != whole) {
            // Which of them is right of the last column nothing says.
            return Choices::none();
        }
        let kept = match FIRST {
            true => Some(Cow::Borrowed(group)),
            false => head.kept(self.flow, group),
        };
        let Some(kept) = kept else {
            // Which cells are of the form's columns nothing says.
            return Choices::none();
        };
        let mut choices = choices(self.flow, &kept, &shape);
        for way in &mut choices.ways {
            overflow(self.flow, way);
        }
        if !printed {
            for way in &mut choices.ways {
                *way = head.to_form(way, kinds.len());
            }
            // What is clipped at the end of a line is no longer the total.
            choices.order &= choices.ways.first().is_none_or(|way| head.is_whole(way));
        }
        choices
    }
}

/// How many columns the label of a row covers.
fn label_columns(row: &Row) -> usize {
    row.labels.last().map_or(1, |label| label.columns.into())
}

/// How many of the groups tally whose `n` values begin at `from`, with the sum of the others at `total`.
fn tally(flow: &Flow, groups: &[&Group], n: usize, from: usize, total: usize) -> usize {
    tallying(flow, groups, n, from, total).0
}

/// The same, and how many have a total.
pub(super) fn tallying(
    flow: &Flow,
    groups: &[&Group],
    n: usize,
    from: usize,
    total: usize,
) -> (usize, usize) {
    let number = |&i: &usize| match flow.items[i].said {
        Said::Number {
            value: Value::Count(n),
            ..
        } => n,
        _ => 0,
    };
    let said = |&&i: &&usize| !flow.items[i].text.is_empty();
    let mut found = (0, 0);
    for group in groups {
        // A row with as many cells as columns has its blanks in their places.
        let whole = from == 0 && group.values.len() == n;
        let values = group.values.iter().filter(|value| whole || said(value));
        let values: Vec<i64> = values.skip(from).take(n).map(number).collect();
        if values.len() == n && values[total] > 0 {
            found.0 += usize::from(values.iter().sum::<i64>() == 2 * values[total]);
            found.1 += 1;
        }
    }
    found
}

/// How many values that are not blank the groups have at most, and how many nearly all of them have.
pub(super) fn counts(flow: &Flow, groups: &[&Group]) -> (usize, usize) {
    let said = |&&i: &&usize| !flow.items[i].text.is_empty();
    let counts: Vec<usize> = groups
        .iter()
        .map(|group| group.values.iter().filter(said).count())
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let same = counts.iter().filter(|&&count| count == most).count();
    (most, most * usize::from(same * 5 > counts.len() * 4))
}

/// Whether this table writes zeros as blanks: one stands between values, or a sign for nothing.
fn blanks_are_zeros(flow: &Flow, rows: &[Option<Placed>]) -> bool {
    let written = |placed: &Placed| {
        let values = &placed.group.values;
        let filled = |&i: &usize| !flow.items[i].is_blank();
        let sign = |&i: &usize| flow.items[i].is_blank() && !flow.items[i].text.is_empty();
        let first = values.iter().position(filled).unwrap_or(0);
        let last = values.iter().rposition(filled).unwrap_or(first);
        values.iter().any(sign) || !values[first..last].iter().all(filled)
    };
    rows.iter().flatten().any(written)
}

/// Whether nothing stands between the values of this table: most of its rows are one run of digits.
fn is_glued(flow: &Flow, form: &'static TableForm, rows: &[Option<Placed>]) -> bool {
    let groups = || rows.iter().flatten().map(|placed| &placed.group);
    let single = |group: &&Group| !group.grid && group.filled(flow).count() == 1;
    form.table.shape == Shape::Matrix && 2 * groups().filter(single).count() > groups().count()
}

/// Whether lines of a table have more numbers than the form has columns.
fn is_crowded(flow: &Flow, form: &'static TableForm, rows: &[Option<Placed>]) -> bool {
    let over = |(row, placed): &(usize, &Option<Placed>)| {
        placed.as_ref().is_some_and(|placed| {
            let group = &placed.group;
            !group.grid && group.filled(flow).count() > form.row(*row).columns.len()
        })
    };
    form.table.shape == Shape::Matrix && rows.iter().enumerate().filter(over).count() > 1
}

/// How many values the lines of a table lack. It lost its blank cells on the way where they lack more than the one that
/// one line may lose at its end. Of glued rows, they do where one has fewer digits than cells.
fn lacking(flow: &Flow, form: &'static TableForm, rows: &[Option<Placed>]) -> usize {
    let cells = |row: usize| match form.table.shape {
        Shape::Strip => form.cells().count(),
        Shape::Fields | Shape::Matrix => form.row(row).columns.len(),
    };
    let lacking = |(row, placed): (usize, &Option<Placed>)| match placed {
        Some(Placed { group, .. }) => {
            let glued = is_run_together(flow, group);
            let has = match glued {
                true => group.filled(flow).map(|i| digits(&flow.items[i])).sum(),
                false => group.values.len(),
            };
            // Alone, digits may be a whole row without a separator, and a single one a whole column.
            let loose = !group.grid && (glued || has > 1) && cells(row) > 1;
            cells(row).saturating_sub(has) * usize::from(loose)
        }
        None => 0,
    };
    rows.iter().enumerate().map(lacking).sum()
}
