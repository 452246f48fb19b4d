//! 合计未更新: a number was changed, and some of the totals it goes into were not.

use super::{Kind, share, size};
use crate::locate::fixed::{Cost, chance};
use crate::locate::frame::RowRole;
use crate::locate::situation::{Proposals, Situation};

pub static KIND: Kind = Kind {
    id: "stale",
    name: ["合计未更新", "total not updated"],
    clause: ["改了明细，合计未更新", "a part was changed and the total was not"],
    propose,
};

/// Which totals are left behind when a leaf changes, in hundredths.
const ROW_TOTAL: u64 = 30;
const SUBTOTAL: u64 = 15;
const CORNER: u64 = 20;
const SUBTOTAL_AND_CORNER: u64 = 10;
const ROW_AND_CORNER: u64 = 10;
const ROW_AND_SUBTOTAL: u64 = 5;
const ALL: u64 = 10;
/// When a part of another row changes, there is only the row's total to forget.
const ONLY: u64 = 100;

/// A part of a leaf row is changed so often, in tenths; of another row …
const LEAF: u64 = 10;
const OTHER: u64 = 6;

/// Of 100 late changes so many raise the number.
const RAISED: u64 = 60;

fn propose(now: &Situation, out: &mut Proposals) {
    let frame = &now.case.frame;
    for single in &now.singles {
        let (row, column) = (frame.row(single.cell), frame.column(single.cell));
        if !frame.is_sum[single.cell] || !now.is_number(single.cell) {
            continue;
        }
        let (pattern, sources) = match (frame.role(row), frame.total == Some(column)) {
            (RowRole::Leaf, true) => (ROW_TOTAL, now.row_sources(row, single.delta)),
            (RowRole::Subtotal, true) => (CORNER, now.all_sources(single.delta)),
            (RowRole::Subtotal, false) => (SUBTOTAL, now.column_sources(column, single.delta)),
            (_, true) => (ONLY, now.row_sources(row, single.delta)),
            (_, false) => continue,
        };
        out.offer(&[(single.cell, single.delta)], || {
            now.stale(single.cell, single.delta, pattern, sources)
        });
    }
    let Some(corner) = frame.total.and_then(|column| frame.subtotal_of(column)) else {
        return;
    };
    let row = frame.row(corner);
    for &column in &frame.details {
        let Some(subtotal) = frame.at(row, column) else { continue };
        for delta in now.pair_deltas(row, subtotal, corner) {
            out.offer(&[(subtotal, delta), (corner, delta)], || {
                let sources = now.column_sources(column, delta);
                now.stale(corner, delta, SUBTOTAL_AND_CORNER, sources)
            });
        }
    }
    for row in frame.rows_of(RowRole::Leaf) {
        let (Some(total), Some(rule)) = (frame.total_of(row), frame.row_rule(row)) else {
            continue;
        };
        let delta = now.residual[rule];
        if delta == 0 || !now.is_number(total) || !now.is_number(corner) {
            continue;
        }
        out.offer(&[(total, delta), (corner, delta)], || {
            now.stale(total, delta, ROW_AND_CORNER, now.row_sources(row, delta))
        });
        for part in frame.details_of(row) {
            let Some(subtotal) = frame.subtotal_of(frame.column(part)) else { continue };
            if !now.is_number(subtotal) {
                continue;
            }
            let sources = now.source(part, LEAF, delta);
            let changes = [(total, delta), (subtotal, delta), (corner, delta)];
            out.offer(&changes[..2], || now.stale(total, delta, ROW_AND_SUBTOTAL, sources));
            out.offer(&changes, || now.stale(total, delta, ALL, sources));
        }
    }
}

impl Situation<'_> {
    fn stale(&self, cell: usize, delta: i64, pattern: u64, sources: u64) -> Cost {
        let all = LEAF * self.tally.leaves + OTHER * self.tally.others;
        let (part, whole) = size(delta, self.x[cell].saturating_add(delta));
        let sign = if delta > 0 { RAISED } else { 100 - RAISED };
        chance(share::STALE * pattern * sign, 1_000_000)
            + chance(part, whole)
            + chance(sources, all.max(sources))
    }

    /// The weight of a part that may have been changed by so much.
    fn source(&self, part: usize, weight: u64, delta: i64) -> u64 {
        if self.x[part] >= delta.max(1) { weight } else { 0 }
    }

    fn row_sources(&self, row: usize, delta: i64) -> u64 {
        let frame = &self.case.frame;
        let weight = if frame.role(row) == RowRole::Leaf { LEAF } else { OTHER };
        frame.details_of(row).map(|part| self.source(part, weight, delta)).sum()
    }

    fn column_sources(&self, column: usize, delta: i64) -> u64 {
        let leaves = self.case.frame.leaves_of(column);
        leaves.map(|part| self.source(part, LEAF, delta)).sum()
    }

    fn all_sources(&self, delta: i64) -> u64 {
        let columns = self.case.frame.details.iter();
        columns.map(|&column| self.column_sources(column, delta)).sum()
    }
}
