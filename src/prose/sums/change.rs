//! Changes on last year, where both numbers are said.

use super::Wrong;
use super::counted::CountedNumber;
use super::pieces::RunPiece;

/// The changes of a run that do not fit their numbers.
pub(super) fn wrong_sums(pieces: &[RunPiece]) -> Vec<Wrong> {
    let items = pieces.iter().filter_map(|piece| match piece {
        RunPiece::Item(item) => Some((item, false)),
        RunPiece::Was(item) => Some((item, true)),
        _ => None,
    });
    let mut found = Vec::new();
    let mut before: Option<&CountedNumber> = None;
    for (item, was) in items {
        let mut item_of = item.clone();
        if was {
            // What it is now is not said: it follows.
            let (Some(last), Some(by)) = (item.change.last, item.change.by) else {
                continue;
            };
            let sign = if item.change.down { -1 } else { 1 };
            item_of.number.digits = last.digits.saturating_add(sign * by.digits);
        }
        // 2022年公开400条，2023年公开450条，增长12.5%.
        let changed = item.change.rate.is_some() || item.change.by.is_some();
        if let Some(last) = before.filter(|last| changed && follows(&last.label, &item.label)) {
            item_of.change.last = item.change.last.or(Some(last.number));
            item_of.change.vague |= last.vague || last.unit != item.unit;
        }
        found.extend(wrong(&item_of));
        before = Some(item);
    }
    found
}

/// Whether two labels say the same of a year and of the year after it.
fn follows(last: &str, this: &str) -> bool {
    let year = |label: &str| {
        let (year, rest) = label.split_once('年')?;
        let year: u16 = year.parse().ok().filter(|year| *year > 1999)?;
        Some((year, rest.trim_start_matches('度').to_owned()))
    };
    match (year(last), year(this)) {
        (Some((one, of)), Some((two, also))) => {
            one.checked_add(1) == Some(two)
                && (of == also || also.len() > 5 && of.starts_with(&also))
        }
        _ => false,
    }
}

fn wrong(item: &CountedNumber) -> Option<Wrong> {
    let change = &item.change;
    let numbers = [Some(item.number), change.last, change.by];
    if change.vague || item.vague || numbers.iter().flatten().any(|n| n.places > 0) {
        return None;
    }
    let (now, sign) = (item.number.digits, if change.down { -1 } else { 1 });
    if let (Some(last), Some(by)) = (change.last, change.by) {
        let right = last.digits.checked_add(sign * by.digits)?;
        if right != now {
            let mark = if change.down { '-' } else { '+' };
            return Some(Wrong {
                rule: "sum.growth",
                shown: format!(
                    "{last} {} {by} = {right}",
                    if mark == '-' { '−' } else { '+' }
                ),
                said: now.to_string(),
                right: right.to_string(),
                sides: Some((now, right)),
                at: item.at.clone(),
                total: Some(item.at.clone()),
            });
        }
    }
    let last = match (change.last, change.by) {
        (Some(last), _) => last.digits,
        (None, Some(by)) => now.checked_sub(sign * by.digits)?,
        (None, None) => return None,
    };
    let rate = change.rate?;
    if last <= 0 {
        return None;
    }
    let more = i128::from(now) - i128::from(last);
    let changed = more * i128::from(sign);
    if rate.rounds(100 * changed, last.into()) {
        return None;
    }
    let shown = percent(changed, last.into(), rate.places);
    let (a, b) = if change.down {
        (last, now)
    } else {
        (now, last)
    };
    Some(Wrong {
        rule: "sum.growth",
        shown: format!("({a} − {b}) ÷ {last} = {shown}%"),
        said: format!("{rate}%"),
        right: format!("{shown}%"),
        sides: None,
        at: item.at.clone(),
        total: None,
    })
}

/// A quotient in per cent to so many places, rounded half up.
pub(super) fn percent(part: i128, whole: i128, places: u32) -> String {
    let scale = 10i128.pow(places.min(6));
    let (minus, part) = if part < 0 { ("−", -part) } else { ("", part) };
    let hundredths = (200 * part * scale + whole) / (2 * whole);
    format!("{minus}{}", super::written(hundredths, places.min(6)))
}
