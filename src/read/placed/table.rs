//! A ruled table of a page → rows.

use super::frame::{BoxedLines, margin};
use super::spaced;
#[cfg(feature = "totals")]
use crate::document::BoxColumn;
use crate::document::{Cell, Row, RowKind};
#[cfg(feature = "totals")]
use crate::place::Place;

/// Lost words of a table at least, for it to be out of order.
const MANY: usize = 4;

/// The frames of a ruled table, row by row.
#[derive(Debug)]
pub(super) struct RuledTable {
    /// Where it stands.
    page: u32,
    pub rows: Vec<Vec<BoxedLines>>,
    /// What its boxes keep free beside their text.
    pub margin: i32,
}

impl RuledTable {
    /// Where much text sticks out of its boxes or lies over other text, as in a sheet printed with rows too
    /// low, whose number stands where cannot be relied on.
    pub fn new(mut rows: Vec<Vec<BoxedLines>>, page: u32) -> Self {
        let words = || {
            rows.iter()
                .flatten()
                .flat_map(|frame| frame.lines.iter().flatten())
        };
        let lost = words().filter(|word| word.is_lost).count();
        if lost >= MANY && lost * 20 > words().count() {
            let lines = rows.iter_mut().flatten().flat_map(|frame| &mut frame.lines);
            lines
                .flatten()
                .for_each(|word| word.is_lost |= word.is_number());
        }
        spaced::join(&mut rows);
        let margin = margin(rows.iter().flatten());
        RuledTable { page, rows, margin }
    }

    /// Of each cell the column in which its box begins.
    #[cfg(feature = "totals")]
    pub fn columns(&self) -> impl Iterator<Item = (Place, BoxColumn)> {
        let frames = self.rows.iter().flatten();
        frames.map(|frame| (frame.place(self.page), frame.begins))
    }

    pub fn into_rows(self) -> Vec<Row> {
        let cell = |frame: &BoxedLines| frame.cell(self.page, self.margin);
        let row = |row: &Vec<BoxedLines>| -> Vec<Row> {
            let cells: Vec<Cell> = row.iter().map(cell).collect();
            match &cells[..] {
                [] => Vec::new(),
                [cell] => of_one(cell),
                _ => vec![Row {
                    cells,
                    kind: RowKind::Grid,
                }],
            }
        };
        self.rows.iter().flat_map(row).collect()
    }
}

/// A row of one box is text, as in a framed paragraph.
fn of_one(cell: &Cell) -> Vec<Row> {
    let lines = cell.text.split('\n').filter(|line| !line.is_empty());
    let row = |line: &str| Row {
        cells: vec![Cell {
            text: line.to_owned(),
            at: cell.at,
        }],
        kind: RowKind::Line,
    };
    lines.map(row).collect()
}
