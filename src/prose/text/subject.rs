//! Who speaks: 我局 in a town's report, 全省 led by a town.

use super::{Body, BodyKind};
use crate::prose::page::{Paragraph, ProsePage, find};
use crate::report::Finding;
use crate::rules;
use crate::words::Words;
use std::ops::Range;

/// What bodies call themselves: the word, the ends of the names that may, and what behind it makes
/// another word of it.
const SELVES: [(&str, &[&str], &[&str]); 9] = [
    ("我局", &["局"], &["限"]),
    ("我镇", &["镇", "镇人民政府", "镇政府"], &["定", "守", "压"]),
    ("我乡", &["乡", "乡人民政府", "乡政府"], &["村"]),
    ("我街道", &["街道", "街道办事处", "街道办"], &[]),
    ("我厅", &["厅"], &["堂"]),
    ("我委", &["委", "委员会"], &["员", "托", "派", "任"]),
    ("我院", &["院", "医院", "法院", "学院"], &["子"]),
    ("我校", &["校", "学校", "大学", "学院"], &["正", "对"]),
    ("我中心", &["中心"], &[]),
];
/// Ends of the names of bodies whose own word is known.
const KNOWN: [&str; 14] = [
    "局",
    "镇",
    "镇人民政府",
    "乡",
    "乡人民政府",
    "街道",
    "街道办事处",
    "厅",
    "县人民政府",
    "市人民政府",
    "区人民政府",
    "院",
    "委",
    "委员会",
];
/// Whole areas, from the smallest.
const AREAS: [(&str, u8); 6] = [
    ("全县", 2),
    ("全区", 2),
    ("全旗", 2),
    ("全市", 3),
    ("全州", 3),
    ("全省", 4),
];
/// What only whoever leads an area does for it.
const LEADS: [&str; 9] = [
    "推动", "指导", "督促", "统筹", "组织", "部署", "督导", "推进", "要求",
];
/// Whom it leads.
const LED: [&str; 8] = [
    "各级",
    "各地",
    "各部门",
    "各单位",
    "各市",
    "各县",
    "行政机关",
    "政府系统",
];

pub(super) fn findings(page: &ProsePage, body: &Body, words: Words) -> Option<Finding> {
    let known = KNOWN.iter().any(|end| body.name.ends_with(end));
    page.paragraphs
        .iter()
        .filter(|p| p.section.is_some())
        .find_map(|paragraph| {
            let at = another(paragraph, body)
                .filter(|_| known)
                .or_else(|| leads(paragraph, body))?;
            let message = words.subject(&paragraph.text(at.clone()), &body.name);
            Some(rules::finding("wording.subject", message).standing(page.at(paragraph, at)))
        })
}

/// What another kind of body calls itself.
fn another(paragraph: &Paragraph, body: &Body) -> Option<Range<usize>> {
    let own =
        |(_, ends, _): &&(&str, &[&str], &[&str])| ends.iter().any(|end| body.name.ends_with(end));
    // A name of two kinds, 某局（某委）, may call itself either.
    let two = body.name.contains(['(', '（', '、']);
    let others = SELVES.iter().filter(|one| !own(one) && !two);
    let others = others.filter(|(word, ..)| paragraph.may_have(word));
    others.into_iter().find_map(|(word, _, not)| {
        let length = word.chars().count();
        let first: Vec<char> = word.chars().collect();
        let starts =
            (0..paragraph.chars.len()).filter(|&i| paragraph.chars[i..].starts_with(&first));
        let stands = |&i: &usize| {
            let rest = &paragraph.chars[i + length..];
            let another = not
                .iter()
                .any(|n| rest.first().copied() == n.chars().next());
            // Not 自我, and not in a title or a quotation.
            let before = i.checked_sub(1).map_or(' ', |k| paragraph.chars[k]);
            let open = |mark: char, close: char| {
                let opened = paragraph.chars[..i].iter().rposition(|c| *c == mark);
                opened.is_some_and(|at| !paragraph.chars[at..i].contains(&close))
            };
            !another && before != '自' && !open('《', '》') && !open('“', '”')
        };
        let at = starts.into_iter().find(stands)?;
        Some(at..at + length)
    })
}

/// 推动全省各级行政机关: an area above the body's own is led.
fn leads(paragraph: &Paragraph, body: &Body) -> Option<Range<usize>> {
    let own = level(body)?;
    AREAS
        .iter()
        .filter(|(_, level)| *level > own)
        .find_map(|(word, _)| {
            let at = paragraph.find(word)?;
            let rest = &paragraph.chars[at.end..];
            let led = LED
                .iter()
                .any(|led| find(&rest[..rest.len().min(4)], led).is_some());
            let clause = paragraph.chars[..at.start]
                .iter()
                .rposition(|c| ",。;:".contains(*c))
                .map_or(0, |i| i + 1);
            let before: String = paragraph.chars[clause..at.start].iter().collect();
            let leads = LEADS.iter().any(|lead| before.ends_with(lead));
            (led && leads).then_some(at)
        })
}

/// How large the area of a body is: a town 1, a county 2, a city 3.
fn level(body: &Body) -> Option<u8> {
    match body.kind {
        BodyKind::Town => Some(1),
        BodyKind::Unknown => None,
        _ => {
            let area = body
                .name
                .rfind(['省', '市', '州', '盟', '县', '旗', '区'])?;
            let last = body.name[area..].chars().next()?;
            match last {
                '县' | '旗' | '区' => Some(2),
                '市' | '州' | '盟' => Some(3),
                _ => None,
            }
        }
    }
}
