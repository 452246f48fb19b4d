//! What is said beyond the sums of the form: which cell is probably wrong, what the prose says
//! otherwise, what last year's report says otherwise.
//!
//! It comes after the first answer and in a build of its own (feature `explain`), so that the page
//! answers before this has arrived.

mod power;

use crate::across;
use crate::document::Document;
use crate::evidence::{self, Evidence};
use crate::examine::Examined;
use crate::form::{CellId, Form};
use crate::locate::{self, Limits};
#[cfg(feature = "scan")]
use crate::number::{self, Said, Value};
use crate::options::{Options, Previous, Values};
use crate::prose::{CoveredRanges, Prose};
use crate::report::{Claim, Note, Report, Verdict};
#[cfg(feature = "scan")]
use crate::sheet::State;
use crate::sorted::{InOrder, Sorted};
use crate::title::Title;
use crate::words::Words;

/// Adds what the document's own text and last year's report say.
pub(crate) fn document(
    report: &mut Report,
    examined: &Examined,
    document: &Document,
    taken: &CoveredRanges,
    title: &Title,
    options: &Options,
) {
    if !is_filled(report) {
        return;
    }
    let form = examined.sheet.form;
    beyond(report, &form, options);
    // Prose is read where its words are known.
    if form.template().is_none_or(|template| !template.prose) {
        return;
    }
    let prose = Prose::read(document, taken, title);
    let said = prose.findings(report, options);
    report.findings.extend(said);
    let claim = |claim: &evidence::CellClaim| Claim {
        value: claim.value,
        any_of: claim.any_of.iter().map(|sum| names(&form, sum)).collect(),
    };
    report.passages = prose.passages();
    report.claims = prose.evidence(&form).iter().map(claim).collect();
}

/// The same for values that needed no reading: what the prose claimed comes with them.
pub(crate) fn values(report: &mut Report, examined: &Examined, values: &Values, options: &Options) {
    if is_filled(report) {
        beyond(report, &examined.sheet.form, options);
        report.claims.clone_from(&values.claims);
    }
}

fn is_filled(report: &Report) -> bool {
    report.verdict != Verdict::Unrecognised && report.summary.read > 0
}

fn beyond(report: &mut Report, form: &Form, options: &Options) {
    let words = Words(options.language);
    let found = power::findings(form, report, words);
    report.findings.extend(found);
    if let Some(previous) = &options.previous {
        let found = across::years::findings(&*report, previous, words);
        report.findings.extend(found);
        if let Some(unfit) = across::years::unfit(report, previous) {
            let message = words.unfit_previous(&unfit);
            report.notes.push(Note {
                code: "previous".into(),
                message,
                at: None,
                count: None,
            });
        }
    }
    report
        .findings
        .put_in_order_by_key(|f| (f.severity, f.status));
}

fn names(form: &Form, cells: &[CellId]) -> Vec<String> {
    cells.iter().map(|&cell| form.name(cell)).collect()
}

/// Says which cells are probably wrong. The findings are in their final order.
pub(crate) fn explanations(report: &mut Report, examined: &Examined, options: &Options) {
    let Examined { sheet, checked, .. } = examined;
    let form = sheet.form;
    let evidence = Evidence {
        previous: carried_over(&form, report.year, options.previous.as_ref()),
        claims: report
            .claims
            .iter()
            .filter_map(|claim| cells(&form, claim))
            .collect(),
        #[cfg(feature = "scan")]
        readings: readings(&form, report),
    };
    let located = locate::explain(sheet, checked, &evidence, &Limits::default());
    let finding = |rule: usize| {
        let id = &checked[rule].rule.id;
        report
            .findings
            .iter()
            .position(|finding| finding.rule == *id)
    };
    let say = |located| locate::words::explanation(located, &form, options.language, finding);
    report.explanations = located.iter().map(say).collect();
}

/// The share from which what a reader thought of next is worth a thought.
#[cfg(feature = "scan")]
const THOUGHT_OF: f32 = 0.02;
/// The share of what both readers say from which neither is in any doubt.
#[cfg(feature = "scan")]
const CERTAIN: f32 = 0.99;

/// What readers of a picture made of cells beside the number that they agreed on, where they were in doubt: a reader that
/// is certain names a next one too.
#[cfg(feature = "scan")]
fn readings(form: &Form, report: &Report) -> Sorted<CellId, Vec<i64>> {
    let mut readings = Sorted::default();
    let read = |cell: &&crate::report::Cell| cell.state == State::Read && !cell.readings.is_empty();
    for (name, cell) in report.cells.iter().filter(|(_, cell)| read(cell)) {
        let count = |text: &str| match number::read(text) {
            Said::Number {
                value: Value::Count(count),
                ..
            } => Some(count),
            _ => None,
        };
        let best = cell.readings.first().map_or(0.0, |one| one.p);
        let doubted = |p: f32| p >= THOUGHT_OF || best < CERTAIN;
        let thought_of = cell.readings.iter().filter(|one| doubted(one.p));
        let others = thought_of.filter_map(|one| count(&one.text));
        let others: Vec<i64> = others.collect();
        readings.extend(form.cell(name).map(|id| (id, others)));
    }
    readings
}

/// A claim by the form's cells; none where it names one that the form has not.
fn cells(form: &Form, claim: &Claim) -> Option<evidence::CellClaim> {
    let cell = |name: &String| form.cell(name);
    let sum = |names: &Vec<String>| names.iter().map(cell).collect::<Option<Vec<_>>>();
    Some(evidence::CellClaim {
        value: claim.value,
        any_of: claim.any_of.iter().map(sum).collect::<Option<_>>()?,
    })
}

/// What last year's report says was carried over into this year.
fn carried_over(
    form: &Form,
    year: Option<u16>,
    previous: Option<&Previous>,
) -> Sorted<CellId, i64> {
    let mut carried = Sorted::default();
    let Some(previous) = previous else {
        return carried;
    };
    if across::years::follows(year, previous.year) == Some(false) {
        return carried;
    }
    for table in form.tables() {
        let Some(rule) = &table.table.usage.carried else {
            continue;
        };
        let row = |cell: &CellId| table.row(cell.row.into()).id;
        for cell in table.cells().filter(|cell| row(cell) == rule.into) {
            let column = form.place(cell).1.id;
            let last = format!("{}.{}.{column}", table.key(), rule.out);
            carried.extend(across::count(&previous.cells, &last).map(|n| (cell, n)));
        }
    }
    carried
}
