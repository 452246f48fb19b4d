//! Marks in an Excel file: cell formats cloned with a fill, comments as every spreadsheet shows them.

use super::edit::{Package, TextEdits};
use super::{Plan, Shade, Told, cells, vml};
use crate::document::Bounds;
use crate::place::Place;
use crate::read::Refusal;
use crate::read::office::xlsx::{self, place, sheets};
use crate::read::package::{PART, related, relations, tags, xml};
use crate::sorted::Sorted;
use crate::sorted::tree;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::ops::Range;

/// What may follow the legacy drawing of a sheet.
const AFTER_DRAWING: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// Row and column.
pub(super) type At = (u32, u32);

/// Marks the sheets; none where the file is not the one that was checked.
pub(super) fn mark(
    mut package: Package,
    workbook: &str,
    plan: &Plan,
    told: &Told,
    written: &mut Vec<Place>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let reading = xlsx::read(&package.archive, workbook, &Bounds::default())?;
    // The whole of it: what is hidden was perhaps read as well.
    let document = reading.hidden.as_ref().unwrap_or(&reading.document);
    let cells = document.rows.iter().flat_map(|row| &row.cells);
    let shown = tree(cells.map(|cell| (cell.at, cell.text.as_str())));
    let at = |place: &Place, sheet: usize| match *place {
        Place::Cell { table, row, column } if table as usize == sheet => {
            let there = shown.get(place).copied();
            let same = told(*place).is_none_or(|text| there == Some(text));
            (same && there.is_some()).then_some((row, column))
        }
        _ => None,
    };
    let parts = relations(&package.archive, workbook);
    let mut formats = Formats::of(&package, workbook)?;
    let list = package.archive.read(workbook, PART)?.bytes;
    let (mut marked, mut computed) = (false, false);
    for (index, sheet) in sheets(&parts, &xml::text(&list)).0.iter().enumerate() {
        let shades: Sorted<At, Shade> = plan
            .shades
            .iter()
            .filter_map(|(place, &shade)| Some((at(place, index)?, shade)))
            .collect();
        let texts: Sorted<At, &String> = plan
            .texts
            .iter()
            .filter_map(|(place, new)| Some((at(place, index)?, new)))
            .collect();
        let mut edits = TextEdits::default();
        let mut text = String::new();
        let mut done = Vec::new();
        if !texts.is_empty() {
            text = package.text(&sheet.part)?;
            done = cells::put(&text, &texts, &mut edits);
        }
        let mut comments: Sorted<At, String> = Sorted::default();
        for (place, text) in &plan.comments {
            if let Some(at) = at(place, index) {
                if plan.texts.contains_key(place) {
                    if !done.contains(&at) {
                        continue;
                    }
                    written.push(*place);
                }
                let whole = comments.entry(at);
                if !whole.is_empty() {
                    whole.push_str("\n\n");
                }
                whole.push_str(text);
            }
        }
        if shades.is_empty() && comments.is_empty() {
            continue;
        }
        marked = true;
        if text.is_empty() {
            text = package.text(&sheet.part)?;
        }
        if let Some(formats) = &mut formats {
            shade(&text, &shades, formats, &mut edits);
        }
        if !comments.is_empty()
            && let Some(id) = vml::comment(&mut package, &sheet.part, &comments)?
        {
            drawing(&text, &id, &mut edits)?;
        }
        package.put(&sheet.part, edits.apply(&text));
    }
    if !marked {
        return Ok(None);
    }
    // What is computed from a cell that is another now is computed anew when the file is opened.
    for sheet in &sheets(&parts, &xml::text(&list)).0 {
        computed |= package
            .text(&sheet.part)
            .is_ok_and(|text| cells::computes(&text));
    }
    if computed && !written.is_empty() {
        cells::compute_on_opening(&mut package, workbook)?;
    }
    if let Some(formats) = formats {
        formats.put(&mut package)?;
    }
    package.finish().map(Some)
}

