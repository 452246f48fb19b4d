//! Claims against cells, under every meaning a claim may have.

use super::claimed::{ClaimedValue, Direction};
use super::claims::TextClaim;
use super::numbers::Decimal;
use super::quantities::{Meaning, Quantity, WHOLES};
use crate::across::years;
use crate::form::{CellId, TableForm};
use crate::options::Previous;
use crate::report::{Cell, Finding, Number, Report};
use crate::rules;
use crate::sheet::State;
use crate::sorted::Sorted;
use crate::words::Words;

/// The totals whose claims help to find wrong cells.
const EVIDENCE: [&str; 12] = [
    "new",
    "handled",
    "carried_in",
    "carried_out",
    "granted",
    "partial",
    "granted_or_partial",
    "refused",
    "unavailable",
    "declined",
    "other",
    "natural",
];

type Cells = Sorted<String, Cell>;

/// A sum of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sum {
    value: i64,
    cells: Vec<String>,
}

/// Where prose and tables disagree.
pub(super) fn findings(
    claims: &[TextClaim],
    report: &Report,
    previous: Option<&Previous>,
    words: Words,
) -> Vec<Finding> {
    let last = previous.filter(|last| years::follows(report.year, last.year) == Some(true));
    let last = last.map(|last| &last.cells);
    let judged: Vec<Option<Judged>> = claims.iter().map(|c| judged(c, report, last)).collect();
    let mut findings: Vec<Finding> = Vec::new();
    for (claim, one) in claims.iter().zip(&judged) {
        let Some(Judged::Differs(sums)) = one else {
            continue;
        };
        // Beside a number that the tables bear out, another for the same thing is of a part of it.
        // A part is never more than the whole.
        let most = sums.iter().map(|sum| sum.value).max();
        let is_more = matches!(claim.said, ClaimedValue::Count(n) if Some(n) > most);
        let beside = !is_more
            && claims.iter().zip(&judged).any(|(other, is)| {
                other.paragraph == claim.paragraph
                    && other.quantity.rule == claim.quantity.rule
                    && other.quantity.name == claim.quantity.name
                    && *is == Some(Judged::Agrees)
                    && matches!(other.said, ClaimedValue::Count(_))
                    && matches!(claim.said, ClaimedValue::Count(_))
            });
        // A share of a number that is wrong itself says nothing new.
        let of_wrong = !matches!(claim.said, ClaimedValue::Count(_))
            && claims.iter().zip(&judged).any(|(other, is)| {
                other.number == claim.number
                    && other.quantity.rule == claim.quantity.rule
                    && matches!(other.said, ClaimedValue::Count(_))
                    && !matches!(is, Some(Judged::Agrees))
            });
        if !beside && !of_wrong && !says_it_later(claim, sums) {
            findings.push(finding(claim, sums, report, words));
        }
    }
    findings
}

/// 全县收到360件，其中县本级56件; 收到58件，退回2件，登记56件: what the tables have is said behind the word.
fn says_it_later(claim: &TextClaim, sums: &[Sum]) -> bool {
    let words = ["本级", "撤回", "退回"];
    let mut behind = words
        .iter()
        .filter_map(|word| claim.sentence.split_once(word));
    behind.any(|(_, rest)| {
        let mut numbers = rest.split(|c: char| !c.is_ascii_digit());
        numbers.any(|n| {
            sums.iter()
                .any(|sum| sum.value > 0 && n == sum.value.to_string())
        })
    })
}

#[derive(Debug, PartialEq)]
enum Judged {
    Agrees,
    Differs(Vec<Sum>),
}

