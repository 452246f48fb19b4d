//! Reviews and lawsuits: of what, how they ended, and what is denied.

use super::{Dispute, Sentence};
use crate::prose::claimed::ClaimedValue;
use crate::prose::lexicon::Class;
use crate::prose::patterns::DENIED;
use crate::prose::quantities::{self as q, Quantity};
use crate::prose::tokens::Token;
use std::ops::Range;

impl Sentence<'_> {
    /// 维持12件, where it is clear of what.
    pub(super) fn result(&self, words: &[Token]) -> Option<&'static Quantity> {
        let mut ending = None;
        let mut of = self.subject.dispute.and_then(|dispute| dispute.of);
        for token in words {
            let new = match token.class {
                Class::Kept => q::Ending::Upheld,
                Class::Corrected => q::Ending::Corrected,
                Class::OtherResult => q::Ending::Other,
                Class::Pending => q::Ending::Pending,
                Class::Review if self.subject.dispute.is_some() => {
                    of = Some(&q::REVIEW);
                    continue;
                }
                Class::Suit if self.subject.dispute.is_some() => {
                    of = Some(&q::SUIT);
                    continue;
                }
                Class::Plain | Class::Sum | Class::Thing | Class::This | Class::Concluded => {
                    continue;
                }
                _ => return None,
            };
            if ending.replace(new).is_some() {
                return None;
            }
        }
        q::results(of?, ending?)
    }

    /// 其中涉及政府信息公开的20件, after reviews of every kind. What was taken for reviews about disclosure
    /// turns out to be of every kind.
    pub(super) fn part_about_disclosure(&self, before: &[Token]) -> Option<&'static Quantity> {
        let known = |t: &Token| {
            matches!(
                t.class,
                Class::Info
                    | Class::Ask
                    | Class::Request
                    | Class::Plain
                    | Class::Sum
                    | Class::Thing
                    | Class::Review
                    | Class::Suit
            )
        };
        let named = |t: &Token| matches!(t.class, Class::Info | Class::Ask | Class::Request);
        let told = self.scope.of_which && before.iter().all(known) && before.iter().any(named);
        if !told {
            return None;
        }
        let last = self.claims.last().map(|claim| claim.quantity);
        self.subject
            .unscoped
            .or(last.filter(|quantity| matches!(quantity.rule, "review" | "suit")))
    }

    /// Keeps in mind what later numbers may be a part of.
    pub(super) fn note(&mut self, quantity: &'static Quantity) {
        match quantity.rule {
            "review" | "suit" => {
                let two = self.subject.dispute.is_some_and(|before| !before.told);
                let of = Some(quantity).filter(|_| !two || self.scope.of_which);
                self.subject.dispute = Some(Dispute { of, told: false });
            }
            "results" => {
                if let Some(dispute) = &mut self.subject.dispute {
                    dispute.told = true;
                }
            }
            "permits" | "penalties" | "coercions" => self.subject.decided = true,
            _ => {}
        }
    }

    /// 未收到政府信息公开申请.
    pub(super) fn denial(&mut self, segment: &[Token]) {
        let Some(no) = segment.iter().position(|t| t.class == Class::None) else {
            return;
        };
        let (before, after) = (&segment[..no], &segment[no..]);
        let subject = |t: &Token| {
            matches!(
                t.class,
                Class::This
                    | Class::Whole
                    | Class::Own
                    | Class::Plain
                    | Class::Sum
                    | Class::Thing
                    | Class::Info
                    | Class::Review
                    | Class::Suit
                    | Class::Ask
                    | Class::List
            )
        };
        if !before.iter().all(subject) {
            return;
        }
        // 未收到 holds its verb; after it only what is denied counts.
        let after = &after[1..];
        let at = segment[no].at.start..segment[segment.len() - 1].at.end;
        let corrected = after.iter().any(|t| t.class == Class::Corrected);
        if corrected {
            let known = |t: &Token| {
                matches!(
                    t.class,
                    Class::Plain
                        | Class::Sum
                        | Class::Thing
                        | Class::Info
                        | Class::Ask
                        | Class::Apply
                        | Class::Request
                        | Class::Review
                        | Class::Suit
                        | Class::Corrected
                        | Class::List
                        | Class::This
                )
            };
            if after.iter().all(known) && self.context.applications {
                self.about_disputes(segment, &at, &q::REVIEW_CORRECTED, &q::SUIT_CORRECTED);
            }
            return;
        }
        if after
            .iter()
            .any(|t| matches!(t.class, Class::Review | Class::Suit))
        {
            for pattern in DENIED.iter().filter(|p| p.fits(after)) {
                if !self.knows(pattern.topic) {
                    continue;
                }
                self.claim(pattern.claims, ClaimedValue::Count(0), at.clone());
            }
        } else if let Some(pattern) = self.first(DENIED, after) {
            self.claim(pattern.claims, ClaimedValue::Count(0), at);
        }
    }

    /// 均获维持.
    pub(super) fn upheld(&mut self, segment: &[Token]) {
        let Some(upheld) = segment.iter().find(|t| t.class == Class::Upheld) else {
            return;
        };
        let known = |t: &Token| {
            matches!(
                t.class,
                Class::Upheld
                    | Class::Plain
                    | Class::Sum
                    | Class::Thing
                    | Class::Review
                    | Class::Suit
                    | Class::List
            )
        };
        if !self.context.applications || !segment.iter().all(known) {
            return;
        }
        let at = upheld.at.clone();
        let ended =
            |t: &Token| matches!(t.class, Class::Concluded | Class::Handle | Class::Pending);
        if self.tokens.iter().any(ended) {
            // Of those that have ended.
            self.about_disputes(segment, &at, &q::REVIEW_CORRECTED, &q::SUIT_CORRECTED);
        } else {
            self.about_disputes(segment, &at, &q::REVIEW_NOT_UPHELD, &q::SUIT_NOT_UPHELD);
        }
    }

    /// A nought for reviews, lawsuits or both: what the segment names, else what the sentence does.
    fn about_disputes(
        &mut self,
        segment: &[Token],
        at: &Range<usize>,
        review: &'static Quantity,
        suit: &'static Quantity,
    ) {
        let names = |tokens: &[Token], class| tokens.iter().any(|t| t.class == class);
        let of = |tokens: &[Token]| (names(tokens, Class::Review), names(tokens, Class::Suit));
        let scope = match of(segment) {
            (false, false) => of(self.tokens),
            scope => scope,
        };
        if scope.0 {
            self.claim(review, ClaimedValue::Count(0), at.clone());
        }
        if scope.1 {
            self.claim(suit, ClaimedValue::Count(0), at.clone());
        }
    }
}
