//! Many reports side by side: what is kept of each, who belongs to whom, the list to hand on.
//!
//! Pure: no files, no threads. The page and the command line read and check one report after another,
//! keep a [`Digest`] of each (a few kilobytes, whatever the report weighed), and ask here for the rest.
//! Nothing depends on the order in which reports come.

mod alike;
mod digest;
mod folder;
mod left;
mod list;
mod overview;
mod sketch;
mod xlsx;

pub use alike::Alike;
pub use digest::Digest;
pub use folder::{ENDINGS, Packed, Trouble, pack, unpack};
pub use left::{CORRECTED, Left, MARKED, beginnings, is_hidden};
pub use list::{csv, family_name, kind_name, kinds, list, sheet_name, worst_first};
#[cfg(feature = "totals")]
pub use overview::AgainstAnnual;
pub use overview::{
    Absent, Family, Overview, Pair, SameReport, Summed, family, overview, same_organ,
};
pub use xlsx::xlsx;

/// A cell of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListCell {
    /// Words; empty for nothing.
    Text(String),
    /// A whole number.
    Count(i64),
}
