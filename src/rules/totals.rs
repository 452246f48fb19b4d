//! Rules for tables of no form: what their own words and codes say is added up.

use super::requirement::Requirement;
use crate::report::Severity;
#[cfg(feature = "totals")]
use crate::words::{Words, said};

const WORDS: [&str; 2] = [
    "由“合计”“总计”“小计”等字样和表的结构推断；各数各自四舍五入的，相差不超过（项数 + 1）× 末位的一半。",
    "Inferred from words such as 合计, 总计, 小计 and the structure of the table; where each number is rounded by itself the sides may differ by (terms + 1) × half of the last place.",
];
const SOURCE: [&str; 2] = [
    "表中的字样；不是哪一种表样规定的",
    "words of the table; no form says so",
];

const fn total(id: &'static str, sentence: [&'static str; 2]) -> Requirement {
    Requirement {
        id,
        severity: Severity::Warning,
        sentence,
        why: WORDS,
        source: SOURCE,
    }
}

pub(super) static RULES: &[Requirement] = &[
    total(
        "totals.rows",
        [
            "其他表格：写着合计、总计、小计的行 = 它所合计的各行之和。",
            "Other tables: a row that is called a total is the sum of its rows.",
        ],
    ),
    total(
        "totals.columns",
        [
            "其他表格：写着合计、总计、小计的列 = 它所合计的各列之和。",
            "Other tables: a column that is called a total is the sum of its columns.",
        ],
    ),
    total(
        "totals.codes",
        [
            "其他表格：类 = 各款之和，款 = 各项之和（按科目编码的层级）。",
            "Other tables: a row with a code is the sum of the rows whose codes begin with it.",
        ],
    ),
    total(
        "totals.balance",
        [
            "其他表格：左右两半同一行的总计相等。",
            "Other tables: the grand totals on one line of both halves are equal.",
        ],
    ),
    total(
        "totals.difference",
        [
            "其他表格：写着增减、差额的行和列 = 它所比较的两项之差（大多数行列算得出时才核对）。",
            "Other tables: a row or column that is called a difference is that of two others, which most of its numbers tell.",
        ],
    ),
    total(
        "totals.ratio",
        [
            "其他表格：占比、增减率、办结率等 = 所说两数之比（大多数行列算得出时才核对）。",
            "Other tables: a share or rate is the ratio of two numbers, which most of its own tell.",
        ],
    ),
    Requirement {
        severity: Severity::Hint,
        ..total(
            "totals.across",
            [
                "其他表格：两张表里名称相同的合计，其余都相同时，只有一个不同的请核实。",
                "Other tables: of totals that two tables print under the same labels, one that differs where all others agree.",
            ],
        )
    },
];

#[cfg(feature = "totals")]
impl Words {
    /// A total that two tables print with different numbers, where so many others agree.
    pub fn totals_across(
        self,
        one: &str,
        value: &str,
        other: &str,
        beside: &str,
        agree: usize,
    ) -> String {
        said!(
            self,
            format!(
                "{one}为 {value}，{other}为 {beside}：两张表名称相同的其他 {agree} 个合计都相同，这一个不同，请核实。"
            ),
            format!(
                "{one} is {value}, {other} is {beside}: {agree} other totals of the same names agree in both tables."
            ),
        )
    }
}
