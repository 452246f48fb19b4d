//! Numbers that a format hides: in the colour of what lies behind them, or under a condition.

use super::packed;
use super::shown::rows;

/// A Word file with a table of one row: a cell of these properties and this content, and 9.
fn word(properties: &str, content: &str) -> Vec<String> {
    let document = format!(
        "<w:document xmlns:w='w'><w:body><w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    );
    rows(&packed(&[("word/document.xml", &document)]))
}

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p>{}</w:p>", run(properties, text))
}

#[test]
fn text_of_word_in_the_colour_behind_it_is_not_read() {
    let red = "<w:color w:val='FF0000'/>";
    let shade = |fill: &str| format!("<w:shd w:val='clear' w:color='auto' w:fill='{fill}'/>");
    for (cell, look, shown) in [
        (shade("FF0000"), red.to_owned(), "□|9"),
        (shade("FE0203"), red.to_owned(), "□|9"),
        (shade("00FF00"), red.to_owned(), "46|9"),
        (
            shade("000000"),
            "<w:color w:val='000000'/>".to_owned(),
            "□|9",
        ),
        // Without a colour of its own text is white there.
        (
            shade("000000"),
            "<w:color w:val='auto'/>".to_owned(),
            "46|9",
        ),
        (
            String::new(),
            format!("{red}<w:highlight w:val='red'/>"),
            "□|9",
        ),
        (String::new(), format!("{red}{}", shade("FF0000")), "□|9"),
        (
            "<w:shd w:val='solid' w:color='FF0000' w:fill='auto'/>".to_owned(),
            red.to_owned(),
            "□|9",
        ),
        (shade("FF0000"), format!("{red}{}", shade("FFFF00")), "46|9"),
    ] {
        let read = word(&cell, &paragraph(&look, "46"));
        let read = read[0].replace(crate::read::STRUCK, "□");
        assert_eq!(read, shown, "{cell} {look}");
    }
}

