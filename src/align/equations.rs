//! The relations of a table, sorted into those within one unit and those across units.

use super::resolve::Outer;
use super::unit::Inner;
use crate::form::{CellId, EDITIONS, Form, TableForm, TableId, rules};
use std::sync::LazyLock;

/// The equations of one table of one edition.
#[derive(Debug)]
pub(crate) struct Equations {
    /// For each unit its own equations: a row, or the whole of table 4.
    pub inner: Vec<Vec<Inner>>,
    /// Those across rows.
    pub outer: Vec<Outer>,
}

impl Equations {
    /// The equations of a form.
    pub fn of(form: &TableForm) -> &'static Equations {
        static ALL: LazyLock<Vec<(&str, TableId, Equations)>> = LazyLock::new(|| {
            let tables = EDITIONS.iter().flat_map(|edition| &edition.tables);
            tables
                .map(|form| (form.edition, form.id, Equations::new(form)))
                .collect()
        });
        let known = ALL
            .iter()
            .find(|(edition, id, _)| (*edition, *id) == (form.edition, form.id));
        &known.expect("a form of an edition").2
    }

    fn new(form: &'static TableForm) -> Equations {
        let mut whole = Form::default();
        whole.set(form);
        let single = form.id == TableId::T4;
        let mut equations = Equations {
            inner: vec![Vec::new(); if single { 1 } else { form.rows().count() }],
            outer: Vec::new(),
        };
        let columns = form.row(0).columns.len();
        for rule in rules(&whole) {
            let terms: Outer = rule.cells().collect();
            let row = usize::from(terms[0].0.row);
            let index = |cell: &CellId| match single {
                true => usize::from(cell.row) * columns + usize::from(cell.column),
                false => cell.column.into(),
            };
            if terms.iter().all(|(cell, _)| usize::from(cell.row) == row) {
                equations.inner[if single { 0 } else { row }].push(Inner {
                    left: rule.left.iter().map(index).collect(),
                    right: index(&rule.right[0]),
                });
            } else {
                equations.outer.push(terms);
            }
        }
        equations
    }
}
