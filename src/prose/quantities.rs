//! What prose may claim, and every meaning under which the tables may say the same.

/// A quantity that prose states.
#[derive(Debug)]
pub(crate) struct Quantity {
    /// The last part of the rule's id: `prose.new`.
    pub rule: &'static str,
    /// What it is called in a sentence (zh-CN, English).
    pub name: [&'static str; 2],
    /// Sums of cells that may be meant; the first is the usual meaning.
    pub meanings: &'static [Meaning],
}

/// One sum of cells: public ids joined by ` + ` and ` - `, `*` for any ending of the row's id; and
/// what it is called (zh-CN, English).
pub(crate) type Meaning = (&'static str, [&'static str; 2]);

const NEW: Meaning = ("t3.r1.total", ["表三第一项总计", "table 3 item 1 total"]);
const NEW_AND_OLD: Meaning = (
    "t3.r1.total + t3.r2.total",
    ["表三第一项加第二项总计", "table 3 items 1 and 2 total"],
);
const DONE: Meaning = (
    "t3.r3_7.total",
    ["表三第三项（七）总计", "table 3 item 3 line (7) total"],
);
const CARRIED_IN: Meaning = ("t3.r2.total", ["表三第二项总计", "table 3 item 2 total"]);
const CARRIED_OUT: Meaning = ("t3.r4.total", ["表三第四项总计", "table 3 item 4 total"]);
const GRANTED_CELL: Meaning = (
    "t3.r3_1.total",
    ["表三（一）予以公开总计", "table 3 line (1) 予以公开 total"],
);
const BOTH_CELLS: Meaning = (
    "t3.r3_1.total + t3.r3_2.total",
    ["表三（一）加（二）总计", "table 3 lines (1) and (2) total"],
);
/// 100 % of what a share is a share of.
pub(crate) const WHOLES: [&str; 3] = [DONE.0, NEW.0, NEW_AND_OLD.0];

const fn of(rule: &'static str, name: [&'static str; 2], meanings: &'static [Meaning]) -> Quantity {
    Quantity {
        rule,
        name,
        meanings,
    }
}

macro_rules! applicants {
    ($rule:literal, $name:literal, $english:literal, $new:literal, $both:literal) => {
        of(
            $rule,
            [$name, $english],
            &[
                (
                    $new,
                    [
                        concat!("表三第一项·", $name),
                        concat!("table 3 item 1 · ", $name),
                    ],
                ),
                (
                    $both,
                    [
                        concat!("表三第一项加第二项·", $name),
                        concat!("table 3 items 1 and 2 · ", $name),
                    ],
                ),
            ],
        )
    };
}

const RECEIVED: [&str; 2] = ["收到申请", "applications received"];
const HANDLED_NAME: [&str; 2] = ["办结", "applications handled"];

pub(super) static NEW_ONES: Quantity = of("new", RECEIVED, &[NEW, NEW_AND_OLD]);
pub(super) static HANDLED: Quantity = of("handled", HANDLED_NAME, &[DONE]);
/// 办理 by itself: handled, or all that was to be.
pub(super) static PROCESSED: Quantity = of("handled", HANDLED_NAME, &[DONE, NEW, NEW_AND_OLD]);
/// New ones and those carried over, added up in the text.
pub(super) static ALL: Quantity = of(
    "new",
    ["新收与上年结转合计", "received and carried over"],
    &[NEW_AND_OLD],
);
/// 办理 may mean all that was on the desk.
pub(super) static RECEIVED_OR_HANDLED: Quantity = of("new", RECEIVED, &[NEW, NEW_AND_OLD, DONE]);
/// Of those received this year.
pub(super) static HANDLED_OF_NEW: Quantity = of(
    "handled",
    HANDLED_NAME,
    &[
        DONE,
        (
            "t3.r3_7.total - t3.r2.total",
            [
                "表三第三项（七）总计减第二项总计",
                "table 3 item 3 line (7) less item 2",
            ],
        ),
    ],
);
pub(super) static CARRY_IN: Quantity = of(
    "carried_in",
    ["上年结转", "carried over from last year"],
    &[CARRIED_IN],
);
pub(super) static CARRY_OUT: Quantity = of(
    "carried_out",
    ["结转下年度", "carried over to next year"],
    &[CARRIED_OUT],
);
pub(super) static CARRY_EITHER: Quantity = of(
    "carried_out",
    ["结转", "carried over"],
    &[CARRIED_OUT, CARRIED_IN],
);
pub(super) static GRANTED: Quantity = of(
    "granted",
    ["予以公开", "予以公开"],
    &[GRANTED_CELL, BOTH_CELLS],
);
pub(super) static GRANTED_ALONE: Quantity =
    of("granted", ["予以公开", "予以公开"], &[GRANTED_CELL]);
