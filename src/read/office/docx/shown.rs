//! What is shown of a text.

use super::fields::FieldStep;
use super::{Colour, DocxReader};
use crate::read::office::rows::UNKNOWN;

impl DocxReader<'_> {
    /// Text that is shown, unless something hides it.
    pub(super) fn say(&mut self, text: &str) {
        let look = self.run.over(self.of_style, self.paragraph);
        let (cell, start) = (self.rows.is_in_cell(), self.rows.is_at_start());
        let has = |from: char| text.contains(|c| (from..='9').contains(&c));
        // Raised digits before all others are a mark as well, or the number: who knows?
        let note = look.raised == Some(true) && (cell && has('0') || !start);
        let shaded = look.shaded == Some(true) || self.shaded_cell || self.shaded_table;
        let behind = look.behind.filter(|behind| *behind != Colour::Auto);
        let behind = behind.or(self.behind_cell).or(self.behind_table);
        let lost = look.colour.zip(behind);
        let lost = lost.is_some_and(|(colour, behind)| colour.is_lost_on(behind));
        let white = (lost || look.white == Some(true) && !shaded) && cell;
        let shown = !look.is_gone() && !note && !white && self.placeholders.is_empty();
        let result = |step: &FieldStep| matches!(step, FieldStep::Result | FieldStep::Shown);
        if shown && self.fields.iter().all(result) {
            let lifted = look.lifted == Some(true);
            if cell && !start && lifted != self.lifted && has('0') {
                self.rows.push(UNKNOWN);
            }
            self.lifted = lifted;
            self.fields.fill(FieldStep::Shown);
            self.rows.push(text);
        } else if look.hidden == Some(true) {
            // Nobody sees it.
        } else if look.is_gone() || white && has('1') {
            self.rows.strike(text);
        } else if note && has('0') {
            self.rows.hold(UNKNOWN);
        }
    }
}
