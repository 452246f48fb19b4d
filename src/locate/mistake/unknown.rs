//! A number changed for no reason known here. What keeps unforeseen mistakes findable.

use super::Kind;
use crate::locate::fixed::{Cost, NAT};
use crate::locate::frame::RowRole;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;

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
    for pair in &now.pairs {
        if frame.row(pair.part).role != RowRole::Plain {
            out.offer(&[(pair.part, pair.delta), (pair.total, pair.delta)], || PAIR);
        }
    }
}
