//! One table of the form on the pages → what each of its cells says.

use super::agreed::joined;
use super::barcode::Area;
use super::colour::RedInk;
use super::crop::{INSIDE, crop};
use super::frame::Point;
use super::ink::{Ink, Print, Strokes, look, middle, print};
use super::labels::LabelReader;
use super::plane::Plane;
use super::read::SMALLEST;
use super::seen::{SeenCell, SeenTable, Told, Why};
use super::sight::Sight;
use super::sure::OnPages;
use crate::form::{CellId, Kind};
use std::ops::Range;

/// Where more than one number in so many has broken strokes, those that look whole may have lost some too: a 4 without
/// its slanting stroke is a 1 to every reader, and to people.
const WORN: usize = 4;

/// What reads a table.
pub(super) struct Reader<'r, S: ?Sized> {
    pub on: OnPages<'r>,
    /// Rows of the table that are on the pictures once more.
    pub twice: Vec<Range<usize>>,
    /// What is written in red, a page each.
    pub reds: &'r [RedInk],
    pub sight: &'r S,
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
    /// Reads every cell; `told` hears how many are done.
    pub fn read(
        &self,
        labels: &mut LabelReader<S>,
        told: &mut dyn FnMut(usize),
    ) -> (SeenTable, Option<Print>) {
        let values = &self.on.table.values;
        let boxes: Vec<Boxed> = values
            .iter()
            .map(|&(cell, area)| self.boxed(cell, area))
            .collect();
        let crops = boxes.iter().flat_map(|one| &one.crops);
        let print = print(crops.map(|(_, crop)| crop));
        let sure = self.on.sure_rows(labels);
        let edition = self.on.edition(&sure);
        let sure = self.on.between(&sure, labels);
        let mut cells: Vec<SeenCell> = Vec::with_capacity(boxes.len());
        let (mut lines, mut broken) = (0, 0);
        for one in &boxes {
            let (mut seen, strokes) = self.cell(one, print.as_ref(), &boxes);
            if let Some(strokes) = strokes {
                lines += 1;
                broken += usize::from(strokes == Strokes::Broken);
            }
            if matches!(seen.told, Told::Text(_) | Told::Blank) {
                let row = one.area.row;
                let twice = self.twice.iter().any(|rows| rows.contains(&row));
                if let Some(why) = doubt(edition, sure[row], twice) {
                    seen.told = Told::Unread(why);
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
        let pieces = self.on.chain.pieces.iter();
        let outlines = pieces.map(|piece| {
            let fragment = &self.on.fragments[piece.fragment];
            (fragment.page, fragment.frame.corners)
        });
        let table = SeenTable {
            form: self.on.table.form,
            cells,
            outlines: outlines.collect(),
        };
        (table, print)
    }

    /// What stands in a cell, wherever its row is and whatever it is called.
    fn cell(
        &self,
        one: &Boxed,
        print: Option<&Print>,
        boxes: &[Boxed],
    ) -> (SeenCell, Option<Strokes>) {
        let mut seen = SeenCell {
            cell: one.cell,
            told: Told::Absent,
            readings: Vec::new(),
            at: one.at,
        };
        if !one.on_page {
            return (seen, None);
        }
        let strokes;
        (seen.told, strokes) = self.told(one, print, boxes, &mut seen.readings);
        // A seal is looked through where a black figure was read; of a red one in it nothing else shows.
        let seals = match &seen.told {
            Told::Text(text) => !text.contains(|c: char| c.is_ascii_digit()),
            Told::Blank => true,
            _ => false,
        };
        if self.is_red(one, print, seals) {
            seen.told = Told::Unread(Why::Red);
        }
        (seen, strokes)
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
        for (at, piece) in self.on.chain.pieces.iter().enumerate() {
            let fragment = &self.on.fragments[piece.fragment];
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
        let columns = self.on.table.form.row(cell.row.into()).columns;
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

/// Why a cell is not believed, by where it stands.
fn doubt(edition: bool, sure: bool, twice: bool) -> Option<Why> {
    match (edition, sure, twice) {
        (false, _, _) => Some(Why::EditionNotSure),
        (_, false, _) => Some(Why::RowNotSure),
        (_, _, true) => Some(Why::Twice),
        (true, true, false) => None,
    }
}
