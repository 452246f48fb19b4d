//! What the evidence from outside says of one system: last year's report, and numbers claimed in prose.

use super::fixed::{Cost, NAT};
use super::system::ConstraintSystem;
use crate::evidence::{CellClaim, Evidence};
use crate::form::CellId;

const FIRST_COLUMN: Cost = 4500;
const FURTHER_COLUMN: Cost = 3 * NAT;
const TOTAL_ALONE: Cost = 4 * NAT;
const CLAIM: Cost = 4200;

/// The evidence on one system, by cell number.
#[derive(Debug, Default)]
pub(super) struct Outside {
    previous: Vec<(usize, i64)>,
    claims: Vec<(i64, Vec<Vec<usize>>)>,
    watched: Vec<bool>,
}

impl Outside {
    pub fn new(system: &ConstraintSystem, evidence: &Evidence) -> Outside {
        let number = |cell: &CellId| system.cells.binary_search(cell).ok();
        let sums = |claim: &CellClaim| -> Vec<Vec<usize>> {
            let sum = |cells: &Vec<CellId>| cells.iter().map(number).collect::<Option<Vec<_>>>();
            claim.any_of.iter().filter_map(sum).collect()
        };
        let known = |(cell, &value): (&CellId, &i64)| Some((number(cell)?, value));
        let mut outside = Outside {
            previous: evidence.previous.iter().filter_map(known).collect(),
            claims: evidence.claims.iter().map(|c| (c.value, sums(c))).collect(),
            watched: Vec::new(),
        };
        outside.claims.retain(|(_, sums)| !sums.is_empty());
        let claimed = outside.claims.iter().flat_map(|c| c.1.iter().flatten());
        let mut watched = vec![false; system.cells.len()];
        for &cell in outside.previous.iter().map(|p| &p.0).chain(claimed) {
            watched[cell] = true;
        }
        if watched.contains(&true) {
            outside.watched = watched;
        }
        outside
    }

    /// Whether a cell's value matters here.
    pub fn watches(&self, cell: usize) -> bool {
        self.watched.get(cell).copied().unwrap_or(false)
    }

    /// What it costs that the table says otherwise.
    pub fn cost(&self, system: &ConstraintSystem, x: &[i64]) -> Cost {
        if self.watched.is_empty() {
            return 0;
        }
        let (mut columns, mut total) = (0, false);
        for &(cell, value) in &self.previous {
            if x[cell] != value {
                match system.column_of[cell].is_none() {
                    true => total = true,
                    false => columns += 1,
                }
            }
        }
        let previous = match (columns, total) {
            (0, false) => 0,
            (0, true) => TOTAL_ALONE,
            (n, _) => FIRST_COLUMN + (n - 1) * FURTHER_COLUMN,
        };
        let met = |(value, sums): &(i64, Vec<Vec<usize>>)| {
            sums.iter().any(|sum| add(sum, x) == i128::from(*value))
        };
        let unmet = self.claims.iter().filter(|claim| !met(claim)).count();
        previous + unmet as Cost * CLAIM
    }

    /// Changes to single cells that the evidence asks for.
    pub fn wants(&self, x: &[i64], mut want: impl FnMut(usize, i64)) {
        for &(cell, value) in &self.previous {
            if let Some(delta) = value.checked_sub(x[cell]).filter(|&delta| delta != 0) {
                want(cell, delta);
            }
        }
        for (value, sums) in &self.claims {
            for sum in sums {
                let gap = i128::from(*value) - add(sum, x);
                if let Some(delta) = i64::try_from(gap).ok().filter(|&delta| delta != 0) {
                    sum.iter().for_each(|&cell| want(cell, delta));
                }
            }
        }
    }
}

fn add(cells: &[usize], x: &[i64]) -> i128 {
    cells.iter().map(|&cell| i128::from(x[cell])).sum()
}
