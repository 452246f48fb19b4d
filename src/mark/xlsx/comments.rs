//! Comments of a sheet: their text in one part, and the boxes that show them in another.

use super::address::At;
use crate::mark::AUTHOR;
use crate::mark::edit::{Package, escape};
use crate::read::Refusal;
use crate::read::office::address::place;
use crate::read::package::{related, relations, tags, xml};
use crate::sorted::Sorted;

const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
];
const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Adds comments to a sheet. Gives the id of their drawing, where the sheet does not name one yet.
pub(super) fn comment(
    package: &mut Package,
    sheet: &str,
    comments: &Sorted<At, String>,
) -> Result<Option<String>, Refusal> {
    let text = package.text(sheet)?;
    let strict = usize::from(is_strict(&text));
    let relation = |kind: &str| format!("{}/{kind}", RELATIONS[strict]);
    let existing = related(&package.archive, sheet, "comments");
    let list = match &existing {
        Some(name) => package.text(name)?,
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{}\"><authors></authors><commentList></commentList></comments>",
            MAIN[strict]
        ),
    };
    let there = commented(&list);
    let list = extend(&list, comments)?;
    match existing {
        Some(name) => package.put(&name, list),
        None => {
            let name = package.free("xl/comments", ".xml");
            package.relate(sheet, &relation("comments"), &name)?;
            package.declare(&name, COMMENTS)?;
            package.put(&name, list);
        }
    }
    let new: Vec<At> = comments
        .keys()
        .filter(|at| !there.contains(at))
        .copied()
        .collect();
    if let Some(id) = drawing_of(&text) {
        let relations = relations(&package.archive, sheet);
        let relation = relations.into_iter().find(|relation| relation.id == id);
        let name = relation.ok_or(Refusal::Corrupt)?.target;
        let drawing = package.text(&name)?;
        package.put(&name, boxes(&drawing, &new)?);
        return Ok(None);
    }
    let name = package.free("xl/drawings/vmlDrawing", ".vml");
    let id = package.relate(sheet, &relation("vmlDrawing"), &name)?;
    package.declare_ending("vml", DRAWING)?;
    package.put(&name, boxes(EMPTY, &new)?);
    Ok(Some(id))
}

/// Whether a sheet is of the strict form.
fn is_strict(sheet: &str) -> bool {
    sheet.contains(MAIN[1])
}

/// The namespace of a sheet's references to its relations.
pub(super) fn references(sheet: &str) -> &'static str {
    RELATIONS[usize::from(is_strict(sheet))]
}

/// Id of the relation to the drawing of a sheet's comments; headers and footers have another.
fn drawing_of(sheet: &str) -> Option<String> {
    let mut id = None;
    tags(sheet, |tag| {
        if tag.local_name().as_ref() == "legacyDrawing" {
            id = xml::attribute(tag, "id").map(|id| id.into_owned());
        }
    });
    id
}

/// Adds to the list of comments; to the text of one that is there.
fn extend(list: &str, comments: &Sorted<At, String>) -> Result<String, Refusal> {
    let find = |text: &str, what: &str| text.rfind(what).ok_or(Refusal::Corrupt);
    let mut authors = 0;
    let mut prefix = String::new();
    tags(list, |tag| match tag.local_name().as_ref() {
        "author" => authors += 1,
        "comments" => {
            let full = tag.name();
            let full: &str = full.as_ref();
            prefix = full[..full.len() - "comments".len()].to_owned();
        }
        _ => {}
    });
    let p = &prefix;
    let mut list = list.replace(
        &format!("<{p}authors/>"),
        &format!("<{p}authors></{p}authors>"),
    );
    list = list.replace(
        &format!("<{p}commentList/>"),
        &format!("<{p}commentList></{p}commentList>"),
    );
    for (at, text) in comments {
        let text = escape(text);
        let run = |text: &str| format!("<{p}r><{p}t xml:space=\"preserve\">{text}</{p}t></{p}r>");
        if let Some(end) = text_end(&list, *at, p) {
            let run = run(&format!("\n\n{AUTHOR}\n{text}"));
            list.insert_str(end, &run);
            continue;
        }
        let name = name(*at);
        let comment = format!(
            "<{p}comment ref=\"{name}\" authorId=\"{authors}\"><{p}text>{}</{p}text></{p}comment>",
            run(&text)
        );
        let end = find(&list, &format!("</{p}commentList>"))?;
        list.insert_str(end, &comment);
    }
    let end = find(&list, &format!("</{p}authors>"))?;
    list.insert_str(end, &format!("<{p}author>{AUTHOR}</{p}author>"));
    Ok(list)
}

