use super::*;
use crate::document::RowKind;
use crate::read::file::formatted;
use crate::read::office::tests::packed;

const OFD: &str = "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'><ofd:DocBody><ofd:DocInfo>\
    <ofd:Title>年度报告</ofd:Title></ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
const DOCUMENT: &str = "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>\
    <TemplatePage ID='7' BaseLoc='Tpls/Tpl_0/Content.xml'/></CommonData>\
    <Pages><Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></Pages></Document>";

/// A file of one page, in whatever names its writer gave them.
fn file(content: &str, template: &str) -> Vec<u8> {
    packed(&[
        ("OFD.xml", OFD),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/Pages/Page_0/Content.xml", content),
        ("Doc_0/Tpls/Tpl_0/Content.xml", template),
    ])
}

fn rows(bytes: &[u8]) -> Vec<(RowKind, Vec<String>)> {
    let reading = formatted(bytes, &Bounds::default(), &|_, _| false)
        .unwrap()
        .unwrap();
    let row = |row: crate::document::Row| {
        let texts = row.cells.into_iter().map(|cell| cell.text);
        (row.kind, texts.collect())
    };
    reading.document.rows.into_iter().map(row).collect()
}

fn line(text: &str) -> (RowKind, Vec<String>) {
    (RowKind::Line, vec![text.to_owned()])
}

#[test]
fn glyphs_stand_where_the_steps_between_them_say() {
    // `g 2 3`: two steps of 3 mm. Then one of 20 mm: another number.
    let page = "<Page><Content><Layer>\
        <TextObject Boundary='20 20 100 5' Size='5'><TextCode X='0' Y='4' DeltaX='g 2 2.5 20'>1234</TextCode></TextObject>\
        <TextObject Boundary='20 40 100 5' Size='5' CTM='1 0 0 1 10 0'><TextCode X='0' Y='4'>许可</TextCode></TextObject>\
        </Layer></Content></Page>";
    assert_eq!(rows(&file(page, "")), [line("123  4"), line("许可")]);
}

