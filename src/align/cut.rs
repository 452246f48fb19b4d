//! A line of text, cut where text and numbers meet. Points that lead from a label to its number are neither.

use crate::number::{self, Said};
use crate::text::{fold, is_invisible, key_char};
use std::ops::Range;

#[derive(Debug, PartialEq)]
pub(super) enum PieceKind {
    Text,
    Number,
    Blank,
}

#[derive(Debug)]
pub(super) struct LinePiece {
    pub kind: PieceKind,
    pub text: String,
    /// Its stretch of the line, in UTF-16 units.
    pub utf16: Range<u32>,
    /// Whether nothing separates it from the value before it.
    pub glued: bool,
}

/// Cuts a line where text and numbers meet. A digit before `.` or `、` numbers the label after it
/// and belongs to the text, even where it is glued to the value before: `00000002.重复申请`.
pub(super) fn pieces(line: &str) -> Vec<LinePiece> {
    let line = VisibleLine::new(line);
    let mut cut = Cut {
        line: &line,
        pieces: Vec::new(),
        text_from: 0,
        last_value_end: usize::MAX,
    };
    let mut at = 0;
    while at < line.chars.len() {
        let next = cut.bracket(at).or_else(|| cut.number(at));
        at = next.or_else(|| cut.blank(at)).unwrap_or(at + 1);
    }
    cut.push(PieceKind::Text, cut.text_from, line.chars.len(), false);
    cut.pieces
}

/// The characters of a line that are seen.
struct VisibleLine {
    /// Each as written and folded, and where it begins in UTF-16 units.
    chars: Vec<(char, char, u32)>,
    /// Where the last ends, in UTF-16 units.
    end: u32,
}

impl VisibleLine {
    fn new(line: &str) -> VisibleLine {
        let mut at = 0;
        let placed = line.chars().map(|c| {
            let start = at;
            at += c.len_utf16() as u32;
            (c, fold(c), start)
        });
        let chars: Vec<_> = placed.filter(|&(c, _, _)| !is_invisible(c)).collect();
        let last = chars.last();
        let end = last.map_or(0, |&(c, _, at)| at + c.len_utf16() as u32);
        VisibleLine { chars, end }
    }

    fn offset(&self, i: usize) -> u32 {
        self.chars.get(i).map_or(self.end, |&(_, _, at)| at)
    }

