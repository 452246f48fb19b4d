//! Which row of the form the label of a group names.

use super::beside::names;
use super::group::{Group, Grouping};
use super::labels::FoundLabel;
use crate::form::Shape;
use crate::language::FIRST;
use crate::number;
use crate::text::{key, key_char, last_of};
use std::ops::Range;

impl Grouping<'_> {
    /// The row that the label of a group names: the text before it on its own line, a label
    /// wrapped around it, or, for a vertical run, the last text before it.
    pub(super) fn row_of(&self, group: &Group, previous: usize) -> Option<usize> {
        let items = &self.flow.items;
        let first = group.values[0];
        let here = items[first].glyphs.start;
        if let Some(row) = self.around(here) {
            return Some(row);
        }
        let (text, own) = self.label_text(group, previous)?;
        // Behind a colon stands the name of a column: `3.危及：其他 3` is not of the row 其他.
        let colon = own.and_then(|own| items[own].text.rfind(['：', ':']));
        let named = |own: usize| {
            let mut lists = self.form.columns();
            lists.any(|columns| names(&items[own], columns, true).is_some())
        };
        let here = match (own, colon) {
            (Some(own), Some(colon)) if !FIRST && named(own) => {
                let behind = items[own].text[colon..].chars();
                here - behind.filter_map(key_char).count()
            }
            _ => here,
        };
        let from = match own {
            Some(own) => items[own].glyphs.start,
            // Labels of a vertical list may be cut over several lines.
            None => items[previous..first]
                .iter()
                .map(|item| item.glyphs.start)
                .min()
                .unwrap_or(here),
        };
        if let Some(row) = self.said_whole(previous..first, text, own) {
            return self.index(row);
        }
        // A remark behind the label may name another row: 予以公开（含部分公开）.
        let label = &items[text];
        if label.text.ends_with(&[')', '）'][..])
            && let Some(at) = label.text.rfind(&['(', '（'][..])
        {
            let remark = label.text[at..].chars().filter_map(key_char).count();
            let own = self.within(label.glyphs.start..label.glyphs.end - remark);
            if own.is_some() {
                return own.and_then(|row| self.index(row));
            }
        }
        let nearest = self
            .across(from..here)
            .filter(|found| self.index(found.row).is_some())
            .max_by_key(|found| {
                (
                    found.glyphs.end.min(here),
                    std::cmp::Reverse(found.glyphs.start),
                )
            });
        if let Some(found) = nearest {
            return self.index(found.row);
        }
        self.guessed(previous, text, from..here)
            .and_then(|row| self.index(row))
    }

    /// Whether a line, or a list of values, is named as one beside a row of the form: last year's, or part of it. In text
    /// without borders it would be taken for a row that has lost its blanks.
    pub(super) fn is_another(&self, group: &Group) -> bool {
        const OTHERS: [&str; 8] = [
            "上年同期",
            "去年",
            "上年度",
            "其中",
            "占比",
            "同比",
            "环比",
            "较上年",
        ];
        let first = group.values[0];
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let text = key(&self.flow.items[before].text);
        self.form.table.shape == Shape::Matrix
            && !group.grid
            && !self.flow.items[before].is_value()
            && OTHERS.iter().any(|other| text.starts_with(other))
            && self
                .labels
                .short(self.form.table, &self.flow.items[before].text)
                .is_none()
    }

    /// The text that may name the row of a group, and that text again where it stands on the group's own line.
    fn label_text(&self, group: &Group, previous: usize) -> Option<(usize, Option<usize>)> {
        let items = &self.flow.items;
        let first = group.values[0];
        let own = (previous..first)
            .rev()
            .find(|&i| !items[i].is_value())
            .filter(|&i| items[i].row == items[first].row);
        let text = own.or_else(|| {
            let text = (previous..first).rev().find(|&i| !items[i].is_value());
            text.filter(|_| !group.grid && (group.vertical || self.width == 1))
        });
        let mut text = text?;
        if own.is_none() && self.numbers_line(group) {
            return None;
        }
        // The name of a column that a comma parts from the number before it is none of a row: the list is of
        // the row that its line begins with.
        if own.is_some()
            && !group.grid
            && items[text].text.starts_with(['，', ',', '；', ';'])
            && self
                .form
                .columns()
                .any(|columns| names(&items[text], columns, false).is_some())
        {
            let mut line = self.flow.row_of(text);
            text = line.find(|&i| !items[i].is_value()).unwrap_or(text);
        }
        let own = own.map(|_| text);
        if group.grid && self.names_several(text)
            || self.form.table.shape == Shape::Matrix && !group.grid && self.heads(text)
        {
            return None;
        }
        Some((text, own))
    }

    /// The row that a label names as a whole, alone or with the texts that it is cut into.
    fn said_whole(
        &self,
        texts: Range<usize>,
        text: usize,
        own: Option<usize>,
    ) -> Option<&'static str> {
        let items = &self.flow.items;
        let short = |text: &str| self.labels.short(self.form.table, text);
        let wrapped = || {
            let texts = items[texts.clone()].iter();
            let texts = texts.filter(|item| !item.is_value());
            let mut texts = texts.map(|item| &*item.text);
            let one = texts.next()?;
            match texts.next() {
                Some(two) => short(&[one, two].into_iter().chain(texts).collect::<String>()),
                // That was asked.
                None if std::ptr::eq(one, &*items[text].text) => None,
                None => short(one),
            }
        };
        // Behind the label the first column may be named, and nothing else.
        let named = || {
            let text = &*items[own?].text;
            let end = |text: &str| text.chars().rev().find_map(key_char);
            let own = end(text);
            let mut columns = self.form.columns().flatten();
            columns.find_map(|column| {
                let is_last = end(column.label).is_none_or(|last| Some(last) == own);
                let at = is_last.then(|| last_of(text, column.label))??;
                let last = key(&text[at + column.label.len()..]).is_empty();
                short(text[..at].trim_end_matches([':', '：', ' '])).filter(|_| last)
            })
        };
        let whole = short(&items[text].text).or_else(wrapped).or_else(named);
        whole.filter(|row| self.index(row).is_some())
    }

    /// The row that a label names with characters that are wrong or lacking.
    fn guessed(&self, previous: usize, text: usize, glyphs: Range<usize>) -> Option<&'static str> {
        let items = &self.flow.items;
        let Range {
            start: from,
            end: here,
        } = glyphs;
        let spelt = |from: usize| {
            let whole: String = self.flow.glyphs[from..here].iter().collect();
            self.labels.misspelt(self.form, &whole)
        };
        // The line before may hold the first half of the label, if this one does not begin another.
        let numbered = number::is_numbered(&items[text].text);
        let above = (previous..text)
            .rev()
            .find(|&i| !items[i].is_value() && !items[i].glyphs.is_empty())
            .filter(|_| !numbered);
        self.labels
            .misspelt(self.form, &items[text].text)
            .or_else(|| spelt(from))
            .or_else(|| self.labels.begun(self.form, &items[text].text))
            .or_else(|| self.within(items[above?].glyphs.clone()))
            .or_else(|| spelt(items[above?].glyphs.start))
    }

    /// Whether lines of a cell are labels of several rows: what separated these rows was lost, and
    /// their values may stand in rows below.
    fn names_several(&self, text: usize) -> bool {
        let item = &self.flow.items[text];
        let mut start = item.glyphs.start;
        let mut first = None;
        item.text.split('\n').any(|line| {
            let from = start;
            start += line.chars().filter_map(key_char).count();
            // What ends in brackets may be a remark that names another row.
            if line.ends_with('）') {
                return false;
            }
            let row = self.labels.short(self.form.table, line);
            let row = row.or_else(|| self.within(from..start));
            row.is_some() && *first.get_or_insert(row) != row
        })
    }

    /// The last label within a stretch of the glyphs.
    pub(super) fn within(&self, glyphs: Range<usize>) -> Option<&'static str> {
        let inside = |found: &&FoundLabel| {
            found.glyphs.start >= glyphs.start && found.glyphs.end <= glyphs.end
        };
        let found = self.across(glyphs.clone()).filter(inside);
        let mut found = found.map(|found| found.row);
        found.rfind(|row| self.index(row).is_some())
    }

    /// A label that begins before a position in the glyphs and ends after it.
    fn around(&self, here: usize) -> Option<usize> {
        let found = self.across(here..here).next()?;
        self.index(found.row)
    }

    /// The labels of this table that reach into a stretch of the glyphs. They are sorted by their
    /// starts and by their ends alike.
    pub(super) fn across(
        &self,
        stretch: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &FoundLabel> {
        let from = self
            .found
            .partition_point(|found| found.glyphs.end <= stretch.start);
        let to = self
            .found
            .partition_point(|found| found.glyphs.start < stretch.end);
        let table = self.form.id();
        let found = self.found[from..to.max(from)].iter();
        found.filter(move |found| found.table == table)
    }

    fn index(&self, row: &str) -> Option<usize> {
        self.form.rows().position(|form| form.id == row)
    }

    /// Whether a text stands right behind the label of a column, and so in a head.
    fn heads(&self, text: usize) -> bool {
        let items = &self.flow.items;
        let Some(before) = text.checked_sub(1).map(|i| &items[i]) else {
            return false;
        };
        if items[text].glyphs.len() >= 3 || before.is_value() {
            return false;
        }
        let before = key(&before.text);
        let covers = self.heads.covers.iter().map(String::as_str);
        self.heads
            .printed()
            .chain(covers)
            .any(|label| before.ends_with(label))
    }

    /// The last text of a stretch that names a row of the form; before numbers, also one that ends the label
    /// that it was cut from, or a note behind it.
    pub(super) fn named(&self, range: Range<usize>) -> Option<usize> {
        let items = &self.flow.items;
        let numbers = || {
            let mut row = items[self.flow.row_of(range.start)].iter();
            row.any(|item| item.is_value() && !item.is_blank())
        };
        range.clone().rev().find(|&i| {
            let item = &items[i];
            let glyphs = &item.glyphs;
            // 规范性文件（行政机关制定, 发布的决定、公告、通告等）.
            let noted = || {
                let before = &items[i.checked_sub(1)?].glyphs;
                let rest = item.text.ends_with([')', '）']) && !item.text.contains(['(', '（']);
                self.within(before.clone()).filter(|_| rest)
            };
            let ends = || {
                let mut cut = self.across(glyphs.clone());
                cut.any(|found| found.glyphs.end == glyphs.end)
            };
            !item.is_value()
                && (self.within(glyphs.clone()).is_some()
                    || self.labels.short(self.form.table, &item.text).is_some()
                    || numbers() && (ends() || noted().is_some()))
        })
    }
}
