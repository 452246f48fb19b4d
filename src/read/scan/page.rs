//! One page → its fragments of tables, from top to bottom.

use super::barcode::Barcode;
use super::fit::{Fit, Fitted, LEAST, fitted};
use super::flat::flat;
use super::frame::{Frame, Point, frames};
use super::grid::RuleGrid;
use super::plane::Plane;
use super::rules::{Contrast, masks, segments, unit};
use super::upright::{Back, upright};

/// From this score on rules are not looked for another way.
const WELL: f32 = 0.97;

/// A piece of a table on a page, upright.
pub(super) struct Fragment {
    /// Its page.
    pub page: usize,
    pub frame: Frame,
    pub table: Plane,
    pub back: Back,
    pub grid: RuleGrid,
    /// Its rules along the rows.
    pub rows: Vec<f64>,
    /// Its rules along the columns.
    pub columns: Vec<f64>,
    /// What it may be, best first.
    pub fits: Vec<Fit>,
}

impl Fragment {
    /// How well its walls agree with the best of what it may be.
    pub fn score(&self) -> f32 {
        self.fits.first().map_or(0.0, |fit| fit.score)
    }

    /// How much it explains: rows that fit well.
    pub fn worth(&self) -> f32 {
        self.fits
            .first()
            .map_or(0.0, |fit| (fit.score - 0.8) * fit.rows as f32)
    }

    /// From its upper edge to its lower one.
    fn span(&self) -> (f64, f64) {
        let ys = self.frame.corners.map(|corner: Point| corner.1);
        (ys[0].min(ys[1]), ys[2].max(ys[3]))
    }

    /// From its left edge to its right one.
    fn breadth(&self) -> (f64, f64) {
        let xs = self.frame.corners.map(|corner: Point| corner.0);
        (xs[0].min(xs[3]), xs[1].max(xs[2]))
    }

    fn covers(&self, other: &Fragment) -> bool {
        overlap(self.span(), other.span()) && overlap(self.breadth(), other.breadth())
    }
}

/// The fragments of tables on a page that stands upright, and how many outlines of tables there were.
pub(super) fn fragments(page: &Plane, number: usize, tables: &[Barcode]) -> (Vec<Fragment>, usize) {
    let flat = flat(page);
    let mut found: Vec<Fragment> = Vec::new();
    let mut outlines = 0;
    for sight in [Contrast::Dark, Contrast::Ridge] {
        let frames = outlined(&flat, sight);
        outlines = outlines.max(frames.len());
        for frame in frames {
            let Some(fragment) = fragment(&flat, frame, sight, number, tables) else {
                continue;
            };
            // A few rows in the middle of a page are no piece of a longer table.
            let fit = &fragment.fits[0];
            let (top, bottom) = fragment.span();
            let high = page.height as f64;
            let at_edge = top < 0.2 * high || bottom > 0.8 * high;
            if fit.rows < 3 && fit.rows < tables[fit.table].rows && !at_edge {
                continue;
            }
            found.push(fragment);
        }
        // Rules that are seen well are not looked for twice.
        if sight == Contrast::Dark
            && !found.is_empty()
            && found.len() >= outlines
            && found.iter().all(|one| one.score() > WELL)
        {
            break;
        }
    }
    found.sort_by(|one, two| two.worth().total_cmp(&one.worth()));
    let mut kept: Vec<Fragment> = Vec::new();
    for fragment in found {
        if !kept.iter().any(|other| other.covers(&fragment)) {
            kept.push(fragment);
        }
    }
    kept.sort_by(|one, two| one.span().0.total_cmp(&two.span().0));
    side_by_side(&mut kept);
    (kept, outlines)
}

/// Whether two stretches have three tenths of the shorter one in common.
fn overlap((from, to): (f64, f64), (low, high): (f64, f64)) -> bool {
    to.min(high) - from.max(low) > 0.3 * (to - from).min(high - low)
}

/// Of two pages on one picture the left one comes first.
fn side_by_side(fragments: &mut [Fragment]) {
    let left_of = |one: &Fragment, two: &Fragment| one.breadth().1 <= two.breadth().0;
    let Some(first) = fragments
        .iter()
        .map(|one| one.breadth().1)
        .min_by(f64::total_cmp)
    else {
        return;
    };
    let is_left = |one: &Fragment| one.breadth().0 < first;
    let (left, right): (Vec<&Fragment>, Vec<&Fragment>) =
        fragments.iter().partition(|one| is_left(one));
    let apart = !right.is_empty()
        && left
            .iter()
            .all(|one| right.iter().all(|two| left_of(one, two)));
    if apart {
        // Stable: each page stays from top to bottom.
        fragments.sort_by_key(|one| !is_left(one));
    }
}

fn outlined(flat: &Plane, sight: Contrast) -> Vec<Frame> {
    let masks = masks(flat, sight);
    let unit = unit(flat).min(flat.width * 3 / 2) * 2 / 3;
    let run = (unit / if sight == Contrast::Dark { 45 } else { 28 }).max(14);
    let along = segments(&masks.along, run, (unit / 28).max(run));
    let run = (run * 2 / 3).max(10);
    let across = segments(&masks.across, run, run);
    frames(&along, &across, flat.width)
}

fn fragment(
    flat: &Plane,
    frame: Frame,
    sight: Contrast,
    page: usize,
    tables: &[Barcode],
) -> Option<Fragment> {
    if frame.cut {
        return None;
    }
    let (table, back) = upright(flat, &frame)?;
    let (grid, fitted) = gridded(&table, sight, tables)?;
    let best = fitted.fits.first()?;
    (best.score > LEAST).then_some(Fragment {
        page,
        frame,
        table,
        back,
        grid,
        rows: fitted.rows,
        columns: fitted.columns,
        fits: fitted.fits,
    })
}

/// The rules within an outline, as the sight that found it shows them; where they do not fit well, as the other or both
/// together do if those fit better: shaded heads hide pale rules from the one, strokes of characters look like rules to
/// the other.
fn gridded(table: &Plane, sight: Contrast, tables: &[Barcode]) -> Option<(RuleGrid, Fitted)> {
    let fit = |grid: RuleGrid| {
        let fitted = fitted(&grid, tables);
        (grid, fitted)
    };
    let score = |of: &Option<(RuleGrid, Fitted)>| {
        let best = of.as_ref().and_then(|(_, fitted)| fitted.fits.first());
        best.map_or(0.0, |fit| fit.score)
    };
    let first = RuleGrid::new(table, sight).map(fit);
    if score(&first) > WELL {
        return first;
    }
    let other = RuleGrid::new(table, sight.other()).map(fit);
    let dark = match sight {
        Contrast::Dark => &first,
        Contrast::Ridge => &other,
    };
    let dark = dark.as_ref().map(|(grid, _)| grid);
    let both = dark.map(|grid| fit(grid.with_ridges(table)));
    let better = |one, two| if score(&two) > score(&one) { two } else { one };
    better(better(first, other), both)
}