    fn folded(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|&(_, c, _)| c)
    }

    fn space(&self, i: usize) -> bool {
        self.folded(i).is_none_or(char::is_whitespace)
    }

    fn digit(&self, i: usize) -> bool {
        // A glyph without a character beside a digit is another.
        let known = |i: usize| self.folded(i).is_some_and(|c| c.is_ascii_digit());
        known(i) || self.folded(i) == Some('\u{fffd}') && (known(i + 1) || known(i.wrapping_sub(1)))
    }

    /// The end of a bracket that begins here and has words in it.
    fn close(&self, open: usize) -> Option<usize> {
        if self.folded(open) != Some('(') {
            return None;
        }
        let close = (open + 1..self.chars.len().min(open + 120))
            .find(|&j| matches!(self.folded(j), Some('(' | ')')))
            .filter(|&j| self.folded(j) == Some(')'))?;
        let mut inside = self.chars[open + 1..close].iter();
        inside
            .any(|&(c, _, _)| key_char(c).is_some())
            .then_some(close)
    }

    /// The end of the number that begins at `i`, and where to go on; equal to `i` and beyond where
    /// it is a numbering only.
    fn number_at(&self, i: usize, sign: bool) -> (usize, usize) {
        let first = i + usize::from(sign);
        let (j, point) = self.digits(first);
        // `3 . 其 他`: labels are spread with spaces.
        let spaced = self.folded(j) == Some(' ') && !self.digit(j + 2);
        let numbering = matches!(self.folded(j + usize::from(spaced)), Some('.' | '、'));
        // `1) 9` begins a line of a list.
        if i == 0 && !point && self.folded(j) == Some(')') {
            return (i, j + 1);
        }
        if numbering && !point {
            // The last digit numbers what follows.
            if j - 1 == first && !sign {
                return (i, j + 1);
            }
            // Where nothing follows it may as well be a number that was cut off: it is no number.
            let mut behind = self.chars.iter().skip(j + 1);
            if self.folded(j) == Some('.') && behind.all(|(_, c, _)| c.is_whitespace()) {
                return (j + 1, j + 1);
            }
            return (j - 1, j + 1);
        }
        let end = self.unit(j).unwrap_or(j);
        (end, end)
    }

    /// The end of the digits that begin at `first`, with their separators, and whether a point is
    /// among them.
    fn digits(&self, first: usize) -> (usize, bool) {
        let mut j = first;
        // Where the digits since the last separator begin.
        let mut group = first;
        let mut point = false;
        loop {
            if self.digit(j) {
                j += 1;
            } else if self.folded(j) == Some(',')
                && !point
                && j - group <= 3
                && (1..=3).all(|k| self.digit(j + k))
                && !self.digit(j + 4)
            {
                group = j + 1;
                j += 4;
            } else if self.folded(j) == Some('.') && !point && self.digit(j + 1) {
                point = true;
                j += 1;
            } else {
                return (j, point);
            }
        }
    }

    /// The end of a unit behind the digits that end at `j`, where the value ends with it; a space may
    /// stand between.
    fn unit(&self, j: usize) -> Option<usize> {
        let gap = usize::from(self.folded(j) == Some(' '));
        let ends = |at: usize| {
            number::UNITS.iter().find_map(|unit| {
                let end = at + unit.chars().count();
                let mut written = unit.chars().enumerate();
                let is = written.all(|(k, c)| self.folded(at + k) == Some(c));
                let behind = self.folded(end);
                (is && (unit.ends_with('元')
                    || behind.is_none_or(|c| c.is_whitespace() || c == '(')))
                .then_some(end)
            })
        };
        ends(j).or_else(|| ends(j + gap))
    }
}

/// The pieces of a line up to where it has been read.
struct Cut<'l> {
    line: &'l VisibleLine,
    pieces: Vec<LinePiece>,
    /// Where the text that is no piece yet begins.
    text_from: usize,
    /// Where the last value ended; beyond the line where there was none.
    last_value_end: usize,
}

