//! What was seen → the cells of a report.

use super::seen::{Seen, SeenCell, Told, Why};
use crate::form::{CellId, Form, Forms, Rule, rules};
use crate::number::{self, Said, Value};
use crate::place::Place;
use crate::sheet::{Entry, Sheet, State};

/// What stands in a cell that was not read: something, and no number.
const UNREAD: &str = "□";

/// Tables a report may have.
const TABLES: usize = 12;

/// The cells; those that one relation and a reader agree on are inferred.
pub(crate) fn sheet(seen: &Seen, forms: Forms) -> Sheet {
    let mut sheet = Sheet {
        form: Form::among(forms),
        ..Sheet::default()
    };
    for table in seen.tables.iter().take(TABLES) {
        sheet.form.set(table.form);
        for cell in &table.cells {
            sheet.entries.insert(cell.cell, entry(cell));
        }
    }
    infer(&mut sheet, seen);
    sheet
}

fn entry(cell: &SeenCell) -> Entry {
    let whole = |pixels: f64| pixels.round() as i32;
    let at = cell
        .at
        .map(|(page, [left, top, right, bottom])| Place::Page {
            page: page as u32,
            x: whole(left),
            y: whole(top),
            width: whole(right - left),
            height: whole(bottom - top),
        });
    match &cell.told {
        Told::Text(text) => Entry::typed(text, at),
        Told::Blank => Entry::typed("", at),
        Told::Unread(_) => Entry {
            value: None,
            text: UNREAD.to_owned(),
            state: State::Unreadable,
            at,
        },
        Told::Absent => Entry::missing(),
    }
}

/// A cell that was seen in its place and not read for certain is inferred where a relation in which all else was read
/// asks for a number that one of the readers named, and no such relation asks for another.
fn infer(sheet: &mut Sheet, seen: &Seen) {
    let open = |cell: CellId| {
        let cells = seen.tables.iter().flat_map(|table| &table.cells);
        let mut unread =
            cells.filter(|one| matches!(one.told, Told::Unread(Why::Differ | Why::Faint)));
        unread.find(|one| one.cell == cell)
    };
    let form = sheet.form;
    let rules = rules(&form);
    let mut wanted: Vec<(CellId, i64)> = Vec::new();
    for rule in &rules {
        if let Some((cell, value)) = asked(sheet, rule)
            && open(cell).is_some()
        {
            wanted.push((cell, value));
        }
    }
    for &(cell, value) in &wanted {
        let agree = wanted
            .iter()
            .all(|&(other, asked)| other != cell || asked == value);
        let named = open(cell).is_some_and(|seen| {
            let is = |(text, _): &(String, f32)| matches!(number::read(text), Said::Number { value: Value::Count(n), .. } if n == value);
            seen.readings.iter().any(is)
        });
        if let Some(entry) = sheet.entries.get_mut(&cell)
            && agree
            && named
        {
            entry.value = Some(Value::Count(value));
            entry.state = State::Inferred;
        }
    }
}

/// The one cell of a relation that was not read, and what would have to stand in it.
fn asked(sheet: &Sheet, rule: &Rule) -> Option<(CellId, i64)> {
    let mut unread = None;
    let mut rest = 0i64;
    let sides = rule
        .left
        .iter()
        .map(|cell| (cell, 1))
        .chain(rule.right.iter().map(|cell| (cell, -1)));
    for (&cell, sign) in sides {
        let entry = sheet.get(cell)?;
        match (entry.state, entry.count()) {
            (State::Read, Some(count)) => rest = rest.checked_add(sign * count)?,
            (State::Blank, _) => {}
            (State::Unreadable, _) if unread.is_none() => unread = Some((cell, sign)),
            _ => return None,
        }
    }
    let (cell, sign) = unread?;
    let value = -sign * rest;
    (value >= 0).then_some((cell, value))
}
