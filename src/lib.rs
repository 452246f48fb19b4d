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

#[cfg(feature = "office")]
pub use options::Piece;
pub use options::{Given, Language, Options, Part, PartKind, Previous, Values};

/// Reads the parts as one report and checks it.
pub fn check(parts: &[Part], options: &Options) -> report::Report {
    let document = read::parts(parts, &document::Bounds::default());
    pipeline::of_reading(&document.into(), options)
}

/// Reads a file of any format that is known and checks it. What it is, its content tells; the ending
/// of its name only decides how plain text is taken.
#[cfg(feature = "office")]
pub fn check_bytes(bytes: &[u8], options: &Options) -> report::Report {
    match read::file::read(bytes, options.name.as_deref(), &document::Bounds::default()) {
        Ok(reading) => pipeline::of_reading(&reading, options),
        Err(refusal) => judge::refused(refusal, options),
    }
}

/// Reads the pieces as one report and checks it. One file that cannot be read is the whole answer:
/// what it holds might be just what the others lack.
#[cfg(feature = "office")]
pub fn check_pieces(pieces: &[Piece], options: &Options) -> report::Report {
    match read::file::pieces(pieces, &document::Bounds::default()) {
        Ok(reading) => pipeline::of_reading(&reading, options),
        Err(refusal) => judge::refused(refusal, options),
    }
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

/// Checks values that need no reading.
pub fn check_cells(values: &Values, options: &Options) -> report::Report {
    pipeline::of_values(values, options)
}
