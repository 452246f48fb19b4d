//! Sheet → findings → report: what is broken, what is undecided, and the answer in one word.

use crate::check::{Checked, Outcome, check};
use crate::document::Document;
#[cfg(feature = "explain")]
use crate::explain;
use crate::form::{BEFORE_2019_KEYS, CellId, EDITIONS, Form, Kind, TableForm, TableId, edition};
use crate::infer::infer;
use crate::number::{self, Said, Value};
use crate::options::{Given, Options, Values};
use crate::report::{
    Cell, Finding, Note, Number, Report, SCHEMA, Severity, Status, Summary, Verdict,
};
use crate::sheet::{Entry, Sheet, State};
use crate::sorted::arrange;
use crate::words::Words;
use crate::{align, text, title};

mod format;
mod notes;

/// A report in the making, with what it was made from.
#[cfg_attr(not(feature = "explain"), allow(dead_code))]
pub(crate) struct Judged {
    pub report: Report,
    pub sheet: Sheet,
    pub checked: Vec<Checked>,
}

/// Reads what was aligned and judges it.
pub(crate) fn judge(document: &Document, options: &Options) -> Report {
    let words = Words(options.language);
    let aligned = align::align(document);
    let title = title::title(document);
    let judged = judge_sheet(aligned.sheet, options, title.organ.clone(), title.year);
    #[cfg(feature = "explain")]
    let judged = explain::document(judged, document, &aligned.taken, &title, options);
    let mut report = settled(judged, options);
    if report.verdict == Verdict::Unrecognised {
        report.message = decline(document, words).to_owned();
    }
    let mut note = |code, message| {
        report.notes.push(Note {
            code,
            message,
            at: None,
        });
    };
    if aligned.second {
        note("several-reports", words.second_report().to_owned());
    }
    for (table, values) in aligned.unplaced.iter().take(5) {
        note("unplaced", words.unplaced(*table, &values.join(" ")));
    }
    if document.cut {
        note("cut", words.cut().to_owned());
    }
    let doubtful = aligned.second || !aligned.unplaced.is_empty() || document.cut;
    if doubtful {
        doubt(&mut report, words);
    }
    report
}

/// Takes 一致 back: something was not read, or not checked.
fn doubt(report: &mut Report, words: Words) {
    if report.verdict == Verdict::Consistent {
        report.verdict = Verdict::Undecided;
        report.message = words.undecided(report.summary.holds, 0);
    }
}

/// Judges a file that was read, with what has to be said about it.
#[cfg(feature = "office")]
pub(crate) fn judge_reading(reading: &crate::read::Reading, options: &Options) -> Report {
    use crate::read::Remark;

    let words = Words(options.language);
    let mut report = judge(&reading.document, options);
    let mut remarks = reading.remarks.clone();
    remarks.sort_unstable();
    remarks.dedup();
    for remark in remarks {
        let message = words.remark(remark).to_owned();
        let code = match remark {
            Remark::Damaged => "damaged",
            Remark::Embedded => "embedded",
            Remark::Hidden => "hidden",
            Remark::Uncomputed => "uncomputed",
        };
        if remark != Remark::Hidden && report.verdict == Verdict::Unrecognised {
            report.message.clone_from(&message);
        }
        if remark != Remark::Hidden {
            doubt(&mut report, words);
        }
        report.notes.push(Note {
            code,
            message,
            at: None,
        });
    }
    report
}

/// The report of a file that cannot be read.
#[cfg(feature = "office")]
pub(crate) fn refused(refusal: crate::read::Refusal, options: &Options) -> Report {
    let mut report = judge_sheet(Sheet::default(), options, None, None).report;
    report.message = Words(options.language).refused(refusal);
    report
}

