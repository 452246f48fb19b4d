//! The rules that are no equations: what each asks, how much it weighs, why, where it comes from, and,
//! beside it, what is said where it is not met.
//!
//! One file a subject. Findings take their weight from here, the rules page and the command line their
//! sentences, and `Options::off` its ids. A finding whose id is not listed here cannot be made. To add a
//! rule: an entry in `RULES` of its subject and the sentence below it; what finds it calls `finding`.

mod cells;
#[cfg(feature = "explain")]
mod family;
#[cfg(feature = "explain")]
mod form;
#[cfg(feature = "explain")]
mod prose;
#[cfg(feature = "explain")]
mod requirement;
#[cfg(feature = "explain")]
mod sums;
#[cfg(feature = "explain")]
mod wording;
#[cfg(feature = "explain")]
mod years;

#[cfg(feature = "explain")]
pub(crate) use requirement::{Requirement, all, finding};
#[cfg(feature = "explain")]
pub(crate) use years::{carried, chain, repeated};

/// What rules of one kind are about: the first part of their ids.
pub(crate) struct Subject {
    /// `format`, `prose`, …
    pub id: &'static str,
    /// What they are about (zh-CN, English).
    pub title: [&'static str; 2],
    /// That one of them is not met (zh-CN, English).
    #[cfg(feature = "office")]
    pub broken: [&'static str; 2],
}

const SUBJECTS: &[Subject] = &[
    Subject {
        id: "format",
        title: ["填写", "Figures"],
        #[cfg(feature = "office")]
        broken: ["填写格式（负数、小数等）", "Format of figures"],
    },
    #[cfg(feature = "explain")]
    Subject {
        id: "prose",
        title: ["文字与表格对照", "Text against tables"],
        #[cfg(feature = "office")]
        broken: ["文字与表格不符", "Text and tables differ"],
    },
    #[cfg(feature = "explain")]
    Subject {
        id: "sum",
        title: ["文字自身的数", "Numbers of the text"],
        #[cfg(feature = "office")]
        broken: ["文字自身的数不符", "Numbers of the text do not add up"],
    },
    #[cfg(feature = "explain")]
    Subject {
        id: "form",
        title: ["六个部分和标题", "The six parts and the title"],
        #[cfg(feature = "office")]
        broken: ["六个部分的标题与次序", "The six sections"],
    },
    #[cfg(feature = "explain")]
    Subject {
        id: "wording",
        title: ["用语", "Wording"],
        #[cfg(feature = "office")]
        broken: ["固定用语、模板残留", "Set phrases, remains of a template"],
    },
    #[cfg(feature = "explain")]
    Subject {
        id: "year",
        title: ["与上年报告对照", "Against last year’s report"],
        #[cfg(feature = "office")]
        broken: ["与上年报告不衔接", "Does not follow from last year"],
    },
    #[cfg(feature = "explain")]
    Subject {
        id: "family",
        title: ["上下级汇总", "Summaries of subordinate bodies"],
        #[cfg(feature = "office")]
        broken: ["与下级之和不符", "Not the sum of its parts"],
    },
];

/// What a kind of rules is about.
pub(crate) fn subject(kind: &str) -> Option<&'static Subject> {
    SUBJECTS.iter().find(|subject| subject.id == kind)
}

/// The kind of a rule: `t3.rowsum` of `t3.rowsum.r1`, `prose` of `prose.new`. An equation's id has three
/// parts, another rule's two.
pub(crate) fn kind(rule: &str) -> &str {
    let (kind, _) = rule.rsplit_once('.').unwrap_or((rule, ""));
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_counted_by_kind() {
        assert_eq!(kind("t3.rowsum.r3_3_1"), "t3.rowsum");
        assert_eq!(kind("t4.rowsum.direct"), "t4.rowsum");
        assert_eq!(kind("prose.new"), "prose");
        assert_eq!(kind("format.negative"), "format");
        assert_eq!(kind("alone"), "alone");
    }
}
