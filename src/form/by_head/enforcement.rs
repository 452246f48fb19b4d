//! 行政执法统计年报: penalties and permits, of which no national form exists. Kinds and columns differ by
//! province and year, so each column is known by its label, and an edition by which columns it prints.

use super::{Declared, Is, KnownForm, Variant};

const fn kind(id: &'static str, labels: &'static [&'static str]) -> KnownForm {
    KnownForm {
        id,
        labels,
        is: Is::Kind,
    }
}

const fn other(id: &'static str, is: Is, labels: &'static [&'static str]) -> KnownForm {
    KnownForm { id, labels, is }
}

const TOTAL: KnownForm = other(
    "total",
    Is::Total,
    &["合计", "总计", "处罚数量合计", "行政处罚总数"],
);

pub(crate) static FORMS: [Declared; 3] = [PENALTIES, PERMITS, COERCION];

const PENALTIES: Declared = Declared {
    id: "penalties",
    title: ["行政处罚实施情况统计表", "Administrative penalties"],
    columns: &[
        kind("warn", &["警告"]),
        kind("notice", &["通报批评"]),
        kind("warn_notice", &["警告通报批评", "警告或通报批评"]),
        kind("fine", &["罚款"]),
        kind(
            "seize",
            &[
                "没收违法所得没收非法财物",
                "没收违法所得非法财物",
                "没收违法所得没收违法财物",
            ],
        ),
        kind("seize_income", &["没收违法所得"]),
        kind("seize_goods", &["没收非法财物", "没收违法财物"]),
        kind(
            "suspend",
            &["暂扣许可证执照", "暂扣许可证和执照", "暂扣许可证或执照"],
        ),
        kind("suspend13", &["暂扣许可证件"]),
        kind("downgrade", &["降低资质等级"]),
        kind(
            "suspend_downgrade",
            &["暂扣许可证执照降低资质等级", "暂扣许可证件降低资质等级"],
        ),
        kind(
            "revoke",
            &["吊销许可证执照", "吊销许可证和执照", "吊销许可证或执照"],
        ),
        kind("revoke13", &["吊销许可证件"]),
        kind("restrict", &["限制开展生产经营活动"]),
        kind("stop", &["责令停产停业"]),
        kind("close", &["责令关闭"]),
        kind("close_ban", &["责令关闭限制从业"]),
        kind("stop_close_ban", &["责令停产停业责令关闭限制从业"]),
        kind("ban", &["限制从业"]),
        kind("detain", &["行政拘留", "拘留"]),
        kind("other", &["其他行政处罚", "其他处罚", "其他"]),
        TOTAL,
        other(
            "amount",
            Is::Apart,
            &["罚没金额", "罚没款金额", "罚没数额", "罚没款"],
        ),
        other(
            "simple",
            Is::Procedure,
            &["简易程序数量", "简易程序案件数量", "简易程序"],
        ),
        other(
            "general",
            Is::Procedure,
            &[
                "一般程序数量",
                "普通程序数量",
                "一般程序案件数量",
                "一般程序",
                "普通程序",
            ],
        ),
        other("reviewed", Is::Apart, &["审核数量", "法制审核数量"]),
        other("mended", Is::Apart, &["纠错数量"]),
        other("referred", Is::Apart, &["涉嫌犯罪移送案件数量"]),
        other("taken_up", Is::Apart, &["司法机关受理案件数量"]),
    ],
    variants: &[
        Variant {
            id: "ZJ-2024",
            columns: &[
                "warn_notice",
                "fine",
                "seize",
                "suspend_downgrade",
                "revoke",
                "restrict",
                "stop_close_ban",
                "detain",
                "other",
                "total",
                "amount",
            ],
        },
        Variant {
            id: "ZJ-2019",
            columns: &[
                "warn", "fine", "seize", "suspend", "stop", "revoke", "detain", "other", "total",
                "amount",
            ],
        },
        Variant {
            id: "HA-2020",
            columns: &[
                "warn", "fine", "seize", "suspend", "stop", "revoke", "other", "total", "amount",
            ],
        },
        Variant {
            id: "HB-2023",
            columns: &[
                "warn",
                "notice",
                "fine",
                "seize_income",
                "seize_goods",
                "suspend13",
                "downgrade",
                "revoke13",
                "restrict",
                "stop",
                "close",
                "ban",
                "detain",
                "other",
                "total",
                "amount",
            ],
        },
        Variant {
            id: "SX-2021",
            columns: &[
                "warn",
                "notice",
                "fine",
                "seize",
                "suspend13",
                "downgrade",
                "restrict",
                "stop",
                "close_ban",
                "revoke13",
                "detain",
                "other",
                "total",
                "amount",
            ],
        },
        Variant {
            id: "CQ-2022",
            columns: &[
                "warn",
                "notice",
                "fine",
                "seize",
                "suspend13",
                "downgrade",
                "revoke13",
                "restrict",
                "stop",
                "close",
                "ban",
                "detain",
                "other",
                "total",
                "amount",
                "reviewed",
                "mended",
                "referred",
                "taken_up",
            ],
        },
    ],
    least: 5,
    needs: &["fine", "total"],
    annual: Some("行政处罚"),
};

const PERMITS: Declared = Declared {
    id: "permits",
    title: ["行政许可实施情况统计表", "Administrative permits"],
    columns: &[
        other("applied", Is::Apart, &["申请数量", "申请数", "申请件数"]),
        other("accepted", Is::Apart, &["受理数量", "受理数", "受理件数"]),
        other(
            "granted",
            Is::Apart,
            &["许可数量", "许可数", "准予许可数量", "予以许可数量"],
        ),
        other(
            "refused",
            Is::Apart,
            &["不予许可数量", "不予许可数", "不予许可"],
        ),
        other(
            "revoked",
            Is::Apart,
            &["撤销许可数量", "撤销许可数", "撤销许可"],
        ),
    ],
    variants: &[Variant {
        id: "permits",
        columns: &["applied", "accepted", "granted", "refused", "revoked"],
    }],
    least: 3,
    needs: &["accepted", "granted"],
    annual: Some("行政许可"),
};

const COERCION: Declared = Declared {
    id: "coercion",
    title: ["行政强制实施情况统计表", "Administrative enforcement"],
    columns: &[
        kind(
            "seal",
            &["查封场所设施或者财物", "查封场所设施或财物", "查封"],
        ),
        kind("impound", &["扣押财物", "扣押"]),
        kind("freeze", &["冻结存款汇款", "冻结"]),
        kind("measure", &["其他行政强制措施"]),
        kind("surcharge", &["加处罚款或者滞纳金", "加处罚款或滞纳金"]),
        kind("transfer", &["划拨存款汇款"]),
        kind(
            "auction",
            &[
                "拍卖或者依法处理查封扣押的场所设施或者财物",
                "拍卖或依法处理查封扣押的场所设施或财物",
            ],
        ),
        kind("remove", &["排除妨碍恢复原状"]),
        kind("perform", &["代履行"]),
        kind("execution", &["其他强制执行", "其他强制执行方式"]),
        // Whether it is one of the kinds the places do not say alike.
        other(
            "court",
            Is::Maybe,
            &["申请法院强制执行", "申请人民法院强制执行"],
        ),
        TOTAL,
    ],
    variants: &[],
    least: 4,
    needs: &["impound", "total"],
    annual: Some("行政强制"),
};
