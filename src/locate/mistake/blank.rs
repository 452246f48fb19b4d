//! 漏填: a cell left blank that should hold a number.

use super::{Kind, share};
use crate::locate::case::Mark;
use crate::locate::fixed::chance;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;

pub static KIND: Kind = Kind {
    id: "blank",
    name: ["漏填", "left blank"],
    clause: ["漏填", "left blank"],
    propose,
};

fn propose(now: &Situation, out: &mut Proposals) {
    let blank = |cell: usize| now.case.marks[cell] == Mark::Blank;
    for single in now.singles.iter().filter(|single| blank(single.cell)) {
        out.offer(&[(single.cell, single.delta)], || {
            chance(share::BLANK, 100 * (now.tally.filled + 1))
        });
    }
}
