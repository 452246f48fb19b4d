//! A box of a ruled table, and what stands in it.

use super::Area;
use super::words::{Word, join};
use crate::document::Cell;
use crate::place::Place;
use crate::sorted::InOrder;
use crate::text::fold;

/// Most that a cell is taken to keep free on either side of its text: Word's own measure is 540, that of
/// pages in the Web up to 600.
const MARGIN: i32 = 600;

/// A box and its lines of words.
#[derive(Debug)]
pub(super) struct BoxedLines {
    pub area: Area,
    #[cfg(feature = "totals")]
    pub begins: crate::document::BoxColumn,
    pub lines: Vec<Vec<Word>>,
    /// What a page break carried to the next page.
    pub rest: Vec<Vec<Word>>,
}

impl BoxedLines {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Its text, line by line. A number is one over several lines where each but the last has no room
    /// for a digit more: then it was broken for want of room, and only then.
    pub fn text(&self, margin: i32) -> String {
        let all = || self.lines.iter().chain(&self.rest);
        let mut before = all().take(all().count().saturating_sub(1));
        let whole = self.is_number() && before.all(|line| self.has_no_room(line, 1, margin));
        let lines: Vec<String> = all().map(|line| join(line)).collect();
        lines.join(if whole { "" } else { "\n" })
    }

    pub fn cell(&self, page: u32, margin: i32) -> Cell {
        Cell {
            text: self.text(margin),
            at: self.place(page),
        }
    }

    /// Where its text stands, or, without one, the box.
    pub fn place(&self, page: u32) -> Place {
        let words = self.lines.iter().flatten().map(|word| word.area);
        words.reduce(Area::around).unwrap_or(self.area).place(page)
    }

    /// Whether every line is a word of digits, as far as there are lines.
    pub fn is_number(&self) -> bool {
        let of_number = |c| matches!(c, '0'..='9' | '.' | ',' | '-' | '—' | '/');
        let number = |word: &Word| !word.is_lost && word.text.chars().map(fold).all(of_number);
        let mut all = self.lines.iter().chain(&self.rest);
        all.all(|line| matches!(&line[..], [word] if number(word)))
    }

    /// Whether some more characters of the line's size would not have stood in the box, with the margins.
    pub fn has_no_room(&self, line: &[Word], characters: i32, margin: i32) -> bool {
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            return false;
        };
        let width = last.area.x1 - first.area.x0;
        let count: usize = line.iter().map(|word| word.text.chars().count()).sum();
        // A quarter of one may as well be what a program rounds.
        let more = width / count.max(1) as i32 * (4 * characters + 1) / 4;
        self.area.x1 - self.area.x0 - width < 2 * margin + more
    }
}

/// What the boxes of a table keep free beside their text: what is free before lines of those that have
/// several, since such a line fills its box. A quarter of them may stick out further.
pub(super) fn margin<'a>(frames: impl Iterator<Item = &'a BoxedLines>) -> i32 {
    let several = frames.filter(|frame| frame.lines.len() > 1);
    let free = several.flat_map(|frame| {
        let first = |line: &Vec<Word>| line[0].area.x0 - frame.area.x0;
        frame.lines.iter().map(first)
    });
    let mut free: Vec<i32> = free.collect();
    free.put_in_order();
    let quarter = free.get(free.len() / 4).copied();
    quarter.unwrap_or(MARGIN).clamp(0, MARGIN)
}
