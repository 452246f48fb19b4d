//! A line of text as a net takes it: as high as the net's rows, paper 0 and ink [`INK`].

use super::{Gray, TextLine};

/// What full ink is.
const INK: f32 = 204.0;

/// Columns at most: a number of thirty digits, a label of forty ideographs. What is longer is not read.
const WIDEST: usize = 900;

/// Rows of a net's height.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resampled {
    pub width: usize,
    pub pixels: Vec<u8>,
}

/// The line, resampled so that its text is `size` of `height` rows high and in the middle of them; nothing
/// where there is no ink on it, or where it is too small, too faint or too long.
pub(super) fn place(crop: Gray, line: TextLine, height: usize, size: usize) -> Option<Resampled> {
    let sound = size > 0
        && (4.0..=400.0).contains(&line.size)
        && line.middle >= 0.0
        && line.middle <= crop.height as f32
        && line.ink.saturating_add(20) <= line.paper;
    if !sound {
        return None;
    }
    let (left, right) = inked(crop, line)?;
    let step = line.size / size as f32;
    let width = ((right - left) as f32 / step).ceil() as usize;
    let width = width.max(8);
    if width > WIDEST {
        return None;
    }
    let across = taps(left as f32, step, width);
    let top = line.middle - height as f32 / 2.0 * step;
    let down = taps(top, step, height);
    let paper = f32::from(line.paper);
    // Only rows that some output row looks at; what lies outside the crop is paper.
    let (first, last) = (down.first()?.0, down.last()?);
    let last = last.0 + last.1.len() as i32;
    let mut rows = Vec::with_capacity((last - first) as usize);
    for y in first..last {
        let row = usize::try_from(y).ok().and_then(|y| crop.rows().nth(y));
        let row = row.unwrap_or(&[]);
        let mut out = Vec::with_capacity(width);
        for (from, weights) in &across {
            let mut sum = 0.0;
            for (x, weight) in (*from..).zip(weights) {
                let tone = usize::try_from(x).ok().and_then(|x| row.get(x));
                sum += tone.map_or(paper, |&tone| f32::from(tone)) * weight;
            }
            out.push(sum);
        }
        rows.push(out);
    }
    let scale = INK / (paper - f32::from(line.ink)).max(25.0);
    let mut pixels = Vec::with_capacity(width * height);
    for (from, weights) in &down {
        let seen = &rows[(from - first) as usize..];
        for x in 0..width {
            let mut sum = 0.0;
            for (row, weight) in seen.iter().zip(weights) {
                sum += row[x] * weight;
            }
            pixels.push(((paper - sum) * scale + 0.5).clamp(0.0, 255.0) as u8);
        }
    }
    Some(Resampled { width, pixels })
}

/// For each output pixel the first source pixel that it looks at and the weights from there on: a triangle as
/// wide as an output pixel or a source pixel, whichever is wider.
fn taps(start: f32, step: f32, count: usize) -> Vec<(i32, Vec<f32>)> {
    let reach = step.max(1.0);
    let taps = (0..count).map(|i| {
        let middle = start + (i as f32 + 0.5) * step;
        let from = (middle - reach + 0.5).floor() as i32;
        let to = (middle + reach + 0.5).floor() as i32;
        let weight = |x: i32| (1.0 - ((x as f32 + 0.5 - middle) / reach).abs()).max(0.0);
        let weights: Vec<f32> = (from..to).map(weight).collect();
        let all: f32 = weights.iter().sum();
        (from, weights.iter().map(|weight| weight / all).collect())
    });
    taps.collect()
}

/// The columns with ink beside the line's middle, and most of a digit on either side. A thin minus is a fifth as
/// dark as ink and counts; specks only make the crop wider.
fn inked(crop: Gray, line: TextLine) -> Option<(usize, usize)> {
    let reach = 0.75 * line.size;
    let top = (line.middle - reach).max(0.0) as usize;
    let bottom = ((line.middle + reach) as usize + 1).min(crop.height);
    let dark = f32::from(line.paper) - 0.2 * (f32::from(line.paper) - f32::from(line.ink));
    let mut counts = vec![0u32; crop.width];
    for row in crop.rows().take(bottom).skip(top) {
        for (count, &tone) in counts.iter_mut().zip(row) {
            *count += u32::from(f32::from(tone) < dark);
        }
    }
    let enough = (0.04 * line.size).max(1.0) as u32;
    let first = counts.iter().position(|&count| count >= enough)?;
    let last = counts.iter().rposition(|&count| count >= enough)?;
    let margin = (0.7 * line.size) as usize + 1;
    Some((
        first.saturating_sub(margin),
        (last + 1 + margin).min(crop.width),
    ))
}
