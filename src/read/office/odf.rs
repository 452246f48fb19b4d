//! OpenDocument: the text of LibreOffice and of Kingsoft's converters, and its spreadsheets. In a text
//! document tables are read as they nest; in a spreadsheet each table is a sheet.

use super::grid::Grid;
use super::rows::Rows;
use crate::document::Bounds;
use crate::read::package::xml::{attribute, attributes, number, reader, reference};
use crate::read::{Reading, Remark};
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// Elements in one another at most; deeper text is left out.
const DEPTH: usize = 400;
/// How often one cell or row is repeated at most where it holds something.
const REPEATS: u32 = 1000;
/// Styles of text that hide or raise it at most.
const LOOKS: usize = 4096;
/// Rows and columns of the largest sheet that is made.
const SHEET: u32 = 1 << 20;

/// An open element that something depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Other,
    Paragraph,
    Table,
    Row,
    Cell,
    TextBox,
}

/// What a style makes of text, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Hidden, or struck out by hand.
    Gone,
    /// Set higher than the line: after other text, the mark of a note.
    Raised,
}

impl Look {
    fn of(properties: &BytesStart) -> Option<Look> {
        let mut look = None;
        attributes(properties, |name, value| match name {
            "text-line-through-style" | "text-line-through-type" if value != "none" => {
                look = Some(Look::Gone);
            }
            "display" if value == "none" => look = Some(Look::Gone),
            "text-position" if is_raised(&value) => look = look.or(Some(Look::Raised)),
            _ => {}
        });
        look
    }
}

/// `super 58%`, or how far above the line: `33% 58%`.
fn is_raised(position: &str) -> bool {
    let height = position.split(' ').next().unwrap_or_default();
    let above = |height: &str| height.ends_with('%') && height.contains(|c| matches!(c, '1'..='9'));
    height == "super" || above(height) && !height.starts_with('-')
}

/// Reads `content.xml`, or a document in one file.
pub(crate) fn read(xml: &str, bounds: &Bounds) -> Reading {
    let mut tokens = reader(xml);
    let mut reader = Reader {
        rows: Rows::new(bounds),
        open: Vec::new(),
        skipped: None,
        paragraphs: 0,
        sheets: None,
        style: None,
        looks: Vec::new(),
        remarks: Vec::new(),
        bounds,
    };
    loop {
        match tokens.read_event() {
            Ok(Event::Start(tag)) => reader.start(&tag),
            Ok(Event::Empty(tag)) => {
                reader.start(&tag);
                reader.end();
            }
            Ok(Event::End(_)) => reader.end(),
            Ok(Event::Text(text)) => reader.text(&text),
            Ok(Event::CData(text)) => reader.text(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = reference(&name) {
                    reader.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                reader.remarks.push(Remark::Damaged);
                break;
            }
        }
        if reader.rows.is_full() {
            break;
        }
    }
    if !reader.open.is_empty() && !reader.rows.is_full() {
        reader.remarks.push(Remark::Damaged);
    }
    // A sheet that a bound or the end of the file cut short.
    reader.pour();
    reader.rows.finish();
    Reading {
        document: reader.rows.document,
        remarks: reader.remarks,
        ..Reading::default()
    }
}

struct Reader<'b> {
    rows: Rows<'b>,
    open: Vec<Open>,
    skipped: Option<usize>,
    /// Paragraphs open: text stands in them alone.
    paragraphs: usize,
    /// The sheets read so far, in a spreadsheet.
    sheets: Option<Sheets>,
    /// The style of text that is being described.
    style: Option<String>,
    /// Of styles by their names, sorted.
    looks: Vec<(String, Look)>,
    remarks: Vec<Remark>,
    bounds: &'b Bounds,
}

#[derive(Default)]
struct Sheets {
    count: u32,
    /// Tables open; one in another belongs to its cell.
    depth: usize,
    grid: Grid,
    row: u32,
    column: u32,
    /// How often the open row stands.
    row_repeats: u32,
    cell: Cell,
    /// Cells of the row that repeats: columns and text.
    line: Vec<(Range<u32>, String)>,
}

#[derive(Default)]
struct Cell {
    text: String,
    value: Option<String>,
    repeats: u32,
    columns: u32,
    lines: u32,
    paragraphs: u32,
    styled: bool,
}

