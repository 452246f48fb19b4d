//! 重复计入: what belongs to one outcome was counted under another as well, and the totals may
//! have followed.

use super::{Kind, share};
use crate::locate::fixed::{Cost, NAT, chance};
use crate::locate::frame::RowRole;
use crate::locate::situation::{Proposals, Situation};

pub static KIND: Kind = Kind {
    id: "twice",
    name: ["重复计入", "counted twice"],
    clause: ["与别的子项重复计入", "counted under another outcome as well"],
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

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    for single in now.singles.iter().filter(|single| single.delta < 0) {
        let row = frame.row(single.cell);
        if frame.role(row) != RowRole::Leaf || frame.is_sum[single.cell] {
            continue;
        }
        let donors = now.donors(single.cell, -single.delta);
        if donors > 0 {
            out.offer(&[(single.cell, single.delta)], || now.twice(donors, false, false));
        }
    }
    let Some(corner) = frame.total.and_then(|column| frame.subtotal_of(column)) else {
        return;
    };
    for row in frame.rows_of(RowRole::Leaf) {
        let Some(total) = frame.total_of(row) else { continue };
        for part in frame.details_of(row) {
            for delta in now.pair_deltas(row, part, total) {
                let donors = now.donors(part, -delta);
                if delta < 0 && donors > 0 {
                    let changes = [(part, delta), (total, delta)];
                    out.offer(&changes, || now.twice(donors, true, false));
                }
            }
            let Some(subtotal) = frame.subtotal_of(frame.column(part)) else { continue };
            for delta in now.mending(subtotal).filter(|&delta| delta < 0) {
                let donors = now.donors(part, -delta);
                if donors == 0 {
                    continue;
                }
                let changes = [(part, delta), (subtotal, delta), (corner, delta), (total, delta)];
                out.offer(&changes, || now.twice(donors, true, true));
                out.offer(&changes[..3], || now.twice(donors, false, true));
            }
        }
    }
}

impl Situation<'_> {
    /// Other leaves of the column that hold just this amount.
    fn donors(&self, part: usize, amount: i64) -> u64 {
        if amount <= 0 {
            return 0;
        }
        let leaves = self.case.frame.leaves_of(self.case.frame.column(part));
        leaves.filter(|&leaf| leaf != part && self.x[leaf] == amount).count() as u64
    }

    fn twice(&self, donors: u64, row_total: bool, subtotals: bool) -> Cost {
        let of = |follows: bool, likely: u64| if follows { likely } else { 100 - likely };
        let follow = of(row_total, ROW_TOTAL_FOLLOWS) * of(subtotals, SUBTOTALS_FOLLOW);
        let cost = chance(share::TWICE * donors * follow, 1_000_000)
            + chance(1, PLACES * self.tally.leaves.max(1));
        cost.min(NO_DONOR)
    }
}
