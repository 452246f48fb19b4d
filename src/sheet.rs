//! A report's values, cell by cell: what every stage after reading works on.

use crate::form::{CellId, Form};
use crate::number::Value;
use crate::place::Place;
use crate::sorted::Sorted;

/// The cells of one report under its form.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The edition of each recognised table.
    pub form: Form,
    /// An entry for every cell of every recognised table.
    pub entries: Sorted<CellId, Entry>,
}

/// What is known of one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The number, where there is one.
    pub value: Option<Value>,
    /// What stood there, as it stood there.
    pub text: String,
    /// How the value was come by.
    pub state: State,
    /// Where it stood.
    pub at: Option<Place>,
}

/// How a cell's value was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A number that stands in the input, placed by labels or by order.
    Read,
    /// Nothing, or a sign for nothing: counts as 0, and is said.
    Blank,
    /// Not in the input, or placed or split by the relations alone: never evidence that one holds.
    Inferred,
    /// The form has it, the input has not, and nothing determines it.
    Missing,
    /// Something stands there that is no number, or that can be read in several ways.
    Unreadable,
}

impl Entry {
    /// A cell that the input does not have.
    pub fn missing() -> Self {
        Entry {
            value: None,
            text: String::new(),
            state: State::Missing,
            at: None,
        }
    }

    /// The whole number that stands in the cell, read or inferred; a blank one has none.
    pub fn count(&self) -> Option<i64> {
        match self.value {
            Some(Value::Count(count)) => Some(count),
            _ => None,
        }
    }
}

impl Sheet {
    /// The entry of a cell.
    pub fn get(&self, cell: CellId) -> Option<&Entry> {
        self.entries.get(&cell)
    }
}
