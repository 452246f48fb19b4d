//! Equations all of whose cells stand in one unit.

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
