//! Office packages around one part that is fuzzed.

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).expect("a new entry");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "_rels/.rels";

fn types(part: &str, kind: &str) -> String {
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/>\
         </Types>"
    )
}

fn relations(kind: &str, target: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>\
         </Relationships>"
    )
}

/// A Word file whose document is `xml`.
pub fn docx(xml: &[u8]) -> Vec<u8> {
    let part = "word/document.xml";
    package(&[
        (TYPES, types(part, "wordprocessingml.document").as_bytes()),
        (RELATIONS, relations("officeDocument", part).as_bytes()),
        (part, xml),
    ])
}

/// An Excel file of one sheet, which is `xml`.
pub fn xlsx(xml: &[u8]) -> Vec<u8> {
    let part = "xl/workbook.xml";
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    package(&[
        (TYPES, types(part, "spreadsheetml.sheet").as_bytes()),
        (RELATIONS, relations("officeDocument", part).as_bytes()),
        (part, book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations("worksheet", "worksheets/sheet1.xml").as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", xml),
    ])
}

/// An OpenDocument file whose content is `xml`; the first byte says whether text or spreadsheet.
pub fn odf(xml: &[u8]) -> Vec<u8> {
    let kind = match xml.first().copied().unwrap_or(0) & 1 {
        0 => "application/vnd.oasis.opendocument.text",
        _ => "application/vnd.oasis.opendocument.spreadsheet",
    };
    package(&[("mimetype", kind.as_bytes()), ("content.xml", xml)])
}

/// An OFD file of one page, whose content is `xml`; it is also what its resources and template hold.
pub fn ofd(xml: &[u8]) -> Vec<u8> {
    let list = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>";
    let document = "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>\
        <PublicRes>a.xml</PublicRes><TemplatePage ID=\"1\" BaseLoc=\"a.xml\"/></CommonData>\
        <Pages><Page ID=\"2\" BaseLoc=\"a.xml\"/></Pages></Document>";
    package(&[
        ("OFD.xml", list.as_bytes()),
        ("Doc_0/Document.xml", document.as_bytes()),
        ("Doc_0/a.xml", xml),
    ])
}
