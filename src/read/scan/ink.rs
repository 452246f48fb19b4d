//! What is inked in a box: its parts, its line of text, whether any of it touches the box's rules.

use super::net::TextLine;
use super::plane::Plane;

/// A part of the ink that hangs together, corners counted as touching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blob {
    pub left: usize,
    pub top: usize,
    /// One past its last column.
    pub right: usize,
    /// One past its last row.
    pub bottom: usize,
    pub pixels: usize,
}

impl Blob {
    pub fn high(&self) -> f32 {
        (self.bottom - self.top) as f32
    }

    pub fn wide(&self) -> f32 {
        (self.right - self.left) as f32
    }

    pub fn middle(&self) -> f32 {
        (self.top + self.bottom) as f32 / 2.0
    }

    /// Whether its box and another's have nothing in common.
    fn is_apart(&self, other: &Blob) -> bool {
        self.right <= other.left
            || other.right <= self.left
            || self.bottom <= other.top
            || other.bottom <= self.top
    }
}

/// The parts of what is darker than a tone.
pub(super) fn blobs(plane: &Plane, dark: u8) -> Vec<Blob> {
    let (width, height) = (plane.width, plane.height);
    let mut left: Vec<bool> = plane.pixels.iter().map(|&tone| tone < dark).collect();
    let mut found = Vec::new();
    let mut todo = Vec::new();
    for start in 0..left.len() {
        if !std::mem::take(&mut left[start]) {
            continue;
        }
        let (x, y) = (start % width, start / width);
        let mut blob = Blob {
            left: x,
            top: y,
            right: x + 1,
            bottom: y + 1,
            pixels: 0,
        };
        todo.push((x, y));
        while let Some((x, y)) = todo.pop() {
            blob.pixels += 1;
            blob.left = blob.left.min(x);
            blob.right = blob.right.max(x + 1);
            blob.top = blob.top.min(y);
            blob.bottom = blob.bottom.max(y + 1);
            for y in y.saturating_sub(1)..(y + 2).min(height) {
                for x in x.saturating_sub(1)..(x + 2).min(width) {
                    if std::mem::take(&mut left[y * width + x]) {
                        todo.push((x, y));
                    }
                }
            }
        }
        found.push(blob);
    }
    found
}

/// How a table's figures are printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Print {
    /// Height of a digit, in pixels.
    pub size: f32,
    /// Tone of the ink.
    pub ink: u8,
}

/// Contrast below which there is nothing but paper.
const CONTRAST: u8 = 35;

/// What the boxes of a table have in common; none where nothing in them is as high as a digit can be.
pub(super) fn print<'p>(crops: impl Iterator<Item = &'p Plane>) -> Option<Print> {
    let (mut heights, mut inks) = (Vec::new(), Vec::new());
    for crop in crops {
        let (paper, ink) = (crop.percentile(85), crop.percentile(1));
        if paper.saturating_sub(ink) < CONTRAST {
            continue;
        }
        let dark = mix(paper, ink, 45);
        let inside = |blob: &&Blob| {
            blob.top > 0 && blob.bottom < crop.height && blob.left > 0 && blob.right < crop.width
        };
        let like_digit = |blob: &&Blob| {
            blob.high() >= 5.0 && (0.25..0.95).contains(&(blob.wide() / blob.high()))
        };
        let found = blobs(crop, dark);
        let tallest = found
            .iter()
            .filter(inside)
            .filter(like_digit)
            .map(Blob::high);
        if let Some(tallest) = tallest.reduce(f32::max) {
            heights.push(tallest);
            inks.push(ink);
        }
    }
    heights.sort_by(f32::total_cmp);
    inks.sort_unstable();
    let size = *heights.get(heights.len() * 55 / 100)?;
    let near: Vec<f32> = heights
        .into_iter()
        .filter(|height| (height - size).abs() <= 0.2 * size + 1.0)
        .collect();
    Some(Print {
        size: near.iter().sum::<f32>() / near.len() as f32,
        ink: inks[inks.len() / 2],
    })
}

