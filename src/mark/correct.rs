//! The user's own file back with other values in some of its cells, each with a comment that says what
//! stood there. Everything else is as it was.

use super::numbers::bare;
use super::{Marks, Plan, Unmarked, cells_of, computed, container, marked};
use crate::Options;
use crate::place::Place;
use crate::read::Refusal;
use crate::report::Number;
use crate::sorted::InOrder;
use crate::sorted::Sorted;
use crate::words::Words;

/// A file with other values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The file.
    pub bytes: Vec<u8>,
    /// Cells that are as they were: the file has no such cell, computes it, or says more in it than
    /// its number.
    pub left: Vec<String>,
}

impl Corrected {
    fn new(bytes: Vec<u8>, left: &[&String]) -> Self {
        let mut left: Vec<String> = left.iter().map(|&id| id.clone()).collect();
        left.put_in_order();
        Corrected { bytes, left }
    }
}

/// Puts values into a docx or xlsx file: cell id → what is to stand there, empty for nothing. `marks` is
/// the report on the file as it is.
///
/// # Errors
/// Where the file is of another kind, is not the one that was checked, is damaged, or where none of the
/// cells can be changed.
pub fn correct(
    bytes: &[u8],
    marks: &Marks,
    values: &Sorted<String, String>,
    options: &Options,
) -> Result<Corrected, Unmarked> {
    let words = Words(options.language);
    let mut left: Vec<&String> = Vec::new();
    let mut plan = Plan::default();
    let mut ids: Sorted<Place, &String> = Sorted::default();
    for (id, value) in values {
        match changed(marks, id, value) {
            Some((place, old, new)) => {
                ids.insert(place, id);
                plan.texts.insert(place, new);
                plan.comments.push((place, words.was(old)));
            }
            None => left.push(id),
        }
    }
    container(bytes)?;
    if plan.texts.is_empty() {
        return Err(Unmarked::Unchanged);
    }
    let before = cells_of(bytes, options.forms);
    // A cell that reads otherwise than it was written, by its format say, is left alone the second time.
    for _ in 0..2 {
        let (after, written) = marked(bytes, marks, &plan, options.forms)?;
        let read: Sorted<Place, String> = cells_of(&after, options.forms).into_iter().collect();
        let astray = astray(&plan, &written, &read);
        let unwritten = ids.keys().filter(|place| !written.contains(place));
        let dropped: Vec<Place> = unwritten.chain(&astray).copied().collect();
        left.extend(dropped.iter().filter_map(|place| ids.remove(place)));
        if ids.is_empty() {
            return Err(Unmarked::Unchanged);
        }
        if astray.is_empty() {
            let computed = computed(&after, options.forms);
            let same = |(place, text): &(Place, String)| {
                ids.contains_key(place) || computed.contains(place) || read.get(place) == Some(text)
            };
            if before.len() != read.len() || !before.iter().all(same) {
                return Err(Unmarked::Unreadable(Refusal::Corrupt));
            }
            return Ok(Corrected::new(after, &left));
        }
        for place in dropped {
            plan.texts.remove(&place);
            plan.comments.retain(|(at, _)| *at != place);
        }
    }
    Err(Unmarked::Unchanged)
}

/// Cells that read otherwise than they were written.
fn astray(plan: &Plan, written: &[Place], read: &Sorted<Place, String>) -> Vec<Place> {
    let differs = |place: &&Place| {
        let is = read.get(place).map_or("", |text| text);
        let new = plan.texts.get(place);
        new.is_some_and(|new| bare(new) != bare(is))
    };
    written.iter().filter(differs).copied().collect()
}

/// Where a cell stands, what it says and what it is to say; none where that cannot be told.
fn changed<'m>(marks: &'m Marks, id: &str, value: &str) -> Option<(Place, &'m str, String)> {
    let cell = marks.cells.get(id)?;
    let place = cell.at.filter(|at| matches!(at, Place::Cell { .. }))?;
    // Two numbers in one cell of the file.
    let here = |other: &&crate::report::Cell| other.at == Some(place);
    if marks.cells.values().filter(here).count() > 1 {
        return None;
    }
    let (old, new) = (cell.text.as_str(), value.trim());
    let number = match &cell.value {
        Some(Number::Count(n)) => n.to_string(),
        Some(Number::Amount(text)) => text.clone(),
        None => return Some((place, old, new.to_owned())),
    };
    if old.is_empty() || bare(old) == bare(&number) {
        return Some((place, old, new.to_owned()));
    }
    // `21件`: what is said beside the number stays.
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let mut runs = old.split(|c| !digit(c)).filter(|run| !run.is_empty());
    match (runs.next(), runs.next()) {
        (Some(run), None) if run == number && !new.is_empty() => {
            Some((place, old, old.replacen(run, new, 1)))
        }
        _ => None,
    }
}
