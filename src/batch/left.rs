//! What a folder holds beside reports: it is not read, and never dropped without a word.

use super::{Digest, csv, list, overview, sheet_name, xlsx};
use crate::language::Language;
use crate::tables::TABLES;
use crate::words::Words;
use std::collections::BTreeMap;

/// Files of folders that are not read, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// By their endings, in lower case; those without one under none.
    pub others: BTreeMap<String, usize>,
    /// Hidden files, and those by which office programs lock others.
    pub hidden: usize,
    /// What gouji wrote itself.
    pub own: usize,
}

impl Left {
    /// What is said of them; nothing where there are none.
    pub fn sentence(&self, language: Language) -> Option<String> {
        Words(language).left(self)
    }
}

/// Whether the name of a file or folder is one that is passed over: hidden, what a Mac leaves beside others, or that by
/// which an office program locks a file that is open.
pub fn is_hidden(name: &[u8]) -> bool {
    name.starts_with(b".") || name.starts_with(b"~$") || name == b"__MACOSX"
}

/// What is added to the name of a file that comes back marked.
pub const MARKED: &str = "-标注";
/// The same of one that comes back corrected.
pub const CORRECTED: &str = "-改正";

/// How everything begins that is written under a name that somebody chose: receipts, lists, what reports say together,
/// tables. A file that begins so is a result and no report, and may be replaced by another.
pub fn beginnings() -> Vec<Vec<u8>> {
    let mut all = vec![b"{\n  \"receipt\": ".to_vec(), b"{\"reports\":[".to_vec()];
    let none: &[Digest] = &[];
    for language in [Language::Chinese, Language::English] {
        let rows = list(none, &overview(none, language), language);
        all.push(csv(&rows).into_bytes());
        let book = xlsx(sheet_name(language), &rows);
        // What comes before the name of its sheet is the same in all of them.
        let name = b"xl/workbook.xml";
        let at = book.windows(name.len()).position(|part| part == name);
        all.extend(at.map(|at| book[..at.saturating_sub(ENTRY)].to_vec()));
    }
    for table in &TABLES {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        all.push(format!("\u{feff}{}\r\n", names.join(",")).into_bytes());
    }
    all
}

/// Bytes of an entry of a zip before its name.
const ENTRY: usize = 30;
