//! Text that is about others, or about what should be, and not about the body that reports.

use super::{Body, BodyKind, section};
use crate::prose::page::{Paragraph, ProsePage};
use crate::report::Finding;
use crate::rules;
use crate::words::Words;

const SOME: [&str; 15] = [
    "多数",
    "大多数",
    "部分",
    "一些",
    "有的",
    "有些",
    "不少",
    "个别",
    "少数",
    "许多",
    "很多",
    "各",
    "绝大多数",
    "绝大部分",
    "大部分",
];
/// Who is spoken of: areas, of which no department and no town has any, and bodies, of which it may.
const AREAS: [&str; 6] = ["地区", "地方", "地", "省份", "省市", "县区"];
const BODIES: [&str; 5] = ["部门", "机关", "单位", "行政机关", "基层单位"];
/// The body that reports, by what it calls itself.
const OWN: [&str; 19] = [
    "我局",
    "我委",
    "我厅",
    "我办",
    "我院",
    "我镇",
    "我乡",
    "我街",
    "我单位",
    "本机关",
    "本单位",
    "本部门",
    "本局",
    "本镇",
    "本乡",
    "本委",
    "全局",
    "我中心",
    "我们",
];

/// Sections one and five that speak of 部分地区 and 多数部门, or of what should be.
pub(super) fn findings(page: &ProsePage, body: &Body, words: Words) -> Option<Finding> {
    if !matches!(body.kind, BodyKind::Department | BodyKind::Town) {
        return None;
    }
    for section_of in [0, 4] {
        let paragraphs: Vec<&Paragraph> = section(page, section_of).collect();
        for paragraph in &paragraphs {
            if let Some(phrase) = of_others(paragraph) {
                return Some(finding(page, paragraph, &phrase, words));
            }
        }
        let duties = |p: &&Paragraph| p.chars.windows(2).filter(|w| w == &['应', '当']).count();
        if section_of == 0
            && paragraphs.iter().map(duties).sum::<usize>() > 2
            && !paragraphs.iter().any(|p| is_own(p))
        {
            return paragraphs
                .first()
                .map(|paragraph| finding(page, paragraph, "应当", words));
        }
    }
    None
}

fn finding(page: &ProsePage, paragraph: &Paragraph, phrase: &str, words: Words) -> Finding {
    let at = page.at(paragraph, 0..paragraph.chars.len());
    rules::finding("wording.general", words.general(phrase)).standing(at)
}

/// Whether a paragraph has a number or a subject of its own.
fn is_own(paragraph: &Paragraph) -> bool {
    let text: String = paragraph.chars.iter().collect();
    // The number of its heading is none.
    let digits = paragraph
        .chars
        .windows(2)
        .any(|w| w[0].is_ascii_digit() && !matches!(w[1], '.' | '、' | ')'));
    digits || OWN.iter().any(|own| text.contains(own))
}

/// The phrases about others, where there are several, one of them about areas, and nothing of its own.
fn of_others(paragraph: &Paragraph) -> Option<String> {
    let area = |c: &char| matches!(c, '地' | '省' | '县');
    if !paragraph.chars.iter().any(area) || is_own(paragraph) {
        return None;
    }
    let text: String = paragraph.chars.iter().collect();
    let mut areas = Vec::new();
    let mut all = 0;
    for some in SOME {
        for (at, _) in text.match_indices(some) {
            // 绝大多数 is counted once.
            let longer = SOME
                .iter()
                .any(|other| other.len() > some.len() && text[..at + some.len()].ends_with(other));
            let rest = &text[at + some.len()..];
            let names = |list: &[&str]| list.iter().any(|word| rest.starts_with(word));
            if longer {
                continue;
            }
            // 各地 by itself, but not 各地块.
            let area = names(&AREAS[..2])
                || names(&AREAS[3..])
                || some == "各" && rest.starts_with('地') && !rest.starts_with("地块");
            if area {
                areas.push(format!(
                    "{some}{}",
                    rest.chars().take(2).collect::<String>()
                ));
            }
            all += usize::from(area || names(&BODIES));
        }
    }
    (all > 1).then(|| areas.into_iter().next()).flatten()
}
