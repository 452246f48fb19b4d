//! 缺失: a cell that the input does not have, or that cannot be read. Nobody need have erred; the
//! equations say what it should hold, and this lets it hold something else than the first of them
//! said.

use super::{MistakeKind, no_proposal};
use crate::locate::case::CellMark;
use crate::locate::fixed::{Cost, NAT};
use crate::locate::proposals::Target;
use crate::locate::situation::Situation;

pub static KIND: MistakeKind = MistakeKind {
    id: "lost",
    name: ["缺失", "lost"],
    clause: ["这一格没有读到数", "no number was read in it"],
    price,
    propose: no_proposal,
};

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let lost = target.total.is_none() && now.case.marks[target.cell] == CellMark::Lost;
    lost.then_some(NAT)
}
