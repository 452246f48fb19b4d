//! When a report was published, what its figures are of, and dates that are none.

use super::day::{Dated, Day, dates, days, run};
use super::{Body, BodyKind};
use crate::profile::Profile;
use crate::prose::page::{Paragraph, ProsePage, find};
use crate::report::{Finding, Report};
use crate::rules;
use crate::words::Words;
use std::ops::Range;

/// Words before the date of publication.
const PUBLISHED: [&str; 9] = [
    "发布时间",
    "发布日期",
    "公开日期",
    "公开时间",
    "发文日期",
    "成文日期",
    "生成日期",
    "公布日期",
    "公布时间",
];
/// Words of the sentence that states what time the figures are of.
const PERIOD: [&str; 10] = [
    "统计期限",
    "统计期间",
    "统计时限",
    "统计时间",
    "统计周期",
    "数据期限",
    "数据统计",
    "所列数据",
    "统计截止",
    "统计数据",
];

pub(super) fn findings(
    page: &ProsePage,
    report: &Report,
    body: &Body,
    profile: Option<&Profile>,
    words: Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(published(page, body, profile, words));
    for paragraph in &page.paragraphs {
        for sentence in paragraph.sentences() {
            let chars = &paragraph.chars[sentence.clone()];
            if !chars.iter().any(char::is_ascii_digit) {
                continue;
            }
            findings.extend(malformed(page, paragraph, &sentence, words));
            if paragraph.section.is_none() || paragraph.section == Some(0) {
                findings.extend(period(page, paragraph, &sentence, report.year, words));
            }
        }
    }
    findings
}

/// A date outside the time in which a report on its year is published.
fn published(
    page: &ProsePage,
    body: &Body,
    profile: Option<&Profile>,
    words: Words,
) -> Option<Finding> {
    let year = body.year?;
    let (paragraph, (day, at)) = labelled(page).or_else(|| signed(page))?;
    let (named, date) = (day.year?, day.day?);
    let shown = format!("{named}年{}月{date}日", day.month);
    let place = page.at(paragraph, at);
    if named == year {
        let message = words.published_early(&shown, year);
        return Some(rules::finding("wording.early", message).standing(place));
    }
    let (month, last, who) = match body.kind {
        // Departments had until the end of March before the regulations of 2019.
        BodyKind::Department if year >= 2019 => (1, 31, 0),
        BodyKind::Government => (3, 31, 1),
        _ => (3, 31, 2),
    };
    // A place may ask for it earlier.
    let of_place = |profile: &Profile| match body.kind {
        BodyKind::Department => profile.deadlines[0],
        BodyKind::Government => profile.deadlines[1],
        BodyKind::Town => profile.deadlines[2],
        BodyKind::Unknown => None,
    };
    let of_place = profile.and_then(|profile| Some((of_place(profile)?, profile.name.as_str())));
    let (month, last) = of_place.map_or((month, last), |(day, _)| day);
    if named > year + 1 || named == year + 1 && (day.month, date) > (month, last) {
        let local = of_place.map(|(_, name)| name);
        let message = words.published_late(&shown, (month, last), who, local);
        return Some(rules::finding("wording.late", message).standing(place));
    }
    None
}

/// 发布时间：2024-01-12, before the sections or behind them.
fn labelled(page: &ProsePage) -> Option<(&Paragraph, Dated)> {
    let outside = |p: &&Paragraph| p.section.is_none() || p.section == Some(5);
    page.paragraphs
        .iter()
        .filter(outside)
        .find_map(|paragraph| {
            let label = PUBLISHED.iter().find_map(|word| paragraph.find(word))?;
            let after = dates(&paragraph.chars[label.end..]).into_iter().next();
            let (day, at) = after.filter(|(_, at)| at.start <= 3)?;
            Some((paragraph, (day, label.end + at.start..label.end + at.end)))
        })
}

/// A line that is a date and nothing else, or ends a signature, before the sections or at the very end.
fn signed(page: &ProsePage) -> Option<(&Paragraph, Dated)> {
    let alone = |paragraph: &Paragraph| -> Option<Dated> {
        let found = dates(&paragraph.chars);
        let [(day, at)] = &found[..] else {
            return None;
        };
        let rest: String = [&paragraph.chars[..at.start], &paragraph.chars[at.end..]]
            .concat()
            .iter()
            .collect();
        let marks = |c: char| "()（）【】[] 。.：:".contains(c);
        let short = rest.trim_matches(marks).is_empty();
        (short && day.day.is_some() && day.year.is_some()).then(|| (*day, at.clone()))
    };
    let before = page.paragraphs.iter().take_while(|p| p.section.is_none());
    let last = page
        .paragraphs
        .iter()
        .rev()
        .take_while(|p| p.section == Some(5))
        .take(3);
    last.chain(before)
        .find_map(|paragraph| Some((paragraph, alone(paragraph)?)))
}

