//! Outcomes → findings → [`Report`]: what is broken, what is undecided, and the answer in one word.

mod format;
mod notes;
#[cfg(feature = "scan")]
#[cfg_attr(not(any(feature = "office", feature = "wasm")), allow(dead_code))]
mod pictures;
mod verdict;

#[cfg(feature = "scan")]
pub(crate) use pictures::pictures;
#[cfg(test)]
pub(crate) use verdict::is_off;
#[cfg(feature = "totals")]
pub(crate) use verdict::leave_out;
pub(crate) use verdict::{reading, refused, settle, unknown};

use crate::check::{Checked, Outcome, number as counted};
use crate::examine::Examined;
use crate::form::{CellId, Form, Printed};
use crate::language::FIRST;
use crate::number::{self, Value};
use crate::options::Options;
use crate::report::{
    Cell, Edited, Finding, Number, Report, SCHEMA, Severity, Sides, Status, Summary,
};
use crate::sheet::{Entry, Sheet, State};
use crate::sorted::{Sorted, arrange};
use crate::text;
use crate::words::Words;

/// What the relations and the cells by themselves say: the report before anything beyond them is asked.
pub(crate) fn judge(
    examined: &Examined,
    organ: Option<String>,
    year: Option<u16>,
    options: &Options,
) -> Report {
    let words = Words(options.language);
    let sheet = &examined.sheet;
    let form = sheet.form;
    let recognised = form.tables().next().is_some();
    let filled = sheet.facts();
    let blank_form = recognised && !form.tables().any(|table| filled.is_filled(table.id()));
    let (findings, notes) = match recognised && !blank_form {
        true => (
            findings(examined, words),
            notes::notes(examined, year, words),
        ),
        false => Default::default(),
    };
    let summary = summary(examined, blank_form);
    let (verdict, reason, message) = match () {
        () if blank_form && FIRST => verdict::left(),
        () if blank_form => verdict::blank_form(words),
        () => verdict::of(&form, &summary, &findings, words),
    };
    Report {
        schema: SCHEMA,
        file: options.name.clone(),
        organ,
        year,
        edition: editions(&form),
        verdict,
        reason,
        message,
        original: None,
        summary,
        cells: cells(examined),
        findings,
        explanations: Vec::new(),
        claims: Vec::new(),
        notes,
        #[cfg(feature = "totals")]
        others: Vec::new(),
        #[cfg(feature = "scan")]
        source: None,
        #[cfg(feature = "scan")]
        pages: Vec::new(),
        #[cfg(feature = "explain")]
        passages: Vec::new(),
    }
}

/// Table id → edition id.
fn editions(form: &Form) -> Sorted<String, String> {
    let name = |printed: Printed| (printed.form.key().to_owned(), printed.edition.id.to_owned());
    form.printed().map(name).collect()
}

/// Cell id → cell.
fn cells(examined: &Examined) -> Sorted<String, Cell> {
    let form = &examined.sheet.form;
    let entries = examined.sheet.entries.iter();
    let cell = |(&cell, entry): (&CellId, &Entry)| {
        let before = examined.edits.before.get(&cell);
        (form.name(cell), public(entry, before))
    };
    entries.map(cell).collect()
}

/// Relations that do not hold, and what is wrong with single cells; the gravest first.
fn findings(examined: &Examined, words: Words) -> Vec<Finding> {
    let mut findings: Vec<Finding> = examined
        .checked
        .iter()
        .filter(|one| one.outcome != Outcome::Holds)
        .map(|one| finding(&examined.sheet, one, words))
        .collect();
    findings.extend(format::findings(&examined.given, &examined.facts, words));
    arrange(&mut findings, |f| (f.severity, f.status));
    findings
}

/// What was counted. On a blank form nothing is held against anything, though all its sides are 0.
fn summary(examined: &Examined, blank_form: bool) -> Summary {
    let Examined { sheet, checked, .. } = examined;
    let outcome = |outcome| {
        let those = checked.iter().filter(|one| one.outcome == outcome);
        if blank_form { 0 } else { those.count() as u32 }
    };
    let state = |state| {
        sheet
            .entries
            .values()
            .filter(|entry| entry.state == state)
            .count() as u32
    };
    let full = expected(&sheet.form);
    Summary {
        relations: full.max(checked.len()) as u32,
        holds: outcome(Outcome::Holds),
        broken: outcome(Outcome::Broken),
        undecided: outcome(Outcome::Undecided),
        read: state(State::Read),
        blank: state(State::Blank),
        inferred: state(State::Inferred),
        missing: state(State::Missing),
        unreadable: state(State::Unreadable),
        edited: examined.edits.before.len() as u32,
    }
}

