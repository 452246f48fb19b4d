//! A unit is what is filled together: a row, or the whole of a single line. Here is its shape,
//! and what the ways to fill it look like.

use super::flow::Flow;
use super::frame::GridColumns;
use super::group::Group;
use super::inner::Inner;
use super::slot::Slot;
use crate::form::Kind;
use crate::language::FIRST;

/// The shape of a unit.
pub(crate) struct Unit<'a> {
    /// What each cell may hold.
    pub kinds: &'a [Kind],
    /// Equations among its cells.
    pub inner: &'a [Inner],
    /// Label columns that the row's label covers: copies pad it with as many blanks less one.
    pub label_columns: usize,
    /// Whether blanks stand for zeros in this table: a leading blank is then a value.
    pub blanks_are_zeros: bool,
    /// Whether blanks of this table left no trace: what is short is not clipped at its end.
    pub blanks_are_gone: bool,
    /// Whether nothing stands between the values of this table.
    pub glued: bool,
    /// Whether a row of this table lacks a value, or all.
    pub lacks: bool,
    /// Where the values of such rows stand in their cells.
    pub frame: &'a GridColumns,
    /// Whether lines of this table have more numbers than the form has columns: some may be parts of one.
    pub crowded: bool,
}

impl Unit<'_> {
    /// Whether as many numbers as cells are no row all the same: where other rows have more of them and between these a cell is blank, or one may be the end of the
    /// number before it.
    pub fn is_doubtful(&self, flow: &Flow, group: &Group, filled: &[usize]) -> bool {
        let n = self.kinds.len();
        if filled.len() != n || n < 4 {
            return false;
        }
        let length = |i: usize| flow.items[i].text.chars().count();
        let apart = |pair: &[usize]| pair[1] > pair[0] + 1;
        let part = |pair: &[usize]| length(pair[0]) < 4 && length(pair[1]) == 3;
        match group.grid {
            true if self.frame.over => group.values.len() != n,
            true => (FIRST || self.frame.ragged) && filled.windows(2).any(apart),
            false => !FIRST && self.crowded && !group.vertical && filled.windows(2).any(part),
        }
    }
}

/// The ways to fill a unit.
#[derive(Debug, Clone)]
pub(crate) struct Choices {
    /// None where the values fit in no way.
    pub ways: Vec<Vec<Slot>>,
    /// Whether the first way is what the order of the values says, without any arithmetic: it wins
    /// over a repair, so that a wrong sum stays visible.
    pub order: bool,
    /// Whether listing was cut short.
    pub cut: bool,
    /// How many more equations than under the best way may fail under one that is kept beside it.
    pub slack: usize,
}

impl Choices {
    /// Where the values fit in no way.
    pub fn none() -> Choices {
        Choices {
            ways: Vec::new(),
            order: false,
            cut: false,
            slack: 0,
        }
    }
}
