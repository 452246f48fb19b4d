//! Which meetings of rows and columns are one box: those between which no line is drawn.

use crate::sorted::distinct;

/// How often lines are lengthened at most; a page needs it once.
const TIMES: usize = 8;

/// For each meeting, whether a line closes it to the right and below; row by row.
#[derive(Debug)]
pub(super) struct Fences {
    pub columns: usize,
    pub right: Vec<bool>,
    pub below: Vec<bool>,
}

impl Fences {
    /// For each meeting the number of the first meeting of its box.
    ///
    /// A line that goes through a part of a box goes through all of it: the lines that would close
    /// that part to the side were lost, as happens at a page break.
    pub fn boxes(mut self) -> Vec<usize> {
        let mut boxes = self.joined();
        for _ in 0..TIMES {
            if !self.cut(&boxes) {
                break;
            }
            boxes = self.joined();
        }
        boxes
    }

    fn joined(&self) -> Vec<usize> {
        let mut sets = Sets((0..self.right.len()).collect());
        for here in 0..self.right.len() {
            if !self.right[here] {
                sets.join(here, here + 1);
            }
            if !self.below[here] {
                sets.join(here, here + self.columns);
            }
        }
        (0..self.right.len()).map(|here| sets.first(here)).collect()
    }

    /// Lengthens lines that go through a part of a box; whether there was one.
    fn cut(&mut self, boxes: &[usize]) -> bool {
        let mut any = false;
        for start in (0..boxes.len()).step_by(self.columns) {
            let row = start..start + self.columns;
            let closed = row.clone().filter(|&here| self.below[here]);
            let closed = distinct(closed.map(|here| boxes[here]).collect());
            for here in row.filter(|&here| closed.binary_search(&boxes[here]).is_ok()) {
                any |= !std::mem::replace(&mut self.below[here], true);
            }
        }
        any
    }
}

/// Disjoint sets; each is known by its least member.
struct Sets(Vec<usize>);

impl Sets {
    fn first(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}
