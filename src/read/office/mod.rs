//! Office files → [`Document`](crate::document::Document), one file a format.

pub(super) mod doc;
pub(crate) mod docx;
mod events;
mod fkp;
mod format;
mod formula;
mod grid;
mod marks;
pub(super) mod odf;
pub(super) mod ole;
mod rows;
pub(super) mod rtf;
mod sheets;
#[cfg(test)]
pub(crate) mod tests;
pub(super) mod xls;
pub(crate) mod xlsx;
