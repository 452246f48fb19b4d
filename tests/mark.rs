//! Marked files: what was found can be seen in them, everything else is as it was.

use gouji::mark::{FillStyle, Marks, correct, mark, table_html, table_tsv};
use gouji::place::Place;
use gouji::report::{Candidate, Cell, Change, Explanation, Number, Report};
use gouji::sheet::State;
use gouji::sorted::Sorted;
use gouji::{Input, Options, Part, PartKind, check};
use std::collections::BTreeMap;
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).expect("a fixture")
}

fn read(bytes: &[u8]) -> Report {
    check(Input::file(bytes), &Options::default())
}

/// The report of a fixture, with a story of what went wrong whatever the engine tells.
fn told(bytes: &[u8]) -> Report {
    let mut report = read(bytes);
    let change = |cell: &str, from, to| Change {
        cell: cell.to_owned(),
        from: Some(from),
        to,
    };
    let of = |finding: &gouji::report::Finding| {
        finding.rule.starts_with("t3.")
            && (finding.rule.ends_with(".natural") || finding.rule.ends_with(".total"))
    };
    let findings = (0..report.findings.len()).filter(|&index| of(&report.findings[index]));
    let findings = findings.collect();
    report.explanations = vec![Explanation {
        findings,
        candidates: vec![Candidate {
            kind: "typing".to_owned(),
            probability: 0.9,
            message: "（七）总计 <两位数字颠倒>".to_owned(),
            changes: vec![
                change("t3.r3_7.natural", 23, 32),
                change("t3.r3_7.total", 28, 37),
            ],
        }],
        further: Vec::new(),
        message: String::new(),
        look_first: None,
        suspicion: Default::default(),
        cut: false,
    }];
    report
}

/// Name → the entry's bytes from its header to the end of its data, as they lie in the file.
fn entries(bytes: &[u8]) -> BTreeMap<String, &[u8]> {
    let number = |at: usize, length: usize| {
        let field = &bytes[at..at + length];
        field
            .iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | usize::from(byte))
    };
    let end = bytes.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let mut record = number(end + 16, 4);
    let mut entries = BTreeMap::new();
    while bytes[record..].starts_with(b"PK\x01\x02") {
        let name = number(record + 28, 2);
        let path = String::from_utf8_lossy(&bytes[record + 46..record + 46 + name]);
        let local = number(record + 42, 4);
        let data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        entries.insert(
            path.into_owned(),
            &bytes[local..data + number(record + 20, 4)],
        );
        record += 46 + name + number(record + 30, 2) + number(record + 32, 2);
    }
    entries
}

fn text(entry: &[u8]) -> String {
    let data = 30 + usize::from(entry[26]) + usize::from(entry[28]) + (usize::from(entry[29]) << 8);
    let method = entry[8];
    let bytes = match method {
        0 => entry[data..].to_vec(),
        _ => miniz_oxide::inflate::decompress_to_vec(&entry[data..]).unwrap(),
    };
    String::from_utf8(bytes).unwrap()
}

/// Whether a part is XML in every respect that a strict reader minds.
fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.expect("an attribute");
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

/// Whether a text is another with something put in.
fn only_grown(old: &str, new: &str) -> bool {
    let mut rest = new.chars();
    old.chars().all(|c| rest.any(|other| other == c))
}

#[test]
fn a_marked_file_reads_the_same_and_shares_every_other_part() {
    for (name, changed) in [
        (
            "inconsistent-2019.docx",
            vec![
                "[Content_Types].xml",
                "word/_rels/document.xml.rels",
                "word/document.xml",
            ],
        ),
        (
            "inconsistent-2019.xlsx",
            vec![
                "[Content_Types].xml",
                "xl/styles.xml",
                "xl/worksheets/sheet1.xml",
            ],
        ),
    ] {
        let bytes = fixture(name);
        let report = told(&bytes);
        let marked = mark(&bytes, &Marks::from(&report), &Options::default()).unwrap();
        let again = read(&marked);
        let before = read(&bytes);
        let plain = |report: &Report| serde_json::to_string(report).unwrap();
        assert_eq!(plain(&before), plain(&again), "{name}");
        let (old, new) = (entries(&bytes), entries(&marked));
        for (path, entry) in &old {
            if changed.contains(&path.as_str()) {
                assert_ne!(entry, &new[path], "{name}: {path}");
            } else {
                assert_eq!(entry, &new[path], "{name}: {path}");
            }
        }
        for (path, entry) in &new {
            if old.get(path) != Some(entry) {
                well_formed(&text(entry));
            }
        }
        if name.ends_with("docx") {
            let part = "word/document.xml";
            assert!(only_grown(&text(old[part]), &text(new[part])));
        }
        // Marked twice, and by what the page would send.
        let json = serde_json::to_string(&report).unwrap();
        let sent: Marks = serde_json::from_str(&json).unwrap();
        let twice = mark(&marked, &sent, &Options::default()).unwrap();
        assert_eq!(plain(&before), plain(&read(&twice)), "{name}");
    }
}

