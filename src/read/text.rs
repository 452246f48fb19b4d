//! Plain text: each line by itself is tabbed, piped, separated otherwise or loose.
//!
//! Marks of mails (`> `) and of Word (a bell behind every cell and every row) are taken off first. What
//! other machines wrote is told by [`super::machine`], and what tools put around a number by
//! [`crate::bare`]. A single line that holds a whole table is taken cell by cell.

use crate::bare::bare;
use crate::document::{Bounds, Cell, Document, Row, RowKind};
use crate::place::Place;
use crate::read::feet::is_page_number;
use crate::read::pipes::{Piped, Wiki, is_drawn_rule, is_piped, lone};
use crate::read::{fields, html, machine};
use crate::text::utf16_len;

/// Cells of the longest row of a form, that of table 4.
pub(super) const WIDEST: usize = 15;
/// Cells of a line beyond which it is no row but a whole table.
const TABLE: usize = 60;
/// What Word puts behind a cell, and what others put between two.
const BELL: char = '\u{7}';
pub(super) const UNITS: [char; 4] = [BELL, '\u{1c}', '\u{1e}', '\u{1f}'];

/// Reads text of any shape. `first_table` and `first_line` are the numbers its first table and line
/// get.
pub fn read(text: &str, first_table: u32, first_line: u32, bounds: &Bounds) -> Document {
    if machine::name(text).is_some() {
        return Document::default();
    }
    let strings = machine::strings(text);
    let text = strings.as_deref().unwrap_or(text);
    match machine::tagged(text) {
        Some(text) => html::read_text(&text, first_table, first_line, bounds),
        None => plain(text, first_line, bounds),
    }
}

