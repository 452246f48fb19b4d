//! Ruling lines that cross → the boxes of a table.

use super::boxes::Fences;
use super::frame::BoxedLines;
use super::words::{Word, lines};
use super::{Area, FAR, RulingLine};
use crate::sorted::InOrder;

/// How far apart two lines, or a line and an end, may be and still meet: lines are drawn with a
/// width, doubled, and stop short of each other. Less than any line of text is high.
pub(super) const NEAR: i32 = 300;
/// Lines of one table in one direction at most: more are a drawing.
const MOST: usize = 400;
/// Lines of a page at most that are looked at, once their pieces are joined.
const STROKES: usize = 5_000;
/// Dots that make a line at least.
const DOTS: usize = 6;

/// A stretch of a straight line: where it stands across, and from where to where it runs along.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    at: i32,
    from: i32,
    to: i32,
}

/// The ruling lines of a page, pieces of one line joined.
#[derive(Debug)]
pub(super) struct Rulings {
    across: Vec<Stroke>,
    down: Vec<Stroke>,
}

impl Rulings {
    /// Slanted lines are none.
    pub fn of(rules: &[RulingLine]) -> Self {
        let (mut across, mut down, mut dots) = (Vec::new(), Vec::new(), Vec::new());
        for rule in rules {
            let [x0, y0, x1, y1] = [rule.x0, rule.y0, rule.x1, rule.y1].map(|n| n.clamp(-FAR, FAR));
            let (wide, high) = ((x1 - x0).abs(), (y1 - y0).abs());
            let row = Stroke {
                at: y0 + (y1 - y0) / 2,
                from: x0.min(x1),
                to: x0.max(x1),
            };
            let column = Stroke {
                at: x0 + (x1 - x0) / 2,
                from: y0.min(y1),
                to: y0.max(y1),
            };
            if high.max(wide) <= NEAR / 2 {
                dots.push((row, column));
            } else if high <= NEAR / 2 && wide > high {
                across.push(row);
            } else if wide <= NEAR / 2 && high > wide {
                down.push(column);
            }
        }
        // A dot may be of a line in either direction.
        across.extend(dotted(dots.iter().map(|dot| dot.0).collect()));
        down.extend(dotted(dots.iter().map(|dot| dot.1).collect()));
        Rulings {
            across: joined(across),
            down: joined(down),
        }
    }

    /// The tables they rule, from top to bottom; none for lines that enclose nothing.
    pub fn grids(&self) -> Vec<RuledGrid> {
        let groups = groups(&self.across, &self.down).into_iter();
        let mut grids: Vec<RuledGrid> = groups
            .filter_map(|(across, down)| RuledGrid::of(&across, &down))
            .collect();
        grids.put_in_order_by_key(|grid| (grid.ys[0], grid.xs[0]));
        grids
    }

    /// Those across the page.
    pub fn across(&self) -> Vec<Area> {
        let area = |stroke: &Stroke| Area {
            x0: stroke.from,
            y0: stroke.at,
            x1: stroke.to,
            y1: stroke.at,
        };
        self.across.iter().map(area).collect()
    }
}

/// A ruled table.
#[derive(Debug)]
pub(super) struct RuledGrid {
    /// Edges of rows and columns, ascending.
    ys: Vec<i32>,
    xs: Vec<i32>,
    /// For each meeting of a row and a column, row by row, the box that it belongs to.
    boxes: Vec<usize>,
}

