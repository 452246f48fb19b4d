//! What a clause says of another time: how a number compares with last year's.

use super::counted::{CountedNumber, YearChange};
use super::found::FoundNumber;
use crate::prose::page::find;
use std::ops::Range;

/// Words of a comparison with another time.
pub(super) const COMPARED: [&str; 12] = [
    "同比",
    "环比",
    "较上",
    "比上",
    "较去",
    "比去",
    "较20",
    "比20",
    "与上年",
    "与去年",
    "增长",
    "下降",
];
const FEWER: [&str; 6] = ["下降", "减少", "降低", "降幅", "少", "回落"];
const MORE: [&str; 7] = ["增长", "增加", "上升", "增幅", "多", "提高", "新增"];

/// 留言由150条增加到165条: the number that it is now, with what it was.
pub(super) fn from_to(
    chars: &[char],
    clause: &Range<usize>,
    found: &[FoundNumber],
) -> Option<CountedNumber> {
    let [was, now] = found else { return None };
    let between: String = chars[was.at.end..now.at.start].iter().collect();
    let verb = between.trim_end_matches(|c: char| "的度年".contains(c) || c.is_ascii_digit());
    let verb = verb.trim_end_matches(&['到', '至', '为'][..]);
    let moves = |words: &[&str]| words.contains(&verb);
    let down = moves(&["下降", "减少", "降低", "回落", "降", "减"]);
    let up = moves(&["增加", "增长", "上升", "提高", "增", "升"]);
    let same = was.unit == now.unit && now.unit != "%" && verb.len() < between.len();
    let label: String = chars[clause.start..was.at.start].iter().collect();
    let (label, _) = label.rsplit_once(['由', '从'])?;
    (same && (down || up)).then(|| CountedNumber {
        change: YearChange {
            last: Some(was.number),
            down,
            ..YearChange::default()
        },
        vague: was.vague || now.vague,
        ..CountedNumber::new(label.to_owned(), now)
    })
}

/// 多2件, 增36件: a change that names no time.
pub(super) fn is_change(words: &[char]) -> bool {
    let head: String = words.iter().take(2).collect();
    ["降幅", "升幅", "降低", "上升", "回落"].contains(&head.as_str())
        || head.starts_with(['增', '减'])
}

/// Keeps what a clause says of last year.
pub(super) fn change(
    item: &mut CountedNumber,
    compared: &[FoundNumber],
    words: &[char],
    start: usize,
) {
    let has = |list: &[&str]| list.iter().any(|word| find(words, word).is_some());
    let (more, fewer) = (has(&MORE), has(&FEWER));
    let change = &mut item.change;
    change.vague |= has(&["分别", "环比", "百分点", "倍", "前年", "同期"]) || more && fewer;
    change.down |= fewer;
    let moves = MORE
        .iter()
        .chain(&FEWER)
        .filter_map(|word| find(words, word));
    let moves = moves.map(|at| at.start).min();
    for found in compared {
        change.vague |= found.vague;
        let slot = match found.unit {
            "%" => &mut change.rate,
            unit if unit != item.unit => {
                change.vague = true;
                continue;
            }
            // 比上年216件增加36件: before the verb stands what was, behind it the change.
            _ if moves.is_some_and(|moves| moves + start <= found.at.start) => &mut change.by,
            _ => &mut change.last,
        };
        if slot.replace(found.number).is_some() {
            change.vague = true;
        }
    }
}
