//! Files as people have them: with comments, macros and damage.

use super::*;
use crate::read::package::zip::Archive;
use crate::{Input, Options, check};
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).expect("a fixture")
}

fn part(bytes: &[u8], name: &str) -> String {
    let archive = Archive::open(bytes).unwrap();
    let part = archive.read(name, 1 << 24).unwrap().bytes;
    String::from_utf8(part.into_owned()).unwrap()
}

/// A file with some of its parts put, or changed.
fn with(bytes: &[u8], parts: &[(&str, String)]) -> Vec<u8> {
    let own = |(name, text): &(&str, String)| ((*name).to_owned(), text.clone().into_bytes());
    let parts: Vec<(String, Vec<u8>)> = parts.iter().map(own).collect();
    Archive::open(bytes).unwrap().with(&parts)
}

fn marked(bytes: &[u8]) -> Result<Vec<u8>, Unmarked> {
    let report = check(Input::file(bytes), &Options::default());
    assert!(report.summary.broken > 0, "{}", report.message);
    mark(bytes, &Marks::from(&report), &Options::default())
}

const WORD: &str = "word/document.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Whatever tag is taken out of, doubled in or moved within the part that is marked: the file is not
/// marked, or reads in every respect as it did.
#[test]
fn a_damaged_file_is_not_marked_or_reads_the_same() {
    for (file, name) in [("docx", WORD), ("xlsx", SHEET)] {
        let bytes = fixture(&format!("inconsistent-2019.{file}"));
        let text = part(&bytes, name);
        let starts: Vec<usize> = text.match_indices('<').map(|(at, _)| at).collect();
        let (mut refused, mut same) = (0, 0);
        for n in (9..starts.len() - 9).step_by(starts.len() / 40) {
            let (from, to, later) = (starts[n], starts[n + 1], starts[n + 8]);
            let [before, tag, between, after] = [
                &text[..from],
                &text[from..to],
                &text[to..later],
                &text[later..],
            ];
            let damages = [
                [before, between, after].concat(),
                [before, tag, tag, between, after].concat(),
                [before, between, tag, after].concat(),
                text[..from].to_owned(),
            ];
            for damaged in damages {
                let damaged = with(&bytes, &[(name, damaged)]);
                let report = check(Input::file(&damaged), &Options::default());
                let Ok(marked) = mark(&damaged, &Marks::from(&report), &Options::default()) else {
                    refused += 1;
                    continue;
                };
                let again = check(Input::file(&marked), &Options::default());
                let json = |report: &Report| serde_json::to_string(report).unwrap();
                assert_eq!(json(&report), json(&again), "{file} {n}");
                same += 1;
            }
        }
        assert!(
            refused > 20 && same > 20,
            "{file}: {refused} refused, {same} the same"
        );
    }
}

#[test]
fn damage_gets_a_sentence_that_says_what_to_do() {
    let bytes = fixture("inconsistent-2019.docx");
    let text = part(&bytes, WORD).replacen("</w:tr>", "", 1);
    let error = marked(&with(&bytes, &[(WORD, text)]))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("已损坏") && error.contains("另存为"),
        "{error}"
    );
}

/// Says of a part what it is and what it belongs to, as Word and Excel do.
fn related(bytes: &[u8], owner: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let (folder, file) = owner.rsplit_once('/').unwrap();
    let list = format!("{folder}/_rels/{file}.rels");
    let end = "</Relationships>";
    let mut relations = match Archive::open(bytes).unwrap().has(&list) {
        true => part(bytes, &list),
        false => format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{end}"
        ),
    };
    let mut types = part(bytes, "[Content_Types].xml");
    let mut changed = Vec::new();
    for (number, (name, kind, text)) in parts.iter().enumerate() {
        let at = relations.rfind(end).unwrap();
        relations.insert_str(
            at,
            &format!("<Relationship Id=\"own{number}\" Type=\"{kind}\" Target=\"/{name}\"/>"),
        );
        let at = types.rfind("</Types>").unwrap();
        let word = kind.rsplit('/').next().unwrap();
        types.insert_str(
            at,
            &format!("<Override PartName=\"/{name}\" ContentType=\"application/x-{word}\"/>"),
        );
        changed.push((*name, (*text).to_owned()));
    }
    changed.push((&list, relations));
    changed.push(("[Content_Types].xml", types));
    with(bytes, &changed)
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const THREADS: &str = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
const EXTENDED: &str = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
const MACROS: &str = "http://schemas.microsoft.com/office/2006/relationships/vbaProject";

