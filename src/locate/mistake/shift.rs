//! 整行错位: the numbers of a row slid one cell to the side, one of them over the edge.

use super::{Kind, no_price, share};
use crate::locate::case::Mark;
use crate::locate::fixed::chance;
use crate::locate::frame::RowRole;
use crate::locate::proposals::Proposals;
use crate::locate::situation::Situation;

pub static KIND: Kind = Kind {
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

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    // Rows that stand abreast on one line do not slide one by one.
    for row in frame.rows.iter().filter(|row| row.role != RowRole::Plain) {
        let parts = &row.parts;
        let Some(total) = row.total else { continue };
        let adjacent = parts.windows(2).all(|two| two[0] + 1 == two[1]);
        let all_zero = parts.iter().all(|&cell| now.x[cell] == 0);
        let lost = |&cell: &usize| now.case.marks[cell] == Mark::Lost;
        if parts.len() < 2 || !adjacent || all_zero && now.x[total] == 0 {
            continue;
        }
        if parts.iter().chain([&total]).any(lost) {
            continue;
        }
        let x: Vec<i64> = parts.iter().map(|&cell| now.x[cell]).collect();
        let sum = |x: &[i64]| x.iter().sum::<i64>();
        let (first, last, all) = (x[0], x[x.len() - 1], now.x[total]);
        let mut undo = |values: Vec<i64>, new_total: i64, likely: u64| {
            let cells = parts
                .iter()
                .zip(&values)
                .map(|(&cell, &value)| (cell, value - now.x[cell]));
            let changes: Vec<(usize, i64)> = cells
                .chain([(total, new_total - all)])
                .filter(|change| change.1 != 0)
                .collect();
            if changes.len() > 1 {
                out.offer(&changes, || {
                    chance(share::SHIFT * likely, 10_000 * now.tally.rows.max(1))
                });
            }
        };
        if first == 0 {
            let mut values = x[1..].to_vec();
            values.push(all - sum(&values));
            undo(values, all, RIGHT);
            let mut values = x[1..].to_vec();
            values.push(all);
            let new_total = sum(&values);
            undo(values, new_total, RIGHT_WITH_TOTAL);
        }
        if last == 0 {
            let rest = &x[..x.len() - 1];
            undo([&[all - sum(rest)], rest].concat(), all, LEFT);
        }
        if all == 0 {
            let rest = &x[..x.len() - 1];
            undo([&[last - sum(rest)], rest].concat(), last, LEFT_WITH_TOTAL);
        }
    }
}
