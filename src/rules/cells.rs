//! Rules for single cells, and what is said where one is not met; those of one form stand in its data, as
//! [`Bound`]s. What makes the findings is
//! `judge/format.rs`, which the first build of the page has too; the sentences of the rules come with the
//! second.

use crate::form::{Bound, CellId, Form, Table};
use crate::words::said;
use crate::words::{Words, filled};

#[cfg(feature = "explain")]
pub(super) use list::{RULES, bound};

#[cfg(feature = "explain")]
mod list {
    use crate::form::Bound;
    use crate::report::Severity::{Error, Hint};
    use crate::rules::Requirement;
    use crate::rules::requirement::RuleOrigin;

    const LABELS: RuleOrigin = RuleOrigin([
        "由表中项目的含义推出",
        "follows from the meaning of the labels",
    ]);
    const COUNTED: [&str; 2] = [
        "件数是数出来的；只有金额可以有小数，只有 2019 年版的“本年增/减”可以是负数。",
        "Cases are counted; only amounts have decimals, and only 本年增/减 of 2019 may be negative.",
    ];

    /// What can hardly be true of a cell, as the form's data says it.
    pub(in crate::rules) fn bound(bound: &Bound) -> Requirement {
        LABELS.rule(bound.rule, Hint, bound.stated.sentence, bound.stated.why)
    }

    pub(in crate::rules) static RULES: &[Requirement] = &[
        LABELS.rule(
            "format.unfilled",
            Error,
            ["每张表都填了数。", "No table is left empty."],
            [
                "没有发生的填 0；整张表空着，看不出是 0 还是漏填。",
                "What did not happen is a 0; an empty table leaves open whether it was forgotten.",
            ],
        ),
        LABELS.rule(
            "format.negative",
            Error,
            ["件数和金额不为负数。", "No count or amount is negative."],
            COUNTED,
        ),
        LABELS.rule(
            "format.decimal",
            Error,
            ["件数为整数。", "Counts are whole numbers."],
            COUNTED,
        ),
    ];
}

impl Words {
    pub fn unfilled(self, table: &Table) -> String {
        let table = self.table(table);
        said!(
            self,
            format!(
                "{table}整张没有填写；没有的应填 0。如果原件里有数，那些数没有随文件转换过来。"
            ),
            format!(
                "{table} is not filled in at all; nothing is written as 0. If there are numbers in the original, they got lost when the file was converted."
            ),
        )
    }

    pub fn negative(self, form: &Form, cell: CellId, text: &str) -> String {
        let name = self.cell(form, cell);
        said!(
            self,
            format!("{name}写成 {text}：件数不能是负数。"),
            format!("{name} says {text}: a count cannot be negative."),
        )
    }

    pub fn decimal(self, form: &Form, cell: CellId, text: &str) -> String {
        let name = self.cell(form, cell);
        said!(
            self,
            format!("{name}写成 {text}：件数应为整数。"),
            format!("{name} says {text}: a count must be a whole number."),
        )
    }

    /// Something that can hardly be true: `of` is the row, or what stands there.
    pub fn unusual(self, bound: &Bound, of: &str) -> String {
        filled(self.of(bound.said), &[of])
    }
}
