//! A file of any format that is known → [`Reading`].

use super::office::{docx, odf, ole, rtf, spreadsheet2003, uof, xlsx};
use super::package::zip::Archive;
use super::package::{self, PART, xml};
use super::placed::{self, Page};
use super::sniff::{self, Flat, Format, ZipKind};
use super::{FILE, Reading, Refusal, Remark, machine, mail, ofd, parts, plain};
use crate::document::{Bounds, Document};
use crate::options::{Part, PartKind};

/// Files in one another at most: a file may hold itself.
const NESTED: u32 = 2;

/// Whether the whole of a document is read instead of what its file shows of it: asked with the one and
/// the other.
pub(crate) type ReadsHidden<'a> = dyn Fn(&Document, &Document) -> bool + 'a;

/// Reads a file; `name` is only asked where plain text could be taken in several ways.
pub(crate) fn read(
    bytes: &[u8],
    name: Option<&str>,
    bounds: &Bounds,
    hidden: &ReadsHidden,
) -> Result<Reading, Refusal> {
    let nested = Nested {
        depth: 0,
        bounds,
        hidden,
    };
    nested.read(bytes, name)
}

/// Reads a file that is more than text; none where it is text of some kind.
pub(crate) fn formatted(
    bytes: &[u8],
    bounds: &Bounds,
    hidden: &ReadsHidden,
) -> Option<Result<Reading, Refusal>> {
    let nested = Nested {
        depth: 0,
        bounds,
        hidden,
    };
    nested.formatted(bytes)
}

/// How a file is read that stands in so many others.
struct Nested<'a> {
    depth: u32,
    bounds: &'a Bounds,
    hidden: &'a ReadsHidden<'a>,
}

impl Nested<'_> {
    fn read(&self, bytes: &[u8], name: Option<&str>) -> Result<Reading, Refusal> {
        let formatted = self.formatted(bytes);
        formatted.unwrap_or_else(|| unformatted(bytes, name, self.bounds))
    }

    /// Reads a file in this one.
    fn inner(&self, bytes: &[u8], name: Option<&str>) -> Result<Reading, Refusal> {
        if self.depth >= NESTED {
            return Err(Refusal::Unknown);
        }
        let depth = self.depth + 1;
        Nested { depth, ..*self }.read(bytes, name)
    }

    fn formatted(&self, bytes: &[u8]) -> Option<Result<Reading, Refusal>> {
        let mut reading = self.as_stored(bytes)?;
        if let Ok(reading) = &mut reading
            && let Some(whole) = reading.hidden.take()
            && (self.hidden)(&reading.document, &whole)
        {
            reading.document = whole;
            reading.remarks.push(Remark::Hidden);
        }
        Some(reading)
    }

    fn as_stored(&self, bytes: &[u8]) -> Option<Result<Reading, Refusal>> {
        if bytes.len() > FILE {
            return Some(Err(Refusal::TooLarge));
        }
        let bounds = self.bounds;
        Some(match sniff::format(bytes) {
            Format::Zip => self.packed(bytes),
            Format::Ole => ole::read(bytes, bounds),
            Format::Rtf => Ok(rtf::read(bytes.trim_ascii_start(), bounds)),
            Format::Pdf => Err(Refusal::Laid),
            Format::Picture => Err(Refusal::Picture),
            Format::Mail => {
                let file = |bytes: &[u8], name: Option<&str>| self.inner(bytes, name);
                mail::read(bytes, &file, bounds)
            }
            Format::Declined(refusal) => Err(refusal),
            Format::Xml => return flat(bytes, bounds),
            Format::Other => return None,
        })
    }

    /// Reads what is packed in a zip archive.
    fn packed(&self, bytes: &[u8]) -> Result<Reading, Refusal> {
        let archive = package::open(bytes)?;
        match sniff::packed(&archive) {
            ZipKind::Word(part) => {
                let chunk = |name: &str, bytes: &[u8]| {
                    let reading = self.inner(bytes, Some(name)).ok()?;
                    reading.remarks.is_empty().then_some(reading.document)
                };
                docx::read_part(&archive, &part, self.bounds, &chunk)
            }
            ZipKind::Excel(workbook) => xlsx::read(&archive, &workbook, self.bounds),
            ZipKind::OpenDocument => open_document(&archive, self.bounds),
            ZipKind::ExcelBinary => Err(Refusal::Format("xlsb")),
            ZipKind::Ofd => ofd::read(&archive, self.bounds),
            ZipKind::Other => Err(Refusal::Archive("zip")),
        }
    }
}

fn open_document(archive: &Archive, bounds: &Bounds) -> Result<Reading, Refusal> {
    let content = archive.read("content.xml", PART)?;
    if sniff::flat(&xml::text(&content.bytes)) == Some(Flat::Uof) {
        return Ok(uof::read(&xml::text(&content.bytes), bounds));
    }
    let styles = archive.read("styles.xml", PART).map(|part| part.bytes);
    let styles = styles.unwrap_or_default();
    let object = |href: &str| {
        let folder = package::resolve("", href);
        let part = archive.read(&format!("{folder}/content.xml"), PART).ok()?;
        Some(xml::text(&part.bytes).into_owned())
    };
    let parts = odf::Parts {
        styles: &xml::text(&styles),
        object: &object,
    };
    let mut reading = odf::read(&xml::text(&content.bytes), &parts, bounds);
    reading.document.cut |= content.cut;
    Ok(reading)
}

/// Reads the XML that Word 2003 and LibreOffice write in one file; none where it is something else.
fn flat(bytes: &[u8], bounds: &Bounds) -> Option<Result<Reading, Refusal>> {
    let text = xml::text(&bytes[..bytes.len().min(PART)]);
    Some(match sniff::flat(&text)? {
        Flat::Word => Ok(docx::read(&text, bounds)),
        Flat::OpenDocument => Ok(odf::read(&text, &odf::Parts::NONE, bounds)),
        Flat::Excel2003 => Ok(spreadsheet2003::read(&text, bounds)),
        Flat::Uof => Ok(uof::read(&text, bounds)),
    })
}

/// Reads a file of plain text, HTML or comma-separated values.
fn unformatted(bytes: &[u8], name: Option<&str>, bounds: &Bounds) -> Result<Reading, Refusal> {
    let text = crate::encoding::decode(&bytes[..bytes.len().min(bounds.bytes)]);
    // Word and others put bells and the like between cells.
    let control = |c: &char| c.is_control() && !c.is_whitespace() && !plain::UNITS.contains(c);
    let start = || text.chars().take(2000);
    if start().filter(control).count() > 20 {
        return Err(sniff::named(name).unwrap_or(Refusal::Unknown));
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
    Ok(document.into())
}

/// The pages of an OFD file as they are shown; none of a file of another kind, or that is declined.
pub(crate) fn pages(bytes: &[u8]) -> Option<Vec<Page>> {
    if bytes.len() > FILE || sniff::format(bytes) != Format::Zip {
        return None;
    }
    let archive = package::open(bytes).ok()?;
    let ofd = sniff::packed(&archive) == ZipKind::Ofd;
    Some(ofd.then(|| ofd::taken(&archive))?.ok()?.pages)
}

/// Reads the pages of a PDF that the caller took apart.
pub(super) fn laid(pages: &[Page], bounds: &Bounds) -> Reading {
    Reading {
        document: placed::read(pages, 0, bounds),
        pages: pages.len() as u32,
        ..Reading::default()
    }
}
