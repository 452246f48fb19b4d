//! Pages → what stands in every cell of the form's tables on them, as far as it can be said honestly.
//!
//! A cell is read only where all of this holds: the walls of its box are those of the form, the label of its row (in
//! tables of few lines, of its columns) was read and is the form's, its ink reaches no rule, and two unlike readers
//! say the same number (`agreed.rs`). All else is `unreadable`, with the reason.

use super::agreed::joined;
use super::barcode::{Area, Barcode, PlacedLabel};
use super::chain::{JoinedTable, SURE, TablePart, chains};
use super::colour::{Picture, RedInk};
use super::crop::{INSIDE, crop};
use super::frame::Point;
use super::ink::{Ink, Print, Strokes, look, middle, print};
use super::labels::{LabelReader, Match};
use super::page::{Fragment, fragments};
use super::plane::{DARK, Plane};
use super::seen::{Seen, SeenCell, SeenPage, SeenTable, Told, Why};
use super::sight::Sight;
use super::twice::{rows, twice};
use crate::form::{CellId, Forms, Kind, Shape};
use std::ops::Range;

/// Pages at most.
pub const PAGES: usize = 40;

/// Where more than one number in so many has broken strokes, those that look whole may have lost some too: a 4 without
/// its slanting stroke is a 1 to every reader, and to people.
const WORN: usize = 4;

/// Fits of a fragment whose labels are read to tell whether it stands upright.
const FITS: usize = 3;

/// Rows in a row whose labels need not be read where those before and behind are.
const BETWEEN: usize = 2;

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
    let mut scales = Vec::new();
    let mut reds = Vec::new();
    let mut turn = 0;
    for (number, page) in pages.into_iter().take(PAGES).enumerate() {
        let Picture { gray, red } = page.into();
        let (width, height) = (gray.width, gray.height);
        let page = gray.bounded();
        scales.push(width as f64 / page.width as f64);
        let (mut quarters, mut outlines, mut found) = turned(&page, number, &tables, turn);
        // A screen in its dark dress: light on dark.
        if page.percentile(50) < DARK {
            let other = turned(&page.negative(), number, &tables, turn);
            if worth(&other.2) > worth(&found) {
                (quarters, outlines, found) = other;
            }
        }
        // Walls that fit upside down as well are told apart by labels.
        if !found.is_empty() && named(&found, &tables, sight) == 0 {
            let over = (quarters + 2) % 4;
            let (other, most) = fragments(&page.turned(over), number, &tables);
            if named(&other, &tables, sight) > 0 {
                (quarters, outlines, found) = (over, outlines.max(most), other);
            }
        }
        reds.push(match red {
            Some(red) if !found.is_empty() => {
                RedInk::of(&page.turned(quarters), &red.bounded().turned(quarters))
            }
            _ => RedInk::default(),
        });
        if !found.is_empty() {
            turn = quarters;
        }
        seen.pages.push(SeenPage {
            width,
            height,
            quarters,
            outlines,
            text: false,
        });
        all.extend(found);
        told(Step::Pages(seen.pages.len()));
    }
    let mut labels = LabelReader::new(sight, &tables);
    weigh(&mut all, &tables, &mut labels);
    let chains = chains(&all, &tables);
    let cells = |chain: &JoinedTable| tables[chain.table].values.len();
    let of = chains.iter().map(cells).sum();
    let twice = twice(&all, &tables, &chains, &mut labels);
    let mut done = 0;
    for chain in chains {
        let before = done;
        done += cells(&chain);
        // Squares in rows are in many tables: less than half of one is of the form only if a label says so.
        let whole = chain.rows * 2 >= tables[chain.table].rows;
        let mut named = tables[chain.table].labels.iter().flat_map(|label| {
            let pieces = chain.pieces.iter();
            pieces.map(move |piece| (piece, label))
        });
        let is_own = |(piece, label): (&TablePart, &PlacedLabel)| {
            labels.is(piece.fragment, &all[piece.fragment], &piece.fit, label) == Match::Own
        };
        if !whole && !named.any(is_own) {
            continue;
        }
        let reader = Reader {
            fragments: &all,
            table: &tables[chain.table],
            chain: &chain,
            twice: rows(&twice, &tables, chain.table),
            reds: &reds,
            sight,
        };
        let (mut table, print) =
            reader.read(&mut labels, &mut |n| told(Step::Cells(before + n, of)));
        for (page, outline) in &mut table.outlines {
            *outline = outline.map(|corner| seen.pages[*page].given(corner, scales[*page]));
        }
        for (page, outline) in table.cells.iter_mut().filter_map(|cell| cell.at.as_mut()) {
            let [left, top, right, bottom] = *outline;
            let corners = [(left, top), (right, bottom)]
                .map(|corner| seen.pages[*page].given(corner, scales[*page]));
            let [one, two] = corners;
            *outline = [
                one.0.min(two.0),
                one.1.min(two.1),
                one.0.max(two.0),
                one.1.max(two.1),
            ];
        }
        if let Some(print) = print {
            seen.digits = Some(seen.digits.map_or(print.size, |size| size.min(print.size)));
        }
        seen.tables.push(table);
    }
    seen.tables.sort_by_key(|table| table.form.id());
    seen
}

