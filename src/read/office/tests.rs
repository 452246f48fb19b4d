//! What files really do, and what they could do: made here, byte by byte.

use super::*;
use crate::document::{Bounds, Row};
use crate::place::Place;
use crate::read::file::formatted as read;
use crate::read::package::PART;
use crate::read::package::zip::Archive;
use crate::read::{FILE, Reading, Refusal, Remark, sniff};
use crate::report::Verdict;
use crate::sheet::State;
use std::time::Instant;

pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    let parts: Vec<(String, Vec<u8>)> = parts.iter().map(own).collect();
    Archive::empty().with(&parts)
}

fn word(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    packed(&[("word/document.xml", &xml)])
}

fn rows_of(bytes: &[u8]) -> Vec<String> {
    let reading = read(bytes, &Bounds::default()).unwrap().unwrap();
    lines(&reading)
}

fn lines(reading: &Reading) -> Vec<String> {
    let line = |row: &Row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join("|")
    };
    reading.document.rows.iter().map(line).collect()
}

fn cell(text: &str) -> String {
    format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

#[test]
fn word_spans_and_merges_keep_the_grid() {
    let body = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>\
        <w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>unseen</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let reading = read(&word(body), &Bounds::default()).unwrap().unwrap();
    assert_eq!(lines(&reading), ["a|1", "|2"]);
    let at = |row: usize, cell: usize| reading.document.rows[row].cells[cell].at;
    let place = |row, column| Place::Cell {
        table: 0,
        row,
        column,
    };
    assert_eq!([at(0, 0), at(0, 1)], [place(0, 1), place(0, 3)]);
    assert_eq!([at(1, 0), at(1, 1)], [place(1, 0), place(1, 3)]);
}

#[test]
fn word_shows_neither_deleted_nor_hidden_nor_superseded_text() {
    let body = "<w:p><w:r><w:t>1</w:t></w:r><w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins>\
        <w:moveFrom><w:r><w:t>4</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>5</w:t></w:r></w:moveTo>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>6</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>7</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>joined</w:t></w:r></w:p><w:p><w:r><w:t> on</w:t></w:r></w:p>";
    assert_eq!(rows_of(&word(body)), ["1357", "joined on"]);
    let row = |properties: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr>{}{}</w:tr>",
            cell("a"),
            cell("1")
        )
    };
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(""),
        row("<w:del/>"),
        row("<w:hidden/>")
    );
    assert_eq!(rows_of(&word(&table)), ["a|1"]);
}

#[test]
fn word_fields_show_their_result_and_forms_no_placeholder() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE 9</w:instrText></w:r><w:r><w:t>8</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处输入文字</w:t></w:r></w:p></w:sdtContent></w:sdt></w:tc>\
        <w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>";
    assert_eq!(rows_of(&word(body)), ["12", "|5"]);
}

#[test]
fn word_text_boxes_count_once_and_tables_in_cells_are_seen_through() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("a"), cell("1"));
    let boxed = format!(
        "<w:p><w:r><w:t>be</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></mc:Choice>\
        <mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>fore</w:t></w:r></w:p>"
    );
    assert_eq!(rows_of(&word(&boxed)), ["a|1", "before"]);
    let layout = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>{inner}<w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc>{}</w:tr></w:tbl>",
        cell("z")
    );
    assert_eq!(rows_of(&word(&layout)), ["x", "a|1", "y", "z"]);
}

#[test]
fn a_box_over_a_cell_and_a_table_of_one_cell_in_it_are_the_text_of_the_cell() {
    let boxed = "<w:tc><w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>12</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p></w:tc>";
    let nested = format!(
        "<w:tc><w:tbl><w:tr>{}</w:tr></w:tbl><w:p/></w:tc>",
        cell("34")
    );
    let row = format!("<w:tr>{}{boxed}{nested}{}</w:tr>", cell("a"), cell("5"));
    let reading = read(
        &word(&format!("<w:tbl>{row}{row}</w:tbl>")),
        &Bounds::default(),
    );
    let reading = reading.unwrap().unwrap();
    assert_eq!(lines(&reading), ["a|12|34|5", "a|12|34|5"]);
    let spots: Vec<Place> = reading.spots.iter().map(|spot| spot.0).collect();
    let cells = reading.document.rows.iter().flat_map(|row| &row.cells);
    assert_eq!(spots, cells.map(|cell| cell.at).collect::<Vec<_>>());
    // Both numbers are seen, so that neither is taken for the cell's.
    let both = boxed.replacen("<w:p>", "<w:p><w:r><w:t>9</w:t></w:r>", 1);
    let row = format!("<w:tbl><w:tr>{}{both}</w:tr></w:tbl>", cell("a"));
    assert_eq!(rows_of(&word(&row)), ["a|9\n12"]);
    // Layout in layout is seen through, in the order of reading.
    let two = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell("x"),
        cell("y")
    );
    let deep = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p>{two}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        cell("k"),
        cell("1")
    );
    assert_eq!(rows_of(&word(&deep)), ["b", "x", "y", "c", "k|1"]);
}

