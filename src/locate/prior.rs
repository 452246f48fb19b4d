//! How usual a value is in its place, before any mistake is thought of.
//!
//! The shares are guesses, rounded, and only break near-ties; counted ones from real reports
//! would serve better. All is measured against the rest of the table as it stands.

use super::fixed::{Cost, NAT, chance, count, ln, ln_factorial, ln_gamma, millis};
use super::frame::{Frame, RowRole};
use crate::form::TableId;
use crate::sheet::Sheet;

/// How often an outcome is met, as the weight α of a Dirichlet distribution, in tenths.
const OUTCOMES: [(&str, i64); 22] = [
    ("r3_1", 50),
    ("r3_2", 10),
    ("r3_3_1", 1),
    ("r3_3_2", 1),
    ("r3_3_3", 1),
    ("r3_3_4", 3),
    ("r3_3_5", 3),
    ("r3_3_6", 3),
    ("r3_3_7", 3),
    ("r3_3_8", 3),
    ("r3_4_1", 40),
    ("r3_4_2", 5),
    ("r3_4_3", 5),
    ("r3_5_1", 10),
    ("r3_5_2", 5),
    ("r3_5_3", 1),
    ("r3_5_4", 1),
    ("r3_5_5", 1),
    ("r3_6_1", 5),
    ("r3_6_2", 1),
    ("r3_6_3", 8),
    ("r3_6", 14),
];
const OTHER_OUTCOME: i64 = 3;

/// How disputes end, in hundredths.
const SHARES: [(&str, u64); 4] = [("upheld", 55), ("corrected", 12), ("other", 18), ("pending", 15)];
const OTHER_SHARE: u64 = 25;

/// No value is dearer than this: an unusual table must not outvote its own arithmetic.
const DEAREST: Cost = 12 * NAT;

/// How one cell's values are distributed.
#[derive(Debug, Clone, Copy)]
enum Law {
    /// Negative binomial with a tenths of successes and odds n : d, in tenths.
    Outcome { a: i64, n: i64, d: i64 },
    /// 0 in `none` of 100 cases, else geometric with this mean in hundredths.
    Carried { none: u64, mean: u64 },
    /// One of the parts of a multinomial: its share and the sum of the others.
    Share { part: u64, rest: i64 },
}

/// What sets a cell's law.
#[derive(Debug, Clone, Copy)]
enum Source {
    Any,
    Outcome { a: i64 },
    Carried,
    Share { part: u64 },
}

/// The laws of a frame's cells.
#[derive(Debug, Default)]
pub(super) struct Prior {
    sources: Vec<Source>,
    all: i64,
}

impl Prior {
    pub fn new(frame: &Frame, sheet: &Sheet) -> Prior {
        let mut sources = vec![Source::Any; frame.cells.len()];
        let mut all = 0;
        for &(row, role) in &frame.rows {
            let a = weight(frame, sheet, row);
            if role == RowRole::Leaf { all += a; }
            for &column in &frame.details {
                let Some(cell) = frame.at(row, column) else { continue };
                sources[cell] = match role {
                    RowRole::Leaf => Source::Outcome { a },
                    RowRole::CarriedIn | RowRole::CarriedOut => Source::Carried,
                    RowRole::Plain if frame.subtotal_of(column).is_none() => share(frame, sheet, cell),
                    _ => Source::Any,
                };
            }
        }
        Prior { sources, all }
    }

    /// What it costs more to have this value in the cell than the one that stands there.
    pub fn change(&self, frame: &Frame, x: &[i64], cell: usize, value: i64) -> Cost {
        let (row, column) = (frame.row(cell), frame.column(cell));
        let law = match self.sources[cell] {
            Source::Any => return 0,
            Source::Outcome { a } => outcome(frame, x, row, column, a, self.all),
            Source::Carried => carried(frame, x, column),
            Source::Share { part } => Law::Share { part, rest: frame.details_of(row).filter(|&other| other != cell).map(|other| count(x[other])).sum() },
        };
        (law.cost(value) - law.cost(x[cell])).clamp(-DEAREST, DEAREST)
    }
}

fn weight(frame: &Frame, sheet: &Sheet, row: usize) -> i64 {
    let Some(cell) = frame.cells.iter().find(|cell| usize::from(cell.row) == row) else {
        return OTHER_OUTCOME;
    };
    let name = sheet.form.place(*cell).0.id;
    let known = OUTCOMES.iter().find(|outcome| outcome.0 == name);
    known.map_or(OTHER_OUTCOME, |outcome| outcome.1)
}

/// A sub-item in its row and column: the more its row has in other columns, the more here.
fn outcome(frame: &Frame, x: &[i64], row: usize, column: usize, a: i64, all: i64) -> Law {
    let others = || frame.details.iter().filter(|&&other| other != column);
    let at = |cell: Option<usize>| cell.map_or(0, |cell| count(x[cell]));
    let row_rest: i64 = others().map(|&c| at(frame.at(row, c))).sum();
    let all_rest: i64 = others().map(|&c| at(frame.subtotal_of(c))).sum();
    let subtotal = at(frame.subtotal_of(column));
    let of = |role| at(frame.cell_of(role, column));
    let balance = of(RowRole::New) + of(RowRole::CarriedIn) - of(RowRole::CarriedOut);
    Law::Outcome {
        a: a + 10 * row_rest,
        n: (10 * subtotal.min(balance)).max(1),
        d: all + 10 * all_rest,
    }
}

fn carried(frame: &Frame, x: &[i64], column: usize) -> Law {
    let new = frame.cell_of(RowRole::New, column).map_or(0, |cell| count(x[cell]));
    Law::Carried {
        none: if new < 60 { 45 } else { 2 },
        mean: (8 * new).max(10) as u64,
    }
}

fn share(frame: &Frame, sheet: &Sheet, cell: usize) -> Source {
    if frame.cells[cell].table != TableId::T4 {
        return Source::Any;
    }
    let name = sheet.form.place(frame.cells[cell]).1.id;
    let known = SHARES.iter().find(|share| share.0 == name);
    Source::Share { part: known.map_or(OTHER_SHARE, |share| share.1) }
}

impl Law {
    fn cost(self, value: i64) -> Cost {
        let v = count(value);
        let cost = match self {
            Law::Outcome { a, n, d } => {
                let shape = ln_gamma(10 * v + a) - ln_gamma(a) - ln_factorial(v);
                let (n, both, d) = (ln(n as u64), ln((d + n) as u64), ln(d.max(1) as u64));
                millis(a * ((both - d) / 10) + v * (both - n) - shape)
            }
            Law::Carried { none, mean } => {
                let zero = chance(100, 100 + mean);
                let some = chance(100 - none, 100);
                match v {
                    0 => chance(none * (100 + mean) + (100 - none) * 100, 100 * (100 + mean)),
                    _ => some + zero + v * chance(mean, 100 + mean),
                }
            }
            Law::Share { part, rest } => {
                // n!/v! pᵛ: the factorials of the other parts do not change.
                let ways = ln_factorial(v + rest) - ln_factorial(v);
                v * chance(part, 100) - millis(ways)
            }
        };
        match self {
            Law::Share { .. } => cost,
            _ => cost.clamp(0, DEAREST),
        }
    }
}
