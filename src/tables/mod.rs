//! Reports as tidy tables: one row a number, a report, a finding, and the code book that says what the
//! ids of cells mean.
//!
//! Pure: rows of [`TidyValue`]s, handed over one by one; who writes them as CSV, Parquet or a workbook is
//! elsewhere (`bin/gouji/tables/`). The columns, their types and what they hold are said once, in
//! [`TABLES`]; `docs/tables.md` is made of it.

mod book;
mod identity;
mod place;
mod rows;
mod schema;

pub use book::{Book, BookEntry};
pub use identity::{FINGERPRINT, rule_set};
pub use rows::{CheckedFile, TablesRun, changes_of, words_of};
pub use schema::{Column, SCHEMA, TABLES, Table, Type};

/// A value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TidyValue<'a> {
    /// There is none.
    Nothing,
    /// A whole number.
    Integer(i64),
    /// So many thousandths.
    Thousandths(u16),
    /// Words.
    Text(&'a str),
    /// Words of a short list, and their place in it: within a column the same place is the same words, so that who
    /// gathers them need not compare them.
    Listed(usize, &'a str),
}

impl<'a> TidyValue<'a> {
    /// Words; nothing where there are none.
    fn words(text: &'a str) -> Self {
        match text {
            "" => TidyValue::Nothing,
            text => TidyValue::Text(text),
        }
    }

    fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(TidyValue::Nothing, TidyValue::words)
    }

    fn number(n: Option<i64>) -> Self {
        n.map_or(TidyValue::Nothing, TidyValue::Integer)
    }

    /// Whether a column of this type may hold it.
    pub fn fits(&self, column: &Column) -> bool {
        match self {
            TidyValue::Nothing => !column.required,
            TidyValue::Integer(_) => column.r#type == Type::Integer,
            TidyValue::Thousandths(_) => column.r#type == Type::Probability,
            TidyValue::Text(_) | TidyValue::Listed(..) => column.r#type == Type::Text,
        }
    }
}

/// Whether a spreadsheet that opens a CSV file would take this text for a formula. A signed number is
/// none, nor are dashes that stand for nothing.
pub fn is_formula(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    match text.as_bytes() {
        [b'=' | b'@' | b'\t' | b'\r', ..] => true,
        [b'+' | b'-', ..] => {
            let rest = text[1..].strip_suffix('%').unwrap_or(&text[1..]);
            let nothing = text.bytes().all(|c| c == b'-');
            !nothing && (rest.is_empty() || !rest.chars().all(plain))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
