//! The one cell whose other value would make every broken sum hold, where only one has such a value.
//!
//! The locator of the form's own tables asks what each row is to the others; here only the sums are known.
//! So nothing is said of a cell in a single sum, nor where two cells explain the same.

use super::check::CheckedSum;
use super::decimal::ExactDecimal;
use super::grid::Grid;
use super::structure::SumKind;
use crate::check::Outcome;

/// Broken sums of a table at most in which a cell is looked for.
const MOST: usize = 64;

/// A cell and what should stand there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likely {
    pub cell: usize,
    pub to: ExactDecimal,
}

/// For each broken sum that belongs to others, the cell that explains all of them.
pub(super) fn likely(grid: &Grid, checked: &[CheckedSum]) -> Vec<(Vec<usize>, Likely)> {
    // What is divided has no other value that mends it exactly.
    let broken = |at: &usize| {
        let one = &checked[*at];
        one.outcome == Outcome::Broken && !matches!(one.kind, SumKind::Ratio(..))
    };
    let all: Vec<usize> = (0..checked.len()).filter(broken).collect();
    if all.len() > MOST {
        return Vec::new();
    }
    let of_cell = sums_of_cells(checked, &all);
    let mut found = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for &first in &all {
        if seen.contains(&first) {
            continue;
        }
        // What is broken together: sums that share a cell.
        let mut group = vec![first];
        let mut next = 0;
        while let Some(&at) = group.get(next) {
            next += 1;
            let one = &checked[at];
            for cell in one.terms.iter().chain([&one.total]) {
                let others = of_cell.of(*cell).iter();
                for &other in others.filter(|other| broken(other)) {
                    if !group.contains(&other) {
                        group.push(other);
                    }
                }
            }
        }
        seen.extend(&group);
        if group.len() < 2 {
            continue;
        }
        let one = &checked[first];
        let cells = one.terms.iter().chain([&one.total]);
        let explained =
            cells.filter_map(|&cell| explains(grid, checked, cell, of_cell.of(cell), &group));
        let explained: Vec<Likely> = explained.collect();
        if let [only] = explained[..] {
            group.sort_unstable();
            found.push((group, only));
        }
    }
    found
}

/// The sums that each cell of the broken ones is in.
struct SumsOfCells {
    cells: Vec<usize>,
    sums: Vec<Vec<usize>>,
}

impl SumsOfCells {
    fn of(&self, cell: usize) -> &[usize] {
        let at = self.cells.binary_search(&cell);
        at.map_or(&[], |at| &self.sums[at])
    }
}

fn sums_of_cells(checked: &[CheckedSum], broken: &[usize]) -> SumsOfCells {
    let cells =
        |one: &CheckedSum| -> Vec<usize> { one.terms.iter().copied().chain([one.total]).collect() };
    let mut known: Vec<usize> = broken.iter().flat_map(|&at| cells(&checked[at])).collect();
    known.sort_unstable();
    known.dedup();
    let mut sums = vec![Vec::new(); known.len()];
    for (at, one) in checked.iter().enumerate() {
        let is_sum = !matches!(one.kind, SumKind::Ratio(..));
        for cell in cells(one).into_iter().filter(|_| is_sum) {
            if let Ok(place) = known.binary_search(&cell) {
                sums[place].push(at);
            }
        }
    }
    SumsOfCells { cells: known, sums }
}

/// The value of a cell with which every sum that it is in holds, and these are all that are broken.
fn explains(
    grid: &Grid,
    checked: &[CheckedSum],
    cell: usize,
    sums: &[usize],
    group: &[usize],
) -> Option<Likely> {
    if !group.iter().all(|at| sums.contains(at)) {
        return None;
    }
    let value = grid.cells[cell].value.unwrap_or(ExactDecimal::ZERO);
    let gap = |at: usize| {
        let (sum, total) = checked[at].sides?;
        let is_total = checked[at].total == cell;
        // What has to be added to the cell.
        if is_total {
            sum.minus(total)
        } else {
            total.minus(sum)
        }
    };
    let holds = |change: ExactDecimal| {
        let fits = |&at: &usize| {
            let one = &checked[at];
            let left = gap(at).and_then(|gap| gap.minus(change));
            left.is_some_and(|left| left.within(one.halves, one.places))
        };
        let decided = |at: &&usize| checked[**at].outcome != Outcome::Undecided;
        sums.iter().filter(decided).all(fits)
    };
    let mut changes = group.iter().filter_map(|&at| gap(at));
    let change = changes.find(|change| holds(*change))?;
    let to = value.plus(change)?;
    // A value that nobody would print explains nothing.
    let sound = value.is_negative() || !to.is_negative();
    sound.then_some(Likely { cell, to })
}