/// What becomes of a claim; nothing where a cell it needs is not known for certain.
fn judged(claim: &TextClaim, report: &Report, last: Option<&Cells>) -> Option<Judged> {
    let cells = &report.cells;
    if claim.quantity.rule == "fees" {
        return fees(claim.said, cells);
    }
    let carried = |row: &str| sum(row, cells).is_none_or(|sum| sum.value != 0);
    if claim.of_new && ["t3.r2.total", "t3.r4.total"].into_iter().any(carried) {
        return None;
    }
    let known = |meaning: &&Meaning| !matching(meaning.0, cells).is_empty();
    let meanings: Vec<&Meaning> = claim.quantity.meanings.iter().filter(known).collect();
    let sums: Vec<Sum> = meanings
        .iter()
        .map(|meaning| sum(meaning.0, cells))
        .collect::<Option<_>>()?;
    if sums.is_empty() {
        return None;
    }
    let agrees = match claim.said {
        ClaimedValue::Count(n) => sums.iter().any(|sum| sum.value == n),
        ClaimedValue::Amount(..) => return None,
        ClaimedValue::Share(share) => {
            let wholes: Vec<Sum> = WHOLES
                .iter()
                .map(|whole| sum(whole, cells))
                .collect::<Option<_>>()?;
            let fits = |part: &Sum, whole: &Sum| {
                share.rounds(100 * i128::from(part.value), whole.value.into())
            };
            if wholes.iter().all(|whole| whole.value == 0) {
                return None;
            }
            sums.iter()
                .any(|part| wholes.iter().any(|whole| fits(part, whole)))
        }
        ClaimedValue::Growth(share, way) => {
            let before: Vec<Sum> = meanings
                .iter()
                .map(|meaning| sum(meaning.0, last?))
                .collect::<Option<_>>()?;
            if before.iter().any(|sum| sum.value <= 0) {
                return None;
            }
            let fits = |(now, then): (&Sum, &Sum)| {
                let more = i128::from(now.value) - i128::from(then.value);
                let change = if way == Direction::Up { more } else { -more };
                share.rounds(100 * change, then.value.into())
            };
            sums.iter().zip(&before).any(fits)
        }
    };
    Some(if agrees {
        Judged::Agrees
    } else {
        Judged::Differs(sums)
    })
}

/// A value of the tables, what it is called, and its cells.
pub(super) type NamedValue = (i64, &'static [&'static str; 2], Vec<String>);

/// The values that the tables give for what a claim is about.
pub(super) fn values(claim: &TextClaim, report: &Report) -> Option<Vec<NamedValue>> {
    let meanings = claim.quantity.meanings.iter();
    let named = meanings.filter_map(|(terms, name)| {
        let sum = sum(terms, &report.cells)?;
        Some((sum.value, name, sum.cells))
    });
    let values: Vec<NamedValue> = named.collect();
    (!values.is_empty()).then_some(values)
}

/// What becomes of a claim about the fees of table 2, which has them in ten thousands of yuan.
fn fees(said: ClaimedValue, cells: &Cells) -> Option<Judged> {
    let cell = cells.get("t2.fees")?;
    let table = match (&cell.value, cell.state) {
        (_, State::Blank) => Decimal::default(),
        (Some(Number::Amount(text)), State::Read) => {
            let plain: String = text.chars().filter(|c| *c != ',').collect();
            Decimal::read(plain.trim_end_matches("万元"))?
        }
        _ => return None,
    };
    let (text, scale) = match said {
        ClaimedValue::Amount(text, tens) => (text, if tens { 0 } else { 4 }),
        ClaimedValue::Count(n) => (
            Decimal {
                digits: n,
                places: 0,
            },
            4,
        ),
        _ => return None,
    };
    // Either may be rounded to the places that it is written with.
    let ten = |places: u32| 10i128.checked_pow(places);
    let scaled = table.scaled(scale)?;
    let of_table = scaled.rounds(text.digits.into(), ten(text.places)?);
    let of_text = text.rounds(scaled.digits.into(), ten(scaled.places)?);
    let coarse = table.rounds(text.digits.into(), ten(text.places + scale)?);
    Some(
        match of_table
            || of_text && !text.is_zero()
            || coarse && !text.is_zero() && !table.is_zero()
        {
            true => Judged::Agrees,
            false => Judged::Differs(vec![Sum {
                value: 0,
                cells: vec!["t2.fees".into()],
            }]),
        },
    )
}

/// The cells of each sum that a quantity may be; none where the form has none of them.
pub(super) fn cells(quantity: &Quantity, table: &TableForm) -> Option<Vec<Vec<CellId>>> {
    if !EVIDENCE.contains(&quantity.rule) {
        return None;
    }
    let sums: Vec<Vec<CellId>> = quantity
        .meanings
        .iter()
        .filter(|(sum, _)| !sum.contains(" - "))
        .map(|(sum, _)| {
            let of_table = |(_, term)| row_and_column(term, table.key());
            let wanted: Vec<(&str, &str)> = terms(sum).filter_map(of_table).collect();
            let named = |cell: &CellId| {
                let row = table.row(cell.row.into());
                let column = row.columns[usize::from(cell.column)].id;
                let is = |(of, at): &(&str, &str)| column == *at && names(of, row.id);
                wanted.iter().any(is)
            };
            table.cells().filter(named).collect()
        })
        .filter(|cells: &Vec<CellId>| !cells.is_empty())
        .collect();
    (!sums.is_empty()).then_some(sums)
}

/// The row and the column that a term names; none where it is of another table.
fn row_and_column<'t>(term: &'t str, table: &str) -> Option<(&'t str, &'t str)> {
    term.strip_prefix(table)?
        .strip_prefix('.')?
        .rsplit_once('.')
}

