//! A text object → pieces of text without a gap. Every character has a place of its own in OFD; how
//! wide it is only its font knows, and that is seldom needed: the next character begins where it ends.

use super::measure::{Matrix, PagePoint, length, separates, times};
use crate::text::is_invisible;

/// A text code as it is written.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// Where its first character stands; where the last code began if it does not say.
    pub x: Option<i64>,
    pub y: Option<i64>,
    /// From each character to the next.
    pub delta_x: Option<String>,
    pub delta_y: Option<String>,
    pub text: String,
}

/// The type that a text object is set in.
#[derive(Debug, Clone, Copy)]
pub(super) struct GlyphType {
    /// Size in lengths.
    pub size: i64,
    /// Whether the size is not written, but taken from the box: then steps between characters tell more.
    pub guessed: bool,
    /// How wide it is set, in millionths.
    pub wide: i64,
    /// Quarter turns of each character, clockwise.
    pub quarters: u8,
}

/// A piece of text: its corners before the object's transformation.
#[derive(Debug)]
pub(super) struct GlyphRun {
    pub text: String,
    pub from: PagePoint,
    pub to: PagePoint,
}

/// A list of shifts, in which `g n d` says that `d` stands n times; no longer than `most`.
fn shifts(list: &str, most: usize) -> Vec<i64> {
    let mut words = list.split(separates).filter(|word| !word.is_empty());
    let mut shifts = Vec::new();
    while let Some(word) = words.next().filter(|_| shifts.len() < most) {
        if word.eq_ignore_ascii_case("g") {
            let count = words.next().and_then(|word| word.parse::<usize>().ok());
            let shift = words.next().and_then(length);
            let (Some(count), Some(shift)) = (count, shift) else {
                break;
            };
            let left = most - shifts.len();
            shifts.extend(std::iter::repeat_n(shift, count.min(left)));
        } else {
            match length(word) {
                Some(shift) => shifts.push(shift),
                None => break,
            }
        }
    }
    shifts
}

impl GlyphType {
    /// The size that the smallest step between characters tells, no less than the one that is known.
    fn measured(self, codes: &[Code], steps: &[Vec<i64>]) -> Self {
        let em = |(c, step): (char, i64)| match class(c) {
            0 => Some(2 * step),
            1 => Some(step),
            _ => None,
        };
        let of_code = |(code, steps): (&Code, &Vec<i64>)| {
            let sizes = code.text.trim().chars().zip(steps.iter().copied());
            sizes.filter_map(em).filter(|&size| size > 0).min()
        };
        let told = codes.iter().zip(steps).filter_map(of_code).min();
        let told = told.unwrap_or(0);
        GlyphType {
            size: self.size.max(told.min(4 * self.size)),
            ..self
        }
    }

    /// How wide a character is by rights.
    fn width(&self, c: char) -> i64 {
        let em = times(self.size, self.wide);
        match c {
            _ if is_invisible(c) => 0,
            _ if (c as u32) < 0x2000 => em / 2,
            _ => em,
        }
    }

    /// How wide it is taken to be where the next one begins `step` after it: as wide as that, unless
    /// only letters of no font are.
    fn taken(&self, c: char, step: i64) -> i64 {
        let width = self.width(c);
        let widest = match c.is_ascii_alphabetic() {
            true => 2 * width,
            false => width + width / 4,
        };
        match (width * 2 / 5..=widest).contains(&step) {
            true => step,
            false => width,
        }
    }

    /// The pieces of the codes, in a frame in which lines run to the right: that of the object, turned
    /// back by the quarters that each character is turned.
    pub fn pieces(&self, codes: &[Code], each: impl FnMut(GlyphRun)) {
        let list = |code: &Code| shifts(code.delta_x.as_deref().unwrap_or(""), code.text.len());
        let steps: Vec<Vec<i64>> = codes.iter().map(list).collect();
        match self.guessed {
            true => self.measured(codes, &steps).cut(codes, &steps, each),
            false => self.cut(codes, &steps, each),
        }
    }

