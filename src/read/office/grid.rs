//! A sheet's cells, in whatever order they came → rows of a document.
//!
//! Rows and columns that are hidden are kept apart: [`SheetGrid::shown`] is the sheet as its reader sees it,
//! in which a merged area stands where the part of it begins that is seen.

mod cover;

use super::formula::Formulas;
use crate::document::{Bounds, Cell, Document};
use crate::number::{self, Said};
use crate::place::Place;
use crate::read::Remark;
use crate::read::lines::WIDEST;
use crate::sorted::{InOrder, Sorted};
use std::ops::Range;

/// Merged areas of a sheet at most.
const MERGES: usize = 4096;
/// Cells that are empty but formatted: they only position the others.
const BLANKS: usize = 1 << 20;
/// Rows and columns that no sheet has.
const FAR: u32 = 1 << 21;
/// Columns within which an absent cell is as good as an empty one.
const NEAR: u32 = 64;

/// The cells of one sheet; rows and columns from 0.
#[derive(Default, Clone)]
pub(super) struct SheetGrid {
    /// Row, column, text.
    cells: Vec<(u32, u32, String)>,
    /// Bytes of their texts: many cells may show one long shared string.
    bytes: usize,
    blanks: Vec<(u32, u32)>,
    /// First row, first column, last row, last column.
    merges: Vec<[u32; 4]>,
    cut: bool,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// First and last of rows and of columns that are hidden.
    gone: [Vec<(u32, u32)>; 2],
    /// Columns that are left out, and are no gap between others.
    left_out: Vec<(u32, u32)>,
    pub formulas: Formulas,
    /// Formulas without a stored result.
    pub uncomputed: bool,
}

impl SheetGrid {
    /// Adds a cell; none is added beyond the bounds, and false returned.
    pub fn add(&mut self, row: u32, column: u32, text: &str, bounds: &Bounds) -> bool {
        let text = text.trim();
        if row >= FAR || column >= FAR {
            self.cut |= !text.is_empty();
            return true;
        }
        if text.is_empty() {
            if self.blanks.len() < BLANKS {
                self.blanks.push((row, column));
            }
            return true;
        }
        if self.cells.len() >= bounds.cells {
            self.cut = true;
            return false;
        }
        let text = match text.len() > bounds.cell_chars * 4 {
            true => text.chars().take(bounds.cell_chars).collect(),
            false => text.to_owned(),
        };
        if text.len() > bounds.bytes.saturating_sub(self.bytes) {
            self.cut = true;
            return false;
        }
        self.bytes += text.len();
        self.cells.push((row, column, text));
        true
    }

    /// Merges an area: only its first cell is one.
    pub fn merge(&mut self, area: [u32; 4]) {
        if self.merges.len() < MERGES {
            self.merges.push(area);
        } else {
            self.cut = true;
        }
    }

    /// Hides rows; those of a sheet in their order.
    pub fn hide_rows(&mut self, first: u32, last: u32) {
        hide(&mut self.gone[0], first, last);
    }

