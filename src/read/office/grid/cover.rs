//! What lies over cells and hides that they are empty.

use super::SheetGrid;
use crate::sorted::InOrder;

impl SheetGrid {
    /// Gives small areas a text where their cells are formatted and empty.
    pub fn cover(&mut self, covers: &[([u32; 4], &'static str)]) {
        self.blanks.put_in_order();
        let mut taken: Vec<(u32, u32)> = self.cells.iter().map(|cell| (cell.0, cell.1)).collect();
        taken.put_in_order();
        for ([row, column, last_row, last_column], text) in covers {
            let places = (*row..=*last_row)
                .flat_map(|row| (*column..=*last_column).map(move |column| (row, column)));
            for place in places {
                let merged = self.merges.iter().find(|area| {
                    (area[0]..=area[2]).contains(&place.0) && (area[1]..=area[3]).contains(&place.1)
                });
                let first = merged.map_or(place, |area| (area[0], area[1]));
                let formatted = merged.is_some() || self.blanks.binary_search(&first).is_ok();
                if formatted && taken.binary_search(&first).is_err() {
                    self.cells.push((first.0, first.1, (*text).to_owned()));
                }
            }
        }
    }
}
