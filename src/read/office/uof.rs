//! UOF (GB/T 20916), the national format of office files, text and sheets, in one file as LibreOffice
//! and older WPS write it. Names of elements are words; those of its second version have a number after
//! them, which is passed over.
//!
//! A cell that a merge covers is not there, as in HTML, and says so by nothing; merges count the columns
//! and rows that come on top of the first. Text that is hidden, struck out, too small to see, white where no
//! colour lies behind anything, or deleted with its change tracked is not read, nor are marks of notes. What
//! else is seen in a cell that has no text makes it unreadable: a picture, a number of a list, a field.

use super::events::{Handler, OpenElements, drive};
use super::grid::SheetGrid;
use super::rows::{PICTURE, TableRows, UNKNOWN};
use super::sheets::Sheets;
use crate::document::Bounds;
use crate::float;
use crate::read::STRUCK;
use crate::read::package::xml::attributes;
use crate::read::{Reading, Remark};
use crate::sorted::Sorted;
use quick_xml::events::BytesStart;

/// Styles that do something to text and deletions at most, and how far one style leads to another.
const STYLES: usize = 4096;
const CHAIN: usize = 16;
/// Columns of a sheet that are looked at.
const COLUMNS: u32 = 1 << 14;

#[derive(Clone, Copy, PartialEq, Eq)]
enum UofElement {
    Other,
    Paragraph,
    Sentence,
    Text,
    Table,
    Row,
    Cell,
    Sheet,
    SheetRow,
    SheetCell,
    Style,
    Position,
}

/// Reads a document in one file.
pub(crate) fn read(xml: &str, bounds: &Bounds) -> Reading {
    let mut reader = UofReader {
        rows: TableRows::new(bounds),
        open: OpenElements::new(),
        styles: Sorted::default(),
        style: String::new(),
        look: UofLook::default(),
        deleted: Sorted::default(),
        shaded: xml.contains("填充"),
        sheet: None,
        count: 0,
        sheets: Sheets::new(bounds),
        bounds,
    };
    let damaged = drive(xml, &mut reader);
    reader.close_sheet();
    reader.rows.finish();
    let rows = reader.rows.document;
    let mut reading = match reader.count {
        0 => Reading::from(rows),
        _ => {
            reader.sheets.note(rows.cut, rows.pictures);
            reader.sheets.finish()
        }
    };
    if damaged {
        reading.remarks.push(Remark::Damaged);
    }
    reading
}

#[derive(Default)]
struct UofSheet {
    grid: SheetGrid,
    row: u32,
    column: u32,
    described: u32,
    text: String,
    /// A number of the cell is struck out.
    struck: bool,
    /// For each column, the first row that no merge above covers.
    covered: Sorted<u32, u32>,
    full: bool,
}

impl UofSheet {
    /// Another paragraph of a cell begins.
    fn new_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// What is done to text, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
struct UofLook {
    hidden: Option<bool>,
    /// Too small to see.
    tiny: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
    white: Option<bool>,
}

impl UofLook {
    /// This, and where it says nothing, what another look says that is further from the text.
    fn or(self, other: UofLook) -> UofLook {
        UofLook {
            hidden: self.hidden.or(other.hidden),
            tiny: self.tiny.or(other.tiny),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
            white: self.white.or(other.white),
        }
    }

    /// Takes note of an element that says how text looks.
    fn note(&mut self, name: &str, told: &UofAttributes) {
        match name {
            "隐藏文字" => self.hidden = Some(!told.is("值", "false")),
            "删除线" if !told.0.is_empty() => self.struck = Some(!told.is("类型", "none")),
            "字体" => {
                let size = told.get("字号").and_then(|size| float::parse(size.trim()));
                self.tiny = size.map(|size| size <= 2.0).or(self.tiny);
                let white = told.get("颜色").map(|colour| {
                    let parts = colour.strip_prefix('#').unwrap_or_default().bytes();
                    parts.len() == 6 && parts.step_by(2).all(|part| matches!(part, b'f' | b'F'))
                });
                self.white = white.or(self.white);
            }
            _ => {}
        }
    }
}

struct UofReader<'b> {
    rows: TableRows<'b>,
    open: OpenElements<UofElement>,
    /// What styles do to text, with those that they come from; the one that is being described.
    styles: Sorted<String, (String, UofLook)>,
    style: String,
    /// How the open sentence looks.
    look: UofLook,
    /// Deletions that are open.
    deleted: Sorted<String, ()>,
    /// A colour lies behind something.
    shaded: bool,
    sheet: Option<UofSheet>,
    count: u32,
    sheets: Sheets<'b>,
    bounds: &'b Bounds,
}

/// A word without the number that the second version puts after it.
fn word(name: &str) -> &str {
    name.split('_').next().unwrap_or(name)
}

/// The attributes of an element, by their names without numbers.
struct UofAttributes(Sorted<String, String>);