    /// Hides columns.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        hide(&mut self.gone[1], first, last);
    }

    /// Whether rows or columns are hidden.
    pub fn hides(&self) -> bool {
        self.gone.iter().any(|gone| !gone.is_empty())
    }

    /// The cells that are shown.
    pub fn shown(mut self) -> Self {
        for gone in &mut self.gone {
            gone.put_in_order();
        }
        let gone = std::mem::take(&mut self.gone);
        let seen = |axis: usize, first: u32, last: u32| {
            let mut at = first;
            let before = gone[axis].partition_point(|stretch| stretch.1 < at);
            for &(from, to) in gone[axis][before..].iter().take_while(|one| one.0 <= last) {
                if from <= at && at <= to {
                    at = to.saturating_add(1);
                }
            }
            (at <= last).then_some(at)
        };
        self.merges.put_in_order();
        let merges = std::mem::take(&mut self.merges);
        // Where a cell is seen: of a merged area, where what is seen of it begins.
        let place = |row: u32, column: u32| {
            let at = merges.partition_point(|area| (area[0], area[1]) < (row, column));
            let area = merges
                .get(at)
                .filter(|area| (area[0], area[1]) == (row, column));
            let (last_row, last_column) = area.map_or((row, column), |area| (area[2], area[3]));
            Some((seen(0, row, last_row)?, seen(1, column, last_column)?))
        };
        self.blanks
            .retain_mut(|blank| match place(blank.0, blank.1) {
                Some(at) => {
                    *blank = at;
                    true
                }
                None => false,
            });
        self.cells.retain_mut(|cell| match place(cell.0, cell.1) {
            Some(at) => {
                (cell.0, cell.1) = at;
                true
            }
            None => false,
        });
        let areas = merges.iter().filter_map(|area| {
            let (row, column) = place(area[0], area[1])?;
            Some([row, column, area[2], area[3]])
        });
        self.merges = areas.collect();
        let [_, columns] = gone;
        self.left_out = columns;
        self
    }

    /// Replaces the texts of cells.
    pub fn replace(&mut self, mut texts: Sorted<(u32, u32), String>) {
        for cell in &mut self.cells {
            if let Some(text) = texts.remove(&(cell.0, cell.1)) {
                cell.2 = text;
            }
        }
        self.cells
            .extend(texts.into_iter().map(|(at, text)| (at.0, at.1, text)));
        self.cells.retain(|cell| !cell.2.is_empty());
    }

    /// The cells so far: row, column, text.
    pub fn cells(&self) -> &[(u32, u32, String)] {
        &self.cells
    }

    /// The first column of the rows that have several cells: lines of text may stand left of them.
    fn first_column(&self) -> u32 {
        let mut cells: Vec<(u32, u32)> = self.cells.iter().map(|cell| (cell.0, cell.1)).collect();
        cells.put_in_order();
        let rows = || cells.chunk_by(|a, b| a.0 == b.0);
        let several = rows().filter(|row| row.len() > 1).map(|row| row[0].1);
        let first = several.min().or_else(|| rows().map(|row| row[0].1).min());
        first.unwrap_or(0)
    }

    /// For each row that has cells, whether those right below it come to one of several; none where
    /// nothing is below.
    fn followed(&self) -> Vec<Option<bool>> {
        let rows: Vec<(u32, bool)> = self
            .cells
            .chunk_by(|a, b| a.0 == b.0)
            .map(|cells| (cells[0].0, cells.len() > 1))
            .collect();
        let mut followed = vec![None; rows.len()];
        for n in (1..rows.len()).rev() {
            if rows[n - 1].0.checked_add(1) == Some(rows[n].0) {
                followed[n - 1] = Some(rows[n].1 || followed[n] == Some(true));
            }
        }
        followed
    }

    /// Puts the cells, blank ones and those that merges begin with in order, each place once.
    fn complete(&mut self) {
        let columns = || self.cells.iter().map(|cell| cell.1);
        let first = self.first_column();
        let last = columns().max().unwrap_or(0);
        self.blanks
            .retain(|&(_, column)| (first..=last).contains(&column));
        // Some writers leave empty cells out, but not that they are merged.
        let of_merges = self.merges.iter().map(|area| (area[0], area[1]));
        let of_merges = of_merges.filter(|(_, column)| (first..=last).contains(column));
        let blanks = self.blanks.drain(..).chain(of_merges);
        self.cells
            .extend(blanks.map(|(row, column)| (row, column, String::new())));
        // A cell with text before an empty one of the same place.
        self.cells
            .put_in_order_by_key(|a| (a.0, a.1, a.2.is_empty()));
        self.cells.dedup_by_key(|cell| (cell.0, cell.1));
        self.merges.put_in_order();
    }

    /// Appends the sheet to a document, as its table of this number.
    pub fn pour(mut self, table: u32, document: &mut Document, bounds: &Bounds) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.cells.is_empty() {
            return remarks;
        }
        if self.uncomputed {
            remarks.push(Remark::Uncomputed);
        }
        document.cut |= self.cut;
        let first = self.first_column();
        self.complete();
        let mut waiting = self.merges.iter().peekable();
        let before = || document.rows.iter().flat_map(|row| &row.cells);
        let (cells, bytes) = (before().count(), before().map(|cell| cell.text.len()).sum());
        let mut followed = self.followed().into_iter();
        let mut pouring = Pouring {
            table,
            first,
            left_out: &self.left_out,
            active: Vec::new(),
            cells,
            bytes,
            above: None,
            end: first,
            alone: false,
        };
        for cells in self.cells.chunk_by_mut(|a, b| a.0 == b.0) {
            let row = cells[0].0;
            while let Some(area) = waiting.next_if(|area| area[0] <= row) {
                pouring.active.push(*area);
            }
            pouring.active.retain(|area| area[2] >= row);
            let out = pouring.row(cells, followed.next().flatten());
            if pouring.cells > bounds.cells || pouring.bytes > bounds.bytes {
                document.cut = true;
                break;
            }
            document.push_row(out);
        }
        remarks
    }
}

