//! Rules for the statistics of administrative enforcement, and what is said where one is not met.

use super::requirement::{Requirement, RuleOrigin};
use crate::report::Severity;
#[cfg(feature = "totals")]
use crate::report::{Decisions, Finding};
#[cfg(feature = "totals")]
use crate::words::Words;
#[cfg(feature = "totals")]
use crate::words::said;

const FILLING: RuleOrigin = RuleOrigin([
    "各地行政执法统计年报制度的填报说明；各省各年的种类不同，按表头认。",
    "filling rules of the provinces' systems of enforcement statistics; kinds differ by province and year and are known by the heads",
]);

pub(super) static RULES: &[Requirement] = &[
    FILLING.rule(
        "enforcement.kinds",
        Severity::Error,
        [
            "行政执法统计年报：各种行政处罚的宗数之和 = 合计。",
            "Enforcement statistics: the cases of all kinds of penalties add up to the total.",
        ],
        [
            "并处两种以上处罚的只算一宗，计入其中一类，所以各类之和就是合计。",
            "A case with several penalties counts once, under one kind, so that the kinds add up.",
        ],
    ),
    FILLING.rule(
        "enforcement.bodies",
        Severity::Error,
        [
            "行政执法统计年报：各单位之和 = 合计行，每一列都是。",
            "Enforcement statistics: all bodies add up to the row of the total, in every column.",
        ],
        [
            "合计行由各单位汇总。",
            "The row of the total sums up the bodies.",
        ],
    ),
    FILLING.rule(
        "enforcement.procedures",
        Severity::Error,
        [
            "行政执法统计年报：简易程序数量 + 一般程序数量 = 合计。",
            "Enforcement statistics: cases of the summary and of the ordinary procedure add up to the total.",
        ],
        [
            "每宗处罚不是按简易程序就是按一般程序作出的。",
            "Every penalty is made in one of both procedures.",
        ],
    ),
    FILLING.rule(
        "enforcement.accepted",
        Severity::Warning,
        [
            "行政执法统计年报：受理数量不大于申请数量。",
            "Enforcement statistics: no more applications are accepted than were made.",
        ],
        [
            "受理的是申请中的一部分；上年申请本年受理的除外。",
            "What is accepted was applied for, but for applications of last year.",
        ],
    ),
    FILLING.rule(
        "enforcement.decided",
        Severity::Warning,
        [
            "行政执法统计年报：许可数量 + 不予许可数量不大于受理数量。",
            "Enforcement statistics: no more applications are granted and refused than were accepted.",
        ],
        [
            "作出决定的是已受理的；上年受理本年决定的除外。",
            "What is decided was accepted, but for applications of last year.",
        ],
    ),
    FILLING.rule(
        "enforcement.amount",
        Severity::Hint,
        [
            "行政执法统计年报：有罚没金额，就有罚款或没收的案件；有罚款的案件，就有罚没金额。",
            "Enforcement statistics: an amount of fines and confiscations has cases, and fines have an amount.",
        ],
        [
            "罚没金额按处罚决定书确定的金额填报。",
            "The amount is that of the decisions.",
        ],
    ),
    FILLING.rule(
        "enforcement.goods",
        Severity::Hint,
        [
            "行政执法统计年报：各类处罚填案件的宗数，不填物品的数量。",
            "Enforcement statistics: kinds of penalties are counted in cases, not in goods.",
        ],
        [
            "表头的单位是宗（件）。",
            "The head says that cases are counted.",
        ],
    ),
    FILLING.rule(
        "enforcement.annual",
        Severity::Hint,
        [
            "行政执法统计年报与同一机关同一年度政府信息公开年度报告表二的行政许可、行政处罚、行政强制处理决定数量一致。",
            "Enforcement statistics agree with the numbers of permits, penalties and enforcement in table 2 of the same authority's annual report.",
        ],
        [
            "两处说的都是本年作出的决定。",
            "Both speak of the decisions made in the year.",
        ],
    ),
];

/// A total that differs from what an annual report says of the same decisions.
#[cfg(feature = "totals")]
pub(crate) fn decisions(own: &Decisions, annual: i64, words: Words) -> Option<Finding> {
    let said = *own.numbers.first()?;
    let message = || words.enforcement_annual(&own.title, &said.to_string(), &own.row, annual);
    let differs = !own
        .numbers
        .iter()
        .any(|&number| i64::from(number) == annual);
    differs.then(|| super::finding("enforcement.annual", message()))
}

#[cfg(feature = "totals")]
impl Words {
    pub fn enforcement_accepted(self, place: &str, accepted: &str, applied: &str) -> String {
        said!(
            self,
            format!("{place}：受理数量 {accepted} 大于申请数量 {applied}，请核实。"),
            format!("{place}: {accepted} accepted, but only {applied} applied for."),
        )
    }

    pub fn enforcement_decided(self, place: &str, decided: &str, accepted: &str) -> String {
        said!(
            self,
            format!(
                "{place}：许可与不予许可共 {decided}，大于受理数量 {accepted}；如有上年受理、本年决定的，不是错误。"
            ),
            format!(
                "{place}: {decided} granted and refused, but only {accepted} accepted; no mistake where some were accepted last year."
            ),
        )
    }

    /// An amount without cases, or cases without one.
    pub fn enforcement_amount(self, place: &str, amount: &str, has_cases: bool) -> String {
        match has_cases {
            true => said!(
                self,
                format!("{place}：有罚款案件，罚没金额却是 {amount}，请核实。"),
                format!("{place}: there are fines, but their amount is {amount}."),
            ),
            false => said!(
                self,
                format!("{place}：罚没金额 {amount}，却没有罚款、没收的案件，请核实。"),
                format!("{place}: an amount of {amount}, but no case of a fine or confiscation."),
            ),
        }
    }

    pub fn enforcement_goods(self, place: &str, column: &str, text: &str) -> String {
        said!(
            self,
            format!(
                "{place}“{column}”填的是“{text}”：这是物品的数量，不是案件的宗数，没有计入合计。"
            ),
            format!(
                "{place}, “{column}” says “{text}”: a number of goods, not of cases; it was not added up."
            ),
        )
    }

    pub fn enforcement_annual(self, place: &str, said: &str, row: &str, annual: i64) -> String {
        said!(
            self,
            format!(
                "{place}为 {said}，年度报告表二“{row}”处理决定数量为 {annual}，请核实两处口径是否一致。"
            ),
            format!(
                "{place} says {said}, table 2 of the annual report {annual} for “{row}”; do both count the same?"
            ),
        )
    }
}
