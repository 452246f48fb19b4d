//! 整行有误: a row that agrees with its own total and not with its columns — left out, entered on
//! another line, or taken from elsewhere. Rare; it keeps a lost row from being told as several
//! slips.

use super::Kind;
use crate::locate::fixed::{Cost, NAT};
use crate::locate::situation::{Proposals, Situation};

pub static KIND: Kind = Kind {
    id: "row",
    name: ["整行有误", "whole row wrong"],
    clause: ["整行填错", "the whole row is wrong"],
    propose,
};

const ROW: Cost = 16 * NAT;

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    for &(row, _) in &frame.rows {
        let Some(total) = frame.total_of(row) else { continue };
        let rule = frame.row_rule(row);
        let mut changes = Vec::new();
        for cell in frame.details_of(row).chain([total]) {
            let mut off = now.case.equations(cell).filter(|e| Some(e.0) != rule);
            let Some((equation, sign)) = off.find(|e| now.residual[e.0] != 0) else { continue };
            changes.push((cell, -sign * now.residual[equation]));
        }
        if changes.len() > 2 && changes.iter().all(|change| now.is_number(change.0)) {
            out.offer(&changes, || ROW);
        }
    }
}
