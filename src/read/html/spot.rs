//! Paragraphs that stand at places of their own (`left` and `top`), as converters of PDF write them.
//!
//! A cell of several lines comes as several paragraphs there. A number right below another of the same
//! column is the rest of that, or another row's, which nothing says: then neither is read.

use super::HtmlReader;
use crate::read::markup::attribute;

/// How far two lines of a centred cell begin from one another, in pixels or points.
const ASIDE: i32 = 30;

/// Where a paragraph stands, and where the one before it did.
#[derive(Default)]
pub(super) struct NumberSpots {
    own: Option<[i32; 2]>,
    before: Option<[i32; 2]>,
}

impl NumberSpots {
    /// The next paragraph is that of an element with these attributes.
    pub fn next(&mut self, attributes: &str) {
        self.own = None;
        if attributes.contains("left:")
            && let Some(style) = attribute(attributes, "style")
        {
            let measure = |name: &str| -> Option<i32> {
                let of = |part: &str| {
                    part.trim()
                        .strip_prefix(name)?
                        .trim()
                        .strip_prefix(':')
                        .map(str::to_owned)
                };
                let value = style.split(';').find_map(of)?;
                let value = value.trim();
                let end = value.find(|c: char| !c.is_ascii_digit() && c != '-');
                value[..end.unwrap_or(value.len())].parse().ok()
            };
            self.own = measure("left").zip(measure("top")).map(<[i32; 2]>::from);
        }
    }
}

impl HtmlReader<'_> {
    /// Joins a number to the one it stands right below.
    pub(super) fn stands_below(&mut self, text: &str) -> bool {
        let NumberSpots { own, before } = self.spots;
        self.spots.before = own;
        let (Some([left, top]), Some([other, above])) = (own, before) else {
            return false;
        };
        let is_number = |text: &str| {
            text.chars()
                .all(|c| c.is_ascii_digit() || c == '\u{fffd}' || c == '.')
        };
        let last = self.document.rows.last_mut();
        let last = last.and_then(|row| row.cells.last_mut());
        let below = top > above && left.abs_diff(other) < ASIDE.unsigned_abs();
        match last.filter(|last| below && is_number(text) && is_number(&last.text)) {
            Some(last) => {
                last.text.push('\u{fffd}');
                last.text.push_str(text);
                true
            }
            None => false,
        }
    }
}
