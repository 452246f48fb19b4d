//! What is kept of a report once it was checked.

use crate::across::Member;
use crate::form::{Form, Forms, Kind, TableForm};
use crate::options::Previous;
#[cfg(feature = "totals")]
use crate::report::Decisions;
use crate::report::{Cell, Finding, Number, Report, Severity, Status, Verdict};
use crate::rules::kind;
use crate::sheet::State;
use crate::sorted::Sorted;
use serde::{Deserialize, Serialize};

/// Stands for a number that was not read for certain.
const UNKNOWN: &str = "?";

/// A report without its document: who, when, what was found, and the numbers that were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Name of the file.
    pub file: Option<String>,
    /// The organ, from the title.
    pub organ: Option<String>,
    /// The report year, from the title.
    pub year: Option<u16>,
    /// Table id → edition id.
    pub edition: Sorted<String, String>,
    /// The answer in one word.
    pub verdict: Verdict,
    /// The answer in one sentence.
    pub message: String,
    /// What to look at first: the first probable cause, else what does not hold, what was not read, and what is
    /// worth a look.
    pub first: Option<String>,
    /// Hard relations and format rules that do not hold.
    pub broken: u32,
    /// Relations that could not be decided.
    pub undecided: u32,
    /// Warnings.
    pub warnings: u32,
    /// Hints.
    pub hints: u32,
    /// Kind of rule (`t3.rowsum`, `format`, `prose`, …) → how many do not hold.
    pub kinds: Sorted<String, u32>,
    /// Cells that were typed over, with what stood there before; none where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    /// The answer without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Verdict>,
    /// That other tables have totals which were not checked, as the report's notes say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<String>,
    /// Decisions of the year as statistics of enforcement have them.
    #[cfg(feature = "totals")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Decisions>,
    /// Table id → its numbers in the order of the form, a space between them.
    pub figures: Sorted<String, String>,
    /// Section (`1`, `5`) → its prose in little, by which others are found that have the same.
    #[serde(default)]
    pub prose: Sorted<String, String>,
}

fn noted(report: &Report, code: &str) -> Option<String> {
    let mut notes = report.notes.iter();
    let note = notes.find(|note| note.code == code)?;
    Some(note.message.clone())
}

impl From<&Report> for Digest {
    fn from(report: &Report) -> Self {
        let mut digest = Digest {
            file: report.file.clone(),
            organ: report.organ.clone(),
            year: report.year,
            edition: report.edition.clone(),
            verdict: report.verdict,
            message: report.message.clone(),
            first: first(report),
            broken: 0,
            undecided: 0,
            warnings: 0,
            hints: 0,
            kinds: Sorted::default(),
            edited: noted(report, "edited"),
            unchecked: noted(report, "totals-unchecked"),
            #[cfg(feature = "totals")]
            decided: (report.others.iter())
                .filter_map(|table| table.decided.clone())
                .collect(),
            original: report.original.as_ref().map(|original| original.verdict),
            figures: tables(&report.edition)
                .map(|table| (table.key().to_owned(), figures(table, &report.cells)))
                .collect(),
            prose: super::sketch::sketches(report),
        };
        for finding in &report.findings {
            digest.count(finding);
        }
        digest
    }
}

impl Digest {
    fn count(&mut self, finding: &Finding) {
        let counter = match (finding.status, finding.severity) {
            (Status::Undecided, _) => {
                self.undecided += 1;
                return;
            }
            (Status::Broken, Severity::Error) => &mut self.broken,
            (Status::Broken, Severity::Warning) => &mut self.warnings,
            (Status::Broken, Severity::Hint) => &mut self.hints,
        };
        *counter += 1;
        *self.kinds.entry(kind(&finding.rule).to_owned()) += 1;
    }

    /// As last year's report.
    pub fn as_previous(&self) -> Previous {
        Previous {
            organ: self.organ.clone(),
            year: self.year,
            edition: self.edition.clone(),
            cells: self.cells(),
        }
    }

    /// As one of a family.
    pub fn as_member(&self) -> Member {
        Member {
            organ: self.organ.clone(),
            file: self.file.clone(),
            year: self.year,
            edition: self.edition.clone(),
            cells: self.cells(),
        }
    }

    /// The number of decisions in a row of table 2.
    #[cfg(feature = "totals")]
    pub(super) fn decided_of(&self, row: &str) -> Option<i64> {
        tables(&self.edition).find_map(|table| {
            let figures = self.figures.get(table.key())?;
            let mut cells = table.cells().zip(figures.split(' '));
            let (_, text) = cells.find(|(cell, _)| {
                let line = table.row(cell.row.into());
                line.counts_decisions(row, &line.columns[usize::from(cell.column)])
            })?;
            text.parse().ok()
        })
    }

    /// The numbers that were read, by cell.
    fn cells(&self) -> Sorted<String, Cell> {
        let mut cells = Sorted::default();
        for table in tables(&self.edition) {
            let figures = self.figures.get(table.key()).map_or("", String::as_str);
            for (cell, text) in table.cells().zip(figures.split(' ')) {
                let row = table.row(cell.row.into());
                let value = match row.columns[usize::from(cell.column)].kind {
                    Kind::Amount if text != UNKNOWN => Some(Number::Amount(text.to_owned())),
                    _ => text.parse().ok().map(Number::Count),
                };
                let state = match value {
                    Some(_) => State::Read,
                    None => State::Missing,
                };
                cells.insert(table.name(cell), Cell::new(value, String::new(), state));
            }
        }
        cells
    }
}

pub(super) fn tables(
    editions: &Sorted<String, String>,
) -> impl Iterator<Item = &'static TableForm> {
    let names = editions.iter().map(|(table, id)| (&**table, &**id));
    Form::named(Forms::known(), names).tables()
}

/// What proves nothing against another report is not kept: only what was read, or blank and so 0.
fn figures(table: &'static TableForm, cells: &Sorted<String, Cell>) -> String {
    let text = |name: String| match cells.get(&name).map(|cell| (cell.state, &cell.value)) {
        Some((State::Blank, _)) => "0".to_owned(),
        Some((State::Read, Some(Number::Count(n)))) => n.to_string(),
        Some((State::Read, Some(Number::Amount(text)))) if !text.contains(' ') => text.clone(),
        _ => UNKNOWN.to_owned(),
    };
    let texts: Vec<String> = table.cells().map(|cell| text(table.name(cell))).collect();
    texts.join(" ")
}

fn first(report: &Report) -> Option<String> {
    let story = report.explanations.first().map(|explanation| {
        // One story says more than that there is one.
        match &explanation.candidates[..] {
            [only] => only.message.clone(),
            _ => explanation.message.clone(),
        }
    });
    let is_soft = |f: &&Finding| f.status == Status::Broken && f.severity != Severity::Error;
    let (soft, hard): (Vec<&Finding>, Vec<&Finding>) = report.findings.iter().partition(is_soft);
    let message = |found: &[&Finding]| found.first().map(|f| f.message.clone());
    let undone = || match report.verdict {
        Verdict::Consistent => None,
        Verdict::Unrecognised => Some(report.message.clone()),
        Verdict::Inconsistent | Verdict::Undecided => {
            let note = report.notes.iter().find(|note| note.is_open());
            note.map(|note| note.message.clone())
        }
    };
    story
        .or_else(|| message(&hard))
        .or_else(undone)
        .or_else(|| message(&soft))
        // Of tables without a form nothing else says what was checked.
        .or_else(|| (report.verdict == Verdict::Undecided).then(|| report.message.clone()))
}
