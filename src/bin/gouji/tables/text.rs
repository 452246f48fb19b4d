//! Rows as lines of CSV, and as lines of JSON.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use gouji::tables::{TidyValue, is_formula};
use serde_json::Value as Json;
use std::io::{self, Write};

/// What Excel knows UTF-8 by.
pub const MARK: &str = "\u{feff}";

/// A writer of CSV as Excel opens it: CRLF, quotes where needed.
pub fn writer() -> csv::Writer<Vec<u8>> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new())
}

/// One line of CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn row(writer: &mut csv::Writer<Vec<u8>>, values: &[TidyValue]) -> io::Result<()> {
    let mut number = String::new();
    for value in values {
        match value {
            TidyValue::Nothing => writer.write_field("")?,
            TidyValue::Text(text) | TidyValue::Listed(_, text) if is_formula(text) => {
                writer.write_field(format!("'{text}"))?
            }
            TidyValue::Text(text) | TidyValue::Listed(_, text) => writer.write_field(text)?,
            TidyValue::Integer(n) => {
                use std::fmt::Write;
                number.clear();
                // Nothing that is written to a text fails.
                let _ = write!(number, "{n}");
                writer.write_field(&number)?;
            }
            TidyValue::Thousandths(n) => {
                writer.write_field(format!("{}.{:03}", n / 1000, n % 1000))?;
            }
        }
    }
    Ok(writer.write_record(None::<&[u8]>)?)
}

/// One line of JSON: an array of the values, thousandths as `[n]`.
pub fn line(out: &mut Vec<u8>, values: &[TidyValue]) -> io::Result<()> {
    let json = |value: &TidyValue| match *value {
        TidyValue::Nothing => Json::Null,
        TidyValue::Integer(n) => n.into(),
        TidyValue::Thousandths(n) => vec![n].into(),
        TidyValue::Text(text) | TidyValue::Listed(_, text) => text.into(),
    };
    let values: Vec<Json> = values.iter().map(json).collect();
    serde_json::to_writer(&mut *out, &values)?;
    out.write_all(b"\n")
}
