//! Lines outside tables: where one ends, and what of it is kept.

use super::{HtmlReader, SOFT};
use crate::document::{Cell, Row, RowKind};
use crate::language::FIRST;
use crate::place::Place;
use crate::read::feet::is_page_number;
use crate::read::{lines, plain};
use crate::text::utf16_len;

impl HtmlReader<'_> {
    /// A block boundary by a tag. In text with tags one behind a separator begins a cell, no line.
    pub(super) fn break_block(&mut self) {
        let apart = |line: &str| line.trim_end_matches(' ').ends_with(['\t', '|']);
        if !FIRST && self.lines.is_some() && self.cell().is_none() {
            if apart(&self.paragraph) {
                return;
            }
            self.broke = !self.paragraph.is_empty();
        }
        self.break_line();
    }

    /// A block boundary: a line ends.
    pub(super) fn break_line(&mut self) {
        match self.tables.last_mut().and_then(|table| table.open.as_mut()) {
            Some(cell) if !cell.layout => {
                if !cell.text.ends_with('\n') {
                    cell.text.push('\n');
                }
            }
            Some(cell) => {
                let text = std::mem::take(&mut cell.text);
                self.paragraphs(&text);
            }
            None => {
                self.stretches.clear();
                let text = std::mem::take(&mut self.paragraph);
                self.paragraphs(&text);
            }
        }
    }

    /// Reads the lines since the last table, if they are kept.
    pub(super) fn flush(&mut self) {
        let Some(lines) = self.lines.as_mut().filter(|_| !FIRST) else {
            return;
        };
        let lines = std::mem::take(lines);
        let mut document = plain::plain(&lines, self.next_line, self.bounds);
        let cells = document.rows.iter_mut().flat_map(|row| &mut row.cells);
        for cell in cells.filter(|cell| cell.text.contains(SOFT)) {
            cell.text = cell.text.replace(SOFT, "\n");
        }
        self.next_line += lines::lines(&lines).count() as u32;
        self.cells += document.rows.len();
        self.document.append(document);
    }

    pub(super) fn paragraphs(&mut self, text: &str) {
        if !FIRST && let Some(lines) = &mut self.lines {
            match text.trim_end().ends_with('|') {
                true => lines.push_str(text),
                // No cell was open: what only looked like one ends where its line does.
                false => lines.push_str(&text.replace(SOFT, "\n")),
            }
            lines.push('\n');
            return;
        }
        for line in text.split('\n') {
            let text = line.trim();
            if text.is_empty() || is_page_number(text) || self.document.cut {
                continue;
            }
            #[cfg(feature = "office")]
            if self.stands_below(text) {
                continue;
            }
            self.cells += 1;
            self.document.cut |= self.cells > self.bounds.cells;
            let at = Place::Span {
                line: self.next_line,
                start: 0,
                end: utf16_len(text),
            };
            self.next_line += 1;
            self.document.rows.push(Row {
                cells: vec![Cell {
                    text: text.to_owned(),
                    at,
                }],
                kind: RowKind::Line,
            });
        }
    }
}
