//! Table 4 (行政复议、行政诉讼): the same in both editions. One printed line, three rows of ours.

use crate::form::dsl::{both, count, label};
use crate::form::{
    Column, Label, Line, Relation, Row, Sense, Shape, Table, TableForm, TableId, Terms,
};
#[cfg(feature = "explain")]
use crate::form::{Shares, Usage};

impl TableId {
    /// 四、政府信息公开行政复议、行政诉讼情况.
    pub const T4: TableId = TableId::new(4);
}

/// What no edition changes of it.
static TABLE: Table = Table {
    id: TableId::T4,
    key: "t4",
    title: both("表四", "Table 4"),
    section: 3,
    shape: Shape::Strip,
    numbered: false,
    marks: 2,
    density: None,
    bounds: &[],
    #[cfg(feature = "explain")]
    usage: Usage {
        shares: Shares::Columns(ENDS),
        ..Usage::NONE
    },
};

const OUTCOMES: &[Column] = &[
    count("upheld", "结果维持", &["维持"]),
    count("corrected", "结果纠正", &["纠正"]),
    count("other", "其他结果", &[]),
    count("pending", "尚未审结", &["未审结"]),
    count("total", "总计", &["合计"]),
];

const fn block(id: &'static str, name: &'static str, aliases: &'static [&'static str]) -> Row {
    Row {
        id,
        name,
        labels: &[],
        aliases,
        columns: OUTCOMES,
    }
}

const TALL: [Label; 5] = outcomes(2);
const FLAT: [Label; 5] = outcomes(1);

const fn outcomes(lines: u8) -> [Label; 5] {
    [
        label("结果维持", 1, lines),
        label("结果纠正", 1, lines),
        label("其他结果", 1, lines),
        label("尚未审结", 1, lines),
        label("总计", 1, lines),
    ]
}

const LINES: &[Line] = &[
    Line::Head(&[label("行政复议", 5, 1), label("行政诉讼", 10, 1)]),
    Line::Head(&[
        TALL[0],
        TALL[1],
        TALL[2],
        TALL[3],
        TALL[4],
        label("未经复议直接起诉", 5, 1),
        label("复议后起诉", 5, 1),
    ]),
    Line::Head(&[
        FLAT[0], FLAT[1], FLAT[2], FLAT[3], FLAT[4], FLAT[0], FLAT[1], FLAT[2], FLAT[3], FLAT[4],
    ]),
    Line::Abreast(&[
        block("reconsideration", "行政复议", &["复议"]),
        block(
            "direct",
            "未经复议直接起诉",
            &["未经复议直接诉讼", "未经复议", "直接起诉"],
        ),
        block("after", "复议后起诉", &["复议后诉讼", "复议后"]),
    ]),
];

const RELATIONS: &[Relation] = &[Relation {
    id: "rowsum",
    sense: Sense::Total,
    terms: Terms::Columns {
        left: &["upheld", "corrected", "other", "pending"],
        right: &["total"],
    },
    sentence: both("四项结果之和 = 总计", "sum of the four outcomes = 总计"),
    title: both("总计", "totals"),
    why: both(
        "总计应为结果维持、结果纠正、其他结果、尚未审结四项之和。",
        "The total is the sum of upheld, corrected, other and pending.",
    ),
    source: both(
        "由表四“总计”的名称推得",
        "follows from the label 总计 of table 4",
    ),
}];

/// Table 4 as every edition prints it.
pub(super) static T4: TableForm = TableForm {
    table: &TABLE,
    lines: LINES,
    relations: RELATIONS,
    marks: &[
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "未经复议直接起诉",
        "未经复议直接诉讼",
        "复议后起诉",
        "复议后诉讼",
    ],
    only_here: &[],
};

/// How disputes end; a guess.
#[cfg(feature = "explain")]
const ENDS: &[(&str, u64)] = &[
    ("upheld", 55),
    ("corrected", 12),
    ("other", 18),
    ("pending", 15),
];
