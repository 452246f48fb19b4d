//! What is said between reports: year against year, parent against children.

use super::Words;
use crate::across::years::Unfit;
use crate::form::{Form, edition};
use crate::sorted::Sorted;

impl Words {
    /// A cell in words, from its public id and the editions of its report.
    pub fn cell_named(self, editions: &Sorted<String, String>, name: &str) -> String {
        let mut form = Form::default();
        for id in crate::form::TableId::ALL {
            let of_table = editions.get(id.id());
            if let Some(edition) = of_table.and_then(|id| edition(id)) {
                form.set(edition.table(id));
            }
        }
        let cell = form.tables().find_map(|table| table.cell(name));
        cell.map_or_else(|| name.to_owned(), |cell| self.cell(&form, cell))
    }

    /// Said where it is not known that the other report is of the year before.
    fn unsure(self, unsure: bool) -> &'static str {
        match unsure {
            true => self.pick(
                "（没有读到年份，按上年报告比较）",
                " (no year was read; taken for last year's report)",
            ),
            false => "",
        }
    }

    pub fn unfit_previous(self, unfit: &Unfit) -> String {
        match unfit {
            Unfit::Empty => self.say(
                "没有与上年对照：所给的上年报告中没有找到表格。".into(),
                "Not compared with last year: no table was found in the report given for it.".into(),
            ),
            Unfit::Year(year) => self.say(
                format!("没有与上年对照：所给的是 {year} 年度报告，不是上一年度的。"),
                format!("Not compared with last year: the report given for it is on {year}."),
            ),
            Unfit::Organ(organ) => self.say(
                format!("所给的上年报告属于“{organ}”，与本报告的机关名称不同，请核实是否放错。"),
                format!("The report given for last year is of “{organ}”, another name than this report's; worth a look."),
            ),
        }
    }

    pub fn carried_in(self, column: &str, this: i64, last: i64, unsure: bool) -> String {
        let unsure = self.unsure(unsure);
        self.say(
            format!("“{column}”列：本年“上年结转”为 {this}，上年报告“结转下年度继续办理”为 {last}，应当相等，请核实{unsure}。"),
            format!("Column “{column}”: carried over from last year is {this}, but last year's report carried {last} over; they should be equal{unsure}."),
        )
    }

    pub fn chain(
        self,
        cell: &str,
        here: i64,
        sum: &str,
        expected: i64,
        rule: &str,
        unsure: bool,
    ) -> String {
        let (zh, en) = match rule {
            "year.valid" => ("上年 + 本年制发 − 本年废止", "last year + made − repealed"),
            "year.public_total" => ("上年 + 本年新公开", "last year + newly published"),
            _ => (
                "上年报告的上一年项目数量 + 本年增/减",
                "last year's report: items of the year before + change",
            ),
        };
        let unsure = self.unsure(unsure);
        let sum = sum.replace(" - ", " − ");
        self.say(
            format!("{cell}为 {here}，而{zh} = {sum} = {expected}，请核实{unsure}。"),
            format!("{cell} is {here}, but {en} = {sum} = {expected}; worth a look{unsure}."),
        )
    }

    pub fn identical(self, unsure: bool) -> String {
        let unsure = self.unsure(unsure);
        self.say(
            format!("表二、表三的数与上年报告完全相同，请核实是否沿用了上年的表格{unsure}。"),
            format!("Tables 2 and 3 are the same as last year's, number for number{unsure}."),
        )
    }

    /// A parent's cell that is not the sum of its children's: whole, sum and gap; the child that may
    /// have been left out, the child that may have been counted twice.
    pub fn family_differs(
        self,
        cell: &str,
        [whole, sum, gap]: [&str; 3],
        left_out: Option<&str>,
        twice: Option<&str>,
    ) -> String {
        let (zh, en) = match (left_out, twice) {
            (Some(child), _) => (
                format!("；差额等于{child}的数，可能未计入"),
                format!("; {child} has just that number and may have been left out"),
            ),
            (_, Some(child)) => (
                format!("；差额等于{child}的数，可能重复计入"),
                format!("; {child} has just that number and may have been counted twice"),
            ),
            _ => (String::new(), String::new()),
        };
        self.say(
            format!("{cell}：汇总报告为 {whole}，各下级之和为 {sum}，差额 {gap}{zh}。"),
            format!("{cell}: {whole} in the summary, {sum} over its parts, difference {gap}{en}."),
        )
    }
}
