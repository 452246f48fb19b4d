//! What has to be said of a report that was read from pictures.

use super::verdict::note;
use crate::examine::Examined;
use crate::form::{CellId, Form};
use crate::options::Options;
use crate::read::scan::{SMALLEST, Seen, SeenPage, SeenTable, Told, Why};
use crate::report::{
    Note, PicturePage, PictureReading, PictureTable, Reason, Report, Source, Verdict,
};
use crate::sheet::State;
use crate::words::Words;
use std::borrow::Cow;

/// Pixels along the short side below which no page of a report can be read.
const NARROWEST: usize = 300;

/// Of so many cells with something in them one must have been read, or the picture is too worn.
const WORN: usize = 3;

/// Numbers that readers tried at, from which on it is said of what kind they seem to be.
const TRIED: usize = 8;

/// Adds to a report what is known of its pictures, and why nothing is where nothing was read.
pub(crate) fn pictures(report: &mut Report, examined: &Examined, seen: &Seen, options: &Options) {
    let words = Words(options.language);
    report.source = Some(Source::Picture);
    report.pages = seen.pages.iter().map(page).collect();
    for table in &seen.tables {
        outline(report, table);
        readings(report, table);
    }
    if seen.tables.is_empty() {
        return nothing_found(report, seen, words);
    }
    // What is said of text that is no number, or not set apart, is no word about pictures.
    let of_text = ["unreadable", "ambiguous", "placed-by-sums"];
    report
        .notes
        .retain(|note| !of_text.contains(&note.code.as_ref()));
    let mut notes = Vec::new();
    notes.extend(mixed(seen, words));
    notes.extend(counted(report, seen, words));
    let left = left(seen);
    if !left.is_empty() {
        let message = words.picture_left(&left);
        if report.verdict == Verdict::Consistent {
            report.verdict = Verdict::Undecided;
            report.message.clone_from(&message);
        }
        notes.push(note("scan.left", message));
    }
    for table in &seen.tables {
        notes.extend(unread(table, examined, words));
    }
    report.notes.splice(0..0, notes);
}

/// Where a table, or pieces of it, stand on the pictures.
fn outline(report: &mut Report, table: &SeenTable) {
    let whole = |pixels: f64| pixels.round() as i32;
    for (page, quad) in &table.outlines {
        if let Some(page) = report.pages.get_mut(*page) {
            page.tables.push(PictureTable {
                table: table.form.key().to_owned(),
                quad: quad.map(|(x, y)| [whole(x), whole(y)]),
            });
        }
    }
}

/// What the readers made of each cell, and why one was not read. What somebody typed is no reading.
fn readings(report: &mut Report, table: &SeenTable) {
    for cell in &table.cells {
        let known = report.cells.get_mut(&table.form.name(cell.cell));
        let Some(known) = known.filter(|known| known.edited.is_none()) else {
            continue;
        };
        let reading = |(text, share): &(String, f32)| PictureReading {
            text: text.clone(),
            p: (share * 1000.0).round() / 1000.0,
        };
        known.readings = cell.readings.iter().map(reading).collect();
        if let (Told::Unread(why), State::Unreadable) = (&cell.told, known.state) {
            known.why = Some(Cow::Borrowed(why.code()));
        }
    }
}

/// Whether the digits or the pages have too few pixels.
fn is_too_small(seen: &Seen) -> bool {
    let narrow = |page: &SeenPage| page.width.min(page.height) < NARROWEST;
    seen.digits.is_some_and(|size| size < SMALLEST) || seen.pages.iter().all(narrow)
}

/// Says why no table of a form was found.
fn nothing_found(report: &mut Report, seen: &Seen, words: Words) {
    let (code, message) = match seen.pages.iter().any(|page| page.outlines > 0) {
        _ if is_too_small(seen) => ("scan.too-small", words.picture_too_small()),
        true => ("scan.not-a-form", words.picture_not_a_form()),
        false => ("scan.no-rules", words.picture_no_rules()),
    };
    report.verdict = Verdict::Unrecognised;
    report.reason = Some(Reason::Picture);
    report.message = message.to_owned();
    report.notes.push(note(code, message.to_owned()));
}

/// Which pages are text and which are pictures, where there are both.
fn mixed(seen: &Seen, words: Words) -> Option<Note> {
    let numbers = |text: bool| -> Vec<usize> {
        let pages = seen.pages.iter().enumerate();
        let of_kind = pages.filter(|(_, page)| page.text == text);
        of_kind.map(|(page, _)| page + 1).collect()
    };
    let texts = numbers(true);
    let message = || words.picture_among_text(&texts, &numbers(false));
    (!texts.is_empty()).then(|| note("scan.mixed", message()))
}

