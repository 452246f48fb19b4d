//! Numbers that are explained by another beside them: parts, sums, percentages.

use super::{Raw, Sentence};
use crate::prose::claimed::{ClaimedValue, Direction};
use crate::prose::lexicon::Class;
use crate::prose::patterns::BEFORE;
use crate::prose::quantities::{self as q, Quantity};
use crate::prose::tokens::Token;

impl Sentence<'_> {
    /// 因本机关不掌握无法提供41件: one case within an outcome.
    pub(super) fn leaf(&self, words: &[Token]) -> Option<&'static Quantity> {
        let mut leaf = None;
        let mut or_all = false;
        for token in words {
            match token.class {
                Class::Leaf(index) if leaf.is_none() => leaf = Some(index),
                Class::Refused | Class::Unavailable | Class::Declined | Class::OtherOutcome => {
                    or_all = leaf.is_some();
                }
                Class::Plain
                | Class::This
                | Class::Sum
                | Class::Own
                | Class::Handle
                | Class::Process
                | Class::Ask
                | Class::Request
                | Class::Apply => {}
                _ => return None,
            }
        }
        // Received again is not declined for it: an outcome has to be named.
        let outcome = |t: &Token| {
            matches!(
                t.class,
                Class::Refused | Class::Unavailable | Class::Declined | Class::OtherOutcome
            )
        };
        if !self.tokens.iter().any(outcome) {
            return None;
        }
        let leaf = &q::LEAVES[usize::from(leaf.filter(|_| self.context.applications)?)];
        Some(if or_all { &leaf.or_all } else { &leaf.alone })
    }

    /// 作出526宗行政许可: a number between its verb and its noun.
    pub(super) fn verb_first(
        &self,
        before: &[Token],
        after: &[Token],
        numbers: usize,
    ) -> Option<&'static Quantity> {
        let verb = |t: &Token| {
            matches!(
                t.class,
                Class::Decide | Class::Process | Class::Handle | Class::Make | Class::Repeal
            )
        };
        if numbers != 1 || !before.iter().any(verb) || after.is_empty() {
            return None;
        }
        let joined = [before, after].concat();
        Some(self.first(BEFORE, &joined)?.claims)
    }

    /// 收到18件，均作出不予公开答复: what became of all that was counted.
    pub(super) fn all_of(&mut self, segment: &[Token]) {
        let all = segment.iter().any(|t| t.role == Class::All);
        let mut outcomes = segment.iter().filter_map(|t| match t.class {
            Class::Granted => Some(&q::GRANTED_ALONE),
            Class::Partial => Some(&q::PARTIAL),
            Class::Refused => Some(&q::REFUSED),
            Class::Unavailable => Some(&q::UNAVAILABLE),
            Class::Declined => Some(&q::DECLINED),
            _ => None,
        });
        let (Some(outcome), None) = (outcomes.next(), outcomes.next()) else {
            return;
        };
        let known = |t: &Token| {
            matches!(
                t.class,
                Class::Plain
                    | Class::This
                    | Class::Handle
                    | Class::Process
                    | Class::Decide
                    | Class::Granted
                    | Class::Partial
                    | Class::Refused
                    | Class::Unavailable
                    | Class::Declined
            )
        };
        // Only where all that is said before is one number of them.
        let flows = |c: &Raw| matches!(c.quantity.rule, "new" | "handled");
        if !all || !segment.iter().all(known) || !self.claims.iter().all(flows) {
            return;
        }
        let counts = self.claims.iter().filter_map(|c| match c.said {
            ClaimedValue::Count(n) => Some((c.quantity.rule, n)),
            _ => None,
        });
        let counts: Vec<(&str, i64)> = counts.collect();
        let Some(&(rule, n)) = counts.last() else {
            return;
        };
        if n == 0 || counts.iter().any(|(_, other)| *other != n) {
            return;
        }
        let (first, last) = (&segment[0].at, &segment[segment.len() - 1].at);
        self.claim(outcome, ClaimedValue::Count(n), first.start..last.end);
        if let Some(raw) = self.claims.last_mut() {
            raw.of_new = rule == "new";
        }
    }

    /// 行政事业性收费24.6万元.
    pub(super) fn amount(&mut self, segment: &[Token]) {
        let of = |class| segment.iter().filter(move |t| t.class == class);
        // 行政事业性收费为零.
        let none = |t: &&Token| t.class == Class::Count && t.number.is_zero();
        let mut amounts = segment
            .iter()
            .filter(|t| t.class == Class::Money || none(t));
        let (Some(money), None) = (amounts.next(), amounts.next()) else {
            return;
        };
        let known = |t: &Token| {
            matches!(
                t.class,
                Class::Money
                    | Class::Count
                    | Class::Fees
                    | Class::Charge
                    | Class::Plain
                    | Class::This
                    | Class::Whole
                    | Class::Own
                    | Class::Sum
            )
        };
        if of(Class::Fees).count() == 1 && segment.iter().all(known) {
            let said = match money.tenthousands {
                Some(written) => ClaimedValue::Amount(written, true),
                None => ClaimedValue::Amount(money.number, false),
            };
            let start = segment[0].at.start.min(money.at.start);
            self.claim(&q::FEE_TOTAL, said, start..money.at.end);
        }
    }

    /// 共计266件: the sum of what was just named.
    pub(super) fn sum(&self, before: &[Token]) -> Option<&'static Quantity> {
        let known = |t: &Token| matches!(t.class, Class::Sum | Class::Plain | Class::Thing);
        if !before.iter().all(known) || !before.iter().any(|t| t.class == Class::Sum) {
            return None;
        }
        let [.., one, two] = &self.claims[..] else {
            return None;
        };
        let both = [one, two].map(|claim| claim.quantity);
        let are = |a: &Quantity, b: &Quantity| {
            std::ptr::eq(both[0], a) && std::ptr::eq(both[1], b)
                || std::ptr::eq(both[0], b) && std::ptr::eq(both[1], a)
        };
        if are(&q::NEW_ONES, &q::CARRY_IN) {
            Some(&q::ALL)
        } else if are(&q::REVIEW, &q::SUIT) {
            Some(&q::REVIEW_AND_SUIT)
        } else {
            None
        }
    }

    /// 同比增长 33.9%: how what was named last changed.
    pub(super) fn growth(&mut self, segment: &[Token]) {
        let of = |class| segment.iter().filter(move |t| t.class == class);
        let (up, down) = (of(Class::Up).count(), of(Class::Down).count());
        let direction = match (up, down) {
            (1, 0) => Direction::Up,
            (0, 1) => Direction::Down,
            _ => return,
        };
        let known = [
            Class::Up,
            Class::Down,
            Class::Percent,
            Class::Plain,
            Class::Sum,
            Class::Thing,
            Class::This,
            Class::Receive,
            Class::Ask,
            Class::Apply,
        ];
        let Some(percent) = of(Class::Percent).next() else {
            return;
        };
        let clear =
            segment.iter().all(|t| known.contains(&t.class)) && of(Class::Percent).count() == 1;
        let counted = self
            .subject
            .counted
            .filter(|q| matches!(q.rule, "new" | "handled"));
        if let Some(quantity) = counted.filter(|_| clear) {
            let start = segment
                .iter()
                .find(|t| matches!(t.class, Class::Up | Class::Down));
            let start = start.map_or(percent.at.start, |t| t.at.start.min(percent.at.start));
            let said = ClaimedValue::Growth(percent.number, direction);
            self.claim(quantity, said, start..percent.at.end);
        }
    }

    /// A percentage by itself is a share of what was named last.
    pub(super) fn share(&mut self, segment: &[Token]) {
        let Some(percent) = segment.iter().find(|t| t.class == Class::Percent) else {
            return;
        };
        let fillers = [
            Class::Share,
            Class::Plain,
            Class::Sum,
            Class::Thing,
            Class::Percent,
            Class::Handle,
            Class::Ask,
            Class::Apply,
            Class::Receive,
            Class::This,
        ];
        if !segment.iter().all(|t| fillers.contains(&t.class)) {
            return self.share_of_named(segment);
        }
        if let Some(quantity) = self.subject.counted.filter(|q| has_share(q)) {
            self.claim(
                quantity,
                ClaimedValue::Share(percent.number),
                percent.at.clone(),
            );
        }
    }

    /// 部分公开占9.2%: a share of what stands before it.
    fn share_of_named(&mut self, segment: &[Token]) {
        let of = |class| segment.iter().position(|t| t.class == class);
        let (Some(share), Some(percent)) = (of(Class::Share), of(Class::Percent)) else {
            return;
        };
        let known = |t: &Token| matches!(t.class, Class::Plain | Class::Sum | Class::Handle);
        let plain = share < percent && percent + 1 == segment.len();
        if !plain || !segment[share + 1..percent].iter().all(known) {
            return;
        }
        let quantity = self.first(BEFORE, &segment[..share]).map(|p| p.claims);
        if let Some(quantity) = quantity.filter(|q| has_share(q)) {
            let at = segment[0].at.start..segment[percent].at.end;
            self.claim(quantity, ClaimedValue::Share(segment[percent].number), at);
        }
    }
}

/// Whether a share of this quantity is a share of all applications.
fn has_share(quantity: &Quantity) -> bool {
    let rules = [
        "granted",
        "partial",
        "granted_or_partial",
        "refused",
        "unavailable",
        "declined",
        "other",
        "natural",
        "legal",
        "business",
        "research",
        "welfare",
        "law_firms",
    ];
    rules.contains(&quantity.rule)
}
