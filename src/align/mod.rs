//! Values to cells: labels first, order second, arithmetic last.
//!
//! The document becomes one [`flow`] in which labels are found ([`labels`]) and tables delimited
//! ([`region`]). Values that stand together form groups ([`group`]); a group belongs to the row its
//! label names, or, unlabelled, to the row that the order between labelled neighbours leaves for it.
//! Where a group has as many values as the row has cells that is the end of it. Where not, every
//! possible filling is listed ([`choice`]) and the relations choose ([`resolve`]); what they chose
//! is inferred.
//!
//! **For whoever changes this.** A plain reading must never lose to a repair: a wrong sum is what
//! the user came for. Nothing may look at sums before order has failed. When two ways are equally
//! good, say so; a wrong number shown as read is the worst that can happen here.

mod choice;
mod flow;
mod frame;
mod group;
mod labels;
mod listing;
mod region;
mod resolve;

use crate::document::Document;
use crate::form::{CellId, EDITIONS, Form, Kind, TableForm, TableId, rules};
use crate::sheet::{Entry, Sheet, State};
use crate::sorted::Sorted;
use choice::{Choices, Inner, Unit};
use flow::Flow;
use frame::Frame;
use group::{Group, Grouping};
use labels::{Found, Labels};
use region::Regions;
use resolve::{Filling, Outer, resolve};
use std::ops::Range;

/// What aligning has to say besides the sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Aligned {
    /// The cells of the recognised tables.
    pub sheet: Sheet,
    /// Rows of values in the region of a table that found no row of the form.
    pub unplaced: Vec<(TableId, Vec<String>)>,
    /// Whether the input holds a second report, which is not read.
    pub second: bool,
    /// The stretch of each document row that belongs to a table: the rest is prose.
    pub taken: Sorted<usize, Range<u32>>,
}

/// Finds the tables of a document and places their values.
pub(crate) fn align(document: &Document) -> Aligned {
    let flow = Flow::of(document);
    let labels = Labels::of_all_editions();
    let found = labels.find(&flow);
    let regions = Regions::of(&flow, &found);
    let mut aligned = Aligned {
        taken: regions.taken(&flow),
        ..Aligned::default()
    };
    for table in TableId::ALL {
        let Some(region) = regions.get(table) else {
            continue;
        };
        // Table 4 is the same in every edition: it goes with what stands above it.
        let above = aligned.sheet.form.tables().last().map(|form| form.edition);
        let editions = EDITIONS
            .iter()
            .filter(|edition| table != TableId::T4 || above.is_none_or(|id| id == edition.id));
        let best = editions
            .map(|edition| {
                Attempt::new(&flow, &labels, &found, region.clone(), edition.table(table))
            })
            // The first of equals: the newest edition.
            .reduce(|best, next| {
                if next.merit(&flow, &region) > best.merit(&flow, &region) {
                    next
                } else {
                    best
                }
            });
        let Some(best) = best.filter(|best| best.rows.iter().any(Option::is_some)) else {
            continue;
        };
        aligned.second |= best.second;
        let unplaced = best.unplaced(&flow);
        aligned
            .unplaced
            .extend(unplaced.into_iter().map(|texts| (table, texts)));
        aligned.sheet.form.set(best.form);
        aligned.sheet.entries.extend(best.entries(&flow));
    }
    aligned
}

/// One table read under one edition.
struct Attempt {
    form: &'static TableForm,
    /// Where the table begins in the flow.
    start: usize,
    groups: Vec<Group>,
    /// For each unit of the form, the group that fills it.
    rows: Vec<Option<Placed>>,
    second: bool,
}

/// A group that was given a row.
#[derive(Debug, Clone)]
struct Placed {
    group: Group,
    /// Whether only sums say that it belongs there.
    by_sums: bool,
}

impl Attempt {
    fn new(
        flow: &Flow,
        labels: &Labels,
        found: &[Found],
        region: Range<usize>,
        form: &'static TableForm,
    ) -> Attempt {
        let grouping = Grouping {
            flow,
            labels,
            found,
            form,
            width: match form.id {
                TableId::T2 => 1,
                TableId::T3 => form.row(0).columns.len(),
                TableId::T4 => form.cells().count(),
            },
        };
        let start = region.start;
        let mut groups = grouping.groups(region);
        if form.id == TableId::T4 {
            let line = single_line(flow, &groups, grouping.width);
            let rows = vec![line.map(|group| Placed {
                group,
                by_sums: false,
            })];
            return Attempt {
                form,
                start,
                groups: Vec::new(),
                rows,
                second: false,
            };
        }
        // Blank cells right of a label are a row only where the row has that many.
        let count = form.rows().count();
        let wide = |group: &Group| {
            group
                .row
                .map_or(usize::MAX, |row| form.row(row).columns.len())
        };
        groups.retain(|group| {
            group.filled(flow).next().is_some() || group.values.len() >= wide(group)
        });
        let mut attempt = Attempt {
            form,
            start,
            groups,
            rows: vec![None; count],
            second: false,
        };
        attempt.place(flow);
        attempt
    }

