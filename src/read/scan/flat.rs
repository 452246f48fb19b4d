//! The page as if it lay under even light: every pixel divided by how bright the paper is around it.

use super::plane::Plane;

/// What paper comes to.
pub(super) const PAPER: u8 = 250;

/// Blocks along the long side in which brightness is looked at.
const BLOCKS: usize = 400;

/// Evens out the light.
pub(super) fn flat(page: &Plane) -> Plane {
    let block = page.long_side().div_ceil(BLOCKS).max(1);
    let (width, height) = (page.width.div_ceil(block), page.height.div_ceil(block));
    let small = page.reduced(width.min(page.width), height.min(page.height));
    // Paper is the brightest thing near: text and rules are thinner than what is looked over.
    let light = small
        .widened_down(4)
        .transposed()
        .widened_down(4)
        .transposed();
    let light = light.mean(5, 5).mean(5, 5);
    let mut out = page.clone();
    let columns: Vec<Between> = (0..page.width)
        .map(|x| Between::new(x, page.width, light.width))
        .collect();
    for y in 0..page.height {
        let down = Between::new(y, page.height, light.height);
        let rows = [light.row(down.from), light.row(down.to)];
        let pixels = &mut out.pixels[y * page.width..][..page.width];
        for (pixel, across) in pixels.iter_mut().zip(&columns) {
            let upper = across.mix(rows[0]);
            let lower = across.mix(rows[1]);
            let paper = (upper * (256 - down.part) + lower * down.part) >> 16;
            *pixel = (u32::from(*pixel) * u32::from(PAPER) / paper.max(40)).min(255) as u8;
        }
    }
    out
}

/// Where a pixel lies between two of a smaller picture.
struct Between {
    from: usize,
    to: usize,
    /// How far towards the second, of 256.
    part: u32,
}

impl Between {
    fn new(at: usize, all: usize, blocks: usize) -> Between {
        // Middles of pixels, in 256ths of a block.
        let place = ((2 * at + 1) * blocks * 128 / all).saturating_sub(128);
        let from = (place / 256).min(blocks - 1);
        Between {
            from,
            to: (from + 1).min(blocks - 1),
            part: (place % 256) as u32,
        }
    }

    fn mix(&self, row: &[u8]) -> u32 {
        u32::from(row[self.from]) * (256 - self.part) + u32::from(row[self.to]) * self.part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_that_falls_off_is_evened_out_and_ink_stays() {
        let mut page = Plane::filled(900, 600, 0);
        for y in 0..600 {
            for x in 0..900 {
                let light = 120 + x * 120 / 900;
                let ink = y % 60 == 30;
                page.pixels[y * 900 + x] = if ink { light / 4 } else { light } as u8;
            }
        }
        let flat = flat(&page);
        for x in [20, 450, 880] {
            assert!(flat.at(x, 100).abs_diff(PAPER) < 14, "{}", flat.at(x, 100));
            assert!(flat.at(x, 90) < 80, "{}", flat.at(x, 90));
        }
    }
}
