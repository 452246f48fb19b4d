//! The head of a table: what its columns are called, and which there are.

use super::line::{WORDS, WordLine, below};
use super::{FAR, NOWHERE, OpenTable};
use crate::document::Row;
use crate::read::placed::Area;
use crate::read::placed::words::Word;

/// Lines of a head at most: a label may be set one character below the other.
pub(super) const HEAD: usize = 30;

impl OpenTable {
    /// The words above that stand over its columns, if every column has some, and gives columns to
    /// those that have no number below: the index of the first of their lines, some of
    /// which may be the last of the page before.
    pub fn head(&mut self, lines: &[WordLine], before: &[WordLine]) -> Option<usize> {
        let mut first = self.lines.start;
        while first > 0
            && self.lines.start - first < HEAD
            && lines[first - 1].values == 0
            && below(&lines[first - 1], &lines[first]) <= FAR
        {
            first -= 1;
        }
        // From the lowest line up: what stands over several columns is above what stands over one, which
        // no line has but for its other words.
        let mut columns = self.columns.clone();
        let mut named = Vec::new();
        let before = before.iter().filter(|_| first == 0).rev();
        for line in lines[first..self.lines.start].iter().rev().chain(before) {
            let right = || line.words.iter().filter(|word| self.is_right(word));
            // Where the words of a head lie over each other, nothing can be told by it.
            if line.words.len() > WORDS || right().any(|word| word.is_lost) {
                return None;
            }
            let areas: Vec<Area> = right().map(|word| word.area).collect();
            if let [one] = areas[..] {
                if columns.of(one).is_none() && !columns.is_free(one) {
                    break;
                }
            } else {
                // What stands over the head of a column is none of its own.
                let over = |area: &Area| named.iter().any(|below: &Area| below.meets(*area));
                let free = |area: &&Area| columns.is_free(**area) && !over(area);
                let free: Vec<Area> = areas.iter().filter(free).copied().collect();
                for area in free {
                    columns.take(area);
                }
            }
            named.extend(areas);
        }
        let is_named = |column| named.iter().any(|&area| columns.of(area) == Some(column));
        if !(0..columns.count()).all(is_named) {
            return None;
        }
        self.columns = columns;
        Some(first)
    }

    /// Whether a word stands right of the labels.
    fn is_right(&self, word: &Word) -> bool {
        self.labels.is_none_or(|edge| word.area.x0 >= edge)
    }

    /// Takes the words over the columns out of the lines of the head, as a row.
    pub fn head_row(&self, lines: &mut [WordLine], page: u32) -> (i32, Row) {
        let mut cells: Vec<Vec<Word>> = vec![Vec::new(); self.columns.count()];
        for line in lines {
            let words = std::mem::take(&mut line.words);
            for word in words {
                match self.columns.of(word.area).filter(|_| self.is_right(&word)) {
                    Some(column) => cells[column].push(word),
                    None => line.words.push(word),
                }
            }
        }
        let y = cells
            .iter()
            .flatten()
            .map(|word| word.area.y0)
            .max()
            .unwrap_or(0);
        let one = |words: Vec<Word>| words.iter().map(|word| word.text.as_str()).collect();
        let texts = cells.into_iter().map(one).collect();
        let at = Area {
            y0: y,
            y1: y,
            ..NOWHERE
        };
        self.cells(Vec::new(), texts, at, page)
    }
}
