//! What a form prints in the head of a table: labels of columns, and what stands beside them.

use super::flow::{Flow, Item};
use super::tokens::tokens;
use crate::document::RowKind;
use crate::form::{Column, Shape, TableForm};
use crate::language::FIRST;
use crate::number::{UNITS, is_numbered};
use crate::text::{key, key_char};

/// Lines between two labels of columns, or above them, that may be labels of columns the form has not.
const UNKNOWN: usize = 2;

/// Labels that the head of a table prints, as keys.
#[derive(Clone)]
pub(crate) struct HeadLabels {
    /// Of each list of columns that rows have.
    columns: Vec<(&'static [Column], Vec<ColumnLabel>)>,
    /// What stands above all columns of a matrix; empty where nothing does.
    pub above: String,
    /// What covers those between its first and its last column.
    pub covers: Option<String>,
    /// Of other tables: what stands beside columns, or above a block of them.
    pub others: Vec<String>,
}

/// One spelling of a column's label.
#[derive(Clone)]
pub(crate) struct ColumnLabel {
    pub key: String,
    pub column: usize,
    /// Whether the form prints it so.
    pub printed: bool,
}

impl HeadLabels {
    pub fn of(form: &TableForm) -> HeadLabels {
        let columns = form.columns().map(|columns| (columns, spellings(columns)));
        let mut beside = HeadLabels {
            columns: columns.collect(),
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

    /// The labels of the columns that a row has, each column's printed one before its others.
    pub fn of_columns(&self, columns: &'static [Column]) -> &[ColumnLabel] {
        let mut lists = self.columns.iter();
        let list = lists.find(|(known, _)| std::ptr::eq(*known, columns));
        list.map_or(&[], |(_, labels)| labels)
    }

    /// The printed labels of the columns of the first row.
    pub fn printed(&self) -> impl Iterator<Item = &str> {
        let first = self.columns.first().map_or(&[][..], |(_, labels)| labels);
        let printed = first.iter().filter(|label| label.printed);
        printed.map(|label| label.key.as_str())
    }

    /// Where the head begins of a table whose first mark or label is an item: rows of labels stand above it, or
    /// beside it on its left.
    pub fn begin(&self, flow: &Flow, start: usize) -> usize {
        let items = &flow.items;
        let label = |item: &Item| {
            let text = key(&item.text);
            let is = |other: &String| text.ends_with(other.as_str());
            // A heading that goes on: 四、政府信息公开行政复议 / 、行政诉讼情况.
            let goes_on = item.text.trim_start().starts_with('、');
            let columns = self.columns.iter().flat_map(|(_, labels)| labels);
            !text.is_empty()
                && !goes_on
                && (columns.map(|label| &label.key).any(|key| *key == text)
                    || self
                        .covers
                        .iter()
                        .chain(&self.others)
                        .chain([&self.above])
                        .any(|other| !other.is_empty() && is(other)))
        };
        // A line of several labels: 自然人 科研机构 商业企业.
        let once = !self.above.is_empty();
        let several = |at: usize| {
            let mut lists = self.columns.iter().map(|list| list.0);
            items[at].kind == RowKind::Line
                && lists.any(|columns| tokens(flow, at..at + 1, columns, self, once).len() > 1)
        };
        let mut begin = start;
        let row = |at: usize| match items[at].kind {
            RowKind::Line => at..at + 1,
            _ => flow.row_of(at),
        };
        if let Some(first) = items.get(start)
            && first.kind != RowKind::Line
        {
            begin = row(start).start;
        }
        // Of labels that stand one a line, some may be of columns that the form has not.
        let mut unknown = 0;
        while let Some(last) = begin.checked_sub(1) {
            let above = row(last);
            let number = |item: &Item| item.is_value() && !item.is_blank();
            let mut cells = items[above.clone()].iter();
            if cells.clone().any(number) {
                break;
            }
            if cells.any(label) || several(last) {
                unknown = 0;
            } else {
                let text = &items[last].text;
                let short = (1..8).contains(&key(text).chars().count());
                let is_line = |item: &Item| item.kind == RowKind::Line;
                // What stands above a grid is no label of it, but the end of a heading.
                let listed = is_line(&items[last]) && items.get(begin).is_some_and(is_line);
                let line = listed && !items[last].is_value();
                if FIRST || unknown == UNKNOWN || !line || !short || is_numbered(text) {
                    break;
                }
                unknown += 1;
            }
            begin = above.start;
        }
        begin
    }

    /// The label beside those of the columns that a text begins with.
    pub fn longest(&self, text: &str) -> Option<&String> {
        let begins = self.others.iter().filter(|label| text.starts_with(*label));
        begins.max_by_key(|label| label.len())
    }
}

fn spellings(columns: &[Column]) -> Vec<ColumnLabel> {
    let mut spellings = Vec::new();
    for (column, of) in columns.iter().enumerate() {
        spellings.push(ColumnLabel {
            key: key(of.label),
            column,
            printed: true,
        });
        for alias in of.aliases {
            spellings.push(ColumnLabel {
                key: (*alias).to_owned(),
                column,
                printed: false,
            });
        }
    }
    spellings
}

/// The key of the label that covers the columns of a matrix between the first and the last.
fn covers(form: &TableForm) -> Option<String> {
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
        let named = name.all(|c| left.next() == Some(&c));
        // 自然人44件，商业企业2件: the unit of the number before stands before the comma.
        let unit = |left: String| left.is_empty() || UNITS.contains(&left.as_str());
        named && (first || unit(left.rev().collect()))
    })
}
