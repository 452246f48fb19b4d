//! 漏填: a cell left blank that should hold a number.

use super::{MistakeKind, no_proposal, share};
use crate::locate::case::CellMark;
use crate::locate::fixed::{Cost, chance};
use crate::locate::proposals::Target;
use crate::locate::situation::Situation;

pub static KIND: MistakeKind = MistakeKind {
    id: "blank",
    name: ["漏填", "left blank"],
    clause: ["漏填", "left blank"],
    price,
    propose: no_proposal,
};

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let blank = target.total.is_none() && now.case.marks[target.cell] == CellMark::Blank;
    blank.then(|| chance(share::BLANK, 100 * (now.tally.filled + 1)))
}
