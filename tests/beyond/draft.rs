//! Reports to be written out and checked.

use gouji::report::{Report, Severity};
use gouji::{Options, Part, PartKind, check};
use std::collections::BTreeMap;

/// A report to be written out: table cells by row and column, and the prose around them.
#[derive(Clone)]
pub struct Draft {
    pub title: &'static str,
    pub opening: String,
    pub body: String,
    /// What section one says besides.
    pub topics: String,
    pub problems: String,
    pub last: String,
    pub cells: BTreeMap<&'static str, [i64; 7]>,
    pub table2: [&'static str; 10],
    pub table4: [i64; 15],
}

pub const ROWS: [(&str, &str); 25] = [
    ("r1", "一、本年新收政府信息公开申请数量"),
    ("r2", "二、上年结转政府信息公开申请数量"),
    ("r3_1", "（一）予以公开"),
    (
        "r3_2",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    ),
    ("r3_3_1", "1.属于国家秘密"),
    ("r3_3_2", "2.其他法律行政法规禁止公开"),
    ("r3_3_3", "3.危及“三安全一稳定”"),
    ("r3_3_4", "4.保护第三方合法权益"),
    ("r3_3_5", "5.属于三类内部事务信息"),
    ("r3_3_6", "6.属于四类过程性信息"),
    ("r3_3_7", "7.属于行政执法案卷"),
    ("r3_3_8", "8.属于行政查询事项"),
    ("r3_4_1", "1.本机关不掌握相关政府信息"),
    ("r3_4_2", "2.没有现成信息需要另行制作"),
    ("r3_4_3", "3.补正后申请内容仍不明确"),
    ("r3_5_1", "1.信访举报投诉类申请"),
    ("r3_5_2", "2.重复申请"),
    ("r3_5_3", "3.要求提供公开出版物"),
    ("r3_5_4", "4.无正当理由大量反复申请"),
    ("r3_5_5", "5.要求行政机关确认或重新出具已获取信息"),
    (
        "r3_6_1",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ),
    (
        "r3_6_2",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    ("r3_6_3", "3.其他"),
    ("r3_7", "（七）总计"),
    ("r4", "四、结转下年度继续办理"),
];

/// A report of 青江市水利局 on 2023 whose tables tally.
pub fn draft() -> Draft {
    let cells = [
        ("r1", [30, 5, 0, 0, 0, 0, 35]),
        ("r2", [3, 1, 0, 0, 0, 0, 4]),
        ("r3_1", [10, 2, 0, 0, 0, 0, 12]),
        ("r3_2", [3, 0, 0, 0, 0, 0, 3]),
        ("r3_3_5", [2, 0, 0, 0, 0, 0, 2]),
        ("r3_3_7", [1, 0, 0, 0, 0, 0, 1]),
        ("r3_4_1", [9, 2, 0, 0, 0, 0, 11]),
        ("r3_5_1", [4, 0, 0, 0, 0, 0, 4]),
        ("r3_6_3", [2, 1, 0, 0, 0, 0, 3]),
        ("r3_7", [31, 5, 0, 0, 0, 0, 36]),
        ("r4", [2, 1, 0, 0, 0, 0, 3]),
    ];
    Draft {
        title: "青江市水利局2023年政府信息公开工作年度报告",
        opening: "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分。所列数据的统计期限自2023年1月1日起至2023年12月31日止。".into(),
        body: "2023年，我局围绕中心工作，扎实推进政府信息公开，没有发生责任事故。".into(),
        topics: "（一）主动公开。机构职能有变动的，随时更新。\n（二）依申请公开。每件都登记，都有人审核。\n（三）政府信息管理。发布前逐级把关。\n（四）政府信息公开平台建设。门户网站换了新版。\n（五）监督保障。公开工作列入考核。".into(),
        problems: "一是公开的主动性还不够强。2024年，我局将继续加强培训。".into(),
        last: "2023年，本机关未收取信息处理费。".into(),
        cells: cells.into_iter().collect(),
        table2: ["0", "0", "0", "4", "2", "32", "505", "12", "1", "2.53"],
        table4: [4, 0, 1, 2, 7, 2, 0, 1, 1, 4, 3, 0, 2, 0, 5],
    }
}

impl Draft {
    pub fn with(mut self, body: &str) -> Draft {
        self.body = body.into();
        self
    }

    pub fn titled(mut self, title: &'static str) -> Draft {
        self.title = title;
        self
    }

    pub fn set(mut self, row: &'static str, values: [i64; 7]) -> Draft {
        self.cells.insert(row, values);
        self
    }

    pub fn tables(&self) -> String {
        let t = self.table2;
        let mut text = format!(
            "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t{}\t{}\t{}\n行政规范性文件\t{}\t{}\t{}\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t{}\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t{}\n行政强制\t{}\n第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t{}\n三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n",
            t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9]
        );
        for (row, label) in ROWS {
            let values = self.cells.get(row).copied().unwrap_or_default();
            let values: Vec<String> = values.iter().map(i64::to_string).collect();
            text += &format!("{label}\t{}\n", values.join("\t"));
        }
        let row: Vec<String> = self.table4.iter().map(i64::to_string).collect();
        text += "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";
        text += &format!("{}\n", row.join("\t"));
        text
    }

    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n一、总体情况\n{}\n{}\n{}五、存在的主要问题及改进情况\n{}\n六、其他需要报告的事项\n{}\n青江市水利局\n2024年1月20日\n",
            self.title,
            self.opening,
            self.body,
            self.topics,
            self.tables(),
            self.problems,
            self.last
        )
    }

    pub fn report(&self) -> Report {
        of(&self.text(), &Options::default())
    }

    /// The rules, without the equations, that the draft breaks.
    pub fn rules(&self) -> Vec<String> {
        soft(&self.report())
    }
}

pub fn of(text: &str, options: &Options) -> Report {
    let part = Part {
        kind: PartKind::Text,
        text: text.to_owned(),
    };
    check(&[part], options)
}

/// The rules, without the equations, that a report breaks.
pub fn soft(report: &Report) -> Vec<String> {
    let soft = |f: &&gouji::report::Finding| f.severity != Severity::Error;
    let rules = report.findings.iter().filter(soft);
    rules.map(|f| f.rule.clone()).collect()
}
