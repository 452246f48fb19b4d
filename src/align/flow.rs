//! The document as one flow: ideographs in reading order, with the values standing between them.
//!
//! A label that is wrapped over lines, cells or around its own numbers is contiguous here, which is
//! what makes one way of finding labels enough for every shape of input.

use crate::document::{Document, Row, RowKind};
use crate::number::{self, Said};
use crate::place::Place;
use crate::sorted::sort_pairs;
use crate::text::{fold, is_invisible, key_char};
use std::ops::Range;

/// The whole input.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// The ideographs (see [`crate::text::key`]).
    pub glyphs: Vec<char>,
    /// Texts and values in reading order.
    pub items: Vec<Item>,
    /// For each document row, whether several runs of values stand in one loose line: page text
    /// in which nothing separates the cells.
    pub crowded: Vec<bool>,
    /// For each document row, whether spaces stand between values of a loose line: no number is then two.
    pub spaced: Vec<bool>,
    /// Every ideograph with its position, sorted.
    index: Vec<(usize, usize)>,
}

/// A text or a value.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Index of the document row.
    pub row: usize,
    /// What separates the cells of that row.
    pub kind: RowKind,
    /// Its stretch of [`Flow::glyphs`]; empty for a value, which stands before its start.
    pub glyphs: Range<usize>,
    /// What it says; [`Said::Words`] for a text.
    pub said: Said,
    /// The text as written.
    pub text: String,
    /// Where it stands.
    pub at: Place,
    /// Whether nothing separates it from the value before it.
    pub glued: bool,
}

impl Item {
    pub fn is_value(&self) -> bool {
        self.said != Said::Words
    }

    pub fn is_blank(&self) -> bool {
        self.said == Said::Blank
    }
}

