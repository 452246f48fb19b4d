//! What the core says to a person beyond a rule's own sentence, which stands with its rule; Chinese first, English second.
//!
//! Labels of the form keep their official Chinese wording in both languages: they are what the
//! reader looks for on the page. No sentence addresses or blames anyone.

#[cfg(feature = "explain")]
mod across;
#[cfg(feature = "office")]
mod batch;
#[cfg(feature = "office")]
mod files;
#[cfg(feature = "office")]
mod left;
#[cfg(feature = "scan")]
#[cfg_attr(not(any(feature = "office", feature = "wasm")), allow(dead_code))]
mod pictures;
mod reading;
mod relations;
mod verdict;
#[cfg(feature = "office")]
mod versions;

#[cfg(feature = "explain")]
pub(crate) use across::Unfit;

use crate::form::{CellId, Form, Relation, Row, Rule, Table, TableId, Terms};
use crate::language::{FIRST, Language};
use crate::text::joined;

/// Chooses between the two languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(pub Language);

/// One of two texts, of which only the one that is wanted is made: `said!(words, format!(…), format!(…))`.
macro_rules! said {
    ($words:expr, $chinese:expr, $english:expr $(,)?) => {
        if $words.is_english() {
            $english
        } else {
            $chinese
        }
    };
}
pub(crate) use said;

impl Words {
    #[inline(always)]
    pub fn is_english(self) -> bool {
        !FIRST && self.0 == Language::English
    }

    #[inline(always)]
    pub fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        said!(self, chinese, english)
    }

    /// One of two texts.
    #[inline(always)]
    pub fn of<T: Copy>(self, both: [T; 2]) -> T {
        said!(self, both[0], both[1])
    }

    /// 表二, 表三, 表四.
    pub fn table(self, table: &Table) -> &'static str {
        self.of(table.title)
    }

    /// A row in words: 表三第 14 行“1.本机关不掌握相关政府信息”.
    pub fn row(self, form: &Form, table: TableId, index: usize) -> String {
        let table = form.table(table).expect("a table of the form");
        let (name, number) = (short(table.row(index)), index + 1);
        let in_table = self.table(table.table);
        if table.table.numbered {
            said!(
                self,
                format!("{in_table}第 {number} 行“{name}”"),
                format!("{in_table}, row {number} “{name}”"),
            )
        } else {
            said!(
                self,
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
        said!(
            self,
            format!("{row}·{}", column.label),
            format!("{row} · {}", column.label),
        )
    }

    /// What an equation demands: the column or row it is of, and the sentence of its family.
    pub fn rule(self, form: &Form, rule: &Rule) -> String {
        let first = rule.left[0];
        let of = match rule.relation.terms {
            Terms::Rows { .. } => {
                let table = form.table(first.table).expect("a table of the form");
                let (table, column) = (self.table(table.table), form.place(first).1.label);
                said!(
                    self,
                    format!("{table}“{column}”列"),
                    format!("{table}, column “{column}”"),
                )
            }
            Terms::Columns { .. } => self.row(form, first.table, first.row.into()),
        };
        let sentence = self.of(rule.relation.sentence);
        said!(
            self,
            format!("{of}：{sentence}"),
            format!("{of}: {sentence}")
        )
    }

    /// A family of equations in short: 表三：各行总计.
    pub fn family(self, table: &Table, relation: &Relation) -> String {
        let (table, title) = (self.table(table), self.of(relation.title));
        said!(
            self,
            format!("{table}：{title}"),
            format!("{table}: {title}")
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
                said!(self, format!("{row}的 {n} 格"), format!("{row}, {n} cells"))
            }
            [first, ..] => {
                let (name, n) = (self.cell(form, *first), cells.len());
                said!(
                    self,
                    format!("{name}等 {n} 格"),
                    format!("{name} and {} more", n - 1),
                )
            }
        }
    }
}

/// A sentence of form data with its blanks `{}` filled in, in their order.
pub(crate) fn filled(sentence: &str, blanks: &[&str]) -> String {
    let mut pieces = sentence.split("{}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, blank) in pieces.zip(blanks) {
        text.push_str(blank);
        text.push_str(piece);
    }
    text
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
        _ => format!("{} = {sum}", joined(&shown, " + ").replace("+ -", "- ")),
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
