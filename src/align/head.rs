//! What the head of a table says of its columns: in which order they stand, which are lacking, and
//! what stands right of the last.
//!
//! The labels are looked for in the flow, so that it does not matter how the head is cut into cells or
//! lines. A label over several columns (法人或其他组织) stands for those below it: what is printed
//! beside it comes before or after all of them. Where a head does not say all of this, the columns are
//! taken to stand as the form prints them.

use super::beside::HeadLabels;
use super::columns::HeadColumns;
use super::fill::tallying;
use super::flow::Flow;
use super::group::Group;
use super::head_text::HeadText;
use super::inner::Inner;
use super::slot::Slot;
use super::strip;
use crate::form::{Column, Shape, TableForm};
use crate::text::key;
use std::borrow::Cow;
use std::ops::Range;

/// The columns of some rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// The column of the form at each place.
    pub order: Vec<usize>,
    /// Cells right of the last column that no form has.
    pub spare: usize,
    /// What each cell of a row is, where some are of columns that no form has: a column or none.
    pub(super) cells: Vec<Option<usize>>,
    /// How many cells rows have where all have as many.
    pub(super) even: Option<usize>,
    /// Blank cells behind every row.
    pub(super) tail: usize,
    /// Whether the rows contradict it.
    pub unclear: bool,
}

impl Head {
    /// The columns as the form prints them.
    pub fn printed(n: usize) -> Head {
        Head {
            order: (0..n).collect(),
            ..Head::default()
        }
    }

    /// Whether they stand as the form prints them.
    pub fn is_printed(&self, n: usize) -> bool {
        self.order.len() == n
            && self
                .order
                .iter()
                .enumerate()
                .all(|(at, &column)| at == column)
    }

    /// Whether only the order of the columns is known, and not which cells of a row are theirs.
    pub fn is_open(&self) -> bool {
        self.cells.is_empty() && !self.unclear
    }

    /// An equation of the form between the places at which its cells stand.
    pub fn stood(&self, rule: &Inner) -> Inner {
        rule.moved(|column| self.order.iter().position(|&other| other == column))
    }

    /// What stands at each place, column by column of the form; nothing does in one that is lacking.
    pub fn to_form(&self, way: &[Slot], n: usize) -> Vec<Slot> {
        let mut of_form = vec![Slot::Lost; n];
        for (&column, slot) in self.order.iter().zip(way) {
            of_form[column] = slot.clone();
        }
        of_form
    }

    /// Whether a way leaves nothing out but the columns that are lacking.
    pub fn is_whole(&self, way: &[Slot]) -> bool {
        self.order.iter().all(|&column| way[column] != Slot::Lost)
    }