pub(super) static PARTIAL: Quantity = of(
    "partial",
    ["部分公开", "部分公开"],
    &[(
        "t3.r3_2.total",
        ["表三（二）部分公开总计", "table 3 line (2) 部分公开 total"],
    )],
);
pub(super) static GRANTED_OR_PARTIAL: Quantity = of(
    "granted_or_partial",
    ["予以公开及部分公开", "予以公开 and 部分公开"],
    &[BOTH_CELLS],
);
pub(super) static REFUSED: Quantity = of("refused", ["不予公开", "不予公开"], &[REFUSED_CELLS]);
pub(super) static UNAVAILABLE: Quantity = of(
    "unavailable",
    ["无法提供", "无法提供"],
    &[UNAVAILABLE_CELLS],
);
pub(super) static DECLINED: Quantity = of("declined", ["不予处理", "不予处理"], &[DECLINED_CELLS]);
pub(super) static OTHER: Quantity = of("other", ["其他处理", "其他处理"], &[OTHER_CELLS]);
/// A case within an outcome: by itself, and where the outcome is named with it, when all of it may be meant.
pub(super) struct Leaf {
    pub alone: Quantity,
    pub or_all: Quantity,
}

const REFUSED_CELLS: Meaning = (
    "t3.r3_3_*.total",
    ["表三（三）各项总计之和", "table 3 lines (3), sum of totals"],
);
const UNAVAILABLE_CELLS: Meaning = (
    "t3.r3_4_*.total",
    ["表三（四）各项总计之和", "table 3 lines (4), sum of totals"],
);
const DECLINED_CELLS: Meaning = (
    "t3.r3_5_*.total",
    ["表三（五）各项总计之和", "table 3 lines (5), sum of totals"],
);
const OTHER_CELLS: Meaning = (
    "t3.r3_6*.total",
    ["表三（六）各项总计之和", "table 3 lines (6), sum of totals"],
);

