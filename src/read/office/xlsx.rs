//! Excel's own format: sheets in the workbook's order, each a table of its own. Of a text whose numbers are in
//! part struck out, or a mark of a note, the rest is read; where some of its digits can be seen and others not,
//! for their colour or size, there is no telling. An empty cell below a picture or a text box is not blank.

mod conditional;
mod drawing;
mod strings;
mod styles;
mod theme;

use super::address::place;
use super::conditional::{CellLook, INK, PAPER};
use super::format::{NumberFormat, TextFormat, is_numeral};
use super::grid::SheetGrid;
use super::rows::{PICTURE, UNKNOWN};
use super::sheets::Sheets;
use crate::document::Bounds;
use crate::float;
use crate::read::STRUCK;
use crate::read::package::xml::{attribute, attributes, number, reference, text};
use crate::read::package::zip::Archive;
use crate::read::package::{PART, Relationship, local, relations, tags, tokens};
use crate::read::{Reading, Refusal, Remark};
use crate::sorted::InOrder;
use quick_xml::events::{BytesStart, Event};
use strings::{RunProperties, Seen, Strings, is_lost, shared};
use styles::{Styles, formats};
use theme::Theme;

/// Sheets of a workbook at most.
const SHEETS: usize = 256;
/// How far before its end a sheet names its drawing.
const DRAWN: usize = 1 << 14;

/// A sheet as the workbook lists it.
pub(crate) struct Listed {
    /// Its part.
    pub part: String,
    hidden: bool,
}

/// Reads every sheet of the workbook in this part.
pub(crate) fn read(archive: &Archive, workbook: &str, bounds: &Bounds) -> Result<Reading, Refusal> {
    let parts = relations(archive, workbook);
    let related = |kind: &str| {
        let part = parts.iter().find(|part| part.kind == kind)?;
        archive.has(&part.target).then_some(&part.target)
    };
    let mut strings = match related("sharedStrings") {
        Some(part) => shared(&text(&archive.read(part, PART)?.bytes), bounds),
        None => Strings::default(),
    };
    let mut styles = match related("styles") {
        Some(part) => formats(&text(&archive.read(part, PART)?.bytes)),
        None => Styles::default(),
    };
    if theme::is_mixed(&styles, &strings)
        && let Some(part) = related("theme")
    {
        let theme = Theme::read(&text(&archive.read(part, PART)?.bytes));
        styles.say_parts(|colour| theme.resolve(colour));
        strings.say_parts(|colour| theme.resolve(colour));
    }
    let book = archive.read(workbook, PART)?.bytes;
    let (sheets, settings) = sheets(&parts, &text(&book));
    let mut read = Sheets::new(bounds);
    for (table, sheet) in sheets.iter().enumerate() {
        let Ok(part) = archive.read(&sheet.part, PART) else {
            read.remarks.push(Remark::Damaged);
            continue;
        };
        let mut grid = SheetGrid::default();
        grid.hidden = sheet.hidden;
        let xml = text(&part.bytes);
        let mut context = SheetContext {
            coloured: Vec::new(),
            strings: &strings,
            styles: &styles,
            conditions: xml.contains("conditionalFormatting"),
            from_1904: settings.from_1904,
            bounds,
        };
        context.sheet(&xml, &mut grid);
        // Behind the rows.
        let drawn = xml.len().saturating_sub(DRAWN);
        if xml.as_bytes()[drawn..]
            .windows(9)
            .any(|bytes| bytes == b"<drawing ")
        {
            let mut related = relations(archive, &sheet.part).into_iter();
            let drawing = related.find(|part| part.kind == "drawing");
            let drawing = drawing.and_then(|part| archive.read(&part.target, PART).ok());
            if let Some(drawing) = drawing {
                drawing::cover(&text(&drawing.bytes), &mut grid);
            }
        }
        context.coloured.put_in_order();
        let look = |at| context.look(at);
        if context.conditions {
            conditional::rules(&xml, &styles.conditioned).conceal(look, &mut grid);
        }
        read.note(part.cut, 0);
        read.add(table as u32, grid, settings.computed_on_opening);
    }
    Ok(read.finish())
}

/// What a workbook says of all its sheets.
#[derive(Default)]
pub(crate) struct Settings {
    /// Days count from 1904.
    from_1904: bool,
    /// Formulas are computed when it is opened: what is stored is not what is seen.
    computed_on_opening: bool,
}

/// The sheets in their order, and what holds for all of them.
pub(crate) fn sheets(parts: &[Relationship], workbook: &str) -> (Vec<Listed>, Settings) {
    let (mut sheets, mut settings) = (Vec::new(), Settings::default());
    let is = |tag: &BytesStart, name: &str| {
        matches!(attribute(tag, name).as_deref(), Some("1" | "true"))
    };
    tags(workbook, |tag| match tag.local_name().as_ref() {
        "workbookPr" => settings.from_1904 = is(tag, "date1904"),
        "calcPr" => settings.computed_on_opening = is(tag, "fullCalcOnLoad"),
        "sheet" if sheets.len() < SHEETS => {
            let id = tag
                .attributes()
                .with_checks(false)
                .flatten()
                .find(|a| a.key.local_name().as_ref() == "id" && a.key.as_ref() != "id");
            let relation = id.and_then(|id| parts.iter().find(|part| part.id == *id.value));
            if let Some(relation) = relation
                && relation.kind == "worksheet"
            {
                sheets.push(Listed {
                    part: relation.target.clone(),
                    hidden: attribute(tag, "state").is_some_and(|state| state != "visible"),
                });
            }
        }
        _ => {}
    });
    (sheets, settings)
}

