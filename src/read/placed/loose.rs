//! Words in no table → lines of text.

use super::Area;
use super::words::{Word, join, lines};
use crate::document::{Cell, Row, RowKind};

/// Lines from top to bottom, with where each begins.
pub(super) fn rows(words: Vec<Word>, page: u32) -> Vec<(i32, Row)> {
    let row = |line: Vec<Word>| {
        let area = line.iter().map(|word| word.area).reduce(Area::around)?;
        let cell = Cell {
            text: join(&line),
            at: area.place(page),
        };
        let row = Row {
            cells: vec![cell],
            kind: RowKind::Line,
        };
        Some((area.y0, row))
    };
    lines(words).into_iter().filter_map(row).collect()
}
