//! What a form says beside the annual report of the same document, where both speak of the same decisions.

use super::super::label::Role;
use super::super::words::NamedTable;
use super::Recognised;
use crate::form::Form;
use crate::report::{Finding, Number, Report};
use crate::rules;
use crate::text::key;

/// Part of the label under which an annual report counts decisions.
const DECISIONS: &str = "处理决定数量";

/// A total that differs from the annual report's.
pub(in crate::totals) fn against(
    named: &NamedTable,
    known: &Recognised,
    report: &Report,
    form: &Form,
) -> Option<Finding> {
    let row = known.form.annual?;
    let annual = decisions(report, form, row)?;
    let half = &named.table.halves[known.half];
    let is_total = |row: &usize| matches!(half.rows[*row].role, Role::Total(_));
    let line = match half.rows.len() {
        1 => 0,
        count => (0..count).find(is_total)?,
    };
    let value = |id: &str| {
        let cell = half.cells[line][*known.columns.get(id)?]?;
        Some((named.grid.cells[cell].value?, named.grid.cells[cell].at))
    };
    let (said, at) = value("total").or_else(|| value("granted"))?;
    // Some count refusals as decisions, some do not.
    let refused = value("refused").and_then(|(refused, _)| refused.plus(said));
    let mut sums = [Some(said), refused]
        .into_iter()
        .flatten()
        .map(|sum| sum.to_string());
    if sums.any(|sum| sum == annual.to_string()) {
        return None;
    }
    let place = named.title();
    let message = named
        .words
        .enforcement_annual(&place, &said.to_string(), row, annual);
    Some(rules::finding("enforcement.annual", message).standing(at))
}

/// The number of decisions that the annual report gives in a row.
fn decisions(report: &Report, form: &Form, row: &str) -> Option<i64> {
    form.cells_of(row, DECISIONS).find_map(|cell| {
        match report.cells.get(&form.name(cell))?.value.as_ref()? {
            Number::Count(count) => Some(*count),
            Number::Amount(_) => None,
        }
    })
}

impl Form {
    /// Cells of the rows with a name, in columns whose label has a part.
    fn cells_of(&self, row: &str, column: &str) -> impl Iterator<Item = crate::form::CellId> {
        let mut found = Vec::new();
        for table in self.tables() {
            for cell in table.cells() {
                let (line, place) = self.place(cell);
                let named = key(line.name) == row;
                if named && (line.columns.len() == 1 || key(place.label).contains(column)) {
                    found.push(cell);
                }
            }
        }
        found.into_iter()
    }
}
