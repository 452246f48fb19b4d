//! The cells of a spreadsheet, which say how often they and their rows are repeated.

use super::super::format::{NumberFormat, is_foreign};
use super::super::grid::SheetGrid;
use super::super::rows::UNKNOWN;
use super::conditional::Conditions;
use super::styles::StyleProperties;
use crate::document::Bounds;
use crate::float;
use crate::read::STRUCK;
use crate::read::package::xml::attributes;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// How often one cell or row is repeated at most where it holds something.
pub(super) const REPEATS: u32 = 1000;
/// Rows and columns of the largest sheet that is made.
const SHEET: u32 = 1 << 20;

#[derive(Default)]
pub(super) struct OdfSheet {
    pub count: u32,
    /// Tables open; one in another belongs to its cell.
    pub depth: usize,
    pub grid: SheetGrid,
    pub row: u32,
    pub column: u32,
    /// How many columns were described.
    pub described: u32,
    /// The styles of cells that say none: those of columns, first and last, and that of the open row.
    pub of_columns: Vec<(u32, u32, String)>,
    pub of_row: Option<String>,
    pub conditions: Conditions,
    /// How often the open row stands.
    pub row_repeats: u32,
    pub cell: OdfCell,
    /// Cells of the row that repeats: columns and text.
    pub line: Vec<(Range<u32>, String)>,
}

#[derive(Default)]
pub(super) struct OdfCell {
    pub text: String,
    pub value: Option<f64>,
    /// What it is computed by.
    formula: Option<String>,
    /// Its value is a text.
    words: bool,
    pub paragraphs: u32,
    /// It holds a picture, or something else that is no text.
    pub holds: Option<&'static str>,
    /// A stretch of it, or all of it, is struck out.
    pub struck: bool,
    pub gone: StyleProperties,
    /// Some of its digits have a style of their own by which they may be seen.
    pub restored: bool,
    repeats: u32,
    columns: u32,
    lines: u32,
    styled: bool,
}

impl OdfCell {
    pub fn read(tag: &BytesStart) -> Self {
        let mut read = OdfCell {
            repeats: 1,
            columns: 1,
            lines: 1,
            ..OdfCell::default()
        };
        let (mut counted, mut value) = (false, None);
        let count = |text: &str| text.trim().parse().unwrap_or(1).max(1);
        attributes(tag, |name, text| match name {
            "number-columns-repeated" => read.repeats = count(&text),
            "number-columns-spanned" => read.columns = count(&text),
            "number-rows-spanned" => read.lines = count(&text),
            "style-name" => read.styled = true,
            "value-type" => {
                counted |= matches!(&*text, "float" | "currency");
                read.words = !counted;
            }
            "formula" => read.formula = Some(plain(&text)),
            "value" => value = float::parse(text.trim()),
            _ => {}
        });
        read.value = value.filter(|_| counted);
        read
    }

    /// How many columns a covered cell stands for.
    pub fn repeats(&self) -> u32 {
        self.repeats
    }

    /// What is shown: the value as it is written in the cell, without what groups its digits and words around
    /// them; the stored value where nothing says how it is shown. What is written instead of the number, or
    /// in another size, cannot be read.
    fn shown(self) -> String {
        let text = self.text.trim();
        let numbers = self.value.is_some() || text.contains(|c: char| c.is_ascii_digit());
        let whole = self.gone.struck == Some(true);
        let gone = self.gone.is_hidden();
        if (whole || gone) && self.restored {
            return UNKNOWN.to_owned();
        }
        if whole && numbers || self.struck && text.is_empty() {
            return STRUCK.to_owned();
        }
        if whole || gone {
            return String::new();
        }
        // An error has a value too.
        let Some(value) = self.value.filter(|_| !text.starts_with('#')) else {
            return match (text.is_empty(), self.holds) {
                (true, Some(what)) => what.to_owned(),
                _ => self.text,
            };
        };
        if text.is_empty() && self.paragraphs > 0 {
            return self.holds.unwrap_or_default().to_owned();
        }
        // Of words around a number nothing else is known; nought is nought whatever stands for it.
        let text = &text.chars().map(narrow).collect::<String>();
        let told = the_number(text);
        let decimals = told.split_once('.').map_or(0, |(_, after)| after.len());
        // Half of the last place that is shown.
        let half = 0.501 / f64::from(10u32.pow(decimals.min(9) as u32));
        let shown = float::parse(text).or_else(|| float::parse(&told));
        let negative = ['-', '−', '－', '(', '（', '△', '▲', '负'];
        let signed = match value < 0.0 {
            true => text.contains(negative),
            false => shown >= Some(0.0),
        };
        let near = shown.is_some_and(|shown| (shown.abs() - value.abs()).abs() <= half)
            && signed
            && !is_scaled(text);
        match near && decimals < 9 {
            true => NumberFormat::Fixed(decimals as u8).show(value, false),
            _ if chinese(text) == Some(value) => NumberFormat::General.show(value, false),
            false if near || value == 0.0 || text.is_empty() => {
                NumberFormat::General.show(value, false)
            }
            false => UNKNOWN.to_owned(),
        }
    }
}

