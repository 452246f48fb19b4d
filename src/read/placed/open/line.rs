//! A line of words, and which of them are labels and which values.

use crate::number::{self, Said};
use crate::read::placed::Area;
use crate::read::placed::words::Word;

/// Words of a line of a table at most.
pub(super) const WORDS: usize = 100;

/// A line of words and how many of them, at its end, are values.
#[derive(Debug, Clone)]
pub(super) struct WordLine {
    pub words: Vec<Word>,
    pub values: usize,
}

impl WordLine {
    pub fn new(words: Vec<Word>) -> Self {
        let values = words.iter().rev().take_while(|word| is_value(word)).count();
        let any = words.iter().rev().take(values).any(Word::is_number);
        let table = any && words.len() <= WORDS;
        WordLine {
            values: values * usize::from(table),
            words,
        }
    }

    pub fn labels(&self) -> &[Word] {
        &self.words[..self.words.len() - self.values]
    }

    pub fn values(&self) -> &[Word] {
        &self.words[self.words.len() - self.values..]
    }

    /// The label of its row: what stands where items have theirs, right of the label of their group;
    /// else what is numbered last; else what stands behind a gap.
    pub fn label(&self, items: Option<i32>) -> &[Word] {
        let labels = self.labels();
        let is_item =
            |word: &Word| items.is_some_and(|x| word.area.x0 + word.area.height() / 4 >= x);
        let is_numbered = |word: &Word| is_numbering(word) || number::is_numbered(&word.text);
        let gap = |pair: &[Word]| pair[1].area.x0 - pair[0].area.x1 > pair[1].area.height();
        let first = (labels.iter().position(is_item))
            .or_else(|| labels.iter().rposition(is_numbered))
            .or_else(|| labels.windows(2).rposition(gap).map(|at| at + 1));
        &labels[first.unwrap_or(0)..]
    }

    pub fn is_numbered(&self, items: Option<i32>) -> bool {
        let first = self.label(items).first();
        first.is_some_and(|word| is_numbering(word) || number::is_numbered(&word.text))
    }

    pub fn area(&self) -> Option<Area> {
        let of = self.values().first().or(self.words.first());
        of.map(|word| word.area)
    }
}

/// How far below a line another one stands, in hundredths of the height of type.
pub(super) fn below(above: &WordLine, line: &WordLine) -> i64 {
    let (Some(above), Some(line)) = (above.area(), line.area()) else {
        return i64::MAX;
    };
    let height = i64::from(above.height().min(line.height())).max(1);
    i64::from(line.middle() - above.middle()) * 100 / height
}

/// Whether a word numbers a label by itself: `3.`
fn is_numbering(word: &Word) -> bool {
    word.is_number() && word.text.ends_with(['.', '．', '、'])
}

/// Whether a word stands for a value: a number, or a sign for nothing.
fn is_value(word: &Word) -> bool {
    !is_numbering(word) && (word.is_number() || number::read(&word.text) == Said::Blank)
}
