//! Where in the flow the labels of the forms stand.

use super::flow::{Flow, Item};
use crate::form::{Row, Shape, Table, TableForm, TableId};
use crate::language::FIRST;
use crate::sorted::Sorted;
use crate::sorted::{arrange, distinct};
use crate::text::{CharacterSet, fold, is_invisible, key, key_char, likeness, plain};
use std::ops::Range;

/// The least likeness of a misspelt label, in thousandths: above every pair of true labels that
/// could be taken for each other (the nearest, rows one and two of table 3, reach 790).
const LIKENESS: u32 = 800;

/// A row label found in the flow.
#[derive(Debug, Clone)]
pub(crate) struct FoundLabel {
    pub table: TableId,
    /// Row id, as in the form.
    pub row: &'static str,
    /// Its stretch of [`Flow::glyphs`].
    pub glyphs: Range<usize>,
}

/// A spelling of a row's label.
#[derive(Clone)]
struct LabelSpelling {
    key: Vec<char>,
    /// The characters of the key.
    set: CharacterSet,
    table: TableId,
    row: &'static Row,
    /// Whether a form prints it so; else it may be a fragment that tells the row.
    printed: bool,
}

/// The row labels of every edition, ready to be searched for.
#[derive(Clone)]
pub(crate) struct Labels {
    /// Keys of at least three characters.
    long: Vec<LabelSpelling>,
    /// Keys of two characters, which stand in many other words: only whole texts count.
    short: Vec<LabelSpelling>,
    /// The first characters of long keys, and the last of short ones.
    firsts: CharacterSet,
    lasts: CharacterSet,
    /// First character → indices of long keys.
    by_first: Sorted<char, Vec<usize>>,
}

impl Labels {
    /// Those of these tables.
    pub fn collect(tables: &[&'static TableForm]) -> Labels {
        let mut labels = Labels {
            long: Vec::new(),
            short: Vec::new(),
            firsts: CharacterSet::default(),
            lasts: CharacterSet::default(),
            by_first: Sorted::default(),
        };
        // The rows of a single line are named above it: they are no rows of text.
        let named = tables
            .iter()
            .filter(|form| form.table.shape != Shape::Strip);
        for form in named {
            for row in form.rows() {
                labels.add(bare(row.name), form.id(), row, true);
                for alias in row.aliases {
                    labels.add((*alias).to_owned(), form.id(), row, false);
                }
            }
        }
        labels
            .firsts
            .extend(labels.long.iter().map(|label| label.key[0]));
        let lasts = labels.short.iter().filter_map(|label| label.key.last());
        labels.lasts.extend(lasts.copied());
        for (index, label) in labels.long.iter().enumerate() {
            labels.by_first.entry(label.key[0]).push(index);
        }
        labels
    }

    fn add(&mut self, key: String, table: TableId, row: &'static Row, printed: bool) {
        let key: Vec<char> = key.chars().collect();
        let labels = if key.len() < 3 {
            &mut self.short
        } else {
            &mut self.long
        };
        let same = |label: &&mut LabelSpelling| {
            (&label.key, label.table, label.row.id) == (&key, table, row.id)
        };
        match labels.iter_mut().find(same) {
            Some(known) => known.printed |= printed,
            None => labels.push(LabelSpelling {
                set: key.iter().copied().collect(),
                key,
                table,
                row,
                printed,
            }),
        }
    }

    /// Every long label in the flow, in order; one inside a longer one does not count.
    pub fn find(&self, flow: &Flow) -> Vec<FoundLabel> {
        let mut found: Vec<FoundLabel> = Vec::new();
        let mut covered = 0;
        for (at, c) in flow.glyphs.iter().enumerate() {
            let candidates = self.firsts.has(*c).then(|| self.by_first.get(c));
            let Some(candidates) = candidates.flatten() else {
                continue;
            };
            let fits = |&&index: &&usize| flow.glyphs[at..].starts_with(&self.long[index].key);
            let longest = candidates
                .iter()
                .filter(fits)
                .map(|&i| self.long[i].key.len())
                .max();
            let Some(length) = longest.filter(|length| at + length > covered) else {
                continue;
            };
            for &index in candidates.iter().filter(fits) {
                let label = &self.long[index];
                if label.key.len() == length {
                    found.push(FoundLabel {
                        table: label.table,
                        row: label.row.id,
                        glyphs: at..at + length,
                    });
                }
            }
            covered = at + length;
        }
        found
    }

    /// The short label that a text ends with, as a word of its own: `3.其他`, `（七）总计`, `规章`.
    pub fn short(&self, table: &Table, text: &str) -> Option<&'static str> {
        // A single line has none.
        if table.shape == Shape::Strip {
            return None;
        }
        // Without brackets (0xef begins those that are wide) a text ends as it is written.
        let last = text.chars().next_back().and_then(key_char);
        if last.is_some_and(|last| !self.lasts.has(last))
            && !text.bytes().any(|byte| matches!(byte, b'(' | 0xef))
        {
            return None;
        }
        let end = ending(text).unwrap_or_else(|| noted_ending(text));
        let before = |n: usize| end[n - 1];
        // 规章 ends no other text of a table of fields; 其他 and 总计 end several of a matrix.
        let alone = table.shape == Shape::Fields
            || before(3).is_none_or(|c| matches!(c, '.' | '、' | ')' | ',' | '|'));
        // `2.其他` is not `3.其他`, but the beginning of another label.
        let numbered = |label: &LabelSpelling| {
            let digit = |c: &char| c.is_ascii_digit();
            let number = label.row.name.chars().next().filter(digit);
            let here = before(4).filter(digit);
            number.is_none() || here.is_none() || number == here
        };
        let named = |label: &LabelSpelling| {
            let mut key = label.key.iter().rev().copied();
            key.next() == end[0] && key.next() == end[1]
        };
        let known =
            |label: &&LabelSpelling| label.table == table.id && named(label) && numbered(label);
        let label = self.short.iter().find(known).filter(|_| alone)?;
        Some(label.row.id)
    }