/// The digits of a text and the point between them, without what groups them, where they stand together;
/// nothing where there are several numbers.
fn the_number(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | ' ');
    let mut numbers = text
        .split(|c| !is_part(c))
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    let (first, second) = (numbers.next(), numbers.next());
    let number = first.filter(|_| second.is_none()).unwrap_or_default();
    number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect()
}

/// A character as narrow as it is written elsewhere.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '％' | '（' | '）' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        c => c,
    }
}

/// Whether words around a number make another of it: numerals right behind it that are no part of a unit,
/// and any before it.
fn is_scaled(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let before = &text[..text.find(digit).unwrap_or(text.len())];
    let behind = text.rfind(digit).map_or("", |at| &text[at + 1..]);
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || "余多几来数".contains(c));
    let units = ["百分", "千米", "千克", "千瓦", "千卡", "千兆", "千字"];
    let unit = units.iter().any(|unit| behind.starts_with(unit)) || behind.contains('元');
    let scaled = !unit && behind.starts_with(['十', '百', '千', '万', '亿']);
    scaled || is_foreign(before) || behind.contains(char::is_numeric)
}

/// The number that is written in Chinese digits and in nothing else: 四十六, 肆拾陆, 四六.
fn chinese(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix(['负', '-']) {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (mut whole, mut section, mut last) = (0.0, 0.0, None);
    for c in digits.chars() {
        let digits = "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖";
        let unit = match c {
            '十' | '拾' => 10.0,
            '百' | '佰' => 100.0,
            '千' | '仟' => 1000.0,
            '万' => 1e4,
            '亿' => 1e8,
            c => {
                let digit = digits.chars().position(|digit| digit == c)? % 10;
                last = Some(last.unwrap_or(0.0) * 10.0 + digit as f64);
                continue;
            }
        };
        if unit < 1e4 {
            section += last.take().unwrap_or(1.0) * unit;
        } else {
            whole += (section + last.take().unwrap_or(0.0)) * unit;
            section = 0.0;
        }
    }
    (!digits.is_empty()).then_some(sign * (whole + section + last.unwrap_or(0.0)))
}

/// A formula in the way in which the others are written: `of:=SUM([.B3:.C3])` → `SUM(B3:C3)`. A dot that
/// follows the name of a sheet stays.
fn plain(formula: &str) -> String {
    let (_, formula) = formula.split_once('=').unwrap_or_default();
    let mut plain = String::new();
    let mut reference = false;
    for c in formula.chars() {
        match c {
            '[' | ']' => reference = c == '[',
            '.' if reference && !plain.ends_with(|c: char| c.is_alphanumeric() || c == '\'') => {}
            c => plain.push(c),
        }
    }
    plain
}

impl OdfSheet {
    /// The style of a cell that says none.
    pub fn usual_style(&self) -> Option<&str> {
        let at = self.column;
        let column = || {
            let mut columns = self.of_columns.iter();
            columns.find(|column| (column.0..=column.1).contains(&at))
        };
        let row = self.of_row.as_deref();
        row.or_else(|| column().map(|column| &*column.2))
    }

    /// Columns that are described together, some of them hidden, and the style of their cells.
    pub fn columns(&mut self, repeats: u32, hidden: bool, style: Option<String>) {
        let first = self.described;
        self.described = (first + repeats.min(SHEET)).min(SHEET);
        let last = self.described.saturating_sub(1);
        if self.of_columns.len() < REPEATS as usize && first <= last {
            self.of_columns
                .extend(style.map(|style| (first, last, style)));
        }
        if hidden && (1..REPEATS).contains(&repeats) && self.described > first {
            self.grid.hide_columns(first, self.described - 1);
        }
    }

    pub fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let (repeats, columns, lines, styled) =
            (cell.repeats, cell.columns, cell.lines, cell.styled);
        let formula = cell.formula.clone().filter(|_| !cell.words && repeats == 1);
        let (value, words) = (cell.value, cell.words);
        let text = cell.shown();
        let at = (self.row, self.column);
        let told = value.is_some() || text.is_empty();
        if let Some(formula) = formula.filter(|_| told && self.row_repeats == 1) {
            let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
            let format = match decimals {
                1..9 => NumberFormat::Fixed(decimals as u8),
                _ => NumberFormat::General,
            };
            self.grid.formulas.add(at, &formula, None, value, format);
        } else if words {
            self.grid.formulas.text(at, &text);
        }
        if columns > 1 || lines > 1 {
            let (row, column) = (self.row, self.column);
            self.grid.merge([
                row,
                column,
                row.saturating_add(lines - 1),
                column.saturating_add(columns - 1),
            ]);
        }
        // An empty cell only counts where it was formatted by itself.
        let most = match text.trim().is_empty() {
            true if !styled || repeats > 64 => 0,
            true => 64,
            false => REPEATS,
        };
        let columns = self.column..self.column + repeats.min(most);
        if !columns.is_empty() {
            self.line.push((columns, text));
        }
        self.column = (self.column + repeats.min(SHEET)).min(SHEET);
    }

    /// Adds the row as often as it stands, and each cell as often as it does; false where a bound was
    /// hit.
    pub fn close_row(&mut self, bounds: &Bounds) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_in_a_sheet_what_is_shown_is_read_and_nothing_else() {
        for (value, text, read) in [
            (46.0, "46", "46"),
            (46.0, "46件", "46"),
            (46.0, "约46", "46"),
            (1204.0, "1,204.00", "1204"),
            (45.6, "46", "46"),
            (0.0, "-", "0"),
            (-46.0, "(46)", "-46"),
            (-46.0, "46", UNKNOWN),
            (46.0, "-46", UNKNOWN),
            (46.0, "-", UNKNOWN),
            (46.0, "少于100", UNKNOWN),
            (46.0, "000-46", UNKNOWN),
            (46_000.0, "46", UNKNOWN),
            (46.0, "46万", UNKNOWN),
            (46.0, "46余万", UNKNOWN),
            (46.0, "46百", UNKNOWN),
            (46.0, "百46", UNKNOWN),
            (46.0, "46百分点", "46"),
            (46.0, "46千米", "46"),
            (46.0, "46（百万分）", "46"),
            (46.0, "４６", "46"),
            (46.0, "４７", UNKNOWN),
            (46.0, "四十六", "46"),
            (46.0, "肆拾陆", "46"),
            (1005.0, "一千零五", "1005"),
            (120_030.0, "十二万零三十", "120030"),
            (-46.0, "负四十六", "-46"),
            (46.0, "四十七", UNKNOWN),
            (46.0, "四十六件", UNKNOWN),
            (46.5, "46.5万元", "46.5"),
            (1.0, "TRUE", UNKNOWN),
            (46.0, "4.6E+01", "46"),
            (46.0, "", ""),
            (7.0, "#N/A", "#N/A"),
        ] {
            let cell = OdfCell {
                value: Some(value),
                text: text.to_owned(),
                paragraphs: 1,
                ..OdfCell::default()
            };
            assert_eq!(cell.shown(), read, "{value} {text}");
        }
    }
}
