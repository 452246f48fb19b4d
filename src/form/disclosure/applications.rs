//! Table 3 (收到和处理政府信息公开申请情况): its facts and relations, and the rows that its editions share.
//!
//! Aliases are normalised keys: CJK characters only, simplified (see [`crate::text::key`]).

use crate::form::dsl::{both, count, label};
#[cfg(feature = "explain")]
use crate::form::{Carried, Shares, Stated, Usage};
use crate::form::{Column, Label, Line, Relation, Row, Sense, Shape, Table, TableId, Terms};

impl TableId {
    /// 三、收到和处理政府信息公开申请情况.
    pub const T3: TableId = TableId::new(3);
}

/// What no edition changes of it.
pub(super) static TABLE: Table = Table {
    id: TableId::T3,
    key: "t3",
    title: both("表三", "Table 3"),
    section: 2,
    shape: Shape::Matrix,
    numbered: true,
    // Its head is a sentence of its own.
    marks: 1,
    density: Some((6, 260)),
    bounds: &[],
    #[cfg(feature = "explain")]
    usage: Usage {
        carried: Some(CARRIED),
        shares: Shares::Rows(OUTCOMES),
        ..Usage::NONE
    },
};

/// The seven columns of every row.
pub(super) const APPLICANTS: &[Column] = &[
    count("natural", "自然人", &[]),
    count("business", "商业企业", &["企业"]),
    count("research", "科研机构", &[]),
    count(
        "welfare",
        "社会公益组织",
        &["社会公益", "公益组织", "社会组织"],
    ),
    count("legal", "法律服务机构", &["法律服务"]),
    count("other", "其他", &["其他组织"]),
    count("total", "总计", &["合计"]),
];

pub(super) const APPLICANTS_HEAD: Line = Line::Head(&[
    label(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        3,
        3,
    ),
    label("申请人情况", 7, 1),
]);
pub(super) const KINDS_HEAD: Line = Line::Head(&[
    label("自然人", 1, 2),
    label("法人或其他组织", 5, 1),
    label("总计", 1, 2),
]);
pub(super) const COMPANIES_HEAD: Line = Line::Head(&[
    label("商业企业", 1, 1),
    label("科研机构", 1, 1),
    label("社会公益组织", 1, 1),
    label("法律服务机构", 1, 1),
    label("其他", 1, 1),
]);

pub(super) const fn row(
    id: &'static str,
    labels: &'static [Label],
    aliases: &'static [&'static str],
) -> Row {
    Row {
        id,
        name: labels[labels.len() - 1].text,
        labels,
        aliases,
        columns: APPLICANTS,
    }
}

pub(super) const NEW: Row = row(
    "r1",
    &[label("一、本年新收政府信息公开申请数量", 3, 1)],
    &["新收政府信息公开申请"],
);
pub(super) const CARRIED_IN: Row = row(
    "r2",
    &[label("二、上年结转政府信息公开申请数量", 3, 1)],
    &["上年结转政府信息公开申请"],
);
pub(super) const PARTLY: Row = row(
    "r3_2",
    &[label(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        2,
        1,
    )],
    &["部分公开"],
);
pub(super) const REFUSED: &[Row] = &[
    row(
        "r3_3_1",
        &[label("（三）不予公开", 1, 8), label("1.属于国家秘密", 1, 1)],
        &["国家秘密"],
    ),
    row(
        "r3_3_2",
        &[label("2.其他法律行政法规禁止公开", 1, 1)],
        &["法律行政法规禁止公开", "法规禁止公开"],
    ),
    row(
        "r3_3_3",
        &[label("3.危及“三安全一稳定”", 1, 1)],
        &["三安全一稳定"],
    ),
    row(
        "r3_3_4",
        &[label("4.保护第三方合法权益", 1, 1)],
        &["第三方合法权益"],
    ),
    row(
        "r3_3_5",
        &[label("5.属于三类内部事务信息", 1, 1)],
        &["三类内部事务信息", "内部事务信息"],
    ),
    row(
        "r3_3_6",
        &[label("6.属于四类过程性信息", 1, 1)],
        &["四类过程性信息", "过程性信息"],
    ),
    row(
        "r3_3_7",
        &[label("7.属于行政执法案卷", 1, 1)],
        &["行政执法案卷"],
    ),
    row(
        "r3_3_8",
        &[label("8.属于行政查询事项", 1, 1)],
        &["行政查询事项"],
    ),
];
pub(super) const UNAVAILABLE: &[Row] = &[
    row(
        "r3_4_1",
        &[
            label("（四）无法提供", 1, 3),
            label("1.本机关不掌握相关政府信息", 1, 1),
        ],
        &["不掌握相关政府信息", "本机关不掌握"],
    ),
    row(
        "r3_4_2",
        &[label("2.没有现成信息需要另行制作", 1, 1)],
        &["没有现成信息", "需要另行制作"],
    ),
    row(
        "r3_4_3",
        &[label("3.补正后申请内容仍不明确", 1, 1)],
        &["申请内容仍不明确", "补正后申请内容"],
    ),
];
pub(super) const DECLINED: &[Row] = &[
    row(
        "r3_5_1",
        &[
            label("（五）不予处理", 1, 5),
            label("1.信访举报投诉类申请", 1, 1),
        ],
        &["信访举报投诉"],
    ),
    row("r3_5_2", &[label("2.重复申请", 1, 1)], &[]),
    row(
        "r3_5_3",
        &[label("3.要求提供公开出版物", 1, 1)],
        &["公开出版物"],
    ),
    row(
        "r3_5_4",
        &[label("4.无正当理由大量反复申请", 1, 1)],
        &["大量反复申请"],
    ),
    row(
        "r3_5_5",
        &[label("5.要求行政机关确认或重新出具已获取信息", 1, 1)],
        &["确认或重新出具", "重新出具已获取信息"],
    ),
];
pub(super) const SUBTOTAL: Row = row(
    "r3_7",
    &[label("（七）总计", 2, 1)],
    &["七总计", "七合计", "总计", "合计"],
);
pub(super) const CARRIED_OUT: Row = row(
    "r4",
    &[label("四、结转下年度继续办理", 3, 1)],
    &["结转下年度"],
);

