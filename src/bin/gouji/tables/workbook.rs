//! The tables as one workbook, a sheet each.

use gouji::tables::{TABLES, Table, Type};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use serde_json::Value as Json;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The workbook.
pub const NAME: &str = "gouji.xlsx";
/// Rows that a sheet takes, its head included.
const ROWS: u32 = 1_048_576;
/// UTF-16 units that a cell takes.
const UNITS: usize = 32_767;

/// Writes the workbook, sheet after sheet and row after row, so that it never is in memory; `parts` gives
/// the lines of a table.
pub fn write(path: &Path, parts: impl Fn(&Table) -> Vec<PathBuf>, rows: u32) -> io::Result<()> {
    let mut book = Workbook::new();
    // No clock: the same reports give the same file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for table in &TABLES {
        let mut sheets = BookSheets {
            book: &mut book,
            table,
            rows,
            at: (0, 0),
        };
        sheets.begin().map_err(failed)?;
        for part in parts(table) {
            for line in BufReader::new(File::open(part)?).lines() {
                let values: Vec<Json> = serde_json::from_str(&line?)?;
                sheets.row(&values).map_err(failed)?;
            }
        }
    }
    book.save(path).map_err(failed)
}

/// What the disk said, where it was the disk.
fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(own) => own,
        other => io::Error::other(other),
    }
}

/// The most rows of a sheet.
pub fn rows() -> u32 {
    ROWS
}

/// The sheets of one table: a further one begins where one is full.
struct BookSheets<'a> {
    book: &'a mut Workbook,
    table: &'static Table,
    rows: u32,
    /// How many sheets there are, and the row that is next in the last.
    at: (usize, u32),
}

impl BookSheets<'_> {
    fn begin(&mut self) -> Result<(), XlsxError> {
        self.at = (self.at.0 + 1, 1);
        let name = match self.at.0 {
            1 => self.table.name.to_owned(),
            n => format!("{} {n}", self.table.name),
        };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold().set_align(FormatAlign::Top);
        for (at, column) in (0..).zip(self.table.columns) {
            let width = match column.name {
                "message" | "label" | "explanation" | "heading" => 48,
                "file" | "title" | "cells" | "arithmetic" | "sha256" => 24,
                _ if column.r#type == Type::Text => 14,
                _ => 10,
            };
            sheet.set_column_width(at, width)?;
        }
        for (at, column) in (0..).zip(self.table.columns) {
            sheet.write_string_with_format(0, at, column.name, &bold)?;
        }
        Ok(())
    }

    fn row(&mut self, values: &[Json]) -> Result<(), XlsxError> {
        if self.at.1 == self.rows {
            self.begin()?;
        }
        let row = self.at.1;
        self.at.1 += 1;
        let last = self.book.worksheets_mut().last_mut();
        let Some(sheet) = last else { return Ok(()) };
        for (at, value) in (0..).zip(values) {
            cell(sheet, row, at, value)?;
        }
        Ok(())
    }
}

/// A text is always a text, also one that begins like a formula.
fn cell(sheet: &mut Worksheet, row: u32, at: u16, value: &Json) -> Result<(), XlsxError> {
    match value {
        Json::Number(n) => {
            // Whole numbers within ±(2⁵³ − 1): exact.
            sheet.write_number(row, at, n.as_f64().unwrap_or_default())?;
        }
        Json::Array(thousandths) => {
            let n = thousandths.first().and_then(Json::as_f64);
            sheet.write_number(row, at, n.unwrap_or_default() / 1000.0)?;
        }
        Json::String(text) => {
            sheet.write_string(row, at, short(text))?;
        }
        _ => {}
    }
    Ok(())
}

/// As much of a text as a cell takes.
fn short(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > UNITS
    });
    end.map_or(text, |(at, _)| &text[..at])
}
