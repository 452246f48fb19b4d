//! Text without tags: each line by itself is tabbed, piped, separated otherwise or loose.
//!
//! Marks of mails (`> `) and of Word (a bell behind every cell and every row) are taken off first, and what
//! tools put around a number by [`crate::bare`]. A vertical tab within a line of tabbed cells ends no row,
//! unless what stands around it says so. A single line
//! that holds a whole table is taken cell by
//! cell.

use super::lines::{WIDEST, cell, lines};
use super::{fields, machine};
use crate::document::{Bounds, Document, Row, RowKind};
use crate::language::FIRST;
use crate::place::Place;
use crate::read::feet::is_page_number;
use crate::read::pipes::{Piped, Wiki, is_drawn_rule, is_piped, lone};
use crate::text::utf16_len;
use std::borrow::Cow;

/// Cells of a line beyond which it is no row but a whole table.
const TABLE: usize = 60;
/// What Word puts behind a cell, and what others put between two.
const BELL: char = '\u{7}';
/// Line breaks within a cell, where tabs stand between cells.
const SOFT: [char; 2] = ['\u{b}', '\u{2028}'];
pub(super) const UNITS: [char; 4] = [BELL, '\u{1c}', '\u{1e}', '\u{1f}'];

/// Reads text without tags.
pub(super) fn plain(text: &str, first_line: u32, bounds: &Bounds) -> Document {
    let mut document = Document::default();
    let mut cells = 0;
    let frame = frame(text);
    let unquoted = |line| unframed(unquoted(line), frame);
    let tables = match FIRST {
        true => Vec::new(),
        false => Piped::all(lines(text).map(|line| unquoted(line).1)),
    };
    let mut tables = tables.iter().peekable();
    let separates = text.bytes().any(|b| matches!(b, b',' | b';' | b'&'));
    let separator = (separates && !FIRST)
        .then(|| fields::separator(lines(text)))
        .flatten();
    let mut wiki = Wiki::default();
    let soft = !FIRST && text.contains('\t') && text.contains(SOFT);
    let widest = if soft { longest(text) } else { 0 };
    // The line that the next may go on from, in a table with rules between its rows.
    let mut above: Option<&str> = None;
    let mut lines = lines(text).enumerate();
    while let Some((index, line)) = lines.next() {
        let number = first_line + index as u32;
        while tables.next_if(|table| table.end <= index).is_some() {}
        let table = tables.peek().filter(|table| !FIRST && table.start <= index);
        let (skipped, line) = unquoted(line);
        let wide = || line.bytes().filter(|&b| b == b'\t').count() + 1 >= WIDEST;
        let separates = table.is_some() && line == "\t" || line.ends_with(BELL);
        if (line.trim().is_empty() && !separates && !wide()) || is_page_number(line) {
            continue;
        }
        let most = bounds.cell_chars;
        let long = (line.len() > most).then(|| line.char_indices().nth(most));
        let line = match long.flatten() {
            Some((end, _)) => {
                document.cut = true;
                &line[..end]
            }
            None => line,
        };
        let from = document.rows.len();
        if !FIRST && let Some(rows) = listed(line, number) {
            cells += rows.iter().map(|row| row.cells.len()).sum::<usize>();
            document.rows.extend(rows);
            continue;
        }
        let drawn = table.filter(|table| table.is_boxed());
        if !FIRST && let Some(row) = wiki.take(line, number) {
            document.rows.extend(row);
        } else if line.is_empty() || line == "\u{7}" {
            document.rows.push(lone(cell("", number, 0)));
        } else if let Some(rows) = table.and_then(|table| table.single(index, line, number)) {
            document.rows.extend(rows);
        } else if let Some(table) = drawn {
            let joins =
                |row: &mut Row| above.is_some_and(|above| table.add(row, line, number, above));
            let rule = is_drawn_rule(line);
            if !rule && !document.rows.last_mut().is_some_and(joins) {
                document.rows.extend(table.row(line, number));
            }
            above = Some(line).filter(|_| !rule);
        } else if let Some(table) = table.filter(|_| is_piped(line)) {
            document.rows.extend(table.row(line, number));
        } else {
            let mark = separator.filter(|_| !line.contains('\t')).unwrap_or('\t');
            let ahead = lines.clone().map(|(_, line)| line);
            let broken = || {
                soft.then(|| softly_broken(line, text, widest, ahead.clone()))
                    .flatten()
            };
            let whole = match quoted(line, mark, ahead.clone()).or_else(broken) {
                Some((whole, more)) => {
                    lines.nth(more - 1);
                    Cow::Owned(whole)
                }
                None => without_units(line),
            };
            let row = match whole.contains('\t') {
                true => Some(tabbed(&whole, number)),
                false if FIRST => None,
                false => fields::row(&whole, number, separator),
            };
            document
                .rows
                .push(row.unwrap_or_else(|| lone(cell(&whole, number, 0))));
        }
        cells += settle(&mut document, from, skipped);
        if cells > bounds.cells {
            document.cut = true;
            break;
        }
    }
    document
}

