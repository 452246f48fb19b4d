//! Forms whose tables are told by the labels of their columns, in whatever order and number these are
//! printed: a column is what its label says, and an edition is told by which columns there are.
//!
//! What reads and checks them is `totals/`, so this is data and nothing else.

mod enforcement;

pub(crate) use enforcement::FORMS;

use super::{Column, Row};
use crate::text::key;

/// Part of the label under which an annual report counts decisions.
const DECISIONS: &str = "处理决定数量";

impl Row {
    /// Whether a column counts the decisions of an annual report's row.
    pub fn counts_decisions(&self, row: &str, column: &Column) -> bool {
        let named = key(self.name) == row;
        named && (self.columns.len() == 1 || key(column.label).contains(DECISIONS))
    }
}

/// A column that a form knows.
#[derive(Debug)]
pub(crate) struct KnownForm {
    /// `fine`, `total`, …
    pub id: &'static str,
    /// Its labels as keys: the ideographs alone, without what stands in brackets.
    pub labels: &'static [&'static str],
    pub is: Is,
}

/// What a column is to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    /// A kind: one of the terms.
    Kind,
    Total,
    /// A kind in some places, and none in others.
    Maybe,
    /// A term of another sum that comes to the same total.
    Procedure,
    /// Money, or whatever else is not added up.
    Apart,
}

/// Columns as one place and year prints them.
#[derive(Debug)]
pub(crate) struct Variant {
    pub id: &'static str,
    /// The columns, in the printed order, from the first kind to the last column that every table has.
    pub columns: &'static [&'static str],
}

/// A form.
#[derive(Debug)]
pub(crate) struct Declared {
    pub id: &'static str,
    /// What sentences call it (zh-CN, English).
    pub title: [&'static str; 2],
    pub columns: &'static [KnownForm],
    pub variants: &'static [Variant],
    /// So many known columns make a table one of this form, besides one of `needs`.
    pub least: usize,
    pub needs: &'static [&'static str],
    /// The column of the annual report's table 2 that says the same: its row's name as a key.
    pub annual: Option<&'static str>,
}
