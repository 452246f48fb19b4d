//! Values that stand together, and the label they belong to.
//!
//! Numbers each of which stands behind the name of its column (`自然人 4，商业企业 0`) are one row's, in
//! whatever order, and none of them can be taken for another's.

use super::beside::{HeadLabels, names};
use super::flow::{Flow, Item};
use super::labels::{FoundLabel, Labels};
use crate::document::RowKind;
use crate::form::{Shape, TableForm};
use crate::number::{Said, Value};
use crate::text::key;
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
    pub fn filled<'a>(&'a self, flow: &'a Flow<'a>) -> impl Iterator<Item = usize> + 'a {
        self.values
            .iter()
            .copied()
            .filter(|&i| !flow.items[i].is_blank())
    }

    /// Whether two groups say the same: cell by cell where they have as many, else in what is not blank, for a
    /// copy may have lost its blanks. Nothing is as good as zero.
    pub fn says_what(&self, other: &Group, flow: &Flow) -> bool {
        let said = |i: usize| &flow.items[i].said;
        if self.values.len() != other.values.len() {
            return self.filled(flow).map(said).eq(other.filled(flow).map(said));
        }
        let is_nothing = |said: &Said| match said {
            Said::Number { value, .. } => *value == Value::Count(0),
            said => *said == Said::Blank,
        };
        let mut pairs = self.values.iter().zip(&other.values);
        pairs.all(|(&a, &b)| said(a) == said(b) || is_nothing(said(a)) && is_nothing(said(b)))
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
    pub flow: &'a Flow<'a>,
    pub labels: &'a Labels,
    pub heads: &'a HeadLabels,
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
            self.words(group, &region, self.width);
            let first = group.values[0];
            group.row = self.row_of(group, previous);
            if let Some(row) = group.row.filter(|_| self.form.table.shape == Shape::Fields) {
                self.words(group, &region, self.form.row(row).columns.len());
            }
            previous = group.values.last().map_or(first, |&last| last + 1);
            if self.begins_with_word(group) {
                group.values.insert(0, first - 1);
            }
        }
        for group in &mut groups {
            let first = group.values[0];
            let counts =
                !group.grid && self.form.table.shape == Shape::Strip && group.values.len() > 1;
            if counts && self.flow.row_of(first).start == first && self.is_counted(first) {
                group.values.remove(0);
            }
        }
        // Which cells words stand in only a row that is whole tells.
        let whole = |group: &Group| {
            let words = group.values.iter().any(|&i| !self.flow.items[i].is_value());
            let said = group.grid
                || !words
                || group.values.len() == self.width_of(group) && self.ends(group);
            said && !self.ends_with_word(group) && !self.is_another(group)
        };
        groups
            .into_iter()
            .filter(whole)
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
                &*items[i].text,
                "零" | "一" | "二" | "两" | "三" | "四" | "五" | "六" | "七" | "八" | "九" | "十"
            ) && items[row.start..i].iter().any(|item| !item.is_value())
        };
        let counted = first_number == last_number && first_number == Some(row.start);
        if (first_number.is_none() || counted) && self.is_head(row.clone()) {
            return None;
        }
        let text = |range: Range<usize>| {
            let last = range.clone().rev();
            let last = last
                .clone()
                .find(|&i| !items[i].is_value() && !numeral(i))?;
            Some(
                self.named(range.start..last)
                    .filter(|_| items[last].is_word() && self.named(last..last + 1).is_none())
                    .unwrap_or(last),
            )
        };
        let label = match first_number {
            // A number left of the label is its numbering.
            Some(first) => text(row.start..first).or_else(|| {
                let later = (first..row.end)
                    .rev()
                    .find(|&i| !items[i].is_value() && !numeral(i))?;
                let named = self.named(first..later + 1);
                let later = named.unwrap_or(later);
                let before = numbers().filter(|&i| i < later);
                // The lines of a sheet may be counted beside it: then two stand left of a label that is known. In a
                // table that has its labels in the head they are values.
                let twice = self.form.table.shape == Shape::Matrix && named.is_some();
                let counted = before.clone().count() == 1
                    || twice && before.clone().all(|i| i < row.start + 2);
                (counted && last_number > Some(later)).then_some(later)
            }),
            None => text(row.clone()),
        };
        // A row of a table without labels that is as long as it has cells holds nothing else, but for its
        // number.
        // Sheets pad the rows of narrow tables.
        let said = row.clone().rev().find(|&i| !items[i].text.is_empty());
        let said = said.map_or(0, |last| last + 1 - row.start);
        let end = row.start + row.len().min(said.max(self.width));
        let spare = (end - row.start).saturating_sub(self.width);
        let whole = self.form.table.shape == Shape::Strip
            && row.len() >= self.width
            && first_number.is_some()
            && (spare == 0 || spare == 1 && self.is_counted(row.start))
            && (row.start..end).all(|i| items[i].is_value() || self.is_stray(i));
        // Where the lines above begin with their numbers, this one may have one before a blank cell.
        if whole && spare == 0 && self.follows(row.start) {
            self.flow.leave();
            return None;
        }
        if whole {
            return Some(Group {
                values: (row.start + spare..end).collect(),
                row: None,
                grid: true,
                tabbed: items[row.start].kind == RowKind::Tabs,
                vertical: false,
                crowded: false,
            });
        }
        let mut from = label.map_or(row.start, |label| label + 1);
        // A label with a lost glyph may be the rest of one beside it, over the first number; behind a space it may
        // have that within.
        let lost = |label: usize| {
            let text = &items[label].text;
            let number = text.rsplit_once(' ').map_or("", |(_, number)| number);
            label > row.start && text.contains('\u{fffd}')
                || self.form.table.shape == Shape::Matrix
                    && !number.is_empty()
                    && number.bytes().all(|b| b.is_ascii_digit())
        };
        if label.is_some_and(lost) && row.end - from < self.width {
            from -= 1;
        }
        // Between values even a text stands in a value's place, as something unreadable.
        let to = last_number.map_or(row.end, |last| {
            let blanks = (last + 1..row.end)
                .take_while(|&i| items[i].is_blank())
                .count();
            let to = last + 1 + blanks;
            // A word behind them may stand in the place of the last.
            let word = (to < row.end && label.is_some()) && items[to].is_word();
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

    /// Whether a run goes on from a group behind a word that stands in the place of a value.
    fn goes_on(&self, last: Option<&Group>, run: &Range<usize>) -> bool {
        let items = &self.flow.items;
        last.is_some_and(|last| {
            !last.grid
                && last.values.last().is_some_and(|last| last + 2 == run.start)
                && self.is_stray(run.start - 1)
                && (items[run.start].row == items[last.values[0]].row
                    || self.is_list(last)
                        && (self.form.table.shape != Shape::Fields || self.alone(run.start)))
                && last.values.len() + 1 + run.len() <= self.width_of(last)
        })
    }

    /// Whether a group is the number of its line: alone before a text, with nothing on its left.
    pub(super) fn numbers_line(&self, group: &Group) -> bool {
        let first = group.values[0];
        let line = self.flow.row_of(first);
        !group.grid
            && group.values.len() == 1
            && line.start == first
            && line.end > first + 1
            && !self.flow.items[first + 1].is_value()
    }

    /// Whether a row begins with the number that comes after the one with which the text above it begins.
    fn follows(&self, start: usize) -> bool {
        let leading = |i: usize| {
            let text = self.flow.items[i].text.trim_start();
            let end = text
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len());
            text[..end].parse::<u32>().ok()
        };
        let above = start
            .checked_sub(1)
            .map(|last| self.flow.row_of(last).start);
        let above = above.filter(|&at| !self.flow.items[at].is_value());
        above
            .and_then(leading)
            .is_some_and(|above| leading(start) == above.checked_add(1))
    }

    /// Whether a row begins with a number and the one above it, which is a head, too: they are counted.
    fn is_counted(&self, start: usize) -> bool {
        let items = &self.flow.items;
        let number = |i: usize| items[i].is_value() && !items[i].is_blank();
        start > 0 && number(start) && {
            let mut above = self.flow.row_of(start - 1);
            number(above.start) && above.any(|i| !items[i].is_value())
        }
    }

    /// Whether no other number stands on the line of a group.
    fn ends(&self, group: &Group) -> bool {
        let mut line = self.flow.row_of(group.values[0]);
        group.vertical || line.all(|i| !self.flow.items[i].is_value() || group.values.contains(&i))
    }

    /// Whether values stand one under the other, or the only one alone on its line.
    pub(super) fn is_list(&self, group: &Group) -> bool {
        group.vertical || !group.grid && group.values.len() == 1 && self.alone(group.values[0])
    }

    pub(super) fn alone(&self, at: usize) -> bool {
        self.flow.row_of(at).len() == 1
    }

    /// How many values the row of a group has.
    fn width_of(&self, group: &Group) -> usize {
        let row = || self.row_of(group, group.values[0].saturating_sub(8));
        match self.form.table.shape {
            Shape::Fields => row().map_or(1, |row| self.form.row(row).columns.len()),
            Shape::Matrix | Shape::Strip => self.width,
        }
    }

    /// Whether a number stands behind the name of its column, as the one before it on its line does:
    /// `（一）予以公开：自然人 4，商业企业 0，…`.
    fn names_on(&self, last: Option<&Group>, run: &Range<usize>) -> bool {
        let items = &self.flow.items;
        let named = |at: usize, first: bool| {
            let mut lists = self.form.columns();
            lists.any(|columns| names(&items[at - 1], columns, first).is_some())
        };
        last.is_some_and(|last| {
            let before = last.values[last.values.len() - 1];
            run.len() == 1
                && before > 0
                && before + 2 == run.start
                && items[before].row == items[run.start].row
                && named(run.start, false)
                && named(before, true)
        })
    }

    /// Whether a row of cells has labels of several columns: it is none of the form's.
    fn is_head(&self, row: Range<usize>) -> bool {
        let is = |text: &str| self.heads.printed().any(|label| label == text);
        let texts = self.flow.items[row]
            .iter()
            .filter(|item| !item.text.is_empty());
        texts.filter(|item| is(&key(&item.text))).count() > 1
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
        let end = row.end;
        // Where words and numbers alternate, the words name the numbers.
        let named = runs.len() > 2 && runs.iter().all(|run| run.len() == 1);
        for run in runs {
            if self.names_on(groups.last(), &run) {
                if let Some(last) = groups.last_mut() {
                    last.values.extend(run);
                }
                continue;
            }
            if !named && self.goes_on(groups.last(), &run) {
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
        // A word behind the last number but one of a row stands in the place of the last.
        if let Some(last) = groups.last_mut()
            && last
                .values
                .last()
                .is_some_and(|&last| last + 2 == end && items[last].row == items[end - 1].row)
            && !last.vertical
            && self.width > 2
            && last.values.len() + 1 == self.width
            && self.is_stray(end - 1)
        {
            last.values.push(end - 1);
        }
    }

    /// Cuts a vertical run that holds several rows.
    fn split(&self, group: Group) -> Vec<Group> {
        let n = group.values.len();
        if !group.vertical || self.width < 2 || n <= self.width || !n.is_multiple_of(self.width) {
            return vec![group];
        }
        // Behind the last of several labels, columns may as well stand one below the other.
        if n > 2 * self.width && group.row.is_some() {
            self.flow.leave();
            return Vec::new();
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

/// Whether nothing separates values of a group: digits with a leading zero, numbers that touch, and, in
/// a line whose values nothing separates, whatever stands there alone.
pub(crate) fn is_run_together(flow: &Flow, group: &Group) -> bool {
    let zero_led = |item: &Item| {
        let mut digits = item.text.chars().map(crate::text::fold);
        digits.next() == Some('0') && digits.next().is_some_and(|c| c != '.')
    };
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
