//! Tables of several cells in a cell: layout, or what stands in a cell of a form.

use super::{TableRows, UNKNOWN};
use crate::document::Cell;
use crate::place::Place;
use std::ops::Range;

/// Cells and bytes at most of what stands in a cell of a form: no table of a form is as small.
const CELLS: usize = 12;
const BYTES: usize = 400;

/// How much a document held when something began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    rows: usize,
    spots: usize,
}

/// A cell that holds a table of several cells.
pub(super) struct Layout {
    at: Place,
    from: Taken,
    to: Taken,
    spot: Range<usize>,
}

impl TableRows<'_> {
    pub(super) fn taken_so_far(&self) -> Taken {
        Taken {
            rows: self.document.rows.len(),
            spots: self.spots.len(),
        }
    }

    /// A cell ends whose table of several cells stands in the document from here on.
    pub(super) fn close_layout(&mut self, at: Place, from: Taken, spot: Range<usize>) {
        let to = self.taken_so_far();
        let layout = Layout { at, from, to, spot };
        if let Some(table) = self.tables.last_mut() {
            table.layouts.push(layout);
        }
    }

    /// The row ends: where other cells hold something, and the tables in cells are small, they are what stands
    /// in their cells.
    pub(super) fn settle_layouts(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let layouts = std::mem::take(&mut table.layouts);
        let beside = table.cells.iter().any(|cell| !cell.text.is_empty());
        let rows = &self.document.rows;
        let small = |layout: &Layout| {
            let cells = || {
                let rows = rows.get(layout.from.rows..layout.to.rows);
                rows.into_iter().flatten().flat_map(|row| &row.cells)
            };
            cells().count() <= CELLS && cells().map(|cell| cell.text.len()).sum::<usize>() <= BYTES
        };
        if !beside || !layouts.iter().all(small) {
            return;
        }
        for layout in layouts.into_iter().rev() {
            let rows = self.document.rows.drain(layout.from.rows..layout.to.rows);
            let cells = rows.flat_map(|row| row.cells);
            let texts: Vec<String> = cells
                .map(|cell| cell.text)
                .filter(|text| !text.is_empty())
                .collect();
            self.spots.drain(layout.from.spots..layout.to.spots);
            let text = match texts.as_slice() {
                [] => String::new(),
                [one] => one.clone(),
                several => format!("{UNKNOWN} {}", several.join(" ")),
            };
            self.put_beside(
                Cell {
                    text,
                    at: layout.at,
                },
                layout.spot,
            );
        }
    }

    /// Puts a cell in its place in the open row; nothing says where its place is in the rows of Word 97 but
    /// the order of the cells.
    fn put_beside(&mut self, cell: Cell, spot: Range<usize>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let column = |at: Place| match at {
            Place::Cell { column, .. } => column,
            _ => 0,
        };
        let before = table
            .cells
            .partition_point(|other| column(other.at) < column(cell.at));
        table.cells.insert(before, cell);
        // Word 97 says no places in its source.
        if table.spots.len() + 1 == table.cells.len() {
            table.spots.insert(before, spot);
        }
    }
}
