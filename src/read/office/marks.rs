//! Tables as Word 97 and RTF write them: a mark after the text says that a cell, or a row, ends here,
//! and only the end of a row says what its cells are.

use super::colour::Colour;
use super::rows::TableRows;
use crate::document::{Bounds, Document};
use crate::place::Place;
use crate::sorted::{InOrder, Sorted};

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndMark {
    Paragraph,
    Cell,
    Row,
}

/// What a row's cells are.
#[derive(Debug, Clone, Default)]
pub(super) struct Definition {
    /// Left edges of the cells, and the right edge of the last.
    pub edges: Vec<i32>,
    /// Cells that go on from the one above or before.
    pub covered: Vec<bool>,
    /// What lies behind them, as far as anything does.
    pub shades: Vec<Colour>,
}

/// Edges that are kept at most, for each cell that may be: a row has one more than it has cells, and
/// in layout there are cells that are not counted.
const EDGES: usize = 4;

/// The columns of a table, in the units of its rulers.
#[derive(Default)]
struct Edges {
    /// Every edge of a row, as often as it was met.
    grid: Vec<i32>,
    /// Left edges of each row's cells.
    rows: Sorted<u32, Vec<i32>>,
}

/// Where the columns of a table begin.
struct Starts(Vec<i32>);

/// Edges that are no further apart are the same: rulers are rounded, a thirtieth of a centimetre.
const SAME: i32 = 20;

impl Edges {
    fn starts(&self) -> Starts {
        let mut starts: Vec<i32> = Vec::new();
        let mut grid = self.grid.clone();
        grid.put_in_order();
        for edge in grid {
            if starts
                .last()
                .is_none_or(|last| edge.saturating_sub(*last) > SAME)
            {
                starts.push(edge);
            }
        }
        Starts(starts)
    }
}

impl Starts {
    /// Index of the grid column that begins at an edge.
    fn column(&self, edge: i32) -> u32 {
        let before = self.0.partition_point(|&start| start < edge);
        match self.0[..before].last() {
            Some(last) if edge.saturating_sub(*last) <= SAME => before as u32 - 1,
            _ => before as u32,
        }
    }
}

/// Collects marked text.
pub(super) struct Marked<'b> {
    pub rows: TableRows<'b>,
    /// Tables open.
    depth: u32,
    /// Whether the open row has a cell that goes on.
    filled: bool,
    edges: Sorted<u32, Edges>,
    /// Edges that may still be kept.
    left: usize,
}

impl<'b> Marked<'b> {
    pub fn new(bounds: &'b Bounds) -> Self {
        Marked {
            rows: TableRows::new(bounds),
            depth: 0,
            filled: false,
            edges: Sorted::default(),
            left: bounds.cells.saturating_mul(EDGES),
        }
    }

    /// The text before a mark, in how many tables it stands, the mark, and what is seen before it that is
    /// no text: a cell that has it is not blank, in whichever of its paragraphs it stands.
    pub fn mark(
        &mut self,
        text: &str,
        depth: u32,
        mark: EndMark,
        definition: &Definition,
        holds: Option<&'static str>,
    ) {
        self.close_to(depth);
        while self.depth < depth.min(64) {
            self.open_cell();
            self.rows.open_table();
            self.depth += 1;
            self.filled = false;
        }
        if mark == EndMark::Row && depth > 0 {
            self.end_row(definition);
            return;
        }
        if mark == EndMark::Cell || !text.is_empty() || self.filled || holds.is_some() {
            self.open_cell();
        }
        if let Some(what) = holds {
            self.rows.hold(what);
        }
        self.rows.push(text);
        if mark == EndMark::Cell && depth > 0 {
            self.rows.close_cell();
            self.filled = false;
        } else {
            self.rows.break_line();
        }
    }

    fn open_cell(&mut self) {
        if self.depth > 0 && !self.filled {
            self.rows.open_cell();
            self.filled = true;
        }
    }

    /// Closes tables that the text has left.
    pub fn close_to(&mut self, depth: u32) {
        while self.depth > depth {
            self.rows.close_table();
            self.depth -= 1;
            // The outer cell, in which the table stood, is still open.
            self.filled = self.depth > 0;
        }
    }

    fn end_row(&mut self, definition: &Definition) {
        let covered = |column: u32| definition.covered.get(column as usize) == Some(&true);
        self.rows.close_cell();
        if let Some((table, row)) = self.rows.settle(covered) {
            // One definition may serve many rows, and say more edges than they have cells.
            match self.left.checked_sub(definition.edges.len()) {
                Some(left) => {
                    self.left = left;
                    let edges = self.edges.entry(table);
                    edges.grid.extend_from_slice(&definition.edges);
                    edges.rows.insert(row, definition.edges.clone());
                }
                None => self.rows.document.cut = true,
            }
        }
        self.rows.close_row();
        self.filled = false;
    }

    /// The document, with places that count each table's grid, which is known only now.
    pub fn finish(mut self) -> Document {
        self.close_to(0);
        self.rows.finish();
        let mut document = self.rows.document;
        let starts = self.edges.iter();
        let starts: Sorted<u32, Starts> = starts
            .map(|(table, edges)| (*table, edges.starts()))
            .collect();
        for cell in document.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Place::Cell { table, row, column } = &mut cell.at
                && let Some(of_table) = self.edges.get(table)
                && let Some(edges) = of_table.rows.get(row)
                && let Some(edge) = edges.get(*column as usize)
                && let Some(starts) = starts.get(table)
            {
                *column = starts.column(*edge);
            }
        }
        document
    }
}
