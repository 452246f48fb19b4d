//! Placed groups to entries: every unit's ways are listed, then all are resolved together.

use super::choice::choices;
use super::equations::Equations;
use super::flow::Flow;
use super::frame::Frame;
use super::group::{Group, Placed};
use super::resolve::{Filling, fill, resolve};
use super::unit::{Choices, Unit};
use crate::form::{CellId, Kind, Shape, TableForm};
use crate::sheet::Entry;
use crate::sorted::Sorted;

/// A table whose groups have their rows.
pub(crate) struct Fill<'a> {
    flow: &'a Flow,
    form: &'static TableForm,
    equations: &'a Equations,
    rows: &'a [Option<Placed>],
    blanks_are_zeros: bool,
    blanks_are_gone: bool,
    /// For each unit where its values stand in a row of cells.
    frames: Vec<Frame>,
}

impl<'a> Fill<'a> {
    pub fn new(
        flow: &'a Flow,
        form: &'static TableForm,
        equations: &'a Equations,
        start: usize,
        rows: &'a [Option<Placed>],
    ) -> Fill<'a> {
        let mut frames: Vec<Frame> = Vec::new();
        for unit in 0..rows.len() {
            let columns = form.row(unit).columns;
            let alike = |row: usize| std::ptr::eq(form.row(row).columns, columns);
            let known = (0..unit).find(|&row| alike(row));
            frames.push(match known {
                Some(row) => frames[row].clone(),
                None if form.table.shape == Shape::Strip => Frame::default(),
                None => {
                    let groups = || {
                        let placed = rows.iter().enumerate().filter(|(row, _)| alike(*row));
                        placed.filter_map(|(_, placed)| placed.as_ref().map(|p| &p.group))
                    };
                    let first = groups().map(|group| group.values[0]).min();
                    Frame::learn(flow, groups(), start..first.unwrap_or(start), columns)
                }
            });
        }
        Fill {
            flow,
            form,
            equations,
            rows,
            blanks_are_zeros: blanks_are_zeros(flow, rows),
            blanks_are_gone: blanks_are_gone(flow, form, rows),
            frames,
        }
    }

    /// An entry for every cell of the table.
    pub fn entries(&self) -> Sorted<CellId, Entry> {
        let cells: Vec<CellId> = self.form.cells().collect();
        let mut entries: Sorted<CellId, Entry> =
            cells.iter().map(|&cell| (cell, Entry::missing())).collect();
        let fillings: Vec<Filling> = (0..self.rows.len())
            .filter_map(|unit| self.filling(unit, &cells))
            .collect();
        entries.extend(resolve(self.flow, &fillings, &self.equations.outer));
        entries
    }

    /// The numbers of a group as a row, its first way; blanks and what is lost as 0.
    pub fn numbers(&self, row: usize, group: &Group) -> Vec<i64> {
        let choices = self.choices(row, group);
        let way = choices.ways.first();
        let way = way.map(|way| fill(self.flow, way, &self.equations.inner[row]));
        let numbers = way.unwrap_or_default().into_iter();
        numbers.map(Option::unwrap_or_default).collect()
    }

    /// Whether all equations across rows hold for these numbers.
    pub fn tallies<'n>(&self, numbers: impl Fn(usize) -> &'n Vec<i64>) -> bool {
        self.equations.outer.iter().all(|rule| {
            let terms = rule.iter().map(|(cell, sign)| {
                let row = numbers(cell.row.into());
                sign * row.get(usize::from(cell.column)).copied().unwrap_or(0)
            });
            terms.sum::<i64>() == 0
        })
    }

    /// The ways to fill a unit: a row, or the whole of a single line.
    fn filling(&self, unit: usize, cells: &[CellId]) -> Option<Filling<'_>> {
        let placed = self.rows[unit].as_ref()?;
        let whole = self.form.table.shape == Shape::Strip;
        let own = |cell: &&CellId| whole || usize::from(cell.row) == unit;
        let texts = placed.group.values.iter();
        let texts: Vec<&str> = texts.map(|&i| self.flow.items[i].text.as_str()).collect();
        Some(Filling {
            cells: cells.iter().filter(own).copied().collect(),
            inner: &self.equations.inner[unit],
            choices: self.choices(unit, &placed.group),
            placed_by_sums: placed.by_sums,
            text: texts.join(" "),
        })
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
        let unit = Unit {
            kinds: &kinds,
            inner: &self.equations.inner[unit],
            label_columns: row.labels.last().map_or(1, |label| label.columns.into()),
            blanks_are_zeros: self.blanks_are_zeros,
            blanks_are_gone: self.blanks_are_gone,
            frame: &self.frames[unit],
        };
        choices(self.flow, group, &unit)
    }
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

/// Whether this table lost its blank cells on the way: its lines of text lack more than the one value that
/// one line may lose at its end.
fn blanks_are_gone(flow: &Flow, form: &'static TableForm, rows: &[Option<Placed>]) -> bool {
    let cells = |row: usize| match form.table.shape {
        Shape::Strip => form.cells().count(),
        Shape::Fields | Shape::Matrix => form.row(row).columns.len(),
    };
    let lacking = |(row, placed): (usize, &Option<Placed>)| match placed {
        Some(Placed { group, .. }) => {
            let glued = group.crowded || group.values.iter().any(|&i| flow.items[i].glued);
            // Alone, digits are a whole row without a separator.
            let loose = !group.grid && !glued && group.filled(flow).count() > 1;
            cells(row).saturating_sub(group.values.len()) * usize::from(loose)
        }
        None => 0,
    };
    rows.iter().enumerate().map(lacking).sum::<usize>() > 1
}