/// Says in the sheet where the drawing of its comments is.
fn drawing(text: &str, id: &str, edits: &mut TextEdits) -> Result<(), Refusal> {
    let mut tokens = xml::reader(text);
    let (mut depth, mut prefix) = (0, String::new());
    loop {
        let from = tokens.buffer_position() as usize;
        let event = tokens.read_event().map_err(|_| Refusal::Corrupt)?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.local_name();
                if depth == 0 {
                    let full = tag.name();
                    let full: &str = full.as_ref();
                    prefix = full[..full.len() - name.as_ref().len()].to_owned();
                }
                if depth == 1 && AFTER_DRAWING.contains(&name.as_ref()) {
                    edits.insert(from, element(text, &prefix, id));
                    return Ok(());
                }
                depth += usize::from(!empty);
            }
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    edits.insert(from, element(text, &prefix, id));
                    return Ok(());
                }
            }
            Event::Eof => return Err(Refusal::Corrupt),
            _ => {}
        }
    }
}

fn element(text: &str, prefix: &str, id: &str) -> String {
    let space = vml::references(text);
    format!("<{prefix}legacyDrawing xmlns:r=\"{space}\" r:id=\"{id}\"/>")
}

/// Gives cells the formats with a fill.
fn shade(text: &str, shades: &Sorted<At, Shade>, formats: &mut Formats, edits: &mut TextEdits) {
    let mut tokens = xml::reader(text);
    let (mut row, mut column) = (0u32, 0);
    loop {
        let from = tokens.buffer_position() as usize;
        match tokens.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "row" => {
                    row = xml::number(&tag, "r").unwrap_or_else(|| row.saturating_add(1));
                    column = 0;
                }
                "c" => {
                    let named = xml::attribute(&tag, "r").and_then(|name| place(&name));
                    let at = named.unwrap_or((row.saturating_sub(1), column));
                    column = at.1 + 1;
                    let Some(&shade) = shades.get(&at) else {
                        continue;
                    };
                    let old = xml::number(&tag, "s").unwrap_or(0);
                    let Some(new) = formats.filled(old, shade) else {
                        continue;
                    };
                    let name_end = from + 1 + tag.name().as_ref().len();
                    match value_of(&tag, "s") {
                        Some(range) => {
                            let start = from + 1;
                            edits.replace(start + range.start..start + range.end, new.to_string());
                        }
                        None => edits.insert(name_end, format!(" s=\"{new}\"")),
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// Where an attribute's value stands within a tag, counted from its name.
pub(super) fn value_of(tag: &BytesStart, name: &str) -> Option<Range<usize>> {
    let text: &str = tag;
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|a| a.key.as_ref() == name)?;
    let key = found.key.as_ref().as_ptr() as usize - text.as_ptr() as usize;
    let quote = text[key..].find(['"', '\''])? + key;
    let end = text[quote + 1..].find(&text[quote..=quote])? + quote + 1;
    Some(quote + 1..end)
}

/// The cell formats of a workbook, and those that are added.
struct Formats {
    part: String,
    text: String,
    /// Where each format stands.
    own: Vec<Range<usize>>,
    fills: u32,
    /// New formats: the one they are a clone of, and their shade.
    added: Vec<(u32, Shade)>,
}

impl Formats {
    /// None where the workbook has no formats; then nothing can be shaded.
    fn of(package: &Package, book: &str) -> Result<Option<Formats>, Refusal> {
        let Some(part) = related(&package.archive, book, "styles") else {
            return Ok(None);
        };
        let text = package.text(&part)?;
        let (mut own, mut fills, mut inside) = (Vec::new(), 0, false);
        let mut tokens = xml::reader(&text);
        let mut start = 0;
        let mut in_fills = false;
        loop {
            let from = tokens.buffer_position() as usize;
            let event = tokens.read_event().map_err(|_| Refusal::Corrupt)?;
            let to = tokens.buffer_position() as usize;
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "cellXfs" => inside = !empty,
                    "fills" => in_fills = !empty,
                    "fill" if in_fills => fills += 1,
                    "xf" if inside => {
                        start = from;
                        if empty {
                            own.push(from..to);
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "cellXfs" => inside = false,
                    "fills" => in_fills = false,
                    "xf" if inside => own.push(start..to),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let whole = fills > 0 && !own.is_empty();
        Ok(whole.then_some(Formats {
            part,
            text,
            own,
            fills,
            added: Vec::new(),
        }))
    }

    /// The number of a format like this one, but filled.
    fn filled(&mut self, old: u32, shade: Shade) -> Option<usize> {
        self.own.get(old as usize)?;
        let wanted = (old, shade);
        let known = self.added.iter().position(|added| *added == wanted);
        let index = known.unwrap_or_else(|| {
            self.added.push(wanted);
            self.added.len() - 1
        });
        Some(self.own.len() + index)
    }

    fn put(self, package: &mut Package) -> Result<(), Refusal> {
        if self.added.is_empty() {
            return Ok(());
        }
        let mut edits = TextEdits::default();
        let fills: String = Shade::ALL
            .into_iter()
            .map(|shade| {
                let colour = shade.colour();
                format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>")
            })
            .collect();
        let clones: String = self
            .added
            .iter()
            .map(|added| self.clone_of(added))
            .collect();
        let mut prefix = String::new();
        tags(&self.text, |tag| {
            if tag.local_name().as_ref() == "cellXfs" {
                let full = tag.name();
                let full: &str = full.as_ref();
                prefix = full[..full.len() - "cellXfs".len()].to_owned();
            }
        });
        let prefixed = |xml: String| {
            xml.replace('<', &format!("<{prefix}"))
                .replace(&format!("<{prefix}/"), &format!("</{prefix}"))
        };
        let count = self.own.len() + self.added.len();
        self.extend(
            "fills",
            &prefixed(fills),
            self.fills as usize + 2,
            &mut edits,
        )?;
        self.extend("cellXfs", &clones, count, &mut edits)?;
        package.put(&self.part, edits.apply(&self.text));
        Ok(())
    }

    /// Adds to the end of a list, and to its count.
    fn extend(
        &self,
        list: &str,
        new: &str,
        count: usize,
        edits: &mut TextEdits,
    ) -> Result<(), Refusal> {
        let mut tokens = xml::reader(&self.text);
        loop {
            let from = tokens.buffer_position() as usize;
            match tokens.read_event().map_err(|_| Refusal::Corrupt)? {
                Event::Start(tag) if tag.local_name().as_ref() == list => {
                    if let Some(range) = value_of(&tag, "count") {
                        let range = from + 1 + range.start..from + 1 + range.end;
                        edits.replace(range, count.to_string());
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == list => {
                    edits.insert(from, new);
                    return Ok(());
                }
                Event::Eof => return Err(Refusal::Corrupt),
                _ => {}
            }
        }
    }

    /// A format as it stands, with another fill.
    fn clone_of(&self, (old, shade): &(u32, Shade)) -> String {
        let xml = &self.text[self.own[*old as usize].clone()];
        let mut tokens = xml::reader(xml);
        let Ok(Event::Start(tag) | Event::Empty(tag)) = tokens.read_event() else {
            return String::new();
        };
        let fill = self.fills + u32::from(*shade == Shade::Culprit);
        let mut edits = TextEdits::default();
        let name_end = 1 + tag.name().as_ref().len();
        let mut set = |name: &str, value: &str| match value_of(&tag, name) {
            Some(range) => edits.replace(1 + range.start..1 + range.end, value),
            None => edits.insert(name_end, format!(" {name}=\"{value}\"")),
        };
        set("fillId", &fill.to_string());
        set("applyFill", "1");
        edits.apply(xml)
    }
}

/// Rows and columns of comments that are there already.
pub(super) fn commented(list: &str) -> BTreeSet<At> {
    let mut at = BTreeSet::new();
    tags(list, |tag| {
        if tag.local_name().as_ref() == "comment" {
            at.extend(xml::attribute(tag, "ref").and_then(|name| place(&name)));
        }
    });
    at
}
