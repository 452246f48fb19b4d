//! What a file is, told by its content; its name is asked only where plain text could be taken in
//! several ways.

use super::ofd;
use super::package::related;
use super::package::zip::Archive;

/// The first bytes of an OLE2 container.
pub(super) const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What a file is, as far as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A zip archive: see [`packed`].
    Zip,
    /// A container of Office before 2007; which streams it has says what it is.
    Ole,
    Rtf,
    Pdf,
    Picture,
    /// A page saved with its pictures in one file.
    Mht,
    /// XML that is no archive: see [`flat`].
    Xml,
    /// Text of some kind, or nothing that is known.
    Other,
}

/// Says what a file is.
pub(super) fn format(bytes: &[u8]) -> Format {
    let start = bytes.trim_ascii_start();
    match () {
        () if bytes.starts_with(b"PK\x03\x04") => Format::Zip,
        () if bytes.starts_with(OLE) => Format::Ole,
        () if start.starts_with(b"{\\rtf") => Format::Rtf,
        () if start.starts_with(b"%PDF") => Format::Pdf,
        () if is_picture(bytes) => Format::Picture,
        () if start.starts_with(b"MIME-Version:") => Format::Mht,
        () if start.starts_with(b"<?xml") || start.starts_with(b"\xef\xbb\xbf<?xml") => Format::Xml,
        () => Format::Other,
    }
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

/// What a zip archive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Packed {
    /// A Word file, and its main part.
    Word(String),
    /// An Excel file, and its workbook's part.
    Excel(String),
    /// A file of LibreOffice.
    OpenDocument,
    /// Excel's binary workbook.
    ExcelBinary,
    Ofd,
    Other,
}

/// Says what a zip archive holds.
pub(crate) fn packed(archive: &Archive) -> Packed {
    let main = related(archive, "", "officeDocument").unwrap_or_default();
    let has = |name: &str| main.is_empty() && archive.has(name);
    match () {
        () if main.ends_with("document.xml") => Packed::Word(main),
        () if has("word/document.xml") => Packed::Word("word/document.xml".to_owned()),
        () if main.ends_with("workbook.xml") => Packed::Excel(main),
        () if has("xl/workbook.xml") => Packed::Excel("xl/workbook.xml".to_owned()),
        () if archive.has("content.xml") => Packed::OpenDocument,
        () if archive.has("xl/workbook.bin") => Packed::ExcelBinary,
        () if ofd::is_ofd(archive) => Packed::Ofd,
        () => Packed::Other,
    }
}

/// What Word, Excel and LibreOffice write as one file of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flat {
    Word,
    OpenDocument,
    Excel2003,
}

/// Says what XML is that is no archive; none where it is something else.
pub(super) fn flat(xml: &str) -> Option<Flat> {
    let head: String = xml.chars().take(4000).collect();
    Some(match () {
        () if head.contains(":wordDocument") || head.contains("<pkg:package") => Flat::Word,
        () if head.contains("<office:document") => Flat::OpenDocument,
        () if head.contains("urn:schemas-microsoft-com:office:spreadsheet") => Flat::Excel2003,
        () => return None,
    })
}

/// Whether a text begins like HTML: Word, Excel and WPS save it under endings of their own. Markdown
/// that merely begins with a tag does not: it has headings and pipes at the start of its lines.
pub(super) fn is_html(start: &str) -> bool {
    let start = start.to_ascii_lowercase();
    if ["\n#", "\n|"].iter().any(|mark| start.contains(mark)) {
        return false;
    }
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
