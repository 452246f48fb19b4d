//! Text of any shape: with tags, as strings of JSON, or plain. What other machines wrote is told by
//! [`super::machine`].

use super::plain::plain;
use crate::document::{Bounds, Document};
use crate::language::FIRST;
use crate::read::{dressed, html, machine};

/// Reads text of any shape. `first_table` and `first_line` are the numbers its first table and line
/// get.
pub fn read(text: &str, first_table: u32, first_line: u32, bounds: &Bounds) -> Document {
    if FIRST {
        return plain(text, first_line, bounds);
    }
    if machine::name(text).is_some() {
        return Document::default();
    }
    let tags = (!html::has_cells(text)).then(|| dressed::tags(text));
    let tags = tags.flatten();
    let text = tags.as_deref().unwrap_or(text);
    let strings = machine::strings(text);
    let text = strings.as_deref().unwrap_or(text);
    if let Some(text) = machine::tagged(text) {
        return html::read_text(&text, first_table, first_line, bounds);
    }
    let bare = dressed::lines_without_dress(text);
    plain(bare.as_deref().unwrap_or(text), first_line, bounds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Row;
    use crate::place::Place;

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
