//! What a document takes in from others.

use super::TableRows;
use crate::document::Document;
use crate::place::Place;

/// What is taken in from another document is numbered from here on until all is read.
const TAKEN: u32 = 1 << 31;

impl TableRows<'_> {
    /// Takes another document in where this one stands; in a cell, its text.
    pub fn take_in(&mut self, other: Document) {
        self.break_line();
        self.document.pictures += other.pictures;
        self.document.cut |= other.cut;
        if self.is_in_cell() {
            for row in other.rows {
                for cell in &row.cells {
                    self.push(&cell.text);
                    self.push("\t");
                }
                self.break_line();
            }
            return;
        }
        let (first_table, first_line) = self.taken;
        for mut row in other.rows {
            self.cells += row.cells.len();
            for cell in &mut row.cells {
                // Numbered after the document's own, whose places are to stay.
                match &mut cell.at {
                    Place::Cell { table, .. } => {
                        *table += first_table;
                        self.taken.0 = self.taken.0.max(*table + 1);
                        *table += TAKEN;
                    }
                    Place::Span { line, .. } => {
                        *line += first_line;
                        self.taken.1 = self.taken.1.max(*line + 1);
                        *line += TAKEN;
                    }
                    Place::Page { .. } => {}
                }
            }
            self.document.rows.push(row);
        }
        self.document.cut |= self.cells > self.bounds.cells;
    }

    /// Numbers what was taken in after the document's own tables and lines.
    pub(super) fn number_taken(&mut self) {
        for cell in self.document.rows.iter_mut().flat_map(|row| &mut row.cells) {
            match &mut cell.at {
                Place::Cell { table, .. } if *table >= TAKEN => {
                    *table = *table - TAKEN + self.next_table
                }
                Place::Span { line, .. } if *line >= TAKEN => {
                    *line = *line - TAKEN + self.next_line
                }
                _ => {}
            }
        }
    }
}
