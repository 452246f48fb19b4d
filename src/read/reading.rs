//! What comes of a file: a document with what has to be said about it, or why it cannot be read.

use crate::document::Document;
#[cfg(feature = "office")]
use crate::place::Place;
#[cfg(feature = "office")]
use crate::report::Reason;
#[cfg(feature = "office")]
use std::ops::Range;

/// Why a file cannot be read.
#[cfg(feature = "office")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// No format that is known.
    Unknown,
}

#[cfg(feature = "office")]
impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLarge => Reason::TooLarge,
            Refusal::Encrypted => Reason::Encrypted,
            Refusal::Corrupt => Reason::Damaged,
            Refusal::Laid => Reason::Pdf,
            Refusal::Picture => Reason::Picture,
            Refusal::Format(_) => Reason::Format,
            Refusal::Unknown => Reason::UnknownFormat,
        }
    }
}

/// What has to be said about a file that was read.
#[cfg(feature = "office")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// It ends early or is damaged; what came before was read.
    Damaged,
    /// It embeds another file, which was not read.
    Embedded,
    /// Rows, columns or sheets that are hidden were read.
    Hidden,
    /// Formulas without a stored result.
    Uncomputed,
}

/// An input, read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub document: Document,
    /// Where in the main part cells and lines stand, for marking.
    #[cfg(feature = "office")]
    pub spots: Vec<(Place, Range<usize>)>,
    #[cfg(feature = "office")]
    pub remarks: Vec<Remark>,
    /// How many pages it has, where it has pages.
    #[cfg(feature = "office")]
    pub pages: u32,
}

impl From<Document> for Reading {
    fn from(document: Document) -> Self {
        Reading {
            document,
            #[cfg(feature = "office")]
            spots: Vec::new(),
            #[cfg(feature = "office")]
            remarks: Vec::new(),
            #[cfg(feature = "office")]
            pages: 0,
        }
    }
}
