//! Counts of rows (序号, 行次) that stand among their values and are none.
//!
//! * Left of the numbers of rows that have their labels behind them, or between the numbers and the label.
//! * On lines of text between a label and the numbers behind it, where the head has a word for it.

use super::turned::{is_number, label_behind};
use crate::document::{Document, Row, RowKind};
use crate::number::{self, Said, Value};
use crate::text::is_ideograph;

/// What a column is called in which rows are counted.
const COUNTED: [&str; 4] = ["序号", "行次", "编号", "行号"];
/// Rows that are counted one by one, by which such a column is known.
pub(super) const COUNTS: usize = 10;

/// Takes the counts of rows out that have their labels behind their numbers: the first or last number before the label of
/// nearly every row, one more than in the row above. Where a head says at that end that rows are counted, it is enough that
/// those go up that can be read.
pub(super) fn leave_before_labels(document: &mut Document) {
    for last in [false, true] {
        let count = |row: &Row| {
            label_behind(row)?;
            let texts = before_label(row);
            if last { texts.last() } else { texts.first() }.cloned()
        };
        let counts: Vec<(usize, Option<u64>)> = document
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| Some((at, number(&count(row)?.2))))
            .collect();
        let read: Vec<u64> = counts.iter().filter_map(|count| count.1).collect();
        let pairs = |fits: fn(&[u64]) -> bool| read.windows(2).filter(|pair| fits(pair)).count();
        let (by_one, up) = (
            pairs(|pair| pair[1].abs_diff(pair[0]) == 1),
            pairs(|pair| pair[1] > pair[0]),
        );
        let all = read.len().saturating_sub(1);
        let told = by_one >= COUNTS && 10 * by_one >= 9 * all;
        let named = up >= NAMED
            && 10 * up >= 9 * all
            && document.rows.iter().any(|row| is_counted(row, last));
        if !told && !named {
            continue;
        }
        for (at, n) in counts {
            let row = &mut document.rows[at];
            let Some((cell, from, text)) = count(row).filter(|_| named || n.is_some()) else {
                continue;
            };
            if row.cells.len() > 1 {
                row.cells.remove(cell);
            } else {
                let blank = " ".repeat(text.len());
                row.cells[cell]
                    .text
                    .replace_range(from..from + text.len(), &blank);
            }
        }
        for row in document.rows.iter_mut().filter(|row| row.cells.len() > 1) {
            row.cells.retain(|cell| !COUNTED.contains(&&*cell.text));
        }
        return;
    }
}

/// Takes the counts out of lines of text in which they stand between the label and the numbers, where the head has a word for
/// them: one more than on the line with a count above it. Which of a line that lost its blanks is the count nothing else says.
pub(super) fn leave_behind_labels(document: &mut Document) {
    let line = |row: &Row| row.kind == RowKind::Line && row.cells.len() == 1;
    let head = |row: &Row| {
        line(row)
            && row.cells[0]
                .text
                .split_whitespace()
                .any(|text| COUNTED.contains(&text))
    };
    if !document.rows.iter().any(head) {
        return;
    }
    // The first number behind a word: where it stands, and which it is.
    let count = |row: &Row| {
        let text = &row.cells.first().filter(|_| line(row))?.text;
        let mut texts = text.split_whitespace().skip_while(|text| is_number(text));
        texts.next()?;
        let found = texts.find(|text| is_number(text))?;
        Some((
            found.as_ptr() as usize - text.as_ptr() as usize,
            found.len(),
            number(found)?,
        ))
    };
    let mut counts = Vec::new();
    for (at, row) in document.rows.iter().enumerate() {
        let Some((from, len, n)) = count(row) else {
            continue;
        };
        let next = counts.last().is_some_and(|&(_, _, _, last)| n == last + 1);
        // Other tables are not counted.
        if !next && counts.len() < COUNTS {
            counts.clear();
        }
        if next || n == 1 && counts.len() < COUNTS {
            counts.push((at, from, len, n));
        }
    }
    if counts.len() < COUNTS {
        return;
    }
    for (at, from, len, _) in counts {
        let text = &mut document.rows[at].cells[0].text;
        text.replace_range(from..from + len, &" ".repeat(len));
    }
    for row in document.rows.iter_mut().filter(|row| head(row)) {
        for word in COUNTED {
            // As long in UTF-16.
            let blank = " ".repeat(word.chars().count());
            row.cells[0].text = row.cells[0].text.replace(word, &blank);
        }
    }
}

/// Rows counted upwards where a head says so.
const NAMED: usize = 3;

/// Whether a row of cells is a head over numbers whose first or last cell before the labels says that rows are counted.
fn is_counted(row: &Row, last: bool) -> bool {
    let counted = row
        .cells
        .iter()
        .position(|cell| COUNTED.contains(&&*cell.text));
    row.cells.len() > 1 && counted.is_some_and(|at| (at > 0) == last)
}

/// The whole number that a text is.
fn number(text: &str) -> Option<u64> {
    match number::read(text) {
        Said::Number {
            value: Value::Count(n),
            ..
        } => n.try_into().ok(),
        _ => None,
    }
}

/// The texts before the label of a row that are not blank: which cell, and where in it.
fn before_label(row: &Row) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let label = |text: &str| text.contains(is_ideograph) && number::read(text) == Said::Words;
        if row.cells.len() > 1 && label(&cell.text) {
            return found;
        }
        for text in cell.text.split_whitespace() {
            if label(text) {
                return found;
            }
            let from = text.as_ptr() as usize - cell.text.as_ptr() as usize;
            found.push((at, from, text.to_owned()));
        }
    }
    Vec::new()
}
