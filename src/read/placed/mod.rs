//! Text at places on pages, as PDF and OFD have it → [`Document`].
//!
//! Neither format has tables: there are runs of text, and where the page is ruled, lines. [`words`]
//! joins runs to words, but for those that are [`struck`] out; [`grid`] makes tables of lines that cross, [`frame`]s of words; [`broken`] joins
//! what a page break cut in two; [`loose`] makes lines of text of what stands in none. Only positions
//! decide here. What they leave open is left open: a number that
//! lies across a ruling line is unreadable, and unruled rows are lines of text, whose values the
//! labels and their order place, like those of any other text.

mod boxes;
mod broken;
mod frame;
mod grid;
mod loose;
mod open;
mod spaced;
mod struck;
mod table;
#[cfg(test)]
mod tests;
mod words;

use crate::document::{Bounds, Document, Row};
use crate::place::Place;
use crate::sorted::InOrder;
use broken::Breaks;
use grid::Rulings;
use open::Above;
use serde::Deserialize;
use table::RuledTable;
use words::Word;

/// Pages read at most.
pub(super) const PAGES: usize = 2000;
/// Runs and lines read at most, over all pages.
pub(super) const MARKS: usize = 500_000;
/// Furthest from the corner of a page, in hundredths of a point: five metres.
const FAR: i32 = 1_500_000;

/// A page as it is shown. All measures are hundredths of a point, from the top left corner, y downwards.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Page {
    /// Width of the page.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Pictures on it.
    #[serde(default)]
    pub pictures: u32,
    /// Its text, in any order.
    pub runs: Vec<Run>,
    /// Its ruling lines.
    #[serde(default)]
    pub rules: Vec<RulingLine>,
}

/// A piece of text: a glyph, a word or a line.
#[derive(Debug, Clone, Deserialize)]
pub struct Run {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height of its line, about the size of the type.
    pub height: i32,
    /// What it says; `U+FFFD` for a glyph without a character.
    pub text: String,
}

/// A straight line, from one end to the other.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct RulingLine {
    /// One end.
    pub x0: i32,
    /// One end.
    pub y0: i32,
    /// The other end.
    pub x1: i32,
    /// The other end.
    pub y1: i32,
}

/// A rectangle: left, upper, right and lower edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x0: i32,
    y0: i32,
    x1: i32,
    y1: i32,
}

impl Area {
    fn of(run: &Run) -> Self {
        let far = |n: i32| n.clamp(-FAR, FAR);
        let (x0, y0) = (far(run.x), far(run.y));
        Area {
            x0,
            y0,
            x1: far(x0 + far(run.width).max(0)),
            y1: far(y0 + far(run.height).max(0)),
        }
    }

    fn around(self, other: Area) -> Area {
        Area {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether one stands above the other.
    fn meets(self, other: Area) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1
    }

    fn height(self) -> i32 {
        self.y1 - self.y0
    }

    /// The middle of its height.
    fn middle(self) -> i32 {
        self.y0 + self.height() / 2
    }

    fn place(self, page: u32) -> Place {
        Place::Page {
            page,
            x: self.x0,
            y: self.y0,
            width: self.x1 - self.x0,
            height: self.height(),
        }
    }
}

/// Reads pages; `first_page` is the number the first of them gets.
pub fn read(pages: &[Page], first_page: u32, bounds: &Bounds) -> Document {
    let mut document = Document::default();
    let (mut marks, mut cells) = (0, 0);
    let (mut breaks, mut above) = (Breaks::default(), Above::default());
    for (index, page) in pages.iter().enumerate() {
        marks += page.runs.len() + page.rules.len();
        if index >= PAGES || marks > MARKS {
            document.cut = true;
            break;
        }
        document.pictures += page.pictures;
        document.picture_pages += u32::from(page.pictures > 0 && page.runs.is_empty());
        // A row is whole once the page after it is known.
        let page = struck::without(page);
        let done = breaks.next(blocks(&page, first_page + index as u32, &mut above));
        document.cut |= !take(&mut document, done, &mut cells, bounds);
    }
    document.cut |= !take(&mut document, breaks.end(), &mut cells, bounds);
    #[cfg(feature = "totals")]
    document.columns.put_in_order_by_key(|(at, _)| *at);
    super::feet::drop_page_numbers(&mut document);
    document
}

/// Takes the rows of blocks as long as there is room; whether there was.
fn take(document: &mut Document, blocks: Vec<Block>, cells: &mut usize, bounds: &Bounds) -> bool {
    for block in blocks {
        #[cfg(feature = "totals")]
        if let Block::Table(table) = &block {
            document.columns.extend(table.columns());
        }
        for row in block.rows() {
            *cells += row.cells.len();
            if *cells > bounds.cells {
                return false;
            }
            document.rows.push(row);
        }
    }
    true
}

/// A part of a page.
#[derive(Debug)]
enum Block {
    /// A line of text.
    Line(Row),
    /// A ruled table.
    Table(RuledTable),
}

impl Block {
    fn rows(self) -> Vec<Row> {
        match self {
            Block::Line(row) => vec![row],
            Block::Table(table) => table.into_rows(),
        }
    }
}

/// The tables of a page and the lines around them, from top to bottom. `above` is what
/// the page before leaves open.
fn blocks(page: &Page, number: u32, above: &mut Above) -> Vec<Block> {
    let mut words = words::of(&page.runs);
    let mut blocks: Vec<(i32, Block)> = Vec::new();
    let rulings = Rulings::of(&page.rules);
    for grid in rulings.grids() {
        let (inside, outside): (Vec<Word>, Vec<Word>) = words
            .into_iter()
            .partition(|word| grid.area().holds(word.area));
        words = outside;
        let table = RuledTable::new(grid.rows(inside), number);
        blocks.push((grid.area().y0, Block::Table(table)));
    }
    let lines = loose::rows(words, &rulings.across(), above, number);
    blocks.extend(lines.into_iter().map(|(y, row)| (y, Block::Line(row))));
    blocks.put_in_order_by_key(|(y, _)| *y);
    blocks.into_iter().map(|(_, block)| block).collect()
}

impl Area {
    /// Whether the middle of the other is within.
    fn holds(self, other: Area) -> bool {
        let (x, y) = (other.x0 + (other.x1 - other.x0) / 2, other.middle());
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }
}
