//! Where another report begins: at a title that names another authority or another year, where rows of
//! one table stand above it and again below. A title alone is a neighbour in a list, and a table alone
//! may be a copy.

use super::flow::{Flow, Item};
use super::known::Known;
use super::labels::{FoundLabel, text_at};
use crate::document::Document;
use crate::form::Shape;
use crate::sorted::distinct;
use crate::text::plain;
use crate::title::{REPORT_ENDS, Title, heading, title};

/// The document row in which the title of another report begins.
pub(super) fn next(
    document: &Document,
    flow: &Flow,
    known: &Known,
    found: &[FoundLabel],
) -> Option<usize> {
    let first = text_at(&flow.items, found.first()?.glyphs.start);
    let named = REPORT_ENDS.iter().flat_map(|end| flow.positions(end));
    let named = named.map(|at| text_at(&flow.items, at));
    let named = distinct(named.filter(|&text| text > first).collect());
    let matrix = |label: &FoundLabel| {
        let mut tables = known.tables.iter();
        tables.any(|form| form.table.shape == Shape::Matrix && form.id() == label.table)
    };
    // Beside a label of a table, or within it, numbers stand side by side; in prose they do not.
    let tabled = |label: &&FoundLabel| {
        let [start, end] =
            [label.glyphs.start, label.glyphs.end - 1].map(|glyph| text_at(&flow.items, glyph));
        let near = start.saturating_sub(2)..(end + 3).min(flow.items.len());
        let mut pairs = flow.items[near].windows(2);
        pairs.any(|pair| pair.iter().all(Item::is_value)) && matrix(label)
    };
    named.into_iter().find_map(|text| {
        let (row, other) = heading(document, flow.items[text].row)?;
        let at = flow.items[text].glyphs.start;
        let (above, below) = found.split_at(found.partition_point(|label| label.glyphs.start < at));
        let above: Vec<&FoundLabel> = above.iter().filter(tabled).collect();
        let again = below.iter().filter(tabled);
        let again = again.filter(|label| above.iter().any(|other| other.row == label.row));
        let opens = again.count() > 1 && differ(&title(&document.until(row)), &other);
        opens.then_some(row)
    })
}

/// Whether two titles are of two authorities or years; what is short for the other is not.
fn differ(one: &Title, other: &Title) -> bool {
    let organs = one.organ.as_deref().zip(other.organ.as_deref());
    let organs = organs.is_some_and(|(one, other)| {
        let one = plain(one);
        !one.ends_with(other) && !other.ends_with(&one)
    });
    let years = one.year.zip(other.year);
    organs || years.is_some_and(|(one, other)| one != other)
}
