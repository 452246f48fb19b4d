//! Values that stand together, and the label they belong to.

use super::flow::{Flow, Item};
use super::head::COVERS;
use super::labels::{FoundLabel, Labels};
use crate::document::RowKind;
use crate::form::{Shape, TableForm};
use crate::number;
use crate::text::{key, key_char};
use std::ops::Range;

/// A run of values that probably fill one row of the form.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Indices of its values in [`Flow::items`], in order; blanks included.
    pub values: Vec<usize>,
    /// The row its label names, as an index into the rows of the form.
    pub row: Option<usize>,
    /// Whether cell borders separate the values (a grid row), so that none can be glued.
    pub grid: bool,
    /// Whether these borders are tabs, and the row may stand in the wrong columns.
    pub tabbed: bool,
    /// Whether the values stand one under the other.
    pub vertical: bool,
    /// Whether other groups share its line: page text without separators.
    pub crowded: bool,
}

impl Group {
    /// Values that are not blank.
    pub fn filled<'a>(&'a self, flow: &'a Flow) -> impl Iterator<Item = usize> + 'a {
        self.values
            .iter()
            .copied()
            .filter(|&i| !flow.items[i].is_blank())
    }
}

/// A group that was given a row.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub group: Group,
    /// Whether only sums say that it belongs there.
    pub by_sums: bool,
}

/// Finds the groups of a table in its region.
pub(crate) struct Grouping<'a> {
    pub flow: &'a Flow,
    pub labels: &'a Labels,
    pub found: &'a [FoundLabel],
    pub form: &'static TableForm,
    /// Values a full row has; a vertical run of a multiple of it is several rows.
    pub width: usize,
}

