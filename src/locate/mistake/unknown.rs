//! A number changed for no reason known here. What keeps unforeseen mistakes findable.

use super::MistakeKind;
use crate::locate::fixed::{Cost, NAT};
use crate::locate::proposals::{Proposals, Target};
use crate::locate::situation::Situation;

pub static KIND: MistakeKind = MistakeKind {
    id: "unknown",
    name: ["原因不明", "unknown"],
    clause: ["原因不明", "for no known reason"],
    price,
    propose,
};

const CELL: Cost = 13 * NAT;
const PAIR: Cost = 14 * NAT;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    match target.total {
        None => now.is_number(target.cell).then_some(CELL),
        Some(_) => Some(PAIR),
    }
}

/// A subtotal and what it is balanced against, which was worked out from it.
fn propose(now: &Situation, out: &mut Proposals) {
    for column in &now.case.system.columns {
        let (Some(subtotal), Some(new)) = (column.subtotal, column.new) else {
            continue;
        };
        if !now.is_number(subtotal) || !now.is_number(new) {
            continue;
        }
        let balance = column.balance.map(|balance| balance.0);
        let asked = now.mending(subtotal).filter(|ask| Some(ask.0) != balance);
        let asked: Vec<i64> = asked.map(|(_, delta)| delta).collect();
        for delta in asked {
            out.offer(&[(subtotal, delta), (new, delta)], || PAIR);
        }
    }
}
