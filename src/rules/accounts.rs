//! Rules for the final accounts of departments beyond the sums of each table, and what is said where one is
//! not met.

use super::requirement::{Requirement, RuleOrigin};
use crate::report::Severity;
#[cfg(feature = "totals")]
use crate::words::Words;
#[cfg(feature = "totals")]
use crate::words::said;

const SOURCE: RuleOrigin = RuleOrigin([
    "部门决算公开表的表样和各表项目的含义；各数各自四舍五入。",
    "the published forms of departments' final accounts and the meaning of their labels; each number is rounded by itself",
]);

pub(super) static RULES: &[Requirement] = &[
    SOURCE.rule(
        "accounts.sums",
        Severity::Error,
        [
            "部门决算：各表的合计、总计、小计是各项之和，类 = 各款之和，款 = 各项之和，收支总计相等。",
            "Final accounts: totals and codes of every table are the sums of their parts, and both sides come to the same.",
        ],
        [
            "各数各自四舍五入，相差不超过（项数 + 1）× 末位的一半。",
            "Each number is rounded by itself: (terms + 1) × half of the last place at most.",
        ],
    ),
    SOURCE.rule(
        "accounts.same",
        Severity::Error,
        [
            "部门决算：同一个数在几张表里相同（如总表本年收入合计 = 收入决算表合计，总表各类支出 = 支出决算表各类）。",
            "Final accounts: a number that stands in several tables is the same in all of them.",
        ],
        [
            "几张表说的是同一笔收支。",
            "The tables speak of the same money.",
        ],
    ),
    SOURCE.rule(
        "accounts.digit",
        Severity::Hint,
        [
            "部门决算：同一个数印了两次，末位也相同。",
            "Final accounts: a number that is printed twice has the same last digit.",
        ],
        [
            "各表各自四舍五入时末位会差 1，不是错误，但读者会问。",
            "Rounded in each table by itself the last digit may differ by one: no mistake, but readers will ask.",
        ],
    ),
    SOURCE.rule(
        "accounts.maybe",
        Severity::Hint,
        [
            "部门决算：三公经费的公务接待费决算数 = 基本支出决算表的公务接待费。",
            "Final accounts: receptions are the same among the three public expenses and in basic expenditure.",
        ],
        [
            "接待费从项目支出列支的，两处不同。",
            "They differ where receptions were paid out of projects.",
        ],
    ),
    SOURCE.rule(
        "accounts.carried",
        Severity::Error,
        [
            "部门决算：年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余。",
            "Final accounts: what was left, plus what came in, less what was spent is what is left.",
        ],
        [
            "结转和结余由收支得出。",
            "What is left follows from what came in and went out.",
        ],
    ),
];

#[cfg(feature = "totals")]
impl Words {
    /// Two numbers that should be the same, each with its place.
    pub fn accounts_same(
        self,
        one: &str,
        value: &str,
        other: &str,
        beside: &str,
        gap: &str,
    ) -> String {
        said!(
            self,
            format!("{one}为 {value}，{other}为 {beside}，应当相同，相差 {gap}。"),
            format!(
                "{one} is {value}, {other} is {beside}; they should be the same and differ by {gap}."
            ),
        )
    }

    /// The same where only the last digit differs.
    pub fn accounts_digit(self, one: &str, value: &str, other: &str, beside: &str) -> String {
        said!(
            self,
            format!(
                "{one}为 {value}，{other}为 {beside}：同一个数印了两次，末位不同，是各自四舍五入所致还是笔误，请核实。"
            ),
            format!(
                "{one} is {value}, {other} is {beside}: one number printed twice with another last digit, by rounding or by mistake."
            ),
        )
    }

    pub fn accounts_carried(self, place: &str, left: &str, right: &str) -> String {
        said!(
            self,
            format!(
                "{place}：年初结转和结余 + 本年收入 − 本年支出 = {left}，而年末结转和结余为 {right}。"
            ),
            format!(
                "{place}: 年初结转和结余 + 本年收入 − 本年支出 = {left}, but 年末结转和结余 is {right}."
            ),
        )
    }
}
