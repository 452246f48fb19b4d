//! 两行写反: the numbers of two rows changed places. Between two outcomes the sums would not show it;
//! between an outcome and a row of another role they do.

use super::{MistakeKind, no_price, share};
use crate::locate::fixed::chance;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;
use crate::locate::system::{RowRole, SystemRow, bits};

pub static KIND: MistakeKind = MistakeKind {
    id: "exchange",
    name: ["两行写反", "rows exchanged"],
    clause: ["两行的数写反", "the numbers of two rows changed places"],
    price: no_price,
    propose,
};

/// Fewer cells than this are told by other kinds.
const FEWEST: usize = 4;

fn propose(now: &Situation, out: &mut Proposals) {
    let rows = &now.case.system.rows;
    if (now.broken.count_ones() as usize) < FEWEST / 2 {
        return;
    }
    let other = |row: &&SystemRow| !matches!(row.role, RowRole::Leaf | RowRole::Plain);
    let all = (rows.len() * (rows.len() - 1) / 2) as u64;
    let mut changes = Vec::new();
    for one in rows.iter().filter(other) {
        let before = |row: &&SystemRow| row.role == RowRole::Leaf || row.index < one.index;
        for two in rows.iter().filter(before) {
            changes.clear();
            if now.exchanged(one, two, &mut changes) && changes.len() >= FEWEST {
                out.offer(&changes, || chance(share::EXCHANGE, 100 * all));
            }
        }
    }
}

impl Situation<'_> {
    /// The changes that exchange two rows, if every column agrees afterwards.
    fn exchanged(&self, one: &SystemRow, two: &SystemRow, changes: &mut Vec<(usize, i64)>) -> bool {
        let cells = |row: &SystemRow| row.parts.len() + usize::from(row.total.is_some());
        if cells(one) != cells(two) {
            return false;
        }
        let those = two.parts.iter().chain(&two.total);
        for (&a, &b) in one.parts.iter().chain(&one.total).zip(those) {
            let delta = self.x[b] - self.x[a];
            if delta == 0 {
                continue;
            }
            let sign = |cell: usize, equation: usize| {
                let mut equations = self.case.system.equations[cell].iter();
                equations.find(|e| e.0 == equation).map_or(0, |e| e.1)
            };
            let agrees = |equation: usize| {
                let change = (sign(a, equation) - sign(b, equation)) * delta;
                let own = Some(equation) == one.rule || Some(equation) == two.rule;
                own || change == 0 || self.residual[equation] + change == 0
            };
            let able = self.is_number(a) && self.is_number(b);
            if !able || !bits(self.reach(a) | self.reach(b)).all(agrees) {
                return false;
            }
            changes.push((a, delta));
            changes.push((b, -delta));
        }
        true
    }
}
