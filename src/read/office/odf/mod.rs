//! OpenDocument: the text of LibreOffice and of Kingsoft's converters, and its spreadsheets. In a text
//! document tables are read as they nest; in a spreadsheet each table is a sheet.
//!
//! What is shown is read: not what is deleted with its change tracked, nor what a style of the text, of
//! its paragraph or of the file's own list hides or strikes out, nor a hidden section; of a number in a
//! sheet what the cell shows of it. Hidden sheets, rows and columns are kept apart. Values of form
//! controls and drop-down fields are text; a picture or an object that is all a cell holds cannot be
//! read, nor the number of a list, a field without its result, the mark of a note and raised digits; an
//! equation's digits can.

mod conditional;
mod content;
mod equation;
mod sheet;
mod styles;

use super::colour::Colour;
use super::conditional::{INK, PAPER};
use super::events::{Handler, OpenElements, drive};
use super::rows::TableRows;
use super::sheets::Sheets;
use crate::document::Bounds;
use crate::read::package::xml::{attribute, number};
use crate::read::package::{local, tags};
use crate::read::{Reading, Remark};
use crate::sorted::Sorted;
use quick_xml::events::BytesStart;
use sheet::{OdfCell, OdfSheet, REPEATS};
use styles::{OdfStyles, StyleProperties};

/// Values of forms, deletions, and entries of a drop-down field at most.
const MOST: usize = 4096;

/// An open element that something depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OdfElement {
    Other,
    Paragraph,
    Span,
    Table,
    Row,
    Cell,
    TextBox,
    Spreadsheet,
    DropDown,
    Forms,
}

/// What a document takes in from other parts of its file.
pub(crate) struct Parts<'a> {
    /// `styles.xml`.
    pub styles: &'a str,
    /// The content of an object in the file.
    pub object: &'a dyn Fn(&str) -> Option<String>,
}

impl Parts<'_> {
    /// Of a document in one file.
    pub const NONE: Parts<'static> = Parts {
        styles: "",
        object: &|_| None,
    };
}

/// Reads `content.xml`, or a document in one file.
pub(crate) fn read(xml: &str, parts: &Parts, bounds: &Bounds) -> Reading {
    let mut reader = OdfReader {
        rows: TableRows::new(bounds),
        open: OpenElements::new(),
        paragraphs: 0,
        looks: Vec::new(),
        shaded: false,
        behind: None,
        sheet: None,
        sheets: Sheets::new(bounds),
        styles: OdfStyles::default(),
        region: None,
        deletions: Sorted::default(),
        deleted: Sorted::default(),
        controls: Sorted::default(),
        control: None,
        choices: Vec::new(),
        choice: 0,
        anchored: false,
        object: parts.object,
        bounds,
    };
    tags(parts.styles, |tag| {
        reader.styles.note(local(tag), tag);
    });
    let damaged = drive(xml, &mut reader);
    // A sheet that a bound or the end of the file cut short.
    reader.pour();
    reader.rows.finish();
    let rows = reader.rows.document;
    let mut reading = match reader.sheet {
        Some(_) => {
            reader.sheets.note(rows.cut, rows.pictures);
            reader.sheets.finish()
        }
        None => Reading {
            document: rows,
            ..Reading::default()
        },
    };
    if damaged {
        reading.remarks.push(Remark::Damaged);
    }
    reading
}

struct OdfReader<'a> {
    rows: TableRows<'a>,
    open: OpenElements<OdfElement>,
    /// Paragraphs open: text stands in them alone.
    paragraphs: usize,
    /// How the paragraphs and stretches of text look that are open, innermost last.
    looks: Vec<(OdfElement, StyleProperties)>,
    /// A colour lies behind the open cell.
    shaded: bool,
    /// Which.
    behind: Option<Colour>,
    /// The sheet that is being read, in a spreadsheet.
    sheet: Option<OdfSheet>,
    sheets: Sheets<'a>,
    styles: OdfStyles,
    /// The changed region that is being described, those that are deletions, and those that are open.
    region: Option<String>,
    deletions: Sorted<String, ()>,
    deleted: Sorted<String, ()>,
    /// Values of form controls by their ids, and the one that is being described.
    controls: Sorted<String, String>,
    control: Option<String>,
    /// Entries of a drop-down field, and which is chosen.
    choices: Vec<String>,
    choice: usize,
    /// The last drawing floats.
    anchored: bool,
    object: &'a dyn Fn(&str) -> Option<String>,
    bounds: &'a Bounds,
}

