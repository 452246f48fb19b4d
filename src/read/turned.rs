//! Tables that are written the other way round, put right.
//!
//! * Rows whose labels stand behind their numbers (`12 3 15 （一）予以公开`): where nearly all rows do so, the labels
//!   come first again. A line of running text may end with the label of the next row as well, so that is done only
//!   where the label of a table's first row stands behind numbers (no row before it could have them), and no label
//!   of a row stands alone directly above such a line (its numbers are then those of that line).
//!   Where no first row is met, as on a page from the middle of a table, nothing is turned. Where the rows are counted,
//!   the count is no value: see [`super::counted`].
//! * A list of lines, one a cell, in which the numbers of the first row stand between the head and its label: whose the
//!   numbers are is not known, for each stands before one label and behind another.
//! * Marks in the place of a label that say it is the one beside or above: `<`, `^^`, 〃, 同上. Among labels they are
//!   blank; so they are in a head, which is a row of labels of columns above all rows of its width that have numbers.
//!   In the place of a number they stay, and are none.

use super::counted;
use crate::document::{Cell, Document, Row, RowKind};
use crate::form::{Forms, Shape};
use crate::number::{self, Said};
use crate::place::Place;
use crate::text::{is_ideograph, key, utf16_len};
use std::collections::{BTreeMap, BTreeSet};

const MARKS: [&str; 6] = ["<", "^^", "〃", "″", "同上", "\""];

/// Puts such tables of a document right.
pub(super) fn put_right(document: &mut Document) {
    let behind = |row: &Row| label_behind(row).is_some_and(|(numbers, _)| numbers > 1);
    let numbers = |row: &Row| label_behind(row).map_or(0, |(numbers, _)| numbers);
    let mut ahead: Vec<usize> = document.rows.iter().map(numbers).collect();
    if ahead.iter().filter(|&&numbers| numbers > 0).count() > counted::COUNTS {
        counted::leave_before_labels(document);
        ahead = document.rows.iter().map(numbers).collect();
    }
    counted::leave_behind_labels(document);
    let count = ahead.iter().filter(|&&numbers| numbers > 1).count();
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
        let ahead = document.rows.iter().filter(ahead).count();
        if !below && count > 9 * ahead && labels_are_of_the_numbers_before(document, behind) {
            let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
            for row in document.rows.iter().filter(|row| behind(row)) {
                let last = row.cells.iter().rposition(|cell| is_number(&cell.text));
                let end = ends.entry(row.cells.len()).or_default();
                *end = last.map_or(0, |last| last + 1).max(*end);
            }
            document.rows.iter_mut().for_each(|row| turn(row, &ends));
        }
    }
    leave_lists(document);
    blank_marks(document);
}

/// Marks the numbers of a list of which nobody can say whether they belong to the label before or behind them.
fn leave_lists(document: &mut Document) {
    let value = |row: &Row| match &row.cells[..] {
        [cell] => row.kind == RowKind::Line && !matches!(number::read(&cell.text), Said::Words),
        _ => false,
    };
    let rows = &document.rows;
    // A glance: numbers that stand alone, many of them.
    if rows
        .iter()
        .filter(|row| value(row))
        .take(LISTED + 1)
        .count()
        <= LISTED
    {
        return;
    }
    let labels = RowLabels::known();
    let text = |at: usize| rows[at].cells.first().map_or("", |cell| &cell.text);
    // Where the numbers begin that stand directly above a row.
    let mut from = 0;
    let first = (0..rows.len()).find_map(|at| {
        if value(&rows[at]) {
            return None;
        }
        let run = std::mem::replace(&mut from, at + 1)..at;
        let numbers = || {
            rows[run.clone()]
                .iter()
                .filter(|row| is_number(&row.cells[0].text))
        };
        (run.len() > 4
            && numbers().take(2).count() > 1
            && rows[at].cells.len() == 1
            && ends_with_one(text(at), &labels.matrix)
            && run.start > 0
            && labels.columns.contains(&key(text(run.start - 1))))
        .then_some(run.start)
    });
    let Some(from) = first else { return };
    for row in document.rows[from..].iter_mut().filter(|row| value(row)) {
        row.cells[0].text.push('□');
    }
}

