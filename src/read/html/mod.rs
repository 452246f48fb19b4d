//! HTML: a clipboard fragment, a saved page, a Word or WPS export.
//!
//! Only the flow of tokens is used, no tree: tables open and close, cells begin and end, everything
//! else is text. That survives what a tree would have to guess at (cells without rows, tables never
//! closed), and it cannot run anything.
//!
//! What the page does not show is not read ([`look`]). What a cell shows that is no text is: the value
//! of a form's field, the chosen option, the digits of a formula. A picture in an otherwise empty cell
//! and a field that does not say its value are something that cannot be read. A table of one cell in a
//! cell is that cell, and so is one of a number beside another text, which cannot be read; one of several makes
//! the cell around it layout.

mod blocks;
mod condition;
mod declared;
mod held;
mod line;
mod look;
mod names;
mod selector;
#[cfg(feature = "office")]
mod spot;
mod table;
mod unshown;

use crate::document::{Bounds, Document};
use crate::language::FIRST;
use crate::read::markup::{MarkupToken, MarkupTokens, attribute};
use crate::read::{STRUCK, dressed};
use held::Select;
use look::{Look, StyleSheets, Tag};
use names::{SILENT, VOID, block, is_block};
use std::borrow::Cow;
use table::{HtmlTable, OpenCell};
use unshown::Unshown;

/// Reads HTML. `first_table` and `first_line` are the numbers its first table and line get.
pub fn read(html: &str, first_table: u32, first_line: u32, bounds: &Bounds) -> Document {
    // A page that shows the source of another.
    if !FIRST
        && !has_cells(html)
        && let Some(tags) = dressed::tags(html)
    {
        return whole(&tags, first_table, first_line, bounds, None);
    }
    whole(html, first_table, first_line, bounds, None)
}

/// Whether a cell of a table stands in it as a tag.
pub(super) fn has_cells(html: &str) -> bool {
    names::has_tag(html, ["td", "TD"])
}

/// Reads text with tags in it: outside its tables a line is a line, and may have pipes.
pub(super) fn read_text(text: &str, table: u32, line: u32, bounds: &Bounds) -> Document {
    whole(text, table, line, bounds, Some(String::new()))
}

fn whole<'b>(
    html: &'b str,
    first_table: u32,
    first_line: u32,
    bounds: &'b Bounds,
    lines: Option<String>,
) -> Document {
    let mut reader = HtmlReader {
        lines,
        broke: false,
        closed: false,
        flows: false,
        document: Document::default(),
        tables: Vec::new(),
        next_table: first_table,
        next_line: first_line,
        cells: 0,
        paragraph: String::new(),
        title: None,
        silent: 0,
        pre: 0,
        stretches: Vec::new(),
        styles: StyleSheets::of(html),
        html,
        looked: 0,
        unshown: None,
        select: None,
        unopened: 0,
        #[cfg(feature = "office")]
        spots: spot::NumberSpots::default(),
        bounds,
    };
    for token in MarkupTokens::of(html) {
        match token {
            MarkupToken::Start { name, attributes } if reader.shows_start(&name) => {
                reader.start(&name, attributes);
            }
            MarkupToken::End { name } if reader.shows_end(&name) => reader.end(&name),
            MarkupToken::Text(text) if reader.unshown.is_none() => reader.text(&text),
            MarkupToken::Text(text) => reader.drop_text(&text),
            _ => {}
        }
    }
    reader.finish()
}

struct HtmlReader<'b> {
    document: Document,
    tables: Vec<HtmlTable>,
    next_table: u32,
    next_line: u32,
    cells: usize,
    /// In text with tags, the lines outside every cell since the last table.
    lines: Option<String>,
    /// There, a tag ended the last line.
    broke: bool,
    /// The open `<details>` shows its summary alone.
    closed: bool,
    /// Whether an element is open in whose text a line break is a space, there too.
    flows: bool,
    /// Text outside every cell, up to the next block boundary.
    paragraph: String,
    /// The text of `<title>` while it is open.
    title: Option<String>,
    /// Depth of elements whose text is not shown.
    silent: usize,
    pre: usize,
    /// Stretches that are open, up to [`STRETCHES`]: names of their elements, their look, and whether they are apart
    /// from what follows.
    stretches: Vec<(&'static str, Look, bool)>,
    styles: StyleSheets<'b>,
    html: &'b str,
    /// How many elements were looked into before they were read.
    looked: u32,
    /// The element that is open and not shown.
    unshown: Option<Unshown>,
    /// The list of choices that is open.
    select: Option<Select>,
    /// Tables beyond the nesting bound, read as plain blocks.
    unopened: usize,
    #[cfg(feature = "office")]
    spots: spot::NumberSpots,
    bounds: &'b Bounds,
}

/// Elements whose look is followed, and how deep: what is deeper looks like what it is in.
const INLINE: [&str; 7] = ["span", "font", "s", "strike", "del", "sup", "sub"];
const STRETCHES: usize = 64;
/// Others, which are followed only where they look like something.
#[rustfmt::skip]
const OTHER: [&str; 24] = [
    "b", "a", "u", "i", "em", "strong", "small", "big", "ins", "mark", "label", "code", "q", "cite", "abbr", "tt",
    "kbd", "samp", "var", "time", "data", "bdi", "bdo", "dfn",
];

