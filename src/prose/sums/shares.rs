//! Shares: the quotient of their numbers, and all of them together.

use super::counted::CountedNumber;
use super::counted::{List, Wholes};
use super::kinds::{Extent, extent};
use super::{Wrong, scaled, written};
use crate::prose::numbers::Decimal;

/// Whether each share is the quotient of its part and a number before.
pub(super) fn quotient(list: &List, wholes: &Wholes) -> Option<Wrong> {
    let total = list
        .total
        .as_ref()
        .filter(|total| !total.vague && total.number.places == 0)?;
    for part in list
        .parts
        .iter()
        .filter(|part| !part.vague && part.number.places == 0)
    {
        let Some((share, at)) = &part.share else {
            continue;
        };
        let fits = |whole: i64| {
            whole > 0 && share.rounds(100 * i128::from(part.number.digits), whole.into())
        };
        // 新收 and 上年结转 together may be the whole.
        let alike = || {
            let alike = wholes
                .iter()
                .filter(|(n, unit)| *unit == total.unit && n.places == 0);
            alike.map(|(n, _)| n.digits)
        };
        let pairs = || alike().flat_map(|a| alike().filter_map(move |b| a.checked_add(b)));
        if fits(total.number.digits) || alike().any(fits) || pairs().any(fits) {
            continue;
        }
        if total.number.digits <= 0 || part.number.digits > total.number.digits {
            continue;
        }
        let shown = super::change::percent(
            part.number.digits.into(),
            total.number.digits.into(),
            share.places,
        );
        return Some(Wrong {
            rule: "sum.share",
            shown: format!("{} ÷ {} = {shown}%", part.number, total.number),
            said: format!("{share}%"),
            right: format!("{shown}%"),
            sides: None,
            at: part.at.start..at.end,
            total: None,
        });
    }
    None
}

/// Whether the shares of a whole come to 100 %, each as wide as it was rounded.
pub(super) fn hundred(list: &List) -> Option<Wrong> {
    if list.loose || list.parts.iter().any(|part| part.vague) {
        return None;
    }
    let share = |part: &CountedNumber| match part.unit {
        "%" => Some((part.number, part.at.clone())),
        _ => part.share.clone(),
    };
    let shares: Vec<_> = list.parts.iter().map(share).collect::<Option<_>>()?;
    if shares.len() < 2 {
        return None;
    }
    let labels: Vec<&str> = list.parts.iter().map(|part| part.label.as_str()).collect();
    let mut numbers: Vec<Decimal> = shares.iter().map(|(share, _)| *share).collect();
    let halves: Vec<u32> = numbers.iter().map(|n| n.places).collect();
    numbers.push(Decimal {
        digits: 100,
        places: 0,
    });
    let (numbers, places) = scaled(&numbers)?;
    let (hundred, parts) = (numbers[numbers.len() - 1], &numbers[..numbers.len() - 1]);
    let sum: i128 = parts.iter().sum();
    // Twice what rounding may have added or taken.
    let room: i128 = halves.iter().map(|p| 10i128.pow(places - p)).sum();
    let least = *parts.iter().min()?;
    let wrong = if 2 * (sum - hundred) > room {
        sum <= 2 * hundred
    } else if 2 * (hundred - sum) >= room {
        let narrow = hundred - sum < least && (hundred - sum) * 10 <= hundred && parts.len() > 2;
        match extent(&labels) {
            Extent::All => sum * 2 >= hundred,
            Extent::Some => false,
            Extent::Unknown => narrow && !list.some,
        }
    } else {
        false
    };
    if !wrong || parts.contains(&hundred) {
        return None;
    }
    let terms: Vec<String> = shares
        .iter()
        .map(|(share, _)| format!("{share}%"))
        .collect();
    let at = shares[0].1.start..shares[shares.len() - 1].1.end;
    Some(Wrong {
        rule: "sum.shares",
        shown: format!("{} = {}%", terms.join(" + "), written(sum, places)),
        said: "100%".into(),
        right: format!("{}%", written(sum, places)),
        sides: None,
        at,
        total: None,
    })
}
