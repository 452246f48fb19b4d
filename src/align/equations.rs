//! The relations of a table, sorted into those within one unit and those across units.

use super::inner::Inner;
use super::resolve::Outer;
use crate::form::{CellId, Shape, TableForm, rules_of};
use crate::language::FIRST;

/// The equations of one table as it is printed.
#[derive(Debug, Clone)]
pub(crate) struct Equations {
    /// For each unit its own equations: a row, or the whole of a single line.
    pub inner: Vec<Vec<Inner>>,
    /// Those across rows.
    pub outer: Vec<Outer>,
}

impl Equations {
    /// The equations of a form.
    pub fn of(form: &'static TableForm) -> Equations {
        let single = form.table.shape == Shape::Strip;
        let cells: Vec<CellId> = form.cells().collect();
        let mut equations = Equations {
            inner: vec![Vec::new(); if single { 1 } else { form.rows().count() }],
            outer: Vec::new(),
        };
        // What arithmetic decides is the larger engine's.
        for rule in rules_of(form).iter().filter(|_| !FIRST) {
            let terms: Outer = rule.cells().collect();
            let row = terms[0].0.row;
            if single || terms.iter().all(|(cell, _)| cell.row == row) {
                let index = |cell: CellId| match single {
                    true => cells
                        .iter()
                        .position(|known| *known == cell)
                        .unwrap_or_default(),
                    false => cell.column.into(),
                };
                let terms = terms.iter().map(|&(cell, sign)| (index(cell), sign));
                let unit = if single { 0 } else { usize::from(row) };
                equations.inner[unit].push(Inner::new(terms.collect()));
            } else {
                equations.outer.push(terms);
            }
        }
        equations
    }
}