/// Moves the cells of the rows from `from` on by what was skipped of their line, and takes a row that
/// is a whole table cell by cell. Gives how many cells there are.
fn settle(document: &mut Document, from: usize, skipped: u32) -> usize {
    let Some(row) = document.rows.get_mut(from) else {
        return 0;
    };
    if row.cells.len() > TABLE {
        let cells = std::mem::take(&mut row.cells);
        document.rows.truncate(from);
        document.rows.extend(cells.into_iter().map(lone));
    }
    let rows = &mut document.rows[from..];
    for at in rows
        .iter_mut()
        .flat_map(|row| &mut row.cells)
        .map(|cell| &mut cell.at)
    {
        if let Place::Span { start, end, .. } = at {
            *start += skipped;
            *end += skipped;
        }
    }
    rows.iter().map(|row| row.cells.len()).sum()
}

/// A line without the marks of a quoted mail and the bell that ended the line before, and the UTF-16
/// units that they take.
fn unquoted(line: &str) -> (u32, &str) {
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >")) {
        rest = inner;
    }
    if rest.len() < line.len() {
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    } else if rest.len() > 1 {
        rest = rest.strip_prefix(BELL).unwrap_or(rest);
    }
    (utf16_len(&line[..line.len() - rest.len()]), rest)
}

/// A line with tabs for what Word and others put between cells, where it has no tabs of its own.
fn without_units(line: &str) -> Cow<'_, str> {
    if !line.bytes().any(|b| UNITS.contains(&char::from(b))) {
        return Cow::Borrowed(line);
    }
    let tabbed = line.contains('\t');
    Cow::Owned(line.replace(UNITS, if tabbed { "\u{200b}" } else { "\t" }))
}

/// The rows of a list of machines among text; none of them where names stand in it too.
fn listed(line: &str, number: u32) -> Option<Vec<Row>> {
    if !line.starts_with(['[', '{']) {
        return None;
    }
    let rows = machine::strings(line)?;
    let at = Place::Span {
        line: number,
        start: 0,
        end: utf16_len(line),
    };
    let row = |row: &str| {
        let mut row = tabbed(row, number);
        row.cells.iter_mut().for_each(|cell| cell.at = at);
        row
    };
    let rows = rows.lines().filter(|_| !line.contains('{'));
    Some(rows.map(row).collect())
}

/// What stands before and behind every cell of a text that has a cell a line, as where a page's texts were
/// joined by it.
fn frame(text: &str) -> Option<char> {
    let whole = |&mark: &char| {
        let (mut framed, mut others) = (0, 0);
        for line in lines(text).map(|line| line.trim_matches(' ')) {
            let ends = line.starts_with(mark) && line.ends_with(mark);
            if line.len() > 2 && ends && line.matches(mark).count() == 2 {
                framed += 1;
            } else if line.len() > 2 {
                others += 1;
            }
        }
        framed > 100 && framed > 9 * others
    };
    if text.bytes().filter(|&b| b == b'\n').count() <= 100 {
        return None;
    }
    let begins = ["\n|", "\n\t", "\n,"].into_iter();
    let many = begins.filter(|mark| text.matches(mark).count() > 100);
    many.filter_map(|mark| mark.chars().last()).find(whole)
}

