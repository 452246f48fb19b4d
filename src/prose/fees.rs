//! Section six and the processing fees.
//!
//! There is no rule against fees in table 2 where section six reports none: table 2 has every
//! administrative fee, of which the processing fee is one.

use super::lexicon::Class;
use super::numbers::Decimal;
use super::page::{Paragraph, ProsePage};
use super::tokens::{Speaker, tokens};
use crate::report::{Finding, Number, Report};
use crate::rules;
use crate::sheet::State;
use crate::words::Words;
use std::ops::Range;

/// Words that speak of processing fees, charged or not.
const FEE_WORDS: [&str; 4] = ["处理费", "收费", "收取", "费用"];
/// Words that make an amount something else than what was charged.
const NOT_CHARGED: [&str; 9] = [
    "标准", "每件", "每页", "/件", "/页", "应收", "减免", "免收", "退还",
];

/// What section six says of fees, beside the tables.
pub(super) fn findings(
    page: &ProsePage,
    speaker: &Speaker,
    report: &Report,
    words: Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let section: Vec<&Paragraph> = page
        .paragraphs
        .iter()
        .filter(|p| p.section == Some(5))
        .collect();
    let heading = page.headings.iter().rev().find(|(h, _)| h.section == 5);
    let of_2021 = report.year.map_or_else(
        || {
            report
                .edition
                .values()
                .any(|edition| edition.as_str() >= "2021")
        },
        |year| year >= 2021,
    );
    let speaks = section
        .iter()
        .any(|p| FEE_WORDS.iter().any(|word| p.find(word).is_some()));
    let left_out = section
        .iter()
        .any(|p| p.find("[…]").is_some() || p.find("[...]").is_some());
    if let Some((_, at)) = heading.filter(|_| of_2021 && !speaks && !left_out) {
        findings.push(rules::finding("wording.fees", words.fees_silent()).standing(*at));
        let name = "t3.r3_6_2.total";
        if let Some(n) = count(report, name).filter(|&n| n > 0) {
            let finding = rules::finding("wording.fee_notice", words.fee_notice(n)).standing(*at);
            findings.push(finding.with_cells(vec![name.to_owned()]));
        }
    }
    for paragraph in section {
        for sentence in paragraph.sentences() {
            let charged = charged(speaker, paragraph, sentence.clone());
            if let Some((yuan, at)) = charged.filter(|(yuan, _)| !yuan.is_zero()) {
                let quoted = paragraph.quote(sentence, &at);
                let place = page.at(paragraph, at);
                if let Some(table) = exceeds(yuan, report) {
                    let message = words.fees_exceed(&quoted, &yuan.to_string(), &table);
                    let finding = rules::finding("prose.fees", message).standing(place);
                    findings.push(finding.with_cells(vec!["t2.fees".to_owned()]));
                }
                if !yuan.is_tens() {
                    let message = words.fee_rate(&quoted, &yuan.to_string());
                    findings.push(rules::finding("prose.fee_rate", message).standing(place));
                }
            }
        }
    }
    findings
}

fn count(report: &Report, name: &str) -> Option<i64> {
    match report.cells.get(name) {
        Some(cell) if cell.state == State::Read => match cell.value {
            Some(Number::Count(n)) => Some(n),
            _ => None,
        },
        _ => None,
    }
}

/// The amount of processing fees, in yuan, that a sentence says was charged.
fn charged(
    speaker: &Speaker,
    paragraph: &Paragraph,
    sentence: Range<usize>,
) -> Option<(Decimal, Range<usize>)> {
    let chars = &paragraph.chars[sentence.clone()];
    let has = |word: &str| super::page::find(chars, word).is_some();
    if !has("处理费") || NOT_CHARGED.iter().any(|word| has(word)) {
        return None;
    }
    let tokens = tokens(speaker, &paragraph.chars, sentence);
    let mut money = tokens.iter().filter(|t| t.class == Class::Money);
    match (money.next(), money.next()) {
        (Some(one), None) => Some((one.number, one.at.clone())),
        _ => None,
    }
}

/// The fees of table 2, where an amount in yuan exceeds them by more than their rounding.
fn exceeds(yuan: Decimal, report: &Report) -> Option<String> {
    let cell = report.cells.get("t2.fees")?;
    let text = match (&cell.value, cell.state) {
        (_, State::Blank) => "0",
        (Some(Number::Amount(text)), State::Read) => text.as_str(),
        _ => return None,
    };
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let table = Decimal::read(plain.trim_end_matches("万元"))?;
    let ten = |places: u32| 10i128.checked_pow(places);
    let upper = (2 * i128::from(table.digits) + 1) * 10_000 * ten(yuan.places)?;
    let over = 2 * i128::from(yuan.digits) * ten(table.places)? >= upper;
    (over || table.is_zero()).then(|| table.to_string())
}
