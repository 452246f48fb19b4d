//! What is said of many reports together.

use super::{Words, said};
use crate::batch::Alike;
use crate::form::{Forms, Relation, Table};
use crate::language::Language;
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

    /// `1` → 第一部分.
    pub fn section(self, number: &str) -> String {
        let at = number.parse::<usize>().unwrap_or(1).clamp(1, 6) - 1;
        let numeral = ["一", "二", "三", "四", "五", "六"][at];
        said!(
            self,
            format!("第{numeral}部分"),
            format!("Section {}", at + 1)
        )
    }

    /// Reports of which a part is the same.
    pub fn alike(self, part: &str, alike: &Alike, table: bool, names: &[&str]) -> String {
        const NAMED: usize = 5;
        let all = names.len();
        let more = all > NAMED;
        let named = &names[..all.min(NAMED)];
        let (zh, en) = match (table, alike.exact) {
            (true, _) => (
                "每个数都相同".to_owned(),
                "all numbers are the same".to_owned(),
            ),
            (_, true) => (
                "除机关名称外一字不差".to_owned(),
                "the same to the letter but for the names".to_owned(),
            ),
            _ => (
                format!("约 {}% 的文字相同", alike.share),
                format!("about {} % of the text is the same", alike.share),
            ),
        };
        if alike.years {
            return said!(
                self,
                format!("{}：{part}与上年相比，{zh}。", names[0]),
                format!("{}: {part} against last year's: {en}.", names[0]),
            );
        }
        let (etc_zh, etc_en) = match more {
            true => (
                format!(" 等 {all} 份"),
                format!(" and {} more", all - NAMED),
            ),
            false => Default::default(),
        };
        let of_one = match alike.family {
            true => ["（同一上级）", " (of one parent)"],
            false => [""; 2],
        };
        said!(
            self,
            format!("{part}{zh}{}：{}{etc_zh}。", of_one[0], named.join("、")),
            format!("{part}{}: {en}: {}{etc_en}.", of_one[1], named.join(", ")),
        )
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
        said!(
            self,
            format!("{message}{edited}原件：{original}。"),
            format!("{message} {edited} As it stood: {original}."),
        )
    }

    /// Last year's report agrees.
    pub fn follows(self) -> &'static str {
        self.pick("衔接", "follows")
    }

    pub fn follows_not(self, n: usize) -> String {
        said!(self, format!("{n} 处不衔接"), format!("{n} do not follow"))
    }

    /// What is said beside the answer where last year's report does not agree.
    pub fn years_too(self, n: usize) -> String {
        let figures = if n == 1 { "figure does" } else { "figures do" };
        said!(
            self,
            format!("与上年对照有 {n} 处不衔接，请核对。"),
            format!(" Against last year’s report {n} {figures} not follow; to be verified."),
        )
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
        said!(
            self,
            format!("{parent}{year}（{children} 份下级报告）"),
            format!("{parent}{year} ({children} reports below it)"),
        )
    }
}
