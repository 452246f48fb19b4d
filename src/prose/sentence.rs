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
    /// Whether the sentence before spoke of something else received or handled.
    pub unknown: bool,
}

/// A claim before it is placed.
pub(super) struct Raw {
    pub quantity: &'static Quantity,
    pub said: Said,
    pub at: Range<usize>,
}

/// The claims of a sentence, and whether it ended with something unknown.
pub(super) fn claims(tokens: &[Token], context: Context) -> (Vec<Raw>, bool) {
    let mut sentence = Sentence {
        context,
        tokens,
        claims: Vec::new(),
        of_which: false,
        part_of: Vec::new(),
        counted: None,
        others: false,
        named: false,
        elsewhen: false,
        afterwards: false,
        decided: false,
        unscoped: None,
        dispute: None,
        bracketed: false,
        unknown: context.unknown,
    };
    sentence.read(0..tokens.len());
    let unknown = sentence.unknown
        || sentence.decided
        || sentence.dispute.is_some()
        || sentence.unscoped.is_some();
    (sentence.settle(), unknown)
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
    /// Whether the sentence itself has named applications or disclosure yet.
    named: bool,
    /// Whether another time is spoken of: 2022年, ….
    elsewhen: bool,
    afterwards: bool,
    /// Whether something of table 2 was said to be decided.
    decided: bool,
    /// Reviews or lawsuits of every kind, of which a part may be about disclosure.
    unscoped: Option<&'static Quantity>,
    /// What results are of.
    dispute: Option<Dispute>,
    /// Whether a bracket is read.
    bracketed: bool,
    /// Whether something was received or handled of which it is not known what it is.
    unknown: bool,
}

/// What was last said of reviews and lawsuits.
#[derive(Debug, Clone, Copy)]
struct Dispute {
    /// None where there are two of them.
    of: Option<&'static Quantity>,
    /// Whether results of it were named.
    told: bool,
}

