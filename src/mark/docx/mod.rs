//! Marks in a Word file: shading among the properties of a cell, comments around its paragraphs.

mod anatomy;
mod runs;

use super::edit::{Package, TextEdits, escape, last_child};
use super::{AUTHOR, Plan, Shade, TextAt};
use crate::document::Bounds;
use crate::place::Place;
use crate::read::office::docx;
use crate::read::package::{related, tags, xml};
use crate::read::{Reading, Refusal};
use crate::sorted::{Sorted, gathered};
use anatomy::Anatomy;
use runs::Put;
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
/// Marks the main part; none where the file is not the one that was checked.
pub(super) fn mark(
    mut package: Package,
    part: &str,
    plan: &Plan,
    told: &TextAt,
    written: &mut Vec<Place>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let text = package.text(part)?;
    let reading = docx::read_part(&package.archive, part, &Bounds::default(), &|_, _| None)?;
    let spots = Spots::of(&reading, told);
    let mut edits = TextEdits::default();
    for (place, shade) in &plan.shades {
        if let Some(range) = spots.spot(place) {
            shading(&text, range, *shade, &mut edits);
        }
    }
    let mut comments = Comments::of(&package, part, &text)?;
    for (place, message) in &plan.comments {
        let Some(range) = spots.spot(place) else {
            continue;
        };
        let said = spots.shown.get(place).copied().unwrap_or_default();
        let new = plan.texts.get(place);
        let new = new.map(|new| runs::put(&text, range, said, new));
        let run = match &new {
            Some(None) => continue,
            Some(Some(Put::Run(run))) => run,
            _ => "",
        };
        if anchor(&text, range, place, (comments.next, run), &mut edits) {
            if let Some(Some(put)) = new {
                if let Put::Instead(texts) = put {
                    for (range, new) in texts {
                        edits.replace(range, new);
                    }
                }
                written.push(*place);
            }
            comments.add(message)?;
        }
    }
    if edits.is_empty() {
        return Ok(None);
    }
    comments.put(&mut package, part)?;
    package.put(part, edits.apply(&text));
    package.finish().map(Some)
}

/// Where cells and lines stand in the main part, and what they show.
struct Spots<'r, 't> {
    shown: Sorted<Place, &'r str>,
    spots: Sorted<Place, Range<usize>>,
    told: &'r TextAt<'t>,
}

impl<'r, 't> Spots<'r, 't> {
    fn of(reading: &'r Reading, told: &'r TextAt<'t>) -> Spots<'r, 't> {
        let cells = reading.document.rows.iter().flat_map(|row| &row.cells);
        Spots {
            shown: gathered(cells.map(|cell| (cell.at, cell.text.as_str()))),
            spots: gathered(reading.spots.iter().cloned()),
            told,
        }
    }

    /// The stretch of a place, if there still stands what the report says.
    fn spot(&self, place: &Place) -> Option<&Range<usize>> {
        match place {
            Place::Page { .. } => None,
            Place::Cell { .. } => {
                let same =
                    (self.told)(*place).is_none_or(|text| self.shown.get(place) == Some(&text));
                self.spots.get(place).filter(|_| same)
            }
            Place::Span { line, .. } => {
                let of_line = |at: &Place| matches!(at, Place::Span { line: l, .. } if l == line);
                let mut spots = self.spots.iter();
                spots.find(|(at, _)| of_line(at)).map(|(_, range)| range)
            }
        }
    }
}

/// The comments of a file.
struct Comments {
    /// The part they stand in, where there is one.
    part: Option<String>,
    list: String,
    /// Index into [`WORD`] and [`RELATION`].
    strict: usize,
    /// The number of the next.
    next: u32,
    added: bool,
}

impl Comments {
    /// Those of the file whose main part is `text`.
    fn of(package: &Package, main: &str, text: &str) -> Result<Comments, Refusal> {
        let strict = usize::from(text.contains(WORD[1]));
        let part = related(&package.archive, main, "comments");
        let list = match &part {
            Some(name) => package.text(name)?,
            None => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\"></w:comments>",
                WORD[strict]
            ),
        };
        let mut next = 0;
        for part in [&list, text] {
            tags(part, |tag| {
                if tag.local_name().as_ref().starts_with("comment") {
                    next = next.max(xml::number(tag, "id").map_or(0, |id| id.saturating_add(1)));
                }
            });
        }
        Ok(Comments {
            part,
            list,
            strict,
            next,
            added: false,
        })
    }

    fn add(&mut self, message: &str) -> Result<(), Refusal> {
        let comment = comment(self.next, message, WORD[self.strict]);
        self.list = append(&self.list, &comment)?;
        self.next += 1;
        self.added = true;
        Ok(())
    }

    /// Writes the list, if something was added to it.
    fn put(self, package: &mut Package, main: &str) -> Result<(), Refusal> {
        if !self.added {
            return Ok(());
        }
        let name = match self.part {
            Some(name) => name,
            None => {
                let folder = main.rsplit_once('/').map_or("word", |(folder, _)| folder);
                let mut name = format!("{folder}/comments.xml");
                if package.has(&name) {
                    name = package.free(&format!("{folder}/comments"), ".xml");
                }
                package.relate(main, RELATION[self.strict], &name)?;
                package.declare(&name, COMMENTS)?;
                name
            }
        };
        package.put(&name, self.list);
        Ok(())
    }
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