impl RuledGrid {
    fn of(across: &[Stroke], down: &[Stroke]) -> Option<RuledGrid> {
        // The outermost lines may lack on either side: the others end there.
        let ends = |strokes: &[Stroke]| {
            let from = strokes.iter().map(|stroke| stroke.from).min();
            let to = strokes.iter().map(|stroke| stroke.to).max();
            from.into_iter().chain(to)
        };
        let places = |strokes: &[Stroke], others: &[Stroke]| {
            edges(strokes.iter().map(|stroke| stroke.at).chain(ends(others)))
        };
        let (ys, xs) = (places(across, down), places(down, across));
        let (rows, columns) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
        if rows * columns < 2 || ys.len() > MOST || xs.len() > MOST {
            return None;
        }
        let fence = |strokes: &[Stroke], at: i32, from: i32, to: i32| {
            let of_it = strokes.iter().filter(|s| (s.at - at).abs() <= NEAR);
            let covered: i32 = of_it
                .map(|s| (s.to.min(to) - s.from.max(from)).max(0))
                .sum();
            covered * 2 >= to - from
        };
        let mut fences = Fences {
            columns,
            right: Vec::new(),
            below: Vec::new(),
        };
        for row in 0..rows {
            for column in 0..columns {
                let (y0, y1) = (ys[row], ys[row + 1]);
                let (x0, x1) = (xs[column], xs[column + 1]);
                let right = column + 1 == columns || fence(down, x1, y0, y1);
                let below = row + 1 == rows || fence(across, y1, x0, x1);
                fences.right.push(right);
                fences.below.push(below);
            }
        }
        let boxes = fences.boxes();
        Some(RuledGrid { ys, xs, boxes })
    }

    pub fn area(&self) -> Area {
        Area {
            x0: self.xs[0],
            y0: self.ys[0],
            x1: self.xs[self.xs.len() - 1],
            y1: self.ys[self.ys.len() - 1],
        }
    }

    fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Its rows: a box stands in the row where it begins, whatever it spans.
    pub fn rows(&self, words: Vec<Word>) -> Vec<Vec<BoxedLines>> {
        let mut inside: Vec<Vec<Word>> = vec![Vec::new(); self.boxes.len()];
        for word in words {
            self.put(word, &mut inside);
        }
        let areas = self.areas();
        let row = |row: usize| {
            let of_row = row * self.columns()..(row + 1) * self.columns();
            let frame = |index: usize| {
                let area = areas[index].filter(|_| self.boxes[index] == index)?;
                Some(BoxedLines {
                    area,
                    #[cfg(feature = "totals")]
                    begins: crate::document::BoxColumn {
                        column: (index % self.columns()) as u16,
                        of: self.columns() as u16,
                    },
                    lines: lines(std::mem::take(&mut inside[index])),
                    rest: Vec::new(),
                })
            };
            of_row.filter_map(frame).collect::<Vec<BoxedLines>>()
        };
        let rows = (0..self.ys.len() - 1).map(row);
        rows.filter(|row| !row.is_empty()).collect()
    }

    /// Puts a word into its box. One that lies across a line is cut there; but a number is not cut:
    /// whether it is one that is too wide or two without a gap cannot be seen.
    fn put(&self, word: Word, inside: &mut [Vec<Word>]) {
        let row = slot(&self.ys, word.area.middle());
        let first = slot(&self.xs, word.area.x0);
        let last = slot(&self.xs, word.area.x1 - 1).max(first);
        let number = |column| self.boxes[row * self.columns() + column];
        // A line through the middle of a word: it sticks out of its box, and of which cannot be seen.
        let third = word.area.height() / 3;
        let rows = [word.area.y0 + third, word.area.y1 - third].map(|y| slot(&self.ys, y));
        let [above, below] = rows.map(|row| self.boxes[row * self.columns() + first]);
        if above != below {
            let lost = |area| word.lost(area);
            inside[above].push(lost(word.area));
            inside[below].push(lost(word.area));
            return;
        }
        let border = (first..last).find(|&column| number(column) != number(column + 1));
        let Some(column) = border else {
            inside[number(first)].push(word);
            return;
        };
        let x = self.xs[column + 1];
        let (left, right) = (x - word.area.x0, word.area.x1 - x);
        // What sticks out by less than half a digit belongs where the rest is.
        let little = word.area.height() / 4;
        if right <= little {
            inside[number(first)].push(word);
        } else if left <= little {
            inside[number(column + 1)].push(word);
        } else if word.is_number() {
            let lost = |area| word.lost(area);
            inside[number(column)].push(lost(Area { x1: x, ..word.area }));
            inside[number(column + 1)].push(lost(Area { x0: x, ..word.area }));
        } else {
            let (left, right) = word.cut(x);
            inside[number(column)].extend(left);
            if let Some(right) = right {
                let area = Area {
                    x0: right.area.x0.max(x),
                    ..right.area
                };
                self.put(Word { area, ..right }, inside);
            }
        }
    }