#[test]
fn numbers_struck_out_and_marks_of_notes_are_not_read_but_unknown_signs_are_not_passed_over() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let raised = "<w:vertAlign w:val='superscript'/>";
    let runs = [
        run("<w:strike/>", "7") + &run("<w:strike w:val='0'/>", "8"),
        run("<w:dstrike/>", "7") + &run("", "9"),
        run("", "12") + &run(raised, "1"),
        run(raised, "13"),
        run("", "1") + "<w:r><w:sym w:font='Arial' w:char='F034'/></w:r>",
    ];
    let cells = runs.map(|runs| format!("<w:tc><w:p>{runs}</w:p></w:tc>"));
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.concat());
    assert_eq!(rows_of(&word(&table)), ["8|9|12|13|1□"]);
    let rtf = r"{\rtf1\trowd\cellx1\cellx2\cellx3\intbl{\strike 7}8\cell 12{\super 1}\cell\super 13\nosupersub 4\cell\row}";
    assert_eq!(rows_of(rtf.as_bytes()), ["8|12|134"]);
    let run = |properties: &str, text: &str| format!("<r><rPr>{properties}</rPr><t>{text}</t></r>");
    let raised = "<vertAlign val='superscript'/>";
    let runs = [
        run("<strike/>", "7") + &run("", "8"),
        run("", "12") + &run(raised, "1"),
        run(raised, "13") + &run("", "4"),
    ];
    let cells = runs.map(|runs| format!("<c t='inlineStr'><is>{runs}</is></c>"));
    let data = format!("<sheetData><row>{}</row></sheetData>", cells.concat());
    assert_eq!(rows_of(&sheet(&data)), ["8|12|134"]);
    let style = |name: &str, properties: &str| {
        format!(
            "<style:style style:name='{name}' style:family='text'><style:text-properties {properties}/></style:style>"
        )
    };
    let styles = [
        style("A", "style:text-line-through-style='solid'"),
        style("B", "text:display='none'"),
        style("C", "style:text-position='33% 58%'"),
        style("D", "style:text-line-through-style='none'"),
    ];
    let of = |style: &str, text: &str| {
        format!("<text:span text:style-name='{style}'>{text}</text:span>")
    };
    let odt = format!(
        "<office:document-content><office:automatic-styles>{}</office:automatic-styles><office:body><office:text><text:p>{}{}1{}{}</text:p></office:text></office:body></office:document-content>",
        styles.concat(),
        of("A", "7"),
        of("B", "7"),
        of("C", "7"),
        of("D", "2")
    );
    assert_eq!(rows_of(&packed(&[("content.xml", &odt)])), ["12"]);
}

#[test]
fn word_breaks_tabs_and_references() {
    let body = "<w:p><w:r><w:t>a&amp;b&#x4e00;&unknown;</w:t><w:tab/><w:t>1</w:t><w:br/><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r></w:p>";
    assert_eq!(rows_of(&word(body)), ["a&b一|1", "2-3"]);
}

#[test]
fn word_embedding_another_file_is_said() {
    let reading = read(&word("<w:altChunk r:id='a'/>"), &Bounds::default());
    assert_eq!(reading.unwrap().unwrap().remarks, [Remark::Embedded]);
    // It may hold the tables: all else being read does not make the report whole.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let bytes = std::fs::read(folder.join("consistent-2021.docx")).unwrap();
    let archive = Archive::open(&bytes).unwrap();
    let part = archive.read("word/document.xml", PART).unwrap().bytes;
    let xml = String::from_utf8(part.into_owned()).unwrap();
    let (before, after) = xml.split_at(xml.find("<w:p>").unwrap());
    let xml = format!("{before}<w:altChunk/>{after}");
    let beside = archive.with(&[("word/document.xml".to_owned(), xml.into_bytes())]);
    for (bytes, verdict) in [
        (beside, Verdict::Undecided),
        (word("<w:altChunk r:id='a'/>"), Verdict::Unrecognised),
    ] {
        let report = crate::check(crate::Input::file(&bytes), &crate::Options::default());
        assert_eq!(report.verdict, verdict);
        let said = report
            .notes
            .iter()
            .any(|note| note.message.contains("另存为 docx"));
        assert!(said, "{}", report.message);
    }
}

