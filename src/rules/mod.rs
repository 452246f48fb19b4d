//! The rules that are no equations: what each asks, how much it weighs, why, where it comes from, and,
//! beside it, what is said where it is not met.
//!
//! One file a subject; each has its list `RULES`, and the sentences of findings beside it. Prose has four: `prose.rs`
//! (what it says against the tables), `sums.rs` (what it says against itself), `wording.rs` and `text.rs` (how it is
//! worded: `wording.*` found paragraph by paragraph in `prose/wording.rs`, and by subject in `prose/text/`).
//! Findings take id and weight from here (those of single cells, `judge/format.rs`, are held against the list by a
//! test), the rules page and the command line their sentences, and `Options::off` its ids. To add a rule: an entry in `RULES` of its
//! subject and the sentence below it; what finds it calls `finding`.

#[cfg(feature = "explain")]
mod accounts;
mod cells;
#[cfg(feature = "explain")]
mod enforcement;
#[cfg(feature = "explain")]
mod family;
#[cfg(feature = "explain")]
mod form;
#[cfg(feature = "explain")]
mod local;
#[cfg(feature = "explain")]
mod prose;
#[cfg(feature = "explain")]
mod requirement;
#[cfg(feature = "explain")]
mod subject;
#[cfg(feature = "explain")]
mod sums;
#[cfg(feature = "explain")]
mod text;
#[cfg(feature = "explain")]
mod totals;
#[cfg(feature = "explain")]
mod wording;
#[cfg(feature = "explain")]
mod years;

#[cfg(feature = "totals")]
pub(crate) use enforcement::decisions;
#[cfg(feature = "explain")]
pub(crate) use requirement::{Requirement, all, finding};
#[cfg(feature = "explain")]
pub(crate) use subject::subject;
#[cfg(feature = "explain")]
pub(crate) use years::{carried, chain, repeated};

/// The kind of a rule: `t3.rowsum` of `t3.rowsum.r1`, `prose` of `prose.new`. An equation's id has three
/// parts, another rule's two.
pub(crate) fn kind(rule: &str) -> &str {
    let (kind, _) = rule.rsplit_once('.').unwrap_or((rule, ""));
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_counted_by_kind() {
        assert_eq!(kind("t3.rowsum.r3_3_1"), "t3.rowsum");
        assert_eq!(kind("t4.rowsum.direct"), "t4.rowsum");
        assert_eq!(kind("prose.new"), "prose");
        assert_eq!(kind("format.negative"), "format");
        assert_eq!(kind("alone"), "alone");
    }
}
