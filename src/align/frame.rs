//! In which cells of a grid row its values stand: learned from the rows that lack none, else from
//! the labels above the columns.
//!
//! Spreadsheets pad a merged label with blank cells, Word does not, and copies of Word tables push
//! rows about. A blank cell can only be told from padding by what the other rows do: one row that begins
//! with a blank where they agree has a blank there; several may have been pushed to the right, and the
//! relations have to tell that plainly. Where the head or complete rows have signs for nothing (`NaN`, `—`) beside their values,
//! those beside the values of other rows fill merged cells as well. A cell that is not there between two others may
//! lie under the one above it.

use super::beside::{ColumnLabel, HeadLabels};
use super::flow::Flow;
use super::group::Group;
use super::slot::{Slot, slot};
use crate::place::Place;
use crate::text::key;
use std::borrow::Cow;
use std::ops::Range;

/// The cells of a row's values, column by column.
#[derive(Debug, Clone, Default)]
pub(crate) struct GridColumns {
    /// Counted from the row's start, where all complete rows agree.
    start: Option<Vec<usize>>,
    /// Counted from its end, likewise.
    end: Option<Vec<usize>>,
    /// Counted from the first cell after the label, likewise.
    label: Option<Vec<usize>>,
    /// The columns of a grid that was read with its spans, likewise.
    column: Option<Vec<u32>>,
    /// Whether the complete rows agree in nothing: position says nothing.
    pub ragged: bool,
    /// Whether several complete rows agree in their places: a row that fits them is not pushed.
    pub sure: bool,
    /// Whether the complete rows pad their labels by the columns that these cover, and several rows lack
    /// a value: such a row may be pushed or blank.
    pub doubtful: bool,
    /// Whether the complete rows pad their labels by the columns that these cover.
    padded: bool,
    /// Whether there is no complete row.
    pub unknown: bool,
    /// Whether complete rows have signs for nothing beside their values: they fill whatever is blank or merged.
    filler: bool,
    /// Whether some rows have more numbers than the form has columns.
    pub over: bool,
}

impl GridColumns {
    /// Learns from the complete ones of the groups that fill rows whose columns stand in this order; beside
    /// each is how many columns its label covers.
    pub fn learn<'a>(
        flow: &Flow,
        groups: impl Iterator<Item = (usize, Cow<'a, Group>)>,
        head: Range<usize>,
        order: &[usize],
        labels: &[ColumnLabel],
        heads: &HeadLabels,
    ) -> GridColumns {
        // Rows that lack a value, and whether the others pad their labels by what these cover.
        let (mut short, mut padded) = (0, true);
        let sign = |i: usize| flow.items[i].is_blank() && !flow.items[i].text.is_empty();
        let (mut filler, mut over) = (head.clone().any(sign), false);
        let mut complete = Vec::new();
        for (covers, group) in groups.filter(|(_, group)| group.grid) {
            let filled: Vec<usize> = group.filled(flow).collect();
            over |= filled.len() > order.len();
            if filled.len() != order.len() {
                short += 1;
                continue;
            }
            padded &= filled[0] + 1 == group.values[0] + covers;
            let row = flow.row_of(filled[0]);
            filler |= row.clone().any(sign);
            let label: Vec<usize> = filled.iter().map(|i| i - group.values[0]).collect();
            let start: Vec<usize> = filled.iter().map(|i| i - row.start).collect();
            let end: Vec<usize> = filled.iter().map(|i| row.end - i).collect();
            let column: Option<Vec<u32>> = filled.iter().map(|&i| column(flow, i)).collect();
            complete.push((start, end, label, column));
        }
        let mut complete = complete.into_iter();
        let Some((start, end, label, mut column)) = complete.next() else {
            return GridColumns {
                start: under_labels(flow, head, order, labels, heads),
                unknown: true,
                filler,
                over,
                ..GridColumns::default()
            };
        };
        let (mut start, mut end, mut label) = (Some(start), Some(end), Some(label));
        let mut rows = 1;
        for (other_start, other_end, other_label, other_column) in complete {
            if column != other_column {
                column = None;
            }
            rows += 1;
            start = start.filter(|start| *start == other_start);
            end = end.filter(|end| *end == other_end);
            label = label.filter(|label| *label == other_label);
        }
        GridColumns {
            ragged: start.is_none() && end.is_none() && label.is_none(),
            doubtful: rows > 2 && (start.is_some() || padded) && short > 1,
            unknown: false,
            filler,
            over,
            padded: padded && rows > 2,
            sure: rows > 2
                && short < 5
                && (start.is_some() || end.is_some() && (label.is_some() || padded && short < 2)),
            start,
            end,
            label,
            column: column.filter(|_| rows > 2),
        }
    }

