//! Comma-separated values → [`Document`].

use crate::document::{Bounds, Cell, Document, Row, RowKind};
use crate::place::Place;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// Comma-separated values, quoted as spreadsheets quote them; with `;` where that is the separator.
pub(super) fn read(text: &str, bounds: &Bounds) -> Document {
    let mut document = Document::default();
    let (mut row, mut line) = (Row::default(), 0);
    for (cells, (text, ends_row)) in Fields::of(text).enumerate() {
        if cells > bounds.cells {
            document.cut = true;
            break;
        }
        let column = row.cells.len() as u32;
        row.cells.push(Cell {
            text: text.trim().to_owned(),
            at: Place::Cell {
                table: 0,
                row: line,
                column,
            },
        });
        if ends_row {
            line += 1;
            let whole = std::mem::take(&mut row);
            if whole.cells.iter().any(|cell| !cell.text.is_empty()) {
                document.rows.push(Row {
                    kind: RowKind::of(&whole.cells),
                    ..whole
                });
            }
        }
    }
    document
}

/// The fields of a text one by one, and whether each ends its row.
struct Fields<'t> {
    reader: Reader,
    input: &'t [u8],
}

impl<'t> Fields<'t> {
    fn of(text: &'t str) -> Self {
        let delimiter = [b',', b';', b'\t', b'|']
            .into_iter()
            .max_by_key(|&byte| text.bytes().filter(|&b| b == byte).count())
            .unwrap_or(b',');
        Fields {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            input: text.trim_start_matches('\u{feff}').as_bytes(),
        }
    }
}

impl Iterator for Fields<'_> {
    type Item = (String, bool);

    fn next(&mut self) -> Option<(String, bool)> {
        let (mut field, mut buffer) = (Vec::new(), [0u8; 1024]);
        loop {
            let (result, read, written) = self.reader.read_field(self.input, &mut buffer);
            self.input = &self.input[read..];
            field.extend_from_slice(&buffer[..written]);
            match result {
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::InputEmpty if read == 0 && written == 0 => return None,
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => {
                    // Cut at commas and quotes, it is UTF-8 still.
                    return Some((String::from_utf8(field).unwrap_or_default(), record_end));
                }
                ReadFieldResult::End => return None,
            }
        }
    }
}
