//! One connected system of equations, and what the rows and columns in it are.
//!
//! Equations that share cells belong together: table 3 is one frame, each block of table 4 one of
//! its own. What a row or column *is* — a sum, a part, a balance — is read off the relations.

use crate::check::Checked;
use crate::form::{CellId, Terms};
use std::collections::BTreeMap;

/// Set of equations of a frame.
pub(super) type Mask = u128;

/// The most equations a frame may have.
pub(super) const MOST_EQUATIONS: usize = Mask::BITS as usize;

/// What a row is to the equations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowRole {
    /// One of the rows that add up to the subtotal.
    Leaf,
    /// （七）总计: the sum of the leaves, and a side of the balance.
    Subtotal,
    /// 一: what came in this year.
    New,
    /// 二: what was carried over from last year.
    CarriedIn,
    /// 四: what is carried over to next year.
    CarriedOut,
    /// A row with no more than a total of its own.
    Plain,
}

/// A connected system of equations over cells numbered from 0.
#[derive(Debug)]
pub(super) struct Frame {
    /// The cells, in the order of the form.
    pub cells: Vec<CellId>,
    /// Index of each equation in the checked list.
    pub rules: Vec<usize>,
    /// The cells of each equation with their sign.
    pub terms: Vec<Vec<(usize, i64)>>,
    /// The equations of each cell with its sign.
    pub equations: Vec<Vec<(usize, i64)>>,
    /// Columns that are added up, from left to right.
    pub details: Vec<usize>,
    /// The column of their sum.
    pub total: Option<usize>,
    /// Rows in use with their roles, from top to bottom.
    pub rows: Vec<(usize, RowRole)>,
    /// Whether a cell is the sum of others: in the total column or in the subtotal row.
    pub is_sum: Vec<bool>,
    /// The equation that a row's total belongs to, by row.
    row_rule: Vec<Option<usize>>,
    grid: Vec<Option<usize>>,
    width: usize,
    subtotal: Option<usize>,
    roles: Vec<RowRole>,
}

