//! What the places of values say of a change.

use super::case::{Case, CellMark};
use super::fixed::Cost;
use super::likelihood::Distribution;
use super::situation::Situation;

/// What the values' places say of changes to a table: how usual they are, what the evidence says,
/// and whether a blank stays one.
pub(super) struct Plausibility<'a> {
    case: &'a Case,
    x: Vec<i64>,
    distributions: Vec<Option<Distribution>>,
    evidence: Cost,
}

impl<'a> Plausibility<'a> {
    pub fn new(now: &Situation<'a>) -> Plausibility<'a> {
        Plausibility {
            case: now.case,
            x: now.x.clone(),
            distributions: vec![None; now.x.len()],
            evidence: now.case.outside.cost(&now.case.system, &now.x),
        }
    }

    /// What the changes cost besides the mistake.
    pub fn cost(&mut self, changes: &[(usize, i64)]) -> Cost {
        let case = self.case;
        let (mut cost, mut watched, mut fresh) = (0, false, true);
        for &(cell, delta) in changes {
            let (from, to) = (self.x[cell], self.x[cell] + delta);
            if case.likelihood.minds(cell) {
                let distribution = || case.likelihood.distribution(&case.system, &self.x, cell);
                // The first cell's distribution is that of the table as it was, and worth keeping.
                let distribution = if fresh {
                    *self.distributions[cell].get_or_insert_with(distribution)
                } else {
                    distribution()
                };
                cost += distribution.change(from, to);
            }
            if case.marks[cell] == CellMark::Blank {
                cost += (Cost::from(to == 0) - Cost::from(from == 0)) * case.blank;
            }
            watched |= case.outside.watches(cell);
            fresh = false;
            self.x[cell] = to;
        }
        if watched {
            cost += case.outside.cost(&case.system, &self.x) - self.evidence;
        }
        for &(cell, delta) in changes {
            self.x[cell] -= delta;
        }
        cost
    }
}
