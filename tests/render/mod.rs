//! Reports invented, and written out in every shape that reports are pasted in.
//!
//! Independent of the reader: from the crate only the printed form (`gouji::form`) is used. A case
//! is figures that tally, the way they are printed, what copying did to the labels, and a shape.
//! Everything follows from one seed.

pub mod change;
pub mod figures;
pub mod grid;
pub mod html;
pub mod judge;
pub mod lines;
pub mod noise;
pub mod print;
pub mod shapes;
pub mod tabs;
pub mod word;

use gouji::form::CellId;
use grid::Grid;
use std::collections::BTreeSet;

/// A small deterministic generator (xorshift64*).
#[derive(Clone)]
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            rng.next();
        }
        rng
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 33) as usize) % n.max(1)
    }

    /// True in `percent` of the cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// A piece of a report, before it takes a shape.
#[derive(Clone)]
pub enum Block {
    Title(String),
    Heading(String),
    Prose(String),
    Table(Grid),
}

/// What a shape made of the blocks.
#[derive(Default)]
pub struct Rendered {
    pub parts: Vec<gouji::Part>,
    /// Cells whose number the shape lost: clipped off the end of a row.
    pub lost: BTreeSet<CellId>,
}
