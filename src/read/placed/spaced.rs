//! Letter-spaced numbers: every digit a word of its own, all the same way apart.
//!
//! Only in ruled boxes, and only where no number of the table is set close and enough of them are spaced by
//! the same measure, less than the type is high: two numbers that share a box do not stand like that
//! box after box.

use super::Area;
use super::frame::BoxedLines;
use super::words::Word;

/// Boxes at least in which digits stand apart by the same measure.
const SAME: usize = 3;

/// Joins the digits of spaced numbers.
pub(super) fn join(rows: &mut [Vec<BoxedLines>]) {
    let mut pitches = Vec::new();
    for line in rows.iter().flatten().flat_map(|frame| &frame.lines) {
        if line
            .iter()
            .any(|word| word.is_number() && !is_character(word))
        {
            return;
        }
        pitches.extend(pitch(line));
    }
    let (Some(&least), Some(&most)) = (pitches.iter().min(), pitches.iter().max()) else {
        return;
    };
    if pitches.len() < SAME || (most - least) * 5 > least {
        return;
    }
    for line in rows.iter_mut().flatten().flat_map(|frame| &mut frame.lines) {
        if pitch(line).is_some() {
            let whole = Word {
                area: line
                    .iter()
                    .map(|word| word.area)
                    .fold(line[0].area, Area::around),
                text: line.iter().map(|word| word.text.as_str()).collect(),
                is_lost: false,
            };
            *line = vec![whole];
        }
    }
}

/// Whether a word is a digit, or a sign between digits.
fn is_character(word: &Word) -> bool {
    let mut chars = word.text.chars().map(crate::text::fold);
    let known = chars.next().is_some_and(|c| c.is_ascii_digit() || c == '.');
    known && chars.next().is_none() && !word.is_lost
}

/// How far apart the characters of a line begin; none where they are no number, or not spaced evenly.
fn pitch(line: &[Word]) -> Option<i32> {
    let height = line.first()?.area.height();
    let apart = line
        .windows(2)
        .map(|pair| pair[1].area.x0 - pair[0].area.x0);
    let (least, most) = (apart.clone().min()?, apart.max()?);
    let free = |pair: &[Word]| pair[1].area.x0 - pair[0].area.x1;
    let close = line.windows(2).all(|pair| free(pair) * 5 < height * 4);
    // A point is narrower than a digit.
    let even = (most - least) * 4 <= most;
    (line.iter().all(is_character) && close && even).then_some(most)
}
