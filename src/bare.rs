//! Text without what tools put around it: the marks of Markdown, entities, escapes, control
//! characters, the quotes by which spreadsheets keep a number from being one.
//!
//! What is taken off gives way to a character that takes no room, unit by unit, so that places in
//! the line stay what they were. A struck-out stretch (`~~5~~`) is gone as in HTML, but for one of its
//! marks where nothing else is there; of a picture its `!` stays: a cell that holds one is not blank.

use crate::read::markup::entity;
use std::borrow::Cow;

/// Stands for what was taken off.
const GONE: char = '\u{200b}';

/// Whether a character may be part of what tools put around text.
pub(crate) fn is_mark(b: u8) -> bool {
    matches!(
        b,
        b'\\' | b'*' | b'_' | b'~' | b'[' | b'&' | b'\'' | b'=' | b'`'
    ) || b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')
}

/// Whether an underscore is one of three or more before a word.
fn is_line(after: &str, before: &str) -> bool {
    let word = after.trim_start_matches('_');
    let long = after.starts_with("__") || before.ends_with("__");
    long && word.starts_with(crate::text::is_ideograph)
}

/// The text without it.
pub(crate) fn bare(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // The ends of links that were begun, and where the last number stood that is struck out.
    let (mut link, mut struck) = (0, None);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let sign = after.starts_with(|c: char| c.is_ascii_punctuation());
        let gone = match c {
            '\\' if sign => 1,
            '*' | '`' => 1,
            '_' if after.starts_with("x000") && after[4..].find('_') == Some(1) => 7,
            // ____件: a line to write on is no mark.
            '_' if is_line(after, &out) => 0,
            '_' => 1,
            '~' if after.starts_with('~') => {
                let end = after[1..].find("~~").map_or(0, |at| at + 2);
                if after[..end.max(1)].contains(|c: char| c.is_ascii_digit()) {
                    struck = Some(out.len());
                }
                2 + end
            }
            '[' if link == 0
                && after
                    .find("](")
                    .is_some_and(|at| !after[..at].contains('[')) =>
            {
                link = 1;
                1
            }
            ']' if link == 1 && after.starts_with('(') => {
                link = 0;
                after.find(')').map_or(1, |at| at + 2)
            }
            '=' if after.starts_with('"') => 2,
            '=' if out.trim().is_empty() && after.starts_with(|c: char| c.is_ascii_digit()) => 1,
            '"' if out.ends_with(|c: char| c.is_ascii_digit()) && text.contains("=\"") => 1,
            '\'' if after.starts_with(|c: char| c.is_ascii_digit())
                && !out.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                1
            }
            '&' => match entity(after).filter(|(_, n)| after[..*n].ends_with(';')) {
                Some((c, n)) => {
                    out.push(c);
                    n + 1 - c.len_utf16()
                }
                None => 0,
            },
            c if c < ' ' && !matches!(c, '\t' | '\n' | '\r') => 1,
            _ => 0,
        };
        let taken = match (gone, c) {
            (0, _) => {
                out.push(c);
                c.len_utf8()
            }
            // The character of an entity was put down already.
            (_, '&') => entity(after).map_or(1, |(_, n)| n + 1),
            (bytes, _) => bytes,
        };
        if gone > 0 {
            let units = if c == '&' {
                gone
            } else {
                crate::text::utf16_len(&rest[..taken]) as usize
            };
            out.extend(std::iter::repeat_n(GONE, units));
        }
        if gone > 0 && c == '\\' {
            // What is escaped is itself.
            let escaped = after.chars().next().unwrap_or(GONE);
            out.push(escaped);
            rest = &after[escaped.len_utf8()..];
        } else {
            rest = &rest[taken..];
        }
    }
    // A star alone stands for something.
    if matches!(text.trim(), "*" | "**") {
        return Cow::Borrowed(text);
    }
    if let Some(at) = struck
        && out.chars().all(|c| c == GONE || c.is_whitespace())
    {
        out.replace_range(at..at + GONE.len_utf8(), "~");
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{is_invisible, utf16_len};

    #[test]
    fn what_tools_put_around_a_number_is_taken_off_and_keeps_its_room() {
        for (text, shown) in [
            ("**158**", "158"),
            ("_7_", "7"),
            ("`7`", "7"),
            (r"96\.53", "96.53"),
            (r"\-8", "-8"),
            ("[158](a.html)", "158"),
            ("x [7](b) [8](c)", "x 7 8"),
            ("&nbsp;7", "\u{a0}7"),
            ("&#160;12", "\u{a0}12"),
            ("158_x000D_", "158"),
            ("7\u{7}", "7"),
            ("=\"158\"", "158"),
            ("=5", "5"),
            ("'158", "158"),
            ("1'234", "1'234"),
            ("~~5~~ 6", " 6"),
            ("~~5~~", "~"),
            ("*", "*"),
            ("****", ""),
            ("![](a.png)", "!"),
            ("158[1]", "158[1]"),
            ("=SUM(B2:G2)", "=SUM(B2:G2)"),
            ("a&b", "a&b"),
            ("\\", "\\"),
            ("一~二", "一~二"),
        ] {
            let bare = bare(text);
            let seen: String = bare.chars().filter(|&c| !is_invisible(c)).collect();
            assert_eq!(seen, shown, "{text}");
            assert_eq!(utf16_len(&bare), utf16_len(text), "{text}");
        }
    }
}
