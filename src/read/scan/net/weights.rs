//! What `tests/scan/train/export.py` writes: a net's shape, alphabet and weights.

/// A net, its weights in integers.
#[derive(Debug, Clone, Default)]
pub(super) struct Net {
    /// Rows that it looks at.
    pub height: usize,
    /// Rows of them that a digit (an ideograph) takes.
    pub size: usize,
    /// What its classes stand for, from class 1; class 0 is nothing.
    pub alphabet: Vec<char>,
    /// From the picture to the classes.
    pub layers: Vec<Layer>,
}

/// A convolution; what goes over its edges is 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    /// Numbers of a place that come in and go out.
    pub inputs: usize,
    pub outputs: usize,
    /// The kernel's height and width.
    pub high: usize,
    pub wide: usize,
    /// Steps down and right.
    pub down: usize,
    pub right: usize,
    /// An output is `sum * factors >> shift`, rounded.
    pub shift: u32,
    pub factors: Vec<i32>,
    pub biases: Vec<i32>,
    /// By kernel row, kernel column, input, output.
    pub weights: Vec<i16>,
}

/// Layers and outputs of one at most, which is what [`super::forward`] has room for.
const LAYERS: usize = 16;
pub(super) const OUTPUTS: usize = 256;

impl Net {
    /// The net in a file's bytes; none where it is none.
    pub fn read(bytes: &[u8]) -> Option<Net> {
        let mut bytes = Bytes(bytes);
        (bytes.take(4)? == b"GJN1").then_some(())?;
        let [height, size, count] = [bytes.byte()?, bytes.byte()?, bytes.byte()?];
        let names = bytes.two()?;
        let alphabet: Vec<char> = std::str::from_utf8(bytes.take(names)?)
            .ok()?
            .chars()
            .collect();
        let layers = (0..count.min(LAYERS)).map(|_| bytes.layer());
        let layers = layers.collect::<Option<Vec<_>>>()?;
        let chained = layers.first().is_some_and(|first| first.inputs == 1)
            && layers.windows(2).all(|two| two[0].outputs == two[1].inputs)
            && layers
                .last()
                .is_some_and(|last| last.outputs == alphabet.len() + 1);
        (chained && bytes.0.is_empty()).then_some(Net {
            height,
            size,
            alphabet,
            layers,
        })
    }
}

/// What is left of a file.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<usize> {
        Some(self.take(1)?[0].into())
    }

    fn two(&mut self) -> Option<usize> {
        Some(self.byte()? | self.byte()? << 8)
    }

    fn integers(&mut self, count: usize) -> Option<Vec<i32>> {
        let (fours, _) = self.take(count * 4)?.as_chunks();
        Some(fours.iter().map(|&four| i32::from_le_bytes(four)).collect())
    }

    fn layer(&mut self) -> Option<Layer> {
        let [inputs, outputs] = [self.two()?, self.two()?];
        let [high, wide, down, right] = [self.byte()?, self.byte()?, self.byte()?, self.byte()?];
        let shift = self.byte()? as u32;
        let sound = (1..=OUTPUTS).contains(&outputs) && (1..=OUTPUTS).contains(&inputs);
        (sound && high * wide * down * right > 0 && (1..48).contains(&shift)).then_some(())?;
        Some(Layer {
            inputs,
            outputs,
            high,
            wide,
            down,
            right,
            shift,
            factors: self.integers(outputs)?,
            biases: self.integers(outputs)?,
            weights: self
                .take(high * wide * inputs * outputs)?
                .iter()
                .map(|&byte| i16::from(byte as i8))
                .collect(),
        })
    }
}
