//! The six headings, however they are numbered, and what is nearly one.

use crate::form::disclosure::SECTIONS;
use crate::text::{key, key_char, similarity};
use std::ops::Range;

/// Wordings in use for each section, as keys; the official one first.
const KNOWN: [&[&str]; 6] = [
    &[
        "总体情况",
        "工作总体情况",
        "政府信息公开工作总体情况",
        "政府信息公开总体情况",
        "总体概况",
        "总体工作情况",
        "整体情况",
    ],
    &[
        "主动公开政府信息情况",
        "主动公开政府信息的情况",
        "行政机关主动公开政府信息情况",
        "行政机关主动公开政府信息的情况",
        "政府信息主动公开情况",
    ],
    &[
        "收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
        "行政机关收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开情况",
    ],
    &[
        "政府信息公开行政复议行政诉讼情况",
        "政府信息公开行政复议行政诉讼的情况",
        "政府信息公开行政复议和行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
        "因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议提起行政诉讼的情况",
        "因政府信息公开申请行政复议提起行政诉讼情况",
        "因政府信息公开申请行政复议提起行政诉讼的情况",
    ],
    &[
        "存在的主要问题及改进情况",
        "存在的主要问题和改进情况",
        "存在主要问题及改进情况",
        "存在的问题及改进情况",
        "存在问题及改进情况",
        "存在的主要问题及改进措施",
        "存在问题及改进措施",
        "存在的主要问题及整改措施",
        "存在的主要问题及整改情况",
        "存在的问题及整改措施",
        "存在问题及整改措施",
        "政府信息公开工作存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进措施",
    ],
    &[
        "其他需要报告的事项",
        "其他需要报告的情况",
        "其它需要报告的事项",
        "需要报告的其他事项",
        "其他需报告的事项",
        "其他事项",
    ],
];
/// The six headings as the form has them, for sentences.
pub(super) const OFFICIAL: [&str; 6] = {
    let mut headings = [""; 6];
    let mut at = 0;
    while at < headings.len() {
        headings[at] = SECTIONS[at].heading;
        at += 1;
    }
    headings
};
/// What headings are numbered with, from 1.
pub(super) const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Least likeness of a misspelt heading, in thousandths.
const LIKENESS: u32 = 850;
/// Characters of a heading at most.
const FAR: usize = 64;

/// A heading found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Section, 0 to 5.
    pub section: usize,
    /// The number it bears, 1 to 9.
    pub number: Option<usize>,
    /// Its stretch of the line, numbering included.
    pub at: Range<usize>,
    /// The wording, where it is near a known one but none.
    pub misspelt: Option<String>,
}

/// The headings in a line of text, folded and without spaces.
pub(super) fn find(chars: &[char]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for i in 0..chars.len() {
        let Some(number) = numeral(chars[i]) else {
            continue;
        };
        let covered = found.last().is_some_and(|h| h.at.end > i);
        let twelve = i > 0 && numeral(chars[i - 1]).is_some();
        if chars.get(i + 1) == Some(&'、') && !covered && !twelve {
            let own = i == 0 || chars[..i].iter().all(|c| "#*第".contains(*c));
            if let Some((section, length, misspelt)) = wording(&chars[i + 2..], own) {
                found.push(Heading {
                    section,
                    number: Some(number),
                    at: if own { 0 } else { i }..i + 2 + length,
                    misspelt,
                });
            }
        }
    }
    if found.is_empty() && chars.len() <= 40 {
        found.extend(unnumbered(chars));
    }
    found
}

/// The section that a text begins with the heading of, and the characters it takes.
fn wording(chars: &[char], own: bool) -> Option<(usize, usize, Option<String>)> {
    let mut best: Option<(usize, usize)> = None;
    for (section, wordings) in KNOWN.iter().enumerate() {
        for length in wordings.iter().filter_map(|w| begins(chars, w)) {
            // 其他事项 begins other words; as a heading it stands alone.
            let short = length <= 4 && section == 5;
            if best.is_none_or(|(_, l)| length > l) && (!short || chars.len() == length) {
                best = Some((section, length));
            }
        }
    }
    if let Some((section, length)) = best {
        return Some((section, length, None));
    }
    if own && let Some((section, length)) = variant(chars) {
        return Some((section, length, None));
    }
    // Misspelt: compare what stands before the next mark or space of its own kind.
    let stop = |c: &char| "。，；：,;:(0123456789".contains(*c);
    let end = chars.iter().take(FAR).position(stop);
    let end = end.unwrap_or(chars.len().min(FAR));
    let mut nearest: Option<(u32, usize, usize)> = None;
    for (section, wordings) in KNOWN.iter().enumerate() {
        for wording in *wordings {
            let length = wording.chars().count();
            // Cheap first: a slip spares the first two characters or leaves one of them near.
            let near = |c: char| chars.iter().take(2).any(|near| *near == c);
            if length < 8 || !wording.chars().take(2).any(near) {
                continue;
            }
            // As many characters of it as likeness asks for, in whatever order.
            let within = |c: &&char| wording.chars().any(|of| of == **c);
            let most = end.min(length + 3);
            let common = chars[..most].iter().filter(within).count();
            if 2000 * common < LIKENESS as usize * (2 * length - 1) {
                continue;
            }
            let lengths = length.saturating_sub(1)..=length + 3;
            for take in lengths.filter(|&take| take <= end && (!own || take + 6 > end)) {
                let text: String = chars[..take].iter().collect();
                let likeness = similarity(wording, &key(&text));
                if likeness >= LIKENESS && nearest.is_none_or(|(best, ..)| likeness > best) {
                    nearest = Some((likeness, section, take));
                }
            }
        }
    }
    if own && end == 4 && nearest.is_none() {
        // Too short for likeness: one character in four.
        let same = |(a, b): &(&char, char)| **a == *b;
        let likeness = chars.iter().zip(KNOWN[0][0].chars()).filter(same).count();
        nearest = (likeness == 3).then_some((LIKENESS, 0, end));
    }
    let (_, section, mut length) = nearest?;
    if own && end <= length + 3 {
        length = end;
    }
    Some((section, length, Some(chars[..length].iter().collect())))
}

