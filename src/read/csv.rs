//! Comma-separated values → [`Document`].

use crate::document::{Bounds, Cell, Document, Row, RowKind};
use crate::place::Place;
use csv_core::{ReadFieldResult, ReaderBuilder};

/// Comma-separated values, quoted as spreadsheets quote them; with `;` where that is the separator.
pub(super) fn read(text: &str, table: u32, first_line: u32, bounds: &Bounds) -> Document {
    let delimiter = [b',', b';', b'\t', b'|']
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
                    kind: RowKind::of(&whole.cells),
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
