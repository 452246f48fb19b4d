//! What is said of how a report was read, and of what stands in its cells.

use super::{Words, numeral, said};
use crate::align::SecondCopy;
use crate::form::{CellId, Form, Printed, Section, Table};
use crate::text::joined;

impl Words {
    /// A missing cell that the relations determine; `text` is what stands in it where it is there.
    pub fn inferred(
        self,
        form: &Form,
        cell: CellId,
        value: i64,
        equations: usize,
        text: Option<&str>,
    ) -> String {
        let name = self.cell(form, cell);
        let state = match text {
            None => self.pick("在原文中没有", "is not in the text").to_owned(),
            Some("") => self.pick("是空白", "is blank").to_owned(),
            Some(text) => said!(self, format!("写作“{text}”"), format!("says “{text}”")),
        };
        let by = match equations {
            1 => self.pick("按一条勾稽关系", "one relation says").to_owned(),
            n => said!(
                self,
                format!("{}条勾稽关系一致表明", numeral(n)),
                format!("{n} relations agree that"),
            ),
        };
        said!(
            self,
            format!("{name}{state}；{by}应为 {value}（推断）。"),
            format!("{name} {state}; {by} it must be {value} (inferred)."),
        )
    }

    /// Values whose cell or whose cutting only the sums decided.
    pub fn placed_by_sums(self, table: &Table, cells: usize) -> String {
        let table = self.table(table);
        said!(
            self,
            format!(
                "{table}有 {cells} 格的数在原文中没有分隔或没有标明位置，是按勾稽关系推断的，请对照原文核对。"
            ),
            format!(
                "{cells} cells of {table} were not separated or labelled in the text; their values were inferred from the relations and should be compared with the original."
            ),
        )
    }

    /// Text that can be read in several ways.
    pub fn ambiguous(self, form: &Form, cells: &[CellId], text: &str) -> String {
        let names = self.span(form, cells);
        said!(
            self,
            format!("{names}：原文“{text}”有多种读法，没有猜测，请人工填写。"),
            format!("{names}: “{text}” can be read in several ways; nothing was guessed."),
        )
    }

    /// Text that is no number.
    pub fn unreadable(self, form: &Form, cell: CellId, text: &str) -> String {
        let name = self.cell(form, cell);
        said!(
            self,
            format!("{name}：“{text}”不是可以计算的数。"),
            format!("{name}: “{text}” is not a number that can be computed with."),
        )
    }

    /// Cells of a row that are not there, and that nothing is held against.
    pub fn missing(self, form: &Form, cells: &[CellId]) -> String {
        let row = self.row(form, cells[0].table, cells[0].row.into());
        let columns: Vec<&str> = cells.iter().map(|&cell| form.place(cell).1.label).collect();
        let all = cells.len() == form.place(cells[0]).0.columns.len();
        match all {
            true => said!(
                self,
                format!("{row}：没有读到数，请对照原文补上。"),
                format!("{row}: no number was read; to be looked up."),
            ),
            false => said!(
                self,
                format!(
                    "{row}：没有读到“{}”的数，请对照原文补上。",
                    columns.join("”“")
                ),
                format!(
                    "{row}: no number was read of {}; to be looked up.",
                    columns.join(", ")
                ),
            ),
        }
    }

    pub fn blanks(self, table: &Table, count: usize) -> String {
        let table = self.table(table);
        said!(
            self,
            format!("{table}有 {count} 格空白（或写作 /、-、无），按 0 计算；没有的应填 0。"),
            format!(
                "{count} cells of {table} are blank (or /, -, 无) and count as 0; nothing is written as 0."
            )
        )
    }

    pub fn dressed(self, form: &Form, cells: &[CellId], text: &str) -> String {
        let names = self.span(form, cells);
        said!(
            self,
            format!("{names}写有单位、千分位或说明（如“{text}”），只取其中的数。"),
            format!(
                "{names} carry a unit, separators or a remark (such as “{text}”); only the number was taken."
            )
        )
    }

    pub fn absent(self, table: &Table, section: &Section) -> String {
        let (table, heading) = (self.table(table), section.name());
        said!(
            self,
            format!("没有找到{table}（{heading}），未校验。"),
            format!("{table} was not found and not checked."),
        )
    }

    pub fn unplaced(self, table: &Table, values: &str) -> String {
        let table = self.table(table);
        said!(
            self,
            format!("{table}中有一行数没有找到对应的项目：{values}。"),
            format!("A row of values in {table} fits no line of the form: {values}."),
        )
    }

    pub fn double(self, table: &Table, row: &str, [first, second]: &[String; 2]) -> String {
        let table = self.table(table);
        said!(
            self,
            format!(
                "{table}{}{row}{}出现两次，数字不同：一处是“{first}”，另一处是“{second}”。不同的格没有采用任何一处，请人工核对。",
                if row.is_empty() {
                    "的数字行"
                } else {
                    "“"
                },
                if row.is_empty() { "" } else { "”" }
            ),
            format!(
                "{table}: the row {row} stands there twice with different numbers: “{first}” and “{second}”. Where they differ neither is taken."
            ),
        )
    }

    pub fn second_copy(self, table: &Table, copy: SecondCopy) -> String {
        let table = self.table(table);
        match copy {
            SecondCopy::Unfilled => said!(
                self,
                format!("{table}出现两次，其中一张没有填写，按填了数的一张读。"),
                format!(
                    "{table} stands there twice, once unfilled; the one with numbers was read."
                ),
            ),
            SecondCopy::Cut => said!(
                self,
                format!("{table}出现两次，其中一张缺了一些行；两张都有的行数字相同。"),
                format!(
                    "{table} stands there twice, once without some of its rows; the rows that both have are the same."
                ),
            ),
        }
    }

    pub fn lacking(self, table: &Table, columns: &[&str]) -> String {
        let table = self.table(table);
        let columns = joined(columns, "、");
        said!(
            self,
            format!("{table}的表头没有这些栏：{columns}。"),
            format!("The head of {table} lacks these columns: {columns}."),
        )
    }

    pub fn second_report(self) -> &'static str {
        self.pick(
            "输入中不止一份报告，只校验了第一份。",
            "The input holds more than one report; only the first was checked.",
        )
    }

    pub fn cut(self) -> &'static str {
        self.pick(
            "内容太大，超出部分没有读。",
            "The input is too large; the rest was not read.",
        )
    }

    pub fn hybrid(self, form: &Form) -> String {
        let part = |printed: Printed| {
            let (table, edition) = (self.table(printed.form.table), printed.edition.id);
            said!(
                self,
                format!("{table}为 {edition} 年版"),
                format!("{table}: edition {edition}"),
            )
        };
        let parts: Vec<String> = form.printed().map(part).collect();
        said!(
            self,
            format!("各表格式版本不一致：{}。", joined(&parts, "，")),
            format!(
                "The tables are of different editions: {}.",
                joined(&parts, ", ")
            ),
        )
    }

    pub fn wrong_edition(self, year: u16, edition: &str, expected: &str) -> String {
        said!(
            self,
            format!("{year} 年度报告应使用 {expected} 年版格式，这里用的是 {edition} 年版。"),
            format!(
                "A report on {year} should use the form of {expected}; this is the form of {edition}."
            ),
        )
    }
}
