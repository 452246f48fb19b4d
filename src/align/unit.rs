//! A unit is what is filled together: a row, or the whole of a single line. Here is its shape,
//! and what the ways to fill it look like.

use super::frame::GridColumns;
use super::slot::Slot;
use crate::form::Kind;

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
    /// Where the values of such rows stand in their cells.
    pub frame: &'a GridColumns,
}

/// An equation within a unit: signed cells that add up to 0.
#[derive(Debug, Clone)]
pub(crate) struct Inner {
    terms: Vec<(usize, i64)>,
    /// The last of its cells.
    pub last: usize,
}

impl Inner {
    pub fn new(terms: Vec<(usize, i64)>) -> Inner {
        let last = terms.iter().map(|term| term.0).max();
        Inner {
            last: last.unwrap_or_default(),
            terms,
        }
    }

    /// The same between the places at which its cells stand, as far as they do.
    pub fn moved(&self, place: impl Fn(usize) -> Option<usize>) -> Inner {
        let terms = self.terms.iter();
        Inner::new(
            terms
                .filter_map(|&(at, sign)| Some((place(at)?, sign)))
                .collect(),
        )
    }

    /// Whether the cells do not add up to 0; not where one of them has no number.
    pub fn fails(&self, number: impl Fn(usize) -> Option<i64>) -> bool {
        let sum: Option<i64> = self.sum(number);
        sum.is_some_and(|sum| sum != 0)
    }

    /// The one cell that is lost, and the number that the others leave for it; none for the number
    /// where another has none either.
    pub fn leaves(
        &self,
        lost: impl Fn(usize) -> bool,
        number: impl Fn(usize) -> Option<i64>,
    ) -> Option<(usize, Option<i64>)> {
        let mut gone = self.terms.iter().filter(|term| lost(term.0));
        let (&(cell, sign), None) = (gone.next()?, gone.next()) else {
            return None;
        };
        let rest = |at: usize| if at == cell { Some(0) } else { number(at) };
        Some((cell, self.sum(rest).map(|rest| -rest * sign)))
    }

    fn sum(&self, number: impl Fn(usize) -> Option<i64>) -> Option<i64> {
        let terms = self.terms.iter();
        terms.map(|&(at, sign)| Some(sign * number(at)?)).sum()
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