/// What may be said of other things than applications too.
const FLOWS: [&str; 4] = ["new", "handled", "carried_in", "carried_out"];
/// Words of a time.
const TIMES: [Class; 3] = [Class::When, Class::Last, Class::Next];
/// Words beside which a time is compared with, or carried over from.
const RELATING: [Class; 6] = [
    Class::Stop,
    Class::Up,
    Class::Down,
    Class::Carry,
    Class::CarryIn,
    Class::CarryOut,
];

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
                    // What a bracket is about ends with it.
                    let outer = (self.bracketed, self.named, self.of_which);
                    self.bracketed = true;
                    self.read(i + 1..close);
                    (self.bracketed, self.named, self.of_which) = outer;
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
        let has = |classes: &[Class]| segment.iter().any(|t| classes.contains(&t.class));
        self.named |= has(&[Class::Ask, Class::Request, Class::Apply, Class::Info]);
        if has(&TIMES) && !has(&RELATING) {
            self.elsewhen = true;
            // What has become of it by a day of the year after stays so to the end.
            self.afterwards |= has(&[Class::Next]);
        } else if has(&[Class::This]) && !self.afterwards {
            self.elsewhen = false;
        }
        if self.elsewhen {
            return;
        }
        if has(&[Class::Ask, Class::Request]) {
            self.unknown = false;
        }
        // Another number for the same thing: it is not known which is of what.
        if !self.bracketed && matches!(segment, [one] if one.class == Class::Count) {
            self.take_back();
            return;
        }
        let numbers: Vec<usize> = (0..segment.len())
            .filter(|&i| segment[i].class == Class::Count)
            .collect();
        if numbers.is_empty() {
            let changes = [Class::Percent, Class::Up, Class::Down];
            if !has(&changes) && segment.iter().any(|t| t.class != Class::Plain) {
                self.counted = None;
            }
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
            let start = before.iter().find(|t| is_head(t.class));
            let start = start.map_or(segment[i].at.start, |t| t.at.start);
            let here = start..segment[i].at.end;
            if let Some(quantity) = self.result(before).or_else(|| self.leaf(before)) {
                self.claim(quantity, count, here);
            } else if let Some(pattern) = self.first(BEFORE, before) {
                let quantity = pattern.claims;
                let dispute = matches!(quantity.rule, "review" | "suit");
                if dispute && !self.named {
                    self.unscoped = Some(quantity);
                    continue;
                }
                let process = |class| before.iter().any(|t| t.class == class);
                if std::ptr::eq(quantity, &q::HANDLED)
                    && process(Class::Process)
                    && !process(Class::Handle)
                {
                    self.claim(&q::PROCESSED, count, here);
                } else {
                    self.claim(quantity, count, here);
                }
                self.tail(after);
            } else if let Some(quantity) = self.part_about_disclosure(before) {
                self.of_which = false;
                self.claim(quantity, count, here);
                self.of_which = true;
            } else if let Some(quantity) = self.sum(before) {
                self.claim(quantity, count, here);
            } else if !self.of_which && another_acts(before) {
                self.others = true;
            } else if !self.of_which && acts(before) {
                self.unknown = true;
            } else if !before.iter().any(|t| is_head(t.class))
                && before
                    .iter()
                    .all(|t| !matches!(t.class, Class::Unknown | Class::Stop))
                && to == segment.len()
                && let Some(quantity) = self
                    .result(after)
                    .or_else(|| self.leaf(after))
                    .or_else(|| Some(self.first(AFTER, after)?.claims))
            {
                let dispute = matches!(quantity.rule, "review" | "suit");
                if dispute && !self.named {
                    continue;
                }
                let end = after.iter().rev().find(|t| is_head(t.class));
                let end = end.map_or(segment[i].at.end, |t| t.at.end);
                self.claim(quantity, count, segment[i].at.start..end);
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

    /// Takes the last number back.
    fn take_back(&mut self) {
        if self.claims.pop().is_some() {
            self.part_of.pop();
        }
        self.counted = None;
    }

    fn first(&self, patterns: &'static [Pattern], tokens: &[Token]) -> Option<&'static Pattern> {
        // Cases and matters are of applications only where the sentence says so.
        let asks = tokens
            .iter()
            .any(|t| matches!(t.class, Class::Ask | Class::Request | Class::Apply));
        let unknown = !asks
            && (self.unknown || self.decided || self.dispute.is_some() || self.unscoped.is_some());
        let things = !self.named && tokens.iter().any(|t| t.class == Class::Thing);
        patterns.iter().find(|p| {
            let told = !things || p.topic != Topic::Applications;
            let unknown = unknown && FLOWS.contains(&p.claims.rule);
            told && !unknown && self.knows(p.topic) && p.fits(tokens)
        })
    }

    /// 维持12件, where it is clear of what.
    fn result(&self, words: &[Token]) -> Option<&'static Quantity> {
        let mut ending = None;
        let mut of = self.dispute.and_then(|dispute| dispute.of);
        for token in words {
            let new = match token.class {
                Class::Kept => q::Ending::Upheld,
                Class::Corrected => q::Ending::Corrected,
                Class::OtherResult => q::Ending::Other,
                Class::Pending => q::Ending::Pending,
                Class::Review if self.dispute.is_some() => {
                    of = Some(&q::REVIEW);
                    continue;
                }
                Class::Suit if self.dispute.is_some() => {
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

    /// 因本机关不掌握无法提供41件: one case within an outcome.
    fn leaf(&self, words: &[Token]) -> Option<&'static Quantity> {
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

    /// 其中涉及政府信息公开的20件, after reviews of every kind.
    fn part_about_disclosure(&self, before: &[Token]) -> Option<&'static Quantity> {
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
        let told = self.of_which && before.iter().all(known) && before.iter().any(named);
        self.unscoped.filter(|_| told)
    }

    /// 共计266件: the sum of what was just named.
    fn sum(&self, before: &[Token]) -> Option<&'static Quantity> {
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

    fn knows(&self, topic: Topic) -> bool {
        match topic {
            Topic::Applications => self.context.applications,
            Topic::Docs => self.context.docs,
            Topic::Decided => self.decided,
            Topic::Any => true,
        }
    }

    fn claim(&mut self, quantity: &'static Quantity, said: Said, at: Range<usize>) {
        if matches!(said, Said::Count(_)) {
            self.counted = Some(quantity);
            self.note(quantity);
        }
        self.part_of.push(self.of_which);
        self.claims.push(Raw { quantity, said, at });
    }

    /// Keeps in mind what later numbers may be a part of.
    fn note(&mut self, quantity: &'static Quantity) {
        match quantity.rule {
            "review" | "suit" => {
                let two = self.dispute.is_some_and(|before| !before.told);
                let of = Some(quantity).filter(|_| !two || self.of_which);
                self.dispute = Some(Dispute { of, told: false });
            }
            "results" => {
                if let Some(dispute) = &mut self.dispute {
                    dispute.told = true;
                }
            }
            "permits" | "penalties" | "coercions" => self.decided = true,
            _ => {}
        }
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
                    | Class::Sum
                    | Class::Thing
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
            self.claim(review, Said::Count(0), at.clone());
        }
        if scope.1 {
            self.claim(suit, Said::Count(0), at.clone());
        }
    }

    /// Takes out what turned out to be unclear once the whole sentence was read.
    fn settle(self) -> Vec<Raw> {
        let has = |class| self.tokens.iter().any(|t| t.class == class);
        let (lapsed, carried) = (has(Class::Lapse), has(Class::CarryIn));
        let carried = carried || self.claims.iter().any(|c| c.quantity.rule == "carried_in");
        let others = has(Class::OtherOrgs);
        let (withdrawn, already) = (has(Class::Withdrawn), has(Class::Already));
        let citizens = has(Class::Citizen) && (others || has(Class::Legal) || has(Class::Business));
        // 其中新收252件、上年结转14件: both are parts of all that was to be handled.
        let mut pairs = self.claims.iter().zip(&self.part_of);
        let parts = pairs.any(|(c, part)| *part && c.quantity.rule == "carried_in");
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
            .map(|c| {
                twice(c.quantity)
                    || of_others(c.quantity)
                    || lapsed && c.quantity.rule == "docs_repealed"
                    || others && c.quantity.rule == "legal"
                    || withdrawn && c.quantity.rule == "handled"
                    || already && c.quantity.rule == "granted"
                    || citizens && c.quantity.rule == "new"
            })
            .collect();
        let claims = self.claims.into_iter().zip(self.part_of).zip(unclear);
        claims
            .filter(|(_, unclear)| !unclear)
            .filter_map(|((mut raw, part), _)| {
                let quantity = raw.quantity;
                if (part || !carried) && std::ptr::eq(quantity, &q::HANDLED) {
                    raw.quantity = &q::HANDLED_OF_NEW;
                } else if part && quantity.rule == "new" && !parts {
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

/// Whether something is received or handled.
fn acts(tokens: &[Token]) -> bool {
    let verb = |t: &Token| matches!(t.class, Class::Receive | Class::Handle | Class::Process);
    tokens.iter().any(verb)
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
            | Class::Sum
            | Class::Etc
            | Class::Thing
            | Class::Citizen
    )
}
