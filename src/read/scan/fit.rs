//! Walls that are there against those of the forms: which table, from which of its rows on.

use super::barcode::Barcode;
use super::grid::{RuleGrid, Walls};

/// A way in which a fragment may be of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Index of the barcode.
    pub table: usize,
    /// The table's row that the fragment's first is; negative where the fragment has rows before the table's.
    pub first: isize,
    /// How many of the table's rows it shows.
    pub rows: usize,
    /// For each of the table's rules along the columns, from the left edge to the right, the fragment's; none
    /// where those rows show none there.
    pub rules: Vec<Option<usize>>,
    /// How well the walls agree, 0 to 1.
    pub score: f32,
}

impl Fit {
    /// The fragment's row that a row of the table is.
    pub fn row(&self, row: usize) -> Option<usize> {
        usize::try_from(row as isize - self.first).ok()
    }
}

/// Fits kept of a fragment.
const KEPT: usize = 24;

/// Below this a fit is none.
pub(super) const LEAST: f32 = 0.85;

/// Ways in which these walls may be of tables, best first.
pub(super) fn fits(walls: &Walls, tables: &[Barcode]) -> Vec<Fit> {
    let mut all = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let least = -(table.rows.min(2) as isize);
        for first in least..table.rows as isize {
            let (from, to) = (
                first.max(0) as usize,
                (first + walls.rows as isize).clamp(0, table.rows as isize) as usize,
            );
            let rows = to.saturating_sub(from);
            if rows == 0 || rows + 2 < walls.rows {
                continue;
            }
            for (left, dropped) in cuts(table.before) {
                if let Some((score, rules)) = score(walls, table, first, from, to, left, dropped) {
                    all.push(Fit {
                        table: at,
                        first,
                        rows,
                        rules,
                        score: score - 0.01 * dropped.count_ones() as f32,
                    });
                }
            }
        }
    }
    let off = |fit: &Fit| {
        let table = &tables[fit.table];
        fit.first.abs() + (table.rows as isize - fit.first - walls.rows as isize).abs()
    };
    let thousandths = |fit: &Fit| (fit.score * 1000.0) as i32;
    all.sort_by(|one, two| {
        thousandths(two)
            .cmp(&thousandths(one))
            .then(off(one).cmp(&off(two)))
    });
    all.truncate(KEPT);
    all
}

/// What may lack at the left, among the labels: columns cut off, and rules that are not drawn, a bit each.
fn cuts(before: usize) -> impl Iterator<Item = (usize, u32)> {
    let inner = before.saturating_sub(1).min(4) as u32;
    let undrawn = (0..1 << inner).map(|dropped| (0, dropped));
    let cut = (1..=inner).map(|left| (left as usize, (1 << left) - 1));
    undrawn.chain(cut)
}

fn score(
    walls: &Walls,
    table: &Barcode,
    first: isize,
    from: usize,
    to: usize,
    left: usize,
    dropped: u32,
) -> Option<(f32, Vec<Option<usize>>)> {
    // Rules along the columns that these rows show; columns that none of them parts are one.
    let shown: Vec<usize> = (0..table.columns - 1)
        .filter(|&column| (from..to).any(|row| table.right(row, column)))
        .filter(|&column| column >= 4 || dropped & 1 << column == 0)
        .collect();
    if shown.len() + 1 != walls.columns {
        return None;
    }
    let (mut off, mut count) = (0.0, 0.0);
    for row in from..to {
        let seen = (row as isize - first) as usize;
        for (at, &column) in shown.iter().enumerate() {
            let there = ((walls.right(seen, at) - 0.5) / 0.4).clamp(0.0, 1.0);
            off += (there - f32::from(u8::from(table.right(row, column)))).abs();
            count += 1.0;
        }
        if row + 1 < to {
            for at in 0..walls.columns {
                let column = at.checked_sub(1).map_or(left, |before| shown[before] + 1);
                let there = ((walls.under(seen, at) - 0.3) / 0.55).clamp(0.0, 1.0);
                off += (there - f32::from(u8::from(table.under(row, column)))).abs();
                count += 1.0;
            }
        }
    }
    let beyond = ((walls.rows - (to - from)) * walls.columns) as f32;
    off += beyond * 0.5;
    count += beyond;
    let mut rules = vec![None; table.columns + 1];
    rules[left] = Some(0);
    for (at, &column) in shown.iter().enumerate() {
        rules[column + 1] = Some(at + 1);
    }
    rules[table.columns] = Some(walls.columns);
    Some((1.0 - off / f32::max(count, 1.0), rules))
}

/// A fragment of a table with the rules that fit best.
pub(super) struct Fitted {
    pub rows: Vec<f64>,
    pub columns: Vec<f64>,
    pub walls: Walls,
    pub fits: Vec<Fit>,
}

/// The best fits of a grid: with all of its rules, and where nothing fits well, without those of the inner ones that
/// the fewest walls speak for.
pub(super) fn fitted(grid: &RuleGrid, tables: &[Barcode]) -> Fitted {
    let fit = |rows: Vec<f64>, columns: Vec<f64>| {
        let walls = grid.walls(&rows, &columns);
        Fitted {
            fits: fits(&walls, tables),
            rows,
            columns,
            walls,
        }
    };
    let whole = fit(grid.rows.clone(), grid.columns.clone());
    let best = |fitted: &Fitted| fitted.fits.first().map_or(0.0, |fit| fit.score);
    if grid.rows.len() > 40 || grid.columns.len() > 20 {
        return whole;
    }
    let whole = match best(&whole) {
        score if score > 0.9 => {
            // One line too many: a fold, an underline, a stroke of a seal.
            let rows = (1..grid.rows.len() - 1).map(|row| grid.without(&[row], &[]));
            let columns = (1..grid.columns.len() - 1).map(|column| grid.without(&[], &[column]));
            let fewer = rows
                .chain(columns)
                .filter(|(rows, columns)| rows.len() > 2 && columns.len() > 2);
            let without = (score < 0.985).then(|| {
                let tried = fewer.map(|(rows, columns)| fit(rows, columns));
                tried.reduce(|one, other| {
                    if best(&other) > best(&one) {
                        other
                    } else {
                        one
                    }
                })
            });
            return match without.flatten() {
                Some(other) if best(&other) > score + 0.012 => other,
                _ => whole,
            };
        }
        _ => whole,
    };
    let walls = &whole.walls;
    let weak = |count: usize, support: &dyn Fn(usize) -> f32| {
        let mut inner: Vec<usize> = (1..count).collect();
        inner.sort_by(|&one, &two| support(one).total_cmp(&support(two)));
        inner.truncate(3);
        inner
    };
    let columns = weak(walls.columns, &|at| {
        (0..walls.rows)
            .filter(|&row| walls.right(row, at - 1) > 0.9)
            .count() as f32
    });
    let rows = weak(walls.rows, &|at| {
        let right = walls.columns / 2..walls.columns;
        right.map(|column| walls.under(at - 1, column)).sum()
    });
    let mut value = best(&whole);
    let mut chosen = whole;
    for fewer_columns in 0..=columns.len() {
        for fewer_rows in 0..=rows.len() {
            if fewer_columns + fewer_rows == 0 {
                continue;
            }
            let (rows, columns) = grid.without(&rows[..fewer_rows], &columns[..fewer_columns]);
            if rows.len() < 2 || columns.len() < 3 {
                continue;
            }
            let other = fit(rows, columns);
            let worth = best(&other) - 0.01 * (fewer_columns + fewer_rows) as f32;
            if worth > value {
                (value, chosen) = (worth, other);
            }
        }
    }
    chosen
}
