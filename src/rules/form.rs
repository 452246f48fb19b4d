//! Rules of the six parts and their headings, and what is said where one is not met.

use super::requirement::{CONTENT, FORM, PRACTICE, Requirement};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

pub(super) static RULES: &[Requirement] = &[
    Requirement {
        id: "form.sections",
        severity: Severity::Warning,
        sentence: ["六个部分齐全。", "All six sections are there."],
        why: [
            "没有内容的部分也保留标题，写“无”。",
            "A section with nothing to say keeps its heading and says so.",
        ],
        source: CONTENT,
    },
    Requirement {
        id: "form.order",
        severity: Severity::Warning,
        sentence: [
            "六个部分按格式的顺序排列、编号。",
            "The six sections stand, and are numbered, in the order of the form.",
        ],
        why: [
            "读者和汇总人员按固定顺序查找。",
            "Readers look for them in their fixed order.",
        ],
        source: FORM,
    },
    Requirement {
        id: "form.heading",
        severity: Severity::Warning,
        sentence: [
            "各部分标题没有错字。",
            "The headings are spelt as the form has them.",
        ],
        why: [
            "标题是固定用语；与之只差一两个字的多是笔误。",
            "Headings are fixed wording; what differs by a character or two is a slip.",
        ],
        source: FORM,
    },
    Requirement {
        id: "form.title",
        severity: Severity::Warning,
        sentence: [
            "标题为“某机关某年政府信息公开工作年度报告”。",
            "The title reads 某机关某年政府信息公开工作年度报告.",
        ],
        why: [
            "标题中的错字会让读者找不到报告。",
            "A slip in the title hides the report from those who search for it.",
        ],
        source: PRACTICE,
    },
    Requirement {
        id: "form.regulations",
        severity: Severity::Warning,
        sentence: [
            "没有规章制定权的机关，表二“规章”为 0。",
            "For a body without the power to make regulations, 规章 of table 2 is 0.",
        ],
        why: [
            "只有国务院部门、省级政府和设区的市、自治州政府可以制定规章；机关内部的规章制度不是规章。",
            "Only ministries, provinces, cities with districts and autonomous prefectures make regulations; house rules are none.",
        ],
        source: ["《立法法》第四章", "chapter 4 of the 立法法"],
    },
];

impl Words {
    pub fn sections_missing(self, missing: &[&str]) -> String {
        let names = missing.join("”“");
        said!(
            self,
            format!("没有找到“{names}”；没有内容的部分也应保留标题，写“无”。"),
            format!("Not found: “{names}”; a section with nothing to say keeps its heading."),
        )
    }

    pub fn sections_out_of_order(self, section: &str, other: &str) -> String {
        said!(
            self,
            format!("“{section}”排在“{other}”之前，与格式的顺序不符。"),
            format!("“{section}” stands before “{other}”, against the order of the form."),
        )
    }

    pub fn section_misnumbered(self, section: &str, numeral: char) -> String {
        said!(
            self,
            format!("标题编号为“{numeral}”，格式中是“{section}”。"),
            format!("A heading is numbered “{numeral}”; the form has “{section}”."),
        )
    }

    pub fn heading_misspelt(self, wording: &str, official: &str) -> String {
        said!(
            self,
            format!("标题“{wording}”似有错字，格式的标题是“{official}”。"),
            format!("The heading “{wording}” seems misspelt; the form has “{official}”."),
        )
    }

    pub fn title_misspelt(self, title: &str) -> String {
        said!(
            self,
            format!("标题“{title}”似有错字，应为“……政府信息公开工作年度报告”。"),
            format!("The title “{title}” seems misspelt; it should end 政府信息公开工作年度报告."),
        )
    }

    /// 规章 above nought.
    pub fn regulations(self, organ: &str) -> String {
        said!(
            self,
            format!(
                "表二“规章”不为 0，而{organ}没有规章制定权，请核实是否误填了内部制度或规范性文件。"
            ),
            format!(
                "Table 2 “规章” is not 0, but {organ} has no power to make regulations; house rules may have been counted."
            ),
        )
    }
}
