//! Which lines are one row.
//!
//! A row begins where its label does, or below a line across the page. Of several lines of values
//! between two such places the one that has most is the row; what the others have in a column is a
//! part of a number, of this row or of the next.

use super::line::{WordLine, below};
use super::{NEXT, NOWHERE, OpenTable};
use crate::document::Row;
use crate::read::placed::Area;
use crate::read::placed::words::{Word, join};
use crate::sorted::InOrder;
use std::cmp::Reverse;
use std::ops::Range;

/// Two rows are never closer, in hundredths of the height of type.
const CLOSE: i64 = 90;
/// How much of a distance another one is at most that is plainly less, in hundredths.
const PLAIN: i64 = 85;

/// A row.
#[derive(Debug)]
pub(super) struct RowPart {
    /// From where its label begins to where the next one does.
    lines: Range<usize>,
    /// The lines of its values.
    values: Vec<usize>,
    /// Lines of values that may be its own or those of the row above or below.
    shared: Vec<usize>,
}

impl RowPart {
    fn at(line: usize) -> Self {
        RowPart {
            lines: line..line + 1,
            values: Vec::new(),
            shared: Vec::new(),
        }
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty() && self.shared.is_empty()
    }
}

/// What stands above the first label belongs to it, where that is close or below a head.
fn join_first(parts: &mut Vec<RowPart>, lines: &[WordLine], has_head: bool) {
    let first = |part: &RowPart| below(&lines[part.lines.start - 1], &lines[part.lines.start]);
    let is_part = |part: &RowPart| has_head || first(part) < CLOSE;
    if parts.get(1).is_some_and(is_part) {
        let values = parts.remove(0).values;
        parts[0].values.splice(..0, values);
    }
}

impl OpenTable {
    /// Whether a line has no other label than that of a group of rows, left of whose middle its rows
    /// have theirs.
    fn is_of_group(&self, lines: &[WordLine], at: usize) -> bool {
        let edge = lines[at]
            .label(self.items)
            .iter()
            .map(|word| word.area.x1)
            .max();
        let beside = |line: &WordLine| {
            let first = line.label(self.items).first().map(|word| word.area.x0);
            first.zip(edge).is_some_and(|(first, edge)| first >= edge)
        };
        let before = self.lines.start.max(at.saturating_sub(NEXT))..at;
        let behind = at + 1..self.lines.end.min(at + 1 + NEXT);
        let side = |near: Range<usize>| match near.is_empty() {
            true => lines[at].values == 0,
            false => lines[near].iter().any(beside),
        };
        let next = lines[..self.lines.end].get(at + 1);
        let one = next.is_some_and(|next| below(&lines[at], next) < CLOSE && beside(next));
        one || (side(before) && side(behind))
    }

    /// Whether the label of a row begins in a line.
    fn begins(&self, lines: &[WordLine], at: usize) -> bool {
        lines[at].is_numbered(self.items) && !self.is_of_group(lines, at)
    }

