//! Whether what is hidden in a document is to be read: only where what is shown lacks cells, and where
//! nothing that is shown is then read in another way.

use super::align;
use crate::document::Document;
use crate::form::Forms;
use crate::sheet::{Entry, State};

/// Whether the whole of a document has cells that the shown part lacks, and changes none of its own.
pub(crate) fn adds(shown: &Document, whole: &Document, forms: Forms) -> bool {
    let of = |document| align(document, forms, None);
    let (shown, whole) = (of(shown), of(whole));
    if whole.second && !shown.second || whole.unplaced.len() > shown.unplaced.len() {
        return false;
    }
    let stands = |entry: &Entry| matches!(entry.state, State::Read | State::Blank);
    let open = |entry: &&Entry| !stands(entry);
    let of_shown = shown.sheet.entries.iter();
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
