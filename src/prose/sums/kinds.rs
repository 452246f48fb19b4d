//! Which lists are complete: kinds that together are all there is, and words that close a list.

/// Kinds that together are everything; each with the words it goes by, and a list that shows it.
struct Whole {
    kinds: &'static [&'static [&'static str]],
    #[cfg(test)]
    example: &'static [&'static str],
}

macro_rules! wholes {
    ($([$([$($word:literal),+]),+] $($example:literal),+;)+) => {
        &[$(Whole {
            kinds: &[$(&[$($word),+]),+],
            #[cfg(test)]
            example: &[$($example),+],
        }),+]
    };
}

static WHOLES: &[Whole] = wholes! {
    [["予以公开", "同意公开", "全部公开"], ["部分公开"], ["不予公开", "不同意公开"], ["无法提供"], ["不予处理"], ["其他处理", "其它处理"]]
        "予以公开及部分公开", "不予公开", "无法提供", "不予处理", "其他处理";
    [["维持"], ["纠正", "纠错", "撤销"], ["其他"], ["尚未审结", "未审结", "正在审理"]]
        "结果维持", "结果纠正", "其他结果", "尚未审结";
    [["自然人"], ["企业"], ["科研机构"], ["公益组织"], ["法律服务机构"], ["其他"]]
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他";
    [["自然人", "个人", "公民"], ["法人", "单位", "其他组织"]] "自然人申请", "法人或其他组织申请";
    [["直接起诉", "直接提起"], ["复议后"]] "未经复议直接起诉", "复议后起诉";
    [["新收", "本年", "当年", "新增"], ["结转"]] "本年新收", "上年结转";
    [["准予", "予以许可"], ["不予许可", "不予批准", "不予受理"]] "准予许可", "不予许可";
    [["主动公开"], ["依申请公开"], ["不予公开", "不公开"]] "主动公开", "依申请公开", "不予公开";
    [["上半年"], ["下半年"]] "上半年", "下半年";
    [["前三季度"], ["四季度"]] "前三季度", "第四季度";
    [["专职"], ["兼职"]] "专职", "兼职";
    [["采纳"], ["未采纳", "不予采纳", "不采纳"]] "采纳", "不予采纳";
    [["原创"], ["转载", "转发"]] "原创", "转载";
    [["一季度"], ["二季度"], ["三季度"], ["四季度"]] "一季度", "二季度", "三季度", "四季度";
    [["线上"], ["线下"]] "线上", "线下";
    [["办结", "答复", "办复"], ["未办", "正在", "结转", "在办"]] "已办结", "正在办理";
};

/// How a list stands to what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Nothing can be missing.
    All,
    /// Kinds are known that are not named.
    Some,
    Unknown,
}

/// What the labels of a list say of its being complete.
pub(super) fn extent(labels: &[&str]) -> Extent {
    let named = |kind: &&&[&str]| {
        let has = |label: &&str| kind.iter().any(|word| label.contains(word));
        labels.iter().any(has)
    };
    let mut extent = Extent::Unknown;
    if labels.len() < 2 {
        return extent;
    }
    for whole in WHOLES {
        match whole.kinds.iter().filter(named).count() {
            n if n == whole.kinds.len() => return Extent::All,
            n if n > 1 || n == 1 && whole.kinds.len() == 2 => extent = Extent::Some,
            _ => {}
        }
    }
    let rest = |label: &&str| {
        let rest = ["其他", "其它", "其余", "剩余", "余下"];
        rest.iter().any(|word| label.starts_with(word))
            && !["其他处理", "其他结果", "其他组织"]
                .iter()
                .any(|word| label.starts_with(word))
    };
    if labels.iter().any(rest) {
        Extent::All
    } else {
        extent
    }
}

/// Whether the labels are a whole by themselves, so that no word need say that they are parts.
pub(super) fn is_whole(labels: &[&str]) -> bool {
    let flow = |label: &&str| {
        ["收", "结转", "办", "答复"]
            .iter()
            .any(|word| label.contains(word))
    };
    extent(labels) == Extent::All && !labels.iter().any(flow)
}

/// Quarters or halves that are a year.
pub(super) fn is_year(labels: &[&str]) -> bool {
    extent(labels) == Extent::All
        && labels
            .iter()
            .all(|l| l.contains("季度") || l.contains("半年"))
}

/// Ways of publishing: one piece may go by several, so that parts may exceed their total by much.
pub(super) fn is_channel(label: &str) -> bool {
    let ways = [
        "网站",
        "微博",
        "微信",
        "公众号",
        "平台",
        "客户端",
        "报",
        "新媒体",
        "公示栏",
        "公开栏",
        "头条",
        "抖音",
        "广播",
        "电视",
    ];
    ways.iter().any(|word| label.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_whole_is_known_by_its_example_and_not_by_less() {
        for whole in WHOLES {
            assert_eq!(extent(whole.example), Extent::All, "{:?}", whole.example);
            let less = &whole.example[..whole.example.len() - 1];
            assert_ne!(extent(less), Extent::All, "{less:?}");
        }
        assert_eq!(extent(&["动态类", "其他"]), Extent::All);
        assert_eq!(extent(&["动态类", "公告类"]), Extent::Unknown);
    }
}
