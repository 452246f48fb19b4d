//! The runs of text of a Word cell, and how they are made to say something else.

use crate::mark::edit::escape;
use crate::mark::numbers::bare;
use crate::read::package::xml;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// What a cell of a Word file is made to say.
pub(super) enum Put {
    /// Its texts give way to others.
    Instead(Vec<(Range<usize>, String)>),
    /// It has none: a run goes into its first paragraph.
    Run(String),
}

/// The texts of a Word cell, the first of which is to say `new`: none where something else than its own
/// runs of text makes what it shows.
pub(super) fn put(text: &str, range: &Range<usize>, shown: &str, new: &str) -> Option<Put> {
    let runs = Runs::of(&text[range.clone()])?;
    if bare(&runs.said) != bare(shown) {
        return None;
    }
    let new = escape(new);
    if runs.said.trim().is_empty() {
        let (w, look) = (runs.prefix, runs.look);
        return Some(Put::Run(format!("<{w}r>{look}<{w}t>{new}</{w}t></{w}r>")));
    }
    let mut new = Some(new);
    let own = runs.texts.into_iter().filter(|range| !range.is_empty());
    let whole = own.map(|own| range.start + own.start..range.start + own.end);
    Some(Put::Instead(
        whole
            .map(|range| (range, new.take().unwrap_or_default()))
            .collect(),
    ))
}

/// What a cell says by runs of its own; offsets are into the cell.
#[derive(Default)]
struct Runs {
    texts: Vec<Range<usize>>,
    said: String,
    /// Where the text that is open begins.
    inside: Option<usize>,
    prefix: String,
    /// Properties of the run, else of the paragraph's mark: what is put in looks like its neighbours.
    look: String,
    looks: Option<usize>,
}

impl Runs {
    /// None where something else than runs of text is in the cell.
    fn of(cell: &str) -> Option<Runs> {
        let mut tokens = xml::reader(cell);
        let mut runs = Runs::default();
        loop {
            let from = tokens.buffer_position() as usize;
            let event = tokens.read_event().ok()?;
            let to = tokens.buffer_position() as usize;
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "t" => runs.inside = Some(to),
                    "tbl" | "fldChar" | "fldSimple" | "instrText" | "txbxContent"
                    | "AlternateContent" | "sdt" => return None,
                    "rPr" if runs.look.is_empty() => runs.looks = Some(from),
                    "p" => runs.paragraph(&tag),
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "fldChar" => return None,
                    "p" => runs.paragraph(&tag),
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "t" => {
                        let start = runs.inside.take()?;
                        runs.texts.push(start..from);
                    }
                    "rPr" => {
                        if let Some(start) = runs.looks.take() {
                            runs.look = cell[start..to].to_owned();
                        }
                    }
                    _ => {}
                },
                Event::Text(text) => runs.say(&text),
                Event::CData(text) => runs.say(&text),
                Event::GeneralRef(name) => {
                    let said = xml::reference(&name);
                    said.iter()
                        .for_each(|c| runs.say(c.encode_utf8(&mut [0; 4])));
                }
                Event::Eof => return Some(runs),
                _ => {}
            }
        }
    }

    fn say(&mut self, text: &str) {
        if self.inside.is_some() {
            self.said.push_str(text);
        }
    }

    /// Learns the prefix of names from a paragraph's.
    fn paragraph(&mut self, tag: &BytesStart) {
        let full = tag.name();
        let full: &str = full.as_ref();
        self.prefix = full[..full.len() - 1].to_owned();
    }
}