/// 统计期限 other than the whole of the report's year.
fn period(
    page: &ProsePage,
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    year: Option<u16>,
    words: Words,
) -> Option<Finding> {
    let chars = &paragraph.chars[sentence.clone()];
    let year = year?;
    if !PERIOD.iter().any(|word| find(chars, word).is_some()) {
        return None;
    }
    let found = dates(chars);
    let (from, to): (Option<&Dated>, &Dated) = match &found[..] {
        [to] if ["截至", "截止"]
            .iter()
            .any(|word| find(chars, word).is_some()) =>
        {
            (None, to)
        }
        [from, to] => (Some(from), to),
        _ => return None,
    };
    let between = |from: &Dated| {
        let words: String = chars[from.1.end..to.1.start].iter().collect();
        words.chars().count() <= 6
            && ["至", "到", "-", "—", "–", "~"]
                .iter()
                .any(|mark| words.contains(mark))
    };
    if from.is_some_and(|from| !between(from)) {
        return None;
    }
    let first = |d: &Day| d.month == 1 && d.day.is_none_or(|d| d == 1);
    let last = |d: &Day| d.month == 12 && d.day.is_none_or(|d| d == 31);
    let start = from.map(|(d, _)| *d);
    let whole = start.is_none_or(|d| first(&d)) && last(&to.0);
    // A wrong year by itself is told by the rule on years.
    if whole || !plausible(&to.0) || start.is_some_and(|d| !plausible(&d)) {
        return None;
    }
    let start = from.map_or(to.1.start, |(_, at)| at.start);
    let at = sentence.start + start..sentence.start + to.1.end;
    let message = words.period(&paragraph.text(at.clone()), year);
    Some(rules::finding("wording.period", message).standing(page.at(paragraph, at)))
}

fn plausible(day: &Day) -> bool {
    (1..=12).contains(&day.month)
        && day
            .day
            .is_none_or(|d| (1..=days(day.year, day.month)).contains(&d))
}

/// 2023年13月5日, 2023年2月30日, 20231231日, 2023年1231日.
fn malformed(
    page: &ProsePage,
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    words: Words,
) -> Option<Finding> {
    let chars = &paragraph.chars[sentence.clone()];
    let wrong = dates(chars).into_iter().find(|(d, at)| {
        // 36个月, 18月龄: a month by itself may be no month.
        let dated = d.year.is_some() || d.day.is_some();
        let written = chars[at.clone()].iter().any(|c| "年月".contains(*c));
        dated && written && !plausible(d)
    });
    let at = wrong.map(|(_, at)| at).or_else(|| run_together(chars))?;
    let at = sentence.start + at.start..sentence.start + at.end;
    let message = words.date_malformed(&paragraph.text(at.clone()));
    Some(rules::finding("wording.date", message).standing(page.at(paragraph, at)))
}

/// A sign of the date left out, or written twice.
fn run_together(chars: &[char]) -> Option<Range<usize>> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let mut i = 0;
    while i < chars.len() {
        let digits = run(chars, i);
        if digits == 0 {
            i += 1;
            continue;
        }
        let end = i + digits;
        let text: String = chars[i..end].iter().collect();
        let year = text.starts_with("20");
        if digits == 8 && year && at(end) == '日' {
            return Some(i..end + 1);
        }
        if digits == 4 && year && at(end) == '年' {
            let next = run(chars, end + 1);
            let to = end + 1 + next;
            let day = (3..=4).contains(&next) && at(to) == '日';
            let twice = (1..=2).contains(&next) && at(to) == '年' && run(chars, to + 1) > 0;
            let month = digits_month(&text, chars, to, next);
            if day || twice || month {
                return Some(i..to + 1);
            }
        }
        i = end;
    }
    None
}

/// 2023年12日31日: the month called a day.
fn digits_month(_: &str, chars: &[char], to: usize, next: usize) -> bool {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let then = run(chars, to + 1);
    (1..=2).contains(&next)
        && at(to) == '日'
        && (1..=2).contains(&then)
        && matches!(at(to + 1 + then), '日' | '月')
}
