//! What prose says of itself: parts and their total, what came in and what went out, shares and their
//! quotient, changes on last year. Only lists that are there as a whole are added up.

mod change;
mod clause;
mod compared;
mod counted;
mod each;
mod flow;
mod found;
mod kinds;
mod labels;
mod list;
mod parts;
mod pieces;
mod rates;
mod scan;
mod shares;

use super::claimed::ClaimedValue;
use super::claims::TextClaim;
use super::compare;
use super::numbers::Decimal;
use super::page::{CharacterSet, Paragraph, ProsePage, find};
use crate::report::{Finding, Report};
use crate::rules;
use crate::words::Words;
use std::ops::Range;

/// Numbers of a run, and numbers before it, that are looked at: prose has no more.
const NUMBERS: usize = 300;
/// Words of parts that are not apart.
const TWICE: [&str; 11] = [
    "同属",
    "兼属",
    "重复计",
    "重复统计",
    "重复发布",
    "交叉",
    "重叠",
    "多种形式",
    "多种方式",
    "兼有",
    "多选",
];
/// Lists that are added up at most.
const LISTS: usize = 200;

/// Something in a run of sentences that does not add up.
pub(super) struct Wrong {
    pub rule: &'static str,
    /// What is computed, as it is shown: 86 + 141 + 51 = 278.
    pub shown: String,
    /// The number as it is written, and as it is by the others.
    pub said: String,
    pub right: String,
    /// Both as whole numbers, where they are.
    pub sides: Option<(i64, i64)>,
    /// From the first to the last number that is concerned, and where the total stands.
    pub at: Range<usize>,
    pub total: Option<Range<usize>>,
}

/// Where prose does not agree with itself.
pub(super) fn findings(
    page: &ProsePage,
    claims: &[TextClaim],
    report: &Report,
    words: Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, paragraph) in page.paragraphs.iter().enumerate() {
        let of_paragraph = |c: &&TextClaim| c.paragraph == index;
        let claims: Vec<&TextClaim> = claims.iter().filter(of_paragraph).collect();
        let mut wholes = Vec::new();
        for run in runs(paragraph) {
            let mut wrong = Vec::new();
            if has_numbers(&paragraph.chars[run.clone()]) {
                let pieces = scan::scan(&paragraph.chars, run.clone());
                let kept = wholes.len().saturating_sub(NUMBERS);
                wholes.drain(..kept);
                // Numerals in characters were not counted before: prose has no more of them either.
                let items = pieces
                    .iter()
                    .filter(|piece| matches!(piece, pieces::RunPiece::Item(_)));
                if items.count() > NUMBERS {
                    continue;
                }
                // 部分信息同属两类: what is counted twice adds up to nothing.
                if !counts_twice(&paragraph.chars[run.clone()]) {
                    wrong = list::wrong_sums(&pieces, &mut wholes);
                }
                wrong.extend(change::wrong_sums(&pieces));
                if wrong.is_empty() {
                    wrong.extend(rates::wrong_sums(&pieces));
                }
            }
            if wrong.is_empty() {
                wrong.extend(flow::wrong_balance(&claims, &run));
            }
            for one in wrong {
                findings.push(finding(&one, paragraph, &run, page, &claims, report, words));
            }
        }
        if findings.len() > LISTS {
            break;
        }
    }
    findings
}

/// Sentences that belong together: one that begins with 其中 or 按…分 goes on with the one before.
fn runs(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for sentence in paragraph.sentences() {
        let chars = &paragraph.chars[sentence.clone()];
        let goes_on = matches!(chars, ['其', '中', ..]) || matches!(chars, ['按' | '从', ..]);
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.end = sentence.end,
            None => runs.push(sentence),
        }
    }
    runs
}

/// Whether there are numbers enough for one to be made of the others.
fn has_numbers(chars: &[char]) -> bool {
    let mut runs = 0;
    let mut within = false;
    for c in chars {
        let digit = c.is_ascii_digit();
        runs += usize::from(digit && !within);
        within = digit;
    }
    // Numerals in characters are rare enough not to be counted.
    (runs > 1 || find(chars, "其中").is_some()) && runs <= NUMBERS
}

fn counts_twice(chars: &[char]) -> bool {
    let marks: CharacterSet = chars.iter().copied().collect();
    TWICE
        .iter()
        .any(|word| marks.may_have(word) && find(chars, word).is_some())
}

fn finding(
    wrong: &Wrong,
    paragraph: &Paragraph,
    run: &Range<usize>,
    page: &ProsePage,
    claims: &[&TextClaim],
    report: &Report,
    words: Words,
) -> Finding {
    let sentence = paragraph.quote(run.clone(), &wrong.at);
    let table = wrong.total.as_ref().and_then(|total| {
        let of_total = |c: &&&TextClaim| {
            c.range.contains(&(total.end - 1)) && matches!(c.said, ClaimedValue::Count(_))
        };
        compare::values(claims.iter().find(of_total)?, report)
    });
    let agrees = table.and_then(|values| {
        let is = |text: &str| values.iter().find(|(value, ..)| value.to_string() == text);
        let (said, right) = (is(&wrong.said), is(&wrong.right));
        let value = said.or(right).or(values.first())?.clone();
        Some((value, said.is_some(), right.is_some()))
    });
    let message = words.sum_differs(
        wrong.rule,
        &sentence,
        &wrong.shown,
        &wrong.said,
        agrees
            .as_ref()
            .map(|((_, name, _), said, right)| (*name, *said, *right)),
    );
    let mut finding =
        rules::finding(wrong.rule, message).standing(page.at(paragraph, wrong.at.clone()));
    if let Some(((_, _, cells), ..)) = agrees {
        finding = finding.with_cells(cells);
    }
    match wrong.sides {
        Some((left, right)) => finding.of(left, right),
        None => finding,
    }
}

/// Numbers at one scale, so that they can be added: each as so many of the smallest place.
fn scaled(numbers: &[Decimal]) -> Option<(Vec<i128>, u32)> {
    let places = numbers.iter().map(|n| n.places).max()?;
    let scale = |n: &Decimal| {
        let power = 10i128.checked_pow(places - n.places)?;
        i128::from(n.digits).checked_mul(power)
    };
    Some((numbers.iter().map(scale).collect::<Option<_>>()?, places))
}

/// A number of so many places, as it is written.
fn written(value: i128, places: u32) -> String {
    i64::try_from(value).map_or_else(
        |_| value.to_string(),
        |digits| Decimal { digits, places }.to_string(),
    )
}
