//! Matrices that stand on their side: the rows of the form as columns, and a row for each of its columns.
//!
//! A row whose cells have four labels of the form's rows and no number is the head of such a table. Where each of the rows
//! below it is named after a column of the form (自然人, 商业企业) and has as many cells, cell by cell below the labels, they
//! are read as if turned. Where they cannot be (labels over labels, lines of text), which number is whose is not known: what
//! stands in these rows is no number. In a list of cells, one a line, four labels of rows and the name of a column
//! on lines one below the other are such a head as well.

use super::turned::{RowLabels, ends_with_one, is_number};
use crate::document::{Cell, Document, Row, RowKind};
use crate::text::key;

/// Labels of rows in one row, of which a table that stands upright has fewer.
const LABELS: usize = 4;
/// Columns of the form that such a table must have.
const COLUMNS: usize = 3;

/// Turns such tables of a document.
pub(super) fn put_right(document: &mut Document) {
    // A glance: most rows have few cells, and most lines are short.
    let long = |row: &Row| match &row.cells[..] {
        [cell] => cell.text.len() > 3 * 4 * LABELS,
        cells => cells.len() >= LABELS,
    };
    let wide = |row: &Row| long(row) && !has_number(row);
    let lists = document.rows.iter().filter(|row| row.cells.len() == 1);
    let listed = lists
        .filter(|row| is_number(&row.cells[0].text))
        .nth(LISTED);
    if listed.is_some() {
        leave_lists(document);
    }
    if !document.rows.iter().any(wide) {
        return;
    }
    let labels = RowLabels::known();
    turn_tables(document, long, &labels);
}

fn turn_tables(document: &mut Document, long: impl Fn(&Row) -> bool, labels: &RowLabels) {
    let mut at = 0;
    while at < document.rows.len() {
        let head = &document.rows[at];
        if !long(head) || has_number(head) || !is_head(head, labels) {
            at += 1;
            continue;
        }
        let rows = &document.rows[at + 1..];
        let end = at + 1 + rows.iter().take_while(|row| belongs(row, labels)).count();
        let named = document.rows[at + 1..end]
            .iter()
            .filter(|row| has_number(row));
        if named.count() >= COLUMNS {
            match turned(&document.rows[at..end], labels) {
                Some(rows) => drop(document.rows.splice(at..end, rows)),
                None => document.rows[at + 1..end].iter_mut().for_each(leave),
            }
        }
        at = end;
    }
}

fn has_number(row: &Row) -> bool {
    let texts = row
        .cells
        .iter()
        .flat_map(|cell| cell.text.split_whitespace());
    texts.take(200).any(is_number)
}

/// Whether a row has labels of several rows of a matrix.
fn is_head(row: &Row, labels: &RowLabels) -> bool {
    match &row.cells[..] {
        [cell] => {
            let text = key(&cell.text);
            let rows = labels.matrix_rows.iter();
            rows.filter(|label| text.contains(label.as_str())).count() > LABELS
        }
        cells => {
            let label = |cell: &&Cell| ends_with_one(&cell.text, &labels.matrix_rows);
            cells.iter().filter(label).count() >= LABELS
        }
    }
}

/// Whether a row is one of such a table: named after a column, another row of its head, or without a word.
fn belongs(row: &Row, labels: &RowLabels) -> bool {
    let mut words = row
        .cells
        .iter()
        .flat_map(|cell| cell.text.split_whitespace())
        .filter(|text| !key(text).is_empty() && !is_number(text));
    let first = words.next();
    let column = |text: &str| {
        let text = key(text);
        labels
            .columns
            .iter()
            .any(|label| text.starts_with(label.as_str()) || text.ends_with(label.as_str()))
    };
    first.is_none_or(|text| column(text) || text.contains("法人")) || is_head(row, labels)
}

/// The rows of the form that rows named after its columns make; none where cells do not stand below the labels.
fn turned(rows: &[Row], labels: &RowLabels) -> Option<Vec<Row>> {
    let (head, columns) = rows.split_first()?;
    if head.kind == RowKind::Line {
        return None;
    }
    let from = head
        .cells
        .iter()
        .position(|cell| ends_with_one(&cell.text, &labels.matrix_rows))?;
    let width = head.cells.len() - from;
    let mut names: Vec<&Cell> = Vec::new();
    let mut values: Vec<&[Cell]> = Vec::new();
    for row in columns {
        let (before, own) = row.cells.split_at(row.cells.len().checked_sub(width)?);
        let name = before.iter().rfind(|cell| !cell.text.is_empty())?;
        let known = labels.columns.contains(&key(&name.text));
        if !known
            || names
                .iter()
                .any(|other| key(&other.text) == key(&name.text))
        {
            return None;
        }
        names.push(name);
        values.push(own);
    }
    let row = |first: &Cell, rest: Vec<&Cell>| Row {
        cells: std::iter::once(first).chain(rest).cloned().collect(),
        kind: head.kind,
    };
    let title = Cell {
        text: String::new(),
        at: head.cells[0].at,
    };
    let mut out = vec![row(&title, names)];
    for (at, label) in head.cells[from..].iter().enumerate() {
        out.push(row(label, values.iter().map(|own| &own[at]).collect()));
    }
    Some(out)
}

/// Numbers alone on their lines, of which a list has more.
const LISTED: usize = 20;

/// Leaves the numbers of a list that stand behind the names of columns, below the labels of rows.
fn leave_lists(document: &mut Document) {
    let labels = RowLabels::known();
    let text = |row: &Row| match &row.cells[..] {
        [cell] => key(&cell.text),
        _ => String::new(),
    };
    let is_row = |text: &String| {
        let ends = |label: &String| text.ends_with(label.as_str());
        !text.is_empty() && labels.matrix_rows.iter().any(ends)
    };
    let texts: Vec<String> = document.rows.iter().map(text).collect();
    let begins =
        |run: &[String]| run[..LABELS].iter().all(is_row) && labels.columns.contains(&run[LABELS]);
    let Some(begin) = texts.windows(LABELS + 1).position(begins) else {
        return;
    };
    let rows = document.rows[begin + LABELS..].iter_mut();
    let own = |row: &&mut Row| match &row.cells[..] {
        [cell] => key(&cell.text).is_empty() || labels.columns.contains(&key(&cell.text)),
        _ => false,
    };
    rows.take_while(own).for_each(leave);
}

/// Makes the numbers of a row none, where they stand.
fn leave(row: &mut Row) {
    for cell in &mut row.cells {
        let digit = |c: char| if c.is_numeric() { '□' } else { c };
        cell.text = cell.text.chars().map(digit).collect();
    }
}