impl Grouping<'_> {
    /// The groups in reading order.
    pub fn groups(&self, region: Range<usize>) -> Vec<Group> {
        let mut groups = self.raw(region.clone());
        let mut previous = region.start;
        for group in &mut groups {
            self.words(group, &region);
            let first = group.values[0];
            group.row = self.row_of(group, previous);
            previous = group.values.last().map_or(first, |&last| last + 1);
            if self.begins_with_word(group) {
                group.values.insert(0, first - 1);
            }
        }
        groups
            .into_iter()
            .flat_map(|group| self.split(group))
            .collect()
    }

    /// Runs of values, unlabelled.
    fn raw(&self, region: Range<usize>) -> Vec<Group> {
        let items = &self.flow.items;
        let mut groups: Vec<Group> = Vec::new();
        let mut i = region.start;
        while i < region.end {
            let row = items[i].row;
            let end = (i..region.end)
                .find(|&j| items[j].row != row)
                .unwrap_or(region.end);
            if items[i].kind == RowKind::Line {
                self.loose_row(i..end, region.start, &mut groups);
            } else if let Some(group) = self.grid_row(i..end) {
                groups.push(group);
            }
            i = end;
        }
        groups
    }

    /// The values of a row of cells: what stands right of its label.
    fn grid_row(&self, row: Range<usize>) -> Option<Group> {
        let items = &self.flow.items;
        let numbers = || {
            row.clone()
                .filter(|&i| items[i].is_value() && !items[i].is_blank())
        };
        let first_number = numbers().next();
        let last_number = numbers().next_back();
        // `一` behind a label stands in a value's place; as the only text it numbers the row.
        let numeral = |i: usize| {
            matches!(
                items[i].text.as_str(),
                "零" | "一" | "二" | "两" | "三" | "四" | "五" | "六" | "七" | "八" | "九" | "十"
            ) && items[row.start..i].iter().any(|item| !item.is_value())
        };
        if first_number.is_none() && self.is_head(row.clone()) {
            return None;
        }
        let text = |range: Range<usize>| {
            let last = range.clone().rev();
            let last = last
                .clone()
                .find(|&i| !items[i].is_value() && !numeral(i))?;
            Some(
                self.named(range.start..last)
                    .filter(|_| is_word(&items[last]))
                    .unwrap_or(last),
            )
        };
        let label = match first_number {
            // A number left of the label is its numbering.
            Some(first) => text(row.start..first).or_else(|| {
                let later = (first..row.end)
                    .rev()
                    .find(|&i| !items[i].is_value() && !numeral(i))?;
                let later = self.named(first..later).unwrap_or(later);
                (numbers().filter(|&i| i < later).count() == 1 && last_number > Some(later))
                    .then_some(later)
            }),
            None => text(row.clone()),
        };
        let from = label.map_or(row.start, |label| label + 1);
        // Between values even a text stands in a value's place, as something unreadable.
        let to = last_number.map_or(row.end, |last| {
            let blanks = (last + 1..row.end)
                .take_while(|&i| items[i].is_blank())
                .count();
            let to = last + 1 + blanks;
            // A word behind them may stand in the place of the last.
            let word = (to < row.end && label.is_some()) && is_word(&items[to]);
            to + usize::from(word)
        });
        let values: Vec<usize> = (from..to.max(from)).collect();
        if values.is_empty()
            || (first_number.is_none() && label.is_none() && values.len() < self.width)
        {
            return None;
        }
        Some(Group {
            values,
            row: None,
            grid: true,
            tabbed: items[row.start].kind == RowKind::Tabs,
            vertical: false,
            crowded: false,
        })
    }

    /// Whether a text stands right behind the label of a column, and so in a head.
    fn heads(&self, text: usize) -> bool {
        let items = &self.flow.items;
        let Some(before) = text.checked_sub(1).map(|i| &items[i]) else {
            return false;
        };
        let short = items[text].glyphs.len() < 3 && !before.is_value();
        let before = if short {
            key(&before.text)
        } else {
            String::new()
        };
        let columns = self.form.row(0).columns;
        short
            && columns
                .iter()
                .any(|column| before.ends_with(&key(column.label)))
            || before.ends_with(COVERS)
    }

    /// Whether a run goes on from a group behind a word that stands in the place of a value.
    fn goes_on(&self, last: Option<&Group>, run: &Range<usize>) -> bool {
        let items = &self.flow.items;
        last.is_some_and(|last| {
            !last.grid
                && self.width >= 7
                && last.values.last().is_some_and(|last| last + 2 == run.start)
                && last.values.len() + 1 + run.len() <= self.width
                && self.is_stray(run.start - 1)
                && (last.vertical || items[run.start].row == items[last.values[0]].row)
        })
    }

    /// Whether a text is a word that is no label of this table: 待核实, null.
    fn is_stray(&self, at: usize) -> bool {
        let item = &self.flow.items[at];
        let columns = self.form.row(0).columns;
        let text = key(&item.text);
        !item.is_value()
            && is_word(item)
            && self.across(item.glyphs.clone()).next().is_none()
            && self.labels.short(self.form.table, &item.text).is_none()
            && !columns.iter().any(|column| key(column.label) == text)
            && !self.form.marks.contains(&text.as_str())
    }

    /// Takes the words that stand alone on lines in the place of the first value, or of the last.
    fn words(&self, group: &mut Group, region: &Range<usize>) {
        let items = &self.flow.items;
        let line = |at: usize| self.flow.row_of(at).len() == 1 && self.is_stray(at);
        let lacks = |group: &Group| {
            self.width >= 7 && group.vertical && group.values.len() + 1 == self.width
        };
        let first = group.values[0];
        if lacks(group)
            && first >= region.start + 2
            && line(first - 1)
            && !items[first - 2].is_value()
        {
            group.values.insert(0, first - 1);
        }
        let end = group.values.last().map_or(first, |last| last + 1);
        if lacks(group) && end < region.end && line(end) {
            group.values.push(end);
        }
    }

    /// Whether the first value of a line is a word behind its label: `（一）予以公开 ○ 0 0 0 0 0 0`.
    fn begins_with_word(&self, group: &Group) -> bool {
        let first = group.values[0];
        let Some(text) = first.checked_sub(1).map(|i| &self.flow.items[i]) else {
            return false;
        };
        let Some((label, word)) = text.text.trim_end().rsplit_once(char::is_whitespace) else {
            return false;
        };
        let glyphs = label.chars().filter_map(key_char).count();
        self.width >= 7
            && !group.grid
            && group.values.len() + 1 == self.width
            && text.row == self.flow.items[first].row
            && word.chars().count() < 8
            && !text.is_value()
            && (self
                .within(text.glyphs.start..text.glyphs.start + glyphs)
                .is_some()
                || self.labels.short(self.form.table, label).is_some())
    }

    /// Whether a row of cells has labels of several columns: it is none of the form's.
    fn is_head(&self, row: Range<usize>) -> bool {
        let columns = self.form.row(0).columns;
        let is = |text: &str| columns.iter().any(|column| key(column.label) == text);
        let texts = self.flow.items[row]
            .iter()
            .filter(|item| !item.text.is_empty());
        texts.filter(|item| is(&key(&item.text))).count() > 1
    }

    /// The last text of a stretch that names a row of the form.
    fn named(&self, range: Range<usize>) -> Option<usize> {
        range.rev().find(|&i| {
            let item = &self.flow.items[i];
            !item.is_value()
                && (self.within(item.glyphs.clone()).is_some()
                    || self.labels.short(self.form.table, &item.text).is_some())
        })
    }

    /// The runs of values of a line; a run that only continues the one before joins it.
    fn loose_row(&self, row: Range<usize>, region_start: usize, groups: &mut Vec<Group>) {
        let items = &self.flow.items;
        let runs: Vec<Range<usize>> = {
            let mut runs = Vec::new();
            let mut i = row.start;
            while i < row.end {
                let end = (i..row.end)
                    .find(|&j| !items[j].is_value())
                    .unwrap_or(row.end);
                if end > i {
                    runs.push(i..end);
                }
                i = end.max(i + 1);
            }
            runs
        };
        let crowded = self.flow.crowded[items[row.start].row];
        for run in runs {
            if self.goes_on(groups.last(), &run) {
                if let Some(last) = groups.last_mut() {
                    let from = last.values.last().map_or(run.start, |last| last + 1);
                    last.values.extend(from..run.end);
                    last.vertical |= run.len() == 1;
                }
                continue;
            }
            let continues = run.start > region_start
                && groups.last().is_some_and(|last| {
                    let adjacent = last.values.last() == Some(&(run.start - 1));
                    // A number that stands behind its label on one line has no other below.
                    let first = last.values[0];
                    let inline = self.width < 7
                        && first > 0
                        && items[first - 1].row == items[first].row
                        && !items[first - 1].is_value();
                    let short = last.values.len() + run.len() <= self.width;
                    let single = !inline
                        && (run.len() == 1 && last.values.len() == 1
                            || last.vertical && (run.len() == 1 || short));
                    let wrapped = last.row.is_none()
                        && last.values.len() + run.len() <= self.width
                        && last.values.len() > 1
                        && run.len() > 1;
                    adjacent && !last.grid && !last.crowded && !crowded && (single || wrapped)
                });
            match groups.last_mut().filter(|_| continues) {
                Some(last) => {
                    last.vertical |= run.len() == 1;
                    last.values.extend(run);
                }
                None => groups.push(Group {
                    values: run.collect(),
                    row: None,
                    grid: false,
                    tabbed: false,
                    vertical: false,
                    crowded,
                }),
            }
        }
    }

    /// The row that the label of a group names: the text before it on its own line, a label
    /// wrapped around it, or, for a vertical run, the last text before it.
    fn row_of(&self, group: &Group, previous: usize) -> Option<usize> {
        let items = &self.flow.items;
        let first = group.values[0];
        let here = items[first].glyphs.start;
        if let Some(row) = self.around(here) {
            return Some(row);
        }
        let own = (previous..first)
            .rev()
            .find(|&i| !items[i].is_value())
            .filter(|&i| items[i].row == items[first].row);
        let text = own.or_else(|| {
            let text = (previous..first).rev().find(|&i| !items[i].is_value());
            text.filter(|_| !group.grid && (group.vertical || self.width == 1))
        });
        let text = text?;
        if group.grid && self.names_several(text)
            || self.form.table.shape == Shape::Matrix && !group.grid && self.heads(text)
        {
            return None;
        }
        let from = match own {
            Some(own) => items[own].glyphs.start,
            // Labels of a vertical list may be cut over several lines.
            None => items[previous..first]
                .iter()
                .map(|item| item.glyphs.start)
                .min()
                .unwrap_or(here),
        };
        let short = |text: &str| self.labels.short(self.form.table, text);
        let wrapped = || {
            let texts = items[previous..first].iter();
            let texts = texts.filter(|item| !item.is_value());
            short(&texts.map(|item| item.text.as_str()).collect::<String>())
        };
        let whole = short(&items[text].text).or_else(wrapped);
        if let Some(row) = whole.and_then(|row| self.index(row)) {
            return Some(row);
        }
        // A remark behind the label may name another row: 予以公开（含部分公开）.
        let label = &items[text];
        if label.text.ends_with([')', '）'])
            && let Some(at) = label.text.rfind(['(', '（'])
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
            .and_then(|row| self.index(row))
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
    fn within(&self, glyphs: Range<usize>) -> Option<&'static str> {
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
    fn across(&self, stretch: Range<usize>) -> impl DoubleEndedIterator<Item = &FoundLabel> {
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

    /// Cuts a vertical run that holds several rows.
    fn split(&self, group: Group) -> Vec<Group> {
        let n = group.values.len();
        if !group.vertical || self.width < 2 || n <= self.width || !n.is_multiple_of(self.width) {
            return vec![group];
        }
        let chunk = |(index, values): (usize, &[usize])| Group {
            values: values.to_vec(),
            row: group.row.filter(|_| index == 0),
            ..group.clone()
        };
        group
            .values
            .chunks(self.width)
            .enumerate()
            .map(chunk)
            .collect()
    }
}

/// Whether a text behind a label is no label itself, but a word in a value's place: 待核实, ○, null.
fn is_word(item: &Item) -> bool {
    !number::is_numbered(&item.text) && item.glyphs.len() < 8
}

/// Whether nothing separates values of a group: digits with a leading zero, numbers that touch, and, in
/// a line whose values nothing separates, whatever stands there alone.
pub(crate) fn is_run_together(flow: &Flow, group: &Group) -> bool {
    let zero_led =
        |item: &Item| item.text.len() > 1 && item.text.starts_with('0') && !item.text.contains('.');
    let alone = group.crowded && !flow.spaced[flow.items[group.values[0]].row];
    alone
        || group
            .filled(flow)
            .any(|i| zero_led(&flow.items[i]) || flow.items[i].glued)
}

/// A value as it stands in the flow, for the stages after grouping.
pub(crate) fn digits(item: &Item) -> usize {
    item.text
        .chars()
        .filter(|c| crate::text::fold(*c).is_ascii_digit())
        .count()
}