/// A tone so many hundredths of the way from one to another.
fn mix(from: u8, to: u8, hundredths: i32) -> u8 {
    (i32::from(from) + (i32::from(to) - i32::from(from)) * hundredths / 100).clamp(0, 255) as u8
}

/// How what stands in a box hangs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strokes {
    /// Parts as high as digits, and points.
    Whole,
    /// Some part is neither.
    Broken,
}

/// What a box shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ink {
    /// Paper.
    None,
    /// A flat bar at the height of the figures: a sign for nothing.
    Bar,
    /// One line of something.
    Line(TextLine, Strokes),
    /// Something that reaches to a rule.
    Touching,
    /// Something too pale to be told from paper or to be read.
    Pale,
    /// More than one line.
    Lines,
}

/// Looks at the ink of a box; `middle` is where the figures of its row lie, from the upper edge, where that is known.
/// What is left of rules at the edges is painted over.
pub(super) fn look(crop: &mut Plane, print: &Print, middle: Option<f32>) -> Ink {
    let scale = Scale::new(crop, print);
    let Some(parts) = scale.without_rests(crop) else {
        return Ink::Touching;
    };
    let pale = blobs(crop, scale.pale_tone());
    if parts.is_empty() {
        let is_pale = pale.iter().any(|blob| scale.is_pale(blob, crop.width));
        return if is_pale { Ink::Pale } else { Ink::None };
    }
    if scale.lines(&parts, crop.height) > 1 {
        return Ink::Lines;
    }
    let row = middle.unwrap_or(crop.height as f32 / 2.0);
    if scale.is_bar(&parts, row) {
        return Ink::Bar;
    }
    let (left, right) = scale.span(&parts, crop.width);
    // Noise far from the line is nothing; what may be a pale digit there is something.
    let beyond = |blob: &Blob| blob.right <= left || blob.left >= right;
    let is_pale = |blob: &Blob| beyond(blob) && scale.is_pale(blob, crop.width);
    if pale.iter().any(is_pale) {
        return Ink::Pale;
    }
    for y in 0..crop.height {
        let row = &mut crop.pixels[y * crop.width..][..crop.width];
        row[..left].fill(scale.paper);
        row[right..].fill(scale.paper);
    }
    let line = scale.middle(&parts, middle);
    let strokes = scale.strokes(&parts, line, crop);
    let line = TextLine {
        size: scale.size,
        middle: line,
        paper: scale.paper,
        ink: print.ink.min(scale.paper.saturating_sub(40)),
    };
    Ink::Line(line, strokes)
}

/// What a box is measured by: the height of its digits and its tones.
struct Scale {
    size: f32,
    paper: u8,
    contrast: u8,
    /// Pixels of the least part that is no speck.
    least: usize,
}

impl Scale {
    fn new(crop: &Plane, print: &Print) -> Scale {
        let (paper, size) = (crop.percentile(85), print.size);
        Scale {
            size,
            paper,
            contrast: paper.saturating_sub(print.ink).max(40),
            least: (0.02 * size * size).max(3.0) as usize,
        }
    }

    /// The tone so many hundredths of the way from the paper to the ink.
    fn tone(&self, hundredths: u32) -> u8 {
        let darker = u32::from(self.contrast) * hundredths / 100;
        self.paper.saturating_sub(darker as u8)
    }

    /// Below this tone something may be a digit that is too pale.
    fn pale_tone(&self) -> u8 {
        self.tone(22).min(self.paper.saturating_sub(16))
    }

