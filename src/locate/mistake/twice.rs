//! 重复计入: what belongs to one outcome was counted under another as well, and the totals may
//! have followed.

use super::{MistakeKind, share};
use crate::locate::fixed::{Cost, NAT, chance};
use crate::locate::proposals::{Proposals, Target};
use crate::locate::situation::Situation;
use crate::locate::system::RowRole;

pub static KIND: MistakeKind = MistakeKind {
    id: "twice",
    name: ["重复计入", "counted twice"],
    clause: [
        "与别的子项重复计入",
        "counted under another outcome as well",
    ],
    price,
    propose,
};

/// The rows among which a copy lands.
const PLACES: u64 = 20;
/// Of 100 times the row's total is raised as well.
const ROW_TOTAL_FOLLOWS: u64 = 70;
/// Of 100 times the subtotals are raised as well.
const SUBTOTALS_FOLLOW: u64 = 30;
/// No outcome of the same column has the amount: hardly this kind.
const NO_DONOR: Cost = 14 * NAT;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let system = &now.case.system;
    let leaf = system.row(target.cell).role == RowRole::Leaf && !system.is_sum(target.cell);
    if !leaf || target.delta > 0 || !now.is_number(target.cell) {
        return None;
    }
    let donors = now.donors(target.cell, -target.delta);
    (donors > 0).then(|| now.twice(donors, target.total.is_some(), false))
}

fn propose(now: &Situation, out: &mut Proposals) {
    let system = &now.case.system;
    let Some(corner) = system.corner else { return };
    for column in &system.columns {
        let (Some(subtotal), Some((balance, sign))) = (column.subtotal, column.balance) else {
            continue;
        };
        let delta = -sign * now.residual[balance];
        for &part in column.leaves.iter().filter(|_| delta < 0) {
            let donors = now.donors(part, -delta);
            let Some(total) = system.row(part).total.filter(|_| donors > 0) else {
                continue;
            };
            let changes = [
                (part, delta),
                (subtotal, delta),
                (corner, delta),
                (total, delta),
            ];
            out.offer(&changes, || now.twice(donors, true, true));
            out.offer(&changes[..3], || now.twice(donors, false, true));
        }
    }
}

impl Situation<'_> {
    /// Other leaves of the column that hold just this amount.
    fn donors(&self, part: usize, amount: i64) -> u64 {
        let Some(column) = self.case.system.column(part) else {
            return 0;
        };
        let equal = |&&leaf: &&usize| leaf != part && self.x[leaf] == amount;
        column.leaves.iter().filter(equal).count() as u64
    }

    fn twice(&self, donors: u64, row_total: bool, subtotals: bool) -> Cost {
        let of = |follows: bool, likely: u64| if follows { likely } else { 100 - likely };
        let follow = of(row_total, ROW_TOTAL_FOLLOWS) * of(subtotals, SUBTOTALS_FOLLOW);
        let cost = chance(share::TWICE * donors * follow, 1_000_000)
            + chance(1, PLACES * self.tally.leaves.max(1));
        cost.min(NO_DONOR)
    }
}
