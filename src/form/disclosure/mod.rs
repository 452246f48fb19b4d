//! 政府信息公开工作年度报告: a file for each table (`publication.rs`, `applications.rs`, `litigation.rs`), with its
//! facts and relations, and one for each edition, with the tables as it prints them.

mod applications;
mod edition_2019;
mod edition_2021;
mod litigation;
mod publication;

use super::{Edition, Section, Template};
#[cfg(feature = "explain")]
use super::{Repeated, Stated};
use crate::form::dsl::both;

/// Every edition, newest first.
pub static EDITIONS: &[&Edition] = &[&edition_2021::EDITION, &edition_2019::EDITION];

/// The form whatever its edition.
pub static TEMPLATE: Template = Template {
    id: "disclosure",
    title: both(
        "政府信息公开工作年度报告",
        "Annual report on government information disclosure",
    ),
    sections: SECTIONS,
    outdated: OUTDATED,
    prose: true,
    #[cfg(feature = "office")]
    units: &[("项目数", "项"), ("增/减", "项"), ("", "件")],
    #[cfg(feature = "explain")]
    repeated: Some(Repeated {
        rule: "year.identical",
        tables: &[&publication::TABLE, &applications::TABLE],
        said: both(
            "表二、表三的数与上年报告完全相同，请核实是否沿用了上年的表格{}。",
            "Tables 2 and 3 are the same as last year's, number for number{}.",
        ),
        stated: Stated {
            sentence: both(
                "三张表的数不与上年完全相同。",
                "The tables are not the same as last year's, number for number.",
            ),
            why: both(
                "有许多非零的数而全部相同，多是沿用了上年的表格。",
                "Many numbers and all of them the same: last year's tables were probably handed in again.",
            ),
        },
    }),
};

/// The parts of a report, the same in both editions.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        heading: "一、总体情况",
        keys: &["总体情况"],
    },
    Section {
        heading: "二、主动公开政府信息情况",
        keys: &["主动公开政府信息情况"],
    },
    Section {
        heading: "三、收到和处理政府信息公开申请情况",
        keys: &["收到和处理政府信息公开申请情况"],
    },
    Section {
        heading: "四、政府信息公开行政复议、行政诉讼情况",
        keys: &[
            "政府信息公开行政复议",
            "行政复议行政诉讼情况",
            "被申请行政复议",
            "申请行政复议提起行政诉讼",
        ],
    },
    Section {
        heading: "五、存在的主要问题及改进情况",
        keys: &[
            "存在的主要问题",
            "存在问题及改进",
            "问题及改进情况",
            "问题及整改",
        ],
    },
    Section {
        heading: "六、其他需要报告的事项",
        keys: &["其他需要报告的事项"],
    },
];

/// The statistics form that was in force up to the reports on 2018 (国办发〔2014〕32号).
const OUTDATED: &[&str] = &[
    "政府信息公开情况统计表",
    "主动公开政府信息数",
    "收到申请数",
    "申请办结数",
    "申请答复数",
    "属于已主动公开范围数",
    "同意公开答复数",
    "政务微博公开政府信息数",
    "制发规范性文件总数",
    "受理依申请公开信息总数",
    "历年累计",
];
