//! Files that are damaged, lie or are made to exhaust the reader.

use super::*;

#[test]
fn bombs_go_off_within_bounds() {
    // More spaces than a part may hold.
    let mut document = b"<w:document><w:body><w:p><w:r><w:t>".to_vec();
    document.resize(PART + (1 << 20), b' ');
    let bytes = Archive::empty().with(&[("word/document.xml".to_owned(), document)]);
    assert!(bytes.len() < 1 << 20);
    let reading = read(&bytes, &Bounds::default()).unwrap().unwrap();
    assert!(reading.document.cut);
    // Entities that would multiply.
    let lol = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w:document><w:body><w:p><w:r><w:t>x&b;</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(rows_of(&packed(&[("word/document.xml", lol)])), ["x"]);
    // Depth.
    for element in [
        "w:p",
        "w:tbl><w:tr><w:tc",
        "mc:AlternateContent><mc:Choice",
        "w:txbxContent",
    ] {
        let deep = format!("<{element}>").repeat(100_000);
        let _ = read(&word(&deep), &Bounds::default()).unwrap();
    }
    // One cell that is all of it.
    let long = cell(&"1".repeat(8 << 20));
    let reading = read(
        &word(&format!("<w:tbl><w:tr>{long}</w:tr></w:tbl>")),
        &Bounds::default(),
    );
    let row = &reading.unwrap().unwrap().document.rows[0];
    assert!(row.cells[0].text.len() <= 400_000);
}

#[test]
fn ods_repeats_are_bounded() {
    let xml = "<office:document-content><office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated='1048576'>\
        <table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let reading = read(&packed(&[("content.xml", xml)]), &Bounds::default());
    assert!(reading.unwrap().unwrap().document.cut);
}

#[test]
fn a_long_text_that_ods_repeats_is_kept_once() {
    // 6 gigabytes, each cell held as often as it stands before the row is read.
    let text = "1".repeat(400_000);
    let cell = format!(
        "<table:table-cell table:number-columns-repeated='1000'><text:p>{text}</text:p></table:table-cell>"
    );
    let xml = format!(
        "<office:spreadsheet><table:table><table:table-row>{}</table:table-row></table:table></office:spreadsheet>",
        cell.repeat(16)
    );
    let document = odf::read(&xml, &odf::Parts::NONE, &Bounds::default()).document;
    let cells = document.rows.iter().flat_map(|row| &row.cells);
    let bytes: usize = cells.map(|cell| cell.text.len()).sum();
    assert!(document.cut && bytes > 0 && bytes <= Bounds::default().bytes);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let refusal = |bytes: &[u8]| read(bytes, &Bounds::default()).unwrap().unwrap_err();
    assert_eq!(refusal(&vec![b'x'; FILE + 1]), Refusal::TooLarge);
    assert_eq!(refusal(b"%PDF-1.7"), Refusal::Laid);
    assert_eq!(refusal(&packed(&[("OFD.xml", "")])), Refusal::Corrupt);
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0"), Refusal::Picture);
    assert_eq!(refusal(&packed(&[("a.txt", "")])), Refusal::Archive("zip"));
    assert_eq!(refusal(b"PK\x03\x04 and no more"), Refusal::Corrupt);
    assert_eq!(
        refusal(&[sniff::OLE, &[0xff; 600]].concat()),
        Refusal::Corrupt
    );
    let mut whole = packed(&[("word/document.xml", "<w:document/>")]);
    let at = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    whole[at + 8] |= 1;
    assert_eq!(refusal(&whole), Refusal::Encrypted);
    assert!(read(b"plain text", &Bounds::default()).is_none());
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for (name, data) in streams {
        file.create_stream(name).unwrap().write_all(data).unwrap();
    }
    file.into_inner().into_inner()
}

#[test]
fn containers_that_lie_or_run_in_circles_end() {
    let refusal = |bytes: &[u8]| read(bytes, &Bounds::default()).unwrap().unwrap_err();
    assert_eq!(
        refusal(&compound(&[("/EncryptedPackage", b"x")])),
        Refusal::Encrypted
    );
    assert_eq!(
        refusal(&compound(&[("/WordDocument", b"x")])),
        Refusal::Corrupt
    );
    assert_eq!(
        refusal(&compound(&[("/CONTENTS", b"x")])),
        Refusal::Format("Microsoft Works")
    );
    // Every sector of every chain in turn leads back, or elsewhere.
    let whole = compound(&[("/Workbook", &[7; 9000]), ("/WordDocument", &[3; 20_000])]);
    for at in (512..whole.len() - 4).step_by(4) {
        for target in [0u32, 1, 2, 0xffff_fffe, 0x7fff_ffff] {
            let word = u32::from_le_bytes(whole[at..at + 4].try_into().unwrap());
            if word > 64 && word < 0xffff_fff0 {
                continue;
            }
            let mut damaged = whole.clone();
            damaged[at..at + 4].copy_from_slice(&target.to_le_bytes());
            let _ = read(&damaged, &Bounds::default());
        }
    }
}

