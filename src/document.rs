//! What every reader makes of its input: rows of cells, in reading order, with their places.
//!
//! A paragraph is a row of one cell. Spans are not expanded: a cell stands once, where it begins,
//! because reports get their spans wrong more often than their order.

use crate::place::Place;

/// An input, read.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Rows in reading order.
    pub rows: Vec<Row>,
    /// Title as the format states it (`<title>`, document properties).
    pub title: Option<String>,
    /// Pictures met, since a table may be one.
    pub pictures: u32,
    /// Pages that show pictures and no text.
    pub picture_pages: u32,
    /// Whether a bound was hit and the rest left out.
    pub cut: bool,
    /// Of cells in ruled boxes of a page, sorted by their place, the column in which the box begins.
    #[cfg(all(feature = "office", feature = "totals"))]
    pub columns: Vec<(Place, BoxColumn)>,
}

/// Where a box begins: its column, and how many its table has on that page.
#[cfg(all(feature = "office", feature = "totals"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoxColumn {
    /// From 0.
    pub column: u16,
    /// All of them.
    pub of: u16,
}

/// A row of a table, or a line of text.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Cells from left to right; never empty.
    pub cells: Vec<Cell>,
    /// What separates its cells.
    pub kind: RowKind,
}

/// What separates the cells of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowKind {
    /// Borders: a cell stands where its author put it.
    #[default]
    Grid,
    /// Tabs: what a copy of a merged table makes of its cells may stand in the wrong column.
    Tabs,
    /// Nothing that can be relied on: one cell holding a line of text.
    Line,
}

#[cfg(feature = "office")]
impl RowKind {
    /// What a row of a file's table is: of a single cell, a line of text.
    pub(crate) fn of(cells: &[Cell]) -> Self {
        match cells {
            [_] => RowKind::Line,
            _ => RowKind::Grid,
        }
    }
}

/// A cell or a line.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its text; inner line breaks kept as `\n`.
    pub text: String,
    /// Where it stands.
    pub at: Place,
}

/// Bounds on what is read; beyond them the rest is left out and said.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Bytes of input over all parts.
    pub bytes: usize,
    /// Cells in all.
    pub cells: usize,
    /// Characters of one cell.
    pub cell_chars: usize,
    /// Depth of nested tables.
    pub nesting: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            bytes: 8 << 20,
            cells: 50_000,
            cell_chars: 100_000,
            nesting: 16,
        }
    }
}

impl Document {
    /// What stands above a row.
    pub(crate) fn until(&self, row: usize) -> Document {
        Document {
            rows: self.rows[..row].to_vec(),
            title: self.title.clone(),
            #[cfg(all(feature = "office", feature = "totals"))]
            columns: self.columns.clone(),
            ..*self
        }
    }

    /// Appends a document that was read from a later part.
    pub fn append(&mut self, other: Document) {
        self.rows.extend(other.rows);
        self.title = self.title.take().or(other.title);
        self.pictures += other.pictures;
        self.picture_pages += other.picture_pages;
        self.cut |= other.cut;
        #[cfg(all(feature = "office", feature = "totals"))]
        self.columns.extend(other.columns);
    }
}