impl Cut<'_> {
    fn push(&mut self, kind: PieceKind, from: usize, to: usize, glued: bool) {
        let chars = self.line.chars[from..to].iter();
        let text: String = chars.map(|&(c, _, _)| c).collect();
        if kind != PieceKind::Text || !text.trim().is_empty() {
            self.pieces.push(LinePiece {
                kind,
                text: text.trim().to_owned(),
                utf16: self.line.offset(from)..self.line.offset(to),
                glued,
            });
        }
    }

    /// A value, and the text before it; gives where it ends.
    fn value(&mut self, kind: PieceKind, from: usize, to: usize, glued: bool) -> usize {
        self.push(PieceKind::Text, self.text_from, from, false);
        self.push(kind, from, to, glued);
        (self.text_from, self.last_value_end) = (to, to);
        to
    }

    /// A bracket with words in it is text as a whole: a note, a numbering, a unit. Gives where to go on.
    fn bracket(&mut self, i: usize) -> Option<usize> {
        let line = self.line;
        let close = line.close(i)?;
        let inside = || line.chars[i + 1..close].iter().map(|&(_, c, _)| c);
        // Words alone are a remark where they hang on the number and no label goes on from them.
        let hangs = || {
            let after = (close + 1..line.chars.len()).find(|&j| !line.space(j));
            self.last_value_end == i
                && inside().nth(1).is_some()
                && after.is_none_or(|j| line.digit(j) || is_sign_for_nothing(line.chars[j].1))
        };
        let after_value = self.last_value_end != usize::MAX
            && (self.last_value_end..i).all(|j| line.space(j))
            && (inside().any(|c| c.is_ascii_digit()) || hangs());
        if after_value && let Some(value) = self.pieces.last_mut() {
            // A remark on the number before it.
            let note = line.chars[i..=close].iter().map(|&(c, _, _)| c);
            value.text.extend(note);
            value.utf16.end = line.offset(close + 1);
            self.text_from = close + 1;
        }
        Some(close + 1)
    }

    /// A number, or a numbering, which stays text. Gives where to go on.
    fn number(&mut self, i: usize) -> Option<usize> {
        let line = self.line;
        let sign = matches!(line.folded(i), Some('-' | '−' | '+')) && line.digit(i + 1);
        if !sign && !line.digit(i) {
            return None;
        }
        // Behind a letter they are part of a name: `D15`.
        let letter = |c: char| c.is_ascii_alphabetic();
        if i.checked_sub(1)
            .and_then(|b| line.folded(b))
            .is_some_and(letter)
        {
            return (i + 1..).find(|&j| !line.digit(j));
        }
        let (end, next) = line.number_at(i, sign);
        if end == i {
            return Some(next);
        }
        Some(self.value(PieceKind::Number, i, end, self.last_value_end == i))
    }

    /// A sign for nothing that stands alone: `/`, `无`. Gives where to go on.
    fn blank(&mut self, i: usize) -> Option<usize> {
        let line = self.line;
        let starts = i == 0 || line.space(i - 1);
        if !starts || line.space(i) {
            return None;
        }
        let end = (i..line.chars.len()).find(|&j| line.space(j));
        let end = end.unwrap_or(line.chars.len());
        let token = line.chars[i..end].iter().map(|&(_, c, _)| c);
        if number::is_plain_word(token.clone()) {
            return None;
        }
        // A leader from a label to its number: `规章 …… 3`.
        let leads =
            token.clone().count() > 1 && token.clone().all(|c| matches!(c, '.' | '…' | '·'));
        if leads && (self.text_from..i).any(|j| !line.space(j)) {
            return Some(end);
        }
        let token: String = token.collect();
        (number::read(&token) == Said::Blank).then(|| self.value(PieceKind::Blank, i, end, false))
    }
}

fn is_sign_for_nothing(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '―' | '/' | '无')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        pieces(line).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn labels_and_numbers_part_where_they_meet() {
        assert_eq!(
            cut("1.属于国家秘密00000002.其他法律 1 0"),
            ["1.属于国家秘密", "0000000", "2.其他法律", "1", "0"]
        );
        assert_eq!(
            cut("3.其他 1\u{fffd}2 \u{fffd}3 要\u{fffd}求 4"),
            ["3.其他", "1\u{fffd}2", "\u{fffd}3", "要\u{fffd}求", "4"]
        );
        assert_eq!(
            cut("行政处罚2648-18538行政强制"),
            ["行政处罚", "2648", "-18538", "行政强制"]
        );
        assert_eq!(
            cut("行政事业性收费 1,234,567.89 政府集中采购 39,573,802"),
            [
                "行政事业性收费",
                "1,234,567.89",
                "政府集中采购",
                "39,573,802"
            ]
        );
        assert_eq!(
            cut("行政事业性收费9116.36 三、收到"),
            ["行政事业性收费", "9116.36", "三、收到"]
        );
        assert_eq!(
            cut("政府集中采购39573802895.90元三、收到"),
            ["政府集中采购", "39573802895.90元", "三、收到"]
        );
        assert_eq!(
            cut("规章 22（其中修订16件） / 235"),
            ["规章", "22（其中修订16件）", "/", "235"]
        );
        assert_eq!(cut("（七）总计 1,234 0"), ["（七）总计", "1,234", "0"]);
        assert_eq!(cut("1) 9"), ["1)", "9"]);
        assert_eq!(cut("D15: 9"), ["D15:", "9"]);
        assert_eq!(cut("ZJ-2024 9"), ["ZJ-2024", "9"]);
        assert_eq!(
            cut("3.其他 12 件 0份（见说明） 无 5\u{feff} 0（七）总计"),
            [
                "3.其他",
                "12 件",
                "0份（见说明）",
                "无",
                "5",
                "0",
                "（七）总计"
            ]
        );
    }
}
