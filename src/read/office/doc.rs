//! Word 97 and Kingsoft wps: the text of the piece table, cut into cells and rows by the properties
//! of the paragraphs that their marks end.
//!
//! What is hidden or struck out, by hand or by a named style, is not read, nor what has in a table the colour of
//! what lies behind it: of a pen, a shade of the stretch, the paragraph or the cell, or of paper. A drop-down field shows its chosen entry, which stands in the data stream. A cell
//! with nothing but a picture, a number of a list, a field without a result, the mark of a note or raised
//! digits, or with struck numbers alone, is not blank. Digits some of which are moved off the line are no one
//! number.

use super::bytes::LittleEndian;
use super::fields::{is_drawn, is_quiet};
use super::fkp::{CharacterLook, ParagraphProperties, Properties};
use super::marks::{EndMark, Marked};
use super::rows::{PICTURE, UNKNOWN};
use crate::document::Bounds;
use crate::read::STRUCK;
use crate::read::{Reading, Refusal, Remark};
use std::ops::Range;

/// Characters of all pieces at most, and fields in one another.
const CHARACTERS: usize = 16 << 20;
const FIELDS: usize = 64;

/// Where the file information block says so.
const NFIB: usize = 0x02;
const FLAGS: usize = 0x0a;
/// Lengths of the text and of what follows it: notes, headers, comments, endnotes, text boxes.
const LENGTHS: usize = 0x4c;
const CLX: usize = 0x1a2;

/// A stretch of the text: its characters and where they lie.
struct TextStretch {
    from: usize,
    to: usize,
    start: usize,
    wide: bool,
}

impl TextStretch {
    /// Where a character of it stands, and the character, where the file goes so far.
    fn unit(&self, text: &[u8], offset: usize) -> (usize, Option<u16>) {
        if self.wide {
            let at = self.start.saturating_add(offset.saturating_mul(2));
            (at, text.u16(at))
        } else {
            let at = self.start.saturating_add(offset);
            // Code page 1252, all of it within sixteen bits.
            let unit = |byte| crate::encoding::windows(byte) as u16;
            (at, text.u8(at).map(unit))
        }
    }
}

/// Whether there is anything to read in a range of the text.
fn has_words(text: &[u8], pieces: &[TextStretch], range: Range<usize>) -> bool {
    pieces.iter().any(|piece| {
        let positions = piece.from.max(range.start)..piece.to.min(range.end);
        let mut units = positions.map_while(|at| piece.unit(text, at - piece.from).1);
        units.any(|unit| unit > 0x20)
    })
}

/// Reads the streams `WordDocument`, `0Table` or `1Table`, and `Data`.
pub(super) fn read<'d>(
    text: &[u8],
    table: &[u8],
    data: &'d [u8],
    bounds: &'d Bounds,
) -> Result<Reading, Refusal> {
    match (text.u16(0), text.u16(NFIB)) {
        (Some(0xa5ec), Some(0xc1..)) => {}
        (Some(0xa5ec | 0xa5dc | 0xa5db), _) => return Err(Refusal::Format("Word 95")),
        _ => return Err(Refusal::Corrupt),
    }
    if text.u16(FLAGS).is_some_and(|flags| flags & 0x100 != 0) {
        return Err(Refusal::Encrypted);
    }
    let pieces = pieces(text, table).ok_or(Refusal::Corrupt)?;
    // Quick saves once put what was typed behind all else.
    let in_order = pieces.windows(2).all(|two| two[0].start < two[1].start);
    let length = |index: usize| text.u32(LENGTHS + 4 * index).unwrap_or(0) as usize;
    let body = length(0);
    // Footnotes, headers, macros, comments, endnotes lie between the text and its text boxes.
    let boxes = (0..6).map(length).fold(0, usize::saturating_add);
    let mut reader = DocReader {
        marked: Marked::new(bounds),
        properties: Properties::read(text, table, data, in_order),
        cells: Vec::new(),
        line: Vec::new(),
        fields: Vec::new(),
        choice: None,
        struck: false,
        holds: None,
        lifted: false,
        boxed: has_words(text, &pieces, boxes..boxes.saturating_add(length(6))),
        data,
        remarks: Vec::new(),
        left: CHARACTERS,
    };
    reader.range(text, &pieces, 0, body);
    reader.range(text, &pieces, boxes, boxes.saturating_add(length(6)));
    Ok(Reading {
        document: reader.marked.finish(),
        remarks: reader.remarks,
        ..Reading::default()
    })
}