    /// Gives every group its row: labelled ones theirs, the others by order.
    fn place(&mut self, flow: &Flow) {
        let mut anchors: Vec<(usize, usize)> = Vec::new();
        for (index, group) in self.groups.iter().enumerate() {
            let Some(row) = group.row else { continue };
            if let Some(known) = anchors.iter().position(|&(_, r)| r == row) {
                // The same label twice: a heading repeated after a page break brings no values, so
                // this is another table, or a line of prose that quotes the label.
                let (other, _) = anchors[known];
                let better =
                    |g: &Group| g.filled(flow).count().min(self.form.row(row).columns.len());
                if better(group) > better(&self.groups[other]) {
                    anchors[known].0 = index;
                } else if better(group) == better(&self.groups[other]) && row == 0 {
                    self.second = true;
                }
                continue;
            }
            anchors.push((index, row));
        }
        anchors.sort_unstable();
        for &(index, row) in &anchors {
            self.rows[row] = Some(Placed {
                group: self.groups[index].clone(),
                by_sums: false,
            });
        }
        if self.form.id == TableId::T3 {
            let monotone = longest_increasing(&anchors);
            self.fill_gaps(flow, &monotone);
        }
    }

    /// Unlabelled groups between two labelled ones fill the rows between them, where they are as
    /// many.
    fn fill_gaps(&mut self, flow: &Flow, anchors: &[(usize, usize)]) {
        let width = self.form.row(0).columns.len();
        let mut from = (0usize, 0usize);
        let ends = anchors
            .iter()
            .copied()
            .chain([(self.groups.len(), self.rows.len())]);
        for (group_end, row_end) in ends.collect::<Vec<_>>() {
            let unlabelled: Vec<usize> = (from.0..group_end)
                .filter(|&g| self.groups[g].row.is_none())
                .collect();
            let free: Vec<usize> = (from.1..row_end)
                .filter(|&r| self.rows[r].is_none())
                .collect();
            let like_a_row = |&&g: &&usize| {
                let group = &self.groups[g];
                let digits: usize = group
                    .filled(flow)
                    .map(|i| group::digits(&flow.items[i]))
                    .sum();
                group.values.len() + 2 >= width || (group.crowded && digits >= width)
            };
            let full: Vec<usize> = unlabelled.iter().filter(like_a_row).copied().collect();
            if full.len() == free.len() {
                for (&group, &row) in full.iter().zip(&free) {
                    self.give(row, group, false);
                }
            } else if !full.is_empty() && !free.is_empty() {
                self.by_sums(flow, &full, &free);
            }
            from = (group_end + 1, row_end + 1);
        }
    }

    fn give(&mut self, row: usize, group: usize, by_sums: bool) {
        self.groups[group].row = Some(row);
        self.rows[row] = Some(Placed {
            group: self.groups[group].clone(),
            by_sums,
        });
    }

    /// More rows than groups or the reverse: the one assignment in order under which every
    /// column tallies, if there is exactly one.
    fn by_sums(&mut self, flow: &Flow, groups: &[usize], rows: &[usize]) {
        let k = groups.len().min(rows.len());
        let group_sets = subsets(groups.len(), k, 300);
        let row_sets = subsets(rows.len(), k, 300);
        let mut tallying = Vec::new();
        for group_set in &group_sets {
            for row_set in &row_sets {
                let mut trial = Attempt {
                    form: self.form,
                    start: self.start,
                    groups: self.groups.clone(),
                    rows: self.rows.clone(),
                    second: false,
                };
                for (&g, &r) in group_set.iter().zip(row_set) {
                    trial.give(rows[r], groups[g], true);
                }
                if trial.tallies(flow) {
                    tallying.push((group_set.clone(), row_set.clone()));
                }
            }
        }
        if let [(group_set, row_set)] = &tallying[..] {
            for (&g, &r) in group_set.iter().zip(row_set) {
                self.give(rows[r], groups[g], true);
            }
        }
    }