    /// The values of a group without those of columns that no form has; none where nothing says which these are.
    pub fn kept<'a>(&self, flow: &Flow, group: &'a Group) -> Option<Cow<'a, Group>> {
        if self.unclear {
            return None;
        }
        if !self.cells.is_empty() {
            let placed = self.in_place(flow, group);
            if placed.is_some() || self.spare == 0 {
                return placed.map(Cow::Owned);
            }
        }
        let n = self.order.len();
        let last = group.values.last().map_or(0, |last| last + 1);
        let empty = |&i: &usize| flow.items[i].text.is_empty();
        let leading = group.values.iter().take_while(|i| empty(i)).count();
        // What merged cells left behind a row is none of its cells.
        let behind = group.values.get(leading + n + self.spare..);
        let end = match group.grid {
            true if behind.is_some_and(|rest| !rest.is_empty() && rest.iter().all(empty)) => {
                group.values[leading + n + self.spare - 1] + 1
            }
            true => flow.row_of(group.values[0]).end,
            // Without borders, only where all of them are there.
            false if group.filled(flow).count() == n + self.spare => last,
            false => return Some(Cow::Borrowed(group)),
        };
        let within = |&&value: &&usize| value + self.spare < end;
        let kept: Vec<usize> = group.values.iter().filter(within).copied().collect();
        if self.spare == 0 || kept.len() < n || kept.len() == group.values.len() {
            return Some(Cow::Borrowed(group));
        }
        Some(Cow::Owned(Group {
            values: kept,
            ..group.clone()
        }))
    }

    /// The values of a group that has a cell for every column of the head.
    fn in_place(&self, flow: &Flow, group: &Group) -> Option<Group> {
        let row = flow.row_of(group.values[0]);
        let values = match group.grid {
            true => (group.values[0]..row.end).collect(),
            false => group.values.clone(),
        };
        let end = values
            .len()
            .checked_sub(self.tail * usize::from(group.grid))?;
        let start = end.checked_sub(self.cells.len())?;
        let padded = group.grid && self.even == Some(row.len());
        let padding = values[..start]
            .iter()
            .all(|&i| flow.items[i].text.is_empty());
        if start > 0 && !(padded && padding) {
            return None;
        }
        let cells = values[start..end].iter().zip(&self.cells);
        Some(Group {
            values: cells
                .filter(|cell| cell.1.is_some())
                .map(|cell| *cell.0)
                .collect(),
            tabbed: false,
            ..group.clone()
        })
    }

    /// The columns that a head names, where the rows below have a cell for each.
    fn fitted(
        flow: &Flow,
        HeadColumns { mut cells, before }: HeadColumns,
        groups: &[&Group],
        columns: &'static [Column],
    ) -> Option<Head> {
        let n = columns.len();
        let rows: Vec<&Group> = groups
            .iter()
            .copied()
            .filter(|group| group.filled(flow).next().is_some())
            .collect();
        let blank = |&i: &usize| flow.items[i].text.is_empty();
        let count = |group: &&Group| match group.grid {
            true => flow.row_of(group.values[0]).end - group.values[0],
            false => group.values.len(),
        };
        let lines = || {
            let grid = rows.iter().filter(|group| group.grid);
            grid.map(|group| (count(group), flow.row_of(group.values[0])))
        };
        let mut counts: Vec<usize> = rows.iter().map(count).collect();
        counts.sort_unstable();
        // Of cells one a line a blank leaves no trace.
        let usual = match rows.iter().all(|group| group.vertical) {
            true => counts.last().copied(),
            false => counts.get(counts.len() / 2).copied().filter(|&usual| {
                2 * counts.iter().filter(|&&count| count == usual).count() > counts.len()
            }),
        }?;
        // What is left of the first column may be one too, though nothing stands over the labels of rows: sums tell.
        let left = usual.saturating_sub(cells.len());
        if (1..=before.len()).contains(&left) {
            let all = before[before.len() - left..].iter().map(|&item| Err(item));
            let all = all.chain(cells.iter().copied()).collect();
            let (head, (tallies, all)) = Head::with(flow, &rows, all, 0, n);
            if all > 0 && 2 * tallies >= all {
                return Some(head);
            }
        }
        // Blank cells of the head over nothing but blanks are what merged cells left.
        let whole = lines().filter(|(count, _)| *count == usual);
        let tail = whole.map(|(_, row)| row.rev().take_while(blank).count());
        let tail = tail.min().unwrap_or(0);
        let unnamed = cells
            .iter()
            .rev()
            .take_while(|cell| cell.is_err_and(|item| blank(&item)))
            .count();
        let extra = cells.len().saturating_sub(usual);
        cells.truncate(cells.len() - unnamed.min(tail + extra));
        let tail = tail.min(usual.checked_sub(cells.len())?);
        let left = usual - tail - cells.len();
        if left > 0 && left < before.len() {
            let texts = before[before.len() - left..].iter();
            cells.splice(0..0, texts.map(|&item| Err(item)));
        }
        // A text that nobody knows, in a column's place, may be its label, misspelt.
        let is = |(at, cell): (usize, &Result<usize, usize>)| match *cell {
            Ok(column) => column == at,
            Err(item) => {
                let text = key(&flow.items[item].text);
                columns.get(at).is_some_and(|column| {
                    text.is_empty() || column.label.contains(|c| text.contains(c))
                })
            }
        };
        let printed = cells.len() == n && cells.iter().enumerate().all(is);
        if printed {
            return Some(Head::printed(n));
        }
        let order: Vec<usize> = cells.iter().filter_map(|cell| cell.ok()).collect();
        if order.len() == n && cells.len() == n {
            return Some(Head {
                order,
                ..Head::default()
            });
        }
        if usual != cells.len() + tail {
            return None;
        }
        let (mut head, (tallies, all)) = Head::with(flow, &rows, cells, tail, n);
        // What a text between the columns says may be part of their total.
        if head.order.len() == n {
            head.unclear = 2 * tallies < all;
            // Without borders, a number behind a row may be that of the next: only sums tell.
            if (head.unclear || all == 0) && rows.iter().any(|group| !group.grid) {
                return None;
            }
        }
        Some(head)
    }

    /// The head of cells, and how many rows tally under it of how many that have a total.
    fn with(
        flow: &Flow,
        rows: &[&Group],
        cells: Vec<Result<usize, usize>>,
        tail: usize,
        n: usize,
    ) -> (Head, (usize, usize)) {
        let grid = rows.iter().filter(|group| group.grid);
        let mut lengths = grid.map(|group| flow.row_of(group.values[0]).len());
        let even = lengths
            .next()
            .filter(|first| lengths.all(|length| length == *first));
        let order: Vec<usize> = cells.iter().filter_map(|cell| cell.ok()).collect();
        let whole = order.len() == n;
        let total = order.iter().position(|&column| column + 1 == n);
        let right = cells.iter().rev().take_while(|cell| cell.is_err()).count();
        let spare = right * usize::from(whole && right + n == cells.len());
        let cells = cells.into_iter().map(Result::ok).collect();
        let head = Head {
            order,
            cells,
            even,
            tail,
            spare,
            ..Head::default()
        };
        let Some(total) = total.filter(|_| whole) else {
            return (head, (0, 0));
        };
        let kept = rows.iter().filter_map(|group| head.in_place(flow, group));
        let kept: Vec<Group> = kept.collect();
        let kept: Vec<&Group> = kept.iter().collect();
        let sums = tallying(flow, &kept, n, 0, total);
        (head, sums)
    }

    /// Learns from the items of a head, and from the values of the rows below it.
    pub fn learn(
        flow: &Flow,
        items: Range<usize>,
        form: &TableForm,
        columns: &'static [Column],
        heads: &HeadLabels,
        groups: &[&Group],
    ) -> Head {
        let n = columns.len();
        let once = form.table.shape == Shape::Matrix;
        let text = HeadText::of(flow, items.clone(), columns, heads, groups, once);
        let read = text.columns();
        if let Some(head) = read.and_then(|read| Head::fitted(flow, read, groups, columns)) {
            return head;
        }
        if form.table.shape == Shape::Strip {
            #[cfg(feature = "office")]
            let laid =
                |item: usize| matches!(flow.items[item].at, crate::place::Place::Page { .. });
            // Without the readers of files nothing has a place on a page.
            #[cfg(not(feature = "office"))]
            let laid = |_: usize| false;
            if text.met.first().is_some_and(|&(_, item)| laid(item)) {
                return Head::printed(form.cells().count());
            }
            return strip::read(flow, items, form, heads, groups);
        }
        let order = text.order();
        let (spare, others) = text.foreign(&order);
        if text.is_unclear(&order) {
            return Head {
                unclear: true,
                ..Head::printed(n)
            };
        }
        if order.len() == n || text.is_lacking(&order, spare + others == 0) {
            return Head {
                order,
                spare,
                ..Head::default()
            };
        }
        Head::printed(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Forms;

    #[test]
    fn heads_are_known_by_what_the_form_prints() {
        for edition in Forms::default().editions() {
            for form in edition.tables {
                let heads = HeadLabels::of(form);
                let others: Vec<&str> = heads.others.iter().map(String::as_str).collect();
                match form.table.shape {
                    Shape::Fields => assert!(others.iter().all(|&label| label == "信息内容")),
                    Shape::Matrix => {
                        assert_eq!(heads.above, "申请人情况");
                        assert_eq!(heads.covers.as_deref(), Some("法人或其他组织"));
                    }
                    Shape::Strip => {
                        let labels = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"];
                        assert_eq!(others, labels);
                    }
                }
            }
        }
    }
}
