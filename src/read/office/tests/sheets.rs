//! Sheets: grids, formats, and rows without end.

use super::*;

pub(super) fn sheet(data: &str) -> Vec<u8> {
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

/// Whichever row of the head names it, whatever it is called, and whether there is a gap before it.
#[test]
fn a_check_column_right_of_a_table_in_a_workbook_changes_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let bytes = std::fs::read(folder.join("consistent-2021.xlsx")).unwrap();
    let archive = Archive::open(&bytes).unwrap();
    let part = "xl/worksheets/sheet1.xml";
    let xml = archive.read(part, PART).unwrap().bytes;
    let xml = String::from_utf8(xml.into_owned()).unwrap();
    let checked =
        |bytes: &[u8]| crate::check(crate::Input::file(bytes), &crate::Options::default());
    let plain = checked(&bytes);
    assert_eq!(plain.verdict, Verdict::Consistent);
    // The head of table 3 is the rows 20 to 22, and 25 rows of numbers follow.
    for (column, head, name) in [
        ('K', 20, "校验"),
        ('K', 21, "差额"),
        ('K', 22, "校验"),
        ('L', 22, "核对"),
        ('N', 22, "差额"),
        ('N', 21, "平衡"),
    ] {
        let mut with = String::new();
        for (at, row) in xml.split("</row>").enumerate() {
            with.push_str(row);
            let number = row
                .rfind("<row r=\"")
                .and_then(|start| row[start + 8..].split('"').next());
            match number.and_then(|number| number.parse().ok()) {
                Some(row) if row == head => {
                    with += &format!(
                        "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{name}</t></is></c>"
                    )
                }
                Some(row) if (23..48).contains(&row) => {
                    with += &format!("<c r=\"{column}{row}\"><v>0</v></c>");
                }
                _ => {}
            }
            if at < xml.matches("</row>").count() {
                with.push_str("</row>");
            }
        }
        let report = checked(&archive.with(&[(part.to_owned(), with.into_bytes())]));
        assert_eq!(
            report.verdict,
            Verdict::Consistent,
            "{column}{head}: {}",
            report.message
        );
        for (id, cell) in plain.cells.iter() {
            assert_eq!(report.cells[id].value, cell.value, "{column}{head}: {id}");
        }
    }
}
