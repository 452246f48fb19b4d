//! Tables of pipes: Markdown, drawn boxes, one cell a line, MediaWiki.
//!
//! How a table is written no single line tells: an empty first or last cell looks like an outer pipe,
//! and a pipe alone on its line is a blank cell, the rest of a merged one, or what separates the lines
//! above and below. So the lines that belong together are looked at first.
//!
//! * Every line holds one cell at most: a pipe ends its cell, so one alone is a blank cell. What
//!   merged cells leave behind a row is blank too; a row has no more cells than the form.
//! * Only pipes, between lines without any: they separate those, and two of them enclose a blank cell.
//! * Where most rows end with two spaces, one that does not was wrapped: its last cell cannot be read.
//! * Rules between the rows: all lines between two rules are one row. Digits are joined only where the
//!   line above had no room for more; else they are apart, and no number.

use super::lines::cell;
use crate::bytes;
use crate::document::{Cell, Row, RowKind};
use crate::number::{self, Said};
use crate::text::utf16_len;

/// What separates the cells of Markdown and drawn tables.
pub(super) const PIPES: &[char] = &['|', '｜', '│', '┃', '║', '┆', '┊', '¦'];

/// Lines with pipes one below the other, blank lines aside.
#[derive(Default)]
pub(super) struct Piped {
    /// The line of its first row, and the line after its last one.
    pub start: usize,
    pub end: usize,
    /// Whether every row begins with a pipe, and ends with one.
    leading: bool,
    trailing: bool,
    /// Whether every line holds one cell at most, and how many hold one.
    single: bool,
    texts: usize,
    /// Rules between its rows.
    rules: usize,
    /// Rows, and how many of them end with two spaces, as converters end a line that is not wrapped.
    rows: usize,
    ended: usize,
}

impl Piped {
    /// The tables of a text.
    pub fn all<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Piped> {
        let mut tables = Vec::new();
        let mut open: Option<Piped> = None;
        for (index, line) in lines.enumerate() {
            let separates = line == "\t";
            let ended = line.ends_with("  ");
            let line = line.trim();
            if line.is_empty() && !separates {
                continue;
            }
            let rule = is_drawn_rule(line);
            if !rule && !separates && !has_pipe(line) {
                tables.extend(open.take());
                continue;
            }
            let table = open.get_or_insert(Piped {
                start: index,
                leading: true,
                trailing: true,
                single: true,
                ..Piped::default()
            });
            table.end = index + 1;
            if rule {
                table.rules += 1;
                continue;
            }
            table.rows += 1;
            table.ended += usize::from(ended);
            table.leading &= line.starts_with(PIPES);
            table.trailing &= line.ends_with(PIPES);
            let mut cells = line.split(PIPES).filter(|cell| !cell.trim().is_empty());
            let text = cells.next().is_some();
            table.single &= cells.next().is_none();
            table.texts += usize::from(text);
        }
        tables.extend(open);
        tables
    }

    /// Whether its rows stand between rules, several lines to each: not where rules stand around the head and below
    /// the last of many rows only, as databases print them.
    pub fn is_boxed(&self) -> bool {
        self.rules > 2 && (self.rules > 3 || self.rows < 8)
    }

    /// The cells of a line that holds one at most, the blank ones as empty lines; none where the table
    /// is of another kind.
    pub fn single(&self, index: usize, line: &str, number: u32) -> Option<Vec<Row>> {
        if !self.single || (1..4).contains(&self.texts) {
            return None;
        }
        let bare = line.trim_matches(|c: char| c.is_whitespace() || PIPES.contains(&c));
        if !bare.is_empty() {
            let before = line.len()
                - line
                    .trim_start_matches(|c: char| c.is_whitespace() || PIPES.contains(&c))
                    .len();
            return Some(vec![lone(cell(bare, number, utf16_len(&line[..before])))]);
        }
        // Where pipes only separate, the first of them encloses nothing.
        let separates = self.texts == 0 && index == self.start;
        let blanks = line.matches(PIPES).count().max(1) - usize::from(separates);
        Some(vec![lone(cell("", number, 0)); blanks])
    }

    /// A row of a Markdown or drawn table; none for its rule.
    pub fn row(&self, line: &str, number: u32) -> Option<Row> {
        let rule = |c| {
            matches!(c, '-' | ':' | ' ' | '+' | '=' | '\u{2500}'..='\u{257f}') || PIPES.contains(&c)
        };
        if line.chars().all(rule) && line.contains(&['-', '─', '=', '━', '═'][..]) {
            return None;
        }
        let cells = self.cells(line, number);
        (!cells.is_empty()).then_some(Row {
            cells,
            kind: RowKind::Grid,
        })
    }

