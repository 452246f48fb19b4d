//! What rows and columns are — a part, a sum, a side of a balance — read off the relations.

use crate::check::Checked;
use crate::form::{CellId, Terms};
use std::collections::BTreeMap;

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
    pub rows: BTreeMap<u8, RowRole>,
    /// Row → the equation of its total.
    pub row_rules: BTreeMap<u8, usize>,
    /// Columns that are added up.
    pub parts: Vec<u8>,
    /// The column of their sum.
    pub total: Option<u8>,
}

impl Roles {
    /// Reads them off the relations of these equations.
    pub fn read(checked: &[Checked], rules: &[usize]) -> Roles {
        let mut roles = Roles::default();
        let mut subtotal = None;
        for (equation, &index) in rules.iter().enumerate() {
            let rule = &checked[index].rule;
            let [sum] = rule.right[..] else { continue };
            match rule.relation.terms {
                Terms::Columns { .. } => {
                    roles.total = Some(sum.column);
                    roles.parts = rule.left.iter().map(|cell| cell.column).collect();
                    roles.row_rules.insert(sum.row, equation);
                }
                Terms::Rows { .. } => {
                    subtotal = Some(sum.row);
                    let leaves = rule.left.iter().map(|cell| (cell.row, RowRole::Leaf));
                    roles.rows.extend(leaves);
                }
            }
        }
        if let Some(subtotal) = subtotal {
            roles.rows.insert(subtotal, RowRole::Subtotal);
            for &index in rules {
                roles.read_balance(&checked[index], subtotal);
            }
        }
        roles
    }

    /// Which rows the subtotal is balanced against: across from it what came in, beside it what
    /// goes out.
    fn read_balance(&mut self, checked: &Checked, subtotal: u8) {
        let rule = &checked.rule;
        if !matches!(rule.relation.terms, Terms::Rows { .. }) || rule.right.len() < 2 {
            return;
        }
        let has = |side: &[CellId]| side.iter().any(|cell| cell.row == subtotal);
        let (beside, across) = match (has(&rule.left), has(&rule.right)) {
            (false, true) => (&rule.right, &rule.left),
            (true, false) => (&rule.left, &rule.right),
            _ => return,
        };
        for cell in beside.iter().filter(|cell| cell.row != subtotal) {
            self.rows.insert(cell.row, RowRole::CarriedOut);
        }
        for (nth, cell) in across.iter().enumerate() {
            let role = if nth == 0 {
                RowRole::New
            } else {
                RowRole::CarriedIn
            };
            self.rows.insert(cell.row, role);
        }
    }
}
