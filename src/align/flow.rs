//! The document as one flow: ideographs in reading order, with the values standing between them.
//!
//! A label that is wrapped over lines, cells or around its own numbers is contiguous here, which is
//! what makes one way of finding labels enough for every shape of input.

use super::cell_a_line::{is_list, spoilt};
use super::cut::{PieceKind, pieces};
use crate::document::{Document, Row, RowKind};
use crate::language::FIRST;
use crate::number::{self, Said};
use crate::place::Place;
use crate::read::STRUCK;
use crate::sorted::sort_pairs;
use crate::text::{CharacterSet, fold, key_char};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// The whole input.
#[derive(Debug, Default)]
pub(crate) struct Flow<'d> {
    /// The ideographs (see [`crate::text::key`]).
    pub glyphs: Vec<char>,
    /// Texts and values in reading order.
    pub items: Vec<Item<'d>>,
    /// For each document row, whether several runs of values stand in one loose line: page text
    /// in which nothing separates the cells.
    pub crowded: Vec<bool>,
    /// For each document row, whether spaces stand between values of a loose line: no number is then two.
    pub spaced: Vec<bool>,
    /// The ideographs with which what is looked for begins, with their positions, sorted.
    index: Vec<(usize, usize)>,
    /// Which these are.
    firsts: CharacterSet,
    /// Whether something was met that the first engine leaves to the larger one.
    left: Cell<bool>,
}

/// A text or a value.
#[derive(Debug, Clone)]
pub(crate) struct Item<'d> {
    /// Index of the document row.
    pub row: usize,
    /// What separates the cells of that row.
    pub kind: RowKind,
    /// Its stretch of [`Flow::glyphs`]; empty for a value, which stands before its start.
    pub glyphs: Range<usize>,
    /// What it says; [`Said::Words`] for a text.
    pub said: Said,
    /// The text as written.
    pub text: Cow<'d, str>,
    /// Where it stands.
    pub at: Place,
    /// Whether nothing separates it from the value before it.
    pub glued: bool,
}

impl Item<'_> {
    pub fn is_value(&self) -> bool {
        self.said != Said::Words
    }

    pub fn is_blank(&self) -> bool {
        self.said == Said::Blank
    }

    /// Whether a text behind a label is no label itself, but a word in a value's place: 待核实, ○, null.
    pub fn is_word(&self) -> bool {
        !number::is_numbered(&self.text) && self.glyphs.len() < 8
    }
}

impl<'d> Flow<'d> {
    /// Leaves the document to the larger engine.
    pub fn leave(&self) {
        self.left.set(true);
    }

    /// Whether it was left.
    pub fn is_left(&self) -> bool {
        self.left.get()
    }

