//! Where the columns of a table stand that no line parts: what stands in one column overlaps, across
//! a column nothing does.

use crate::read::placed::Area;

/// From where to where each column reaches that is known, ascending.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns(Vec<(i32, i32)>);

impl Columns {
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Where the first begins.
    pub fn left(&self) -> Option<i32> {
        self.0.first().map(|column| column.0)
    }

    /// Where the last ends.
    pub fn right(&self) -> Option<i32> {
        self.0.last().map(|column| column.1)
    }

    /// From where to where a column reaches.
    pub fn reach(&self, column: usize) -> (i32, i32) {
        self.0[column]
    }

    /// The column that an area stands in, if it is one and no more.
    pub fn of(&self, area: Area) -> Option<usize> {
        match self.touched(area)[..] {
            [column] => Some(column),
            _ => None,
        }
    }

    /// Lets what stands in one column widen it, or what stands in none be one; whether it was so.
    pub fn take(&mut self, area: Area) -> bool {
        match self.touched(area)[..] {
            [] => {
                let at = self.0.partition_point(|column| column.0 < area.x0);
                self.0.insert(at, (area.x0, area.x1));
                true
            }
            [column] => {
                let (from, to) = &mut self.0[column];
                (*from, *to) = ((*from).min(area.x0), (*to).max(area.x1));
                true
            }
            _ => false,
        }
    }

    /// Whether an area stands in no column.
    pub fn is_free(&self, area: Area) -> bool {
        self.touched(area).is_empty()
    }

    fn touched(&self, area: Area) -> Vec<usize> {
        let touches = |&column: &usize| {
            let (from, to) = self.0[column];
            from < area.x1 && area.x0 < to
        };
        (0..self.0.len()).filter(touches).collect()
    }
}
