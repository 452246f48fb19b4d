//! 整列错行: the numbers of a column slid by one line, from one row to another.

use super::{MistakeKind, no_price, share};
use crate::locate::fixed::chance;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;
use crate::locate::system::SystemColumn;

pub static KIND: MistakeKind = MistakeKind {
    id: "slide",
    name: ["整列错行", "column slid"],
    clause: ["整列错开一行", "the column slid by one line"],
    price: no_price,
    propose,
};

/// Fewer cells than this are told by other kinds.
const FEWEST: usize = 3;

fn propose(now: &Situation, out: &mut Proposals) {
    let rows = now.case.system.rows.iter();
    let open = rows
        .filter_map(|row| row.rule)
        .filter(|rule| now.broken >> rule & 1 == 1);
    if open.count() < FEWEST {
        return;
    }
    let columns = now.case.system.columns.len() as u64;
    let mut changes = Vec::new();
    for column in &now.case.system.columns {
        for step in [1, -1] {
            let mut row = 0;
            while row < column.leaves.len() {
                changes.clear();
                row = now.run(column, step, row, &mut changes).max(row + 1);
                if changes.len() >= FEWEST {
                    out.offer(&changes, || chance(share::SLIDE, 200 * columns));
                }
            }
        }
    }
}

impl Situation<'_> {
    /// The rows from one on that are mended by taking the number of the row before or after, and the
    /// last of them, whose own number went over the edge: the changes, and the row behind them.
    fn run(
        &self,
        column: &SystemColumn,
        step: isize,
        from: usize,
        changes: &mut Vec<(usize, i64)>,
    ) -> usize {
        let leaves = &column.leaves;
        // Along the direction in which the numbers went.
        let at = |nth: usize| match step {
            1 => leaves.get(nth).copied(),
            _ => leaves.len().checked_sub(nth + 1).map(|nth| leaves[nth]),
        };
        let mut nth = from;
        while let Some(cell) = at(nth) {
            let Some(delta) = self.row_gap(cell) else {
                break;
            };
            changes.push((cell, delta));
            nth += 1;
            if at(nth).is_none_or(|next| self.x[cell] + delta != self.x[next]) {
                break;
            }
        }
        nth
    }

    /// What the equation of the row wants the cell changed by, if it does not hold.
    fn row_gap(&self, cell: usize) -> Option<i64> {
        let rule = self.case.system.row(cell).rule?;
        let mut mending = self.mending(cell).filter(|(equation, _)| *equation == rule);
        mending.next().map(|(_, delta)| delta)
    }
}