/// A sheet on its way into a document, row by row.
struct Pouring<'g> {
    table: u32,
    /// The first column that has cells.
    first: u32,
    left_out: &'g [(u32, u32)],
    /// Merged areas that reach the row.
    active: Vec<[u32; 4]>,
    /// Cells and bytes of the document so far.
    cells: usize,
    bytes: usize,
    /// The row that continues the one above, and how far the rows above reach that are one table with it.
    above: Option<u32>,
    end: u32,
    /// Whether the row above is one text in the first column.
    alone: bool,
}

impl Pouring<'_> {
    /// Whether a place is left out, or part of a merged cell that begins elsewhere.
    fn is_covered(&self, row: u32, column: u32) -> bool {
        let at = self.left_out.partition_point(|columns| columns.1 < column);
        let left_out = self.left_out.get(at);
        left_out.is_some_and(|columns| columns.0 <= column)
            || self.active.iter().any(|area| {
                (area[1]..=area[3]).contains(&column) && (area[0], area[1]) != (row, column)
            })
    }

    fn put(&mut self, out: &mut Vec<Cell>, row: u32, column: u32, text: String) {
        self.cells += 1;
        self.bytes += text.len();
        if !self.is_covered(row, column) {
            let table = self.table;
            let at = Place::Cell { table, row, column };
            out.push(Cell { text, at });
        }
    }

    /// Blank cells in these columns, as far as absent cells are as good as empty ones.
    fn fill(&mut self, out: &mut Vec<Cell>, row: u32, columns: Range<u32>) {
        for column in columns.start..columns.end.min(self.first + NEAR) {
            self.put(out, row, column, String::new());
        }
    }

    /// The cells of a row; `followed` as in [`SheetGrid::followed`].
    fn row(&mut self, cells: &mut [(u32, u32, String)], followed: Option<bool>) -> Vec<Cell> {
        let (row, first) = (cells[0].0, self.first);
        let below = self.above.replace(row.saturating_add(1)) == Some(row);
        // Below a line of text, the words that head another table.
        let mut texts = cells.iter().filter(|cell| !cell.2.is_empty());
        let in_first = texts.next().is_some_and(|cell| cell.1 <= first);
        let single = texts.next().is_none();
        let heads = self.alone && !single && cells.iter().all(|cell| !is_value(&cell.2));
        let below_table = !std::mem::replace(&mut self.alone, single && in_first);
        if !below || heads {
            self.end = first;
        }
        // The last row may be a label as well; not of table 4, whose row of values has none.
        let within = match followed {
            Some(followed) => followed,
            None => below_table && self.end < first + WIDEST as u32,
        };
        let within = within && self.end > first + 1;
        let start = cells[0].1;
        let mut out = Vec::new();
        let mut next = first;
        for (_, column, text) in cells {
            self.fill(&mut out, row, next..*column);
            self.put(&mut out, row, *column, std::mem::take(text));
            next = next.max(*column + 1);
        }
        // A row with nothing at its end is as wide as those above, a line of text is not. A label
        // alone is told from a line by its merge, which ends short of them, or by having none
        // between rows of the table.
        let mut active = self.active.iter();
        let merge = active.find(|area| (area[0], area[1]) == (row, start));
        let label = merge.map_or(within && start == first, |area| {
            area[3].saturating_add(1) < self.end
        });
        if out.len() > 1 || self.is_covered(row, first) || label {
            self.fill(&mut out, row, next..self.end);
            let wide = self.active.iter().map(|area| area[3].saturating_add(1));
            let end = wide.chain([next, self.end]).max();
            self.end = end.unwrap_or(first);
        } else {
            self.end = first;
        }
        out
    }
}

/// Stretches of hidden rows or columns at most: beyond any form.
const STRETCHES: usize = 4096;

fn hide(gone: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    if let Some(before) = gone.last_mut()
        && before.1.checked_add(1) == Some(first)
    {
        before.1 = last;
    } else if gone.len() < STRETCHES && first <= last {
        gone.push((first, last));
    }
}