/// Why a document is no report, in one sentence.
fn decline(document: &Document, words: Words) -> &'static str {
    let mut keys = String::new();
    let mut empty = true;
    for cell in document.rows.iter().flat_map(|row| &row.cells) {
        empty &= cell.text.trim().is_empty();
        if keys.len() < 200_000 {
            keys.extend(cell.text.chars().filter_map(text::key_char));
            keys.push(' ');
        }
    }
    let old = BEFORE_2019_KEYS
        .iter()
        .filter(|key| keys.contains(**key))
        .count();
    match () {
        () if document.cut && document.rows.is_empty() => words.cut(),
        () if empty && document.pictures == 0 => words.nothing_given(),
        () if old >= 2 => words.before_2019(),
        #[cfg(feature = "office")]
        () if is_illegible(document) => words.illegible(),
        () if document.pictures > 0 => words.pictures(),
        () => words.no_report(),
    }
}

/// Whether many glyphs have no character: the fonts of a file do not say which they are.
#[cfg(feature = "office")]
fn is_illegible(document: &Document) -> bool {
    let cells = document.rows.iter().flat_map(|row| &row.cells);
    let (mut all, mut lost) = (0, 0);
    for c in cells.flat_map(|cell| cell.text.chars()) {
        all += usize::from(!c.is_whitespace());
        lost += usize::from(c == '\u{fffd}');
    }
    lost * 4 > all
}

/// Judges values that need no reading.
pub(crate) fn judge_values(values: &Values, options: &Options) -> Report {
    let mut sheet = Sheet::default();
    let mut unknown = Vec::new();
    for (table, id) in &values.edition {
        let table_id = TableId::ALL.into_iter().find(|other| other.id() == table);
        match (table_id, edition(id)) {
            (Some(table), Some(edition)) => sheet.form.set(edition.table(table)),
            _ => unknown.push(format!("{table}: {id}")),
        }
    }
    for table in sheet.form.tables() {
        for cell in table.cells() {
            let given = values.cells.get(&table.name(cell));
            sheet.entries.insert(cell, entry(given));
        }
    }
    let strange = |id: &&String| is_strange(id, &sheet.form);
    unknown.extend(values.cells.keys().filter(strange).cloned());
    let mut options = options.clone();
    options.name = options.name.or_else(|| values.file.clone());
    let judged = judge_sheet(sheet, &options, values.organ.clone(), values.year);
    #[cfg(feature = "explain")]
    let judged = explain::values(judged, values, &options);
    let mut report = settled(judged, &options);
    // Whoever hands values over has to hear of an id that is none: its value was not checked.
    if !unknown.is_empty() {
        let words = Words(options.language);
        let message = words.unknown_ids(&unknown);
        doubt(&mut report, words);
        if report.verdict == Verdict::Unrecognised {
            report.message.clone_from(&message);
        }
        let code = "unknown-id";
        let at = None;
        report.notes.insert(0, Note { code, message, at });
    }
    report
}

/// Whether no table has a cell of this id: of those given, or of any edition where a table is not given.
fn is_strange(id: &str, form: &Form) -> bool {
    !TableId::ALL.into_iter().any(|table| {
        let has = |table: &TableForm| table.cell(id).is_some();
        form.table(table).map_or_else(
            || EDITIONS.iter().any(|edition| has(edition.table(table))),
            has,
        )
    })
}

fn entry(given: Option<&Given>) -> Entry {
    let of_text = |text: &str| {
        let (value, state) = match crate::number::read(text) {
            Said::Number { value, .. } => (Some(value), State::Read),
            Said::Blank => (None, State::Blank),
            Said::Unreadable | Said::Words => (None, State::Unreadable),
        };
        Entry {
            value,
            text: text.to_owned(),
            state,
            at: None,
        }
    };
    match given {
        None => Entry::missing(),
        Some(Given::Count(n)) => of_text(&n.to_string()),
        Some(Given::Text(text)) => of_text(text),
        Some(Given::Nothing(())) => of_text(""),
        Some(Given::Cell(cell)) => {
            let value = cell.value.as_ref().and_then(|value| match value {
                Number::Count(n) => Some(Value::Count(*n)),
                Number::Amount(text) => of_text(text).value,
            });
            // What arithmetic filled in is asked of arithmetic again, now that numbers may differ.
            let filled_in =
                cell.state == State::Inferred && crate::number::read(&cell.text) == Said::Blank;
            if filled_in && cell.at.is_none() {
                return Entry::missing();
            }
            if filled_in {
                return Entry {
                    at: cell.at,
                    ..of_text(&cell.text)
                };
            }
            Entry {
                value,
                text: cell.text.clone(),
                state: cell.state,
                at: cell.at,
            }
        }
    }
}

