//! In which cells of a grid row its values stand: learned from the rows that lack none, else from
//! the labels above the columns.
//!
//! Spreadsheets pad a merged label with blank cells, Word does not, and copies of Word tables push
//! rows about. A blank cell can only be told from padding by what the other rows do.

use super::choice::{Slot, slot};
use super::flow::Flow;
use super::group::Group;
use crate::form::Column;
use crate::text::key;
use std::ops::Range;

/// The cells of a row's values, counted from one of its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Frame {
    Start(Vec<usize>),
    End(Vec<usize>),
    /// The rows do not agree: position says nothing.
    Ragged,
    /// No row and no head tells.
    Unknown,
}

impl Frame {
    /// Learns from the complete ones of the groups that fill rows with these columns.
    pub fn learn<'a>(
        flow: &Flow,
        groups: impl Iterator<Item = &'a Group>,
        head: Range<usize>,
        columns: &[Column],
    ) -> Frame {
        let mut start: Option<Vec<usize>> = None;
        let mut end: Option<Vec<usize>> = None;
        let (mut same_start, mut same_end) = (true, true);
        for group in groups.filter(|group| group.grid) {
            let filled: Vec<usize> = group.filled(flow).collect();
            if filled.len() != columns.len() {
                continue;
            }
            let row = flow.row_of(filled[0]);
            let here: Vec<usize> = filled.iter().map(|i| i - row.start).collect();
            let back: Vec<usize> = filled.iter().map(|i| row.end - i).collect();
            same_start &= start.get_or_insert_with(|| here.clone()) == &here;
            same_end &= end.get_or_insert_with(|| back.clone()) == &back;
        }
        match (start, end) {
            (Some(start), _) if same_start => Frame::Start(start),
            (_, Some(end)) if same_end => Frame::End(end),
            (None, _) => under_labels(flow, head, columns).map_or(Frame::Unknown, Frame::Start),
            _ => Frame::Ragged,
        }
    }

    pub fn is_ragged(&self) -> bool {
        *self == Frame::Ragged
    }

    /// The cells of a group, column by column; none where a value stands elsewhere.
    pub fn slots(&self, flow: &Flow, group: &Group, n: usize) -> Option<Vec<Slot>> {
        let row = flow.row_of(group.values[0]);
        let at: Vec<Option<usize>> = match self {
            Frame::Start(at) => at.iter().map(|&at| Some(row.start + at)).collect(),
            Frame::End(at) => at.iter().map(|&at| row.end.checked_sub(at)).collect(),
            _ => return None,
        };
        let holds = |i: usize| at.contains(&Some(i));
        if at.len() != n || !group.filled(flow).all(holds) {
            return None;
        }
        let cell = |at: &Option<usize>| match *at {
            Some(i) if row.contains(&i) && group.values[0] <= i => slot(flow, i),
            _ => Slot::Lost,
        };
        Some(at.iter().map(cell).collect())
    }
}

/// Where the labels of the columns stand in the rows of a head.
fn under_labels(flow: &Flow, head: Range<usize>, columns: &[Column]) -> Option<Vec<usize>> {
    let mut at: Vec<Option<usize>> = vec![None; columns.len()];
    let mut i = head.start;
    while i < head.end {
        let row = flow.row_of(i);
        for cell in row.clone().filter(|&cell| !flow.items[cell].is_value()) {
            let text = key(&flow.items[cell].text);
            let named = |column: &Column| {
                key(column.label) == text || column.aliases.contains(&text.as_str())
            };
            if let Some(column) = columns.iter().position(named) {
                at[column].get_or_insert(cell - row.start);
            }
        }
        i = row.end.max(i + 1);
    }
    let at: Vec<usize> = at.into_iter().collect::<Option<_>>()?;
    at.windows(2).all(|pair| pair[0] < pair[1]).then_some(at)
}
