//! Rules for single cells, and what is said where one is not met. What makes the findings is
//! `judge/format.rs`, which the first build of the page has too; the sentences of the rules come with the
//! second.

use crate::form::{CellId, Form, TableId};
use crate::words::Words;

#[cfg(feature = "explain")]
pub(super) use list::RULES;

#[cfg(feature = "explain")]
mod list {
    use crate::report::Severity::{self, Error, Hint};
    use crate::rules::Requirement;

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
    ) -> Requirement {
        Requirement {
            id,
            severity,
            sentence,
            why,
            source: LABELS,
        }
    }

    pub(in crate::rules) static RULES: &[Requirement] = &[
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
}

impl Words {
    pub fn unfilled(self, table: TableId) -> String {
        let table = self.table(table);
        self.say(
            format!("{table}整张没有填写；没有的应填 0。"),
            format!("{table} is not filled in at all; nothing is written as 0."),
        )
    }

    pub fn negative(self, form: &Form, cell: CellId, text: &str) -> String {
        let name = self.cell(form, cell);
        self.say(
            format!("{name}写成 {text}：件数不能是负数。"),
            format!("{name} says {text}: a count cannot be negative."),
        )
    }

    pub fn decimal(self, form: &Form, cell: CellId, text: &str) -> String {
        let name = self.cell(form, cell);
        self.say(
            format!("{name}写成 {text}：件数应为整数。"),
            format!("{name} says {text}: a count must be a whole number."),
        )
    }

    pub fn valid_below_made(self, row: &str) -> String {
        self.say(format!("表二“{row}”：现行有效件数少于本年制发件数，除非当年制发又废止，请核实。"), format!("Table 2 “{row}”: fewer in force than made this year, which is possible only where some were repealed within the year."))
    }

    pub fn public_below_published(self, row: &str) -> String {
        self.say(
            format!("表二“{row}”：对外公开总数量少于本年新公开数量，请核实。"),
            format!("Table 2 “{row}”: fewer public in all than newly published this year."),
        )
    }

    pub fn huge_fee(self, text: &str) -> String {
        self.say(
            format!("表二“行政事业性收费”为 {text} 万元，请核实是否以元为单位填写。"),
            format!("Table 2 “行政事业性收费” is {text} (万元); it may have been entered in yuan."),
        )
    }

    pub fn procurement(self) -> &'static str {
        self.pick(
            "表二“政府集中采购”：项目数量与总金额一个为 0、一个不为 0，请核实。",
            "Table 2 “政府集中采购”: of number and amount one is 0 and the other is not.",
        )
    }

    // — What is not a report —
}
