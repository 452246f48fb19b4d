//! What is said of two versions of a report.

use super::{Words, said};
use crate::form::Table;

impl Words {
    /// What changed, counted: cells and sentences, cells that were not compared; findings that came, went, and whose
    /// numbers changed.
    pub fn versions(
        self,
        [cells, sentences, unread]: [usize; 3],
        [come, gone, changed]: [usize; 3],
    ) -> String {
        let mut message = match cells + sentences + come + gone + changed {
            0 if unread > 0 => said!(
                self,
                "读出的没有差别。".into(),
                "What was read does not differ.".into()
            ),
            0 => said!(
                self,
                "两份没有差别。".into(),
                "The two do not differ.".into()
            ),
            _ => said!(
                self,
                format!(
                    "{cells} 格、{sentences} 句不同；新出现 {come} 条意见，消失 {gone} 条，变化 {changed} 条。"
                ),
                format!(
                    "{cells} cells and {sentences} sentences differ; {come} findings came, {gone} went, {changed} changed."
                ),
            ),
        };
        if unread > 0 {
            message += &said!(
                self,
                format!("另有 {unread} 格没有读出或者是推断的，没有比较。"),
                format!(
                    " {unread} more cells were not read, or are inferred, and were not compared."
                ),
            );
        }
        message
    }

    pub fn of_another(self) -> String {
        said!(
            self,
            "两份的机关名称或年度不同，请核实是否拿错。".into(),
            "The two are not of one body and year; worth a look.".into(),
        )
    }

    /// One version in which no report was recognised, and what is said of it.
    pub fn version_unread(self, later: bool, why: &str) -> String {
        let (zh, en) = match later {
            true => ("后一份", "later"),
            false => ("前一份", "earlier"),
        };
        said!(
            self,
            format!("{zh}没有读成年度报告，没有比较：{why}"),
            format!("The {en} version could not be read as a report; nothing was compared. {why}"),
        )
    }

    pub fn versions_unread(self) -> String {
        said!(
            self,
            "两份都没有读成年度报告，没有比较。".into(),
            "Neither version could be read as a report; nothing was compared.".into(),
        )
    }

    /// One version, or both, that nobody has filled in.
    pub fn version_blank(self, later: bool, both: bool) -> String {
        let (zh, en) = match (both, later) {
            (true, _) => ("两份都", "Both versions are forms"),
            (_, true) => ("后一份", "The later version is a form"),
            (_, false) => ("前一份", "The earlier version is a form"),
        };
        said!(
            self,
            format!("{zh}是没有填写的空白表格，没有比较。"),
            format!("{en} that nobody has filled in; nothing was compared."),
        )
    }

    /// A table that only the later version has, or only the earlier one.
    pub fn table_in_one(self, table: &'static Table, later: bool) -> String {
        let (zh, en) = match later {
            true => ("后一份", "later"),
            false => ("前一份", "earlier"),
        };
        let table = self.table(table);
        said!(
            self,
            format!("{table}只在{zh}中读到，没有比较。"),
            format!("{table} was found in the {en} version only; not compared."),
        )
    }

    pub fn table_of_another_form(self, table: &'static Table) -> String {
        let table = self.table(table);
        said!(
            self,
            format!("{table}前后两份的格式不同，没有逐格比较。"),
            format!("{table} is not of one form in the two; not compared."),
        )
    }

    pub fn blanks_for_noughts(self, cells: usize) -> String {
        said!(
            self,
            format!("另有 {cells} 格一份空白（或写作 /、-、无）、一份写 0，按相同计。"),
            format!(
                "{cells} more cells are blank (or /, -, 无) in one and 0 in the other; taken for the same."
            ),
        )
    }

    pub fn moved(self, sentences: usize) -> String {
        said!(
            self,
            format!("另有 {sentences} 句只是换了位置。"),
            format!("{sentences} more sentences only stand elsewhere."),
        )
    }

    pub fn not_read(self) -> &'static str {
        self.pick("没有读到", "not read")
    }

    pub fn unreadable_text(self, text: &str) -> String {
        said!(
            self,
            format!("“{text}”（认不出）"),
            format!("“{text}” (unreadable)")
        )
    }

    pub fn inferred_number(self, number: &str) -> String {
        said!(
            self,
            format!("{number}（推断）"),
            format!("{number} (inferred)")
        )
    }
}
