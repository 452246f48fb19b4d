//! Fellegi and Holt's question: what is the least number of cells that must change?
//!
//! Exact, by elimination. A node is a set of chosen cells whose columns have been pivoted away; a
//! broken equation that no chosen cell can mend names the cells of which one more must change. As
//! a cell once tried is kept out of its siblings' subtrees, every set is met once.

use super::case::{Case, LARGEST};
use super::frame::Frame;
use std::collections::BTreeMap;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Smallest {
    /// Cells that must change at least, as far as the bound let the search go.
    pub size: usize,
    /// The sets of that size whose values the equations determine: cell → new value.
    pub sets: Vec<BTreeMap<usize, i64>>,
    /// Whether all smaller numbers were ruled out.
    pub proved: bool,
}

/// More sets than this are not listed.
const MOST_SETS: usize = 100;

struct Search<'a> {
    frame: &'a Frame,
    x: &'a [i64],
    nodes: usize,
    sets: Vec<BTreeMap<usize, i64>>,
    /// Whether a set may have been missed: see [`Search::whole`].
    missed: bool,
}

/// The chosen cells and the equations with them eliminated.
#[derive(Clone)]
struct State {
    /// Each a combination of the frame's equations.
    rows: Vec<Vec<i64>>,
    /// What is left to mend in each.
    gaps: Vec<i128>,
    /// The cell that each equation was used up for.
    pivots: Vec<Option<usize>>,
    /// Cells that are chosen, or that were tried already.
    excluded: Vec<bool>,
}

/// The least number of cells, at most `most`, that mend these residuals, in at most so many nodes.
pub(super) fn smallest(case: &Case, residual: &[i64], most: usize, nodes: usize) -> Smallest {
    let equations = case.frame.terms.len();
    let unit = |row| (0..equations).map(|q| i64::from(q == row)).collect();
    let start = State {
        rows: (0..equations).map(unit).collect(),
        gaps: residual.iter().map(|&gap| i128::from(gap)).collect(),
        pivots: vec![None; equations],
        excluded: vec![false; case.frame.cells.len()],
    };
    let mut search = Search {
        frame: &case.frame,
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
    search.sets.sort();
    Smallest {
        size,
        proved: search.nodes > 0 && !search.missed && !search.sets.is_empty(),
        sets: search.sets,
    }
}

impl Search<'_> {
    fn visit(&mut self, state: &State, left: usize) {
        if self.nodes == 0 || self.sets.len() >= MOST_SETS {
            return;
        }
        self.nodes -= 1;
        let open = |&q: &usize| state.pivots[q].is_none() && state.gaps[q] != 0;
        let supports: Vec<Vec<usize>> = (0..state.rows.len())
            .filter(open)
            .map(|q| self.support(state, q))
            .collect();
        let Some(tightest) = supports.iter().min_by_key(|support| support.len()) else {
            self.whole(state, left);
            return;
        };
        if left == 0 || apart(&supports, self.x.len()) > left {
            return;
        }
        let mut state = state.clone();
        for &cell in tightest {
            if let Some(next) = self.choose(&state, cell) {
                self.visit(&next, left - 1);
            } else {
                self.missed = true;
            }
            state.excluded[cell] = true;
        }
    }

    /// The cells that an equation, as it now is, still has: what its gap may be mended by.
    fn support(&self, state: &State, q: usize) -> Vec<usize> {
        let cells = (0..self.x.len()).filter(|&cell| !state.excluded[cell]);
        cells
            .filter(|&cell| self.entry(&state.rows[q], cell) != 0)
            .collect()
    }

    /// The coefficient of a cell in a combination of equations.
    fn entry(&self, row: &[i64], cell: usize) -> i64 {
        self.frame.equations[cell]
            .iter()
            .map(|&(q, sign)| sign * row[q])
            .sum()
    }

    /// Eliminates a cell by the first open equation that has it; none where numbers grow too big.
    fn choose(&self, state: &State, cell: usize) -> Option<State> {
        let entries: Vec<i64> = state.rows.iter().map(|row| self.entry(row, cell)).collect();
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
            for (at, base) in next.rows[q].iter_mut().zip(&state.rows[pivot]) {
                *at = at.checked_mul(a)?.checked_sub(base.checked_mul(b)?)?;
            }
            let gap = state.gaps[q].checked_mul(a.into())?;
            next.gaps[q] = gap.checked_sub(state.gaps[pivot].checked_mul(b.into())?)?;
        }
        Some(next)
    }

    /// Everything is mended: the values, if they are whole and none is negative.
    fn whole(&mut self, state: &State, left: usize) {
        let mut values = BTreeMap::new();
        for (q, cell) in state.pivots.iter().enumerate() {
            let Some(cell) = *cell else { continue };
            let entry = i128::from(self.entry(&state.rows[q], cell));
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
    fn loose(&self, state: &State, pivot: usize, left: usize) -> bool {
        let free = |cell: usize| {
            let in_open =
                |q: usize| state.pivots[q].is_none() && self.entry(&state.rows[q], cell) != 0;
            !(0..state.rows.len()).any(in_open)
        };
        match left {
            0 => false,
            1 => self.support(state, pivot).into_iter().any(free),
            _ => true,
        }
    }
}

/// How many of these sets of cells have no cell in common, taken greedily: as many cells at least
/// must change.
fn apart(supports: &[Vec<usize>], cells: usize) -> usize {
    let mut used = vec![false; cells];
    let mut count = 0;
    let mut order: Vec<&Vec<usize>> = supports.iter().collect();
    order.sort_by_key(|support| support.len());
    for support in order {
        if support.iter().all(|&cell| !used[cell]) {
            support.iter().for_each(|&cell| used[cell] = true);
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
