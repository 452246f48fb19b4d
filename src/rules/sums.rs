//! Rules for the numbers of the text among themselves, and what is said where one is not met.

use super::requirement::{LABELS, Requirement};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

const OWN_FIGURES: [&str; 2] = [
    "同一句话里的数由读者一加便知；只核对列全了的分项：有“等”“主要”“包括”，或分项可能重复计算的，不核对。",
    "Whoever reads the sentence can add it up; only lists that are complete are: not those with 等, 主要, 包括 or with parts that may overlap.",
];

const fn sum(id: &'static str, sentence: [&'static str; 2]) -> Requirement {
    Requirement {
        id,
        severity: Severity::Hint,
        sentence,
        why: OWN_FIGURES,
        source: LABELS,
    }
}

pub(super) static RULES: &[Requirement] = &[
    sum(
        "sum.parts",
        [
            "正文列全的分项之和 = 正文写的总数（如“268条，其中概况类86条、动态类141条、目录类41条”）。",
            "Parts that the text lists in full add up to the total it gives.",
        ],
    ),
    sum(
        "sum.flow",
        [
            "正文新收 + 上年结转 = 办结 + 结转下年度。",
            "Received + carried over from last year = handled + carried over to next year, in the text.",
        ],
    ),
    sum(
        "sum.share",
        [
            "正文的百分比 = 正文该项的数除以正文的总数，四舍五入到所写的位数。",
            "A percentage in the text = the quotient of its numbers in the text, rounded as written.",
        ],
    ),
    sum(
        "sum.shares",
        [
            "正文列全的各项百分比之和为 100%（四舍五入的误差除外）。",
            "Percentages that the text lists in full add up to 100 %, but for rounding.",
        ],
    ),
    sum(
        "sum.growth",
        [
            "正文的增减数、增减百分比与正文写的两年的数相符。",
            "A change on last year in the text fits the numbers of both years in the text.",
        ],
    ),
];

/// What was computed and what is said, by the rule: Chinese and English of the one, then of the other.
fn claimed(rule: &str) -> [&'static str; 4] {
    match rule {
        "sum.parts" => [
            "分项",
            "the parts are",
            "而总数写的是",
            "but the total given is",
        ],
        "sum.flow" => [
            "收、办、转相抵",
            "what came in and what went out are",
            "而前者为",
            "but the former is",
        ],
        "sum.share" => [
            "按这两个数计算",
            "these numbers give",
            "而写的是",
            "but the text says",
        ],
        "sum.shares" => [
            "各项占比",
            "the shares are",
            "而合计应为",
            "but they should be",
        ],
        _ => [
            "按这些数计算",
            "these numbers give",
            "而写的是",
            "but the text says",
        ],
    }
}

impl Words {
    /// Numbers of a sentence that do not fit. `table`: what of the tables has the total, and whether it
    /// agrees with what is said and with what is computed.
    pub fn sum_differs(
        self,
        rule: &str,
        sentence: &str,
        shown: &str,
        said: &str,
        table: Option<(&[&'static str; 2], bool, bool)>,
    ) -> String {
        let what = claimed(rule);
        let (zh, en) = match table {
            None => (String::new(), String::new()),
            Some((name, said, right)) => {
                let agrees = match (said, right) {
                    (true, _) => ["与写的总数一致", "agrees with the total given"],
                    (_, true) => ["与分项之和一致", "agrees with the sum of the parts"],
                    _ => ["与两者都不一致", "agrees with neither"],
                };
                (
                    format!("（{}{}）", name[0], agrees[0]),
                    format!(" ({} {})", name[1], agrees[1]),
                )
            }
        };
        said!(
            self,
            format!(
                "正文“{sentence}”：{} {shown}，{} {said}{zh}，请核对。",
                what[0], what[2]
            ),
            format!(
                "The text says “{sentence}”: {} {shown}, {} {said}{en}; worth a look.",
                what[1], what[3]
            ),
        )
    }
}
