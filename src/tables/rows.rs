//! The rows of a report.

use super::book::parts;
use super::{Book, SCHEMA, TidyValue, place};
use crate::place::Place;
use crate::report::{
    Candidate, Cell, Explanation, Finding, Number, Report, Severity, Status, Summary,
};
use crate::rules::kind;
use std::fmt::Write;

/// What holds for every report of a run.
#[derive(Debug)]
pub struct TablesRun<'a> {
    /// What cells and rules are called.
    pub book: &'a Book,
    /// Version of the engine.
    pub engine: &'a str,
    /// Fingerprint of forms and rules.
    pub rules: &'a str,
}

/// Where a report came from.
#[derive(Debug, Clone, Copy)]
pub struct CheckedFile<'a> {
    /// The file as it was named or found.
    pub file: &'a str,
    /// SHA-256 of its bytes in hexadecimal, and how many there are; none where they were not read.
    pub bytes: Option<(&'a str, u64)>,
}

impl TablesRun<'_> {
    /// The rows of `numbers`.
    pub fn numbers(
        &self,
        source: &CheckedFile,
        report: &Report,
        mut row: impl FnMut(&[TidyValue]),
    ) {
        let (mut place, mut last) = (String::new(), 0);
        for (id, cell) in report.cells.iter() {
            let [table, ..] = parts(id);
            let edition = report.edition.get(table).map_or("", String::as_str);
            let entry = self.book.next(&mut last, edition, id);
            let at = entry.is_some().then_some(last);
            let (value, amount) = match &cell.value {
                None => (TidyValue::Nothing, TidyValue::Nothing),
                Some(Number::Count(n)) => (TidyValue::Integer(*n), TidyValue::Nothing),
                Some(Number::Amount(text)) => (TidyValue::Nothing, TidyValue::Text(text)),
            };
            row(&[
                TidyValue::Text(source.file),
                TidyValue::maybe(report.organ.as_deref()),
                TidyValue::number(report.year.map(i64::from)),
                of_book(at, edition),
                of_book(at, table),
                of_book(at, id),
                of_book(at, entry.map_or(id.as_str(), |entry| &entry.label)),
                value,
                amount,
                match entry.map_or("", |entry| entry.unit) {
                    "" => TidyValue::Nothing,
                    unit => of_book(at, unit),
                },
                state(cell),
                TidyValue::words(&cell.text),
                written(&mut place, cell.at.as_ref()),
            ]);
        }
    }

    /// The row of `reports`.
    pub fn report(&self, source: &CheckedFile, report: &Report, row: impl FnMut(&[TidyValue])) {
        let editions = editions(report);
        let claims = claims(report);
        let notes: Vec<&str> = report.notes.iter().map(|note| &*note.code).collect();
        let notes = notes.join(" ");
        let found = |severity| {
            let of = |one: &&Finding| one.severity == severity && one.status == Status::Broken;
            report.findings.iter().filter(of).count() as u32
        };
        let words = RowWords {
            organ: report.organ.as_deref(),
            year: report.year,
            edition: &editions,
            verdict: report.verdict.code(),
            reason: report.reason.map_or("", |reason| reason.code()),
            message: &report.message,
            claims: &claims,
            notes: &notes,
        };
        let found = [Severity::Error, Severity::Warning, Severity::Hint].map(found);
        self.one(source, &words, Some((&report.summary, found)), row);
    }

    /// The row of `reports` for a file that could not be read, and why.
    pub fn unread(&self, source: &CheckedFile, why: &str, row: impl FnMut(&[TidyValue])) {
        let words = RowWords {
            verdict: "unread",
            message: why,
            ..RowWords::default()
        };
        self.one(source, &words, None, row);
    }

    fn one(
        &self,
        source: &CheckedFile,
        words: &RowWords,
        counts: Option<(&Summary, [u32; 3])>,
        mut row: impl FnMut(&[TidyValue]),
    ) {
        let mut values = vec![
            TidyValue::Text(source.file),
            TidyValue::maybe(source.bytes.map(|(hash, _)| hash)),
            TidyValue::number(source.bytes.and_then(|(_, bytes)| bytes.try_into().ok())),
            TidyValue::maybe(words.organ),
            TidyValue::number(words.year.map(i64::from)),
            TidyValue::words(words.edition),
            TidyValue::Text(words.verdict),
            TidyValue::words(words.reason),
            TidyValue::Text(words.message),
        ];
        let counts = counts.map(|(summary, [errors, warnings, hints])| {
            [
                summary.relations,
                summary.holds,
                summary.broken,
                summary.undecided,
                summary.read,
                summary.blank,
                summary.inferred,
                summary.missing,
                summary.unreadable,
                errors,
                warnings,
                hints,
            ]
            .map(|n| TidyValue::Integer(n.into()))
        });
        values.extend(counts.unwrap_or([TidyValue::Nothing; 12]));
        values.extend([
            TidyValue::words(words.claims),
            TidyValue::words(words.notes),
            TidyValue::Text(self.engine),
            TidyValue::Text(self.rules),
            TidyValue::Integer(SCHEMA.into()),
        ]);
        row(&values);
    }

    /// The rows of `findings`.
    pub fn findings(
        &self,
        source: &CheckedFile,
        report: &Report,
        mut row: impl FnMut(&[TidyValue]),
    ) {
        let mut at = String::new();
        for (index, finding) in report.findings.iter().enumerate() {
            let kind = kind(&finding.rule);
            let cells = finding.cells.join(" ");
            let in_group = |group: &&Explanation| group.findings.contains(&index);
            let group = report
                .explanations
                .iter()
                .position(|group| in_group(&group));
            let explained = group.map(|group| &report.explanations[group]);
            let best = explained.and_then(|group| group.candidates.first());
            let changes = best.map(changes_of).unwrap_or_default();
            let (severity, status) = words_of(finding);
            row(&[
                TidyValue::Text(source.file),
                TidyValue::maybe(report.organ.as_deref()),
                TidyValue::number(report.year.map(i64::from)),
                TidyValue::Integer(ordinal(index)),
                TidyValue::Text(&finding.rule),
                TidyValue::Text(kind),
                TidyValue::words(self.book.title(kind)),
                TidyValue::Text(severity),
                TidyValue::Text(status),
                TidyValue::words(&cells),
                TidyValue::number(finding.left),
                TidyValue::number(finding.right),
                TidyValue::number(finding.difference),
                TidyValue::Text(&finding.message),
                TidyValue::words(&finding.arithmetic),
                match finding.at {
                    Some(_) => written(&mut at, finding.at.as_ref()),
                    None => places(&mut at, finding, report),
                },
                TidyValue::number(group.map(ordinal)),
                TidyValue::maybe(best.map(|best| best.kind.as_str())),
                TidyValue::maybe(best.map(|best| best.message.as_str())),
                best.map_or(TidyValue::Nothing, |best| thousandths(best.probability)),
                TidyValue::words(&changes),
                TidyValue::number(explained.map(|group| group.candidates.len() as i64)),
                TidyValue::maybe(explained.and_then(|group| group.look_first.as_deref())),
            ]);
        }
    }
}

