//! A sentence → what it claims. It falls into segments at its commas; a number is explained by the
//! words of its segment before it, or, where there are none, by those after it.

use super::claims::{Direction, Said};
use super::lexicon::Class;
use super::patterns::{AFTER, BEFORE, DENIED, Pattern, Topic};
use super::quantities::{self as q, Quantity};
use super::tokens::Token;
use std::ops::Range;

/// What the sentences before have been about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    pub applications: bool,
    pub docs: bool,
}

/// A claim before it is placed.
pub(super) struct Raw {
    pub quantity: &'static Quantity,
    pub said: Said,
    pub at: Range<usize>,
}

/// The claims of a sentence.
pub(super) fn claims(tokens: &[Token], context: Context) -> Vec<Raw> {
    let mut sentence = Sentence {
        context,
        tokens,
        claims: Vec::new(),
        of_which: false,
        part_of: Vec::new(),
        counted: None,
        others: false,
    };
    sentence.read(0..tokens.len());
    sentence.settle()
}

/// A sentence while it is read.
struct Sentence<'t> {
    context: Context,
    tokens: &'t [Token],
    claims: Vec<Raw>,
    /// Whether 其中 was met: what follows is a part of what came before.
    of_which: bool,
    /// For each claim, whether it is such a part.
    part_of: Vec<bool>,
    /// What the last number counts, where that is clear.
    counted: Option<&'static Quantity>,
    /// Whether another body receives or handles something in the same sentence.
    others: bool,
}

