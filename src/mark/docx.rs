//! Marks in a Word file: shading among the properties of a cell, comments around its paragraphs.

use super::correct::{self, Put};
use super::edit::{Package, TextEdits, escape, last_child};
use super::{AUTHOR, Plan, Shade, Told};
use crate::document::Bounds;
use crate::place::Place;
use crate::read::Refusal;
use crate::read::office::docx;
use crate::read::package::{related, tags, xml};
use crate::sorted::tree;
use quick_xml::events::Event;
use std::ops::Range;

/// The namespaces of the transitional and of the strict form.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const RELATION: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];
const COMMENTS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// What comes before the shading among the properties of a cell.
const BEFORE_SHADING: [&str; 6] = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
];

/// Marks the main part; none where the file is not the one that was checked.
pub(super) fn mark(
    mut package: Package,
    part: &str,
    plan: &Plan,
    told: &Told,
    written: &mut Vec<Place>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let text = package.text(part)?;
    let reading = docx::read_part(&package.archive, part, &Bounds::default(), &|_, _| None)?;
    let cells = reading.document.rows.iter().flat_map(|row| &row.cells);
    let shown = tree(cells.map(|cell| (cell.at, cell.text.as_str())));
    let spots = tree(reading.spots);
    let spot = |place: &Place| match place {
        Place::Page { .. } => None,
        Place::Cell { .. } => {
            let same = told(*place).is_none_or(|text| shown.get(place) == Some(&text));
            spots.get(place).filter(|_| same)
        }
        Place::Span { line, .. } => {
            let of_line = |at: &Place| matches!(at, Place::Span { line: l, .. } if l == line);
            spots
                .iter()
                .find(|(at, _)| of_line(at))
                .map(|(_, range)| range)
        }
    };
    let strict = usize::from(text.contains(WORD[1]));
    let mut edits = TextEdits::default();
    for (place, shade) in &plan.shades {
        if let Some(range) = spot(place) {
            shading(&text, range, *shade, &mut edits);
        }
    }
    let existing = related(&package.archive, part, "comments");
    let mut list = match &existing {
        Some(name) => package.text(name)?,
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\"></w:comments>",
            WORD[strict]
        ),
    };
    let mut next = 0;
    for part in [&list, &text] {
        tags(part, |tag| {
            if tag.local_name().as_ref().starts_with("comment") {
                next = next.max(xml::number(tag, "id").map_or(0, |id| id.saturating_add(1)));
            }
        });
    }
    let first = next;
    for (place, message) in &plan.comments {
        let Some(range) = spot(place) else {
            continue;
        };
        let said = shown.get(place).copied().unwrap_or_default();
        let new = plan.texts.get(place);
        let new = new.map(|new| correct::put(&text, range, said, new));
        let run = match &new {
            Some(None) => continue,
            Some(Some(Put::Run(run))) => run,
            _ => "",
        };
        if anchor(&text, range, place, (next, run), &mut edits) {
            if let Some(Some(put)) = new {
                if let Put::Instead(texts) = put {
                    for (range, new) in texts {
                        edits.replace(range, new);
                    }
                }
                written.push(*place);
            }
            let comment = comment(next, message, WORD[strict]);
            list = append(&list, &comment)?;
            next += 1;
        }
    }
    if edits.is_empty() {
        return Ok(None);
    }
    if next > first {
        let name = match existing {
            Some(name) => name,
            None => {
                let folder = part.rsplit_once('/').map_or("word", |(folder, _)| folder);
                let mut name = format!("{folder}/comments.xml");
                if package.has(&name) {
                    name = package.free(&format!("{folder}/comments"), ".xml");
                }
                package.relate(part, RELATION[strict], &name)?;
                package.declare(&name, COMMENTS)?;
                name
            }
        };
        package.put(&name, list);
    }
    package.put(part, edits.apply(&text));
    package.finish().map(Some)
}

/// Puts a comment, which names its own namespace, at the end of the list.
fn append(list: &str, comment: &str) -> Result<String, Refusal> {
    match list.rfind("</") {
        Some(at) if list[at..].contains("comments") => {
            Ok(format!("{}{comment}{}", &list[..at], &list[at..]))
        }
        // A list with nothing in it yet: opened by an element that is then taken out again.
        _ => last_child(list, "comments", "gouji/").map(|opened| {
            let at = opened.rfind("</").unwrap_or(0);
            let start = opened[..at].rfind('<').unwrap_or(0);
            format!("{}{comment}{}", &opened[..start], &opened[at..])
        }),
    }
}

fn comment(id: u32, message: &str, namespace: &str) -> String {
    let paragraphs: String = message
        .lines()
        .map(|line| {
            let line = escape(line);
            format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")
        })
        .collect();
    format!(
        "<w:comment xmlns:w=\"{namespace}\" w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"gj\">{paragraphs}</w:comment>"
    )
}

/// What a stretch of the text holds, as far as marks need it; offsets into the whole text.
#[derive(Default)]
struct Anatomy {
    /// The properties of the cell.
    properties: Option<Range<usize>>,
    /// Whether they are one empty tag.
    closed: bool,
    /// Where shading may stand among them.
    shading_at: usize,
    /// Shading that is there.
    shading: Option<Range<usize>>,
    /// After the first paragraph's properties.
    first: Option<usize>,
    /// Before the end of the last paragraph.
    last: Option<usize>,
    /// A paragraph that is one empty tag.
    empty: Option<Range<usize>>,
}