    /// The parts of the ink. What is left of rules at the edges is painted over; none where something else reaches to an
    /// edge, or lies beside what would be painted over.
    fn without_rests(&self, crop: &mut Plane) -> Option<Vec<Blob>> {
        let (mut parts, mut rests) = (Vec::new(), Vec::new());
        let mut touches = false;
        for blob in blobs(crop, self.tone(40)) {
            let at_side = blob.left == 0 || blob.right == crop.width;
            let at_end = blob.top == 0 || blob.bottom == crop.height;
            if self.is_rest(&blob, at_side, at_end) {
                rests.push(blob);
            } else if blob.pixels >= self.least {
                touches |= at_side || at_end;
                parts.push(blob);
            }
        }
        for rest in rests {
            if !parts.iter().all(|part| part.is_apart(&rest)) {
                return None;
            }
            for y in rest.top..rest.bottom {
                crop.pixels[y * crop.width..][rest.left..rest.right].fill(self.paper);
            }
        }
        (!touches).then_some(parts)
    }

    /// Whether a part at an edge is what is left of a rule there.
    fn is_rest(&self, blob: &Blob, at_side: bool, at_end: bool) -> bool {
        let thin = (0.15 * self.size).max(1.5);
        // A stroke of a digit may be as thin, but is as high as a digit.
        let digit_high = (0.6 * self.size..=1.4 * self.size).contains(&blob.high());
        let along_side = at_side && blob.wide() <= thin && (!digit_high || blob.wide() <= 1.0);
        let along_end = at_end && blob.high() <= thin;
        // Two rules that lean a little leave a thin corner.
        let corner = at_side && at_end && blob.pixels as f32 <= 1.4 * (blob.wide() + blob.high());
        along_side || along_end || corner
    }

    /// Whether what is pale may be a digit; the edge of a rule is as pale, and as high as the box.
    fn is_pale(&self, blob: &Blob, width: usize) -> bool {
        let at_side = blob.left == 0 || blob.right == width;
        let edge = at_side && blob.wide() <= (0.15 * self.size).max(2.0);
        let square = self.size * self.size;
        !edge && blob.high() >= 0.5 * self.size && blob.pixels as f32 >= 0.06 * square
    }

    /// Whether a part is as high as a digit.
    fn is_digit_high(&self, blob: &Blob) -> bool {
        (0.75 * self.size..=1.3 * self.size).contains(&blob.high())
    }

    /// How many lines of something tall there are.
    fn lines(&self, parts: &[Blob], height: usize) -> usize {
        let mut rows = vec![false; height];
        for part in parts {
            rows[part.top..part.bottom].fill(true);
        }
        let runs = rows.split(|&row| !row);
        let tall = runs.filter(|run| run.len() as f32 >= 0.6 * self.size);
        tall.count()
    }

    /// Whether all there is is a flat bar where the figures of the row lie.
    fn is_bar(&self, parts: &[Blob], row: f32) -> bool {
        let [part] = parts else {
            return false;
        };
        let flat = part.high() <= (0.28 * self.size).max(2.0) && self.is_flat(part);
        let full = part.pixels as f32 >= 0.55 * part.high() * part.wide();
        let near = (part.middle() - row).abs() <= 0.3 * self.size;
        !self.is_digit_high(part) && flat && full && near
    }

    fn is_flat(&self, blob: &Blob) -> bool {
        blob.wide() >= 0.25 * self.size && blob.wide() >= 1.6 * blob.high()
    }

    /// Where the line of figures lies: by what is as high as digits, else where the row's do, else by all ink.
    fn middle(&self, parts: &[Blob], row: Option<f32>) -> f32 {
        let whole = parts.iter().filter(|part| self.is_digit_high(part));
        let whole: Vec<f32> = whole.map(Blob::middle).collect();
        if !whole.is_empty() {
            return whole.iter().sum::<f32>() / whole.len() as f32;
        }
        row.unwrap_or_else(|| {
            let pixels: usize = parts.iter().map(|part| part.pixels).sum();
            let weighed = parts.iter().map(|part| part.middle() * part.pixels as f32);
            weighed.sum::<f32>() / pixels as f32
        })
    }

