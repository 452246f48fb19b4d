//! 错位: a number in the cell next to its own, and that cell's number in its.

use super::{MistakeKind, no_price, share};
use crate::locate::fixed::chance;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;

pub static KIND: MistakeKind = MistakeKind {
    id: "swap",
    name: ["错位", "in the neighbouring cell"],
    clause: ["相邻两格错位", "two neighbouring cells changed places"],
    price: no_price,
    propose,
};

/// Where a number lands, in hundredths.
const RIGHT: u64 = 30;
const LEFT: u64 = 20;
const DOWN: u64 = 30;
const UP: u64 = 20;

fn propose(now: &Situation, out: &mut Proposals) {
    for &(cell, neighbour, beside) in &now.case.system.neighbours {
        let (here, there) = (now.x[cell], now.x[neighbour]);
        if here == there || (now.reach(cell) | now.reach(neighbour)) & now.broken == 0 {
            continue;
        }
        if !now.is_number(cell) || !now.is_number(neighbour) {
            continue;
        }
        out.offer(&[(cell, there - here), (neighbour, here - there)], || {
            // Either number may be the one that was moved; a 0 is not.
            let (forth, back) = if beside { (RIGHT, LEFT) } else { (DOWN, UP) };
            let of = |number: i64, way: u64| if number == 0 { 0 } else { way };
            let ways = of(there, forth) + of(here, back);
            chance(share::SWAP * ways, 10_000 * now.tally.filled.max(1))
        });
    }
}
