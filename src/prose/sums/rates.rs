//! Rates: 收到80条，采纳32条，采纳率40%.

use super::counted::CountedNumber;
use super::pieces::RunPiece;
use super::{Wrong, change};

/// Words of what a rate is a share of.
const INTAKES: [&str; 25] = [
    "审查", "申报", "推送", "反映", "评查", "收到", "受理", "征集", "收集", "发放", "审核", "检查",
    "抽查", "发现", "排查", "制发", "印发", "承办", "接收", "接到", "交办", "抽取", "查出", "征求",
    "收回",
];
/// Words that make another whole of it.
const OTHERWISE: [&str; 9] = [
    "结转", "未到", "在办", "正在", "有效", "除", "应", "到期", "其余",
];
/// What may stand before and behind the word that both share.
const HEADS: [&str; 16] = [
    "已", "共", "均", "全部", "其中", "全年", "现", "目前", "意见", "建议", "问题", "被", "有",
    "年内", "信息", "总体",
];
const TAILS: [&str; 12] = [
    "达到", "达", "为", "是", "率", "意见", "建议", "问题", "审核", "了", "的", "信息",
];
/// What is handled in time may be all that was due.
const FLOWS: [&str; 6] = ["办结", "答复", "回复", "办复", "处理", "办理"];

/// The first rate that is not the quotient of its numbers.
pub(super) fn wrong_sums(pieces: &[RunPiece]) -> Option<Wrong> {
    let mut sentences = pieces.split(|piece| matches!(piece, RunPiece::Stop));
    sentences.find_map(of_sentence)
}

fn of_sentence(pieces: &[RunPiece]) -> Option<Wrong> {
    let rates = || {
        pieces.iter().filter_map(|piece| match piece {
            RunPiece::Rate(rate) => Some(rate),
            _ => None,
        })
    };
    rates().next()?;
    let items: Vec<&CountedNumber> = pieces
        .iter()
        .filter_map(|piece| match piece {
            RunPiece::Item(item) => Some(item),
            _ => None,
        })
        .collect();
    let otherwise = |item: &&CountedNumber| OTHERWISE.iter().any(|word| item.label.contains(word));
    let loose = |piece: &RunPiece| matches!(piece, RunPiece::Loose);
    if items.iter().any(otherwise) || pieces.iter().any(loose) {
        return None;
    }
    // 抽查栏目20个，合格19个，合格率95%；抽查信息200条，合格率99%: each is of its own.
    let alone = |rate: &&CountedNumber| {
        let alike = rates().filter(|other| bare(&other.label) == bare(&rate.label));
        alike.count() == 1
    };
    rates().filter(alone).find_map(|rate| wrong(rate, &items))
}

fn wrong(rate: &CountedNumber, items: &[&CountedNumber]) -> Option<Wrong> {
    let what = bare(&rate.label);
    let is = |item: &&&CountedNumber| bare(&item.label) == what && item.unit != "%";
    let mut parts = items.iter().filter(is);
    let (Some(part), None) = (parts.next(), parts.next()) else {
        return None;
    };
    // 部分采纳 may count too.
    let alike = |item: &&&CountedNumber| item.at != part.at && item.label.contains(what);
    if items.iter().any(|item| alike(&item)) {
        return None;
    }
    let whole_number = |item: &CountedNumber| item.number.places == 0 && !item.vague;
    if what.is_empty() || rate.vague || !whole_number(part) {
        return None;
    }
    let hundred = rate.number.digits == 100 && rate.number.places == 0;
    if hundred && FLOWS.iter().any(|flow| what.contains(flow)) {
        return None;
    }
    let others = || {
        let others = items
            .iter()
            .filter(|item| item.unit == part.unit && item.at != part.at);
        others
            .filter(|item| whole_number(item))
            .map(|item| item.number.digits)
    };
    let fits = |whole: i64| {
        whole > 0
            && rate
                .number
                .rounds(100 * i128::from(part.number.digits), whole.into())
    };
    let pairs = || others().flat_map(|a| others().filter_map(move |b| a.checked_add(b)));
    if others().any(fits) || pairs().any(fits) {
        return None;
    }
    let taken_in = |item: &&&CountedNumber| {
        let intake = INTAKES.iter().any(|word| item.label.contains(word));
        intake && item.unit == part.unit && item.at != part.at && whole_number(item)
    };
    let whole = items.iter().rev().find(taken_in)?;
    if whole.number.digits <= 0 || part.number.digits > whole.number.digits {
        return None;
    }
    let (of, all) = (part.number.digits.into(), whole.number.digits.into());
    let shown = change::percent(of, all, rate.number.places);
    Some(Wrong {
        rule: "sum.share",
        shown: format!("{} ÷ {} = {shown}%", part.number, whole.number),
        said: format!("{}%", rate.number),
        right: format!("{shown}%"),
        sides: None,
        at: rate.at.start.min(part.at.start)..rate.at.end.max(part.at.end),
        total: None,
    })
}

/// 已采纳, 意见采纳率达: 采纳.
fn bare(label: &str) -> &str {
    let mut label = label;
    loop {
        let head = HEADS.iter().find_map(|head| label.strip_prefix(head));
        let tail = TAILS.iter().find_map(|tail| label.strip_suffix(tail));
        match head.or(tail) {
            Some(rest) => label = rest,
            None => return label,
        }
    }
}
