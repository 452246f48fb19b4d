//! What control words do: to where text comes from, how it looks, and what it stands in.

use super::groups::{is_elsewhere, is_known, is_taken};
use super::state::StyleEffect;
use super::{Definition, EndMark, RtfReader};
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
        let on = number != Some(0);
        let before = self.state;
        let state = &mut self.state;
        match word {
            b"s" | b"cs" => {
                let effect = number.and_then(|style| self.effects.get(&style));
                state.styled[usize::from(word == b"cs")] = effect.copied().unwrap_or_default();
            }
            b"cf" => {
                let color = number.and_then(|n| usize::try_from(n).ok());
                // Without a table of its own the eighth is white.
                state.white = match self.whites.is_empty() {
                    true => color == Some(8),
                    false => color.and_then(|n| self.whites.get(n)) == Some(&true),
                };
            }
            b"plain" => {
                (state.hidden, state.struck) = (false, false);
                (state.raised, state.white) = (false, false);
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
        if before.differs(&self.state) {
            // What came so far looks as it did.
            let now = std::mem::replace(&mut self.state, before);
            self.decode();
            self.state = now;
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
            // A box is no part of the number beside it.
            b"shptxt" if self.state.in_table => {
                self.hold(PICTURE);
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
                (self.state.in_table, self.state.depth) = (false, 0);
            }
            b"intbl" => self.state.in_table = number != Some(0),
            b"itap" => self.state.depth = number.unwrap_or(0).clamp(0, 64) as u32,
            b"cell" | b"nestcell" => self.mark(EndMark::Cell),
            b"row" | b"nestrow" => self.mark(EndMark::Row),
            b"trowd" => self.row = Definition::default(),
            // One that goes on, or whose deletion is tracked.
            b"clmrg" | b"clvmrg" | b"cldel" => self.merge = true,
            b"cellx" if self.row.edges.len() < 2000 => {
                if self.row.edges.is_empty() {
                    self.row.edges.push(i32::MIN);
                }
                self.row.edges.push(number.unwrap_or(0));
                self.row.covered.push(std::mem::take(&mut self.merge));
            }
            _ => return false,
        }
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
            // As good as white is white.
            b"red" | b"green" | b"blue" => self.parts += u8::from(number >= Some(240)),
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
