use super::*;

#[test]
fn shared_strings_lose_their_white_space_once_and_not_in_each_cell() {
    let xml = "<sst><si><t>   </t></si><si><t> a b </t></si><si/></sst>";
    assert_eq!(shared(xml, &Bounds::default()).texts, ["", "a b", ""]);
}

#[test]
fn a_font_strikes_numbers_out_or_hides_them() {
    let xml = "<styleSheet><fonts><font/><font><strike/></font><font><color rgb='FFFFFFFF'/></font>\
        <font><strike val='0'/><color theme='1'/></font></fonts><fills><fill><patternFill/></fill>\
        <fill><patternFill patternType='solid'><fgColor indexed='10'/></patternFill></fill></fills><borders/><cellStyleXfs><xf fontId='1'/></cellStyleXfs>\
        <cellXfs><xf fontId='1'/><xf fontId='2'/><xf fontId='2' fillId='1'/><xf fontId='3' numFmtId='1'/></cellXfs>\
        <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
    let of = [
        NumberFormat::Struck,
        NumberFormat::White,
        NumberFormat::General,
        NumberFormat::Fixed(0),
    ];
    assert_eq!(formats(xml).formats, of);
    let shown = |format: NumberFormat| [format.show(7.0, false), format.show_text("旧8").into()];
    assert_eq!(shown(of[0]), [STRUCK, STRUCK]);
    assert_eq!(shown(of[1]), [STRUCK, STRUCK]);
    assert_eq!(of[1].show(0.0, false), "");
    assert_eq!(shown(of[2]), ["7", "旧8"]);
    // A label that is struck out is no number.
    assert_eq!(NumberFormat::Struck.show_text("规章"), "");
    let xml = "<sst><si><r><rPr><strike/></rPr><t>15</t></r></si><si><r><rPr><strike/></rPr><t>15</t></r><r><t>16</t></r></si></sst>";
    assert_eq!(shared(xml, &Bounds::default()).texts, [STRUCK, "16"]);
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
    let formats = formats(&xml).formats;
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

#[test]
fn a_number_of_the_colour_behind_it_is_not_seen() {
    let font = |colour: &str| format!("<font><sz val='11'/><color {colour}/></font>");
    let fill = |colour: &str| {
        format!("<fill><patternFill patternType='solid'><fgColor {colour}/></patternFill></fill>")
    };
    for (above, behind, seen) in [
        ("rgb='FFFEFDF8'", "rgb='FFFFFFFF'", false),
        ("theme='0'", "indexed='9'", false),
        ("theme='0' tint='-0.04'", "indexed='65'", false),
        ("theme='0' tint='-0.5'", "indexed='9'", true),
        ("theme='1' tint='1'", "theme='0'", false),
        ("rgb='FFC00000'", "rgb='00C00000'", false),
        ("rgb='FFC00000'", "rgb='FFC00001'", false),
        ("rgb='FFC00000'", "rgb='FFC02000'", true),
        ("theme='4' tint='0.4'", "theme='4' tint='0.4'", false),
        ("theme='4' tint='0.4'", "theme='4' tint='0.5'", true),
        ("indexed='10'", "indexed='10'", false),
        ("auto='1'", "rgb='FF000000'", false),
        ("theme='1'", "rgb='FF0A0A0A'", false),
        ("indexed='64'", "indexed='8'", false),
        ("theme='1' tint='0.5'", "rgb='FF000000'", true),
        ("indexed='8'", "auto='1'", true),
        ("indexed='1'", "rgb='FF4472C4'", true),
    ] {
        let xml = format!(
            "<s><fonts>{}<font><sz val='1'/></font></fonts><fills>{}</fills><cellXfs><xf/><xf fontId='1'/></cellXfs></s>",
            font(above),
            fill(behind)
        );
        let expected = if seen {
            NumberFormat::General
        } else {
            NumberFormat::White
        };
        assert_eq!(
            formats(&xml).formats,
            [expected, NumberFormat::White],
            "{above} {behind}"
        );
    }
}

/// A cell of 46 and one of 0, with formats under conditions.
#[test]
fn a_condition_that_may_hide_a_number_makes_it_unreadable_and_one_that_cannot_does_not() {
    let styles = "<s><numFmts/><dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf>\
        <dxf><font><color rgb='FFFF0000'/></font></dxf><dxf><numFmt numFmtId='9' formatCode=';;;'/></dxf>\
        <dxf><font><strike/></font><border><left><color rgb='FFFFFFFF'/></left></border></dxf>\
        <dxf><font><color theme='0'/></font><fill><patternFill><bgColor rgb='FFC00000'/></patternFill></fill></dxf>\
        <dxf><font><b/></font><border><left><color rgb='FFFFFFFF'/></left></border></dxf></dxfs></s>";
    let hiding = formats(styles).conditioned;
    let plain = (Some(INK), Some(PAPER));
    let hides: Vec<bool> = hiding.iter().map(|format| format.hides(plain)).collect();
    assert_eq!(hides, [true, false, true, true, false, false]);
    let rule =
        |of: &str, formula: &str| format!("<cfRule {of}><formula>{formula}</formula></cfRule>");
    let is = |operator: &str, format: u8, limit: &str| {
        rule(
            &format!("type='cellIs' operator='{operator}' dxfId='{format}'"),
            limit,
        )
    };
    for (rule, shown) in [
        (is("equal", 0, "0"), "46"),
        (is("equal", 0, "46"), "□"),
        (is("lessThan", 2, "50"), "□"),
        (is("greaterThan", 3, "46"), "46"),
        (is("greaterThanOrEqual", 3, "46"), "□"),
        (is("greaterThan", 1, "0"), "46"),
        (is("greaterThan", 4, "0"), "46"),
        (is("greaterThan", 5, "0"), "46"),
        (is("equal", 0, "$C$9"), "□"),
        (rule("type='expression' dxfId='0'", "$B2 = 0"), "46"),
        (rule("type='expression' dxfId='0'", "ISERROR(B2)"), "46"),
        (rule("type='expression' dxfId='0'", "LEN(TRIM(B2))=0"), "46"),
        (rule("type='expression' dxfId='0'", "LEN(B2) = 0"), "46"),
        (rule("type='expression' dxfId='0'", "0=b2"), "46"),
        (rule("type='expression' dxfId='0'", "B2=46"), "□"),
        (rule("type='expression' dxfId='0'", "50&gt;B2"), "□"),
        (rule("type='expression' dxfId='0'", "50&lt;B2"), "46"),
        (rule("type='expression' dxfId='0'", "AB2=0"), "□"),
        (rule("type='expression' dxfId='0'", "B22=0"), "□"),
        // The same cell for all: not theirs.
        (rule("type='expression' dxfId='0'", "B$2=0"), "□"),
        (rule("type='expression' dxfId='0'", "$B$2=0"), "□"),
        (rule("type='expression' dxfId='0'", "AND(B2=0,B2&lt;&gt;\"\")"), "46"),
        (rule("type='expression' dxfId='0'", "AND(C2=0,B2&lt;&gt;\"\")"), "□"),
        (rule("type='expression' dxfId='0'", "AND(B2&gt;40,B2&lt;50)"), "□"),
        (rule("type='expression' dxfId='0'", "AND(B2=0)+AND(B2&gt;0)"), "□"),
        (rule("type='expression' dxfId='0'", "OR(B2=0,B2=46)"), "□"),
        (
            "<cfRule type='cellIs' operator='between' dxfId='0'><formula>0</formula><formula>0</formula></cfRule>".to_owned(),
            "46",
        ),
        (
            "<cfRule type='cellIs' operator='between' dxfId='0'><formula>50</formula><formula>40</formula></cfRule>".to_owned(),
            "□",
        ),
        (
            "<cfRule type='cellIs' operator='notBetween' dxfId='0'><formula>0</formula><formula>9</formula></cfRule>".to_owned(),
            "□",
        ),
        (is("notEqual", 0, "46"), "46"),
        ("<cfRule type='beginsWith' text='-' dxfId='0'/>".to_owned(), "46"),
        ("<cfRule type='beginsWith' text='4' dxfId='0'/>".to_owned(), "□"),
        ("<cfRule type='containsText' text='无' dxfId='0'/>".to_owned(), "46"),
        (rule("type='expression' dxfId='0'", "B2&lt;&gt;0"), "□"),
        (
            "<cfRule type='dataBar'><dataBar showValue='0'/></cfRule>".to_owned(),
            "□",
        ),
        (
            "<cfRule type='iconSet'><iconSet/></cfRule>".to_owned(),
            "46",
        ),
        ("<cfRule type='duplicateValues' dxfId='0'/>".to_owned(), "□"),
        ("<cfRule type='containsBlanks' dxfId='0'/>".to_owned(), "46"),
    ] {
        let mut grid = SheetGrid::default();
        for (row, text) in [(1, "46"), (2, "0"), (3, "合计"), (9, "7")] {
            grid.add(row, 1, text, &Bounds::default());
        }
        let xml = format!(
            "<x:sheetData/><x:conditionalFormatting sqref='B2:B5'>{rule}</x:conditionalFormatting>"
        );
        conditional::rules(&xml, &hiding).conceal(|_| plain, &mut grid);
        let texts: Vec<&str> = grid.cells().iter().map(|cell| cell.2.as_str()).collect();
        assert_eq!(texts, [shown, "0", "合计", "7"], "{rule}");
    }
}

#[test]
fn of_a_text_of_which_some_digits_cannot_be_seen_there_is_no_telling() {
    let run = |properties: &str, text: &str| format!("<r><rPr>{properties}</rPr><t>{text}</t></r>");
    let (white, tiny, blue) = (
        "<color rgb='FFFFFFFF'/>",
        "<sz val='1'/>",
        "<color rgb='FF4472C4'/>",
    );
    let texts = [
        run(white, "9") + &run("", "46"),
        run("", "46") + &run(tiny, "9"),
        run(white, "2023") + &run(white, "年"),
        run(blue, "4") + &run("", "6"),
        run(white, "约") + &run("", "46"),
        run("", "46") + &run("<vertAlign val='subscript'/>", "1"),
        run(tiny, "46"),
        run(white, "46") + &run("", "件"),
    ];
    let items: String = texts
        .iter()
        .map(|text| format!("<si>{text}</si>"))
        .collect();
    let read = shared(&format!("<sst>{items}</sst>"), &Bounds::default());
    let expected = ["946□", "469□", STRUCK, "46", "约46", "46", STRUCK, "46件□"];
    assert_eq!(read.texts, expected);
    // Behind which a colour lies.
    let others: Vec<_> = read.on_colour.into_iter().collect();
    let seen = [(0, "946"), (2, "2023年"), (7, "46件")];
    assert_eq!(others, seen.map(|(at, text)| (at, text.to_owned())));
}

#[test]
fn of_rules_without_number_the_first_are_looked_at_and_numbers_of_the_rest_are_in_doubt() {
    let styles = "<s><dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf></dxfs></s>";
    let formats = formats(styles).conditioned;
    let rule = |area: &str, limit: u32| {
        format!(
            "<conditionalFormatting sqref='{area}'><cfRule type='cellIs' operator='equal' dxfId='0'>\
             <formula>{limit}</formula></cfRule></conditionalFormatting>"
        )
    };
    let read = |rules: &str| {
        let mut grid = SheetGrid::default();
        for (row, text) in [(0, "46"), (1, "0"), (2, "合计"), (3, "7")] {
            grid.add(row, 1, text, &Bounds::default());
        }
        let look = |_| (Some(INK), Some(PAPER));
        conditional::rules(&format!("<sheetData/>{rules}"), &formats).conceal(look, &mut grid);
        let texts = grid.cells().iter().map(|cell| cell.2.as_str());
        texts.collect::<Vec<_>>().join(" ")
    };
    let many =
        |rules: u32, area: &str| -> String { (0..rules).map(|n| rule(area, 1000 + n)).collect() };
    for (rules, shown) in [
        (many(256, "B1"), "46 0 合计 7"),
        (many(256, "B1") + &rule("B4", 1), "46 0 合计 □"),
        (many(257, "B1"), "□ 0 合计 7"),
        // One that hides nought alone is none of them, nor one that is there twice.
        (
            many(255, "B1") + &rule("B4", 0).repeat(9) + &rule("B4", 7),
            "46 0 合计 □",
        ),
        (many(255, "B1") + &rule("B4", 0).repeat(9), "46 0 合计 7"),
        (rule(&"B4 ".repeat(600), 46), "46 0 合计 7"),
        (rule(&"B4 ".repeat(600), 7), "46 0 合计 □"),
        (
            rule(&"C1 ".repeat(500), 46) + &rule(&"B1 ".repeat(20), 1),
            "□ 0 合计 7",
        ),
    ] {
        assert_eq!(read(&rules), shown);
    }
}

#[test]
fn white_is_seen_on_the_cells_own_colour() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='[White]0'/></numFmts>\
        <fonts><font/><font><color rgb='FFFF0000'/></font></fonts><fills><fill><patternFill/></fill>\
        <fill><patternFill patternType='solid'><fgColor rgb='FF1F4E79'/></patternFill></fill></fills>\
        <cellXfs><xf/><xf fillId='1'/><xf numFmtId='200'/><xf numFmtId='200' fillId='1'/><xf fontId='1'/></cellXfs>\
        <dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf>\
        <dxf><fill><patternFill><bgColor rgb='FFFF0000'/></patternFill></fill></dxf></dxfs></styleSheet>";
    let styles = formats(styles);
    let white = "<r><rPr><color rgb='FFFFFFFF'/></rPr><t>46</t></r>";
    let strings = shared(&format!("<sst><si>{white}</si></sst>"), &Bounds::default());
    for (cell, rule, shown) in [
        ("s='0'><v>46</v>", Some(0), "□"),
        ("s='1'><v>46</v>", Some(0), "46"),
        ("s='1'><v>46</v>", Some(1), "46"),
        ("s='4'><v>46</v>", Some(1), "□"),
        ("s='4'><v>46</v>", Some(0), "□"),
        ("s='2'><v>46</v>", None, STRUCK),
        ("s='3'><v>46</v>", None, "46"),
        ("s='0' t='s'><v>0</v>", None, STRUCK),
        ("s='1' t='s'><v>0</v>", None, "46"),
        (&format!("t='inlineStr'><is>{white}</is>"), None, STRUCK),
        (&format!("s='1' t='inlineStr'><is>{white}</is>"), None, "46"),
    ] {
        let rule = rule.map_or(String::new(), |format| format!(
            "<conditionalFormatting sqref='A1'><cfRule type='cellIs' operator='equal' dxfId='{format}'>\
             <formula>46</formula></cfRule></conditionalFormatting>"
        ));
        let xml = format!("<sheetData><row><c {cell}</c></row></sheetData>{rule}");
        let mut grid = SheetGrid::default();
        let mut context = SheetContext {
            strings: &strings,
            styles: &styles,
            conditions: true,
            coloured: Vec::new(),
            from_1904: false,
            bounds: &Bounds::default(),
        };
        context.sheet(&xml, &mut grid);
        conditional::rules(&xml, &styles.conditioned).conceal(|at| context.look(at), &mut grid);
        assert_eq!(grid.cells()[0].2, shown, "{cell} {rule}");
    }
}
