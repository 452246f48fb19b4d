//! What has to be said about the reading of a recognised report.

use crate::examine::Examined;
use crate::form::{CellId, Edition, Form, Table, TableForm, rules_of};
use crate::language::FIRST;
use crate::number::Said;
use crate::place::Place;
use crate::report::Note;
use crate::sheet::{Entry, Sheet, State};
use crate::sorted::Sorted;
use crate::words::Words;

/// What has to be said of the cells as they were read, and of those that were inferred.
pub(super) fn notes(examined: &Examined, year: Option<u16>, words: Words) -> Vec<Note> {
    let Examined {
        sheet,
        given,
        inferred,
        ..
    } = examined;
    let form = &sheet.form;
    let mut notes = Vec::new();
    let mut note = |code: &'static str, message, at| {
        notes.push(Note {
            code: code.into(),
            message,
            at,
            count: None,
        });
    };
    let sections = form
        .template()
        .map_or(&[][..], |template| template.sections);
    for table in form.absent() {
        let section = &sections[table.section];
        note("table-absent", words.absent(table, section), None);
    }
    // What the relations determine is the larger engine's, and so is the year.
    for one in inferred.iter().filter(|_| !FIRST) {
        let blank = given
            .get(one.cell)
            .filter(|entry| entry.state == State::Blank);
        let text = blank.map(|entry| entry.text.trim());
        note(
            "inferred",
            words.inferred(form, one.cell, one.value, one.equations, text),
            None,
        );
    }
    for table in form.tables() {
        of_table(table.table, sheet, given, words, &mut note);
        if !FIRST {
            missing(table, sheet, words, &mut note);
        }
    }
    of_edition(form, year, words, &mut note);
    notes
}

/// What adds a note: its code, sentence and place.
type Add<'a> = dyn FnMut(&'static str, String, Option<Place>) + 'a;

/// Tables of several editions, or all of one that is not due.
fn of_edition(form: &Form, year: Option<u16>, words: Words, note: &mut Add) {
    let common: Vec<&Edition> = form.common().collect();
    if common.is_empty() {
        note("hybrid", words.hybrid(form), None);
    }
    // The edition that is due, where the tables are all of another.
    let used = form.edition().filter(|_| !common.is_empty());
    let due = |edition: &&Edition| {
        let same = |used: &Edition| std::ptr::eq(used.template, edition.template);
        year.is_some_and(|year| edition.is_due(year)) && used.is_some_and(same)
    };
    if !FIRST
        && let (Some(year), Some(used), Some(due)) =
            (year, used, form.forms().editions().copied().find(due))
        && !common.iter().any(|edition| edition.id == due.id)
    {
        note("edition", words.wrong_edition(year, used.id, due.id), None);
    }
}

/// The cells of a table that are in a state.
fn in_state(sheet: &Sheet, table: &Table, state: State) -> Vec<CellId> {
    let here = |(cell, entry): &(&CellId, &Entry)| cell.table == table.id && entry.state == state;
    let cells = sheet.entries.iter().filter(here);
    cells.map(|(&cell, _)| cell).collect()
}

fn of_table(table: &'static Table, sheet: &Sheet, given: &Sheet, words: Words, note: &mut Add) {
    let form: &Form = &sheet.form;
    let by_sums = in_state(given, table, State::Inferred);
    if !FIRST && !by_sums.is_empty() {
        note(
            "placed-by-sums",
            words.placed_by_sums(table, by_sums.len()),
            None,
        );
    }
    unread(table, given, words, note);
    let blank = in_state(sheet, table, State::Blank).len();
    if blank > 0 {
        note("blank-as-zero", words.blanks(table, blank), None);
    }
    let is_dressed = |text: &str| {
        let said = crate::number::read(text);
        matches!(said, Said::Number { dress, .. } if dress.unit || dress.separators || dress.annotation)
    };
    let read =
        |(cell, entry): &(&CellId, &Entry)| cell.table == table.id && entry.state == State::Read;
    let dressed = given.entries.iter().filter(read);
    let dressed = dressed.filter(|(_, entry)| is_dressed(&entry.text));
    let dressed: Vec<CellId> = dressed.map(|(&cell, _)| cell).collect();
    if let Some(first) = dressed.first().map(|cell| &given.entries[cell]) {
        let message = words.dressed(form, &dressed, &first.text);
        note("dressed", message, first.at);
    }
}

/// Cells that are not there and that no relation has: no finding names them.
fn missing(table: &'static TableForm, sheet: &Sheet, words: Words, note: &mut Add) {
    let mut cells = in_state(sheet, table.table, State::Missing);
    let rules = rules_of(table);
    cells.retain(|&cell| {
        let mut related = rules.iter().flat_map(|rule| rule.cells());
        related.all(|(other, _)| other != cell)
    });
    for row in cells.chunk_by(|one, next| one.row == next.row) {
        note("missing", words.missing(&sheet.form, row), None);
    }
}

/// Cells whose text is no number, or that of several.
fn unread(table: &Table, given: &Sheet, words: Words, note: &mut Add) {
    let form = &given.form;
    // Several cells of a row that share a text could not be told apart.
    let mut ambiguous: Sorted<(u8, &str), Vec<CellId>> = Sorted::default();
    for cell in in_state(given, table, State::Unreadable) {
        let entry = &given.entries[&cell];
        match entry.at {
            Some(at) => note(
                "unreadable",
                words.unreadable(form, cell, &entry.text),
                Some(at),
            ),
            None if FIRST => {}
            None => ambiguous.entry((cell.row, entry.text.as_str())).push(cell),
        }
    }
    for ((_, text), cells) in ambiguous.into_iter().filter(|_| !FIRST) {
        note("ambiguous", words.ambiguous(form, &cells, text), None);
    }
}
