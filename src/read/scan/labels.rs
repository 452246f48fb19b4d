//! Labels read and held against the form's: a fragment's rows are believed only by their labels.

use super::barcode::{Area, Barcode, PlacedLabel};
use super::crop::{INSIDE, crop};
use super::fit::Fit;
use super::net::Choice;
use super::page::Fragment;
use super::sight::Sight;
use crate::sorted::Sorted;
use crate::text::key;

/// What a label comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// It is the one that the form prints there.
    Own,
    /// Nothing can be said.
    Unsure,
    /// It is another one.
    Other,
}

/// The labels of the forms, and what was read of boxes so far.
pub(super) struct LabelReader<'s, S: ?Sized> {
    sight: &'s S,
    keys: Vec<String>,
    /// Fragment, upper and left corner of the box → which key it is.
    read: Sorted<(usize, [i32; 4]), Option<Choice>>,
}

impl<'s, S: Sight + ?Sized> LabelReader<'s, S> {
    pub fn new(sight: &'s S, tables: &[Barcode]) -> Self {
        let labels = tables.iter().flat_map(|table| &table.labels);
        let mut keys: Vec<String> = labels.map(|label| key(label.text)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| !key.is_empty());
        LabelReader {
            sight,
            keys,
            read: Sorted::default(),
        }
    }

    /// What stands where a fit has a label of its table.
    pub fn is(&mut self, at: usize, fragment: &Fragment, fit: &Fit, label: &PlacedLabel) -> Match {
        let own = key(label.text);
        let Ok(own) = self.keys.binary_search(&own) else {
            return Match::Unsure;
        };
        let Some(place) = place(fragment, fit, label.area) else {
            return Match::Unsure;
        };
        if self.read.get(&(at, place)).is_none() {
            let choice = self.choice(fragment, fit, label.area);
            self.read.insert((at, place), choice);
        }
        match self.read.get(&(at, place)).copied().flatten() {
            Some(choice) if !choice.is_sure() => Match::Unsure,
            Some(choice) if choice.index == own => Match::Own,
            Some(_) => Match::Other,
            None => Match::Unsure,
        }
    }

    fn choice(&self, fragment: &Fragment, fit: &Fit, area: Area) -> Option<Choice> {
        let crop = crop(fragment, fit, area, INSIDE)?;
        self.sight.label(&crop.ink, &self.keys)
    }
}

/// Where a box lies, for remembering what was read of it.
fn place(fragment: &Fragment, fit: &Fit, area: Area) -> Option<[i32; 4]> {
    let rule = |at: usize| fit.rules.get(at).copied().flatten();
    let row = |at: usize| fragment.rows.get(fit.row(at)?).map(|&y| y as i32);
    let column = |at: usize| fragment.columns.get(rule(at)?).map(|&x| x as i32);
    Some([
        row(area.row)?,
        row(area.row + area.high)?,
        column(area.column)?,
        column(area.column + area.wide)?,
    ])
}