#[test]
fn the_xml_form_of_2003_is_read_as_word() {
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("a"), cell("1"));
    let xml = format!(
        "<?xml version='1.0'?><w:wordDocument><w:body><aml:annotation w:type='Word.Deletion'><w:p><w:r><w:t>gone</w:t></w:r></w:p></aml:annotation>{table}</w:body></w:wordDocument>"
    );
    assert_eq!(rows_of(xml.as_bytes()), ["a|1"]);
}

fn sheet(data: &str) -> Vec<u8> {
    let relation = |id, kind, target| {
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let relations = format!(
        "<Relationships>{}{}</Relationships>",
        relation("r1", "worksheet", "worksheets/one.xml"),
        relation("r2", "styles", "/xl/styles.xml")
    );
    let styles = "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='0.0%'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='200'/><xf numFmtId='14'/></cellXfs></styleSheet>";
    packed(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", styles),
        (
            "xl/worksheets/one.xml",
            &format!("<worksheet>{data}</worksheet>"),
        ),
    ])
}

#[test]
fn sheets_show_results_formats_and_what_has_none() {
    let data = "<cols><col min='2' max='2' hidden='1'/></cols><sheetData><row r='2'><c r='B2' t='inlineStr'><is><r><t>总</t></r><r><t>计</t></r><rPh><t>x</t></rPh></is></c>\
        <c r='C2'><f>1+1</f><v>2.0</v></c><c r='D2' s='1'><v>0.07</v></c><c r='E2' s='2'><v>44927</v></c><c r='F2' t='e'><v>#REF!</v></c><c r='G2'><f>MAX(A1)</f></c><c r='H2' t='str'><f>A</f><v>t</v></c></row></sheetData>";
    let reading = read(&sheet(data), &Bounds::default()).unwrap().unwrap();
    assert_eq!(lines(&reading), ["2|7%|2023-01-01|#REF!|#N/A|t"]);
    assert_eq!(reading.remarks, [Remark::Uncomputed]);
    let place = Place::Cell {
        table: 0,
        row: 1,
        column: 2,
    };
    assert_eq!(reading.document.rows[0].cells[0].at, place);
}

#[test]
fn rows_of_a_sheet_that_end_early_are_as_wide_as_those_above() {
    let text = |at: &str, text: &str| format!("<c r='{at}' t='str'><v>{text}</v></c>");
    let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
    let data = [
        row(&[text("A1", "title")]),
        row(&[text("A2", "head"), text("C2", "x"), text("D2", "y")]),
        row(&[text("A3", "of"), text("B3", "one"), text("C3", "1")]),
        row(&[text("B4", "two")]),
        row(&[text("A5", "line")]),
        row(&[text("A6", "p"), text("B6", "q")]),
        row(&[text("A8", "r"), text("B8", "s")]),
    ];
    let merges = "<mergeCells><mergeCell ref='A2:B2'/><mergeCell ref='D2:E2'/><mergeCell ref='A3:A4'/></mergeCells>";
    let bytes = sheet(&format!("<sheetData>{}</sheetData>{merges}", data.concat()));
    let expected = [
        "title",
        "head|x|y",
        "of|one|1||",
        "two|||",
        "line||||",
        "p|q",
        "r|s",
    ];
    assert_eq!(rows_of(&bytes), expected);
}

#[test]
fn the_last_row_that_can_be_numbered_is_survived() {
    let data = "<sheetData><row r='4294967295'><c><v>1</v></c></row><row><c><v>2</v></c></row><row/><row/></sheetData>";
    let _ = read(&sheet(data), &Bounds::default());
    let far = "<sheetData><row r='9'><c r='BA9'><v>1</v></c></row></sheetData>".to_owned();
    let merges = "<mergeCell ref='A1:XFD1048576'/>".repeat(5000);
    let _ = read(&sheet(&(far + &merges)), &Bounds::default());
}

#[test]
fn a_hundred_thousand_rows_are_bounded() {
    let row = "<row><c><v>1</v></c><c><v>2</v></c></row>";
    let bytes = sheet(&format!("<sheetData>{}</sheetData>", row.repeat(100_000)));
    #[expect(clippy::disallowed_methods, reason = "it bounds the time")]
    let start = Instant::now();
    let reading = read(&bytes, &Bounds::default()).unwrap().unwrap();
    assert!(reading.document.cut && reading.document.rows.len() <= 50_000);
    assert!(start.elapsed().as_secs() < 20);
}

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
    assert_eq!(refusal(&packed(&[("a.txt", "")])), Refusal::Unknown);
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

