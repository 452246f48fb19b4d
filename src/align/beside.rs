//! What a form prints in the head of a table: labels of columns, and what stands beside them.

use super::flow::Item;
use crate::form::{Column, Shape, TableForm};
use crate::text::{key, key_char};

/// Labels that a head prints besides those of the columns, as keys.
pub(super) struct Beside {
    /// What stands above all columns of a matrix; empty where nothing does.
    pub above: String,
    /// What covers those between its first and its last column.
    pub covers: Option<String>,
    /// Of other tables: what stands beside columns, or above a block of them.
    pub others: Vec<String>,
}

impl Beside {
    pub fn of(form: &TableForm) -> Beside {
        let mut beside = Beside {
            above: String::new(),
            covers: covers(form),
            others: Vec::new(),
        };
        let is_column = |text: &str| {
            let mut rows = form.rows();
            rows.any(|row| row.columns.iter().any(|column| column.label == text))
        };
        for label in form.head_labels() {
            if form.table.shape != Shape::Matrix {
                if !is_column(label.text) {
                    beside.others.push(key(label.text));
                }
            } else if usize::from(label.columns) == form.row(0).columns.len() {
                beside.above = key(label.text);
            }
        }
        beside
    }

    /// The one that a text begins with.
    pub fn longest(&self, text: &str) -> Option<&String> {
        let begins = self.others.iter().filter(|label| text.starts_with(*label));
        begins.max_by_key(|label| label.len())
    }
}

/// The key of the label that covers the columns of a matrix between the first and the last.
pub(super) fn covers(form: &TableForm) -> Option<String> {
    if form.table.shape != Shape::Matrix {
        return None;
    }
    let most = form.row(0).columns.len();
    let mut labels = form.head_labels().into_iter();
    let covers = labels
        .find(|label| label.lines == 1 && label.columns > 1 && usize::from(label.columns) < most);
    covers.map(|label| key(label.text))
}

/// The column whose name a text is; the first of a row stands behind the label.
pub(super) fn names(item: &Item, columns: &[Column], first: bool) -> Option<usize> {
    if item.is_value() {
        return None;
    }
    let text: Vec<char> = item.text.chars().filter_map(key_char).collect();
    columns.iter().position(|column| {
        // From its end, and without making a key of it: most names differ in their last character.
        let mut left = text.iter().rev();
        let mut name = column.label.chars().rev().filter_map(key_char);
        name.all(|c| left.next() == Some(&c)) && (first || left.next().is_none())
    })
}