    /// The same, with the steps to the right that the codes list.
    fn cut(&self, codes: &[Code], steps: &[Vec<i64>], mut each: impl FnMut(GlyphRun)) {
        let turn = Matrix::turned(4 - self.quarters % 4);
        let (mut x, mut y) = (0, 0);
        for (code, dx) in codes.iter().zip(steps) {
            (x, y) = (code.x.unwrap_or(x), code.y.unwrap_or(y));
            // Line breaks are the writer's own.
            let text = match code.text.contains(['\n', '\r']) {
                true => code.text.trim(),
                false => &code.text,
            };
            let chars: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
            let dy = shifts(code.delta_y.as_deref().unwrap_or(""), chars.len());
            let neither = dx.is_empty() && dy.is_empty();
            let mut at = (x, y);
            let mut open: Option<GlyphRun> = None;
            let mut last = None;
            for (index, &c) in chars.iter().enumerate() {
                let step = match (dx.get(index), dy.get(index)) {
                    (None, None) if neither || !dx.is_empty() => (self.width(c), 0),
                    (dx, dy) => (dx.copied().unwrap_or(0), dy.copied().unwrap_or(0)),
                };
                let (start, ahead) = (turn.point(at), turn.point(step));
                at = (at.0 + step.0, at.1 + step.1);
                let more = index + 1 < chars.len() && ahead.1.abs() * 20 <= self.size;
                // Digits of one font are of one width.
                let like = last.filter(|&(other, _)| class(other) == class(c) && class(c) < 2);
                let width = match (more, like) {
                    (true, _) => self.taken(c, ahead.0),
                    (false, Some((_, width))) => width,
                    (false, None) => self.width(c),
                };
                last = Some((c, width));
                if c.is_whitespace() {
                    open.take().into_iter().for_each(&mut each);
                    continue;
                }
                let end = (start.0 + width, start.1 + self.size / 8);
                match &mut open {
                    Some(piece)
                        if (piece.to.1 - end.1).abs() * 20 <= self.size
                            && (start.0 - piece.to.0).abs() * 8 <= self.size =>
                    {
                        piece.text.push(c);
                        piece.to.0 = end.0;
                    }
                    _ => {
                        open.take().into_iter().for_each(&mut each);
                        open = Some(GlyphRun {
                            text: c.into(),
                            from: (start.0, end.1 - self.size),
                            to: end,
                        });
                    }
                }
            }
            open.into_iter().for_each(&mut each);
        }
    }
}

/// Characters of one class are of one width in most fonts.
fn class(c: char) -> u8 {
    match c {
        '0'..='9' => 0,
        _ if (c as u32) >= 0x2000 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(size: i64, codes: &[Code]) -> Vec<(String, i64, i64)> {
        let type_ = GlyphType {
            size,
            guessed: false,
            wide: 1_000_000,
            quarters: 0,
        };
        let mut pieces = Vec::new();
        type_.pieces(codes, |piece| {
            pieces.push((piece.text, piece.from.0, piece.to.0));
        });
        pieces
    }

    fn code(text: &str, delta_x: &str) -> Code {
        Code {
            x: Some(0),
            y: Some(0),
            delta_x: Some(delta_x.into()),
            text: text.into(),
            ..Code::default()
        }
    }

    #[test]
    fn repeats_are_counted_out_and_bounded() {
        assert_eq!(
            shifts("g 3 1 -2,0.5", 9),
            [10_000, 10_000, 10_000, -20_000, 5_000]
        );
        assert_eq!(shifts("g 999999999999 1 2", 3), [10_000; 3]);
        assert_eq!(shifts("1 g 4", 9), [10_000]);
        assert_eq!(shifts("1 x 4", 9), [10_000]);
    }

    #[test]
    fn a_wide_step_parts_and_a_space_does() {
        let mm = 10_000;
        assert_eq!(
            pieces(4 * mm, &[code("总计12 3", "4 4 2 2 2")]),
            [
                ("总计12".into(), 0, 12 * mm),
                ("3".into(), 14 * mm, 16 * mm)
            ]
        );
        assert_eq!(
            pieces(4 * mm, &[code("12", "9")]),
            [("1".into(), 0, 2 * mm), ("2".into(), 9 * mm, 11 * mm)]
        );
    }

    #[test]
    fn without_shifts_characters_stand_one_after_the_other() {
        let plain = Code {
            text: "一1".into(),
            ..Code::default()
        };
        assert_eq!(pieces(100, &[plain]), [("一1".into(), 0, 150)]);
    }

    #[test]
    fn a_column_of_characters_is_one_piece_each() {
        let column = Code {
            delta_y: Some("g 2 4".into()),
            text: "不予处".into(),
            ..Code::default()
        };
        let texts: Vec<_> = pieces(40_000, &[column]).into_iter().map(|p| p.0).collect();
        assert_eq!(texts, ["不", "予", "处"]);
    }
}
