//! Groups of values to rows of the form: by their labels, else by the order between labelled
//! neighbours, and where even that leaves a choice by the one way in which all columns tally.

use super::fill::TableFill;
use super::flow::Flow;
use super::group::{Group, Placed, digits};
use super::known::TableFacts;
use crate::form::{Shape, TableForm};
use crate::language::FIRST;
use crate::sorted::sort_pairs;
use crate::text::key;

/// What placing works on.
pub(crate) struct Placing<'a> {
    pub flow: &'a Flow<'a>,
    pub form: &'static TableForm,
    pub facts: &'a TableFacts,
    /// Where the table begins in the flow.
    pub start: usize,
    pub groups: Vec<Group>,
    /// For each row of the form, the group that fills it.
    pub rows: Vec<Option<Placed>>,
    /// Whether the first row was met twice with other numbers, and most others too: another report follows.
    pub second: bool,
    /// Rows that were met twice with different numbers, and what stands there the other time.
    pub doubles: Vec<(usize, Group)>,
    /// What a second copy of the table is, where it says nothing else but less.
    pub copy: Option<SecondCopy>,
    /// How many rows at most sums might have found, of which the first engine has none.
    pub unasked: usize,
}

/// A copy of a table that stands beside the one that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondCopy {
    /// All its cells are blank: a form still to be filled.
    Unfilled,
    /// Some of its rows are not there; what it has is the same.
    Cut,
}

/// Cells of a row of a matrix that its line may lack, one less; and texts that may stand about its label.
const LACKING: usize = 4;

/// What is known of rows that stand there twice.
struct Copies {
    /// Whether a row without numbers says something beside one with numbers.
    blanks_count: bool,
    /// What the other copy of a whole table is, unless it says something else.
    less: Option<SecondCopy>,
}

/// Which groups have the labels of which rows.
#[derive(Default)]
struct Labelled {
    /// A group and its row, each row once.
    anchors: Vec<(usize, usize)>,
    /// Rows met again, and whether with other numbers.
    again: Vec<(usize, bool)>,
    /// The group with which the first row comes again with other numbers.
    begins: Option<usize>,
    /// What stood for a row before one that has more.
    outdone: Vec<(usize, usize)>,
}

impl Labelled {
    /// Leaves out what another report says, of which the group `begins` is the first: it says nothing of a row that
    /// is blank in this one.
    fn end_at(&mut self, begins: usize) {
        self.anchors.retain(|&(index, _)| index < begins);
        for &(index, row) in self.outdone.iter().filter(|&&(index, _)| index < begins) {
            if self.anchors.iter().all(|&(_, known)| known != row) {
                self.anchors.push((index, row));
            }
        }
    }
}

