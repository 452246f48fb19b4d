//! Text that floats: a text box is read by itself, before what it is anchored in. In a cell it is what is seen
//! there; beside other text it is a line of its own, so that neither is taken for the number.

use super::{TableRows, UNKNOWN, WordTable};

/// What a text box interrupts, and what there was before it.
pub(super) struct Aside {
    tables: Vec<WordTable>,
    paragraph: String,
    rows: usize,
    spots: usize,
    next_table: u32,
    next_line: u32,
}

impl TableRows<'_> {
    /// Begins text that floats: a text box is read by itself, before what it is anchored in.
    pub fn open_aside(&mut self) {
        self.asides.push(Aside {
            tables: std::mem::take(&mut self.tables),
            paragraph: std::mem::take(&mut self.paragraph),
            rows: self.document.rows.len(),
            spots: self.spots.len(),
            next_table: self.next_table,
            next_line: self.next_line,
        });
    }

    /// Ends a text box: one that floats may lie over any cell.
    pub fn close_box(&mut self, floats: bool) {
        if self.close_aside() && floats {
            self.push(UNKNOWN);
        }
    }

    /// Ends it; says whether a cell is open, and there was any text.
    pub fn close_aside(&mut self) -> bool {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.break_line();
        let Some(aside) = self.asides.pop() else {
            return false;
        };
        self.tables = aside.tables;
        self.paragraph = aside.paragraph;
        if self.open().is_none() || self.next_table > aside.next_table {
            return false;
        }
        // Lines over a cell are what is seen in it.
        self.spots.truncate(aside.spots);
        self.next_line = aside.next_line;
        self.break_line();
        let rows = self.document.rows.split_off(aside.rows);
        for row in &rows {
            for cell in &row.cells {
                self.push(&cell.text);
                self.push("\t");
            }
            self.break_line();
        }
        !rows.is_empty()
    }
}