/// A box that floats over a cell of OpenDocument, or stands in its line, and shapes with and without words.
#[test]
fn what_is_written_in_a_box_or_a_shape_is_no_part_of_the_number_beside_it() {
    let row = |content: &str| {
        rows(format!("<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'><office:body><office:text><table:table><table:table-row><table:table-cell><text:p>{content}</text:p></table:table-cell><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>").as_bytes()).concat().replace('\n', " ").replace('\t', "")
    };
    let frame = |anchor: &str, text: &str| {
        format!(
            "<draw:frame text:anchor-type='{anchor}'><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        )
    };
    let shape = |text: &str| {
        format!("<draw:custom-shape text:anchor-type='char'>{text}</draw:custom-shape>")
    };
    let words = shape("<text:p>7</text:p>");
    for (content, shown) in [
        (format!("46{words}"), "46 7 □|9"),
        (format!("{words}46"), "7 □46|9"),
        (words, "7 □|9"),
        (shape(""), "一张图片|9"),
        (format!("46{}", shape("")), "46|9"),
        (format!("46{}", frame("char", "7")), "46 7 □|9"),
        // One in the line of the text is what is seen in the cell, where nothing else is.
        (frame("as-char", "46"), "46|9"),
        (format!("46{}", frame("as-char", "7")), "46 7|9"),
    ] {
        assert_eq!(row(&content), shown, "{content}");
    }
}

/// A workbook of one sheet and these parts, whose one row has a cell of this format and 9.
fn book(parts: &[(&str, &str)], styles: &str, cell: &str, more: &str) -> Vec<String> {
    let relations = |targets: &[(&str, &str)]| {
        let all = targets.iter().map(|(kind, target)| {
            format!("<Relationship Id='{kind}' Type='http://x/{kind}' Target='{target}'/>")
        });
        format!("<Relationships>{}</Relationships>", all.collect::<String>())
    };
    let of_book = relations(&[
        ("worksheet", "one.xml"),
        ("styles", "styles.xml"),
        ("theme", "theme.xml"),
    ]);
    let of_sheet = relations(&[("drawing", "drawing.xml")]);
    let own = [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='a' r:id='worksheet'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", of_book.as_str()),
        ("xl/_rels/one.xml.rels", of_sheet.as_str()),
        ("xl/styles.xml", styles),
        (
            "xl/one.xml",
            &format!(
                "<worksheet><sheetData><row>{cell}<c r='B1'><v>9</v></c></row></sheetData>{more}</worksheet>"
            ),
        ),
    ];
    rows(&packed(&[&own[..], parts].concat()))
}

#[test]
fn a_colour_of_the_theme_is_held_against_the_same_by_its_parts() {
    let theme = "<a:theme><a:clrScheme><a:dk1><a:srgbClr val='000000'/></a:dk1><a:lt1><a:srgbClr val='FFFFFF'/></a:lt1><a:dk2><a:srgbClr val='1F497D'/></a:dk2><a:lt2><a:srgbClr val='EEECE1'/></a:lt2></a:clrScheme></a:theme>";
    let shown = |font: &str, fill: &str| {
        let styles = format!(
            "<styleSheet><fonts><font/><font><color {font}/></font></fonts><fills><fill/><fill><patternFill patternType='solid'><fgColor {fill}/></patternFill></fill></fills><cellXfs><xf/><xf fontId='1' fillId='1'/></cellXfs></styleSheet>"
        );
        let cell = "<c r='A1' s='1'><v>46</v></c>";
        book(&[("xl/theme.xml", theme)], &styles, cell, "").concat()
    };
    let struck = format!("{}|9", crate::read::STRUCK);
    assert_eq!(shown("rgb='FF1F497D'", "theme='3'"), struck);
    assert_eq!(shown("theme='3'", "rgb='FF20487C'"), struck);
    assert_eq!(shown("theme='3'", "rgb='FFFFFF00'"), "46|9");
    assert_eq!(shown("rgb='FF1F497D'", "theme='3' tint='0.4'"), "46|9");
}

#[test]
fn an_empty_cell_below_a_picture_or_a_text_box_is_not_blank() {
    let drawing = |what: &str, to: &str| {
        format!(
            "<wsDr><twoCellAnchor><from><col>0</col><row>0</row></from>{to}{what}</twoCellAnchor></wsDr>"
        )
    };
    let shown = |drawing: &str, cell: &str| {
        let parts = [("xl/drawing.xml", drawing)];
        book(&parts, "<styleSheet/>", cell, "<drawing r:id='drawing'/>").concat()
    };
    let (empty, full) = ("<c r='A1' s='0'/>", "<c r='A1'><v>46</v></c>");
    assert_eq!(shown(&drawing("<pic/>", ""), empty), "一张图片|9");
    assert_eq!(shown(&drawing("<pic/>", ""), full), "46|9");
    let words = "<sp><txBody><p><r><t>46</t></r></p></txBody></sp>";
    assert_eq!(shown(&drawing(words, ""), empty), "□|9");
    assert_eq!(shown(&drawing("<sp/>", ""), empty), "9");
    // A seal lies over more than cells.
    let far = "<to><col>7</col><row>9</row></to>";
    assert_eq!(shown(&drawing("<pic/>", far), empty), "9");
}

#[test]
fn what_follows_the_sign_of_a_note_in_its_run_is_the_mark_and_no_digit_of_the_number() {
    let mark = "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='1'/><w:t>1</w:t></w:r>";
    let content = format!("<w:p>{}{mark}{}</w:p>", run("", "4"), run("", "6"));
    assert_eq!(word("", &content), ["46|9"]);
}

#[test]
fn a_small_table_in_a_cell_is_what_stands_in_the_cell() {
    let table = |rows: &[&[&str]]| {
        let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph("", text));
        let row = |cells: &&[&str]| {
            format!(
                "<w:tr>{}</w:tr>",
                cells.iter().map(cell).collect::<String>()
            )
        };
        format!(
            "<w:tbl>{}</w:tbl><w:p/>",
            rows.iter().map(row).collect::<String>()
        )
    };
    assert_eq!(word("", &table(&[&["46"]])), ["46|9"]);
    assert_eq!(word("", &table(&[&["46", ""]])), ["46|9"]);
    assert_eq!(word("", &table(&[&["4", "6"]])), ["□ 4 6|9"]);
    assert_eq!(word("", &table(&[&["件数", "46"]])), ["□ 件数 46|9"]);
    assert_eq!(word("", &table(&[&["46"], &["7"]])), ["□ 46 7|9"]);
    // One that is as large as a form is layout.
    let row: &[&str] = &["1", "2", "3", "4", "5"];
    assert_eq!(word("", &table(&[row, row, row])).len(), 4);
}

/// A sheet whose one row holds 46, 46件, and 0, under rules that follow.
fn sheet(rules: &str) -> Vec<String> {
    let text = |at: &str, text: &str| format!("<c r='{at}' t='str'><v>{text}</v></c>");
    let cells = format!(
        "<c r='A1'><v>46</v></c>{}<c r='C1'><v>0</v></c>",
        text("B1", "46件")
    );
    let relations = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='one.xml'/><Relationship Id='r2' Type='http://x/styles' Target='styles.xml'/></Relationships>";
    let styles =
        "<styleSheet><dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf></dxfs></styleSheet>";
    rows(&packed(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", styles),
        (
            "xl/one.xml",
            &format!("<worksheet><sheetData><row>{cells}</row></sheetData>{rules}</worksheet>"),
        ),
    ]))
}

