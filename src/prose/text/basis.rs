//! The notice that a report says it follows: that of 2019 over tables of 2021.

use crate::prose::page::{Paragraph, ProsePage};
use crate::report::{Finding, Report};
use crate::rules;
use crate::words::Words;
use std::ops::Range;

/// Its number.
const NUMBERS: [&str; 3] = ["〔2019〕60号", "[2019]60号", "(2019)60号"];
/// Its title, and that of the form annexed to it.
const TITLES: [&str; 2] = [
    "关于政府信息公开工作年度报告有关事项的通知",
    "政府信息公开工作年度报告格式(试行)",
];
/// What may stand between 《 and the title: whoever issued it. A local notice has another name there.
const ISSUERS: [&str; 6] = [
    "",
    "国务院办公厅",
    "国务院办公厅政府信息与政务公开办公室",
    "国务院办公厅政务公开办公室",
    "中华人民共和国",
    "国办公开办",
];

pub(super) fn findings(page: &ProsePage, report: &Report, words: Words) -> Option<Finding> {
    let later = |edition: &String| edition.as_str() > "2019";
    if report.edition.is_empty() || !report.edition.values().all(later) {
        return None;
    }
    page.paragraphs.iter().find_map(|paragraph| {
        let number = NUMBERS.iter().find_map(|number| paragraph.find(number));
        let at = number.or_else(|| title(paragraph))?;
        let message = words.outdated_notice(&paragraph.text(at.clone()));
        Some(rules::finding("wording.basis", message).standing(page.at(paragraph, at)))
    })
}

fn title(paragraph: &Paragraph) -> Option<Range<usize>> {
    TITLES.iter().find_map(|title| {
        let at = paragraph.find(title)?;
        let open = paragraph.chars[..at.start]
            .iter()
            .rposition(|c| *c == '《')?;
        let issuer: String = paragraph.chars[open + 1..at.start].iter().collect();
        ISSUERS.contains(&issuer.as_str()).then_some(at)
    })
}