/// Judges a sheet.
pub(crate) fn judge_sheet(
    mut sheet: Sheet,
    options: &Options,
    organ: Option<String>,
    year: Option<u16>,
) -> Judged {
    let words = Words(options.language);
    whole_numbers(&mut sheet);
    let given = sheet.clone();
    let inferred = infer(&mut sheet);
    let checked = check(&sheet);
    let form = sheet.form;
    let mut findings: Vec<Finding> = checked
        .iter()
        .filter(|one| one.outcome != Outcome::Holds)
        .map(|one| finding(&sheet, one, words))
        .collect();
    findings.extend(format::findings(&given, words));
    arrange(&mut findings, |f| (f.severity, f.status));
    let recognised = form.tables().next().is_some();
    let blank_form = recognised
        && form
            .tables()
            .all(|table| !align::is_filled(&sheet, table.id));
    if blank_form {
        findings.clear();
    }
    let summary = summary(&sheet, &checked);
    let hard = |f: &&Finding| f.severity == Severity::Error && f.status == Status::Broken;
    let broken = findings.iter().filter(hard).count() as u32;
    let complete = form.tables().count() == TableId::ALL.len();
    let (verdict, message) = if !recognised {
        (Verdict::Unrecognised, words.no_report().to_owned())
    } else if blank_form {
        (Verdict::Undecided, words.blank_form().to_owned())
    } else if broken > 0 {
        let message =
            words.inconsistent(summary.broken, broken - summary.broken, summary.undecided);
        (Verdict::Inconsistent, message)
    } else if summary.undecided + summary.missing + summary.unreadable + summary.inferred > 0
        || !complete
    {
        (
            Verdict::Undecided,
            words.undecided(summary.holds, summary.undecided),
        )
    } else {
        (Verdict::Consistent, words.consistent(summary.holds))
    };
    let notes = if recognised && !blank_form {
        notes::notes(&sheet, &given, &inferred, year, words)
    } else {
        Vec::new()
    };
    let cells = sheet.entries.iter();
    let report = Report {
        schema: SCHEMA,
        file: options.name.clone(),
        organ,
        year,
        edition: form
            .tables()
            .map(|t| (t.id.id().to_owned(), t.edition.to_owned()))
            .collect(),
        verdict,
        message,
        summary,
        cells: cells
            .map(|(&cell, entry)| (form.name(cell), public(entry)))
            .collect(),
        findings,
        explanations: Vec::new(),
        claims: Vec::new(),
        notes,
    };
    Judged {
        report,
        sheet,
        checked,
    }
}

/// Puts the findings in order, those of relations first, and leaves out what is not wanted.
fn settled(judged: Judged, options: &Options) -> Report {
    let mut report = judged.report;
    report
        .findings
        .retain(|finding| !is_off(finding, &options.off));
    // Nothing is inconsistent among the tables; that is not all that was found.
    let soft = report.findings.len() as u32;
    if report.verdict == Verdict::Consistent && soft > 0 {
        report.message = Words(options.language).consistent_but(report.summary.holds, soft);
    }
    #[cfg(feature = "explain")]
    explain::explanations(&mut report, &judged.sheet, &judged.checked, options);
    report
}

/// Whether a rule is switched off: its id, or a part of it up to a dot, is listed. Only hints and
/// warnings can be.
pub(crate) fn is_off(finding: &Finding, off: &[String]) -> bool {
    let listed = |kind: &String| {
        let rest = finding.rule.strip_prefix(kind.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || kind.ends_with('.'))
    };
    finding.severity != Severity::Error && off.iter().any(listed)
}

