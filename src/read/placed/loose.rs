//! Words in no table → lines of text.
//!
//! A table without ruling lines is lines of text too, and its numbers stand beside their labels. Where
//! a row takes several lines its numbers may not: those of one row that are a part of a line apart
//! are put on one, and what may be a part of a number above or below is lost together with it.

use super::Area;
use super::open::{self, Above};
use super::words::{Word, join, lines};
use crate::document::{Cell, Row, RowKind};
use crate::sorted::InOrder;
use crate::text::is_ideograph;

/// Values that a line of a wide table has at least.
const WIDE: usize = 5;
/// How many lines on the parts of a number may stand apart: between them may be a label.
const NEXT: usize = 4;
/// Distances of two lines, in hundredths of the height of type. The parts of a number stand at most so
/// far apart: tables are often set with twice the height of type.
const REST: i64 = 300;
/// Words of a line of a table at most.
const WORDS: usize = 1000;
/// Two rows are never so close.
const CLOSE: i64 = 90;
/// Numbers of one row are never further apart.
const ONE: i64 = 75;

/// Lines and tables without lines between columns, with where each row begins.
pub(super) fn rows(
    words: Vec<Word>,
    rulings: &[Area],
    above: &mut Above,
    page: u32,
) -> Vec<(i32, Row)> {
    let mut lines = lines(words).into_iter().map(numbered).collect();
    let mut rows = open::take(&mut lines, rulings, above, page);
    let mut lines = together(lines);
    lose_parts(&mut lines);
    lose_close(&mut lines);
    let row = |line: Vec<Word>| {
        let area = line.iter().map(|word| word.area).reduce(Area::around)?;
        let cell = Cell {
            text: join(&line),
            at: area.place(page),
        };
        let row = Row {
            cells: vec![cell],
            kind: RowKind::Line,
        };
        Some((area.y0, row))
    };
    rows.extend(lines.into_iter().filter_map(row));
    rows
}

/// Puts the point of a numbering to its number, where they are apart: `3 .其他`.
fn numbered(line: Vec<Word>) -> Vec<Word> {
    let point = |word: &Word| word.text.starts_with(['.', '．', '、']);
    let mut out: Vec<Word> = Vec::with_capacity(line.len());
    for word in line {
        match out.last_mut() {
            Some(last) if last.is_number() && point(&word) => {
                last.text.push_str(&word.text);
                last.area = last.area.around(word.area);
            }
            _ => out.push(word),
        }
    }
    out
}

/// Whether a word is a number by itself, not the numbering of a label.
fn is_value(word: &Word) -> bool {
    word.is_number() && !word.text.ends_with(['.', '．', '、'])
}

/// How many values a line has, those that touch a label among them.
fn values(line: &[Word]) -> usize {
    let digit = |c: char| crate::text::fold(c).is_ascii_digit();
    let ends_so = |word: &&Word| is_value(word) || word.text.ends_with(digit);
    line.iter().filter(ends_so).count()
}

/// How far below one word the other stands, in hundredths of their height.
fn below(above: &Word, word: &Word) -> i64 {
    let height = i64::from(above.area.height().min(word.area.height())).max(1);
    i64::from(word.area.middle() - above.area.middle()) * 100 / height
}

/// Whether one stands under the other.
fn under(above: &Word, word: &Word) -> bool {
    word.area.x0 < above.area.x1 && above.area.x0 < word.area.x1
}

/// Lines of numbers that are too close to be two rows, as one: some are larger than others, or stand
/// at another edge of the row.
fn together(lines: Vec<Vec<Word>>) -> Vec<Vec<Word>> {
    let mut out: Vec<Vec<Word>> = Vec::new();
    for line in lines {
        let first = line.iter().find(|word| is_value(word));
        let is_same = |last: &Vec<Word>| {
            let above = last.iter().find(|word| is_value(word));
            let near = above.zip(first).is_some_and(|(a, b)| below(a, b) < ONE);
            let few = last.len().max(line.len()) <= WORDS;
            near && few && !last.iter().any(|a| line.iter().any(|b| under(a, b)))
        };
        match out.last_mut() {
            Some(last) if is_same(last) => {
                last.extend(line);
                last.put_in_order_by_key(|word| word.area.x0);
            }
            _ => out.push(line),
        }
    }
    out
}

/// Numbers on lines without a label of a row, near lines of more of them: parts of their numbers, or
/// whole ones that stand higher or lower. They are lost, with what they stand under and over.
fn lose_parts(lines: &mut [Vec<Word>]) {
    for index in 0..lines.len() {
        let few = values(&lines[index]);
        let Some(first) = lines[index].iter().find(|word| is_value(word)).cloned() else {
            continue;
        };
        let is_text = |word: &&Word| word.text.chars().any(is_ideograph);
        let mut texts = lines[index].iter().filter(is_text);
        if texts.any(|word| crate::number::is_numbered(&word.text)) {
            continue;
        }
        // Every label of a wide table is numbered: one without is the rest of another.
        let labelled = lines[index].iter().any(|word| is_text(&word));
        let least = if labelled { WIDE } else { few + 1 };
        let distance = |other: usize| {
            let value = lines[other].iter().find(|word| is_value(word));
            value.map_or(i64::MAX, |value| below(value, &first).abs())
        };
        let is_row =
            |&other: &usize| values(&lines[other]) >= least.max(few + 1) && distance(other) < REST;
        let above = (index.saturating_sub(NEXT)..index).rfind(is_row);
        let below = (index + 1..lines.len().min(index + 1 + NEXT)).find(is_row);
        let mut rows: Vec<usize> = above.into_iter().chain(below).collect();
        rows.put_in_order_by_key(|&row| distance(row));
        let Some(&nearest) = rows.first() else {
            continue;
        };
        let (parts, rest) = std::mem::take(&mut lines[index])
            .into_iter()
            .partition::<Vec<Word>, _>(is_value);
        lines[index] = rest;
        for part in parts {
            let mut whole = true;
            for &row in &rows {
                for word in lines[row].iter_mut().filter(|word| under(word, &part)) {
                    word.is_lost |= is_value(word);
                    whole = false;
                }
            }
            if whole {
                lines[nearest].push(part.lost(part.area));
            }
        }
        lines[nearest].put_in_order_by_key(|word| word.area.x0);
    }
}

/// Marks numbers of lines too close to be two rows.
fn lose_close(lines: &mut [Vec<Word>]) {
    for index in 1..lines.len() {
        let (above, from) = lines.split_at_mut(index);
        let Some(other) = above.last_mut() else {
            continue;
        };
        for word in from[0].iter_mut().filter(|word| is_value(word)) {
            for first in other.iter_mut().filter(|word| is_value(word)) {
                if under(first, word) && below(first, word) < CLOSE {
                    (first.is_lost, word.is_lost) = (true, true);
                }
            }
        }
    }
}
