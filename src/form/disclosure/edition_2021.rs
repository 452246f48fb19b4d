//! The form in force for reports on 2021 and later: 国办公开办函〔2021〕30号.

use super::applications::{
    APPLICANTS_HEAD, CARRIED_IN, CARRIED_OUT, COMPANIES_HEAD, DECLINED, KINDS_HEAD, NEW, PARTLY,
    REFUSED, RELATIONS_2021, SUBTOTAL, UNAVAILABLE, row,
};
use super::{applications, litigation, publication};
use crate::form::dsl::{count, label};
use crate::form::{Column, Edition, Kind, Label, Line, Row, TableForm};

const STOCK: &[Column] = &[
    count("made", "本年制发件数", &["本年制发"]),
    count("repealed", "本年废止件数", &["本年废止"]),
    count("valid", "现行有效件数", &["现行有效"]),
];
const DECISIONS: &[Column] = &[count("", "本年处理决定数量", &[]).wide(3)];
const FEES: &[Column] = &[count("", "本年收费金额（单位：万元）", &["收费金额"])
    .wide(3)
    .kind(Kind::Amount)];

const DECISIONS_HEAD: Line =
    Line::Head(&[label("信息内容", 1, 1), label("本年处理决定数量", 3, 1)]);

const fn published(
    id: &'static str,
    labels: &'static [Label],
    aliases: &'static [&'static str],
    columns: &'static [Column],
) -> Row {
    Row {
        id,
        name: labels[0].text,
        labels,
        aliases,
        columns,
    }
}

pub(super) static EDITION: Edition = Edition {
    id: "2021",
    source: "国办公开办函〔2021〕30号",
    years: (2021, None),
    template: &super::TEMPLATE,
    tables: &[&T2, &T3, &litigation::T4],
};

pub(super) static T2: TableForm = TableForm {
    table: &publication::TABLE,
    lines: &[
        Line::Head(&[label("第二十条第（一）项", 4, 1)]),
        Line::Head(&[
            label("信息内容", 1, 1),
            label("本年制发件数", 1, 1),
            label("本年废止件数", 1, 1),
            label("现行有效件数", 1, 1),
        ]),
        Line::Rows(&[published("regulations", &[label("规章", 1, 1)], &[], STOCK)]),
        Line::Rows(&[published(
            "normative_docs",
            &[label("行政规范性文件", 1, 1)],
            &["规范性文件"],
            STOCK,
        )]),
        Line::Head(&[label("第二十条第（五）项", 4, 1)]),
        DECISIONS_HEAD,
        Line::Rows(&[published(
            "permits",
            &[label("行政许可", 1, 1)],
            &[],
            DECISIONS,
        )]),
        Line::Head(&[label("第二十条第（六）项", 4, 1)]),
        DECISIONS_HEAD,
        Line::Rows(&[published(
            "penalties",
            &[label("行政处罚", 1, 1)],
            &[],
            DECISIONS,
        )]),
        Line::Rows(&[published(
            "coercions",
            &[label("行政强制", 1, 1)],
            &[],
            DECISIONS,
        )]),
        Line::Head(&[label("第二十条第（八）项", 4, 1)]),
        Line::Head(&[
            label("信息内容", 1, 1),
            label("本年收费金额（单位：万元）", 3, 1),
        ]),
        Line::Rows(&[published(
            "fees",
            &[label("行政事业性收费", 1, 1)],
            &["事业性收费"],
            FEES,
        )]),
    ],
    relations: publication::RELATIONS,
    marks: &[
        "第二十条第一项",
        "第二十条第五项",
        "第二十条第六项",
        "第二十条第八项",
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "本年处理决定数量",
    ],
    only_here: &[
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "本年收费金额",
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
                    label("三、本年度办理结果", 1, 22),
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
            row(
                "r3_6_1",
                &[
                    label("（六）其他处理", 1, 3),
                    label(
                        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                        1,
                        1,
                    ),
                ],
                &["逾期不补正"],
            ),
            row(
                "r3_6_2",
                &[label(
                    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                    1,
                    1,
                )],
                &[
                    "逾期未按收费通知",
                    "要求缴纳费用",
                    "逾期不缴费",
                    "逾期未缴费",
                ],
            ),
            row("r3_6_3", &[label("3.其他", 1, 1)], &[]),
            SUBTOTAL,
            CARRIED_OUT,
        ]),
    ],
    relations: RELATIONS_2021,
    marks: &["本列数据的勾稽关系", "第一项加第二项之和", "申请人情况"],
    only_here: &["逾期不补正", "逾期未按收费通知"],
};
