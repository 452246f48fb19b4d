//! Whether what is hidden in a document is to be read: only where what is shown lacks cells, and where
//! nothing that is shown is then read in another way. A strip of values that lacks one because its column is
//! hidden shows nothing of the others: which they are only the whole of it says.

use super::align;
use crate::document::Document;
use crate::form::{Forms, Shape, TableForm};
use crate::sheet::{Entry, Sheet, State};

/// Whether the whole of a document has cells that the shown part lacks, and changes none of its own.
pub(crate) fn adds(shown: &Document, whole: &Document, forms: Forms) -> bool {
    let of = |document| align(document, forms, None);
    let (shown, whole) = (of(shown), of(whole));
    if whole.second && !shown.second || whole.unplaced.len() > shown.unplaced.len() {
        return false;
    }
    let stands = |entry: &Entry| matches!(entry.state, State::Read | State::Blank);
    let open = |entry: &&Entry| !stands(entry);
    let lacks = |sheet: &Sheet, table: &TableForm| {
        let mut cells = sheet.entries.iter();
        cells.any(|(cell, entry)| {
            let lost = matches!(entry.state, State::Missing | State::Inferred);
            cell.table == table.id() && lost
        })
    };
    let strips = shown.sheet.form.tables();
    let strips = strips.filter(|table| table.table.shape == Shape::Strip);
    let torn = strips.filter(|table| lacks(&shown.sheet, table) && !lacks(&whole.sheet, table));
    let torn: Vec<_> = torn.map(TableForm::id).collect();
    let of_shown = shown.sheet.entries.iter();
    let of_shown = of_shown.filter(|(cell, _)| !torn.contains(&cell.table));
    let kept = of_shown
        .filter(|(_, entry)| !open(entry))
        .all(|(cell, entry)| {
            let other = whole.sheet.get(*cell);
            other.is_some_and(|other| other.text == entry.text && other.value == entry.value)
        });
    let gains = |(cell, entry): (&_, &Entry)| {
        stands(entry) && shown.sheet.get(*cell).is_none_or(|entry| open(&entry))
    };
    kept && whole.sheet.entries.iter().any(gains)
}
