//! Fragments on all pages → each table of the report, as the edition that explains most of them.

use super::barcode::Barcode;
use super::fit::{Fit, LEAST};
use super::page::Fragment;

/// A fragment as a piece of a table.
#[derive(Debug, Clone)]
pub(super) struct TablePart {
    /// Index of the fragment.
    pub fragment: usize,
    pub fit: Fit,
}

/// A table put together from its pieces.
#[derive(Debug, Clone)]
pub(super) struct JoinedTable {
    /// Index of the barcode.
    pub table: usize,
    pub pieces: Vec<TablePart>,
    /// Rows of the table that some piece shows.
    pub rows: usize,
    /// How much better it explains them than any other edition does: above [`SURE`] without reading a label.
    pub margin: f32,
    value: f32,
}

/// Margin from which walls alone tell the edition.
pub(super) const SURE: f32 = 3.0;

/// Ways of putting pieces together that are followed at once.
const PATHS: usize = 30;

/// Fits of one fragment to one table that are tried.
const TRIED: usize = 6;

/// Puts the tables together; fragments stand in reading order.
pub(super) fn chains(fragments: &[Fragment], tables: &[Barcode]) -> Vec<JoinedTable> {
    let mut best: Vec<JoinedTable> = Vec::new();
    for table in 0..tables.len() {
        let Some(chain) = chain(fragments, tables, table) else {
            continue;
        };
        let same =
            |known: &&mut JoinedTable| tables[known.table].form.id() == tables[table].form.id();
        match best.iter_mut().find(same) {
            None => best.push(chain),
            Some(known) => {
                let margin = (known.value - chain.value).abs();
                if chain.value > known.value {
                    *known = JoinedTable {
                        margin: margin.min(chain.margin),
                        ..chain
                    };
                } else {
                    known.margin = known.margin.min(margin);
                }
            }
        }
    }
    best
}

#[derive(Clone)]
struct Path {
    value: f32,
    pieces: Vec<TablePart>,
    /// The table's row that would come next.
    next: usize,
}

fn chain(fragments: &[Fragment], tables: &[Barcode], table: usize) -> Option<JoinedTable> {
    let rows = tables[table].rows;
    let mut paths = vec![Path {
        value: 0.0,
        pieces: Vec::new(),
        next: 0,
    }];
    for (at, fragment) in fragments.iter().enumerate() {
        let best = fragment.fits.first().map_or(0.0, |fit| fit.score);
        let own: Vec<&Fit> = fragment
            .fits
            .iter()
            .filter(|fit| fit.table == table && fit.score > LEAST)
            .take(TRIED)
            .collect();
        // What another table explains much better is a piece of that one.
        if own.first().is_none_or(|fit| fit.score < best - 0.03) {
            continue;
        }
        let mut longer = Vec::new();
        for path in paths {
            for fit in &own {
                let from = fit.first.max(0) as usize;
                // A row that the page break cuts is on both pages.
                if path.pieces.is_empty() || from + 1 >= path.next {
                    let begun = !path.pieces.is_empty();
                    let gap = if begun {
                        from.saturating_sub(path.next)
                    } else {
                        0
                    };
                    let twice = u8::from(begun && from < path.next);
                    let mut pieces = path.pieces.clone();
                    pieces.push(TablePart {
                        fragment: at,
                        fit: (*fit).clone(),
                    });
                    longer.push(Path {
                        value: path.value + (fit.score - LEAST) * fit.rows as f32 * 10.0
                            - 0.8 * gap as f32
                            - 0.4 * f32::from(twice),
                        pieces,
                        next: from + fit.rows,
                    });
                }
            }
            longer.push(Path {
                value: path.value - 0.5 * (fragment.rows.len() - 1) as f32,
                ..path
            });
        }
        longer.sort_by(|one, two| two.value.total_cmp(&one.value));
        longer.truncate(PATHS);
        paths = longer;
    }
    let best = paths
        .into_iter()
        .next()
        .filter(|path| !path.pieces.is_empty())?;
    let mut seen = vec![false; rows];
    for piece in &best.pieces {
        let from = piece.fit.first.max(0) as usize;
        seen[from..(from + piece.fit.rows).min(rows)].fill(true);
    }
    let seen = seen.iter().filter(|&&seen| seen).count();
    let value = best.value - (rows - seen) as f32;
    Some(JoinedTable {
        table,
        pieces: best.pieces,
        rows: seen,
        // Of a table that only one edition prints there is nothing to be mistaken for.
        margin: f32::INFINITY,
        value,
    })
}
