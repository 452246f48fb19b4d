//! The cells of a line between whose values commas or the like stand.
//!
//! A line is cut at a separator only where that leaves a label and numbers, or numbers alone: a
//! sentence has its commas too. Never is a number cut at the commas of its own thousands.

use crate::document::{Cell, Row, RowKind};
use crate::number::{self, Said};
use crate::text::utf16_len;

/// What may stand between cells besides tabs and pipes. The first three do so in whole files, heads
/// and all; the others are signs of sentences too.
const SEPARATORS: [char; 6] = [',', ';', '&', '，', '；', '、'];

/// Lines by which a separator is known for that of the whole text.
const KNOWN_BY: usize = 4;

/// The separator of a text, where enough of its lines are cells between it.
pub(super) fn separator<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Option<char> {
    let mut counts = [0; 3];
    for line in lines {
        for (count, &separator) in counts.iter_mut().zip(&SEPARATORS) {
            *count += usize::from(*count < KNOWN_BY && are_cells(line, separator));
        }
    }
    (0..3)
        .find(|&i| counts[i] == KNOWN_BY)
        .map(|i| SEPARATORS[i])
}

/// A line cut at the separator of its text, or at one of its own.
pub(super) fn row(line: &str, number: u32, whole: Option<char>) -> Option<Row> {
    let whole = whole.filter(|&c| line.matches(c).count() > 1);
    let separator = whole.or_else(|| {
        let mut own = SEPARATORS.into_iter();
        own.find(|&separator| are_cells(line, separator))
    })?;
    let end = if separator == '&' {
        line.find(r"\\")
    } else {
        None
    };
    let mut start = 0;
    let cells = cut(&line[..end.unwrap_or(line.len())], separator).map(|text| {
        let mut cell = super::lines::cell(text, number, start);
        start += utf16_len(text) + 1;
        if let Some(inner) = cell
            .text
            .strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'))
        {
            cell.text = inner.replace("\"\"", "\"");
        }
        cell
    });
    let cells: Vec<Cell> = cells.collect();
    Some(Row {
        cells,
        kind: RowKind::Grid,
    })
}

/// Whether a separator leaves a label, if any, and then nothing but values.
fn are_cells(line: &str, separator: char) -> bool {
    let Some((_, last)) = line.rsplit_once(separator) else {
        return false;
    };
    // The marks of an entity separate nothing.
    if matches!(separator, ';' | '&') && (line.contains("&nbsp") || line.contains("&#")) {
        return false;
    }
    let line = match line.find(r"\\") {
        Some(end) if separator == '&' => &line[..end],
        _ if said(last) == Said::Words => return false,
        _ => line,
    };
    let is_number = |said: &Said| matches!(said, Said::Number { .. });
    if is_number(&said(line)) {
        return false;
    }
    let (mut values, mut numbers, mut labels) = (0, 0, 0);
    for (index, field) in cut(line, separator).enumerate() {
        match said(field) {
            // Behind numbers only those of the lines count up; what else is a sentence.
            Said::Words if numbers > usize::from(index == 1) => return false,
            Said::Words => {
                let digits = field.contains(|c: char| c.is_ascii_digit());
                if digits && !number::is_numbered(field.trim_matches(&['"', ' '][..])) {
                    return false;
                }
                (values, numbers, labels) = (0, 0, labels + 1);
            }
            Said::Unreadable if !field.starts_with('"') => return false,
            said => {
                values += 1;
                numbers += usize::from(is_number(&said) || !field.trim().is_empty());
            }
        }
    }
    numbers > 0 && (values > 1 || labels > 0 && separator != '、')
}

fn said(field: &str) -> Said {
    number::read(field.trim().trim_matches('"'))
}

/// The stretches between separators; one within quotes is none.
fn cut(line: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    line.split(move |c| {
        quoted ^= c == '"';
        c == separator && !quoted
    })
}
