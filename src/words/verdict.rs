//! What is said of a report as a whole.

use super::{Words, said};
use crate::form::CellId;
use crate::sheet::{Entry, Sheet};
use crate::sorted::Sorted;
use crate::text::joined;

impl Words {
    pub fn nothing_given(self) -> &'static str {
        self.pick(
            "里面没有文字，没有可以校核的内容。请换一份有文字的报告，或粘贴正文。",
            "There is no text in it, so nothing to check. Choose a report that has some, or paste it.",
        )
    }

    pub fn no_report(self) -> &'static str {
        self.pick(
            "没有找到政府信息公开工作年度报告的表格：请粘贴含有第二、三、四部分表格的内容。",
            "No table of a government information disclosure annual report was found; the text should contain the tables of sections 2, 3 and 4.",
        )
    }

    pub fn pictures(self) -> &'static str {
        self.pick(
            "没有找到表格中的数字，但有图片：表格可能是图片，图片中的数字无法读取，请改用文字版。",
            "No figures were found, but there are pictures: the tables may be pictures, which cannot be read.",
        )
    }

    /// So many pages are pictures, of which nothing was read.
    pub fn picture_pages(self, pages: u32) -> String {
        said!(
            self,
            format!(
                "有 {pages} 页是图片，没有读到其中的数字；缺的表格或格可能在图片上，请对照原件。"
            ),
            format!(
                "Pages that are pictures, of which no figure was read: {pages}. Tables or cells that are lacking may be on them; compare with the original."
            )
        )
    }

    #[cfg(feature = "office")]
    pub fn illegible(self) -> &'static str {
        self.pick(
            "文件里的文字只有字形，没有注明是什么字，无法读取。请从原文档重新导出 PDF，或改用 Word、Excel 文件。",
            "The file has shapes of characters without saying which characters they are. Export the PDF anew from the original, or use the Word or Excel file.",
        )
    }

    pub fn before_2019(self) -> &'static str {
        self.pick(
            "这是 2018 年度及以前的《政府信息公开情况统计表》，本工具只校验 2019 年度及以后的格式。",
            "This is the statistics form in use up to the reports on 2018; only the forms from 2019 on are checked.",
        )
    }

    pub fn unknown_ids(self, ids: &[String]) -> String {
        let (shown, more) = ids.split_at(ids.len().min(5));
        let mut list = joined(shown, ", ");
        if !more.is_empty() {
            list.push('…');
        }
        said!(
            self,
            format!("不认识的表格版本或单元格编号，没有校验：{list}。"),
            format!("Unknown edition or cell ids, not checked: {list}."),
        )
    }

    /// Cells that were typed over, with what stood there before.
    pub fn edited(self, sheet: &Sheet, before: &Sorted<CellId, Entry>) -> String {
        let shown = |text: &str| match text.trim() {
            "" => self.pick("空白", "blank").to_owned(),
            text => text.to_owned(),
        };
        let change = |(&cell, before): (&CellId, &Entry)| {
            let now = sheet.get(cell).map_or("", |entry| &entry.text);
            let name = self.cell(&sheet.form, cell);
            let (from, to) = (shown(&before.text), shown(now));
            said!(
                self,
                format!("{name}：{from} → {to}"),
                format!("{name}: {from} → {to}"),
            )
        };
        let changes: Vec<String> = before.iter().map(change).collect();
        let n = changes.len();
        said!(
            self,
            format!("有 {n} 格按改过的内容校核：{}。", joined(&changes, "；")),
            format!(
                "Cells checked as they were typed over: {n}. {}.",
                joined(&changes, "; ")
            ),
        )
    }

    pub fn blank_form(self) -> &'static str {
        self.pick(
            "这是一份没有填写的空白表格。",
            "This is a blank form with no figures in it.",
        )
    }

    // — The answer in one sentence —

    pub fn consistent(self, holds: u32) -> String {
        said!(
            self,
            format!("{holds} 条勾稽关系全部成立，没有发现不一致。"),
            format!("All {holds} relations hold; nothing inconsistent was found."),
        )
    }

    pub fn consistent_but(self, holds: u32, hints: u32) -> String {
        said!(
            self,
            format!("{holds} 条勾稽关系全部成立；另有 {hints} 条提示，请核对。"),
            format!("All {holds} relations hold; remarks worth a look: {hints}."),
        )
    }

    pub fn inconsistent(self, broken: u32, other: u32, undecided: u32) -> String {
        let mut counts = Vec::new();
        if broken > 0 {
            counts.push(said!(
                self,
                format!("{broken} 条勾稽关系不成立"),
                format!("{broken} relations do not hold"),
            ));
        }
        if other > 0 {
            counts.push(said!(
                self,
                format!("{other} 处填写错误"),
                format!("{other} entries are not allowed"),
            ));
        }
        if undecided > 0 {
            counts.push(said!(
                self,
                format!("{undecided} 条无法判定"),
                format!("{undecided} could not be decided"),
            ));
        }
        let (between, end) = said!(self, ("，", "。"), (", ", "."));
        joined(&counts, between) + end
    }

    pub fn undecided(self, holds: u32, undecided: u32) -> String {
        // Where nothing was held against anything, nothing was found to agree either.
        if holds == 0 {
            return match undecided {
                0 => said!(
                    self,
                    "没有一条勾稽关系可以核对，不能判定。".to_owned(),
                    "No relation could be checked; nothing can be said.".to_owned(),
                ),
                n => said!(
                    self,
                    format!("没有一条勾稽关系核对得成：{n} 条都无法判定。"),
                    format!("No relation could be held: all {n} are undecided."),
                ),
            };
        }
        if undecided == 0 {
            return said!(
                self,
                format!("没有发现不一致（{holds} 条成立），但报告没有读全，不能判定为一致。"),
                format!(
                    "Nothing inconsistent was found ({holds} relations hold), but the report was not read in full."
                ),
            );
        }
        said!(
            self,
            format!("没有发现不一致（{holds} 条成立），但有 {undecided} 条无法判定。"),
            format!(
                "Nothing inconsistent was found ({holds} relations hold), but {undecided} could not be decided."
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn where_nothing_was_checked_nothing_was_found_to_agree() {
        let chinese = Words(Language::Chinese);
        assert_eq!(
            chinese.undecided(0, 3),
            "没有一条勾稽关系核对得成：3 条都无法判定。"
        );
        for (holds, undecided) in [(0, 0), (0, 3)] {
            assert!(!chinese.undecided(holds, undecided).contains("没有发现"));
        }
        assert!(
            chinese
                .undecided(1, 3)
                .contains("没有发现不一致（1 条成立）")
        );
    }
}
