//! The six sections and the title: there, in order, spelt as they should be.

use super::headings::{Heading, NUMERALS, OFFICIAL};
use super::page::ProsePage;
use crate::place::Place;
use crate::report::{Finding, Report};
use crate::rules;
use crate::text::{key, similarity};
use crate::words::Words;

/// Sentences of at least this many characters show that more than tables was given.
const SENTENCE: usize = 20;

/// What is wrong with the headings and the title.
pub(super) fn findings(page: &ProsePage, report: &Report, words: Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(title(page, words));
    // Where a table of contents names them too, the last is the heading itself.
    let last: FoundHeadings = std::array::from_fn(|section| {
        let mut all = page.headings.iter().enumerate().rev();
        all.find_map(|(i, (h, at))| (h.section == section).then_some((i, h, *at)))
    });
    for (_, heading, at) in last.iter().flatten() {
        if let Some(wording) = &heading.misspelt {
            let official = OFFICIAL[heading.section];
            let message = words.heading_misspelt(wording, official);
            findings.push(rules::finding("form.heading", message).standing(*at));
        }
    }
    let has_prose = page.paragraphs.iter().any(|p| {
        let ends = |s: &std::ops::Range<usize>| s.len() >= SENTENCE && p.chars[s.end - 1] == '。';
        p.sentences().iter().any(ends)
    });
    if !has_prose || page.is_excerpt() || page.headings.is_empty() {
        return findings;
    }
    // A copy that lost the headings of tables which are there lost them by copying.
    let table = |section: usize| {
        (1..=3).contains(&section) && report.edition.contains_key(["t2", "t3", "t4"][section - 1])
    };
    let lost = (1..=3).filter(|&s| last[s].is_none() && table(s)).count();
    let missing: Vec<&str> = (0..6)
        .filter(|&s| last[s].is_none() && !(lost > 1 && (table(s) || s == 4)))
        .map(|s| OFFICIAL[s])
        .collect();
    if !missing.is_empty() {
        let message = words.sections_missing(&missing);
        findings.push(rules::finding("form.sections", message));
    }
    findings.extend(order(&last, words));
    findings
}

/// For each section, its heading, its place, and how many headings stand before it.
type FoundHeadings<'p> = [Option<(usize, &'p Heading, Place)>; 6];

/// Sections out of order, or numbered otherwise than they stand.
fn order(found: &FoundHeadings, words: Words) -> Option<Finding> {
    let mut before: Option<(usize, usize)> = None;
    for (index, heading, at) in found.iter().flatten() {
        if let Some((section, place)) = before
            && place > *index
        {
            let message = words.sections_out_of_order(OFFICIAL[heading.section], OFFICIAL[section]);
            return Some(rules::finding("form.order", message).standing(*at));
        }
        before = Some((heading.section, *index));
    }
    let numbered = found.iter().flatten();
    let numbered: Vec<_> = numbered
        .filter_map(|(_, h, at)| Some((h.section, h.number?, *at)))
        .collect();
    let mut wrong = numbered.iter().filter(|(s, n, _)| *n != s + 1);
    let first = wrong.next()?;
    // An annex numbers its tables from one, and another section between moves all numbers on. One
    // number alone is a slip, and so is one that is there twice or goes back.
    let back = numbered
        .windows(2)
        .find(|pair| (2..=pair[0].1).contains(&pair[1].1))
        .map(|pair| &pair[1]);
    let (section, number, at) = match (wrong.next(), back) {
        (None, _) => *first,
        (Some(_), Some(back)) => *back,
        (Some(_), None) => return None,
    };
    let message = words.section_misnumbered(OFFICIAL[section], NUMERALS[number - 1]);
    Some(rules::finding("form.order", message).standing(at))
}

/// A title that is nearly one.
fn title(page: &ProsePage, words: Words) -> Option<Finding> {
    const TITLE: &str = "政府信息公开工作年度报告";
    let before = || {
        page.paragraphs
            .iter()
            .filter(|p| p.section.is_none())
            .take(12)
    };
    let short = |p: &&super::page::Paragraph| p.chars.len() <= 45;
    // A preface that names the report rightly does not mend its title.
    let named =
        |p: &super::page::Paragraph| p.find("年度报告").is_some() || p.find("年报").is_some();
    if before().filter(short).any(named) {
        return None;
    }
    for paragraph in before().filter(short) {
        let key: Vec<char> = key(&paragraph.chars.iter().collect::<String>())
            .chars()
            .collect();
        for length in [12, 13, 11] {
            let tail: String = key[key.len().saturating_sub(length)..].iter().collect();
            if key.len() > length && similarity(&tail, TITLE) >= 850 {
                let at = page.at(paragraph, 0..paragraph.chars.len());
                let message = words.title_misspelt(&paragraph.text(0..paragraph.chars.len()));
                return Some(rules::finding("form.title", message).standing(at));
            }
        }
    }
    None
}
