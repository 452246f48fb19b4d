//! Columns and rows that are worked out of others: differences (增减额) and ratios (占比, 增减率, 办结率).
//!
//! Their words say that they are, not of which others: that most of their lines tell. Where these fit nothing,
//! nothing is checked.

use super::check::{CheckedSum, Written, written};
use super::decimal::ExactDecimal;
use super::grid::{Content, Grid};
use super::label::Role;
use super::structure::{SumKind, SumSpot};
use super::table::{Half, LabelledTable};
use crate::check::Outcome;

/// Columns before a difference or ratio that it may be worked out of.
const NEAR: usize = 4;
/// Lines in which a way to work it out holds, at least.
const ENOUGH: usize = 2;
/// Totals at most that an item may be shares of.
const WHOLES: usize = 8;

/// A half with its columns as items, or with its rows.
struct Side<'a> {
    grid: &'a Grid,
    half: &'a Half,
    at: usize,
    of_columns: bool,
    written: Vec<Written>,
}

/// How a number is worked out, and of which two items.
type Way = (Derivation, usize, usize);

/// How a number is worked out of two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Derivation {
    /// The first less the second.
    Difference,
    /// So many times the first, divided by the second.
    Ratio(i128),
    /// So many times the difference of both, divided by the second.
    Change(i128),
    /// So many times its own item's number, divided by that of a line.
    Share(i128, usize),
}

/// The differences and ratios of a table.
pub(super) fn derived(grid: &Grid, table: &LabelledTable) -> Vec<CheckedSum> {
    let mut all = Vec::new();
    for (at, half) in table.halves.iter().enumerate() {
        for of_columns in [true, false] {
            let side = Side {
                grid,
                half,
                at,
                of_columns,
                written: written(grid, half),
            };
            for item in 0..side.items() {
                all.extend(side.item(item));
            }
        }
    }
    all
}

