//! Many reports side by side: what is kept of each, who belongs to whom, the list to hand on.
//!
//! Pure: no files, no threads. The page and the command line read and check one report after another,
//! keep a [`Digest`] of each (a few kilobytes, whatever the report weighed), and ask here for the rest.
//! Nothing depends on the order in which reports come.

#[cfg(feature = "office")]
mod alike;
// Of pictures alone a page keeps what the other engines hold beside others.
#[cfg_attr(not(feature = "office"), allow(dead_code))]
mod digest;
#[cfg(feature = "office")]
mod folder;
#[cfg(feature = "office")]
mod left;
#[cfg(feature = "office")]
mod list;
#[cfg(feature = "office")]
mod overview;
#[cfg_attr(not(feature = "office"), allow(dead_code))]
mod sketch;
#[cfg(feature = "office")]
mod xlsx;

#[cfg(feature = "office")]
pub use alike::Alike;
pub use digest::Digest;
#[cfg(feature = "office")]
pub use folder::{ENDINGS, Packed, Trouble, pack, unpack};
#[cfg(feature = "office")]
pub use left::{CORRECTED, Left, MARKED, beginnings, is_hidden};
#[cfg(feature = "office")]
pub use list::{csv, family_name, kind_name, kinds, list, sheet_name, worst_first};
#[cfg(feature = "totals")]
pub use overview::AgainstAnnual;
#[cfg(feature = "office")]
pub use overview::{
    Absent, Family, Overview, Pair, SameReport, Summed, family, overview, same_organ,
};
#[cfg(feature = "office")]
pub use xlsx::xlsx;

/// A cell of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListCell {
    /// Words; empty for nothing.
    Text(String),
    /// A whole number.
    Count(i64),
}
