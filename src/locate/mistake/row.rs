//! 整行漏填, 整行有误: a row that agrees with its own total and not with its columns, as it was left
//! out, entered on another line, or taken from elsewhere. It keeps a lost row from being told as
//! several slips.

use super::{MistakeKind, share};
use crate::locate::fixed::{Cost, NAT, chance};
use crate::locate::proposals::{Proposals, Target};
use crate::locate::situation::Situation;
use crate::locate::system::SystemRow;

pub static KIND: MistakeKind = MistakeKind {
    id: "row",
    name: ["整行有误", "whole row wrong"],
    clause: ["整行漏填或填错", "the whole row was left out or is wrong"],
    price,
    propose,
};

/// A row with numbers in it, and wrong as a whole.
const OTHER: Cost = 18 * NAT;

/// A row with one number and its total.
fn price(now: &Situation, target: Target) -> Option<Cost> {
    let row = now.case.system.row(target.cell);
    (target.total.is_some() && now.is_empty(row)).then(|| now.left_out())
}

fn propose(now: &Situation, out: &mut Proposals) {
    if now.broken.count_ones() < 3 {
        return;
    }
    let mut changes = Vec::new();
    for row in &now.case.system.rows {
        changes.clear();
        let columns = now.broken & !row.rule.map_or(0, |rule| 1 << rule);
        let cells = row.parts.iter().chain(&row.total);
        for &cell in cells.filter(|&&cell| now.reach(cell) & columns != 0) {
            let equations = now.case.system.equations[cell].iter();
            let mut off = equations.filter(|e| Some(e.0) != row.rule && now.residual[e.0] != 0);
            if let Some(&(equation, sign)) = off.next() {
                changes.push((cell, -sign * now.residual[equation]));
            }
        }
        if changes.len() > 2 && changes.iter().all(|change| now.is_number(change.0)) {
            out.offer(&changes, || match now.is_empty(row) {
                true => now.left_out(),
                false => OTHER,
            });
        }
    }
}

impl Situation<'_> {
    fn is_empty(&self, row: &SystemRow) -> bool {
        row.parts
            .iter()
            .chain(&row.total)
            .all(|&cell| self.x[cell] == 0)
    }

    fn left_out(&self) -> Cost {
        let rows = self.case.system.rows.len() as u64;
        chance(share::LEFT_OUT, 200 * (rows - self.tally.rows).max(1))
    }
}