impl Placing<'_> {
    /// Gives every group its row: labelled ones theirs, the others by order.
    pub fn place(&mut self) {
        let mut labelled = self.labelled();
        // A table that stands there twice with a few other numbers is no other report.
        let again = &labelled.again;
        let most = 2 * self.doubles.len() > again.len();
        self.second = again.contains(&(0, true)) && again.len() > 3 && most;
        if let Some(begins) = labelled.begins.filter(|_| self.second) {
            self.doubles.clear();
            labelled.end_at(begins);
        }
        if !FIRST && self.doubles.is_empty() && !self.second {
            self.copy = self.copies().less;
        }
        let mut anchors = labelled.anchors;
        sort_pairs(&mut anchors);
        for &(index, row) in &anchors {
            self.rows[row] = Some(Placed {
                group: self.groups[index].clone(),
                by_sums: false,
            });
        }
        if self.form.table.shape == Shape::Matrix {
            self.fill_gaps(&longest_increasing(&anchors));
        }
    }

    /// The same label twice: a head repeated after a page break brings no values, a line of prose
    /// that quotes the label hardly any. What has as many is another row, and if the numbers
    /// differ nothing says which is meant.
    fn labelled(&mut self) -> Labelled {
        let mut labelled = Labelled::default();
        let zeros = !FIRST && self.copies().blanks_count;
        for (index, group) in self.groups.iter().enumerate() {
            let Some(row) = group.row else { continue };
            let anchors = &mut labelled.anchors;
            let Some(known) = anchors.iter_mut().find(|&&mut (_, r)| r == row) else {
                anchors.push((index, row));
                continue;
            };
            if FIRST {
                if group.grid || group.filled(self.flow).next().is_some() {
                    self.flow.leave();
                }
                continue;
            }
            let width = self.form.row(row).columns.len();
            let values = |g: &Group| g.filled(self.flow).count().min(width);
            let first = &self.groups[known.0];
            let (here, before) = (values(group), values(first));
            let full = |group: &Group| self.is_full(group, row, zeros);
            let double = full(group) && full(first) && !group.says_what(first, self.flow);
            if double || here == before {
                labelled.again.push((row, double));
            }
            if double && row == 0 {
                labelled.begins = labelled.begins.or(Some(index));
            }
            if double {
                let other = if here > before { first } else { group };
                self.doubles.push((row, other.clone()));
            }
            if here > before {
                labelled.outdone.push(*known);
                known.0 = index;
            }
        }
        labelled
    }

    /// What rows that stand there twice are. Where rows that stand there once are blank throughout, zeros are; where of
    /// several rows met twice all but one at most are blank the same time, that time is a form still to be filled. Of two
    /// copies of a whole table one is such a form only where it has no number at all; where both have some, what is blank
    /// in one and filled in the other is a difference.
    fn copies(&self) -> Copies {
        let width = |row: usize| self.form.row(row).columns.len();
        let matrix = self.form.table.shape == Shape::Matrix;
        let blank = |group: &&Group, row: usize| {
            let wide = group.grid && group.values.len() >= width(row);
            wide && group.filled(self.flow).next().is_none()
        };
        let (mut once, mut single, mut twice, mut early, mut late) = (0, 0, 0, 0, 0);
        // Rows that are blank one time only.
        let (mut only_early, mut only_late) = (0, 0);
        for row in 0..self.rows.len() {
            let mut met = self.groups.iter().filter(|group| group.row == Some(row));
            let Some(one) = met.next() else { continue };
            let first = blank(&one, row);
            let Some(next) = met.next().filter(|next| one.grid && next.grid || matrix) else {
                once += usize::from(first);
                single += 1;
                continue;
            };
            let then = blank(&next, row) || met.any(|group| blank(&group, row));
            twice += 1;
            early += usize::from(first);
            late += usize::from(then);
            only_early += usize::from(first && !then);
            only_late += usize::from(then && !first);
        }
        let form = early.max(late);
        let whole = 2 * twice > self.rows.len();
        let partly =
            |only: usize, all: usize| only > 0 && (all < twice || only_early * only_late > 0);
        let differ = whole && (partly(only_early, early) || partly(only_late, late));
        let unfilled = whole && !differ && only_early + only_late > 0;
        let less = match unfilled {
            true => Some(SecondCopy::Unfilled),
            false => (whole && single > 0).then_some(SecondCopy::Cut),
        };
        let zeros = matrix && once > 2 && (form < 2 || form + 1 < twice);
        Copies {
            blanks_count: zeros || differ,
            less,
        }
    }

    /// Whether a group has a value for every cell of its row; of a row without any number, blank cells count where
    /// they stand for `zeros`.
    fn is_full(&self, group: &Group, row: usize, zeros: bool) -> bool {
        let width = self.form.row(row).columns.len();
        let values = group.filled(self.flow).count().min(width);
        if width == 1 {
            let blank = values == 0 && zeros && group.grid;
            return blank || values == 1 && (group.grid || self.is_own_line(group, row));
        }
        let run_together = || {
            let digits = group.filled(self.flow).map(|i| digits(&self.flow.items[i]));
            digits.sum::<usize>() >= width
        };
        values == width
            // Signs for nothing and blank cells count, however the cells are told apart.
            || (values > 0 || zeros && group.grid) && group.values.len() >= width
            || values == 1 && run_together()
    }

    /// Leaves out the rows of a block whose numbers stand above their labels: as many stand above the first as that
    /// has columns, of a matrix nearly as many, and none below the last.
    pub(super) fn leave_shifted(&mut self) {
        let columns = |row: usize| self.form.row(row).columns;
        let blocks: Vec<usize> = (0..self.rows.len())
            .filter(|&row| row == 0 || !std::ptr::eq(columns(row), columns(row - 1)))
            .collect();
        for (at, &first) in blocks.iter().enumerate() {
            let end = blocks.get(at + 1).copied().unwrap_or(self.rows.len());
            let Some(placed) = &self.rows[first] else {
                continue;
            };
            let start = placed.group.values[0];
            let above = self.groups.iter().rfind(|group| group.values[0] < start);
            let matrix = self.form.table.shape == Shape::Matrix;
            let whole = |group: &Group| {
                let last = group.values[group.values.len() - 1];
                let between = self.flow.items[last + 1..start].iter();
                let between = between.filter(|item| !item.glyphs.is_empty()).count();
                let filled = group.filled(self.flow).count();
                let width = columns(first).len();
                let many = matrix && filled > 0 && group.values.len() + LACKING > width;
                group.row.is_none()
                    && (many && between < LACKING || filled == width && between == 1)
            };
            if end > first + 1 && self.rows[end - 1].is_none() && above.is_some_and(whole) {
                self.flow.leave();
                self.rows[first..end].fill(None);
            }
        }
    }

    /// Whether the one value of a group stands behind nothing but its label, there or on the lines above.
    fn is_own_line(&self, group: &Group, row: usize) -> bool {
        let (items, value) = (&self.flow.items, group.values[0]);
        let lines = self.flow.row_of(value);
        let name = key(self.form.row(row).name);
        let mut left = name.as_str();
        // A label may be cut over lines.
        for item in items[..value].iter().rev() {
            let text = key(&item.text);
            match left.strip_suffix(text.as_str()) {
                Some(rest) if !item.is_value() => left = rest,
                _ => break,
            }
            if left.is_empty() {
                return lines.end == value + 1 && value - lines.start < 2;
            }
        }
        false
    }

    /// Unlabelled groups between two labelled ones fill the rows between them, where they are as
    /// many.
    fn fill_gaps(&mut self, anchors: &[(usize, usize)]) {
        let width = self.form.row(0).columns.len();
        let mut from = (0usize, 0usize);
        let end = (self.groups.len(), self.rows.len());
        for &(group_end, row_end) in anchors.iter().chain([&end]) {
            let like_a_row = |&g: &usize| {
                let group = &self.groups[g];
                let count: usize = group
                    .filled(self.flow)
                    .map(|i| digits(&self.flow.items[i]))
                    .sum();
                group.row.is_none()
                    && (group.values.len() + 2 >= width || (group.crowded && count >= width))
            };
            let full: Vec<usize> = (from.0..group_end).filter(like_a_row).collect();
            let free: Vec<usize> = (from.1..row_end)
                .filter(|&r| self.rows[r].is_none())
                .collect();
            if full.len() == free.len() {
                for (&group, &row) in full.iter().zip(&free) {
                    self.give(row, group, false);
                }
            } else if !full.is_empty() && !free.is_empty() {
                self.by_sums(&full, &free);
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
    fn by_sums(&mut self, groups: &[usize], rows: &[usize]) {
        let k = groups.len().min(rows.len());
        if FIRST {
            self.unasked += k;
            return;
        }
        let sets = (subsets(groups.len(), k, 100), subsets(rows.len(), k, 100));
        let fill = TableFill::new(self.flow, self.form, self.facts, self.start, &self.rows);
        // Rows without values count as 0.
        let known: Vec<Vec<i64>> = (0..self.rows.len())
            .map(|row| {
                let group = self.rows[row].as_ref().map(|placed| &placed.group);
                group.map_or(Vec::new(), |group| fill.numbers(row, group))
            })
            .collect();
        let given: Vec<Vec<i64>> = groups
            .iter()
            .map(|&group| fill.numbers(rows[0], &self.groups[group]))
            .collect();
        let mut tallying = None;
        for group_set in &sets.0 {
            for row_set in &sets.1 {
                let numbers = |row: usize| {
                    let at = row_set.iter().position(|&r| rows[r] == row);
                    at.map_or(&known[row], |at| &given[group_set[at]])
                };
                if fill.tallies(numbers) {
                    if tallying.is_some() {
                        return;
                    }
                    tallying = Some((group_set.clone(), row_set.clone()));
                }
            }
        }
        for (g, r) in tallying.into_iter().flat_map(|(g, r)| g.into_iter().zip(r)) {
            self.give(rows[r], groups[g], true);
        }
    }
}

/// The longest run of anchors whose rows increase with their groups.
fn longest_increasing(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each anchor the length of the best run that ends there, and the anchor before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, anchor) in anchors.iter().enumerate() {
        let before = (0..index).filter(|&i| anchors[i].1 < anchor.1);
        let before = before.max_by_key(|&i| best[i].0);
        best.push((before.map_or(1, |i| best[i].0 + 1), before));
    }
    let mut run = Vec::new();
    let mut at = (0..anchors.len()).max_by_key(|&i| best[i].0);
    while let Some(i) = at {
        run.push(anchors[i]);
        at = best[i].1;
    }
    run.reverse();
    run
}

/// Ways to choose `k` of `n` in order; none where there are more than `most`.
fn subsets(n: usize, k: usize, most: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for chosen in 0..k {
        let mut next = Vec::new();
        for set in &sets {
            let from = set.last().map_or(0, |&last| last + 1);
            // What is chosen later must still find room.
            for i in from..=(n + chosen).saturating_sub(k) {
                next.push([set.as_slice(), &[i]].concat());
            }
            if next.len() > most {
                return Vec::new();
            }
        }
        sets = next;
    }
    sets
}
