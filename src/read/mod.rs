//! Input → [`Document`]: one file a format. Reading never fails and is always bounded.

mod feet;
pub mod html;
mod markup;
#[cfg(feature = "office")]
mod ofd;
#[cfg(feature = "office")]
pub(crate) mod office;
#[cfg(feature = "office")]
pub mod placed;
pub mod text;

use crate::document::{Bounds, Document};
use crate::place::Place;
use crate::{Part, PartKind};

/// Reads every part and joins them into one document; tables and lines are numbered through.
pub fn read(parts: &[Part], bounds: &Bounds) -> Document {
    let mut whole = Document::default();
    let (mut table, mut line, mut left) = (0, 0, bounds.bytes);
    for part in parts {
        let text = start(&part.text, left);
        left -= text.len();
        whole.cut |= text.len() < part.text.len();
        let document = match part.kind {
            PartKind::Html => html::read(text, table, line, bounds),
            PartKind::Text => text::read(text, line, bounds),
            #[cfg(feature = "office")]
            PartKind::Csv => csv(text, table, line, bounds),
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

/// Reads a file; `name` is only asked where plain text could be taken in several ways.
#[cfg(feature = "office")]
pub(crate) fn file(
    bytes: &[u8],
    name: Option<&str>,
    bounds: &Bounds,
) -> Result<office::Reading, office::Refusal> {
    if let Some(reading) = office::read(bytes, bounds) {
        return reading;
    }
    let text = crate::encoding::decode(&bytes[..bytes.len().min(bounds.bytes)]);
    let control = |c: &char| c.is_control() && !c.is_whitespace();
    let start = || text.chars().take(2000);
    if start().filter(control).count() > 20 {
        return Err(office::Refusal::Unknown);
    }
    let ending = name.and_then(|name| name.rsplit_once('.'));
    let ending = ending.map(|(_, ending)| ending.to_ascii_lowercase());
    let kind = match ending.as_deref() {
        _ if is_html(&start().collect::<String>()) => PartKind::Html,
        Some("csv") => PartKind::Csv,
        _ => PartKind::Text,
    };
    let mut document = read(&[Part { kind, text }], bounds);
    document.cut |= bytes.len() > bounds.bytes;
    Ok(office::Reading {
        document,
        ..office::Reading::default()
    })
}

/// Reads texts and files as one document; tables and lines are numbered through, so that the first
/// piece keeps the places it has by itself.
#[cfg(feature = "office")]
pub(crate) fn pieces(
    pieces: &[crate::Piece],
    bounds: &Bounds,
) -> Result<office::Reading, office::Refusal> {
    let texts = pieces.iter().map(|piece| match piece {
        crate::Piece::Text(part) => Some(part.clone()),
        crate::Piece::File(..) | crate::Piece::Pages(..) => None,
    });
    let mut whole = office::Reading::default();
    if let Some(parts) = texts.collect::<Option<Vec<_>>>() {
        whole.document = read(&parts, bounds);
        return Ok(whole);
    }
    let (mut tables, mut lines, mut pages) = (0, 0, 0);
    for piece in pieces {
        let mut reading = match piece {
            crate::Piece::Text(part) => office::Reading {
                document: read(std::slice::from_ref(part), bounds),
                ..office::Reading::default()
            },
            crate::Piece::File(bytes, name) => file(bytes, name.as_deref(), bounds)?,
            crate::Piece::Pages(laid, _) => office::Reading {
                document: placed::read(laid, 0, bounds),
                pages: laid.len() as u32,
                ..office::Reading::default()
            },
        };
        let (first_table, first_line, first_page) = (tables, lines, pages);
        let cells = reading
            .document
            .rows
            .iter_mut()
            .flat_map(|row| &mut row.cells);
        for cell in cells {
            match &mut cell.at {
                Place::Cell { table, .. } => {
                    *table += first_table;
                    tables = tables.max(*table + 1);
                }
                Place::Span { line, .. } => {
                    *line += first_line;
                    lines = lines.max(*line + 1);
                }
                Place::Page { page, .. } => {
                    *page += first_page;
                }
            }
        }
        if let crate::Piece::Text(part) = piece {
            lines = first_line + text::lines(&part.text).count() as u32;
        }
        pages += reading.pages;
        whole.document.append(reading.document);
        whole.remarks.append(&mut reading.remarks);
        if whole.document.rows.len() > bounds.cells {
            whole.document.rows.truncate(bounds.cells);
            whole.document.cut = true;
            break;
        }
    }
    Ok(whole)
}

/// Whether a text begins like HTML: Word, Excel and WPS save it under endings of their own.
#[cfg(feature = "office")]
fn is_html(start: &str) -> bool {
    let start = start.to_ascii_lowercase();
    let tags = [
        "<html",
        "<!doctype",
        "<table",
        "<head",
        "<body",
        "<div",
        "<p",
    ];
    start
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('<')
        && tags.iter().any(|tag| start.contains(tag))
}

/// Comma-separated values, quoted as spreadsheets quote them; with `;` where that is the separator.
#[cfg(feature = "office")]
fn csv(text: &str, table: u32, first_line: u32, bounds: &Bounds) -> Document {
    use crate::document::{Cell, Row, RowKind};
    use csv_core::{ReadFieldResult, ReaderBuilder};

    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&byte| text.bytes().filter(|&b| b == byte).count())
        .unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut input = text.trim_start_matches('\u{feff}').as_bytes();
    let mut document = Document::default();
    let mut row = Row::default();
    let (mut field, mut buffer) = (Vec::new(), [0u8; 1024]);
    let mut cells = 0;
    let mut line = first_line;
    loop {
        let (result, read, written) = reader.read_field(input, &mut buffer);
        input = &input[read..];
        field.extend_from_slice(&buffer[..written]);
        let end_of_row = match result {
            ReadFieldResult::OutputFull => continue,
            ReadFieldResult::InputEmpty => {
                if input.is_empty() && read == 0 && written == 0 {
                    break;
                }
                continue;
            }
            ReadFieldResult::Field { record_end } => record_end,
            ReadFieldResult::End => break,
        };
        // Cut at commas and quotes, it is UTF-8 still.
        let text = String::from_utf8(std::mem::take(&mut field)).unwrap_or_default();
        let text = text.trim().to_owned();
        let column = row.cells.len() as u32;
        row.cells.push(Cell {
            text,
            at: Place::Cell {
                table,
                row: line - first_line,
                column,
            },
        });
        cells += 1;
        if end_of_row {
            line += 1;
            let whole = std::mem::take(&mut row);
            if whole.cells.iter().any(|cell| !cell.text.is_empty()) {
                document.rows.push(Row {
                    kind: if whole.cells.len() == 1 {
                        RowKind::Line
                    } else {
                        RowKind::Grid
                    },
                    ..whole
                });
            }
        }
        if cells > bounds.cells {
            document.cut = true;
            break;
        }
    }
    document
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
        let document = read(&parts, &Bounds::default());
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
            let document = read(&parts, &bounds);
            let cells = document.rows.iter().flat_map(|row| &row.cells);
            let texts: String = cells.map(|cell| &*cell.text).collect();
            assert_eq!((&*texts, document.cut), (read_of_it, true));
        }
    }
}
