//! The cells of a line between whose values commas or the like stand.
//!
//! A line is cut at a separator only where that leaves a label and numbers, or numbers alone: a
//! sentence has its commas too. Never is a number cut at the commas of its own thousands, nor where others stand
//! between spaces. Behind the colon that ends the last label stands the first value, or nothing.

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
    if let Some(cells) = slashed(line, number) {
        let kind = RowKind::Grid;
        return Some(Row { cells, kind });
    }
    // A line of LaTeX says itself that it is one of cells.
    let ended = |c| c == '&' && line.contains('&') && line.contains(r"\\");
    let whole = whole.filter(|&c| line.matches(c).count() > 1);
    let whole = whole.or(Some('&').filter(|&c| ended(c)));
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
    let mut cells: Vec<Cell> = cells.collect();
    behind_colon(&mut cells);
    Some(Row {
        cells,
        kind: RowKind::Grid,
    })
}

/// Parts the last label of a row from the value behind its colon: `（七）总计：121，7，13`.
fn behind_colon(cells: &mut Vec<Cell>) {
    let label = cells
        .iter()
        .rposition(|cell| said(&cell.text) == Said::Words);
    let Some(at) = label.filter(|at| cells.len() > at + 2) else {
        return;
    };
    let text = &cells[at].text;
    let colon = text.find(['：', ':']).filter(|&colon| colon > 0);
    let Some(colon) = colon else {
        return;
    };
    let value = text[colon..].trim_start_matches(['：', ':']).trim();
    if value.is_empty() || matches!(said(value), Said::Number { .. } | Said::Blank) {
        let value = Cell {
            text: value.to_owned(),
            at: cells[at].at,
        };
        cells[at].text.truncate(colon);
        cells.insert(at + 1, value);
    }
}

/// The cells of a line with a slash between each two of them. A slash stands for nothing, too: then it has
/// others, or several numbers, beside it.
fn slashed(line: &str, number: u32) -> Option<Vec<Cell>> {
    const SLASH: &str = " / ";
    let mut texts = line.split(SLASH);
    let label = texts.next()?;
    let alone = |text: &str| !text.trim().contains(['/', ' ']) && said(text) != Said::Unreadable;
    let last = label.split_whitespace().next_back()?;
    let words = said(last) == Said::Words && !last.ends_with(|c: char| c.is_ascii_digit());
    let is_number = |text: &&str| matches!(said(text), Said::Number { .. });
    let numbers = texts.clone().filter(is_number).count();
    if numbers < 2 || !words || label.contains('/') || !texts.all(alone) {
        return None;
    }
    let mut start = 0;
    let cell = |text: &str| {
        let cell = super::lines::cell(text, number, start);
        start += utf16_len(text) + utf16_len(SLASH);
        cell
    };
    Some(line.split(SLASH).map(cell).collect())
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
        _ if said(last) == Said::Words && !is_word(last) => return false,
        _ => line,
    };
    let is_number = |said: &Said| matches!(said, Said::Number { .. });
    if is_number(&said(line)) {
        return false;
    }
    let (mut values, mut numbers, mut labels, mut odd) = (0, 0, 0, false);
    for (index, field) in cut(line, separator).enumerate() {
        match said(field) {
            // A word in the place of a number: 待核实.
            Said::Words if numbers > 1 && is_word(field) && !odd => {
                odd = true;
                values += 1;
            }
            // Behind numbers only those of the lines count up; what else is a sentence.
            Said::Words if numbers > usize::from(index == 1) => return false,
            Said::Words => {
                let digits = field.contains(|c: char| c.is_ascii_digit());
                if digits && !number::is_numbered(field.trim_matches(&['"', ' '][..])) {
                    return false;
                }
                (values, numbers, labels) = (0, 0, labels + 1);
            }
            Said::Unreadable if !field.starts_with('"') && (odd || index == 0) => return false,
            Said::Unreadable if !field.starts_with('"') => {
                odd = true;
                values += 1;
            }
            said => {
                values += 1;
                numbers += usize::from(is_number(&said) || !field.trim().is_empty());
            }
        }
    }
    // Many numbers and one word are a row, a few a sentence.
    numbers > if odd { 4 } else { 0 } && (values > 1 || labels > 0 && separator != '、')
}

/// Whether a field is short and has no digit in it.
fn is_word(field: &str) -> bool {
    field.chars().count() < 8 && !field.contains(|c: char| c.is_ascii_digit())
}

fn said(field: &str) -> Said {
    number::read(field.trim().trim_matches('"'))
}

/// The stretches between separators; one within quotes is none, nor a comma between digits where others have a space
/// behind them.
fn cut(line: &str, separator: char) -> impl Iterator<Item = &str> {
    let digit = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let spaced = separator == ',' && line.contains(", ");
    let (mut quoted, mut from, mut cells) = (false, 0, Vec::new());
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        let within = spaced && digit(at.wrapping_sub(1)) && digit(at + 1);
        if c == separator && !quoted && !within {
            cells.push(&line[from..at]);
            from = at + c.len_utf8();
        }
    }
    cells.push(&line[from..]);
    cells.into_iter()
}