/// The piece table.
fn pieces(text: &[u8], table: &[u8]) -> Option<Vec<TextStretch>> {
    let at = text.u32(CLX)? as usize;
    let length = text.u32(CLX + 4)? as usize;
    let mut clx = table.get(at..at.checked_add(length)?)?;
    while clx.u8(0)? == 1 {
        clx = clx.get(3 + usize::from(clx.u16(1)?)..)?;
    }
    let plc = clx.get(5..)?;
    let plc = &plc[..plc.len().min(clx.u32(1)? as usize)];
    let count = plc.len().checked_sub(4)? / 12;
    (0..count)
        .map(|index| {
            let address = plc.u32(4 * (count + 1) + 8 * index + 2)?;
            let narrow = address & 1 << 30 != 0;
            let address = (address & !(1 << 30)) as usize;
            Some(TextStretch {
                from: plc.u32(4 * index)? as usize,
                to: plc.u32(4 * index + 4)? as usize,
                start: if narrow { address / 2 } else { address },
                wide: !narrow,
            })
        })
        .collect()
}

/// A field that is open.
#[derive(Default)]
struct DocField {
    /// Its instruction was read, and its result follows.
    told: bool,
    /// How its instruction begins.
    instruction: String,
}

struct DocReader<'b> {
    marked: Marked<'b>,
    properties: Properties,
    /// Cells of the open rows so far, for each depth of tables.
    cells: Vec<usize>,
    /// Text since the last mark.
    line: Vec<u16>,
    /// Fields, innermost last.
    fields: Vec<DocField>,
    /// What the open field shows that is a drop-down list: nothing of it stands in the text.
    choice: Option<String>,
    /// Since the last mark a number was struck out; something came that is no text.
    struck: bool,
    holds: Option<&'static str>,
    /// The last digit stood above or below the line.
    lifted: bool,
    /// There are text boxes with text in them, which float over whatever they are anchored in.
    boxed: bool,
    data: &'b [u8],
    remarks: Vec<Remark>,
    left: usize,
}

