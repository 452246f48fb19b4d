//! A number changed for no reason known here. What keeps unforeseen mistakes findable.

use super::Kind;
use crate::locate::fixed::{Cost, NAT};
use crate::locate::frame::RowRole;
use crate::locate::situation::{Proposals, Situation};

pub static KIND: Kind = Kind {
    id: "unknown",
    name: ["原因不明", "unknown"],
    clause: ["原因不明", "for no known reason"],
    propose,
};

const CELL: Cost = 13 * NAT;
const PAIR: Cost = 14 * NAT;

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    for single in now.singles.iter().filter(|single| now.is_number(single.cell)) {
        out.offer(&[(single.cell, single.delta)], || CELL);
    }
    for &(row, role) in &frame.rows {
        let Some(total) = frame.total_of(row).filter(|&cell| now.is_number(cell)) else {
            continue;
        };
        if role == RowRole::Plain {
            continue;
        }
        for part in frame.details_of(row).filter(|&cell| now.is_number(cell)) {
            for delta in now.pair_deltas(row, part, total) {
                out.offer(&[(part, delta), (total, delta)], || PAIR);
            }
        }
    }
}
