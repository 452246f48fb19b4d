//! A sentence → what it claims. It falls into segments at its commas; a number is explained by the
//! words of its segment before it, or, where there are none, by those after it.

mod count;
mod disputes;
mod parts;
mod settle;

use super::claimed::ClaimedValue;
use super::lexicon::Class;
use super::patterns::{Pattern, Topic};
use super::quantities::Quantity;
use super::tokens::Token;
use count::Count;
use std::ops::Range;

/// What the sentences before have been about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    pub applications: bool,
    pub docs: bool,
    /// Whether reviews and lawsuits are about disclosure without a word that says so.
    pub disputes: bool,
    /// Whether the sentence before spoke of something else received or handled.
    pub unknown: bool,
    /// Whether the sentence before ended with what another body or a part of the applications came to.
    pub narrow: bool,
}

/// A claim before it is placed.
pub(super) struct Raw {
    pub quantity: &'static Quantity,
    pub said: ClaimedValue,
    /// As in [`TextClaim`](crate::prose::claims::Claim).
    pub of_new: bool,
    pub at: Range<usize>,
}

/// The claims of a sentence, and what it leaves behind.
pub(super) fn claims(tokens: &[Token], context: Context) -> (Vec<Raw>, Unsettled) {
    // 其中 at the start of a sentence goes on with the one before.
    let goes_on = tokens
        .first()
        .is_some_and(|t| t.class == Class::OfWhich && context.narrow);
    let mut sentence = Sentence {
        context,
        tokens,
        claims: Vec::new(),
        subject: Subject {
            named: context.disputes,
            unknown: context.unknown,
            ..Subject::default()
        },
        time: Time::default(),
        scope: Scope {
            narrow: goes_on,
            ..Scope::default()
        },
        bracketed: false,
        ledger: tokens
            .iter()
            .any(|t| matches!(t.class, Class::Repeal | Class::Valid)),
    };
    sentence.read(0..tokens.len());
    let unknown = sentence.subject.unknown
        || sentence.subject.decided
        || sentence.subject.dispute.is_some()
        || sentence.subject.unscoped.is_some();
    let narrow = sentence.scope.narrow || sentence.subject.unclear;
    (sentence.settle(), Unsettled { unknown, narrow })
}

/// What the next sentence has to know of this one: as in [`Context`].
pub(super) struct Unsettled {
    pub unknown: bool,
    pub narrow: bool,
}

/// A sentence while it is read.
struct Sentence<'t> {
    context: Context,
    tokens: &'t [Token],
    claims: Vec<Raw>,
    subject: Subject,
    time: Time,
    scope: Scope,
    /// Whether a bracket is read.
    bracketed: bool,
    /// Whether documents repealed or in force are named: looked up once, sentences may be long.
    ledger: bool,
}

/// What is spoken of.
#[derive(Default)]
struct Subject {
    /// What the last number counts, where that is clear.
    counted: Option<&'static Quantity>,
    /// Whether the sentence itself has named applications or disclosure yet.
    named: bool,
    /// Whether something of table 2 was said to be decided.
    decided: bool,
    /// Reviews or lawsuits of every kind, of which a part may be about disclosure.
    unscoped: Option<&'static Quantity>,
    /// What results are of.
    dispute: Option<Dispute>,
    /// Whether something was received or handled of which it is not known what it is.
    unknown: bool,
    /// Whether the last number counted applications of which it is not known which.
    unclear: bool,
}

/// When it was.
#[derive(Default)]
struct Time {
    /// Whether another time is spoken of: 2022年, ….
    elsewhen: bool,
    afterwards: bool,
}

