//! What is said of prose: against the tables, of form and of wording.

use super::Words;

impl Words {
    /// A number in prose that the tables do not bear out.
    pub fn prose_differs(
        self,
        sentence: &str,
        name: &[&'static str; 2],
        said: i64,
        meanings: &[(&[&'static str; 2], i64)],
    ) -> String {
        let list = |i: usize, is: &str, or: &str| {
            let each: Vec<String> = meanings
                .iter()
                .map(|(name, value)| format!("{}{is}{value}", name[i]))
                .collect();
            each.join(or)
        };
        self.say(
            format!(
                "正文“{sentence}”：{}为 {said}，而{}，请核对。",
                name[0],
                list(0, "为 ", "，")
            ),
            format!(
                "The text says “{sentence}”: {} is {said}, but {}; worth a look.",
                name[1],
                list(1, " is ", ", ")
            ),
        )
    }

    /// A percentage in prose that the tables do not bear out.
    pub fn prose_share_differs(
        self,
        sentence: &str,
        name: &[&'static str; 2],
        said: &str,
        meanings: &[(&[&'static str; 2], i64)],
        whole: i64,
    ) -> String {
        let part = meanings.first().map_or(0, |(_, value)| *value);
        let shown = percent(part, whole);
        self.say(
            format!(
                "正文“{sentence}”：{}占 {said}%，而按表三计算为 {part} ÷ {whole} = {shown}%，请核对。",
                name[0]
            ),
            format!(
                "The text says “{sentence}”: the share of {} is {said}%, but by table 3 it is {part} ÷ {whole} = {shown}%; worth a look.",
                name[1]
            ),
        )
    }

    /// A change on last year that the tables of both years do not bear out.
    pub fn prose_growth_differs(
        self,
        sentence: &str,
        name: &[&'static str; 2],
        said: &str,
    ) -> String {
        self.say(
            format!("正文“{sentence}”：{}同比 {said}%，与按本年和上年表三计算的都不符，请核对。", name[0]),
            format!("The text says “{sentence}”: {} changed by {said}%, which table 3 of the two years does not bear out; worth a look.", name[1]),
        )
    }

    pub fn heading_misspelt(self, wording: &str, official: &str) -> String {
        self.say(
            format!("标题“{wording}”似有错字，格式的标题是“{official}”。"),
            format!("The heading “{wording}” seems misspelt; the form has “{official}”."),
        )
    }

    pub fn title_misspelt(self, title: &str) -> String {
        self.say(
            format!("标题“{title}”似有错字，应为“……政府信息公开工作年度报告”。"),
            format!("The title “{title}” seems misspelt; it should end 政府信息公开工作年度报告."),
        )
    }

    pub fn sections_missing(self, missing: &[&str]) -> String {
        let names = missing.join("”“");
        self.say(
            format!("没有找到“{names}”；没有内容的部分也应保留标题，写“无”。"),
            format!("Not found: “{names}”; a section with nothing to say keeps its heading."),
        )
    }

    pub fn sections_out_of_order(self, section: &str, other: &str) -> String {
        self.say(
            format!("“{section}”排在“{other}”之前，与格式的顺序不符。"),
            format!("“{section}” stands before “{other}”, against the order of the form."),
        )
    }

    pub fn outdated_notice(self, number: &str) -> String {
        self.say(
            format!("正文引用“{number}”，那是 2019 年的格式；表格用的是 2021 年的格式（〔2021〕30号），请核实是否沿用了旧文字。"),
            format!("The text cites “{number}”, the form of 2019, over tables of the form of 2021; worth a look."),
        )
    }

    pub fn section_misnumbered(self, section: &str, numeral: char) -> String {
        self.say(
            format!("标题编号为“{numeral}”，格式中是“{section}”。"),
            format!("A heading is numbered “{numeral}”; the form has “{section}”."),
        )
    }

    /// 规章 above nought.
    pub fn regulations(self, organ: &str) -> String {
        self.say(
            format!("表二“规章”不为 0，而{organ}没有规章制定权，请核实是否误填了内部制度或规范性文件。"),
            format!("Table 2 “规章” is not 0, but {organ} has no power to make regulations; house rules may have been counted."),
        )
    }

    pub fn year_differs(self, sentence: &str, named: u16, year: u16, count: usize) -> String {
        let (zh, en) = match count {
            1 => (String::new(), String::new()),
            n => (format!("（共 {n} 处）"), format!(" ({n} times)")),
        };
        self.say(
            format!("“{sentence}”写的是 {named} 年{zh}，报告年度是 {year} 年，请核实。"),
            format!("“{sentence}” names {named}{en}, but the report is on {year}; worth a look."),
        )
    }

    pub fn year_malformed(self, text: &str) -> String {
        self.say(
            format!("年份写成“{text}”，位数不对。"),
            format!("The year is written “{text}”, not with four digits."),
        )
    }

    pub fn template(self, text: &str) -> String {
        self.say(
            format!("“{text}”像是模板的说明或占位符，请核实是否应当删去或填写。"),
            format!("“{text}” looks like a hint or placeholder of a template."),
        )
    }

    pub fn parts_missing(self, sentence: &str, missing: &[&str]) -> String {
        let names = missing.join("”“");
        self.say(
            format!("“{sentence}”说有六部分，没有列出“{names}”。"),
            format!("“{sentence}” announces six parts but does not name “{names}”."),
        )
    }

    pub fn fees_silent(self) -> String {
        self.say(
            "第六部分没有提到信息处理费；格式要求在此处报告收取信息处理费的情况，没有收取也要说明。"
                .into(),
            "Section 6 does not mention processing fees; the form asks for them here, also where none were charged.".into(),
        )
    }

    pub fn fee_notice(self, count: i64) -> String {
        self.say(
            format!("表三“逾期未按收费通知要求缴纳费用”有 {count} 件，第六部分没有提到收费通知。"),
            format!("Table 3 has {count} cases of fees not paid in time; section 6 does not mention any fee notice."),
        )
    }

    pub fn fees_exceed(self, sentence: &str, yuan: &str, table: &str) -> String {
        self.say(
            format!("正文“{sentence}”：信息处理费 {yuan} 元，而表二“行政事业性收费”为 {table} 万元，应包含信息处理费，请核对。"),
            format!("The text says “{sentence}”: processing fees of {yuan} yuan, but table 2 “行政事业性收费”, which includes them, is {table} (万元); worth a look."),
        )
    }

    pub fn fee_rate(self, sentence: &str, yuan: &str) -> String {
        self.say(
            format!("正文“{sentence}”：信息处理费 {yuan} 元不是 10 元的倍数，按收费标准不会出现，请核对。"),
            format!("The text says “{sentence}”: {yuan} yuan is no multiple of 10, as every rate is; worth a look."),
        )
    }
}

/// A share to two places, rounded half up.
fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "—".into();
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let hundredths = (part * 20_000 + whole) / (2 * whole);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
