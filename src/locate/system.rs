//! One connected system of equations, and what the rows and columns in it are.
//!
//! Equations that share cells belong together: table 3 is one system, each block of table 4 one of
//! its own. What a row or column *is* — a sum, a part, a balance — is read off the relations.

use super::roles::Roles;
pub(super) use super::roles::RowRole;
use crate::check::Checked;
use crate::form::CellId;
use crate::sorted::{InOrder, Sorted};

/// Set of equations of a system.
pub(super) type Mask = u64;

/// The most equations a system may have.
pub(super) const MOST_EQUATIONS: usize = Mask::BITS as usize;

/// The equations of a set.
pub(super) fn bits(mut set: Mask) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(bit)
    })
}

/// The equations that do not hold.
pub(super) fn mask(residual: &[i64]) -> Mask {
    let bits = residual.iter().enumerate();
    bits.fold(0, |mask, (equation, &gap)| {
        mask | ((gap != 0) as Mask) << equation
    })
}

/// A connected system of equations over cells numbered from 0.
#[derive(Debug)]
pub(super) struct ConstraintSystem {
    /// The cells, in the order of the form.
    pub cells: Vec<CellId>,
    /// Index of each equation in the checked list.
    pub rules: Vec<usize>,
    /// The cells of each equation with their sign.
    pub terms: Vec<Vec<(usize, i64)>>,
    /// The equations of each cell with its sign.
    pub equations: Vec<Vec<(usize, i64)>>,
    /// Rows in use, from top to bottom.
    pub rows: Vec<SystemRow>,
    /// Columns that are added up, from left to right.
    pub columns: Vec<SystemColumn>,
    /// The sum of all subtotals.
    pub corner: Option<usize>,
    /// Cells side by side and cells one above the other; `true` for side by side.
    pub neighbours: Vec<(usize, usize, bool)>,
    /// Index into `rows` of each cell.
    pub row_of: Vec<usize>,
    /// Index into `columns` of each cell; none in the total column.
    pub column_of: Vec<Option<usize>>,
}

/// A row of a system.
#[derive(Debug)]
pub(super) struct SystemRow {
    /// Its index in the form.
    pub index: usize,
    pub role: RowRole,
    /// The cells that are added up, from left to right.
    pub parts: Vec<usize>,
    /// Their sum.
    pub total: Option<usize>,
    /// The equation that says so.
    pub rule: Option<usize>,
}

/// A column of a system, the total column apart.
#[derive(Debug, Default)]
pub(super) struct SystemColumn {
    /// The cells that are added up, from top to bottom.
    pub leaves: Vec<usize>,
    /// Their sum.
    pub subtotal: Option<usize>,
    /// The equation that balances it, with its sign there.
    pub balance: Option<(usize, i64)>,
    /// What came in this year, last year, and what is left over.
    pub new: Option<usize>,
    pub carried_in: Option<usize>,
    pub carried_out: Option<usize>,
}

/// Splits the checked equations into connected systems, in the order of their first equation.
pub(super) fn systems(checked: &[Checked]) -> Vec<ConstraintSystem> {
    let mut owner = Grids::new(checked);
    let mut group: Vec<usize> = (0..checked.len()).collect();
    for (index, one) in checked.iter().enumerate() {
        for (cell, _) in one.rule.cells() {
            let first = *owner.at(cell).get_or_insert(index);
            let (a, b) = (root(&group, first), root(&group, index));
            group[a.max(b)] = a.min(b);
        }
    }
    let mut members: Sorted<usize, Vec<usize>> = Sorted::default();
    for index in 0..checked.len() {
        members.entry(root(&group, index)).push(index);
    }
    let mut numbers = Grids::new(checked);
    members
        .into_iter()
        .map(|(_, rules)| ConstraintSystem::new(checked, rules, &mut numbers))
        .collect()
}

/// The representative of a group of a union–find list.
fn root(group: &[usize], mut index: usize) -> usize {
    while group[index] != index {
        index = group[index];
    }
    index
}

/// A number for each cell of the tables, quickly found: by the number of the table.
struct Grids(Vec<CellNumbers>);

struct CellNumbers {
    width: usize,
    numbers: Vec<Option<usize>>,
}

impl Grids {
    fn new(checked: &[Checked]) -> Grids {
        let mut sizes: Vec<(usize, usize)> = Vec::new();
        for (cell, _) in checked.iter().flat_map(|one| one.rule.cells()) {
            sizes.resize(sizes.len().max(cell.table.number() + 1), (0, 0));
            let size = &mut sizes[cell.table.number()];
            *size = (size.0.max(cell.row.into()), size.1.max(cell.column.into()));
        }
        let grid = |(row, column)| CellNumbers {
            width: column + 1,
            numbers: vec![None; (row + 1) * (column + 1)],
        };
        Grids(sizes.into_iter().map(grid).collect())
    }

    fn at(&mut self, cell: CellId) -> &mut Option<usize> {
        let grid = &mut self.0[cell.table.number()];
        &mut grid.numbers[usize::from(cell.row) * grid.width + usize::from(cell.column)]
    }

