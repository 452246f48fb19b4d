//! What control words do: to where text comes from, how it looks, and what it stands in.

use super::groups::{is_elsewhere, is_known, is_taken};
use super::state::StyleEffect;
use super::{Definition, EndMark, RtfReader};
use crate::read::office::colour::Colour;
use crate::read::office::rows::{PICTURE, UNKNOWN};

impl RtfReader<'_> {
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        let unknown = std::mem::take(&mut self.star) && !is_taken(word);
        if unknown || is_elsewhere(word) {
            self.leave(word);
            // `{\*\cs16 …}` describes a style.
            if !self.state.styles || word != b"cs" {
                return;
            }
        }
        if !is_known(word) {
            return;
        }
        let known = self.state.styles && self.describe(word, number)
            || self.look(word, number)
            || self.sign(word, number)
            || self.structure(word, number);
        if !known {
            self.source(word, number);
        }
    }

    /// A group begins whose text is not the document's.
    fn leave(&mut self, word: &[u8]) {
        self.decode();
        match word {
            b"pict" => {
                self.hold(PICTURE);
                self.marked.rows.document.pictures += 1;
            }
            b"objdata" => self.hold(PICTURE),
            // The number of a list, and an equation.
            b"listtext" | b"pntext" | b"moMath" => self.hold(UNKNOWN),
            b"fldinst" => self.state.instruction = !self.state.silent,
            _ => {}
        }
        self.state.fonts = word == b"fonttbl";
        self.state.colors = word == b"colortbl";
        self.state.styles |= word == b"stylesheet";
        self.state.silent = true;
    }

    /// Words of the description of a style.
    fn describe(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let on = number != Some(0);
        match word {
            b"s" | b"cs" => self.style = number,
            b"sbasedon" => {
                let from = number.and_then(|from| self.effects.get(&from)).copied();
                if let (Some(style), Some(from)) = (self.style, from) {
                    let own = self.effects.entry(style);
                    own.hidden |= from.hidden;
                    own.struck |= from.struck;
                }
            }
            b"v" | b"strike" | b"striked" => {
                if let Some(style) = self.style.filter(|_| self.effects.len() < 4096) {
                    let effect = self.effects.entry(style);
                    match word {
                        b"v" => effect.hidden = on,
                        _ => effect.struck = on,
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// How a stretch of text looks.
    fn look(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let before = self.state;
        if !self.colour(word, number) && !self.shape(word, number) {
            return false;
        }
        if before.differs(&self.state) {
            // What came so far looks as it did.
            let now = std::mem::replace(&mut self.state, before);
            self.decode();
            self.state = now;
            self.compare();
        }
        true
    }

    /// The colour of text, and of what lies behind it or its paragraph.
    fn colour(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let index = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        // Of two colours, whichever is said first.
        let pattern = (number > Some(0)).then_some(Colour::Unknown);
        let plain = |behind: Option<Colour>| behind.filter(|one| *one != Colour::Unknown);
        let colour = self.coloured(index);
        let state = &mut self.state;
        match word {
            b"cf" => state.ink = Some(colour),
            b"highlight" => state.pen = Some(colour),
            b"chcbpat" if state.shade != Some(Colour::Unknown) => state.shade = Some(colour),
            b"cbpat" if state.ground != Some(Colour::Unknown) => state.ground = Some(colour),
            b"chshdng" => state.shade = pattern.or(plain(state.shade)),
            b"shading" => state.ground = pattern.or(plain(state.ground)),
            b"chcbpat" | b"cbpat" => {}
            _ => return false,
        }
        true
    }

    /// A colour by its number; without a table of its own a file has those of Word.
    fn coloured(&self, index: usize) -> Colour {
        match self.colours.is_empty() {
            true => Colour::numbered(index),
            false => self.colours.get(index).copied().unwrap_or(Colour::Auto),
        }
    }

    /// Whether a stretch of text is shown, and where on its line.
    fn shape(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let on = number != Some(0);
        let state = &mut self.state;
        match word {
            b"s" | b"cs" => {
                let effect = number.and_then(|style| self.effects.get(&style));
                state.styled[usize::from(word == b"cs")] = effect.copied().unwrap_or_default();
            }
            b"plain" => {
                (state.hidden, state.struck) = (false, false);
                state.raised = false;
                (state.ink, state.pen, state.shade) = (None, None, None);
                (state.lifted, state.tiny, state.narrow) = (false, false, false);
                state.styled[1] = StyleEffect::default();
            }
            b"v" | b"deleted" | b"mvf" => {
                state.hidden = on;
                // A stretch may take back what its style says.
                state.styled.iter_mut().for_each(|style| style.hidden &= on);
            }
            b"strike" | b"striked" => state.struck = on,
            b"super" | b"sub" => state.raised = on,
            b"nosupersub" => state.raised = false,
            b"up" | b"dn" => state.lifted = on,
            // In half points, and in hundredths of its width: nobody sees it.
            b"fs" => state.tiny = matches!(number, Some(0..=4)),
            b"charscalex" => state.narrow = matches!(number, Some(1..=10)),
            _ => return false,
        }
        true
    }

    /// Characters that are words, and what is seen that is no text.
    fn sign(&mut self, word: &[u8], number: Option<i32>) -> bool {
        match word {
            b"u" => {
                self.unicode(number.unwrap_or(0));
                self.skip = self.state.fallback;
            }
            b"line" => self.say("\n"),
            b"tab" => self.say("\t"),
            b"emdash" => self.say("—"),
            b"endash" => self.say("–"),
            b"lquote" => self.say("‘"),
            b"rquote" => self.say("’"),
            b"ldblquote" => self.say("“"),
            b"rdblquote" => self.say("”"),
            // The mark of a note, a page, a date.
            b"chftn" | b"chpgn" | b"chdate" | b"chdpl" | b"chdpa" | b"chtime" | b"sectnum" => {
                self.hold(UNKNOWN);
            }
            b"shpinst" if self.state.in_table => self.hold(PICTURE),
            // A box is no part of the number beside it, and may float over any cell.
            b"shptxt" if self.state.in_table => {
                self.say(UNKNOWN);
                self.state.silent = true;
            }
            b"shpinst" | b"shptxt" => {}
            _ => return false,
        }
        true
    }

    /// Paragraphs, cells and rows.
    fn structure(&mut self, word: &[u8], number: Option<i32>) -> bool {
        match word {
            b"par" | b"sect" | b"page" => self.mark(EndMark::Paragraph),
            b"pard" => {
                self.state.styled[0] = StyleEffect::default();
                self.state.ground = None;
                (self.state.in_table, self.state.depth) = (false, 0);
            }
            b"intbl" => self.state.in_table = number != Some(0),
            b"itap" => self.state.depth = number.unwrap_or(0).clamp(0, 64) as u32,
            b"cell" | b"nestcell" => self.mark(EndMark::Cell),
            b"row" | b"nestrow" => self.mark(EndMark::Row),
            b"trowd" => {
                self.row = Definition::default();
                (self.shade, self.defined) = (None, true);
            }
            b"clcbpat" => {
                let index = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                self.shade = self.shade.or(Some(self.coloured(index)));
            }
            b"clshdng" if number > Some(0) => self.shade = Some(Colour::Unknown),
            b"clshdng" => {}
            // One that goes on, or whose deletion is tracked.
            b"clmrg" | b"clvmrg" | b"cldel" => self.merge = true,
            b"cellx" if self.row.edges.len() < 2000 => {
                if self.row.edges.is_empty() {
                    self.row.edges.push(i32::MIN);
                }
                self.row.edges.push(number.unwrap_or(0));
                self.row.covered.push(std::mem::take(&mut self.merge));
                self.row
                    .shades
                    .push(self.shade.take().unwrap_or(Colour::Auto));
            }
            _ => return false,
        }
        self.compare();
        true
    }

    /// Where text comes from: code pages, fonts, colours, fields.
    fn source(&mut self, word: &[u8], number: Option<i32>) {
        let index = || number.and_then(|n| usize::try_from(n).ok());
        match word {
            b"f" if self.state.fonts => self.font = number.unwrap_or(0),
            b"f" => {
                self.decode();
                self.state.font = number.unwrap_or(0);
            }
            b"fcharset" | b"cpg" if self.fonts.len() < 4096 => {
                self.fonts.insert(self.font, number.unwrap_or(0));
            }
            b"ansicpg" => self.page = number.unwrap_or(1252),
            b"uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 16) as usize,
            b"upr" => self.state.twofold = true,
            b"ud" => {
                let around = self.groups.iter().rev().nth(1);
                self.state.silent = around.is_some_and(|around| around.silent);
            }
            b"red" | b"green" | b"blue" => {
                let index = ["red", "green", "blue"].map(str::as_bytes);
                let index = index.iter().position(|name| *name == word).unwrap_or(0);
                let parts = self.parts.get_or_insert_default();
                parts[index] = number.unwrap_or(0).clamp(0, 255) as u8;
            }
            b"field" => {
                self.state.field = true;
                if !self.state.silent {
                    self.instruction.clear();
                }
            }
            b"ffl" => {
                self.state.entry = true;
                if self.choices.entries.len() < 1000 {
                    self.choices.entries.push(String::new());
                }
            }
            // 25 is none of them.
            b"ffres" => self.choices.chosen = index().filter(|&n| n != 25),
            b"ffdefres" => self.choices.usual = index().unwrap_or(0),
            _ => {}
        }
    }
}
