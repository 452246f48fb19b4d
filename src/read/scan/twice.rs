//! Pieces of tables that no table took.

use super::barcode::Barcode;
use super::chain::JoinedTable;
use super::labels::{LabelReader, Match};
use super::page::Fragment;
use super::sight::Sight;
use std::ops::Range;

/// Labels by which such a piece is known for one of a table.
const NAMED: usize = 2;

/// The rows of tables that fragments show which no table took: a page that is there twice, or another report's. Which
/// of both is meant nobody knows.
pub(super) fn twice<S: Sight + ?Sized>(
    fragments: &[Fragment],
    tables: &[Barcode],
    chains: &[JoinedTable],
    labels: &mut LabelReader<S>,
) -> Vec<(usize, Range<usize>)> {
    let is_taken = |at: usize| {
        let mut pieces = chains.iter().flat_map(|chain| &chain.pieces);
        pieces.any(|piece| piece.fragment == at)
    };
    let mut twice = Vec::new();
    for (at, fragment) in fragments.iter().enumerate() {
        let Some(fit) = fragment.fits.first().filter(|_| !is_taken(at)) else {
            continue;
        };
        let own = tables[fit.table]
            .labels
            .iter()
            .filter(|label| labels.is(at, fragment, fit, label) == Match::Own)
            .count();
        if own >= NAMED {
            let from = fit.first.max(0) as usize;
            twice.push((fit.table, from..from + fit.rows));
        }
    }
    twice
}

/// Those of a table; where another edition of it is there once more, all of its rows.
pub(super) fn rows(
    twice: &[(usize, Range<usize>)],
    tables: &[Barcode],
    table: usize,
) -> Vec<Range<usize>> {
    let same = |other: usize| tables[other].form.id() == tables[table].form.id();
    let of_it = twice.iter().filter(|(other, _)| same(*other));
    let rows = of_it.map(|(other, rows)| match *other == table {
        true => rows.clone(),
        false => 0..tables[table].rows,
    });
    rows.collect()
}
