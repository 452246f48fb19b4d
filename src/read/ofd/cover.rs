//! What is painted over text, and what white text stands on.

use super::content::{PageContent, Text};
use super::measure::PagePoint;
use crate::read::package::xml::attribute;
use quick_xml::events::BytesStart;

/// Boxes of colour that white text may stand on, at most.
const SHADES: usize = 500;
/// Texts of a page that are looked at for being painted over, at most.
const LOOKS: usize = 1 << 20;

/// What is known of the colour that an object is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing is written, or in a way that is not looked into.
    Unsaid,
    White,
    /// Another one.
    Colour,
}

impl Fill {
    /// What an element for a colour says.
    pub fn of(tag: &BytesStart) -> Fill {
        let Some(value) = attribute(tag, "Value") else {
            return Fill::Unsaid;
        };
        let mut numbers = value.split_whitespace();
        let full = numbers.all(|n| n == "255" || n.eq_ignore_ascii_case("#ff"));
        // Gray or red, green and blue; four numbers are inks.
        let light = matches!(value.split_whitespace().count(), 1 | 3);
        match full && light {
            true => Fill::White,
            false => Fill::Colour,
        }
    }
}

/// An upright box by its upper left and lower right corner.
pub(super) type Painted = [PagePoint; 2];

fn holds([low, high]: &Painted, (x, y): PagePoint) -> bool {
    (low.0..=high.0).contains(&x) && (low.1..=high.1).contains(&y)
}

fn center(text: &Text) -> PagePoint {
    let [from, to] = text.corners;
    (from.0.midpoint(to.0), from.1.midpoint(to.1))
}

impl PageContent {
    /// A box that lets nothing through is painted: what stood there, no further to the front, is gone.
    pub fn cover(&mut self, painted: Painted, fill: Fill, layer: u8) {
        if self.looks + self.texts.len() < LOOKS {
            self.looks += self.texts.len();
            let gone = |text: &mut Text| text.layer <= layer && holds(&painted, center(text));
            self.covered.extend(self.texts.extract_if(.., gone));
        }
        match fill {
            Fill::White => self
                .shades
                .retain(|[low, high]| !holds(&painted, *low) || !holds(&painted, *high)),
            _ => self.shade(painted),
        }
    }

    /// The texts that are left, with a sign where a number was painted over and no other one over it.
    pub fn shown(self) -> Vec<Text> {
        let mut texts = self.texts;
        let written = texts.len();
        for mut text in self.covered {
            let [from, to] = text.corners;
            let place = [
                (from.0.min(to.0), from.1.min(to.1)),
                (from.0.max(to.0), from.1.max(to.1)),
            ];
            let number = text.text.contains(|c: char| c.is_ascii_digit());
            if number
                && !texts[..written]
                    .iter()
                    .any(|other| holds(&place, center(other)))
            {
                text.text = char::REPLACEMENT_CHARACTER.to_string();
                texts.push(text);
            }
        }
        texts
    }

    /// Something that is not white stands in a box.
    pub fn shade(&mut self, painted: Painted) {
        if self.shades.len() < SHADES {
            self.shades.push(painted);
        }
    }

    /// Whether white text shows there.
    pub fn shows_white(&self, text: &Text) -> bool {
        self.shades.iter().any(|shade| holds(shade, center(text)))
    }
}
