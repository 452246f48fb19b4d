//! Lines of text and the cells in them.

use crate::bare::bare;
use crate::bytes::find_any;
use crate::document::Cell;
use crate::language::FIRST;
use crate::place::Place;
use crate::text::utf16_len;

/// Cells of the longest row of a form, that of table 4.
pub(super) const WIDEST: usize = 15;
/// Lines, whatever ends them; places count them, so the page that draws a text splits it likewise.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { rest: Some(text) }
}

/// See [`lines`].
#[derive(Clone)]
pub(super) struct Lines<'a> {
    /// What follows the lines so far; none behind the last.
    rest: Option<&'a str>,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let bytes = rest.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // What may end a line, eight bytes at a time.
            if !FIRST {
                let ends = [b'\n', 0x0b, 0x0c, b'\r', 0xe2];
                let Some(more) = find_any(&bytes[at..], ends) else {
                    break;
                };
                at += more;
            }
            // What ends a line here, in bytes; a carriage return at the end of the text ends none.
            let mark = match bytes[at] {
                b'\n' | 0x0b | 0x0c => 1,
                b'\r' if at + 1 == bytes.len() => {
                    self.rest = None;
                    return Some(&rest[..at]);
                }
                b'\r' => 1 + usize::from(bytes[at + 1] == b'\n'),
                0xe2 if matches!(bytes[at..], [_, 0x80, 0xa8 | 0xa9, ..]) => 3,
                _ => 0,
            };
            if mark > 0 {
                self.rest = Some(&rest[at + mark..]);
                return Some(&rest[..at]);
            }
            at += 1;
        }
        self.rest = None;
        Some(rest)
    }
}

/// A cell whose text begins so many UTF-16 units into its line, without what tools put around it.
pub(super) fn cell(text: &str, line: u32, start: u32) -> Cell {
    // Nothing to be taken off: most cells.
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        // So pandas writes a blank cell.
        let text = if text == "NaN" { "" } else { text };
        let end = start + text.len() as u32;
        return Cell {
            text: text.to_owned(),
            at: Place::Span { line, start, end },
        };
    }
    let (before, inner) = trim(text);
    Cell {
        text: bare(inner).into_owned(),
        at: Place::Span {
            line,
            start: start + before,
            end: start + before + utf16_len(inner),
        },
    }
}

/// The text without surrounding white space, and the UTF-16 units cut off before it.
fn trim(text: &str) -> (u32, &str) {
    let left = text.trim_start();
    (utf16_len(&text[..text.len() - left.len()]), left.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_end_as_they_are_written(text in "[a一\n\r\u{b}\u{c}\u{2028}\u{2029}\u{2014}]{0,12}") {
            let plain = text
                .split('\n')
                .map(|line| line.strip_suffix('\r').unwrap_or(line))
                .flat_map(|line| line.split(&['\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}'][..]));
            prop_assert!(lines(&text).eq(plain));
        }
    }
}
