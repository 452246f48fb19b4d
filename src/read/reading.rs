//! What comes of a file: a document with what has to be said about it, or why it cannot be read.

use crate::document::Document;
use crate::place::Place;
#[cfg(feature = "office")]
use crate::report::Reason;
use std::ops::Range;

/// What a cell says all of whose numbers are struck out or white: it is not blank.
pub(crate) const STRUCK: &str = "划去或白色的数";

/// Why a file cannot be read.
#[cfg(feature = "office")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Larger than any report.
    TooLarge,
    /// Protected by a password.
    Encrypted,
    /// Damaged, or not what it says it is.
    Corrupt,
    /// PDF, which only the page takes apart.
    Laid,
    /// A picture.
    Picture,
    /// A format of this name, readable once saved as another.
    Format(&'static str),
    /// An archive, by its name.
    Archive(&'static str),
    /// A format that only its maker's reader shows, by its name.
    Reader(&'static str),
    /// No format that is known.
    Unknown,
}

/// Without the readers of files nothing is refused.
#[cfg(not(feature = "office"))]
pub type Refusal = std::convert::Infallible;

#[cfg(feature = "office")]
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Refusal::Format(name) => write!(f, "{} ({name})", Reason::from(*self)),
            _ => Reason::from(*self).fmt(f),
        }
    }
}

#[cfg(feature = "office")]
impl std::error::Error for Refusal {}

#[cfg(feature = "office")]
impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLarge => Reason::TooLarge,
            Refusal::Encrypted => Reason::Encrypted,
            Refusal::Corrupt => Reason::Damaged,
            Refusal::Laid => Reason::Pdf,
            Refusal::Picture => Reason::Picture,
            Refusal::Format(_) | Refusal::Archive(_) | Refusal::Reader(_) => Reason::Format,
            Refusal::Unknown => Reason::UnknownFormat,
        }
    }
}

/// What has to be said about a file that was read.
#[cfg_attr(not(feature = "office"), allow(dead_code))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// It ends early or is damaged; what came before was read.
    Damaged,
    /// It embeds another file, which was not read.
    Embedded,
    /// Rows, columns or sheets that are hidden were read, since what is shown lacks their cells.
    Hidden,
    /// Formulas without a stored result.
    Uncomputed,
}

/// An input, read.
#[derive(Debug, Default)]
#[cfg_attr(not(feature = "office"), allow(dead_code))]
pub(crate) struct Reading {
    /// As it is shown.
    pub document: Document,
    /// With what is hidden in it, which stands last, where something is.
    pub hidden: Option<Document>,
    /// Where in the main part cells and lines stand, for marking.
    pub spots: Vec<(Place, Range<usize>)>,
    /// Cells whose formula was computed here.
    pub computed: Vec<Place>,
    pub remarks: Vec<Remark>,
    /// How many pages it has, where it has pages.
    pub pages: u32,
}

impl From<Document> for Reading {
    fn from(document: Document) -> Self {
        Reading {
            document,
            ..Reading::default()
        }
    }
}