    /// The cells of a group whose row ends before those of the complete rows do, which all are of one length:
    /// its label stands in its place, and what lay behind its last value is lost.
    pub fn cut_short(&self, flow: &Flow, group: &Group, label_columns: usize) -> Option<Vec<Slot>> {
        let (start, end) = (self.start.as_ref()?, self.end.as_ref()?);
        let row = flow.row_of(group.values[0]);
        let first = row.start + start.first()?;
        let in_place = self.padded && first + 1 == group.values[0] + label_columns;
        if !in_place || row.len() >= start[0] + end[0] {
            return None;
        }
        let at: Vec<usize> = start.iter().map(|at| row.start + at).collect();
        let placed = |&i: &usize| flow.items[i].text.is_empty() || at.contains(&i);
        let slots = at.iter().map(|&i| match i < row.end {
            true => slot(flow, i),
            false => Slot::Lost,
        });
        group.values.iter().all(placed).then(|| slots.collect())
    }

    /// The cells of a group, column by column; none where a value or the label says otherwise, or
    /// where counting from the end and from the label disagree, as with blank cells behind a row.
    pub fn slots(&self, flow: &Flow, group: &Group, n: usize) -> Option<Vec<Slot>> {
        let row = flow.row_of(group.values[0]);
        let start = self.start.as_ref();
        let start = start.map(|at| at.iter().map(|at| row.start + at).collect::<Vec<_>>());
        let end = self.end.as_ref();
        let end = end.and_then(|at| at.iter().map(|at| row.end.checked_sub(*at)).collect());
        // Every number and every sign for nothing has a place in it, and the label none.
        let stands = |&&i: &&usize| flow.items[i].is_value() && !flow.items[i].text.is_empty();
        // A number behind the group's last one is another table's, which begins within the row.
        let first = group.values[0];
        let last = group.values.last().copied().unwrap_or(first);
        let other = |i: usize| i > last && flow.items[i].is_value() && !flow.items[i].is_blank();
        let fits = |at: &Vec<usize>| {
            at.len() == n
                && at.iter().all(|&i| i >= first && i < row.end && !other(i))
                && group.values.iter().filter(stands).all(|&i| {
                    let beside = self.filler && flow.items[i].is_blank();
                    at.contains(&i) || beside && (i < at[0] || i > at[n - 1])
                })
        };
        let label = self.label.as_ref();
        let label = label.map(|at| at.iter().map(|at| group.values[0] + at).collect());
        // Where two ways of counting both hold every value and differ, neither says anything.
        let mut fitting = [start, end, label]
            .into_iter()
            .flatten()
            .filter(|at| fits(at));
        let at = fitting.next();
        let at = at.filter(|at| fitting.all(|other| other == *at));
        let slots = |at: Vec<usize>| at.into_iter().map(|i| slot(flow, i)).collect();
        self.in_columns(flow, group, row).or_else(|| at.map(slots))
    }

    /// The cells of a group by the columns in which they begin; a cell that is wider than others covers
    /// blank ones.
    fn in_columns(&self, flow: &Flow, group: &Group, row: Range<usize>) -> Option<Vec<Slot>> {
        let at = |wanted: u32| {
            let mut cells = row.clone();
            cells.find(|&i| i >= group.values[0] && column(flow, i) == Some(wanted))
        };
        let cells: Vec<Option<usize>> = self.column.as_ref()?.iter().map(|&c| at(c)).collect();
        let placed = |i: usize| flow.items[i].is_blank() || cells.contains(&Some(i));
        let all = group.values.iter().all(|&i| placed(i));
        // One that is not there alone may as well lie under the cell above it, with its value.
        let there = |at: usize| cells.get(at).is_none_or(Option::is_some);
        let slots = cells.iter().enumerate().map(|(at, i)| match i {
            Some(i) => slot(flow, *i),
            None if at > 0 && there(at - 1) && there(at + 1) => Slot::Lost,
            None => Slot::Blank(None),
        });
        all.then(|| slots.collect())
    }
}

/// The column of the grid in which an item begins.
fn column(flow: &Flow, item: usize) -> Option<u32> {
    match flow.items[item].at {
        Place::Cell { column, .. } => Some(column),
        _ => None,
    }
}

/// Where the labels of the columns stand in the rows of a head.
fn under_labels(
    flow: &Flow,
    head: Range<usize>,
    order: &[usize],
    labels: &[ColumnLabel],
    heads: &HeadLabels,
) -> Option<Vec<usize>> {
    let covers = heads.covers.as_deref();
    let mut at: Vec<Option<usize>> = vec![None; order.len()];
    let mut i = head.start;
    while i < head.end {
        let row = flow.row_of(i);
        for cell in row.clone().filter(|&cell| !flow.items[cell].is_value()) {
            let text = key(&flow.items[cell].text);
            // A note may follow the label, and the label of several columns stand before it.
            let within = |label: &str| text.starts_with(label) || text.ends_with(label);
            // 其他组织 is a column, but not at the end of 法人或其他组织.
            let is = |label: &str| {
                text == label
                    || Some(text.as_str()) != covers && label.chars().count() > 3 && within(label)
            };
            let named = |&column: &usize| {
                let mut own = labels.iter().filter(|label| label.column == column);
                own.any(|label| is(&label.key))
            };
            if let Some(column) = order.iter().position(named) {
                at[column].get_or_insert(cell - row.start);
            }
        }
        i = row.end.max(i + 1);
    }
    let at: Vec<usize> = at.into_iter().collect::<Option<_>>()?;
    at.windows(2).all(|pair| pair[0] < pair[1]).then_some(at)
}
