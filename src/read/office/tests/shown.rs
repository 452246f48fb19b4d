//! What is shown is read and nothing else: hidden and taken-back text, values that are no text, files
//! in files. Made here, element by element.

use super::{hidden, packed};
use crate::document::{Bounds, Row};
use crate::read::file::read;
use crate::read::{Reading, Refusal, Remark};

fn reading(bytes: &[u8]) -> Reading {
    read(bytes, None, &Bounds::default(), &hidden).unwrap()
}

fn lines(reading: &Reading) -> Vec<String> {
    let line = |row: &Row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join("|")
    };
    reading.document.rows.iter().map(line).collect()
}

pub(super) fn rows(bytes: &[u8]) -> Vec<String> {
    lines(&reading(bytes))
}

/// A Word file with a table of one row: `content` and 9.
fn word(content: &str) -> Vec<u8> {
    let style = |id: &str, kind: &str, properties: &str| {
        format!("<w:style w:type='{kind}' w:styleId='{id}'>{properties}</w:style>")
    };
    let styles = [
        style("Gone", "character", "<w:rPr><w:vanish/></w:rPr>"),
        style("Struck", "character", "<w:rPr><w:strike/></w:rPr>"),
        style("Heir", "character", "<w:basedOn w:val='Gone'/>"),
        style("GoneP", "paragraph", "<w:rPr><w:vanish/></w:rPr>"),
        style(
            "White",
            "character",
            "<w:rPr><w:color w:val='FFFFFF'/></w:rPr>",
        ),
    ]
    .concat();
    let document = format!(
        "<w:document xmlns:w='w' xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' xmlns:own='urn:own'><w:body><w:tbl><w:tr><w:tc>{content}</w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    );
    packed(&[
        ("word/document.xml", &document),
        ("word/styles.xml", &format!("<w:styles>{styles}</w:styles>")),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id='r1' Type='http://x/styles' Target='styles.xml'/><Relationship Id='r2' Type='http://x/aFChunk' Target='part.html'/></Relationships>",
        ),
        ("word/part.html", "<table><tr><td>a<td>8</table>"),
    ])
}

#[test]
fn word_styles_hide_strike_and_whiten() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let styled = |id: &str| run(&format!("<w:rStyle w:val='{id}'/>"), "7");
    let eight = run("", "8");
    for (content, shown) in [
        (styled("Gone"), "8"),
        (styled("Struck"), "8"),
        (styled("Heir"), "8"),
        (styled("White"), "8"),
        (styled("Unknown"), "78"),
        (
            run("<w:rStyle w:val='Gone'/><w:vanish w:val='0'/>", "7"),
            "78",
        ),
        (run("<w:color w:val='FFFFFF'/>", "7"), "8"),
        (
            run(
                "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='FF0000'/>",
                "7",
            ),
            "78",
        ),
        (run("<w:dstrike/>", "7"), "8"),
    ] {
        let paragraph = format!("<w:p>{content}{eight}</w:p>");
        assert_eq!(rows(&word(&paragraph)), [format!("{shown}|9")], "{content}");
    }
    let gone = format!(
        "<w:p><w:pPr><w:pStyle w:val='GoneP'/></w:pPr>{}</w:p><w:p>{eight}</w:p>",
        run("", "7")
    );
    assert_eq!(rows(&word(&gone)), ["8|9"]);
    let dark = format!(
        "<w:tcPr><w:shd w:val='clear' w:fill='333333'/></w:tcPr><w:p>{}</w:p>",
        styled("White")
    );
    assert_eq!(rows(&word(&dark)), ["7|9"]);
}