fn summary(sheet: &Sheet, checked: &[Checked]) -> Summary {
    let outcome = |outcome| checked.iter().filter(|one| one.outcome == outcome).count() as u32;
    let state = |state| {
        sheet
            .entries
            .values()
            .filter(|entry| entry.state == state)
            .count() as u32
    };
    let full = crate::form::rules(&Form::of(expected(&sheet.form))).len();
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
    }
}

/// The edition that the recognised tables mostly are of.
fn expected(form: &Form) -> &'static crate::form::Edition {
    let of = |table| form.table(table).and_then(|t| edition(t.edition));
    of(TableId::T3).or(of(TableId::T2)).unwrap_or(EDITIONS[0])
}

/// 12.0 in a cell for counts is 12.
fn whole_numbers(sheet: &mut Sheet) {
    let form = sheet.form;
    for (&cell, entry) in sheet.entries.iter_mut() {
        let kind = form.place(cell).1.kind;
        match (&entry.value, kind) {
            (Some(Value::Amount(text)), Kind::Count | Kind::Change) => {
                if let Some((whole, fraction)) = text.split_once('.')
                    && fraction.bytes().all(|b| b == b'0')
                    && let Some(n) = whole.parse().ok().and_then(number::exact)
                {
                    entry.value = Some(Value::Count(n));
                }
            }
            (Some(Value::Count(n)), Kind::Amount) => {
                entry.value = Some(Value::Amount(n.to_string()));
            }
            _ => {}
        }
    }
}

fn public(entry: &Entry) -> Cell {
    // An amount is given as it was written, unit and all; what is computed with stays inside.
    let written: String = crate::bare::bare(&entry.text)
        .chars()
        .map(text::fold)
        .filter(|&c| !c.is_whitespace() && !text::is_invisible(c))
        .collect();
    Cell {
        value: entry.value.as_ref().map(|value| match value {
            Value::Count(n) => Number::Count(*n),
            Value::Amount(digits) if written.is_empty() || written.contains('(') => {
                Number::Amount(digits.clone())
            }
            Value::Amount(_) => Number::Amount(written),
        }),
        text: entry.text.clone(),
        state: entry.state,
        at: entry.at,
    }
}

/// The finding of an equation that does not hold.
fn finding(sheet: &Sheet, checked: &Checked, words: Words) -> Finding {
    let form = &sheet.form;
    let rule = &checked.rule;
    let numbers = |cells: &[CellId]| -> Option<Vec<i64>> {
        cells
            .iter()
            .map(|&cell| crate::check::number(sheet, cell))
            .collect()
    };
    let arithmetic = match (numbers(&rule.left), numbers(&rule.right)) {
        (Some(left), Some(right)) => words.arithmetic(&left, &right),
        _ => String::new(),
    };
    let of_state = |states: &[State]| -> Vec<CellId> {
        let has = |cell: &CellId| {
            sheet
                .get(*cell)
                .is_none_or(|entry| states.contains(&entry.state))
        };
        rule.cells().map(|(cell, _)| cell).filter(has).collect()
    };
    let unknown: Vec<CellId> = rule
        .cells()
        .map(|(cell, _)| cell)
        .filter(|&cell| crate::check::number(sheet, cell).is_none())
        .collect();
    let message = match checked.outcome {
        Outcome::Broken => words.broken(form, rule, &arithmetic),
        _ if !unknown.is_empty() => words.unknown(form, rule, &unknown),
        _ if checked.left == checked.right => {
            words.by_inference(form, rule, &of_state(&[State::Inferred]))
        }
        _ => words.blank_matters(form, rule, &arithmetic),
    };
    Finding {
        rule: rule.id.clone(),
        status: match checked.outcome {
            Outcome::Broken => Status::Broken,
            _ => Status::Undecided,
        },
        severity: Severity::Error,
        message,
        arithmetic,
        left: checked.left.and_then(number::exact),
        right: checked.right.and_then(number::exact),
        difference: checked
            .left
            .zip(checked.right)
            .and_then(|(left, right)| number::exact(left - right)),
        cells: rule.cells().map(|(cell, _)| form.name(cell)).collect(),
        at: None,
    }
}
