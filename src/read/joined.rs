//! Several readings as one: tables, lines and pages are numbered through, so that the first keeps the
//! places it has by itself.

use super::Reading;
use crate::place::Place;

/// Readings put together, and the numbers that the next one goes on with.
#[derive(Default)]
pub(super) struct Joined {
    pub whole: Reading,
    tables: u32,
    lines: u32,
    #[cfg(any(feature = "office", feature = "scan"))]
    pages: u32,
}

impl Joined {
    /// Appends what a further piece holds; a text says how many lines it has, whatever was read of them.
    pub fn add(&mut self, reading: Reading, lines_of_text: Option<u32>) {
        let mut document = reading.document;
        let (first_table, first_line) = (self.tables, self.lines);
        for cell in document.rows.iter_mut().flat_map(|row| &mut row.cells) {
            match &mut cell.at {
                Place::Cell { table, .. } => {
                    *table += first_table;
                    self.tables = self.tables.max(*table + 1);
                }
                Place::Span { line, .. } => {
                    *line += first_line;
                    self.lines = self.lines.max(*line + 1);
                }
                #[cfg(any(feature = "office", feature = "scan"))]
                Place::Page { page, .. } => *page += self.pages,
            }
        }
        #[cfg(all(feature = "office", feature = "totals"))]
        for (at, _) in &mut document.columns {
            if let Place::Page { page, .. } = at {
                *page += self.pages;
            }
        }
        if let Some(lines) = lines_of_text {
            self.lines = first_line + lines;
        }
        self.whole.document.append(document);
        #[cfg(feature = "office")]
        {
            self.pages += reading.pages;
            self.whole.remarks.extend(reading.remarks);
        }
    }
}
