//! This year's report against last year's.
//!
//! Compared is only what means the same in both: the editions of 2019 and 2021 have different
//! quantities in the same places of table 2, so nothing of it is compared across them.

use super::count;
use crate::options::Previous;
use crate::report::{Cell, Finding, Number, Report};
use crate::rules;
use crate::sheet::State;
use crate::sorted::Sorted;
use crate::text::{key, shortens};
use crate::words::{Unfit, Words};

/// Columns of table 3.
const APPLICANTS: [&str; 7] = [
    "natural", "business", "research", "welfare", "legal", "other", "total",
];
/// Numbers above nought from which on equal tables are no coincidence.
const MANY: usize = 8;

/// A cell of this year that cells of both years determine: last year's, then this year's with sign.
struct Chain {
    rule: &'static str,
    cell: &'static str,
    last: &'static [&'static str],
    this: &'static [(i64, &'static str)],
}

const fn stock(cell: &'static str, this: &'static [(i64, &'static str)]) -> Chain {
    let rule = match this.len() {
        2 => "year.valid",
        _ => "year.public_total",
    };
    Chain {
        rule,
        cell,
        last: &[],
        this,
    }
}

const fn items(cell: &'static str, last: &'static [&'static str]) -> Chain {
    Chain {
        rule: "year.items_last",
        cell,
        last,
        this: &[],
    }
}

/// Table 2 within one edition. Where no cells of last year are named it is the cell's own.
const CHAINS: [Chain; 9] = [
    stock(
        "t2.regulations.valid",
        &[(1, "t2.regulations.made"), (-1, "t2.regulations.repealed")],
    ),
    stock(
        "t2.normative_docs.valid",
        &[
            (1, "t2.normative_docs.made"),
            (-1, "t2.normative_docs.repealed"),
        ],
    ),
    stock(
        "t2.regulations.public_total",
        &[(1, "t2.regulations.published")],
    ),
    stock(
        "t2.normative_docs.public_total",
        &[(1, "t2.normative_docs.published")],
    ),
    items(
        "t2.permits.items_last",
        &["t2.permits.items_last", "t2.permits.delta"],
    ),
    items(
        "t2.other_services.items_last",
        &["t2.other_services.items_last", "t2.other_services.delta"],
    ),
    items(
        "t2.penalties.items_last",
        &["t2.penalties.items_last", "t2.penalties.delta"],
    ),
    items(
        "t2.coercions.items_last",
        &["t2.coercions.items_last", "t2.coercions.delta"],
    ),
    items(
        "t2.fee_items.items_last",
        &["t2.fee_items.items_last", "t2.fee_items.delta"],
    ),
];

/// Whether a year is the one after another; not known where one is not.
pub(crate) fn follows(year: Option<u16>, previous: Option<u16>) -> Option<bool> {
    Some(year? == previous?.checked_add(1)?)
}

/// What is wrong with a report given as last year's; a comparison that was not made has to be said.
pub(crate) fn unfit<'a>(report: &Report, previous: &'a Previous) -> Option<Unfit<'a>> {
    if previous.edition.is_empty() {
        return Some(Unfit::Empty);
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
    let unsure = years.is_none();
    let mut findings = Vec::new();
    for column in APPLICANTS {
        let (now, then) = (format!("t3.r2.{column}"), format!("t3.r4.{column}"));
        let (Some(this), Some(last)) = (count(report.cells, &now), count(&previous.cells, &then))
        else {
            continue;
        };
        if this != last {
            let label = applicant(column);
            let message = words.carried_in(label, this, last, unsure);
            let finding = rules::finding("year.carried_in", message).of(this, last);
            findings.push(finding.with_cells(vec![now]));
        }
    }
    let same_edition = |table: &str| {
        let edition = report.edition.get(table);
        edition.is_some() && edition == previous.edition.get(table)
    };
    if same_edition("t2") {
        findings.extend(
            CHAINS
                .iter()
                .filter_map(|chain| chain.check(report, previous, words, unsure)),
        );
    }
    if same_edition("t2") && same_edition("t3") && identical(report.cells, &previous.cells) {
        findings.push(rules::finding("year.identical", words.identical(unsure)));
    }
    findings
}

impl Chain {
    fn check(
        &self,
        report: Figures,
        previous: &Previous,
        words: Words,
        unsure: bool,
    ) -> Option<Finding> {
        let here = count(report.cells, self.cell)?;
        let own = [self.cell];
        let last = if self.last.is_empty() {
            &own[..]
        } else {
            self.last
        };
        let of_last = last
            .iter()
            .map(|name| count(&previous.cells, name))
            .collect::<Option<Vec<i64>>>()?;
        let of_this = self
            .this
            .iter()
            .map(|(sign, name)| Some(sign * count(report.cells, name)?))
            .collect::<Option<Vec<i64>>>()?;
        let terms: Vec<i64> = of_last.into_iter().chain(of_this).collect();
        let expected: i64 = terms.iter().sum();
        if here == expected {
            return None;
        }
        let sum = signed(&terms);
        let name = words.cell_named(report.edition, self.cell);
        let message = words.chain(&name, here, &sum, expected, self.rule, unsure);
        let cells = [self.cell].into_iter().chain(self.this.iter().map(|t| t.1));
        Some(
            rules::finding(self.rule, message)
                .of(here, expected)
                .with_cells(cells.map(str::to_owned).collect()),
        )
    }
}

/// `597 + 50 - 227`.
fn signed(terms: &[i64]) -> String {
    let mut sum = String::new();
    for (i, term) in terms.iter().enumerate() {
        match (i, *term < 0) {
            (0, _) => sum.push_str(&term.to_string()),
            (_, true) => sum.push_str(&format!(" - {}", term.unsigned_abs())),
            (_, false) => sum.push_str(&format!(" + {term}")),
        }
    }
    sum
}

fn applicant(column: &str) -> &'static str {
    match column {
        "natural" => "自然人",
        "business" => "商业企业",
        "research" => "科研机构",
        "welfare" => "社会公益组织",
        "legal" => "法律服务机构",
        "other" => "其他",
        _ => "总计",
    }
}

/// Whether tables 2 and 3 hold the same numbers, many of them above nought.
fn identical(this: &Sorted<String, Cell>, last: &Sorted<String, Cell>) -> bool {
    let mut above = 0;
    for (name, cell) in this.iter().filter(|(name, _)| !name.starts_with("t4")) {
        let value = |cell: &Cell| match (cell.state, &cell.value) {
            (State::Blank, _) => Some("0".to_owned()),
            (State::Read, Some(Number::Count(n))) => Some(n.to_string()),
            (State::Read, Some(Number::Amount(text))) => Some(text.clone()),
            _ => None,
        };
        let same = last.get(name).and_then(value);
        if same.is_none() || same != value(cell) {
            return false;
        }
        above += usize::from(same.is_some_and(|value| value != "0"));
    }
    above >= MANY
}