/// Where the text of a cell's comment ends.
fn text_end(list: &str, at: At, prefix: &str) -> Option<usize> {
    use quick_xml::events::Event;

    let mut tokens = xml::reader(list);
    loop {
        match tokens.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == "comment" => {
                let of = xml::attribute(&tag, "ref").and_then(|name| place(&name));
                if of == Some(at) {
                    let from = tokens.buffer_position() as usize;
                    let end = list[from..].find(&format!("</{prefix}text>"))? + from;
                    // Text without runs cannot be followed by one.
                    let runs = list[from..end].contains(&format!("<{prefix}r>"));
                    return runs.then_some(end);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// `B3` for row 2, column 1.
pub(in crate::mark) fn name((row, column): At) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

const EMPTY: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";
const SPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";

/// Adds a hidden box for each cell. Drawings are not always XML, so they are not read as such.
fn boxes(drawing: &str, cells: &[At]) -> Result<String, Refusal> {
    let mut last = 1024;
    for (at, word) in drawing.match_indices("_x0000_s") {
        let digits = drawing[at + word.len()..]
            .chars()
            .map_while(|c| c.to_digit(10));
        let number = digits.take(9).fold(0, |sum, digit| sum * 10 + digit);
        last = last.max(number);
    }
    let mut new = format!(
        "<v:shapetype {SPACES} id=\"_x0000_t{last}gouji\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    );
    for (index, &(row, column)) in (1..).zip(cells) {
        let id = last + index;
        let (right, far) = (column + 1, column + 5);
        let (top, bottom) = (row.saturating_sub(1), row + 8);
        new.push_str(&format!(
            "<v:shape {SPACES} id=\"_x0000_s{id}\" type=\"#_x0000_t{last}gouji\" style=\"position:absolute;width:240pt;height:120pt;z-index:{index};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{right}, 15, {top}, 10, {far}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        ));
    }
    let end = drawing.rfind("</xml>").ok_or(Refusal::Corrupt)?;
    Ok(format!("{}{new}{}", &drawing[..end], &drawing[end..]))
}

/// Rows and columns of comments that are there already.
fn commented(list: &str) -> Vec<At> {
    let mut at = Vec::new();
    tags(list, |tag| {
        if tag.local_name().as_ref() == "comment" {
            at.extend(xml::attribute(tag, "ref").and_then(|name| place(&name)));
        }
    });
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_of_comments_is_not_that_of_headers() {
        let of = |drawings: &str| drawing_of(&format!("<worksheet>{drawings}</worksheet>"));
        assert_eq!(of("<legacyDrawingHF r:id='a'/>"), None);
        let both = "<legacyDrawing r:id='b'/><legacyDrawingHF r:id='a'/>";
        assert_eq!(of(both).as_deref(), Some("b"));
    }

    #[test]
    fn a_strict_sheet_refers_strictly() {
        let sheet = |space| format!("<worksheet xmlns=\"{space}\"/>");
        assert_eq!(references(&sheet(MAIN[0])), RELATIONS[0]);
        assert_eq!(references(&sheet(MAIN[1])), RELATIONS[1]);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!(name((0, 0)), "A1");
        assert_eq!(name((8, 25)), "Z9");
        assert_eq!(name((1, 26)), "AA2");
        assert_eq!(name((0, 16_383)), "XFD1");
    }
}
