//! The rules for single cells as a reader sees them, for the rules page and the command line. What makes
//! the findings is `judge/format.rs`, which the first build of the page has too; these sentences come
//! with the second.

use crate::report::Severity::{self, Error, Hint};
use crate::soft::Soft;

const LABELS: [&str; 2] = [
    "由表中项目的含义推出",
    "follows from the meaning of the labels",
];
const COUNTED: [&str; 2] = [
    "件数是数出来的；只有金额可以有小数，只有 2019 年版的“本年增/减”可以是负数。",
    "Cases are counted; only amounts have decimals, and only 本年增/减 of 2019 may be negative.",
];
const BOTH_TRUE: [&str; 2] = [
    "两个数很难同时成立，多是填错了行或列；当年制发、当年又废止的除外。",
    "Both can hardly be true; mostly a row or column was mixed up, unless what was made was repealed within the year.",
];

const fn rule(
    id: &'static str,
    severity: Severity,
    sentence: [&'static str; 2],
    why: [&'static str; 2],
) -> Soft {
    Soft {
        id,
        severity,
        sentence,
        why,
        source: LABELS,
    }
}

/// Every one of them; a test holds them against what makes the findings.
pub(crate) static FILLING: &[Soft] = &[
    rule(
        "format.unfilled",
        Error,
        ["每张表都填了数。", "No table is left empty."],
        [
            "没有发生的填 0；整张表空着，看不出是 0 还是漏填。",
            "What did not happen is a 0; an empty table leaves open whether it was forgotten.",
        ],
    ),
    rule(
        "format.negative",
        Error,
        ["件数和金额不为负数。", "No count or amount is negative."],
        COUNTED,
    ),
    rule(
        "format.decimal",
        Error,
        ["件数为整数。", "Counts are whole numbers."],
        COUNTED,
    ),
    rule(
        "format.valid",
        Hint,
        [
            "表二：现行有效件数不少于本年制发件数。",
            "Table 2: no more were made this year than are in force.",
        ],
        BOTH_TRUE,
    ),
    rule(
        "format.public_total",
        Hint,
        [
            "表二（2019 年版）：对外公开总数量不少于本年新公开数量。",
            "Table 2 (2019): no more were published this year than are public.",
        ],
        BOTH_TRUE,
    ),
    rule(
        "format.fees",
        Hint,
        [
            "表二：收费金额小于一百亿元（单位是万元）。",
            "Table 2: fees stay below ten billion yuan (the unit is 万元).",
        ],
        [
            "更大的数多是把元当作万元填写。",
            "Larger figures are mostly yuan written where 万元 are asked for.",
        ],
    ),
    rule(
        "format.procurement",
        Hint,
        [
            "表二（2019 年版）：采购项目数量与采购总金额同为 0，或同不为 0。",
            "Table 2 (2019): number and amount of procurements are both 0, or neither is.",
        ],
        [
            "有项目就有金额，有金额就有项目。",
            "Where there are projects there is an amount, and the reverse.",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_finding_about_a_cell_has_its_rule() {
        let made = include_str!("judge/format.rs").split('"');
        let made: BTreeSet<&str> = made.filter(|word| word.starts_with("format.")).collect();
        let listed: BTreeSet<&str> = FILLING.iter().map(|rule| rule.id).collect();
        assert_eq!(made, listed);
    }
}
