//! gouji (勾稽) reads a government information disclosure annual report however it was pasted
//! together, checks every relation its three tables must satisfy, and says which cell is wrong.

#[cfg(feature = "explain")]
pub mod across;
mod align;
#[cfg(feature = "office")]
pub mod batch;
pub mod catalog;
pub mod check;
pub mod document;
pub mod encoding;
#[cfg(feature = "explain")]
pub mod evidence;
#[cfg(feature = "explain")]
mod explain;
pub mod form;
pub mod infer;
mod judge;
#[cfg(feature = "explain")]
pub mod locate;
#[cfg(feature = "office")]
pub mod mark;
pub mod number;
pub mod place;
#[cfg(feature = "explain")]
mod prose;
pub mod read;
pub mod report;
mod rules;
pub mod sheet;
pub mod sorted;
pub mod text;
mod title;
#[cfg(feature = "wasm")]
pub mod wasm;
mod words;

use report::Cell;
use serde::{Deserialize, Serialize};
use sorted::Sorted;

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
    /// Kinds of warnings and hints that are not wanted: rule ids, or their first part (`prose`).
    pub off: Vec<String>,
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

impl From<&report::Report> for Previous {
    fn from(report: &report::Report) -> Self {
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

/// Values that need no reading: see [`check_cells`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Values {
    /// Table id → edition id.
    pub edition: Sorted<String, String>,
    /// Cell id → value.
    pub cells: Sorted<String, Given>,
    /// Totals claimed in prose, as an earlier report has them.
    #[serde(default)]
    pub claims: Vec<report::Claim>,
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

/// Reads the parts as one report and checks it.
pub fn check(parts: &[Part], options: &Options) -> report::Report {
    let document = read::read(parts, &document::Bounds::default());
    judge::judge(&document, options)
}

/// Reads a file of any format that is known and checks it. What it is, its content tells; the ending
/// of its name only decides how plain text is taken.
#[cfg(feature = "office")]
pub fn check_bytes(bytes: &[u8], options: &Options) -> report::Report {
    match read::file(bytes, options.name.as_deref(), &document::Bounds::default()) {
        Ok(reading) => judge::judge_reading(&reading, options),
        Err(refusal) => judge::refused(refusal, options),
    }
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
    Pages(Vec<read::placed::Page>, Option<String>),
}

/// Reads the pieces as one report and checks it. One file that cannot be read is the whole answer:
/// what it holds might be just what the others lack.
#[cfg(feature = "office")]
pub fn check_pieces(pieces: &[Piece], options: &Options) -> report::Report {
    match read::pieces(pieces, &document::Bounds::default()) {
        Ok(reading) => judge::judge_reading(&reading, options),
        Err(refusal) => judge::refused(refusal, options),
    }
}

/// The pages of an OFD file, text and lines where they are shown; none of any other file.
#[cfg(feature = "office")]
pub fn pages(bytes: &[u8]) -> Option<Vec<read::placed::Page>> {
    read::office::pages(bytes)
}

/// The document that a file is read as; none where it is declined.
#[cfg(feature = "office")]
pub fn document(bytes: &[u8], name: Option<&str>) -> Option<document::Document> {
    let reading = read::file(bytes, name, &document::Bounds::default());
    reading.ok().map(|reading| reading.document)
}

/// The cells that the values of a document fill, before anything is checked.
pub fn sheet(document: &document::Document) -> sheet::Sheet {
    align::align(document).sheet
}

/// Checks values that need no reading.
pub fn check_cells(values: &Values, options: &Options) -> report::Report {
    judge::judge_values(values, options)
}
