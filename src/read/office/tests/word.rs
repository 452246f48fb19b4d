//! Word: what is in the text, and what only looks like it.

use super::*;
use crate::read::STRUCK;

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
    // Beside other text a small table is what stands in its cell.
    assert_eq!(rows_of(&word(&layout)), ["□ x a 1 y|z"]);
    let alone = layout.replace('z', "");
    assert_eq!(rows_of(&word(&alone)), ["x", "a|1", "y"]);
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
        run("<w:color w:val='FEFDF8'/>", "9") + &run("", "6"),
        run("<w:w w:val='1'/>", "9") + &run("<w:w w:val='90'/>", "6"),
        "<w:r><w:footnoteReference w:id='2'/></w:r>".to_owned(),
        "<w:r><w:yearShort/></w:r>".to_owned(),
    ];
    let cells = runs.map(|runs| format!("<w:tc><w:p>{runs}</w:p></w:tc>"));
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.concat());
    assert_eq!(rows_of(&word(&table)), ["8|9|12|□|1□|6|6|□|□"]);
    let rtf = r"{\rtf1\trowd\cellx1\cellx2\cellx3\intbl{\strike 7}8\cell 12{\super 1}\cell\super 13\nosupersub 4\cell\row}";
    assert_eq!(rows_of(rtf.as_bytes()), ["8|12|4"]);
    let run = |properties: &str, text: &str| format!("<r><rPr>{properties}</rPr><t>{text}</t></r>");
    let raised = "<vertAlign val='superscript'/>";
    let runs = [
        run("<strike/>", "7") + &run("", "8"),
        run("", "12") + &run(raised, "1"),
        run(raised, "13") + &run("", "4"),
    ];
    let cells = runs.map(|runs| format!("<c t='inlineStr'><is>{runs}</is></c>"));
    let data = format!("<sheetData><row>{}</row></sheetData>", cells.concat());
    // Raised digits before others are the mark of a note, or of the number.
    assert_eq!(rows_of(&sheet(&data)), ["8|12|134□"]);
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

/// In OpenDocument and in UOF: what is seen in a cell without being its text, and what nobody sees.
#[test]
fn a_cell_of_an_open_document_or_of_uof_is_blank_only_where_nothing_is_seen() {
    let style = |name: &str, properties: &str| {
        format!(
            "<style:style style:name='{name}' style:family='text'><style:text-properties {properties}/></style:style>"
        )
    };
    let styles = [
        style("Raised", "style:text-position='super 58%'"),
        style("Tiny", "fo:font-size='1pt'"),
        style("Small", "fo:font-size='7.5pt'"),
        style("Narrow", "style:text-scale='1%'"),
        style("Faint", "fo:color='#fefdf8'"),
    ];
    let of = |style: &str| format!("<text:span text:style-name='{style}'>9</text:span>");
    let field = |kind: &str| {
        format!("<field:fieldmark-start field:type='x.{kind}'/><field:fieldmark-end/>")
    };
    for (content, shown) in [
        (
            "<text:list><text:list-item><text:p/></text:list-item></text:list>".to_owned(),
            "□",
        ),
        (
            "<text:list><text:list-item><text:p>46</text:p></text:list-item></text:list>"
                .to_owned(),
            "46",
        ),
        (
            "<text:p><text:note><text:note-citation>1</text:note-citation></text:note></text:p>"
                .to_owned(),
            "□",
        ),
        (
            "<text:p><text:table-formula text:formula='ooow:SUM(&lt;A4&gt;)'/></text:p>".to_owned(),
            "□",
        ),
        (
            "<text:p><text:bookmark-ref text:ref-name='a'/></text:p>".to_owned(),
            "□",
        ),
        (format!("<text:p>{}</text:p>", field("UNHANDLED")), "□"),
        (format!("<text:p>{}</text:p>", field("FORMCHECKBOX")), "□"),
        (format!("<text:p>{}</text:p>", field("FORMTEXT")), ""),
        (
            "<text:p><draw:custom-shape><text:p/></draw:custom-shape></text:p>".to_owned(),
            "一张图片",
        ),
        (format!("<text:p>{}</text:p>", of("Raised")), "□"),
        (format!("<text:p>{}46</text:p>", of("Raised")), "46"),
        (format!("<text:p>{}46</text:p>", of("Tiny")), "46"),
        (format!("<text:p>{}46</text:p>", of("Narrow")), "46"),
        (format!("<text:p>{}46</text:p>", of("Faint")), "46"),
        (format!("<text:p>{}46</text:p>", of("Small")), "946"),
    ] {
        let odt = format!(
            "<office:document-content><office:automatic-styles>{}</office:automatic-styles><office:body><office:text><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>{content}</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>",
            styles.concat()
        );
        assert_eq!(
            rows_of(&packed(&[("content.xml", &odt)])),
            [format!("a|{shown}")],
            "{content}"
        );
    }
    let styles = "<uof:句式样 字:标识符='Gone'><字:字体 字:字号='1'/></uof:句式样>\
        <uof:句式样 字:标识符='White'><字:字体 字:颜色='#ffffff'/></uof:句式样>\
        <uof:句式样 字:标识符='Heir' 字:基式样引用='White'/>\
        <uof:句式样 字:标识符='Struck'><字:删除线 字:类型='single'/></uof:句式样>\
        <uof:句式样 字:标识符='Raised'><字:位置>super</字:位置></uof:句式样>";
    let run = |style: &str, text: &str| {
        format!("<字:句><字:句属性 字:式样引用='{style}'/><字:文本串>{text}</字:文本串></字:句>")
    };
    let plain = run("None", "46");
    for (content, shown) in [
        (run("Gone", "9") + &plain, "46"),
        (run("White", "9") + &plain, "46"),
        (run("Heir", "9"), STRUCK),
        (run("Struck", "9"), STRUCK),
        (run("Raised", "9"), "□"),
        (plain.clone() + &run("Raised", "1"), "46"),
        (format!("<字:修订开始 字:标识符='c' 字:类型='delete'/>{}<字:修订结束 字:开始标识引用='c'/>{plain}", run("None", "9")), "46"),
        (format!("<字:修订开始 字:标识符='c' 字:类型='insert'/>{plain}<字:修订结束 字:开始标识引用='c'/>"), "46"),
        ("<字:段落属性><字:自动编号信息/></字:段落属性>".to_owned(), "□"),
        ("<字:域开始/><字:域代码><字:段落><字:句><字:文本串>9</字:文本串></字:句></字:段落></字:域代码><字:域结束/>".to_owned(), "□"),
        ("<字:句><字:锚点/></字:句>".to_owned(), "一张图片"),
        (String::new(), ""),
    ] {
        let cell = |content: &str| format!("<字:单元格><字:段落>{content}</字:段落></字:单元格>");
        let uof = format!(
            "<uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof' xmlns:字='w'><uof:式样集>{styles}</uof:式样集><uof:文字处理><字:主体><字:文字表><字:行>{}{}</字:行></字:文字表></字:主体></uof:文字处理></uof:UOF>",
            cell(&run("None", "a")),
            cell(&content)
        );
        assert_eq!(rows_of(uof.as_bytes()), [format!("a|{shown}")], "{content}");
    }
}