fn is_value(text: &str) -> bool {
    !text.is_empty() && number::read(text) != Said::Words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_hides_what_it_covers_and_gaps_are_blank() {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        for (row, column, text) in [(0, 1, "a"), (0, 4, "1"), (1, 2, "x"), (1, 4, "2")] {
            grid.add(row, column, text, &bounds);
        }
        grid.merge([0, 1, 1, 2]);
        let mut document = Document::default();
        grid.pour(2, &mut document, &bounds);
        let row = |n: usize| -> Vec<(&str, Place)> {
            let cells = document.rows[n].cells.iter();
            cells.map(|cell| (cell.text.as_str(), cell.at)).collect()
        };
        let at = |row, column| Place::Cell {
            table: 2,
            row,
            column,
        };
        assert_eq!(row(0), [("a", at(0, 1)), ("", at(0, 3)), ("1", at(0, 4))]);
        assert_eq!(row(1), [("", at(1, 3)), ("2", at(1, 4))]);
    }

    #[test]
    fn a_label_without_cells_has_blank_ones_and_a_line_of_text_has_none() {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        let texts = [(0, 0, "a"), (0, 2, "1"), (1, 0, "b"), (2, 0, "a line")];
        for (row, column, text) in texts {
            grid.add(row, column, text, &bounds);
        }
        grid.merge([0, 0, 0, 1]);
        grid.merge([1, 0, 1, 1]);
        grid.merge([2, 0, 2, 2]);
        let mut document = Document::default();
        grid.pour(0, &mut document, &bounds);
        let widths: Vec<usize> = document.rows.iter().map(|row| row.cells.len()).collect();
        assert_eq!(widths, [2, 2, 1]);
    }

    #[test]
    fn a_label_between_rows_of_a_table_has_blank_cells_and_a_line_below_it_has_none() {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        let texts = [
            (0, 0, "title"),
            (1, 0, "a"),
            (1, 2, "1"),
            (2, 0, "b"),
            (3, 0, "c"),
            (4, 0, "d"),
            (4, 1, "2"),
            (5, 0, "merged over an empty cell"),
            (6, 0, "line"),
            (7, 0, "e"),
            (7, 1, "f"),
            (8, 0, "line"),
            (9, 0, "line"),
            (11, 0, "g"),
            (11, 1, "3"),
            (12, 0, "last"),
        ];
        for (row, column, text) in texts {
            grid.add(row, column, text, &bounds);
        }
        grid.merge([5, 1, 5, 2]);
        let mut document = Document::default();
        grid.pour(0, &mut document, &bounds);
        let widths: Vec<usize> = document.rows.iter().map(|row| row.cells.len()).collect();
        assert_eq!(widths, [1, 3, 3, 3, 3, 2, 3, 2, 1, 1, 2, 2]);
    }

    #[test]
    fn lines_left_of_a_table_give_it_no_cells() {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        for (row, column, text) in [(0, 0, "line"), (1, 2, "a"), (1, 3, "1"), (2, 3, "2")] {
            grid.add(row, column, text, &bounds);
        }
        let mut document = Document::default();
        grid.pour(0, &mut document, &bounds);
        let widths: Vec<usize> = document.rows.iter().map(|row| row.cells.len()).collect();
        assert_eq!(widths, [1, 2, 2]);
    }

    #[test]
    fn texts_are_bounded_in_bytes_within_a_sheet_and_over_all_of_them() {
        let bounds = Bounds {
            bytes: 1000,
            ..Bounds::default()
        };
        let mut document = Document::default();
        for table in 0..3 {
            let mut grid = SheetGrid::default();
            let text = "数".repeat(100);
            let added = (0..9).take_while(|&row| grid.add(row, 0, &text, &bounds));
            assert_eq!(added.count(), 3);
            grid.pour(table, &mut document, &bounds);
            assert!(document.cut);
        }
        assert_eq!(document.rows.len(), 3);
    }

    #[test]
    fn a_far_corner_takes_no_room() {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        grid.add(0, 0, "a", &bounds);
        grid.add(1_048_575, 16_383, "b", &bounds);
        grid.merge([0, 0, 1_048_575, 16_000]);
        let mut document = Document::default();
        grid.pour(0, &mut document, &bounds);
        assert!(document.rows.iter().all(|row| row.cells.len() < 100));
    }
}