/// Reads text without tags.
pub(super) fn plain(text: &str, first_line: u32, bounds: &Bounds) -> Document {
    let mut document = Document::default();
    let mut cells = 0;
    let tables = Piped::all(lines(text).map(|line| unquoted(line).1));
    let mut tables = tables.iter().peekable();
    let separator = fields::separator(lines(text));
    let mut wiki = Wiki::default();
    // The line that the next may go on from, in a table with rules between its rows.
    let mut above: Option<&str> = None;
    let mut lines = lines(text).enumerate();
    while let Some((index, line)) = lines.next() {
        let number = first_line + index as u32;
        while tables.next_if(|table| table.end <= index).is_some() {}
        let table = tables.peek().filter(|table| table.start <= index);
        let (skipped, line) = unquoted(line);
        let wide = line.matches('\t').count() + 1 >= WIDEST;
        let separates = table.is_some() && line == "\t" || line.ends_with(BELL);
        if (line.trim().is_empty() && !wide && !separates) || is_page_number(line) {
            continue;
        }
        let line = match line.char_indices().nth(bounds.cell_chars) {
            Some((end, _)) => {
                document.cut = true;
                &line[..end]
            }
            None => line,
        };
        let from = document.rows.len();
        let drawn = table.filter(|table| table.is_boxed());
        if let Some(row) = wiki.take(line, number) {
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
            let whole = match quoted(line, mark, lines.clone().map(|(_, line)| line)) {
                Some((whole, more)) => {
                    lines.nth(more - 1);
                    whole
                }
                None => line.replace(
                    UNITS,
                    if line.contains('\t') {
                        "\u{200b}"
                    } else {
                        "\t"
                    },
                ),
            };
            let row = match whole.contains('\t') {
                true => Some(tabbed(&whole, number)),
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

/// Lines, whatever ends them; places count them, so the page that draws a text splits it likewise.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .flat_map(|line| line.split(['\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}']))
}

fn opens_quote(cell: &str) -> bool {
    cell.starts_with('"') && is_odd(cell)
}

/// Whether a stretch of text opens or closes a quote for what follows.
fn is_odd(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
}

/// A cell whose text begins so many UTF-16 units into its line, without what tools put around it.
pub(super) fn cell(text: &str, line: u32, start: u32) -> Cell {
    let (before, inner) = trim(text);
    Cell {
        text: bare(inner).into_owned(),
        at: Place::Span {
            line,
            start: start + before,
            end: start + before + utf16_len(inner),
        },
    }
}

/// The text without surrounding white space, and the UTF-16 units cut off before it.
fn trim(text: &str) -> (u32, &str) {
    let left = text.trim_start();
    (utf16_len(&text[..text.len() - left.len()]), left.trim_end())
}

/// A row of tabbed cells; `rows` holds several lines where a quoted cell does.
fn tabbed(rows: &str, number: u32) -> Row {
    let (mut line, mut start) = (number, 0);
    let mut cells = Vec::new();
    for text in rows.split('\t') {
        let first = text.split('\n').next().unwrap_or(text);
        let mut cell = cell(first, line, start);
        if let Some((head, tail)) = text.rsplit_once('\n') {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let document = read(text, 0, 0, &Bounds::default());
        let row = |row: Row| row.cells.into_iter().map(|cell| cell.text).collect();
        document.rows.into_iter().map(row).collect()
    }

    #[test]
    fn each_line_has_its_own_shape() {
        assert_eq!(
            texts(
                "规章\t0\t\t1\n\n| 规章 | 0 |  | 1 |\n|---|---|---|---|\n规章 0 1\n- 4 -\n第 2 页 共 5 页"
            ),
            vec![
                vec!["规章", "0", "", "1"],
                vec!["规章", "0", "", "1"],
                vec!["规章 0 1"]
            ]
        );
    }

    #[test]
    fn what_follows_a_cell_of_several_lines_stands_in_the_last_of_them() {
        let text = "表头\u{c}规章\t\"（一）\n\"\"予以公开\"\"\"\t12\n许可\t5";
        let document = read(text, 0, 0, &Bounds::default());
        let places: Vec<_> = document
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| (cell.text.as_str(), cell.at))
            .collect();
        let at = |line, start, end| Place::Span { line, start, end };
        assert_eq!(
            places,
            [
                ("表头", at(0, 0, 2)),
                ("规章", at(1, 0, 2)),
                ("（一）\n\"予以公开\"", at(1, 3, 7)),
                ("12", at(2, 10, 12)),
                ("许可", at(3, 0, 2)),
                ("5", at(3, 3, 4)),
            ]
        );
    }

    #[test]
    fn an_empty_end_is_a_cell_unless_all_rows_have_outer_pipes() {
        assert_eq!(
            texts("规章 | 0 | 1 | \n许可 | 5"),
            vec![vec!["规章", "0", "1", ""], vec!["许可", "5"]]
        );
        assert_eq!(
            texts("| 规章 | 0 | 1 | |\n| 许可 | 5 |"),
            vec![vec!["规章", "0", "1", ""], vec!["许可", "5"]]
        );
    }

    #[test]
    fn a_quoted_cell_keeps_its_line_break() {
        assert_eq!(
            texts("a\t\"商业\n企业\"\n1\t2"),
            vec![vec!["a", "商业\n企业"], vec!["1", "2"]]
        );
    }

    #[test]
    fn a_quote_is_open_as_long_as_its_lines_have_an_even_number_of_marks() {
        assert_eq!(
            texts("a\t\"b\n\"\"c\"\"\n\nd\"\te\t\"f\ng\"\nh\t\"i\nj"),
            [
                vec!["a", "b\n\"c\"\n\nd", "e", "f\ng"],
                vec!["h", "\"i"],
                vec!["j"]
            ]
        );
    }

    #[test]
    fn places_count_utf16_units() {
        let document = read("x\n𠮷\t 12", 0, 0, &Bounds::default());
        assert_eq!(
            document.rows[1].cells[1].at,
            Place::Span {
                line: 1,
                start: 4,
                end: 6
            }
        );
    }
}
