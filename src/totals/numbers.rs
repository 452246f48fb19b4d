//! Of the ways to read a head that text leaves open, the one that a form or the numbers below it speak for.

use super::check::checked_sums;
use super::declared::recognise;
use super::grid::Grid;
use super::structure::{self, Edit};
use super::table::LabelledTable;
use crate::check::Outcome;

/// None where what words tell is best. A way in which a form knows every column comes first; else, where sums fail in
/// what words tell, one in which they hold, all of them. Ways that give every column the same label are one.
pub(super) fn spoken_for(
    grid: &Grid,
    told: Option<LabelledTable>,
    ways: impl Iterator<Item = LabelledTable>,
) -> Option<usize> {
    let ways: Vec<LabelledTable> = ways.collect();
    only(&ways, is_known_whole).or_else(|| {
        let is_told = told.as_ref().is_some_and(|told| holds(grid, told));
        let held = || only(&ways, |way| holds(grid, way));
        (!is_told).then(held).flatten()
    })
}

/// The first of those that are meant, where all of them are alike.
fn only(ways: &[LabelledTable], is: impl Fn(&LabelledTable) -> bool) -> Option<usize> {
    let mut those = ways.iter().enumerate().filter(|(_, way)| is(way));
    let (first, one) = those.next()?;
    let own = labels(one);
    those
        .all(|(_, other)| labels(other) == own)
        .then_some(first)
}

/// Whether a form knows every column.
fn is_known_whole(table: &LabelledTable) -> bool {
    let columns: usize = table.halves.iter().map(|half| half.columns.len()).sum();
    recognise(table).is_some_and(|known| known.of_columns && known.count() == columns)
}

fn labels(table: &LabelledTable) -> Vec<String> {
    let columns = table.halves.iter().flat_map(|half| &half.columns);
    columns.map(|column| column.key()).collect()
}

/// Whether there are sums of columns, and all of them hold.
fn holds(grid: &Grid, table: &LabelledTable) -> bool {
    let known = recognise(table);
    let mut edits = match &known {
        Some(known) => known.edits(grid, table),
        None => structure::edits(grid, table),
    };
    edits.retain(|edit: &Edit| edit.kind.is_of_columns());
    let checked = checked_sums(grid, table, &edits);
    let mut filled = checked.iter().filter(|one| one.filled).peekable();
    filled.peek().is_some() && filled.all(|one| one.outcome == Outcome::Holds)
}
