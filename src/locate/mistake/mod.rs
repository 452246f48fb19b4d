//! The kinds of mistake that are known, one a file.
//!
//! A kind looks at a table and proposes changes that would undo one mistake of its kind, each with
//! the probability of making it. Several kinds may propose the same change: what differs is how
//! likely they are. To add a kind: a file with a `KIND`, its name and clause within, and its line in [`KINDS`];
//! `MistakeKind` in `www/gouji.d.ts` names it for TypeScript. Slips of typing (digits exchanged, one too many or
//! too few, one beside it on the keyboard) are one kind, in `typing.rs`.

mod blank;
mod carry;
mod exchange;
mod lost;
#[cfg(feature = "scan")]
mod misread;
mod neighbours;
mod row;
mod shift;
mod slide;
mod stale;
mod twice;
mod typing;
mod unfilled;
mod unknown;

use super::fixed::Cost;
use super::proposals::{Proposals, Target};
use super::situation::Situation;
use lost::KIND as LOST_KIND;
use unknown::KIND as UNKNOWN_KIND;
/// The kind that is nobody's mistake.
pub(super) const LOST: &MistakeKind = &LOST_KIND;
/// The kind for what nobody knows a reason for.
pub(super) const UNKNOWN: &MistakeKind = &UNKNOWN_KIND;
pub(super) use typing::{Slip, slip};

/// A kind of mistake.
pub struct MistakeKind {
    /// A stable word for programs.
    pub id: &'static str,
    /// What people call it (zh-CN, English).
    pub name: [&'static str; 2],
    /// What happened, to stand in brackets behind the cells (zh-CN, English).
    pub clause: [&'static str; 2],
    /// What a change to one cell, or to a part and its total, costs as a mistake of this kind.
    pub(super) price: fn(&Situation, Target) -> Option<Cost>,
    /// Changes of any other shape.
    pub(super) propose: fn(&Situation, &mut Proposals),
}

fn no_price(_: &Situation, _: Target) -> Option<Cost> {
    None
}

fn no_proposal(_: &Situation, _: &mut Proposals) {}

impl MistakeKind {
    /// Whether whoever wrote the report made no mistake: what was read is to blame.
    pub(super) fn is_nobodys(&self) -> bool {
        self.id == LOST.id || self.is_misread()
    }

    /// Whether a number on a picture may be another one.
    pub(super) fn is_misread(&self) -> bool {
        #[cfg(feature = "scan")]
        return self.id == misread::KIND.id;
        #[cfg(not(feature = "scan"))]
        false
    }
}

impl std::fmt::Debug for MistakeKind {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for MistakeKind {
    fn eq(&self, other: &MistakeKind) -> bool {
        self.id == other.id
    }
}

impl Eq for MistakeKind {}

/// Every kind.
pub static KINDS: &[&MistakeKind] = &[
    &typing::KIND,
    &blank::KIND,
    &lost::KIND,
    #[cfg(feature = "scan")]
    &misread::KIND,
    &stale::KIND,
    &neighbours::KIND,
    &shift::KIND,
    &slide::KIND,
    &exchange::KIND,
    &twice::KIND,
    &carry::KIND,
    &row::KIND,
    &unfilled::KIND,
    &unknown::KIND,
];

/// Everything that the known kinds propose, equal changes merged.
pub(super) fn proposals<'a>(now: &'a Situation<'a>) -> Proposals<'a> {
    let mut out = Proposals::new(now);
    let singles = out.singles();
    let pairs = out.pairs();
    for (index, kind) in KINDS.iter().enumerate() {
        out.of_kind(index);
        out.price(&singles, kind.price);
        out.price(&pairs, kind.price);
        (kind.propose)(now, &mut out);
    }
    out.merge();
    out
}

/// How often each kind is met, in hundredths.
mod share {
    pub const TYPING: u64 = 30;
    pub const STALE: u64 = 22;
    pub const SWAP: u64 = 12;
    pub const CARRY: u64 = 12;
    pub const SHIFT: u64 = 8;
    pub const BLANK: u64 = 8;
    pub const TWICE: u64 = 8;
    pub const SLIDE: u64 = 1;
    pub const EXCHANGE: u64 = 1;
    pub const LEFT_OUT: u64 = 1;
    pub const UNFILLED: u64 = 1;
}

/// How likely an amount is by which a number is out of date, as part and whole.
fn size(delta: i64, value: i64) -> (u64, u64) {
    match delta.unsigned_abs() {
        0 => (0, 1),
        1 => (40, 100),
        2 => (20, 100),
        3 => (10, 100),
        4..=10 => (2, 70),
        _ => (1, 10 * (value.max(12) as u64 - 10)),
    }
}
