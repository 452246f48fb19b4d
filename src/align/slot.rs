//! What a cell of the form gets of what stands in the flow.

use super::flow::Flow;

/// What one cell of a unit gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The value at this index of the flow.
    Item(usize),
    /// Part of the glued digits at this index.
    Part(usize, i64),
    /// Nothing stands there, though a cell is there.
    Blank(Option<usize>),
    /// The input has no such cell.
    Lost,
}

/// The slot of one value as it stands.
pub(super) fn slot(flow: &Flow, index: usize) -> Slot {
    if flow.items[index].is_blank() {
        Slot::Blank(Some(index))
    } else {
        Slot::Item(index)
    }
}
