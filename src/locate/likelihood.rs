//! How usual a value is in its place, before any mistake is thought of.
//!
//! The shares stand in the form's data; that of nothing carried over is counted over the true tables of a
//! study (4,000 generated reports) and rounded, the others here are guesses. They only break near-ties;
//! shares counted from real reports would serve better. All is measured against the rest of the table as it
//! stands.

use super::fixed::{Cost, NAT, chance, count, ln, ln_factorial, ln_gamma, millis};
use super::system::{ConstraintSystem, RowRole, SystemColumn};
use crate::form::{CellId, Shares};
use crate::sheet::Sheet;

/// The weight of an outcome that the form's data does not weigh, in tenths.
const OTHER_OUTCOME: i64 = 3;
/// The share of a part that it does not know, in hundredths.
const OTHER_SHARE: u64 = 25;
/// Of 100 blocks with something wrong so many should be all 0; else the more, the rarer.
const NO_DISPUTES: u64 = 15;

/// No value is dearer than this.
const DEAREST: Cost = 12 * NAT;

/// How one cell's values are distributed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Distribution {
    /// Any value is as good as another.
    Any,
    /// Negative binomial with `a` tenths of successes; `base` and `slope` are what does not
    /// change with the value.
    Outcome { a: i64, base: i64, slope: i64 },
    /// 0 in `none` of 100 cases, else geometric with this mean in hundredths.
    Carried { none: u64, mean: u64 },
    /// One of the parts of a multinomial: its share and the sum of the others.
    Share { part: u64, rest: i64 },
}

/// What sets a cell's distribution.
#[derive(Debug, Clone, Copy)]
enum DistributionSource {
    Any,
    Outcome { a: i64 },
    Carried,
    Share { part: u64 },
}

/// The distributions of a system's cells.
#[derive(Debug, Default)]
pub(super) struct Likelihood {
    sources: Vec<DistributionSource>,
    all: i64,
}

impl Likelihood {
    pub fn new(system: &ConstraintSystem, sheet: &Sheet) -> Likelihood {
        let mut sources = vec![DistributionSource::Any; system.cells.len()];
        let mut all = 0;
        for row in &system.rows {
            let Some(&first) = row.parts.first() else {
                continue;
            };
            let a = weight(sheet, system.cells[first]);
            if row.role == RowRole::Leaf {
                all += a;
            }
            for &cell in &row.parts {
                let alone = system
                    .column(cell)
                    .is_some_and(|column| column.subtotal.is_none());
                sources[cell] = match row.role {
                    RowRole::Leaf => DistributionSource::Outcome { a },
                    RowRole::CarriedIn | RowRole::CarriedOut => DistributionSource::Carried,
                    RowRole::Plain if alone => share(sheet, system.cells[cell]),
                    _ => DistributionSource::Any,
                };
            }
        }
        Likelihood { sources, all }
    }

    /// Whether the cell's value matters here.
    pub fn minds(&self, cell: usize) -> bool {
        !matches!(self.sources[cell], DistributionSource::Any)
    }

    /// The distribution of a cell, the rest of the table being as it is.
    pub fn distribution(&self, system: &ConstraintSystem, x: &[i64], cell: usize) -> Distribution {
        match (self.sources[cell], system.column(cell)) {
            (DistributionSource::Outcome { a }, Some(column)) => {
                outcome(system, x, cell, column, a, self.all)
            }
            (DistributionSource::Carried, Some(column)) => carried(x, column),
            (DistributionSource::Share { part }, _) => {
                let parts = system.row(cell).parts.iter();
                let rest = parts
                    .filter(|&&other| other != cell)
                    .map(|&other| count(x[other]));
                Distribution::Share {
                    part,
                    rest: rest.sum(),
                }
            }
            _ => Distribution::Any,
        }
    }
}

/// How usual figures are in a cell's table, by the form's data.
fn shares(sheet: &Sheet, cell: CellId) -> &'static Shares {
    let form = sheet.form.table(cell.table);
    form.map_or(&Shares::Unknown, |form| &form.table.usage.shares)
}

fn weight(sheet: &Sheet, cell: CellId) -> i64 {
    let Shares::Rows(rows) = shares(sheet, cell) else {
        return OTHER_OUTCOME;
    };
    let row = sheet.form.place(cell).0.id;
    let known = rows.iter().find(|known| known.0 == row);
    known.map_or(OTHER_OUTCOME, |known| known.1)
}

fn share(sheet: &Sheet, cell: CellId) -> DistributionSource {
    let Shares::Columns(columns) = shares(sheet, cell) else {
        return DistributionSource::Any;
    };
    let column = sheet.form.place(cell).1.id;
    let known = columns.iter().find(|known| known.0 == column);
    DistributionSource::Share {
        part: known.map_or(OTHER_SHARE, |known| known.1),
    }
}

/// A sub-item in its row and column: the more its row has in other columns, the more here.
fn outcome(
    system: &ConstraintSystem,
    x: &[i64],
    cell: usize,
    column: &SystemColumn,
    a: i64,
    all: i64,
) -> Distribution {
    let at = |cell: Option<usize>| cell.map_or(0, |cell| count(x[cell]));
    let row: i64 = system
        .row(cell)
        .parts
        .iter()
        .map(|&part| count(x[part]))
        .sum();
    let subtotals: i64 = system
        .columns
        .iter()
        .map(|column| at(column.subtotal))
        .sum();
    let subtotal = at(column.subtotal);
    let balance = at(column.new) + at(column.carried_in) - at(column.carried_out);
    let a = a + 10 * (row - count(x[cell]));
    let n = (10 * subtotal.min(balance)).max(1);
    let d = all + 10 * (subtotals - subtotal);
    let (n, both, d) = (ln(n as u64), ln((d + n) as u64), ln(d.max(1) as u64));
    Distribution::Outcome {
        a,
        base: a * ((both - d) / 10) + ln_gamma(a),
        slope: both - n,
    }
}

fn carried(x: &[i64], column: &SystemColumn) -> Distribution {
    let new = column.new.map_or(0, |cell| count(x[cell]));
    Distribution::Carried {
        none: if new < 60 { 30 } else { 2 },
        mean: (8 * new).max(10) as u64,
    }
}

impl Distribution {
    /// What it costs more to have one value than another, within reason: an unusual table must
    /// not outvote its own arithmetic.
    pub fn change(self, from: i64, to: i64) -> Cost {
        (self.cost(to) - self.cost(from)).clamp(-DEAREST, DEAREST)
    }

    fn cost(self, value: i64) -> Cost {
        let v = count(value);
        match self {
            Distribution::Any => 0,
            Distribution::Outcome { a, base, slope } => {
                let shape = ln_gamma(10 * v + a) - ln_factorial(v);
                millis(base + v * slope - shape).clamp(0, DEAREST)
            }
            Distribution::Carried { none, mean } => {
                let zero = chance(100, 100 + mean);
                let some = chance(100 - none, 100);
                let cost = match v {
                    0 => chance(none * (100 + mean) + (100 - none) * 100, 100 * (100 + mean)),
                    _ => some + zero + v * chance(mean, 100 + mean),
                };
                cost.clamp(0, DEAREST)
            }
            Distribution::Share { part, rest } => {
                // n!/v! pᵛ: the factorials of the other parts do not change.
                let n = v + rest;
                let ways = ln_factorial(n) - ln_factorial(v);
                let number = match n as u64 {
                    0 => chance(NO_DISPUTES, 100),
                    n => chance(100 - NO_DISPUTES, 1000 * n),
                };
                number + v * chance(part, 100) - millis(ways)
            }
        }
    }
}
