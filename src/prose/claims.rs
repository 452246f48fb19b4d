//! Prose → claims, sentence by sentence.

use super::claimed::ClaimedValue;
use super::lexicon::Class;
use super::page::{self, Paragraph, ProsePage};
use super::quantities::Quantity;
use super::sentence::{self, Context, Raw};
use super::tokens::{Speaker, Token, tokens};
use crate::place::Place;
use std::ops::Range;

/// Something that prose says and the tables say too.
#[derive(Debug, Clone)]
pub(crate) struct TextClaim {
    pub quantity: &'static Quantity,
    pub said: ClaimedValue,
    /// Whether it follows only where nothing was carried over: 收到18件，均不予公开.
    pub of_new: bool,
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

/// Characters without which, and without digits, a sentence claims nothing.
const TELLING: &str = "件起宗例条份项无未没零均全都";

/// Every claim of a report's prose.
pub(super) fn claims(page: &ProsePage, speaker: &Speaker) -> Vec<TextClaim> {
    let mut claims = Vec::new();
    let mut number = 0;
    // A heading of its own, （二）依申请公开, is about the paragraphs below it.
    let mut heading = false;
    for (index, paragraph) in page.paragraphs.iter().enumerate() {
        let marked = paragraph.chars.iter().any(|c| "。,;".contains(*c));
        if paragraph.chars.len() <= HEADING && !marked {
            heading = ["依申请公开", "公开申请"]
                .iter()
                .any(|word| paragraph.find(word).is_some());
        }
        let mut context = Context {
            // Section three is about nothing but applications, section four about reviews and lawsuits of disclosure.
            applications: heading || paragraph.section == Some(2) || is_of_disputes(paragraph),
            disputes: is_of_disputes(paragraph),
            ..Context::default()
        };
        let sentences = paragraph.sentences();
        for range in sentences {
            number += 1;
            let raw = of_sentence(speaker, paragraph, range.clone(), &mut context);
            claims.extend(raw.into_iter().map(|raw| TextClaim {
                quantity: raw.quantity,
                said: raw.said,
                of_new: raw.of_new,
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

/// Characters of a heading at most.
const HEADING: usize = 16;

/// Whether a paragraph of section four speaks of nothing but reviews and lawsuits about disclosure: it neither tells
/// them apart from others nor tells of what a government reviews.
fn is_of_disputes(paragraph: &Paragraph) -> bool {
    let apart = [
        "公开",
        "涉及",
        "复议机关",
        "受理",
        "办理",
        "审理",
        "其中",
        "各类",
        "法院",
    ];
    paragraph.section == Some(3) && !apart.iter().any(|word| paragraph.find(word).is_some())
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
    let start = range.start;
    let tokens = tokens(speaker, &paragraph.chars, range);
    let has = |classes: &[Class]| tokens.iter().any(|t| classes.contains(&t.class));
    let clear = clear(&tokens);
    // What an unclear sentence is about must not explain the next.
    let whole = clear.len() == tokens.len();
    let before = *context;
    context.applications = whole
        && (context.applications
            || has(&[Class::Ask, Class::Request])
            || tokens.iter().any(|t| t.role == Class::Results));
    context.docs = whole && (context.docs || has(&[Class::Docs]));
    let results = tokens.iter().any(|t| t.role == Class::Results);
    let here = Context {
        applications: before.applications
            || results
            || tells_outcomes(&tokens)
            || has(&[Class::Ask, Class::Request, Class::Info]),
        docs: before.docs || has(&[Class::Docs]),
        ..before
    };
    let (mut claims, left) = sentence::claims(clear, here);
    // 累计制发规范性文件96件: of all years, where this one is not named; 截至2023年底累计…: up to its end.
    let ever = |raw: &Raw| {
        let before = &paragraph.chars[start..raw.at.end];
        let year = |at: Range<usize>| {
            before[..at.start].contains(&'年') && page::find(before, "截至").is_none()
        };
        matches!(raw.quantity.rule, "docs_made" | "docs_repealed")
            && page::find(before, "累计").is_some_and(|at| !year(at))
    };
    // 收到申请56件，涉及信息88项，其中部分公开9项: of what was asked for, not of those who asked.
    let unit = |raw: &Raw, unit| paragraph.chars[raw.at.clone()].contains(&unit);
    let cases = claims
        .iter()
        .any(|raw| raw.quantity.rule == "new" && unit(raw, '件'));
    let outcomes = [
        "granted",
        "partial",
        "granted_or_partial",
        "refused",
        "unavailable",
    ];
    let of_items = |raw: &Raw| cases && outcomes.contains(&raw.quantity.rule) && unit(raw, '项');
    claims.retain(|raw| !ever(raw) && !of_items(raw));
    context.unknown = left.unknown;
    context.narrow = left.narrow;
    claims
}

/// Whether outcomes are named that nothing but applications has: 部分公开8件，无法提供17件.
fn tells_outcomes(tokens: &[Token]) -> bool {
    let counted = |class: Class| {
        tokens.windows(2).any(|w| {
            w[0].class == class && w[1].class == Class::Count
                || w[1].class == class && w[0].class == Class::Count
        })
    };
    let others = [
        Class::Stop,
        Class::Checked,
        Class::Aside,
        Class::Already,
        Class::Docs,
    ];
    let own = [
        Class::Granted,
        Class::Partial,
        Class::GrantedOrPartial,
        Class::Refused,
        Class::Unavailable,
        Class::Declined,
        Class::OtherOutcome,
    ];
    let named = own.iter().filter(|class| counted(**class)).count();
    named > 1
        && own[4..]
            .iter()
            .chain(&own[1..3])
            .any(|class| counted(*class))
        && !tokens
            .iter()
            .any(|t| others.contains(&t.class) || t.class == Class::CarryIn)
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
        // What is denied in a clause before it stays: 未收到申请，咨询电话畅通.
        let count = before.iter().rposition(|t| t.class == Class::Count);
        let comma = before.iter().rposition(|t| t.class == Class::Comma);
        let denied = |end: &usize| before[..*end].iter().any(|t| t.class == Class::None);
        count.map(|count| count + 1).max(comma.filter(denied))
    };
    &tokens[..end.unwrap_or(0)]
}