/// How many cells of the pictures were read, and what kind of picture it seems to be that lacks some. Cells that
/// stood in text are no reading.
fn counted(report: &Report, seen: &Seen, words: Words) -> Vec<Note> {
    let state = |state: State| {
        let cells = report.cells.values();
        cells.filter(|cell| cell.state == state).count()
    };
    let cells = || seen.tables.iter().flat_map(|table| &table.cells);
    let is_text = |page: usize| seen.pages.get(page).is_some_and(|page| page.text);
    let of_text = cells().filter(|cell| {
        let told = matches!(cell.told, Told::Text(_) | Told::Blank);
        told && cell.at.is_some_and(|(page, _)| is_text(page))
    });
    let read = (state(State::Read) + state(State::Blank)).saturating_sub(of_text.count());
    let open = state(State::Unreadable) + state(State::Missing);
    let lacking = (cells().filter(|cell| cell.told == Told::Absent)).count();
    let mut notes = vec![note(
        "scan.read",
        words.picture_read(read, state(State::Inferred), open),
    )];
    if lacking > 0 {
        notes.push(note("scan.cut", words.picture_cut(lacking)));
    }
    let kind = if is_too_small(seen) {
        Some(("scan.too-small", words.picture_too_small()))
    } else if is_written(seen) {
        Some(("scan.handwriting", words.picture_handwriting()))
    } else if lacking == 0 && open > read * WORN {
        Some(("scan.worn", words.picture_worn()))
    } else {
        None
    };
    notes.extend(kind.map(|(code, message)| note(code, message.to_owned())));
    notes
}

/// The cells of a table that were not read, a note a reason.
fn unread(table: &SeenTable, examined: &Examined, words: Words) -> Vec<Note> {
    let form: &Form = &examined.sheet.form;
    let mut by_reason: Vec<(Why, Vec<CellId>)> = Vec::new();
    for cell in &table.cells {
        let entry = examined.sheet.entries.get(&cell.cell);
        let is_open = entry.is_some_and(|entry| entry.state == State::Unreadable);
        let Told::Unread(why) = cell.told else {
            continue;
        };
        match by_reason.iter_mut().find(|(known, _)| *known == why) {
            _ if !is_open => {}
            Some((_, cells)) => cells.push(cell.cell),
            None => by_reason.push((why, vec![cell.cell])),
        }
    }
    by_reason.sort_by_key(|&(why, _)| why);
    let note = |(why, cells): (Why, Vec<CellId>)| Note {
        at: examined.sheet.entries[&cells[0]].at,
        count: None,
        ..note("unreadable", words.picture_unread(form, why, &cells))
    };
    by_reason.into_iter().map(note).collect()
}

/// The pictures, counted from one, with a ruled table that went into none of the report's.
fn left(seen: &Seen) -> Vec<usize> {
    let outlines = seen.tables.iter().flat_map(|table| &table.outlines);
    let pages = seen.pages.iter().enumerate();
    pages
        .filter(|(page, shown)| {
            shown.outlines > 0 && !outlines.clone().any(|(taken, _)| taken == page)
        })
        .map(|(page, _)| page + 1)
        .collect()
}

/// Whether the labels were read and most of the numbers could not be: so it is with handwriting, whose labels are
/// printed.
fn is_written(seen: &Seen) -> bool {
    let cells = || seen.tables.iter().flat_map(|table| &table.cells);
    let is = |whys: &[Why]| {
        let is = |told: &Told| matches!(told, Told::Unread(why) if whys.contains(why));
        cells().filter(|cell| is(&cell.told)).count()
    };
    let unlabelled = is(&[Why::RowNotSure, Why::EditionNotSure]);
    let tried = cells().filter(|cell| !cell.readings.is_empty());
    let (mut all, mut failed) = (0, 0);
    for cell in tried {
        all += 1;
        failed += usize::from(matches!(cell.told, Told::Unread(_)));
    }
    failed >= TRIED && failed * 4 >= all * 3 && unlabelled * 4 < cells().count()
}

fn page(page: &SeenPage) -> PicturePage {
    PicturePage {
        width: page.width as u32,
        height: page.height as u32,
        rotation: u16::from(page.quarters) * 90,
        tables: Vec::new(),
    }
}
