//! Every sentence the core says to a person, Chinese first, English second.
//!
//! Labels of the form keep their official Chinese wording in both languages: they are what the
//! reader looks for on the page. No sentence addresses or blames anyone.

#[cfg(feature = "explain")]
mod across;
#[cfg(feature = "office")]
mod batch;
#[cfg(feature = "office")]
mod files;
mod reading;
mod relations;
mod verdict;

#[cfg(feature = "explain")]
pub(crate) use across::Unfit;

use crate::form::{CellId, Form, Row, Rule, TableId};
use crate::options::Language;

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

    pub fn say(self, chinese: String, english: String) -> String {
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
