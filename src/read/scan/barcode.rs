//! What a table of a form looks like without its words: which walls its elementary boxes have. They name the
//! table, its edition and the rows of a fragment before a single character is read.

use crate::form::{CellId, Forms, Line, TableForm};

/// A printed box: a label's or a value's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row of elementary boxes.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows covered.
    pub high: usize,
    /// Columns covered.
    pub wide: usize,
}

/// A label of a form with its place.
#[derive(Debug, Clone, Copy)]
pub struct PlacedLabel {
    pub text: &'static str,
    pub area: Area,
    /// Whether it is the own label of a row of values.
    pub names_row: bool,
}

/// A table of a form as its rules show it.
#[derive(Debug)]
pub struct Barcode {
    pub form: &'static TableForm,
    /// Rows of elementary boxes.
    pub rows: usize,
    /// Columns of them.
    pub columns: usize,
    /// Columns before the first value.
    pub before: usize,
    pub values: Vec<(CellId, Area)>,
    pub labels: Vec<PlacedLabel>,
    /// Which printed box each elementary box is of.
    owners: Vec<u16>,
}

/// What no box is.
const NOBODY: u16 = u16::MAX;

impl Barcode {
    /// Of every table of these forms, as each edition prints it.
    pub fn all(forms: Forms) -> Vec<Barcode> {
        forms
            .tables()
            .into_iter()
            .filter_map(Barcode::new)
            .collect()
    }

    /// Of one; none where its lines do not fill a rectangle, so that nothing can be told by its walls.
    pub fn new(form: &'static TableForm) -> Option<Barcode> {
        let mut boxes = Boxes::default();
        let mut cells = form.cells();
        let mut values = Vec::new();
        let mut labels = Vec::new();
        for line in form.lines {
            match line {
                Line::Head(line) => {
                    for label in *line {
                        let area = boxes.put(label.columns, label.lines);
                        labels.push(PlacedLabel {
                            text: label.text,
                            area,
                            names_row: false,
                        });
                    }
                    boxes.end();
                }
                Line::Rows(rows) => {
                    for row in *rows {
                        for (at, label) in row.labels.iter().enumerate() {
                            let area = boxes.put(label.columns, label.lines);
                            labels.push(PlacedLabel {
                                text: label.text,
                                area,
                                names_row: at + 1 == row.labels.len(),
                            });
                        }
                        for column in row.columns {
                            values.push((cells.next()?, boxes.put(column.span, 1)));
                        }
                        boxes.end();
                    }
                }
                Line::Abreast(rows) => {
                    for column in rows.iter().flat_map(|row| row.columns) {
                        values.push((cells.next()?, boxes.put(column.span, 1)));
                    }
                    boxes.end();
                }
            }
        }
        let rows = boxes.rows.len();
        let columns = boxes.rows.first()?.len();
        let owners: Vec<u16> = boxes.rows.into_iter().flatten().collect();
        if owners.len() != rows * columns || owners.contains(&NOBODY) || columns < 2 {
            return None;
        }
        let before = values.iter().map(|(_, area)| area.column).min()?;
        Some(Barcode {
            form,
            rows,
            columns,
            before,
            values,
            labels,
            owners,
        })
    }

    /// Whether two elementary boxes are of different printed ones.
    fn parted(&self, one: usize, other: usize) -> bool {
        self.owners[one] != self.owners[other]
    }

    /// Whether there is a wall right of a box.
    pub fn right(&self, row: usize, column: usize) -> bool {
        let at = row * self.columns + column;
        self.parted(at, at + 1)
    }

    /// Whether there is a wall under a box.
    pub fn under(&self, row: usize, column: usize) -> bool {
        let at = row * self.columns + column;
        self.parted(at, at + self.columns)
    }
}

/// Printed boxes put from left to right and from top to bottom, as HTML lays out tables.
#[derive(Default)]
struct Boxes {
    rows: Vec<Vec<u16>>,
    line: usize,
    count: u16,
}

impl Boxes {
    fn put(&mut self, wide: u8, high: u8) -> Area {
        let (wide, high) = (usize::from(wide.max(1)), usize::from(high.max(1)));
        while self.rows.len() < self.line + high {
            self.rows.push(Vec::new());
        }
        let row = &self.rows[self.line];
        let column = row
            .iter()
            .position(|&owner| owner == NOBODY)
            .unwrap_or(row.len());
        for row in &mut self.rows[self.line..self.line + high] {
            if row.len() < column + wide {
                row.resize(column + wide, NOBODY);
            }
            row[column..column + wide].fill(self.count);
        }
        let area = Area {
            row: self.line,
            column,
            high,
            wide,
        };
        self.count = self.count.saturating_add(1).min(NOBODY - 1);
        area
    }

    fn end(&mut self) {
        self.line += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_built_in_form_fills_a_rectangle() {
        let all = Barcode::all(Forms::default());
        assert_eq!(all.len(), Forms::default().tables().len());
        let sizes: Vec<_> = all
            .iter()
            .map(|one| (one.form.key(), one.rows, one.columns, one.before))
            .collect();
        assert!(sizes.contains(&("t3", 28, 10, 3)), "{sizes:?}");
        assert!(sizes.contains(&("t4", 4, 15, 0)), "{sizes:?}");
        for one in &all {
            assert_eq!(one.values.len(), one.form.cells().count());
        }
    }

    #[test]
    fn no_two_tables_have_the_same_walls() {
        let all = Barcode::all(Forms::default());
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                assert_ne!(
                    (one.rows, one.columns, &one.owners),
                    (other.rows, other.columns, &other.owners)
                );
            }
        }
    }
}