#[test]
fn a_word_file_shows_shades_and_comments() {
    let bytes = fixture("inconsistent-2019.docx");
    let report = told(&bytes);
    let marked = mark(&bytes, &Marks::from(&report), &Options::default()).unwrap();
    let parts = entries(&marked);
    let document = text(parts["word/document.xml"]);
    assert_eq!(document.matches("w:fill=\"F4B183\"").count(), 2);
    assert!(document.matches("w:fill=\"FFF2CC\"").count() > 20);
    let comments = text(parts["word/comments.xml"]);
    let broken = report.findings.len();
    assert_eq!(comments.matches("<w:comment ").count(), broken);
    assert_eq!(document.matches("<w:commentReference ").count(), broken);
    assert!(comments.contains("w:author=\"gouji 勾稽\""));
    assert!(comments.contains("&lt;两位数字颠倒&gt;") && comments.contains("23 → 32"));
    assert!(text(parts["[Content_Types].xml"]).contains("/word/comments.xml"));
}

#[test]
fn a_sheet_shows_shades_and_comments() {
    let bytes = fixture("inconsistent-2019.xlsx");
    let report = told(&bytes);
    let marked = mark(&bytes, &Marks::from(&report), &Options::default()).unwrap();
    let parts = entries(&marked);
    let styles = text(parts["xl/styles.xml"]);
    assert!(styles.contains("FFF4B183") && styles.contains("FFFFF2CC"));
    let comments = text(parts["xl/comments1.xml"]);
    assert!(comments.contains("<author>gouji 勾稽</author>"));
    assert!(comments.contains("23 → 32"));
    let boxes = text(parts["xl/drawings/vmlDrawing1.vml"]);
    assert_eq!(
        boxes.matches("<v:shape ").count(),
        comments.matches("<comment ").count()
    );
    let sheet = text(parts["xl/worksheets/sheet1.xml"]);
    assert!(
        sheet.ends_with("r:id=\"rIdGouji2\"/></worksheet>"),
        "{}",
        &sheet[sheet.len() - 200..]
    );
}

#[test]
fn what_cannot_be_marked_is_said() {
    let report = told(&fixture("inconsistent-2019.docx"));
    let marks = Marks::from(&report);
    for name in [
        "inconsistent-2019.doc",
        "inconsistent-2019.xls",
        "inconsistent-2019.ods",
    ] {
        let error = mark(&fixture(name), &marks, &Options::default()).unwrap_err();
        assert!(error.to_string().contains("另存为 docx"), "{error}");
    }
    // The report of one file, the bytes of another.
    let mut other = marks.clone();
    for (_, cell) in other.cells.iter_mut() {
        cell.text = "999".to_owned();
    }
    let error = mark(
        &fixture("inconsistent-2019.docx"),
        &other,
        &Options::default(),
    )
    .unwrap_err();
    assert!(error.to_string().contains("不同"), "{error}");
    // Nothing found, nothing marked.
    let bytes = fixture("consistent-2021.docx");
    let mut marks = Marks::from(&read(&bytes));
    marks.findings.clear();
    let marked = mark(&bytes, &marks, &Options::default()).unwrap();
    assert!(marked == bytes);
}

