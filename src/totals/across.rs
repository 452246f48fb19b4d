//! Totals that two tables of a document both print under the same labels.

use super::decimal::ExactDecimal;
use super::label::Role;
use super::structure::SumSpot;
use super::words::NamedTable;
use crate::report::Finding;
use crate::rules;
use crate::sorted::Sorted;

/// Tables that are held against each other at most.
const TABLES: usize = 40;
/// Totals that agree, so that one that does not is told.
const ENOUGH: usize = 3;

type TotalsByLabel = Sorted<String, Option<(ExactDecimal, SumSpot)>>;

/// A total that differs where all others of the same two tables agree; where more than one does, the tables speak
/// of different things.
pub(super) fn findings(tables: &[NamedTable]) -> Vec<Finding> {
    let known = tables.iter().filter(|named| !named.is_account);
    let stated: Vec<(&NamedTable, TotalsByLabel)> = known
        .take(TABLES)
        .map(|named| (named, totals(named)))
        .collect();
    let mut findings = Vec::new();
    for (nth, (one, theirs)) in stated.iter().enumerate() {
        for (other, own) in &stated[nth + 1..] {
            let mut agree = 0;
            let mut differ = Vec::new();
            for (key, value) in own.iter() {
                let pair = value.as_ref().zip(theirs.get(key).and_then(Option::as_ref));
                let Some((own, theirs)) = pair else {
                    continue;
                };
                match own.0.minus(theirs.0).is_some_and(ExactDecimal::is_zero) {
                    true => agree += 1,
                    false => differ.push((own, theirs)),
                }
            }
            if let [(own, theirs)] = differ[..]
                && agree >= ENOUGH
            {
                let place =
                    |named: &NamedTable, spot| format!("{}{}", named.title(), named.cell(spot));
                let message = other.words.totals_across(
                    &place(one, &theirs.1),
                    &theirs.0.to_string(),
                    &place(other, &own.1),
                    &own.0.to_string(),
                    agree,
                );
                let cell = other.table.halves[own.1.half].cells[own.1.row][own.1.column];
                let finding = rules::finding("totals.across", message);
                findings.extend(cell.map(|cell| finding.standing(other.grid.cells[cell].at)));
            }
        }
    }
    findings
}

/// Labels of a row and a column, one of them a total's → its number; none where they come twice.
fn totals(named: &NamedTable) -> TotalsByLabel {
    let mut all = TotalsByLabel::default();
    for (at, half) in named.table.halves.iter().enumerate() {
        for (row, line) in half.rows.iter().enumerate() {
            for (column, head) in half.columns.iter().enumerate() {
                let is_total = |role: Role| matches!(role, Role::Total(_));
                let spot = SumSpot {
                    half: at,
                    row,
                    column,
                };
                let value = half.cells[row][column].and_then(|cell| named.grid.cells[cell].value);
                let aside = line.role == Role::Aside || head.role() == Role::Aside;
                if aside || !(is_total(line.role) || is_total(head.role())) {
                    continue;
                }
                let Some(value) = value.filter(|value| !value.is_zero()) else {
                    continue;
                };
                let key = format!("{}·{}", line.key, head.key());
                let twice = all.get(&key).is_some();
                all.insert(key, (!twice).then_some((value, spot)));
            }
        }
    }
    all
}
