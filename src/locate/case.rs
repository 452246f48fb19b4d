//! One frame with the numbers that stand in it.

use super::fixed::{Cost, NAT};
use super::frame::{Frame, Mask};
use super::outside::Outside;
use super::prior::Prior;
use crate::evidence::Evidence;
use crate::sheet::{BLANK_STYLE, Entry, Sheet, State};

/// The largest number a cell may be given.
pub(super) const LARGEST: i64 = (1 << 53) - 1;

/// A blank that stays 0 where 0 is written elsewhere.
const BLANK_IS_ZERO: Cost = 3 * NAT;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A number.
    Number,
    /// Nothing, which counts as 0.
    Blank,
    /// Nothing that could be read: the cell has some value, and nobody typed it wrong.
    Lost,
}

/// A frame with its numbers, ready to be searched.
#[derive(Debug)]
pub(super) struct Case {
    pub frame: Frame,
    /// The numbers as they stand; 0 for a blank, what its neighbours say for a lost one.
    pub observed: Vec<i64>,
    pub marks: Vec<Mark>,
    /// The equations that can be told; a cell's equations are of these only. Those with a lost cell that nothing determines cannot.
    pub usable: Mask,
    /// The equations of each cell.
    pub reach: Vec<Mask>,
    pub prior: Prior,
    pub outside: Outside,
    /// What a blank costs that stays 0.
    pub blank: Cost,
    /// Rows of the whole report whose total was not filled in.
    pub unfilled: usize,
}

impl Case {
    pub fn new(mut frame: Frame, sheet: &Sheet, evidence: &Evidence, unfilled: usize) -> Case {
        let entries = frame.cells.iter().map(|&cell| sheet.get(cell));
        let (marks, mut observed): (Vec<Mark>, Vec<i64>) =
            entries.map(|entry| (mark(entry), number(entry))).unzip();
        let usable = restore(&frame, &marks, &mut observed);
        for equations in &mut frame.equations {
            equations.retain(|e| usable >> e.0 & 1 == 1);
        }
        let blanks = marks.iter().filter(|&&mark| mark == Mark::Blank).count();
        let set = |list: &Vec<(usize, i64)>| list.iter().fold(0, |set, e| set | 1 << e.0);
        Case {
            reach: frame.equations.iter().map(set).collect(),
            prior: Prior::new(&frame, sheet),
            outside: Outside::new(&frame, evidence),
            blank: if blanks >= BLANK_STYLE {
                0
            } else {
                BLANK_IS_ZERO
            },
            frame,
            observed,
            marks,
            usable,
            unfilled,
        }
    }

    /// What stands in a cell, as a change reports it.
    pub fn stands(&self, cell: usize) -> Option<i64> {
        (self.marks[cell] == Mark::Number).then_some(self.observed[cell])
    }

    /// Whether there is but one equation.
    pub fn lone(&self) -> bool {
        self.frame.terms.len() == 1
    }

    /// Left minus right side of every equation; 0 for those that cannot be told.
    pub fn residuals(&self, x: &[i64]) -> Vec<i64> {
        let residual = |(equation, terms): (usize, &Vec<(usize, i64)>)| {
            if self.usable >> equation & 1 == 0 {
                return 0;
            }
            terms.iter().map(|&(cell, sign)| sign * x[cell]).sum()
        };
        self.frame.terms.iter().enumerate().map(residual).collect()
    }

    /// Blanks that are still 0.
    pub fn blanks_at_zero(&self) -> Cost {
        let blanks = self
            .marks
            .iter()
            .filter(|&&mark| mark == Mark::Blank)
            .count();
        blanks as Cost * self.blank
    }
}

/// The rows of these frames that have numbers and a total of 0 or none.
pub(super) fn unfilled(frames: &[Frame], sheet: &Sheet) -> usize {
    let rows = frames.iter().flat_map(|frame| {
        let at = move |cell: usize| sheet.get(frame.cells[cell]);
        let rows = frame.rows.iter().filter(|row| row.rule.is_some());
        rows.filter(move |row| {
            let empty = |cell| number(at(cell)) == 0 && mark(at(cell)) != Mark::Lost;
            row.total.is_some_and(empty) && row.parts.iter().any(|&part| number(at(part)) > 0)
        })
    });
    rows.count()
}

fn mark(entry: Option<&Entry>) -> Mark {
    match entry {
        Some(entry) => match (entry.state, entry.count()) {
            (State::Blank, _) => Mark::Blank,
            // Inferred with nothing written: the value is somebody's conclusion.
            (State::Inferred, Some(_)) if entry.text.is_empty() => Mark::Lost,
            (_, Some(_)) => Mark::Number,
            (_, None) => Mark::Lost,
        },
        None => Mark::Lost,
    }
}

fn number(entry: Option<&Entry>) -> i64 {
    let count = entry.and_then(Entry::count).unwrap_or(0);
    count.clamp(-LARGEST, LARGEST)
}

/// Gives lost cells the value that an equation leaves them, one after the other, and says which
/// equations have no unknown left.
fn restore(frame: &Frame, marks: &[Mark], x: &mut [i64]) -> Mask {
    if !marks.contains(&Mark::Lost) {
        return Mask::MAX;
    }
    let mut unknown: Vec<bool> = marks.iter().map(|&mark| mark == Mark::Lost).collect();
    loop {
        let mut restored = false;
        for terms in &frame.terms {
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
    let bits = frame.terms.iter().enumerate();
    bits.fold(0, |mask, (equation, terms)| {
        mask | (told(terms) as Mask) << equation
    })
}
