//! A gray picture and what is done to all of its pixels: averaging, turning, widening.

/// A gray picture, a byte a pixel in rows from the top: 0 black, 255 white. A mask is one of zeros and ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width` times `height` of them.
    pub pixels: Vec<u8>,
}

/// Pixels of a picture at most; what is larger is reduced. A sheet of A4 has so many at 220 dots an inch. Of one that is
/// longer than such a sheet, so many of any part of it of that shape.
pub const PIXELS: usize = 5_000_000;

/// The tone of most of a page below which light may stand on dark.
pub(super) const DARK: u8 = 110;

/// Pixels along one side at most.
pub const SIDE: usize = 12_000;

impl Plane {
    /// A picture of these pixels; none where they are not `width` times `height`, or no pixels at all.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Option<Plane> {
        let whole = width.checked_mul(height)?;
        (whole > 0 && pixels.len() == whole).then_some(Plane {
            width,
            height,
            pixels,
        })
    }

    /// A picture of one tone.
    pub(super) fn filled(width: usize, height: usize, tone: u8) -> Plane {
        Plane {
            width,
            height,
            pixels: vec![tone; width * height],
        }
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..][..self.width]
    }

    fn row_mut(&mut self, y: usize) -> &mut [u8] {
        &mut self.pixels[y * self.width..][..self.width]
    }

    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    pub(super) fn long_side(&self) -> usize {
        self.width.max(self.height)
    }

    /// A part of it, as far as it reaches.
    pub(super) fn part(&self, left: usize, top: usize, right: usize, bottom: usize) -> Plane {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        let (left, top) = (left.min(right), top.min(bottom));
        let rows = (top..bottom).flat_map(|y| &self.row(y)[left..right]);
        Plane {
            pixels: rows.copied().collect(),
            width: right - left,
            height: bottom - top,
        }
    }

    /// Rows for columns.
    pub(super) fn transposed(&self) -> Plane {
        let mut out = Plane::filled(self.height, self.width, 0);
        // In squares, so that neither side is read across its rows.
        const SQUARE: usize = 32;
        for top in (0..self.height).step_by(SQUARE) {
            for left in (0..self.width).step_by(SQUARE) {
                for y in top..(top + SQUARE).min(self.height) {
                    for x in left..(left + SQUARE).min(self.width) {
                        out.pixels[x * self.height + y] = self.pixels[y * self.width + x];
                    }
                }
            }
        }
        out
    }

    /// Turned clockwise by so many quarters.
    pub(super) fn turned(&self, quarters: u8) -> Plane {
        let mut out = self.clone();
        if quarters % 4 >= 2 {
            out.pixels.reverse();
        }
        if quarters % 2 == 1 {
            out = out.transposed();
            for y in 0..out.height {
                out.row_mut(y).reverse();
            }
        }
        out
    }

    /// Reduced so that no part as long as A4 has more pixels than [`PIXELS`], all of it no more than three times as
    /// many, and no side is longer than [`SIDE`].
    pub(super) fn bounded(self) -> Plane {
        let (mut width, mut height) = (self.width, self.height);
        let too_large = |width: usize, height: usize| {
            let (short, long) = (width.min(height), width.max(height));
            short * long.min(short * 17 / 12) > PIXELS || short * long > 3 * PIXELS || long > SIDE
        };
        while too_large(width, height) {
            // By a twentieth a step: exact in integers, and never more than that below the bound.
            width = (width * 19 / 20).max(1);
            height = (self.height * width / self.width).max(1);
            if width == 1 || height == 1 {
                break;
            }
        }
        match (width, height) == (self.width, self.height) {
            true => self,
            false => self.reduced(width, height),
        }
    }

    /// Dark for light.
    pub(super) fn negative(&self) -> Plane {
        Plane {
            pixels: self.pixels.iter().map(|&tone| 255 - tone).collect(),
            ..*self
        }
    }

    /// Reduced to this size; every pixel is the mean of those it covers.
    pub(super) fn reduced(&self, width: usize, height: usize) -> Plane {
        let narrow = reduced_rows(self, width);
        reduced_rows(&narrow.transposed(), height).transposed()
    }

    /// The mean over `2 * across + 1` columns and `2 * down + 1` rows, of those that there are.
    pub(super) fn mean(&self, across: usize, down: usize) -> Plane {
        let mut out = self.clone();
        let (width, height) = (self.width, self.height);
        if across > 0 {
            for y in 0..height {
                let row = self.row(y);
                let mut sum: u32 = row[..across.min(width)].iter().map(|&p| u32::from(p)).sum();
                let mut count = across.min(width) as u32;
                for (x, out) in out.row_mut(y).iter_mut().enumerate() {
                    if x + across < width {
                        sum += u32::from(row[x + across]);
                        count += 1;
                    }
                    if x > across {
                        sum -= u32::from(row[x - across - 1]);
                        count -= 1;
                    }
                    *out = ((sum * 2 + count) / (2 * count)) as u8;
                }
            }
        }
        if down > 0 {
            let rows = out;
            out = Plane::filled(width, height, 0);
            let mut sums = vec![0u32; width];
            let mut count = 0;
            for y in 0..down.min(height) {
                add(&mut sums, rows.row(y));
                count += 1;
            }
            for y in 0..height {
                if y + down < height {
                    add(&mut sums, rows.row(y + down));
                    count += 1;
                }
                if y > down {
                    for (sum, &pixel) in sums.iter_mut().zip(rows.row(y - down - 1)) {
                        *sum -= u32::from(pixel);
                    }
                    count -= 1;
                }
                for (out, sum) in out.row_mut(y).iter_mut().zip(&sums) {
                    *out = ((sum * 2 + count) / (2 * count)) as u8;
                }
            }
        }
        out
    }

    /// The largest of `2 * reach + 1` rows.
    pub(super) fn widened_down(&self, reach: usize) -> Plane {
        let mut out = self.clone();
        for y in 0..self.height {
            for other in y.saturating_sub(reach)..(y + reach + 1).min(self.height) {
                if other != y {
                    let from = &self.pixels[other * self.width..][..self.width];
                    for (out, &pixel) in out.row_mut(y).iter_mut().zip(from) {
                        *out = (*out).max(pixel);
                    }
                }
            }
        }
        out
    }

    /// A tone that so many of its pixels, in hundredths, are at most.
    pub(super) fn percentile(&self, hundredths: usize) -> u8 {
        let mut counts = [0usize; 256];
        for &pixel in &self.pixels {
            counts[usize::from(pixel)] += 1;
        }
        let wanted = (self.pixels.len() * hundredths).div_ceil(100).max(1);
        let mut seen = 0;
        for (tone, count) in counts.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return tone as u8;
            }
        }
        255
    }
}

