//! Ink in red and its like. A plane of gray is the red part of a picture, in which a seal is paper, and so is whatever
//! else is written in red, gold or yellow: a corrected figure, a stroke through one, a cell that somebody coloured. A seal may
//! be looked through where a black figure stands under it; a cell with anything else in such ink is not read.
//!
//! Of a dark page, on which light is ink, the gray is the lightest of the three parts: a figure in green or blue shows on it.

use super::ink::{Blob, blobs};
use super::plane::{DARK, Plane};

/// How much brighter red is than green in what counts as red.
const RED: u8 = 60;

/// The same of ink, and not of a box that a marker or a style tinted.
const INK: u8 = 120;

/// Parts of it that are kept, the largest first.
const PARTS: usize = 4000;

/// The part of the page's long side that a seal has at least: of A4 some 25 mm.
const SEAL: f32 = 0.085;

/// By how much more than that red must be brighter than blue: gold and yellow count as red, paper in the light of a lamp does not.
const WARM: u8 = 80;

/// What is red enough to belong to a seal that is pale in places.
const PALE: u8 = 35;

/// A picture: its gray, and, where anything on it is red or yellow, how much so.
#[derive(Debug, Clone)]
pub struct Picture {
    pub gray: Plane,
    /// Of the same size.
    pub red: Option<Plane>,
}

impl From<Plane> for Picture {
    fn from(gray: Plane) -> Picture {
        Picture { gray, red: None }
    }
}

impl Picture {
    /// Its pixels, from the parts of red, green and blue of each in rows from the top; none where they are not
    /// `width` times `height`.
    pub fn new(
        width: usize,
        height: usize,
        pixels: impl Iterator<Item = [u8; 3]>,
    ) -> Option<Picture> {
        let (tones, light): (Vec<(u8, u8)>, Vec<u8>) =
            pixels.map(|pixel| (toned(pixel), lightest(pixel))).unzip();
        let (mut gray, red): (Vec<u8>, Vec<u8>) = tones.into_iter().unzip();
        let dark = light.iter().filter(|&&tone| tone < DARK).count();
        if dark * 2 > light.len() {
            gray.iter_mut()
                .zip(light)
                .for_each(|(gray, light)| *gray = light.max(*gray));
        }
        let any = red.iter().any(|&red| red > RED);
        Some(Picture {
            gray: Plane::new(width, height, gray)?,
            red: any.then(|| Plane::new(width, height, red)).flatten(),
        })
    }
}

fn lightest([red, green, blue]: [u8; 3]) -> u8 {
    red.max(green).max(blue)
}

/// What a pixel is in gray, and how red or yellow it is. The red part is what is taken; what is red beyond green and blue is
/// lighter by half as much, so that nothing is left of a seal. `www/pictures/tone.js` does the same.
pub(super) fn toned([red, green, blue]: [u8; 3]) -> (u8, u8) {
    let beyond = red.saturating_sub(green.max(blue));
    let warm = red.saturating_sub(blue).saturating_sub(WARM);
    (
        red.saturating_add(beyond / 2),
        red.saturating_sub(green).max(warm),
    )
}

/// What is red on a page.
#[derive(Debug, Default)]
pub(super) struct RedInk {
    /// Tinted at least.
    parts: Vec<RedPart>,
    /// As red as ink.
    strokes: Vec<RedPart>,
}

/// A part of it.
#[derive(Debug)]
struct RedPart {
    blob: Blob,
    /// Whether it is a seal's, or stands in one.
    in_seal: bool,
}

impl RedInk {
    /// What is red on a page that stands as its gray does.
    pub fn of(gray: &Plane, red: &Plane) -> RedInk {
        let mut ink = Plane::filled(gray.width, gray.height, 255);
        // Smooth type on screens has coloured edges: those lie beside what is dark.
        for y in 0..gray.height {
            for x in 0..gray.width {
                if red.at(x, y) > RED && !beside_dark(gray, x, y) {
                    ink.pixels[y * gray.width + x] = 255 - red.at(x, y);
                }
            }
        }
        let seals = seals(red);
        RedInk {
            parts: parts(&ink, 255 - RED, &seals),
            strokes: parts(&ink, 255 - INK, &seals),
        }
    }