struct SheetContext<'a> {
    strings: &'a Strings,
    styles: &'a Styles,
    /// Formats hold under conditions; then the cells that have colours, and their formats.
    conditions: bool,
    coloured: Vec<((u32, u32), usize)>,
    from_1904: bool,
    bounds: &'a Bounds,
}

/// What a cell's value is.
#[derive(Default)]
enum ValueType {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
}

/// A cell being read.
#[derive(Default)]
struct Pending {
    at: (u32, u32),
    style: usize,
    kind: ValueType,
    value: String,
    /// Numbers of its text are struck out.
    struck: bool,
    /// What is seen of its text on paper, and on a colour.
    seen: Seen,
    on_colour: Seen,
    formula: bool,
    /// The formula, and its number where cells share it.
    text: String,
    shared: Option<u32>,
}

impl Pending {
    /// Begins a cell that stands here unless it says where; the room of its text is kept.
    fn open(&mut self, tag: &BytesStart, here: (u32, u32)) {
        self.value.clear();
        self.text.clear();
        self.shared = None;
        (self.at, self.style, self.kind, self.formula) = (here, 0, ValueType::Number, false);
        self.struck = false;
        (self.seen, self.on_colour) = (Seen::default(), Seen::default());
        attributes(tag, |name, value| match name {
            "r" => self.at = place(&value).unwrap_or(here),
            "s" => self.style = value.trim().parse().unwrap_or(0),
            "t" => {
                self.kind = match &*value {
                    "s" => ValueType::Shared,
                    "str" | "inlineStr" | "e" | "d" => ValueType::Text,
                    "b" => ValueType::Bool,
                    _ => ValueType::Number,
                }
            }
            _ => {}
        });
    }
}

/// A row begins, here unless it says where; gives where.
fn open_row(tag: &BytesStart, here: u32, grid: &mut SheetGrid) -> u32 {
    let (mut row, mut hidden) = (here, false);
    attributes(tag, |name, value| match name {
        "r" => {
            row = value
                .trim()
                .parse()
                .map_or(row, |r: u32| r.saturating_sub(1))
        }
        "hidden" => hidden |= is_true(&value),
        "ht" => hidden |= float::parse(value.trim()) == Some(0.0),
        _ => {}
    });
    if hidden {
        grid.hide_rows(row, row);
    }
    row
}

/// Hides the columns of which a `col` says so.
fn hide_columns(tag: &BytesStart, grid: &mut SheetGrid) {
    let none = |w: &str| float::parse(w.trim()) == Some(0.0);
    let hidden = attribute(tag, "hidden").is_some_and(|h| is_true(&h))
        || attribute(tag, "width").is_some_and(|w| none(&w));
    if let (true, Some(first), Some(last)) = (hidden, number(tag, "min"), number(tag, "max")) {
        grid.hide_columns(first.saturating_sub(1), last.saturating_sub(1));
    }
}

