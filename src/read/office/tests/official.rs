//! The official form, filled in any way that Word files are.

use super::*;

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
