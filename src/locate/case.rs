//! One system with the numbers that stand in it.

use super::fixed::{Cost, NAT};
use super::likelihood::Likelihood;
use super::outside::Outside;
use super::system::{ConstraintSystem, Mask};
use crate::evidence::Evidence;
use crate::sheet::{BLANK_STYLE, Entry, Sheet, State};

/// The largest number a cell may be given.
pub(super) const LARGEST: i64 = (1 << 53) - 1;

/// A blank that stays 0 where 0 is written elsewhere.
const BLANK_IS_ZERO: Cost = 3 * NAT;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellMark {
    /// A number.
    Number,
    /// Nothing, which counts as 0.
    Blank,
    /// Nothing that could be read: the cell has some value, and nobody typed it wrong.
    Lost,
}

/// A system with its numbers, ready to be searched.
#[derive(Debug)]
pub(super) struct Case {
    pub system: ConstraintSystem,
    /// The numbers as they stand; 0 for a blank, what its neighbours say for a lost one.
    pub observed: Vec<i64>,
    pub marks: Vec<CellMark>,
    /// The equations that can be told; a cell's equations are of these only. Those with a lost cell that nothing determines cannot.
    pub usable: Mask,
    /// The equations of each cell.
    pub reach: Vec<Mask>,
    pub likelihood: Likelihood,
    pub outside: Outside,
    /// What a blank costs that stays 0.
    pub blank: Cost,
    /// Rows of the whole report whose total was not filled in.
    pub unfilled: usize,
    /// What else each cell may say on a picture.
    #[cfg(feature = "scan")]
    pub readings: Vec<Vec<i64>>,
}

impl Case {
    pub fn new(
        mut system: ConstraintSystem,
        sheet: &Sheet,
        evidence: &Evidence,
        unfilled: usize,
    ) -> Case {
        let entries = system.cells.iter().map(|&cell| sheet.get(cell));
        let (marks, mut observed): (Vec<CellMark>, Vec<i64>) =
            entries.map(|entry| (mark(entry), number(entry))).unzip();
        let usable = restore(&system, &marks, &mut observed);
        for equations in &mut system.equations {
            equations.retain(|e| usable >> e.0 & 1 == 1);
        }
        let blanks = marks
            .iter()
            .filter(|&&mark| mark == CellMark::Blank)
            .count();
        let set = |list: &Vec<(usize, i64)>| list.iter().fold(0, |set, e| set | 1 << e.0);
        Case {
            reach: system.equations.iter().map(set).collect(),
            likelihood: Likelihood::new(&system, sheet),
            outside: Outside::new(&system, evidence),
            #[cfg(feature = "scan")]
            readings: (system.cells.iter())
                .map(|cell| evidence.readings.get(cell).cloned().unwrap_or_default())
                .collect(),
            blank: if blanks >= BLANK_STYLE {
                0
            } else {
                BLANK_IS_ZERO
            },
            system,
            observed,
            marks,
            usable,
            unfilled,
        }
    }

    /// What stands in a cell, as a change reports it.
    pub fn stands(&self, cell: usize) -> Option<i64> {
        (self.marks[cell] == CellMark::Number).then_some(self.observed[cell])
    }

    /// Whether there is but one equation.
    pub fn single_edit(&self) -> bool {
        self.system.terms.len() == 1
    }

    /// Left minus right side of every equation; 0 for those that cannot be told.
    pub fn residuals(&self, x: &[i64]) -> Vec<i64> {
        let residual = |(equation, terms): (usize, &Vec<(usize, i64)>)| {
            if self.usable >> equation & 1 == 0 {
                return 0;
            }
            terms.iter().map(|&(cell, sign)| sign * x[cell]).sum()
        };
        self.system.terms.iter().enumerate().map(residual).collect()
    }

    /// Blanks that are still 0.
    pub fn blanks_at_zero(&self) -> Cost {
        let blanks = self
            .marks
            .iter()
            .filter(|&&mark| mark == CellMark::Blank)
            .count();
        blanks as Cost * self.blank
    }
}

/// The rows of these systems that have numbers and a total of 0 or none.
pub(super) fn unfilled(systems: &[ConstraintSystem], sheet: &Sheet) -> usize {
    let rows = systems.iter().flat_map(|system| {
        let at = move |cell: usize| sheet.get(system.cells[cell]);
        let rows = system.rows.iter().filter(|row| row.rule.is_some());
        rows.filter(move |row| {
            let empty = |cell| number(at(cell)) == 0 && mark(at(cell)) != CellMark::Lost;
            row.total.is_some_and(empty) && row.parts.iter().any(|&part| number(at(part)) > 0)
        })
    });
    rows.count()
}

fn mark(entry: Option<&Entry>) -> CellMark {
    match entry {
        Some(entry) => match (entry.state, entry.count()) {
            (State::Blank, _) => CellMark::Blank,
            // Inferred with nothing written: the value is somebody's conclusion.
            (State::Inferred, Some(_)) if entry.text.is_empty() => CellMark::Lost,
            (_, Some(_)) => CellMark::Number,
            (_, None) => CellMark::Lost,
        },
        None => CellMark::Lost,
    }
}

fn number(entry: Option<&Entry>) -> i64 {
    let count = entry.and_then(Entry::count).unwrap_or(0);
    count.clamp(-LARGEST, LARGEST)
}

/// Gives lost cells the value that an equation leaves them, one after the other, and says which
/// equations have no unknown left.
fn restore(system: &ConstraintSystem, marks: &[CellMark], x: &mut [i64]) -> Mask {
    if !marks.contains(&CellMark::Lost) {
        return Mask::MAX;
    }
    let mut unknown: Vec<bool> = marks.iter().map(|&mark| mark == CellMark::Lost).collect();
    loop {
        let mut restored = false;
        for terms in &system.terms {
            let mut lost = terms.iter().filter(|term| unknown[term.0]);
            let (Some(&(cell, sign)), None) = (lost.next(), lost.next()) else {
                continue;
            };
            let rest = terms.iter().filter(|term| term.0 != cell);
            let rest: i64 = rest.map(|&(other, sign)| sign * x[other]).sum();
            let value = -sign * rest;
            if (0..=LARGEST).contains(&value) {
                x[cell] = value;
                unknown[cell] = false;
                restored = true;
            }
        }
        if !restored {
            break;
        }
    }
    let told = |terms: &Vec<(usize, i64)>| terms.iter().all(|term| !unknown[term.0]);
    let bits = system.terms.iter().enumerate();
    bits.fold(0, |mask, (equation, terms)| {
        mask | (told(terms) as Mask) << equation
    })
}
