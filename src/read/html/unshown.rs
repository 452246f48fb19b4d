//! Where an element that is not shown ends, whether or not its end tag is there.

use super::{HtmlReader, is_block};
use crate::language::FIRST;

/// Elements that end where the next of their name, or a block, begins.
const IMPLIED: [&str; 7] = ["p", "li", "dt", "dd", "option", "rt", "rp"];

/// An element that is not shown, and how many of its name, and how many tables, are open in it.
pub(super) struct Unshown {
    pub name: String,
    pub same: u32,
    pub tables: u32,
}

impl Unshown {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(Unshown {
            name: name.to_owned(),
            same: 0,
            tables: 0,
        })
    }

    fn holds_cells(&self) -> bool {
        matches!(&*self.name, "table" | "tbody" | "thead" | "tfoot" | "tr")
    }
}

impl HtmlReader<'_> {
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
