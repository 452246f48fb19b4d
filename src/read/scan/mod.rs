//! Pictures of the tables: a page that was scanned, photographed or taken from a screen.
//!
//! ```text
//! gray page ─ flat ─▶ even light ─ rules, frame ─▶ outlines ─ upright, grid ─▶ walls of boxes
//!           ─ barcode, fit ─▶ what each fragment may be ─ labels, chain ─▶ tables over all pages
//!           ─ crop, ink, net ─▶ what two readers say of each cell ─ read ─▶ Seen ─ sheet ─▶ Sheet
//! ```
//!
//! The walls of the boxes name a table, its edition and the rows of a fragment before a character is read
//! (`barcode.rs`); a form's are taken from its data, so a form of the caller's own is known like those that are built in. What
//! walls cannot tell, a row too many above a fragment, labels do: a row without its label is not believed.
//! `read.rs` says what must hold before a cell counts as read; everything else is `unreadable`, with a reason.
//!
//! A picture in which light stands on dark is turned into its negative, and what is written in red is no figure (`colour.rs`).
//!
//! Floats are sums, products, quotients and roots in one order, so that every platform sees the same. A page is reduced to
//! [`plane::PIXELS`], and outlines, segments, rows, columns, fits and paths are bounded beside it.

mod agreed;
mod barcode;
mod chain;
mod colour;
mod crop;
#[cfg(all(feature = "office", not(target_arch = "wasm32")))]
pub(crate) mod decode;
mod fit;
mod flat;
mod frame;
mod grid;
mod ink;
mod labels;
mod look;
pub mod net;
mod page;
mod plane;
mod read;
mod rules;
mod seen;
mod sheet;
mod sight;
mod sure;
mod table;
mod twice;
mod upright;

#[cfg(test)]
mod tests;

pub use colour::Picture;
#[cfg(all(feature = "office", not(target_arch = "wasm32")))]
pub(crate) use decode::is_picture;
pub use plane::Plane;
pub use read::{PAGES, SMALLEST, Step, read};
pub use seen::{Seen, SeenCell, SeenPage, SeenTable, Told, Why};
pub(crate) use sheet::sheet;
pub use sight::Sight;