#[test]
fn the_form_goes_to_the_clipboard_and_comes_back() {
    let report = told(&fixture("inconsistent-2019.docx"));
    let marks = Marks::from(&report);
    for fill in [FillStyle::Marked, FillStyle::Plain] {
        let html = table_html(&marks, fill, None);
        let tsv = table_tsv(&marks, fill, None);
        let coloured = html.contains("background-color:#F4B183");
        assert_eq!(coloured, fill == FillStyle::Marked);
        assert_eq!(html.contains("text-align:center"), fill == FillStyle::Plain);
        for (kind, text) in [(PartKind::Html, html), (PartKind::Text, tsv)] {
            let again = check(&[Part { kind, text }], &Options::default());
            for (id, cell) in report.cells.iter() {
                let same = again.cells[id.as_str()].value == cell.value;
                let changed = id.starts_with("t2.procurement.");
                assert!(same || changed, "{kind:?} {fill:?} {id}");
            }
        }
    }
    // One table alone; and what was inferred never stands in it.
    let mut marks = marks;
    for (id, cell) in marks.cells.iter_mut() {
        if id == "t3.r3_7.total" {
            cell.state = State::Inferred;
        }
    }
    let tsv = table_tsv(&marks, FillStyle::Plain, Some("t3"));
    assert!(tsv.contains("予以公开") && !tsv.contains("行政复议"));
    let total = tsv
        .lines()
        .find(|line| line.contains("（七）总计"))
        .unwrap();
    assert!(total.ends_with('\t'), "{total}");
}

/// Values for a file, as the page sends them.
fn values(pairs: &[(&str, &str)]) -> Sorted<String, String> {
    let own = |(id, text): &(&str, &str)| (id.to_string(), text.to_string());
    pairs.iter().map(own).collect()
}

