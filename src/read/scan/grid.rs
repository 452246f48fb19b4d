//! An upright table → its rows, its columns, and which walls its elementary boxes have.

use super::plane::Plane;
use super::rules::{Contrast, Masks, Segment, long_only, masks, segments};
use super::upright::EDGE;

/// Rows and columns at most.
const ROWS: usize = 60;
const COLUMNS: usize = 30;

/// The part of the width by which rules along the rows are at least apart: those of a double rule are one.
const APART: f64 = 0.007;

/// From this share on a wall is wholly there.
const WHOLE: f32 = 0.85;

/// The part of the width that a rule along the rows goes over at least, if not in one stretch: the shortest of the forms',
/// under 法人或其他组织, has half.
const BROAD: f64 = 0.4;

/// The rules of an upright table.
pub(super) struct RuleGrid {
    /// Where rules along the rows lie, from the upper edge to the lower.
    pub rows: Vec<f64>,
    /// Where rules along the columns lie, from the left edge to the right.
    pub columns: Vec<f64>,
    /// Rules' pixels, of runs long enough, a pixel wider on either side.
    along: Plane,
    across: Plane,
    /// Whether walls are there wholly or not at all: text seen as ridges covers much of a box.
    sharp: bool,
}

/// How much of each wall between elementary boxes is there, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Walls {
    pub rows: usize,
    pub columns: usize,
    /// Right of a box: a row's all, but the last box's.
    right: Vec<f32>,
    /// Under a box, but the last row's.
    under: Vec<f32>,
}

impl Walls {
    pub fn right(&self, row: usize, column: usize) -> f32 {
        self.right[row * (self.columns - 1) + column]
    }

    pub fn under(&self, row: usize, column: usize) -> f32 {
        self.under[row * self.columns + column]
    }
}

impl RuleGrid {
    /// Looks for the rules; none where there are too few for a table, or far too many.
    pub fn new(table: &Plane, sight: Contrast) -> Option<RuleGrid> {
        let Masks { along, across } = masks(table, sight);
        let (rows, columns) = (rows(&along), columns(&across, table.height));
        if rows.len() < 2 || columns.len() < 3 || rows.len() > ROWS || columns.len() > 4 * COLUMNS {
            return None;
        }
        let grid = RuleGrid {
            rows,
            columns,
            along: wider(&along),
            across: wider(&across),
            sharp: false,
        };
        let columns = grid.through(&across);
        let sound = (3..=COLUMNS).contains(&columns.len());
        sound.then_some(RuleGrid { columns, ..grid })
    }

    /// This grid of dark rules with what [`Contrast::Ridge`] sees beside: pale rules on shaded heads. Of rows that only
    /// ridges show those count that are whole walls of boxes between the dark columns; lines of text are none.
    pub fn with_ridges(&self, table: &Plane) -> RuleGrid {
        let Masks { along, across } = masks(table, Contrast::Ridge);
        let shown = rows(&along);
        let mut grid = RuleGrid {
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            along: either(&self.along, &wider(&along)),
            across: either(&self.across, &wider(&across)),
            sharp: true,
        };
        let walls = shown.into_iter().filter(|&y| grid.is_wall(y));
        let mut all: Vec<f64> = walls.chain(self.rows.iter().copied()).collect();
        all.sort_by(f64::total_cmp);
        let apart = (table.width as f64 * APART).max(5.0);
        grid.rows = settled(all, apart, table.height);
        grid.rows.truncate(ROWS);
        // Every rule along the columns goes through two rows at least, a line of text through one.
        let low = grid.rows.windows(2).map(|pair| pair[1] - pair[0]);
        let low = low.fold(f64::MAX, f64::min).min(1000.0);
        grid.across = long_only(&grid.across, 2, (low * 1.4) as usize);
        grid
    }

    /// Whether a rule along the rows is wholly there over boxes that together are broad enough for one of a form's.
    fn is_wall(&self, y: f64) -> bool {
        let reach = self.reach();
        let whole =
            |sides: &&[f64]| covered(&self.along, y, reach, sides[0] + 3.0, sides[1] - 2.0) > WHOLE;
        let boxes = self.columns.windows(2).filter(whole);
        let wide: f64 = boxes.map(|sides| sides[1] - sides[0]).sum();
        wide > self.along.width as f64 * BROAD
    }

    /// How much of a wall is there of which so much is covered.
    fn wall(&self, share: f32) -> f32 {
        match self.sharp && share < WHOLE {
            true => share / 2.0,
            false => share,
        }
    }