    /// Whether all column equations hold, rows without values counted as 0.
    fn tallies(&self, flow: &Flow) -> bool {
        let entries = self.entries(flow);
        let number = |cell: &CellId| entries.get(cell).and_then(Entry::count).unwrap_or(0);
        let outer = self.outer();
        outer.iter().all(|rule| {
            rule.iter()
                .map(|(cell, sign)| sign * number(cell))
                .sum::<i64>()
                == 0
        })
    }

    /// How well the edition fits: labels of its own, rows found, values placed.
    fn merit(&self, flow: &Flow, region: &Range<usize>) -> (isize, isize) {
        let glyphs = flow.items[region.clone()].iter();
        let start = glyphs
            .clone()
            .map(|item| item.glyphs.start)
            .min()
            .unwrap_or(0);
        let end = glyphs.map(|item| item.glyphs.end).max().unwrap_or(0);
        let text: String = flow.glyphs[start..end].iter().collect();
        let own = self
            .form
            .only_here
            .iter()
            .filter(|&&key| text.contains(key))
            .count();
        let placed = self.rows.iter().flatten().count() as isize;
        let empty = self.rows.len() as isize - placed;
        let left = self
            .groups
            .iter()
            .filter(|g| g.row.is_none() && g.values.len() > 2)
            .count() as isize;
        let fit = placed - 2 * empty - 2 * left;
        match self.form.id {
            // Rows of table 2 are few and mostly shared: its column labels tell the edition.
            TableId::T2 => (own as isize, fit),
            _ => (fit, own as isize),
        }
    }

    /// Rows of values that found no place.
    fn unplaced(&self, flow: &Flow) -> Vec<Vec<String>> {
        let wide = |group: &&Group| group.row.is_none() && group.values.len() > 2;
        let texts = |group: &Group| {
            group
                .values
                .iter()
                .map(|&i| flow.items[i].text.clone())
                .collect()
        };
        if self.form.id == TableId::T3 {
            self.groups.iter().filter(wide).map(texts).collect()
        } else {
            Vec::new()
        }
    }

    /// Equations across units.
    fn outer(&self) -> Vec<Outer> {
        self.rules()
            .into_iter()
            .filter(|rule| self.form.id != TableId::T4 && !in_one_row(rule))
            .collect()
    }

    fn rules(&self) -> Vec<Outer> {
        let mut form = Form::default();
        form.set(self.form);
        rules(&form)
            .iter()
            .map(|rule| rule.cells().collect())
            .collect()
    }

    /// An entry for every cell of the table.
    fn entries(&self, flow: &Flow) -> Sorted<CellId, Entry> {
        let cells: Vec<CellId> = self.form.cells().collect();
        let mut entries: Sorted<CellId, Entry> =
            cells.iter().map(|&cell| (cell, Entry::missing())).collect();
        let blanks_are_zeros = self.blanks_are_zeros(flow);
        let fillings: Vec<Filling> = (0..self.rows.len())
            .filter_map(|unit| self.filling(flow, unit, &cells, blanks_are_zeros))
            .collect();
        entries.extend(resolve(flow, &fillings, &self.outer()));
        entries
    }

    /// The ways to fill a unit: a row, or the whole line of table 4.
    fn filling(
        &self,
        flow: &Flow,
        unit: usize,
        cells: &[CellId],
        blanks_are_zeros: bool,
    ) -> Option<Filling> {
        let placed = self.rows[unit].as_ref()?;
        let cells: Vec<CellId> = match self.form.id {
            TableId::T4 => cells.to_vec(),
            _ => cells
                .iter()
                .copied()
                .filter(|cell| usize::from(cell.row) == unit)
                .collect(),
        };
        let kind =
            |cell: &CellId| self.form.row(cell.row.into()).columns[usize::from(cell.column)].kind;
        let kinds: Vec<Kind> = cells.iter().map(kind).collect();
        let index = |cell: CellId| cells.iter().position(|&c| c == cell);
        let inner: Vec<Inner> = self
            .rules()
            .iter()
            .filter(|rule| in_one_row(rule))
            .filter_map(|rule| {
                let left = rule
                    .iter()
                    .filter(|(_, sign)| *sign > 0)
                    .map(|(cell, _)| index(*cell));
                let right = rule.iter().find(|(_, sign)| *sign < 0)?;
                Some(Inner {
                    left: left.collect::<Option<_>>()?,
                    right: index(right.0)?,
                })
            })
            .collect();
        let row = self.form.row(unit);
        let frame = self.frame(flow, unit);
        let shape = Unit {
            kinds: &kinds,
            inner: &inner,
            label_columns: row.labels.last().map_or(1, |label| label.columns.into()),
            blanks_are_zeros,
            frame: &frame,
        };
        let choices: Choices = choice::choices(flow, &placed.group, &shape);
        let text = |&i: &usize| flow.items[i].text.clone();
        Some(Filling {
            cells,
            inner,
            choices,
            placed_by_sums: placed.by_sums,
            text: placed
                .group
                .values
                .iter()
                .map(text)
                .collect::<Vec<_>>()
                .join(" "),
        })
    }

