//! Ruling lines: which pixels may belong to one, and the long thin things that they make.

use super::plane::Plane;

/// How pixels of rules are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contrast {
    /// Darker than what is around: most rules.
    Dark,
    /// Darker than both sides of a line's direction, after averaging along it: faint and dotted ones.
    Ridge,
}

impl Contrast {
    /// The other way of telling them.
    pub fn other(self) -> Contrast {
        match self {
            Contrast::Dark => Contrast::Ridge,
            Contrast::Ridge => Contrast::Dark,
        }
    }
}

/// The pixels that may belong to rules along the rows and along the columns.
pub(super) struct Masks {
    pub along: Plane,
    /// Transposed: a row of it is a column of the picture.
    pub across: Plane,
}

/// The side from which sizes of what is looked for are taken: that of the page on which a picture may be a part.
pub(super) fn unit(plane: &Plane) -> usize {
    plane.long_side().min(plane.width * 3 / 2)
}

/// Looks for pixels of rules.
pub(super) fn masks(flat: &Plane, sight: Contrast) -> Masks {
    match sight {
        Contrast::Dark => {
            let around = (unit(flat) / 170).max(6);
            let mean = flat.mean(around, around);
            let mut dark = flat.clone();
            for (pixel, &mean) in dark.pixels.iter_mut().zip(&mean.pixels) {
                *pixel = u8::from(pixel.saturating_add(9) < mean);
            }
            Masks {
                across: dark.transposed(),
                along: dark,
            }
        }
        Contrast::Ridge => Masks {
            along: ridges(flat, unit(flat)),
            across: ridges(&flat.transposed(), unit(flat)),
        },
    }
}

fn ridges(flat: &Plane, unit: usize) -> Plane {
    let smooth = flat.mean((unit / 320).max(3), 0);
    let mut out = Plane::filled(flat.width, flat.height, 0);
    let mut reaches = [3, (unit / 330).max(4), (unit / 200).max(5)].to_vec();
    reaches.dedup();
    for y in 0..flat.height {
        for &reach in &reaches {
            let above = smooth.row(y.saturating_sub(reach));
            let below = smooth.row((y + reach).min(flat.height - 1));
            let out = &mut out.pixels[y * flat.width..][..flat.width];
            let sides = smooth.row(y).iter().zip(above).zip(below);
            for (out, ((&here, &above), &below)) in out.iter_mut().zip(sides) {
                *out |= u8::from(here.saturating_add(7) < above.min(below));
            }
        }
    }
    out
}

/// A stretch of ones in a row; `to` is one past its end.
#[derive(Debug, Clone, Copy)]
struct PixelRun {
    y: usize,
    from: usize,
    to: usize,
}

/// The runs of a mask's row that are at least so long, where gaps of up to so many pixels are none.
fn runs(row: &[u8], y: usize, gap: usize, least: usize, out: &mut Vec<PixelRun>) {
    let mut open: Option<PixelRun> = None;
    for (x, &pixel) in row.iter().enumerate() {
        if pixel == 0 {
            continue;
        }
        match &mut open {
            Some(run) if x - run.to <= gap => run.to = x + 1,
            _ => {
                out.extend(open.filter(|run| run.to - run.from >= least));
                open = Some(PixelRun {
                    y,
                    from: x,
                    to: x + 1,
                });
            }
        }
    }
    out.extend(open.filter(|run| run.to - run.from >= least));
}

/// Only what is in runs of at least so many pixels.
pub(super) fn long_only(mask: &Plane, gap: usize, least: usize) -> Plane {
    let mut out = Plane::filled(mask.width, mask.height, 0);
    let mut found = Vec::new();
    for y in 0..mask.height {
        found.clear();
        runs(mask.row(y), y, gap, least, &mut found);
        for run in &found {
            out.pixels[y * mask.width..][run.from..run.to].fill(1);
        }
    }
    out
}

/// A long thin thing along the rows of a mask: y = `start` + `slope` · x from `from` to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Segment {
    pub from: f64,
    pub to: f64,
    pub slope: f64,
    pub start: f64,
}

impl Segment {
    pub fn length(&self) -> f64 {
        self.to - self.from
    }

    pub fn middle(&self) -> f64 {
        (self.from + self.to) / 2.0
    }

    pub fn at(&self, x: f64) -> f64 {
        self.start + self.slope * x
    }
}

/// Segments at most: a table of the form has some hundreds.
const SEGMENTS: usize = 3000;

/// Runs at most; a picture of noise has more, and no table.
const RUNS: usize = 400_000;

