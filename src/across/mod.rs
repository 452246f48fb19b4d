//! What no single report shows: year against year, parent against children.

mod family;
pub(crate) mod years;

pub use family::{Member, Sums, family, family_of, proposals, sums_of};

use crate::report::{Cell, Number};
use crate::sheet::State;
use crate::sorted::Sorted;

/// The whole number of a cell, a blank one as 0; none where it was inferred, is missing or cannot be
/// read: such a cell proves nothing against another report.
pub(crate) fn count(cells: &Sorted<String, Cell>, name: &str) -> Option<i64> {
    let cell = cells.get(name)?;
    match (cell.state, &cell.value) {
        (State::Blank, _) => Some(0),
        (State::Read, Some(Number::Count(n))) => Some(*n),
        _ => None,
    }
}

/// Whether nothing stands in any of the cells: a form that nobody has filled in.
pub(crate) fn is_blank(cells: &Sorted<String, Cell>) -> bool {
    cells.iter().all(|(_, cell)| cell.state == State::Blank)
}