impl Sentence<'_> {
    /// Reads a stretch of tokens: a sentence, or what stands in its brackets.
    fn read(&mut self, range: Range<usize>) {
        let mut segment: Vec<Token> = Vec::new();
        let mut i = range.start;
        while i < range.end {
            let token = &self.tokens[i];
            let after_number = matches!(
                segment.last().map(|t| t.class),
                Some(Class::Count | Class::Percent | Class::Money)
            );
            match token.class {
                Class::Open => {
                    let close = self.tokens[i..range.end]
                        .iter()
                        .position(|t| t.class == Class::Close)
                        .map_or(range.end, |n| i + n);
                    // What the bracket is a remark on comes first.
                    let rest = segment.split_off(0);
                    self.segment(&rest);
                    self.read(i + 1..close);
                    // A remark within a phrase does not end it.
                    if !rest.iter().any(|t| t.class == Class::Count) {
                        segment = rest;
                    }
                    i = close + 1;
                    continue;
                }
                Class::Comma => self.segment(&segment.split_off(0)),
                Class::List if after_number => self.segment(&segment.split_off(0)),
                Class::OfWhich => {
                    self.segment(&segment.split_off(0));
                    self.of_which = true;
                }
                _ => segment.push(token.clone()),
            }
            i += 1;
        }
        self.segment(&segment);
    }

    fn segment(&mut self, segment: &[Token]) {
        let numbers: Vec<usize> = (0..segment.len())
            .filter(|&i| segment[i].class == Class::Count)
            .collect();
        if numbers.is_empty() {
            self.share(segment);
            self.growth(segment);
            self.denial(segment);
            self.upheld(segment);
            return;
        }
        for (k, &i) in numbers.iter().enumerate() {
            let from = if k == 0 { 0 } else { numbers[k - 1] + 1 };
            let to = numbers.get(k + 1).copied().unwrap_or(segment.len());
            let (before, after) = (&segment[from..i], &segment[i + 1..to]);
            let count = Said::Count(segment[i].number.digits);
            self.counted = None;
            // 备案 20 件、3 件…: only a segment's first number may be explained by what follows.
            if let Some(pattern) = self.first(BEFORE, before) {
                let start = before.iter().find(|t| is_head(t.class));
                let start = start.map_or(segment[i].at.start, |t| t.at.start);
                self.claim(pattern.claims, count, start..segment[i].at.end);
                self.tail(after);
            } else if !self.of_which && another_acts(before) {
                self.others = true;
            } else if !before.iter().any(|t| is_head(t.class))
                && before
                    .iter()
                    .all(|t| !matches!(t.class, Class::Unknown | Class::Stop))
                && to == segment.len()
                && let Some(pattern) = self.first(AFTER, after)
            {
                let end = after.iter().rev().find(|t| is_head(t.class));
                let end = end.map_or(segment[i].at.end, |t| t.at.end);
                self.claim(pattern.claims, count, segment[i].at.start..end);
            }
        }
    }

    /// What follows a number in its own segment: 占 33.9%, 均获维持.
    fn tail(&mut self, after: &[Token]) {
        if after.iter().any(|t| t.class == Class::Percent) {
            self.share(after);
            self.growth(after);
        }
        self.upheld(after);
    }

    fn first(&self, patterns: &'static [Pattern], tokens: &[Token]) -> Option<&'static Pattern> {
        patterns
            .iter()
            .find(|p| self.knows(p.topic) && p.fits(tokens))
    }

    fn knows(&self, topic: Topic) -> bool {
        match topic {
            Topic::Applications => self.context.applications,
            Topic::Docs => self.context.docs,
            Topic::Any => true,
        }
    }

    fn claim(&mut self, quantity: &'static Quantity, said: Said, at: Range<usize>) {
        if matches!(said, Said::Count(_)) {
            self.counted = Some(quantity);
        }
        self.part_of.push(self.of_which);
        self.claims.push(Raw { quantity, said, at });
    }

    /// 同比增长 33.9%: how what was named last changed.
    fn growth(&mut self, segment: &[Token]) {
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
        let counted = self.counted.filter(|q| matches!(q.rule, "new" | "handled"));
        if let Some(quantity) = counted.filter(|_| clear) {
            let start = segment
                .iter()
                .find(|t| matches!(t.class, Class::Up | Class::Down));
            let start = start.map_or(percent.at.start, |t| t.at.start.min(percent.at.start));
            let said = Said::Growth(percent.number, direction);
            self.claim(quantity, said, start..percent.at.end);
        }
    }

    /// A percentage by itself is a share of what was named last.
    fn share(&mut self, segment: &[Token]) {
        let Some(percent) = segment.iter().find(|t| t.class == Class::Percent) else {
            return;
        };
        let fillers = [
            Class::Share,
            Class::Plain,
            Class::Percent,
            Class::Handle,
            Class::Ask,
            Class::Apply,
            Class::Receive,
            Class::This,
        ];
        if !segment.iter().all(|t| fillers.contains(&t.class)) {
            return;
        }
        if let Some(quantity) = self.counted.filter(|q| has_share(q)) {
            self.claim(quantity, Said::Share(percent.number), percent.at.clone());
        }
    }

    /// 未收到政府信息公开申请.
    fn denial(&mut self, segment: &[Token]) {
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
                    | Class::Info
                    | Class::Review
                    | Class::Suit
                    | Class::Ask
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
                self.claim(pattern.claims, Said::Count(0), at.clone());
            }
        } else if let Some(pattern) = self.first(DENIED, after) {
            self.claim(pattern.claims, Said::Count(0), at);
        }
    }

    /// 均获维持.
    fn upheld(&mut self, segment: &[Token]) {
        let Some(upheld) = segment.iter().find(|t| t.class == Class::Upheld) else {
            return;
        };
        if self.context.applications && !segment.iter().any(|t| t.class == Class::Stop) {
            let at = upheld.at.clone();
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
            self.claim(review, Said::Count(0), at.clone());
        }
        if scope.1 {
            self.claim(suit, Said::Count(0), at.clone());
        }
    }

    /// Takes out what turned out to be unclear once the whole sentence was read.
    fn settle(self) -> Vec<Raw> {
        let partial = self.claims.iter().any(|c| c.quantity.rule == "partial");
        let numbers = |quantity: &Quantity| -> Vec<Said> {
            let same = self
                .claims
                .iter()
                .filter(|c| c.quantity.rule == quantity.rule && c.quantity.name == quantity.name);
            same.filter(|c| matches!(c.said, Said::Count(_)))
                .map(|c| c.said)
                .collect()
        };
        // Two numbers for one thing are of two bodies, channels or months.
        let twice = |quantity: &Quantity| numbers(quantity).windows(2).any(|w| w[0] != w[1]);
        let of_others = |q: &Quantity| self.others && matches!(q.rule, "new" | "handled");
        let unclear: Vec<bool> = self
            .claims
            .iter()
            .map(|c| twice(c.quantity) || of_others(c.quantity))
            .collect();
        let claims = self.claims.into_iter().zip(self.part_of).zip(unclear);
        claims
            .filter(|(_, unclear)| !unclear)
            .filter_map(|((mut raw, part), _)| {
                let quantity = raw.quantity;
                if part && std::ptr::eq(quantity, &q::HANDLED) {
                    raw.quantity = &q::HANDLED_OF_NEW;
                } else if part && matches!(quantity.rule, "new" | "review" | "suit") {
                    return None;
                } else if partial && std::ptr::eq(quantity, &q::GRANTED) {
                    raw.quantity = &q::GRANTED_ALONE;
                }
                Some(raw)
            })
            .collect()
    }
}

/// Whether an unknown subject receives or handles something.
fn another_acts(tokens: &[Token]) -> bool {
    let verb = tokens
        .iter()
        .position(|t| matches!(t.class, Class::Receive | Class::Handle));
    verb.is_some_and(|verb| tokens[..verb].iter().any(|t| t.class == Class::Unknown))
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

/// Whether a word names what is counted.
fn is_head(class: Class) -> bool {
    !matches!(
        class,
        Class::This
            | Class::Whole
            | Class::Own
            | Class::Plain
            | Class::Unknown
            | Class::Stop
            | Class::List
            | Class::OfWhich
            | Class::Info
    )
}
