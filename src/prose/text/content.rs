//! What sections one and five have to say.

use super::section;
use crate::prose::page::{Paragraph, ProsePage};
use crate::report::{Finding, Report};
use crate::rules;
use crate::words::Words;

/// A topic of section one: what it is called, the words that name it, and those that speak of it.
struct SectionTopic {
    name: &'static str,
    named: &'static [&'static str],
    spoken: &'static [&'static str],
}

/// The five topics of section one, as 国办公开办函〔2021〕30号 lists them.
static TOPICS: [SectionTopic; 5] = [
    SectionTopic {
        name: "主动公开",
        named: &["主动公开", "主动发布", "主动公布"],
        spoken: &["公开信息", "公布", "发布"],
    },
    SectionTopic {
        name: "依申请公开",
        named: &["依申请", "公开申请", "申请公开"],
        spoken: &["申请"],
    },
    SectionTopic {
        name: "政府信息管理",
        named: &["信息管理", "信息资源管理", "信息规范管理", "信息的管理"],
        spoken: &[
            "审查",
            "审核",
            "三审",
            "台账",
            "规范性文件",
            "清理",
            "归档",
            "管理",
            "审签",
        ],
    },
    SectionTopic {
        name: "政府信息公开平台建设",
        named: &["平台", "载体", "阵地", "渠道建设", "网站建设", "新媒体"],
        spoken: &["网站", "公众号", "专栏", "微信", "公开栏", "查阅点", "专区"],
    },
    SectionTopic {
        name: "监督保障",
        named: &["监督", "保障", "考核", "培训"],
        spoken: &["评议", "追责", "责任", "检查", "督查", "督促", "组织领导"],
    },
];

/// Topics that section one does not speak of.
pub(super) fn topics(page: &ProsePage, report: &Report, words: Words) -> Option<Finding> {
    if report.year.is_some_and(|year| year < 2021)
        || report.edition.values().any(|e| e.as_str() < "2021")
    {
        return None;
    }
    let paragraphs: Vec<&Paragraph> = section(page, 0).collect();
    let (_, at) = page.headings.iter().rev().find(|(h, _)| h.section == 0)?;
    if paragraphs.is_empty() {
        return None;
    }
    let has = |word: &&str| paragraphs.iter().any(|p| p.find(word).is_some());
    // Where topics have headings of their own, the others have to be named too.
    let headed = TOPICS.iter().filter(|topic| {
        topic
            .named
            .iter()
            .any(|word| paragraphs.iter().any(|p| is_headed(p, word)))
    });
    let headed = headed.count() > 1;
    let lacks = |topic: &&SectionTopic| {
        let spoken = !headed
            || topic.name == "政府信息管理" && !paragraphs.iter().any(|p| is_headed(p, "监督"));
        let spoken = spoken && topic.spoken.iter().any(has);
        !(spoken || topic.named.iter().any(has))
    };
    let missing: Vec<&str> = TOPICS
        .iter()
        .filter(lacks)
        .map(|topic| topic.name)
        .collect();
    if missing.is_empty() {
        return None;
    }
    let message = words.topics_missing(&missing);
    Some(rules::finding("wording.topics", message).standing(*at))
}

/// Whether a word stands where a heading does: behind a number, at the start of a line or sentence.
fn is_headed(paragraph: &Paragraph, word: &str) -> bool {
    paragraph.find(word).is_some_and(|at| {
        let before: Vec<char> = paragraph.chars[..at.start]
            .iter()
            .rev()
            .take(8)
            .copied()
            .collect();
        let marks = |c: &char| matches!(c, ')' | '.' | '、' | '是' | '。');
        let near = before
            .iter()
            .take_while(|c| !",;".contains(**c))
            .position(marks);
        before.is_empty() || near.is_some_and(|n| n <= 6)
    })
}

/// Words of a problem.
const PROBLEMS: [&str; 34] = [
    "问题",
    "不足",
    "不够",
    "不强",
    "不高",
    "不深",
    "不全",
    "不及时",
    "有待",
    "欠缺",
    "薄弱",
    "偏少",
    "较少",
    "单一",
    "滞后",
    "短板",
    "差距",
    "不多",
    "不到位",
    "不完善",
    "不规范",
    "仍需",
    "还需",
    "缺乏",
    "不平衡",
    "偏低",
    "较慢",
    "困难",
    "不细",
    "不熟",
    "不广",
    "不便",
    "偏慢",
    "不健全",
];
/// Words of what is done about it.
const MEASURES: [&str; 31] = [
    "将",
    "下一步",
    "改进",
    "整改",
    "措施",
    "加强",
    "强化",
    "完善",
    "提升",
    "提高",
    "优化",
    "增加",
    "细化",
    "计划",
    "做到",
    "围绕",
    "推进",
    "规范",
    "加大",
    "拓展",
    "拓宽",
    "丰富",
    "邀请",
    "开展",
    "建立",
    "健全",
    "落实",
    "明确",
    "增设",
    "推动",
    "打算",
];
/// Words that deny every problem.
const NO_PROBLEM: [&str; 8] = [
    "不存在问题",
    "没有问题",
    "无问题",
    "未发现问题",
    "不存在明显问题",
    "无明显问题",
    "没有存在问题",
    "不存在突出问题",
];
/// Words behind which it is said what is lacking, not what is done.
const LACKING: [&str; 8] = [
    "有待",
    "仍需",
    "还需",
    "需要进一步",
    "需进一步",
    "不够",
    "不",
    "未",
];

/// Section five without a problem, or without what is done about it.
pub(super) fn measures(page: &ProsePage, words: Words) -> Option<Finding> {
    let paragraphs: Vec<&Paragraph> = section(page, 4).collect();
    let first = *paragraphs.first()?;
    let text: String = paragraphs.iter().flat_map(|p| p.chars.iter()).collect();
    let left_out = ["[…]", "[...]", "(略)"]
        .iter()
        .any(|mark| text.contains(mark));
    let table = text.chars().count() < 400 && text.contains('\t');
    if left_out || table {
        return None;
    }
    let none = text.trim_matches(|c: char| "。.,，、 ".contains(c));
    let nothing = ["无", "没有", "暂无", "无。", "不存在", "略"].contains(&none)
        || none.chars().count() <= 6 && none.starts_with('无');
    let denied = NO_PROBLEM.iter().any(|word| text.contains(word));
    let plain = NO_PROBLEM
        .iter()
        .fold(text.clone(), |text, word| text.replace(word, ""));
    let problems = PROBLEMS.iter().any(|word| plain.contains(word));
    let done = is_done(&plain);
    let lacks = if nothing || denied && !problems {
        0
    } else if !problems {
        1
    } else if !done {
        2
    } else {
        return None;
    };
    let at = page.at(first, 0..first.chars.len());
    Some(rules::finding("wording.measures", words.measures_missing(lacks)).standing(at))
}

/// Whether something is said to be done: not what 有待 is followed by.
fn is_done(text: &str) -> bool {
    let clauses = text.split(['，', '。', '；', ',', ';', '：', ':']);
    clauses.into_iter().any(|clause| {
        MEASURES.iter().any(|word| {
            clause.match_indices(word).any(|(at, _)| {
                let before = &clause[..at];
                let lacking = |lack: &&str| {
                    before
                        .rfind(*lack)
                        .is_some_and(|l| before[l..].chars().count() <= 8)
                };
                !LACKING.iter().any(lacking)
            })
        })
    })
}
