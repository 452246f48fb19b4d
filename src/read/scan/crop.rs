//! The inside of one box without its rules, and how far its ink stays from them.

use super::barcode::Area;
use super::fit::Fit;
use super::frame::Point;
use super::page::Fragment;
use super::plane::Plane;

/// What stands in a box.
#[derive(Debug, Clone)]
pub(super) struct Crop {
    pub ink: Plane,
    /// The box in its picture, corners from the upper left clockwise.
    pub corners: [Point; 4],
}

/// Contrast below which a box shows nothing but paper.
pub(super) const CONTRAST: u8 = 35;

/// Pixels that are left off inside a box's rules, whose edges are seldom sharp.
pub(super) const INSIDE: f64 = 1.0;

/// Cuts out a box, so many pixels inside its rules; none where those were not found or leave no room.
pub(super) fn crop(fragment: &Fragment, fit: &Fit, area: Area, inside: f64) -> Option<Crop> {
    let (first, last) = (fit.row(area.row)?, fit.row(area.row + area.high)?);
    let (&upper, &lower) = (fragment.rows.get(first)?, fragment.rows.get(last)?);
    let rule = |at: usize| fit.rules.get(at).copied().flatten();
    let (left, right) = (rule(area.column)?, rule(area.column + area.wide)?);
    let (&left, &right) = (fragment.columns.get(left)?, fragment.columns.get(right)?);
    let grid = &fragment.grid;
    let inner = |(place, thick): (f64, f64), sign: f64| place + sign * (thick / 2.0 + inside);
    let top = inner(grid.beside(false, upper, left, right), 1.0);
    let bottom = inner(grid.beside(false, lower, left, right), -1.0);
    let from = inner(grid.beside(true, left, upper, lower), 1.0);
    let to = inner(grid.beside(true, right, upper, lower), -1.0);
    let whole = |place: f64| place.round().max(0.0) as usize;
    let (from, top, to, bottom) = (whole(from), whole(top), whole(to) + 1, whole(bottom) + 1);
    if to < from + 6 || bottom < top + 6 {
        return None;
    }
    let cut = without_rules(&fragment.table.part(from, top, to, bottom))?;
    let place = |x: f64, y: f64| fragment.back.place(x, y);
    Some(Crop {
        ink: cut,
        corners: [
            place(left, upper),
            place(right, upper),
            place(right, lower),
            place(left, lower),
        ],
    })
}

/// Takes off what is left of rules at the edges: lines of pixels most of which are darker than paper.
fn without_rules(cut: &Plane) -> Option<Plane> {
    let paper = cut.percentile(85);
    let dark = paper.saturating_sub(CONTRAST);
    let (mut left, mut top, mut right, mut bottom) = (0, 0, cut.width, cut.height);
    let reach = (cut.width.min(cut.height) / 5).max(2);
    for _ in 0..reach {
        let down = |x: usize| {
            let rule = (top..bottom).filter(|&y| cut.at(x, y) < dark).count();
            rule * 10 > (bottom - top) * 7
        };
        let (first, last) = (down(left), down(right - 1));
        let across = |y: usize| {
            let rule = (left..right).filter(|&x| cut.at(x, y) < dark).count();
            rule * 10 > (right - left) * 7
        };
        let (upper, lower) = (across(top), across(bottom - 1));
        left += usize::from(first);
        right -= usize::from(last);
        top += usize::from(upper);
        bottom -= usize::from(lower);
        if right < left + 5 || bottom < top + 5 {
            return None;
        }
        if !(first || last || upper || lower) {
            break;
        }
    }
    Some(cut.part(left, top, right, bottom))
}
