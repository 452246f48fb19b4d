//! A number with the words around it, and what it counts by them.

use super::{Sentence, acts, another_acts, is_head, is_some_of_them};
use crate::prose::claimed::ClaimedValue;
use crate::prose::lexicon::Class;
use crate::prose::patterns::{AFTER, BEFORE};
use crate::prose::quantities::{self as q, Quantity};
use crate::prose::tokens::Token;
use std::ops::Range;

/// A number of a segment, up to the numbers beside it.
pub(super) struct Count<'a> {
    pub number: &'a Token,
    pub before: &'a [Token],
    pub after: &'a [Token],
    /// How many numbers the segment has, and whether this is its last.
    pub of: usize,
    pub last: bool,
}

impl Count<'_> {
    fn value(&self) -> ClaimedValue {
        ClaimedValue::Count(self.number.number.digits)
    }

    /// From the first word that names what is counted.
    fn since_head(&self) -> Range<usize> {
        let head = self.before.iter().find(|t| is_head(t.class));
        let start = head.map_or(self.number.at.start, |t| t.at.start);
        start..self.number.at.end
    }

    /// To the last such word behind the number.
    fn until_head(&self) -> Range<usize> {
        let head = self.after.iter().rev().find(|t| is_head(t.class));
        let end = head.map_or(self.number.at.end, |t| t.at.end);
        self.number.at.start..end
    }

    /// Whether what it counts can only stand behind it.
    fn stands_first(&self) -> bool {
        let names = |t: &Token| {
            let unclear = [Class::Unknown, Class::Body, Class::Stop, Class::Checked];
            is_head(t.class) || unclear.contains(&t.class)
        };
        self.last && !self.before.iter().any(names)
    }
}

impl Sentence<'_> {
    /// What a number counts, by the words before it or, where they say nothing, by those behind it.
    pub(super) fn count(&mut self, count: &Count) {
        let Count { before, after, .. } = *count;
        if let Some(quantity) = self.result(before).or_else(|| self.leaf(before)) {
            self.claim(quantity, count.value(), count.since_head());
        } else if let Some(pattern) = self.first(BEFORE, before) {
            self.count_of_pattern(pattern.claims, count);
        } else if let Some(quantity) = self.verb_first(before, after, count.of) {
            self.claim(quantity, count.value(), count.since_head());
        } else if let Some(quantity) = self.part_about_disclosure(before) {
            if self.subject.unscoped.is_none() {
                self.take_back();
            }
            self.scope.of_which = false;
            self.claim(quantity, count.value(), count.since_head());
            self.scope.of_which = true;
        } else if let Some(quantity) = self.sum(before) {
            self.claim(quantity, count.value(), count.since_head());
        } else if !self.scope.of_which && another_acts(before) {
            self.scope.others = true;
        } else if !self.scope.of_which && acts(before) {
            self.subject.unknown = true;
        } else if is_some_of_them(before) {
            self.subject.unclear = true;
        } else if count.stands_first() {
            self.count_of_words_behind(count);
        }
    }

    fn count_of_pattern(&mut self, quantity: &'static Quantity, count: &Count) {
        if is_dispute(quantity) && !self.subject.named {
            self.subject.unscoped = Some(quantity);
            return;
        }
        let has = |class| count.before.iter().any(|t| t.class == class);
        let processed = has(Class::Process) && !has(Class::Handle);
        let quantity = match std::ptr::eq(quantity, &q::HANDLED) && processed {
            true => &q::PROCESSED,
            false => quantity,
        };
        self.claim(quantity, count.value(), count.since_head());
        self.tail(count.after);
    }

    /// 97件予以公开.
    fn count_of_words_behind(&mut self, count: &Count) {
        let Count { before, after, .. } = *count;
        let quantity = self
            .result(after)
            .or_else(|| self.leaf(after))
            .or_else(|| Some(self.first(AFTER, after)?.claims))
            .or_else(|| Some(self.first(AFTER, &[before, after].concat())?.claims));
        if let Some(quantity) = quantity.filter(|q| !is_dispute(q) || self.subject.named) {
            self.claim(quantity, count.value(), count.until_head());
        }
    }
}

/// Reviews and suits are of disclosure only where that is named.
fn is_dispute(quantity: &Quantity) -> bool {
    matches!(quantity.rule, "review" | "suit")
}
