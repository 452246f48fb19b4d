//! gouji (勾稽) reads a government information disclosure annual report however it was pasted
//! together, checks every relation its three tables must satisfy, and says which cell is wrong.

#[cfg(feature = "explain")]
pub mod across;
mod align;
mod bare;
#[cfg(feature = "office")]
pub mod batch;
pub mod catalog;
pub mod check;
pub mod document;
mod edit;
pub mod encoding;
#[cfg(feature = "explain")]
pub mod evidence;
#[cfg(feature = "explain")]
mod explain;
pub mod form;
mod given;
pub mod infer;
mod judge;
#[cfg(feature = "explain")]
pub mod locate;
#[cfg(feature = "office")]
pub mod mark;
pub mod number;
pub mod options;
mod pipeline;
pub mod place;
#[cfg(feature = "explain")]
mod prose;
pub mod read;
pub mod report;
mod rules;
pub mod sheet;
pub mod sorted;
pub mod text;
mod title;
#[cfg(feature = "wasm")]
pub mod wasm;
mod words;

pub use options::{Given, Input, Language, Options, Part, PartKind, Piece, Previous, Values};
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

/// The pages of an OFD file, text and lines where they are shown; none of any other file.
#[cfg(feature = "office")]
pub fn pages(bytes: &[u8]) -> Option<Vec<read::placed::Page>> {
    read::file::pages(bytes)
}

/// The document that a file is read as; none where it is declined.
#[cfg(feature = "office")]
pub fn document(bytes: &[u8], name: Option<&str>) -> Option<document::Document> {
    let reading = read::file::read(bytes, name, &document::Bounds::default());
    reading.ok().map(|reading| reading.document)
}

/// The cells that the values of a document fill, before anything is checked.
pub fn sheet(document: &document::Document) -> sheet::Sheet {
    align::align(document, form::Forms::default()).sheet
}
