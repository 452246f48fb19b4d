//! Sheet → findings → report: what is broken, what is undecided, and the answer in one word.

use crate::check::{Checked, Outcome, check};
use crate::document::Document;
use crate::form::{BEFORE_2019_KEYS, CellId, EDITIONS, Form, Kind, TableId, edition};
use crate::infer::{Inferred, infer};
use crate::number::{Said, Value};
use crate::prose::Prose;
use crate::report::{
    Cell, Finding, Note, Number, Report, SCHEMA, Severity, Status, Summary, Verdict,
};
use crate::sheet::{Entry, Sheet, State};
use crate::words::{Words, short};
use crate::{Given, Options, Values, align, text, title};
use std::collections::BTreeMap;

/// Reads what was aligned and judges it.
pub(crate) fn judge(document: &Document, options: &Options) -> Report {
    let words = Words(options.language);
    let aligned = align::align(document);
    let title = title::title(document);
    let prose = Prose::read(document, &aligned.taken, &title);
    let form = aligned.sheet.form;
    let mut report = judge_sheet(aligned.sheet, options, title.organ, title.year);
    if report.verdict != Verdict::Unrecognised {
        let said = prose.findings(&report, &form, words);
        report.findings.extend(said);
    }
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
    if doubtful && report.verdict == Verdict::Consistent {
        report.verdict = Verdict::Undecided;
        report.message = words.undecided(report.summary.holds, 0, 1);
    }
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
        () if document.pictures > 0 => words.pictures(),
        () => words.no_report(),
    }
}

