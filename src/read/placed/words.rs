//! Runs → words: what stands on one line without a gap.

use super::{Area, Run};
use crate::sorted::InOrder;
use crate::text::is_ideograph;

/// More pieces than this that lie over others are many, and one in so many is much.
const MANY: usize = 4;
const MUCH: usize = 20;

/// Text without a gap, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub area: Area,
    pub text: String,
    /// Whether it cannot be read, or not in which box it stands.
    pub is_lost: bool,
}

impl Word {
    /// Whether it is of digits and their signs: never to be cut, nor to be joined over a gap.
    pub fn is_number(&self) -> bool {
        let mut chars = self.text.chars().map(crate::text::fold);
        chars.any(|c| c.is_ascii_digit()) && !self.text.chars().any(is_ideograph)
    }

    /// The same, lost, at a place.
    pub fn lost(&self, area: Area) -> Word {
        Word {
            area,
            text: self.text.clone(),
            is_lost: true,
        }
    }

    /// Cut at a place within: by the widths that characters have by rights, an ideograph twice that
    /// of a letter.
    pub fn cut(self, x: i32) -> (Option<Word>, Option<Word>) {
        let em = |c: char| if c.is_ascii() { 1 } else { 2 };
        let all: i32 = self.text.chars().map(em).sum::<i32>().max(1);
        let width = i64::from(self.area.x1 - self.area.x0);
        let mut before = 0;
        let (mut left, mut right) = (String::new(), String::new());
        let mut edge = self.area.x0;
        for c in self.text.chars() {
            let middle = i64::from(2 * before + em(c)) * width / i64::from(2 * all);
            before += em(c);
            if right.is_empty() && i64::from(self.area.x0) + middle < i64::from(x) {
                left.push(c);
                edge = self.area.x0 + (i64::from(before) * width / i64::from(all)) as i32;
            } else {
                right.push(c);
            }
        }
        let part = |text: String, x0, x1| {
            let area = Area {
                x0,
                x1,
                ..self.area
            };
            (!text.trim().is_empty()).then_some(Word {
                area,
                text,
                is_lost: self.is_lost,
            })
        };
        (
            part(left, self.area.x0, edge),
            part(right, edge, self.area.x1),
        )
    }
}

/// Words from runs in any order. A run is cut at its spaces, and runs are joined where one begins as
/// the other ends: some programs write a glyph at a time, others whole lines.
pub(super) fn of(runs: &[Run]) -> Vec<Word> {
    let lines = lines(runs.iter().flat_map(pieces).collect());
    let pieces: Vec<Word> = lines.into_iter().flatten().collect();
    let overs = pieces.windows(2).map(|pair| pair[0].over(&pair[1]));
    // Where much lies over other text, the same twice may as well be two.
    let over = overs.filter(|&over| over == Over::Another).count();
    let many = over > MANY && over * MUCH > pieces.len();
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<Word> = None;
    for piece in pieces {
        let mut over = last
            .as_ref()
            .map_or(Over::Nothing, |last| last.over(&piece));
        // Bold type may be drawn twice.
        if over == Over::Itself && !many {
            continue;
        }
        if over == Over::Itself {
            over = Over::Another;
        }
        match words.last_mut() {
            Some(word) if over == Over::Another || touch(word.area, piece.area) => {
                word.is_lost |= over == Over::Another;
                if !word.is_lost {
                    word.text.push_str(&piece.text);
                }
                word.area = word.area.around(piece.area);
            }
            _ => words.push(piece.clone()),
        }
        last = Some(piece);
    }
    words
}

/// What a piece of text lies over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    /// The same text, a hair beside.
    Itself,
    /// Other text: neither can be read.
    Another,
}

impl Word {
    /// Width of one character.
    fn pitch(&self) -> i32 {
        (self.area.x1 - self.area.x0) / self.text.chars().count().max(1) as i32
    }

