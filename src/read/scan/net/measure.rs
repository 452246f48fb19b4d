//! Where the text of a crop lies, as far as the crop alone tells.

use super::{Gray, TextLine};

/// Lines of a label at most.
const LINES: usize = 8;

/// A part of the ink that hangs together.
#[derive(Debug, Clone, Copy)]
struct Stain {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
    pixels: usize,
}

impl Stain {
    fn height(&self) -> f32 {
        (self.bottom - self.top) as f32
    }

    fn width(&self) -> f32 {
        (self.right - self.left) as f32
    }

    fn middle(&self) -> f32 {
        (self.bottom + self.top) as f32 / 2.0
    }
}

/// Where the line of a number lies in a crop of one box without its rules. `size` is the height of the table's
/// digits where that is known; without it a crop that shows a dash alone is not measured. None where there is
/// no ink, or where there are several lines.
///
/// Bounded: the time is that of looking at each pixel nine times.
pub fn measure(crop: Gray, size: Option<f32>) -> Option<TextLine> {
    let (paper, ink) = tones(crop)?;
    let dark = u32::from(paper) * 11 / 20 + u32::from(ink) * 9 / 20;
    let blobs = blobs(crop, dark as u8);
    let digit = |blob: &&Stain| {
        let whole = match size {
            Some(size) => (0.72 * size..=1.35 * size).contains(&blob.height()),
            None => blob.height() >= 6.0,
        };
        // Ink that runs along an edge or across the whole box is what is left of a rule.
        let edge =
            blob.left == 0 || blob.right == crop.width || blob.height() as usize == crop.height;
        whole && !edge && blob.width() <= 1.6 * blob.height()
    };
    let digits: Vec<&Stain> = blobs.iter().filter(digit).collect();
    let tallest = digits.iter().map(|blob| blob.height()).fold(0.0, f32::max);
    let tall: Vec<&&Stain> = digits
        .iter()
        .filter(|blob| blob.height() >= 0.8 * tallest)
        .collect();
    let mean =
        |of: fn(&Stain) -> f32| tall.iter().map(|blob| of(blob)).sum::<f32>() / tall.len() as f32;
    let (size, middle) = match (tall.is_empty(), size) {
        (true, None) => return None,
        (true, Some(size)) => (size, of_marks(crop, &blobs, size)?),
        (false, known) => (
            known.unwrap_or_else(|| mean(Stain::height)),
            mean(Stain::middle),
        ),
    };
    // Two lines would be taken for one between them.
    let apart = |blob: &&&Stain| (blob.middle() - middle).abs() > 0.6 * size;
    let line = TextLine {
        size,
        middle,
        paper,
        ink,
    };
    (!tall.iter().any(apart)).then_some(line)
}