/// Splits the checked equations into connected frames, in the order of their first equation.
pub(super) fn frames(checked: &[Checked]) -> Vec<Frame> {
    let mut owner: BTreeMap<CellId, usize> = BTreeMap::new();
    let mut group: Vec<usize> = (0..checked.len()).collect();
    for (index, one) in checked.iter().enumerate() {
        for (cell, _) in one.rule.cells() {
            let first = *owner.entry(cell).or_insert(index);
            let (a, b) = (root(&group, first), root(&group, index));
            group[a.max(b)] = a.min(b);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..checked.len() {
        members.entry(root(&group, index)).or_default().push(index);
    }
    members
        .into_values()
        .map(|rules| Frame::new(checked, rules))
        .collect()
}

/// The representative of a group of a union–find list.
pub(super) fn root(group: &[usize], mut index: usize) -> usize {
    while group[index] != index {
        index = group[index];
    }
    index
}

impl Frame {
    fn new(checked: &[Checked], rules: Vec<usize>) -> Frame {
        let of = |&rule: &usize| checked[rule].rule.cells().map(|(cell, _)| cell);
        let mut cells: Vec<CellId> = rules.iter().flat_map(of).collect();
        cells.sort_unstable();
        cells.dedup();
        let number = |cell: CellId| cells.binary_search(&cell).expect("a cell of the frame");

        let mut terms = Vec::new();
        let mut equations = vec![Vec::new(); cells.len()];
        for (equation, &rule) in rules.iter().enumerate() {
            let signed = checked[rule].rule.cells().map(|(c, sign)| (number(c), sign));
            let list: Vec<(usize, i64)> = signed.collect();
            for &(cell, sign) in &list {
                equations[cell].push((equation, sign));
            }
            terms.push(list);
        }

        let height = cells.iter().map(|c| usize::from(c.row) + 1).max().unwrap_or(0);
        let width = cells.iter().map(|c| usize::from(c.column) + 1).max().unwrap_or(0);
        let mut grid = vec![None; height * width];
        for (number, cell) in cells.iter().enumerate() {
            grid[usize::from(cell.row) * width + usize::from(cell.column)] = Some(number);
        }
        let mut frame = Frame {
            is_sum: vec![false; cells.len()],
            row_rule: vec![None; height],
            roles: vec![RowRole::Plain; height],
            details: Vec::new(),
            total: None,
            rows: Vec::new(),
            subtotal: None,
            cells,
            rules,
            terms,
            equations,
            grid,
            width,
        };
        frame.read_sums(checked);
        frame.read_balances(checked);
        for row in 0..height {
            if (0..width).any(|column| frame.at(row, column).is_some()) {
                frame.rows.push((row, frame.roles[row]));
            }
        }
        for (number, cell) in frame.cells.iter().enumerate() {
            let (row, column) = (usize::from(cell.row), usize::from(cell.column));
            frame.is_sum[number] =
                frame.total == Some(column) || frame.roles[row] == RowRole::Subtotal;
        }
        frame
    }

    /// Which column sums the others of its row, and which row sums the leaves.
    fn read_sums(&mut self, checked: &[Checked]) {
        for (equation, &index) in self.rules.iter().enumerate() {
            let rule = &checked[index].rule;
            let [sum] = rule.right[..] else { continue };
            match rule.relation.terms {
                Terms::Columns { .. } => {
                    self.total = Some(sum.column.into());
                    self.details = rule.left.iter().map(|c| c.column.into()).collect();
                    self.row_rule[usize::from(sum.row)] = Some(equation);
                }
                Terms::Rows { .. } => {
                    self.subtotal = Some(sum.row.into());
                    self.roles[usize::from(sum.row)] = RowRole::Subtotal;
                    for leaf in &rule.left {
                        self.roles[usize::from(leaf.row)] = RowRole::Leaf;
                    }
                }
            }
        }
    }

    /// Which rows the subtotal is balanced against: across from it what came in, beside it what
    /// goes out.
    fn read_balances(&mut self, checked: &[Checked]) {
        let Some(subtotal) = self.subtotal else { return };
        for &index in &self.rules {
            let rule = &checked[index].rule;
            if !matches!(rule.relation.terms, Terms::Rows { .. }) || rule.right.len() < 2 {
                continue;
            }
            let holds = |side: &[CellId]| side.iter().any(|c| usize::from(c.row) == subtotal);
            let (beside, across) = if holds(&rule.right) {
                (&rule.right, &rule.left)
            } else if holds(&rule.left) {
                (&rule.left, &rule.right)
            } else {
                continue;
            };
            for cell in beside.iter().filter(|c| usize::from(c.row) != subtotal) {
                self.roles[usize::from(cell.row)] = RowRole::CarriedOut;
            }
            for (nth, cell) in across.iter().enumerate() {
                let role = if nth == 0 { RowRole::New } else { RowRole::CarriedIn };
                self.roles[usize::from(cell.row)] = role;
            }
        }
    }

    /// The cell at a row and column of the form.
    pub fn at(&self, row: usize, column: usize) -> Option<usize> {
        (column < self.width).then(|| self.grid.get(row * self.width + column).copied())??
    }

    /// The row of a cell.
    pub fn row(&self, cell: usize) -> usize {
        self.cells[cell].row.into()
    }

    /// The column of a cell.
    pub fn column(&self, cell: usize) -> usize {
        self.cells[cell].column.into()
    }

    /// What a row is.
    pub fn role(&self, row: usize) -> RowRole {
        self.roles[row]
    }

    /// The total of a row.
    pub fn total_of(&self, row: usize) -> Option<usize> {
        self.at(row, self.total?)
    }

    /// The subtotal of a column.
    pub fn subtotal_of(&self, column: usize) -> Option<usize> {
        self.at(self.subtotal?, column)
    }

    /// The equation of a row's total.
    pub fn row_rule(&self, row: usize) -> Option<usize> {
        self.row_rule[row]
    }

    /// The parts of a row, from left to right.
    pub fn details_of(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.details.iter().filter_map(move |&column| self.at(row, column))
    }

    /// Rows of a role.
    pub fn rows_of(&self, role: RowRole) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().filter(move |row| row.1 == role).map(|row| row.0)
    }

    /// The leaves of a column.
    pub fn leaves_of(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows_of(RowRole::Leaf).filter_map(move |row| self.at(row, column))
    }

    /// The cell of a role in a column.
    pub fn cell_of(&self, role: RowRole, column: usize) -> Option<usize> {
        let row = self.rows_of(role).next()?;
        self.at(row, column)
    }
}