    /// The rows, from top to bottom.
    pub fn parts(&self, lines: &[WordLine], rulings: &[Area], has_head: bool) -> Vec<RowPart> {
        let (Some(left), Some(right)) = (self.columns.left(), self.columns.right()) else {
            return Vec::new();
        };
        let middle = |at: usize| lines[at].area().map_or(0, Area::middle);
        let whole = |area: &&Area| area.x0 <= left && area.x1 >= right;
        let mut ruled_at: Vec<i32> = rulings.iter().filter(whole).map(|area| area.y0).collect();
        ruled_at.put_in_order();
        let is_ruled = |at: usize| {
            let next = ruled_at.partition_point(|&y| y < middle(at - 1));
            ruled_at.get(next).is_some_and(|&y| y < middle(at))
        };
        let inner = self.lines.start + 1..self.lines.end;
        let ruled = inner.clone().filter(|&at| is_ruled(at)).count() > 1;
        let numbered = lines[self.lines.clone()]
            .iter()
            .any(|line| line.is_numbered(self.items));
        let begins = |at: usize| match (ruled, numbered) {
            (true, _) => is_ruled(at),
            (_, true) => self.begins(lines, at),
            _ => !lines[at].labels().is_empty(),
        };
        let mut parts = vec![RowPart::at(self.lines.start)];
        for at in inner {
            if begins(at) {
                parts.push(RowPart::at(at));
            }
            let part = parts.len() - 1;
            parts[part].lines.end = at + 1;
        }
        for part in &mut parts {
            let values = part.lines.clone().filter(|&at| lines[at].values > 0);
            part.values = values.collect();
        }
        if !ruled {
            if !begins(self.lines.start) {
                join_first(&mut parts, lines, has_head);
            }
            self.share(&mut parts, lines);
        }
        // A label by itself is a row if it is one of the form, but for the last: it may be a heading, or
        // have its values on the next page.
        parts.pop_if(|part| part.is_empty());
        let labels = |part: &RowPart| part.lines.clone().any(|at| self.begins(lines, at));
        parts.retain(|part| !part.is_empty() || labels(part));
        parts
    }

    /// Values between the last line of a label and the first of the next belong to the nearer one, if it is
    /// plainly nearer, else to nobody.
    fn share(&self, parts: &mut [RowPart], lines: &[WordLine]) {
        for next in 1..parts.len() {
            let (before, behind) = parts.split_at_mut(next);
            let (above, part) = (&mut before[next - 1], &mut behind[0]);
            let labelled =
                |at: &usize| !lines[*at].labels().is_empty() && !self.is_of_group(lines, *at);
            let Some(from) = above.lines.clone().rfind(labelled) else {
                continue;
            };
            above.values.put_in_order();
            let kept = above.values.partition_point(|&at| at <= from);
            let between = above.values.split_off(kept);
            let steps: Vec<usize> = (from..=from)
                .chain(between.iter().copied())
                .chain([part.lines.start])
                .collect();
            let gaps: Vec<i64> = steps
                .windows(2)
                .map(|pair| below(&lines[pair[0]], &lines[pair[1]]))
                .collect();
            let widest = (0..gaps.len()).max_by_key(|&at| gaps[at]).unwrap_or(0);
            let less = |(at, &gap): (usize, &i64)| at == widest || gap * 100 < gaps[widest] * PLAIN;
            if gaps.iter().enumerate().all(less) {
                above.values.extend(&between[..widest]);
                part.values.extend(&between[widest..]);
            } else {
                above.shared.extend(&between);
                part.shared.extend(&between);
            }
        }
    }

    /// Takes a row out of its lines. Of several parts of a number none is read.
    pub fn row(&self, lines: &mut [WordLine], part: &RowPart, page: u32) -> (i32, Row) {
        let mut cells: Vec<Vec<Word>> = vec![Vec::new(); self.columns.count()];
        for (indices, is_lost) in [(&part.values, false), (&part.shared, true)] {
            for value in indices.iter().flat_map(|&index| lines[index].values()) {
                if let Some(column) = self.columns.of(value.area) {
                    let mut value = value.clone();
                    value.is_lost |= is_lost;
                    cells[column].push(value);
                }
            }
        }
        for words in cells.iter_mut().filter(|words| words.len() > 1) {
            words.iter_mut().for_each(|word| word.is_lost = true);
        }
        let main = part
            .values
            .iter()
            .max_by_key(|&&at| (lines[at].values, Reverse(at)));
        let line = &mut lines[main.copied().unwrap_or(part.lines.start)];
        let at = line.area().unwrap_or(NOWHERE);
        let labels = line.labels().to_vec();
        line.words.drain(..labels.len());
        let texts = cells.iter().map(|words| join(words)).collect();
        self.cells(labels, texts, at, page)
    }
}
