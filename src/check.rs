//! Relation × column or row → an outcome, exact.

use crate::form::{CellId, Rule, rules};
use crate::sheet::{Sheet, State};

/// What became of one equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides are equal, by values that stand in the input.
    Holds,
    /// The sides differ, and no number in a blank cell could mend it.
    Broken,
    /// A needed cell is missing, unreadable or blank where it matters, or only an inferred value
    /// makes the sides equal.
    Undecided,
}

/// An equation with its outcome.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The equation.
    pub rule: &'static Rule,
    /// What became of it.
    pub outcome: Outcome,
    /// Left side with blanks as 0; none where a cell is missing or unreadable.
    pub left: Option<i64>,
    /// Right side likewise.
    pub right: Option<i64>,
}

/// Checks every equation of the sheet's form, in the order of [`rules`].
pub fn check(sheet: &Sheet) -> Vec<Checked> {
    let facts = sheet.facts();
    let mut states = sheet.entries.values().map(|entry| entry.state);
    let inferred = states.any(|state| state == State::Inferred);
    rules(&sheet.form)
        .into_iter()
        .map(|rule| {
            let zero_style = rule
                .left
                .first()
                .is_some_and(|cell| facts.writes_blanks(cell.table));
            checked(sheet, rule, zero_style, inferred)
        })
        .collect()
}

fn checked(sheet: &Sheet, rule: &'static Rule, zero_style: bool, inferred: bool) -> Checked {
    let left = sum(sheet, &rule.left);
    let right = sum(sheet, &rule.right);
    let state = |wanted: State| {
        move |cell: &CellId| sheet.get(*cell).is_some_and(|entry| entry.state == wanted)
    };
    let outcome = match (left, right) {
        (Some(left), Some(right)) if left == right => {
            if inferred && rule.cells().any(|(cell, _)| state(State::Inferred)(&cell)) {
                Outcome::Undecided
            } else {
                Outcome::Holds
            }
        }
        (Some(left), Some(right)) => {
            // A blank may be a cell that was forgotten: then nothing is proved. Where blanks are the
            // table's way to write zeros that excuse holds for totals only.
            let blank = state(State::Blank);
            let mendable = if left < right {
                !zero_style && rule.left.iter().any(&blank)
            } else {
                rule.right.iter().any(&blank)
            };
            // Nor does a number prove anything that the relations themselves supplied.
            let supplied = rule.cells().any(|(cell, _)| is_supplied(sheet, cell));
            if mendable || supplied {
                Outcome::Undecided
            } else {
                Outcome::Broken
            }
        }
        _ => Outcome::Undecided,
    };
    Checked {
        rule,
        outcome,
        left,
        right,
    }
}

/// Whether a cell's value stands nowhere in the input.
fn is_supplied(sheet: &Sheet, cell: CellId) -> bool {
    let digit = |c: char| crate::text::fold(c).is_ascii_digit();
    sheet
        .get(cell)
        .is_some_and(|entry| entry.state == State::Inferred && !entry.text.contains(digit))
}

/// The sum of cells with blanks as 0; none where one of them has no whole number.
fn sum(sheet: &Sheet, cells: &[CellId]) -> Option<i64> {
    cells.iter().map(|&cell| number(sheet, cell)).sum()
}

/// The whole number that a cell counts as: a blank one as 0.
pub fn number(sheet: &Sheet, cell: CellId) -> Option<i64> {
    let entry = sheet.get(cell)?;
    match entry.state {
        State::Blank => Some(0),
        State::Read | State::Inferred => entry.count(),
        State::Missing | State::Unreadable => None,
    }
}
