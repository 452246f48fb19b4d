//! What leaves the crate of a table beside the form's own.

use super::ACCOUNTS;
use super::declared::Recognised;
use super::grid::{Content, GridCell};
use super::words::NamedTable;
use crate::report::{OtherCell, OtherTable};

/// A table with no sums yet.
pub(super) fn table(named: &NamedTable, known: Option<&Recognised>) -> OtherTable {
    let grid = named.grid;
    let line = |row: usize| {
        let cell = |cell: &GridCell| OtherCell {
            column: cell.column as u32,
            text: cell.text.clone(),
            number: matches!(cell.content, Content::Number | Content::Share),
        };
        grid.row(row).map(cell).collect()
    };
    OtherTable {
        title: named.bare_title(),
        form: match known {
            Some(known) => Some(known.form.id.to_owned()),
            None => named.is_account.then(|| ACCOUNTS.to_owned()),
        },
        edition: known.and_then(|known| Some(known.variant?.id.to_owned())),
        at: grid.cells.first().map(|cell| cell.at),
        holds: 0,
        broken: 0,
        undecided: 0,
        lines: (0..grid.rows.len()).map(line).collect(),
        sums: Vec::new(),
        decided: None,
    }
}
