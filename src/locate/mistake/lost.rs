//! 缺失: a cell that the input does not have, or that cannot be read. Nobody need have erred; the
//! equations say what it should hold, and this lets it hold something else than the first of them
//! said.

use super::Kind;
use crate::locate::case::Mark;
use crate::locate::fixed::NAT;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;

pub static KIND: Kind = Kind {
    id: "lost",
    name: ["缺失", "lost"],
    clause: ["输入中没有这个数", "the input does not have this number"],
    propose,
};

fn propose(now: &Situation, out: &mut Proposals) {
    let lost = |cell: usize| now.case.marks[cell] == Mark::Lost;
    for single in now.singles.iter().filter(|single| lost(single.cell)) {
        out.offer(&[(single.cell, single.delta)], || NAT);
    }
}