    /// Whether some of it is written in a box, of which digits have this height; what belongs to a seal counts where
    /// `seals` says so.
    pub fn is_in(&self, [left, top, right, bottom]: [f64; 4], digit: f32, seals: bool) -> bool {
        let (left, top, right, bottom) = (left as f32, top as f32, right as f32, bottom as f32);
        let inset = 0.1 * (right - left).min(bottom - top);
        let inside = |part: &Blob| {
            (part.right as f32) > left + inset
                && (part.left as f32) < right - inset
                && (part.bottom as f32) > top + inset
                && (part.top as f32) < bottom - inset
                && part.pixels as f32 >= (0.02 * digit * digit).max(4.0)
        };
        // A box painted over, with figures in it or without.
        let painted = |part: &Blob, least: f32| {
            part.pixels as f32 > least * part.wide() * part.high()
                && part.wide() > 1.5 * digit
                && part.high() > 0.7 * digit
        };
        let any = |parts: &[RedPart], least: f32| {
            let counted = parts.iter().filter(|part| seals || !part.in_seal);
            let mut blobs = counted.map(|part| &part.blob);
            blobs.any(|blob| inside(blob) && !painted(blob, least))
        };
        any(&self.parts, 0.45) || any(&self.strokes, 0.85)
    }
}

/// What is darker than a tone and no rules of a table, nor the table that a sheet lies on.
fn parts(ink: &Plane, tone: u8, seals: &[[f32; 4]]) -> Vec<RedPart> {
    let mut parts = blobs(ink, tone);
    parts.retain(|part| part.pixels >= 4);
    parts.sort_by_key(|part| std::cmp::Reverse((part.pixels, part.top, part.left)));
    parts.truncate(PARTS);
    let most = ink.long_side() as f32 / 2.0;
    parts.retain(|part| {
        let at_edge =
            part.left == 0 || part.top == 0 || part.right == ink.width || part.bottom == ink.height;
        let large = part.wide().max(part.high()) > most;
        !large && !at_edge
    });
    let known = parts.into_iter().map(|blob| {
        let middle = [(blob.left + blob.right) as f32 / 2.0, blob.middle()];
        let in_seal = seals.iter().any(|&[left, top, right, bottom]| {
            (left..right).contains(&middle[0]) && (top..bottom).contains(&middle[1])
        });
        RedPart { blob, in_seal }
    });
    known.collect()
}

fn beside_dark(gray: &Plane, x: usize, y: usize) -> bool {
    let row = &gray.pixels[y * gray.width..][..gray.width];
    let near = &row[x.saturating_sub(2)..(x + 3).min(gray.width)];
    near.iter().any(|&tone| tone < 120)
}

/// Where seals are: what is red in squares that touch each other, large and about as wide as high.
fn seals(red: &Plane) -> Vec<[f32; 4]> {
    let side = (red.long_side() / 200).max(4);
    let (wide, high) = (red.width.div_ceil(side), red.height.div_ceil(side));
    let mut counts = vec![0; wide * high];
    for y in 0..red.height {
        for (x, &tone) in red.row(y).iter().enumerate() {
            counts[y / side * wide + x / side] += usize::from(tone > PALE);
        }
    }
    let mut squares = Plane::filled(wide, high, 255);
    for (square, count) in squares.pixels.iter_mut().zip(counts) {
        if count * 10 >= side * side {
            *square = 0;
        }
    }
    let long = red.long_side() as f32 / side as f32;
    let is_seal = |part: &&Blob| {
        let (wide, high) = (part.wide(), part.high());
        let filled = part.pixels as f32 / (wide * high);
        (SEAL..0.4).contains(&(wide.max(high) / long))
            && wide.min(high) >= 0.4 * wide.max(high)
            && (0.1..0.8).contains(&filled)
    };
    let parts = blobs(&squares, 128);
    let of_page = |part: &Blob| around(part).map(|place| place * side as f32);
    parts.iter().filter(is_seal).map(of_page).collect()
}

