//! 部门决算公开表: what its tables are called, and which of their numbers are the same. What is added up in
//! each table its own words say; what reads and checks it is `totals/`.

/// A table's number and title, as a key.
pub(crate) const TABLES: [(&str, &str); 9] = [
    ("T1", "收入支出决算总表"),
    ("T2", "收入决算表"),
    ("T3", "支出决算表"),
    ("T4", "财政拨款收入支出决算总表"),
    ("T5", "一般公共预算财政拨款支出决算表"),
    ("T6", "一般公共预算财政拨款基本支出决算表"),
    ("T7", "财政拨款三公经费支出决算表"),
    ("T8", "政府性基金预算财政拨款收入支出决算表"),
    ("T9", "国有资本经营预算财政拨款收入支出决算表"),
];

/// So many of them make a document one of 部门决算.
pub(crate) const LEAST: usize = 3;

/// A row of such a table.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RowIs {
    /// The total without a code.
    Total,
    /// The first with this label.
    Label(&'static str),
    /// The one with this code.
    Code(&'static str),
    /// The only one.
    Only,
}

/// A cell of such a table: its row, and the labels over its column, all of which are there; without any the
/// first column beside the row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AccountCell {
    pub table: &'static str,
    pub row: RowIs,
    pub column: &'static [&'static str],
}

/// Numbers that add up to one that stands in another table.
#[derive(Debug)]
pub(crate) struct Same {
    pub parts: &'static [AccountCell],
    pub whole: AccountCell,
    /// Whether it may fail where nothing is wrong, so that it is only worth a look.
    pub soft: bool,
}

const fn at(table: &'static str, row: RowIs, column: &'static [&'static str]) -> AccountCell {
    AccountCell { table, row, column }
}

const fn same(parts: &'static [AccountCell], whole: AccountCell) -> Same {
    Same {
        parts,
        whole,
        soft: false,
    }
}

use RowIs::{Code, Label, Only, Total};

const GENERAL: &[&str] = &["一般公共预算财政拨款"];

/// All of them.
pub(crate) const SAMES: [Same; 8] = [
    same(
        &[at("T1", Label("本年收入合计"), &[])],
        at("T2", Total, &[]),
    ),
    same(
        &[at("T1", Label("本年支出合计"), &[])],
        at("T3", Total, &[]),
    ),
    same(
        &[at("T1", Label("一般公共预算财政拨款收入"), &[])],
        at("T4", Label("一般公共预算财政拨款"), &[]),
    ),
    same(
        &[at("T1", Label("政府性基金预算财政拨款收入"), &[])],
        at("T4", Label("政府性基金预算财政拨款"), &[]),
    ),
    same(
        &[at("T1", Label("国有资本经营预算财政拨款收入"), &[])],
        at("T4", Label("国有资本经营预算财政拨款"), &[]),
    ),
    same(
        &[at("T4", Label("本年支出合计"), GENERAL)],
        at("T5", Total, &[]),
    ),
    same(
        &[
            at("T6", Label("人员经费合计"), &[]),
            at("T6", Label("公用经费合计"), &[]),
        ],
        at("T5", Total, &["基本支出"]),
    ),
    // What is paid out of projects is in one of them only.
    Same {
        parts: &[at("T7", Only, &["公务接待费", "决算数"])],
        whole: at("T6", Code("30217"), &[]),
        soft: true,
    },
];

/// Tables whose rows of one name are the same: those of expenditure by kind, and the column of the first.
pub(crate) const KINDS: [(&str, &[&str], &str); 2] = [("T1", &[], "T3"), ("T4", GENERAL, "T5")];

/// Tables in which what was left, came in and was spent gives what is left, and the labels of those columns.
pub(crate) const CARRIED: ([&str; 2], [&str; 4]) = (
    ["T8", "T9"],
    ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
);