/// Numbers alone on their lines, of which a list has more.
const LISTED: usize = 20;

/// Labels of rows, as keys.
#[derive(Default)]
pub(super) struct RowLabels {
    /// Of the first rows of tables.
    first: Vec<String>,
    /// Of the first rows of matrices.
    matrix: Vec<String>,
    /// Of all rows, those aside that name a column as well.
    all: Vec<String>,
    /// Of all rows of matrices, those aside that name a column as well.
    pub(super) matrix_rows: Vec<String>,
    /// Of columns.
    pub(super) columns: BTreeSet<String>,
}

impl RowLabels {
    pub(super) fn known() -> RowLabels {
        let mut labels = RowLabels::default();
        let tables = Forms::known().tables();
        let columns = tables.iter().flat_map(|form| form.columns()).flatten();
        let columns: BTreeSet<String> = columns.map(|column| key(column.label)).collect();
        for form in tables
            .iter()
            .filter(|form| form.table.shape != Shape::Strip)
        {
            for (at, row) in form.rows().enumerate() {
                // The key of a name has its numeral; what a text ends with is compared.
                let name = key(row
                    .name
                    .split_once(['、', '）'])
                    .map_or(row.name, |name| name.1));
                if at == 0 {
                    labels.first.push(name.clone());
                    if form.table.shape == Shape::Matrix {
                        labels.matrix.push(name.clone());
                    }
                }
                if !name.is_empty() && !columns.contains(&name) {
                    if form.table.shape == Shape::Matrix {
                        labels.matrix_rows.push(name.clone());
                    }
                    labels.all.push(name);
                }
            }
        }
        // Editions share most of them.
        labels.matrix_rows.sort_unstable();
        labels.matrix_rows.dedup();
        labels.columns = columns;
        labels
    }
}

pub(super) fn ends_with_one(text: &str, labels: &[String]) -> bool {
    let text = key(text);
    labels.iter().any(|label| text.ends_with(label))
}

/// Whether the first label of a table stands behind numbers, and none alone above a row of numbers and a label.
fn labels_are_of_the_numbers_before(document: &Document, behind: impl Fn(&Row) -> bool) -> bool {
    let labels = RowLabels::known();
    let text = |row: &Row| row.cells.iter().map(|cell| &*cell.text).collect::<String>();
    let mut rows = document.rows.iter().filter(|row| behind(row));
    let alone = |row: &Row| {
        let mut texts = row
            .cells
            .iter()
            .flat_map(|cell| cell.text.split_whitespace());
        let text = text(row);
        // Signs for nothing are no label.
        number::read(&row.cells[0].text) == Said::Words
            && !texts.any(is_number)
            && text.len() < 200
            && ends_with_one(&text, &labels.all)
    };
    rows.any(|row| ends_with_one(&text(row), &labels.first))
        && !document
            .rows
            .windows(2)
            .any(|pair| behind(&pair[1]) && alone(&pair[0]))
}

pub(super) fn is_number(text: &str) -> bool {
    matches!(number::read(text), Said::Number { .. })
}

