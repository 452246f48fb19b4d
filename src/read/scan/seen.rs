//! What is on pictures, cell by cell, and why a cell was not read.

use super::frame::Point;
use crate::form::{CellId, TableForm};
use crate::named::named;

/// Why a cell of a table that is there was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its ink reaches a rule.
    TouchesRule,
    /// The readers say different numbers.
    Differ,
    /// Too pale, or no reader is sure.
    Faint,
    /// The label of its row or column was not made out.
    RowNotSure,
    /// Several editions print tables whose rules look like this.
    EditionNotSure,
    /// The page ends in it, or its box was not found.
    CutByPage,
    /// What stands there is no number.
    NotANumber,
    /// Its row is on the pictures once more, in a piece that goes with none of this table's.
    Twice,
    /// Something is written in it in red.
    Red,
}

impl Why {
    /// Every reason.
    pub const ALL: [Why; 9] = [
        Why::TouchesRule,
        Why::Differ,
        Why::Faint,
        Why::RowNotSure,
        Why::EditionNotSure,
        Why::CutByPage,
        Why::NotANumber,
        Why::Twice,
        Why::Red,
    ];

    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Why::TouchesRule => "touches-rule",
            Why::Differ => "differ",
            Why::Faint => "faint",
            Why::RowNotSure => "row-not-sure",
            Why::EditionNotSure => "edition-not-sure",
            Why::CutByPage => "cut-by-page",
            Why::NotANumber => "not-a-number",
            Why::Twice => "twice",
            Why::Red => "red",
        }
    }
}

named!(Why, code);

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A number, or a sign for nothing.
    Text(String),
    /// Nothing.
    Blank,
    /// Something that was not read.
    Unread(Why),
    /// Its row is on none of the pages.
    Absent,
}

/// A cell of a table on a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenCell {
    pub cell: CellId,
    pub told: Told,
    /// What the readers made of it, each text once with its share, likeliest first.
    pub readings: Vec<(String, f32)>,
    /// Page and box, in pixels of the picture as it was given: left, top, right, bottom.
    pub at: Option<(usize, [f64; 4])>,
}

/// A table on pictures.
#[derive(Debug, Clone)]
pub struct SeenTable {
    pub form: &'static TableForm,
    /// Its cells in reading order.
    pub cells: Vec<SeenCell>,
    /// The outlines of its pieces: page, corners from the upper left clockwise.
    pub outlines: Vec<(usize, [Point; 4])>,
}

/// How a page was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenPage {
    pub width: usize,
    pub height: usize,
    /// Quarters that it was turned clockwise to stand upright.
    pub quarters: u8,
    /// Outlines of ruled tables on it.
    pub outlines: usize,
    /// Whether it is no picture: what stands on it was taken as text.
    pub text: bool,
}

impl SeenPage {
    /// A place of a page that stands upright and may have been reduced, in the picture as it was given.
    pub(super) fn given(&self, (x, y): Point, scale: f64) -> Point {
        let (x, y) = (x * scale, y * scale);
        let (width, height) = (self.width as f64, self.height as f64);
        match self.quarters {
            1 => (y, height - x),
            2 => (width - x, height - y),
            3 => (width - y, x),
            _ => (x, y),
        }
    }
}

/// What is on pictures.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub pages: Vec<SeenPage>,
    pub tables: Vec<SeenTable>,
    /// The height of a digit, in pixels of what was read, of the table with the smallest.
    pub digits: Option<f32>,
    /// Whose report it is and of which year, as pages of text say.
    pub organ: Option<String>,
    pub year: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_goes_back_to_the_picture_as_it_was_given() {
        let page = |quarters| SeenPage {
            width: 200,
            height: 100,
            quarters,
            outlines: 1,
            text: false,
        };
        assert_eq!(page(0).given((10.0, 20.0), 2.0), (20.0, 40.0));
        // Turned clockwise by one quarter the lower left corner is the upper left one.
        assert_eq!(page(1).given((0.0, 0.0), 1.0), (0.0, 100.0));
        assert_eq!(page(2).given((0.0, 0.0), 1.0), (200.0, 100.0));
        assert_eq!(page(3).given((0.0, 0.0), 1.0), (200.0, 0.0));
    }
}
