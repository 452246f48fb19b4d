//! Cells that are not in the input, as far as the relations determine them.
//!
//! A cell is inferred where equations in which nothing else is unknown all ask for the same number.
//! Cells that are blank though their equations ask for a number are treated alike.

use crate::check::{Checked, Outcome};
use crate::form::{CellId, Rule, TableId, rules};
use crate::language::FIRST;
use crate::number::{self, Value};
use crate::sheet::{Sheet, State};
use crate::sorted::Sorted;
use std::rc::Rc;

/// A cell that was inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// The cell.
    pub cell: CellId,
    /// Its value.
    pub value: i64,
    /// Equations that ask for it.
    pub equations: usize,
}

/// Fills the sheet's missing and forgotten cells; says which. `checked` is what becomes of its equations
/// without them.
pub fn infer(sheet: &mut Sheet, checked: &[Checked]) -> Vec<Inferred> {
    let mut own = Rc::new(std::mem::take(sheet));
    let inferred = infer_in(&mut own, checked);
    *sheet = Rc::unwrap_or_clone(own);
    inferred
}

/// The same in a sheet that may be another's too, of which a copy is made where a cell is filled.
pub(crate) fn infer_in(sheet: &mut Rc<Sheet>, checked: &[Checked]) -> Vec<Inferred> {
    let mut unknown = unknown(sheet, checked);
    if unknown.is_empty() {
        return Vec::new();
    }
    if FIRST {
        // Whatever it is, the larger engine will say.
        let any = unknown.into_iter().map(|(cell, ())| Inferred {
            cell,
            value: 0,
            equations: 0,
        });
        return any.collect();
    }
    let rules = rules(&sheet.form);
    let mut values: Sorted<CellId, Inferred> = Sorted::default();
    loop {
        let wanted = wanted(sheet, &rules, &unknown);
        let mut settled = false;
        for (cell, asked) in wanted {
            let (Some(&value), true) = (
                asked.first(),
                asked.windows(2).all(|pair| pair[0] == pair[1]),
            ) else {
                continue;
            };
            unknown.remove(&cell);
            settled = true;
            let Some(entry) = sheet.get(cell) else {
                continue;
            };
            // A blank that had better be 0 is a blank.
            if !(0..=number::MAX).contains(&value) || (entry.state == State::Blank && value == 0) {
                continue;
            }
            let Some(entry) = Rc::make_mut(sheet).entries.get_mut(&cell) else {
                continue;
            };
            entry.value = Some(Value::Count(value));
            entry.state = State::Inferred;
            values.insert(
                cell,
                Inferred {
                    cell,
                    value,
                    equations: asked.len(),
                },
            );
        }
        if !settled {
            break;
        }
    }
    values.into_iter().map(|(_, one)| one).collect()
}

/// Missing cells of rows that are there, and blank ones that keep an equation from holding. A row
/// of which nothing is there is not made up: what its columns lack may be missing elsewhere.
fn unknown(sheet: &Sheet, checked: &[Checked]) -> Sorted<CellId, ()> {
    let row = |cell: &CellId| (cell.table, cell.row);
    let mut there: Sorted<(TableId, u8), ()> = Sorted::default();
    let mut unknown: Sorted<CellId, ()> = Sorted::default();
    for (cell, entry) in sheet.entries.iter() {
        if entry.state != State::Missing {
            there.insert(row(cell), ());
        }
    }
    for (&cell, entry) in sheet.entries.iter() {
        if entry.state == State::Missing && there.contains_key(&row(&cell)) {
            unknown.insert(cell, ());
        }
    }
    let facts = sheet.facts();
    for checked in checked {
        if checked.outcome != Outcome::Undecided || checked.left == checked.right {
            continue;
        }
        let short = match (checked.left, checked.right) {
            (Some(left), Some(right)) if left > right => &checked.rule.right,
            (Some(_), Some(_)) => &checked.rule.left,
            _ => continue,
        };
        let forgotten = |cell: &&CellId| {
            let blank = sheet
                .get(**cell)
                .is_some_and(|entry| entry.state == State::Blank);
            let total = checked.rule.right.contains(cell);
            blank && (total || !facts.writes_blanks(cell.table))
        };
        unknown.extend(short.iter().filter(forgotten).map(|&cell| (cell, ())));
    }
    unknown
}

/// What the equations with one unknown ask of it.
fn wanted(
    sheet: &Sheet,
    rules: &[&Rule],
    unknown: &Sorted<CellId, ()>,
) -> Sorted<CellId, Vec<i64>> {
    let mut wanted: Sorted<CellId, Vec<i64>> = Sorted::default();
    for rule in rules {
        let open: Vec<(CellId, i64)> = rule
            .cells()
            .filter(|(cell, _)| unknown.contains_key(cell))
            .collect();
        let [(cell, sign)] = open[..] else { continue };
        let rest: Option<i64> = rule
            .cells()
            .filter(|&(other, _)| other != cell)
            .map(|(other, sign)| crate::check::number(sheet, other).map(|n| sign * n))
            .sum();
        if let Some(rest) = rest {
            wanted.entry(cell).push(-rest * sign);
        }
    }
    wanted
}
