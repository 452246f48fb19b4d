//! Input → [`Document`]: a file or folder for each format, and what several share. Text and tables are always read,
//! whatever they are like, and reading is always bounded; a file is refused, with a sentence, where it is no document.

#[cfg(all(feature = "office", feature = "totals"))]
mod asciidoc;
mod counted;
#[cfg(feature = "office")]
mod csv;
mod dressed;
mod feet;
mod fields;
#[cfg(feature = "office")]
pub(crate) mod file;
pub mod html;
mod joined;
mod lines;
pub(crate) mod machine;
#[cfg(feature = "office")]
mod mail;
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
mod plain;
mod reading;
#[cfg(feature = "scan")]
#[cfg_attr(not(any(feature = "office", feature = "wasm")), allow(dead_code))]
pub mod scan;
#[cfg(all(feature = "office", feature = "totals"))]
mod sheets;
#[cfg(feature = "office")]
pub(crate) mod sniff;
pub mod text;
mod transposed;
#[cfg(all(feature = "office", feature = "totals"))]
mod tree;
mod turned;

pub use reading::Refusal;
#[cfg(feature = "office")]
pub(crate) use reading::Remark;
pub(crate) use reading::{Reading, STRUCK};

use crate::document::{Bounds, Document};
use crate::language::FIRST;
use crate::options::{Part, PartKind, Piece};
use joined::Joined;
#[cfg(all(feature = "scan", feature = "office", not(target_arch = "wasm32")))]
use std::borrow::Cow;

/// Bytes of a file at most.
#[cfg(feature = "office")]
pub(crate) const FILE: usize = 100 << 20;

/// The rows of text in which other programs wrote cells, each in a way of its own; none of other text. Only the engine
/// that knows most has room for these: a page asks it where the others find no report.
#[cfg(all(feature = "office", feature = "totals"))]
fn special(text: &str) -> Option<String> {
    let rows = sheets::rows(text).or_else(|| asciidoc::rows(text));
    rows.or_else(|| tree::rows(text))
}

/// How pieces are read.
pub(crate) struct How<'a> {
    pub bounds: &'a Bounds,
    /// The name of a file that has none of its own.
    #[cfg(feature = "office")]
    pub name: Option<&'a str>,
    #[cfg(feature = "office")]
    pub hidden: &'a file::ReadsHidden<'a>,
}

/// Reads pieces as one document.
///
/// # Errors
/// Why one of them cannot be read: what it holds might be just what the others lack.
pub(crate) fn read(pieces: &[Piece], how: &How) -> Result<Reading, Refusal> {
    let bounds = how.bounds;
    let mut joined = Joined::default();
    let runs = pieces.chunk_by(|one, next| one.as_text().is_some() && next.as_text().is_some());
    let mut runs = runs.peekable();
    while let Some(run) = runs.next() {
        let (reading, lines) = match &run[0] {
            Piece::Text(_) => {
                let texts = run.iter().filter_map(Piece::as_text);
                // What follows goes on with them.
                let lines = runs.peek().map(|_| {
                    let lines = texts.clone().map(|part| lines::lines(&part.text).count());
                    lines.sum::<usize>() as u32
                });
                (parts(texts.clone(), bounds).into(), lines)
            }
            #[cfg(feature = "office")]
            Piece::File(bytes, own) => {
                let name = own.as_deref().or(how.name);
                (file::read(bytes, name, bounds, how.hidden)?, None)
            }
            #[cfg(feature = "office")]
            Piece::Pages(pages, _) => (file::laid(pages, bounds), None),
        };
        joined.add(reading, lines);
        let document = &mut joined.whole.document;
        if document.rows.len() > bounds.cells && run.len() < pieces.len() {
            document.rows.truncate(bounds.cells);
            document.cut = true;
            break;
        }
    }
    Ok(joined.whole)
}

/// The pieces as pictures, one after the other, where they are nothing else; why one of them cannot be
/// decoded. What lies beyond [`scan::PAGES`] is too large.
#[cfg(all(feature = "scan", feature = "office", not(target_arch = "wasm32")))]
pub(crate) fn pictures(
    pieces: &[Piece],
) -> Option<impl Iterator<Item = Result<scan::Picture, Refusal>>> {
    let mut files: Vec<Cow<[u8]>> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::File(bytes, _) if scan::is_picture(bytes) => files.push(Cow::Borrowed(bytes)),
            // A page of it is one.
            Piece::File(bytes, _) if bytes.starts_with(b"PK") && bytes.len() <= FILE => {
                let archive = package::open(bytes).ok()?;
                files.extend(
                    ofd::pictures::pictures(&archive)?
                        .into_iter()
                        .map(Cow::Owned),
                );
            }
            _ => return None,
        }
    }
    let planes = files.into_iter().enumerate().map(|(page, bytes)| {
        match page < scan::PAGES && bytes.len() <= FILE {
            true => scan::decode::decode(&bytes),
            false => Err(Refusal::TooLarge),
        }
    });
    (!pieces.is_empty()).then_some(planes)
}

/// Reads texts as one document.
pub fn parts<'p>(parts: impl IntoIterator<Item = &'p Part>, bounds: &Bounds) -> Document {
    let mut joined = Joined::default();
    let mut left = bounds.bytes;
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        let text = start(&part.text, left);
        left -= text.len();
        let mut document = match part.kind {
            PartKind::Html => html::read(text, 0, 0, bounds),
            PartKind::Text => text::read(text, 0, 0, bounds),
            #[cfg(feature = "office")]
            PartKind::Csv => csv::read(text, bounds),
        };
        document.cut |= text.len() < part.text.len();
        let lines = parts.peek().map(|_| lines::lines(text).count() as u32);
        joined.add(document.into(), lines);
    }
    let mut whole = joined.whole.document;
    feet::drop_page_numbers(&mut whole);
    if !FIRST {
        transposed::put_right(&mut whole);
        turned::put_right(&mut whole);
    }
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
    use crate::place::Place;

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
