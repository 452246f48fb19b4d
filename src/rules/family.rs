//! The rule between a report and those it sums up, and what is said where it is not met.

use super::requirement::{PRACTICE, Requirement};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

pub(super) static RULES: &[Requirement] = &[Requirement {
    id: "family.sum",
    severity: Severity::Warning,
    sentence: [
        "声明为汇总关系时，上级报告的每一格 = 各下级报告该格之和；规章和现行有效件数除外。",
        "Where declared, each cell of a parent's report = the sum over its children, but for 规章 and 现行有效.",
    ],
    why: [
        "汇总报告由下级的数相加而成；上级本身的数也应作为一份列入。",
        "A summary is the sum of its parts; the parent's own office is one of them.",
    ],
    source: PRACTICE,
}];

impl Words {
    /// A parent's cell that is not the sum of its children's: whole, sum and gap; the child that may
    /// have been left out, the child that may have been counted twice.
    pub fn family_differs(
        self,
        cell: &str,
        [whole, sum, gap]: [&str; 3],
        left_out: Option<&str>,
        twice: Option<&str>,
    ) -> String {
        let (zh, en) = match (left_out, twice) {
            (Some(child), _) => (
                format!("；差额等于{child}的数，可能未计入"),
                format!("; {child} has just that number and may have been left out"),
            ),
            (_, Some(child)) => (
                format!("；差额等于{child}的数，可能重复计入"),
                format!("; {child} has just that number and may have been counted twice"),
            ),
            _ => (String::new(), String::new()),
        };
        said!(
            self,
            format!("{cell}：汇总报告为 {whole}，各下级之和为 {sum}，差额 {gap}{zh}。"),
            format!("{cell}: {whole} in the summary, {sum} over its parts, difference {gap}{en}."),
        )
    }
}
