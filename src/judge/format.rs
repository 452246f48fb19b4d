//! Findings about single cells and single tables (STANDARD of the form, not its sums): what may
//! stand in a cell, and what is so unusual that it is worth a look.

use crate::form::{CellId, Form, Kind, TableForm, TableId};
use crate::number::Value;
use crate::report::{Finding, Severity, Status};
use crate::sheet::{Entry, Facts, Sheet, State};
use crate::words::{Words, short};

/// Amounts of at least this many digits before the point are taken for yuan (in 万元: ten billion).
const HUGE_DIGITS: usize = 7;

/// Every finding of this kind, hard ones first.
pub(super) fn findings(sheet: &Sheet, facts: &Facts, words: Words) -> Vec<Finding> {
    let mut found = Found {
        form: sheet.form,
        findings: Vec::new(),
    };
    for (&cell, entry) in sheet.entries.iter() {
        found.cell(cell, entry, words);
    }
    for table in sheet.form.tables() {
        let cells = || {
            sheet
                .entries
                .iter()
                .filter(|(cell, _)| cell.table == table.id)
        };
        // Signs for nothing are an answer, and so is a blank where the report writes its zeros thus.
        let untouched = cells().all(|(_, e)| e.state == State::Blank && e.text.is_empty());
        let zeros = sheet
            .form
            .tables()
            .any(|other| facts.is_filled(other.id) && facts.writes_blanks(other.id));
        if untouched && !zeros {
            let cells = cells().map(|(&cell, _)| cell).collect();
            found.push(
                "format.unfilled",
                Severity::Error,
                words.unfilled(table.id),
                cells,
            );
        }
    }
    if let Some(table) = sheet.form.table(TableId::T2) {
        found.disclosure(sheet, table, words);
    }
    found.findings
}

struct Found {
    form: Form,
    findings: Vec<Finding>,
}

impl Found {
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

    /// Table 2 has no sums; some of its numbers can hardly stand together.
    fn disclosure(&mut self, sheet: &Sheet, table: &'static TableForm, words: Words) {
        let entry = |name: &str| {
            let cell = table.cell(name)?;
            Some((cell, sheet.get(cell)?))
        };
        let count = |row: &str, column: &str| {
            let (cell, entry) = entry(&format!("t2.{row}.{column}"))?;
            Some((cell, entry.count()?))
        };
        for row in table.rows() {
            if let (Some((a, made)), Some((b, valid))) =
                (count(row.id, "made"), count(row.id, "valid"))
                && valid < made
            {
                self.push(
                    "format.valid",
                    Severity::Hint,
                    words.valid_below_made(short(row)),
                    vec![a, b],
                );
            }
            if let (Some((a, published)), Some((b, public))) =
                (count(row.id, "published"), count(row.id, "public_total"))
                && public < published
            {
                self.push(
                    "format.public_total",
                    Severity::Hint,
                    words.public_below_published(short(row)),
                    vec![a, b],
                );
            }
        }
        if let Some((cell, entry)) = entry("t2.fees")
            && let Some(Value::Amount(text)) = &entry.value
            && text
                .split('.')
                .next()
                .is_some_and(|whole| whole.len() >= HUGE_DIGITS)
        {
            self.push(
                "format.fees",
                Severity::Hint,
                words.huge_fee(&entry.text),
                vec![cell],
            );
        }
        if let (Some((a, number)), Some((b, amount))) = (
            entry("t2.procurement.count"),
            entry("t2.procurement.amount"),
        ) && let (Some(number), Some(amount)) = (is_zero(number), is_zero(amount))
            && number != amount
        {
            self.push(
                "format.procurement",
                Severity::Hint,
                words.procurement().to_owned(),
                vec![a, b],
            );
        }
    }
}

fn is_zero(entry: &Entry) -> Option<bool> {
    match entry.value.as_ref()? {
        Value::Count(n) => Some(*n == 0),
        Value::Amount(text) => Some(text.bytes().all(|b| matches!(b, b'0' | b'.'))),
    }
}
