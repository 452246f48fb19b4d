//! What a reading did with a case.

use super::print::Style;
use super::shapes::Case;
use gouji::form::{CellId, rules};
use gouji::report::{Number, Report, Severity, Status, Verdict};
use gouji::sheet::State;
use std::collections::BTreeSet;

/// Counts over cells, and what is wrong in words.
#[derive(Default, Debug)]
pub struct Outcome {
    pub cells: usize,
    /// Read, or blank where a blank is printed.
    pub right: usize,
    /// Inferred, with the right value.
    pub inferred: usize,
    /// Said to be missing or unreadable.
    pub said: usize,
    /// Lost by the shape and said so or inferred right: neither merit nor fault.
    pub lost: usize,
    /// Another value than the true one.
    pub wrong: Vec<String>,
    /// Broken hard findings on figures that tally.
    pub false_findings: Vec<String>,
    /// What else ought not to be.
    pub complaints: Vec<String>,
}

impl Outcome {
    pub fn add(&mut self, other: Outcome) {
        self.cells += other.cells;
        self.right += other.right;
        self.inferred += other.inferred;
        self.said += other.said;
        self.lost += other.lost;
        self.wrong.extend(other.wrong);
        self.false_findings.extend(other.false_findings);
        self.complaints.extend(other.complaints);
    }

    pub fn is_clean(&self) -> bool {
        self.wrong.is_empty() && self.false_findings.is_empty() && self.complaints.is_empty()
    }
}

/// Compares a report with the figures it was printed from.
pub fn compare(case: &Case, report: &Report, broken: &BTreeSet<String>) -> Outcome {
    let mut outcome = Outcome::default();
    let form = case.figures.form();
    for (&cell, truth) in &case.figures.cells {
        outcome.cells += 1;
        let name = form.name(cell);
        let Some(read) = report.cells.get(&name) else {
            outcome.said += 1;
            continue;
        };
        let value = match &read.value {
            Some(Number::Count(n)) => Some(n.to_string()),
            Some(Number::Amount(text)) => Some(text.clone()),
            None => None,
        };
        let truth = truth.strip_prefix('+').unwrap_or(truth);
        let equal = value.as_deref() == Some(truth);
        let lost = case.lost.contains(&cell);
        let blank = case.blank.contains(&cell);
        match read.state {
            State::Read if equal && !lost && !blank => outcome.right += 1,
            State::Blank if blank => outcome.right += 1,
            State::Inferred if equal && lost => outcome.lost += 1,
            // A total that was not filled in: asked of its row.
            State::Inferred if equal && blank && truth != "0" => outcome.right += 1,
            State::Inferred if equal => outcome.inferred += 1,
            // A figure was changed: what its row asks of another cell is not what was meant.
            State::Inferred if !broken.is_empty() => outcome.inferred += 1,
            State::Missing | State::Unreadable if lost => outcome.lost += 1,
            State::Missing | State::Unreadable => outcome.said += 1,
            state => outcome.wrong.push(format!(
                "{name} is {truth:?}, {state:?} {value:?} from {:?}",
                read.text
            )),
        }
    }
    let found: BTreeSet<String> = report
        .findings
        .iter()
        .filter(|f| f.status == Status::Broken && f.severity == Severity::Error)
        .map(|f| f.rule.clone())
        .collect();
    for rule in found.difference(broken) {
        outcome.false_findings.push(rule.clone());
    }
    outcome
}

/// The rules a changed figure breaks; all of them must be found where every number is there.
pub fn broken_rules(case: &Case) -> BTreeSet<String> {
    let sum = |cells: &[CellId]| cells.iter().map(|&c| case.figures.number(c)).sum::<i64>();
    rules(&case.figures.form())
        .into_iter()
        .filter(|rule| sum(&rule.left) != sum(&rule.right))
        .map(|rule| rule.id.clone())
        .collect()
}

/// Of the rules that must be broken, those that can be decided: no cell lost, none blank where a
/// blank might excuse it.
pub fn decidable(case: &Case, broken: &BTreeSet<String>) -> BTreeSet<String> {
    rules(&case.figures.form())
        .into_iter()
        .filter(|rule| broken.contains(&rule.id))
        .filter(|rule| {
            let sum = |cells: &[CellId]| cells.iter().map(|&c| case.figures.number(c)).sum::<i64>();
            let (left, right) = (sum(&rule.left), sum(&rule.right));
            let short = if left < right {
                &rule.left
            } else {
                &rule.right
            };
            let excused = short.iter().any(|cell| case.blank.contains(cell));
            // A changed number that is not printed cannot be seen.
            let unprinted = |(cell, _)| {
                case.lost.contains(&cell)
                    || case.blank.contains(&cell) && case.figures.number(cell) != 0
            };
            !excused
                && !rule.cells().any(unprinted)
                && !rule.cells().any(|(cell, _)| case.lost.contains(&cell))
        })
        .map(|rule| rule.id.clone())
        .collect()
}

/// Complaints about the verdict on figures that tally in a shape that loses nothing.
pub fn verdict(case: &Case, report: &Report, outcome: &mut Outcome) {
    let plain = !matches!(case.style, Style::NoTotals) && !case.figures.hubei;
    if plain && outcome.said + outcome.inferred == 0 && report.verdict != Verdict::Consistent {
        let notes: Vec<&str> = report.notes.iter().map(|note| &*note.code).collect();
        outcome.complaints.push(format!(
            "verdict {:?}: {} {notes:?}",
            report.verdict, report.message
        ));
    }
    if report.organ.as_deref().map(gouji::text::key) != Some(gouji::text::key(&case.figures.organ))
        || report.year != Some(case.figures.year)
    {
        outcome
            .complaints
            .push(format!("title {:?} {:?}", report.organ, report.year));
    }
}
