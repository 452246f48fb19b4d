//! What a caller says: the input, and what is wanted besides it.

use crate::form::Forms;
use crate::report::{Cell, Claim, Report};
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};

/// The language of every sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// What the caller may say besides the input.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language of every sentence.
    pub language: Language,
    /// Name of the file, repeated in the report.
    pub name: Option<String>,
    /// Last year's report of the same organ: public cell id → value.
    pub previous: Option<Previous>,
    /// The forms that are looked for.
    pub forms: Forms,
    /// Kinds of warnings and hints that are not wanted: rule ids, or their first part (`prose`).
    pub off: Vec<String>,
    /// What was typed over cells, as a person would type it: public cell id → text. Such a cell counts
    /// as read, and says what stood there before ([`Cell::edited`]).
    pub edits: Sorted<String, String>,
}

/// Last year's report, as far as it is needed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Previous {
    /// Its organ.
    #[serde(default)]
    pub organ: Option<String>,
    /// Its year.
    #[serde(default)]
    pub year: Option<u16>,
    /// Table id → edition id.
    pub edition: Sorted<String, String>,
    /// Cell id → cell.
    pub cells: Sorted<String, Cell>,
}

impl From<&Report> for Previous {
    fn from(report: &Report) -> Self {
        Previous {
            organ: report.organ.clone(),
            year: report.year,
            edition: report.edition.clone(),
            cells: report.cells.clone(),
        }
    }
}

/// One piece of input; a report may come in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How to read it.
    pub kind: PartKind,
    /// The text, decoded.
    pub text: String,
}

/// How a piece of input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// HTML, whole page or fragment.
    Html,
    /// Text of any shape: tabs, pipes, spaces, one cell a line, no separator at all.
    Text,
    /// Comma-separated values.
    #[cfg(feature = "office")]
    Csv,
}

/// Values that need no reading: see [`crate::check_cells`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Values {
    /// Table id → edition id.
    pub edition: Sorted<String, String>,
    /// Cell id → value.
    pub cells: Sorted<String, Given>,
    /// Totals claimed in prose, as an earlier report has them.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// The organ.
    #[serde(default)]
    pub organ: Option<String>,
    /// The report year.
    #[serde(default)]
    pub year: Option<u16>,
    /// Name of the file.
    #[serde(default)]
    pub file: Option<String>,
}

/// A value given for a cell.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// A whole number.
    Count(i64),
    /// A text as a person would type it.
    Text(String),
    /// A cell of an earlier report, which keeps its state and place.
    Cell(Cell),
    /// Nothing: the cell is blank.
    Nothing(()),
}

/// A piece of input where files may be among them.
#[cfg(feature = "office")]
#[derive(Debug, Clone)]
pub enum Piece {
    /// Decoded text.
    Text(Part),
    /// A file as it is, and its name.
    File(Vec<u8>, Option<String>),
    /// The pages of a PDF, taken apart by the caller, and the file's name.
    Pages(Vec<crate::read::placed::Page>, Option<String>),
}