    /// From where to where the line goes, with a digit's room on either side.
    fn span(&self, parts: &[Blob], width: usize) -> (usize, usize) {
        let left = parts.iter().map(|part| part.left).min().unwrap_or(0);
        let right = parts.iter().map(|part| part.right).max().unwrap_or(width);
        let margin = (0.9 * self.size) as usize + 1;
        (left.saturating_sub(margin), (right + margin).min(width))
    }

    /// Thin strokes are pale before they break, and what is pale alone may be noise: broken is what is so in either light.
    fn strokes(&self, parts: &[Blob], line: f32, crop: &Plane) -> Strokes {
        // Points and commas stand low, dashes are flat.
        let is_whole = |blob: &Blob| {
            let low = blob.middle() > line + 0.25 * self.size && blob.high() <= 0.5 * self.size;
            blob.high() >= 0.6 * self.size || low || self.is_flat(blob) && parts.len() == 1
        };
        let counts = |blob: &Blob| blob.pixels < self.least.max(4) || is_whole(blob);
        if parts.iter().all(is_whole) || blobs(crop, self.pale_tone()).iter().all(counts) {
            return Strokes::Whole;
        }
        Strokes::Broken
    }
}

/// Where the figures of a box lie, from its upper edge, where it has such.
pub(super) fn middle(crop: &Plane, print: &Print) -> Option<f32> {
    let paper = crop.percentile(85);
    let dark = mix(paper, print.ink.min(paper.saturating_sub(40)), 45);
    let like_digit = |blob: &Blob| (0.75 * print.size..=1.3 * print.size).contains(&blob.high());
    let found: Vec<f32> = blobs(crop, dark)
        .iter()
        .filter(|blob| like_digit(blob))
        .map(Blob::middle)
        .collect();
    (!found.is_empty()).then(|| found.iter().sum::<f32>() / found.len() as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINT: Print = Print {
        size: 20.0,
        ink: 20,
    };

    fn paper(inked: &[(usize, usize, usize, usize)]) -> Plane {
        let mut crop = Plane::filled(100, 40, 250);
        for &(left, top, right, bottom) in inked {
            for y in top..bottom {
                crop.pixels[y * 100..][left..right].fill(20);
            }
        }
        crop
    }

    #[test]
    fn a_box_shows_nothing_a_bar_or_a_line() {
        assert_eq!(look(&mut paper(&[]), &PRINT, None), Ink::None);
        assert_eq!(
            look(&mut paper(&[(40, 19, 52, 22)]), &PRINT, None),
            Ink::Bar
        );
        let line = look(&mut paper(&[(40, 10, 50, 30)]), &PRINT, None);
        let Ink::Line(line, Strokes::Whole) = line else {
            panic!("{line:?}")
        };
        assert_eq!((line.middle, line.paper, line.ink), (20.0, 250, 20));
    }

    #[test]
    fn what_reaches_a_rule_is_told_and_a_hair_of_a_rule_is_painted_over() {
        assert_eq!(
            look(&mut paper(&[(0, 10, 12, 30)]), &PRINT, None),
            Ink::Touching
        );
        let mut hair = paper(&[(0, 0, 1, 40), (2, 10, 12, 30)]);
        assert!(matches!(look(&mut hair, &PRINT, None), Ink::Line(..)));
        assert_eq!(hair.at(0, 20), 250);
    }

    #[test]
    fn what_is_pale_is_not_paper_and_two_lines_are_not_one() {
        let mut pale = paper(&[]);
        for y in 10..30 {
            pale.pixels[y * 100 + 40..][..8].fill(190);
        }
        assert_eq!(look(&mut pale, &PRINT, None), Ink::Pale);
        assert_eq!(
            look(
                &mut paper(&[(40, 2, 50, 18), (40, 22, 50, 38)]),
                &PRINT,
                None
            ),
            Ink::Lines
        );
    }
}
