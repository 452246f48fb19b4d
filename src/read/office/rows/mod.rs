//! Paragraphs and tables, as a word processor's file opens and closes them → rows of cells.
//!
//! Columns count the grid, spans included; a cell stands once, where it begins, and what a merge
//! covers is no cell. A cell that holds a table of several cells is layout: its text is paragraphs; but
//! where the table is small and other cells stand beside it, it is what stands in that cell, and of several
//! texts in it there is no telling which is the number.

mod aside;
mod nested;
mod taken;

use crate::document::{Bounds, Cell, Document, Row, RowKind};
use crate::place::Place;
use crate::read::STRUCK;
use crate::read::feet::is_page_number;
use crate::read::lines::WIDEST;
use crate::text::{trim, utf16_len};
use aside::Aside;
use nested::{Layout, Taken};
use std::ops::Range;

/// What a cell says that holds nothing but a picture, an object or a chart.
pub(super) const PICTURE: &str = "一张图片";
/// What a cell says that shows something of which nothing is known: a field without a result, a list's number.
pub(super) const UNKNOWN: &str = "□";
/// Collects rows.
pub(super) struct TableRows<'b> {
    pub document: Document,
    /// Where in the source each cell and line stands, in the order they were met.
    pub spots: Vec<(Place, Range<usize>)>,
    /// The reader's position in its source.
    pub here: usize,
    tables: Vec<WordTable>,
    /// Text outside every cell, up to the end of its paragraph, and where it began.
    paragraph: String,
    began: usize,
    asides: Vec<Aside>,
    next_table: u32,
    next_line: u32,
    cells: usize,
    /// Tables beyond the nesting bound, read as plain text.
    unopened: usize,
    /// Tables and lines that were taken in from other documents.
    taken: (u32, u32),
    bounds: &'b Bounds,
}

struct WordTable {
    number: u32,
    row: u32,
    cells: Vec<Cell>,
    spots: Vec<Range<usize>>,
    column: u32,
    open: Option<CellInProgress>,
    in_row: bool,
    /// The row was deleted or is hidden.
    dropped: bool,
    /// A table in a cell, of one cell so far.
    lone: Option<Lone>,
    /// The open row's cells that hold tables of several cells.
    layouts: Vec<Layout>,
}

/// What is in the one cell of a table in a cell: the text of both, unless there are more.
#[derive(Default)]
struct Lone {
    begun: bool,
    cells: Vec<Cell>,
    spots: Vec<Range<usize>>,
}

struct CellInProgress {
    text: String,
    span: u32,
    covered: bool,
    /// It holds a table of several cells: where in the document what it holds begins.
    layout: Option<Taken>,
    /// It holds a picture, or something else that is no text.
    holds: Option<&'static str>,
    start: usize,
}

impl<'b> TableRows<'b> {
    pub fn new(bounds: &'b Bounds) -> Self {
        TableRows {
            document: Document::default(),
            spots: Vec::new(),
            here: 0,
            tables: Vec::new(),
            paragraph: String::new(),
            began: 0,
            asides: Vec::new(),
            next_table: 0,
            next_line: 0,
            cells: 0,
            unopened: 0,
            taken: (0, 0),
            bounds,
        }
    }

    /// Whether a bound was hit; reading on is pointless.
    pub fn is_full(&self) -> bool {
        self.document.cut
    }

    fn open(&mut self) -> Option<&mut CellInProgress> {
        self.tables.last_mut().and_then(|table| table.open.as_mut())
    }

    /// Whether the open cell or paragraph has no text since its last break.
    pub fn is_at_start(&mut self) -> bool {
        match self.open() {
            Some(cell) => cell.text.is_empty() || cell.text.ends_with('\n'),
            None => self.paragraph.is_empty(),
        }
    }

    /// Whether a cell is open.
    pub fn is_in_cell(&mut self) -> bool {
        self.open().is_some()
    }

    /// The open cell holds something that is no text: it is not blank, whatever else is in it.
    pub fn hold(&mut self, what: &'static str) {
        if let Some(cell) = self.open() {
            cell.holds = Some(what);
        }
    }

    /// The open cell holds text that is struck out, or white.
    pub fn strike(&mut self, text: &str) {
        if let Some(cell) = self
            .open()
            .filter(|_| text.contains(|c: char| c.is_ascii_digit()))
        {
            cell.holds.get_or_insert(STRUCK);
        }
    }

