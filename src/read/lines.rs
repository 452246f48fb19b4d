//! Lines of text and the cells in them.

use crate::bare::bare;
use crate::document::Cell;
use crate::place::Place;
use crate::text::utf16_len;

/// Cells of the longest row of a form, that of table 4.
pub(super) const WIDEST: usize = 15;
/// Lines, whatever ends them; places count them, so the page that draws a text splits it likewise.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .flat_map(|line| line.split(&['\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}'][..]))
}

/// A cell whose text begins so many UTF-16 units into its line, without what tools put around it.
pub(super) fn cell(text: &str, line: u32, start: u32) -> Cell {
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
