//! The texts that the cells of a workbook share, and how their stretches look.

use super::UNKNOWN;
use super::styles::colour;
use crate::document::Bounds;
use crate::float;
use crate::read::STRUCK;
use crate::read::office::conditional::{INK, PAPER, alike};
use crate::read::package::xml::{attribute, is_on, reference};
use crate::read::package::{local, tokens};
use crate::text::trim;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// How a stretch of a text looks, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProperties {
    pub(super) struck: bool,
    pub(super) raised: bool,
    /// In the colour of paper, and too small to be seen.
    pub(super) white: bool,
    pub(super) tiny: bool,
    /// Another colour than these two.
    tint: Option<u32>,
}

impl RunProperties {
    /// Takes note of a property; of no other tag.
    pub(super) fn note(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "strike" => self.struck = is_on(tag),
            "vertAlign" => {
                self.raised = attribute(tag, "val").is_some_and(|val| val.ends_with("script"));
            }
            "color" => {
                let colour = colour(tag);
                self.white = colour == Some(PAPER);
                self.tint = colour.filter(|&colour| colour != PAPER && colour != INK);
            }
            "sz" => {
                let size = attribute(tag, "val").and_then(|size| float::parse(size.trim()));
                self.tiny = size.is_some_and(|size| size <= 2.0);
            }
            _ => {}
        }
    }

    /// Whether such a stretch is read after other text: not what is struck out, nor the mark of a note.
    pub(super) fn is_read(self, before: &str) -> bool {
        !(self.struck || self.raised && !before.is_empty())
    }
}

/// What is seen of a text, and what is not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Something is, and digits are not.
    pub(super) some: bool,
    pub(super) hidden: bool,
    /// Raised digits, which stand first, and others.
    raised: bool,
    level: bool,
    /// The first colour that digits have, other than those of paper and of text.
    pub(super) tint: Option<u32>,
}

impl Seen {
    pub(super) fn add(&mut self, text: &str, look: RunProperties, unseen: bool) {
        if text.contains(|c: char| c.is_ascii_digit()) {
            self.raised |= look.raised;
            self.level |= !look.raised;
            self.tint = self.tint.or(look.tint);
        }
        match unseen {
            true => self.hidden |= text.contains(|c: char| c.is_ascii_digit()),
            false => self.some |= !text.trim().is_empty(),
        }
    }

    /// What is read of it: all of it where no digits are hidden, nor raised before others.
    pub(super) fn read(self, text: &str) -> Option<String> {
        match (self.hidden, self.some) {
            (false, _) if self.raised && self.level => Some(format!("{text}{UNKNOWN}")),
            (false, _) => None,
            (true, true) => Some(format!("{text}{UNKNOWN}")),
            // Nought is as good as shown.
            (true, false) if text.contains(|c| ('1'..='9').contains(&c)) => Some(STRUCK.to_owned()),
            (true, false) => Some(String::new()),
        }
    }
}

/// Whether digits have a colour that is not seen on what lies behind the cell.
pub(super) fn is_lost(tint: Option<u32>, behind: Option<u32>) -> bool {
    tint.zip(behind)
        .is_some_and(|(tint, behind)| alike(tint, behind))
}

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings {
    pub(super) texts: Vec<String>,
    /// Those of which more is seen where a colour lies behind them, by their numbers.
    pub(super) on_colour: BTreeMap<usize, String>,
    /// Colours of digits, so too.
    pub(super) tints: BTreeMap<usize, u32>,
}

impl Strings {
    /// Says colours by their parts.
    pub(super) fn say_parts(&mut self, parts: impl Fn(u32) -> u32) {
        for tint in self.tints.values_mut() {
            *tint = parts(*tint);
        }
    }
}

/// The shared strings; phonetic guides left out.
pub(super) fn shared(xml: &str, bounds: &Bounds) -> Strings {
    let mut tokens = tokens(xml);
    let mut strings: Vec<String> = Vec::new();
    let (mut in_text, mut phonetic, mut struck) = (false, false, false);
    // What is seen of the text on paper, and on a colour.
    let (mut seen, mut on_colour) = (Seen::default(), Seen::default());
    let (mut others, mut tints) = (BTreeMap::new(), BTreeMap::new());
    let mut look = RunProperties::default();
    loop {
        let mut say = |text: &str| {
            if let Some(last) = strings.last_mut()
                && in_text
                && !phonetic
                && last.len() < bounds.cell_chars * 4
            {
                match look.is_read(last) {
                    true => {
                        last.push_str(text);
                        seen.add(text, look, look.white || look.tiny);
                        on_colour.add(text, look, look.tiny);
                    }
                    // A number that is struck out leaves no blank.
                    false => struck |= look.struck && text.contains(|c: char| c.is_ascii_digit()),
                }
            }
        };
        match tokens.token() {
            Ok(Event::Start(tag)) => match local(&tag) {
                "si" => {
                    strings.push(String::new());
                    (struck, seen, on_colour) = (false, Seen::default(), Seen::default());
                }
                "t" => in_text = true,
                "rPh" => phonetic = true,
                _ => look.note(&tag),
            },
            Ok(Event::Empty(tag)) => match local(&tag) {
                "si" => strings.push(String::new()),
                _ => look.note(&tag),
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "r" => look = RunProperties::default(),
                "t" => in_text = false,
                "rPh" => phonetic = false,
                "si" => {
                    let blank = |text: &&mut String| struck && text.trim().is_empty();
                    if let Some(last) = strings.last_mut().filter(blank) {
                        last.push_str(STRUCK);
                    }
                    let index = strings.len().saturating_sub(1);
                    if let Some(tint) = seen.tint {
                        tints.insert(index, tint);
                    }
                    if let Some(last) = strings.last_mut()
                        && let Some(read) = seen.read(last)
                    {
                        let whole = std::mem::replace(last, read);
                        let other = on_colour.read(&whole).unwrap_or(whole);
                        if other != *last {
                            others.insert(index, other);
                        }
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) => say(&text),
            Ok(Event::CData(text)) => say(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = reference(&name) {
                    say(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // As a grid would do for each of its cells, however many there are.
    strings.iter_mut().for_each(trim);
    Strings {
        texts: strings,
        on_colour: others,
        tints,
    }
}