impl Reader<'_> {
    fn start(&mut self, tag: &BytesStart) {
        if self.skipped.is_some() || self.open.len() >= DEPTH {
            self.open.push(Open::Other);
            return;
        }
        let name = tag.local_name();
        let open = match name.as_ref() {
            "p" | "h" => {
                self.paragraphs += 1;
                if let Some(sheets) = &mut self.sheets {
                    let cell = &mut sheets.cell;
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
                Open::Paragraph
            }
            "spreadsheet" => {
                self.sheets = Some(Sheets::default());
                Open::Other
            }
            "table" | "sub-table" => {
                match &mut self.sheets {
                    Some(sheets) => sheets.depth += 1,
                    None => self.rows.open_table(),
                }
                Open::Table
            }
            "table-row" => {
                self.row(tag);
                Open::Row
            }
            "table-cell" | "covered-table-cell" => {
                self.cell(tag, name.as_ref() == "covered-table-cell");
                Open::Cell
            }
            "table-column" => {
                if let Some(sheets) = &mut self.sheets {
                    let many = number(tag, "number-columns-repeated").unwrap_or(1) >= REPEATS;
                    let visibility = attribute(tag, "visibility");
                    sheets.grid.hidden |=
                        !many && matches!(visibility.as_deref(), Some("collapse" | "filter"));
                }
                Open::Other
            }
            "text-box" if self.sheets.is_none() => {
                self.rows.open_aside();
                Open::TextBox
            }
            "style" => {
                let of_text = attribute(tag, "family").is_some_and(|family| family == "text");
                let name = attribute(tag, "name").filter(|_| of_text);
                self.style = name.map(|name| name.into_owned());
                Open::Other
            }
            "text-properties" => {
                if let (Some(style), Some(look)) = (self.style.take(), Look::of(tag))
                    && self.looks.len() < LOOKS
                {
                    let after = self.looks.partition_point(|(name, _)| *name < style);
                    self.looks.insert(after, (style, look));
                }
                Open::Other
            }
            "span" => {
                let style = attribute(tag, "style-name").unwrap_or_default();
                let start = match &self.sheets {
                    Some(sheets) => sheets.cell.text.is_empty(),
                    None => self.rows.is_at_start(),
                };
                let after = self.looks.partition_point(|(name, _)| **name < *style);
                match self.looks.get(after) {
                    Some((name, look)) if **name == *style && !(*look == Look::Raised && start) => {
                        self.skipped = Some(self.open.len());
                    }
                    _ => {}
                }
                Open::Other
            }
            "s" => {
                let count = number(tag, "c").unwrap_or(1).min(100) as usize;
                self.text(&" ".repeat(count));
                Open::Other
            }
            "tab" => {
                self.text("\t");
                Open::Other
            }
            "line-break" => {
                self.text("\n");
                Open::Other
            }
            "image" => {
                self.rows.document.pictures += 1;
                Open::Other
            }
            // Deleted, hidden, or beside the text.
            "tracked-changes" | "hidden-text" | "hidden-paragraph" | "note" | "annotation"
            | "annotation-end" | "shapes" | "forms" | "styles" | "master-styles" | "ruby-text"
            | "meta" | "desc" | "title" => {
                self.skipped = Some(self.open.len());
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(open);
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if let Some(skipped) = self.skipped {
            if skipped == self.open.len() {
                self.skipped = None;
            }
            return;
        }
        match open {
            Open::Paragraph => {
                self.paragraphs -= 1;
                if self.sheets.is_none() {
                    self.rows.break_line();
                }
            }
            Open::TextBox => self.rows.close_aside(),
            Open::Cell => match &mut self.sheets {
                Some(sheets) if sheets.depth == 1 => sheets.close_cell(),
                Some(_) => {}
                None => self.rows.close_cell(),
            },
            Open::Row => match &mut self.sheets {
                Some(sheets) if sheets.depth == 1 => {
                    self.rows.document.cut |= !sheets.close_row(self.bounds);
                }
                Some(_) => {}
                None => self.rows.close_row(),
            },
            Open::Table => match &mut self.sheets {
                Some(sheets) => {
                    // Ends without beginnings are met in damaged files.
                    let outermost = sheets.depth == 1;
                    sheets.depth = sheets.depth.saturating_sub(1);
                    if outermost {
                        self.pour();
                    }
                }
                None => self.rows.close_table(),
            },
            Open::Other => {}
        }
    }

    /// Appends the sheet so far to the document.
    fn pour(&mut self) {
        if let Some(sheets) = &mut self.sheets {
            let grid = std::mem::take(&mut sheets.grid);
            let document = &mut self.rows.document;
            self.remarks
                .extend(grid.pour(sheets.count, document, self.bounds));
            *sheets = Sheets {
                count: sheets.count + 1,
                ..Sheets::default()
            };
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs == 0 || self.skipped.is_some() {
            return;
        }
        match &mut self.sheets {
            Some(sheets) => {
                if sheets.cell.text.len() < self.bounds.cell_chars * 4 {
                    sheets.cell.text.push_str(text);
                }
            }
            // Line ends within a paragraph are white space.
            None if text.contains('\n') && text != "\n" => {
                self.rows.push(&text.replace(['\n', '\r'], " "));
            }
            None => self.rows.push(text),
        }
    }

    fn row(&mut self, tag: &BytesStart) {
        let repeats = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
        let visibility = attribute(tag, "visibility");
        match &mut self.sheets {
            Some(sheets) if sheets.depth == 1 => {
                sheets.column = 0;
                sheets.row_repeats = repeats;
                sheets.grid.hidden |= repeats < REPEATS
                    && matches!(visibility.as_deref(), Some("collapse" | "filter"));
            }
            Some(_) => {}
            None => self.rows.open_row(),
        }
    }

    fn cell(&mut self, tag: &BytesStart, covered: bool) {
        let mut read = Cell {
            repeats: 1,
            columns: 1,
            lines: 1,
            ..Cell::default()
        };
        let (mut counted, mut value) = (false, None);
        let count = |text: &str| text.trim().parse().unwrap_or(1).max(1);
        attributes(tag, |name, text| match name {
            "number-columns-repeated" => read.repeats = count(&text),
            "number-columns-spanned" => read.columns = count(&text),
            "number-rows-spanned" => read.lines = count(&text),
            "style-name" => read.styled = true,
            "value-type" => counted |= matches!(&*text, "float" | "currency"),
            "value" => value = Some(text),
            _ => {}
        });
        let Some(sheets) = &mut self.sheets else {
            if covered {
                self.rows.close_cell();
                self.rows.skip_columns(read.repeats);
            } else {
                self.rows.open_cell();
            }
            return;
        };
        if sheets.depth != 1 {
            return;
        }
        // The exact value; what is shown may be rounded or grouped.
        read.value = value.filter(|_| counted).map(|value| plain(&value));
        sheets.cell = read;
    }
}

/// A stored number without an exponent or digits beyond the 15 that count.
fn plain(value: &str) -> String {
    match value.trim().parse() {
        Ok(number) => super::grid::Format::Number.show(number, false),
        Err(_) => value.to_owned(),
    }
}

impl Sheets {
    fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let text = match cell.value {
            // An error has a value too.
            Some(value) if !cell.text.starts_with('#') => value,
            _ => cell.text,
        };
        if cell.columns > 1 || cell.lines > 1 {
            let (row, column) = (self.row, self.column);
            self.grid.merge([
                row,
                column,
                row.saturating_add(cell.lines - 1),
                column.saturating_add(cell.columns - 1),
            ]);
        }
        // An empty cell only counts where it was formatted by itself.
        let most = match text.trim().is_empty() {
            true if !cell.styled || cell.repeats > 64 => 0,
            true => 64,
            false => REPEATS,
        };
        let columns = self.column..self.column + cell.repeats.min(most);
        if !columns.is_empty() {
            self.line.push((columns, text));
        }
        self.column = (self.column + cell.repeats.min(SHEET)).min(SHEET);
    }

    /// Adds the row as often as it stands, and each cell as often as it does; false where a bound was
    /// hit.
    fn close_row(&mut self, bounds: &Bounds) -> bool {
        let line = std::mem::take(&mut self.line);
        let holds = line.iter().any(|(_, text)| !text.trim().is_empty());
        let repeats = if holds { self.row_repeats } else { 0 };
        let rows = self.row..self.row + repeats.min(REPEATS);
        let mut places = rows.flat_map(|row| {
            let cells = line.iter();
            cells.flat_map(move |(columns, text)| {
                columns.clone().map(move |column| (row, column, text))
            })
        });
        let whole = places.all(|(row, column, text)| self.grid.add(row, column, text, bounds));
        self.row = (self.row + self.row_repeats.min(SHEET)).min(SHEET);
        whole
    }
}