    /// Appends text to the open cell or paragraph.
    pub fn push(&mut self, text: &str) {
        let (most, here) = (self.bounds.cell_chars * 4, self.here);
        if let Some(cell) = self.open() {
            append(&mut cell.text, text, most);
        } else {
            if self.paragraph.is_empty() {
                self.began = here;
            }
            append(&mut self.paragraph, text, most);
        }
    }

    /// Ends a line of the open cell, or a paragraph.
    pub fn break_line(&mut self) {
        let began = self.began;
        match self.open() {
            Some(cell) if cell.layout.is_none() => {
                if !cell.text.ends_with('\n') {
                    cell.text.push('\n');
                }
            }
            Some(cell) => {
                let text = std::mem::take(&mut cell.text);
                self.lines(&text, began);
            }
            None => {
                let text = std::mem::take(&mut self.paragraph);
                self.lines(&text, began);
            }
        }
    }

    /// Lines of text outside cells; tabs separate values there.
    fn lines(&mut self, text: &str, began: usize) {
        for line in text.split('\n') {
            let trimmed = line.trim();
            if trimmed.is_empty() || is_page_number(trimmed) || self.document.cut {
                continue;
            }
            let number = self.next_line;
            self.next_line += 1;
            let mut start = 0;
            let mut cells = Vec::new();
            for piece in trimmed.split('\t') {
                let left = piece.trim_start();
                let inner = left.trim_end();
                let from = start + utf16_len(&piece[..piece.len() - left.len()]);
                let at = Place::Span {
                    line: number,
                    start: from,
                    end: from + utf16_len(inner),
                };
                start += utf16_len(piece) + 1;
                let text = inner.to_owned();
                cells.push(Cell { text, at });
            }
            self.cells += cells.len();
            self.document.cut |= self.cells > self.bounds.cells;
            let at = Place::Span {
                line: number,
                start: 0,
                end: utf16_len(trimmed),
            };
            self.spots.push((at, began..self.here));
            let kind = RowKind::of(&cells);
            self.document.rows.push(Row { cells, kind });
        }
    }

    pub fn open_table(&mut self) {
        if self.tables.len() >= self.bounds.nesting {
            self.unopened += 1;
            return;
        }
        let lone = self.open().map(|_| Lone::default());
        if lone.is_none() {
            self.break_line();
        }
        self.tables.push(WordTable {
            number: self.next_table,
            row: 0,
            cells: Vec::new(),
            spots: Vec::new(),
            column: 0,
            open: None,
            in_row: false,
            dropped: false,
            lone,
            layouts: Vec::new(),
        });
        self.next_table += 1;
    }

    /// The innermost table is one of several cells: those it stands in are layout.
    fn surface(&mut self) {
        for inner in 1..self.tables.len() {
            let Some(lone) = self.tables[inner].lone.take() else {
                continue;
            };
            let taken = self.taken_so_far();
            if let Some(cell) = self.tables[inner - 1].open.as_mut() {
                cell.layout.get_or_insert(taken);
                let (text, start) = (std::mem::take(&mut cell.text), cell.start);
                self.lines(&text, start);
            }
            self.put_row(lone.cells, lone.spots);
        }
    }

    pub fn close_table(&mut self) {
        if self.unopened > 0 {
            self.unopened -= 1;
            return;
        }
        self.close_row();
        let closed = self.tables.pop();
        if let Some(lone) = closed.and_then(|table| table.lone) {
            self.break_line();
            for cell in lone.cells {
                self.push(&cell.text);
            }
            self.break_line();
        }
    }

    fn table(&mut self) -> Option<&mut WordTable> {
        if self.unopened > 0 {
            return None;
        }
        self.tables.last_mut()
    }

    pub fn open_row(&mut self) {
        self.close_row();
        if let Some(table) = self.table() {
            table.in_row = true;
        }
    }

    /// Leaves the open row out: it was deleted, or is hidden.
    pub fn drop_row(&mut self) {
        if let Some(table) = self.table() {
            table.dropped = true;
        }
    }

    /// Grid columns that hold no cell.
    pub fn skip_columns(&mut self, count: u32) {
        if let Some(table) = self.table() {
            table.column += count.min(2000);
        }
    }

