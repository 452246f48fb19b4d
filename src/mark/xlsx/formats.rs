//! Cell formats of a workbook: clones of its own with a fill.

use super::address::{At, CellCursor, value_of};
use crate::mark::Shade;
use crate::mark::edit::{Package, TextEdits};
use crate::read::Refusal;
use crate::read::package::{related, tags, xml};
use crate::sorted::Sorted;
use quick_xml::events::Event;
use std::ops::Range;

/// Gives cells the formats with a fill.
pub(super) fn shade(
    text: &str,
    shades: &Sorted<At, Shade>,
    formats: &mut Formats,
    edits: &mut TextEdits,
) {
    let mut tokens = xml::reader(text);
    let mut address = CellCursor::default();
    loop {
        let from = tokens.buffer_position() as usize;
        match tokens.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "row" => address.row(&tag),
                "c" => {
                    let at = address.cell(&tag);
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

/// The cell formats of a workbook, and those that are added.
pub(super) struct Formats {
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
    pub fn of(package: &Package, book: &str) -> Result<Option<Formats>, Refusal> {
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

    pub fn put(self, package: &mut Package) -> Result<(), Refusal> {
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