#[test]
fn word_reads_fields_equations_known_alternatives_and_parts() {
    let field = |inner: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>{inner}</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
    };
    let entries = "<w:listEntry w:val='7'/><w:listEntry w:val='8'/>";
    let alternative = |requires: &str| {
        format!(
            "<w:p><mc:AlternateContent><mc:Choice Requires='{requires}'><w:r><w:t>7</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>8</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        )
    };
    for (content, shown) in [
        (field(&format!("<w:result w:val='1'/>{entries}")), "8"),
        (field(entries), "7"),
        (alternative("wps"), "7"),
        (alternative("own"), "8"),
        (alternative("wps own"), "8"),
        (alternative("unheard"), "8"),
        (
            "<w:p><m:oMath><m:r><m:t>8</m:t></m:r></m:oMath></w:p>".to_owned(),
            "8",
        ),
        (
            "<w:p><m:oMath><m:f><m:num><m:r><m:t>8</m:t></m:r></m:num></m:f></m:oMath></w:p>"
                .to_owned(),
            "□8",
        ),
        (
            "<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>".to_owned(),
            "一张图片",
        ),
        (
            "<w:p><w:r><w:pict><v:imagedata/></w:pict><w:t>8</w:t></w:r></w:p>".to_owned(),
            "8",
        ),
        (
            "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>".to_owned(),
            "一张图片",
        ),
    ] {
        assert_eq!(rows(&word(&content)), [format!("{shown}|9")], "{content}");
    }
    let parts = word(
        "<w:p/></w:tc></w:tr></w:tbl><w:altChunk r:id='r2'/><w:altChunk r:id='r9'/><w:tbl><w:tr><w:tc><w:p/>",
    );
    let read = reading(&parts);
    assert_eq!(lines(&read), ["a|8", "|9"]);
    // The one that is missing is said.
    assert_eq!(read.remarks, [Remark::Embedded]);
}

/// A flat text document with a table of one row: `content` and 9.
fn text(content: &str) -> Vec<u8> {
    let style = |name: &str, family: &str, properties: &str| {
        format!(
            "<style:style style:name='{name}' style:family='{family}'>{properties}</style:style>"
        )
    };
    let styles = [
        style(
            "Gone",
            "text",
            "<style:text-properties text:display='none'/>",
        ),
        style(
            "GoneP",
            "paragraph",
            "<style:text-properties text:display='none'/>",
        ),
        style(
            "White",
            "text",
            "<style:text-properties fo:color='#FFFFFF'/>",
        ),
        "<style:style style:name='Heir' style:family='text' style:parent-style-name='Gone'/>"
            .to_owned(),
    ]
    .concat();
    format!("<?xml version='1.0'?><office:document><office:styles>{styles}</office:styles><office:body><office:text><text:tracked-changes><text:changed-region xml:id='c1'><text:deletion/></text:changed-region><text:changed-region xml:id='c2'><text:insertion/></text:changed-region></text:tracked-changes><office:forms><form:form><form:text xml:id='k1' form:current-value='8'/></form:form></office:forms><table:table><table:table-row><table:table-cell>{content}</table:table-cell><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>").into_bytes()
}

#[test]
fn open_document_hides_what_is_deleted_and_reads_what_controls_show() {
    let changed = |id: &str| {
        format!(
            "<text:p><text:change-start text:change-id='{id}'/>7<text:change-end text:change-id='{id}'/>8</text:p>"
        )
    };
    for (content, shown) in [
        (changed("c1"), "8"),
        (changed("c2"), "78"),
        ("<text:p><text:span text:style-name='Gone'>7</text:span>8</text:p>".to_owned(), "8"),
        ("<text:p><text:span text:style-name='Heir'>7</text:span>8</text:p>".to_owned(), "8"),
        ("<text:p><text:span text:style-name='White'>7</text:span>8</text:p>".to_owned(), "8"),
        ("<text:p text:style-name='GoneP'>7</text:p><text:p>8</text:p>".to_owned(), "8"),
        ("<text:section text:display='none'><text:p>7</text:p></text:section><text:p>8</text:p>".to_owned(), "8"),
        ("<text:p><draw:control draw:control='k1'/></text:p>".to_owned(), "8"),
        ("<text:p><draw:frame><draw:image/></draw:frame></text:p>".to_owned(), "一张图片"),
        ("<text:p><field:fieldmark field:type='x.FORMDROPDOWN'><field:param field:name='Dropdown_ListEntry' field:value='7'/><field:param field:name='Dropdown_ListEntry' field:value='8'/><field:param field:name='Dropdown_Selected' field:value='1'/></field:fieldmark></text:p>".to_owned(), "8"),
    ] {
        assert_eq!(rows(&text(&content)), [format!("{shown}|9")], "{content}");
    }
}

