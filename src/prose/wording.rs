//! Years left over from last year, template debris, parts announced and not named.

use super::page::{Paragraph, ProsePage};
use crate::place::Place;
use crate::report::{Finding, Report};
use crate::rules;
use crate::words::Words;
use std::ops::Range;

/// Years of a sentence that are looked at: one with more is none.
const YEARS: usize = 50;
/// Words of comparisons, plans, citations and things carried over: a year beside them may be another.
const EXCUSES: [&str; 53] = [
    "转入",
    "同比",
    "较",
    "相比",
    "比上",
    "比去",
    "去年",
    "上年",
    "上一年",
    "以来",
    "起",
    "自20",
    "近年",
    "连续",
    "首次",
    "将",
    "下一步",
    "计划",
    "目标",
    "力争",
    "明年",
    "拟",
    "规划",
    "预计",
    "十四五",
    "十五五",
    "结转",
    "顺延",
    "转至",
    "延至",
    "转到",
    "印发",
    "发布",
    "修订",
    "颁布",
    "出台",
    "制定",
    "成立",
    "历年",
    "累计",
    "此前",
    "曾",
    "考核",
    "评估",
    "测评",
    "评议",
    "获",
    "排名",
    "预算",
    "决算",
    "整改",
    "第",
    "届",
];
/// Words of the sentence that states the period of the statistics.
const PERIOD: [&str; 7] = [
    "统计期限",
    "统计期",
    "数据期限",
    "数据统计",
    "统计时",
    "统计周期",
    "所列数据",
];
/// What only a template says.
const DEBRIS: [&str; 20] = [
    "编写说明",
    "填写说明",
    "填报说明",
    "表格如下",
    "以表格形式报告",
    "(文字描述",
    "可先适当综述",
    "请在此处",
    "在此处报告",
    "此处填写",
    "此处插入",
    "(请填写",
    "数据间的逻辑关系",
    "20XX年",
    "X件",
    "×件",
    "X月X日",
    "(示例)",
    "(待补充)",
    "【单位名称】",
];
/// The six sections as a sentence may call them.
const PARTS: [&[&str]; 6] = [
    &["总体情况", "概述", "概况"],
    &["主动公开"],
    &["收到和处理", "依申请公开", "申请情况", "申请公开"],
    &["行政复议", "行政诉讼", "复议"],
    &["主要问题", "存在问题", "存在的问题", "改进"],
    &["其他需要报告", "需要报告", "其他事项", "需报告"],
];

/// What is left over or forgotten in the wording.
pub(super) fn findings(page: &ProsePage, report: &Report, words: Words) -> Vec<Finding> {
    let year = report.year;
    let mut findings = Vec::new();
    let mut wrong: Vec<(u16, Place, String, usize)> = Vec::new();
    for paragraph in &page.paragraphs {
        findings.extend(debris(page, paragraph, words));
        for sentence in paragraph.sentences() {
            findings.extend(parts(page, paragraph, sentence.clone(), words));
            let named = numbers_of_years(&paragraph.chars, sentence.clone());
            for (at, digits) in named.into_iter().take(YEARS) {
                if digits.len() != 4 {
                    let message = words.year_malformed(&paragraph.text(at.clone()));
                    let place = page.at(paragraph, at);
                    findings.push(rules::finding("wording.year", message).standing(place));
                    continue;
                }
                let (Some(year), Ok(named)) = (year, digits.parse::<u16>()) else {
                    continue;
                };
                if named != year && !excused(paragraph, &sentence, &at, named, year) {
                    match wrong.iter_mut().find(|(y, ..)| *y == named) {
                        Some((.., count)) => *count += 1,
                        None => {
                            let text = paragraph.quote(sentence.clone(), &at);
                            wrong.push((named, page.at(paragraph, at), text, 1));
                        }
                    }
                }
            }
        }
    }
    for (named, at, sentence, count) in wrong {
        let message = words.year_differs(&sentence, named, year.unwrap_or_default(), count);
        findings.push(rules::finding("wording.year", message).standing(at));
    }
    findings
}

/// Runs of four or more digits before 年, where they name a year.
fn numbers_of_years(chars: &[char], sentence: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for end in sentence.clone() {
        if chars[end] != '年' {
            continue;
        }
        let digits = chars[sentence.start..end]
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_digit())
            .count();
        let text: String = chars[end - digits..end].iter().collect();
        let named = digits == 4 && text.starts_with("20");
        // 202020年, 20023年, 202年: digits too many, or one lost where a sentence begins with it.
        let malformed = (5..=6).contains(&digits) && text.starts_with("20")
            || digits == 3 && text.starts_with("202") && end - digits == sentence.start;
        if named || malformed {
            found.push((end - digits..end + 1, text));
        }
    }
    found
}

