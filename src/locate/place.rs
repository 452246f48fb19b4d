//! What the places of values say of a change.

use super::case::{Case, Mark};
use super::fixed::Cost;
use super::prior::Law;
use super::situation::Situation;

/// What the values' places say of changes to a table: how usual they are, what the evidence says,
/// and whether a blank stays one.
pub(super) struct Place<'a> {
    case: &'a Case,
    x: Vec<i64>,
    laws: Vec<Option<Law>>,
    evidence: Cost,
}

impl<'a> Place<'a> {
    pub fn new(now: &Situation<'a>) -> Place<'a> {
        Place {
            case: now.case,
            x: now.x.clone(),
            laws: vec![None; now.x.len()],
            evidence: now.case.outside.cost(&now.case.frame, &now.x),
        }
    }

    /// What the changes cost besides the mistake.
    pub fn cost(&mut self, changes: &[(usize, i64)]) -> Cost {
        let case = self.case;
        let (mut cost, mut watched, mut fresh) = (0, false, true);
        for &(cell, delta) in changes {
            let (from, to) = (self.x[cell], self.x[cell] + delta);
            if case.prior.minds(cell) {
                let law = || case.prior.law(&case.frame, &self.x, cell);
                // The first cell's law is that of the table as it was, and worth keeping.
                let law = if fresh {
                    *self.laws[cell].get_or_insert_with(law)
                } else {
                    law()
                };
                cost += law.change(from, to);
            }
            if case.marks[cell] == Mark::Blank {
                cost += (Cost::from(to == 0) - Cost::from(from == 0)) * case.blank;
            }
            watched |= case.outside.watches(cell);
            fresh = false;
            self.x[cell] = to;
        }
        if watched {
            cost += case.outside.cost(&case.frame, &self.x) - self.evidence;
        }
        for &(cell, delta) in changes {
            self.x[cell] -= delta;
        }
        cost
    }
}
