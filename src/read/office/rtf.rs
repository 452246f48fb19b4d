//! Rich text, as Word, WPS and LibreOffice write it: groups, control words, and bytes in a code page.

mod groups;
mod state;

use super::marks::{Definition, EndMark, Marked};
use super::rows::PICTURE;
use crate::bytes;
use crate::document::Bounds;
use crate::read::Reading;
use crate::read::STRUCK;
use crate::sorted::Sorted;
use groups::{is_elsewhere, is_known, is_taken};
use state::{DropDown, GroupState, StyleEffect};

/// Groups in one another at most; a deeper one is read as part of the one around it.
const DEPTH: usize = 256;

/// Reads a file of RTF.
pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Reading {
    // Where anything has a colour behind it, white may be seen.
    let shaded = is_shaded(bytes);
    let mut reader = RtfReader {
        effects: Sorted::default(),
        style: None,
        whites: Vec::new(),
        parts: 0,
        shaded,
        choices: DropDown::default(),
        struck: false,
        holds: false,
        marked: Marked::new(bounds),
        state: GroupState {
            fallback: 1,
            ..GroupState::default()
        },
        groups: Vec::new(),
        beyond: 0,
        text: String::new(),
        bytes: Vec::new(),
        fonts: Sorted::default(),
        font: 0,
        page: 1252,
        row: Definition::default(),
        merge: false,
        star: false,
        skip: 0,
        surrogate: None,
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => reader.open(),
            b'}' => reader.close(),
            b'\\' => at = reader.control(bytes, at),
            b'\r' | b'\n' => {}
            byte => reader.byte(byte),
        }
        if reader.marked.rows.is_full() {
            break;
        }
    }
    reader.mark(EndMark::Paragraph);
    Reading {
        document: reader.marked.finish(),
        ..Reading::default()
    }
}

/// Whether a control word lays a colour behind something.
fn is_shaded(bytes: &[u8]) -> bool {
    let shades = [
        &b"clcbpat"[..],
        b"chcbpat",
        b"cbpat",
        b"highlight",
        b"clshdng",
    ];
    let mut rest = bytes;
    while let Some(at) = bytes::find(rest, b'\\') {
        rest = &rest[at + 1..];
        if matches!(rest.first(), Some(b'c' | b'h'))
            && shades.iter().any(|word| rest.starts_with(word))
        {
            return true;
        }
    }
    false
}

struct RtfReader<'b> {
    /// What named styles do, by their numbers, and the one that is being described.
    effects: Sorted<i32, StyleEffect>,
    style: Option<i32>,
    /// Which colours are white, and how many parts of the one that is being described are full.
    whites: Vec<bool>,
    parts: u8,
    /// Whether a colour lies behind something.
    shaded: bool,
    /// What the open field gives to choose from.
    choices: DropDown,
    /// Since the last mark a number was struck out; something came that is no text.
    struck: bool,
    holds: bool,
    marked: Marked<'b>,
    state: GroupState,
    groups: Vec<GroupState>,
    beyond: usize,
    text: String,
    /// Bytes not yet decoded.
    bytes: Vec<u8>,
    /// Font → its character set.
    fonts: Sorted<i32, i32>,
    /// The font that the font table is describing.
    font: i32,
    page: i32,
    row: Definition,
    /// The cell being defined is covered.
    merge: bool,
    star: bool,
    /// Characters still to be passed over after `\u`.
    skip: usize,
    surrogate: Option<u16>,
}

