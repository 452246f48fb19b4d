//! The middle of the pipeline, which every input goes through alike: what was typed over the cells, what the
//! relations determine, what becomes of each equation.

use crate::check::{Checked, check};
use crate::edit::{AppliedEdits, edit};
use crate::form::TableId;
use crate::infer::{Inferred, infer_in};
use crate::language::FIRST;
use crate::sheet::{Facts, Sheet, State};
use crate::sorted::Sorted;
use std::rc::Rc;

/// Cells with everything that the relations say of them.
#[derive(Default)]
pub(crate) struct Examined {
    /// The cells as they stand in the input, or as they were typed over.
    pub given: Rc<Sheet>,
    /// What somebody typed over them.
    pub edits: AppliedEdits,
    /// The cells with those that the relations determine.
    pub sheet: Rc<Sheet>,
    /// Which those are.
    pub inferred: Vec<Inferred>,
    /// What holds of each table of `given`.
    pub facts: Facts,
    /// What became of each equation.
    pub checked: Vec<Checked>,
}

/// Edits, infers, checks.
pub(crate) fn examine(mut sheet: Sheet, edits: &Sorted<String, String>) -> Examined {
    let edits = edit(&mut sheet, edits);
    sheet.fit_kinds();
    let given = Rc::new(sheet);
    // A sheet of its own only where something becomes of it.
    let mut sheet = Rc::clone(&given);
    let facts = given.facts();
    // Of a table that is blank throughout among others that are not, nothing says that its cells are 0.
    if sheet.form.tables().any(|table| facts.is_filled(table.id())) {
        let blank: Vec<TableId> = given
            .untouched(&facts)
            .iter()
            .map(|form| form.id())
            .collect();
        let blanks = (!blank.is_empty()).then(|| Rc::make_mut(&mut sheet).entries.iter_mut());
        for (cell, entry) in blanks.into_iter().flatten() {
            if blank.contains(&cell.table) {
                entry.state = State::Missing;
            }
        }
    }
    let first = check(&sheet);
    let inferred = infer_in(&mut sheet, &first);
    let checked = match inferred.is_empty() || FIRST {
        true => first,
        false => check(&sheet),
    };
    Examined {
        facts,
        given,
        edits,
        sheet,
        inferred,
        checked,
    }
}
