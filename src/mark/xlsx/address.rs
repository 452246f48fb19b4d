//! Where cells stand in the XML of a sheet.

use crate::read::office::address::place;
use crate::read::package::xml;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// Row and column.
pub(super) type At = (u32, u32);

/// Follows the cells of a sheet, which need not name their places.
#[derive(Default)]
pub(super) struct CellCursor {
    /// The number of the row, from 1.
    row: u32,
    column: u32,
}

impl CellCursor {
    /// A row begins.
    pub fn row(&mut self, tag: &BytesStart) {
        self.row = xml::number(tag, "r").unwrap_or_else(|| self.row.saturating_add(1));
        self.column = 0;
    }

    /// A cell begins: where it stands.
    pub fn cell(&mut self, tag: &BytesStart) -> At {
        let named = xml::attribute(tag, "r").and_then(|name| place(&name));
        let at = named.unwrap_or((self.row.saturating_sub(1), self.column));
        self.column = at.1 + 1;
        at
    }
}

/// Where an attribute's value stands within a tag, counted from its name.
pub(super) fn value_of(tag: &BytesStart, name: &str) -> Option<Range<usize>> {
    let text: &str = tag;
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|a| a.key.as_ref() == name)?;
    let key = found.key.as_ref().as_ptr() as usize - text.as_ptr() as usize;
    let quote = text[key..].find(['"', '\''])? + key;
    let end = text[quote + 1..].find(&text[quote..=quote])? + quote + 1;
    Some(quote + 1..end)
}