/// A page's fragments as it stands or, where it shows none that fit well, as it is turned best; as it was the last time
/// first.
fn turned(
    page: &Plane,
    number: usize,
    tables: &[Barcode],
    first: u8,
) -> (u8, usize, Vec<Fragment>) {
    let mut most = 0;
    let mut best = (first, 0.0, Vec::new());
    for quarters in [first, first + 1, first + 3, first + 2] {
        let (found, outlines) = match quarters % 4 {
            0 => fragments(page, number, tables),
            turn => fragments(&page.turned(turn), number, tables),
        };
        most = most.max(outlines);
        let worth = worth(&found);
        let upright = found.iter().any(|one| one.score() > 0.95);
        if worth > best.1 {
            best = (quarters % 4, worth, found);
        }
        // A table upside down has walls that fit a little.
        if upright && quarters == first {
            break;
        }
        // Nothing ruled stands on it whichever way it is turned.
        if quarters == first + 1 && most == 0 {
            break;
        }
    }
    (best.0, most, best.2)
}

/// How many labels of the tables that fragments fit best are read on them.
fn named<S: Sight + ?Sized>(found: &[Fragment], tables: &[Barcode], sight: &S) -> usize {
    let mut labels = LabelReader::new(sight, tables);
    let mut own = 0;
    for (at, fragment) in found.iter().enumerate() {
        // A shifted row has the same walls.
        let best = fragment.score();
        for fit in fragment
            .fits
            .iter()
            .filter(|fit| fit.score >= best - 0.02)
            .take(FITS)
        {
            let all = tables[fit.table].labels.iter();
            own += all
                .filter(|label| labels.is(at, fragment, fit, label) == Match::Own)
                .count();
        }
    }
    own
}

/// How much fragments explain.
fn worth(found: &[Fragment]) -> f32 {
    found.iter().map(Fragment::worth).sum()
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

struct Reader<'r, S: ?Sized> {
    fragments: &'r [Fragment],
    table: &'r Barcode,
    chain: &'r JoinedTable,
    /// Rows of the table that are on the pictures once more.
    twice: Vec<Range<usize>>,
    /// What is written in red, a page each.
    reds: &'r [RedInk],
    sight: &'r S,
}

/// A cell's box before it is read.
struct Boxed {
    cell: CellId,
    area: Area,
    /// Index of the piece, with what stands in the box there; several where a page break cuts it.
    crops: Vec<(usize, Plane)>,
    /// The same up to the very rules.
    wider: Vec<Option<Plane>>,
    at: Option<(usize, [f64; 4])>,
    /// Whether its row is on a page.
    on_page: bool,
}