impl SheetContext<'_> {
    fn sheet(&mut self, xml: &str, grid: &mut SheetGrid) {
        let mut tokens = tokens(xml);
        let mut cell = Pending::default();
        let (mut row, mut column) = (0u32, 0u32);
        let (mut in_value, mut in_formula, mut phonetic) = (false, false, false);
        let mut look = RunProperties::default();
        loop {
            let event = tokens.token();
            let empty = matches!(event, Ok(Event::Empty(_)));
            match event {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match local(&tag) {
                    "row" => {
                        column = 0;
                        row = open_row(&tag, row, grid);
                        if empty {
                            row = row.saturating_add(1);
                        }
                    }
                    "col" => hide_columns(&tag, grid),
                    "c" => {
                        cell.open(&tag, (row, column));
                        column = cell.at.1 + 1;
                        if empty && !self.finish(&mut cell, grid) {
                            break;
                        }
                    }
                    "v" | "t" => in_value = !empty,
                    "f" => {
                        cell.formula = true;
                        cell.shared = number(&tag, "si");
                        in_formula = !empty;
                    }
                    "rPh" => phonetic = !empty,
                    "mergeCell" => {
                        if let Some(area) = attribute(&tag, "ref").and_then(|name| area(&name)) {
                            grid.merge(area);
                        }
                    }
                    _ => look.note(&tag),
                },
                Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                    "c" if !self.finish(&mut cell, grid) => {
                        break;
                    }
                    "row" => row = row.saturating_add(1),
                    "r" => look = RunProperties::default(),
                    "v" | "t" => in_value = false,
                    "f" => in_formula = false,
                    "rPh" => phonetic = false,
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => break,
                Ok(Event::Text(text)) if in_formula => cell.text.push_str(&text),
                Ok(Event::GeneralRef(name)) if in_formula => cell.text.extend(reference(&name)),
                Ok(Event::Text(text)) if !look.is_read(&cell.value) => {
                    cell.struck |= look.struck && text.contains(|c: char| c.is_ascii_digit());
                }
                Ok(_) if !look.is_read(&cell.value) => {}
                Ok(Event::Text(text)) if in_value && !phonetic => {
                    cell.value.push_str(&text);
                    cell.seen.add(&text, look, look.white || look.tiny);
                    cell.on_colour.add(&text, look, look.tiny);
                }
                Ok(Event::CData(text)) if in_value && !phonetic => cell.value.push_str(&text),
                Ok(Event::GeneralRef(name)) if in_value && !phonetic => {
                    cell.value.extend(reference(&name));
                }
                Ok(_) => {}
            }
        }
    }

    /// The colours of the cell at a place.
    fn look(&self, at: (u32, u32)) -> (Option<u32>, Option<u32>) {
        let before = self.coloured.partition_point(|cell| cell.0 < at);
        let cell = self.coloured.get(before).filter(|cell| cell.0 == at);
        let look = cell.and_then(|&(_, style)| self.styles.looks.get(style));
        look.copied().unwrap_or((Some(INK), Some(PAPER)))
    }

    /// A text that cells share, as it is seen in the open one.
    fn shared(&self, cell: &Pending, on_colour: bool) -> &str {
        let index: Option<usize> = cell.value.trim().parse().ok();
        let other = index.filter(|_| on_colour);
        let other = other.and_then(|index| self.strings.on_colour.get(&index));
        let text = other.or_else(|| self.strings.texts.get(index?));
        text.map_or("", String::as_str)
    }

    /// Whether digits of the open cell's text have the colour that lies behind it.
    fn is_lost(&self, cell: &Pending, look: Option<CellLook>) -> bool {
        let Some((_, behind)) = look.filter(|look| look.1 != Some(PAPER)) else {
            return false;
        };
        let tint = match cell.kind {
            ValueType::Shared => {
                let index = cell.value.trim().parse().ok();
                index.and_then(|index: usize| self.strings.tints.get(&index).copied())
            }
            _ => cell.seen.tint,
        };
        is_lost(tint, behind)
    }

    fn finish(&mut self, cell: &mut Pending, grid: &mut SheetGrid) -> bool {
        let look = self.styles.looks.get(cell.style).copied();
        let plain = (Some(INK), Some(PAPER));
        if self.conditions && !cell.value.is_empty() && look.is_some_and(|look| look != plain) {
            self.coloured.push((cell.at, cell.style));
        }
        let on_colour = matches!(look, Some((_, Some(behind))) if behind != PAPER);
        let seen = if on_colour { cell.on_colour } else { cell.seen };
        if let Some(read) = seen.read(&cell.value) {
            cell.value = read;
        }
        let value = cell.value.as_str();
        let format = self
            .styles
            .formats
            .get(cell.style)
            .copied()
            .unwrap_or_default();
        let stored = match cell.kind {
            ValueType::Number if value.is_empty() => Some(None),
            ValueType::Number => float::parse(value.trim()).map(Some),
            _ => None,
        };
        if let (true, Some(stored)) = (cell.formula, stored) {
            let (text, shared) = (&cell.text, cell.shared);
            grid.formulas.add(cell.at, text, shared, stored, format);
        } else if let (ValueType::Shared | ValueType::Text, false) = (&cell.kind, cell.formula) {
            let text = match cell.kind {
                ValueType::Shared => self.shared(cell, on_colour),
                _ => value,
            };
            grid.formulas.text(cell.at, text);
        }
        let shown;
        let text = match cell.kind {
            ValueType::Shared => self.shared(cell, on_colour),
            ValueType::Text if cell.struck && value.trim().is_empty() => STRUCK,
            ValueType::Text => value,
            ValueType::Bool if value == "1" => "TRUE",
            ValueType::Bool => "FALSE",
            ValueType::Number if value.is_empty() && cell.formula => "#N/A",
            ValueType::Number => match float::parse(value.trim()) {
                Some(number) => {
                    shown = format.show(number, self.from_1904);
                    &shown
                }
                None => value,
            },
        };
        let text = match cell.kind {
            ValueType::Number => text,
            _ if self.is_lost(cell, look) => UNKNOWN,
            _ => match self.styles.texts.get(&cell.style) {
                Some(TextFormat::Nothing) if is_numeral(text) => "",
                Some(TextFormat::Other) if is_numeral(text) => UNKNOWN,
                _ => format.show_text(text),
            },
        };
        grid.add(cell.at.0, cell.at.1, text, self.bounds)
    }
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}

fn area(name: &str) -> Option<[u32; 4]> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((row, column), (last_row, last_column)) = (place(first)?, place(last)?);
    Some([row, column, last_row, last_column])
}

#[cfg(test)]
mod tests;
