//! Segments → the four corners of every ruled table on a page.
//!
//! Segments that cross belong to one table, so that strokes of characters, which cross no rule, are left out. The
//! page may lie askew or in perspective: how rules slope changes evenly over the table, and with that every end
//! of a segment has a place in a frame that stands upright.

use super::rules::Segment;

/// A place in a picture, in pixels.
pub(super) type Point = (f64, f64);

/// The outline of a table in its picture: corners from the upper left, clockwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub corners: [Point; 4],
    /// Whether its rules run out of the picture at a side: columns may be lacking.
    pub cut: bool,
}

/// The part of the picture's width along which rules that end without one across run out of it.
const BORDER: f64 = 0.03;

/// Tables a page at most.
const TABLES: usize = 24;

/// The outlines of the ruled tables, from top to bottom. `along` runs with the rows of the picture; of `across` x
/// and y are exchanged.
pub(super) fn frames(along: &[Segment], across: &[Segment], width: usize) -> Vec<Frame> {
    let width = width as f64;
    let mut frames: Vec<Frame> = groups(along, across, width)
        .iter()
        .filter_map(|group| group.frame(width))
        .collect();
    frames.sort_by(|one, two| one.corners[0].1.total_cmp(&two.corners[0].1));
    frames.truncate(TABLES);
    frames
}

/// Segments that cross each other.
#[derive(Default)]
struct CrossingRules {
    along: Vec<Segment>,
    across: Vec<Segment>,
}

fn groups(along: &[Segment], across: &[Segment], width: f64) -> Vec<CrossingRules> {
    let reach = (width / 300.0).max(3.0);
    let mut parents: Vec<usize> = (0..along.len() + across.len()).collect();
    fn root(parents: &mut [usize], mut at: usize) -> usize {
        while parents[at] != at {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        at
    }
    let inside = |value: f64, of: &Segment| value >= of.from - reach && value <= of.to + reach;
    for (one, row) in along.iter().enumerate() {
        for (two, column) in across.iter().enumerate() {
            let y = row.at(column.at(row.middle()).clamp(row.from, row.to));
            let x = column.at(y);
            if inside(x, row) && inside(row.at(x), column) {
                let two = root(&mut parents, along.len() + two);
                let one = root(&mut parents, one);
                parents[one.max(two)] = one.min(two);
            }
        }
    }
    let mut groups: Vec<(usize, CrossingRules)> = Vec::new();
    for at in 0..parents.len() {
        let root = root(&mut parents, at);
        let known = groups.iter().position(|(known, _)| *known == root);
        let known = known.unwrap_or_else(|| {
            groups.push((root, CrossingRules::default()));
            groups.len() - 1
        });
        match at < along.len() {
            true => groups[known].1.along.push(along[at]),
            false => groups[known].1.across.push(across[at - along.len()]),
        }
    }
    let groups = groups.into_iter().map(|(_, group)| group);
    groups
        .filter(|group| group.along.len() >= 2 && group.across.len() >= 2)
        .collect()
}

/// How the slope of lines changes from one to the next: `slope` at `middle`, and so much more a pixel on.
#[derive(Debug, Clone, Copy)]
struct Slopes {
    middle: f64,
    slope: f64,
    turn: f64,
}

impl Slopes {
    fn of(segments: &[Segment]) -> Slopes {
        let weight = |segment: &Segment| segment.length() * segment.length();
        let mut by_slope: Vec<&Segment> = segments.iter().collect();
        by_slope.sort_by(|one, two| one.slope.total_cmp(&two.slope));
        let half = segments.iter().map(weight).sum::<f64>() / 2.0;
        let mut seen = 0.0;
        let median = by_slope.iter().find(|segment| {
            seen += weight(segment);
            seen >= half
        });
        let median = median.map_or(0.0, |segment| segment.slope);
        let place = |segment: &Segment| segment.at(segment.middle());
        let near = |segment: &&Segment| (segment.slope - median).abs() < 0.03;
        let all: f64 = segments.iter().filter(near).map(weight).sum();
        let mean = |of: &dyn Fn(&Segment) -> f64| {
            let near = segments.iter().filter(near);
            near.map(|segment| of(segment) * weight(segment))
                .sum::<f64>()
                / all.max(1.0)
        };
        let (middle, slope) = (mean(&place), mean(&|segment| segment.slope));
        let spread = mean(&|segment| (place(segment) - middle) * (place(segment) - middle));
        let turn = mean(&|segment| (place(segment) - middle) * (segment.slope - slope));
        Slopes {
            middle,
            slope,
            // Of a few lines side by side the slopes say nothing about the next.
            turn: match spread > 400.0 {
                true => (turn / spread).clamp(-2e-4, 2e-4),
                false => 0.0,
            },
        }
    }

    fn at(&self, place: f64) -> f64 {
        self.slope + self.turn * (place - self.middle)
    }
}

/// A line along one direction: `start` + `slope` · x.
#[derive(Debug, Clone, Copy)]
struct FittedLine {
    start: f64,
    slope: f64,
}

/// A segment in the upright frame: where it lies across, and from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Upright {
    place: f64,
    from: f64,
    to: f64,
}

