//! Input → [`Document`]: one file a format. Reading never fails and is always bounded.

#[cfg(feature = "office")]
mod csv;
mod feet;
mod fields;
#[cfg(feature = "office")]
pub(crate) mod file;
pub mod html;
pub(crate) mod machine;
pub(crate) mod markup;
#[cfg(feature = "office")]
mod ofd;
#[cfg(feature = "office")]
pub(crate) mod office;
#[cfg(feature = "office")]
pub(crate) mod package;
mod pipes;
#[cfg(feature = "office")]
pub mod placed;
mod reading;
#[cfg(feature = "office")]
pub(crate) mod sniff;
pub mod text;

pub(crate) use reading::Reading;
#[cfg(feature = "office")]
pub(crate) use reading::{Refusal, Remark};

use crate::document::{Bounds, Document};
use crate::options::{Part, PartKind};
use crate::place::Place;

/// Bytes of a file at most.
#[cfg(feature = "office")]
pub(crate) const FILE: usize = 100 << 20;

/// Reads every part and joins them into one document; tables and lines are numbered through.
pub fn parts(parts: &[Part], bounds: &Bounds) -> Document {
    let mut whole = Document::default();
    let (mut table, mut line, mut left) = (0, 0, bounds.bytes);
    for part in parts {
        let text = start(&part.text, left);
        left -= text.len();
        whole.cut |= text.len() < part.text.len();
        let document = match part.kind {
            PartKind::Html => html::read(text, table, line, bounds),
            PartKind::Text => text::read(text, table, line, bounds),
            #[cfg(feature = "office")]
            PartKind::Csv => csv::read(text, table, line, bounds),
        };
        line += text::lines(text).count() as u32;
        for cell in document.rows.iter().flat_map(|row| &row.cells) {
            if let Place::Cell { table: number, .. } = cell.at {
                table = table.max(number + 1);
            }
        }
        whole.append(document);
    }
    feet::drop_page_numbers(&mut whole);
    whole
}

/// As much of a text, from its start, as has room in so many bytes.
fn start(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_numbered_through_all_parts() {
        let part = |kind, text: &str| Part {
            kind,
            text: text.to_owned(),
        };
        let parts = [
            part(PartKind::Html, "<table><tr><td>a<td>1</table>"),
            part(PartKind::Csv, "b,2\n"),
        ];
        let document = super::parts(&parts, &Bounds::default());
        let tables: Vec<_> = document.rows.iter().map(|row| row.cells[0].at).collect();
        let cell = |table| Place::Cell {
            table,
            row: 0,
            column: 0,
        };
        assert_eq!(tables, [cell(0), cell(1)]);
    }

    #[test]
    fn what_has_no_room_is_left_out_and_no_more() {
        let part = |text: &str| Part {
            kind: PartKind::Text,
            text: text.to_owned(),
        };
        let parts = [part("甲\n乙丙"), part("丁")];
        for (bytes, read_of_it) in [(11, "甲乙丙"), (8, "甲乙"), (6, "甲"), (2, "")] {
            let bounds = Bounds {
                bytes,
                ..Bounds::default()
            };
            let document = super::parts(&parts, &bounds);
            let cells = document.rows.iter().flat_map(|row| &row.cells);
            let texts: String = cells.map(|cell| &*cell.text).collect();
            assert_eq!((&*texts, document.cut), (read_of_it, true));
        }
    }
}
