//! Relation × column or row → an outcome, exact.

use crate::form::Rule;

/// What became of one equation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides are equal, by values that stand in the input.
    Holds,
    /// The sides differ, and no value of a blank cell could mend it.
    Broken,
    /// A needed cell is missing, unreadable or blank where it matters, or only an inferred value
    /// makes the sides equal.
    Undecided,
}

/// An equation with its outcome.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The equation.
    pub rule: Rule,
    /// What became of it.
    pub outcome: Outcome,
    /// Left side with blanks as 0; none where a cell is missing or unreadable.
    pub left: Option<i64>,
    /// Right side likewise.
    pub right: Option<i64>,
}