    /// The one row of `form` whose label begins as a text does.
    pub fn begun(&self, form: &TableForm, text: &str) -> Option<&'static str> {
        let text: Vec<char> = bare(text).chars().collect();
        let begins = |label: &&LabelSpelling| {
            label.table == form.id() && text.len() > 2 && label.key.starts_with(&text)
        };
        let mut rows = self.long.iter().filter(begins).map(|label| label.row.id);
        let row = rows.next()?;
        rows.all(|other| other == row).then_some(row)
    }

    /// The row of `form` whose label a text misspells, a note in brackets behind it or not.
    pub fn misspelt(&self, form: &TableForm, text: &str) -> Option<&'static str> {
        if form.table.shape == Shape::Strip {
            return None;
        }
        let noted = text.rsplit_once(&['(', '（'][..]).map(|(label, _)| label);
        self.like(form, text).or_else(|| self.like(form, noted?))
    }

    fn like(&self, form: &TableForm, text: &str) -> Option<&'static str> {
        let text: Vec<char> = text.chars().filter_map(key_char).collect();
        if text.len() < 4 {
            return None;
        }
        let mut ranked: Vec<(u32, &'static str)> = Vec::new();
        for label in self
            .long
            .iter()
            .filter(|label| label.table == form.id() && label.printed)
        {
            // No likeness can exceed what the lengths allow, and the characters that both have.
            let (key, row) = (&label.key, label.row.id);
            let both = key.len() + text.len();
            let least = |common: usize| 2000 * common / both < LIKENESS as usize;
            let shared = || text.iter().filter(|&&c| label.set.has(c)).count();
            if least(key.len().min(text.len())) || !FIRST && least(shared()) {
                continue;
            }
            let likeness = likeness(key, &text);
            if likeness >= LIKENESS && form.rows().any(|known| known.id == row) {
                match ranked.iter_mut().find(|(_, known)| *known == row) {
                    Some(best) => best.0 = best.0.max(likeness),
                    None => ranked.push((likeness, row)),
                }
            }
        }
        arrange(&mut ranked, |&(likeness, _)| std::cmp::Reverse(likeness));
        match ranked[..] {
            [(first, row), (second, _), ..] if first > second => Some(row),
            [(_, row)] => Some(row),
            _ => None,
        }
    }
}

/// The last characters of a text, the very last first, as [`plain`] has them.
type LabelEnding = [Option<char>; 4];

/// Those of a text in which no bracket can be a note or a romanisation: none opens but at its beginning.
fn ending(text: &str) -> Option<LabelEnding> {
    let mut end = [None; 4];
    let mut known = 0;
    let mut opens = false;
    for c in text.chars().rev().filter(|&c| !is_invisible(c)) {
        let c = fold(c);
        if opens || c == ')' && known == 0 {
            return None;
        }
        opens = c == '(';
        if known < 4 && !c.is_whitespace() {
            end[known] = Some(key_char(c).unwrap_or(c));
            known += 1;
        }
    }
    Some(end)
}

/// Those of any text, before a note in brackets: 规章（设区的市…）.
fn noted_ending(text: &str) -> LabelEnding {
    let text = plain(text);
    let end = match text.rfind('(') {
        Some(open) if text.ends_with(')') && text[..open].chars().nth(1).is_some() => open,
        _ => text.len(),
    };
    let mut chars = text[..end].chars().rev();
    [(); 4].map(|()| chars.next())
}

/// The key of a printed label without its numbering: `（一）予以公开` → 予以公开.
pub(crate) fn bare(label: &str) -> String {
    let unnumbered = label
        .split_once('）')
        .filter(|(number, _)| number.starts_with('（') && number.chars().count() <= 3)
        .or_else(|| {
            label
                .split_once('、')
                .filter(|(number, _)| number.chars().count() == 1)
        })
        .map_or(label, |(_, rest)| rest);
    key(unnumbered)
}

/// Positions in the flow where one of `keys` begins.
pub(crate) fn positions(flow: &Flow, keys: &[&str]) -> Vec<usize> {
    distinct(keys.iter().flat_map(|key| flow.positions(key)).collect())
}

/// The text that holds a position in the glyphs; values before it stay before it.
pub(crate) fn text_at(items: &[Item<'_>], glyph: usize) -> usize {
    items.partition_point(|item| item.glyphs.end <= glyph)
}
