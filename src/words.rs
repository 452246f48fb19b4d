//! Every sentence the core says to a person, Chinese first, English second.
//!
//! Labels of the form keep their official Chinese wording in both languages: they are what the
//! reader looks for on the page. No sentence addresses or blames anyone.

#[cfg(feature = "explain")]
mod across;
#[cfg(feature = "office")]
mod batch;
#[cfg(feature = "explain")]
mod prose;

use crate::Language;
use crate::form::{CellId, Form, Row, Rule, TableId};
#[cfg(feature = "office")]
use crate::read::office::{Refusal, Remark};
#[cfg(feature = "office")]
use crate::report::Candidate;

/// Chooses between the two languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(pub Language);

impl Words {
    pub fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.0 {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    fn say(self, chinese: String, english: String) -> String {
        match self.0 {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    /// 表二, 表三, 表四.
    pub fn table(self, table: TableId) -> &'static str {
        match (table, self.0) {
            (TableId::T2, Language::Chinese) => "表二",
            (TableId::T3, Language::Chinese) => "表三",
            (TableId::T4, Language::Chinese) => "表四",
            (TableId::T2, Language::English) => "Table 2",
            (TableId::T3, Language::English) => "Table 3",
            (TableId::T4, Language::English) => "Table 4",
        }
    }

    /// A row in words: 表三第 14 行“1.本机关不掌握相关政府信息”.
    pub fn row(self, form: &Form, table: TableId, index: usize) -> String {
        let row = form.table(table).expect("a table of the form").row(index);
        let (name, number, in_table) = (short(row), index + 1, self.table(table));
        if table == TableId::T3 {
            self.say(
                format!("{in_table}第 {number} 行“{name}”"),
                format!("{in_table}, row {number} “{name}”"),
            )
        } else {
            self.say(
                format!("{in_table}“{name}”"),
                format!("{in_table} “{name}”"),
            )
        }
    }

    /// A cell in words: 表三第 14 行“1.本机关不掌握相关政府信息”·自然人.
    pub fn cell(self, form: &Form, cell: CellId) -> String {
        let row = self.row(form, cell.table, cell.row.into());
        let (form_row, column) = form.place(cell);
        if form_row.columns.len() == 1 {
            return row;
        }
        self.say(
            format!("{row}·{}", column.label),
            format!("{row} · {}", column.label),
        )
    }

    /// What an equation demands.
    pub fn rule(self, form: &Form, rule: &Rule) -> String {
        let (first, table) = (rule.left[0], self.table(rule.left[0].table));
        let column = form.place(first).1.label;
        match rule.relation.id {
            "identity" => self.say(
                format!("{table}“{column}”列：第一项 + 第二项 = 第三项（七）总计 + 第四项"),
                format!("{table}, column “{column}”: item 1 + item 2 = total of item 3 + item 4"),
            ),
            "subtotal" => self.say(
                format!("{table}“{column}”列：第三项各种办理结果之和 = （七）总计"),
                format!(
                    "{table}, column “{column}”: sum of all outcomes of item 3 = line (7) total"
                ),
            ),
            _ => {
                let row = self.row(form, first.table, first.row.into());
                let total = form.place(rule.right[0]).1.label;
                let (zh, en) = match first.table {
                    TableId::T3 => ("六类申请人", "six kinds of applicant"),
                    _ => ("四项结果", "four outcomes"),
                };
                self.say(
                    format!("{row}：{zh}之和 = {total}"),
                    format!("{row}: sum of the {en} = {total}"),
                )
            }
        }
    }

    /// A broken equation.
    pub fn broken(self, form: &Form, rule: &Rule, arithmetic: &str) -> String {
        let rule = self.rule(form, rule);
        self.say(
            format!("{rule}，不成立：{arithmetic}。"),
            format!("{rule} does not hold: {arithmetic}."),
        )
    }

    /// `13 + 0 = 13，而 12 + 0 = 12，相差 1`. Zeros of a long sum are left out.
    pub fn arithmetic(self, left: &[i64], right: &[i64]) -> String {
        let (l, r) = (side(left), side(right));
        let (ls, rs): (i64, i64) = (left.iter().sum(), right.iter().sum());
        let difference = (ls - rs).abs();
        if difference == 0 {
            return self.say(format!("{l}，{r}，相等"), format!("{l}, {r}, equal"));
        }
        self.say(
            format!("{l}，而 {r}，相差 {difference}"),
            format!("{l}, but {r}, difference {difference}"),
        )
    }

    /// An equation with cells that are not known.
    pub fn unknown(self, form: &Form, rule: &Rule, cells: &[CellId]) -> String {
        let (names, rule) = (self.span(form, cells), self.rule(form, rule));
        self.say(
            format!("{rule}，无法判定：{names}没有读到数字。"),
            format!("{rule} cannot be decided: no number was read for {names}."),
        )
    }

    /// An equation that only an inferred value makes hold.
    pub fn by_inference(self, form: &Form, rule: &Rule, cells: &[CellId]) -> String {
        let (names, rule) = (self.span(form, cells), self.rule(form, rule));
        self.say(
            format!("{rule}，无法判定：{names}的数是推断出来的，不能用来证明等式成立。"),
            format!("{rule} cannot be decided: {names} was inferred, which proves nothing."),
        )
    }

    /// An equation that a forgotten blank would mend.
    pub fn blank_matters(self, form: &Form, rule: &Rule, arithmetic: &str) -> String {
        let rule = self.rule(form, rule);
        self.say(
            format!("{rule}，无法判定：空白格按 0 计则不成立（{arithmetic}），可能是漏填。"),
            format!("{rule} cannot be decided: with blanks as 0 it fails ({arithmetic}); a number may have been left out."),
        )
    }

    /// A missing cell that the relations determine.
    pub fn inferred(
        self,
        form: &Form,
        cell: CellId,
        value: i64,
        equations: usize,
        blank: bool,
    ) -> String {
        let name = self.cell(form, cell);
        let (zh, en) = if blank {
            ("是空白", "is blank")
        } else {
            ("在原文中没有", "is not in the text")
        };
        let (zh_by, en_by) = match equations {
            1 => ("按一条勾稽关系".to_owned(), "one relation says".to_owned()),
            n => (
                format!("{}条勾稽关系一致表明", numeral(n)),
                format!("{n} relations agree that"),
            ),
        };
        self.say(
            format!("{name}{zh}；{zh_by}应为 {value}（推断）。"),
            format!("{name} {en}; {en_by} it must be {value} (inferred)."),
        )
    }

    /// Values whose cell or whose cutting only the sums decided.
    pub fn placed_by_sums(self, table: TableId, cells: usize) -> String {
        let table = self.table(table);
        self.say(
            format!("{table}有 {cells} 格的数在原文中没有分隔或没有标明位置，是按勾稽关系推断的，请对照原文核对。"),
            format!("{cells} cells of {table} were not separated or labelled in the text; their values were inferred from the relations and should be compared with the original."),
        )
    }

    /// Text that can be read in several ways.
    pub fn ambiguous(self, form: &Form, cells: &[CellId], text: &str) -> String {
        let names = self.span(form, cells);
        self.say(
            format!("{names}：原文“{text}”有多种读法，没有猜测，请人工填写。"),
            format!("{names}: “{text}” can be read in several ways; nothing was guessed."),
        )
    }

    /// Text that is no number.
    pub fn unreadable(self, form: &Form, cell: CellId, text: &str) -> String {
        let name = self.cell(form, cell);
        self.say(
            format!("{name}：“{text}”不是可以计算的数。"),
            format!("{name}: “{text}” is not a number that can be computed with."),
        )
    }

    /// Several cells: the first, and how many more.
    fn span(self, form: &Form, cells: &[CellId]) -> String {
        match cells {
            [] => String::new(),
            [one] => self.cell(form, *one),
            [first, ..] if cells.iter().all(|cell| cell.row == first.row) => {
                let row = self.row(form, first.table, first.row.into());
                let n = cells.len();
                self.say(format!("{row}的 {n} 格"), format!("{row}, {n} cells"))
            }
            [first, ..] => {
                let (name, n) = (self.cell(form, *first), cells.len());
                self.say(
                    format!("{name}等 {n} 格"),
                    format!("{name} and {} more", n - 1),
                )
            }
        }
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

    pub fn unfilled(self, table: TableId) -> String {
        let table = self.table(table);
        self.say(
            format!("{table}整张没有填写；没有的应填 0。"),
            format!("{table} is not filled in at all; nothing is written as 0."),
        )
    }

    pub fn blanks(self, table: TableId, count: usize) -> String {
        let table = self.table(table);
        self.say(format!("{table}有 {count} 格空白（或写作 /、-、无），按 0 计算；没有的应填 0。"), format!("{count} cells of {table} are blank (or /, -, 无) and count as 0; nothing is written as 0."))
    }

    pub fn dressed(self, form: &Form, cells: &[CellId], text: &str) -> String {
        let names = self.span(form, cells);
        self.say(format!("{names}写有单位、千分位或说明（如“{text}”），只取其中的数。"), format!("{names} carry a unit, separators or a remark (such as “{text}”); only the number was taken."))
    }

    pub fn absent(self, table: TableId) -> String {
        let table = self.table(table);
        let heading = self.pick(
            match table {
                "表二" => "（主动公开政府信息情况）",
                "表三" => "（收到和处理政府信息公开申请情况）",
                _ => "（政府信息公开行政复议、行政诉讼情况）",
            },
            "",
        );
        self.say(
            format!("没有找到{table}{heading}，未校验。"),
            format!("{table} was not found and not checked."),
        )
    }

    pub fn unplaced(self, table: TableId, values: &str) -> String {
        let table = self.table(table);
        self.say(
            format!("{table}中有一行数没有找到对应的项目：{values}。"),
            format!("A row of values in {table} fits no line of the form: {values}."),
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
        let parts: Vec<String> = form
            .tables()
            .map(|t| {
                format!(
                    "{}{}",
                    self.table(t.id),
                    self.say(
                        format!("为 {} 年版", t.edition),
                        format!(": edition {}", t.edition)
                    )
                )
            })
            .collect();
        self.say(
            format!("各表格式版本不一致：{}。", parts.join("，")),
            format!(
                "The tables are of different editions: {}.",
                parts.join(", ")
            ),
        )
    }

    pub fn wrong_edition(self, year: u16, edition: &str, expected: &str) -> String {
        self.say(
            format!("{year} 年度报告应使用 {expected} 年版格式，这里用的是 {edition} 年版。"),
            format!("A report on {year} should use the form of {expected}; this is the form of {edition}."),
        )
    }

    pub fn valid_below_made(self, row: &str) -> String {
        self.say(format!("表二“{row}”：现行有效件数少于本年制发件数，除非当年制发又废止，请核实。"), format!("Table 2 “{row}”: fewer in force than made this year, which is possible only where some were repealed within the year."))
    }

    pub fn huge_fee(self, text: &str) -> String {
        self.say(
            format!("表二“行政事业性收费”为 {text} 万元，请核实是否以元为单位填写。"),
            format!("Table 2 “行政事业性收费” is {text} (万元); it may have been entered in yuan."),
        )
    }

    pub fn public_below_published(self, row: &str) -> String {
        self.say(
            format!("表二“{row}”：对外公开总数量少于本年新公开数量，请核实。"),
            format!("Table 2 “{row}”: fewer public in all than newly published this year."),
        )
    }

    pub fn procurement(self) -> &'static str {
        self.pick(
            "表二“政府集中采购”：项目数量与总金额一个为 0、一个不为 0，请核实。",
            "Table 2 “政府集中采购”: of number and amount one is 0 and the other is not.",
        )
    }

    // — What is not a report —

    pub fn nothing_given(self) -> &'static str {
        self.pick(
            "还没有内容。请粘贴年度报告，或选择文件。",
            "Nothing to check yet. Paste an annual report or choose a file.",
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
        let mut list = shown.join(", ");
        if !more.is_empty() {
            list.push('…');
        }
        self.say(
            format!("不认识的表格版本或单元格编号，没有校验：{list}。"),
            format!("Unknown edition or cell ids, not checked: {list}."),
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
        self.say(
            format!("{holds} 条勾稽关系全部成立，没有发现不一致。"),
            format!("All {holds} relations hold; nothing inconsistent was found."),
        )
    }

    pub fn consistent_but(self, holds: u32, hints: u32) -> String {
        self.say(
            format!("{holds} 条勾稽关系全部成立；另有 {hints} 条提示，请核对。"),
            format!("All {holds} relations hold; remarks worth a look: {hints}."),
        )
    }

    pub fn inconsistent(self, broken: u32, other: u32, undecided: u32) -> String {
        let mut zh = Vec::new();
        let mut en = Vec::new();
        if broken > 0 {
            zh.push(format!("{broken} 条勾稽关系不成立"));
            en.push(format!("{broken} relations do not hold"));
        }
        if other > 0 {
            zh.push(format!("{other} 处填写错误"));
            en.push(format!("{other} entries are not allowed"));
        }
        if undecided > 0 {
            zh.push(format!("{undecided} 条无法判定"));
            en.push(format!("{undecided} could not be decided"));
        }
        self.say(
            format!("{}。", zh.join("，")),
            format!("{}.", en.join(", ")),
        )
    }

    pub fn undecided(self, holds: u32, undecided: u32) -> String {
        if undecided == 0 {
            return self.say(
                format!("没有发现不一致（{holds} 条成立），但报告没有读全，不能判定为一致。"),
                format!("Nothing inconsistent was found ({holds} relations hold), but the report was not read in full."),
            );
        }
        self.say(
            format!("没有发现不一致（{holds} 条成立），但有 {undecided} 条无法判定。"),
            format!("Nothing inconsistent was found ({holds} relations hold), but {undecided} could not be decided."),
        )
    }
}

/// What is said of files.
#[cfg(feature = "office")]
impl Words {
    pub fn refused(self, refusal: Refusal) -> String {
        let (zh, en) = match refusal {
            Refusal::TooLarge => (
                "文件太大，没有读。请另存为只含报告文字和表格的 docx，或复制表格后粘贴。",
                "The file is too large and was not read. Save a docx with only the report's text and tables, or copy the tables and paste them.",
            ),
            Refusal::Encrypted => (
                "文件设有密码，无法读取。请取消密码后另存，或打开后复制表格粘贴。",
                "The file is protected by a password. Save it without one, or open it, copy the tables and paste them.",
            ),
            Refusal::Corrupt => (
                "文件已损坏或不完整，无法读取。请用 WPS 或 Word 打开并另存为 docx（表格另存为 xlsx），或复制表格后粘贴。",
                "The file is damaged or incomplete. Open it in WPS or Word and save it as docx (a sheet as xlsx), or copy the tables and paste them.",
            ),
            Refusal::Laid => (
                "PDF 由网页和 npm 版的命令读取，这里不能。请在网页中打开，或用原来的 docx。",
                "PDF is read by the page and by the npm command, not here. Open it in the page, or use the original docx.",
            ),
            Refusal::Picture => (
                "这是一张图片，图片中的数字无法读取。请用文字版的报告。",
                "This is a picture; figures in pictures cannot be read. Use the report as text.",
            ),
            Refusal::Unknown => (
                "无法识别这种文件。请另存为 docx 或 xlsx，或复制表格后粘贴。",
                "This kind of file is not known. Save it as docx or xlsx, or copy the tables and paste them.",
            ),
            Refusal::Format(name) => {
                return self.say(
                    format!("{name} 文件不能直接读取。请用 WPS 或 Office 打开，另存为 docx 或 xlsx，或复制表格后粘贴。"),
                    format!("{name} files cannot be read. Open the file in WPS or Office and save it as docx or xlsx, or copy the tables and paste them."),
                );
            }
        };
        self.pick(zh, en).to_owned()
    }

    /// A story of what went wrong, with the values it proposes.
    pub fn story(self, candidate: &Candidate) -> String {
        let mut text = candidate.message.clone();
        for change in &candidate.changes {
            let to = change.to.to_string();
            if !text.contains(&to) {
                let from = change.from.map_or(String::new(), |from| from.to_string());
                text.push_str(&self.say(format!("（{from} → {to}）"), format!(" ({from} → {to})")));
            }
        }
        text
    }

    pub fn cannot_mark(self) -> &'static str {
        self.pick(
            "这种文件不能直接标注，只有 docx 和 xlsx 可以。请用 WPS 或 Office 打开，另存为 docx（表格另存为 xlsx）后再查。",
            "This kind of file cannot be marked, only docx and xlsx can. Open it in WPS or Office, save it as docx (a sheet as xlsx) and check again.",
        )
    }

    pub fn another_file(self) -> &'static str {
        self.pick(
            "这个文件与校验时的内容不同，没有标注。请重新校验后再标注。",
            "This file is not the one that was checked, so it was not marked. Check it again first.",
        )
    }

    pub fn remark(self, remark: Remark) -> &'static str {
        match remark {
            Remark::Damaged => self.pick(
                "文件有损坏，只读了能读的部分。请用 WPS 或 Word 打开并另存后再查。",
                "The file is damaged; only what could be read was read. Open it in WPS or Word, save it and check again.",
            ),
            Remark::Embedded => self.pick(
                "文件中嵌有另一个文件，嵌入的内容没有读。请用 WPS 或 Word 打开并另存为 docx，或复制表格后粘贴。",
                "The file embeds another one, which was not read. Open it in WPS or Word and save it as docx, or copy the tables and paste them.",
            ),
            Remark::Hidden => self.pick(
                "表格中有隐藏的行、列或工作表，也一并读了。",
                "Hidden rows, columns or sheets were read as well.",
            ),
            Remark::Uncomputed => self.pick(
                "有公式没有保存计算结果，这些格没有读到数字。请用 WPS 或 Excel 打开并保存一次。",
                "Some formulas were saved without a result, so their cells hold no number. Open the file in WPS or Excel and save it once.",
            ),
        }
    }
}

/// A label without its bracketed note, which makes sentences long.
pub(crate) fn short(row: &Row) -> &'static str {
    let name = row.name;
    match name.rfind('（') {
        Some(at) if at > 0 => &name[..at],
        _ => name,
    }
}

/// `13 + 0 = 13`; a lone number stands by itself.
fn side(numbers: &[i64]) -> String {
    let sum: i64 = numbers.iter().sum();
    if let [one] = numbers {
        return one.to_string();
    }
    let shown: Vec<String> = numbers
        .iter()
        .filter(|&&n| n != 0 || numbers.len() <= 2)
        .map(i64::to_string)
        .collect();
    match shown.len() {
        0 | 1 => sum.to_string(),
        _ => format!("{} = {sum}", shown.join(" + ").replace("+ -", "- ")),
    }
}

fn numeral(n: usize) -> String {
    match n {
        2 => "两".into(),
        3 => "三".into(),
        4 => "四".into(),
        n => format!(" {n} "),
    }
}
