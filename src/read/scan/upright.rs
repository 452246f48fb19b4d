//! A table taken out of its picture and stood upright: one homography.

use super::frame::{Frame, Point};
use super::plane::{PIXELS, Plane};

/// Pixels around the outermost rules.
pub(super) const EDGE: usize = 10;

/// Places of the upright table → places of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Back {
    /// Rows of the projective map.
    terms: [f64; 8],
}

impl Back {
    /// The map that takes a rectangle, `EDGE` pixels from the upper left, to the corners of a frame
    /// (Heckbert, Fundamentals of Texture Mapping, 1989: unit square to quadrilateral).
    fn new(corners: &[Point; 4], width: f64, height: f64) -> Option<Back> {
        let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *corners;
        let (dx1, dy1, dx2, dy2) = (x1 - x2, y1 - y2, x3 - x2, y3 - y2);
        let (sx, sy) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
        let area = dx1 * dy2 - dx2 * dy1;
        if area.abs() < 1.0 {
            return None;
        }
        let g = (sx * dy2 - dx2 * sy) / area;
        let h = (dx1 * sy - sx * dy1) / area;
        let terms = [
            (x1 - x0 + g * x1) / width,
            (x3 - x0 + h * x3) / height,
            x0,
            (y1 - y0 + g * y1) / width,
            (y3 - y0 + h * y3) / height,
            y0,
            g / width,
            h / height,
        ];
        terms
            .iter()
            .all(|term| term.is_finite())
            .then_some(Back { terms })
    }

    /// The place in the picture of one in the upright table.
    pub(super) fn place(&self, x: f64, y: f64) -> Point {
        let [a, b, c, d, e, f, g, h] = self.terms;
        let (x, y) = (x - EDGE as f64, y - EDGE as f64);
        let below = g * x + h * y + 1.0;
        ((a * x + b * y + c) / below, (d * x + e * y + f) / below)
    }
}

/// The table upright, [`EDGE`] pixels of what is around it on each side, and the way back.
pub(super) fn upright(page: &Plane, frame: &Frame) -> Option<(Plane, Back)> {
    let [one, two, three, four] = frame.corners;
    let far = |from: Point, to: Point| {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        (x * x + y * y).sqrt()
    };
    let width = ((far(one, two) + far(four, three)) / 2.0).round();
    let height = ((far(one, four) + far(two, three)) / 2.0).round();
    // An outline that reaches far out of its picture is none.
    if !(8.0..=20_000.0).contains(&width)
        || !(8.0..=20_000.0).contains(&height)
        || width * height > 4.0 * PIXELS as f64
    {
        return None;
    }
    let back = Back::new(&frame.corners, width, height)?;
    let mut out = Plane::filled(width as usize + 2 * EDGE, height as usize + 2 * EDGE, 255);
    let [a, b, c, d, e, f, g, h] = back.terms;
    for y in 0..out.height {
        let v = y as f64 - EDGE as f64;
        for (x, pixel) in out.pixels[y * out.width..][..out.width]
            .iter_mut()
            .enumerate()
        {
            let u = x as f64 - EDGE as f64;
            let below = 1.0 / (g * u + h * v + 1.0);
            if let Some(tone) = sample(
                page,
                (a * u + b * v + c) * below,
                (d * u + e * v + f) * below,
            ) {
                *pixel = tone;
            }
        }
    }
    Some((out, back))
}

/// The tone at a place between pixels, in 256ths of them; none outside.
fn sample(page: &Plane, x: f64, y: f64) -> Option<u8> {
    if !(x >= 0.0 && y >= 0.0 && x < (page.width - 1) as f64 && y < (page.height - 1) as f64) {
        return None;
    }
    let (x, y) = ((x * 256.0) as usize, (y * 256.0) as usize);
    let (right, down) = (x % 256, y % 256);
    let at = y / 256 * page.width + x / 256;
    let tone = |at: usize| usize::from(page.pixels[at]);
    let upper = tone(at) * (256 - right) + tone(at + 1) * right;
    let lower = tone(at + page.width) * (256 - right) + tone(at + page.width + 1) * right;
    Some(((upper * (256 - down) + lower * down + (1 << 15)) >> 16) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_go_where_they_came_from() {
        let corners = [(30.0, 20.0), (330.0, 35.0), (320.0, 240.0), (25.0, 228.0)];
        let page = Plane::filled(400, 300, 200);
        let (table, back) = upright(
            &page,
            &Frame {
                corners,
                cut: false,
            },
        )
        .unwrap();
        let (right, bottom) = ((table.width - EDGE) as f64, (table.height - EDGE) as f64);
        let edge = EDGE as f64;
        let places = [(edge, edge), (right, edge), (right, bottom), (edge, bottom)];
        for (corner, (x, y)) in corners.iter().zip(places) {
            let place = back.place(x, y);
            assert!(
                (place.0 - corner.0).abs() < 1e-6 && (place.1 - corner.1).abs() < 1e-6,
                "{place:?} {corner:?}"
            );
        }
        assert_eq!(table.at(table.width / 2, table.height / 2), 200);
    }
}
