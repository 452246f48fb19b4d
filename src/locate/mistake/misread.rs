//! 识读有误: a number on a picture that is another one of those its readers thought of. The report may well be right.

use super::{MistakeKind, no_proposal};
use crate::locate::fixed::{Cost, NAT};
use crate::locate::proposals::Target;
use crate::locate::situation::Situation;

pub static KIND: MistakeKind = MistakeKind {
    id: "misread",
    name: ["识读有误", "misread"],
    clause: ["识读有误", "misread on the picture"],
    price,
    propose: no_proposal,
};

/// Readers err in a few of 10,000 cells and people in a cell of some hundred, but that a sum asks for the very number
/// which a reader thought of next is chance in a case of ten at most, with a clerk's slip in that cell.
const PRICE: Cost = 3 * NAT;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let said = now.x[target.cell] + target.delta;
    let thought_of = target.total.is_none() && now.case.readings[target.cell].contains(&said);
    (thought_of && now.is_number(target.cell)).then_some(PRICE)
}