impl CrossingRules {
    fn frame(&self, width: f64) -> Option<Frame> {
        let rows = Slopes::of(&self.along);
        let columns = Slopes::of(&self.across);
        let ends = |segments: &[Segment]| {
            let from = segments.iter().map(|segment| segment.from);
            let to = segments.iter().map(|segment| segment.to);
            (from.fold(f64::MAX, f64::min), to.fold(f64::MIN, f64::max))
        };
        let (left, right) = ends(&self.along);
        let (top, bottom) = ends(&self.across);
        let (middle_x, middle_y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        if right - left < width * 0.3 || bottom - top < (width * 0.02).max(16.0) {
            return None;
        }
        let along = upright(&self.along, &rows, &columns, middle_x, middle_y);
        let across = upright(&self.across, &columns, &rows, middle_y, middle_x);
        let span = |of: &[Upright]| {
            let from = of.iter().map(|one| one.from).fold(f64::MAX, f64::min);
            of.iter().map(|one| one.to).fold(f64::MIN, f64::max) - from
        };
        let (wide, high) = (span(&along), span(&across));
        let near = (width * 0.012).max(6.0);
        let long: Vec<Upright> = along
            .iter()
            .copied()
            .filter(|one| one.to - one.from > wide * 0.1)
            .collect();
        let mut upper = edge(&long, 1.0, wide, near)?;
        let mut lower = edge(&long, -1.0, wide, near)?;
        let mut first = edge(&across, 1.0, high, near)?;
        let mut last = edge(&across, -1.0, high, near)?;
        // An edge too faint to be seen is where the rules end: three of them, and not where one does.
        // How far what goes beyond an edge does, farthest first, and over how much of the edge such things are spread.
        let beyond = |of: &[Upright], edge: f64, sign: f64, least: f64| {
            let end = |one: &Upright| match sign > 0.0 {
                true => (edge - one.from, one.place),
                false => (one.to - edge, one.place),
            };
            let mut ends: Vec<(f64, f64)> =
                of.iter().map(end).filter(|end| end.0 > least).collect();
            ends.sort_by(|one, two| two.0.total_cmp(&one.0));
            let places = ends.iter().map(|end| end.1);
            let (from, to) = (
                places.clone().fold(f64::MAX, f64::min),
                places.fold(f64::MIN, f64::max),
            );
            (ends, to - from)
        };
        let least = (width * 0.012).max(9.0);
        let mut cut = false;
        for (edge, sign) in [(&mut first, 1.0), (&mut last, -1.0)] {
            let (ends, _) = beyond(&long, *edge, sign, least);
            if ends.len() >= 3 {
                *edge -= sign * ends[1].0;
                let inside = if sign > 0.0 { *edge } else { width - *edge };
                cut |= inside < width * BORDER;
            }
        }
        // A row that the page break cuts has no rule there: the others run on, over all of the table, where strokes of a
        // seal over its edge do not.
        let least = (width * 0.008).max(8.0);
        for (edge, sign) in [(&mut upper, 1.0), (&mut lower, -1.0)] {
            let (ends, spread) = beyond(&across, *edge, sign, least);
            if ends.len() >= 4 && spread > wide / 2.0 {
                *edge -= sign * ends[ends.len() / 2].0;
            }
        }
        let line =
            |slopes: &Slopes, place: f64, middle: f64, members: &[Segment], upright: &[Upright]| {
                let own = members.iter().zip(upright);
                let own =
                    own.filter(|(_, one)| (one.place - place).abs() <= (width * 0.002).max(3.0));
                fitted(
                    own.map(|(segment, _)| segment),
                    slopes.at(place),
                    place,
                    middle,
                )
            };
        let upper = line(&rows, upper, middle_x, &self.along, &along);
        let lower = line(&rows, lower, middle_x, &self.along, &along);
        let first = line(&columns, first, middle_y, &self.across, &across);
        let last = line(&columns, last, middle_y, &self.across, &across);
        let corners = [
            crossing(upper, first)?,
            crossing(upper, last)?,
            crossing(lower, last)?,
            crossing(lower, first)?,
        ];
        is_outline(&corners).then_some(Frame { corners, cut })
    }
}

/// Segments as they would lie were the table upright, around a middle.
fn upright(
    segments: &[Segment],
    own: &Slopes,
    other: &Slopes,
    middle: f64,
    across: f64,
) -> Vec<Upright> {
    let one = |segment: &Segment| {
        let (at, place) = (segment.middle(), segment.at(segment.middle()));
        let place = place + own.at(place) * (middle - at);
        let end = |x: f64| x + other.at(x) * (across - segment.at(x));
        Upright {
            place,
            from: end(segment.from),
            to: end(segment.to),
        }
    };
    segments.iter().map(one).collect()
}

/// The place of the outermost rule: the first, from outside, that lines close together cover half of.
fn edge(lines: &[Upright], sign: f64, span: f64, near: f64) -> Option<f64> {
    let mut sorted: Vec<&Upright> = lines.iter().collect();
    sorted.sort_by(|one, two| (one.place * sign).total_cmp(&(two.place * sign)));
    let long = |line: &Upright| line.to - line.from;
    for outer in &sorted {
        let beside = sorted.iter().filter(|line| {
            let inwards = (line.place - outer.place) * sign;
            (0.0..=near).contains(&inwards)
        });
        let beside: Vec<&&Upright> = beside.collect();
        let covered: f64 = beside.iter().map(|line| long(line)).sum();
        if covered < span * 0.45 {
            continue;
        }
        let longest = beside
            .iter()
            .max_by(|one, two| long(one).total_cmp(&long(two)))?;
        let close = |line: &&&&Upright| {
            (line.place - longest.place).abs() <= near / 3.0 || long(longest) < span * 0.25
        };
        let close: Vec<&&&Upright> = beside.iter().filter(close).collect();
        let weight: f64 = close.iter().map(|line| long(line)).sum();
        let sum: f64 = close.iter().map(|line| line.place * long(line)).sum();
        return Some(sum / weight);
    }
    None
}

/// The line through segments where they show most of it, else the one of this slope through a place.
fn fitted<'s>(
    own: impl Iterator<Item = &'s Segment> + Clone,
    slope: f64,
    place: f64,
    middle: f64,
) -> FittedLine {
    let weight: f64 = own.clone().map(Segment::length).sum();
    let mean = |of: &dyn Fn(&Segment) -> f64| {
        own.clone().map(|one| of(one) * one.length()).sum::<f64>() / weight
    };
    let expected = FittedLine {
        start: place - slope * middle,
        slope,
    };
    if weight <= 0.0 {
        return expected;
    }
    let (x, y) = (mean(&|one| one.middle()), mean(&|one| one.at(one.middle())));
    let spread = mean(&|one| {
        let off = one.middle() - x;
        off * off + one.length() * one.length() / 12.0
    });
    let turn = mean(&|one| {
        let off = one.middle() - x;
        off * (one.at(one.middle()) - y) + one.slope * one.length() * one.length() / 12.0
    });
    let found = turn / spread.max(1.0);
    // Short pieces say where a line is and not how it slopes.
    let slope = match (found - slope).abs() < 0.01 {
        true => found,
        false => slope,
    };
    FittedLine {
        start: y - slope * x,
        slope,
    }
}