/// What is said of an input beside its counts.
#[derive(Default)]
struct RowWords<'a> {
    organ: Option<&'a str>,
    year: Option<u16>,
    edition: &'a str,
    verdict: &'a str,
    reason: &'a str,
    message: &'a str,
    claims: &'a str,
    notes: &'a str,
}

/// Counted from one.
fn ordinal(index: usize) -> i64 {
    index as i64 + 1
}

/// Words of the code book, where the cell is in it.
fn of_book(entry: Option<usize>, text: &str) -> TidyValue<'_> {
    entry.map_or(TidyValue::Text(text), |entry| {
        TidyValue::Listed(entry, text)
    })
}

fn state(cell: &Cell) -> TidyValue<'static> {
    TidyValue::Listed(cell.state as usize, cell.state.code())
}

fn written<'a>(out: &'a mut String, place: Option<&Place>) -> TidyValue<'a> {
    out.clear();
    if let Some(at) = place {
        place::write(out, at);
    }
    TidyValue::words(out)
}

/// Where the cells of a sum stand, in their order, with spaces between; `-` for one that stands nowhere.
fn places<'a>(out: &'a mut String, finding: &Finding, report: &Report) -> TidyValue<'a> {
    out.clear();
    let at = |cell: &String| report.cells.get(cell).and_then(|cell| cell.at.as_ref());
    if finding.cells.iter().all(|cell| at(cell).is_none()) {
        return TidyValue::Nothing;
    }
    for (index, cell) in finding.cells.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        match at(cell) {
            Some(place) => place::write(out, place),
            None => out.push('-'),
        }
    }
    TidyValue::words(out)
}

/// Probabilities leave the engine in thousandths.
fn thousandths(probability: f64) -> TidyValue<'static> {
    TidyValue::Thousandths((probability * 1000.0).round() as u16)
}

/// `2021`, or `t2=2019 t3=2021`.
fn editions(report: &Report) -> String {
    let mut ids = report.edition.iter().map(|(_, id)| id);
    let first = ids.next();
    match first {
        Some(first) if ids.all(|id| id == first) => first.clone(),
        _ => {
            let each = report
                .edition
                .iter()
                .map(|(table, id)| format!("{table}={id}"));
            each.collect::<Vec<_>>().join(" ")
        }
    }
}

/// `13=t3.r1.total|t3.r3_7.total+t3.r4.total;2=…`.
fn claims(report: &Report) -> String {
    let mut out = String::new();
    for claim in &report.claims {
        let sums: Vec<String> = claim.any_of.iter().map(|sum| sum.join("+")).collect();
        let _ = write!(out, ";{}={}", claim.value, sums.join("|"));
    }
    out.split_off(usize::from(!out.is_empty()))
}

/// How much a finding weighs and what it is, each in a word.
pub fn words_of(finding: &Finding) -> (&'static str, &'static str) {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let status = match finding.status {
        Status::Broken => "broken",
        Status::Undecided => "undecided",
    };
    (severity, status)
}

/// What cells would hold by a story: `t3.r1.total=5 t3.r4.total=0`.
pub fn changes_of(candidate: &Candidate) -> String {
    let each = candidate.changes.iter();
    let each = each.map(|change| format!("{}={}", change.cell, change.to));
    each.collect::<Vec<_>>().join(" ")
}