    pub fn open_cell(&mut self) {
        self.close_cell();
        let start = self.here;
        let lone = self.table().and_then(|table| table.lone.as_mut());
        if lone.is_some_and(|lone| std::mem::replace(&mut lone.begun, true)) {
            self.surface();
        }
        if let Some(table) = self.table() {
            table.in_row = true;
            table.open = Some(CellInProgress {
                text: String::new(),
                span: 1,
                covered: false,
                layout: None,
                holds: None,
                start,
            });
        }
    }

    /// Grid columns of the open cell.
    pub fn span(&mut self, columns: u32) {
        if self.unopened == 0
            && let Some(cell) = self.open()
        {
            cell.span = columns.clamp(1, 1000);
        }
    }

    /// The open cell goes on from the one above or before it.
    pub fn cover(&mut self) {
        if self.unopened == 0
            && let Some(cell) = self.open()
        {
            cell.covered = true;
        }
    }

    pub fn close_cell(&mut self) {
        let (here, most) = (self.here, self.bounds.cells);
        let Some(table) = self.table() else {
            return;
        };
        let Some(open) = table.open.take() else {
            return;
        };
        let column = table.column;
        table.column += open.span;
        if open.covered || table.dropped {
            return;
        }
        let at = Place::Cell {
            table: table.number,
            row: table.row,
            column,
        };
        if let Some(from) = open.layout {
            self.lines(&open.text, open.start);
            self.close_layout(at, from, open.start..here);
            return;
        }
        let mut text = open.text;
        trim(&mut text);
        if text.is_empty() {
            text.push_str(open.holds.unwrap_or_default());
        }
        table.cells.push(Cell { text, at });
        table.spots.push(open.start..here);
        self.cells += 1;
        self.document.cut |= self.cells > most;
    }

    /// Drops the cells that a row's definition, which comes after them, says are covered. Says which
    /// row it is, if it has cells at all; its columns count cells so far.
    pub fn settle(&mut self, covered: impl Fn(u32) -> bool) -> Option<(u32, u32)> {
        let table = self.table()?;
        let column = |cell: &Cell| match cell.at {
            Place::Cell { column, .. } => column,
            _ => 0,
        };
        table.spots.clear();
        table.cells.retain(|cell| !covered(column(cell)));
        (table.column > 0).then_some((table.number, table.row))
    }

    pub fn close_row(&mut self) {
        self.close_cell();
        let Some(table) = self.table() else {
            return;
        };
        if !std::mem::take(&mut table.in_row) {
            return;
        }
        table.row += 1;
        table.column = 0;
        table.dropped = false;
        self.settle_layouts();
        let Some(table) = self.table() else {
            return;
        };
        let cells = std::mem::take(&mut table.cells);
        let spots = std::mem::take(&mut table.spots);
        if let Some(lone) = &mut table.lone {
            lone.cells.extend(cells);
            lone.spots.extend(spots);
            return;
        }
        self.put_row(cells, spots);
    }

    fn put_row(&mut self, cells: Vec<Cell>, spots: Vec<Range<usize>>) {
        self.spots
            .extend(cells.iter().map(|cell| cell.at).zip(spots));
        self.document.push_row(cells);
    }

    /// Closes what is open.
    pub fn finish(&mut self) {
        loop {
            while !self.tables.is_empty() {
                self.close_table();
            }
            self.break_line();
            if self.asides.is_empty() {
                break;
            }
            self.close_aside();
        }
        if self.taken != (0, 0) {
            self.number_taken();
        }
    }
}

impl Document {
    /// Appends a row of a table. One of a single cell is a line of text, or several; an empty one is
    /// left out, unless it is as long as the row of values of table 4.
    pub(super) fn push_row(&mut self, cells: Vec<Cell>) {
        if cells.len() < WIDEST && cells.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        let kind = RowKind::of(&cells);
        if kind == RowKind::Grid {
            self.rows.push(Row { cells, kind });
            return;
        }
        for cell in cells {
            for line in cell.text.split('\n').map(str::trim) {
                if !line.is_empty() {
                    let (text, at) = (line.to_owned(), cell.at);
                    let cells = vec![Cell { text, at }];
                    self.rows.push(Row { cells, kind });
                }
            }
        }
    }
}

fn append(sink: &mut String, text: &str, most: usize) {
    if sink.len() + text.len() <= most {
        sink.push_str(text);
    } else if sink.len() < most {
        let room = most - sink.len();
        let end = (0..=room).rev().find(|&at| text.is_char_boundary(at));
        sink.push_str(&text[..end.unwrap_or(0)]);
    }
}
