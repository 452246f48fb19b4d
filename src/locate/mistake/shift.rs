//! 整行错位: the numbers of a row slid one cell to the side, one of them over the edge.

use super::{MistakeKind, no_price, share};
use crate::locate::case::CellMark;
use crate::locate::fixed::chance;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;
use crate::locate::system::RowRole;

pub static KIND: MistakeKind = MistakeKind {
    id: "shift",
    name: ["整行错位", "row shifted"],
    clause: ["整行错开一格", "the row slid by one cell"],
    price: no_price,
    propose,
};

/// Where a row slides, and whether its total goes along, in hundredths.
const RIGHT: u64 = 50;
const LEFT: u64 = 30;
const RIGHT_WITH_TOTAL: u64 = 10;
const LEFT_WITH_TOTAL: u64 = 10;

/// Whether a row may have slid: its cells stand side by side, all are there, and some hold a number.
fn may_slide(now: &Situation, parts: &[usize], total: usize) -> bool {
    let adjacent = parts.windows(2).all(|two| two[0] + 1 == two[1]);
    let all_zero = parts.iter().all(|&cell| now.x[cell] == 0);
    let lost = |&cell: &usize| now.case.marks[cell] == CellMark::Lost;
    let some = parts.len() >= 2 && !(all_zero && now.x[total] == 0);
    some && adjacent && !parts.iter().chain([&total]).any(lost)
}

fn propose(now: &Situation, out: &mut Proposals) {
    let mut changes: Vec<(usize, i64)> = Vec::new();
    // Rows that stand abreast on one line do not slide one by one.
    let rows = now.case.system.rows.iter();
    for row in rows.filter(|row| row.role != RowRole::Plain) {
        let parts = &row.parts;
        let Some(total) = row.total.filter(|&total| may_slide(now, parts, total)) else {
            continue;
        };
        let x = |i: usize| now.x[parts[i]];
        let (last, sum) = (
            parts.len() - 1,
            parts.iter().map(|&cell| now.x[cell]).sum::<i64>(),
        );
        let all = now.x[total];
        let mut undo = |part: &dyn Fn(usize) -> i64, new_total: i64, likely: u64| {
            let moved = parts.iter().enumerate();
            let moved = moved.map(|(i, &cell)| (cell, part(i) - now.x[cell]));
            changes.clear();
            changes.extend(moved.chain([(total, new_total - all)]));
            changes.retain(|change| change.1 != 0);
            let row_mends = row.rule.is_some_and(|rule| now.residual[rule] != 0);
            let mends = |&(cell, delta): &(usize, i64)| now.mending(cell).any(|m| m.1 == delta);
            if changes.len() > 1 && (row_mends || changes.iter().any(mends)) {
                out.offer(&changes, || {
                    chance(share::SHIFT * likely, 10_000 * now.tally.rows.max(1))
                });
            }
        };
        // What went over the edge is what the total lacks, or the total itself went with it.
        let leftwards = |end: i64| move |i: usize| if i == last { end } else { x(i + 1) };
        let rightwards = |end: i64| move |i: usize| if i == 0 { end } else { x(i - 1) };
        if x(0) == 0 {
            undo(&leftwards(all - sum), all, RIGHT);
            undo(&leftwards(all), sum + all, RIGHT_WITH_TOTAL);
        }
        if x(last) == 0 {
            undo(&rightwards(all - sum), all, LEFT);
        }
        if all == 0 {
            undo(
                &rightwards(x(last) - (sum - x(last))),
                x(last),
                LEFT_WITH_TOTAL,
            );
        }
    }
}
