//! Table 2 (主动公开政府信息情况): its facts. Its rows differ from edition to edition, and stand there.

use crate::form::dsl::both;
use crate::form::{Bound, Limit, Relation, Shape, Table, TableId};
#[cfg(feature = "explain")]
use crate::form::{Chain, Link, Shares, Stated, Usage};

impl TableId {
    /// 二、主动公开政府信息情况.
    pub const T2: TableId = TableId::new(2);
}

/// What no edition changes of it.
pub(super) static TABLE: Table = Table {
    id: TableId::T2,
    key: "t2",
    title: both("表二", "Table 2"),
    section: 1,
    shape: Shape::Fields,
    numbered: false,
    marks: 2,
    density: Some((3, 60)),
    bounds: BOUNDS,
    #[cfg(feature = "explain")]
    usage: Usage {
        carried: None,
        chains: CHAINS,
        // 规章 have one maker, what is in force may be several bodies', and the rest is last year's count.
        unsummed_rows: &["regulations"],
        unsummed_columns: &["valid", "public_total", "items_last", "delta"],
        regulations: &["regulations"],
        shares: Shares::Unknown,
    },
};

/// What has to hold: none of its numbers adds up to another.
pub(super) const RELATIONS: &[Relation] = &[];

const BOUNDS: &[Bound] = &[
    Bound {
        rule: "format.valid",
        limit: Limit::AtMost(["made", "valid"]),
        said: both(
            "表二“{}”：现行有效件数少于本年制发件数，除非当年制发又废止，请核实。",
            "Table 2 “{}”: fewer in force than made this year, which is possible only where some were repealed within the year.",
        ),
        #[cfg(feature = "explain")]
        stated: Stated {
            sentence: both(
                "表二：现行有效件数不少于本年制发件数。",
                "Table 2: no more were made this year than are in force.",
            ),
            why: BOTH_TRUE,
        },
    },
    Bound {
        rule: "format.public_total",
        limit: Limit::AtMost(["published", "public_total"]),
        said: both(
            "表二“{}”：对外公开总数量少于本年新公开数量，请核实。",
            "Table 2 “{}”: fewer public in all than newly published this year.",
        ),
        #[cfg(feature = "explain")]
        stated: Stated {
            sentence: both(
                "表二（2019 年版）：对外公开总数量不少于本年新公开数量。",
                "Table 2 (2019): no more were published this year than are public.",
            ),
            why: BOTH_TRUE,
        },
    },
    // Ten billion yuan, in 万元.
    Bound {
        rule: "format.fees",
        limit: Limit::Digits("fees", 7),
        said: both(
            "表二“行政事业性收费”为 {} 万元，请核实是否以元为单位填写。",
            "Table 2 “行政事业性收费” is {} (万元); it may have been entered in yuan.",
        ),
        #[cfg(feature = "explain")]
        stated: Stated {
            sentence: both(
                "表二：收费金额小于一百亿元（单位是万元）。",
                "Table 2: fees stay below ten billion yuan (the unit is 万元).",
            ),
            why: both(
                "更大的数多是把元当作万元填写。",
                "Larger figures are mostly yuan written where 万元 are asked for.",
            ),
        },
    },
    Bound {
        rule: "format.procurement",
        limit: Limit::Together(["procurement.count", "procurement.amount"]),
        said: both(
            "表二“政府集中采购”：项目数量与总金额一个为 0、一个不为 0，请核实。",
            "Table 2 “政府集中采购”: of number and amount one is 0 and the other is not.",
        ),
        #[cfg(feature = "explain")]
        stated: Stated {
            sentence: both(
                "表二（2019 年版）：采购项目数量与采购总金额同为 0，或同不为 0。",
                "Table 2 (2019): number and amount of procurements are both 0, or neither is.",
            ),
            why: both(
                "有项目就有金额，有金额就有项目。",
                "Where there are projects there is an amount, and the reverse.",
            ),
        },
    },
];

#[cfg(feature = "explain")]
const BOTH_TRUE: [&str; 2] = both(
    "两个数很难同时成立，多是填错了行或列；当年制发、当年又废止的除外。",
    "Both can hardly be true; mostly a row or column was mixed up, unless what was made was repealed within the year.",
);

#[cfg(feature = "explain")]
const CHAINS: &[Chain] = &[
    Chain {
        rule: "year.valid",
        sum: both("上年 + 本年制发 − 本年废止", "last year + made − repealed"),
        links: &[
            link(
                "regulations.valid",
                &["regulations.valid"],
                &[(1, "regulations.made"), (-1, "regulations.repealed")],
            ),
            link(
                "normative_docs.valid",
                &["normative_docs.valid"],
                &[(1, "normative_docs.made"), (-1, "normative_docs.repealed")],
            ),
        ],
        stated: Stated {
            sentence: both(
                "现行有效件数 = 上年现行有效件数 + 本年制发件数 − 本年废止件数（规章、行政规范性文件）。",
                "In force = in force last year + made − repealed, for regulations and for normative documents.",
            ),
            why: both(
                "存量只因制发和废止而变化。自然失效未计入废止、清理、重新统计、范围变化的除外。",
                "The stock changes only by these, unless expiry was not counted, or it was counted anew or more widely.",
            ),
        },
    },
    Chain {
        rule: "year.public_total",
        sum: both("上年 + 本年新公开", "last year + newly published"),
        links: &[
            link(
                "regulations.public_total",
                &["regulations.public_total"],
                &[(1, "regulations.published")],
            ),
            link(
                "normative_docs.public_total",
                &["normative_docs.public_total"],
                &[(1, "normative_docs.published")],
            ),
        ],
        stated: Stated {
            sentence: both(
                "2019 年版：对外公开总数量 = 上年对外公开总数量 + 本年新公开数量。",
                "Form of 2019: public in all = public in all last year + newly published.",
            ),
            why: both("总数量是累计数。", "It is a running total."),
        },
    },
    Chain {
        rule: "year.items_last",
        sum: both(
            "上年报告的上一年项目数量 + 本年增/减",
            "last year's report: items of the year before + change",
        ),
        links: &[
            link(
                "permits.items_last",
                &["permits.items_last", "permits.delta"],
                &[],
            ),
            link(
                "other_services.items_last",
                &["other_services.items_last", "other_services.delta"],
                &[],
            ),
            link(
                "penalties.items_last",
                &["penalties.items_last", "penalties.delta"],
                &[],
            ),
            link(
                "coercions.items_last",
                &["coercions.items_last", "coercions.delta"],
                &[],
            ),
            link(
                "fee_items.items_last",
                &["fee_items.items_last", "fee_items.delta"],
                &[],
            ),
        ],
        stated: Stated {
            sentence: both(
                "2019 年版：上一年项目数量 = 上年报告的上一年项目数量 + 本年增/减。",
                "Form of 2019: items last year = items the year before + the change of last year.",
            ),
            why: both(
                "本年的期初数就是上年的期末数。",
                "A year begins with what the year before ended with.",
            ),
        },
    },
];

#[cfg(feature = "explain")]
const fn link(
    cell: &'static str,
    last: &'static [&'static str],
    this: &'static [(i64, &'static str)],
) -> Link {
    Link { cell, last, this }
}