/// How many relations a whole report has, of the edition that the recognised tables mostly are of; none where no
/// table is recognised.
fn expected(form: &Form) -> usize {
    let tables = form.edition().map_or(&[][..], |edition| edition.tables);
    tables
        .iter()
        .map(|table| crate::form::rules_of(table).len())
        .sum()
}

/// A cell as it leaves the crate, with what stood there before it was typed over.
fn public(entry: &Entry, before: Option<&Entry>) -> Cell {
    Cell {
        at: entry.at,
        edited: before.map(|before| Edited {
            value: public_value(before),
            text: before.text.clone(),
            state: before.state,
        }),
        ..Cell::new(public_value(entry), entry.text.clone(), entry.state)
    }
}

fn public_value(entry: &Entry) -> Option<Number> {
    // An amount is given as it was written, unit and all; what is computed with stays inside.
    let written = || -> String {
        let bare = crate::bare::bare(&entry.text);
        bare.chars()
            .map(text::fold)
            .filter(|&c| !c.is_whitespace() && !text::is_invisible(c))
            .collect()
    };
    Some(match entry.value.as_ref()? {
        Value::Count(n) => Number::Count(*n),
        Value::Amount(digits) => {
            let written = written();
            match written.is_empty() || written.contains('(') {
                true => Number::Amount(digits.clone()),
                false => Number::Amount(written),
            }
        }
    })
}

/// The finding of an equation that does not hold.
fn finding(sheet: &Sheet, checked: &Checked, words: Words) -> Finding {
    let form = &sheet.form;
    let rule = &checked.rule;
    let names = |cells: &[CellId]| cells.iter().map(|&cell| form.name(cell)).collect();
    let numbers = |cells: &[CellId]| -> Option<Vec<i64>> {
        cells.iter().map(|&cell| counted(sheet, cell)).collect()
    };
    let arithmetic = match (numbers(&rule.left), numbers(&rule.right)) {
        (Some(left), Some(right)) => words.arithmetic(&left, &right),
        _ => String::new(),
    };
    Finding {
        rule: rule.id.clone(),
        status: match checked.outcome {
            Outcome::Broken => Status::Broken,
            _ => Status::Undecided,
        },
        severity: Severity::Error,
        message: message(sheet, checked, &arithmetic, words),
        arithmetic,
        left: checked.left.and_then(number::exact),
        right: checked.right.and_then(number::exact),
        difference: checked
            .left
            .zip(checked.right)
            .and_then(|(left, right)| number::exact(left - right)),
        cells: rule.cells().map(|(cell, _)| form.name(cell)).collect(),
        sides: Some(Sides {
            left: names(&rule.left),
            right: names(&rule.right),
        }),
        at: None,
    }
}

/// Why an equation does not hold, or cannot be decided.
fn message(sheet: &Sheet, checked: &Checked, arithmetic: &str, words: Words) -> String {
    let (form, rule) = (&sheet.form, &checked.rule);
    let those = |is: &dyn Fn(CellId) -> bool| -> Vec<CellId> {
        let cells = rule.cells().map(|(cell, _)| cell);
        cells.filter(|&cell| is(cell)).collect()
    };
    let unknown = those(&|cell| counted(sheet, cell).is_none());
    match checked.outcome {
        Outcome::Broken => words.broken(form, rule, arithmetic),
        _ if !unknown.is_empty() => words.unknown(form, rule, &unknown),
        _ if checked.left == checked.right && !FIRST => {
            let inferred = |entry: &Entry| entry.state == State::Inferred;
            let inferred = those(&|cell| sheet.get(cell).is_none_or(inferred));
            words.by_inference(form, rule, &inferred)
        }
        _ => {
            let blank = those(&|cell| sheet.get(cell).is_some_and(|e| e.state == State::Blank));
            let text = |cell: &CellId| sheet.get(*cell).map_or("", |entry| entry.text.trim());
            let written = blank.iter().map(text).find(|text| !text.is_empty());
            words.blank_matters(form, rule, arithmetic, written)
        }
    }
}
