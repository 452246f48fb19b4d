//! Two unlike readers of numbers and one of labels: small convolutional nets, in integers alone.
//!
//! A crop of a box ([`Gray`]) and where its line of text lies ([`TextLine`]) go in; what is printed comes out, with
//! its share of all that it might be and the runner-up ([`NetReading`]). A number is read where both readers say
//! the same: they learnt from other fonts, other shapes of net and crops worn in other ways, so that they
//! seldom make the same mistake. Labels are not read freely: those of the form are scored ([`LabelColumns`]).
//!
//! The nets are trained by `tests/scan/train`; what it writes lies beside this file. Everything is integer
//! arithmetic, or sums and products of floats in one order, so native and wasm say the same. No crate: the
//! smallest that runs such nets adds 880 kB gzipped and wants SIMD, and these are 60 lines of it.

mod ctc;
mod forward;
mod measure;
mod place;
mod weights;

pub use ctc::{Choice, LabelColumns};
pub use measure::{lines, measure};

use weights::Net;

/// A gray picture, a byte a pixel in rows from the top, 0 black.
#[derive(Debug, Clone, Copy)]
pub struct Gray<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
}

impl<'a> Gray<'a> {
    /// A picture of these pixels; none where they are not `width` times `height`, or no pixels at all.
    pub fn new(pixels: &'a [u8], width: usize, height: usize) -> Option<Self> {
        let whole = width.checked_mul(height)?;
        (whole > 0 && pixels.len() == whole).then_some(Gray {
            pixels,
            width,
            height,
        })
    }

    fn rows(self) -> std::slice::ChunksExact<'a, u8> {
        self.pixels.chunks_exact(self.width)
    }
}

/// Where the one line of text in a crop lies, and its tones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextLine {
    /// The height of a digit, or of a full ideograph in a label, in pixels. Cells of a table share it, so the
    /// table's is better than what a cell alone shows.
    pub size: f32,
    /// The middle of the digits, in pixels from the top edge of the crop.
    pub middle: f32,
    /// The tone of the paper.
    pub paper: u8,
    /// The tone of the ink.
    pub ink: u8,
}

/// What a reader makes of a crop.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NetReading {
    /// The likeliest text, of `0123456789.,-—一/%○`; a "?" in it is something else, and empty is nothing.
    pub best: String,
    /// Its share of all texts, 0 to 1.
    pub share: f32,
    /// The next likeliest; none where nothing else came into question.
    pub second: Option<String>,
    /// Its share of all texts, 0 to 1.
    pub second_share: f32,
}

impl NetReading {
    /// Whether it is a number as numbers are written, or dashes and slashes alone: `-12`, `1,234.5`, `3%`, `/`.
    /// 一 is not: it is written for a dash, and says one.
    pub fn is_plain(&self) -> bool {
        let text = self.best.as_str();
        if !text.is_empty() && text.chars().all(|c| "-—/".contains(c)) {
            return true;
        }
        let text = text.strip_prefix('-').unwrap_or(text);
        let text = text.strip_suffix('%').unwrap_or(text);
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped = whole.contains(',');
        let apart = |group: &str| digits(group) && group.len() == 3;
        digits(first) && digits(part) && !(grouped && first.len() > 3) && groups.all(apart)
    }

    /// Whether the runner-up is as good as level and differs in points, commas, dashes or slashes alone: those are
    /// what is lost first, and both readers lose them alike.
    pub fn doubts_a_mark(&self) -> bool {
        let digits = |text: &str| -> String {
            text.chars().filter(|c| !"-—一,./".contains(*c)).collect()
        };
        let other = self.second.as_deref();
        let other = other.filter(|other| value(other) != value(&self.best));
        self.share < 0.7 && other.is_some_and(|other| digits(other) == digits(&self.best))
    }
}

/// What a cell says: every dash and slash says that there is no number.
fn value(text: &str) -> &str {
    match text.chars().all(|c| "-—/".contains(c)) {
        true => "—",
        false => text,
    }
}

/// What two readers say together: a number as it is printed, or "—" for any dash or slash. None where they differ,
/// where one of them is far from sure or in doubt of a mark, or where it is no number.
///
/// Measured by `benches/readers.rs`: see `tests/scan/train/README.md`.
pub fn agreed(readings: &[NetReading; 2]) -> Option<&str> {
    let sure = |reading: &NetReading| {
        reading.is_plain() && reading.share >= 0.4 && !reading.doubts_a_mark()
    };
    let [one, two] = readings.each_ref().map(|reading| value(&reading.best));
    (readings.iter().all(sure) && one == two).then_some(one)
}

/// The readers, made once.
#[derive(Debug)]
pub struct Readers {
    first: Net,
    second: Net,
    labels: Net,
}

impl Readers {
    /// The readers of the committed weights.
    pub fn new() -> Self {
        // A test reads them; were they broken, nothing would be read.
        let net = |bytes| Net::read(bytes).unwrap_or_default();
        Readers {
            first: net(include_bytes!("first.bin")),
            second: net(include_bytes!("second.bin")),
            labels: net(include_bytes!("labels.bin")),
        }
    }

    /// What each of the two readers makes of a number; nothing of a line without ink, or one that is too
    /// small, too faint or too long.
    pub fn number(&self, crop: Gray, line: TextLine) -> [NetReading; 2] {
        [&self.first, &self.second].map(|net| {
            let placed = place::place(crop, line, net.height, net.size);
            let columns = placed.map(|placed| net.shares(&placed.pixels, placed.width));
            columns.map_or_else(NetReading::default, |columns| net.best(&columns))
        })
    }

    /// What the lines of one label say, from top to bottom; [`lines`] finds them.
    pub fn label(&self, crop: Gray, lines: &[TextLine]) -> LabelColumns {
        let mut words = LabelColumns::of(&self.labels);
        for &line in lines {
            let net = &self.labels;
            if let Some(placed) = place::place(crop, line, net.height, net.size) {
                words.push(net.shares(&placed.pixels, placed.width));
            }
        }
        words
    }
}

impl Default for Readers {
    fn default() -> Self {
        Readers::new()
    }
}

#[cfg(test)]
mod tests;
