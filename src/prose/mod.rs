//! What a report says in words, held against what its tables say.
//!
//! The text outside the tables becomes paragraphs ([`page`]) under their sections ([`headings`]);
//! sentences become [`tokens`] of known words ([`lexicon`]); the [`patterns`] that are understood
//! make [`claims`] about [`quantities`]; a claim that no meaning of the tables bears out is a hint.
//!
//! **For whoever changes this.** Precision comes first. A sentence is understood as a whole or left
//! alone: a word that is not in the lexicon makes a claim unclear. A new word must be one that never
//! narrows what is counted: 网上 is no such word, for then a part would be taken for the whole.

mod claimed;
mod claims;
mod compare;
mod fees;
mod folds;
mod form;
mod headings;
mod lexicon;
mod numbers;
mod page;
mod patterns;
mod quantities;
mod sentence;
mod sums;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod wording;

pub(crate) use page::CoveredRanges;

use crate::document::Document;
use crate::evidence;
use crate::form::{Form, TableId};
use crate::options::Options;
use crate::place::Place;
use crate::report::{Finding, Passage, Report};
use crate::title::Title;
use crate::words::Words;
use claimed::ClaimedValue;
use claims::TextClaim;

/// Numbers in prose that are held against the tables at most.
const CLAIMS: usize = 300;

/// A report's prose, read.
pub(crate) struct Prose {
    page: page::ProsePage,
    speaker: tokens::Speaker,
    claims: Vec<TextClaim>,
}

impl Prose {
    /// Reads what stands outside the tables.
    pub fn read(document: &Document, taken: &CoveredRanges, title: &Title) -> Prose {
        let page = page::ProsePage::of(document, taken);
        let speaker = tokens::Speaker {
            organ: title.organ.as_ref().map(|o| o.chars().collect()),
            year: title.year,
        };
        let mut claims = claims::claims(&page, &speaker);
        claims.truncate(CLAIMS);
        Prose {
            page,
            speaker,
            claims,
        }
    }

    /// The paragraphs as they are written, for whoever compares reports.
    pub fn passages(&self) -> Vec<Passage> {
        let passage = |paragraph: &page::Paragraph| Passage {
            section: paragraph.section.map(|section| section as u8),
            text: paragraph.text(0..paragraph.chars.len()),
        };
        self.page.paragraphs.iter().map(passage).collect()
    }

    /// What the prose says about totals of table 3, for finding wrong cells.
    pub fn evidence(&self, form: &Form) -> Vec<evidence::CellClaim> {
        let table = form.table(TableId::T3);
        let count = |claim: &claims::TextClaim| match claim.said {
            ClaimedValue::Count(value) => Some(evidence::CellClaim {
                value,
                any_of: compare::cells(claim.quantity, table?)?,
            }),
            ClaimedValue::Amount(..) | ClaimedValue::Share(_) | ClaimedValue::Growth(..) => None,
        };
        let mut evidence: Vec<evidence::CellClaim> = Vec::new();
        for claim in self.claims.iter().filter_map(count) {
            // Said twice it is no better known.
            if !evidence.contains(&claim) {
                evidence.push(claim);
            }
        }
        evidence
    }

    /// Where prose and tables disagree, and what is wrong with form and wording.
    pub fn findings(&self, report: &Report, options: &Options) -> Vec<Finding> {
        let (words, profile) = (Words(options.language), options.profile.as_ref());
        // A form that is not filled in yet is all template.
        if report.summary.read == 0 {
            return Vec::new();
        }
        let mut findings = form::findings(&self.page, report, words);
        findings.extend(wording::findings(&self.page, report, words));
        findings.extend(text::findings(&self.page, report, profile, words));
        findings.extend(fees::findings(&self.page, &self.speaker, report, words));
        findings.extend(compare::findings(
            &self.claims,
            report,
            options.previous.as_ref(),
            words,
        ));
        if let Some(profile) = profile {
            findings.retain(|finding| !is_allowed(finding, &profile.allow));
        }
        // A share that the tables do not bear out need not be said twice.
        let told = |sum: &Finding| {
            let share = |f: &Finding| f.rule == "prose.share" && ends_with(f, sum);
            sum.rule == "sum.share" && findings.iter().any(share)
        };
        let mut sums = sums::findings(&self.page, &self.claims, report, words);
        sums.retain(|sum| !told(sum));
        findings.extend(sums);
        findings
    }
}

/// Whether a finding of wording quotes a word that a place allows.
fn is_allowed(finding: &Finding, allow: &[String]) -> bool {
    let quoted = |word: &String| {
        let quotes = finding.message.split('“').skip(1);
        let mut quotes = quotes.filter_map(|rest| rest.split('”').next());
        quotes.any(|quote| quote.contains(word.as_str()))
    };
    finding.rule.starts_with("wording.") && allow.iter().any(quoted)
}

/// Whether two findings are about the same words: those that end together.
fn ends_with(one: &Finding, other: &Finding) -> bool {
    match (one.at, other.at) {
        (
            Some(Place::Span { line, end, .. }),
            Some(Place::Span {
                line: l, end: e, ..
            }),
        ) => (line, end) == (l, e),
        (one, other) => one == other,
    }
}
