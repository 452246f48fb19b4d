//! A table on the way to being mended.

use super::case::{Case, Mark};
use super::frame::{Mask, RowRole};

/// The table after some mistakes were undone.
pub(super) struct Situation<'a> {
    pub case: &'a Case,
    /// The values.
    pub x: Vec<i64>,
    /// Left minus right side of every equation.
    pub residual: Vec<i64>,
    /// The equations that do not hold.
    pub broken: Mask,
    /// Cells that an earlier step touched.
    pub touched: Vec<bool>,
    /// Changes to one cell that a broken equation or the evidence asks for.
    pub singles: Vec<Single>,
    /// Changes to a part of a row and its total that they ask for.
    pub pairs: Vec<Pair>,
    pub tally: Tally,
}

/// A change to one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Single {
    pub cell: usize,
    pub delta: i64,
}

/// The same change to a part and to its row's total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub part: usize,
    pub total: usize,
    pub delta: i64,
}

/// Counts over the table that several kinds of mistake need.
#[derive(Debug, Default, Clone)]
pub(super) struct Tally {
    /// Cells that are not 0.
    pub filled: u64,
    /// Cells that are 0.
    pub zeros: u64,
    /// Rows with a cell that is not 0.
    pub rows: u64,
    /// Parts of leaf rows that are not 0.
    pub leaves: u64,
    /// Parts that are not 0 of rows that go into no subtotal.
    pub others: u64,
}

impl<'a> Situation<'a> {
    pub fn new(case: &'a Case, x: Vec<i64>, touched: Vec<bool>) -> Situation<'a> {
        let residual = case.residuals(&x);
        let mut now = Situation {
            broken: mask(&residual),
            tally: Tally::of(case, &x),
            singles: Vec::new(),
            pairs: Vec::new(),
            case,
            x,
            residual,
            touched,
        };
        now.find_singles();
        now.find_pairs();
        now
    }

    /// The changes that would each make one broken equation of the cell hold.
    fn mending(&self, cell: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
        let equations = self.case.frame.equations[cell].iter();
        let broken = equations.filter(|e| self.residual[e.0] != 0);
        broken.map(|&(equation, sign)| (equation, -sign * self.residual[equation]))
    }

    fn find_singles(&mut self) {
        let mut singles = Vec::with_capacity(64);
        for cell in (0..self.x.len()).filter(|&cell| !self.touched[cell]) {
            singles.extend(self.mending(cell).map(|(_, delta)| Single { cell, delta }));
        }
        self.case.outside.wants(&self.x, |cell, delta| {
            if !self.touched[cell] {
                singles.push(Single { cell, delta });
            }
        });
        singles.sort_unstable();
        singles.dedup();
        self.singles = singles;
    }

    /// A pair keeps its row's equation as it is, so only the columns' matter; and the total's
    /// column has a say of its own only where the part's is broken too, or where a carry-over
    /// may be wrong.
    fn find_pairs(&mut self) {
        let mut pairs = Vec::with_capacity(64);
        for row in &self.case.frame.rows {
            let Some(total) = row.total.filter(|&cell| self.is_number(cell)) else { continue };
            let off_row = |&(equation, _): &(usize, i64)| Some(equation) != row.rule;
            for &part in row.parts.iter().filter(|&&part| self.is_number(part)) {
                let pair = |(_, delta)| Pair { part, total, delta };
                let before = pairs.len();
                pairs.extend(self.mending(part).filter(off_row).map(pair));
                let carry = !matches!(row.role, RowRole::Leaf | RowRole::Subtotal);
                if carry || pairs.len() > before {
                    pairs.extend(self.mending(total).filter(off_row).map(pair));
                }
            }
        }
        self.case.outside.wants(&self.x, |cell, delta| {
            let row = self.case.frame.row(cell);
            let Some(total) = row.total.filter(|&cell| self.is_number(cell)) else { return };
            for &part in row.parts.iter().filter(|&&part| self.is_number(part)) {
                if part == cell || total == cell {
                    pairs.push(Pair { part, total, delta });
                }
            }
        });
        pairs.sort_unstable();
        pairs.dedup();
        self.pairs = pairs;
    }

    /// Whether a number stands in the cell, or a blank where blanks are the way to write 0.
    pub fn is_number(&self, cell: usize) -> bool {
        match self.case.marks[cell] {
            Mark::Number => true,
            Mark::Blank => self.case.blank == 0,
            Mark::Lost => false,
        }
    }
}

/// The equations that do not hold.
pub(super) fn mask(residual: &[i64]) -> Mask {
    let bits = residual.iter().enumerate();
    bits.fold(0, |mask, (equation, &gap)| mask | ((gap != 0) as Mask) << equation)
}

impl Tally {
    fn of(case: &Case, x: &[i64]) -> Tally {
        let mut tally = Tally::default();
        let filled = |cell: &&usize| x[**cell] != 0;
        for row in &case.frame.rows {
            let parts = row.parts.iter().filter(filled).count() as u64;
            let all = parts + row.total.iter().filter(filled).count() as u64;
            tally.filled += all;
            tally.rows += u64::from(all > 0);
            match row.role {
                RowRole::Leaf => tally.leaves += parts,
                RowRole::Subtotal => {}
                _ => tally.others += parts,
            }
        }
        tally.filled = tally.filled.max(1);
        tally.rows = tally.rows.max(1);
        tally.zeros = (x.len() as u64).saturating_sub(tally.filled);
        tally
    }
}