/// The lines of text in a box of a label, from top to bottom, each as high as its ideographs; at most [`LINES`].
/// `size` is the height of the table's ideographs where that is known. What touches an edge and is long or flat
/// is what is left of a rule and no text.
///
/// Bounded like [`measure`].
pub fn lines(crop: Gray, size: Option<f32>) -> Vec<TextLine> {
    let Some((paper, ink)) = tones(crop) else {
        return Vec::new();
    };
    let dark = u32::from(paper) * 3 / 5 + u32::from(ink) * 2 / 5;
    let mut counts = vec![0u32; crop.height];
    for blob in blobs(crop, dark as u8) {
        let edge = blob.left == 0
            || blob.right == crop.width
            || blob.top == 0
            || blob.bottom == crop.height;
        let long =
            blob.height() * 2.0 > crop.height as f32 || blob.width() * 2.0 > crop.width as f32;
        let flat = blob.height().min(blob.width()) <= 3.0 && blob.height().max(blob.width()) >= 8.0;
        if blob.pixels < 3 || edge && (long || flat) {
            continue;
        }
        // The width of what hangs together, so that thin strokes count like bold ones.
        for count in &mut counts[blob.top..blob.bottom] {
            *count += (blob.right - blob.left) as u32;
        }
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (y, &count) in counts.iter().chain(&[0]).enumerate() {
        match (count > 0, start) {
            (true, None) => start = Some(y),
            (false, Some(top)) => {
                runs.push((top, y));
                start = None;
            }
            _ => {}
        }
    }
    let height = |&(top, bottom): &(usize, usize)| (bottom - top) as f32;
    let tallest = runs.iter().map(height).fold(0.0, f32::max);
    let mut tall: Vec<f32> = runs
        .iter()
        .map(height)
        .filter(|&run| run >= 0.6 * tallest)
        .collect();
    tall.sort_by(f32::total_cmp);
    let Some(&median) = tall.get(tall.len() / 2) else {
        return Vec::new();
    };
    let typical = size.unwrap_or(median);
    // Strokes that lie above one another and do not touch: 二, or a bracket's end.
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if (run.1 - last.0) as f32 <= 1.2 * typical => last.1 = run.1,
            _ => joined.push(run),
        }
    }
    // Lines that touch, parted where there is the least ink.
    let mut parted = Vec::new();
    for (top, bottom) in joined {
        let count = ((bottom - top) as f32 / (1.25 * typical)).round().max(1.0) as usize;
        let mut from = top;
        for part in 1..count {
            let near = top + (bottom - top) * part / count;
            let reach = (typical / 4.0) as usize;
            let least = (near.saturating_sub(reach).max(from + 1)..(near + reach).min(bottom))
                .min_by_key(|&y| counts[y]);
            let cut = least.unwrap_or(near);
            parted.push((from, cut));
            from = cut;
        }
        parted.push((from, bottom));
    }
    parted.retain(|run| height(run) >= 0.45 * typical);
    parted.truncate(LINES);
    let line = |(top, bottom): (usize, usize)| TextLine {
        size: size.unwrap_or((bottom - top) as f32),
        middle: (top + bottom) as f32 / 2.0,
        paper,
        ink,
    };
    parted.into_iter().map(line).collect()
}

/// The tones of paper and ink; none where they are too alike.
fn tones(crop: Gray) -> Option<(u8, u8)> {
    let mut counts = [0usize; 256];
    for &tone in crop.pixels {
        counts[usize::from(tone)] += 1;
    }
    let darkest = |least: usize| {
        let mut seen = 0;
        let found = counts.iter().position(|count| {
            seen += count;
            seen >= least
        });
        found.unwrap_or(255) as u8
    };
    let all = crop.pixels.len();
    let paper = darkest(all - all * 15 / 100);
    let ink = darkest((all / 200).max(3));
    (ink.saturating_add(35) <= paper).then_some((paper, ink))
}

/// The middle of what is there where nothing is as high as a digit: a dash, a dot.
fn of_marks(crop: Gray, blobs: &[Stain], size: f32) -> Option<f32> {
    let within = |blob: &&Stain| {
        let edge = blob.top == 0
            || blob.bottom == crop.height
            || blob.left == 0
            || blob.right == crop.width;
        !edge && blob.pixels as f32 >= (0.01 * size * size).max(2.0)
    };
    let (mut sum, mut pixels) = (0.0, 0.0);
    for blob in blobs.iter().filter(within) {
        sum += blob.middle() * blob.pixels as f32;
        pixels += blob.pixels as f32;
    }
    (pixels > 0.0).then(|| sum / pixels)
}

/// The parts of what is darker than a tone, corners counted as touching.
fn blobs(crop: Gray, dark: u8) -> Vec<Stain> {
    let mut left: Vec<bool> = crop.pixels.iter().map(|&tone| tone < dark).collect();
    let mut blobs = Vec::new();
    let mut todo = Vec::new();
    for start in 0..left.len() {
        if !std::mem::take(&mut left[start]) {
            continue;
        }
        let (x, y) = (start % crop.width, start / crop.width);
        let mut blob = Stain {
            left: x,
            right: x + 1,
            top: y,
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
            for y in y.saturating_sub(1)..(y + 2).min(crop.height) {
                for x in x.saturating_sub(1)..(x + 2).min(crop.width) {
                    if std::mem::take(&mut left[y * crop.width + x]) {
                        todo.push((x, y));
                    }
                }
            }
        }
        blobs.push(blob);
    }
    blobs
}