#[test]
fn comments_of_a_word_file_stay_and_threads_are_untouched() {
    let own = "<w:comment w:id=\"7\" w:author=\"张\"><w:p w14:paraId=\"00000001\"><w:r><w:t>核对过</w:t></w:r></w:p></w:comment>";
    let comments = format!(
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">{own}</w:comments>"
    );
    let threads = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:commentEx w15:paraId=\"00000001\" w15:done=\"0\"/></w15:commentsEx>";
    let kind = format!("{OFFICE}/comments");
    let bytes = related(
        &fixture("inconsistent-2019.docx"),
        WORD,
        &[
            ("word/comments.xml", &kind, &comments),
            ("word/commentsExtended.xml", EXTENDED, threads),
        ],
    );
    let marked = marked(&bytes).unwrap();
    let list = part(&marked, "word/comments.xml");
    assert!(list.contains(own));
    assert_eq!(part(&marked, "word/commentsExtended.xml"), threads);
    // Ids beyond the one that is there, each once.
    assert!(list.contains("w:id=\"8\"") && list.matches("w:id=\"7\"").count() == 1);
    let report = check(Input::file(&bytes), &Options::default());
    assert_eq!(
        list.matches("<w:comment ").count(),
        1 + report.findings.len()
    );
}

#[test]
fn comments_of_a_sheet_stay_and_threads_are_untouched() {
    // One on a cell that gets a comment, one on a cell that gets none.
    let report = check(
        Input::file(fixture("inconsistent-2019.xlsx")),
        &Options::default(),
    );
    let plan = plan(&Marks::from(&report), Words(Options::default().language));
    let Some((Place::Cell { row, column, .. }, _)) = plan.comments.first() else {
        panic!("no comment");
    };
    let at = xlsx::comments::name((*row, *column));
    let own = |at: &str| {
        format!("<comment ref=\"{at}\" authorId=\"0\"><text><r><t>核对过</t></r></text></comment>")
    };
    let comments = format!(
        "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>tc=1</author></authors><commentList>{}{}</commentList></comments>",
        own("A1"),
        own(&at)
    );
    let threads = "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"/>";
    let kind = format!("{OFFICE}/comments");
    let bytes = related(
        &fixture("inconsistent-2019.xlsx"),
        SHEET,
        &[
            ("xl/comments1.xml", &kind, &comments),
            ("xl/threadedComments/threadedComment1.xml", THREADS, threads),
        ],
    );
    let marked = marked(&bytes).unwrap();
    let list = part(&marked, "xl/comments1.xml");
    assert!(list.contains(&own("A1")));
    assert_eq!(list.matches("核对过").count(), 2);
    assert_eq!(
        list.matches(&format!("ref=\"{at}\"")).count(),
        1,
        "a cell has one comment"
    );
    assert!(list.contains("<author>tc=1</author><author>gouji 勾稽</author>"));
    assert_eq!(
        part(&marked, "xl/threadedComments/threadedComment1.xml"),
        threads
    );
}

#[test]
fn files_with_macros_are_marked_and_keep_them_to_the_byte() {
    for (file, owner, macros, main) in [
        (
            "docx",
            WORD,
            "word/vbaProject.bin",
            "vnd.ms-word.document.macroEnabled.main",
        ),
        (
            "xlsx",
            "xl/workbook.xml",
            "xl/vbaProject.bin",
            "vnd.ms-excel.sheet.macroEnabled.main",
        ),
    ] {
        let plain = fixture(&format!("inconsistent-2019.{file}"));
        let program = "Attribute VB_Name = \"ThisWorkbook\"";
        let bytes = related(&plain, owner, &[(macros, MACROS, program)]);
        let types = part(&bytes, "[Content_Types].xml");
        let old = ["wordprocessingml.document.main", "spreadsheetml.sheet.main"]
            .map(|kind| format!("vnd.openxmlformats-officedocument.{kind}"));
        let new = old
            .iter()
            .fold(types, |types, old| types.replace(old, main));
        let bytes = with(&bytes, &[("[Content_Types].xml", new)]);
        let marked = marked(&bytes).unwrap();
        assert_eq!(part(&marked, macros), program);
        assert!(part(&marked, "[Content_Types].xml").contains(main));
        let json =
            |bytes| serde_json::to_string(&check(Input::file(bytes), &Options::default())).unwrap();
        assert_eq!(json(&bytes), json(&marked), "{file}");
        assert_eq!(json(&plain), json(&marked), "{file}");
    }
}

