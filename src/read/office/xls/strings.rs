//! The texts of a workbook, and the fonts of stretches of them.

use super::FontEffect;
use crate::document::Bounds;
use crate::read::STRUCK;
use crate::read::office::bytes::{LittleEndian, utf16};
use crate::read::office::rows::UNKNOWN;
use std::collections::BTreeMap;

/// A string with its length in 16 bits, within one record.
pub(super) fn unicode(content: &[u8], at: usize) -> Option<String> {
    let mut cursor = Cursor {
        segments: &[content],
        segment: 0,
        at,
        font: None,
    };
    cursor.string(&[])
}

/// The shared strings, which run on over the bounds of records, and the fonts of digits in those of them that have
/// fonts of their own, by their numbers.
pub(super) fn strings(
    segments: &[&[u8]],
    fonts: &[FontEffect],
    bounds: &Bounds,
) -> (Vec<String>, BTreeMap<usize, usize>) {
    let count = segments[0].u32(4).unwrap_or(0) as usize;
    let mut cursor = Cursor {
        segments,
        segment: 0,
        at: 8,
        font: None,
    };
    let (mut strings, mut runs) = (Vec::new(), BTreeMap::new());
    for _ in 0..count.min(bounds.cells * 4) {
        let Some(string) = cursor.string(fonts) else {
            break;
        };
        if let Some(font) = cursor.font.take() {
            runs.insert(strings.len(), font);
        }
        // As a grid would do for each of its cells, however many there are.
        strings.push(string.trim().to_owned());
    }
    (strings, runs)
}

struct Cursor<'a> {
    segments: &'a [&'a [u8]],
    segment: usize,
    at: usize,
    /// Where in the list of fonts that stands which the first digits of the last string have of their own.
    font: Option<usize>,
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.segments.get(self.segment)?.len() {
            self.at -= self.segments[self.segment].len();
            self.segment += 1;
        }
        let byte = self.segments[self.segment][self.at];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        (0..bytes).try_fold(0, |sum, place| {
            Some(sum | usize::from(self.byte()?) << (8 * place))
        })
    }

    fn string(&mut self, fonts: &[FontEffect]) -> Option<String> {
        let mut left = self.number(2)?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut units = Vec::with_capacity(left * 2);
        while left > 0 {
            let segment = *self.segments.get(self.segment)?;
            let rest = segment.get(self.at..).unwrap_or_default();
            let wide = flags & 1 != 0;
            let fits = left.min(rest.len() / if wide { 2 } else { 1 });
            if fits == 0 {
                // Goes on in the next record, which says again how wide its characters are.
                self.segment += 1;
                flags = self.segments.get(self.segment)?.u8(0)?;
                self.at = 1;
                continue;
            }
            if wide {
                units.extend_from_slice(&rest[..fits * 2]);
                self.at += fits * 2;
            } else {
                units.extend(rest[..fits].iter().flat_map(|&byte| [byte, 0]));
                self.at += fits;
            }
            left -= fits;
        }
        let runs = (0..runs).map_while(|_| Some((self.number(2)?, self.number(2)?)));
        let runs: Vec<(usize, usize)> = runs.collect();
        // Phonetic guides.
        self.at = self.at.checked_add(extra)?;
        let mut text = utf16(&read_units(&units, &runs, fonts));
        self.font = with_digits(&units, &runs).next().map(font_at);
        if is_doubted(&units, &runs, fonts) {
            text.push_str(UNKNOWN);
        }
        let digit = |unit: &[u8]| unit[1] == 0 && unit[0].is_ascii_digit();
        // A number that is struck out leaves no blank.
        let struck = text.trim().is_empty() && units.chunks_exact(2).any(digit);
        Some(if struck { STRUCK.to_owned() } else { text })
    }
}

/// Where a font of a number stands: there is no font 4.
pub(super) fn font_at(number: usize) -> usize {
    number - usize::from(number > 4)
}

/// The units of a string that are read: each run says from which on which font holds. Runs that go
/// back say nothing of what others said before: each unit is read once.
pub(super) fn read_units(units: &[u8], runs: &[(usize, usize)], fonts: &[FontEffect]) -> Vec<u8> {
    let place = |at: usize| (at * 2).min(units.len());
    let mut done = runs.first().map_or(units.len(), |run| run.0);
    let mut read = units[..place(done)].to_vec();
    for (index, &(from, font)) in runs.iter().enumerate() {
        let to = runs.get(index + 1).map_or(units.len(), |next| next.0);
        let from = from.max(done);
        done = done.max(to);
        let shown = match fonts.get(font_at(font)) {
            Some(FontEffect::Gone) => false,
            Some(FontEffect::Raised) => read.is_empty(),
            _ => true,
        };
        if shown {
            read.extend_from_slice(units.get(place(from)..place(to)).unwrap_or_default());
        }
    }
    read
}

/// The fonts of runs that have digits, by the numbers that the file has for them.
fn with_digits<'a>(
    units: &'a [u8],
    runs: &'a [(usize, usize)],
) -> impl Iterator<Item = usize> + 'a {
    let place = |at: usize| (at * 2).min(units.len());
    let digit = |unit: &[u8]| unit[1] == 0 && unit[0].is_ascii_digit();
    runs.iter()
        .enumerate()
        .filter_map(move |(index, &(from, font))| {
            let to = runs.get(index + 1).map_or(units.len(), |next| next.0);
            let run = units.get(place(from)..place(to))?;
            run.chunks_exact(2).any(digit).then_some(font)
        })
}

/// Whether digits of a text are in the colour of paper, which another colour may lie behind, or too small, or
/// are raised and stand before others.
fn is_doubted(units: &[u8], runs: &[(usize, usize)], fonts: &[FontEffect]) -> bool {
    let effect = |font: usize| fonts.get(font_at(font)).copied();
    let mut effects = with_digits(units, runs).map(effect);
    let raised_first = runs
        .first()
        .is_some_and(|&(from, font)| from == 0 && effect(font) == Some(FontEffect::Raised));
    match raised_first {
        true => effects.any(|effect| effect != Some(FontEffect::Raised)),
        false => effects.any(|effect| effect == Some(FontEffect::White)),
    }
}