/// Whose numbers these are, and of which part.
#[derive(Default)]
struct Scope {
    /// Whether 其中 was met: what follows is a part of what came before.
    of_which: bool,
    /// For each claim, whether it is such a part.
    part_of: Vec<bool>,
    /// Whether another body receives or handles something in the same sentence.
    others: bool,
    /// Whether the numbers are another body's, or of a part of the applications only.
    narrow: bool,
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
const RELATING: [Class; 8] = [
    Class::Stop,
    Class::Checked,
    Class::Body,
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
                // Within brackets others part what is said, no more: they may be nested without end.
                Class::Open if self.bracketed => self.segment(&segment.split_off(0)),
                Class::Open => {
                    let close = self.tokens[i..range.end]
                        .iter()
                        .position(|t| t.class == Class::Close)
                        .map_or(range.end, |n| i + n);
                    // What the bracket is a remark on comes first.
                    let rest = segment.split_off(0);
                    self.segment(&rest);
                    // What a bracket is about ends with it.
                    let outer = (self.bracketed, self.subject.named, self.scope.of_which);
                    self.bracketed = true;
                    self.read(i + 1..close);
                    (self.bracketed, self.subject.named, self.scope.of_which) = outer;
                    // A remark within a phrase does not end it.
                    if !rest.iter().any(|t| t.class == Class::Count) {
                        segment = rest;
                    }
                    i = close + 1;
                    continue;
                }
                Class::Comma => self.segment(&segment.split_off(0)),
                // After a bracket: 97件（38.96%）、不予公开34件.
                Class::List if segment.is_empty() => {}
                Class::List if after_number || self.counts_next(&segment, i, range.end) => {
                    self.segment(&segment.split_off(0));
                }
                Class::OfWhich => {
                    self.segment(&segment.split_off(0));
                    self.scope.of_which = true;
                    self.scope.narrow |= self.subject.unclear;
                }
                _ => segment.push(token.clone()),
            }
            i += 1;
        }
        self.segment(&segment);
    }

    /// 97件予以公开、23件部分公开: the number stands first in both.
    fn counts_next(&self, segment: &[Token], list: usize, end: usize) -> bool {
        let count = |t: &Token| t.class == Class::Count;
        segment.iter().any(count) && list + 1 < end && count(&self.tokens[list + 1])
    }

    fn segment(&mut self, segment: &[Token]) {
        let has = |classes: &[Class]| segment.iter().any(|t| classes.contains(&t.class));
        self.subject.named |= has(&[Class::Ask, Class::Request, Class::Apply, Class::Info]);
        self.tell_time(segment);
        if self.time.elsewhen {
            return;
        }
        self.tell_scope(segment);
        if self.scope.narrow {
            self.scope.others |= !self.scope.of_which && another_acts(segment);
            return;
        }
        if has(&[Class::Ask, Class::Request]) {
            self.subject.unknown = false;
        }
        // Another number for the same thing: it is not known which is of what.
        if !self.bracketed && matches!(segment, [one] if one.class == Class::Count) {
            self.take_back();
            return;
        }
        self.amount(segment);
        let numbers: Vec<usize> = (0..segment.len())
            .filter(|&i| segment[i].class == Class::Count)
            .collect();
        if numbers.is_empty() {
            self.without_count(segment);
            return;
        }
        for (k, &i) in numbers.iter().enumerate() {
            let from = if k == 0 { 0 } else { numbers[k - 1] + 1 };
            let to = numbers.get(k + 1).copied().unwrap_or(segment.len());
            self.subject.counted = None;
            self.subject.unclear = false;
            self.count(&Count {
                number: &segment[i],
                before: &segment[from..i],
                after: &segment[i + 1..to],
                of: numbers.len(),
                last: to == segment.len(),
            });
        }
    }

    /// Whether a segment speaks of another time than the year of the report.
    fn tell_time(&mut self, segment: &[Token]) {
        let has = |classes: &[Class]| segment.iter().any(|t| classes.contains(&t.class));
        // 对2010年以来制发的规范性文件进行清理: no comparison.
        let of_docs = has(&[Class::When]) && has(&[Class::Docs]);
        if has(&TIMES) && (!has(&RELATING) || of_docs) {
            self.time.elsewhen = true;
            // What has become of it by a day of the year after stays so to the end.
            self.time.afterwards |= has(&[Class::Next]);
        } else if has(&[Class::This]) && !self.time.afterwards {
            self.time.elsewhen = false;
        }
    }

    /// Whether it speaks of less than the whole authority.
    fn tell_scope(&mut self, segment: &[Token]) {
        let has = |classes: &[Class]| segment.iter().any(|t| classes.contains(&t.class));
        if is_of_another(segment) {
            self.scope.narrow = true;
        } else if has(&[Class::Whole, Class::Own]) {
            self.scope.narrow = false;
        }
        // 公开行政处罚决定386件: those that are shown, of which there may be more.
        let made = [Class::PermitMade, Class::PenaltyMade, Class::CoercionMade];
        let decided = [Class::Decide, Class::Handle, Class::Process];
        self.scope.narrow |= has(&[Class::Issue]) && has(&made) && !has(&decided);
    }

    fn without_count(&mut self, segment: &[Token]) {
        let changes = [Class::Percent, Class::Up, Class::Down];
        let goes_on = segment.iter().any(|t| changes.contains(&t.class));
        if !goes_on && segment.iter().any(|t| t.class != Class::Plain) {
            self.subject.counted = None;
        }
        self.share(segment);
        self.growth(segment);
        self.denial(segment);
        self.upheld(segment);
        self.all_of(segment);
    }

    /// What follows a number in its own segment: 占 33.9%, 均获维持.
    fn tail(&mut self, after: &[Token]) {
        if after.iter().any(|t| t.class == Class::Percent) {
            self.share(after);
            self.growth(after);
        }
        self.upheld(after);
        self.all_of(after);
    }

    /// Takes the last number back.
    fn take_back(&mut self) {
        if self.claims.pop().is_some() {
            self.scope.part_of.pop();
        }
        self.subject.counted = None;
    }

    fn first(&self, patterns: &'static [Pattern], tokens: &[Token]) -> Option<&'static Pattern> {
        // Cases and matters are of applications only where the sentence says so.
        let asks = tokens
            .iter()
            .any(|t| matches!(t.class, Class::Ask | Class::Request | Class::Apply));
        let unknown = !asks
            && (self.subject.unknown
                || self.subject.decided
                || self.subject.dispute.is_some()
                || self.subject.unscoped.is_some());
        let things = !self.subject.named && tokens.iter().any(|t| t.class == Class::Thing);
        patterns.iter().find(|p| {
            let told = !things || p.topic != Topic::Applications;
            let unknown = unknown && FLOWS.contains(&p.claims.rule);
            told && !unknown && self.knows(p.topic) && p.fits(tokens)
        })
    }

    fn knows(&self, topic: Topic) -> bool {
        match topic {
            Topic::Applications => self.context.applications,
            Topic::Docs => self.context.docs,
            Topic::Decided => self.subject.decided,
            Topic::Ledger => self.ledger,
            Topic::Any => true,
        }
    }

    fn claim(&mut self, quantity: &'static Quantity, said: ClaimedValue, at: Range<usize>) {
        if matches!(said, ClaimedValue::Count(_)) {
            self.subject.counted = Some(quantity);
            self.note(quantity);
        }
        self.scope.part_of.push(self.scope.of_which);
        self.claims.push(Raw {
            quantity,
            said,
            of_new: false,
            at,
        });
    }
}

