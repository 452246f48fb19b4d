//! Findings about single cells and single tables (STANDARD of the form, not its sums): what may
//! stand in a cell, and what is so unusual that it is worth a look.

use crate::form::{Bound, CellId, Form, Kind, Limit, TableForm};
use crate::number::Value;
use crate::report::{Finding, Severity, Status};
use crate::sheet::{Entry, Facts, Sheet};
use crate::words::{Words, short};

/// Every finding of this kind, hard ones first.
pub(super) fn findings(sheet: &Sheet, facts: &Facts, words: Words) -> Vec<Finding> {
    let mut found = FormatFindings {
        form: sheet.form,
        findings: Vec::new(),
    };
    for (&cell, entry) in sheet.entries.iter() {
        found.cell(cell, entry, words);
    }
    for table in sheet.untouched(facts) {
        let cells = sheet.entries.iter().map(|(&cell, _)| cell);
        found.push(
            "format.unfilled",
            Severity::Error,
            words.unfilled(table.table),
            cells.filter(|cell| cell.table == table.id()).collect(),
        );
    }
    for table in sheet.form.tables() {
        for bound in table.table.bounds {
            found.bound(sheet, table, bound, words);
        }
    }
    found.findings
}

struct FormatFindings {
    form: Form,
    findings: Vec<Finding>,
}

impl FormatFindings {
    fn push(&mut self, rule: &str, severity: Severity, message: String, cells: Vec<CellId>) {
        self.findings.push(Finding {
            rule: rule.to_owned(),
            status: Status::Broken,
            severity,
            message,
            arithmetic: String::new(),
            left: None,
            right: None,
            difference: None,
            cells: cells.into_iter().map(|cell| self.form.name(cell)).collect(),
            sides: None,
            at: None,
        });
    }

    /// Counts are whole and not negative; amounts are not negative.
    fn cell(&mut self, cell: CellId, entry: &Entry, words: Words) {
        let (form, text) = (self.form, entry.text.as_str());
        let (rule, message) = match (&entry.value, form.place(cell).1.kind) {
            (Some(Value::Count(n)), Kind::Count) if *n < 0 => {
                ("format.negative", words.negative(&form, cell, text))
            }
            (Some(Value::Amount(n)), Kind::Amount) if n.starts_with('-') => {
                ("format.negative", words.negative(&form, cell, text))
            }
            (Some(Value::Amount(_)), Kind::Count | Kind::Change) => {
                ("format.decimal", words.decimal(&form, cell, text))
            }
            _ => return,
        };
        self.push(rule, Severity::Error, message, vec![cell]);
    }

    /// What can hardly be true, as the form's data says it.
    fn bound(&mut self, sheet: &Sheet, table: &'static TableForm, bound: &Bound, words: Words) {
        let entry = |name: &str| {
            let cell = table.cell(&format!("{}.{name}", table.key()))?;
            Some((cell, sheet.get(cell)?))
        };
        let mut say = |of: &str, cells: Vec<CellId>| {
            self.push(bound.rule, Severity::Hint, words.unusual(bound, of), cells);
        };
        match bound.limit {
            Limit::AtMost([less, more]) => {
                for row in table.rows() {
                    let count = |column: &str| {
                        let (cell, entry) = entry(&format!("{}.{column}", row.id))?;
                        Some((cell, entry.count()?))
                    };
                    if let (Some((a, less)), Some((b, more))) = (count(less), count(more))
                        && more < less
                    {
                        say(short(row), vec![a, b]);
                    }
                }
            }
            Limit::Digits(name, most) => {
                if let Some((cell, entry)) = entry(name)
                    && let Some(Value::Amount(text)) = &entry.value
                    && text
                        .split('.')
                        .next()
                        .is_some_and(|whole| whole.len() >= most)
                {
                    say(&entry.text, vec![cell]);
                }
            }
            Limit::Together(names) => {
                if let [Some((a, one)), Some((b, other))] = names.map(entry)
                    && let (Some(one), Some(other)) = (is_zero(one), is_zero(other))
                    && one != other
                {
                    say("", vec![a, b]);
                }
            }
        }
    }
}

fn is_zero(entry: &Entry) -> Option<bool> {
    match entry.value.as_ref()? {
        Value::Count(n) => Some(*n == 0),
        Value::Amount(text) => Some(text.bytes().all(|b| matches!(b, b'0' | b'.'))),
    }
}