macro_rules! leaf {
    ($cell:literal, $name:literal, $group:expr) => {{
        const CELL: Meaning = (
            $cell,
            [
                concat!("表三“", $name, "”总计"),
                concat!("table 3 “", $name, "” total"),
            ],
        );
        Leaf {
            alone: of("reasons", [$name, $name], &[CELL]),
            or_all: of("reasons", [$name, $name], &[CELL, $group]),
        }
    }};
}
pub(super) static LEAVES: [Leaf; 17] = [
    leaf!("t3.r3_3_1.total", "属于国家秘密", REFUSED_CELLS),
    leaf!("t3.r3_3_2.total", "其他法律行政法规禁止公开", REFUSED_CELLS),
    leaf!("t3.r3_3_3.total", "危及“三安全一稳定”", REFUSED_CELLS),
    leaf!("t3.r3_3_4.total", "保护第三方合法权益", REFUSED_CELLS),
    leaf!("t3.r3_3_5.total", "属于三类内部事务信息", REFUSED_CELLS),
    leaf!("t3.r3_3_6.total", "属于四类过程性信息", REFUSED_CELLS),
    leaf!("t3.r3_3_7.total", "属于行政执法案卷", REFUSED_CELLS),
    leaf!("t3.r3_3_8.total", "属于行政查询事项", REFUSED_CELLS),
    leaf!(
        "t3.r3_4_1.total",
        "本机关不掌握相关政府信息",
        UNAVAILABLE_CELLS
    ),
    leaf!(
        "t3.r3_4_2.total",
        "没有现成信息需要另行制作",
        UNAVAILABLE_CELLS
    ),
    leaf!(
        "t3.r3_4_3.total",
        "补正后申请内容仍不明确",
        UNAVAILABLE_CELLS
    ),
    leaf!("t3.r3_5_1.total", "信访举报投诉类申请", DECLINED_CELLS),
    leaf!("t3.r3_5_2.total", "重复申请", DECLINED_CELLS),
    leaf!("t3.r3_5_3.total", "要求提供公开出版物", DECLINED_CELLS),
    leaf!("t3.r3_5_4.total", "无正当理由大量反复申请", DECLINED_CELLS),
    leaf!(
        "t3.r3_5_5.total",
        "要求行政机关确认或重新出具已获取信息",
        DECLINED_CELLS
    ),
    leaf!("t3.r3_6_1.total", "逾期不补正", OTHER_CELLS),
];
pub(super) static NATURAL: Quantity = applicants!(
    "natural",
    "自然人",
    "natural persons",
    "t3.r1.natural",
    "t3.r1.natural + t3.r2.natural"
);
pub(super) static LEGAL: Quantity = applicants!(
    "legal",
    "法人或其他组织",
    "legal persons and other organisations",
    "t3.r1.business + t3.r1.research + t3.r1.welfare + t3.r1.legal + t3.r1.other",
    "t3.r1.business + t3.r1.research + t3.r1.welfare + t3.r1.legal + t3.r1.other + t3.r2.business + t3.r2.research + t3.r2.welfare + t3.r2.legal + t3.r2.other"
);
pub(super) static BUSINESS: Quantity = applicants!(
    "business",
    "商业企业",
    "companies",
    "t3.r1.business",
    "t3.r1.business + t3.r2.business"
);
pub(super) static RESEARCH: Quantity = applicants!(
    "research",
    "科研机构",
    "research institutions",
    "t3.r1.research",
    "t3.r1.research + t3.r2.research"
);
pub(super) static WELFARE: Quantity = applicants!(
    "welfare",
    "社会公益组织",
    "welfare organisations",
    "t3.r1.welfare",
    "t3.r1.welfare + t3.r2.welfare"
);
pub(super) static LAW_FIRMS: Quantity = applicants!(
    "law_firms",
    "法律服务机构",
    "legal service providers",
    "t3.r1.legal",
    "t3.r1.legal + t3.r2.legal"
);
pub(super) static REVIEW: Quantity = of(
    "review",
    ["行政复议", "reviews (行政复议)"],
    &[(
        "t4.reconsideration.total",
        ["表四行政复议总计", "table 4 行政复议 total"],
    )],
);
pub(super) static SUIT: Quantity = of(
    "suit",
    ["行政诉讼", "lawsuits (行政诉讼)"],
    &[(
        "t4.direct.total + t4.after.total",
        [
            "表四行政诉讼两部分总计之和",
            "table 4 行政诉讼, both totals",
        ],
    )],
);
pub(super) static REVIEW_AND_SUIT: Quantity = of(
    "review",
    ["行政复议和行政诉讼", "reviews and lawsuits"],
    &[(
        "t4.reconsideration.total + t4.direct.total + t4.after.total",
        ["表四三个总计之和", "table 4, all three totals"],
    )],
);
pub(super) static REVIEW_CORRECTED: Quantity = of(
    "corrected",
    ["行政复议被纠错", "reviews ending in correction"],
    &[(
        "t4.reconsideration.corrected",
        ["表四行政复议·结果纠正", "table 4 行政复议 · 结果纠正"],
    )],
);
pub(super) static SUIT_CORRECTED: Quantity = of(
    "corrected",
    ["行政诉讼被纠错或败诉", "lawsuits ending in correction"],
    &[(
        "t4.direct.corrected + t4.after.corrected",
        ["表四行政诉讼·结果纠正", "table 4 行政诉讼 · 结果纠正"],
    )],
);
pub(super) static REVIEW_NOT_UPHELD: Quantity = of(
    "upheld",
    ["行政复议未获维持", "reviews not upheld"],
    &[(
        "t4.reconsideration.corrected + t4.reconsideration.pending",
        [
            "表四行政复议·结果纠正加尚未审结",
            "table 4 行政复议 · 结果纠正 and 尚未审结",
        ],
    )],
);
pub(super) static SUIT_NOT_UPHELD: Quantity = of(
    "upheld",
    ["行政诉讼未获维持", "lawsuits not upheld"],
    &[(
        "t4.direct.corrected + t4.direct.pending + t4.after.corrected + t4.after.pending",
        [
            "表四行政诉讼·结果纠正加尚未审结",
            "table 4 行政诉讼 · 结果纠正 and 尚未审结",
        ],
    )],
);
pub(super) static SUIT_DIRECT: Quantity = of(
    "suit",
    [
        "未经复议直接起诉",
        "lawsuits without review (未经复议直接起诉)",
    ],
    &[(
        "t4.direct.total",
        ["表四未经复议直接起诉总计", "table 4 未经复议直接起诉 total"],
    )],
);
pub(super) static SUIT_AFTER: Quantity = of(
    "suit",
    ["复议后起诉", "lawsuits after review (复议后起诉)"],
    &[(
        "t4.after.total",
        ["表四复议后起诉总计", "table 4 复议后起诉 total"],
    )],
);