impl UofAttributes {
    fn of(tag: &BytesStart) -> UofAttributes {
        let mut told = Sorted::default();
        attributes(tag, |name, value| {
            told.insert(word(name).to_owned(), value.into_owned());
        });
        UofAttributes(told)
    }

    fn get(&self, name: &str) -> Option<&String> {
        self.0.get(name)
    }

    fn count(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|told| told == value)
    }
}

impl Handler for UofReader<'_> {
    fn start(&mut self, tag: &BytesStart, _: usize) {
        let open = match self.open.is_beyond() {
            true => UofElement::Other,
            false => self.tag(tag),
        };
        self.open.begin(open);
    }

    fn end(&mut self, _: usize) {
        let Some(open) = self.open.end() else {
            return;
        };
        match (open, &mut self.sheet) {
            (UofElement::Paragraph, None) => self.rows.break_line(),
            (UofElement::Sentence, _) => self.look = UofLook::default(),
            (UofElement::Table, None) => self.rows.close_table(),
            (UofElement::Row, None) => self.rows.close_row(),
            (UofElement::Cell, None) => self.rows.close_cell(),
            (UofElement::Sheet, _) => self.close_sheet(),
            (UofElement::SheetRow, Some(sheet)) => sheet.row = sheet.row.saturating_add(1),
            (UofElement::SheetCell, Some(sheet)) => {
                let mut text = std::mem::take(&mut sheet.text);
                if std::mem::take(&mut sheet.struck) && text.trim().is_empty() {
                    text = STRUCK.to_owned();
                }
                sheet.full |= !sheet.grid.add(sheet.row, sheet.column, &text, self.bounds);
                sheet.column = sheet.column.saturating_add(1);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            _ if self.open.is_left_out() => {}
            Some(UofElement::Text) => self.say(text),
            // Where it stands is a text and not an attribute.
            Some(UofElement::Position) => {
                let raised = matches!(text.trim(), "super" | "sub")
                    || text
                        .trim_start()
                        .starts_with(|c: char| matches!(c, '-' | '1'..='9'));
                self.note(|look| look.raised = Some(raised));
            }
            _ => {}
        }
    }

    fn is_full(&self) -> bool {
        self.rows.is_full() || self.sheets.is_full() || self.sheet.as_ref().is_some_and(|s| s.full)
    }

    fn is_open(&self) -> bool {
        self.open.depth() > 0
    }
}

