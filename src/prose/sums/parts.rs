//! Whether the parts that a list names come to its total.

use super::counted::{CountedNumber, List, Wholes};
use super::kinds::{Extent, extent, is_channel};
use super::{Wrong, scaled, written};
use crate::prose::numbers::Decimal;

/// Numbers before a list of which two may together be what is divided.
const NEAR: usize = 8;

/// Whether the parts come to their total. `explicit`: the text says that they are all.
pub(super) fn sum(list: &List, wholes: &Wholes, explicit: bool) -> Option<Wrong> {
    let total = list.total.as_ref()?;
    let vague =
        list.loose || total.vague || list.parts.iter().any(|part| part.vague || part.unit == "%");
    if vague || list.parts.len() < 2 {
        return None;
    }
    let mut numbers = vec![total.number];
    numbers.extend(list.parts.iter().map(|part| part.number));
    let (numbers, places) = scaled(&numbers)?;
    let (whole, parts) = (numbers[0], &numbers[1..]);
    // Where some of them come to the total, the rest is another way of dividing it.
    let mut running = 0;
    for part in parts {
        running += part;
        if running == whole {
            return None;
        }
    }
    let sum: i128 = parts.iter().sum();
    if !explicit && !list.bracket && is_of_another(list, total, sum, places, wholes) {
        return None;
    }
    if !is_wrong(list, total, &numbers, places, explicit) {
        return None;
    }
    let terms: Vec<String> = list
        .parts
        .iter()
        .map(|part| part.number.to_string())
        .collect();
    let sides = i64::try_from(whole).ok().zip(i64::try_from(sum).ok());
    Some(Wrong {
        rule: "sum.parts",
        shown: format!("{} = {}", terms.join(" + "), written(sum, places)),
        said: written(whole, places),
        right: written(sum, places),
        sides: sides.filter(|_| places == 0),
        at: span(list, total),
        total: Some(total.at.clone()),
    })
}

/// Whether the parts come to another number before, or to two of them together: that is what they divide.
fn is_of_another(
    list: &List,
    total: &CountedNumber,
    sum: i128,
    places: u32,
    wholes: &Wholes,
) -> bool {
    let others = wholes.iter().filter(|(_, unit)| *unit == total.unit);
    let of_others = others.filter_map(|(n, _)| scaled(&[*n, Decimal { digits: 0, places }]));
    let of_others: Vec<i128> = of_others.map(|(n, _)| n[0]).collect();
    let near = &of_others[of_others.len().saturating_sub(NEAR)..];
    let mut pairs = near.iter().flat_map(|a| near.iter().map(move |b| a + b));
    of_others.contains(&sum) || !list.divided && pairs.any(|n| n == sum)
}

/// Whether the parts are so far from the total, and no farther, that one of them or the total is wrong. `numbers`:
/// the total, then the parts.
fn is_wrong(
    list: &List,
    total: &CountedNumber,
    numbers: &[i128],
    places: u32,
    explicit: bool,
) -> bool {
    let (whole, parts) = (numbers[0], &numbers[1..]);
    let sum: i128 = parts.iter().sum();
    let labels: Vec<&str> = list.parts.iter().map(|part| part.label.as_str()).collect();
    let extent = extent(&labels);
    let rounding = match places {
        0 => 0,
        _ => numbers.len() as i128 / 2,
    };
    let Some(least) = parts.iter().filter(|part| **part > 0).min() else {
        return false;
    };
    let (over, under) = (sum - whole, whole - sum);
    if over > 0 {
        let channels = ["条", "篇", "次"].contains(&total.unit)
            && labels.iter().filter(|label| is_channel(label)).count() > 1;
        // One piece may go by several channels; and what comes to far more counts something else.
        let most = match extent {
            _ if explicit => whole,
            Extent::All => whole,
            _ if list.open => (whole / 10).max(1),
            _ if channels || total.unit == "人次" => whole * 15 / 100,
            _ => (whole * 30 / 100).max(1),
        };
        // Kinds that are all there is may be further off.
        let far = if extent == Extent::All { 5 } else { 10 };
        return over > rounding
            && over <= most
            && !(list.divided && over > 2 && over * far > whole);
    }
    let complete = parts.len() > 2 || list.bracket;
    let narrow = under < *least && (under * if complete { 10 } else { 20 } <= whole || under <= 1);
    under > rounding
        && match extent {
            _ if explicit => under * 2 <= whole,
            _ if list.some => false,
            Extent::All => under * 2 <= whole,
            Extent::Some => false,
            Extent::Unknown => narrow && !list.open,
        }
}

/// From the first to the last number of a list.
fn span(list: &List, total: &CountedNumber) -> std::ops::Range<usize> {
    let all = || list.parts.iter().chain([total]).map(|item| &item.at);
    let start = all().map(|at| at.start).min().unwrap_or(total.at.start);
    let end = all().map(|at| at.end).max().unwrap_or(total.at.end);
    start..end
}
