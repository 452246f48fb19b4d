//! A table on the way to being mended.

use super::case::{Case, CellMark};
use super::system::{Mask, RowRole, mask};

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
    pub tally: TableCounts,
}

/// Counts over the table that several kinds of mistake need.
#[derive(Debug, Default, Clone)]
pub(super) struct TableCounts {
    /// Cells that are not 0.
    pub filled: u64,
    /// Rows with a cell that is not 0.
    pub rows: u64,
    /// Parts of leaf rows that are not 0.
    pub leaves: u64,
    /// Parts that are not 0 of rows that go into no subtotal.
    pub others: u64,
    /// The weights of the rows 一, 二 and 四, of those that hold something.
    pub carries: u64,
}

impl<'a> Situation<'a> {
    pub fn new(case: &'a Case, x: Vec<i64>, touched: Vec<bool>) -> Situation<'a> {
        let residual = case.residuals(&x);
        Situation {
            broken: mask(&residual),
            tally: TableCounts::of(case, &x),
            case,
            x,
            residual,
            touched,
        }
    }

    /// The changes that would each make one broken equation of the cell hold.
    pub fn mending(&self, cell: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
        let equations = self.case.system.equations[cell].iter();
        let broken = equations.filter(|e| self.residual[e.0] != 0);
        broken.map(|&(equation, sign)| (equation, -sign * self.residual[equation]))
    }

    /// The equations of a cell.
    pub fn reach(&self, cell: usize) -> Mask {
        self.case.reach[cell]
    }

    /// Whether a number stands in the cell, or a blank where blanks are the way to write 0.
    pub fn is_number(&self, cell: usize) -> bool {
        match self.case.marks[cell] {
            CellMark::Number => true,
            CellMark::Blank => self.case.blank == 0,
            CellMark::Lost => false,
        }
    }
}

impl TableCounts {
    fn of(case: &Case, x: &[i64]) -> TableCounts {
        let mut tally = TableCounts::default();
        let filled = |cell: &&usize| x[**cell] != 0;
        for row in &case.system.rows {
            let parts = row.parts.iter().filter(filled).count() as u64;
            let all = parts + row.total.iter().filter(filled).count() as u64;
            tally.filled += all;
            tally.rows += u64::from(all > 0);
            match row.role {
                RowRole::Leaf => tally.leaves += parts,
                RowRole::Subtotal => {}
                _ => tally.others += parts,
            }
            if parts > 0 {
                tally.carries += row.role.carries();
            }
        }
        tally
    }
}
