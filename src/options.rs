//! What a caller says: the input, and what is wanted besides it.

use crate::form::Forms;
use crate::language::Language;
#[cfg(feature = "explain")]
use crate::profile::Profile;
use crate::report::{Cell, Claim, Report};
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};
#[cfg(feature = "office")]
use std::fmt;

/// What the caller may say besides the input.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language of every sentence.
    pub language: Language,
    /// Name of the file, repeated in the report; its ending decides how plain text of a file is taken.
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
    /// Whether totals of tables that are none of the report's are checked too, as far as words tell what is
    /// added up.
    #[cfg(feature = "totals")]
    pub totals: bool,
    /// What a place asks for beyond the national rules.
    #[cfg(feature = "explain")]
    pub profile: Option<Profile>,
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

/// A piece of text; a report may come in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How to read it.
    pub kind: PartKind,
    /// The text, decoded.
    pub text: String,
}

impl Part {
    /// A piece of text and how to read it.
    pub fn new(kind: PartKind, text: impl Into<String>) -> Self {
        Part {
            kind,
            text: text.into(),
        }
    }
}

/// How a piece of text is read.
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

/// Values that need no reading.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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

/// A piece of input; a report may come in several.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Piece {
    /// Decoded text.
    Text(Part),
    /// A file as it is, and its name. What it is, its content tells; the ending of its name, or of
    /// [`Options::name`], only decides how plain text is taken.
    #[cfg(feature = "office")]
    File(Vec<u8>, Option<String>),
    /// The pages of a PDF, taken apart by the caller, and the file's name.
    #[cfg(feature = "office")]
    Pages(Vec<crate::read::placed::Page>, Option<String>),
}

impl Piece {
    /// The text, where it is one.
    pub(crate) fn as_text(&self) -> Option<&Part> {
        match self {
            Piece::Text(part) => Some(part),
            #[cfg(feature = "office")]
            Piece::File(..) | Piece::Pages(..) => None,
        }
    }
}

impl From<Part> for Piece {
    fn from(part: Part) -> Self {
        Piece::Text(part)
    }
}

/// What is checked: one report, in pieces that are read, or as values that need no reading.
///
/// ```
/// use gouji::Input;
///
/// let table = Input::html("<table>…</table>");
/// // A report whose tables stand in two places.
/// let both = Input::text("三、收到和处理政府信息公开申请情况 …").and(table);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Input {
    /// Pieces that are read as one document: tables and lines are numbered through.
    Pieces(Vec<Piece>),
    /// Values by cell.
    Values(Values),
}

impl Input {
    /// Text of any shape: tabs, pipes, spaces, one cell a line, no separator at all.
    pub fn text(text: impl Into<String>) -> Self {
        Part::new(PartKind::Text, text).into()
    }

    /// HTML, whole page or fragment, decoded.
    pub fn html(text: impl Into<String>) -> Self {
        Part::new(PartKind::Html, text).into()
    }

    /// A file of any format that is known, as it is.
    #[cfg(feature = "office")]
    pub fn file(bytes: impl AsRef<[u8]>) -> Self {
        Input::Pieces(vec![Piece::File(bytes.as_ref().to_vec(), None)])
    }

    /// The same with a name for its files, whose ending decides how plain text in them is taken.
    #[cfg(feature = "office")]
    #[must_use]
    pub fn named(mut self, name: impl fmt::Display) -> Self {
        if let Input::Pieces(pieces) = &mut self {
            for piece in pieces {
                if let Piece::File(_, own) | Piece::Pages(_, own) = piece {
                    *own = Some(name.to_string());
                }
            }
        }
        self
    }

    /// Both as one report. Values do not mix with what is read: the later of the two is the input then.
    #[must_use]
    pub fn and(self, next: impl Into<Input>) -> Self {
        match (self, next.into()) {
            (Input::Pieces(mut pieces), Input::Pieces(more)) => {
                pieces.extend(more);
                Input::Pieces(pieces)
            }
            (_, next) => next,
        }
    }
}

impl From<Part> for Input {
    fn from(part: Part) -> Self {
        Input::Pieces(vec![part.into()])
    }
}

impl From<Vec<Piece>> for Input {
    fn from(pieces: Vec<Piece>) -> Self {
        Input::Pieces(pieces)
    }
}

impl From<&[Piece]> for Input {
    fn from(pieces: &[Piece]) -> Self {
        Input::Pieces(pieces.to_vec())
    }
}

impl From<&[Part]> for Input {
    fn from(parts: &[Part]) -> Self {
        Input::Pieces(parts.iter().cloned().map(Piece::from).collect())
    }
}

impl From<&Vec<Part>> for Input {
    fn from(parts: &Vec<Part>) -> Self {
        parts.as_slice().into()
    }
}

impl<const N: usize> From<&[Part; N]> for Input {
    fn from(parts: &[Part; N]) -> Self {
        parts.as_slice().into()
    }
}

impl<const N: usize> From<&[Piece; N]> for Input {
    fn from(pieces: &[Piece; N]) -> Self {
        pieces.as_slice().into()
    }
}

impl From<Values> for Input {
    fn from(values: Values) -> Self {
        Input::Values(values)
    }
}

impl From<&Values> for Input {
    fn from(values: &Values) -> Self {
        Input::Values(values.clone())
    }
}
