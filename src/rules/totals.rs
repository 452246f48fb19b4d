//! Rules for tables of no form: what their own words and codes say is added up.

use super::requirement::Requirement;
use crate::report::Severity;

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
];