/// The line without its frame, and the UTF-16 units that are skipped.
fn unframed((skipped, line): (u32, &str), frame: Option<char>) -> (u32, &str) {
    let Some(mark) = frame else {
        return (skipped, line);
    };
    let all = |c: char| c == mark || c == ' ';
    let inner = line.trim_start_matches(all);
    let before = utf16_len(&line[..line.len() - inner.len()]);
    (skipped + before, inner.trim_end_matches(all))
}

/// The line with those that follow it up to the end of the quotes its last cell opens, and how many
/// these are: a spreadsheet quotes a cell that holds line breaks.
fn quoted<'a>(
    line: &str,
    mark: char,
    ahead: impl Iterator<Item = &'a str>,
) -> Option<(String, usize)> {
    if !line.rsplit(mark).next().is_some_and(opens_quote) {
        return None;
    }
    let mut whole = String::from(line);
    for (index, next) in ahead.enumerate() {
        whole.push('\n');
        whole.push_str(next);
        let closed = match next.rsplit_once(mark) {
            Some((_, last)) => !opens_quote(last),
            None => is_odd(next),
        };
        if closed {
            return whole.contains(mark).then_some((whole, index + 1));
        }
        if whole.len() >= 4096 {
            break;
        }
    }
    None
}

/// A line of tabbed cells that goes on behind a line break which ends no row, with those that follow, and how many
/// these are. It ends a row all the same where cells would be more than `most`, and between a cell that is a number, or
/// blank, and words.
fn softly_broken<'a>(
    line: &str,
    text: &str,
    most: usize,
    ahead: impl Iterator<Item = &'a str>,
) -> Option<(String, usize)> {
    let broken = |line: &str| {
        let end = (line.as_ptr() as usize + line.len()).checked_sub(text.as_ptr() as usize);
        end.and_then(|end| text.get(end..))
            .is_some_and(|rest| rest.starts_with(SOFT))
    };
    let is_number = |cell: &str| {
        !cell.contains(|c: char| !(c.is_numeric() || c.is_whitespace() || ".,-－，".contains(c)))
    };
    let ends_row = |before: &str, next: &str| {
        let (_, last) = before.rsplit_once('\t').unwrap_or(("", before));
        let first = next.split('\t').next().unwrap_or(next);
        before.contains('\t') && is_number(last) && !is_number(first)
    };
    let mut whole = String::from(line);
    let (mut last, mut more, mut tabs) = (line, 0, tabs(line));
    for next in ahead {
        tabs += self::tabs(next);
        if !broken(last) || whole.len() >= 4096 || tabs + 1 > most || ends_row(&whole, next) {
            break;
        }
        whole.push('\n');
        whole.push_str(next);
        (last, more) = (next, more + 1);
    }
    (more > 0 && whole.contains('\t')).then_some((whole, more))
}

fn tabs(line: &str) -> usize {
    line.bytes().filter(|&b| b == b'\t').count()
}

/// How many cells the longest line has that no such line break is in.
fn longest(text: &str) -> usize {
    let whole = text.split('\n').filter(|line| !line.contains(SOFT));
    whole.map(tabs).max().unwrap_or(0) + 1
}

fn opens_quote(cell: &str) -> bool {
    cell.starts_with('"') && is_odd(cell)
}

/// Whether a stretch of text opens or closes a quote for what follows.
fn is_odd(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
}

/// A row of tabbed cells; `rows` holds several lines where a quoted cell does.
fn tabbed(rows: &str, number: u32) -> Row {
    let (mut line, mut start) = (number, 0);
    let mut cells = Vec::with_capacity(8);
    let several = rows.contains('\n');
    for text in rows.split('\t') {
        let last = several.then(|| text.rsplit_once('\n')).flatten();
        let first = last.map_or(text, |_| text.split('\n').next().unwrap_or(text));
        let mut cell = cell(first, line, start);
        if let Some((head, tail)) = last {
            // Its place ends where its first line does.
            let whole = text.trim();
            let inner = whole
                .strip_prefix('"')
                .and_then(|text| text.strip_suffix('"'));
            cell.text = inner.map_or_else(|| whole.to_owned(), |text| text.replace("\"\"", "\""));
            line += head.matches('\n').count() as u32 + 1;
            start = utf16_len(tail) + 1;
        } else {
            start += utf16_len(text) + 1;
        }
        cells.push(cell);
    }
    Row {
        cells,
        kind: RowKind::Tabs,
    }
}
