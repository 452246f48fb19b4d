//! A number changed for no reason known here. What keeps unforeseen mistakes findable.

use super::{Kind, no_proposal};
use crate::locate::fixed::{Cost, NAT};
use crate::locate::proposals::Target;
use crate::locate::situation::Situation;

pub static KIND: Kind = Kind {
    id: "unknown",
    name: ["原因不明", "unknown"],
    clause: ["原因不明", "for no known reason"],
    price,
    propose: no_proposal,
};

const CELL: Cost = 13 * NAT;
const PAIR: Cost = 14 * NAT;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    match target.total {
        None => now.is_number(target.cell).then_some(CELL),
        Some(_) => Some(PAIR),
    }
}
