//! What a file is, told by its content; its name is asked only where plain text could be taken in
//! several ways.

use super::Refusal;
use super::package::related;
use super::package::zip::Archive;
use super::{mail, ofd};

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
    /// A mail, or a page saved with its pictures in one file.
    Mail,
    /// Something that is known and not read.
    Declined(Refusal),
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
        () if is_xml(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start)) => Format::Xml,
        () if mail::is_mail(bytes) => Format::Mail,
        () if declined(bytes).is_some() => {
            Format::Declined(declined(bytes).unwrap_or(Refusal::Unknown))
        }
        () => Format::Other,
    }
}

fn is_xml(start: &[u8]) -> bool {
    let roots = [
        "?xml",
        "Workbook",
        "uof:UOF",
        "office:document",
        "w:wordDocument",
        "pkg:package",
    ];
    let rest = start.strip_prefix(b"<");
    rest.is_some_and(|rest| roots.iter().any(|root| rest.starts_with(root.as_bytes())))
}

/// What is declined by its first bytes: archives that are no zip, and formats of one maker's reader.
fn declined(bytes: &[u8]) -> Option<Refusal> {
    let starts = |start: &[u8]| bytes.starts_with(start);
    Some(match () {
        () if starts(b"Rar!\x1a\x07") => Refusal::Archive("rar"),
        () if starts(b"7z\xbc\xaf\x27\x1c") => Refusal::Archive("7z"),
        () if starts(b"\x1f\x8b\x08") => Refusal::Archive("gz"),
        () if starts(b"CAJ\0") || starts(b"KDH 2.") || starts(b"HN\0") || starts(b"\xc8\0\0\0") => {
            Refusal::Reader("CAJ")
        }
        () if starts(b"Founder CEB") || starts(b"CEB\0") => Refusal::Reader("CEB"),
        () if starts(b"SEP\0") || starts(b"Sursen") => Refusal::Reader("SEP"),
        () => return None,
    })
}

/// What is declined by its name, where its content says nothing.
pub(super) fn named(name: Option<&str>) -> Option<Refusal> {
    let (_, ending) = name?.rsplit_once('.')?;
    Some(match &*ending.to_ascii_lowercase() {
        "ceb" | "cebx" => Refusal::Reader("CEB"),
        "sep" => Refusal::Reader("SEP"),
        "gd" | "gw" | "s10" | "s72" | "s92" => Refusal::Reader("GD"),
        "caj" | "kdh" | "nh" | "teb" => Refusal::Reader("CAJ"),
        "rar" => Refusal::Archive("rar"),
        "7z" => Refusal::Archive("7z"),
        _ => return None,
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

/// What a zip archive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ZipKind {
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
pub(crate) fn packed(archive: &Archive) -> ZipKind {
    let main = related(archive, "", "officeDocument").unwrap_or_default();
    let has = |name: &str| main.is_empty() && archive.has(name);
    match () {
        () if main.ends_with("document.xml") => ZipKind::Word(main),
        () if has("word/document.xml") => ZipKind::Word("word/document.xml".to_owned()),
        () if main.ends_with("workbook.xml") => ZipKind::Excel(main),
        () if has("xl/workbook.xml") => ZipKind::Excel("xl/workbook.xml".to_owned()),
        () if archive.has("content.xml") => ZipKind::OpenDocument,
        () if archive.has("xl/workbook.bin") => ZipKind::ExcelBinary,
        () if ofd::is_ofd(archive) => ZipKind::Ofd,
        () => ZipKind::Other,
    }
}

/// What Word, Excel and LibreOffice write as one file of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flat {
    Word,
    OpenDocument,
    Excel2003,
    Uof,
}

/// Says what XML is that is no archive; none where it is something else.
pub(super) fn flat(xml: &str) -> Option<Flat> {
    let head: String = xml.chars().take(4000).collect();
    Some(match () {
        () if head.contains(":wordDocument") || head.contains("<pkg:package") => Flat::Word,
        () if head.contains("<office:document") => Flat::OpenDocument,
        () if head.contains("urn:schemas-microsoft-com:office:spreadsheet")
            && head.contains("Workbook") =>
        {
            Flat::Excel2003
        }
        () if head.contains("schemas.uof.org") => Flat::Uof,
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
