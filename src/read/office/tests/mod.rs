//! What files really do, and what they could do: made here, byte by byte.

use crate::document::{Bounds, Document, Row};
use crate::form::Forms;
use crate::place::Place;
use crate::read::file;
use crate::read::office::{docx, odf};
use crate::read::package::PART;
use crate::read::package::zip::Archive;
use crate::read::{FILE, Reading, Refusal, Remark, sniff};
use crate::report::Verdict;
use crate::sheet::State;
use sheets::sheet;
use std::time::Instant;

mod colours;
mod hostile;
mod official;
mod sheets;
mod shown;
mod word;

/// Whether what a file hides is read: as [`crate::check`] does.
fn hidden(shown: &Document, whole: &Document) -> bool {
    crate::align::adds(shown, whole, Forms::default())
}

fn read(bytes: &[u8], bounds: &Bounds) -> Option<Result<Reading, Refusal>> {
    file::formatted(bytes, bounds, &hidden)
}

pub(crate) fn packed_bytes(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let own = |(name, bytes): &(&str, &[u8])| ((*name).to_owned(), bytes.to_vec());
    let parts: Vec<(String, Vec<u8>)> = parts.iter().map(own).collect();
    Archive::empty().with(&parts)
}

pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    let parts: Vec<(String, Vec<u8>)> = parts.iter().map(own).collect();
    Archive::empty().with(&parts)
}

fn word(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    packed(&[("word/document.xml", &xml)])
}

fn rows_of(bytes: &[u8]) -> Vec<String> {
    let reading = read(bytes, &Bounds::default()).unwrap().unwrap();
    lines(&reading)
}

fn lines(reading: &Reading) -> Vec<String> {
    let line = |row: &Row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join("|")
    };
    reading.document.rows.iter().map(line).collect()
}

fn cell(text: &str) -> String {
    format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}
