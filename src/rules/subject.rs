//! What rules beyond arithmetic are about: the kinds they are listed, counted and switched off by.

/// What rules of one kind are about: the first part of their ids.
pub(crate) struct RuleSubject {
    /// `format`, `prose`, …
    pub id: &'static str,
    /// What they are about (zh-CN, English).
    pub title: [&'static str; 2],
    /// That one of them is not met (zh-CN, English).
    #[cfg(feature = "office")]
    pub broken: [&'static str; 2],
}

const SUBJECTS: &[RuleSubject] = &[
    RuleSubject {
        id: "format",
        title: ["填写", "Figures"],
        #[cfg(feature = "office")]
        broken: ["填写格式（负数、小数等）", "Format of figures"],
    },
    RuleSubject {
        id: "prose",
        title: ["文字与表格对照", "Text against tables"],
        #[cfg(feature = "office")]
        broken: ["文字与表格不符", "Text and tables differ"],
    },
    RuleSubject {
        id: "sum",
        title: ["文字自身的数", "Numbers of the text"],
        #[cfg(feature = "office")]
        broken: ["文字自身的数不符", "Numbers of the text do not add up"],
    },
    RuleSubject {
        id: "form",
        title: ["六个部分和标题", "The six parts and the title"],
        #[cfg(feature = "office")]
        broken: ["六个部分的标题与次序", "The six sections"],
    },
    RuleSubject {
        id: "wording",
        title: ["用语", "Wording"],
        #[cfg(feature = "office")]
        broken: ["固定用语、模板残留", "Set phrases, remains of a template"],
    },
    RuleSubject {
        id: "local",
        title: ["本地要求", "Local requirements"],
        #[cfg(feature = "office")]
        broken: ["不合本地要求", "Local requirements not met"],
    },
    RuleSubject {
        id: "year",
        title: ["与上年报告对照", "Against last year’s report"],
        #[cfg(feature = "office")]
        broken: ["与上年报告不衔接", "Does not follow from last year"],
    },
    RuleSubject {
        id: "family",
        title: ["上下级汇总", "Summaries of subordinate bodies"],
        #[cfg(feature = "office")]
        broken: ["与下级之和不符", "Not the sum of its parts"],
    },
    RuleSubject {
        id: "enforcement",
        title: ["行政执法统计年报", "Enforcement statistics"],
        #[cfg(feature = "office")]
        broken: [
            "行政执法统计年报：不符或请核实",
            "Enforcement statistics: not holding, or to be verified",
        ],
    },
    RuleSubject {
        id: "accounts",
        title: ["部门决算", "Final accounts"],
        #[cfg(feature = "office")]
        broken: [
            "部门决算：不符或请核实",
            "Final accounts: not holding, or to be verified",
        ],
    },
    RuleSubject {
        id: "totals",
        title: ["其他表格的合计", "Totals of other tables"],
        #[cfg(feature = "office")]
        broken: [
            "其他表格的合计：不符或请核实",
            "Totals of other tables: not holding, or to be verified",
        ],
    },
];

/// What a kind of rules is about.
pub(crate) fn subject(kind: &str) -> Option<&'static RuleSubject> {
    SUBJECTS.iter().find(|subject| subject.id == kind)
}
