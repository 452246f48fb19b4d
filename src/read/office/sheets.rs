//! The sheets of a workbook → one document as it is shown, and one with what is hidden.

use super::grid::SheetGrid;
use crate::document::{Bounds, Document};
use crate::place::Place;
use crate::read::{Reading, Remark};

/// Collects sheets in their order.
pub(super) struct Sheets<'b> {
    shown: Document,
    /// With the rows and columns that are hidden, from the first sheet on that has any.
    whole: Option<Document>,
    /// The sheets that are hidden.
    hidden: Document,
    computed: Vec<Place>,
    pub remarks: Vec<Remark>,
    bounds: &'b Bounds,
}

impl<'b> Sheets<'b> {
    pub fn new(bounds: &'b Bounds) -> Self {
        Sheets {
            shown: Document::default(),
            whole: None,
            hidden: Document::default(),
            computed: Vec::new(),
            remarks: Vec::new(),
            bounds,
        }
    }

    /// Takes note of what no sheet says.
    pub fn note(&mut self, cut: bool, pictures: u32) {
        self.shown.cut |= cut;
        self.shown.pictures += pictures;
    }

    /// Whether a bound was hit.
    pub fn is_full(&self) -> bool {
        self.shown.cut
    }

    /// Adds a sheet, as the table of this number.
    pub fn add(&mut self, table: u32, mut grid: SheetGrid, on_opening: bool) {
        let formulas = std::mem::take(&mut grid.formulas);
        let (texts, uncomputed) = formulas.compute(on_opening, grid.cells());
        let computed: Vec<_> = texts.keys().copied().collect();
        grid.replace(texts);
        grid.uncomputed = uncomputed;
        let place = |(row, column)| Place::Cell { table, row, column };
        self.computed.extend(computed.into_iter().map(place));
        if grid.hidden {
            grid.pour(table, &mut self.hidden, self.bounds);
            return;
        }
        if grid.hides() {
            let whole = self.whole.get_or_insert_with(|| self.shown.clone());
            grid.clone().pour(table, whole, self.bounds);
            grid = grid.shown();
        } else if let Some(whole) = &mut self.whole {
            grid.clone().pour(table, whole, self.bounds);
        }
        let remarks = grid.pour(table, &mut self.shown, self.bounds);
        self.remarks.extend(remarks);
    }

    /// The document as shown, and the whole of it, where something is hidden.
    pub fn finish(self) -> Reading {
        let mut whole = self.whole;
        if !self.hidden.rows.is_empty() {
            let shown = || self.shown.clone();
            whole.get_or_insert_with(shown).append(self.hidden);
        }
        if let Some(whole) = &mut whole {
            whole.cut |= self.shown.cut || whole.rows.len() > self.bounds.cells;
            whole.rows.truncate(self.bounds.cells);
        }
        Reading {
            document: self.shown,
            hidden: whole,
            computed: self.computed,
            remarks: self.remarks,
            ..Reading::default()
        }
    }
}
