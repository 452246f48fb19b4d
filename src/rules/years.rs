//! Rules between this year's report and last year's, and what is said where one is not met.

use super::requirement::{LABELS, PRACTICE, Requirement};
use crate::report::Severity;
use crate::words::Words;

pub(super) static RULES: &[Requirement] = &[
    Requirement {
        id: "year.carried_in",
        severity: Severity::Warning,
        sentence: [
            "本年“上年结转” = 上年报告的“结转下年度继续办理”，七列分别相等。",
            "Carried over from last year = carried over to next year in last year's report, in each of the seven columns.",
        ],
        why: [
            "同一批未办结的申请。机构合并、拆分，统计范围变化，申请人重新归类的除外。",
            "They are the same applications, unless bodies merged, the scope changed or applicants were reclassified.",
        ],
        source: LABELS,
    },
    Requirement {
        id: "year.valid",
        severity: Severity::Warning,
        sentence: [
            "现行有效件数 = 上年现行有效件数 + 本年制发件数 − 本年废止件数（规章、行政规范性文件）。",
            "In force = in force last year + made − repealed, for regulations and for normative documents.",
        ],
        why: [
            "存量只因制发和废止而变化。自然失效未计入废止、清理、重新统计、范围变化的除外。",
            "The stock changes only by these, unless expiry was not counted, or it was counted anew or more widely.",
        ],
        source: LABELS,
    },
    Requirement {
        id: "year.public_total",
        severity: Severity::Warning,
        sentence: [
            "2019 年版：对外公开总数量 = 上年对外公开总数量 + 本年新公开数量。",
            "Form of 2019: public in all = public in all last year + newly published.",
        ],
        why: ["总数量是累计数。", "It is a running total."],
        source: LABELS,
    },
    Requirement {
        id: "year.items_last",
        severity: Severity::Warning,
        sentence: [
            "2019 年版：上一年项目数量 = 上年报告的上一年项目数量 + 本年增/减。",
            "Form of 2019: items last year = items the year before + the change of last year.",
        ],
        why: [
            "本年的期初数就是上年的期末数。",
            "A year begins with what the year before ended with.",
        ],
        source: LABELS,
    },
    Requirement {
        id: "year.identical",
        severity: Severity::Hint,
        sentence: [
            "三张表的数不与上年完全相同。",
            "The tables are not the same as last year's, number for number.",
        ],
        why: [
            "有许多非零的数而全部相同，多是沿用了上年的表格。",
            "Many numbers and all of them the same: last year's tables were probably handed in again.",
        ],
        source: PRACTICE,
    },
];

impl Words {
    /// Said where it is not known that the other report is of the year before.
    fn unsure(self, unsure: bool) -> &'static str {
        match unsure {
            true => self.pick(
                "（没有读到年份，按上年报告比较）",
                " (no year was read; taken for last year's report)",
            ),
            false => "",
        }
    }

    pub fn carried_in(self, column: &str, this: i64, last: i64, unsure: bool) -> String {
        let unsure = self.unsure(unsure);
        self.say(
            format!("“{column}”列：本年“上年结转”为 {this}，上年报告“结转下年度继续办理”为 {last}，应当相等，请核实{unsure}。"),
            format!("Column “{column}”: carried over from last year is {this}, but last year's report carried {last} over; they should be equal{unsure}."),
        )
    }

    pub fn chain(
        self,
        cell: &str,
        here: i64,
        sum: &str,
        expected: i64,
        rule: &str,
        unsure: bool,
    ) -> String {
        let (zh, en) = match rule {
            "year.valid" => ("上年 + 本年制发 − 本年废止", "last year + made − repealed"),
            "year.public_total" => ("上年 + 本年新公开", "last year + newly published"),
            _ => (
                "上年报告的上一年项目数量 + 本年增/减",
                "last year's report: items of the year before + change",
            ),
        };
        let unsure = self.unsure(unsure);
        let sum = sum.replace(" - ", " − ");
        self.say(
            format!("{cell}为 {here}，而{zh} = {sum} = {expected}，请核实{unsure}。"),
            format!("{cell} is {here}, but {en} = {sum} = {expected}; worth a look{unsure}."),
        )
    }

    pub fn identical(self, unsure: bool) -> String {
        let unsure = self.unsure(unsure);
        self.say(
            format!("表二、表三的数与上年报告完全相同，请核实是否沿用了上年的表格{unsure}。"),
            format!("Tables 2 and 3 are the same as last year's, number for number{unsure}."),
        )
    }
}
