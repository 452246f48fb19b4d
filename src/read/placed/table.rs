//! A ruled table of a page → rows.

use super::frame::{Frame, margin};
use crate::document::{Cell, Row, RowKind};

/// The frames of a ruled table, row by row.
#[derive(Debug)]
pub(super) struct Table {
    /// Where it stands.
    page: u32,
    pub rows: Vec<Vec<Frame>>,
    /// What its boxes keep free beside their text.
    pub margin: i32,
}

impl Table {
    pub fn new(rows: Vec<Vec<Frame>>, page: u32) -> Self {
        let margin = margin(rows.iter().flatten());
        Table { page, rows, margin }
    }

    pub fn into_rows(self) -> Vec<Row> {
        let cell = |frame: &Frame| frame.cell(self.page, self.margin);
        let row = |row: &Vec<Frame>| -> Vec<Row> {
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