/// How cases of table 4 end, in the order of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Upheld,
    Corrected,
    Other,
    Pending,
}

macro_rules! endings {
    ($name:literal, $($cell:literal)|+) => {
        [
            endings!(@ $name, "结果维持", "upheld", $($cell)|+),
            endings!(@ $name, "结果纠正", "corrected", $($cell)|+),
            endings!(@ $name, "其他结果", "other", $($cell)|+),
            endings!(@ $name, "尚未审结", "pending", $($cell)|+),
        ]
    };
    (@ $name:literal, $ending:literal, $id:literal, $cell:literal) => {
        endings!(@@ $name, $ending, concat!("t4.", $cell, ".", $id))
    };
    (@ $name:literal, $ending:literal, $id:literal, $cell:literal | $other:literal) => {
        endings!(@@ $name, $ending, concat!("t4.", $cell, ".", $id, " + t4.", $other, ".", $id))
    };
    (@@ $name:literal, $ending:literal, $sum:expr) => {
        of(
            "results",
            [concat!($name, "·", $ending), concat!($name, " · ", $ending)],
            &[(
                $sum,
                [
                    concat!("表四", $name, "·", $ending),
                    concat!("table 4 ", $name, " · ", $ending),
                ],
            )],
        )
    };
}
static REVIEW_RESULTS: [Quantity; 4] = endings!("行政复议", "reconsideration");
static SUIT_RESULTS: [Quantity; 4] = endings!("行政诉讼", "direct" | "after");
static DIRECT_RESULTS: [Quantity; 4] = endings!("未经复议直接起诉", "direct");
static AFTER_RESULTS: [Quantity; 4] = endings!("复议后起诉", "after");

/// The results of reviews or lawsuits that a quantity counts.
pub(super) fn results(of: &Quantity, ending: Ending) -> Option<&'static Quantity> {
    let counted = [
        (&REVIEW, &REVIEW_RESULTS),
        (&SUIT, &SUIT_RESULTS),
        (&SUIT_DIRECT, &DIRECT_RESULTS),
        (&SUIT_AFTER, &AFTER_RESULTS),
    ];
    let (_, results) = counted.iter().find(|(q, _)| std::ptr::eq(*q, of))?;
    Some(&results[ending as usize])
}

macro_rules! table2 {
    ($rule:literal, $name:literal, $english:literal, $($cell:literal),+) => {
        of(
            $rule,
            [$name, $english],
            &[$(($cell, [concat!("表二“", $name, "”"), concat!("table 2 “", $name, "”")])),+],
        )
    };
}
pub(super) static DOCS_MADE: Quantity = table2!(
    "docs_made",
    "行政规范性文件·本年制发",
    "normative documents made",
    "t2.normative_docs.made"
);
pub(super) static DOCS_REPEALED: Quantity = table2!(
    "docs_repealed",
    "行政规范性文件·本年废止",
    "normative documents repealed",
    "t2.normative_docs.repealed"
);
pub(super) static DOCS_VALID: Quantity = table2!(
    "docs_valid",
    "行政规范性文件·现行有效",
    "normative documents in force",
    "t2.normative_docs.valid"
);
pub(super) static REGULATIONS_MADE: Quantity = table2!(
    "regulations_made",
    "规章·本年制发",
    "regulations made",
    "t2.regulations.made"
);
// The two editions name the cell differently; a report has one of them.
pub(super) static PERMITS: Quantity = table2!(
    "permits",
    "行政许可·处理决定数量",
    "permits",
    "t2.permits",
    "t2.permits.decisions"
);
pub(super) static PENALTIES: Quantity = table2!(
    "penalties",
    "行政处罚·处理决定数量",
    "penalties",
    "t2.penalties",
    "t2.penalties.decisions"
);
pub(super) static COERCIONS: Quantity = table2!(
    "coercions",
    "行政强制·处理决定数量",
    "coercive measures",
    "t2.coercions",
    "t2.coercions.decisions"
);
/// An amount, in yuan where it is said and in ten thousands in the table.
pub(super) static FEE_TOTAL: Quantity =
    table2!("fees", "行政事业性收费", "administrative fees", "t2.fees");
