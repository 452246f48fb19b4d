//! What a form says beside the annual report of the same document, where both speak of the same decisions.

use super::super::label::Role;
use super::super::words::NamedTable;
use super::Recognised;
use crate::form::Form;
use crate::report::{Decisions, Finding, Number, Report};
use crate::rules;

/// What the annual report should say of the same decisions.
pub(in crate::totals) fn decisions(named: &NamedTable, known: &Recognised) -> Option<Decisions> {
    let row = known.form.annual?;
    let half = &named.table.halves[known.half];
    let is_total = |line: &usize| {
        let role = match known.of_columns {
            true => half.rows[*line].role,
            false => half.columns[*line].role(),
        };
        matches!(role, Role::Total(_))
    };
    let line = match known.lines(half) {
        1 => 0,
        count => (0..count).find(is_total)?,
    };
    let value = |id: &str| {
        let cell = known.cell(half, *known.items.get(id)?, line)?;
        named.grid.cells[cell].value?.count()
    };
    let mut total = ["total", "cases", "granted"].iter();
    let said = total.find_map(|id| value(id))?;
    // Some count refusals as decisions, some do not.
    let refused = value("refused").and_then(|refused| refused.checked_add(said));
    let mut numbers = vec![said];
    numbers.extend(refused.filter(|&sum| sum != said));
    Some(Decisions {
        title: named.title(),
        row: row.to_owned(),
        numbers,
    })
}

/// A total that differs from the annual report's.
pub(in crate::totals) fn against(
    named: &NamedTable,
    own: Option<&Decisions>,
    report: &Report,
    form: &Form,
) -> Option<Finding> {
    let own = own?;
    let annual = decisions_of(report, form, &own.row)?;
    let at = named.grid.cells.first()?.at;
    let finding = rules::decisions(own, annual, named.words)?;
    Some(finding.standing(at))
}

/// The number of decisions that the annual report gives in a row.
fn decisions_of(report: &Report, form: &Form, row: &str) -> Option<i64> {
    form.cells_of(row).find_map(|cell| {
        match report.cells.get(&form.name(cell))?.value.as_ref()? {
            Number::Count(count) => Some(*count),
            Number::Amount(_) => None,
        }
    })
}

impl Form {
    /// Cells in which the decisions of a row are counted.
    fn cells_of(&self, row: &str) -> impl Iterator<Item = crate::form::CellId> {
        let mut found = Vec::new();
        for table in self.tables() {
            for cell in table.cells() {
                let (line, place) = self.place(cell);
                if line.counts_decisions(row, place) {
                    found.push(cell);
                }
            }
        }
        found.into_iter()
    }
}