    /// Whether the next piece on the line lies over this one.
    fn over(&self, next: &Word) -> Over {
        let pitch = self.pitch().min(next.pitch());
        let height = self.area.height().min(next.area.height());
        let same_line = (self.area.middle() - next.area.middle()).abs() * 2 <= height;
        let shift = next.area.x0 - self.area.x0;
        if !same_line || shift < 0 {
            Over::Nothing
        } else if self.text == next.text && shift * 2 <= pitch {
            Over::Itself
        } else if (self.area.x1 - next.area.x0) * 5 > pitch * 3 {
            Over::Another
        } else {
            Over::Nothing
        }
    }
}

/// Whether the second goes on where the first ends, on the same line.
fn touch(first: Area, second: Area) -> bool {
    let height = first.height().min(second.height());
    let gap = second.x0 - first.x1;
    (first.middle() - second.middle()).abs() * 3 <= height
        && gap * 5 <= height
        && gap * 2 >= -height
}

/// Lines from top to bottom, each from left to right.
pub(super) fn lines(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.put_in_order_by_key(|word| (word.area.middle(), word.area.x0));
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        // Against the first of the line, so that lines close together do not run into one.
        let same = |first: Area| {
            let height = first.height().min(word.area.height());
            (word.area.middle() - first.middle()) * 5 <= height * 2
        };
        match lines.last_mut() {
            Some(line) if same(line[0].area) => line.push(word),
            _ => lines.push(vec![word]),
        }
    }
    for line in &mut lines {
        line.put_in_order_by_key(|word| word.area.x0);
    }
    lines
}

/// A run cut at its spaces, each piece with its share of the width.
fn pieces(run: &Run) -> Vec<Word> {
    let area = Area::of(run);
    let wide = |c: char| i64::from(if c.is_ascii() { 1 } else { 2 });
    let all: i64 = run.text.chars().map(wide).sum::<i64>().max(1);
    let width = i64::from(area.x1 - area.x0);
    let at = |units: i64| area.x0 + (units * width / all) as i32;
    let mut words = Vec::new();
    let (mut text, mut from, mut units) = (String::new(), 0, 0);
    let mut end = |text: &mut String, from: i64, to: i64| {
        if !text.is_empty() {
            let area = Area {
                x0: at(from),
                x1: at(to),
                ..area
            };
            let text = std::mem::take(text);
            words.push(Word {
                area,
                text,
                is_lost: false,
            });
        }
    };
    for c in run.text.chars() {
        if c.is_whitespace() || crate::text::is_invisible(c) {
            end(&mut text, from, units);
            units += wide(c);
            from = units;
        } else {
            text.push(c);
            units += wide(c);
        }
    }
    end(&mut text, from, units);
    words
}

/// The text of words on one line, U+FFFD for one that is lost, or behind it if it is a number, so that
/// it keeps its place: a gap is a space beside a letter or digit; between ideographs only
/// a wide one is, since lines are justified.
pub(super) fn join(line: &[Word]) -> String {
    let mut text = String::new();
    for (index, word) in line.iter().enumerate() {
        if index > 0 {
            let gap = word.area.x0 - line[index - 1].area.x1;
            let height = word.area.height();
            let plain =
                |c: Option<char>| c.is_some_and(|c| !is_ideograph(c) && c.is_alphanumeric());
            let latin = plain(text.chars().next_back()) && plain(word.text.chars().next());
            let digit = |c: Option<char>| c.is_some_and(|c| crate::text::fold(c).is_ascii_digit());
            // Two numbers, never one with a space for thousands.
            let numbers = digit(text.chars().next_back()) && digit(word.text.chars().next());
            if numbers || gap > height * 3 / 2 {
                text.push_str("  ");
            } else if latin || gap * 5 > height * 3 {
                text.push(' ');
            }
        }
        if !word.is_lost || word.is_number() {
            text.push_str(&word.text);
        }
        if word.is_lost {
            text.push('\u{fffd}');
        }
    }
    text
}