#[test]
fn a_condition_hides_a_text_with_a_number_in_it_as_it_does_a_number() {
    let rule = |kind: &str, formula: &str| {
        sheet(&format!(
            "<conditionalFormatting sqref='A1:C1'><cfRule dxfId='0' {kind}><formula>{formula}</formula></cfRule></conditionalFormatting>"
        ))
    };
    // A text is greater than every number.
    assert_eq!(rule("type='cellIs' operator='greaterThan'", "0"), ["□|□|0"]);
    assert_eq!(
        rule("type='cellIs' operator='lessThan'", "100"),
        ["□|46件|0"]
    );
    assert_eq!(rule("type='expression'", "ISTEXT(A1)"), ["46|□|0"]);
    assert_eq!(rule("type='expression'", "ISBLANK(A1)"), ["46|46件|0"]);
    assert_eq!(rule("type='expression'", "A1=0"), ["46|46件|0"]);
    assert_eq!(rule("type='containsText' text='件'", ""), ["46|□|0"]);
    assert_eq!(rule("type='containsText' text='项'", ""), ["46|46件|0"]);
}

#[test]
fn rules_of_the_extension_say_their_format_and_their_areas_themselves() {
    let rule = |format: &str, more: &str| {
        sheet(&format!(
            "<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type='expression'><xm:f>Other!A1=1</xm:f>{format}{more}</x14:cfRule><xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
        ))
    };
    let font = |colour: &str| format!("<x14:dxf><font><color rgb='{colour}'/></font></x14:dxf>");
    assert_eq!(rule(&font("FFFFFFFF"), ""), ["□|46件|0"]);
    assert_eq!(rule(&font("FFFF0000"), ""), ["46|46件|0"]);
    assert_eq!(rule("", "<x14:dataBar showValue='0'/>"), ["□|46件|0"]);
    assert_eq!(rule("", "<x14:dataBar/>"), ["46|46件|0"]);
}

/// A sheet of OpenDocument with these styles and 46, 46件 and 0, and what follows the rows.
fn calc(styles: &str, columns: &str, cell: &str, rules: &str) -> Vec<String> {
    let number = |value: &str| {
        format!(
            "<table:table-cell {cell} office:value-type='float' office:value='{value}'><text:p>{value}</text:p></table:table-cell>"
        )
    };
    let text = format!(
        "<table:table-cell {cell} office:value-type='string'><text:p>46件</text:p></table:table-cell>"
    );
    let row = [number("46"), text, number("0")].concat();
    rows(format!("<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table>{columns}<table:table-row>{row}</table:table-row>{rules}</table:table></office:spreadsheet></office:body></office:document>").as_bytes())
}

#[test]
fn conditions_of_opendocument_hide_numbers_and_so_does_the_style_of_a_column() {
    let white = "<style:style style:name='w' style:display-name='W 1' style:family='table-cell'><style:text-properties fo:color='#ffffff'/></style:style>";
    let rule = |value: &str| {
        let rule = format!(
            "<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address=\"'a b'.A1:'a b'.C1\"><calcext:condition calcext:apply-style-name='W 1' calcext:value='{value}' calcext:base-cell-address='a.A1'/></calcext:conditional-format></calcext:conditional-formats>"
        );
        calc(white, "", "", &rule)
    };
    assert_eq!(rule("&gt;0"), ["□|□|0"]);
    assert_eq!(rule("between(1,9)"), ["46|46件|0"]);
    assert_eq!(rule("contains-text(&quot;件&quot;)"), ["46|□|0"]);
    assert_eq!(rule("formula-is(ISTEXT([.A1]))"), ["46|□|0"]);
    assert_eq!(rule("duplicate"), ["□|□|0"]);
    let map = |condition: &str| {
        let style = format!(
            "{white}<style:style style:name='c' style:family='table-cell'><style:map style:condition='{condition}' style:apply-style-name='w'/></style:style>"
        );
        calc(&style, "", "table:style-name='c'", "")
    };
    assert_eq!(map("cell-content()&gt;0"), ["□|□|0"]);
    assert_eq!(map("cell-content()&lt;0"), ["46|46件|0"]);
    assert_eq!(map("cell-content-is-between(40,50)"), ["□|46件|0"]);
    let column =
        "<table:table-column table:number-columns-repeated='2' table:default-cell-style-name='w'/>";
    let struck = crate::read::STRUCK;
    assert_eq!(
        calc(white, column, "", ""),
        [format!("{struck}|{struck}|0")]
    );
}

#[test]
fn the_colour_of_a_number_format_is_that_of_the_numbers_and_of_no_style_before_it() {
    let red = "<style:style style:name='r' style:family='table-cell'><style:text-properties fo:color='#ff0000'/></style:style>";
    let numbers = "<number:number-style style:name='n'><style:text-properties fo:color='#ffffff'/><number:number/></number:number-style>";
    let own = "<style:style style:name='o' style:family='table-cell' style:data-style-name='n'/>";
    let styles = format!("{red}{numbers}{own}");
    assert_eq!(calc(&styles, "", "table:style-name='r'", ""), ["46|46件|0"]);
    let struck = crate::read::STRUCK;
    assert_eq!(
        calc(&styles, "", "table:style-name='o'", ""),
        [format!("{struck}|{struck}|{struck}")]
    );
}
