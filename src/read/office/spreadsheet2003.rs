//! The XML that Excel 2003 writes in one file, and many systems that export a sheet.

use super::events::{DEPTH, Handler, drive};
use super::format::NumberFormat;
use super::grid::SheetGrid;
use super::sheets::Sheets;
use crate::document::Bounds;
use crate::float;
use crate::read::package::xml::{attribute, number};
use crate::read::{Reading, Remark};
use crate::sorted::Sorted;
use quick_xml::events::BytesStart;

/// Sheets, and styles, at most.
const SHEETS: u32 = 256;
const STYLES: usize = 4096;

/// Reads every sheet of the workbook.
pub(crate) fn read(xml: &str, bounds: &Bounds) -> Reading {
    let mut reader = SpreadsheetReader {
        open: Vec::new(),
        formats: Sorted::default(),
        style: String::new(),
        grid: None,
        count: 0,
        row: 0,
        column: 0,
        described: 0,
        cell: SpreadsheetCell::default(),
        visible: String::new(),
        full: false,
        sheets: Sheets::new(bounds),
        bounds,
    };
    let damaged = drive(xml, &mut reader);
    reader.close_sheet();
    let mut reading = reader.sheets.finish();
    if damaged {
        reading.remarks.push(Remark::Damaged);
    }
    reading
}

#[derive(Default)]
struct SpreadsheetCell {
    at: (u32, u32),
    format: NumberFormat,
    kind: String,
    text: String,
    formula: bool,
}

struct SpreadsheetReader<'b> {
    open: Vec<String>,
    formats: Sorted<String, NumberFormat>,
    /// The style that is being described.
    style: String,
    grid: Option<SheetGrid>,
    count: u32,
    row: u32,
    column: u32,
    described: u32,
    cell: SpreadsheetCell,
    visible: String,
    full: bool,
    sheets: Sheets<'b>,
    bounds: &'b Bounds,
}

impl Handler for SpreadsheetReader<'_> {
    fn start(&mut self, tag: &BytesStart, _: usize) {
        let name = tag.local_name().as_ref().to_owned();
        if self.open.len() < DEPTH {
            self.tag(&name, tag);
        }
        self.open.push(name);
    }

    fn end(&mut self, _: usize) {
        match self.open.pop().as_deref() {
            Some("Worksheet") => self.close_sheet(),
            Some("Row") => self.row = self.row.saturating_add(1),
            Some("Cell") => self.close_cell(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let is = |name: &str| self.open.iter().any(|open| open == name);
        if is("Data") && !is("Comment") {
            if self.cell.text.len() < self.bounds.cell_chars * 4 {
                self.cell.text.push_str(text);
            }
        } else if self.open.last().is_some_and(|open| open == "Visible") {
            self.visible.push_str(text.trim());
        }
    }

    fn is_full(&self) -> bool {
        self.full || self.sheets.is_full()
    }

    fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

/// A number's format by the name of a common one, or its code.
fn format_of(name: Option<&str>) -> NumberFormat {
    match name {
        None | Some("General" | "General Number") => NumberFormat::General,
        Some("Fixed" | "Standard" | "Currency") => NumberFormat::Fixed(2),
        Some("Percent") => NumberFormat::Percent(2),
        Some(name) if name.ends_with("Date") || name.ends_with("Time") => NumberFormat::Date,
        Some(code) => NumberFormat::of_code(code),
    }
}

impl SpreadsheetReader<'_> {
    fn tag(&mut self, name: &str, tag: &BytesStart) {
        // Places count from 1.
        let index = || number(tag, "Index").and_then(|index| index.checked_sub(1));
        let hidden = || attribute(tag, "Hidden").is_some_and(|hidden| hidden == "1");
        let none = |side| attribute(tag, side).is_some_and(|s| float::parse(s.trim()) == Some(0.0));
        match name {
            "Style" => self.style = attribute(tag, "ID").unwrap_or_default().into_owned(),
            "NumberFormat" if self.formats.len() < STYLES => {
                let format = format_of(attribute(tag, "Format").as_deref());
                self.formats.insert(self.style.clone(), format);
            }
            "Worksheet" => {
                self.close_sheet();
                if self.count < SHEETS {
                    self.grid = Some(SheetGrid::default());
                }
                (self.row, self.described) = (0, 0);
                self.visible.clear();
            }
            "Column" => {
                let first = index().unwrap_or(self.described);
                let last = first
                    .saturating_add(number(tag, "Span").unwrap_or(0))
                    .min(1 << 14);
                if let (true, Some(grid)) = (hidden() || none("Width"), &mut self.grid) {
                    grid.hide_columns(first, last);
                }
                self.described = last.saturating_add(1);
            }
            "Row" => {
                self.row = index().unwrap_or(self.row);
                self.column = 0;
                let last = self.row.saturating_add(number(tag, "Span").unwrap_or(0));
                if let (true, Some(grid)) = (hidden() || none("Height"), &mut self.grid) {
                    grid.hide_rows(self.row, last);
                }
            }
            "Cell" => {
                self.column = index().unwrap_or(self.column);
                self.open_cell(tag);
            }
            "Data" if !self.open.iter().any(|open| open == "Comment") => {
                self.cell.kind = attribute(tag, "Type").unwrap_or_default().into_owned();
            }
            _ => {}
        }
    }

    /// A cell begins, where the reader is.
    fn open_cell(&mut self, tag: &BytesStart) {
        let at = (self.row, self.column);
        let across = number(tag, "MergeAcross").unwrap_or(0);
        let down = number(tag, "MergeDown").unwrap_or(0);
        if let (true, Some(grid)) = (across > 0 || down > 0, &mut self.grid) {
            grid.merge([
                at.0,
                at.1,
                at.0.saturating_add(down),
                at.1.saturating_add(across),
            ]);
        }
        self.column = at.1.saturating_add(across).saturating_add(1);
        let style = attribute(tag, "StyleID").unwrap_or_default();
        self.cell = SpreadsheetCell {
            at,
            format: self.formats.get(&*style).copied().unwrap_or_default(),
            formula: attribute(tag, "Formula").is_some(),
            ..SpreadsheetCell::default()
        };
    }

    fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let Some(grid) = &mut self.grid else {
            return;
        };
        let text = match (&*cell.kind, float::parse(cell.text.trim())) {
            ("Number", Some(value)) => cell.format.show(value, false),
            ("DateTime", _) => cell.text.chars().take(10).collect(),
            _ if cell.text.is_empty() && cell.formula => {
                grid.uncomputed = true;
                "#N/A".to_owned()
            }
            _ => cell.text,
        };
        self.full |= !grid.add(cell.at.0, cell.at.1, &text, self.bounds);
    }

    fn close_sheet(&mut self) {
        if let Some(mut grid) = self.grid.take() {
            grid.hidden = matches!(&*self.visible, "SheetHidden" | "SheetVeryHidden");
            self.sheets.add(self.count, grid, false);
            self.count += 1;
        }
    }
}
