//! The rules that are no equations: what each asks, how much it weighs, why, where it comes from, and,
//! beside it, what is said where it is not met.
//!
//! One file a subject. Findings take their weight from here, the rules page and the command line their
//! sentences, and `Options::off` its ids. A finding whose id is not listed here cannot be made. To add a
//! rule: an entry in `RULES` of its subject and the sentence below it; what finds it calls [`finding`].

mod cells;
#[cfg(feature = "explain")]
mod family;
#[cfg(feature = "explain")]
mod form;
#[cfg(feature = "explain")]
mod prose;
#[cfg(feature = "explain")]
mod requirement;
#[cfg(feature = "explain")]
mod sums;
#[cfg(feature = "explain")]
mod wording;
#[cfg(feature = "explain")]
mod years;

#[cfg(feature = "explain")]
pub(crate) use requirement::{Requirement, all, finding};