#[test]
fn the_corrected_file_holds_the_values_and_says_what_stood_there() {
    for name in ["inconsistent-2019.docx", "inconsistent-2019.xlsx"] {
        let bytes = fixture(name);
        let report = read(&bytes);
        let marks = Marks::from(&report);
        let was = &report.cells["t3.r3_7.natural"];
        assert_eq!(was.text, "23");
        let new = values(&[("t3.r3_7.natural", "32"), ("t3.r3_7.total", " 37 ")]);
        let done = correct(&bytes, &marks, &new, &Options::default()).unwrap();
        assert!(done.left.is_empty(), "{:?}", done.left);
        let again = read(&done.bytes);
        for (id, cell) in report.cells.iter() {
            match new.get(id) {
                Some(text) => assert_eq!(again.cells[id.as_str()].text, text.trim(), "{name} {id}"),
                None => assert_eq!(again.cells[id.as_str()].text, cell.text, "{name} {id}"),
            }
        }
        let (old, parts) = (entries(&bytes), entries(&done.bytes));
        let comments = if name.ends_with("docx") {
            "word/comments.xml"
        } else {
            "xl/comments1.xml"
        };
        let comments = text(parts[comments]);
        assert!(
            comments.contains("原为 23") && comments.contains("原为 28"),
            "{comments}"
        );
        // No shades, and nothing else is another.
        let body = |parts: &BTreeMap<String, &[u8]>| match name {
            "inconsistent-2019.docx" => text(parts["word/document.xml"]),
            _ => text(parts["xl/worksheets/sheet1.xml"]),
        };
        assert!(!body(&parts).contains("F4B183"));
        for (path, entry) in &old {
            let changed = ["document", "sheet1.xml", "[Content_Types]"]
                .iter()
                .any(|part| path.contains(part));
            assert!(changed || parts[path] == *entry, "{name}: {path}");
        }
        for (path, entry) in &parts {
            if old.get(path) != Some(entry) {
                well_formed(&text(entry));
            }
        }
        // Empty for nothing; and the file with marks in it is corrected too.
        let told = told(&bytes);
        let marked = mark(&bytes, &Marks::from(&told), &Options::default()).unwrap();
        let cleared = values(&[("t3.r3_7.natural", "")]);
        let done = correct(&marked, &marks, &cleared, &Options::default()).unwrap();
        assert_eq!(
            read(&done.bytes).cells["t3.r3_7.natural"].text,
            "",
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_corrected_is_left_and_named() {
    let bytes = fixture("inconsistent-2019.docx");
    let mut marks = Marks::from(&read(&bytes));
    for (id, cell) in marks.cells.iter_mut() {
        if id == "t3.r4.total" {
            cell.at = None;
        }
    }
    let new = values(&[
        ("t3.r3_7.natural", "32"),
        ("t3.r4.total", "5"),
        ("t9.nowhere", "1"),
    ]);
    let done = correct(&bytes, &marks, &new, &Options::default()).unwrap();
    assert_eq!(done.left, ["t3.r4.total", "t9.nowhere"]);
    let none = values(&[("t3.r4.total", "5")]);
    let error = correct(&bytes, &marks, &none, &Options::default()).unwrap_err();
    assert!(error.to_string().contains("没有写进文件"), "{error}");
    let old = correct(
        &fixture("inconsistent-2019.xls"),
        &marks,
        &new,
        &Options::default(),
    );
    assert!(old.unwrap_err().to_string().contains("另存为 docx"));
    // The report of one file, the bytes of another.
    for (_, cell) in marks.cells.iter_mut() {
        cell.text = "999".to_owned();
    }
    assert!(correct(&bytes, &marks, &new, &Options::default()).is_err());
}

/// A sheet of one row, of which a cell is a formula and another is a number written as text.
fn sheet(cells: &str) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>".to_owned()),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned()),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned()),
        ("xl/workbook.xml", "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets><calcPr calcId=\"191029\"/></workbook>".to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>")),
    ];
    let parts = parts.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    gouji::batch::pack(parts.to_vec())
}

#[test]
fn cells_of_a_sheet_keep_their_kind_and_formulas_are_left() {
    let cells = "<c r=\"A1\" s=\"0\"><v>21</v></c><c r=\"B1\" t=\"str\"><v>7件</v></c><c r=\"C1\"><f>A1+1</f><v>22</v></c><c r=\"D1\" s=\"0\"/><c r=\"E1\"><v>5</v></c>";
    let bytes = sheet(cells);
    let cell = |column, text: &str, value: Option<i64>| Cell {
        value: value.map(Number::Count),
        text: text.to_owned(),
        state: if value.is_some() {
            State::Read
        } else {
            State::Blank
        },
        at: Some(Place::Cell {
            table: 0,
            row: 0,
            column,
        }),
        edited: None,
        #[cfg(feature = "scan")]
        readings: Vec::new(),
        #[cfg(feature = "scan")]
        why: None,
    };
    let marks = Marks {
        cells: [
            ("a", cell(0, "21", Some(21))),
            ("b", cell(1, "7件", Some(7))),
            ("c", cell(2, "22", Some(22))),
            ("d", cell(3, "", None)),
        ]
        .into_iter()
        .map(|(id, cell)| (id.to_owned(), cell))
        .collect(),
        ..Marks::default()
    };
    let new = values(&[("a", "12"), ("b", "9"), ("c", "13"), ("d", "0")]);
    let done = correct(&bytes, &marks, &new, &Options::default()).unwrap();
    assert_eq!(done.left, ["c"]);
    let parts = entries(&done.bytes);
    let sheet = text(parts["xl/worksheets/sheet1.xml"]);
    assert!(sheet.contains("<c r=\"A1\" s=\"0\"><v>12</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>9件</t></is></c><c r=\"C1\"><f>A1+1</f><v>22</v></c><c r=\"D1\" s=\"0\"><v>0</v></c><c r=\"E1\"><v>5</v></c>"), "{sheet}");
    // What is computed from them is computed anew.
    let book = text(parts["xl/workbook.xml"]);
    assert!(book.contains("fullCalcOnLoad=\"1\""), "{book}");
    let comments = text(parts["xl/comments1.xml"]);
    assert!(
        comments.contains("原为空") && comments.contains("原为 7件"),
        "{comments}"
    );
}

/// Marked files open in LibreOffice, which then writes the same report. Slow, so run by
/// `cargo test --test mark -- --ignored`.
#[test]
#[ignore = "wants LibreOffice"]
fn libreoffice_opens_marked_files_and_keeps_their_figures() {
    let folder = std::env::temp_dir().join(format!("gouji-mark-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, target) in [
        ("inconsistent-2019.docx", "odt"),
        ("inconsistent-2019.xlsx", "ods"),
    ] {
        let bytes = fixture(name);
        let report = told(&bytes);
        let marked = mark(&bytes, &Marks::from(&report), &Options::default()).unwrap();
        std::fs::write(folder.join(name), marked).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let run = std::process::Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", target, "--outdir"])
            .args([&folder, &folder.join(name)])
            .output();
        run.expect("soffice, LibreOffice's program");
        let written = folder.join(name).with_extension(target);
        let again = read(&std::fs::read(written).expect("LibreOffice wrote a file"));
        for (id, cell) in report.cells.iter() {
            assert_eq!(again.cells[id.as_str()].value, cell.value, "{name}: {id}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