/// How many numbers stand before the label that ends a row, and where it begins: its cell, or its byte.
pub(super) fn label_behind(row: &Row) -> Option<(usize, usize)> {
    let is_label = |text: &str| text.contains(is_ideograph) && number::read(text) == Said::Words;
    let value = |text: &str| matches!(number::read(text), Said::Number { .. } | Said::Blank);
    let of = |texts: &[&str]| {
        if texts.len() < 2 {
            return None;
        }
        let label = |text: &&str| is_label(text) || text.is_empty();
        let first = texts.len() - texts.iter().rev().take_while(|text| label(text)).count();
        // Most rows end with a number: of these nothing else is asked.
        if first == 0 || texts[first..].iter().all(|text| text.is_empty()) {
            return None;
        }
        let numbers = texts[..first].iter().filter(|text| is_number(text)).count();
        // A word may stand in the place of a number.
        let word = |text: &str| text.chars().count() < 8 && !number::is_numbered(text);
        let values = texts[..first]
            .iter()
            .all(|text| value(text) || numbers > 1 && word(text));
        values.then_some((numbers, first))
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

/// Where the label of a row that stands in cells begins: behind the numbers that rows of as many cells have, which
/// may all be blank.
fn label_cell(row: &Row, ends: &BTreeMap<usize, usize>) -> Option<usize> {
    let end = *ends.get(&row.cells.len()).unwrap_or(&0);
    let read = |cell: &Cell| number::read(&cell.text);
    if let Some((_, first)) = label_behind(row) {
        let blank = |cell: &&Cell| cell.text.is_empty();
        let label = first + row.cells[first..].iter().take_while(blank).count();
        return Some(first.max(end.min(label)));
    }
    let (values, label) = row.cells.split_at_checked(end)?;
    let words = |cell: &Cell| cell.text.contains(is_ideograph) && read(cell) == Said::Words;
    let is_label = label.iter().all(|cell| cell.text.is_empty() || words(cell));
    let blank = values.iter().all(|cell| read(cell) == Said::Blank);
    (end > 1 && blank && is_label && label.iter().any(words)).then_some(end)
}

/// Puts the label of a row first, what is blank of it before the rest: so it stands directly before the numbers.
/// `ends`: behind which cell the numbers end in rows of so many cells.
fn turn(row: &mut Row, ends: &BTreeMap<usize, usize>) {
    if let [cell] = &row.cells[..] {
        let Some((_, at)) = label_behind(row).filter(|_| !cell.text.is_empty()) else {
            return;
        };
        let cell = &mut row.cells[0];
        let label = cell.text.split_off(at);
        let mut place = cell.at;
        if let (Place::Span { start, .. }, Place::Span { end, .. }) = (&mut place, &mut cell.at) {
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
    } else if let Some(at) = label_cell(row, ends) {
        let label = row.cells.len() - at;
        row.cells.rotate_left(at);
        row.cells[..label].sort_by_key(|cell| !cell.text.is_empty());
    }
}

/// Blanks the marks that stand in columns of labels, in those in which rows of as many cells have labels before
/// their numbers; and `<` and `^^` in heads.
fn blank_marks(document: &mut Document) {
    let is_mark = |cell: &Cell| MARKS.contains(&&*cell.text);
    let marked = |row: &Row| row.cells.len() > 2 && row.cells.iter().any(is_mark);
    if !document.rows.iter().any(marked) {
        return;
    }
    let first_number = |row: &Row| row.cells.iter().position(|cell| is_number(&cell.text));
    let mut labels: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for row in document.rows.iter().filter(|row| row.cells.len() > 2) {
        let label = |cell: &Cell| cell.text.chars().filter(|&c| is_ideograph(c)).count() > 4;
        for at in 0..first_number(row).unwrap_or(0) {
            if label(&row.cells[at]) {
                *labels.entry((row.cells.len(), at)).or_default() += 1;
            }
        }
    }
    let known = RowLabels::known();
    let mut numbered: BTreeSet<usize> = BTreeSet::new();
    for row in &mut document.rows {
        let length = row.cells.len();
        let numbers = first_number(row).is_some();
        if marked(row) {
            let head = !numbers && !numbered.contains(&length) && is_head(row, &known);
            for (at, cell) in row.cells.iter_mut().enumerate() {
                let among_labels = || labels.get(&(length, at)).is_some_and(|&count| count > 1);
                let in_head = head && MARKS[..2].contains(&&*cell.text);
                if is_mark(cell) && (in_head || among_labels()) {
                    cell.text.clear();
                }
            }
        }
        if numbers {
            numbered.insert(length);
        }
    }
}

/// Whether what a row says beside marks is no label of a row: several texts, or one that is not the first.
fn is_head(row: &Row, known: &RowLabels) -> bool {
    let said = |cell: &&Cell| !cell.text.is_empty() && !MARKS.contains(&&*cell.text);
    let count = row.cells.iter().filter(said).count();
    let first = row.cells.first().filter(said).is_some();
    count > usize::from(first)
        && !row
            .cells
            .iter()
            .filter(said)
            .any(|cell| ends_with_one(&cell.text, &known.all))
}