#[test]
fn lines_of_a_template_rule_the_text_of_the_page() {
    let path = |data: &str| {
        format!(
            "<ofd:PathObject Boundary='0 0 210 297' LineWidth='0.3'><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    };
    let template = format!(
        "<ofd:Page xmlns:ofd='o'><ofd:Content><ofd:Layer>{}{}{}</ofd:Layer></ofd:Content></ofd:Page>",
        path("M 20 20 L 80 20 L 80 40 L 20 40 C"),
        path("S 20 30 L 80 30"),
        path("M 50 20 L 50 40"),
    );
    let text = |x: u32, y: u32, text: &str| {
        format!(
            "<o:TextObject Boundary='{x} {y} 30 4' Size='4'><o:TextCode X='0' Y='3.5'>{text}</o:TextCode></o:TextObject>"
        )
    };
    let page = format!(
        "<o:Page xmlns:o='o'><o:Template TemplateID='7' ZOrder='Background'/><o:Content><o:Layer><o:PageBlock>{}{}{}</o:PageBlock></o:Layer></o:Content></o:Page>",
        text(22, 22, "行政许可"),
        text(60, 22, "12"),
        text(22, 32, "行政处罚"),
    );
    let grid = |cells: [&str; 2]| (RowKind::Grid, cells.map(String::from).to_vec());
    assert_eq!(
        rows(&file(&page, &template)),
        [grid(["行政许可", "12"]), grid(["行政处罚", ""])]
    );
}

#[test]
fn what_cannot_be_seen_is_not_read() {
    let text = |more: &str, colour: &str, y: u32| {
        format!(
            "<TextObject Boundary='20 {y} 30 4' Size='4' {more}>{colour}<TextCode X='0' Y='3'>{y}</TextCode></TextObject>"
        )
    };
    let page = format!(
        "<Page><Content><Layer>{}{}{}{}{}</Layer></Content></Page>",
        text("Visible='false'", "", 20),
        text("Alpha='0'", "", 25),
        text("", "<FillColor Alpha='0' Value='0 0 0'/>", 30),
        text("Fill='false'", "", 40),
        text("", "<FillColor Value='0 0 0'/>", 50),
    );
    assert_eq!(rows(&file(&page, "")), [line("50")]);
}

/// A page on which a number stands under or over what is painted, and another beside it.
fn painted(below: &str, colour: &str, above: &str) -> Vec<(RowKind, Vec<String>)> {
    let page = format!(
        "<Page><Content><Layer>{below}\
         <TextObject Boundary='20 20 30 4' Size='4'>{colour}<TextCode X='0' Y='3'>17</TextCode></TextObject>{above}\
         <TextObject Boundary='20 40 30 4' Size='4'><TextCode X='0' Y='3'>8</TextCode></TextObject></Layer></Content></Page>"
    );
    rows(&file(&page, ""))
}

/// A filled box over the number.
fn filled(more: &str, colour: &str) -> String {
    format!(
        "<PathObject Boundary='19 19 20 8' Fill='true' Stroke='false' {more}>{colour}\
         <AbbreviatedData>M 0 0 L 20 0 L 20 8 L 0 8 C</AbbreviatedData></PathObject>"
    )
}

#[test]
fn a_number_that_something_is_painted_over_is_not_read() {
    let white = "<FillColor Value='255 255 255'/>";
    let over = |more: &str, colour: &str| painted("", "", &filled(more, colour));
    let gone = [line("\u{fffd}"), line("8")];
    let both = [line("17"), line("8")];
    assert_eq!(over("", white), gone);
    assert_eq!(over("", "<FillColor Value='200 0 0'/>"), gone);
    assert_eq!(painted(&filled("", white), "", ""), both);
    assert_eq!(over("Alpha='90'", white), both);
    assert_eq!(over("", "<FillColor Alpha='90' Value='255 255 0'/>"), both);
    // Nothing says in which colour: it is filled with none.
    assert_eq!(over("", ""), both);
    // Only a part of it shows, who knows which.
    let clips = "<Clips><Clip><Area><Path Boundary='0 0 2 2'/></Area></Clip></Clips>";
    assert_eq!(over("", &format!("{white}{clips}")), both);
    // It does not reach beyond its boundary.
    let small = filled("", white).replace("19 19 20 8", "19 19 0.5 8");
    assert_eq!(painted("", "", &small), both);
    // It lies behind, though it is written after the text.
    let behind = format!("</Layer><Layer Type='Background'>{}", filled("", white));
    assert_eq!(painted("", "", &behind), both);
    // What is written over it is read.
    let text = "<TextObject Boundary='20 20 30 4' Size='4'><TextCode X='0' Y='3'>19</TextCode></TextObject>";
    let corrected = filled("", white) + text;
    assert_eq!(painted("", "", &corrected), [line("19"), line("8")]);
}

/// The document of a page with annotations, or with graphics that are defined once.
fn with(part: &str, name: &str, xml: &str, page: &str) -> Vec<u8> {
    packed(&[
        ("OFD.xml", OFD),
        ("Doc_0/Document.xml", &part_of(part, name)),
        ("Doc_0/Pages/Page_0/Content.xml", page),
        ("Doc_0/Tpls/Tpl_0/Content.xml", ""),
        (
            "Doc_0/Annots.xml",
            "<Annotations><Page PageID='1'><FileLoc>Annot_0.xml</FileLoc></Page></Annotations>",
        ),
        (&format!("Doc_0/{name}"), xml),
    ])
}

fn part_of(part: &str, name: &str) -> String {
    let name = if part == "Annotations" {
        "Annots.xml"
    } else {
        name
    };
    let end = if part == "Annotations" {
        "</Document>"
    } else {
        "</CommonData>"
    };
    DOCUMENT.replace(end, &format!("<{part}>{name}</{part}>{end}"))
}

#[test]
fn an_annotation_covers_and_a_composite_that_lets_through_does_not() {
    let white = "<FillColor Value='255 255 255'/>";
    let number = "<TextObject Boundary='20 20 30 4' Size='4'><TextCode X='0' Y='3'>17</TextCode></TextObject>";
    let page =
        |more: &str| format!("<Page><Content><Layer>{number}{more}</Layer></Content></Page>");
    let box_over = filled("", white);
    let annotation =
        format!("<Annot><Appearance Boundary='0 0 9 9'>{box_over}</Appearance></Annot>");
    let annotated = with("Annotations", "Annot_0.xml", &annotation, &page(""));
    assert_eq!(rows(&annotated), [line("\u{fffd}")]);
    let unit = format!(
        "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID='9'><Content>{box_over}</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>"
    );
    for (alpha, read) in [("", "\u{fffd}"), ("Alpha='30'", "17")] {
        let shown = format!("<CompositeObject ResourceID='9' {alpha}/>");
        let file = with("PublicRes", "Res.xml", &unit, &page(&shown));
        assert_eq!(rows(&file), [line(read)], "{alpha}");
    }
}

#[test]
fn white_text_is_read_where_it_stands_on_a_colour() {
    let white = "<FillColor Value='255 255 255'/>";
    let blue = filled("", "<FillColor Value='0 60 160'/>");
    assert_eq!(painted("", white, ""), [line("8")]);
    assert_eq!(painted(&blue, white, ""), [line("17"), line("8")]);
    assert_eq!(
        painted(&(blue + &filled("", white)), white, ""),
        [line("8")]
    );
    let picture = "<ImageObject Boundary='10 10 60 40' CTM='60 0 0 40 0 0' ResourceID='3'/>";
    assert_eq!(painted(picture, white, ""), [line("17"), line("8")]);
}

#[test]
fn a_number_that_is_struck_out_is_none() {
    let rule = "<PathObject Boundary='20 21 4 1' LineWidth='0.2'><AbbreviatedData>M 0 0.5 L 4 0.5</AbbreviatedData></PathObject>";
    assert_eq!(painted("", "", rule), [line("划去或白色的数"), line("8")]);
}

#[test]
fn encrypted_and_broken_files_are_refused() {
    let refusal = |bytes: &[u8]| {
        formatted(bytes, &Bounds::default(), &|_, _| false)
            .unwrap()
            .unwrap_err()
    };
    let encrypted = packed(&[("OFD.xml", OFD), ("Encryptions.xml", "<E/>")]);
    assert_eq!(refusal(&encrypted), Refusal::Encrypted);
    assert_eq!(refusal(&packed(&[("OFD.xml", OFD)])), Refusal::Corrupt);
    assert_eq!(refusal(&packed(&[("OFD.xml", "<")])), Refusal::Corrupt);
}

#[test]
fn a_page_that_is_lost_is_said_and_graphics_within_themselves_end() {
    let lost = packed(&[("OFD.xml", OFD), ("Doc_0/Document.xml", DOCUMENT)]);
    let reading = formatted(&lost, &Bounds::default(), &|_, _| false)
        .unwrap()
        .unwrap();
    assert_eq!(reading.remarks, [Remark::Damaged]);
    let within = packed(&[
        ("OFD.xml", OFD),
        (
            "Doc_0/Document.xml",
            &DOCUMENT.replace(
                "</CommonData>",
                "<PublicRes>Res.xml</PublicRes></CommonData>",
            ),
        ),
        (
            "Doc_0/Res.xml",
            "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID='9'><Content>\
             <CompositeObject ResourceID='9'/><CompositeObject ResourceID='9'/>\
             </Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>",
        ),
        (
            "Doc_0/Pages/Page_0/Content.xml",
            "<Page><Content><Layer><CompositeObject ResourceID='9'/></Layer></Content></Page>",
        ),
    ]);
    assert_eq!(rows(&within), []);
}