/// What the sums over the pixels of a component come to.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    pixels: i64,
    x: i64,
    y: i64,
    xx: i64,
    xy: i64,
    from: usize,
    to: usize,
    top: usize,
    bottom: usize,
}

/// The long thin things along the rows of a mask: made of runs of at least `run` pixels, at least `least` long.
pub(super) fn segments(mask: &Plane, run: usize, least: usize) -> Vec<Segment> {
    let wide = mask.widened_down(1);
    let mut all = Vec::new();
    let mut starts = Vec::with_capacity(mask.height + 1);
    for y in 0..mask.height {
        starts.push(all.len());
        runs(wide.row(y), y, 3, run, &mut all);
        if all.len() > RUNS {
            return Vec::new();
        }
    }
    starts.push(all.len());
    let mut parents: Vec<u32> = (0..all.len() as u32).collect();
    for y in 1..mask.height {
        let (mut above, here) = (starts[y - 1], starts[y]);
        for at in here..starts[y + 1] {
            while above < here && all[above].to < all[at].from {
                above += 1;
            }
            let mut other = above;
            while other < here && all[other].from <= all[at].to {
                let (one, two) = (root(&mut parents, at), root(&mut parents, other));
                parents[one.max(two)] = one.min(two) as u32;
                other += 1;
            }
        }
    }
    let mut sums = vec![Moments::default(); all.len()];
    for (at, run) in all.iter().enumerate() {
        let of = &mut sums[root(&mut parents, at)];
        if of.pixels == 0 {
            (of.from, of.to, of.top, of.bottom) = (run.from, run.to, run.y, run.y);
        }
        let (from, to, y) = (run.from as i64, run.to as i64, run.y as i64);
        let (count, x) = (to - from, (from + to - 1) * (to - from) / 2);
        let squares = |n: i64| n * (n + 1) * (2 * n + 1) / 6;
        of.pixels += count;
        of.x += x;
        of.y += y * count;
        of.xx += squares(to - 1) - squares(from - 1);
        of.xy += x * y;
        of.from = of.from.min(run.from);
        of.to = of.to.max(run.to);
        of.bottom = run.y;
    }
    let mut found: Vec<Segment> = sums.iter().filter_map(|sums| thin(sums, least)).collect();
    if found.len() > SEGMENTS {
        found.sort_by(|one, two| two.length().total_cmp(&one.length()));
        found.truncate(SEGMENTS);
    }
    found
}

fn root(parents: &mut [u32], mut at: usize) -> usize {
    while parents[at] as usize != at {
        let above = parents[at] as usize;
        parents[at] = parents[above];
        at = above;
    }
    at
}

/// The line through a component, where it is one.
fn thin(sums: &Moments, least: usize) -> Option<Segment> {
    let (long, high) = (sums.to - sums.from, sums.bottom + 1 - sums.top);
    if sums.pixels == 0 || long < least || high > (long * 12 / 100).max(12) {
        return None;
    }
    let pixels = sums.pixels as f64;
    let (x, y) = (sums.x as f64 / pixels, sums.y as f64 / pixels);
    let spread = sums.xx as f64 / pixels - x * x;
    let slope = match spread > 1.0 {
        true => (sums.xy as f64 / pixels - x * y) / spread,
        false => 0.0,
    };
    Some(Segment {
        from: sums.from as f64,
        to: sums.to as f64,
        slope,
        start: y - slope * x,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sloping_line_with_gaps_is_one_segment() {
        let mut mask = Plane::filled(400, 60, 0);
        for x in 20..380 {
            if x % 50 > 2 {
                let y = 20 + x / 40;
                mask.pixels[y * 400 + x] = 1;
                mask.pixels[(y + 1) * 400 + x] = 1;
            }
        }
        let found = segments(&mask, 14, 50);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0].slope - 0.025).abs() < 0.003, "{found:?}");
        assert!((found[0].at(200.0) - 25.5).abs() < 1.0, "{found:?}");
    }

    #[test]
    fn what_is_short_or_thick_is_no_rule() {
        let mut mask = Plane::filled(300, 100, 0);
        for y in 10..60 {
            mask.pixels[y * 300 + 20..][..100].fill(1);
        }
        mask.pixels[80 * 300 + 20..][..30].fill(1);
        assert_eq!(segments(&mask, 14, 50), []);
    }

    #[test]
    fn noise_is_given_up_on_in_bounded_time() {
        let mut state = 1u32;
        let mut mask = Plane::filled(1000, 1000, 0);
        for pixel in &mut mask.pixels {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *pixel = (state >> 31) as u8;
        }
        assert!(segments(&mask, 14, 50).len() <= SEGMENTS);
    }
}