/// A workbook of Excel with these sheets: state and content.
fn book(settings: &str, sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = Vec::new();
    let (mut listed, mut relations) = (String::new(), String::new());
    for (n, (state, data)) in sheets.iter().enumerate() {
        listed += &format!("<sheet name='{n}' state='{state}' r:id='r{n}'/>");
        relations +=
            &format!("<Relationship Id='r{n}' Type='http://x/worksheet' Target='{n}.xml'/>");
        parts.push((
            format!("xl/{n}.xml"),
            format!("<worksheet>{data}</worksheet>"),
        ));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook><sheets>{listed}</sheets>{settings}</workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    packed(&parts)
}

#[test]
fn hidden_sheets_rows_and_columns_are_not_read_beside_what_is_shown() {
    let row = |attributes: &str, values: [u32; 3]| {
        let cells = values
            .map(|value| format!("<c><v>{value}</v></c>"))
            .concat();
        format!("<row {attributes}>{cells}</row>")
    };
    let shown = row("", [1, 2, 3]);
    assert_eq!(
        rows(&book(
            "",
            &[("hidden", &shown), ("visible", &row("", [4, 5, 6]))]
        )),
        ["4|5|6"]
    );
    let gone = format!(
        "{shown}{}{}",
        row("hidden='1'", [7, 7, 7]),
        row("ht='0'", [8, 8, 8])
    );
    assert_eq!(rows(&book("", &[("visible", &gone)])), ["1|2|3"]);
    let column = format!("<cols><col min='2' max='2' hidden='true'/></cols>{shown}");
    assert_eq!(rows(&book("", &[("visible", &column)])), ["1|3"]);
    // A merged area that begins in a hidden row is seen where it goes on.
    let merged = format!(
        "{}{}<mergeCells><mergeCell ref='A1:A2'/></mergeCells>",
        row("hidden='1'", [1, 7, 7]),
        "<row r='2'><c r='B2'><v>2</v></c></row>"
    );
    assert_eq!(rows(&book("", &[("visible", &merged)])), ["1|2"]);
}

#[test]
fn dummy_results_are_computed() {
    let data = |stored: &str| {
        format!("<row><c><v>2</v></c><c><v>3</v></c><c><f>SUM(A1:B1)</f>{stored}</c></row>")
    };
    for (settings, stored, shown) in [
        ("", "<v>0</v>", "2|3|5"),
        ("", "<v>6</v>", "2|3|6"),
        ("<calcPr fullCalcOnLoad='1'/>", "<v>6</v>", "2|3|5"),
        ("", "<v/>", "2|3|5"),
    ] {
        assert_eq!(
            rows(&book(settings, &[("visible", &data(stored))])),
            [shown]
        );
    }
}

#[test]
fn xml_of_excel_2003_has_places_formats_and_hidden_rows() {
    let xml = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Styles><Style ss:ID='s1'><NumberFormat ss:Format='0'/></Style></Styles><Worksheet><Table><Column ss:Index='5' ss:Hidden='1'/><Row><Cell ss:MergeAcross='1'><Data ss:Type='String'>a</Data><Comment><ss:Data>7</ss:Data></Comment></Cell><Cell ss:StyleID='s1'><Data ss:Type='Number'>8.2</Data></Cell><Cell ss:Index='5'><Data ss:Type='Number'>7</Data></Cell></Row><Row ss:Hidden='1'><Cell><Data ss:Type='Number'>7</Data></Cell></Row></Table></Worksheet><Worksheet><Table><Row><Cell><Data ss:Type='Number'>7</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
    assert_eq!(rows(xml.as_bytes()), ["a|8"]);
}

#[test]
fn uof_is_read_as_text_and_as_sheets() {
    let text =
        |text: &str| format!("<字:段落><字:句><字:文本串>{text}</字:文本串></字:句></字:段落>");
    let cell = |content: &str| format!("<字:单元格>{content}</字:单元格>");
    let gone =
        "<字:句><字:句属性><字:隐藏文字 字:值='true'/></字:句属性><字:文本串>7</字:文本串></字:句>";
    let xml = format!(
        "<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'>{}<字:文字表><字:行>{}{}</字:行></字:文字表></uof:UOF>",
        text("x"),
        cell(&text("a")),
        cell(&format!("{}{gone}", text("8"))),
    );
    assert_eq!(rows(xml.as_bytes()), ["x", "a|8"]);
    let value = |attributes: &str, text: &str| {
        format!(
            "<表:单元格 {attributes}><表:数据><字:句><字:文本串>{text}</字:文本串></字:句></表:数据></表:单元格>"
        )
    };
    let sheet = |hidden: bool, rows: &str| {
        format!("<表:工作表 表:隐藏='{hidden}'><表:工作表内容>{rows}</表:工作表内容></表:工作表>")
    };
    let rows_of = format!(
        "<表:行 表:行号='3'>{}{}</表:行><表:行>{}{}</表:行><表:行 表:隐藏='true'>{}</表:行>",
        value("表:合并行数='1'", "a"),
        value("", "1"),
        value("", "2"),
        value("", "3"),
        value("", "7"),
    );
    let xml = format!(
        "<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'>{}{}</uof:UOF>",
        sheet(true, &format!("<表:行>{}</表:行>", value("", "7"))),
        sheet(false, &rows_of),
    );
    assert_eq!(rows(xml.as_bytes()), ["a|1", "2|3"]);
}

#[test]
fn texts_of_biff5_are_bytes_of_a_code_page() {
    let record = |id: u16, content: &[u8]| {
        let length = content.len() as u16;
        [&id.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    };
    let globals = |at: u32| {
        let sheet = [&at.to_le_bytes()[..], &[0, 0, 1, b'a']].concat();
        [
            record(0x809, &[0, 5, 5, 0]),
            record(0x42, &936u16.to_le_bytes()),
            record(0x85, &sheet),
            record(0x0a, &[]),
        ]
        .concat()
    };
    // 总计 in GBK, and 8.
    let label = [&[0, 0, 0, 0, 0, 0, 4, 0][..], &[0xd7, 0xdc, 0xbc, 0xc6]].concat();
    let number = [&[0, 0, 1, 0, 0, 0][..], &8f64.to_le_bytes()].concat();
    let sheet = [
        record(0x809, &[0, 5, 0x10, 0]),
        record(0x204, &label),
        record(0x203, &number),
        record(0x0a, &[]),
    ]
    .concat();
    let start = globals(0).len() as u32;
    let stream = [globals(start), sheet].concat();
    let reading = crate::read::office::xls::read(&stream, &Bounds::default()).unwrap();
    assert_eq!(lines(&reading), ["总计|8"]);
}

#[test]
fn gbk_without_a_code_page_is_told_from_latin() {
    assert_eq!(
        rows(br"{\rtf1\ansi\ansicpg1252 \'d7\'dc\'bc\'c6\par}"),
        ["总计"]
    );
    assert_eq!(rows(br"{\rtf1\ansi caf\'e9 \'93x\'94\par}"), ["café “x”"]);
}

#[test]
fn what_is_declined_is_named() {
    let refused =
        |bytes: &[u8], name: Option<&str>| read(bytes, name, &Bounds::default(), &hidden).err();
    let noise = [1u8; 64];
    for (bytes, name, refusal) in [
        (&b"Rar!\x1a\x07\x01\0"[..], None, Refusal::Archive("rar")),
        (&b"7z\xbc\xaf\x27\x1c\0"[..], None, Refusal::Archive("7z")),
        (&b"CAJ\0"[..], None, Refusal::Reader("CAJ")),
        (&noise[..], Some("年报.CEB"), Refusal::Reader("CEB")),
        (&noise[..], Some("年报.sep"), Refusal::Reader("SEP")),
        (&noise[..], Some("年报.gd"), Refusal::Reader("GD")),
        (&noise[..], Some("年报.bin"), Refusal::Unknown),
    ] {
        assert_eq!(refused(bytes, name), Some(refusal), "{name:?}");
    }
}

#[test]
fn text_that_a_style_makes_tiny_or_narrow_is_seen_where_it_is_set_large_again() {
    let style = |name: &str, family: &str, text: &str| {
        format!(
            "<style:style style:name='{name}' style:family='{family}'><style:text-properties {text}/></style:style>"
        )
    };
    let styles = [
        style("TinyP", "paragraph", "fo:font-size='1pt'"),
        style("NarrowP", "paragraph", "style:text-scale='5%'"),
        style("GoneP", "paragraph", "text:display='none'"),
        style("WhiteP", "paragraph", "fo:color='#ffffff'"),
        style("StruckP", "paragraph", "style:text-line-through-style='solid'"),
        style("Large", "text", "fo:font-size='0.15in' style:text-scale='100%'"),
        style("Tiny", "text", "text:display='true' fo:font-size='1pt'"),
        style("Tiny2", "text", "fo:font-size='0.5mm' text:display='true'"),
        style("Shown", "text", "text:display='true' style:text-line-through-style='none'"),
        style("Black", "text", "fo:color='#000000'"),
        style("White", "text", "fo:color='#ffffff'"),
        "<style:style style:name='Heir' style:family='text' style:parent-style-name='Tiny'><style:text-properties fo:font-size='12pt'/></style:style>".to_owned(),
    ]
    .concat();
    let file = |content: &str| {
        format!(
            "<?xml version='1.0'?><office:document><office:styles>{styles}</office:styles><office:body><office:text><table:table><table:table-row><table:table-cell>{content}</table:table-cell><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>"
        )
    };
    let span = |style: &str, inner: &str| {
        format!("<text:span text:style-name='{style}'>{inner}</text:span>")
    };
    for (paragraph, inner, shown) in [
        ("TinyP", "7".to_owned(), ""),
        ("TinyP", span("Large", "7"), "7"),
        ("TinyP", span("Shown", "7"), ""),
        ("NarrowP", span("Large", "7"), "7"),
        ("NarrowP", span("Black", "7"), ""),
        ("GoneP", span("Large", "7"), ""),
        ("GoneP", span("Shown", "7"), "7"),
        ("WhiteP", span("Black", "7") + "8", "7"),
        ("WhiteP", span("Large", "7"), "划去或白色的数"),
        ("StruckP", span("Shown", "7"), "7"),
        ("StruckP", span("Black", "7"), "划去或白色的数"),
        ("None", span("Tiny", "7"), ""),
        ("None", span("Tiny2", "7"), ""),
        ("None", span("Heir", "7"), "7"),
        (
            "None",
            span("Tiny", &format!("6{}", span("Large", "7"))) + "8",
            "78",
        ),
        ("None", span("White", &span("Black", "7")), "7"),
    ] {
        let content = format!("<text:p text:style-name='{paragraph}'>{inner}</text:p>");
        let read = rows(file(&content).as_bytes());
        assert_eq!(read, [format!("{shown}|9")], "{content}");
    }
}

#[test]
fn of_uof_the_look_holds_that_is_nearest_to_the_text() {
    let font = |told: &str| format!("<字:字体 {told}/>");
    let style = |name: &str, from: &str, told: &str| {
        format!("<字:句式样 字:标识符='{name}' 字:基式样引用='{from}'>{told}</字:句式样>")
    };
    let styles = [
        style("Tiny", "", &font("字:字号='1.0' 字:颜色='#000000'")),
        style("White", "", &font("字:颜色='#ffffff'")),
        style("Gone", "", "<字:隐藏文字 字:值='true'/>"),
        style("Heir", "Tiny", &font("字:字号='10.5'")),
    ]
    .concat();
    for (style, own, shown) in [
        ("Tiny", String::new(), ""),
        ("Tiny", font("字:字号='10.5'"), "7"),
        ("Tiny", font("字:颜色='#333333'"), ""),
        ("Heir", String::new(), "7"),
        ("White", font("字:字号='10.5'"), "划去或白色的数"),
        ("White", font("字:颜色='auto'"), "7"),
        ("Gone", font("字:字号='10.5'"), ""),
        ("Gone", "<字:隐藏文字 字:值='false'/>".to_owned(), "7"),
        ("", font("字:字号='1'"), ""),
    ] {
        let text = |told: &str, text: &str| {
            format!("<字:段落><字:句>{told}<字:文本串>{text}</字:文本串></字:句></字:段落>")
        };
        let told = format!("<字:句属性 字:式样引用='{style}'>{own}</字:句属性>");
        let xml = format!(
            "<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'>{styles}<字:文字表><字:行><字:单元格>{}</字:单元格><字:单元格>{}</字:单元格></字:行></字:文字表></uof:UOF>",
            text(&told, "7"),
            text("", "9"),
        );
        assert_eq!(rows(xml.as_bytes()), [format!("{shown}|9")], "{told}");
    }
}
