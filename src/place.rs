//! Where something stood in the input.

use serde::{Deserialize, Serialize};

/// A place in the input, everything counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// A cell of a table of the document (HTML, office files).
    Cell {
        /// The table, in document order.
        table: u32,
        /// Its row.
        row: u32,
        /// Its grid column, spans expanded.
        column: u32,
    },
    /// A stretch of a line of text, in UTF-16 units, end exclusive.
    Span {
        /// The line.
        line: u32,
        /// First unit.
        start: u32,
        /// One past the last unit.
        end: u32,
    },
    /// A rectangle on a page (PDF, OFD), in hundredths of a point from its top left corner; on a picture in
    /// its pixels.
    #[cfg(any(feature = "office", feature = "scan"))]
    Page {
        /// The page.
        page: u32,
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
    },
}
