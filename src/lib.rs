//! gouji (勾稽) reads a government information disclosure annual report however it was pasted
//! together, checks every relation its three tables must satisfy, and says which cell is wrong.
//!
//! [`check`] takes an [`Input`] and gives a [`Report`]: plain data with a verdict, the cells as they were
//! read, what does not hold, and which cell is probably wrong. It needs no network, no clock and no state.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | none | HTML and text are read, every relation is checked |
//! | `explain` | which cell is probably wrong; prose against tables; year against year |
//! | `totals` (default) | `explain`, and tables that are none of the report's: totals told by their words, forms known by their heads |
//! | `office` (default) | `explain`, and files: docx, xlsx, odt, ods, doc, xls, rtf, csv, OFD; [`mark`], [`batch`] and [`tables`] |
//! | `scan` (default) | `explain`, and pictures of the tables: natively, with `office`, PNG and JPEG; with `wasm` gray planes |
//! | `forms` | with `wasm`: forms of the caller's own from JavaScript; natively they need no feature |
//! | `wasm` | the boundary to a page, for `wasm32-unknown-unknown` |
//!
//! A build for `wasm32-unknown-unknown` without `wasm` decodes text files in UTF-8 only.

#[doc(hidden)]
#[cfg(feature = "explain")]
pub mod across;
mod align;
mod bare;
#[cfg(any(feature = "office", feature = "scan"))]
pub mod batch;
#[cfg(feature = "explain")]
mod beside;
mod bytes;
pub mod catalog;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod document;
mod edit;
#[doc(hidden)]
pub mod encoding;
#[doc(hidden)]
#[cfg(feature = "explain")]
pub mod evidence;
mod examine;
#[cfg(feature = "explain")]
mod explain;
#[cfg(feature = "office")]
mod float;
pub mod form;
mod given;
#[doc(hidden)]
pub mod infer;
mod judge;
mod language;
#[doc(hidden)]
#[cfg(feature = "explain")]
pub mod locate;
#[cfg(feature = "office")]
pub mod mark;
mod named;
#[doc(hidden)]
pub mod number;
mod options;
mod pipeline;
#[doc(hidden)]
pub mod place;
#[cfg(feature = "explain")]
pub mod profile;
#[cfg(feature = "explain")]
mod prose;
#[doc(hidden)]
pub mod read;
pub mod report;
mod rules;
#[doc(hidden)]
pub mod sheet;
#[doc(hidden)]
pub mod sorted;
pub mod stages;
#[cfg(feature = "office")]
pub mod tables;
#[doc(hidden)]
pub mod text;
mod title;
#[cfg(feature = "totals")]
mod totals;
#[cfg(feature = "office")]
pub mod versions;
#[doc(hidden)]
#[cfg(feature = "wasm")]
pub mod wasm;
mod words;

/// Version of the engine, with a hash of its sources after a `+`: two that differ in anything that an answer may come
/// from differ here.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("GOUJI_BUILD"));

pub use language::Language;
pub use named::NoSuchName;
pub use options::{Given, Input, Options, Part, PartKind, Piece, Previous, Values};
pub use report::{Report, Verdict};

/// Checks one report.
///
/// Never fails: an input that cannot be read, or in which no report is found, is
/// [`Verdict::Unrecognised`], with a [`Report::reason`] and a sentence that says what to do.
///
/// ```
/// use gouji::report::{Reason, Verdict};
/// use gouji::{Input, Options, check};
///
/// let report = check(Input::text("第一季度工作总结"), &Options::default());
/// assert_eq!(report.verdict, Verdict::Unrecognised);
/// assert_eq!(report.reason, Some(Reason::NoReport));
/// ```
///
/// What is known already need not be read, and what was looked up can be typed over it:
///
/// ```
/// use gouji::{Given, Input, Options, Values, Verdict, check};
///
/// let mut values = Values::default();
/// values.edition.insert("t4".to_owned(), "2021".to_owned());
/// for (cell, n) in [("upheld", 4), ("corrected", 0), ("other", 1), ("pending", 2), ("total", 8)] {
///     values.cells.insert(format!("t4.reconsideration.{cell}"), Given::Count(n));
/// }
/// let mut options = Options::default();
/// let report = check(values.clone(), &options);
/// assert_eq!(report.verdict, Verdict::Inconsistent);
/// let finding = &report.findings[0];
/// assert_eq!((finding.left, finding.right), (Some(7), Some(8)));
///
/// options.edits.insert("t4.reconsideration.total".to_owned(), "7".to_owned());
/// let report = check(values, &options);
/// // Only one of three tables was given, so not everything is known to be right.
/// assert_eq!(report.verdict, Verdict::Undecided);
/// assert_eq!(report.original.unwrap().verdict, Verdict::Inconsistent);
/// ```
pub fn check(input: impl Into<Input>, options: &Options) -> Report {
    pipeline::check_input(input.into(), options)
}
