//! Rich text, as Word, WPS and LibreOffice write it: groups, control words, and bytes in a code page.

//!
//! What is shown is read: not hidden, deleted or struck out text, nor what is too small to see, nor what has in a
//! table the colour of what lies behind it, nor marks of notes. A cell that shows something else than text (□) is not blank: a picture, the number of a list, a
//! field without a result, an equation, raised digits alone. Digits some of which are moved off the line are no
//! one number.

mod groups;
mod state;
mod words;

use super::colour::Colour;
use super::fields::{is_drawn, is_quiet};
use super::marks::{Definition, EndMark, Marked};
use super::rows::UNKNOWN;
use crate::bytes;
use crate::document::Bounds;
use crate::read::Reading;
use crate::read::STRUCK;
use crate::sorted::Sorted;
use groups::is_idle;
use state::{DropDown, GroupState, StyleEffect};

/// Groups in one another at most; a deeper one is read as part of the one around it.
const DEPTH: usize = 256;

/// Reads a file of RTF.
pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Reading {
    // Where any cell has a colour behind it, text without one nearer may be seen whatever its colour.
    let shaded = is_shaded(bytes);
    let mut reader = RtfReader {
        effects: Sorted::default(),
        style: None,
        colours: Vec::new(),
        parts: None,
        shaded,
        shade: None,
        cell: 0,
        defined: false,
        lost: false,
        choices: DropDown::default(),
        struck: false,
        holds: None,
        instruction: String::new(),
        lifted: false,
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

/// Whether a control word lays a colour behind a cell.
fn is_shaded(bytes: &[u8]) -> bool {
    // One after the other, each as fast as bytes are compared.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    return SHADES
        .iter()
        .any(|shade| memchr::memmem::find(bytes, shade).is_some());
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    has_shade(bytes)
}

const SHADES: [&[u8]; 2] = [b"\\clcbpat", b"\\clshdng"];

/// The same, as the wasm has it.
#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
fn has_shade(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = bytes::find(rest, b'\\') {
        rest = &rest[at..];
        if rest.get(1) == Some(&b'c') && SHADES.iter().any(|shade| rest.starts_with(shade)) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

struct RtfReader<'b> {
    /// What named styles do, by their numbers, and the one that is being described.
    effects: Sorted<i32, StyleEffect>,
    style: Option<i32>,
    /// Colours by their numbers, and the parts of the one that is being described.
    colours: Vec<Colour>,
    parts: Option<[u8; 3]>,
    /// Whether a colour lies behind any cell; what lies behind the one that is being defined.
    shaded: bool,
    shade: Option<Colour>,
    /// Cells of the open row so far, and whether it was defined before them.
    cell: usize,
    defined: bool,
    /// Text that comes now has the colour of what lies behind it.
    lost: bool,
    /// What the open field gives to choose from.
    choices: DropDown,
    /// Since the last mark a number was struck out; something came that is no text.
    struck: bool,
    holds: Option<&'static str>,
    /// How the instruction of the open field begins.
    instruction: String,
    /// The last digits stood above or below the line.
    lifted: bool,
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

/// The byte that two digits say; `+5` is 5 to those who made the rule.
fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    match *digits {
        [b'+', low] => digit(low),
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    }
}

/// Where the control words end that begin here, each right behind the other, and say nothing to the reader; none where the
/// first says something.
fn passed(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut end = None;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = bytes::letters(rest);
        if length == 0 || !is_idle(&rest[..length.min(32)]) {
            return end;
        }
        at += length;
        let digits = at + usize::from(bytes.get(at) == Some(&b'-'));
        let mut behind = digits;
        while bytes.get(behind).is_some_and(u8::is_ascii_digit) {
            behind += 1;
        }
        if behind > digits {
            at = behind;
        }
        at += usize::from(bytes.get(at) == Some(&b' '));
        end = Some(at);
        if bytes.get(at) != Some(&b'\\') {
            return end;
        }
        at += 1;
    }
}

impl RtfReader<'_> {
    fn open(&mut self) {
        self.star = false;
        if self.groups.len() < DEPTH {
            self.groups.push(self.state);
            self.state.field = false;
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
            let (paragraph, field) = (!self.state.silent, self.state.field);
            self.state = state;
            if paragraph {
                (self.state.in_table, self.state.depth) = (in_table, depth);
            }
            self.compare();
            if field && !self.state.silent {
                self.end_field();
            }
        }
    }

    /// A field ends. Without a result it shows what only its reader knows.
    fn end_field(&mut self) {
        let instruction = std::mem::take(&mut self.instruction);
        if is_drawn(&instruction) {
            self.say(UNKNOWN);
        } else if !is_quiet(&instruction) {
            self.hold(UNKNOWN);
        }
    }

    /// Whether nobody sees what comes now.
    fn is_unseen(&self) -> bool {
        let state = &self.state;
        let styled = state.styled.iter().any(|style| style.hidden);
        state.silent || state.hidden || state.tiny || state.narrow || styled
    }

    /// Whether text that comes now is read: not the mark of a note, which follows other text, or is digits.
    fn is_shown(&self) -> bool {
        let state = &self.state;
        let note = state.raised && (state.in_table || !self.text.is_empty());
        !(self.is_unseen() || self.is_struck() || note || self.lost)
    }

    /// Holds the colour of text that comes now against what lies behind it.
    fn compare(&mut self) {
        let state = &self.state;
        let ink = state.ink.filter(|ink| *ink != Colour::Auto);
        let Some(ink) = ink.filter(|_| state.in_table) else {
            self.lost = false;
            return;
        };
        let shade = match (self.shaded, self.defined && state.depth <= 1) {
            (false, _) => None,
            (true, true) => self.row.shades.get(self.cell).copied(),
            // Rows of tables in cells are defined behind them.
            (true, false) => Some(Colour::Unknown),
        };
        let behind = [state.pen, state.shade, state.ground, shade];
        self.lost = ink.is_lost_over(&behind.map(|one| one.unwrap_or(Colour::Auto)));
    }

    /// Something is seen that is no text.
    fn hold(&mut self, what: &'static str) {
        if !self.is_unseen() {
            self.holds.get_or_insert(what);
        }
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
            let colour = self.parts.take().map_or(Colour::Auto, Colour::Parts);
            self.colours.push(colour);
        }
        let state = &self.state;
        if state.instruction
            && self.instruction.len() < 16
            && (c > ' ' || !self.instruction.is_empty())
        {
            self.instruction.push(c);
        }
        // Nought is as good as shown.
        let lost = self.lost && !state.hidden && c != '0';
        let (struck, raised) = (self.is_struck() || lost, state.raised);
        self.struck |= struck && !state.silent && c.is_ascii_digit();
        if raised && !struck && !c.is_whitespace() {
            self.hold(UNKNOWN);
        }
    }

    /// The chosen entry of a list to choose from.
    fn chosen(&mut self) -> Option<String> {
        let DropDown {
            mut entries,
            chosen,
            usual,
        } = std::mem::take(&mut self.choices);
        let chosen = chosen.unwrap_or(usual);
        (chosen < entries.len()).then(|| entries.swap_remove(chosen))
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
        } else {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        let (lifted, in_table) = (self.state.lifted, self.state.in_table);
        if text.contains(|c: char| c.is_ascii_digit()) {
            let moved = std::mem::replace(&mut self.lifted, lifted) != lifted;
            if moved && in_table && !self.text.is_empty() {
                self.text.push_str(UNKNOWN);
            }
        }
        if self.text.len() < 1 << 20 {
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
        // Those of the Macintosh are next to it; beyond a byte it is a code page.
        let page = match set {
            134 | 80 => 936,
            136 | 81 => 950,
            128 | 78 => 932,
            256.. => set,
            _ => self.page,
        };
        let text = super::legacy(&bytes, page);
        self.put(&text);
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
        let chosen = self.chosen();
        if let Some(chosen) = chosen.filter(|_| depth > 0 && text.trim().is_empty()) {
            text = chosen;
        }
        let held = std::mem::take(&mut self.holds);
        let held = match std::mem::take(&mut self.struck) {
            true => Some(STRUCK),
            false => held,
        };
        self.marked.mark(&text, depth, mark, &self.row, held);
        match mark {
            EndMark::Cell if depth == 1 => self.cell += 1,
            EndMark::Row if depth == 1 => (self.cell, self.defined) = (0, false),
            _ => {}
        }
        self.compare();
    }

    /// A control word or symbol after its backslash; gives where it ends.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else {
            return at;
        };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, bytes, at + 1);
        }
        // Of most words only where they end matters.
        if !self.star
            && let Some(end) = passed(bytes, at)
        {
            return end;
        }
        let rest = &bytes[at..];
        let length = bytes::letters(rest);
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
                if let Some(byte) = hexadecimal(digits) {
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
