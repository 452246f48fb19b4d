//! This year's report against last year's.
//!
//! Compared is only what means the same in both: editions have different quantities in the same places, so
//! nothing is compared across two ways to print a table but the rows that the form's data carries over.

use super::{count, is_blank};
use crate::form::{Chain, Column, Form, Forms, Link, TableForm};
use crate::options::Previous;
use crate::report::{Cell, Finding, Number, Report};
use crate::rules;
use crate::sheet::State;
use crate::sorted::Sorted;
use crate::text::{key, shortens};
use crate::words::{Unfit, Words};

/// Numbers above nought from which on equal tables are no coincidence.
const MANY: usize = 8;

/// Whether a year is the one after another; not known where one is not.
pub(crate) fn follows(year: Option<u16>, previous: Option<u16>) -> Option<bool> {
    Some(year? == previous?.checked_add(1)?)
}

/// What is wrong with a report given as last year's; a comparison that was not made has to be said.
pub(crate) fn unfit<'a>(report: &Report, previous: &'a Previous) -> Option<Unfit<'a>> {
    if previous.edition.is_empty() {
        return Some(Unfit::Empty);
    }
    if is_blank(&previous.cells) {
        return Some(Unfit::Blank);
    }
    if let Some(year) = previous.year
        && follows(report.year, previous.year) == Some(false)
    {
        return Some(Unfit::Year(year));
    }
    let (this, last) = (report.organ.as_deref()?, previous.organ.as_deref()?);
    (!may_be_one(this, last)).then_some(Unfit::Organ(last))
}

/// Whether one name may shorten the other: 发展改革局, 发展和改革局.
fn may_be_one(one: &str, other: &str) -> bool {
    let chars = |name: &str| -> Vec<char> { key(name).chars().collect() };
    let (one, other) = (chars(one), chars(other));
    shortens(&one, &other) || shortens(&other, &one)
}

/// What is needed of one year's report.
#[derive(Clone, Copy)]
pub(crate) struct Figures<'a> {
    year: Option<u16>,
    edition: &'a Sorted<String, String>,
    cells: &'a Sorted<String, Cell>,
}

impl<'a> From<&'a Report> for Figures<'a> {
    fn from(report: &'a Report) -> Self {
        Figures {
            year: report.year,
            edition: &report.edition,
            cells: &report.cells,
        }
    }
}

impl<'a> From<&'a Previous> for Figures<'a> {
    fn from(previous: &'a Previous) -> Self {
        Figures {
            year: previous.year,
            edition: &previous.edition,
            cells: &previous.cells,
        }
    }
}

/// Where this year does not follow from last year.
pub(crate) fn findings<'a>(
    report: impl Into<Figures<'a>>,
    previous: &Previous,
    words: Words,
) -> Vec<Finding> {
    let report: Figures = report.into();
    let years = report.year.zip(previous.year);
    if years.is_some_and(|(this, last)| last.checked_add(1) != Some(this)) {
        return Vec::new();
    }
    // What nobody has filled in says nothing of a year.
    if is_blank(report.cells) || is_blank(&previous.cells) {
        return Vec::new();
    }
    let forms = Forms::known();
    let compared = Compared {
        form: Form::named(forms, names(report.edition)),
        last: Form::named(forms, names(&previous.edition)),
        report,
        previous: &previous.cells,
        words,
        unsure: years.is_none(),
    };
    let mut findings = Vec::new();
    for table in compared.form.tables() {
        findings.extend(compared.carried(table));
    }
    for table in compared.alike() {
        findings.extend(compared.chains(table));
    }
    findings.extend(compared.repeated());
    findings
}

fn names(edition: &Sorted<String, String>) -> impl Iterator<Item = (&str, &str)> {
    edition.iter().map(|(table, id)| (&**table, &**id))
}

/// Two years' reports side by side.
struct Compared<'a> {
    report: Figures<'a>,
    form: Form,
    previous: &'a Sorted<String, Cell>,
    last: Form,
    words: Words,
    /// Whether it is not known that the years follow each other.
    unsure: bool,
}