    /// `firsts` has the characters with which keys begin that are looked for.
    pub fn of(document: &'d Document, firsts: &CharacterSet) -> Flow<'d> {
        let mut flow = Flow {
            firsts: *firsts,
            items: Vec::with_capacity(document.rows.iter().map(|row| row.cells.len()).sum()),
            ..Flow::default()
        };
        let listed = is_list(document);
        for (index, row) in document.rows.iter().enumerate() {
            if listed && let Some((cell, said)) = spoilt(document, index) {
                let text = Cow::Borrowed(cell.text.as_str());
                flow.push(index, row.kind, text, cell.at, said, false);
            } else if row.kind == RowKind::Line {
                flow.loose(index, row);
            } else {
                for (at, cell) in row.cells.iter().enumerate() {
                    let mut text = &*cell.text;
                    let mut said = None;
                    if FIRST {
                        if label_and_value(text).is_some() {
                            flow.leave();
                        }
                    } else if let Some((label, value)) = label_and_value(text) {
                        let near = [index.wrapping_sub(1), index + 1];
                        let near = near.iter().filter_map(|&near| document.rows.get(near));
                        let more = near.map(|row| row.cells.len()).max() > Some(row.cells.len());
                        said = below_its_label(row, at, value, more);
                        if said.is_some() {
                            let label = Cow::Borrowed(label);
                            flow.push(index, row.kind, label, cell.at, Said::Words, false);
                            text = value;
                        }
                    }
                    let said = said.unwrap_or_else(|| number::read(text));
                    flow.push(index, row.kind, Cow::Borrowed(text), cell.at, said, false);
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
            // A comma or the like between two numbers separates them as well.
            flow.spaced[item.row] |= index > 1 && {
                let [a, b] = [&flow.items[index - 2], &flow.items[index - 1]];
                a.is_value() && a.row == item.row && !b.is_value() && b.glyphs.is_empty()
            };
            let begins = index == 0 || flow.items[index - 1].row != item.row;
            let next = flow.items.get(index + 1);
            let numbers =
                begins && next.is_some_and(|next| next.row == item.row && !next.is_value());
            if !continues && !numbers {
                flow.crowded[item.row] |= run_of == Some(item.row);
                run_of = Some(item.row);
            }
        }
        let glyphs = flow.glyphs.iter().zip(0..);
        let begins = glyphs.filter(|(c, _)| firsts.has(**c));
        flow.index = begins.map(|(&c, at)| (c as usize, at)).collect();
        sort_pairs(&mut flow.index);
        flow
    }

    /// Positions in the glyphs where a key begins.
    pub fn positions(&self, key: &str) -> Vec<usize> {
        let first = key.chars().next().unwrap_or_default();
        let begins = |&at: &usize| {
            let mut glyphs = self.glyphs[at..].iter();
            key.chars().all(|c| glyphs.next() == Some(&c))
        };
        if !self.firsts.has(first) {
            return (0..self.glyphs.len()).filter(begins).collect();
        }
        let first = first as usize;
        let from = self.index.partition_point(|&(c, _)| c < first);
        let same = self.index[from..].iter().take_while(|(c, _)| *c == first);
        same.map(|&(_, at)| at).filter(begins).collect()
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

    fn push(
        &mut self,
        row: usize,
        kind: RowKind,
        text: Cow<'d, str>,
        at: Place,
        said: Said,
        glued: bool,
    ) {
        let start = self.glyphs.len();
        if said == Said::Words {
            self.glyphs.extend(text.chars().filter_map(key_char));
        }
        self.items.push(Item {
            row,
            kind,
            glyphs: start..self.glyphs.len(),
            said,
            text,
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
            // `1 / 9` is the number of a page.
            let digits = below.iter().all(|&i| !self.items[i].is_blank());
            let few = digits && !below.is_empty() && 2 * below.len() < values(&row).count();
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
        if !line.trim_start().starts_with(|c| fold(c) == '(') {
            return false;
        }
        let text: String = line.chars().map(fold).collect();
        let inside = text
            .trim()
            .strip_prefix('(')
            .and_then(|t| t.strip_suffix(')'));
        let noted = inside.is_some_and(|inside| {
            inside.contains(|c: char| c.is_ascii_digit())
                && inside.contains(|c| key_char(c).is_some())
                && !inside.contains(&['(', ')'][..])
        });
        let last = self.items.last_mut();
        match last.filter(|item| noted && item.kind == RowKind::Line && item.is_value()) {
            Some(value) => {
                value.text.to_mut().push_str(line.trim());
                true
            }
            None => false,
        }
    }

    /// Cuts a line of text into texts and values.
    fn loose(&mut self, index: usize, row: &'d Row) {
        for cell in &row.cells {
            if cell.text.is_empty() {
                self.push(index, RowKind::Line, "".into(), cell.at, Said::Blank, false);
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
                self.push(index, RowKind::Line, piece.text.into(), at, said, glued);
            }
        }
    }
}

/// The label in a cell and the number that stands below it in the same one, as where a ruling line is lacking.
fn label_and_value(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.rsplit_once('\n')?;
    let number = value.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && value.starts_with(|c: char| c.is_ascii_digit());
    let last = label.trim_end().chars().next_back()?;
    let words = key_char(last).is_some() || matches!(fold(last), ')' | '”');
    let label_of_row = number::read(label) == Said::Words && !label.contains(STRUCK);
    (number && words && label_of_row).then_some((label, value))
}

/// What the number below a label in one cell says, where the two may be cells that nothing parts: where cells were
/// told by ruling lines and a row beside has `more` of them, else at the end of its row only. With cells right of it the number counts the label, or
/// notes it; in a row without any other number, a head, it counts the column.
///
/// Converters write the cells of a page side by side, those of a narrow table too: a row of pipes with more cells than
/// any row of a form, of which hardly one has a number, has its value there. With nothing but a few blanks right of
/// it, nothing tells.
fn below_its_label(row: &Row, at: usize, value: &str, more: bool) -> Option<Said> {
    let cell = &row.cells[at];
    let behind = &row.cells[at + 1..];
    let said = |text: &str| number::read(text);
    let number = |text: &str| matches!(said(text), Said::Number { .. });
    #[cfg(any(feature = "office", feature = "scan"))]
    let on_page = matches!(cell.at, Place::Page { .. });
    #[cfg(not(any(feature = "office", feature = "scan")))]
    let on_page = false;
    let ruled = if on_page { more } else { behind.is_empty() };
    let numbers = row.cells.iter().filter(|cell| number(&cell.text)).count();
    let alone =
        (row.cells.iter()).all(|other| other.text == cell.text || said(&other.text) != Said::Words);
    let wide = matches!(cell.at, Place::Span { .. }) && row.cells.len() > WIDEST + 1;
    let bare = behind.iter().all(|cell| said(&cell.text) == Said::Blank);
    if ruled && numbers > 0 || wide && alone && numbers < 3 {
        return Some(said(value));
    }
    let few = (1..=FEW).contains(&behind.len());
    (few && bare && alone).then_some(Said::Unreadable)
}

/// Values in a row of a table with labels of rows, at most.
const WIDEST: usize = 7;

/// The same of table 2.
const FEW: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_label_is_whole_in_the_flow() {
        let rows = [
            "（二）部分公开（区分处理的，只计这一情 447 7 0 0 0 0 454",
            "形，不计其他情形）",
        ];
        let document = crate::read::text::read(
            &crate::text::joined(&rows, "\n"),
            0,
            0,
            &crate::document::Bounds::default(),
        );
        let flow = Flow::of(&document, &CharacterSet::default());
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
        let items = Flow::of(&document, &CharacterSet::default())
            .items
            .into_iter();
        let lost = items.filter(|item| item.said == Said::Unreadable);
        lost.map(|item| item.text.into_owned()).collect()
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
        let lines = ["3  9  8  19  39  2  17", "1 / 9"];
        assert!(unreadable(lines, [span(1), span(2)]).is_empty());
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