/// Whether the row part of a term names a row: `r3_3_*` names `r3_3_8`.
fn names(part: &str, row: &str) -> bool {
    match part.strip_suffix('*') {
        Some(head) => row.starts_with(head),
        None => part == row,
    }
}

/// The terms of a sum with their signs.
fn terms(sum: &str) -> impl Iterator<Item = (i64, &str)> {
    let mut sign = 1;
    sum.split(' ').filter_map(move |word| match word {
        "+" | "-" => {
            sign = if word == "-" { -1 } else { 1 };
            None
        }
        term => Some((sign, term)),
    })
}

fn matching<'r>(sum: &str, all: &'r Cells) -> Vec<(i64, String, &'r Cell)> {
    let mut cells = Vec::new();
    for (sign, term) in terms(sum) {
        match term.split_once('*') {
            None => cells.extend(all.get(term).map(|cell| (sign, term.to_owned(), cell))),
            Some((head, tail)) => {
                let fits = |name: &str| name.starts_with(head) && name.ends_with(tail);
                let named = all.iter().filter(|(name, _)| fits(name));
                cells.extend(named.map(|(name, cell)| (sign, name.clone(), cell)));
            }
        }
    }
    cells
}

/// The value of a sum; none where a cell was inferred, is missing or cannot be read.
fn sum(sum: &str, all: &Cells) -> Option<Sum> {
    let cells = matching(sum, all);
    if cells.is_empty() {
        return None;
    }
    let mut value = 0i64;
    for (sign, _, cell) in &cells {
        let number = match (cell.state, &cell.value) {
            (State::Blank, _) => 0,
            (State::Read, Some(Number::Count(n))) => *n,
            _ => return None,
        };
        value = value.checked_add(sign * number)?;
    }
    Some(Sum {
        value,
        cells: cells.into_iter().map(|(_, name, _)| name).collect(),
    })
}

fn finding(claim: &TextClaim, sums: &[Sum], report: &Report, words: Words) -> Finding {
    let meanings: Vec<(&[&'static str; 2], i64)> = claim
        .quantity
        .meanings
        .iter()
        .filter(|meaning| !matching(meaning.0, &report.cells).is_empty())
        .zip(sums)
        .map(|(meaning, sum)| (&meaning.1, sum.value))
        .collect();
    let mut meanings: Vec<(&[&'static str; 2], i64)> = meanings;
    let mut seen: Vec<i64> = Vec::new();
    meanings.retain(|(_, value)| {
        let new = !seen.contains(value);
        seen.push(*value);
        new
    });
    let mut cells: Vec<String> = Vec::new();
    for name in sums.iter().flat_map(|sum| &sum.cells) {
        if !cells.contains(name) {
            cells.push(name.clone());
        }
    }
    let sentence = &claim.sentence;
    let name = &claim.quantity.name;
    if claim.quantity.rule == "fees" {
        let cell = report.cells.get("t2.fees");
        let table = cell.map_or("", |cell| cell.text.trim());
        let said = match claim.said {
            ClaimedValue::Amount(n, true) => format!("{n} 万元"),
            ClaimedValue::Amount(n, false) => format!("{n} 元"),
            _ => "0".to_owned(),
        };
        let message =
            words.fees_differ(sentence, &said, if table.is_empty() { "0" } else { table });
        return rules::finding("prose.fees", message)
            .with_cells(cells)
            .standing(claim.at);
    }
    let (rule, message, left, right) = match claim.said {
        ClaimedValue::Count(n) => (
            format!("prose.{}", claim.quantity.rule),
            words.prose_differs(sentence, name, n, &meanings),
            Some(n),
            Some(sums[0].value),
        ),
        ClaimedValue::Amount(..) => unreachable!("amounts are said above"),
        ClaimedValue::Share(share) => {
            // Of applicants, among those that came in; of outcomes, among those handled.
            let mut parts = sums.iter().flat_map(|sum| &sum.cells);
            let of_new = parts.any(|cell| !cell.ends_with(".total"));
            let whole = sum(WHOLES[usize::from(of_new)], &report.cells);
            let whole = whole.map_or(0, |sum| sum.value);
            (
                "prose.share".to_owned(),
                words.prose_share_differs(sentence, name, &share.to_string(), &meanings, whole),
                None,
                None,
            )
        }
        ClaimedValue::Growth(share, way) => {
            let share = format!("{}{share}", if way == Direction::Up { "+" } else { "−" });
            (
                "prose.growth".to_owned(),
                words.prose_growth_differs(sentence, name, &share),
                None,
                None,
            )
        }
    };
    let finding = rules::finding(&rule, message)
        .with_cells(cells)
        .standing(claim.at);
    match left.zip(right) {
        Some((left, right)) => finding.of(left, right),
        None => finding,
    }
}
