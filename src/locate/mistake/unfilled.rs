//! 总计未填: the total of a row that has numbers was left at 0 or blank. Who leaves out one total leaves
//! out others, so two such rows speak for each other.

use super::{MistakeKind, share};
use crate::locate::case::CellMark;
use crate::locate::fixed::{Cost, NAT, chance};
use crate::locate::proposals::{Proposals, Target};
use crate::locate::situation::Situation;
use crate::locate::system::SystemRow;

pub static KIND: MistakeKind = MistakeKind {
    id: "unfilled",
    name: ["总计未填", "total not filled in"],
    clause: ["总计没有填", "the total was not filled in"],
    price,
    propose,
};

/// What it costs in table 4 where another block shows the habit. Less than nothing: any other hypothesis
/// needs a mistake of its own in this block, which is rare; this one does not.
const HABIT: Cost = -3 * NAT;
/// So many such rows of one table are a habit, not slips.
const FEWEST: usize = 3;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let row = now.case.system.row(target.cell);
    let gap = now.unfilled(row).filter(|_| target.total.is_none())?;
    (gap == (target.cell, target.delta)).then(|| now.one_unfilled())
}

/// All such totals of a table at once.
fn propose(now: &Situation, out: &mut Proposals) {
    let rows = now.case.system.rows.iter();
    let changes: Vec<(usize, i64)> = rows.filter_map(|row| now.unfilled(row)).collect();
    if changes.len() >= FEWEST {
        out.offer(&changes, || chance(share::UNFILLED, 100));
    }
}

impl Situation<'_> {
    /// The total of a row that lacks it, and what it lacks.
    fn unfilled(&self, row: &SystemRow) -> Option<(usize, i64)> {
        let (total, rule) = (row.total?, row.rule?);
        let gap = self.residual[rule];
        let able = self.x[total] == 0 && gap > 0 && self.case.marks[total] != CellMark::Lost;
        able.then_some((total, gap))
    }

    fn one_unfilled(&self) -> Cost {
        match (self.case.single_edit(), self.case.unfilled) {
            (false, _) => chance(share::UNFILLED, 100 * self.tally.rows.max(1)),
            (true, 0 | 1) => chance(share::UNFILLED, 100),
            (true, _) => HABIT,
        }
    }
}