    /// Where the values of a row stand, as the rows with the same columns have it.
    fn frame(&self, flow: &Flow, unit: usize) -> Frame {
        if self.form.id == TableId::T4 {
            return Frame::default();
        }
        let columns = self.form.row(unit).columns;
        let alike = |row: &usize| std::ptr::eq(self.form.row(*row).columns, columns);
        let groups = || {
            let rows = (0..self.rows.len()).filter(alike);
            rows.filter_map(|row| self.rows[row].as_ref())
                .map(|placed| &placed.group)
        };
        let first = groups().map(|group| group.values[0]).min().unwrap_or(0);
        let head = self.start..first;
        Frame::learn(flow, groups(), head, columns)
    }

    /// Whether blanks stand between the values of this table, so that a blank is a value.
    fn blanks_are_zeros(&self, flow: &Flow) -> bool {
        let inside = |placed: &&Placed| {
            let blank: Vec<bool> = placed
                .group
                .values
                .iter()
                .map(|&i| flow.items[i].is_blank())
                .collect();
            let first = blank.iter().position(|&b| !b);
            let last = blank.iter().rposition(|&b| !b);
            first
                .zip(last)
                .is_some_and(|(first, last)| blank[first..last].contains(&true))
        };
        self.rows.iter().flatten().filter(inside).count() > 1
    }
}

fn in_one_row(rule: &Outer) -> bool {
    rule.windows(2).all(|pair| pair[0].0.row == pair[1].0.row)
}

/// The values of table 4: the group that has all of them, else all that stand there in order.
fn single_line(flow: &Flow, groups: &[Group], width: usize) -> Option<Group> {
    let filled: Vec<&Group> = groups
        .iter()
        .filter(|g| g.filled(flow).next().is_some())
        .collect();
    let near = |group: &&&Group| {
        group.values.len() >= width - 2
            || group
                .filled(flow)
                .map(|i| group::digits(&flow.items[i]))
                .sum::<usize>()
                >= width
    };
    if let Some(group) = filled.iter().find(near) {
        return Some((*group).clone());
    }
    let Some(first) = filled.first() else {
        return groups.iter().find(|g| g.values.len() >= width).cloned();
    };
    let mut whole = (*first).clone();
    for group in &filled[1..] {
        if whole.values.len() >= width {
            break;
        }
        whole.values.extend(&group.values);
    }
    Some(whole)
}

/// The longest run of anchors whose rows increase with their groups.
fn longest_increasing(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut best: Vec<Vec<(usize, usize)>> = Vec::new();
    for &anchor in anchors {
        let before = best
            .iter()
            .filter(|run| run.last().is_none_or(|last| last.1 < anchor.1));
        let mut run = before
            .max_by_key(|run| run.len())
            .cloned()
            .unwrap_or_default();
        run.push(anchor);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

/// Ways to choose `k` of `n` in order; none where there are more than `most`.
fn subsets(n: usize, k: usize, most: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..k {
        let mut next = Vec::new();
        for set in &sets {
            let from = set.last().map_or(0, |&last| last + 1);
            for i in from..n {
                next.push([set.as_slice(), &[i]].concat());
            }
        }
        if next.len() > most * 8 {
            return Vec::new();
        }
        sets = next;
    }
    sets.retain(|set| set.len() == k);
    if sets.len() > most { Vec::new() } else { sets }
}

/// Whether any cell of a table holds a number.
pub(crate) fn is_filled(sheet: &Sheet, table: TableId) -> bool {
    let numbers = |entry: &Entry| {
        matches!(
            entry.state,
            State::Read | State::Inferred | State::Unreadable
        )
    };
    sheet
        .entries
        .iter()
        .any(|(cell, entry)| cell.table == table && numbers(entry))
}
