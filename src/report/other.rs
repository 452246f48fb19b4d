//! Tables beside the form's own, as they leave the crate.

use super::Status;
use crate::place::Place;
use serde::{Deserialize, Serialize};

/// A table that is none of the report's, in which totals were checked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OtherTable {
    /// What it is called: the line above it, or its number.
    pub title: String,
    /// The form it is of; none where only its words are known.
    #[serde(default)]
    pub form: Option<String>,
    /// The edition whose columns it prints; none where no known one does.
    #[serde(default)]
    pub edition: Option<String>,
    /// Where it begins.
    pub at: Option<Place>,
    /// Sums that hold.
    pub holds: u32,
    /// … that do not.
    pub broken: u32,
    /// … that could not be decided.
    pub undecided: u32,
    /// Its lines from top to bottom, cells from left to right; a cell stands once, where it begins.
    pub lines: Vec<Vec<OtherCell>>,
    /// The sums that do not hold or are undecided.
    pub sums: Vec<OtherSum>,
    /// What table 2 of the annual report says of the same decisions; absent where it says nothing of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decisions>,
}

/// Decisions of a year as statistics of enforcement have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// What the table is called.
    pub title: String,
    /// The row of the annual report's table 2: `行政许可`, `行政处罚`, `行政强制`.
    pub row: String,
    /// The numbers that agree with it, the plainest first: what was granted, and with what was refused.
    pub numbers: Vec<u32>,
}

/// A cell of such a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherCell {
    /// Its column, from 0.
    pub column: u32,
    /// What stands there.
    pub text: String,
    /// Whether that is a number.
    pub number: bool,
}

/// A sum that does not hold, or that could not be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSum {
    /// `totals.rows`, `totals.columns`, `totals.codes`, `totals.balance`, `enforcement.kinds`, ….
    pub rule: String,
    /// Broken or undecided.
    pub status: Status,
    /// The sentence.
    pub message: String,
    /// Line and column of the total.
    pub total: [u32; 2],
    /// Line and column of what is added up.
    pub parts: Vec<[u32; 2]>,
    /// The only cell that explains it, where there is one.
    #[serde(default)]
    pub likely: Option<[u32; 2]>,
    /// What should stand there.
    #[serde(default)]
    pub likely_value: Option<String>,
}
