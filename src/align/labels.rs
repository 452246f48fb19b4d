//! Where in the flow the labels of the forms stand.

use super::flow::{Flow, Item};
use crate::form::{EDITIONS, TableForm, TableId};
use crate::sorted::Sorted;
use crate::sorted::{arrange, distinct};
use crate::text::{key, likeness, plain};
use std::ops::Range;
use std::sync::LazyLock;

/// The least likeness of a misspelt label, in thousandths: above every pair of true labels that
/// could be taken for each other (the nearest, rows one and two of table 3, reach 790).
const LIKENESS: u32 = 800;

/// A row label found in the flow.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub table: TableId,
    /// Row id, as in the form.
    pub row: &'static str,
    /// Its stretch of [`Flow::glyphs`].
    pub glyphs: Range<usize>,
}

/// The row labels of every edition, ready to be searched for.
pub(crate) struct Labels {
    /// Key → table and row id; keys of at least three characters.
    long: Vec<(Vec<char>, TableId, &'static str)>,
    /// Keys of two characters, which stand in many other words: only whole texts count.
    short: Vec<(String, TableId, &'static str)>,
    /// First character → indices of long keys.
    by_first: Sorted<char, Vec<usize>>,
}

impl Labels {
    /// All of them, prepared once.
    pub fn of_all_editions() -> &'static Labels {
        static ALL: LazyLock<Labels> = LazyLock::new(Labels::collect);
        &ALL
    }

    fn collect() -> Labels {
        let mut labels = Labels {
            long: Vec::new(),
            short: Vec::new(),
            by_first: Sorted::default(),
        };
        for form in EDITIONS.iter().flat_map(|edition| &edition.tables) {
            for row in form.rows() {
                let own = bare(row.name);
                for key in std::iter::once(own).chain(row.aliases.iter().map(|&a| a.to_owned())) {
                    labels.add(key, form.id, row.id);
                }
            }
        }
        for (index, (key, ..)) in labels.long.iter().enumerate() {
            labels.by_first.entry(key[0]).push(index);
        }
        labels
    }

    fn add(&mut self, key: String, table: TableId, row: &'static str) {
        // The blocks of table 4 are no rows of text.
        if table == TableId::T4 {
            return;
        }
        if key.chars().count() < 3 {
            if !self
                .short
                .iter()
                .any(|(k, t, r)| (k, *t, *r) == (&key, table, row))
            {
                self.short.push((key, table, row));
            }
            return;
        }
        let key: Vec<char> = key.chars().collect();
        if !self
            .long
            .iter()
            .any(|(k, t, r)| (k, *t, *r) == (&key, table, row))
        {
            self.long.push((key, table, row));
        }
    }

    /// Every long label in the flow, in order; one inside a longer one does not count.
    pub fn find(&self, flow: &Flow) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut covered = 0;
        for (at, c) in flow.glyphs.iter().enumerate() {
            let Some(candidates) = self.by_first.get(c) else {
                continue;
            };
            let fits = |&&index: &&usize| flow.glyphs[at..].starts_with(&self.long[index].0);
            let longest = candidates
                .iter()
                .filter(fits)
                .map(|&i| self.long[i].0.len())
                .max();
            let Some(length) = longest.filter(|length| at + length > covered) else {
                continue;
            };
            for &index in candidates.iter().filter(fits) {
                let (key, table, row) = &self.long[index];
                if key.len() == length {
                    found.push(Found {
                        table: *table,
                        row,
                        glyphs: at..at + length,
                    });
                }
            }
            covered = at + length;
        }
        found
    }

    /// The short label that a text ends with, as a word of its own: `3.其他`, `（七）总计`, `规章`.
    pub fn short(&self, table: TableId, text: &str) -> Option<&'static str> {
        let folded: Vec<char> = plain(text).chars().collect();
        // A note in brackets after the label: 规章（设区的市…）.
        let noted = folded.last() == Some(&')');
        let end = match folded.iter().rposition(|&c| c == '(') {
            Some(open) if noted && open >= 2 => open,
            _ => folded.len(),
        };
        let label = key(&folded[end.saturating_sub(2)..end]
            .iter()
            .collect::<String>());
        let before = end.checked_sub(3).map(|i| folded[i]);
        // 规章 ends no other text of its table; 其他 and 总计 end several.
        let alone = table == TableId::T2
            || before.is_none_or(|c| matches!(c, '.' | '、' | ')' | ',' | '|'));
        let known = |(short, t, _): &&(String, TableId, &str)| *t == table && *short == label;
        self.short
            .iter()
            .find(known)
            .filter(|_| alone)
            .map(|(_, _, row)| *row)
    }

    /// The one row of `form` whose label begins as a text does.
    pub fn begun(&self, form: &TableForm, text: &str) -> Option<&'static str> {
        let text: Vec<char> = bare(text).chars().collect();
        let begins = |(key, table, _): &&(Vec<char>, TableId, &str)| {
            *table == form.id && text.len() > 2 && key.starts_with(&text)
        };
        let mut rows = self.long.iter().filter(begins).map(|(_, _, row)| *row);
        let row = rows.next()?;
        rows.all(|other| other == row).then_some(row)
    }

    /// The row of `form` whose label a text misspells, a note in brackets behind it or not.
    pub fn misspelt(&self, form: &TableForm, text: &str) -> Option<&'static str> {
        let noted = text.rsplit_once(['(', '（']).map(|(label, _)| label);
        self.like(form, text).or_else(|| self.like(form, noted?))
    }

    fn like(&self, form: &TableForm, text: &str) -> Option<&'static str> {
        let text: Vec<char> = key(text).chars().collect();
        if text.len() < 4 {
            return None;
        }
        let mut ranked: Vec<(u32, &'static str)> = Vec::new();
        for (key, table, row) in &self.long {
            // No likeness can exceed what the lengths allow.
            let most = 2000 * key.len().min(text.len()) / (key.len() + text.len());
            if *table != form.id || most < LIKENESS as usize {
                continue;
            }
            let likeness = likeness(key, &text);
            if likeness >= LIKENESS && form.rows().any(|known| known.id == *row) {
                match ranked.iter_mut().find(|(_, known)| known == row) {
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
pub(crate) fn text_at(items: &[Item], glyph: usize) -> usize {
    items.partition_point(|item| item.glyphs.end <= glyph)
}
