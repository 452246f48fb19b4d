//! Tables as their tags open and close: rows, columns, and which cells are one.

use super::HtmlReader;
use super::held::unseen;
use super::look::{self, Look, Tag};
use super::unshown::Unshown;
use crate::document::{Cell, Row, RowKind};
use crate::language::FIRST;
use crate::place::Place;
use crate::read::lines::WIDEST;
use crate::read::markup::attribute;
use crate::text::is_invisible;

pub(super) struct HtmlTable {
    pub number: u32,
    pub row: u32,
    pub cells: Vec<Cell>,
    /// For each grid column, the first row that nothing above covers.
    pub covered: Vec<u32>,
    pub column: u32,
    pub open: Option<OpenCell>,
    pub in_row: bool,
    /// Columns that are not shown, and how many columns were described.
    pub gone: Vec<u32>,
    pub described: u32,
    pub shaded: bool,
    pub row_shaded: bool,
    /// The open row may be one that is not shown.
    pub row_odd: bool,
    /// How the text of the open row looks, and of the table.
    pub row_look: Look,
    pub look: Look,
    /// A table in a cell, of one cell so far, or of two with a number: whether it has begun, and what is in it.
    pub lone: Option<(bool, Vec<Cell>)>,
}

pub(super) struct OpenCell {
    pub text: String,
    pub column: u32,
    /// A table inside it has ended: it is layout, and its text is paragraphs.
    pub layout: bool,
    /// It is not shown.
    pub gone: bool,
    /// What it holds that is no text.
    pub holds: Option<&'static str>,
    pub shaded: bool,
    /// Where its attributes begin in the source.
    pub from: usize,
}

/// Whether a text is hardly more than a number.
fn is_value(text: &str) -> bool {
    text.len() < 20 && text.contains(|c: char| c.is_ascii_digit())
}

/// What the text of cells has of the row or table that they stand in.
fn inherited(look: Look, around: Look) -> Look {
    match look {
        Look::Struck | Look::White if !FIRST => look,
        _ => around,
    }
}

