//! 错位: a number in the cell next to its own, and that cell's number in its.

use super::{Kind, share};
use crate::locate::fixed::chance;
use crate::locate::situation::{Proposals, Situation};

pub static KIND: Kind = Kind {
    id: "swap",
    name: ["错位", "in the neighbouring cell"],
    clause: ["相邻两格错位", "two neighbouring cells changed places"],
    propose,
};

/// Where a number lands, in hundredths.
const RIGHT: u64 = 30;
const LEFT: u64 = 20;
const DOWN: u64 = 30;
const UP: u64 = 20;

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    for (cell, id) in frame.cells.iter().enumerate() {
        let (row, column) = (usize::from(id.row), usize::from(id.column));
        let neighbours = [
            (frame.at(row, column + 1), RIGHT, LEFT),
            (frame.at(row + 1, column), DOWN, UP),
        ];
        for (neighbour, forth, back) in neighbours {
            let Some(neighbour) = neighbour else { continue };
            let (here, there) = (now.x[cell], now.x[neighbour]);
            if here == there || !now.is_number(cell) || !now.is_number(neighbour) {
                continue;
            }
            // Either number may be the one that was moved; a 0 is not.
            let forth = if there == 0 { 0 } else { forth };
            let back = if here == 0 { 0 } else { back };
            out.offer(&[(cell, there - here), (neighbour, here - there)], || {
                chance(share::SWAP * (forth + back), 10_000 * now.tally.filled)
            });
        }
    }
}
