//! The code book: what the ids of cells mean, edition by edition.

use super::TidyValue;
use crate::catalog::{self, FormCell, ValueKind};
use crate::form::Forms;
use crate::language::Language;
use crate::sorted::Sorted;

/// What the forms say of their cells and rules.
#[derive(Debug)]
pub struct Book {
    /// By edition and cell.
    entries: Vec<BookEntry>,
    /// Kind of rule → what it is called.
    titles: Sorted<String, String>,
}

/// A cell of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookEntry {
    /// The edition.
    pub edition: &'static str,
    /// Public id of the cell.
    pub cell: String,
    /// What may stand in it.
    pub kind: ValueKind,
    /// 件, 项, 万元; empty where the form does not say.
    pub unit: &'static str,
    /// What the table is called: 表三.
    pub title: &'static str,
    /// The official heading of its section.
    pub heading: &'static str,
    /// The full name in words.
    pub label: String,
}

impl Book {
    /// The book of these forms.
    pub fn new(forms: Forms, language: Language) -> Self {
        let mut entries = Vec::new();
        for edition in catalog::forms(forms, language) {
            for (_, table) in edition.tables.iter() {
                for cell in table.lines.iter().flatten() {
                    if let FormCell::Value {
                        cell,
                        kind,
                        name,
                        unit,
                        ..
                    } = cell
                    {
                        entries.push(BookEntry {
                            edition: edition.id,
                            cell: cell.clone(),
                            kind: *kind,
                            unit,
                            title: table.title,
                            heading: table.heading,
                            label: name.clone(),
                        });
                    }
                }
            }
        }
        entries.sort_by(|a, b| (a.edition, &a.cell).cmp(&(b.edition, &b.cell)));
        let rules = catalog::rules(forms, language).into_iter();
        let titles = rules.map(|rule| (rule.kind, rule.title)).collect();
        Book { entries, titles }
    }

    /// Its entries, by edition and cell.
    pub fn entries(&self) -> &[BookEntry] {
        &self.entries
    }

    /// What is said of a cell.
    pub fn entry(&self, edition: &str, cell: &str) -> Option<&BookEntry> {
        Some(&self.entries[self.place(edition, cell)?])
    }

    /// The same where cells are asked for in their order: `last` is where the one before stood.
    pub(super) fn next(&self, last: &mut usize, edition: &str, cell: &str) -> Option<&BookEntry> {
        let here = |entry: &&BookEntry| entry.cell == cell && entry.edition == edition;
        if let Some(entry) = self.entries.get(*last + 1).filter(here) {
            *last += 1;
            return Some(entry);
        }
        *last = self.place(edition, cell)?;
        Some(&self.entries[*last])
    }

    fn place(&self, edition: &str, cell: &str) -> Option<usize> {
        let key = |entry: &BookEntry| (entry.edition, entry.cell.as_str()).cmp(&(edition, cell));
        self.entries.binary_search_by(key).ok()
    }

    /// What a kind of rule is called; empty for one that is unknown.
    pub fn title(&self, kind: &str) -> &str {
        self.titles.get(kind).map_or("", String::as_str)
    }

    /// The rows of `code_book`.
    pub fn rows(&self, mut row: impl FnMut(&[TidyValue])) {
        for entry in &self.entries {
            let [table, line, column] = parts(&entry.cell);
            row(&[
                TidyValue::Text(entry.edition),
                TidyValue::Text(&entry.cell),
                TidyValue::Text(table),
                TidyValue::Text(line),
                TidyValue::words(column),
                TidyValue::Text(match entry.kind {
                    ValueKind::Count => "count",
                    ValueKind::Change => "change",
                    ValueKind::Amount => "amount",
                }),
                TidyValue::words(entry.unit),
                TidyValue::Text(entry.title),
                TidyValue::Text(entry.heading),
                TidyValue::Text(&entry.label),
            ]);
        }
    }
}

/// `t3.r1.natural` → table, row and column; the last is empty where the row has one cell.
pub(super) fn parts(cell: &str) -> [&str; 3] {
    let (table, rest) = cell.split_once('.').unwrap_or((cell, ""));
    let (row, column) = rest.split_once('.').unwrap_or((rest, ""));
    [table, row, column]
}
