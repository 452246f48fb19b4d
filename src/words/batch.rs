//! What is said of many reports together.

use super::Words;
use crate::batch::Digest;
use crate::options::Language;
use crate::report::Verdict;

impl Words {
    /// Head of the list.
    pub fn batch_head(self) -> [&'static str; 10] {
        match self.0 {
            Language::Chinese => [
                "结果",
                "机关",
                "年度",
                "不成立",
                "无法判定",
                "提示",
                "与上年对照",
                "结论",
                "首先核对",
                "文件",
            ],
            Language::English => [
                "Result",
                "Organ",
                "Year",
                "Broken",
                "Undecided",
                "Hints",
                "Against last year",
                "Answer",
                "Look first",
                "File",
            ],
        }
    }

    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Consistent => self.pick("一致", "consistent"),
            Verdict::Inconsistent => self.pick("不一致", "inconsistent"),
            Verdict::Undecided => self.pick("未判定", "undecided"),
            Verdict::Unrecognised => self.pick("无法识别", "unrecognised"),
        }
    }

    /// The answer; of a report that was typed over, with what was, and with the answer as it was.
    pub fn with_edits(self, report: &Digest) -> String {
        let Some(edited) = &report.edited else {
            return report.message.clone();
        };
        let original = self.verdict(report.original.unwrap_or(report.verdict));
        self.say(
            format!("{}{edited}原件：{original}。", report.message),
            format!("{} {edited} As it stood: {original}.", report.message),
        )
    }

    /// Last year's report agrees.
    pub fn follows(self) -> &'static str {
        self.pick("衔接", "follows")
    }

    pub fn follows_not(self, n: usize) -> String {
        self.say(format!("{n} 处不衔接"), format!("{n} do not follow"))
    }

    pub fn no_previous(self) -> &'static str {
        self.pick("没有提供上年", "no report of last year")
    }

    /// A kind of rule.
    pub fn kind(self, kind: &str) -> &str {
        let (zh, en) = match kind {
            "t3.identity" => (
                "表三：新收加结转 ≠ 办理加结转下年",
                "Table 3: received and carried in ≠ handled and carried out",
            ),
            "t3.subtotal" => (
                "表三：各项办理结果之和 ≠（七）总计",
                "Table 3: outcomes ≠ line (7)",
            ),
            "t3.rowsum" => (
                "表三：各类申请人之和 ≠ 总计列",
                "Table 3: applicants ≠ total column",
            ),
            "t4.rowsum" => ("表四：四项结果之和 ≠ 总计", "Table 4: outcomes ≠ total"),
            "format" => ("填写格式（负数、小数等）", "Format of figures"),
            "prose" => ("文字与表格不符", "Text and tables differ"),
            "sum" => ("文字自身的数不符", "Numbers of the text do not add up"),
            "form" => ("六个部分的标题与次序", "The six sections"),
            "wording" => ("固定用语、模板残留", "Set phrases, remains of a template"),
            "year" => ("与上年报告不衔接", "Does not follow from last year"),
            "family" => ("与下级之和不符", "Not the sum of its parts"),
            other => return other,
        };
        match self.0 {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    pub fn family_of(self, parent: &str, year: Option<u16>, children: usize) -> String {
        let year = year.map_or(String::new(), |year| format!(" {year}"));
        self.say(
            format!("{parent}{year}（{children} 份下级报告）"),
            format!("{parent}{year} ({children} reports below it)"),
        )
    }
}
