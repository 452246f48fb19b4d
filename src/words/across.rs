//! What is said between reports: year against year, parent against children.

use super::{Words, said};

/// Why nothing, or what is not certain, is compared with what was given as last year's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unfit<'a> {
    /// No table was found in it.
    Empty,
    /// Nobody has filled it in.
    Blank,
    /// It is on a year that is not the one before.
    Year(u16),
    /// It bears another organ's name: compared, but worth a look.
    Organ(&'a str),
}

impl Words {
    pub fn unfit_previous(self, unfit: &Unfit) -> String {
        match unfit {
            Unfit::Empty => said!(
                self,
                "没有与上年对照：所给的上年报告中没有找到表格。".into(),
                "Not compared with last year: no table was found in the report given for it."
                    .into(),
            ),
            Unfit::Blank => said!(
                self,
                "没有与上年对照：所给的上年报告是没有填写的空白表格。".into(),
                "Not compared with last year: the report given for it is a form that nobody has filled in."
                    .into(),
            ),
            Unfit::Year(year) => said!(
                self,
                format!("没有与上年对照：所给的是 {year} 年度报告，不是上一年度的。"),
                format!("Not compared with last year: the report given for it is on {year}."),
            ),
            Unfit::Organ(organ) => said!(
                self,
                format!("所给的上年报告属于“{organ}”，与本报告的机关名称不同，请核实是否放错。"),
                format!(
                    "The report given for last year is of “{organ}”, another name than this report's; worth a look."
                ),
            ),
        }
    }
}
