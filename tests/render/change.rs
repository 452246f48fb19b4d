//! What people do to a printed table: columns exchanged, a column added, a word in a cell, a row twice.

use super::Rng;
use super::grid::{Grid, Spot};
use gouji::form::CellId;

impl Grid {
    /// Exchanges two columns, heads and all; a label over several stays.
    pub fn exchange(&mut self, a: usize, b: usize) {
        for spot in self.spots.iter_mut().filter(|spot| spot.columns == 1) {
            spot.column = match spot.column {
                at if at == a => b,
                at if at == b => a,
                at => at,
            };
        }
    }

    /// Adds a column to the right with a head of its own.
    pub fn add_column(&mut self, head: &str, text: &str) {
        let spot = |row, rows, text: &str, extra| Spot {
            row,
            column: self.width,
            rows,
            columns: 1,
            text: text.to_owned(),
            cell: None,
            extra,
        };
        let mut added = vec![spot(0, self.heads, head, false)];
        added.extend((self.heads..self.height).map(|row| spot(row, 1, text, true)));
        self.spots.extend(added);
        self.width += 1;
    }

    /// Writes a word into one of the cells, and says into which.
    pub fn word(&mut self, word: &str, rng: &mut Rng) -> Option<CellId> {
        let cells: Vec<usize> = (0..self.spots.len())
            .filter(|&at| self.spots[at].cell.is_some())
            .collect();
        let at = cells[rng.below(cells.len())];
        self.spots[at].text = word.to_owned();
        self.spots[at].cell
    }

    /// Prints a row of values once more below itself, one of them with another number; says which.
    pub fn double(&mut self, rng: &mut Rng) -> Option<CellId> {
        let rows = (0..self.height).filter(|&row| {
            let mut spots = self.spots.iter();
            spots.any(|spot| spot.row == row && spot.cell.is_some())
        });
        let rows: Vec<usize> = rows.collect();
        let row = rows[rng.below(rows.len())];
        let own: Vec<Spot> = self
            .spots
            .iter()
            .filter(|spot| spot.row == row && spot.rows == 1)
            .cloned()
            .collect();
        for spot in &mut self.spots {
            if spot.row > row {
                spot.row += 1;
            } else if spot.row + spot.rows > row + 1 {
                spot.rows += 1;
            }
        }
        self.height += 1;
        let values: Vec<usize> = (0..own.len())
            .filter(|&at| own[at].cell.is_some())
            .collect();
        let changed = values[rng.below(values.len())];
        for (at, spot) in own.iter().enumerate() {
            let mut spot = Spot {
                row: row + 1,
                ..spot.clone()
            };
            if at == changed {
                let number: i64 = spot.text.parse().unwrap_or(0);
                spot.text = (number + 3).to_string();
            }
            self.spots.push(spot);
        }
        own[changed].cell
    }
}