    /// How far off its place a rule is looked for.
    fn reach(&self) -> usize {
        (self.along.width / 250).max(3) + 2
    }

    /// The columns' rules that go all the way through rows: a form's do, strokes of characters do not.
    fn through(&self, across: &Plane) -> Vec<f64> {
        let reach = (self.along.width / 500).max(1) + 2;
        let bands: Vec<(usize, usize)> = self
            .rows
            .windows(2)
            .map(|pair| (pair[0] as usize + 3, (pair[1] as usize).saturating_sub(2)))
            .filter(|(from, to)| to > from)
            .collect();
        // A fragment of few rows may show a rule in one of them only.
        let least = if self.rows.len() > 6 {
            2.max(self.rows.len() * 9 / 100)
        } else {
            1
        };
        let last = self.columns.len() - 1;
        let passes = |at: usize| {
            if at == 0 || at == last {
                return true;
            }
            let x = self.columns[at] as usize;
            let beside = x.saturating_sub(reach)..(x + reach + 1).min(across.height);
            let whole = |&(from, to): &(usize, usize)| {
                let there = (from..to).filter(|&y| beside.clone().any(|x| across.at(y, x) == 1));
                there.count() * 100 > (to - from) * 93
            };
            // A page break may leave one row of those that a rule parts.
            let at_end = bands.first().is_some_and(whole) || bands.last().is_some_and(whole);
            let through = bands.iter().filter(|band| whole(band)).count();
            at_end || through >= least.min(bands.len().max(1))
        };
        let kept = (0..self.columns.len()).filter(|&at| passes(at));
        kept.map(|at| self.columns[at]).collect()
    }

    /// The same without some of its inner rules: indices into rows and columns.
    pub fn without(&self, rows: &[usize], columns: &[usize]) -> (Vec<f64>, Vec<f64>) {
        let keep = |all: &[f64], but: &[usize]| {
            let all = all.iter().enumerate();
            all.filter(|(at, _)| !but.contains(at))
                .map(|(_, &place)| place)
                .collect()
        };
        (keep(&self.rows, rows), keep(&self.columns, columns))
    }

    /// How much of each wall is there, between these rules.
    pub fn walls(&self, rows: &[f64], columns: &[f64]) -> Walls {
        let reach = self.reach();
        let (height, width) = (rows.len() - 1, columns.len() - 1);
        let mut walls = Walls {
            rows: height,
            columns: width,
            right: Vec::with_capacity(height * width),
            under: Vec::with_capacity(height * width),
        };
        for row in rows.windows(2) {
            for &x in &columns[1..width] {
                let share = covered(&self.across, x, reach, row[0] + 1.0, row[1]);
                walls.right.push(self.wall(share));
            }
        }
        for &y in &rows[1..height] {
            for column in columns.windows(2) {
                let share = covered(&self.along, y, reach, column[0] + 3.0, column[1] - 2.0);
                walls.under.push(self.wall(share));
            }
        }
        walls
    }

    /// Where the rule near a place really runs beside a box that reaches from one place to another along it: its
    /// middle and how thick it is. Of the columns, where `across`.
    pub fn beside(&self, across: bool, place: f64, from: f64, to: f64) -> (f64, f64) {
        let mask = if across { &self.across } else { &self.along };
        let reach = (self.along.width / 180).max(3);
        let low = (place as usize).saturating_sub(reach);
        let shares: Vec<f32> = (low..(place as usize + reach + 1).min(mask.height))
            .map(|at| share(mask, at, from + 2.0, to - 1.0))
            .collect();
        let best = (0..shares.len()).max_by(|&one, &two| {
            // Of equals the one nearest to where the rule is over all rows.
            let off = |at: usize| -((low + at) as f64 - place).abs();
            shares[one]
                .total_cmp(&shares[two])
                .then(off(one).total_cmp(&off(two)))
        });
        let Some(best) = best.filter(|&best| shares[best] >= 0.45) else {
            return (place, 1.0);
        };
        let belongs = |at: usize| shares[at] >= (shares[best] * 0.75).max(0.45);
        let (mut first, mut last) = (best, best);
        while first > 0 && belongs(first - 1) {
            first -= 1;
        }
        while last + 1 < shares.len() && belongs(last + 1) {
            last += 1;
        }
        // Both masks are two pixels wider on either side than the rule.
        let thick = (last + 1 - first) as f64;
        (
            low as f64 + (first + last) as f64 / 2.0,
            (thick - 4.0).max(1.0),
        )
    }
}

