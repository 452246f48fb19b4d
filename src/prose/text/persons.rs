//! Numbers of people that must not be in a report.

use crate::prose::page::{Paragraph, ProsePage};
use crate::report::Finding;
use crate::rules;
use crate::words::Words;
use std::ops::Range;

/// Words that say a number is an identity number.
const IDENTITY: [&str; 4] = ["身份证", "身份号", "证件号", "公民身份"];
/// Words that say a mobile number is a person's and not an office's.
const PERSON: [&str; 9] = [
    "申请人",
    "当事人",
    "某",
    "先生",
    "女士",
    "群众",
    "市民",
    "村民",
    "本人",
];

/// Identity and mobile numbers. They are shown by their ends alone.
pub(super) fn findings(page: &ProsePage, words: Words) -> Vec<Finding> {
    let mut findings = Vec::new();
    for paragraph in &page.paragraphs {
        for sentence in paragraph.sentences() {
            for at in runs(paragraph, &sentence) {
                let number: String = paragraph.chars[at.clone()].iter().collect();
                let near: String = paragraph.chars
                    [at.start.saturating_sub(16).max(sentence.start)..at.start]
                    .iter()
                    .collect();
                if number.len() < 11 {
                    continue;
                }
                let text: String = paragraph.chars[sentence.clone()].iter().collect();
                let called = IDENTITY.iter().any(|word| near.contains(word));
                let person = PERSON.iter().any(|word| text.contains(word));
                let identity = is_identity(&number) && (called || checks(&number) || person);
                let mobile = is_mobile(&number) && (person || near.contains("手机"));
                if identity || mobile {
                    let message = words.private(identity, &masked(&number));
                    findings.push(
                        rules::finding("wording.private", message).standing(page.at(paragraph, at)),
                    );
                }
            }
        }
    }
    findings.truncate(5);
    findings
}

/// Runs of digits, with an X at the end, that stand by themselves.
fn runs(paragraph: &Paragraph, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let chars = &paragraph.chars;
    let mut found = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        let digits = chars[i..sentence.end]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count();
        if digits == 0 {
            i += 1;
            continue;
        }
        let mut end = i + digits;
        if digits == 17 && matches!(chars.get(end), Some('X' | 'x')) {
            end += 1;
        }
        let joined = |c: Option<&char>| {
            c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '*' | '.'))
        };
        if !joined(i.checked_sub(1).and_then(|k| chars.get(k)))
            && !joined(chars.get(end).filter(|c| **c != '.'))
        {
            found.push(i..end);
        }
        i = end;
    }
    found
}

/// 110101 19000101 001 4: a region, a date, a number and a digit to check them by.
fn is_identity(number: &str) -> bool {
    let part = |range: Range<usize>| number.get(range).and_then(|part| part.parse::<u32>().ok());
    number.len() == 18
        && part(0..2).is_some_and(|region| (11..=82).contains(&region))
        && part(6..10).is_some_and(|year| (1850..=2100).contains(&year))
        && part(10..12).is_some_and(|month| (1..=12).contains(&month))
        && part(12..14).is_some_and(|day| (1..=31).contains(&day))
}

/// Whether the last digit is what GB 11643 computes of the others.
fn checks(number: &str) -> bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = number.bytes().take(17).map(|b| usize::from(b - b'0'));
    let sum: usize = digits
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum % 11];
    number
        .chars()
        .last()
        .is_some_and(|c| c.eq_ignore_ascii_case(&check))
}

fn is_mobile(number: &str) -> bool {
    let second = number.as_bytes().get(1).copied().unwrap_or(0);
    number.len() == 11 && number.starts_with('1') && (b'3'..=b'9').contains(&second)
}

/// The first three and the last two characters.
fn masked(number: &str) -> String {
    let (head, tail) = (&number[..3], &number[number.len() - 2..]);
    format!("{head}…{tail}")
}
