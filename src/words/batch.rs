//! What is said of many reports together.

use super::Words;
use crate::form::{Forms, Relation, Table};
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
    pub fn with_edits(self, message: &str, edited: &str, original: Verdict) -> String {
        let original = self.verdict(original);
        self.say(
            format!("{message}{edited}原件：{original}。"),
            format!("{message} {edited} As it stood: {original}."),
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

    /// A kind of rule: a family of equations, else a subject of the other rules.
    pub fn kind(self, forms: Forms, kind: &str) -> String {
        let tables = forms.tables();
        let mut families = tables.iter().flat_map(|form| {
            let of = |relation| (form.table, relation);
            form.relations.iter().map(of)
        });
        let named = |(table, relation): &(&Table, &Relation)| {
            kind.split_once('.') == Some((table.key, relation.id))
        };
        match families.find(named) {
            Some((table, relation)) => self.family(table, relation),
            None => match crate::rules::subject(kind) {
                Some(subject) => self.of(subject.broken).to_owned(),
                None => kind.to_owned(),
            },
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