impl HtmlReader<'_> {
    /// Takes the start of a table, or of a column, row or cell of one; false where it is none.
    pub(super) fn open(&mut self, name: &str, attributes: &str, tag: &Tag) -> bool {
        let gone = tag.look == Look::Gone;
        match name {
            "table" => {
                self.open_table();
                if let Some(table) = self.tables.last_mut() {
                    table.shaded |= tag.shaded;
                    table.look = inherited(tag.look, Look::Plain);
                }
            }
            "col" => {
                let columns = attribute(attributes, "span").map_or(1, |value| look::number(&value));
                let columns = columns.clamp(1, 100);
                if let Some(table) = self.tables.last_mut() {
                    let first = table.described;
                    table.described = (first + columns).min(2000);
                    if gone {
                        table.gone.extend(first..table.described);
                    }
                }
            }
            "tr" => {
                self.close_row();
                if self.tables.is_empty() {
                    self.open_table();
                }
                if let Some(table) = self.tables.last_mut() {
                    table.in_row = true;
                    table.row_shaded = table.shaded || tag.shaded;
                    table.row_odd = false;
                    table.row_look = inherited(tag.look, table.look);
                }
            }
            "td" | "th" => {
                let [columns, rows] = tag.spans;
                self.open_cell(columns.clamp(1, 100), rows.clamp(1, 1000), gone);
                let from = (attributes.as_ptr() as usize).checked_sub(self.html.as_ptr() as usize);
                if let (Some(cell), Some(from)) = (self.cell(), from) {
                    cell.from = from;
                }
                if let Some(table) = self.tables.last_mut()
                    && let Some(cell) = &mut table.open
                {
                    cell.shaded = tag.shaded || table.row_shaded;
                    let look = table.row_look;
                    if !FIRST && (look == Look::Struck || look == Look::White && !cell.shaded) {
                        self.stretches.push(("", look, false));
                    }
                }
            }
            _ => return false,
        }
        true
    }

    pub(super) fn open_table(&mut self) {
        if self.tables.len() >= self.bounds.nesting {
            self.unopened += 1;
            self.break_line();
            return;
        }
        // What holds a table of several cells is layout: its text so far is paragraphs.
        let lone = self.cell().map(|_| (false, Vec::new()));
        self.break_line();
        self.tables.push(HtmlTable {
            number: self.next_table,
            row: 0,
            cells: Vec::new(),
            covered: Vec::new(),
            column: 0,
            open: None,
            in_row: false,
            gone: Vec::new(),
            described: 0,
            shaded: false,
            row_shaded: false,
            row_odd: false,
            row_look: Look::Plain,
            look: Look::Plain,
            lone,
        });
        self.next_table += 1;
    }

    pub(super) fn close_table(&mut self) {
        self.close_row();
        self.flush();
        let closed = self.tables.pop();
        if let Some((_, cells)) = closed.and_then(|table| table.lone) {
            self.break_line();
            for (at, cell) in cells.into_iter().enumerate() {
                if at > 0 {
                    self.push("□", false);
                }
                if cell.text == "一张图片" {
                    self.hold("一张图片");
                } else {
                    self.push(&cell.text, false);
                }
            }
            self.break_line();
        }
    }

    /// The innermost table is one of several cells: those it stands in are layout.
    pub(super) fn surface(&mut self) {
        for inner in 1..self.tables.len() {
            let Some((_, cells)) = self.tables[inner].lone.take() else {
                continue;
            };
            if let Some(cell) = self.tables[inner - 1].open.as_mut() {
                cell.layout = true;
                let text = std::mem::take(&mut cell.text);
                self.paragraphs(&text);
            }
            self.put_row(cells);
        }
    }

    pub(super) fn open_cell(&mut self, columns: u32, rows: u32, gone: bool) {
        if self.tables.is_empty() {
            self.open_table();
        }
        self.close_cell();
        let surfaces = self.tables.last_mut().is_some_and(|table| {
            // Beside one other a number stands in the cell around both.
            let pair = |cells: &[Cell]| matches!(cells, [one] if is_value(&one.text));
            let two = |lone: &[Cell]| lone.is_empty() && pair(&table.cells) || pair(lone);
            let lone = table.lone.as_mut();
            lone.is_some_and(|lone| !gone && std::mem::replace(&mut lone.0, true) && !two(&lone.1))
        });
        if surfaces {
            self.surface();
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        table.in_row = true;
        while table
            .covered
            .get(table.column as usize)
            .is_some_and(|&until| until > table.row)
        {
            table.column += 1;
        }
        let column = table.column;
        let end = (column + columns).min(2000) as usize;
        let hidden = !table.gone.is_empty()
            && (column..end as u32).all(|column| table.gone.contains(&column));
        // A cell that is not shown takes no column, unless that is not shown either.
        if !gone || hidden {
            if table.covered.len() < end {
                table.covered.resize(end, 0);
            }
            if rows > 1 {
                table.covered[(column as usize).min(end)..end].fill(table.row + rows);
            }
            table.column = end as u32;
        }
        let gone = gone || hidden;
        if gone {
            self.unshown = Unshown::of("td");
        }
        self.stretches.clear();
        table.open = Some(OpenCell {
            text: String::from(if table.row_odd { "□" } else { "" }),
            column,
            layout: false,
            gone,
            holds: None,
            shaded: false,
            from: usize::MAX,
        });
    }

    pub(super) fn close_cell(&mut self) {
        if !FIRST && self.select.is_some() {
            self.close_select();
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(open) = table.open.take() else {
            return;
        };
        self.stretches.clear();
        if open.gone {
            return;
        }
        if open.layout {
            self.paragraphs(&open.text);
            return;
        }
        self.cells += 1;
        if self.cells > self.bounds.cells {
            self.document.cut = true;
            return;
        }
        let at = Place::Cell {
            table: table.number,
            row: table.row,
            column: open.column,
        };
        let mut text = open.text.trim();
        // Editors keep an empty cell open with characters that nobody sees.
        if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            text = match open.holds {
                Some(what) => what,
                None if unseen(self.html.get(open.from..).unwrap_or_default()) => "□",
                None => "",
            };
        }
        let text = text.to_owned();
        table.cells.push(Cell { text, at });
    }

    pub(super) fn close_row(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if !std::mem::take(&mut table.in_row) {
            return;
        }
        table.row += 1;
        table.column = 0;
        table.row_shaded = table.shaded;
        let cells = std::mem::take(&mut table.cells);
        match &mut table.lone {
            Some((_, lone)) => lone.extend(cells),
            None => self.put_row(cells),
        }
    }

    pub(super) fn put_row(&mut self, cells: Vec<Cell>) {
        self.flush();
        // Of blank rows only one as long as table 4 may be a row of the form.
        if cells.len() < WIDEST && cells.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        if let [cell] = &cells[..] {
            // A row of one cell is a line of text, or layout around several.
            let at = cell.at;
            for line in cell.text.split('\n').filter(|line| !line.trim().is_empty()) {
                let text = line.trim().to_owned();
                self.document.rows.push(Row {
                    cells: vec![Cell { text, at }],
                    kind: RowKind::Line,
                });
            }
        } else {
            self.document.rows.push(Row {
                cells,
                kind: RowKind::Grid,
            });
        }
    }
}