impl Handler for OdfReader<'_> {
    fn start(&mut self, tag: &BytesStart, _: usize) {
        let open = if self.open.is_beyond() {
            self.change(tag);
            OdfElement::Other
        } else {
            let name = local(tag);
            self.styles.note(name, tag);
            self.conditional(name, tag);
            match self.open.contains(OdfElement::Forms) {
                true => self.form(tag),
                false => self
                    .structure(name, tag)
                    .or_else(|| self.content(name, tag))
                    .unwrap_or(OdfElement::Other),
            }
        };
        self.open.begin(open);
    }

    fn end(&mut self, _: usize) {
        let Some(open) = self.open.end() else {
            return;
        };
        match (open, &mut self.sheet) {
            (OdfElement::Paragraph, sheet) => {
                self.paragraphs -= 1;
                self.looks.pop();
                if sheet.is_none() {
                    self.rows.break_line();
                }
            }
            (OdfElement::Span, _) => {
                self.looks.pop();
            }
            (OdfElement::TextBox, _) => self.rows.close_box(self.anchored),
            (OdfElement::Cell, Some(sheet)) if sheet.depth == 1 => sheet.close_cell(),
            (OdfElement::Cell, None) => self.rows.close_cell(),
            (OdfElement::Row, Some(sheet)) if sheet.depth == 1 => {
                self.rows.document.cut |= !sheet.close_row(self.bounds);
            }
            (OdfElement::Row, None) => self.rows.close_row(),
            (OdfElement::Table, Some(sheet)) => {
                // Ends without beginnings are met in damaged files.
                let outermost = sheet.depth == 1;
                sheet.depth = sheet.depth.saturating_sub(1);
                if outermost {
                    self.pour();
                }
            }
            (OdfElement::Table, None) => self.rows.close_table(),
            (OdfElement::DropDown, _) => {
                let chosen = self.choices.get(self.choice).cloned();
                self.say(&chosen.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs == 0 || self.open.is_left_out() {
            return;
        }
        self.say(text);
    }

    fn is_full(&self) -> bool {
        self.rows.is_full() || self.sheets.is_full()
    }

    fn is_open(&self) -> bool {
        self.open.depth() > 0
    }
}

impl OdfReader<'_> {
    fn skip(&mut self) -> OdfElement {
        self.open.leave_out();
        OdfElement::Other
    }

    /// Elements that others stand in.
    fn structure(&mut self, name: &str, tag: &BytesStart) -> Option<OdfElement> {
        let is = |name: &str, value: &str| attribute(tag, name).is_some_and(|v| v == value);
        Some(match name {
            "p" | "h" => {
                self.open_paragraph(tag);
                OdfElement::Paragraph
            }
            "spreadsheet" => {
                self.sheet = Some(OdfSheet::default());
                OdfElement::Spreadsheet
            }
            "table" | "sub-table" => {
                self.open_table(tag);
                OdfElement::Table
            }
            "table-row" => {
                self.row(tag);
                OdfElement::Row
            }
            "table-cell" | "covered-table-cell" => {
                self.cell(tag, name == "covered-table-cell");
                OdfElement::Cell
            }
            "table-column" => {
                if let Some(sheet) = &mut self.sheet {
                    let repeats = number(tag, "number-columns-repeated").unwrap_or(1);
                    let style = attribute(tag, "default-cell-style-name");
                    sheet.columns(
                        repeats,
                        is_collapsed(tag),
                        style.map(|style| style.into_owned()),
                    );
                }
                OdfElement::Other
            }
            "text-box" if self.sheet.is_none() => {
                self.rows.open_aside();
                OdfElement::TextBox
            }
            "forms" => OdfElement::Forms,
            "fieldmark" | "fieldmark-start" | "fieldmark-separator"
                if attribute(tag, "type").is_some_and(|t| t.ends_with("FORMDROPDOWN")) =>
            {
                self.choices.clear();
                self.choice = 0;
                OdfElement::DropDown
            }
            // Hidden unless a condition says otherwise, which nobody computes here.
            "section" if is("display", "none") || is("is-hidden", "true") => self.skip(),
            _ => return None,
        })
    }

    fn open_paragraph(&mut self, tag: &BytesStart) {
        self.paragraphs += 1;
        let look = self.styles.look("paragraph", tag);
        self.looks.push((OdfElement::Paragraph, look));
        if let Some(sheet) = &mut self.sheet {
            let cell = &mut sheet.cell;
            if cell.paragraphs > 0 {
                cell.text.push('\n');
            }
            cell.paragraphs += 1;
        }
    }

    fn open_table(&mut self, tag: &BytesStart) {
        let look = self.styles.look("table", tag);
        match &mut self.sheet {
            Some(sheet) => {
                sheet.depth += 1;
                if sheet.depth == 1 {
                    sheet.grid.hidden = look.gone == Some(true);
                }
            }
            None => self.rows.open_table(),
        }
    }

    /// Whether text of this look is of the colour of the cell it stands in.
    fn is_white(&mut self, look: StyleProperties) -> bool {
        let shaded = look.shaded == Some(true) || self.shaded;
        let lost = look.colour.zip(look.behind.or(self.behind));
        let lost = lost.is_some_and(|(colour, behind)| colour.is_lost_on(behind));
        let in_cell = self.sheet.is_some() || self.rows.is_in_cell();
        (lost || look.white == Some(true) && !shaded) && in_cell
    }

    /// A number that is struck out leaves no blank.
    fn strike(&mut self) {
        match &mut self.sheet {
            Some(sheet) => sheet.cell.struck = true,
            None => self.rows.strike("0"),
        }
    }

    /// Something is seen that is no text.
    fn hold(&mut self, what: &'static str) {
        let hidden = self
            .looks
            .last()
            .is_some_and(|(of, look)| *of == OdfElement::Span && look.gone == Some(true));
        if self.open.is_left_out() || !self.deleted.is_empty() || hidden {
            return;
        }
        match &mut self.sheet {
            Some(sheet) => sheet.cell.holds = Some(what),
            None => self.rows.hold(what),
        }
    }

    fn say(&mut self, text: &str) {
        if !self.deleted.is_empty() {
            return;
        }
        let look = self
            .looks
            .last()
            .map_or_else(Default::default, |(_, look)| *look);
        if look.is_hidden() {
            return;
        }
        // Nought in the colour of the paper is as good as shown.
        let struck = look.struck == Some(true);
        if struck || self.is_white(look) {
            if text.contains(|c: char| is_digit(c) && (struck || !matches!(c, '0' | '０'))) {
                self.strike();
            }
            return;
        }
        match &mut self.sheet {
            Some(sheet) => {
                sheet.cell.restored |= look.shows() && text.contains(is_digit);
                if sheet.cell.text.len() < self.bounds.cell_chars * 4 {
                    sheet.cell.text.push_str(text);
                }
            }
            // Line ends within a paragraph are white space.
            None if text.contains('\n') && text != "\n" => {
                self.rows.push(&text.replace(['\n', '\r'], " "));
            }
            None => self.rows.push(text),
        }
    }

    /// Adds the sheet so far to the others.
    fn pour(&mut self) {
        self.conceal();
        if let Some(sheet) = &mut self.sheet {
            let count = sheet.count;
            let grid = std::mem::take(&mut sheet.grid);
            self.sheets.add(count, grid, false);
            *sheet = OdfSheet {
                count: count + 1,
                ..OdfSheet::default()
            };
        }
    }

    fn row(&mut self, tag: &BytesStart) {
        let repeats = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
        match &mut self.sheet {
            Some(sheet) if sheet.depth == 1 => {
                sheet.column = 0;
                sheet.row_repeats = repeats;
                let style = attribute(tag, "default-cell-style-name");
                sheet.of_row = style.map(|style| style.into_owned());
                if repeats < REPEATS && is_collapsed(tag) {
                    let first = sheet.row;
                    sheet
                        .grid
                        .hide_rows(first, first.saturating_add(repeats - 1));
                }
            }
            Some(_) => {}
            None => self.rows.open_row(),
        }
    }

    fn cell(&mut self, tag: &BytesStart, covered: bool) {
        let own = attribute(tag, "style-name");
        let usual = || self.sheet.as_ref().and_then(OdfSheet::usual_style);
        let style = own.as_deref().or_else(usual);
        let mut look = match style {
            Some(style) => self.styles.look_of("table-cell", style),
            None => StyleProperties::default(),
        };
        let mapped = style.filter(|_| self.styles.has_maps).map(str::to_owned);
        (self.shaded, self.behind) = (look.shaded == Some(true), look.behind);
        if self.is_white(look) {
            look.struck = Some(true);
        }
        let read = OdfCell::read(tag);
        match &mut self.sheet {
            // Of a sheet, the style of a cell is that of its text.
            Some(sheet) if sheet.depth == 1 => {
                let seen = (
                    look.colour.map_or(Some(INK), Colour::number),
                    look.behind.map_or(Some(PAPER), Colour::number),
                );
                let (row, column) = (sheet.row, sheet.column);
                let columns = (column, column.saturating_add(read.repeats() - 1));
                sheet.conditions.cell(mapped, seen, row, columns);
                sheet.cell = read;
                sheet.cell.gone = look;
            }
            Some(_) => {}
            None if covered => {
                self.rows.close_cell();
                self.rows.skip_columns(read.repeats());
            }
            None => self.rows.open_cell(),
        }
    }
}

/// Whether a character is a digit in any way of writing numbers.
fn is_digit(c: char) -> bool {
    c.is_numeric() || "一二两三四五六七八九十百千万".contains(c)
}

fn is_collapsed(tag: &BytesStart) -> bool {
    let visibility = attribute(tag, "visibility");
    matches!(visibility.as_deref(), Some("collapse" | "filter"))
}
