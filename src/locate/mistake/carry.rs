//! 漏加结转: one of the rows 一, 二 and 四 is short of (or has too much by) what was carried over,
//! mostly together with its total.

use super::{Kind, share, size};
use crate::locate::fixed::{Cost, NAT, chance};
use crate::locate::frame::RowRole;
use crate::locate::situation::{Proposals, Situation};

pub static KIND: Kind = Kind {
    id: "carry",
    name: ["结转漏加", "carry-over wrong"],
    clause: ["结转数漏加或多加", "a carry-over was left out or added once too often"],
    propose,
};

/// Of 100 times the row's total is wrong by the same amount.
const TOTAL_FOLLOWS: u64 = 75;
/// Of 100 times all of a carry-over is left out or added, otherwise some of it.
const WHOLE: u64 = 40;
/// Of 100 times that some of the new applications are miscounted, some were missed.
const NEW_SHORT: u64 = 80;
/// Where nothing was to be counted, nothing is miscounted.
const NOTHING_CARRIED: Cost = 14 * NAT;

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    for role in [RowRole::New, RowRole::CarriedIn, RowRole::CarriedOut] {
        for row in frame.rows_of(role) {
            for part in frame.details_of(row) {
                for single in now.singles.iter().filter(|single| single.cell == part) {
                    out.offer(&[(part, single.delta)], || {
                        now.carry(role, part, single.delta, 100 - TOTAL_FOLLOWS)
                    });
                }
                let Some(total) = frame.total_of(row) else { continue };
                for delta in now.pair_deltas(row, part, total) {
                    out.offer(&[(part, delta), (total, delta)], || {
                        now.carry(role, part, delta, TOTAL_FOLLOWS)
                    });
                }
            }
        }
    }
}

impl Situation<'_> {
    fn carry(&self, role: RowRole, part: usize, delta: i64, total: u64) -> Cost {
        let frame = &self.case.frame;
        let (row, column) = (frame.row(part), frame.column(part));
        let right = self.x[part].saturating_add(delta);
        if right == 0 {
            return NOTHING_CARRIED;
        }
        let of = |role| frame.cell_of(role, column).map_or(0, |cell| self.x[cell]);
        let short = if delta > 0 { NEW_SHORT } else { 100 - NEW_SHORT };
        let (likely, whole, some) = match role {
            RowRole::New => {
                let carried_in = of(RowRole::CarriedIn);
                let carried_out = of(RowRole::CarriedOut);
                let in_it = carried_in != 0 && delta.saturating_abs() == carried_in;
                let out_of_it = carried_out != 0 && delta == carried_out;
                (40, if in_it || out_of_it { 50 } else { 0 }, short)
            }
            RowRole::CarriedIn => (35, if delta == right { 100 } else { 0 }, 50),
            _ => (25, if delta == right { 100 } else { 0 }, 50),
        };
        let (size, sizes) = size(delta, right);
        let amount = WHOLE * whole * 100 + (100 - WHOLE) * some * 100 * size / sizes;
        let others = frame.details_of(row).filter(|&cell| cell != part && self.x[cell] != 0);
        let filled = 1 + others.count() as u64;
        chance(share::CARRY * likely * total, 1_000_000)
            + chance(amount, 1_000_000)
            + chance(1, filled)
    }
}