impl<S: Sight + ?Sized> Reader<'_, S> {
    fn read(
        &self,
        labels: &mut LabelReader<S>,
        told: &mut dyn FnMut(usize),
    ) -> (SeenTable, Option<Print>) {
        let boxes: Vec<Boxed> = self
            .table
            .values
            .iter()
            .map(|&(cell, area)| self.boxed(cell, area))
            .collect();
        let print = print(
            boxes
                .iter()
                .flat_map(|one| &one.crops)
                .map(|(_, crop)| crop),
        );
        let sure = self.sure_rows(labels);
        let edition = self.edition(&sure);
        let sure = self.between(&sure, labels);
        let mut cells: Vec<SeenCell> = Vec::with_capacity(boxes.len());
        let (mut lines, mut broken) = (0, 0);
        for one in &boxes {
            let mut seen = SeenCell {
                cell: one.cell,
                told: Told::Absent,
                readings: Vec::new(),
                at: one.at,
            };
            if one.on_page {
                let strokes;
                (seen.told, strokes) = self.told(one, print.as_ref(), &boxes, &mut seen.readings);
                if let Some(strokes) = strokes {
                    lines += 1;
                    broken += usize::from(strokes == Strokes::Broken);
                }
                // A seal is looked through where a black figure was read; of a red one in it nothing else shows.
                let seals = match &seen.told {
                    Told::Text(text) => !text.contains(|c: char| c.is_ascii_digit()),
                    Told::Blank => true,
                    _ => false,
                };
                if self.is_red(one, print.as_ref(), seals) {
                    seen.told = Told::Unread(Why::Red);
                } else if !matches!(seen.told, Told::Unread(_)) {
                    if !edition {
                        seen.told = Told::Unread(Why::EditionNotSure);
                    } else if !sure[one.area.row] {
                        seen.told = Told::Unread(Why::RowNotSure);
                    } else if self.twice.iter().any(|rows| rows.contains(&one.area.row)) {
                        seen.told = Told::Unread(Why::Twice);
                    }
                }
            }
            cells.push(seen);
            told(cells.len());
        }
        if broken * WORN > lines {
            for cell in &mut cells {
                if matches!(cell.told, Told::Text(_) | Told::Blank) {
                    cell.told = Told::Unread(Why::Faint);
                }
            }
        }
        let table = SeenTable {
            form: self.table.form,
            cells,
            outlines: self
                .chain
                .pieces
                .iter()
                .map(|piece| {
                    let fragment = &self.fragments[piece.fragment];
                    (fragment.page, fragment.frame.corners)
                })
                .collect(),
        };
        (table, print)
    }

    /// Whether something is written in a box that a plane of gray does not show.
    fn is_red(&self, one: &Boxed, print: Option<&Print>, seals: bool) -> bool {
        let digit = print.map_or(SMALLEST, |print| print.size);
        one.at
            .is_some_and(|(page, at)| self.reds[page].is_in(at, digit, seals))
    }

    fn boxed(&self, cell: CellId, area: Area) -> Boxed {
        let mut one = Boxed {
            cell,
            area,
            crops: Vec::new(),
            wider: Vec::new(),
            at: None,
            on_page: false,
        };
        for (at, piece) in self.chain.pieces.iter().enumerate() {
            let fragment = &self.fragments[piece.fragment];
            let inside = |row: usize| {
                piece
                    .fit
                    .row(row)
                    .is_some_and(|row| row + 1 < fragment.rows.len())
            };
            if !inside(area.row) {
                continue;
            }
            one.on_page = true;
            let wider = crop(fragment, &piece.fit, area, 0.0);
            if let Some(crop) = crop(fragment, &piece.fit, area, INSIDE) {
                let [a, b, c, d] = crop.corners;
                let low = |of: fn(Point) -> f64| {
                    [a, b, c, d].map(of).into_iter().fold(f64::MAX, f64::min)
                };
                let high = |of: fn(Point) -> f64| {
                    [a, b, c, d].map(of).into_iter().fold(f64::MIN, f64::max)
                };
                one.at = one.at.or(Some((
                    fragment.page,
                    [low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1)],
                )));
                one.crops.push((at, crop.ink));
                one.wider.push(wider.map(|wider| wider.ink));
            }
        }
        one
    }

    /// For each row of elementary boxes whether labels say that it is the one that it is taken for.
    fn sure_rows(&self, labels: &mut LabelReader<S>) -> Vec<bool> {
        let mut is = |label: &PlacedLabel| {
            let mut best = Match::Unsure;
            for piece in &self.chain.pieces {
                match labels.is(
                    piece.fragment,
                    &self.fragments[piece.fragment],
                    &piece.fit,
                    label,
                ) {
                    Match::Own => return Match::Own,
                    Match::Other => best = Match::Other,
                    Match::Unsure => {}
                }
            }
            best
        };
        let table = self.table;
        let shape = table.form.table.shape;
        // Heads of a table of few lines: none may be another's, and half of them must have been read.
        let (mut own, mut other, mut heads) = (0, 0, 0);
        if shape != Shape::Matrix {
            let titles = |label: &&PlacedLabel| !label.names_row && label.area.wide < table.columns;
            for label in table.labels.iter().filter(titles) {
                heads += 1;
                match is(label) {
                    Match::Own => own += 1,
                    Match::Other => other += 1,
                    Match::Unsure => {}
                }
            }
        }
        let headed = shape == Shape::Matrix
            || (other == 0 && own * 2 >= heads && self.chain.rows == table.rows);
        let mut sure = vec![headed && shape == Shape::Strip; table.rows];
        for label in table.labels.iter().filter(|label| label.names_row) {
            let named = is(label) == Match::Own;
            sure[label.area.row..label.area.row + label.area.high].fill(named && headed);
        }
        sure
    }

    /// The same with rows of one piece that stand between two which are sure: as many rules lie between those as the form
    /// has there. No label may say that one of them is another row.
    fn between(&self, sure: &[bool], labels: &mut LabelReader<S>) -> Vec<bool> {
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
                let own = labels.is(piece.fragment, fragment, &piece.fit, label) == Match::Own;
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
                let other = of_them.any(|label| {
                    labels.is(piece.fragment, fragment, &piece.fit, label) == Match::Other
                });
                if last - first <= BETWEEN && !other {
                    all[first..last].fill(true);
                }
            }
        }
        all
    }

    /// Whether it is known which edition prints the table: its walls or the labels that only this one has say so.
    fn edition(&self, sure: &[bool]) -> bool {
        let rows = self.table.labels.iter().filter(|label| label.names_row);
        let (mut known, mut all) = (0, 0);
        for label in rows {
            all += 1;
            known += usize::from(sure[label.area.row]);
        }
        self.chain.margin >= SURE || (all > 0 && known == all)
    }

    /// What a cell says and, of one line, whether its strokes are whole.
    fn told(
        &self,
        one: &Boxed,
        print: Option<&Print>,
        boxes: &[Boxed],
        readings: &mut Vec<(String, f32)>,
    ) -> (Told, Option<Strokes>) {
        let Some(print) = print else {
            // Nothing in the table is as high as a digit: all of it is blank, or too pale.
            let pale = |crop: &Plane| crop.percentile(85).saturating_sub(crop.percentile(1)) >= 20;
            let told = match one.crops.is_empty() || one.crops.iter().any(|(_, crop)| pale(crop)) {
                true => Told::Unread(Why::Faint),
                false => Told::Blank,
            };
            return (told, None);
        };
        let mut said: Option<(Plane, Ink)> = None;
        for ((piece, crop), wider) in one.crops.iter().zip(&one.wider) {
            let mut crop = crop.clone();
            let middle = self.row_middle(one, *piece, boxes, print);
            let mut ink = look(&mut crop, print, middle);
            // There may be a gap between the ink and the rule that was left off with its edge.
            if ink == Ink::Touching
                && let Some(wider) = wider
            {
                let mut wider = wider.clone();
                let down = (wider.height as f32 - crop.height as f32) / 2.0;
                let again = look(&mut wider, print, middle.map(|middle| middle + down));
                if matches!(again, Ink::Line(..)) {
                    (crop, ink) = (wider, again);
                }
            }
            match (&said, &ink) {
                (None, _) | (Some((_, Ink::None)), _) => said = Some((crop, ink)),
                (Some(_), Ink::None) => {}
                // Both parts of a box that the page break cuts have something in them.
                _ => return (Told::Unread(Why::CutByPage), None),
            }
        }
        let Some((crop, ink)) = said else {
            return (Told::Unread(Why::CutByPage), None);
        };
        let told = match ink {
            Ink::None => Told::Blank,
            Ink::Bar => Told::Text("-".to_owned()),
            Ink::Touching => Told::Unread(Why::TouchesRule),
            Ink::Pale => Told::Unread(Why::Faint),
            Ink::Lines => Told::Unread(Why::NotANumber),
            Ink::Line(..) if print.size < SMALLEST => Told::Unread(Why::Faint),
            Ink::Line(line, strokes) => {
                let both = self.sight.number(&crop, line);
                let told = joined(both, self.kind(one.cell), readings);
                return (told, Some(strokes));
            }
        };
        (told, None)
    }

    fn kind(&self, cell: CellId) -> Kind {
        let columns = self.table.form.row(cell.row.into()).columns;
        columns[usize::from(cell.column)].kind
    }

    /// Where the figures of a box's row lie, by the row's other boxes.
    fn row_middle(&self, one: &Boxed, piece: usize, boxes: &[Boxed], print: &Print) -> Option<f32> {
        let mut off: Vec<f32> = Vec::new();
        let own = one.crops.iter().find(|(at, _)| *at == piece)?.1.height;
        for other in boxes.iter().filter(|other| other.area.row == one.area.row) {
            for (_, crop) in other.crops.iter().filter(|(at, _)| *at == piece) {
                off.extend(middle(crop, print).map(|middle| middle - crop.height as f32 / 2.0));
            }
        }
        off.sort_by(f32::total_cmp);
        let off = off.get(off.len() / 2)?;
        Some(own as f32 / 2.0 + off)
    }
}
