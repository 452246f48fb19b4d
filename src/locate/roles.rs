//! What rows and columns are — a part, a sum, a side of a balance — read off the relations.

use crate::check::Checked;
use crate::form::{CellId, Relation, Sense, Terms};
use crate::sorted::Sorted;

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

impl RowRole {
    /// How often each of the rows 一, 二 and 四 is the one miscounted, in hundredths, where all three
    /// hold something: a row of zeros has nothing to be miscounted.
    pub fn carries(self) -> u64 {
        match self {
            RowRole::New => 40,
            RowRole::CarriedIn => 35,
            RowRole::CarriedOut => 25,
            _ => 0,
        }
    }
}

/// What rows and columns are, by the relations.
#[derive(Default)]
pub(super) struct Roles {
    /// Row → role; a row that is not here is plain.
    pub rows: Sorted<u8, RowRole>,
    /// Row → the equation of its total.
    pub row_rules: Sorted<u8, usize>,
    /// Columns that are added up.
    pub parts: Vec<u8>,
    /// The column of their sum.
    pub total: Option<u8>,
}

impl Roles {
    /// Reads them off the relations of these equations. Where several families add up rows, or columns,
    /// the first is what the table is built on.
    pub fn read(checked: &[Checked], rules: &[usize]) -> Roles {
        let mut roles = Roles::default();
        let (mut by_rows, mut by_columns) = (None, None);
        for (equation, &index) in rules.iter().enumerate() {
            let rule = &checked[index].rule;
            let family = rule.relation;
            let first = |of: &mut Option<&'static Relation>| {
                std::ptr::eq(*of.get_or_insert(family), family)
            };
            match (family.sense, &family.terms) {
                (Sense::Total, Terms::Columns { .. }) if first(&mut by_columns) => {
                    let [sum] = rule.right[..] else { continue };
                    roles.total = Some(sum.column);
                    roles.parts = rule.left.iter().map(|cell| cell.column).collect();
                    roles.row_rules.insert(sum.row, equation);
                }
                (Sense::Total, Terms::Rows { .. }) if first(&mut by_rows) => {
                    let [sum] = rule.right[..] else { continue };
                    let leaves = rule.left.iter().map(|cell| (cell.row, RowRole::Leaf));
                    roles.rows.extend(leaves);
                    roles.rows.insert(sum.row, RowRole::Subtotal);
                }
                (Sense::Balance, Terms::Rows { .. }) => roles.read_balance(&rule.left, &rule.right),
                _ => {}
            }
        }
        roles
    }

    /// What comes in: this year, and carried in. What goes out: done, which has its role already, and
    /// carried out.
    fn read_balance(&mut self, came_in: &[CellId], went_out: &[CellId]) {
        for (nth, cell) in came_in.iter().enumerate() {
            let role = match nth {
                0 => RowRole::New,
                _ => RowRole::CarriedIn,
            };
            self.rows.insert(cell.row, role);
        }
        for cell in went_out.iter().skip(1) {
            self.rows.insert(cell.row, RowRole::CarriedOut);
        }
    }
}