/// Whether an element is a table or a part of one that has no text of its own but cells.
fn is_part(name: &str) -> bool {
    let parts = [
        "td", "th", "tr", "table", "tbody", "thead", "tfoot", "col", "colgroup",
    ];
    parts.contains(&name)
}

/// A line break within a cell between pipes, until the lines are read.
const SOFT: char = '\u{85}';

impl<'b> HtmlReader<'b> {
    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.tables.last_mut().and_then(|table| table.open.as_mut())
    }

    fn start(&mut self, name: &str, attributes: &'b str) {
        let starts_line = is_block(name);
        // A paragraph ends where the next begins.
        if name == "p" && self.cell().is_some() {
            self.close_stretch(name);
        }
        self.flows = match name {
            "p" | "li" | "h1" | "h2" | "h3" | "h4" => true,
            _ => self.flows && !starts_line,
        };
        let (tag, look) = self.looked_at(name, attributes, starts_line);
        if look == Look::Gone {
            self.styles.close(name);
            if VOID.contains(&name) {
                return;
            }
            if !matches!(name, "td" | "th" | "col") {
                self.hide(name, starts_line, !tag.sure);
                return;
            }
        }
        match name {
            // `<svg/>` is closed in itself; of a script that is not so, and it has an end tag.
            _ if SILENT.contains(&name) && !attributes.ends_with('/') => {
                if name == "svg" {
                    self.hold("一张图片");
                }
                self.silent += 1;
            }
            "title" => self.title = Some(String::new()),
            "meta"
                if attribute(attributes, "name")
                    .is_some_and(|name| name.eq_ignore_ascii_case("articletitle")) =>
            {
                self.document.title = attribute(attributes, "content").map(Cow::into_owned);
            }
            _ if self.held(name, attributes) => {}
            _ if self.open(name, attributes, &tag) => {}
            "br" if !FIRST && self.is_piped() => self.paragraph.push(SOFT),
            "pre" | "textarea" => {
                self.break_line();
                self.pre += 1;
            }
            "details" if !FIRST => {
                self.closed = attribute(attributes, "open").is_none();
                self.break_block();
                if self.closed {
                    self.unshown = Unshown::of(name);
                }
            }
            "button" if !FIRST => self.break_line(),
            _ if starts_line => self.break_block(),
            _ => {
                if tag.apart {
                    self.break_block();
                }
                let known = INLINE.iter().find(|&&inline| inline == name);
                if let Some(&name) = known.filter(|_| self.stretches.len() < STRETCHES) {
                    self.stretches.push((name, look, tag.apart));
                } else if !VOID.contains(&name) {
                    self.look_at_other(name, look, tag.apart);
                }
                self.note_odd(&tag, name, attributes);
                return;
            }
        }
        self.note_odd(&tag, name, attributes);
        #[cfg(feature = "office")]
        if starts_line {
            self.spots.next(attributes);
        }
        // A paragraph, up to its end, or a cell.
        if matches!(look, Look::Struck | Look::White) && self.stretches.len() < STRETCHES {
            self.stretches
                .push((block(name).unwrap_or(""), look, false));
        }
    }

    /// What the style of an element that begins says, and how its text looks where it stands.
    fn looked_at(&mut self, name: &str, attributes: &'b str, starts_line: bool) -> (Tag, Look) {
        let mut tag = self.styles.tag(name, attributes);
        let in_cell = self.cell().is_some();
        if !FIRST && tag.perhaps && (in_cell || matches!(name, "td" | "th" | "tr")) {
            tag.look = Look::Plain;
        }
        let mut look = tag.look;
        if !FIRST && self.is_blank(name, attributes, look) {
            look = Look::Gone;
        }
        // Of a stretch within a cell nothing tells whether something in it has a size again.
        if look == Look::Tiny && in_cell && !starts_line && !is_part(name) && !VOID.contains(&name)
        {
            match FIRST {
                true => self.document.cut = true,
                false => self.push("□", true),
            }
        }
        if look == Look::Tiny || look == Look::White && self.cell().is_none_or(|cell| cell.shaded) {
            // Of a block it is asked whether all of it is hidden.
            self.document.cut |= FIRST && starts_line && self.cell().is_none();
            look = Look::Plain;
        }
        if !FIRST && name == "dialog" && attribute(attributes, "open").is_none() {
            look = Look::Gone;
        }
        (tag, look)
    }

    /// Leaves out an element that is not shown.
    fn hide(&mut self, name: &str, starts_line: bool, doubt: bool) {
        match name {
            "tr" => self.close_row(),
            "table" => self.break_line(),
            _ if starts_line => self.break_line(),
            _ => {}
        }
        self.unshown = Unshown::of(name);
        if let Some(unshown) = &mut self.unshown {
            unshown.doubt = doubt;
        }
    }

    /// Takes note of how an element looks that is no block and none of [`INLINE`]; one that is none of [`OTHER`]
    /// either makes its cell unreadable where it looks like anything.
    fn look_at_other(&mut self, name: &str, look: Look, apart: bool) {
        if FIRST {
            self.document.cut |= look != Look::Plain;
            return;
        }
        let plain = look == Look::Plain && !apart;
        if plain && !self.stretches.iter().any(|&(open, _, _)| open == name) {
            return;
        }
        match OTHER.iter().find(|&&other| other == name) {
            Some(&name) if self.stretches.len() < STRETCHES => {
                self.stretches.push((name, look, apart));
            }
            _ if look != Look::Plain && self.cell().is_some() => self.push("□", true),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.styles.close(name);
        let starts_line = is_block(name);
        self.flows &= !starts_line;
        match name {
            _ if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            "select" if !FIRST => self.close_select(),
            "title" => {
                if let Some(title) = self.title.take()
                    && self.document.title.is_none()
                {
                    self.document.title = Some(title);
                }
            }
            "table" => {
                if self.unopened > 0 {
                    self.unopened -= 1;
                } else {
                    self.close_table();
                }
            }
            "tr" => self.close_row(),
            "td" | "th" => self.close_cell(),
            "pre" | "textarea" => {
                self.break_line();
                self.pre = self.pre.saturating_sub(1);
            }
            "button" if !FIRST => self.break_line(),
            "summary" if self.closed && !FIRST => self.unshown = Unshown::of("details"),
            _ if starts_line => {
                self.break_block();
                self.close_stretch(name);
            }
            _ => {
                if self.close_stretch(name) {
                    self.break_block();
                }
            }
        }
    }

    /// Ends the stretch of an element, if one is open; whether it is apart from what follows.
    fn close_stretch(&mut self, name: &str) -> bool {
        let mut open = self.stretches.iter();
        let Some(at) = open.rposition(|&(open, _, _)| open == name) else {
            return false;
        };
        let apart = self.stretches[at].2;
        self.stretches.truncate(at);
        apart
    }

    fn text(&mut self, text: &str) {
        if let Some(title) = &mut self.title {
            title.push_str(text);
            return;
        }
        if self.silent > 0 || self.document.cut {
            return;
        }
        if !FIRST && let Some(select) = &mut self.select {
            if select.open && select.text.len() < self.bounds.cell_chars {
                select.text.push_str(text);
            }
            return;
        }
        let cell = self.tables.last().is_some_and(|table| table.open.is_some());
        if !FIRST && std::mem::take(&mut self.broke) && !cell {
            // Before a separator the line goes on.
            let goes_on = text.trim_start_matches(' ').starts_with(['\t', '|']);
            if let Some(lines) = self.lines.as_mut().filter(|_| goes_on) {
                lines.pop();
                let start = lines.rfind('\n').map_or(0, |at| at + 1);
                self.paragraph = lines.split_off(start);
            }
        }
        if self.pre > 0 || self.lines.is_some() && !cell && !self.flows {
            let mut first = true;
            for line in text.split('\n') {
                if !first {
                    self.break_line();
                }
                first = false;
                self.push(line, false);
            }
        } else {
            self.push(text, true);
        }
    }

    fn push(&mut self, text: &str, collapse: bool) {
        let most = self.bounds.cell_chars;
        let is = |look| self.stretches.iter().any(|&(_, other, _)| other == look);
        let white = is(Look::White);
        // Something on the page has a colour that white letters may stand on: they are read, and nobody relies on it.
        let unsure = white && self.styles.backgrounds;
        let struck = white && !unsure || is(Look::Struck);
        let raised = is(Look::Raised);
        let in_cell = self.cell().is_some();
        let sink = match self.tables.last_mut().and_then(|table| table.open.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.paragraph,
        };
        // Raised digits before all other text are a mark as well, or the number: who knows?
        let mark = || in_cell && text.contains(|c: char| c.is_ascii_digit());
        if struck || raised && (!sink.trim().is_empty() || mark()) {
            // A number that is struck out or white leaves no blank, unless it is a white zero.
            let from = if white { '1' } else { '0' };
            if text.contains(|c| (from..='9').contains(&c)) {
                self.hold(if struck { STRUCK } else { "□" });
            }
            return;
        }
        if unsure && in_cell && text.contains(|c| ('1'..='9').contains(&c)) {
            sink.push('□');
        }
        for c in text.chars() {
            if sink.len() > most * 4 {
                break;
            }
            match c {
                '\t' | '\n' | '\r' | ' ' | '\u{c}' if collapse => {
                    if !sink.ends_with(&[' ', '\n'][..]) {
                        sink.push(' ');
                    }
                }
                c => sink.push(c),
            }
        }
    }

    /// Whether a cell between pipes is open, in whose text a line break ends no row.
    fn is_piped(&self) -> bool {
        let line = self.paragraph.trim();
        let outside = self.lines.is_some() && self.tables.is_empty();
        outside && line.starts_with('|') && !line.ends_with('|')
    }

    fn finish(mut self) -> Document {
        // What was left counts as what was cut off: there is no answer then.
        self.document.cut |= FIRST && self.styles.left;
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.break_line();
        self.flush();
        self.document
    }
}

#[cfg(test)]
mod tests;
