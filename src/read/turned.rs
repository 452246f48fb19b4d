//! Tables that are written the other way round, put right.
//!
//! * Rows whose labels stand behind their numbers (`12 3 15 （一）予以公开`): where nearly all rows do so, the labels
//!   come first again. A line of running text may end with the label of the next row as well, so a few tell nothing.
//! * Marks in the place of a label that say it is the one beside or above: `<`, `^^`, 〃, 同上. Among labels they are
//!   blank. In the place of a number they stay, and are none.

use crate::document::{Cell, Document, Row, RowKind};
use crate::number::{self, Said};
use crate::place::Place;
use crate::text::{is_ideograph, utf16_len};

const MARKS: [&str; 6] = ["<", "^^", "〃", "″", "同上", "\""];

/// Puts such tables of a document right.
pub(super) fn put_right(document: &mut Document) {
    let behind = |row: &Row| label_behind(row).is_some_and(|(numbers, _)| numbers > 1);
    let count = document.rows.iter().filter(|row| behind(row)).count();
    if count > 1 {
        let numbers = |row: &Row| {
            let texts = row
                .cells
                .iter()
                .flat_map(|cell| cell.text.split_whitespace());
            texts.filter(|text| is_number(text)).count()
        };
        let words = |row: &Row| {
            let mut texts = row
                .cells
                .iter()
                .flat_map(|cell| cell.text.split_whitespace());
            texts
                .next()
                .is_some_and(|text| number::read(text) == Said::Words)
        };
        let ahead = |row: &&Row| {
            let texts = row
                .cells
                .iter()
                .flat_map(|cell| cell.text.split_whitespace());
            let mut behind = texts.skip_while(|text| number::read(text) != Said::Words);
            label_behind(row).is_none() && behind.any(is_number)
        };
        // The numbers of the last label stand below it: then they all do.
        let below = document.rows.windows(2).any(|pair| {
            behind(&pair[0]) && !words(&pair[1]) && !behind(&pair[1]) && numbers(&pair[1]) > 1
        });
        if !below && count > 9 * document.rows.iter().filter(ahead).count() {
            document.rows.iter_mut().for_each(turn);
        }
    }
    blank_marks(document);
}

fn is_number(text: &str) -> bool {
    matches!(number::read(text), Said::Number { .. })
}

/// How many numbers stand before the label that ends a row, and where it begins: its cell, or its byte.
fn label_behind(row: &Row) -> Option<(usize, usize)> {
    let is_label = |text: &str| text.contains(is_ideograph) && number::read(text) == Said::Words;
    let value = |text: &str| matches!(number::read(text), Said::Number { .. } | Said::Blank);
    let of = |texts: &[&str]| {
        let label = |text: &&str| is_label(text) || text.is_empty();
        let first = texts.len() - texts.iter().rev().take_while(|text| label(text)).count();
        let numbers = texts[..first].iter().filter(|text| is_number(text)).count();
        // A word may stand in the place of a number.
        let word = |text: &str| text.chars().count() < 8 && !number::is_numbered(text);
        let values = texts[..first]
            .iter()
            .all(|text| value(text) || numbers > 1 && word(text));
        let labelled = texts[first..].iter().any(|text| is_label(text));
        (first > 0 && labelled && values).then_some((numbers, first))
    };
    match (row.kind, &row.cells[..]) {
        (RowKind::Line, [cell]) if cell.text.len() < 200 => {
            let texts: Vec<&str> = cell.text.split_whitespace().collect();
            let (numbers, first) = of(&texts)?;
            Some((
                numbers,
                texts[first].as_ptr() as usize - cell.text.as_ptr() as usize,
            ))
        }
        (RowKind::Line, _) => None,
        (_, cells) => {
            let texts: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
            of(&texts)
        }
    }
}

/// Puts the label of a row first.
fn turn(row: &mut Row) {
    let Some((_, at)) = label_behind(row) else {
        return;
    };
    match &mut row.cells[..] {
        [cell] => {
            let label = cell.text.split_off(at);
            let mut place = cell.at;
            if let (Place::Span { start, .. }, Place::Span { end, .. }) = (&mut place, &mut cell.at)
            {
                *end = *start + utf16_len(&cell.text);
                *start = *end;
            }
            row.cells.insert(
                0,
                Cell {
                    text: label,
                    at: place,
                },
            );
        }
        cells => cells.rotate_left(at),
    }
}

/// Blanks the marks that stand in columns of labels: in those in which rows of as many cells have labels before
/// their numbers.
fn blank_marks(document: &mut Document) {
    let is_mark = |cell: &Cell| MARKS.contains(&&*cell.text);
    let marked = document
        .rows
        .iter()
        .any(|row| row.cells.len() > 2 && row.cells.iter().any(is_mark));
    if !marked {
        return;
    }
    let numbers = |row: &Row| row.cells.iter().position(|cell| is_number(&cell.text));
    let mut labels: Vec<(usize, usize)> = Vec::new();
    for row in document.rows.iter().filter(|row| row.cells.len() > 2) {
        let first = numbers(row).unwrap_or(0);
        let label = |cell: &Cell| cell.text.chars().filter(|&c| is_ideograph(c)).count() > 4;
        let long = (0..first).filter(|&at| label(&row.cells[at]));
        labels.extend(long.map(|at| (row.cells.len(), at)));
    }
    for row in &mut document.rows {
        let (length, head) = (row.cells.len(), numbers(row).is_none());
        for at in 0..length {
            let known = labels
                .iter()
                .filter(|label| **label == (length, at))
                .count()
                > 1;
            let cell = &mut row.cells[at];
            if is_mark(cell) && (known || head && MARKS[..2].contains(&&*cell.text)) {
                cell.text.clear();
            }
        }
    }
}
