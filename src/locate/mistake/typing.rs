//! 笔误: one digit struck wrong, left out, struck twice, or two of them in the wrong order.

use super::{MistakeKind, no_proposal, share};
use crate::locate::fixed::{Cost, chance};
use crate::locate::proposals::Target;
use crate::locate::situation::Situation;

pub static KIND: MistakeKind = MistakeKind {
    id: "typing",
    name: ["笔误", "slip of the keys"],
    clause: ["笔误", "a slip of the keys"],
    price,
    propose: no_proposal,
};

/// A 0 is mistyped so much more rarely than another number.
const ZERO: u64 = 100;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    if target.total.is_some() || !now.is_number(target.cell) {
        return None;
    }
    let wrong = now.x[target.cell];
    let right = wrong + target.delta;
    let (_, likely) = slip(right, wrong)?;
    let filled = now.tally.filled + u64::from(wrong == 0);
    let filled = filled.saturating_sub(u64::from(right == 0));
    let weight = if right == 0 { 1 } else { ZERO };
    let zeros = now.x.len() as u64 - filled;
    let whole = 100 * (ZERO * filled + zeros);
    Some(chance(share::TYPING * weight * likely, whole * MILLION))
}

const MILLION: u64 = 1_000_000;

/// What the fingers did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::locate) enum Slip {
    /// One digit for another.
    Substituted,
    /// A digit left out.
    Dropped,
    /// A digit too many.
    Added,
    /// Two neighbours in the wrong order.
    Transposed,
}

/// Neighbours on the top row and on the keypad.
const NEAR: [&[u8]; 10] = [
    &[9, 1, 2],
    &[2, 4, 0],
    &[1, 3, 5, 0],
    &[2, 4, 6],
    &[3, 5, 1, 7],
    &[4, 6, 2, 8],
    &[5, 7, 3, 9],
    &[6, 8, 4],
    &[7, 9, 5],
    &[8, 0, 6],
];

/// Digits that look alike.
const ALIKE: [&[u8]; 10] = [
    &[6, 8, 9],
    &[7],
    &[],
    &[8],
    &[9],
    &[6],
    &[0, 5, 8, 9],
    &[1],
    &[0, 3, 6, 9],
    &[0, 4, 6, 8],
];

/// How `wrong` may come of typing `right`, and how likely that is once something goes wrong there,
/// in millionths; none where one slip cannot do it.
pub(in crate::locate) fn slip(right: i64, wrong: i64) -> Option<(Slip, u64)> {
    if right < 0 || wrong < 0 || right == wrong {
        return None;
    }
    let (meant, long) = digits(right);
    let (typed, typed_long) = digits(wrong);
    let (substitute, drop, add, transpose) = match long {
        1 => (770_000, 0, 230_000, 0),
        _ => (400_000, 200_000, 200_000, 200_000),
    };
    if typed_long > long {
        let likely = add * added(&meant[LONGEST - long..], &typed, typed_long) / MILLION;
        return (likely > 0).then_some((Slip::Added, likely));
    }
    // Zeros in front do not show, so a number may look shorter than it was typed.
    let (meant, typed) = (&meant[LONGEST - long..], &typed[LONGEST - long..]);
    let likely = drop * dropped(meant, typed) / MILLION;
    if likely > 0 {
        return Some((Slip::Dropped, likely));
    }
    let wrong_at = |at: &usize| meant[*at] != typed[*at];
    let mut places = (0..long).filter(wrong_at);
    let (first, second, third) = (places.next()?, places.next(), places.next());
    match (second, third) {
        (None, _) => {
            let likely = substitute * digit(meant[first], typed[first]) / MILLION;
            Some((Slip::Substituted, likely / long as u64))
        }
        (Some(next), None)
            if next == first + 1 && meant[first] == typed[next] && meant[next] == typed[first] =>
        {
            Some((Slip::Transposed, transpose / (long as u64 - 1)))
        }
        _ => None,
    }
}

const LONGEST: usize = 20;

/// The digits, right-aligned with zeros in front, and how many they are.
fn digits(mut number: i64) -> ([u8; LONGEST], usize) {
    let (mut digits, mut long) = ([0; LONGEST], 0);
    while number > 0 || long == 0 {
        long += 1;
        digits[LONGEST - long] = (number % 10) as u8;
        number /= 10;
    }
    (digits, long)
}

/// One digit for another: a neighbour on the keys, one that looks alike, or any.
fn digit(meant: u8, typed: u8) -> u64 {
    let share = |list: &[u8], whole: u64| match list.contains(&typed) {
        true => whole / list.len() as u64,
        false => 0,
    };
    let (near, alike) = (NEAR[usize::from(meant)], ALIKE[usize::from(meant)]);
    let any = if alike.is_empty() { 700_000 } else { 500_000 };
    share(near, 300_000) + share(alike, 200_000) + any / 9
}

/// The part of all places at which leaving a digit out gives the number typed, in millionths.
fn dropped(meant: &[u8], typed: &[u8]) -> u64 {
    let without = |gap: &usize| {
        let rest = meant[..*gap].iter().chain(&meant[gap + 1..]);
        typed[0] == 0 && rest.eq(&typed[1..])
    };
    let places = (0..meant.len()).filter(without).count();
    places as u64 * MILLION / meant.len() as u64
}

/// The part of all ways to add a digit that give the number typed, half of them by striking a key
/// twice, in millionths.
fn added(meant: &[u8], typed: &[u8], typed_long: usize) -> u64 {
    let long = meant.len();
    if typed_long != long + 1 {
        return 0;
    }
    let typed = &typed[LONGEST - typed_long..];
    let (mut any, mut double) = (0, 0);
    for at in 0..typed_long {
        let rest = typed[..at].iter().chain(&typed[at + 1..]);
        if rest.eq(meant) {
            any += 1;
            double += u64::from(at > 0 && typed[at] == typed[at - 1]);
        }
    }
    let long = long as u64;
    any * 500_000 / (10 * (long + 1)) + double * 500_000 / long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_apart() {
        let kind = |right, wrong| slip(right, wrong).map(|slip| slip.0);
        assert_eq!(kind(11, 110), Some(Slip::Added));
        assert_eq!(kind(1, 11), Some(Slip::Added));
        assert_eq!(kind(110, 11), Some(Slip::Dropped));
        assert_eq!(kind(105, 5), Some(Slip::Dropped));
        assert_eq!(kind(12, 21), Some(Slip::Transposed));
        assert_eq!(kind(10, 1), Some(Slip::Dropped));
        assert_eq!(kind(34, 4), Some(Slip::Dropped));
        assert_eq!(kind(134, 174), Some(Slip::Substituted));
        assert_eq!(kind(0, 7), Some(Slip::Substituted));
        assert_eq!(kind(7, 0), Some(Slip::Substituted));
        assert_eq!(kind(12, 34), None);
        assert_eq!(kind(5, 5), None);
        assert_eq!(kind(-5, 5), None);
        assert_eq!(kind(1234, 4321), None);
        assert_eq!(kind(1, 1 << 52), None);
    }

    #[test]
    fn what_can_be_typed_for_a_number_is_about_certain_in_all() {
        for right in [3, 47, 205, 9999] {
            let all: u64 = (0..100_000)
                .filter_map(|wrong| slip(right, wrong))
                .map(|s| s.1)
                .sum();
            assert!((750_000..=1_000_100).contains(&all), "{right}: {all}");
        }
    }
}