impl UofReader<'_> {
    fn tag(&mut self, tag: &BytesStart) -> UofElement {
        let name = tag.local_name();
        let told = UofAttributes::of(tag);
        let name = word(name.as_ref());
        let structure = self.structure(name, &told);
        structure.unwrap_or_else(|| {
            self.content(name, &told);
            UofElement::Other
        })
    }

    /// Elements that others stand in.
    fn structure(&mut self, name: &str, told: &UofAttributes) -> Option<UofElement> {
        let in_sheet = self.sheet.is_some();
        Some(match name {
            "段落" => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.new_line();
                }
                UofElement::Paragraph
            }
            "句" => {
                self.look = UofLook::default();
                UofElement::Sentence
            }
            "文本串" => UofElement::Text,
            "文字表" => {
                self.rows.open_table();
                UofElement::Table
            }
            "行" if in_sheet => {
                self.open_row(told.count("行号"), told.is("隐藏", "true"));
                UofElement::SheetRow
            }
            "行" => {
                self.rows.open_row();
                UofElement::Row
            }
            "单元格" if in_sheet => {
                let more = |name| told.count(name).unwrap_or(0);
                self.open_cell(told.count("列号"), more("合并列数"), more("合并行数"));
                UofElement::SheetCell
            }
            "单元格" => {
                self.rows.open_cell();
                UofElement::Cell
            }
            "工作表" => {
                self.close_sheet();
                let mut sheet = UofSheet::default();
                sheet.grid.hidden = told.is("隐藏", "true");
                self.sheet = Some(sheet);
                UofElement::Sheet
            }
            "句式样" | "段落式样" => {
                self.style = told.get("标识符").cloned().unwrap_or_default();
                if self.styles.len() < STYLES {
                    let from = told.get("基式样引用").cloned().unwrap_or_default();
                    self.styles
                        .insert(self.style.clone(), (from, UofLook::default()));
                }
                UofElement::Style
            }
            "位置" => UofElement::Position,
            _ => return None,
        })
    }

    /// What is shown, and what is hidden or beside the text.
    fn content(&mut self, name: &str, told: &UofAttributes) {
        match name {
            "跨列" => self.rows.span(told.count("值").unwrap_or(1)),
            "列" => self.columns(told),
            "句属性" => {
                if let Some(style) = told.get("式样引用") {
                    self.look = self.look.or(self.look_of(style));
                }
            }
            "隐藏文字" | "删除线" | "字体" => self.note(|look| look.note(name, told)),
            "修订开始" if told.is("类型", "delete") && self.deleted.len() < STYLES => {
                let id = told.get("标识符").cloned().unwrap_or_default();
                self.deleted.insert(id, ());
            }
            "修订结束" => {
                if let Some(id) = told.get("开始标识引用") {
                    self.deleted.remove(id);
                }
            }
            "锚点" => self.rows.hold(PICTURE),
            "自动编号信息" | "域开始" => self.rows.hold(UNKNOWN),
            "制表符" => self.say("\t"),
            "换行符" => self.say("\n"),
            "空格符" => {
                let spaces = told.count("个数").unwrap_or(1).min(100) as usize;
                self.say(&" ".repeat(spaces));
            }
            "页眉" | "页脚" | "脚注" | "尾注" | "批注" | "批注集" | "元数据" | "域代码" =>
            {
                if matches!(name, "脚注" | "尾注") {
                    self.rows.hold(UNKNOWN);
                }
                self.open.leave_out();
            }
            _ => {}
        }
    }

    /// Columns of a sheet as they are described.
    fn columns(&mut self, told: &UofAttributes) {
        if let Some(sheet) = &mut self.sheet {
            let first = told
                .count("列号")
                .map_or(sheet.described, |n| n.saturating_sub(1));
            let last = first
                .saturating_add(told.count("跨度").unwrap_or(1))
                .min(COLUMNS);
            if told.is("隐藏", "true") && last > first {
                sheet.grid.hide_columns(first, last - 1);
            }
            sheet.described = last;
        }
    }

    /// Takes note of how the open sentence looks, or what has the style that is being described.
    fn note(&mut self, note: impl Fn(&mut UofLook)) {
        if self.open.contains(UofElement::Sentence) {
            note(&mut self.look);
        } else if self.open.contains(UofElement::Style)
            && let Some((_, look)) = self.styles.get_mut(&self.style)
        {
            note(look);
        }
    }

    /// What a style does to text, and those that it comes from.
    fn look_of(&self, style: &str) -> UofLook {
        let (mut look, mut next) = (UofLook::default(), style);
        for _ in 0..CHAIN {
            let Some((from, own)) = self.styles.get(next) else {
                break;
            };
            look = look.or(*own);
            next = from;
        }
        look
    }

    fn say(&mut self, text: &str) {
        let look = self.look;
        let is = |said: Option<bool>| said == Some(true);
        if is(look.hidden) || is(look.tiny) || !self.deleted.is_empty() {
            return;
        }
        let in_cell = self.sheet.is_some() || self.rows.is_in_cell();
        let white = is(look.white) && !self.shaded && in_cell;
        if is(look.struck) || white {
            let first = if is(look.struck) { '0' } else { '1' };
            if text.contains(|c: char| (first..='9').contains(&c)) {
                match &mut self.sheet {
                    Some(sheet) => sheet.struck = true,
                    None => self.rows.strike(text),
                }
            }
            return;
        }
        match &mut self.sheet {
            Some(sheet) if is(look.raised) && !sheet.text.is_empty() => {}
            Some(sheet) if sheet.text.len() < self.bounds.cell_chars * 4 => {
                sheet.text.push_str(text)
            }
            Some(_) => {}
            None if is(look.raised) && in_cell => self.rows.hold(UNKNOWN),
            None => self.rows.push(text),
        }
    }

    fn open_row(&mut self, number: Option<u32>, hidden: bool) {
        if let Some(sheet) = &mut self.sheet {
            sheet.row = number.map_or(sheet.row, |number| number.saturating_sub(1));
            sheet.column = 0;
            if hidden {
                sheet.grid.hide_rows(sheet.row, sheet.row);
            }
        }
    }

    fn open_cell(&mut self, number: Option<u32>, columns: u32, rows: u32) {
        let Some(sheet) = &mut self.sheet else {
            return;
        };
        match number {
            Some(number) => sheet.column = number.saturating_sub(1).min(COLUMNS),
            None => {
                while sheet
                    .covered
                    .get(&sheet.column)
                    .is_some_and(|&row| row > sheet.row)
                {
                    sheet.column += 1;
                }
            }
        }
        sheet.column = sheet.column.min(COLUMNS);
        let (row, column) = (sheet.row, sheet.column);
        let last = column
            .saturating_add(columns)
            .min(column.saturating_add(1000));
        if columns > 0 || rows > 0 {
            sheet
                .grid
                .merge([row, column, row.saturating_add(rows), last]);
            for column in column..=last {
                sheet
                    .covered
                    .insert(column, row.saturating_add(rows).saturating_add(1));
            }
        }
    }

    fn close_sheet(&mut self) {
        if let Some(sheet) = self.sheet.take() {
            self.sheets.add(self.count, sheet.grid, false);
            self.count += 1;
        }
    }
}