/// A workbook whose table of sectors is longer than it is, cut at every sector: whole, refused or
/// said to be damaged.
#[test]
fn a_cut_container_does_not_pass_for_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in ["consistent-2021.sheetjs.xls", "consistent-2021.xls"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let whole = lines(&read(&bytes, &Bounds::default()).unwrap().unwrap());
        assert!(whole.len() > 50, "{name}");
        for length in (512..bytes.len()).step_by(64) {
            if let Some(Ok(part)) = read(&bytes[..length], &Bounds::default()) {
                let same = lines(&part) == whole;
                assert!(
                    same || part.remarks == [Remark::Damaged],
                    "{name}: {length}"
                );
            }
        }
    }
}

/// A row of which only the label is left, in a table of each kind: cells without text are blank, and so
/// are those that a sheet does not store; a text's row without cells has lost them.
#[test]
fn a_row_with_its_label_alone_is_blank_where_it_has_cells() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let state = |file: &str,
                 name: &str,
                 first: &dyn Fn(&str, Place) -> usize,
                 keep: &dyn Fn(&str) -> String| {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let check =
            |bytes: &[u8]| crate::check(crate::Input::file(bytes), &crate::Options::default());
        let place = check(&bytes).cells["t3.r3_3_4.natural"].at.unwrap();
        let archive = Archive::open(&bytes).unwrap();
        let part = archive.read(name, PART).unwrap().bytes;
        let mut xml = String::from_utf8(part.into_owned()).unwrap();
        let from = first(&xml, place);
        let ends = ["</w:tr>", "</row>"];
        let end = ends.iter().filter_map(|end| xml[from..].find(end)).min();
        let to = from + end.unwrap();
        let kept = keep(&xml[from..to]);
        xml.replace_range(from..to, &kept);
        let changed = check(&archive.with(&[(name.to_owned(), xml.into_bytes())]));
        changed.cells["t3.r3_3_4.business"].state
    };
    let emptied = |cells: &str| {
        let texts = cells.split("<w:t>").enumerate();
        let kept = texts.map(|(n, piece)| match n {
            0 => piece,
            _ => piece.split_once("</w:t>").unwrap().1,
        });
        kept.collect()
    };
    let after_label = |xml: &str, _: Place| {
        let label = xml.find("4.保护第三方合法权益").unwrap();
        label + xml[label..].find("<w:tc>").unwrap()
    };
    let by_name = |xml: &str, place: Place| {
        let Place::Cell { row, column, .. } = place else {
            panic!("no cell");
        };
        let letter = char::from(b'A' + column as u8);
        xml.find(&format!("<c r=\"{letter}{}\"", row + 1)).unwrap()
    };
    let (part, sheet) = ("word/document.xml", "xl/worksheets/sheet1.xml");
    let word = |keep| state("consistent-2021.docx", part, &after_label, keep);
    let sheet = |keep| state("consistent-2021.xlsx", sheet, &by_name, keep);
    assert_eq!(word(&str::to_owned), State::Read);
    assert_eq!(word(&emptied), State::Blank);
    assert_eq!(word(&|_| String::new()), State::Missing);
    assert_eq!(sheet(&str::to_owned), State::Read);
    assert_eq!(sheet(&|_| String::new()), State::Blank);
}

/// Every fixture cut short and with bytes changed: no panic, an answer in time.
#[test]
fn damaged_files_are_survived() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for ending in ["doc", "xls", "docx", "xlsx", "ods", "rtf"] {
        let bytes = std::fs::read(folder.join(format!("consistent-2021.{ending}"))).unwrap();
        let mut seed = 1u64;
        for _ in 0..60 {
            let mut damaged = bytes.clone();
            for _ in 0..8 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) as usize % damaged.len();
                damaged[at] = (seed >> 20) as u8;
            }
            if seed & 4096 != 0 {
                damaged.truncate((seed >> 30) as usize % bytes.len());
            }
            let _ = read(&damaged, &Bounds::default());
        }
    }
}
