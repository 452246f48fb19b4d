//! Rules between the text and the tables of one report, and what is said where one is not met.

use super::requirement::{FEES, LABELS, Requirement};
use crate::report::Severity;
use crate::words::Words;
use crate::words::said;

const SAME_FIGURES: [&str; 2] = [
    "同一份报告的文字和表格说的是同一年、同一机关的同一件事，数应当相同；口径不同的除外。",
    "Text and tables of one report speak of the same year and organ and should agree, unless they count different things.",
];

const fn prose(id: &'static str, sentence: [&'static str; 2]) -> Requirement {
    Requirement {
        id,
        severity: Severity::Hint,
        sentence,
        why: SAME_FIGURES,
        source: LABELS,
    }
}

pub(super) static RULES: &[Requirement] = &[
    prose(
        "prose.new",
        [
            "正文的收到（新收、受理）申请数 = 表三第一项总计，或第一项加第二项总计。",
            "Applications received in the text = total of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.handled",
        [
            "正文的办结（答复）数 = 表三第三项（七）总计。",
            "Applications handled in the text = line (7) total of table 3.",
        ],
    ),
    prose(
        "prose.carried_in",
        [
            "正文的上年结转数 = 表三第二项总计。",
            "Carried over from last year in the text = total of item 2 of table 3.",
        ],
    ),
    prose(
        "prose.carried_out",
        [
            "正文的结转下年度（顺延）数 = 表三第四项总计。",
            "Carried over to next year in the text = total of item 4 of table 3.",
        ],
    ),
    prose(
        "prose.granted",
        [
            "正文的予以公开数 = 表三（一）总计。",
            "予以公开 in the text = total of line (1) of table 3.",
        ],
    ),
    prose(
        "prose.partial",
        [
            "正文的部分公开数 = 表三（二）总计。",
            "部分公开 in the text = total of line (2) of table 3.",
        ],
    ),
    prose(
        "prose.granted_or_partial",
        [
            "正文的予以公开及部分公开数 = 表三（一）加（二）总计。",
            "予以公开及部分公开 in the text = totals of lines (1) and (2) of table 3.",
        ],
    ),
    prose(
        "prose.refused",
        [
            "正文的不予公开数 = 表三（三）各项总计之和。",
            "不予公开 in the text = sum of the totals of lines (3) of table 3.",
        ],
    ),
    prose(
        "prose.unavailable",
        [
            "正文的无法提供数 = 表三（四）各项总计之和。",
            "无法提供 in the text = sum of the totals of lines (4) of table 3.",
        ],
    ),
    prose(
        "prose.declined",
        [
            "正文的不予处理数 = 表三（五）各项总计之和。",
            "不予处理 in the text = sum of the totals of lines (5) of table 3.",
        ],
    ),
    prose(
        "prose.other",
        [
            "正文的其他处理数 = 表三（六）各项总计之和。",
            "其他处理 in the text = sum of the totals of lines (6) of table 3.",
        ],
    ),
    prose(
        "prose.reasons",
        [
            "正文按具体情形（不掌握、重复申请、执法案卷……）说的件数 = 表三该行总计。",
            "Cases of one kind (不掌握, 重复申请, 执法案卷 …) in the text = total of that line of table 3.",
        ],
    ),
    prose(
        "prose.natural",
        [
            "正文的自然人申请数 = 表三第一项（或加第二项）自然人列。",
            "Natural persons in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.legal",
        [
            "正文的法人或其他组织申请数 = 表三第一项（或加第二项）相应各列之和。",
            "Legal persons in the text = those columns of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.business",
        [
            "正文的商业企业申请数 = 表三第一项（或加第二项）该列。",
            "Companies in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.research",
        [
            "正文的科研机构申请数 = 表三第一项（或加第二项）该列。",
            "Research institutions in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.welfare",
        [
            "正文的社会公益组织申请数 = 表三第一项（或加第二项）该列。",
            "Welfare organisations in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.law_firms",
        [
            "正文的法律服务机构申请数 = 表三第一项（或加第二项）该列。",
            "Legal service providers in the text = that column of item 1, or of items 1 and 2, of table 3.",
        ],
    ),
    prose(
        "prose.share",
        [
            "正文的百分比 = 表三相应数除以总数，四舍五入到所写的位数。",
            "A percentage in the text = that number of table 3 over the total, rounded as written.",
        ],
    ),
    prose(
        "prose.growth",
        [
            "正文的同比增减百分比 = 按本年和上年表三计算的百分比。",
            "A change on last year in the text = the change computed from table 3 of both years.",
        ],
    ),
    prose(
        "prose.review",
        [
            "正文的行政复议件数 = 表四行政复议总计。",
            "Reviews in the text = 行政复议 total of table 4.",
        ],
    ),
    prose(
        "prose.suit",
        [
            "正文的行政诉讼件数 = 表四行政诉讼两部分总计之和；分别说直接起诉、复议后起诉的，= 该部分总计。",
            "Lawsuits in the text = both 行政诉讼 totals of table 4, or one where only that is meant.",
        ],
    ),
    prose(
        "prose.results",
        [
            "正文的复议、诉讼结果（维持、纠正、其他、尚未审结）件数 = 表四相应各格。",
            "Results of reviews and lawsuits in the text = those cells of table 4.",
        ],
    ),
    prose(
        "prose.corrected",
        [
            "正文说未被纠错时，表四“结果纠正”为 0。",
            "Where the text says that nothing was corrected, 结果纠正 of table 4 is 0.",
        ],
    ),
    prose(
        "prose.upheld",
        [
            "正文说均获维持时，表四“结果纠正”和“尚未审结”为 0。",
            "Where the text says that all was upheld, 结果纠正 and 尚未审结 of table 4 are 0.",
        ],
    ),
    prose(
        "prose.docs_made",
        [
            "正文的制发规范性文件数 = 表二本年制发（新制作）数。",
            "Normative documents made in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.docs_repealed",
        [
            "正文的废止规范性文件数 = 表二本年废止件数。",
            "Normative documents repealed in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.docs_valid",
        [
            "正文的现行有效规范性文件数 = 表二现行有效件数。",
            "Normative documents in force in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.regulations_made",
        [
            "正文的制定规章数 = 表二规章本年制发（新制作）数。",
            "Regulations made in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.permits",
        [
            "正文的行政许可决定数 = 表二行政许可处理决定数量。",
            "Permits in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.penalties",
        [
            "正文的行政处罚决定数 = 表二行政处罚处理决定数量。",
            "Penalties in the text = that cell of table 2.",
        ],
    ),
    prose(
        "prose.coercions",
        [
            "正文的行政强制数 = 表二行政强制处理决定数量。",
            "Coercive measures in the text = that cell of table 2.",
        ],
    ),
    Requirement {
        id: "prose.fees",
        severity: Severity::Hint,
        sentence: [
            "正文的行政事业性收费金额 = 表二该格；第六部分收取的信息处理费不超过它。",
            "Administrative fees in the text = that cell of table 2; the processing fees of section 6 do not exceed it.",
        ],
        why: [
            "信息处理费是行政事业性收费的一种。反过来不成立：没有信息处理费，也可以有其他收费。",
            "A processing fee is one of the administrative fees; there may well be others.",
        ],
        source: FEES,
    },
    Requirement {
        id: "prose.fee_rate",
        severity: Severity::Hint,
        sentence: [
            "信息处理费总额是 10 元的倍数。",
            "Processing fees add up to a multiple of 10 yuan.",
        ],
        why: [
            "按件计收每件 100 元起，按量计收每页 10、20、40 元。",
            "Per case they are multiples of 100 yuan, per page 10, 20 or 40 yuan.",
        ],
        source: FEES,
    },
];

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
        said!(
            self,
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
        said!(
            self,
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
        said!(
            self,
            format!(
                "正文“{sentence}”：{}同比 {said}%，与按本年和上年表三计算的都不符，请核对。",
                name[0]
            ),
            format!(
                "The text says “{sentence}”: {} changed by {said}%, which table 3 of the two years does not bear out; worth a look.",
                name[1]
            ),
        )
    }

    /// Fees in the text that are not those of table 2.
    pub fn fees_differ(self, sentence: &str, said: &str, table: &str) -> String {
        said!(
            self,
            format!(
                "正文“{sentence}”：行政事业性收费为 {said}，而表二“行政事业性收费”为 {table}（万元），请核对。"
            ),
            format!(
                "The text says “{sentence}”: administrative fees are {said}, but table 2 “行政事业性收费” is {table} (万元); worth a look."
            ),
        )
    }

    pub fn fees_exceed(self, sentence: &str, yuan: &str, table: &str) -> String {
        said!(
            self,
            format!(
                "正文“{sentence}”：信息处理费 {yuan} 元，而表二“行政事业性收费”为 {table} 万元，应包含信息处理费，请核对。"
            ),
            format!(
                "The text says “{sentence}”: processing fees of {yuan} yuan, but table 2 “行政事业性收费”, which includes them, is {table} (万元); worth a look."
            ),
        )
    }

    pub fn fee_rate(self, sentence: &str, yuan: &str) -> String {
        said!(
            self,
            format!(
                "正文“{sentence}”：信息处理费 {yuan} 元不是 10 元的倍数，按收费标准不会出现，请核对。"
            ),
            format!(
                "The text says “{sentence}”: {yuan} yuan is no multiple of 10, as every rate is; worth a look."
            ),
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
