//! Fellegi and Holt's question: what is the least number of cells that must change?
//!
//! Exact, by elimination. A node is a set of chosen cells whose columns have been pivoted away; a
//! broken equation that no chosen cell can mend names the cells of which one more must change. As
//! a cell once tried is kept out of its siblings' subtrees, every set is met once.

use super::case::{Case, LARGEST};
use super::system::ConstraintSystem;
use crate::sorted::{InOrder, Sorted};
use std::rc::Rc;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MinimalErrorSets {
    /// Cells that must change at least.
    pub size: usize,
    /// The sets of that size whose values the equations determine: cell → new value. None where
    /// more cells are needed than were allowed.
    pub sets: Vec<Sorted<usize, i64>>,
    /// Whether all smaller numbers were ruled out; else the bound ended the search, or numbers grew
    /// too big.
    pub proved: bool,
}

/// More sets than this are not listed.
const MOST_SETS: usize = 100;

struct MinimalSearch<'a> {
    system: &'a ConstraintSystem,
    x: &'a [i64],
    nodes: usize,
    sets: Vec<Sorted<usize, i64>>,
    /// Whether a set may have been missed: see [`MinimalSearch::whole`].
    missed: bool,
}

/// The chosen cells and the equations with them eliminated.
#[derive(Clone)]
struct Elimination {
    rows: Vec<Rc<Combination>>,
    /// What is left to mend in each.
    gaps: Vec<i128>,
    /// The cell that each equation was used up for.
    pivots: Vec<Option<usize>>,
    /// Cells that are chosen, or that were tried already.
    excluded: Vec<bool>,
}

/// A combination of the system's equations. Choosing a cell changes few of them, so they are shared.
struct Combination {
    /// How often each equation is in it.
    factors: Vec<i64>,
    /// The cells that it has, which may mend it.
    cells: Vec<usize>,
}

/// The least number of cells that mend these residuals, up to `most` and one more, in at most so many
/// nodes.
pub(super) fn minimal_error_sets(
    case: &Case,
    residual: &[i64],
    most: usize,
    nodes: usize,
) -> MinimalErrorSets {
    let equations = case.system.terms.len();
    let unit = |row| (0..equations).map(|q| i64::from(q == row)).collect();
    let cells = |row: usize| case.system.terms[row].iter().map(|term| term.0);
    let row = |row| Rc::new(Combination::new(&case.system, unit(row), cells(row)));
    let start = Elimination {
        rows: (0..equations).map(row).collect(),
        gaps: residual.iter().map(|&gap| i128::from(gap)).collect(),
        pivots: vec![None; equations],
        excluded: vec![false; case.system.cells.len()],
    };
    let mut search = MinimalSearch {
        system: &case.system,
        x: &case.observed,
        nodes,
        sets: Vec::new(),
        missed: false,
    };
    let mut size = 0;
    while size <= most && search.nodes > 0 {
        search.visit(&start, size);
        if !search.sets.is_empty() || search.nodes == 0 {
            break;
        }
        size += 1;
    }
    search.sets.put_in_order();
    MinimalErrorSets {
        size,
        proved: search.nodes > 0 && !search.missed,
        sets: search.sets,
    }
}