impl RtfReader<'_> {
    fn open(&mut self) {
        self.star = false;
        if self.groups.len() < DEPTH {
            self.groups.push(self.state);
            self.state.silent |= std::mem::take(&mut self.state.twofold);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.decode();
        self.skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(state) = self.groups.pop() {
            // What a paragraph is outlasts the group that says so.
            let (in_table, depth) = (self.state.in_table, self.state.depth);
            let paragraph = !self.state.silent;
            self.state = state;
            if paragraph {
                (self.state.in_table, self.state.depth) = (in_table, depth);
            }
        }
    }

    /// Whether text that comes now is read: not the mark of a note, which follows other text.
    fn is_shown(&self) -> bool {
        let state = &self.state;
        let note = state.raised && !self.text.is_empty();
        let styled = state.styled.iter().any(|style| style.hidden);
        let white = state.white && !self.shaded && state.in_table;
        !(state.silent || state.hidden || self.is_struck() || note || styled || white)
    }

    fn is_struck(&self) -> bool {
        self.state.struck || self.state.styled.iter().any(|style| style.struck)
    }

    /// Takes note of what is not shown.
    fn pass(&mut self, c: char) {
        let state = &self.state;
        if state.entry
            && let Some(entry) = self
                .choices
                .entries
                .last_mut()
                .filter(|entry| entry.len() < 1000)
        {
            entry.push(c);
        }
        if state.colors && c == ';' {
            self.whites.push(self.parts == 3);
            self.parts = 0;
        }
        let state = &self.state;
        let white = state.white && !self.shaded && state.in_table && !state.hidden && c != '0';
        self.struck |= (self.is_struck() || white) && !state.silent && c.is_ascii_digit();
    }

    /// What a cell says in which no text is.
    fn instead(&mut self) -> Option<String> {
        let DropDown {
            mut entries,
            chosen,
            usual,
        } = std::mem::take(&mut self.choices);
        let chosen = chosen.unwrap_or(usual);
        if chosen < entries.len() {
            return Some(entries.swap_remove(chosen));
        }
        let other = if self.struck { STRUCK } else { PICTURE };
        (self.struck || self.holds).then(|| other.to_owned())
    }

    fn byte(&mut self, byte: u8) {
        self.star = false;
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.is_shown() {
            self.bytes.push(byte);
        } else {
            self.pass(byte.into());
        }
    }

    fn say(&mut self, text: &str) {
        self.decode();
        if !self.is_shown() {
            text.chars().for_each(|c| self.pass(c));
        } else if self.text.len() < 1 << 20 {
            self.text.push_str(text);
        }
    }

    /// Decodes the bytes so far by the font's character set, or the file's code page.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let set = self.fonts.get(&self.state.font).copied().unwrap_or(0);
        let page = match set {
            134 => 936,
            136 => 950,
            128 => 932,
            _ => self.page,
        };
        let text = super::legacy(&bytes, page);
        if self.text.len() < 1 << 20 {
            self.text.push_str(&text);
        }
    }

    fn mark(&mut self, mark: EndMark) {
        self.decode();
        self.surrogate = None;
        if self.state.silent {
            return;
        }
        let depth = match (
            self.state.depth,
            self.state.in_table || mark != EndMark::Paragraph,
        ) {
            (0 | 1, in_table) => u32::from(in_table),
            (depth, _) => depth,
        };
        let mut text = std::mem::take(&mut self.text);
        let instead = self
            .instead()
            .filter(|_| mark == EndMark::Cell && text.trim().is_empty());
        if let Some(instead) = instead {
            text = instead;
        }
        (self.struck, self.holds) = (false, false);
        self.marked.mark(&text, depth, mark, &self.row);
    }

    /// A control word or symbol after its backslash; gives where it ends.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else {
            return at;
        };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, bytes, at + 1);
        }
        let rest = &bytes[at..];
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = &rest[..length.min(32)];
        let mut end = at + length;
        let digits = &bytes[end..];
        let sign = usize::from(digits.first() == Some(&b'-'));
        let count = digits[sign..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let mut number = None;
        if count > 0 {
            let digits = digits[sign..sign + count.min(10)].iter();
            let n = digits.fold(0, |n, digit| n * 10 + i64::from(digit - b'0'));
            number = i32::try_from(if sign == 1 { -n } else { n }).ok();
            end += sign + count;
        }
        if bytes.get(end) == Some(&b' ') {
            end += 1;
        }
        if word == b"bin" {
            return end.saturating_add(number.unwrap_or(0).max(0) as usize);
        }
        self.word(word, number);
        end
    }

    fn symbol(&mut self, symbol: u8, bytes: &[u8], at: usize) -> usize {
        match symbol {
            b'\'' => {
                let digits = bytes.get(at..at + 2).unwrap_or_default();
                let text = std::str::from_utf8(digits).unwrap_or_default();
                if let Ok(byte) = u8::from_str_radix(text, 16) {
                    self.byte(byte);
                }
                return at + 2;
            }
            b'*' => self.star = true,
            b'~' => self.say("\u{a0}"),
            b'_' => self.say("-"),
            b'\n' | b'\r' => self.mark(EndMark::Paragraph),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            _ => {}
        }
        at
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let on = number != Some(0);
        let unknown = std::mem::take(&mut self.star) && !is_taken(word);
        if unknown || is_elsewhere(word) {
            self.decode();
            self.state.fonts = word == b"fonttbl";
            self.state.colors = word == b"colortbl";
            self.state.styles |= word == b"stylesheet";
            if word == b"pict" {
                self.holds |= !self.state.silent;
                self.marked.rows.document.pictures += 1;
            }
            self.state.silent = true;
            // `{\*\cs16 …}` describes a style.
            if !self.state.styles || word != b"cs" {
                return;
            }
        }
        if !is_known(word) {
            return;
        }
        match word {
            b"ffl" => {
                self.state.entry = true;
                if self.choices.entries.len() < 1000 {
                    self.choices.entries.push(String::new());
                }
            }
            b"ffres" => {
                let chosen = number.and_then(|n| usize::try_from(n).ok());
                // 25 is none of them.
                self.choices.chosen = chosen.filter(|&n| n != 25);
            }
            b"ffdefres" => {
                self.choices.usual = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            }
            b"s" | b"cs" if self.state.styles => self.style = number,
            b"sbasedon" if self.state.styles => self.describe(number),
            b"v" | b"strike" | b"striked" if self.state.styles => {
                if let Some(style) = self.style.filter(|_| self.effects.len() < 4096) {
                    let effect = self.effects.entry(style);
                    match word {
                        b"v" => effect.hidden = on,
                        _ => effect.struck = on,
                    }
                }
            }
            b"s" | b"cs" => {
                self.decode();
                let effect = number.and_then(|style| self.effects.get(&style));
                self.state.styled[usize::from(word == b"cs")] = effect.copied().unwrap_or_default();
            }
            b"upr" => self.state.twofold = true,
            b"ud" => {
                let around = self.groups.iter().rev().nth(1);
                self.state.silent = around.is_some_and(|around| around.silent);
            }
            // A box is no part of the number beside it.
            b"shptxt" if self.state.in_table => {
                self.state.silent = true;
                self.holds = true;
            }
            b"red" | b"green" | b"blue" => self.parts += u8::from(number == Some(255)),
            b"cf" => {
                self.decode();
                let color = number.and_then(|n| usize::try_from(n).ok());
                // Without a table of its own the eighth is white.
                let white = match self.whites.is_empty() {
                    true => color == Some(8),
                    false => color.and_then(|n| self.whites.get(n)) == Some(&true),
                };
                self.state.white = white;
            }
            b"ansicpg" => self.page = number.unwrap_or(1252),
            b"f" if self.state.fonts => self.font = number.unwrap_or(0),
            b"f" => {
                self.decode();
                self.state.font = number.unwrap_or(0);
            }
            b"fcharset" if self.fonts.len() < 4096 => {
                self.fonts.insert(self.font, number.unwrap_or(0));
            }
            b"plain" => {
                self.decode();
                (self.state.hidden, self.state.struck) = (false, false);
                (self.state.raised, self.state.white) = (false, false);
                self.state.styled[1] = StyleEffect::default();
            }
            b"v" | b"deleted" => {
                self.decode();
                self.state.hidden = on;
                // A stretch may take back what its style says.
                self.state
                    .styled
                    .iter_mut()
                    .for_each(|style| style.hidden &= on);
            }
            b"strike" | b"striked" => {
                self.decode();
                self.state.struck = on;
            }
            b"super" | b"sub" | b"nosupersub" => {
                self.decode();
                self.state.raised = on && word != b"nosupersub";
            }
            b"uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 16) as usize,
            b"u" => {
                self.unicode(number.unwrap_or(0));
                self.skip = self.state.fallback;
            }
            b"par" | b"sect" | b"page" => self.mark(EndMark::Paragraph),
            b"line" => self.say("\n"),
            b"tab" => self.say("\t"),
            b"emdash" => self.say("—"),
            b"endash" => self.say("–"),
            b"lquote" => self.say("‘"),
            b"rquote" => self.say("’"),
            b"ldblquote" => self.say("“"),
            b"rdblquote" => self.say("”"),
            b"pard" => {
                self.state.styled[0] = StyleEffect::default();
                (self.state.in_table, self.state.depth) = (false, 0);
            }
            b"intbl" => self.state.in_table = on,
            b"itap" => self.state.depth = number.unwrap_or(0).clamp(0, 64) as u32,
            b"cell" | b"nestcell" => self.mark(EndMark::Cell),
            b"row" | b"nestrow" => self.mark(EndMark::Row),
            b"trowd" => self.row = Definition::default(),
            b"clmrg" | b"clvmrg" => self.merge = true,
            b"cellx" if self.row.edges.len() < 2000 => {
                if self.row.edges.is_empty() {
                    self.row.edges.push(i32::MIN);
                }
                self.row.edges.push(number.unwrap_or(0));
                self.row.covered.push(std::mem::take(&mut self.merge));
            }
            _ => {}
        }
    }

    /// The style that is being described comes from another.
    fn describe(&mut self, from: Option<i32>) {
        let from = from.and_then(|from| self.effects.get(&from)).copied();
        if let (Some(style), Some(from)) = (self.style, from) {
            let own = self.effects.entry(style);
            own.hidden |= from.hidden;
            own.struck |= from.struck;
        }
    }

    fn unicode(&mut self, number: i32) {
        let unit = number as u16;
        match (self.surrogate.take(), unit) {
            (_, 0xd800..0xdc00) => self.surrogate = Some(unit),
            (Some(high), low) => {
                let pair = String::from_utf16_lossy(&[high, low]);
                self.say(&pair);
            }
            (None, unit) => {
                let c = char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER);
                self.say(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

#[cfg(test)]
mod tests;
