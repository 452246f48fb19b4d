//! Relations written out: one [`Rule`] an equation.

use super::{CellId, Form, Relation, TableForm, Terms};
use std::sync::{Mutex, PoisonError};

/// One equation: the left cells add up to the right cells, exactly.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `t3.identity.natural`, `t3.rowsum.r1`, `t4.rowsum.direct`.
    pub id: String,
    /// The family it belongs to.
    pub relation: &'static Relation,
    /// Cells that are added up, in the order of the form.
    pub left: Vec<CellId>,
    /// Cells they must equal.
    pub right: Vec<CellId>,
}

impl Rule {
    /// Every cell of the equation, with its sign: left +1, right −1.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, i64)> + '_ {
        let left = self.left.iter().map(|&cell| (cell, 1));
        left.chain(self.right.iter().map(|&cell| (cell, -1)))
    }
}

/// Every equation of a form, in a fixed order: family by family, then by column or row.
pub fn rules(form: &Form) -> Vec<&'static Rule> {
    form.tables().flat_map(rules_of).collect()
}

/// Every equation of one table, in the same order. They are written out once and kept, as forms are.
pub(crate) fn rules_of(table: &'static TableForm) -> &'static [Rule] {
    type RulesOfTables = Vec<(&'static TableForm, &'static [Rule])>;
    static WRITTEN: Mutex<RulesOfTables> = Mutex::new(Vec::new());
    // Whoever panicked, what is in the list is whole.
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    match written.iter().find(|known| std::ptr::eq(known.0, table)) {
        Some(&(_, rules)) => rules,
        None => {
            let rules = Vec::leak(written_out(table));
            written.push((table, rules));
            rules
        }
    }
}

fn written_out(table: &'static TableForm) -> Vec<Rule> {
    let rules = table.relations.iter().map(|relation| match relation.terms {
        Terms::Rows { left, right } => by_column(table, relation, left, right),
        Terms::Columns { left, right } => by_row(table, relation, left, right),
    });
    rules.flatten().collect()
}

fn by_column(
    table: &'static TableForm,
    relation: &'static Relation,
    left: &[&str],
    right: &[&str],
) -> Vec<Rule> {
    let rows = |ids: &[&str]| -> Vec<u8> {
        let position = |id: &&str| table.rows().position(|row| row.id == *id);
        ids.iter()
            .filter_map(position)
            .map(|row| row as u8)
            .collect()
    };
    let (left, right) = (rows(left), rows(right));
    let Some(first) = left.first().map(|&row| table.row(row.into())) else {
        return Vec::new();
    };
    let rule = |(column, form): (usize, &super::Column)| {
        let cells = |rows: &[u8]| {
            let cell = |&row| CellId {
                table: table.id(),
                row,
                column: column as u8,
            };
            rows.iter().map(cell).collect()
        };
        Rule {
            id: format!("{}.{}.{}", table.key(), relation.id, form.id),
            relation,
            left: cells(&left),
            right: cells(&right),
        }
    };
    first.columns.iter().enumerate().map(rule).collect()
}

fn by_row(
    table: &'static TableForm,
    relation: &'static Relation,
    left: &[&str],
    right: &[&str],
) -> Vec<Rule> {
    let rule = |(row, form): (usize, &super::Row)| {
        let cells = |ids: &[&str]| -> Option<Vec<CellId>> {
            let cell = |id: &&str| {
                let column = form.columns.iter().position(|column| column.id == *id)?;
                Some(CellId {
                    table: table.id(),
                    row: row as u8,
                    column: column as u8,
                })
            };
            ids.iter().map(cell).collect()
        };
        Some(Rule {
            id: format!("{}.{}.{}", table.key(), relation.id, form.id),
            relation,
            left: cells(left)?,
            right: cells(right)?,
        })
    };
    table.rows().enumerate().filter_map(rule).collect()
}
