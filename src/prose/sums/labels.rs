//! What the words before a number say of the numbers beside it: that it is their total, one of them, what came in
//! or what became of it.

use super::counted::CountedNumber;
use super::kinds::is_year;
use super::scaled;
use crate::prose::numbers::Decimal;

/// Numbers of which one may be the total.
const MOST: usize = 8;

/// 合计: the number behind it is the sum of those before.
pub(super) fn sums_up(label: &str) -> bool {
    ["合计", "共计", "总计"]
        .iter()
        .any(|word| label.starts_with(word))
        || ["共", "一共", "总共", "共有"].contains(&label)
        || ["全年共", "全年合计", "全年共计"].contains(&label)
        || ["共", "合计", "总计"]
            .iter()
            .any(|word| label.contains(word))
            && names_them_all(label)
}

/// Whether the first of several is no total of the others but a kind beside them, of which the last is the rest:
/// 征收类35件、规划类12件、其他9件.
pub(super) fn is_one_of_them(first: &CountedNumber, others: &[CountedNumber]) -> bool {
    let is_rest = |part: &CountedNumber| {
        let rest = ["其他", "其它", "其余", "剩余", "余下"];
        rest.iter().any(|word| part.label.starts_with(word))
    };
    let numbers: Vec<Decimal> = others.iter().chain([first]).map(|n| n.number).collect();
    let Some((numbers, _)) = scaled(&numbers) else {
        return true;
    };
    let (first_number, parts) = (numbers[others.len()], &numbers[..others.len()]);
    let apart = (parts.iter().sum::<i128>() - first_number).abs();
    let whole = ["共", "总", "收到", "受理", "答复", "办结", "办理", "发现"];
    let is_total = whole.iter().any(|word| first.label.contains(word));
    others.iter().any(is_rest) && (!is_total || apart * 10 > first_number)
}

/// 网站发布860条，公众号发布500条，共发布1260条; 上半年700条，下半年800条，全年1500条: what is counted is
/// said again of all together, or the parts are a year.
pub(super) fn names_parts(label: &str, heads: &[CountedNumber]) -> bool {
    let year = ["全年", "年度", "年内"];
    let of_year = year.iter().find_map(|word| label.strip_prefix(word));
    let rest = of_year.unwrap_or(label);
    let labels: Vec<&str> = heads.iter().map(|head| head.label.as_str()).collect();
    if labels.len() < 2 || labels.len() > MOST {
        return false;
    }
    let together = ["共计", "合计", "总计", "总共", "一共", "共"];
    let what = together.iter().find_map(|word| rest.strip_prefix(word));
    if (of_year.is_some() || what.is_some()) && is_year(&labels) {
        return true;
    }
    let Some(what) = what.filter(|what| what.chars().count() > 1) else {
        return false;
    };
    // 回复市长信箱来信120封、局长信箱来信80封，共回复来信200封.
    let cut = what.char_indices().nth(2).map_or(what.len(), |(at, _)| at);
    let (verb, noun) = what.split_at(cut);
    labels.iter().all(|label| label.ends_with(what))
        || noun.chars().count() > 1
            && labels[0].contains(verb)
            && labels.iter().all(|label| label.ends_with(noun))
}

/// 三个平台共发布, 以上共公开: what was named before, together.
fn names_them_all(label: &str) -> bool {
    let mut chars = label.chars();
    let few = chars
        .next()
        .is_some_and(|c| "两二三四五六七八九".contains(c));
    few && chars.next().is_some_and(|c| "个者项类种".contains(c))
        || ["以上", "上述"].iter().any(|word| label.starts_with(word))
}

/// What becomes of applications, which is no kind of them.
pub(super) fn is_flow(label: &str) -> bool {
    let flows = [
        "办结", "答复", "办复", "回复", "结转", "顺延", "未办", "正在", "其余",
    ];
    flows.iter().any(|word| label.contains(word)) && !is_carried_in(label) || is_intake(label)
}

pub(super) fn is_intake(label: &str) -> bool {
    ["收到", "受理", "接收", "接到", "收件"]
        .iter()
        .any(|word| label.contains(word))
        && !label.contains("新收")
}

fn is_carried_in(label: &str) -> bool {
    label.contains("结转")
        && ["上年", "上一年", "往年", "去年"]
            .iter()
            .any(|word| label.contains(word))
}
