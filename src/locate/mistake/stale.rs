//! 合计未更新: a number was changed, and some of the totals it goes into were not.

use super::{MistakeKind, share, size};
use crate::locate::fixed::{Cost, chance};
use crate::locate::proposals::{Proposals, Target};
use crate::locate::situation::Situation;
use crate::locate::system::RowRole;

pub static KIND: MistakeKind = MistakeKind {
    id: "stale",
    name: ["合计未更新", "total not updated"],
    clause: [
        "改了明细，合计未更新",
        "a part was changed and the total was not",
    ],
    price,
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
/// A short row that stands alone is added up by eye.
const SHORT: u64 = 75;

/// A part of a leaf row is changed so often, in tenths; of another row …
const LEAF: u64 = 10;
const OTHER: u64 = 6;

/// Of 100 late changes so many raise the number.
const RAISED: u64 = 60;

fn price(now: &Situation, target: Target) -> Option<Cost> {
    let (system, delta) = (&now.case.system, target.delta);
    if !system.is_sum(target.cell) || !now.is_number(target.cell) {
        return None;
    }
    let row = system.row(target.cell);
    let (pattern, sources) = match (row.role, system.column(target.cell), target.total) {
        (RowRole::Subtotal, None, None) => (CORNER, now.all_sources(delta)),
        (RowRole::Subtotal, Some(column), total) => {
            let pattern = if total.is_some() {
                SUBTOTAL_AND_CORNER
            } else {
                SUBTOTAL
            };
            (pattern, now.sources(&column.leaves, LEAF, delta))
        }
        (RowRole::Leaf, None, None) => (ROW_TOTAL, now.sources(&row.parts, LEAF, delta)),
        (RowRole::Plain, None, None) => (SHORT, now.sources(&row.parts, OTHER, delta)),
        (_, None, None) => (ONLY, now.sources(&row.parts, OTHER, delta)),
        _ => return None,
    };
    Some(now.stale(target.cell, delta, pattern, sources))
}

fn propose(now: &Situation, out: &mut Proposals) {
    let system = &now.case.system;
    let Some(corner) = system.corner.filter(|&cell| now.is_number(cell)) else {
        return;
    };
    for row in system.rows.iter().filter(|row| row.role == RowRole::Leaf) {
        let Some(total) = row.total.filter(|&cell| now.is_number(cell)) else {
            continue;
        };
        let delta = row.rule.map_or(0, |rule| now.residual[rule]);
        if delta == 0 {
            continue;
        }
        out.offer(&[(total, delta), (corner, delta)], || {
            now.stale(
                total,
                delta,
                ROW_AND_CORNER,
                now.sources(&row.parts, LEAF, delta),
            )
        });
        for &part in &row.parts {
            let subtotal = system.column(part).and_then(|column| column.subtotal);
            let Some(subtotal) = subtotal.filter(|&cell| now.is_number(cell)) else {
                continue;
            };
            let sources = now.sources(&[part], LEAF, delta);
            let changes = [(total, delta), (subtotal, delta), (corner, delta)];
            out.offer(&changes[..2], || {
                now.stale(total, delta, ROW_AND_SUBTOTAL, sources)
            });
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

    /// The weight of the parts that may have been changed by so much.
    fn sources(&self, parts: &[usize], weight: u64, delta: i64) -> u64 {
        let able = parts.iter().filter(|&&part| self.x[part] >= delta.max(1));
        able.count() as u64 * weight
    }

    fn all_sources(&self, delta: i64) -> u64 {
        let columns = self.case.system.columns.iter();
        columns
            .map(|column| self.sources(&column.leaves, LEAF, delta))
            .sum()
    }
}
