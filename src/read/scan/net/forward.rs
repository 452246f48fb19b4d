//! The forward pass, in integers.

use super::weights::{Layer, Net, OUTPUTS};

/// The most that a place holds between layers.
const MOST: i64 = 2047;

/// What stands in a place before a layer, row by row.
struct Places {
    height: usize,
    width: usize,
    /// `height * width` times the numbers of a place.
    numbers: Vec<i16>,
}

impl Net {
    /// Scores of every class, column by column, in 1/1024 of a natural logarithm up to a number of the
    /// column's own. `pixels` is [`Net::height`] rows of `width`, paper 0; no column where it is not.
    pub fn columns(&self, pixels: &[u8], width: usize) -> Vec<i32> {
        if width == 0 || pixels.len() != width * self.height {
            return Vec::new();
        }
        let mut places = Places {
            height: self.height,
            width,
            numbers: pixels.iter().map(|&pixel| pixel.into()).collect(),
        };
        let Some((last, before)) = self.layers.split_last() else {
            return Vec::new();
        };
        for layer in before {
            let shape = layer.shape(&places);
            let mut numbers = Vec::with_capacity(shape.0 * shape.1 * layer.outputs);
            layer.run(&places, shape, |number| {
                numbers.push(number.clamp(0, MOST) as i16)
            });
            places = Places {
                height: shape.0,
                width: shape.1,
                numbers,
            };
        }
        let mut scores = Vec::with_capacity(places.width * last.outputs);
        let shape = last.shape(&places);
        last.run(&places, shape, |number| {
            scores.push(number.clamp(-(1 << 20), 1 << 20) as i32)
        });
        scores
    }
}

impl Layer {
    /// Rows and columns that are nothing before the first; a kernel as high as all there is has no such rows.
    fn margin(&self, places: &Places) -> (usize, usize) {
        let above = if self.high == places.height {
            0
        } else {
            self.high / 2
        };
        (above, self.wide / 2)
    }

    fn shape(&self, places: &Places) -> (usize, usize) {
        let (above, left) = self.margin(places);
        let fits = |length: usize, kernel, step| (length + 1).saturating_sub(kernel).div_ceil(step);
        (
            fits(places.height + 2 * above, self.high, self.down),
            fits(places.width + 2 * left, self.wide, self.right),
        )
    }

    fn run(&self, places: &Places, shape: (usize, usize), mut out: impl FnMut(i64)) {
        let (above, left) = self.margin(places);
        let half = 1 << (self.shift - 1);
        let mut sums = [0i32; OUTPUTS];
        let sums = &mut sums[..self.outputs];
        for y in 0..shape.0 {
            for x in 0..shape.1 {
                sums.copy_from_slice(&self.biases);
                // What of the kernel lies within the picture.
                let columns = (x * self.right).saturating_sub(left)
                    ..(x * self.right + self.wide - left).min(places.width);
                let first = columns.start + left - x * self.right;
                for row in 0..self.high {
                    let at = y * self.down + row;
                    if at < above || at - above >= places.height {
                        continue;
                    }
                    let at = (at - above) * places.width;
                    let seen = (at + columns.start) * self.inputs..(at + columns.end) * self.inputs;
                    let weights = (row * self.wide + first) * self.inputs * self.outputs;
                    let weights = self.weights[weights..].chunks_exact(self.outputs);
                    for (&number, weights) in places.numbers[seen].iter().zip(weights) {
                        // Paper, and what a layer found nothing in: more than half.
                        if number != 0 {
                            for (sum, &weight) in sums.iter_mut().zip(weights) {
                                *sum += i32::from(number) * i32::from(weight);
                            }
                        }
                    }
                }
                for (&sum, &factor) in sums.iter().zip(&self.factors) {
                    out((i64::from(sum) * i64::from(factor) + half) >> self.shift);
                }
            }
        }
    }
}
