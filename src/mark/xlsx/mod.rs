//! Marks in an Excel file: cell formats cloned with a fill, comments as every spreadsheet shows them.

mod address;
mod cells;
pub(super) mod comments;
mod formats;

use super::edit::{Package, TextEdits};
use super::{Plan, Shade, TextAt};
use crate::document::Bounds;
use crate::place::Place;
use crate::read::Refusal;
use crate::read::office::xlsx::{self, sheets};
use crate::read::package::{PART, relations, xml};
use crate::sorted::{Sorted, gathered};
use address::At;
use formats::Formats;
use quick_xml::events::Event;

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

/// Marks the sheets; none where the file is not the one that was checked.
pub(super) fn mark(
    mut package: Package,
    workbook: &str,
    plan: &Plan,
    told: &TextAt,
    written: &mut Vec<Place>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let reading = xlsx::read(&package.archive, workbook, &Bounds::default())?;
    // The whole of it: what is hidden was perhaps read as well.
    let document = reading.hidden.as_ref().unwrap_or(&reading.document);
    let cells = document.rows.iter().flat_map(|row| &row.cells);
    let shown = gathered(cells.map(|cell| (cell.at, cell.text.as_str())));
    let there = |place: &Place, sheet: usize| match *place {
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
    let sheets = sheets(&parts, &xml::text(&list)).0;
    let mut marked = false;
    for (index, sheet) in sheets.iter().enumerate() {
        let at = |place: &Place| there(place, index);
        marked |= mark_sheet(&mut package, &sheet.part, plan, &at, &mut formats, written)?;
    }
    if !marked {
        return Ok(None);
    }
    // What is computed from a cell that is another now is computed anew when the file is opened.
    let computes = |package: &Package| {
        let texts = sheets
            .iter()
            .filter_map(|sheet| package.text(&sheet.part).ok());
        texts.into_iter().any(|text| cells::computes(&text))
    };
    if !written.is_empty() && computes(&package) {
        cells::compute_on_opening(&mut package, workbook)?;
    }
    if let Some(formats) = formats {
        formats.put(&mut package)?;
    }
    package.finish().map(Some)
}

/// Marks one sheet: `at` says where in it a place is. Says whether there was anything to mark.
fn mark_sheet(
    package: &mut Package,
    part: &str,
    plan: &Plan,
    at: &dyn Fn(&Place) -> Option<At>,
    formats: &mut Option<Formats>,
    written: &mut Vec<Place>,
) -> Result<bool, Refusal> {
    let shades = plan.shades.iter();
    let shades = shades.filter_map(|(place, &shade)| Some((at(place)?, shade)));
    let shades: Sorted<At, Shade> = shades.collect();
    let texts = plan.texts.iter();
    let texts = texts.filter_map(|(place, new)| Some((at(place)?, new)));
    let texts: Sorted<At, &String> = texts.collect();
    let mut edits = TextEdits::default();
    let mut text = String::new();
    let mut done = Vec::new();
    if !texts.is_empty() {
        text = package.text(part)?;
        done = cells::put(&text, &texts, &mut edits);
    }
    let comments = comments_of(plan, at, &done, written);
    if shades.is_empty() && comments.is_empty() {
        return Ok(false);
    }
    if text.is_empty() {
        text = package.text(part)?;
    }
    if let Some(formats) = formats {
        formats::shade(&text, &shades, formats, &mut edits);
    }
    if !comments.is_empty()
        && let Some(id) = comments::comment(package, part, &comments)?
    {
        drawing(&text, &id, &mut edits)?;
    }
    package.put(part, edits.apply(&text));
    Ok(true)
}

/// The comments of a sheet, several at one cell as one; of cells with another text only where that was `done`.
fn comments_of(
    plan: &Plan,
    at: &dyn Fn(&Place) -> Option<At>,
    done: &[At],
    written: &mut Vec<Place>,
) -> Sorted<At, String> {
    let mut comments: Sorted<At, String> = Sorted::default();
    for (place, text) in &plan.comments {
        let Some(at) = at(place) else {
            continue;
        };
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
    comments
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
    let space = comments::references(text);
    format!("<{prefix}legacyDrawing xmlns:r=\"{space}\" r:id=\"{id}\"/>")
}