    /// The cells of a line; the outer pipes enclose nothing.
    fn cells(&self, line: &str, number: u32) -> Vec<Cell> {
        let mut start = 0;
        let cut = line.split(PIPES).map(|text| {
            // Textile says first how a cell is aligned, or that it heads others.
            let bare = match text.as_bytes() {
                [b'<' | b'>' | b'=' | b'_', b'.', ..] => &text[2..],
                _ => text,
            };
            let cell = cell(bare, number, start + (text.len() - bare.len()) as u32);
            start += utf16_len(text) + 1;
            cell
        });
        let mut cells: Vec<Cell> = cut.collect();
        // Where rows end with two spaces a line that ends with a pipe goes on below: what its last cell holds is not known.
        let wrapped = line.ends_with(PIPES) && !self.trailing && 2 * self.ended > self.rows;
        if let Some(last) = cells.last_mut().filter(|_| wrapped) {
            last.text.push('□');
        }
        if self.leading {
            cells.remove(0);
        }
        if self.trailing {
            cells.pop();
        }
        cells
    }

    /// Takes a further line of a row between rules; false where it has other cells.
    pub fn add(&self, row: &mut Row, line: &str, number: u32, before: &str) -> bool {
        let more = self.cells(line, number);
        if more.len() != row.cells.len() {
            return false;
        }
        let above = before.split(PIPES).skip(usize::from(self.leading));
        for ((cell, more), above) in row.cells.iter_mut().zip(more).zip(above) {
            if cell.text.is_empty() {
                *cell = more;
            } else if !more.text.is_empty() {
                let full = !above.ends_with(' ') && !above.starts_with(' ');
                if !full {
                    cell.text.push('\n');
                }
                cell.text.push_str(&more.text);
            }
        }
        true
    }
}

/// A line of its own.
pub(super) fn lone(cell: Cell) -> Row {
    Row {
        cells: vec![cell],
        kind: RowKind::Line,
    }
}

/// Whether a line has one of [`PIPES`].
fn has_pipe(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'|' => true,
        0xe2 => matches!(
            bytes[at..],
            [_, 0x94, 0x82 | 0x83 | 0x86 | 0x8a, ..] | [_, 0x95, 0x91, ..]
        ),
        0xc2 => bytes.get(at + 1) == Some(&0xa6),
        0xef => matches!(bytes[at..], [_, 0xbd, 0x9c, ..]),
        _ => false,
    })
}

/// Whether a line is a rule between rows, or has one right of a cell that goes on below.
pub(super) fn is_drawn_rule(line: &str) -> bool {
    let drawn = bytes::find(line.as_bytes(), "─".as_bytes()[0]).is_some()
        && ["──", "══", "━━"].iter().any(|rule| line.contains(rule))
        || line.starts_with('+') && (line.contains("+-") || line.contains("+="))
        // psql, without a frame.
        || line.starts_with("--") && line.contains("-+-") && line.bytes().all(|b| matches!(b, b'-' | b'+'));
    drawn && !line.contains(|c: char| c.is_ascii_digit())
}

/// Whether pipes separate cells: one alone does where a value stands behind it.
pub(super) fn is_piped(line: &str) -> bool {
    match line.split_once(PIPES) {
        Some((_, rest)) => rest.contains(PIPES) || number::read(rest) != Said::Words,
        None => false,
    }
}

/// The rows of a MediaWiki table: its cells stand behind `|` or `!`, and `|-` begins a row.
#[derive(Default)]
pub(super) struct Wiki {
    cells: Vec<Cell>,
    open: bool,
}

impl Wiki {
    /// Takes a line of such a table, and gives the row that it ends, if any; none for other lines.
    pub fn take(&mut self, line: &str, number: u32) -> Option<Option<Row>> {
        let shown = line.trim_start();
        if shown.starts_with("{|") {
            self.open = true;
            return Some(None);
        }
        let inner = shown.strip_prefix(['|', '!']).filter(|_| self.open)?;
        if inner.starts_with(&['-', '}'][..]) {
            self.open = !inner.starts_with('}');
            let cells = std::mem::take(&mut self.cells);
            return Some((!cells.is_empty()).then_some(Row {
                cells,
                kind: RowKind::Grid,
            }));
        }
        for text in inner.split("||") {
            // Attributes stand before another pipe.
            let text = text.rsplit_once('|').map_or(text, |(_, text)| text);
            let before = utf16_len(&line[..text.as_ptr() as usize - line.as_ptr() as usize]);
            self.cells.push(cell(text, number, before));
        }
        Some(None)
    }
}
