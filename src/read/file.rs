//! A file of any format that is known → [`Reading`], and several pieces of input → one.

use super::office::{docx, odf, ole, rtf, xlsx};
use super::package::{self, PART, xml};
use super::placed::{self, Page};
use super::sniff::{self, Flat, Format, Packed};
use super::{FILE, Reading, Refusal, machine, ofd, parts, text};
use crate::document::Bounds;
use crate::options::{Part, PartKind, Piece};
use crate::place::Place;

/// Reads a file; `name` is only asked where plain text could be taken in several ways.
pub(crate) fn read(bytes: &[u8], name: Option<&str>, bounds: &Bounds) -> Result<Reading, Refusal> {
    formatted(bytes, bounds).unwrap_or_else(|| plain(bytes, name, bounds))
}

/// Reads a file that is more than text; none where it is text of some kind.
pub(crate) fn formatted(bytes: &[u8], bounds: &Bounds) -> Option<Result<Reading, Refusal>> {
    if bytes.len() > FILE {
        return Some(Err(Refusal::TooLarge));
    }
    Some(match sniff::format(bytes) {
        Format::Zip => packed(bytes, bounds),
        Format::Ole => ole::read(bytes, bounds),
        Format::Rtf => Ok(rtf::read(bytes.trim_ascii_start(), bounds)),
        Format::Pdf => Err(Refusal::Laid),
        Format::Picture => Err(Refusal::Picture),
        Format::Mht => Err(Refusal::Format("mht")),
        Format::Xml => return flat(bytes, bounds),
        Format::Other => return None,
    })
}

/// Reads what is packed in a zip archive.
fn packed(bytes: &[u8], bounds: &Bounds) -> Result<Reading, Refusal> {
    let archive = package::open(bytes)?;
    let main = |part: &str, read: fn(&str, &Bounds) -> Reading| {
        let part = archive.read(part, PART)?;
        let mut reading = read(&xml::text(&part.bytes), bounds);
        reading.document.cut |= part.cut;
        Ok(reading)
    };
    match sniff::packed(&archive) {
        Packed::Word(part) => main(&part, docx::read),
        Packed::Excel(workbook) => xlsx::read(&archive, &workbook, bounds),
        Packed::OpenDocument => main("content.xml", odf::read),
        Packed::ExcelBinary => Err(Refusal::Format("xlsb")),
        Packed::Ofd => ofd::read(&archive, bounds),
        Packed::Other => Err(Refusal::Unknown),
    }
}

/// Reads the XML that Word 2003 and LibreOffice write in one file; none where it is something else.
fn flat(bytes: &[u8], bounds: &Bounds) -> Option<Result<Reading, Refusal>> {
    let text = xml::text(&bytes[..bytes.len().min(PART)]);
    Some(match sniff::flat(&text)? {
        Flat::Word => Ok(docx::read(&text, bounds)),
        Flat::OpenDocument => Ok(odf::read(&text, bounds)),
        Flat::Excel2003 => Err(Refusal::Format("XML 2003")),
    })
}

/// Reads a file of plain text, HTML or comma-separated values.
fn plain(bytes: &[u8], name: Option<&str>, bounds: &Bounds) -> Result<Reading, Refusal> {
    let text = crate::encoding::decode(&bytes[..bytes.len().min(bounds.bytes)]);
    // Word and others put bells and the like between cells.
    let control = |c: &char| c.is_control() && !c.is_whitespace() && !text::UNITS.contains(c);
    let start = || text.chars().take(2000);
    if start().filter(control).count() > 20 {
        return Err(Refusal::Unknown);
    }
    if let Some(name) = machine::name(&text) {
        return Err(Refusal::Format(name));
    }
    let ending = name.and_then(|name| name.rsplit_once('.'));
    let ending = ending.map(|(_, ending)| ending.to_ascii_lowercase());
    let kind = match ending.as_deref() {
        _ if sniff::is_html(&start().collect::<String>()) => PartKind::Html,
        Some("csv") => PartKind::Csv,
        _ => PartKind::Text,
    };
    let mut document = parts(&[Part { kind, text }], bounds);
    document.cut |= bytes.len() > bounds.bytes;
    Ok(Reading {
        document,
        ..Reading::default()
    })
}

/// The pages of an OFD file as they are shown; none of a file of another kind, or that is declined.
pub(crate) fn pages(bytes: &[u8]) -> Option<Vec<Page>> {
    if bytes.len() > FILE || sniff::format(bytes) != Format::Zip {
        return None;
    }
    let archive = package::open(bytes).ok()?;
    let ofd = sniff::packed(&archive) == Packed::Ofd;
    Some(ofd.then(|| ofd::taken(&archive))?.ok()?.pages)
}

/// Reads texts and files as one document; tables and lines are numbered through, so that the first
/// piece keeps the places it has by itself.
pub(crate) fn pieces(pieces: &[Piece], bounds: &Bounds) -> Result<Reading, Refusal> {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Text(part) => Some(part.clone()),
        Piece::File(..) | Piece::Pages(..) => None,
    });
    let mut whole = Reading::default();
    if let Some(parts) = texts.collect::<Option<Vec<_>>>() {
        whole.document = self::parts(&parts, bounds);
        return Ok(whole);
    }
    let (mut tables, mut lines, mut pages) = (0, 0, 0);
    for piece in pieces {
        let mut reading = match piece {
            Piece::Text(part) => Reading {
                document: parts(std::slice::from_ref(part), bounds),
                ..Reading::default()
            },
            Piece::File(bytes, name) => read(bytes, name.as_deref(), bounds)?,
            Piece::Pages(laid, _) => Reading {
                document: placed::read(laid, 0, bounds),
                pages: laid.len() as u32,
                ..Reading::default()
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
        if let Piece::Text(part) = piece {
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
