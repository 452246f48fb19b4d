//! How many parts a report says it has.

use crate::prose::headings::NUMERALS;
use crate::prose::page::{Paragraph, ProsePage, find};
use crate::report::Finding;
use crate::rules;
use crate::sorted::InOrder;
use crate::words::Words;
use std::ops::Range;

/// What a sentence about the report's own parts begins with, after 根据… and the like.
const OWN: [&str; 5] = ["本报告", "本年报", "年度报告", "年报", "报告"];

pub(super) fn findings(page: &ProsePage, words: Words) -> Option<Finding> {
    let mut sections: Vec<usize> = page.headings.iter().map(|(h, _)| h.section).collect();
    sections.put_in_order();
    sections.dedup();
    if sections.len() != 6 {
        return None;
    }
    let preface = page.paragraphs.iter().filter(|p| p.section.is_none());
    for paragraph in preface {
        for sentence in paragraph.sentences() {
            let Some((n, at)) = announced(paragraph, &sentence) else {
                continue;
            };
            if n != sections.len() && !has_more(page, n) {
                let quoted = paragraph.quote(sentence, &at);
                let message = words.parts_differ(&quoted, n, sections.len());
                return Some(
                    rules::finding("wording.parts", message).standing(page.at(paragraph, at)),
                );
            }
        }
    }
    None
}

/// The number of parts that a sentence announces.
fn announced(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let chars = &paragraph.chars[sentence.clone()];
    if !OWN.iter().any(|word| find(chars, word).is_some()) {
        return None;
    }
    let part = find(chars, "部分")?;
    let before = &chars[..part.start];
    let before = before
        .strip_suffix(&['个'])
        .or(before.strip_suffix(&['大']))
        .unwrap_or(before);
    let last = *before.last()?;
    let n = match last.to_digit(10) {
        Some(n) => n as usize,
        None => NUMERALS.iter().position(|c| *c == last)? + 1,
    };
    // 第二部分, 十一部分.
    let second = before
        .get(before.len().wrapping_sub(2))
        .copied()
        .unwrap_or(' ');
    let plain = second != '第' && second != '十' && !second.is_ascii_digit() && n > 1;
    plain.then(|| {
        (
            n,
            sentence.start + before.len() - 1..sentence.start + part.end,
        )
    })
}

/// Whether the text has a part of that number, beside the six of the form.
fn has_more(page: &ProsePage, n: usize) -> bool {
    let begins = |p: &Paragraph| {
        let numbered = n <= NUMERALS.len() && p.chars.starts_with(&[NUMERALS[n - 1], '、']);
        numbered || p.chars.starts_with(&['附', '表']) || p.chars.starts_with(&['附', '件'])
    };
    n > 6 && page.paragraphs.iter().any(begins)
}