impl Flow {
    pub fn of(document: &Document) -> Flow {
        let mut flow = Flow::default();
        for (index, row) in document.rows.iter().enumerate() {
            if row.kind == RowKind::Line {
                flow.loose(index, row);
            } else {
                for cell in &row.cells {
                    flow.push(
                        index,
                        row.kind,
                        &cell.text,
                        cell.at,
                        number::read(&cell.text),
                        false,
                    );
                }
            }
        }
        flow.wrapped();
        flow.crowded = vec![false; document.rows.len()];
        flow.spaced = vec![false; document.rows.len()];
        let mut run_of = None;
        for (index, item) in flow
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.kind == RowKind::Line && item.is_value())
        {
            // A value that does not follow a value begins a run.
            let continues = index > 0
                && flow.items[index - 1].is_value()
                && flow.items[index - 1].row == item.row;
            flow.spaced[item.row] |= continues && !item.glued;
            if !continues {
                flow.crowded[item.row] |= run_of == Some(item.row);
                run_of = Some(item.row);
            }
        }
        flow.index = flow.glyphs.iter().map(|&c| c as usize).zip(0..).collect();
        sort_pairs(&mut flow.index);
        flow
    }

    /// Positions in the glyphs where a key begins.
    pub fn positions(&self, key: &str) -> impl Iterator<Item = usize> {
        let first = key.chars().next().unwrap_or_default() as usize;
        let from = self.index.partition_point(|&(c, _)| c < first);
        let same = self.index[from..]
            .iter()
            .take_while(move |(c, _)| *c == first);
        same.map(|&(_, at)| at).filter(move |&at| {
            let mut glyphs = self.glyphs[at..].iter();
            key.chars().all(|c| glyphs.next() == Some(&c))
        })
    }

    /// The items of the document row that an item stands in.
    pub fn row_of(&self, item: usize) -> Range<usize> {
        let row = self.items[item].row;
        let start = self.items[..item]
            .iter()
            .rposition(|other| other.row != row);
        let end = self.items[item..].iter().position(|other| other.row != row);
        start.map_or(0, |i| i + 1)..end.map_or(self.items.len(), |i| item + i)
    }

    fn push(&mut self, row: usize, kind: RowKind, text: &str, at: Place, said: Said, glued: bool) {
        let start = self.glyphs.len();
        if said == Said::Words {
            self.glyphs.extend(text.chars().filter_map(key_char));
        }
        self.items.push(Item {
            row,
            kind,
            glyphs: start..self.glyphs.len(),
            said,
            text: text.to_owned(),
            at,
            glued,
        });
    }

    /// In laid-out text a number may go on below itself, beside the rest of its label: `3193` over `4`. Where
    /// every number of a line stands right below one of the line before it and what stands before them
    /// begins no label, those above are not whole.
    fn wrapped(&mut self) {
        let mut row = 0..0;
        while row.end < self.items.len() {
            let next = self.row_of(row.end);
            let start = |i: &usize| match self.items[*i].at {
                Place::Span { start, .. } => Some(start),
                _ => None,
            };
            let values = |row: &Range<usize>| {
                row.clone()
                    .filter(|&i| self.items[i].is_value() && self.items[i].kind == RowKind::Line)
            };
            let label = &self.items[next.start];
            let goes_on = !number::is_numbered(&label.text);
            // On a page a line has one place: which of its numbers stands below which was asked there.
            let above = |i: usize| {
                let place = start(&i)?;
                values(&row).find(|other| start(other) == Some(place))
            };
            let below: Vec<usize> = values(&next).collect();
            let full: Option<Vec<usize>> = below.iter().map(|&i| above(i)).collect();
            let few = !below.is_empty() && 2 * below.len() < values(&row).count();
            if let Some(full) = full.filter(|_| few && goes_on) {
                for i in full {
                    self.items[i].said = Said::Unreadable;
                }
                for i in below {
                    self.items[i].said = Said::Words;
                }
            }
            row = next;
        }
    }

    /// Takes a line such as `（其中修订16件）` as a remark on the value before it.
    fn remark(&mut self, line: &str) -> bool {
        let text: String = line.chars().map(fold).collect();
        let inside = text
            .trim()
            .strip_prefix('(')
            .and_then(|t| t.strip_suffix(')'));
        let noted = inside.is_some_and(|inside| {
            inside.contains(|c: char| c.is_ascii_digit())
                && inside.contains(|c| key_char(c).is_some())
                && !inside.contains(['(', ')'])
        });
        let last = self.items.last_mut();
        match last.filter(|item| noted && item.kind == RowKind::Line && item.is_value()) {
            Some(value) => {
                value.text.push_str(line.trim());
                true
            }
            None => false,
        }
    }

    /// Cuts a line of text into texts and values.
    fn loose(&mut self, index: usize, row: &Row) {
        for cell in &row.cells {
            if cell.text.is_empty() {
                self.push(index, RowKind::Line, "", cell.at, Said::Blank, false);
            }
            if self.remark(&cell.text) {
                continue;
            }
            for piece in pieces(&cell.text) {
                let at = match cell.at {
                    Place::Span { line, start, .. } => Place::Span {
                        line,
                        start: start + piece.utf16.start,
                        end: start + piece.utf16.end,
                    },
                    at => at,
                };
                let said = match piece.kind {
                    PieceKind::Text => Said::Words,
                    PieceKind::Blank => Said::Blank,
                    PieceKind::Number => match number::read(&piece.text) {
                        Said::Words => Said::Unreadable,
                        said => said,
                    },
                };
                let glued = piece.glued;
                self.push(index, RowKind::Line, &piece.text, at, said, glued);
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum PieceKind {
    Text,
    Number,
    Blank,
}

#[derive(Debug)]
struct LinePiece {
    kind: PieceKind,
    text: String,
    utf16: Range<u32>,
    glued: bool,
}

/// Cuts a line where text and numbers meet. A digit before `.` or `、` numbers the label after it
/// and belongs to the text, even where it is glued to the value before: `00000002.重复申请`.
fn pieces(line: &str) -> Vec<LinePiece> {
    let chars: Vec<(char, char, u32)> = {
        let mut at = 0;
        line.chars()
            .map(|c| {
                let start = at;
                at += c.len_utf16() as u32;
                (c, fold(c), start)
            })
            .filter(|&(c, _, _)| !is_invisible(c))
            .collect()
    };
    let end = chars
        .last()
        .map_or(0, |&(c, _, at)| at + c.len_utf16() as u32);
    let offset = |i: usize| chars.get(i).map_or(end, |&(_, _, at)| at);
    let folded = |i: usize| chars.get(i).map(|&(_, c, _)| c);
    // A glyph without a character beside a digit is another.
    let known = |i: usize| folded(i).is_some_and(|c| c.is_ascii_digit());
    let lost =
        |i: usize| folded(i) == Some('\u{fffd}') && (known(i + 1) || known(i.wrapping_sub(1)));
    let digit = |i: usize| known(i) || lost(i);
    let space = |i: usize| folded(i).is_none_or(char::is_whitespace);
    let mut out: Vec<LinePiece> = Vec::new();
    let mut text_from = 0;
    let mut last_value_end = usize::MAX;
    let mut i = 0;
    let push = |out: &mut Vec<LinePiece>, kind, from: usize, to: usize, glued| {
        let text: String = chars[from..to].iter().map(|&(c, _, _)| c).collect();
        if kind != PieceKind::Text || !text.trim().is_empty() {
            out.push(LinePiece {
                kind,
                text: text.trim().to_owned(),
                utf16: offset(from)..offset(to),
                glued,
            });
        }
    };
    while i < chars.len() {
        // A bracket with words in it is text as a whole: a note, a numbering, a unit.
        if folded(i) == Some('(')
            && let Some(close) = (i + 1..chars.len().min(i + 120))
                .find(|&j| matches!(folded(j), Some('(' | ')')))
                .filter(|&j| folded(j) == Some(')'))
            && chars[i + 1..close]
                .iter()
                .any(|&(c, _, _)| key_char(c).is_some())
        {
            let inside = || chars[i + 1..close].iter().map(|&(_, c, _)| c);
            // Words alone are a remark where they hang on the number and no label goes on from them.
            let hangs = || {
                let after = (close + 1..chars.len()).find(|&j| !space(j));
                last_value_end == i
                    && inside().nth(1).is_some()
                    && after.is_none_or(|j| digit(j) || is_sign_for_nothing(chars[j].1))
            };
            let after_value = last_value_end != usize::MAX
                && (last_value_end..i).all(space)
                && (inside().any(|c| c.is_ascii_digit()) || hangs());
            if after_value && let Some(value) = out.last_mut() {
                // A remark on the number before it.
                let note: String = chars[i..=close].iter().map(|&(c, _, _)| c).collect();
                value.text.push_str(&note);
                value.utf16.end = offset(close + 1);
                text_from = close + 1;
            }
            i = close + 1;
            continue;
        }
        let sign = matches!(folded(i), Some('-' | '−' | '+')) && digit(i + 1);
        if digit(i) || sign {
            let (value_end, next) = number_at(i, sign, &folded, &digit);
            if value_end == i {
                i = next; // Only a numbering: stays text.
                continue;
            }
            push(&mut out, PieceKind::Text, text_from, i, false);
            push(
                &mut out,
                PieceKind::Number,
                i,
                value_end,
                last_value_end == i,
            );
            (text_from, last_value_end) = (value_end, value_end);
            i = value_end;
            continue;
        }
        let starts_token = i == 0 || space(i - 1);
        if starts_token && !space(i) {
            let token_end = (i..chars.len()).find(|&j| space(j)).unwrap_or(chars.len());
            let token: String = chars[i..token_end].iter().map(|&(_, c, _)| c).collect();
            if number::read(&token) == Said::Blank {
                push(&mut out, PieceKind::Text, text_from, i, false);
                push(&mut out, PieceKind::Blank, i, token_end, false);
                (text_from, last_value_end) = (token_end, token_end);
                i = token_end;
                continue;
            }
        }
        i += 1;
    }
    push(&mut out, PieceKind::Text, text_from, chars.len(), false);
    out
}

fn is_sign_for_nothing(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '―' | '/' | '无')
}

/// The end of the number that begins at `i`, and where to go on; equal to `i` and beyond where it
/// is a numbering only.
fn number_at(
    i: usize,
    sign: bool,
    folded: &dyn Fn(usize) -> Option<char>,
    digit: &dyn Fn(usize) -> bool,
) -> (usize, usize) {
    let first = i + usize::from(sign);
    let mut j = first;
    // Where the digits since the last separator begin.
    let mut group = first;
    let mut point = false;
    loop {
        if digit(j) {
            j += 1;
        } else if folded(j) == Some(',')
            && !point
            && j - group <= 3
            && (1..=3).all(|k| digit(j + k))
            && !digit(j + 4)
        {
            group = j + 1;
            j += 4;
        } else if folded(j) == Some('.') && !point && digit(j + 1) {
            point = true;
            j += 1;
        } else {
            break;
        }
    }
    // `3 . 其 他`: labels are spread with spaces.
    let spaced = folded(j) == Some(' ') && !digit(j + 2);
    let numbering = matches!(folded(j + usize::from(spaced)), Some('.' | '、'));
    if numbering && !point {
        // The last digit numbers what follows.
        if j - 1 == first && !sign {
            return (i, j + 1);
        }
        return (j - 1, j + 1);
    }
    // A unit, where the value ends with it; a space may stand between.
    let gap = usize::from(folded(j) == Some(' '));
    for at in [j, j + gap] {
        for unit in number::UNITS {
            let end = at + unit.chars().count();
            let written = unit.chars().enumerate();
            if written.clone().all(|(k, c)| folded(at + k) == Some(c))
                && (unit.ends_with('元')
                    || folded(end).is_none_or(|c| c.is_whitespace() || c == '('))
            {
                return (end, end);
            }
        }
    }
    (j, j)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        pieces(line).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn labels_and_numbers_part_where_they_meet() {
        assert_eq!(
            cut("1.属于国家秘密00000002.其他法律 1 0"),
            ["1.属于国家秘密", "0000000", "2.其他法律", "1", "0"]
        );
        assert_eq!(
            cut("3.其他 1\u{fffd}2 \u{fffd}3 要\u{fffd}求 4"),
            ["3.其他", "1\u{fffd}2", "\u{fffd}3", "要\u{fffd}求", "4"]
        );
        assert_eq!(
            cut("行政处罚2648-18538行政强制"),
            ["行政处罚", "2648", "-18538", "行政强制"]
        );
        assert_eq!(
            cut("行政事业性收费 1,234,567.89 政府集中采购 39,573,802"),
            [
                "行政事业性收费",
                "1,234,567.89",
                "政府集中采购",
                "39,573,802"
            ]
        );
        assert_eq!(
            cut("行政事业性收费9116.36 三、收到"),
            ["行政事业性收费", "9116.36", "三、收到"]
        );
        assert_eq!(
            cut("政府集中采购39573802895.90元三、收到"),
            ["政府集中采购", "39573802895.90元", "三、收到"]
        );
        assert_eq!(
            cut("规章 22（其中修订16件） / 235"),
            ["规章", "22（其中修订16件）", "/", "235"]
        );
        assert_eq!(cut("（七）总计 1,234 0"), ["（七）总计", "1,234", "0"]);
        assert_eq!(
            cut("3.其他 12 件 0份（见说明） 无 5\u{feff} 0（七）总计"),
            [
                "3.其他",
                "12 件",
                "0份（见说明）",
                "无",
                "5",
                "0",
                "（七）总计"
            ]
        );
    }

    #[test]
    fn a_wrapped_label_is_whole_in_the_flow() {
        let rows = [
            "（二）部分公开（区分处理的，只计这一情 447 7 0 0 0 0 454",
            "形，不计其他情形）",
        ];
        let document =
            crate::read::text::read(&rows.join("\n"), 0, 0, &crate::document::Bounds::default());
        let flow = Flow::of(&document);
        let glyphs: String = flow.glyphs.iter().collect();
        assert_eq!(glyphs, "二部分公开区分处理的只计这一情形不计其他情形");
    }

    /// Which numbers of two lines are unreadable, where every cell of a line stands at a place.
    fn unreadable(lines: [&str; 2], at: [Place; 2]) -> Vec<String> {
        let row = |(text, at): (&str, Place)| Row {
            cells: vec![crate::document::Cell {
                text: text.to_owned(),
                at,
            }],
            kind: RowKind::Line,
        };
        let document = Document {
            rows: lines.into_iter().zip(at).map(row).collect(),
            ..Document::default()
        };
        let items = Flow::of(&document).items.into_iter();
        let lost = items.filter(|item| item.said == Said::Unreadable);
        lost.map(|item| item.text).collect()
    }

    #[test]
    fn a_number_that_goes_on_below_itself_is_not_whole() {
        let span = |line| Place::Span {
            line,
            start: 0,
            end: 20,
        };
        let lines = ["（一）予以公开  3193  7  1  0", "         4"];
        assert_eq!(unreadable(lines, [span(1), span(2)]), ["3193"]);
        let lines = ["（一）予以公开  3193  7  1  0", "-1-"];
        assert!(unreadable(lines, [span(1), span(2)]).is_empty());
    }

    #[cfg(feature = "office")]
    #[test]
    fn the_number_of_a_page_below_a_row_is_the_rest_of_none() {
        let page = |y| Place::Page {
            page: 0,
            x: 18_000,
            y,
            width: 36_000,
            height: 900,
        };
        let lines = ["（一）予以公开  0  7  1  8", "-1-"];
        assert!(unreadable(lines, [page(78_100), page(82_000)]).is_empty());
    }
}