/// The children of an element, by the order that the standard (ECMA-376, part 1) gives them.
const ORDERS: [(&str, &str); 8] = [
    (
        "tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    ("p", "pPr *"),
    ("tc", "tcPr *"),
    (
        "worksheet",
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter drawing legacyDrawing legacyDrawingHF picture tableParts extLst",
    ),
    (
        "styleSheet",
        "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    ),
    ("comments", "authors commentList *"),
    ("comment", "text *"),
    ("Types", "Default Override"),
];

/// Whether every element that has an order keeps it, and every list that says how many it has is right.
fn in_order(name: &str, text: &str) {
    use quick_xml::events::Event;
    let mut tokens = quick_xml::Reader::from_str(text);
    // Name, last place in the order, children, how many were promised.
    let mut open: Vec<(String, usize, usize, Option<usize>)> = Vec::new();
    loop {
        let event = tokens.read_event().unwrap();
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let own = tag.local_name().as_ref().to_owned();
                if let Some((parent, last, children, _)) = open.last_mut() {
                    *children += 1;
                    if let Some((_, order)) = ORDERS.iter().find(|order| order.0 == parent.as_str())
                    {
                        let of = |what: &str| order.split(' ').position(|child| child == what);
                        let place = of(&own).or_else(|| of("*"));
                        assert!(
                            place.is_some_and(|place| place >= *last),
                            "{name}: {own} in {parent}"
                        );
                        *last = place.unwrap();
                    }
                }
                let promised = xml_attribute(&tag, "count");
                if !empty {
                    open.push((own, 0, 0, promised));
                }
            }
            Event::End(_) => {
                let (own, _, children, promised) = open.pop().unwrap();
                assert!(
                    promised.is_none_or(|n| n == children),
                    "{name}: {own} has {children}"
                );
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

fn xml_attribute(tag: &quick_xml::events::BytesStart, name: &str) -> Option<usize> {
    crate::read::package::xml::attribute(tag, name)?
        .parse()
        .ok()
}

#[test]
fn what_is_put_in_stands_where_the_standard_has_it() {
    // With what may come before and after what is put in.
    let properties = "<w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/><w:tcBorders/><w:noWrap/><w:vAlign w:val=\"center\"/></w:tcPr>";
    let word = fixture("inconsistent-2019.docx");
    let text = part(&word, WORD);
    let bordered = text.replace("<w:tcPr/>", properties).replace(
        "</w:tcPr>",
        "<w:noWrap/><w:vAlign w:val=\"center\"/><w:hideMark/></w:tcPr>",
    );
    let sheet = fixture("inconsistent-2019.xlsx");
    let headed = part(&sheet, SHEET).replace(
        "</worksheet>",
        "<headerFooter/><legacyDrawingHF xmlns:r=\"r\" r:id=\"x\"/><tableParts count=\"0\"/></worksheet>",
    );
    for (bytes, names) in [
        (
            with(&word, &[(WORD, bordered)]),
            vec![WORD, "word/comments.xml"],
        ),
        (
            word,
            vec![WORD, "word/comments.xml", "word/_rels/document.xml.rels"],
        ),
        (
            with(&sheet, &[(SHEET, headed)]),
            vec![SHEET, "xl/comments1.xml", "xl/styles.xml"],
        ),
        (
            sheet,
            vec![
                SHEET,
                "xl/comments1.xml",
                "xl/styles.xml",
                "xl/worksheets/_rels/sheet1.xml.rels",
            ],
        ),
    ] {
        let marked = marked(&bytes).unwrap();
        for name in names.into_iter().chain(["[Content_Types].xml"]) {
            in_order(name, &part(&marked, name));
        }
    }
}
