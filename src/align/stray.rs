//! Words that stand in the place of a value: 待核实, ○, null. Such a cell is unreadable, and moves no other.

use super::beside::names;
use super::group::{Group, Grouping};
use crate::document::RowKind;
use crate::form::Shape;
use crate::text::{fold, key, key_char};
use std::ops::Range;

impl Grouping<'_> {
    /// Whether a text is a word that is no label of this table: 待核实, null.
    pub(super) fn is_stray(&self, at: usize) -> bool {
        let item = &self.flow.items[at];
        let text = key(&item.text);
        // Two words of a line stand in the places of two values.
        let one = item.kind != RowKind::Line || !item.text.trim().contains(char::is_whitespace);
        // A comma between two numbers is none.
        let parts = |c: char| matches!(fold(c), ',' | ';' | '、') || c.is_whitespace();
        !item.is_value()
            && one
            && !item.text.chars().all(parts)
            && item.is_word()
            && self.across(item.glyphs.clone()).next().is_none()
            && self.labels.short(self.form.table, &item.text).is_none()
            && !self.heads.printed().any(|label| label == text)
            && !self.form.marks.contains(&text.as_str())
    }

    /// Takes the words that stand alone on lines in the place of the first value, or of the last.
    pub(super) fn words(&self, group: &mut Group, region: &Range<usize>, width: usize) {
        let items = &self.flow.items;
        let line = |at: usize| self.alone(at) && self.is_stray(at);
        let lacks =
            |group: &Group| width > 1 && group.values.len() + 1 == width && self.is_list(group);
        // The rest of a label that is cut over lines, and remarks below it, are no words of a cell.
        let labelled = |at: usize| {
            let end = items[at].glyphs.end;
            let mut found = self.across(items[at].glyphs.clone());
            !items[at].is_value()
                && (self.form.table.shape == Shape::Strip
                    || found.any(|found| found.glyphs.end == end)
                    || self
                        .labels
                        .short(self.form.table, &items[at].text)
                        .is_some())
        };
        let first = group.values[0];
        // Empty lines behind the last value end a row.
        let said = group
            .values
            .iter()
            .rposition(|&i| !items[i].text.is_empty());
        let said = said.map_or(0, |last| last + 1);
        let ended = said < group.values.len() && said + 1 == width && self.is_list(group);
        if (lacks(group) || ended)
            && first >= region.start + 2
            && line(first - 1)
            && labelled(first - 2)
        {
            group.values.insert(0, first - 1);
        }
        let end = group.values.last().map_or(first, |last| last + 1);
        // Where more words follow, it is a label cut over lines.
        let alone = end < region.end && line(end) && !(end + 1 < region.end && line(end + 1));
        if lacks(group) && alone {
            group.values.push(end);
        }
    }

    /// Whether a word ends the line of a row that has fewer values than cells: in the place of one of them, and which one
    /// nobody knows.
    pub(super) fn ends_with_word(&self, group: &Group) -> bool {
        let line = self.flow.row_of(group.values[0]);
        let behind = group.values.last().map_or(0, |last| last + 1);
        self.form.table.shape == Shape::Matrix
            && !group.grid
            && !group.vertical
            && group.row.is_some()
            && (2..self.width).contains(&group.values.len())
            && behind + 1 == line.end
            && self.is_stray(behind)
    }

    /// Whether the first value of a line is a word behind its label: `（一）予以公开 ○ 0 0 0 0 0 0`.
    pub(super) fn begins_with_word(&self, group: &Group) -> bool {
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
            && !label.ends_with(word)
            && !text.is_value()
            // A leader stands for nothing.
            && word.contains(|c| !matches!(c, '.' | '…' | '·' | '_'))
            && names(text, self.form.row(0).columns, true).is_none()
            && (self
                .within(text.glyphs.start..text.glyphs.start + glyphs)
                .is_some()
                || self.labels.short(self.form.table, label).is_some())
    }
}