/// Judges values that need no reading.
pub(crate) fn judge_values(values: &Values, options: &Options) -> Report {
    let mut sheet = Sheet::default();
    for table in TableId::ALL {
        if let Some(edition) = values.edition.get(table.id()).and_then(|id| edition(id)) {
            sheet.form.set(edition.table(table));
        }
    }
    for table in sheet.form.tables() {
        for cell in table.cells() {
            let given = values.cells.get(&table.name(cell));
            sheet.entries.insert(cell, entry(given));
        }
    }
    let mut options = options.clone();
    options.name = options.name.or_else(|| values.file.clone());
    judge_sheet(sheet, &options, values.organ.clone(), values.year)
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
            let value = cell.value.as_ref().map(|value| match value {
                Number::Count(n) => Value::Count(*n),
                Number::Amount(text) => Value::Amount(text.clone()),
            });
            // What arithmetic filled in is asked of arithmetic again, now that numbers may differ.
            if cell.state == State::Inferred && cell.at.is_none() {
                let state = if cell.text.is_empty() {
                    State::Missing
                } else {
                    State::Blank
                };
                return Entry {
                    value: None,
                    text: cell.text.clone(),
                    state,
                    at: None,
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
) -> Report {
    let words = Words(options.language);
    whole_numbers(&mut sheet);
    let was_blank: Vec<CellId> = sheet
        .entries
        .iter()
        .filter(|(_, entry)| entry.state == State::Blank)
        .map(|(&cell, _)| cell)
        .collect();
    let given = sheet.clone();
    let inferred = infer(&mut sheet);
    let checked = check(&sheet);
    let form = sheet.form;
    let mut findings = format_findings(&given, words);
    let errors_of_format = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count() as u32;
    let mut summary = Summary::default();
    let full = crate::form::rules(&Form::of(expected(&form))).len() as u32;
    summary.relations = full.max(checked.len() as u32);
    let mut relations: Vec<Finding> = Vec::new();
    for one in &checked {
        match one.outcome {
            Outcome::Holds => summary.holds += 1,
            Outcome::Broken => summary.broken += 1,
            Outcome::Undecided => summary.undecided += 1,
        }
        if one.outcome != Outcome::Holds {
            relations.push(finding(&sheet, one, words));
        }
    }
    relations.sort_by_key(|f| f.status);
    let formats = std::mem::take(&mut findings);
    let (hard, soft): (Vec<_>, Vec<_>) = formats
        .into_iter()
        .partition(|f| f.severity == Severity::Error);
    findings.extend(relations);
    findings.extend(hard);
    findings.extend(soft);
    for entry in sheet.entries.values() {
        match entry.state {
            State::Read => summary.read += 1,
            State::Blank => summary.blank += 1,
            State::Inferred => summary.inferred += 1,
            State::Missing => summary.missing += 1,
            State::Unreadable => summary.unreadable += 1,
        }
    }
    let recognised = form.tables().next().is_some();
    let complete = TableId::ALL
        .iter()
        .all(|&table| form.table(table).is_some());
    let blank_form = recognised
        && form
            .tables()
            .all(|table| !align::is_filled(&sheet, table.id));
    let verdict = if !recognised {
        Verdict::Unrecognised
    } else if blank_form {
        Verdict::Undecided
    } else if summary.broken + errors_of_format > 0 {
        Verdict::Inconsistent
    } else if summary.undecided > 0
        || !complete
        || summary.missing + summary.unreadable + summary.inferred > 0
    {
        Verdict::Undecided
    } else {
        Verdict::Consistent
    };
    let message = match verdict {
        Verdict::Unrecognised => words.no_report().to_owned(),
        _ if blank_form => words.blank_form().to_owned(),
        Verdict::Consistent => words.consistent(summary.holds),
        Verdict::Inconsistent => {
            words.inconsistent(summary.broken, errors_of_format, summary.undecided)
        }
        Verdict::Undecided => words.undecided(summary.holds, summary.undecided, 1),
    };
    let notes = if recognised {
        notes(&sheet, &given, &inferred, &was_blank, year, words)
    } else {
        Vec::new()
    };
    if blank_form {
        findings.retain(|f| f.severity == Severity::Error && f.rule.starts_with("t"));
    }
    Report {
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
        cells: sheet
            .entries
            .iter()
            .map(|(&cell, entry)| (form.name(cell), public(entry)))
            .collect(),
        findings,
        explanations: Vec::new(),
        notes,
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
    for (&cell, entry) in &mut sheet.entries {
        let kind = form.place(cell).1.kind;
        match (&entry.value, kind) {
            (Some(Value::Amount(text)), Kind::Count | Kind::Change) => {
                if let Some((whole, fraction)) = text.split_once('.')
                    && fraction.bytes().all(|b| b == b'0')
                    && let Ok(n) = whole.parse()
                {
                    entry.value = Some(Value::Count(n));
                }
            }
            (Some(Value::Count(_)), Kind::Amount) => {
                let digits: String = entry
                    .text
                    .chars()
                    .map(text::fold)
                    .filter(|c| c.is_ascii_digit())
                    .collect();
                if let Some(Value::Count(n)) = entry.value {
                    let digits = if digits.is_empty() {
                        n.to_string()
                    } else {
                        n.to_string()
                    };
                    entry.value = Some(Value::Amount(digits));
                }
            }
            _ => {}
        }
    }
}

fn public(entry: &Entry) -> Cell {
    Cell {
        value: entry.value.as_ref().map(|value| match value {
            Value::Count(n) => Number::Count(*n),
            Value::Amount(text) => Number::Amount(text.clone()),
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
        left: checked.left,
        right: checked.right,
        difference: checked
            .left
            .zip(checked.right)
            .map(|(left, right)| left - right),
        cells: rule.cells().map(|(cell, _)| form.name(cell)).collect(),
        at: None,
    }
}

/// The rules of single cells and single tables.
fn format_findings(sheet: &Sheet, words: Words) -> Vec<Finding> {
    let form = &sheet.form;
    let mut findings = Vec::new();
    let mut push = |rule: &str, severity, message: String, cells: Vec<CellId>| {
        findings.push(Finding {
            rule: rule.to_owned(),
            status: Status::Broken,
            severity,
            message,
            arithmetic: String::new(),
            left: None,
            right: None,
            difference: None,
            cells: cells.into_iter().map(|cell| form.name(cell)).collect(),
            at: None,
        });
    };
    for (&cell, entry) in &sheet.entries {
        match (&entry.value, form.place(cell).1.kind) {
            (Some(Value::Count(n)), Kind::Count) if *n < 0 => {
                push(
                    "format.negative",
                    Severity::Error,
                    words.negative(form, cell, &entry.text),
                    vec![cell],
                );
            }
            (Some(Value::Amount(_)), Kind::Count | Kind::Change) => {
                push(
                    "format.decimal",
                    Severity::Error,
                    words.decimal(form, cell, &entry.text),
                    vec![cell],
                );
            }
            (Some(Value::Amount(text)), Kind::Amount) if text.starts_with('-') => {
                push(
                    "format.negative",
                    Severity::Error,
                    words.negative(form, cell, &entry.text),
                    vec![cell],
                );
            }
            _ => {}
        }
    }
    for table in form.tables() {
        let known = |entry: &Entry| entry.state == State::Blank;
        let cells = || {
            sheet
                .entries
                .iter()
                .filter(|(cell, _)| cell.table == table.id)
        };
        if cells().all(|(_, entry)| known(entry)) {
            push(
                "format.unfilled",
                Severity::Error,
                words.unfilled(table.id),
                cells().map(|(&cell, _)| cell).collect(),
            );
        }
    }
    let Some(t2) = form.table(TableId::T2) else {
        return findings;
    };
    let cell = |name: &str| t2.cell(name);
    let count = |name: &str| {
        cell(name)
            .and_then(|cell| sheet.get(cell))
            .and_then(Entry::count)
    };
    for (index, row) in t2.rows().enumerate() {
        let name = |column: &str| format!("t2.{}.{column}", row.id);
        let pair = |a: &str, b: &str| Some((count(&name(a))?, count(&name(b))?));
        if let Some((made, valid)) = pair("made", "valid")
            && valid < made
        {
            let cells = [name("made"), name("valid")]
                .iter()
                .filter_map(|n| cell(n))
                .collect();
            push(
                "format.valid",
                Severity::Hint,
                words.valid_below_made(short(row)),
                cells,
            );
        }
        if let Some((published, public)) = pair("published", "public_total")
            && public < published
        {
            let cells = [name("published"), name("public_total")]
                .iter()
                .filter_map(|n| cell(n))
                .collect();
            push(
                "format.public_total",
                Severity::Hint,
                words.public_below_published(short(row)),
                cells,
            );
        }
        let _ = index;
    }
    if let Some(fees) = cell("t2.fees")
        && let Some(Value::Amount(text)) = sheet.get(fees).and_then(|entry| entry.value.as_ref())
        && text.split('.').next().is_some_and(|whole| whole.len() >= 7)
    {
        push(
            "format.fees",
            Severity::Hint,
            words.huge_fee(text),
            vec![fees],
        );
    }
    if let (Some(number), Some(amount)) =
        (cell("t2.procurement.count"), cell("t2.procurement.amount"))
    {
        let zero = |cell| match sheet.get(cell).and_then(|entry| entry.value.as_ref()) {
            Some(Value::Count(n)) => Some(*n == 0),
            Some(Value::Amount(text)) => Some(text.bytes().all(|b| matches!(b, b'0' | b'.'))),
            None => None,
        };
        if let (Some(a), Some(b)) = (zero(number), zero(amount))
            && a != b
        {
            push(
                "format.procurement",
                Severity::Hint,
                words.procurement().to_owned(),
                vec![number, amount],
            );
        }
    }
    findings
}

/// What has to be said about the reading of a recognised report.
fn notes(
    sheet: &Sheet,
    given: &Sheet,
    inferred: &[Inferred],
    was_blank: &[CellId],
    year: Option<u16>,
    words: Words,
) -> Vec<Note> {
    let form = &sheet.form;
    let mut notes = Vec::new();
    let mut note = |code, message, at| notes.push(Note { code, message, at });
    for table in TableId::ALL
        .into_iter()
        .filter(|&t| form.table(t).is_none())
    {
        note("table-absent", words.absent(table), None);
    }
    for one in inferred {
        let blank = was_blank.contains(&one.cell);
        note(
            "inferred",
            words.inferred(form, one.cell, one.value, one.equations, blank),
            None,
        );
    }
    for table in form.tables() {
        let of_table = || {
            given
                .entries
                .iter()
                .filter(|(cell, _)| cell.table == table.id)
        };
        let by_sums = of_table()
            .filter(|(_, entry)| entry.state == State::Inferred)
            .count();
        if by_sums > 0 {
            note(
                "placed-by-sums",
                words.placed_by_sums(table.id, by_sums),
                None,
            );
        }
        let mut ambiguous: BTreeMap<(u8, &str), Vec<CellId>> = BTreeMap::new();
        for (&cell, entry) in of_table().filter(|(_, entry)| entry.state == State::Unreadable) {
            match entry.at {
                Some(at) => note(
                    "unreadable",
                    words.unreadable(form, cell, &entry.text),
                    Some(at),
                ),
                None => ambiguous
                    .entry((cell.row, entry.text.as_str()))
                    .or_default()
                    .push(cell),
            }
        }
        for ((_, text), cells) in ambiguous {
            note("ambiguous", words.ambiguous(form, &cells, text), None);
        }
        let blank = of_table()
            .filter(|(cell, entry)| {
                entry.state == State::Blank && !inferred.iter().any(|one| one.cell == **cell)
            })
            .count();
        if blank > 0 {
            note("blank-as-zero", words.blanks(table.id, blank), None);
        }
        let dressed: Vec<(CellId, &Entry)> = of_table()
            .filter(|(_, entry)| {
                matches!(crate::number::read(&entry.text), Said::Number { dress, .. } if dress.unit || dress.separators || dress.annotation)
            })
            .map(|(&cell, entry)| (cell, entry))
            .collect();
        if let Some((_, first)) = dressed.first() {
            let cells: Vec<CellId> = dressed.iter().map(|(cell, _)| *cell).collect();
            note(
                "dressed",
                words.dressed(form, &cells, &first.text),
                first.at,
            );
        }
    }
    let mut editions: Vec<&str> = form
        .tables()
        .filter(|t| t.id != TableId::T4)
        .map(|t| t.edition)
        .collect();
    editions.dedup();
    if editions.len() > 1 {
        note("hybrid", words.hybrid(form), None);
    }
    if let (Some(year), [one]) = (year, &editions[..])
        && let Some(due) = EDITIONS
            .iter()
            .find(|e| year >= e.years.0 && e.years.1.is_none_or(|last| year <= last))
        && due.id != *one
    {
        note("edition", words.wrong_edition(year, one, due.id), None);
    }
    notes
}