/// Whether a year that is not the report's may stand here.
fn excused(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    at: &Range<usize>,
    named: u16,
    year: u16,
) -> bool {
    let chars = &paragraph.chars;
    let text: String = chars[sentence.clone()].iter().collect();
    let period = PERIOD.iter().any(|word| text.contains(word)) && text.contains("12月31日");
    if period {
        return false;
    }
    if !is_time(&chars[sentence.start..at.start]) {
        return true;
    }
    let before = at.start.checked_sub(1).map(|i| chars[i]);
    let after = chars.get(at.end).copied().unwrap_or(' ');
    // A date, a range, a citation; a list of links rather than a sentence.
    let dated = after.is_ascii_digit();
    let ranged =
        matches!(before, Some('-' | '—' | '~' | '至' | '.' | '/')) || "-—~至、和与".contains(after);
    let cited = inside(
        &chars[sentence.start..at.start],
        &['《', '[', '〔', '“', '"', '>'],
    );
    let spoken = text.contains(',') || text.ends_with('。');
    let later =
        matches!(paragraph.section, Some(4 | 5)) && (named > year || at.start > sentence.start);
    // Beside the report's own year it is a comparison.
    let compared = text.contains(&format!("{year}年"));
    let plain = text.replace("现将", "");
    let excuses = EXCUSES.iter().any(|word| plain.contains(word));
    compared || dated || ranged || cited || !spoken || later || excuses
}

/// Whether a year behind these words is the time of what follows: it begins the sentence, or its subject
/// does.
fn is_time(before: &[char]) -> bool {
    const SUBJECTS: [&str; 4] = ["本机关", "本单位", "本部门", "我们"];
    let before: String = before.iter().collect();
    let subject = before.strip_prefix("现将").unwrap_or(&before);
    let short = subject.chars().count() <= 4 && subject.starts_with(['我', '本', '全']);
    subject.is_empty() || short || SUBJECTS.contains(&subject)
}

/// Whether a bracket is open at the end of a text.
fn inside(chars: &[char], marks: &[char]) -> bool {
    let close = |c: char| match c {
        '《' => '》',
        '[' => ']',
        '〔' => '〕',
        '“' => '”',
        other => other,
    };
    marks.iter().any(|&mark| {
        let open = chars.iter().rposition(|&c| c == mark);
        open.is_some_and(|open| !chars[open + 1..].contains(&close(mark)))
    })
}

fn debris(page: &ProsePage, paragraph: &Paragraph, words: Words) -> Option<Finding> {
    let named = DEBRIS.iter().find_map(|word| paragraph.find(word));
    let at = named.or_else(|| placeholder(&paragraph.chars))?;
    let message = words.template(&paragraph.text(at.clone()));
    Some(rules::finding("wording.template", message).standing(page.at(paragraph, at)))
}

/// XX局, ××年, ____件: two crosses or more, or a line to write on, before an ideograph.
fn placeholder(chars: &[char]) -> Option<Range<usize>> {
    let cross = |c: &char| matches!(c, 'X' | '×' | 'Ｘ' | '_');
    let start = chars.windows(2).position(|w| w.iter().all(cross))?;
    let length = chars[start..].iter().take_while(|c| cross(c)).count();
    let next = chars.get(start + length)?;
    crate::text::is_ideograph(*next).then_some(start..start + length + 1)
}

/// 包括……等六部分, with fewer named.
fn parts(
    page: &ProsePage,
    paragraph: &Paragraph,
    sentence: Range<usize>,
    words: Words,
) -> Option<Finding> {
    let chars = &paragraph.chars[sentence.clone()];
    let announced = ["六个部分", "六部分", "六大部分", "6个部分", "6部分"];
    let at = announced
        .iter()
        .find_map(|word| super::page::find(chars, word))?;
    let text: String = chars.iter().collect();
    let missing: Vec<&str> = (0..6)
        .filter(|&i| !PARTS[i].iter().any(|word| text.contains(word)))
        .map(|i| super::headings::OFFICIAL[i])
        .collect();
    // A sentence that names none or few of them does not list them.
    if missing.is_empty() || missing.len() > 3 {
        return None;
    }
    let place = page.at(
        paragraph,
        sentence.start + at.start..sentence.start + at.end,
    );
    let message = words.parts_missing(
        &paragraph.quote(
            sentence.clone(),
            &(sentence.start + at.start..sentence.start + at.end),
        ),
        &missing,
    );
    Some(rules::finding("wording.parts", message).standing(place))
}
