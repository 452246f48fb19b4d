//! The trial form (试行) of reports on 2019 and 2020: 国办公开办函〔2019〕60号.

use super::applications::{
    APPLICANTS_HEAD, CARRIED_IN, CARRIED_OUT, COMPANIES_HEAD, DECLINED, KINDS_HEAD, NEW, PARTLY,
    REFUSED, RELATIONS_2019, SUBTOTAL, UNAVAILABLE, row,
};
use super::{applications, litigation, publication};
use crate::form::dsl::{count, label};
use crate::form::{Column, Edition, Kind, Label, Line, Row, TableForm};

const DOCUMENTS: &[Column] = &[
    count("made", "本年新制作数量", &[]),
    count("published", "本年新公开数量", &[]).wide(2),
    count("public_total", "对外公开总数量", &[]),
];
const ITEMS: &[Column] = &[
    count("items_last", "上一年项目数量", &["上年项目数量"]),
    count("delta", "本年增/减", &["本年增"])
        .wide(2)
        .kind(Kind::Change),
    count("decisions", "处理决定数量", &[]),
];
const FEE_ITEMS: &[Column] = &[
    count("items_last", "上一年项目数量", &["上年项目数量"]),
    count("delta", "本年增/减", &["本年增"])
        .wide(3)
        .kind(Kind::Change),
];
const PROCUREMENT: &[Column] = &[
    count("count", "采购项目数量", &["采购项目数"]).wide(2),
    count("amount", "采购总金额", &[])
        .wide(2)
        .kind(Kind::Amount),
];

const ITEMS_HEAD: Line = Line::Head(&[
    label("信息内容", 1, 1),
    label("上一年项目数量", 1, 1),
    label("本年增/减", 2, 1),
    label("处理决定数量", 1, 1),
]);

const fn t2(
    id: &'static str,
    labels: &'static [Label],
    aliases: &'static [&'static str],
    columns: &'static [Column],
) -> Row {
    Row {
        id,
        name: labels[labels.len() - 1].text,
        labels,
        aliases,
        columns,
    }
}

pub(super) static EDITION: Edition = Edition {
    id: "2019",
    source: "国办公开办函〔2019〕60号",
    years: (2019, Some(2020)),
    template: &super::TEMPLATE,
    tables: &[&T2, &T3, &litigation::T4],
};

pub(super) static T2: TableForm = TableForm {
    table: &publication::TABLE,
    lines: &[
        Line::Head(&[label("第二十条第（一）项", 5, 1)]),
        Line::Head(&[
            label("信息内容", 1, 1),
            label("本年新制作数量", 1, 1),
            label("本年新公开数量", 2, 1),
            label("对外公开总数量", 1, 1),
        ]),
        Line::Rows(&[
            t2("regulations", &[label("规章", 1, 1)], &[], DOCUMENTS),
            t2(
                "normative_docs",
                &[label("规范性文件", 1, 1)],
                &["行政规范性文件"],
                DOCUMENTS,
            ),
        ]),
        Line::Head(&[label("第二十条第（五）项", 5, 1)]),
        ITEMS_HEAD,
        Line::Rows(&[
            t2("permits", &[label("行政许可", 1, 1)], &[], ITEMS),
            t2(
                "other_services",
                &[label("其他对外管理服务事项", 1, 1)],
                &["行政许可以外的政务服务事项", "对外管理服务事项"],
                ITEMS,
            ),
        ]),
        Line::Head(&[label("第二十条第（六）项", 5, 1)]),
        ITEMS_HEAD,
        Line::Rows(&[
            t2("penalties", &[label("行政处罚", 1, 1)], &[], ITEMS),
            t2("coercions", &[label("行政强制", 1, 1)], &[], ITEMS),
        ]),
        Line::Head(&[label("第二十条第（八）项", 5, 1)]),
        Line::Head(&[
            label("信息内容", 1, 1),
            label("上一年项目数量", 1, 1),
            label("本年增/减", 3, 1),
        ]),
        Line::Rows(&[t2(
            "fee_items",
            &[label("行政事业性收费", 1, 1)],
            &["事业性收费"],
            FEE_ITEMS,
        )]),
        Line::Head(&[label("第二十条第（九）项", 5, 1)]),
        Line::Head(&[
            label("信息内容", 1, 1),
            label("采购项目数量", 2, 1),
            label("采购总金额", 2, 1),
        ]),
        Line::Rows(&[t2(
            "procurement",
            &[label("政府集中采购", 1, 1)],
            &["集中采购"],
            PROCUREMENT,
        )]),
    ],
    relations: publication::RELATIONS,
    marks: &[
        "第二十条第一项",
        "第二十条第五项",
        "第二十条第六项",
        "第二十条第八项",
        "信息内容",
        "第二十条第九项",
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "处理决定数量",
    ],
    only_here: &[
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "采购总金额",
        "其他对外管理服务事项",
    ],
};

pub(super) static T3: TableForm = TableForm {
    table: &applications::TABLE,
    lines: &[
        APPLICANTS_HEAD,
        KINDS_HEAD,
        COMPANIES_HEAD,
        Line::Rows(&[
            NEW,
            CARRIED_IN,
            row(
                "r3_1",
                &[
                    label("三、本年度办理结果", 1, 20),
                    label("（一）予以公开", 2, 1),
                ],
                &[],
            ),
            PARTLY,
        ]),
        Line::Rows(REFUSED),
        Line::Rows(UNAVAILABLE),
        Line::Rows(DECLINED),
        Line::Rows(&[
            row("r3_6", &[label("（六）其他处理", 2, 1)], &["六其他"]),
            SUBTOTAL,
            CARRIED_OUT,
        ]),
    ],
    relations: RELATIONS_2019,
    marks: &["本列数据的勾稽关系", "第一项加第二项之和", "申请人情况"],
    only_here: &[],
};
