use super::*;

#[test]
fn shared_strings_lose_their_white_space_once_and_not_in_each_cell() {
    let xml = "<sst><si><t>   </t></si><si><t> a b </t></si><si/></sst>";
    assert_eq!(shared(xml, &Bounds::default()), ["", "a b", ""]);
}

#[test]
fn a_font_strikes_numbers_out_or_hides_them() {
    let xml = "<styleSheet><fonts><font/><font><strike/></font><font><color rgb='FFFFFFFF'/></font>\
        <font><strike val='0'/><color theme='1'/></font></fonts><fills><fill><patternFill/></fill>\
        <fill><patternFill patternType='solid'/></fill></fills><borders/><cellStyleXfs><xf fontId='1'/></cellStyleXfs>\
        <cellXfs><xf fontId='1'/><xf fontId='2'/><xf fontId='2' fillId='1'/><xf fontId='3' numFmtId='1'/></cellXfs>\
        <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
    let of = [
        NumberFormat::Struck,
        NumberFormat::White,
        NumberFormat::General,
        NumberFormat::Fixed(0),
    ];
    assert_eq!(formats(xml), of);
    let shown = |format: NumberFormat| [format.show(7.0, false), format.show_text("旧8").into()];
    assert_eq!(shown(of[0]), [STRUCK, STRUCK]);
    assert_eq!(shown(of[1]), [STRUCK, STRUCK]);
    assert_eq!(of[1].show(0.0, false), "");
    assert_eq!(shown(of[2]), ["7", "旧8"]);
    // A label that is struck out is no number.
    assert_eq!(NumberFormat::Struck.show_text("规章"), "");
    let xml = "<sst><si><r><rPr><strike/></rPr><t>15</t></r></si><si><r><rPr><strike/></rPr><t>15</t></r><r><t>16</t></r></si></sst>";
    assert_eq!(shared(xml, &Bounds::default()), [STRUCK, "16"]);
}

#[test]
fn a_format_is_found_among_many() {
    // 10¹⁰ steps, if each were looked for from the first on.
    let code = |id| format!("<numFmt numFmtId='{id}' formatCode='0%'/>");
    let codes: String = (200..100_200).map(code).collect();
    let xf = "<xf numFmtId='100199'/>".repeat(100_000);
    let xml = format!(
        "<a><numFmt numFmtId='200' formatCode='d'/>{codes}<cellXfs>{xf}<xf numFmtId='200'/></cellXfs></a>"
    );
    let formats = formats(&xml);
    assert_eq!(
        formats[99_999..],
        [NumberFormat::Percent(0), NumberFormat::Date]
    );
}

#[test]
fn one_part_listed_as_many_sheets_is_not_read_as_often() {
    // Inflated and parsed 256 times: 2 gigabytes.
    let mut part = b"<worksheet><row><c><v>1</v></c></row>".to_vec();
    part.resize(PART, b' ');
    let sheets = "<sheet r:id='r1'/>".repeat(256);
    let own = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let bytes = Archive::empty().with(&[
        own("xl/workbook.xml", &format!("<workbook>{sheets}</workbook>")),
        own(
            "xl/_rels/workbook.xml.rels",
            "<a><Relationship Id='r1' Type='worksheet' Target='one.xml'/></a>",
        ),
        ("xl/one.xml".to_owned(), part),
    ]);
    let archive = Archive::open(&bytes).unwrap();
    let reading = read(&archive, "xl/workbook.xml", &Bounds::default()).unwrap();
    assert!(reading.document.cut && reading.remarks.is_empty());
    assert_eq!(reading.document.rows.len(), 4);
}
