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
    let size = print.size;
    let paper = crop.percentile(85);
    let contrast = paper.saturating_sub(print.ink).max(40);
    let tone =
        |hundredths: u32| paper.saturating_sub((u32::from(contrast) * hundredths / 100) as u8);
    let least = (0.02 * size * size).max(3.0) as usize;
    let mut parts = Vec::new();
    let mut rests = Vec::new();
    for blob in blobs(crop, tone(40)) {
        let (at_side, at_end) = (
            blob.left == 0 || blob.right == crop.width,
            blob.top == 0 || blob.bottom == crop.height,
        );
        // A stroke of a digit may be as thin, but is as high as a digit.
        let digit_high = (0.6 * size..=1.4 * size).contains(&blob.high());
        let along_side =
            at_side && blob.wide() <= (0.15 * size).max(1.5) && (!digit_high || blob.wide() <= 1.0);
        let along_end = at_end && blob.high() <= (0.15 * size).max(1.5);
        // Two rules that lean a little leave a thin corner.
        let corner = at_side && at_end && blob.pixels as f32 <= 1.4 * (blob.wide() + blob.high());
        if along_side || along_end || corner {
            rests.push(blob);
        } else if blob.pixels >= least {
            parts.push((blob, at_side || at_end));
        }
    }
    for rest in rests {
        // What is painted over must hold nothing else.
        let apart = |(blob, _): &(Blob, bool)| {
            blob.right <= rest.left
                || rest.right <= blob.left
                || blob.bottom <= rest.top
                || rest.bottom <= blob.top
        };
        if !parts.iter().all(apart) {
            return Ink::Touching;
        }
        for y in rest.top..rest.bottom {
            crop.pixels[y * crop.width..][rest.left..rest.right].fill(paper);
        }
    }
    if parts.iter().any(|&(_, touches)| touches) {
        return Ink::Touching;
    }
    // What may be a digit that is too pale.
    let pale_tone = tone(22).min(paper.saturating_sub(16));
    let (width, sliver) = (crop.width, (0.15 * size).max(2.0));
    let pale = |blob: &Blob| {
        // The edge of a rule is as pale, and as high as the box.
        let edge = (blob.left == 0 || blob.right == width) && blob.wide() <= sliver;
        !edge && blob.high() >= 0.5 * size && blob.pixels as f32 >= 0.06 * size * size
    };
    if parts.is_empty() {
        return if blobs(crop, pale_tone).iter().any(pale) {
            Ink::Pale
        } else {
            Ink::None
        };
    }
    let mut rows = vec![false; crop.height];
    for (blob, _) in &parts {
        rows[blob.top..blob.bottom].fill(true);
    }
    let tall = rows
        .split(|&row| !row)
        .filter(|run| run.len() as f32 >= 0.6 * size)
        .count();
    if tall > 1 {
        return Ink::Lines;
    }
    let whole: Vec<&Blob> = parts
        .iter()
        .map(|(blob, _)| blob)
        .filter(|blob| (0.75 * size..=1.3 * size).contains(&blob.high()))
        .collect();
    if let [(blob, _)] = &parts[..]
        && whole.is_empty()
    {
        let row = middle.unwrap_or(crop.height as f32 / 2.0);
        let flat = blob.high() <= (0.28 * size).max(2.0)
            && blob.wide() >= 0.25 * size
            && blob.wide() >= 1.6 * blob.high();
        let full = blob.pixels as f32 >= 0.55 * blob.high() * blob.wide();
        if flat && full && (blob.middle() - row).abs() <= 0.3 * size {
            return Ink::Bar;
        }
    }
    let of_all = || {
        let pixels: usize = parts.iter().map(|(blob, _)| blob.pixels).sum();
        let sum: f32 = parts
            .iter()
            .map(|(blob, _)| blob.middle() * blob.pixels as f32)
            .sum();
        sum / pixels as f32
    };
    let line = match whole.is_empty() {
        false => whole.iter().map(|blob| blob.middle()).sum::<f32>() / whole.len() as f32,
        true => middle.unwrap_or_else(of_all),
    };
    // Points and commas stand low, dashes are flat.
    let is_whole = |blob: &Blob| {
        let low = blob.middle() > line + 0.25 * size && blob.high() <= 0.5 * size;
        let flat = blob.wide() >= 1.6 * blob.high() && blob.wide() >= 0.25 * size;
        blob.high() >= 0.6 * size || low || flat && parts.len() == 1
    };
    let (left, right) = parts
        .iter()
        .fold((crop.width, 0), |(left, right), (blob, _)| {
            (left.min(blob.left), right.max(blob.right))
        });
    // Noise far from the line is nothing; what may be a pale digit there is something.
    let margin = (0.9 * size) as usize + 1;
    let (left, right) = (
        left.saturating_sub(margin),
        (right + margin).min(crop.width),
    );
    let beyond = |blob: &Blob| blob.right <= left || blob.left >= right;
    if blobs(crop, pale_tone)
        .iter()
        .any(|blob| beyond(blob) && pale(blob))
    {
        return Ink::Pale;
    }
    for y in 0..crop.height {
        let row = &mut crop.pixels[y * crop.width..][..crop.width];
        row[..left].fill(paper);
        row[right..].fill(paper);
    }
    // Thin strokes are pale before they break, and what is pale alone may be noise: broken is what is so in either light.
    let of_strokes = |blob: &Blob| blob.pixels < least.max(4) || is_whole(blob);
    let is_broken = !parts.iter().all(|(blob, _)| is_whole(blob))
        && !blobs(crop, pale_tone).iter().all(of_strokes);
    let strokes = match is_broken {
        true => Strokes::Broken,
        false => Strokes::Whole,
    };
    Ink::Line(
        TextLine {
            size,
            middle: line,
            paper,
            ink: print.ink.min(paper.saturating_sub(40)),
        },
        strokes,
    )
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
