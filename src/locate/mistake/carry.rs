//! 漏加结转: one of the rows 一, 二 and 四 is short of (or has too much by) what was carried over,
//! mostly together with its total.

use super::{MistakeKind, no_proposal, share, size};
use crate::locate::fixed::{Cost, NAT, chance};
use crate::locate::proposals::Target;
use crate::locate::situation::Situation;
use crate::locate::system::{RowRole, SystemColumn};

pub static KIND: MistakeKind = MistakeKind {
    id: "carry",
    name: ["结转漏加", "carry-over wrong"],
    clause: [
        "结转数漏加或多加",
        "a carry-over was left out or added once too often",
    ],
    price,
    propose: no_proposal,
};

/// Of 100 times the row's total is wrong by the same amount.
const TOTAL_FOLLOWS: u64 = 75;
/// Of 100 times all of a carry-over is left out or added, otherwise some of it.
const WHOLE: u64 = 40;
/// Of 100 times that some of the new applications are miscounted, some were missed.
const NEW_SHORT: u64 = 80;
/// Where nothing was to be counted, nothing is miscounted.
const NOTHING_CARRIED: Cost = 14 * NAT;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let system = &now.case.system;
    let carries = system.row(target.cell).role.carries() > 0;
    let column = system
        .column(target.cell)
        .filter(|_| carries && now.is_number(target.cell))?;
    let total = if target.total.is_some() {
        TOTAL_FOLLOWS
    } else {
        100 - TOTAL_FOLLOWS
    };
    Some(now.carry(column, target.cell, target.delta, total))
}

impl Situation<'_> {
    fn carry(&self, column: &SystemColumn, part: usize, delta: i64, total: u64) -> Cost {
        let row = self.case.system.row(part);
        let right = self.x[part].saturating_add(delta);
        if right == 0 {
            return NOTHING_CARRIED;
        }
        let (whole, some) = match row.role {
            RowRole::New => {
                let of = |cell: Option<usize>| cell.map_or(0, |cell| self.x[cell]);
                let carried_in = delta.saturating_abs() == of(column.carried_in);
                let carried_out = delta == of(column.carried_out);
                let short = if delta > 0 {
                    NEW_SHORT
                } else {
                    100 - NEW_SHORT
                };
                (if carried_in || carried_out { 50 } else { 0 }, short)
            }
            _ => (if delta == right { 100 } else { 0 }, 50),
        };
        let (size, sizes) = size(delta, right);
        let amount = WHOLE * whole * 100 + (100 - WHOLE) * some * 100 * size / sizes;
        let others = row
            .parts
            .iter()
            .filter(|&&cell| cell != part && self.x[cell] != 0);
        let filled = 1 + others.count() as u64;
        let likely = row.role.carries();
        let counted = filled > 1 || self.x[part] != 0;
        let all = self.tally.carries + if counted { 0 } else { likely };
        chance(share::CARRY * likely * total, 10_000 * all)
            + chance(amount, 1_000_000)
            + chance(1, filled)
    }
}