/// What has to hold in the form of 2021.
pub(super) const RELATIONS_2021: &[Relation] = &[
    IDENTITY,
    subtotal(&[
        "r3_1", "r3_2", "r3_3_1", "r3_3_2", "r3_3_3", "r3_3_4", "r3_3_5", "r3_3_6", "r3_3_7",
        "r3_3_8", "r3_4_1", "r3_4_2", "r3_4_3", "r3_5_1", "r3_5_2", "r3_5_3", "r3_5_4", "r3_5_5",
        "r3_6_1", "r3_6_2", "r3_6_3",
    ]),
    ROWSUM,
];

/// What has to hold in the form of 2019, whose （六）其他处理 is one row.
pub(super) const RELATIONS_2019: &[Relation] = &[
    IDENTITY,
    subtotal(&[
        "r3_1", "r3_2", "r3_3_1", "r3_3_2", "r3_3_3", "r3_3_4", "r3_3_5", "r3_3_6", "r3_3_7",
        "r3_3_8", "r3_4_1", "r3_4_2", "r3_4_3", "r3_5_1", "r3_5_2", "r3_5_3", "r3_5_4", "r3_5_5",
        "r3_6",
    ]),
    ROWSUM,
];

const WHY_TOTAL: [&str; 2] = both(
    "总计应为同一行六类申请人之和。",
    "The total is the sum of the six kinds of applicant of its row.",
);

const IDENTITY: Relation = Relation {
    id: "identity",
    sense: Sense::Balance,
    terms: Terms::Rows {
        left: &["r1", "r2"],
        right: &["r3_7", "r4"],
    },
    sentence: both(
        "第一项 + 第二项 = 第三项（七）总计 + 第四项",
        "item 1 + item 2 = total of item 3 + item 4",
    ),
    title: both(
        "第一项加第二项之和，等于第三项加第四项之和",
        "item 1 plus item 2 equals item 3 plus item 4",
    ),
    why: both(
        "每一列：第一项加第二项之和，等于第三项加第四项之和。",
        "In every column items one and two together equal items three and four together.",
    ),
    source: both("表三表头印明的勾稽关系", "printed in the head of table 3"),
};

const fn subtotal(leaves: &'static [&'static str]) -> Relation {
    Relation {
        id: "subtotal",
        sense: Sense::Total,
        terms: Terms::Rows {
            left: leaves,
            right: &["r3_7"],
        },
        sentence: both(
            "第三项各种办理结果之和 = （七）总计",
            "sum of all outcomes of item 3 = line (7) total",
        ),
        title: both("各列（七）总计", "column totals (七)"),
        why: both(
            "每一列：（七）总计应为第三项各种办理结果之和。",
            "In every column line (7) is the sum of all outcomes of item three.",
        ),
        source: both(
            "由表三“（七）总计”的名称推得",
            "follows from the label （七）总计 of table 3",
        ),
    }
}

const ROWSUM: Relation = Relation {
    id: "rowsum",
    sense: Sense::Total,
    terms: Terms::Columns {
        left: &[
            "natural", "business", "research", "welfare", "legal", "other",
        ],
        right: &["total"],
    },
    sentence: both(
        "六类申请人之和 = 总计",
        "sum of the six kinds of applicant = 总计",
    ),
    title: both("各行总计", "row totals"),
    why: WHY_TOTAL,
    source: both(
        "由表三“总计”列的名称推得",
        "follows from the column label 总计 of table 3",
    ),
};

/// Last year's 四 is this year's 二.
#[cfg(feature = "explain")]
const CARRIED: Carried = Carried {
    rule: "year.carried_in",
    out: "r4",
    into: "r2",
    said: both(
        "“{}”列：本年“上年结转”为 {}，上年报告“结转下年度继续办理”为 {}，应当相等，请核实{}。",
        "Column “{}”: carried over from last year is {}, but last year's report carried {} over; they should be equal{}.",
    ),
    stated: Stated {
        sentence: both(
            "本年“上年结转” = 上年报告的“结转下年度继续办理”，七列分别相等。",
            "Carried over from last year = carried over to next year in last year's report, in each of the seven columns.",
        ),
        why: both(
            "同一批未办结的申请。机构合并、拆分，统计范围变化，申请人重新归类的除外。",
            "They are the same applications, unless bodies merged, the scope changed or applicants were reclassified.",
        ),
    },
};

/// Counted over the true tables of a study (4,000 generated reports) and rounded; counts from real
/// reports would serve better.
#[cfg(feature = "explain")]
const OUTCOMES: &[(&str, i64)] = &[
    ("r3_1", 80),
    ("r3_2", 20),
    ("r3_3_1", 1),
    ("r3_3_2", 2),
    ("r3_3_3", 1),
    ("r3_3_4", 4),
    ("r3_3_5", 5),
    ("r3_3_6", 4),
    ("r3_3_7", 4),
    ("r3_3_8", 3),
    ("r3_4_1", 50),
    ("r3_4_2", 6),
    ("r3_4_3", 5),
    ("r3_5_1", 15),
    ("r3_5_2", 5),
    ("r3_5_3", 1),
    ("r3_5_4", 2),
    ("r3_5_5", 2),
    ("r3_6_1", 8),
    ("r3_6_2", 1),
    ("r3_6_3", 12),
    ("r3_6", 20),
];
