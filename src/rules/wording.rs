//! Rules of wording, and what is said where one is not met.

use super::requirement::{FEES, FORM, PRACTICE, Requirement};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

pub(super) static RULES: &[Requirement] = &[
    Requirement {
        id: "wording.year",
        severity: Severity::Warning,
        sentence: [
            "文中的年份是报告年度；对比、计划、引用文件和落款日期除外。",
            "The years in the text are the report's, but for comparisons, plans, citations and the date of signature.",
        ],
        why: [
            "沿用上年文稿时最容易漏改年份。",
            "The year is what is most often left over from last year's text.",
        ],
        source: PRACTICE,
    },
    Requirement {
        id: "wording.template",
        severity: Severity::Warning,
        sentence: [
            "文中没有模板的编写说明、提示语和占位符。",
            "No hints or placeholders of a template are left in the text.",
        ],
        why: [
            "提示语是写给填报人的，不是报告的内容。",
            "Hints are meant for the writer; they are no part of the report.",
        ],
        source: PRACTICE,
    },
    Requirement {
        id: "wording.parts",
        severity: Severity::Warning,
        sentence: [
            "开头说由几部分组成，就列出几部分。",
            "Where the text announces a number of parts it names as many.",
        ],
        why: [
            "说六部分而只列五部分，多是漏写。",
            "Six announced and five named means that one was forgotten.",
        ],
        source: PRACTICE,
    },
    Requirement {
        id: "wording.fees",
        severity: Severity::Warning,
        sentence: [
            "第六部分说明收取信息处理费的情况。",
            "Section 6 says whether processing fees were charged.",
        ],
        why: [
            "格式要求在此处报告，没有收取也要说明。",
            "The form asks for it here, also where none were charged.",
        ],
        source: FORM,
    },
    Requirement {
        id: "wording.fee_notice",
        severity: Severity::Hint,
        sentence: [
            "表三有“逾期未按收费通知要求缴纳费用”的，第六部分应提到收费通知。",
            "Where table 3 has cases of fees not paid in time, section 6 mentions the fee notices.",
        ],
        why: [
            "发出过收费通知，就有信息处理费的情况可以报告；最终没有收取并不矛盾。",
            "Where a notice was sent there is something to report; that nothing was paid is no contradiction.",
        ],
        source: FEES,
    },
];

impl Words {
    pub fn year_differs(self, sentence: &str, named: u16, year: u16, count: usize) -> String {
        let (zh, en) = match count {
            1 => (String::new(), String::new()),
            n => (format!("（共 {n} 处）"), format!(" ({n} times)")),
        };
        said!(
            self,
            format!("“{sentence}”写的是 {named} 年{zh}，报告年度是 {year} 年，请核实。"),
            format!("“{sentence}” names {named}{en}, but the report is on {year}; worth a look."),
        )
    }

    pub fn year_malformed(self, text: &str) -> String {
        said!(
            self,
            format!("年份写成“{text}”，位数不对。"),
            format!("The year is written “{text}”, not with four digits."),
        )
    }

    pub fn template(self, text: &str) -> String {
        said!(
            self,
            format!("“{text}”像是模板的说明或占位符，请核实是否应当删去或填写。"),
            format!("“{text}” looks like a hint or placeholder of a template."),
        )
    }

    pub fn outdated_notice(self, number: &str) -> String {
        said!(
            self,
            format!(
                "正文引用“{number}”，那是 2019 年的格式；表格用的是 2021 年的格式（〔2021〕30号），请核实是否沿用了旧文字。"
            ),
            format!(
                "The text cites “{number}”, the form of 2019, over tables of the form of 2021; worth a look."
            ),
        )
    }

    pub fn parts_missing(self, sentence: &str, missing: &[&str]) -> String {
        let names = missing.join("”“");
        said!(
            self,
            format!("“{sentence}”说有六部分，没有列出“{names}”。"),
            format!("“{sentence}” announces six parts but does not name “{names}”."),
        )
    }

    pub fn fees_silent(self) -> String {
        said!(self,
            "第六部分没有提到信息处理费；格式要求在此处报告收取信息处理费的情况，没有收取也要说明。"
                .into(),
            "Section 6 does not mention processing fees; the form asks for them here, also where none were charged.".into(),
        )
    }

    pub fn fee_notice(self, count: i64) -> String {
        said!(
            self,
            format!("表三“逾期未按收费通知要求缴纳费用”有 {count} 件，第六部分没有提到收费通知。"),
            format!(
                "Table 3 has {count} cases of fees not paid in time; section 6 does not mention any fee notice."
            ),
        )
    }
}