impl Anatomy {
    fn of(text: &str, range: &Range<usize>) -> Self {
        let mut tokens = xml::reader(&text[range.clone()]);
        let mut anatomy = Anatomy::default();
        let mut depth = 0;
        // Start of the child of the properties that is open.
        let mut child = 0;
        let mut after_paragraph = false;
        let mut in_properties = false;
        loop {
            let from = range.start + tokens.buffer_position() as usize;
            let Ok(event) = tokens.read_event() else {
                break;
            };
            let to = range.start + tokens.buffer_position() as usize;
            let at_paragraph = std::mem::take(&mut after_paragraph);
            let (tag, empty) = match &event {
                Event::Start(tag) => (Some(tag), false),
                Event::Empty(tag) => (Some(tag), true),
                _ => (None, false),
            };
            if let Some(tag) = tag {
                let name = tag.local_name();
                match (name.as_ref(), depth) {
                    ("tcPr", 0) => {
                        anatomy.properties = Some(from..to);
                        anatomy.closed = empty;
                        anatomy.shading_at = to;
                        in_properties = !empty;
                    }
                    (_, 1) if in_properties => {
                        child = from;
                        if empty {
                            anatomy.property(name.as_ref(), from..to);
                        }
                    }
                    ("p", _) if empty => anatomy.empty = anatomy.empty.or(Some(from..to)),
                    ("p", _) if anatomy.first.is_none() => {
                        anatomy.first = Some(to);
                        after_paragraph = true;
                    }
                    ("pPr", _) if at_paragraph => {
                        let end = if empty {
                            to
                        } else {
                            let close =
                                text[to..range.end].find(&format!("</{}>", tag.name().as_ref()));
                            close.map_or(to, |at| to + at + tag.name().as_ref().len() + 3)
                        };
                        anatomy.first = Some(end);
                    }
                    _ => {}
                }
                depth += usize::from(!empty);
            }
            match &event {
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    match (tag.local_name().as_ref(), depth) {
                        ("tcPr", 0) => in_properties = false,
                        (name, 1) if in_properties => anatomy.property(name, child..to),
                        ("p", _) => anatomy.last = Some(from),
                        _ => {}
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        anatomy
    }

    fn property(&mut self, name: &str, range: Range<usize>) {
        if BEFORE_SHADING.contains(&name) {
            self.shading_at = range.end;
        } else if name == "shd" {
            self.shading = Some(range);
        }
    }
}

/// The prefix of the element that a stretch is the inside of, or of the paragraph it ends in.
fn prefix(text: &str, range: &Range<usize>) -> Option<String> {
    let close = text[range.end..].strip_prefix("</")?;
    let name = close.split(['>', ' ']).next()?;
    let (prefix, _) = name.split_once(':')?;
    Some(format!("{prefix}:"))
}

fn shading(text: &str, range: &Range<usize>, shade: Shade, edits: &mut TextEdits) {
    let Some(w) = prefix(text, range) else {
        return;
    };
    let anatomy = Anatomy::of(text, range);
    let colour = shade.colour();
    let element = format!("<{w}shd {w}val=\"clear\" {w}color=\"auto\" {w}fill=\"{colour}\"/>");
    match (anatomy.properties, anatomy.shading) {
        (None, _) => edits.insert(range.start, format!("<{w}tcPr>{element}</{w}tcPr>")),
        (Some(properties), _) if anatomy.closed => {
            edits.replace(properties, format!("<{w}tcPr>{element}</{w}tcPr>"));
        }
        (Some(_), Some(there)) => edits.replace(there, element),
        (Some(_), None) => edits.insert(anatomy.shading_at, element),
    }
}

/// Anchors a comment around a cell's paragraphs, with a run that is new in the first; false where there is
/// no paragraph to anchor it in.
fn anchor(
    text: &str,
    range: &Range<usize>,
    place: &Place,
    (id, run): (u32, &str),
    edits: &mut TextEdits,
) -> bool {
    let Some(w) = prefix(text, range) else {
        return false;
    };
    let start = format!("<{w}commentRangeStart {w}id=\"{id}\"/>");
    let end = format!(
        "<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
    );
    if let Place::Span { .. } = place {
        // Only where the line ends with its paragraph.
        let closes = text[range.end..].starts_with(&format!("</{w}p>"));
        if closes {
            edits.insert(range.end, start + &end);
        }
        return closes;
    }
    let anatomy = Anatomy::of(text, range);
    match (anatomy.first, anatomy.last, anatomy.empty) {
        (Some(first), Some(last), _) if first <= last => {
            edits.insert(first, start + run);
            edits.insert(last, end);
        }
        (_, _, Some(empty)) => {
            let tag = text[empty.clone()].trim_end_matches("/>").trim_end();
            edits.replace(empty, format!("{tag}>{start}{run}{end}</{w}p>"));
        }
        _ => return false,
    }
    true
}
