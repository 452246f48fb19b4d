//! Values that need no reading → [`Sheet`].

use crate::form::{Form, Forms, TableForm};
use crate::number::{self, Said, Value};
use crate::options::{Given, Values};
use crate::place::Place;
use crate::report::Number;
use crate::sheet::{Entry, Sheet, State};
#[cfg(feature = "explain")]
use crate::sorted::Sorted;

/// The cells that values fill, and the ids among them that are none: of tables, editions and cells.
pub(crate) fn sheet(values: &Values, forms: Forms) -> (Sheet, Vec<String>) {
    let mut sheet = Sheet {
        form: Form::among(forms),
        ..Sheet::default()
    };
    let mut unknown = Vec::new();
    for (table, id) in &values.edition {
        let edition = forms.edition(id);
        match edition.and_then(|edition| Some((edition, edition.table_of(table)?))) {
            Some((edition, form)) => sheet.form.set_of(form, edition),
            None => unknown.push(format!("{table}: {id}")),
        }
    }
    for table in sheet.form.tables() {
        for cell in table.cells() {
            let given = values.cells.get(&table.name(cell));
            sheet.entries.insert(cell, entry(given));
        }
    }
    let strange = |id: &&String| is_strange(id, &sheet.form);
    unknown.extend(values.cells.keys().filter(strange).cloned());
    (sheet, unknown)
}

/// What was typed over cells of an earlier report, which is asked for again.
#[cfg(feature = "explain")]
pub(crate) fn edits(values: &Values) -> Sorted<String, String> {
    let typed = |(id, given): (&String, &Given)| match given {
        Given::Cell(cell) if cell.edited.is_some() => Some((id.clone(), cell.text.clone())),
        _ => None,
    };
    values.cells.iter().filter_map(typed).collect()
}

/// Whether no table has a cell of this id: of those given, or of any edition where a table is not given.
fn is_strange(id: &str, form: &Form) -> bool {
    let has = |table: &TableForm| table.cell(id).is_some();
    !form.forms().tables().into_iter().any(|revision| {
        let given = form.table(revision.id());
        has(given.unwrap_or(revision))
    })
}

fn entry(given: Option<&Given>) -> Entry {
    let typed = |text: &str| Entry::typed(text, None);
    match given {
        None => Entry::missing(),
        Some(Given::Count(n)) => typed(&n.to_string()),
        Some(Given::Text(text)) => typed(text),
        Some(Given::Nothing(())) => typed(""),
        Some(Given::Cell(cell)) => match &cell.edited {
            Some(before) => of_report(&before.value, &before.text, before.state, cell.at),
            None => of_report(&cell.value, &cell.text, cell.state, cell.at),
        },
    }
}

/// A cell of an earlier report, which keeps its state and place.
fn of_report(value: &Option<Number>, text: &str, state: State, at: Option<Place>) -> Entry {
    // What arithmetic filled in is asked of arithmetic again, now that numbers may differ.
    let filled_in = state == State::Inferred && number::read(text) == Said::Blank;
    if filled_in {
        return match at {
            None => Entry::missing(),
            at => Entry::typed(text, at),
        };
    }
    let value = value.as_ref().and_then(|value| match value {
        Number::Count(n) => Some(Value::Count(*n)),
        Number::Amount(text) => Entry::typed(text, None).value,
    });
    Entry {
        value,
        text: text.to_owned(),
        state,
        at,
    }
}
