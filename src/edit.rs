//! What somebody typed over cells: applied once the cells are known and before anything is inferred, so
//! that a number that was looked up is evidence like any that stands in the input.

use crate::form::CellId;
use crate::sheet::{Entry, Sheet, State};
use crate::sorted::Sorted;

/// What became of the edits.
#[derive(Debug, Clone, Default)]
pub(crate) struct AppliedEdits {
    /// What stood in each cell that was typed over.
    pub before: Sorted<CellId, Entry>,
    /// Ids that no cell of the report has.
    pub unknown: Vec<String>,
}

/// Types texts over the cells of a sheet.
///
/// The text that stands in a cell already is no edit, unless where it belongs was only inferred: then it
/// confirms it.
pub(crate) fn edit(sheet: &mut Sheet, texts: &Sorted<String, String>) -> AppliedEdits {
    let mut edits = AppliedEdits::default();
    for (id, text) in texts {
        let Some(cell) = sheet.form.cell(id) else {
            edits.unknown.push(id.clone());
            continue;
        };
        let Some(entry) = sheet.entries.get_mut(&cell) else {
            continue;
        };
        if entry.text != *text || matches!(entry.state, State::Inferred | State::Missing) {
            let typed = Entry::typed(text, entry.at);
            edits.before.insert(cell, std::mem::replace(entry, typed));
        }
    }
    edits
}
