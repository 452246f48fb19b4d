//! Pages → what stands in every cell of the form's tables on them, as far as it can be said honestly.
//!
//! A cell is read only where all of this holds: the walls of its box are those of the form, the label of its row (in
//! tables of few lines, of its columns) was read and is the form's (`sure.rs`), its ink reaches no rule (`table.rs`), and two
//! unlike readers say the same number (`agreed.rs`). All else is `unreadable`, with the reason.

use super::barcode::Barcode;
use super::chain::{JoinedTable, chains};
use super::colour::Picture;
use super::labels::{LabelReader, Match};
use super::look::look_at;
use super::page::Fragment;
use super::seen::{Seen, SeenPage, SeenTable};
use super::sight::Sight;
use super::sure::OnPages;
use super::table::Reader;
use super::twice::{rows, twice};
use crate::form::{Forms, Shape};

/// Pages at most.
pub const PAGES: usize = 40;

/// Digits below this height, in pixels, are not read.
pub const SMALLEST: f32 = 7.0;

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many pages were looked at for tables.
    Pages(usize),
    /// So many cells were read, of so many.
    Cells(usize, usize),
}

/// Reads the pages of one report, in their order; `told` hears how far it is.
pub fn read(
    pages: impl IntoIterator<Item = impl Into<Picture>>,
    forms: Forms,
    sight: &(impl Sight + ?Sized),
    told: &mut dyn FnMut(Step),
) -> Seen {
    let tables = Barcode::all(forms);
    let mut seen = Seen::default();
    let mut all: Vec<Fragment> = Vec::new();
    let (mut scales, mut reds) = (Vec::new(), Vec::new());
    let mut turn = 0;
    for (number, page) in pages.into_iter().take(PAGES).enumerate() {
        let looked = look_at(page.into(), number, &tables, turn, sight);
        if !looked.found.is_empty() {
            turn = looked.page.quarters;
        }
        scales.push(looked.scale);
        reds.push(looked.red);
        seen.pages.push(looked.page);
        all.extend(looked.found);
        told(Step::Pages(seen.pages.len()));
    }
    let mut labels = LabelReader::new(sight, &tables);
    weigh(&mut all, &tables, &mut labels);
    let chains = chains(&all, &tables);
    let cells = |chain: &JoinedTable| tables[chain.table].values.len();
    let of = chains.iter().map(cells).sum();
    let twice = twice(&all, &tables, &chains, &mut labels);
    let mut done = 0;
    for chain in &chains {
        let before = done;
        done += cells(chain);
        let on = OnPages {
            fragments: &all,
            table: &tables[chain.table],
            chain,
        };
        if !on.is_of_form(&mut labels) {
            continue;
        }
        let reader = Reader {
            on,
            twice: rows(&twice, &tables, chain.table),
            reds: &reds,
            sight,
        };
        let (mut table, print) =
            reader.read(&mut labels, &mut |n| told(Step::Cells(before + n, of)));
        as_given(&mut table, &seen.pages, &scales);
        if let Some(print) = print {
            seen.digits = Some(seen.digits.map_or(print.size, |size| size.min(print.size)));
        }
        seen.tables.push(table);
    }
    seen.tables.sort_by_key(|table| table.form.id());
    seen
}

/// Places of a table on pages that were turned and reduced → in the pictures as they were given.
fn as_given(table: &mut SeenTable, pages: &[SeenPage], scales: &[f64]) {
    for (page, outline) in &mut table.outlines {
        *outline = outline.map(|corner| pages[*page].given(corner, scales[*page]));
    }
    for (page, outline) in table.cells.iter_mut().filter_map(|cell| cell.at.as_mut()) {
        let [left, top, right, bottom] = *outline;
        let corners = [(left, top), (right, bottom)];
        let [one, two] = corners.map(|corner| pages[*page].given(corner, scales[*page]));
        *outline = [
            one.0.min(two.0),
            one.1.min(two.1),
            one.0.max(two.0),
            one.1.max(two.1),
        ];
    }
}

/// Fits near the best are weighed by the labels that would stand in them: a shifted row has the same walls.
fn weigh<S: Sight + ?Sized>(
    fragments: &mut [Fragment],
    tables: &[Barcode],
    labels: &mut LabelReader<S>,
) {
    for (at, fragment) in fragments.iter_mut().enumerate() {
        let best = fragment.fits.first().map_or(0.0, |fit| fit.score);
        let mut fits = std::mem::take(&mut fragment.fits);
        for fit in fits.iter_mut().filter(|fit| fit.score >= best - 0.15) {
            let table = &tables[fit.table];
            let (mut own, mut other) = (0u32, 0u32);
            let strip = table.form.table.shape == Shape::Strip;
            for label in table.labels.iter().filter(|label| label.names_row || strip) {
                match labels.is(at, fragment, fit, label) {
                    Match::Own => own += 1,
                    Match::Other => other += 1,
                    Match::Unsure => {}
                }
            }
            if own + other > 0 {
                let agree = own as f32 / (own + other) as f32;
                fit.score *= 0.85 + 0.15 * agree;
                fit.score += if agree > 0.5 { 0.02 * agree } else { -0.1 };
            }
        }
        fits.sort_by_key(|fit| -((fit.score * 10_000.0) as i32));
        fragment.fits = fits;
    }
}