/// Whether an unknown subject receives or handles something.
fn another_acts(tokens: &[Token]) -> bool {
    let verb = tokens
        .iter()
        .position(|t| matches!(t.class, Class::Receive | Class::Handle));
    let other = |t: &Token| matches!(t.class, Class::Unknown | Class::Body);
    verb.is_some_and(|verb| tokens[..verb].iter().any(other))
}

/// 县住建局收到申请52件, 因不服县住建局答复引发的行政复议5件: a number of another body.
fn is_of_another(segment: &[Token]) -> bool {
    let body = segment.iter().position(|t| t.class == Class::Body);
    body.is_some_and(|body| {
        !segment[..body].iter().any(|t| is_head(t.class))
            && segment[body..].iter().any(|t| t.class == Class::Count)
    })
}

/// 涉及征地拆迁的申请62件: applications, narrowed by what is not understood.
fn is_some_of_them(before: &[Token]) -> bool {
    let asks = |t: &Token| matches!(t.class, Class::Ask | Class::Request | Class::Apply);
    before.iter().any(asks) && before.iter().any(|t| t.class == Class::Unknown)
}

/// Whether something is received or handled.
fn acts(tokens: &[Token]) -> bool {
    let verb = |t: &Token| matches!(t.class, Class::Receive | Class::Handle | Class::Process);
    tokens.iter().any(verb)
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
            | Class::Body
            | Class::Stop
            | Class::List
            | Class::OfWhich
            | Class::Info
            | Class::Sum
            | Class::Etc
            | Class::Thing
            | Class::Citizen
            | Class::Topics
            | Class::Complaint
            | Class::Issue
            | Class::Level
            | Class::Charge
    )
}
