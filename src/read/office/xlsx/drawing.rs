//! Pictures and text boxes that lie over cells: an empty one below them is not blank.

use super::{PICTURE, UNKNOWN};
use crate::read::office::grid::SheetGrid;
use crate::read::package::{local, tokens};
use quick_xml::events::Event;

/// Drawings of a sheet at most that are looked at.
const MOST: usize = 4096;
/// Rows and columns at most of what lies over cells and not over a table.
const SPAN: u32 = 2;

/// What lies over cells, being read.
#[derive(Default)]
struct Anchor {
    /// Row and column where it begins, and where it ends.
    from: (u32, u32),
    to: Option<(u32, u32)>,
    what: Option<&'static str>,
}

/// Covers the empty cells of a sheet by what its drawings hold.
pub(super) fn cover(xml: &str, grid: &mut SheetGrid) {
    let mut covers = Vec::new();
    let mut tokens = tokens(xml);
    let mut anchor = Anchor::default();
    let (mut in_to, mut field) = (false, "");
    loop {
        match tokens.token() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match local(&tag) {
                "twoCellAnchor" | "oneCellAnchor" => anchor = Anchor::default(),
                "from" => in_to = false,
                "to" => in_to = true,
                "row" => field = "row",
                "col" => field = "col",
                "pic" => anchor.what = Some(PICTURE),
                // A text box that says something.
                "t" => field = "t",
                _ => field = "",
            },
            Ok(Event::Text(text)) if field == "t" && !text.trim().is_empty() => {
                anchor.what.get_or_insert(UNKNOWN);
            }
            Ok(Event::Text(text)) if !text.trim().is_empty() => {
                let number = text.trim().parse().unwrap_or(u32::MAX);
                let at = match in_to {
                    true => anchor.to.get_or_insert((0, 0)),
                    false => &mut anchor.from,
                };
                match field {
                    "row" => at.0 = number,
                    "col" => at.1 = number,
                    _ => {}
                }
            }
            Ok(Event::End(tag)) => {
                field = "";
                if tag.local_name().as_ref().ends_with("CellAnchor") && covers.len() < MOST {
                    covers.extend(anchor.covers());
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    if !covers.is_empty() {
        grid.cover(&covers);
    }
}

impl Anchor {
    /// The cells that it lies over, and what it is.
    fn covers(&self) -> Option<([u32; 4], &'static str)> {
        let (row, column) = self.from;
        let (last_row, last_column) = self.to.unwrap_or(self.from);
        // What lies over more is a seal, or no part of any cell.
        let small =
            last_row.saturating_sub(row) < SPAN && last_column.saturating_sub(column) < SPAN;
        let area = [row, column, last_row, last_column];
        Some((area, self.what.filter(|_| small)?))
    }
}
