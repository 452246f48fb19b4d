//! Office files → [`Document`]: what a file is, is told by its content; its name is not asked.

mod crc;
mod doc;
pub(crate) mod docx;
mod fkp;
mod grid;
mod marks;
mod odf;
mod ole;
pub(crate) mod package;
mod rows;
mod rtf;
#[cfg(test)]
pub(crate) mod tests;
mod xls;
pub(crate) mod xlsx;
pub(crate) mod xml;
pub(crate) mod zip;

use crate::document::{Bounds, Document};
use crate::place::Place;
use crate::read::ofd;
use crate::read::placed::Page;
use std::ops::Range;

/// Bytes of a file at most.
pub(crate) const FILE: usize = 100 << 20;
/// Bytes of one inflated part at most; the rest is left out. Less in tests, which are slow.
pub(crate) const PART: usize = if cfg!(test) { 8 << 20 } else { 48 << 20 };

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Larger than any report.
    TooLarge,
    /// Protected by a password.
    Encrypted,
    /// Damaged, or not what it says it is.
    Corrupt,
    /// PDF, which only the page takes apart.
    Laid,
    /// A picture.
    Picture,
    /// A format of this name, readable once saved as another.
    Format(&'static str),
    /// No format that is known.
    Unknown,
}

/// What has to be said about a file that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// It ends early or is damaged; what came before was read.
    Damaged,
    /// It embeds another file, which was not read.
    Embedded,
    /// Rows, columns or sheets that are hidden were read.
    Hidden,
    /// Formulas without a stored result.
    Uncomputed,
}

/// A file, read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub document: Document,
    /// Where in the main part cells and lines stand, for marking.
    pub spots: Vec<(Place, Range<usize>)>,
    pub remarks: Vec<Remark>,
    /// How many pages it has, where it has pages.
    pub pages: u32,
}

/// Reads a file that is an office file; none where it is text of some kind.
pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Option<Result<Reading, Refusal>> {
    let start = bytes.trim_ascii_start();
    Some(match () {
        () if bytes.len() > FILE => Err(Refusal::TooLarge),
        () if bytes.starts_with(b"PK\x03\x04") => packed(bytes, bounds),
        () if bytes.starts_with(ole::MAGIC) => ole::read(bytes, bounds),
        () if start.starts_with(b"{\\rtf") => Ok(rtf::read(start, bounds)),
        () if start.starts_with(b"%PDF") => Err(Refusal::Laid),
        () if is_picture(bytes) => Err(Refusal::Picture),
        () if start.starts_with(b"MIME-Version:") => Err(Refusal::Format("mht")),
        () if start.starts_with(b"<?xml") || start.starts_with(b"\xef\xbb\xbf<?xml") => {
            return one_file(bytes, bounds);
        }
        () => return None,
    })
}

fn is_picture(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 6] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"BM",
        b"II*\0",
        b"MM\0*",
    ];
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    riff || starts
        .iter()
        .any(|start| bytes.starts_with(start) && bytes.contains(&0))
}

/// Reads the XML that Word 2003 and LibreOffice write in one file; none where it is something else.
fn one_file(bytes: &[u8], bounds: &Bounds) -> Option<Result<Reading, Refusal>> {
    let text = xml::text(&bytes[..bytes.len().min(PART)]);
    let head: String = text.chars().take(4000).collect();
    Some(match () {
        () if head.contains(":wordDocument") => Ok(docx::read(&text, bounds)),
        () if head.contains("<pkg:package") => Ok(docx::read(&text, bounds)),
        () if head.contains("<office:document") => Ok(odf::read(&text, bounds)),
        () if head.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            Err(Refusal::Format("XML 2003"))
        }
        () => return None,
    })
}

/// What a zip archive holds, as far as marking asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A Word file, and its main part.
    Word(String),
    /// An Excel file, and its workbook's part.
    Excel(String),
    Other,
}

/// Says what a file is.
pub(crate) fn kind(archive: &zip::Archive) -> Kind {
    let main = package::related(archive, "", "officeDocument").unwrap_or_default();
    let has = |name: &str| main.is_empty() && archive.has(name);
    match () {
        () if main.ends_with("document.xml") => Kind::Word(main),
        () if has("word/document.xml") => Kind::Word("word/document.xml".to_owned()),
        () if main.ends_with("workbook.xml") => Kind::Excel(main),
        () if has("xl/workbook.xml") => Kind::Excel("xl/workbook.xml".to_owned()),
        () => Kind::Other,
    }
}

/// Opens a zip archive, unless it is too large or protected.
pub(crate) fn open(bytes: &[u8]) -> Result<zip::Archive<'_>, Refusal> {
    if bytes.len() > FILE {
        return Err(Refusal::TooLarge);
    }
    let archive = zip::Archive::open(bytes)?;
    match archive.is_encrypted() {
        true => Err(Refusal::Encrypted),
        false => Ok(archive),
    }
}

/// The pages of an OFD file as they are shown; none of a file of another kind, or that is declined.
pub(crate) fn pages(bytes: &[u8]) -> Option<Vec<Page>> {
    if bytes.len() > FILE || !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let archive = open(bytes).ok()?;
    let ofd = matches!(kind(&archive), Kind::Other) && ofd::is_ofd(&archive);
    Some(ofd.then(|| ofd::taken(&archive))?.ok()?.pages)
}

/// Reads what is packed in a zip archive.
fn packed(bytes: &[u8], bounds: &Bounds) -> Result<Reading, Refusal> {
    let archive = open(bytes)?;
    match kind(&archive) {
        Kind::Word(part) => {
            let part = archive.read(&part, PART)?;
            let mut reading = docx::read(&xml::text(&part.bytes), bounds);
            reading.document.cut |= part.cut;
            Ok(reading)
        }
        Kind::Excel(workbook) => xlsx::read(&archive, &workbook, bounds),
        Kind::Other if archive.has("content.xml") => {
            let part = archive.read("content.xml", PART)?;
            let mut reading = odf::read(&xml::text(&part.bytes), bounds);
            reading.document.cut |= part.cut;
            Ok(reading)
        }
        Kind::Other if archive.has("xl/workbook.bin") => Err(Refusal::Format("xlsb")),
        Kind::Other if ofd::is_ofd(&archive) => ofd::read(&archive, bounds),
        Kind::Other => Err(Refusal::Unknown),
    }
}
