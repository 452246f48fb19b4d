//! 整行有误: a row that agrees with its own total and not with its columns — left out, entered on
//! another line, or taken from elsewhere. Rare; it keeps a lost row from being told as several
//! slips.

use super::{Kind, no_price};
use crate::locate::fixed::{Cost, NAT};
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;

pub static KIND: Kind = Kind {
    id: "row",
    name: ["整行有误", "whole row wrong"],
    clause: ["整行填错", "the whole row is wrong"],
    price: no_price,
    propose,
};

const ROW: Cost = 18 * NAT;

fn propose(now: &Situation, out: &mut Proposals) {
    if now.broken.count_ones() < 3 {
        return;
    }
    for row in &now.case.frame.rows {
        let mut changes = Vec::new();
        for &cell in row.parts.iter().chain(&row.total) {
            let equations = now.case.frame.equations[cell].iter();
            let mut off = equations.filter(|e| Some(e.0) != row.rule && now.residual[e.0] != 0);
            if let Some(&(equation, sign)) = off.next() {
                changes.push((cell, -sign * now.residual[equation]));
            }
        }
        if changes.len() > 2 && changes.iter().all(|change| now.is_number(change.0)) {
            out.offer(&changes, || ROW);
        }
    }
}
