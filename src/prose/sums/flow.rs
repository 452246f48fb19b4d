//! What came in and was carried in = what was handled and is carried out, where all four are said.

use super::Wrong;
use crate::prose::claimed::ClaimedValue;
use crate::prose::claims::TextClaim;
use std::ops::Range;

/// 新收 64 + 上年结转 5 = 办结 67 + 结转下年度 2.
pub(super) fn wrong_balance(claims: &[&TextClaim], run: &Range<usize>) -> Option<Wrong> {
    let of = |rule: &str| {
        let mut all = claims
            .iter()
            .filter(|c| c.quantity.rule == rule && run.contains(&c.range.start));
        match (all.next(), all.next()) {
            (Some(one), None) => match one.said {
                ClaimedValue::Count(n) => Some((n, &one.range)),
                _ => None,
            },
            _ => None,
        }
    };
    let (new, carried_in) = (of("new")?, of("carried_in")?);
    let (handled, carried_out) = (of("handled")?, of("carried_out")?);
    let right = handled.0.checked_add(carried_out.0)?;
    let both = new.0.checked_add(carried_in.0)?;
    // 受理 may be all of them, and what was handled only the new ones.
    if both == right || new.0 == right {
        return None;
    }
    let nearer = (both - right).abs() <= (new.0 - right).abs();
    let left = if nearer { both } else { new.0 };
    let shown = match nearer {
        true => format!(
            "{} + {} = {both}，{} + {} = {right}",
            new.0, carried_in.0, handled.0, carried_out.0
        ),
        false => format!("{} + {} = {right}", handled.0, carried_out.0),
    };
    let ranges = [new.1, carried_in.1, handled.1, carried_out.1];
    let start = ranges.iter().map(|r| r.start).min()?;
    let end = ranges.iter().map(|r| r.end).max()?;
    Some(Wrong {
        rule: "sum.flow",
        shown,
        said: left.to_string(),
        right: right.to_string(),
        sides: Some((left, right)),
        at: start..end,
        total: None,
    })
}
