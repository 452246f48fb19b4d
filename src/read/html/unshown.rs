//! What is not shown: whether a block shows anything, and where an element that does not ends, whether or not its end tag is
//! there.

use super::look::{self, Look};
use super::{HtmlReader, is_block};
use crate::language::FIRST;
use crate::read::markup::attribute;

/// Elements that are looked into before they are read, at most.
const LOOKED: u32 = 32;
/// Elements that end where the next of their name, or a block, begins.
const IMPLIED: [&str; 7] = ["p", "li", "dt", "dd", "option", "rt", "rp"];

/// An element that is not shown, and how many of its name, and how many tables, are open in it.
pub(super) struct Unshown {
    pub name: String,
    pub same: u32,
    pub tables: u32,
    /// It may be shown all the same: what says otherwise is a style sheet, or taken from usual pages.
    pub doubt: bool,
}

impl Unshown {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(Unshown {
            name: name.to_owned(),
            same: 0,
            tables: 0,
            doubt: true,
        })
    }

    fn holds_cells(&self) -> bool {
        matches!(&*self.name, "table" | "tbody" | "thead" | "tfoot" | "tr")
    }
}

impl HtmlReader<'_> {
    /// Whether a block shows nothing: it is white on a page without another colour, or its letters have no
    /// size, and nothing in it says otherwise.
    pub(super) fn is_blank(&mut self, name: &str, attributes: &str, look: Look) -> bool {
        let white = look == Look::White;
        if !white && look != Look::Tiny || self.looked >= LOOKED || self.cell().is_some() {
            return false;
        }
        self.looked += 1;
        let start = (attributes.as_ptr() as usize).checked_sub(self.html.as_ptr() as usize);
        let inside = start.and_then(|at| self.html.get(at + attributes.len()..));
        let inside = inside.unwrap_or_default();
        // Up to its end: as many have ended as began.
        let mut depth = 1;
        let end = inside.match_indices('<').find_map(|(at, _)| {
            let rest = &inside[at + 1..];
            let (closing, rest) = rest
                .strip_prefix('/')
                .map_or((false, rest), |rest| (true, rest));
            if rest.get(..name.len())?.eq_ignore_ascii_case(name) {
                depth += if closing { -1 } else { 1 };
            }
            (depth == 0).then_some(at)
        });
        let inside = &inside[..end.unwrap_or(inside.len())];
        let says = |word: &str| inside.contains(word);
        let colours = || {
            let colours = ["background", "bgcolor"];
            colours.iter().any(|word| self.html.contains(word)) || says("color")
        };
        !says("class=") && if white { !colours() } else { !says("font") }
    }

    /// A number that is dropped leaves no blank, unless nobody doubts that it is not shown.
    pub(super) fn drop_text(&mut self, text: &str) {
        if self.unshown.as_ref().is_some_and(|unshown| unshown.doubt)
            && text.contains(|c| ('1'..='9').contains(&c))
            && let Some(cell) = self.cell()
        {
            cell.holds.get_or_insert("□");
        }
    }

    /// A cell that shows other digits than stand in it cannot be read.
    pub(super) fn note_odd(&mut self, tag: &look::Tag, name: &str, attributes: &str) {
        let turned =
            || name == "bdo" && attribute(attributes, "dir").is_some_and(|dir| dir == "rtl");
        if !FIRST && (tag.odd || tag.perhaps || turned()) {
            match name {
                "tr" => {
                    if let Some(table) = self.tables.last_mut() {
                        table.row_odd = true;
                    }
                }
                _ if self.cell().is_some() => self.push("□", true),
                _ => {}
            }
        }
    }

    /// Whether a start tag is shown; it may end what is not.
    pub(super) fn shows_start(&mut self, name: &str) -> bool {
        let Some(unshown) = &mut self.unshown else {
            return true;
        };
        // Of what is closed the summary is shown.
        if !FIRST && name == "summary" && unshown.name == "details" && unshown.same == 0 {
            self.unshown = None;
            return true;
        }
        let cell = match name {
            "td" | "th" => !unshown.holds_cells(),
            "tr" => !unshown.holds_cells() || unshown.name == "tr",
            _ => false,
        };
        let block = matches!(name, "rb" | "table") || is_block(name);
        let implied = IMPLIED.contains(&&*unshown.name)
            && (unshown.name == name || block && matches!(&*unshown.name, "p" | "rt" | "rp"));
        if implied || unshown.tables == 0 && cell {
            self.unshown = None;
            return true;
        }
        unshown.same += u32::from(unshown.name == name);
        unshown.tables += u32::from(name == "table");
        false
    }

    /// Whether an end tag is of something shown; it may end what is not.
    pub(super) fn shows_end(&mut self, name: &str) -> bool {
        let Some(unshown) = &mut self.unshown else {
            return true;
        };
        if unshown.name == name {
            match unshown.same.checked_sub(1) {
                Some(same) => {
                    unshown.same = same;
                    unshown.tables = unshown.tables.saturating_sub(u32::from(name == "table"));
                }
                None => self.unshown = None,
            }
            return false;
        }
        let around = match name {
            "table" | "ruby" => true,
            "td" | "th" | "tr" => !unshown.holds_cells(),
            _ => false,
        };
        if around && unshown.tables == 0 {
            self.unshown = None;
            return true;
        }
        unshown.tables -= u32::from(name == "table");
        false
    }
}
