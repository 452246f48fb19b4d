//! Plain text: each line by itself is tabbed, piped or loose.

use crate::document::{Bounds, Cell, Document, Row, RowKind};
use crate::number::{self, Said};
use crate::place::Place;
use crate::read::feet::is_page_number;
use crate::text::utf16_len;

/// Cells of the longest row of a form, that of table 4.
pub(super) const WIDEST: usize = 15;

/// Reads text of any shape. `first_line` is the number its first line gets.
pub fn read(text: &str, first_line: u32, bounds: &Bounds) -> Document {
    let mut document = Document::default();
    let mut cells = 0;
    let tables = Piped::all(text);
    let mut tables = tables.iter().peekable();
    let mut lines = lines(text).enumerate();
    while let Some((index, line)) = lines.next() {
        let number = first_line + index as u32;
        while tables.next_if(|table| table.end <= index).is_some() {}
        let wide = line.matches('\t').count() + 1 >= WIDEST;
        if (line.trim().is_empty() && !wide) || is_page_number(line) {
            continue;
        }
        let line = match line.char_indices().nth(bounds.cell_chars) {
            Some((end, _)) => {
                document.cut = true;
                &line[..end]
            }
            None => line,
        };
        // A spreadsheet quotes a cell that holds line breaks.
        let mut whole = String::from(line);
        let mut ahead = lines.clone();
        let mut closed = !line.split('\t').next_back().is_some_and(opens_quote);
        while !closed && whole.len() < 4096 {
            let Some((_, next)) = ahead.next() else { break };
            whole.push('\n');
            whole.push_str(next);
            closed = match next.rsplit_once('\t') {
                Some((_, last)) => !opens_quote(last),
                None => is_odd(next),
            };
        }
        let row = if whole.contains('\t') && (closed || line.contains('\t')) {
            if closed {
                lines = ahead;
            } else {
                whole = String::from(line);
            }
            tabbed(&whole, number)
        } else if let Some(table) = tables.peek().filter(|_| is_piped(line)) {
            match piped(line, number, table) {
                Some(row) => row,
                None => continue,
            }
        } else {
            loose(line, number)
        };
        cells += row.cells.len();
        if cells > bounds.cells {
            document.cut = true;
            break;
        }
        document.rows.push(row);
    }
    document
}

/// What separates the cells of Markdown and drawn tables.
const PIPES: [char; 4] = ['|', '｜', '│', '┃'];

/// How one table of pipes is written, which no single row tells: an empty first or last cell looks
/// like an outer pipe.
struct Piped {
    /// The line after its last row.
    end: usize,
    /// Whether every row begins with a pipe.
    leading: bool,
    /// Whether every row ends with one.
    trailing: bool,
}

impl Piped {
    /// The tables of a text: lines with pipes one below the other, blank lines aside.
    fn all(text: &str) -> Vec<Piped> {
        let mut tables = Vec::new();
        let mut open: Option<Piped> = None;
        for (index, line) in lines(text).enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let count = line.matches(PIPES).count();
            if count == 0 {
                tables.extend(open.take());
                continue;
            }
            let table = open.get_or_insert(Piped {
                end: 0,
                leading: true,
                trailing: true,
            });
            table.end = index + 1;
            table.leading &= line.starts_with(PIPES);
            table.trailing &= line.ends_with(PIPES);
        }
        tables.extend(open);
        tables
    }
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

fn loose(line: &str, number: u32) -> Row {
    Row {
        cells: vec![cell(line, number, 0)],
        kind: RowKind::Line,
    }
}

fn cell(text: &str, line: u32, start: u32) -> Cell {
    let (before, inner) = trim(text);
    Cell {
        text: inner.to_owned(),
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

/// Whether pipes separate cells: one alone does where a value stands behind it.
fn is_piped(line: &str) -> bool {
    match line.split_once(PIPES) {
        Some((_, rest)) => rest.contains(PIPES) || number::read(rest) != Said::Words,
        None => false,
    }
}

/// A row of a Markdown or drawn table; none for its rule.
fn piped(line: &str, number: u32, table: &Piped) -> Option<Row> {
    if line.chars().all(|c| {
        matches!(
            c,
            '|' | '-' | ':' | ' ' | '+' | '=' | '│' | '─' | '┼' | '├' | '┤' | '┃'
        )
    }) && line.contains(['-', '─', '='])
    {
        return None;
    }
    let mut start = 0;
    let mut cells: Vec<Cell> = line
        .split(PIPES)
        .map(|text| {
            let cell = cell(text, number, start);
            start += utf16_len(text) + 1;
            cell
        })
        .collect();
    // The outer pipes enclose nothing.
    if table.leading {
        cells.remove(0);
    }
    if table.trailing {
        cells.pop();
    }
    (!cells.is_empty()).then_some(Row {
        cells,
        kind: RowKind::Grid,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let document = read(text, 0, &Bounds::default());
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
        let document = read(text, 0, &Bounds::default());
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
        let document = read("x\n𠮷\t 12", 0, &Bounds::default());
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