impl Side<'_> {
    fn items(&self) -> usize {
        self.count(self.of_columns)
    }

    fn lines(&self) -> usize {
        self.count(!self.of_columns)
    }

    fn count(&self, columns: bool) -> usize {
        match columns {
            true => self.half.columns.len(),
            false => self.half.rows.len(),
        }
    }

    fn role(&self, n: usize, columns: bool) -> Role {
        match columns {
            true => self.half.columns[n].role(),
            false => self.half.rows[n].role,
        }
    }

    fn spot(&self, item: usize, line: usize) -> SumSpot {
        let (row, column) = match self.of_columns {
            true => (line, item),
            false => (item, line),
        };
        SumSpot {
            half: self.at,
            row,
            column,
        }
    }

    fn cell(&self, spot: SumSpot) -> Option<usize> {
        self.half.cells[spot.row][spot.column]
    }

    fn value(&self, spot: SumSpot) -> Option<ExactDecimal> {
        let cell = &self.grid.cells[self.cell(spot)?];
        matches!(cell.content, Content::Number | Content::Share).then_some(cell.value)?
    }

    /// What an item says in its lines, where it is worked out of others.
    fn item(&self, item: usize) -> Vec<CheckedSum> {
        if self.role(item, self.of_columns) != Role::Aside {
            return Vec::new();
        }
        let lines: Vec<usize> = (0..self.lines())
            .filter(|&line| self.role(line, !self.of_columns) != Role::Aside)
            .collect();
        // A share is written with places of its own, whatever else the table holds.
        let own_values = (0..self.lines()).filter_map(|line| self.value(self.spot(item, line)));
        let Some(places) = own_values.map(ExactDecimal::places).max() else {
            return Vec::new();
        };
        let says = |&&line: &&usize| {
            let value = self.value(self.spot(item, line));
            value.is_some_and(|value| !value.is_zero())
        };
        let said = lines.iter().filter(says).count();
        let mut best: Option<(usize, Vec<CheckedSum>)> = None;
        for way in self.ways(item, &lines) {
            let all: Vec<CheckedSum> = (lines.iter())
                .filter_map(|&line| self.checked(item, line, way, places))
                .collect();
            let filled = all.iter().filter(|one| one.filled);
            let holds = filled
                .clone()
                .filter(|one| one.outcome == Outcome::Holds)
                .count();
            // A line that says something, where it could not be worked out this way, speaks against it.
            let most = holds >= ENOUGH && holds * 3 >= filled.count().max(said) * 2;
            if most && best.as_ref().is_none_or(|(best, _)| holds > *best) {
                best = Some((holds, all));
            }
        }
        best.map_or_else(Vec::new, |(_, all)| all)
    }

    /// The ways in which an item may be worked out; no more of them than so many, however long a table is.
    fn ways(&self, item: usize, lines: &[usize]) -> Vec<Way> {
        let plain = |other: &usize| self.role(*other, self.of_columns) != Role::Aside;
        let near: Vec<usize> = (0..item).rev().filter(plain).take(NEAR).collect();
        let wholes = self.wholes(lines);
        let mut ways: Vec<Way> = Vec::new();
        for (nth, &one) in near.iter().enumerate() {
            for &other in &near[nth + 1..] {
                for (first, second) in [(one, other), (other, one)] {
                    let hows = [
                        Derivation::Difference,
                        Derivation::Change(100),
                        Derivation::Ratio(100),
                        Derivation::Change(1),
                        Derivation::Ratio(1),
                    ];
                    ways.extend(hows.map(|how| (how, first, second)));
                }
            }
            for &total in &wholes {
                ways.extend([100, 1].map(|times| (Derivation::Share(times, total), one, one)));
            }
        }
        ways
    }

    /// The totals that an item may be shares of: where there are many, the greatest, and of these the first and last.
    fn wholes(&self, lines: &[usize]) -> Vec<usize> {
        let total = |&line: &usize| match self.role(line, !self.of_columns) {
            Role::Total(rank) => Some((rank, line)),
            _ => None,
        };
        let mut all: Vec<(u8, usize)> = lines.iter().filter_map(total).collect();
        if all.len() > WHOLES {
            let greatest = all.iter().map(|(rank, _)| *rank).max();
            all.retain(|(rank, _)| Some(*rank) == greatest);
        }
        if all.len() > WHOLES {
            all.drain(WHOLES / 2..all.len() - WHOLES / 2);
        }
        all.into_iter().map(|(_, line)| line).collect()
    }

    /// One line of an item that is worked out in some way, its shares with so many places; none where a number
    /// is not there.
    fn checked(
        &self,
        item: usize,
        line: usize,
        (how, first, second): Way,
        places: u8,
    ) -> Option<CheckedSum> {
        let own = self.spot(item, line);
        let one = self.spot(first, line);
        let other = match how {
            Derivation::Share(_, total) => self.spot(first, total),
            _ => self.spot(second, line),
        };
        let (said, x, y) = (self.value(own)?, self.value(one)?, self.value(other)?);
        let written = |spot: SumSpot| self.written[spot.column];
        // What adds up, and which of the three is the sum.
        if how == Derivation::Difference {
            let sum = y.plus(said)?;
            let all = [own, one, other].map(written);
            let rounded = all.iter().any(|one| one.rounded);
            let places = all.iter().map(|one| one.places).max()?;
            let halves = if rounded { 3 } else { 0 };
            return Some(CheckedSum {
                kind: SumKind::Difference(self.of_columns),
                total: self.cell(one)?,
                terms: vec![self.cell(other)?, self.cell(own)?],
                spot: one,
                spots: vec![other, own],
                outcome: outcome(sum.minus(x)?.within(halves, places)),
                why: None,
                sides: Some((sum, x)),
                halves,
                places,
                filled: !x.is_zero() || !y.is_zero(),
            });
        }
        let (times, top) = match how {
            Derivation::Change(times) => (times, x.minus(y)?),
            Derivation::Ratio(times) | Derivation::Share(times, _) => (times, x),
            Derivation::Difference => return None,
        };
        if y.is_zero() || y.is_negative() {
            return None;
        }
        let rounded = written(one).rounded || written(other).rounded;
        let due = top.ratio(times, y, places)?;
        let fits = top.is_ratio(times, y, said, places, rounded)?;
        Some(CheckedSum {
            kind: SumKind::Ratio(self.of_columns, matches!(how, Derivation::Change(_))),
            total: self.cell(own)?,
            terms: vec![self.cell(one)?, self.cell(other)?],
            spot: own,
            spots: vec![one, other],
            outcome: outcome(fits),
            why: None,
            sides: Some((due, said)),
            halves: 0,
            places,
            filled: !top.is_zero() || !said.is_zero(),
        })
    }
}

fn outcome(holds: bool) -> Outcome {
    match holds {
        true => Outcome::Holds,
        false => Outcome::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::head::HeadLabel;
    use crate::totals::table::{LabelledColumn, LabelledRow};

    /// However many subtotals a table has, a share is tried of a few of them, the first and the last ones among them.
    #[test]
    fn ways_do_not_grow_with_the_table() {
        let column = |label: &str| LabelledColumn {
            path: vec![HeadLabel {
                text: label.to_owned(),
                cell: 0,
            }],
            unit: None,
        };
        for (rows, ways) in [(10, 30), (100, 42), (1000, 42)] {
            let role = |row: usize| {
                if row.is_multiple_of(2) {
                    Role::Total(1)
                } else {
                    Role::Part
                }
            };
            let row = |row: usize| LabelledRow {
                name: String::new(),
                key: String::new(),
                role: role(row),
                unit: None,
                depth: None,
                months: None,
                page: 0,
                code: None,
            };
            let half = Half {
                rows: (0..rows).map(row).collect(),
                columns: ["甲类", "乙类", "占比"].map(column).to_vec(),
                ..Half::default()
            };
            let side = Side {
                grid: &Grid::default(),
                half: &half,
                at: 0,
                of_columns: true,
                written: Vec::new(),
            };
            let lines: Vec<usize> = (0..rows).collect();
            let wholes = side.wholes(&lines);
            assert!(wholes.len() <= WHOLES);
            assert_eq!(side.ways(2, &lines).len(), ways);
            let ends = (wholes.first().copied(), wholes.last().copied());
            assert_eq!(ends, (Some(0), Some(rows - 2)));
        }
    }
}