    /// The area of each box, by its number.
    fn areas(&self) -> Vec<Option<Area>> {
        let mut areas = vec![None; self.boxes.len()];
        for (index, &number) in self.boxes.iter().enumerate() {
            let (row, column) = (index / self.columns(), index % self.columns());
            let one = Area {
                x0: self.xs[column],
                y0: self.ys[row],
                x1: self.xs[column + 1],
                y1: self.ys[row + 1],
            };
            let area: &mut Option<Area> = &mut areas[number];
            *area = Some(area.map_or(one, |area| area.around(one)));
        }
        areas
    }
}

/// Which of the spaces between edges a place is in; the nearest for one outside.
fn slot(edges: &[i32], at: i32) -> usize {
    let after = edges.partition_point(|&edge| edge <= at);
    after.saturating_sub(1).min(edges.len() - 2)
}

/// Places, those near each other as one.
fn edges(places: impl Iterator<Item = i32>) -> Vec<i32> {
    let mut places: Vec<i32> = places.collect();
    places.put_in_order();
    let mut edges: Vec<i32> = Vec::new();
    let mut last = None;
    for place in places {
        if last.is_none_or(|last| place - last > NEAR) {
            edges.push(place);
        }
        last = Some(place);
    }
    edges
}

/// Dots that stand near each other on one line, as one.
fn dotted(mut dots: Vec<Stroke>) -> Vec<Stroke> {
    dots.put_in_order_by_key(|dot| (dot.at, dot.from, dot.to));
    let mut lines: Vec<(Stroke, usize)> = Vec::new();
    for dot in dots {
        match lines.last_mut() {
            Some((line, count)) if line.at == dot.at && dot.from - line.to <= NEAR => {
                line.to = line.to.max(dot.to);
                *count += 1;
            }
            _ => lines.push((dot, 1)),
        }
    }
    lines.retain(|&(_, count)| count >= DOTS);
    lines.into_iter().map(|(line, _)| line).collect()
}

/// Pieces that lie on one line and touch, as one.
fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.put_in_order_by_key(|stroke| (stroke.at, stroke.from, stroke.to));
    let mut out: Vec<Stroke> = Vec::new();
    for line in strokes.chunk_by_mut(|a, b| b.at - a.at <= NEAR / 3) {
        let at = line[0].at;
        line.put_in_order_by_key(|stroke| stroke.from);
        for stroke in line.iter() {
            match out.last_mut() {
                Some(last) if last.at == at && stroke.from - last.to <= NEAR => {
                    last.to = last.to.max(stroke.to);
                }
                _ => out.push(Stroke { at, ..*stroke }),
            }
        }
    }
    // A dash by itself rules nothing.
    out.retain(|stroke| stroke.to - stroke.from > NEAR);
    out.truncate(STROKES);
    out
}

/// Strokes that hang together, each table's across and down.
fn groups(across: &[Stroke], down: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let meet = |a: &Stroke, d: &Stroke| {
        (a.from - NEAR..=a.to + NEAR).contains(&d.at)
            && (d.from - NEAR..=d.to + NEAR).contains(&a.at)
    };
    let mut left: Vec<&Stroke> = down.iter().collect();
    let mut free: Vec<&Stroke> = across.iter().collect();
    let mut groups = Vec::new();
    while let Some(first) = free.pop() {
        let (mut rows, mut columns) = (vec![*first], Vec::new());
        let (mut row, mut column) = (0, 0);
        while row < rows.len() || column < columns.len() {
            if row < rows.len() {
                let stroke: Stroke = rows[row];
                left.retain(|down| {
                    !meet(&stroke, down) || {
                        columns.push(**down);
                        false
                    }
                });
                row += 1;
            } else {
                let stroke: Stroke = columns[column];
                free.retain(|across| {
                    !meet(across, &stroke) || {
                        rows.push(**across);
                        false
                    }
                });
                column += 1;
            }
        }
        if rows.len() > 1 && columns.len() > 1 {
            groups.push((rows, columns));
        }
    }
    groups
}