/// A heading in an organ's own words, alone on its line: the section, and the characters it takes.
fn variant(chars: &[char]) -> Option<(usize, usize)> {
    let end = chars.iter().position(|c| "。，；：,;:(".contains(*c));
    let end = end.unwrap_or(chars.len());
    let text = key(&chars[..end].iter().collect::<String>());
    if text.chars().count() > 30 {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(word));
    let section =
        if has(&["存在"]) && has(&["问题", "不足"]) && has(&["改进", "整改", "措施", "打算"])
        {
            4
        } else if has(&["其他", "其它"]) && has(&["需"]) && ends(&["事项", "情况"]) {
            5
        } else if ["概述", "概况", "工作概述", "工作概况", "基本情况"].contains(&text.as_str())
        {
            0
        } else {
            // 2023年主动公开政府信息情况, 我局收到和处理….
            KNOWN
                .iter()
                .position(|wordings| ends(wordings) && !ends(&["其他事项"]))?
        };
    Some((section, end))
}

/// Characters that a wording takes at the start of a text; marks between do not count.
fn begins(chars: &[char], wording: &str) -> Option<usize> {
    let mut at = 0;
    for c in wording.chars() {
        while matches!(chars.get(at), Some('、' | ',' | '，' | '及' | '和')) && chars[at] != c {
            if at == 0 {
                return None;
            }
            at += 1;
        }
        if chars.get(at) != Some(&c) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A line that is a known wording and nothing else: 总体情况, （一）总体情况, 第一部分 总体情况.
fn unnumbered(chars: &[char]) -> Option<Heading> {
    let marks = |c: &char| "#*第部分(). 、：:".contains(*c) || numeral(*c).is_some();
    let numbered = chars.iter().take_while(|c| marks(c)).count();
    let first = chars.get(numbered)?;
    let known = |wording: &&str| wording.starts_with(*first);
    // Characters of a label may be written otherwise.
    let plain = ('\u{4e00}'..='\u{9fa5}').contains(first) && key_char(*first) == Some(*first);
    if plain && !KNOWN.iter().flat_map(|wordings| *wordings).any(known) {
        return None;
    }
    let bare: String = chars[numbered..].iter().collect();
    let whole: String = key(&bare);
    let is = |wordings: &[&str]| wordings.contains(&whole.as_str());
    let section = KNOWN.iter().position(|w| is(w))?;
    Some(Heading {
        section,
        number: None,
        at: 0..chars.len(),
        misspelt: None,
    })
}

fn numeral(c: char) -> Option<usize> {
    // Every character of a report is asked; none beyond these is one.
    if !('一'..='四').contains(&c) {
        return None;
    }
    Some(NUMERALS.iter().position(|n| *n == c)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Vec<(usize, Option<usize>, bool)> {
        let chars: Vec<char> = line.chars().collect();
        let found = find(&chars).into_iter();
        found
            .map(|h| (h.section, h.number, h.misspelt.is_some()))
            .collect()
    }

    #[test]
    fn headings_in_every_dress() {
        assert_eq!(of("一、总体情况"), [(0, Some(1), false)]);
        assert_eq!(of("##一、总体情况"), [(0, Some(1), false)]);
        assert_eq!(
            of("五、政府信息公开工作存在的主要问题及改进情况"),
            [(4, Some(5), false)]
        );
        assert_eq!(
            of("四、政府信息公开行政复议和行政诉讼情况"),
            [(3, Some(4), false)]
        );
        assert_eq!(
            of("一切正常。五、存在问题及改进情况略。六、其他需要报告的事项无"),
            [(4, Some(5), false), (5, Some(6), false)]
        );
        assert_eq!(
            of("四、政府信息公开行政法复议、行政诉讼情况"),
            [(3, Some(4), true)]
        );
        assert_eq!(of("总体情况"), [(0, None, false)]);
        assert_eq!(of("（二）总体情况如下所述"), []);
        assert_eq!(
            of("报告包括总体情况、主动公开政府信息情况、其他需要报告的事项"),
            []
        );
    }
}