impl MinimalSearch<'_> {
    fn visit(&mut self, state: &Elimination, left: usize) {
        if self.nodes == 0 || self.sets.len() >= MOST_SETS {
            return;
        }
        self.nodes -= 1;
        let mut supports: Vec<(usize, &Combination)> = (0..state.rows.len())
            .filter(|&q| state.pivots[q].is_none() && state.gaps[q] != 0)
            .map(|q| (state.free(&state.rows[q]).count(), &*state.rows[q]))
            .collect();
        supports.put_in_order_by_key(|support| support.0);
        let Some(&(_, tightest)) = supports.first() else {
            self.whole(state, left);
            return;
        };
        if left == 0 || apart(state, &supports) > left {
            return;
        }
        let mut state = state.clone();
        for &cell in &tightest.cells {
            if state.excluded[cell] {
                continue;
            }
            if let Some(next) = self.choose(&state, cell) {
                self.visit(&next, left - 1);
            } else {
                self.missed = true;
            }
            state.excluded[cell] = true;
        }
    }

    /// Eliminates a cell by the first open equation that has it; none where numbers grow too big.
    fn choose(&self, state: &Elimination, cell: usize) -> Option<Elimination> {
        let entries: Vec<i64> = state
            .rows
            .iter()
            .map(|row| row.entry(self.system, cell))
            .collect();
        let open = |&q: &usize| state.pivots[q].is_none() && entries[q] != 0;
        let pivot = (0..entries.len())
            .filter(open)
            .min_by_key(|&q| entries[q].abs())?;
        let mut next = state.clone();
        next.pivots[pivot] = Some(cell);
        next.excluded[cell] = true;
        for q in (0..entries.len()).filter(|&q| q != pivot && entries[q] != 0) {
            let common = gcd(entries[q], entries[pivot]);
            let (a, b) = (entries[pivot] / common, entries[q] / common);
            let factors = state.rows[q].factors.iter().zip(&state.rows[pivot].factors);
            let factors = factors.map(|(at, base)| {
                let taken = base.checked_mul(b)?;
                at.checked_mul(a)?.checked_sub(taken)
            });
            let factors = factors.collect::<Option<_>>()?;
            let cells = state.rows[q].cells.iter().chain(&state.rows[pivot].cells);
            next.rows[q] = Rc::new(Combination::new(self.system, factors, cells.copied()));
            let gap = state.gaps[q].checked_mul(a.into())?;
            next.gaps[q] = gap.checked_sub(state.gaps[pivot].checked_mul(b.into())?)?;
        }
        Some(next)
    }

    /// Everything is mended: the values, if they are whole and none is negative.
    fn whole(&mut self, state: &Elimination, left: usize) {
        let mut values = Sorted::default();
        for (q, cell) in state.pivots.iter().enumerate() {
            let Some(cell) = *cell else { continue };
            let entry = i128::from(state.rows[q].entry(self.system, cell));
            let value = i128::from(self.x[cell]) - state.gaps[q] / entry;
            let able = state.gaps[q] % entry == 0 && (0..=i128::from(LARGEST)).contains(&value);
            if !able {
                // With more cells than the equations need, their values are not determined, and
                // some choice of them might do.
                self.missed |= self.loose(state, q, left);
                return;
            }
            if value != i128::from(self.x[cell]) {
                values.insert(cell, value as i64);
            }
        }
        if !self.sets.contains(&values) {
            self.sets.push(values);
        }
    }

    /// Whether further cells could leave the value of a chosen one open.
    fn loose(&self, state: &Elimination, pivot: usize, left: usize) -> bool {
        let in_open = |cell: usize| {
            let mut open = (0..state.rows.len()).filter(|&q| state.pivots[q].is_none());
            open.any(|q| state.rows[q].entry(self.system, cell) != 0)
        };
        match left {
            0 => false,
            1 => state.free(&state.rows[pivot]).any(|cell| !in_open(cell)),
            _ => true,
        }
    }
}

impl Elimination {
    /// The cells of a row that may still be chosen.
    fn free<'a>(&'a self, row: &'a Combination) -> impl Iterator<Item = usize> + 'a {
        let cells = row.cells.iter().copied();
        cells.filter(|&cell| !self.excluded[cell])
    }
}

impl Combination {
    /// A combination that has none but these cells.
    fn new(
        system: &ConstraintSystem,
        factors: Vec<i64>,
        cells: impl Iterator<Item = usize>,
    ) -> Combination {
        let mut row = Combination {
            factors,
            cells: Vec::new(),
        };
        row.cells = cells.filter(|&cell| row.entry(system, cell) != 0).collect();
        row.cells.put_in_order();
        row.cells.dedup();
        row
    }

    /// The coefficient of a cell.
    fn entry(&self, system: &ConstraintSystem, cell: usize) -> i64 {
        let equations = system.equations[cell].iter();
        equations.map(|&(q, sign)| sign * self.factors[q]).sum()
    }
}

/// How many of these rows, the tightest first, have no cell in common, taken greedily: as many cells
/// at least must change.
fn apart(state: &Elimination, supports: &[(usize, &Combination)]) -> usize {
    let mut used = vec![false; state.excluded.len()];
    let mut count = 0;
    for (_, row) in supports {
        if state.free(row).all(|cell| !used[cell]) {
            state.free(row).for_each(|cell| used[cell] = true);
            count += 1;
        }
    }
    count
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1) as i64
}