impl Compared<'_> {
    /// The tables that both years print alike: only these mean the same throughout.
    fn alike(&self) -> impl Iterator<Item = &'static TableForm> + '_ {
        self.form.tables().filter(|table| {
            let last = self.last.table(table.id());
            last.is_some_and(|last| std::ptr::eq(*table, last))
        })
    }

    /// A row that is another row's of last year.
    fn carried(&self, table: &'static TableForm) -> Vec<Finding> {
        let Some(rule) = &table.table.usage.carried else {
            return Vec::new();
        };
        let rows = table.rows().filter(|row| row.id == rule.into);
        let columns = rows.flat_map(|row| row.columns);
        let finding = |column: &Column| {
            let cell = |row: &str| format!("{}.{row}.{}", table.key(), column.id);
            let (now, then) = (cell(rule.into), cell(rule.out));
            let this = count(self.report.cells, &now)?;
            let last = count(self.previous, &then).filter(|&last| last != this)?;
            let message = self
                .words
                .carried_in(rule, column.label, this, last, self.unsure);
            let finding = rules::carried(rule).finding(message).of(this, last);
            Some(finding.with_cells(vec![now]))
        };
        columns.filter_map(finding).collect()
    }

    /// Cells that both years determine.
    fn chains(&self, table: &'static TableForm) -> Vec<Finding> {
        let chains = table.table.usage.chains.iter();
        let links = chains.flat_map(|chain| chain.links.iter().map(move |link| (chain, link)));
        links
            .filter_map(|(chain, link)| self.link(table, chain, link))
            .collect()
    }

    fn link(&self, table: &TableForm, chain: &Chain, link: &Link) -> Option<Finding> {
        let name = |cell: &str| format!("{}.{cell}", table.key());
        let here = count(self.report.cells, &name(link.cell))?;
        let last = link
            .last
            .iter()
            .map(|cell| count(self.previous, &name(cell)));
        let this = link.this.iter();
        let this = this.map(|(sign, cell)| Some(sign * count(self.report.cells, &name(cell))?));
        let terms: Vec<i64> = last.chain(this).collect::<Option<_>>()?;
        let expected: i64 = terms.iter().sum();
        if here == expected {
            return None;
        }
        let cell = self.words.cell(&self.form, table.cell(&name(link.cell))?);
        let sum = signed(&terms);
        let message = self
            .words
            .chain(chain, &cell, here, &sum, expected, self.unsure);
        let cells = [link.cell].into_iter().chain(link.this.iter().map(|t| t.1));
        let finding = rules::chain(chain).finding(message).of(here, expected);
        Some(finding.with_cells(cells.map(name).collect()))
    }

    /// Tables that hold last year's figures throughout, many of them above nought.
    fn repeated(&self) -> Option<Finding> {
        let rule = self.form.template()?.repeated.as_ref()?;
        let mut above = 0;
        for table in rule.tables {
            let form = self.alike().find(|form| form.id() == table.id)?;
            for name in form.cells().map(|cell| form.name(cell)) {
                let figure = figure(self.report.cells.get(&name)?)?;
                if figure != self::figure(self.previous.get(&name)?)? {
                    return None;
                }
                above += usize::from(figure != "0");
            }
        }
        let message = self.words.repeated(rule, self.unsure);
        (above >= MANY).then(|| rules::repeated(rule).finding(message))
    }
}

/// `597 + 50 − 227`.
fn signed(terms: &[i64]) -> String {
    let mut sum = String::new();
    for (i, term) in terms.iter().enumerate() {
        match (i, *term < 0) {
            (0, _) => sum.push_str(&term.to_string()),
            (_, true) => sum.push_str(&format!(" − {}", term.unsigned_abs())),
            (_, false) => sum.push_str(&format!(" + {term}")),
        }
    }
    sum
}

/// What was read in a cell, as text; a blank as 0.
fn figure(cell: &Cell) -> Option<String> {
    match (cell.state, &cell.value) {
        (State::Blank, _) => Some("0".to_owned()),
        (State::Read, Some(Number::Count(n))) => Some(n.to_string()),
        (State::Read, Some(Number::Amount(text))) => Some(text.clone()),
        _ => None,
    }
}