    /// The number of a cell; none for one beyond the edge.
    fn get(&self, cell: CellId) -> Option<usize> {
        let grid = &self.0[cell.table.number()];
        let column = usize::from(cell.column);
        let at = usize::from(cell.row) * grid.width + column;
        grid.numbers
            .get(at)
            .copied()
            .flatten()
            .filter(|_| column < grid.width)
    }
}

impl ConstraintSystem {
    fn new(checked: &[Checked], rules: Vec<usize>, numbers: &mut Grids) -> ConstraintSystem {
        let mut cells: Vec<CellId> = Vec::new();
        for (cell, _) in rules.iter().flat_map(|&rule| checked[rule].rule.cells()) {
            if numbers.at(cell).replace(0).is_none() {
                cells.push(cell);
            }
        }
        cells.put_in_order();
        for (number, &cell) in cells.iter().enumerate() {
            *numbers.at(cell) = Some(number);
        }
        let mut terms = Vec::new();
        let mut equations = vec![Vec::new(); cells.len()];
        for (equation, &rule) in rules.iter().enumerate() {
            let mut list = Vec::new();
            for (cell, sign) in checked[rule].rule.cells() {
                let cell = numbers.at(cell).expect("a cell of the frame");
                equations[cell].push((equation, sign));
                list.push((cell, sign));
            }
            terms.push(list);
        }
        let roles = Roles::read(checked, &rules);
        let mut system = ConstraintSystem {
            rows: Vec::new(),
            columns: roles
                .parts
                .iter()
                .map(|_| SystemColumn::default())
                .collect(),
            corner: None,
            neighbours: Vec::new(),
            row_of: vec![0; cells.len()],
            column_of: vec![None; cells.len()],
            cells,
            rules,
            terms,
            equations,
        };
        system.lay_out(&roles);
        system.find_neighbours(numbers);
        system
    }

    fn lay_out(&mut self, roles: &Roles) {
        for number in 0..self.cells.len() {
            let cell = self.cells[number];
            if self
                .rows
                .last()
                .is_none_or(|row| row.index != usize::from(cell.row))
            {
                self.rows.push(SystemRow {
                    index: cell.row.into(),
                    role: roles.rows.get(&cell.row).copied().unwrap_or(RowRole::Plain),
                    parts: Vec::new(),
                    total: None,
                    rule: roles.row_rules.get(&cell.row).copied(),
                });
            }
            let row = self.rows.last_mut().expect("a row was just pushed");
            let column = roles.parts.iter().position(|&column| column == cell.column);
            if roles.total == Some(cell.column) {
                row.total = Some(number);
            } else if column.is_some() {
                row.parts.push(number);
            }
            let role = row.role;
            self.row_of[number] = self.rows.len() - 1;
            self.column_of[number] = column;
            let Some(column) = column.map(|column| &mut self.columns[column]) else {
                if role == RowRole::Subtotal {
                    self.corner = Some(number);
                }
                continue;
            };
            match role {
                RowRole::Leaf => column.leaves.push(number),
                RowRole::Subtotal => column.subtotal = Some(number),
                RowRole::New => column.new = Some(number),
                RowRole::CarriedIn => column.carried_in = Some(number),
                RowRole::CarriedOut => column.carried_out = Some(number),
                RowRole::Plain => {}
            }
        }
        self.find_balances();
    }

    /// Of each column, the equation that has both its subtotal and what came in.
    fn find_balances(&mut self) {
        for column in &mut self.columns {
            let Some(subtotal) = column.subtotal else {
                continue;
            };
            let holds = |cell: Option<usize>, equation: usize| {
                cell.is_some_and(|cell| self.terms[equation].iter().any(|term| term.0 == cell))
            };
            let balance = |e: &&(usize, i64)| holds(column.new, e.0);
            column.balance = self.equations[subtotal].iter().find(balance).copied();
        }
    }

    fn find_neighbours(&mut self, numbers: &Grids) {
        for (number, &cell) in self.cells.iter().enumerate() {
            let right = CellId {
                column: cell.column.saturating_add(1),
                ..cell
            };
            let below = CellId {
                row: cell.row.saturating_add(1),
                ..cell
            };
            for (id, beside) in [(right, true), (below, false)] {
                let neighbour = numbers.get(id).filter(|&n| n != number);
                if let Some(neighbour) = neighbour.filter(|&n| self.cells.get(n) == Some(&id)) {
                    self.neighbours.push((number, neighbour, beside));
                }
            }
        }
    }

    /// The row of a cell.
    pub fn row(&self, cell: usize) -> &SystemRow {
        &self.rows[self.row_of[cell]]
    }

    /// The column of a cell; none in the total column.
    pub fn column(&self, cell: usize) -> Option<&SystemColumn> {
        self.column_of[cell].map(|column| &self.columns[column])
    }

    /// Whether a cell is the sum of others.
    pub fn is_sum(&self, cell: usize) -> bool {
        self.column_of[cell].is_none() || self.row(cell).role == RowRole::Subtotal
    }
}
