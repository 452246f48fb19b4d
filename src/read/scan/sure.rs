//! Which rows of a table stand where they are taken to stand: by their labels, each read on its own page.

use super::barcode::{Barcode, PlacedLabel};
use super::chain::{JoinedTable, SURE, TablePart};
use super::labels::{LabelReader, Match};
use super::page::Fragment;
use super::sight::Sight;
use crate::form::Shape;

/// Rows in a row whose labels need not be read where those before and behind are.
const BETWEEN: usize = 2;

/// A table of the form with its pieces on the pages.
#[derive(Clone, Copy)]
pub(super) struct OnPages<'p> {
    pub fragments: &'p [Fragment],
    pub table: &'p Barcode,
    pub chain: &'p JoinedTable,
}

impl OnPages<'_> {
    /// What a label comes to on the pieces of the table: one that is the own one settles it.
    fn is<S: Sight + ?Sized>(&self, labels: &mut LabelReader<S>, label: &PlacedLabel) -> Match {
        let mut best = Match::Unsure;
        for piece in &self.chain.pieces {
            match self.is_on(labels, piece, label) {
                Match::Own => return Match::Own,
                Match::Other => best = Match::Other,
                Match::Unsure => {}
            }
        }
        best
    }

    fn is_on<S: Sight + ?Sized>(
        &self,
        labels: &mut LabelReader<S>,
        piece: &TablePart,
        label: &PlacedLabel,
    ) -> Match {
        let fragment = &self.fragments[piece.fragment];
        labels.is(piece.fragment, fragment, &piece.fit, label)
    }

    /// Whether squares in rows are a table of the form, of which there are many: half of one is, less only where a label
    /// says so.
    pub fn is_of_form<S: Sight + ?Sized>(&self, labels: &mut LabelReader<S>) -> bool {
        self.chain.rows * 2 >= self.table.rows
            || self
                .table
                .labels
                .iter()
                .any(|label| self.is(labels, label) == Match::Own)
    }

    /// For each row of elementary boxes whether labels say that it is the one that it is taken for.
    pub fn sure_rows<S: Sight + ?Sized>(&self, labels: &mut LabelReader<S>) -> Vec<bool> {
        let table = self.table;
        let headed = self.is_headed(labels);
        let mut sure = vec![headed && table.form.table.shape == Shape::Strip; table.rows];
        for label in table.labels.iter().filter(|label| label.names_row) {
            let named = self.is(labels, label) == Match::Own;
            sure[label.area.row..label.area.row + label.area.high].fill(named && headed);
        }
        sure
    }

    /// Heads of a table of few lines: none may be another's, and half of them must have been read.
    fn is_headed<S: Sight + ?Sized>(&self, labels: &mut LabelReader<S>) -> bool {
        let table = self.table;
        if table.form.table.shape == Shape::Matrix {
            return true;
        }
        let (mut own, mut other, mut heads) = (0, 0, 0);
        let titles = |label: &&PlacedLabel| !label.names_row && label.area.wide < table.columns;
        for label in table.labels.iter().filter(titles) {
            heads += 1;
            match self.is(labels, label) {
                Match::Own => own += 1,
                Match::Other => other += 1,
                Match::Unsure => {}
            }
        }
        other == 0 && own * 2 >= heads && self.chain.rows == table.rows
    }

    /// The same with rows of one piece that stand between two which are sure: as many rules lie between those as the form
    /// has there. No label may say that one of them is another row.
    pub fn between<S: Sight + ?Sized>(
        &self,
        sure: &[bool],
        labels: &mut LabelReader<S>,
    ) -> Vec<bool> {
        let mut all = sure.to_vec();
        for piece in &self.chain.pieces {
            let fragment = &self.fragments[piece.fragment];
            let here = |row: usize| {
                let at = piece.fit.row(row);
                at.is_some_and(|row| row + 1 < fragment.rows.len())
            };
            // By a label on this page: of a row that the page break cuts, the other page's says nothing of where this one's is.
            let mut named = vec![false; self.table.rows];
            for label in self.table.labels.iter().filter(|label| label.names_row) {
                let own = self.is_on(labels, piece, label) == Match::Own;
                let rows = label.area.row..label.area.row + label.area.high;
                named[rows].iter_mut().for_each(|named| *named |= own);
            }
            let rows: Vec<usize> = (0..self.table.rows)
                .filter(|&row| here(row) && sure[row] && named[row])
                .collect();
            for pair in rows.windows(2) {
                let (first, last) = (pair[0] + 1, pair[1]);
                let mut of_them = self.table.labels.iter().filter(|label| {
                    label.names_row
                        && label.area.row < last
                        && first < label.area.row + label.area.high
                });
                let other = of_them.any(|label| self.is_on(labels, piece, label) == Match::Other);
                if last - first <= BETWEEN && !other {
                    all[first..last].fill(true);
                }
            }
        }
        all
    }

    /// Whether it is known which edition prints the table: its walls or the labels that only this one has say so.
    pub fn edition(&self, sure: &[bool]) -> bool {
        let rows = self.table.labels.iter().filter(|label| label.names_row);
        let (mut known, mut all) = (0, 0);
        for label in rows {
            all += 1;
            known += usize::from(sure[label.area.row]);
        }
        self.chain.margin >= SURE || (all > 0 && known == all)
    }
}