impl DocReader<'_> {
    /// Reads the characters of a range of the text.
    fn range(&mut self, text: &[u8], pieces: &[TextStretch], from: usize, to: usize) {
        self.fields.clear();
        for piece in pieces {
            let (first, last) = (piece.from.max(from), piece.to.min(to));
            for position in first..last.max(first) {
                let (at, unit) = piece.unit(text, position - piece.from);
                let Some(unit) = unit else {
                    self.remarks.push(Remark::Damaged);
                    return;
                };
                self.left = self.left.saturating_sub(1);
                if self.left == 0 || self.marked.rows.is_full() {
                    self.marked.rows.document.cut = true;
                    return;
                }
                self.unit(unit, at);
            }
        }
        self.mark(false, &ParagraphProperties::default());
    }

    fn unit(&mut self, unit: u16, at: usize) {
        match unit {
            0x07 | 0x0d => {
                let paragraph = self.properties.paragraph(at);
                self.mark(unit == 0x07, &paragraph);
            }
            // A page or section ends.
            0x0c => self.mark(false, &ParagraphProperties::default()),
            0x13 if self.fields.len() < FIELDS => self.fields.push(DocField::default()),
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    field.told = true;
                }
            }
            0x15 => self.end_field(at),
            0x01 if self.fields.last().is_some_and(|field| !field.told) => {
                let at = self.properties.data(at);
                self.choice = at.and_then(|at| chosen(self.data.get(at..)?));
            }
            _ if self.is_instruction() => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.told)
                    && field.instruction.len() < 16
                {
                    let c = char::from_u32(unit.into()).filter(|c| !c.is_control());
                    field.instruction.extend(c);
                }
            }
            _ if self.properties.is(CharacterLook::Hidden, at) => {}
            _ => self.seen(unit, at),
        }
    }

    /// Whether what comes now says what a field is to show.
    fn is_instruction(&self) -> bool {
        self.fields.iter().any(|field| !field.told)
    }

    /// A field ends: a drop-down list shows what is chosen, and one without a result what only Word knows.
    fn end_field(&mut self, at: usize) {
        let field = self.fields.pop().unwrap_or_default();
        if let Some(chosen) = self.choice.take() {
            self.line.extend(chosen.encode_utf16());
        } else if self.is_instruction() || self.properties.is(CharacterLook::Hidden, at) {
            // Nobody sees it.
        } else if is_drawn(&field.instruction) {
            self.line.extend(UNKNOWN.encode_utf16());
        } else if !is_quiet(&field.instruction) {
            self.holds.get_or_insert(UNKNOWN);
        }
    }

    /// Whether what stands at a byte has, in a table, the colour of what lies behind it.
    fn is_lost(&self, at: usize) -> bool {
        if !self.properties.has_inks() {
            return false;
        }
        let depth = self.properties.paragraph(at).depth as usize;
        let cell = self.cells.get(depth).copied().unwrap_or(0);
        depth > 0 && self.properties.is_lost(at, cell)
    }

    /// A character that is not hidden.
    fn seen(&mut self, unit: u16, at: usize) {
        let is = |look: CharacterLook| self.properties.is(look, at);
        let in_table = || self.properties.paragraph(at).depth > 0;
        let digit = (0x30..0x3a).contains(&unit);
        match unit {
            // Unseen in its cell; nought is as good as shown.
            _ if self.is_lost(at) => self.struck |= digit && unit != 0x30,
            _ if is(CharacterLook::Struck) => self.struck |= digit,
            // The mark of a note.
            0x02 => {
                self.holds.get_or_insert(UNKNOWN);
            }
            _ if is(CharacterLook::Raised) && (!self.line.is_empty() || digit && in_table()) => {
                self.holds.get_or_insert(UNKNOWN);
            }
            // A drawing that floats, and may be such a box.
            0x08 if self.boxed && in_table() => self.line.extend(UNKNOWN.encode_utf16()),
            0x01 | 0x08 => {
                self.marked.rows.document.pictures += 1;
                self.holds.get_or_insert(PICTURE);
            }
            0x09 => self.line.push(0x09),
            0x0b => self.line.push(0x0a),
            0x1e => self.line.push(u16::from(b'-')),
            0x00..0x20 => {}
            unit => {
                if digit {
                    let lifted = is(CharacterLook::Lifted);
                    let moved = lifted != self.lifted && !self.line.is_empty() && in_table();
                    self.line.extend(UNKNOWN.encode_utf16().filter(|_| moved));
                    self.lifted = lifted;
                }
                self.line.push(unit);
            }
        }
    }

    /// The end of a paragraph, a cell or a row.
    fn mark(&mut self, cell_mark: bool, paragraph: &ParagraphProperties) {
        let depth = paragraph.depth.max(u32::from(cell_mark));
        let inner = depth > 1;
        let mark = match inner {
            true if paragraph.inner_row => EndMark::Row,
            true if paragraph.inner_cell => EndMark::Cell,
            false if paragraph.row => EndMark::Row,
            false if cell_mark => EndMark::Cell,
            _ => EndMark::Paragraph,
        };
        let text = String::from_utf16_lossy(&std::mem::take(&mut self.line));
        let numbered = (paragraph.listed == Some(true)).then_some(UNKNOWN);
        let held = std::mem::take(&mut self.holds).or(numbered);
        let held = match std::mem::take(&mut self.struck) {
            true => Some(STRUCK),
            false => held,
        };
        self.cells.resize(depth as usize + 1, 0);
        match mark {
            EndMark::Paragraph => {}
            EndMark::Cell => self.cells[depth as usize] += 1,
            EndMark::Row => self.cells[depth as usize] = 0,
        }
        let definition = &paragraph.definition;
        self.marked.mark(&text, depth, mark, definition, held);
    }
}

/// The chosen entry of a drop-down form field: its data follow a header, and hold a few fields, the field's
/// name, help and macros, and the list.
fn chosen(data: &[u8]) -> Option<String> {
    let field = data.get(usize::from(data.u16(4)?)..)?;
    let bits = field.u16(4)?;
    if bits & 3 != 2 {
        return None;
    }
    let mut rest = field.get(10..)?;
    let text = |rest: &mut &[u8], closed: usize| -> Option<String> {
        let length = usize::from(rest.u16(0)?);
        let (text, after) = rest.get(2..)?.split_at_checked(2 * length)?;
        *rest = after.get(closed..)?;
        Some(super::bytes::utf16(text))
    };
    text(&mut rest, 2)?;
    let usual = rest.u16(0)?;
    rest = &rest[2..];
    for _ in 0..5 {
        text(&mut rest, 2)?;
    }
    // 25: nothing was chosen yet.
    let number = match bits >> 2 & 31 {
        25 => usual,
        number => number,
    };
    let wide = rest.u16(0)? == 0xffff;
    let count = rest.u16(2)?;
    rest = rest.get(6..).filter(|_| wide && number < count)?;
    for _ in 0..number {
        text(&mut rest, 0)?;
    }
    text(&mut rest, 0)
}

#[cfg(test)]
mod tests;