/// Where a line along the rows meets one along the columns.
fn crossing(row: FittedLine, column: FittedLine) -> Option<Point> {
    let bend = 1.0 - row.slope * column.slope;
    let y = (row.start + row.slope * column.start) / bend;
    let x = column.start + column.slope * y;
    (bend.abs() > 0.5 && x.is_finite() && y.is_finite()).then_some((x, y))
}

/// Whether corners go round clockwise without a dent, and far enough from each other.
pub(super) fn is_outline(corners: &[Point; 4]) -> bool {
    (0..4).all(|at| {
        let [one, two, three] = [0, 1, 2].map(|step| corners[(at + step) % 4]);
        let turn = (two.0 - one.0) * (three.1 - two.1) - (two.1 - one.1) * (three.0 - two.0);
        turn > 100.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(from: f64, to: f64, start: f64, slope: f64) -> Segment {
        Segment {
            from,
            to,
            slope,
            start,
        }
    }

    /// A table of rules that slope, with strokes beside it and one edge that nobody sees.
    #[test]
    fn an_edge_that_is_not_seen_is_where_the_others_end() {
        let slope = 0.02;
        let rows: Vec<Segment> = (0..6)
            .map(|row| segment(100.0, 900.0, 200.0 + 40.0 * f64::from(row), slope))
            .collect();
        let columns: Vec<Segment> = [100.0, 300.0, 500.0, 700.0]
            .iter()
            .map(|x| {
                segment(
                    200.0 + x * slope,
                    400.0 + x * slope,
                    x + slope * 200.0,
                    -slope,
                )
            })
            .collect();
        let mut all = columns.clone();
        all.push(segment(50.0, 90.0, 20.0, 0.0));
        let frames = frames(&rows, &all, 1000);
        assert_eq!(frames.len(), 1);
        let [upper, right, ..] = frames[0].corners;
        assert!(
            (upper.0 - 100.0).abs() < 8.0 && (upper.1 - 202.0).abs() < 3.0,
            "{frames:?}"
        );
        assert!(
            (right.0 - 900.0).abs() < 8.0 && (right.1 - 218.0).abs() < 3.0,
            "{frames:?}"
        );
    }

    /// Two tables whose lowest row has no rule below: of the one all rules along the columns run on, since the page breaks
    /// there; over the edge of the other lie strokes of a seal.
    #[test]
    fn a_row_runs_on_where_all_rules_do_and_not_under_a_seal() {
        let rows: Vec<Segment> = (0..6)
            .map(|row| segment(100.0, 900.0, 200.0 + 40.0 * f64::from(row), 0.0))
            .collect();
        let table = |end: f64| {
            let columns = (0..9).map(|column| 100.0 + 100.0 * f64::from(column));
            columns.map(move |x| segment(200.0, end, x, 0.0))
        };
        let lower = |across: &[Segment]| frames(&rows, across, 1000)[0].corners[2].1;
        let cut: Vec<Segment> = table(430.0).collect();
        assert!((lower(&cut) - 430.0).abs() < 3.0, "{}", lower(&cut));
        let strokes = (0..5).map(|stroke| 510.0 + 20.0 * f64::from(stroke));
        let strokes = strokes.map(|x| segment(380.0, 430.0, x, 0.0));
        let sealed: Vec<Segment> = table(400.0).chain(strokes).collect();
        assert!((lower(&sealed) - 400.0).abs() < 3.0, "{}", lower(&sealed));
    }
}