fn add(sums: &mut [u32], row: &[u8]) {
    for (sum, &pixel) in sums.iter_mut().zip(row) {
        *sum += u32::from(pixel);
    }
}

/// Every row reduced to a width. An output pixel covers `plane.width` units and a source pixel `width`, so that
/// all shares are whole.
fn reduced_rows(plane: &Plane, width: usize) -> Plane {
    let from = plane.width;
    if width >= from {
        return plane.clone();
    }
    let mut out = Plane::filled(width, plane.height, 0);
    for y in 0..plane.height {
        let row = plane.row(y);
        for (x, out) in out.row_mut(y).iter_mut().enumerate() {
            let (start, end) = (x * from, (x + 1) * from);
            let mut sum = 0;
            for (at, &pixel) in row
                .iter()
                .enumerate()
                .take(end.div_ceil(width))
                .skip(start / width)
            {
                let share = ((at + 1) * width).min(end) - (at * width).max(start);
                sum += share * usize::from(pixel);
            }
            *out = ((sum * 2 + from) / (2 * from)) as u8;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane() -> Plane {
        Plane::new(3, 2, vec![1, 2, 3, 4, 5, 6]).unwrap()
    }

    #[test]
    fn four_quarters_are_none() {
        let turned = plane().turned(1);
        assert_eq!((turned.width, turned.height), (2, 3));
        assert_eq!(turned.pixels, [4, 1, 5, 2, 6, 3]);
        assert_eq!(turned.turned(1), plane().turned(2));
        assert_eq!(turned.turned(3), plane());
    }

    #[test]
    fn a_mean_is_of_the_pixels_that_there_are() {
        assert_eq!(plane().mean(1, 0).pixels, [2, 2, 3, 5, 5, 6]);
        assert_eq!(plane().mean(0, 1).pixels, [3, 4, 5, 3, 4, 5]);
    }

    #[test]
    fn reducing_keeps_the_mean() {
        let wide = Plane::new(5, 1, vec![10, 10, 10, 200, 200]).unwrap();
        assert_eq!(wide.reduced(2, 1).pixels, [10, 162]);
        let large = Plane::filled(4000, 3000, 90).bounded();
        assert!(
            large.width * large.height <= PIXELS && large.width * large.height > PIXELS * 4 / 5
        );
        assert!(large.pixels.iter().all(|&pixel| pixel == 90));
    }

    #[test]
    fn pixels_that_do_not_fill_it_make_none() {
        assert_eq!(Plane::new(2, 2, vec![0; 3]), None);
        assert_eq!(Plane::new(0, 9, Vec::new()), None);
        assert_eq!(Plane::new(usize::MAX, 2, vec![0; 2]), None);
    }
}
