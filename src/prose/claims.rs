//! Prose → claims, sentence by sentence.

use super::lexicon::Class;
use super::page::{self, Page, Paragraph};
use super::quantities::Quantity;
use super::sentence::{self, Context, Raw};
use super::tokens::{Decimal, Speaker, Token, tokens};
use crate::place::Place;
use std::ops::Range;

/// Something that prose says and the tables say too.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub quantity: &'static Quantity,
    pub said: Said,
    /// Where the phrase stands.
    pub at: Place,
    /// The same within its paragraph.
    pub range: Range<usize>,
    /// The sentence as it is quoted.
    pub sentence: String,
    /// Which paragraph and which sentence of the report.
    pub paragraph: usize,
    pub number: usize,
}

/// What is said of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// So many.
    Count(i64),
    /// So many of a hundred.
    Share(Decimal),
    /// So many of a hundred more than last year, or fewer.
    Growth(Decimal, Direction),
}

/// Which way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

/// Characters without which, and without digits, a sentence claims nothing.
const TELLING: &str = "件起宗例无未没零均";

/// Every claim of a report's prose.
pub(super) fn claims(page: &Page, speaker: &Speaker) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut number = 0;
    for (index, paragraph) in page.paragraphs.iter().enumerate() {
        let mut context = Context::default();
        for range in paragraph.sentences() {
            number += 1;
            let raw = of_sentence(speaker, paragraph, range.clone(), &mut context);
            claims.extend(raw.into_iter().map(|raw| Claim {
                quantity: raw.quantity,
                said: raw.said,
                sentence: paragraph.quote(range.clone(), &raw.at),
                range: raw.at.clone(),
                at: page.at(paragraph, raw.at),
                paragraph: index,
                number,
            }));
        }
    }
    claims
}

fn of_sentence(
    speaker: &Speaker,
    paragraph: &Paragraph,
    range: Range<usize>,
    context: &mut Context,
) -> Vec<Raw> {
    // Most sentences hold nothing to be read: no number and no denial.
    let chars = &paragraph.chars[range.clone()];
    if !chars
        .iter()
        .any(|c| c.is_ascii_digit() || TELLING.contains(*c))
    {
        let names = |words: &[&str]| words.iter().any(|word| page::find(chars, word).is_some());
        context.applications |= names(&["公开申请", "依申请"]);
        context.docs |= names(&["规范性文件"]);
        context.narrow = false;
        return Vec::new();
    }
    let tokens = tokens(speaker, &paragraph.chars, range);
    let has = |classes: &[Class]| tokens.iter().any(|t| classes.contains(&t.class));
    let clear = clear(&tokens);
    // What an unclear sentence is about must not explain the next.
    let whole = clear.len() == tokens.len();
    let before = *context;
    context.applications = whole && (context.applications || has(&[Class::Ask, Class::Request]));
    context.docs = whole && (context.docs || has(&[Class::Docs]));
    let here = Context {
        applications: before.applications || has(&[Class::Ask, Class::Request, Class::Info]),
        docs: before.docs || has(&[Class::Docs]),
        ..before
    };
    let (claims, left) = sentence::claims(clear, here);
    context.unknown = left.unknown;
    context.narrow = left.narrow;
    claims
}

/// What of a sentence can be understood. Another body or a plan makes all of it unclear, or what
/// follows 其中; another statistic only itself and what comes after.
fn clear(tokens: &[Token]) -> &[Token] {
    let disputes = tokens
        .iter()
        .any(|t| matches!(t.class, Class::Review | Class::Suit));
    let cut = tokens
        .iter()
        .position(|t| matches!(t.class, Class::Off | Class::Aside | Class::Filed));
    let Some(cut) = cut else {
        return tokens;
    };
    let whole = match tokens[cut].class {
        Class::Aside => false,
        Class::Filed => disputes,
        _ => true,
    };
    let before = &tokens[..cut];
    let end = if whole {
        before.iter().position(|t| t.class == Class::OfWhich)
    } else {
        before
            .iter()
            .rposition(|t| t.class == Class::Count)
            .map(|count| count + 1)
    };
    &tokens[..end.unwrap_or(0)]
}
