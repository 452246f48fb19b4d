//! What of other tables was not looked at, or not understood: beside it nothing is right altogether.

use super::head::is_numbering;
use super::words::NamedTable;
use super::{MOST_TABLES, has_total, note};
use crate::place::Place;
use crate::report::Note;
use crate::words::{Words, said};

/// Says that the head of a table does not tell what there is to be checked.
pub(super) fn unclear(named: &NamedTable) -> Option<Note> {
    let grid = named.grid;
    let has_numbers = || {
        let mut rows = (0..grid.rows.len()).filter(|&row| !is_numbering(grid, row));
        rows.any(|row| grid.row(row).any(|cell| cell.value.is_some()))
    };
    let is_of_form = named.is_account || named.form.is_some();
    let is_meant = named.table.unclear && (has_total(grid) || is_of_form && has_numbers());
    is_meant.then(|| note(named, "totals-unclear", named.unclear()))
}

/// Says that labels or codes of a table of final accounts were not read whole.
pub(super) fn lost_labels(named: &NamedTable) -> Option<Note> {
    let is_lost = named.is_account && named.table.has_lost_labels();
    is_lost.then(|| note(named, "totals-unclear", named.lost_labels()))
}

/// Says how many tables were not looked at, for there is too much of them.
pub(super) fn too_large(begin: &[Place], words: Words) -> Option<Note> {
    let n = begin.len();
    Some(Note {
        code: "totals-too-large".into(),
        message: said!(
            words,
            format!("有 {n} 张表没有核对：太宽、太长，或者排在第 {MOST_TABLES} 张以后。"),
            format!(
                "Tables not checked, too wide, too long or after the first {MOST_TABLES}: {n}."
            ),
        ),
        at: Some(*begin.first()?),
        count: None,
    })
}