/// The ways in which numbers come into a cell of a form: runs of its paragraph.
const WAYS: [fn(&str) -> String; 16] = [
    run,
    |text| text.chars().map(|c| run(&c.to_string())).collect(),
    |text| {
        let wide = |c: char| char::from_u32(c as u32 - 0x30 + 0xff10).unwrap();
        run(&text.chars().map(wide).collect::<String>())
    },
    |text| run(&format!(" \u{3000}{text}\u{a0}")),
    |text| match text.len() {
        4.. => run(&format!(
            "{},{}",
            &text[..text.len() - 3],
            &text[text.len() - 3..]
        )),
        _ => run(text),
    },
    |text| {
        format!(
            "<w:del w:id='1'><w:r><w:delText>77</w:delText></w:r></w:del><w:ins w:id='2'>{}</w:ins>",
            run(text)
        )
    },
    |text| {
        format!(
            "<w:moveFrom w:id='1'>{}</w:moveFrom><w:moveTo w:id='2'>{}</w:moveTo>",
            run("5"),
            run(text)
        )
    },
    |text| {
        format!(
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            run(text)
        )
    },
    |text| {
        format!(
            "<w:fldSimple w:instr='=SUM(LEFT)'>{}</w:fldSimple>",
            run(text)
        )
    },
    |text| {
        format!(
            "{}<w:r><w:instrText>=SUM(ABOVE) 9</w:instrText></w:r>{}{}{}",
            field("begin"),
            field("separate"),
            run(text),
            field("end")
        )
    },
    |text| {
        format!(
            "{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>88</w:t></w:r>",
            run(text)
        )
    },
    |text| {
        format!(
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>6</w:t></w:r>{}",
            run(text)
        )
    },
    |text| {
        format!(
            "{}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>",
            run(text)
        )
    },
    |text| {
        format!(
            "<w:hyperlink w:anchor='a'><w:smartTag>{}</w:smartTag></w:hyperlink>",
            run(text)
        )
    },
    |text| format!("<w:r><w:br/><w:tab/></w:r>{}<w:r><w:br/></w:r>", run(text)),
    |text| {
        format!(
            "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
            run(text)
        )
    },
];

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn field(step: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType='{step}'/></w:r>")
}

/// The official form, where this machine has it: each number that comes into it is read back.
#[test_with::path(../shared/corpus/reports)]
#[test]
fn the_official_form_filled_in_any_way_is_read_exactly() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let form = root.join("../shared/corpus/reports/template-2021-official.docx");
    let bytes = std::fs::read(form).expect("the official form");
    let blank = crate::check(crate::Input::file(&bytes), &crate::Options::default());
    let archive = Archive::open(&bytes).unwrap();
    let part = archive.read("word/document.xml", PART).unwrap().bytes;
    let empty = String::from_utf8(part.into_owned()).unwrap();
    let mut spots = docx::read(&empty, &Bounds::default()).spots;
    spots.sort_by_key(|(_, range)| std::cmp::Reverse(range.start));
    for turn in 0..WAYS.len() {
        let mut xml = empty.clone();
        let mut told = std::collections::BTreeMap::new();
        for (place, range) in &spots {
            let found = blank.cells.iter().find(|(_, cell)| cell.at == Some(*place));
            if let Some((id, _)) = found {
                let nth = told.len();
                let number = 1 + nth as i64 * 7919 % 12_347;
                let at = range.start + xml[range.clone()].rfind("</w:p>").unwrap();
                let way = WAYS[(nth + turn) % WAYS.len()];
                // Some stay blank.
                let stays = nth % 9 == turn % 9;
                xml.insert_str(
                    at,
                    &if stays {
                        String::new()
                    } else {
                        way(&number.to_string())
                    },
                );
                told.insert(id.clone(), (!stays).then_some(number));
            }
        }
        assert_eq!(told.len(), 200);
        let filled = archive.with(&[("word/document.xml".to_owned(), xml.into_bytes())]);
        let report = crate::check(crate::Input::file(&filled), &crate::Options::default());
        for (id, number) in told {
            let cell = &report.cells[&id];
            match number {
                Some(_) if id == "t2.fees" => assert_eq!(cell.state, State::Read, "{turn} {id}"),
                Some(number) => {
                    let value = Some(crate::report::Number::Count(number));
                    assert_eq!(
                        (cell.state, &cell.value),
                        (State::Read, &value),
                        "{turn} {id}"
                    );
                }
                None => assert_ne!(cell.state, State::Read, "{turn} {id}"),
            }
        }
    }
}