/// Where the rest of the seal may be of which a part was found.
fn around(part: &Blob) -> [f32; 4] {
    let more = (part.wide() - part.high()).abs();
    let (across, down) = match part.wide() < part.high() {
        true => (more, 0.0),
        false => (0.0, more),
    };
    [
        part.left as f32 - across,
        part.top as f32 - down,
        part.right as f32 + across,
        part.bottom as f32 + down,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White paper of 600 by 800 pixels, with these dots in red.
    fn page(dots: impl IntoIterator<Item = (usize, usize)>) -> RedInk {
        let gray = Plane::filled(600, 800, 250);
        let mut red = Plane::filled(600, 800, 0);
        for (x, y) in dots {
            red.pixels[y * 600 + x] = 180;
        }
        RedInk::of(&gray, &red)
    }

    fn bar(left: usize, top: usize, wide: usize, high: usize) -> Vec<(usize, usize)> {
        let across = (left..left + wide).flat_map(|x| (top..top + high).map(move |y| (x, y)));
        across.collect()
    }

    #[test]
    fn what_is_written_in_red_is_seen_and_a_seal_is_looked_through() {
        let seven = [bar(100, 100, 10, 2), bar(106, 100, 2, 16)].concat();
        let there = [80.0, 90.0, 130.0, 125.0];
        assert!(page(seven.clone()).is_in(there, 16.0, false));
        assert!(!page(seven.clone()).is_in([200.0, 90.0, 250.0, 125.0], 16.0, true));
        let ring = (0..600 * 800).map(|at| (at % 600, at / 600));
        let ring = ring.filter(|&(x, y)| {
            let far = (x as f32 - 110.0).hypot(y as f32 - 110.0);
            (60.0..64.0).contains(&far)
        });
        // Under it a black figure may stand, or nothing but the red one.
        let sealed = page(ring.chain(seven));
        assert!(!sealed.is_in(there, 16.0, false));
        assert!(sealed.is_in(there, 16.0, true));
        // A box that is painted, and heavy strokes.
        assert!(!page(bar(80, 90, 50, 35)).is_in(there, 16.0, true));
        let heavy = [bar(95, 98, 26, 7), bar(95, 98, 8, 20), bar(112, 98, 9, 20)].concat();
        assert!(page(heavy).is_in(there, 16.0, false));
    }

    #[test]
    fn a_pixel_is_as_light_as_its_red_and_a_seal_is_paper() {
        assert_eq!(toned([0, 0, 0]), (0, 0));
        assert_eq!(toned([90, 90, 90]), (90, 0));
        assert_eq!(toned([215, 50, 60]), (255, 165));
        assert_eq!(toned([40, 40, 200]), (40, 0));
        // Gold and yellow are as light as paper; paper in the light of a lamp is neither.
        assert_eq!(toned([255, 192, 0]), (255, 175));
        assert_eq!(toned([255, 220, 0]), (255, 175));
        assert_eq!(toned([240, 220, 170]), (250, 20));
    }

    #[test]
    fn of_a_dark_page_the_lightest_part_is_taken() {
        let of = |paper: [u8; 3], ink: [u8; 3]| {
            let picture = Picture::new(3, 1, [paper, paper, ink].into_iter());
            picture.expect("three pixels").gray.pixels
        };
        assert_eq!(of([30, 30, 30], [0, 220, 180]), [30, 30, 220]);
        assert_eq!(of([10, 20, 90], [80, 150, 255]), [90, 90, 255]);
        assert_eq!(of([250, 250, 250], [0, 220, 180]), [250, 250, 0]);
        // Light letters on blue are clearest in red.
        assert_eq!(of([0, 0, 200], [255, 255, 255]), [0, 0, 255]);
    }
}