/// Rules' pixels: those in runs long enough, a pixel wider on either side.
fn wider(mask: &Plane) -> Plane {
    long_only(&mask.widened_down(1), 0, 5).widened_down(1)
}

/// What is in one mask or the other.
fn either(one: &Plane, other: &Plane) -> Plane {
    let mut both = one.clone();
    let pixels = both.pixels.iter_mut().zip(&other.pixels);
    pixels.for_each(|(pixel, &other)| *pixel |= other);
    both
}

/// The ones' share of a mask's row between two places.
fn share(mask: &Plane, at: usize, from: f64, to: f64) -> f32 {
    let (from, to) = (
        from.max(0.0) as usize,
        (to.max(0.0) as usize).min(mask.width),
    );
    if to <= from {
        return 0.0;
    }
    let ones: u32 = mask.row(at)[from..to]
        .iter()
        .map(|&pixel| u32::from(pixel))
        .sum();
    ones as f32 / (to - from) as f32
}

/// The largest share of the rows near a place.
fn covered(mask: &Plane, place: f64, reach: usize, from: f64, to: f64) -> f32 {
    let place = place.round() as usize;
    let rows = place.saturating_sub(reach)..(place + reach + 1).min(mask.height);
    rows.map(|at| share(mask, at, from, to)).fold(0.0, f32::max)
}

/// Rows: where rules cover most of the right part of the table, in which numbers stand, whose strokes are short.
fn rows(along: &Plane) -> Vec<f64> {
    let (width, height) = (along.width, along.height);
    let right = along.part(width * 42 / 100, 0, width, height);
    let reach = (width / 500).max(1);
    // Longer than an ideograph is wide, or a line of text would be one.
    let long = long_only(&right.widened_down(1), 2, (width / 45).max(10)).widened_down(reach);
    let shares: Vec<f64> = (0..height)
        .map(|y| f64::from(share(&long, y, 0.0, right.width as f64)))
        .collect();
    let mut rows = Vec::new();
    let mut y = 0;
    while y < height {
        let from = y;
        while y < height && shares[y] > 0.5 {
            y += 1;
        }
        if y > from {
            let weight = |at: &usize| {
                let square = shares[*at] * shares[*at];
                square * square
            };
            let all: f64 = (from..y).map(|at| weight(&at)).sum();
            rows.push((from..y).map(|at| at as f64 * weight(&at)).sum::<f64>() / all);
        }
        y += 1;
    }
    settled(rows, (width as f64 * APART).max(5.0), height)
}

/// Columns: where upright segments together are long enough.
fn columns(across: &Plane, height: usize) -> Vec<f64> {
    // The mask is transposed, so its columns are the table's rows.
    let width = across.height;
    let least = (height * 2 / 5).min(width / 27).max(14).min(height * 4 / 5);
    let mut places: Vec<(f64, f64)> = segments(across, least, least)
        .iter()
        .map(|one: &Segment| (one.at(one.middle()), one.length()))
        .collect();
    places.sort_by(|one, two| one.0.total_cmp(&two.0));
    let near = (width as f64 / 220.0).max(3.0);
    let mut columns = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let from = at;
        at += 1;
        while at < places.len() && places[at].0 - places[at - 1].0 <= near {
            at += 1;
        }
        let all: f64 = places[from..at].iter().map(|one| one.1).sum();
        if all > height as f64 * 0.05 {
            columns.push(
                places[from..at]
                    .iter()
                    .map(|one| one.0 * one.1)
                    .sum::<f64>()
                    / all,
            );
        }
    }
    settled(columns, (width as f64 * 0.012).max(8.0), width)
}

/// Double rules as one, and the two edges of the table where no rule was seen there.
fn settled(places: Vec<f64>, apart: f64, end: usize) -> Vec<f64> {
    let (first, last) = (EDGE as f64, (end - EDGE) as f64);
    let mut out: Vec<f64> = Vec::with_capacity(places.len() + 2);
    // What lies outside is of a neighbour.
    let inside = |place: &f64| *place > first - 5.0 && *place < last + 5.0;
    for place in places.into_iter().filter(inside) {
        match out.last_mut() {
            Some(before) if place - *before < apart => {
                if (*before - first).abs() > 4.0 {
                    *before = (*before + place) / 2.0;
                }
            }
            _ => out.push(place),
        }
    }
    if out.first().is_none_or(|&place| place > first + apart) {
        out.insert(0, first);
    }
    if out.last().is_none_or(|&place| place < last - apart) {
        out.push(last);
    }
    out
}
