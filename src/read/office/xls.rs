//! Excel 97 and Kingsoft et: the records of BIFF8, and of BIFF5 before it, whose texts are bytes.

mod conditional;
mod looks;
mod strings;
mod tokens;

use super::bytes::LittleEndian;
use super::format::{NumberFormat, TextFormat, is_numeral};
use super::grid::SheetGrid;
use super::rows::UNKNOWN;
use super::sheets::Sheets;
use crate::document::Bounds;
use crate::read::{Reading, Refusal};
use looks::Looks;
use std::collections::BTreeMap;
use strings::{font_at, strings, unicode};

/// Sheets of a workbook at most.
const SHEETS: usize = 256;

// Records, by the names of the format's description.
const FORMULA: u16 = 0x06;
const EOF: u16 = 0x0a;
const DATE1904: u16 = 0x22;
const CODEPAGE: u16 = 0x42;
const FILEPASS: u16 = 0x2f;
const FONT: u16 = 0x31;
const CONTINUE: u16 = 0x3c;
const PALETTE: u16 = 0x92;
const COLINFO: u16 = 0x7d;
const BOUNDSHEET: u16 = 0x85;
const MULRK: u16 = 0xbd;
const MULBLANK: u16 = 0xbe;
const RSTRING: u16 = 0xd6;
const XF: u16 = 0xe0;
const MERGEDCELLS: u16 = 0xe5;
const SST: u16 = 0xfc;
const LABELSST: u16 = 0xfd;
const BLANK: u16 = 0x201;
const NUMBER: u16 = 0x203;
const LABEL: u16 = 0x204;
const BOOLERR: u16 = 0x205;
const STRING: u16 = 0x207;
const ROW: u16 = 0x208;
const RK: u16 = 0x27e;
const FORMAT: u16 = 0x41e;
const BOF: u16 = 0x809;

/// Reads every sheet of the workbook stream.
pub(super) fn read(stream: &[u8], bounds: &Bounds) -> Result<Reading, Refusal> {
    let (first, version) = (stream.u16(0), stream.u16(4));
    match (first, version) {
        (Some(BOF), Some(0x500 | 0x600)) => {}
        (Some(BOF | 0x409 | 0x209 | 0x09), _) => return Err(Refusal::Format("Excel 4.0")),
        _ => return Err(Refusal::Corrupt),
    }
    let in_bytes = version == Some(0x500);
    let globals = Globals::read(stream, in_bytes, bounds)?;
    let mut read = Sheets::new(bounds);
    for (table, &(at, hidden)) in globals.sheets.iter().enumerate() {
        let mut grid = SheetGrid::default();
        grid.hidden = hidden;
        let sheet = stream.get(at..).unwrap_or_default();
        globals.sheet(sheet, &mut grid, bounds);
        conditional::conceal(sheet, &globals.looks, in_bytes, &mut grid);
        read.add(table as u32, grid, false);
    }
    Ok(read.finish())
}

/// Records one after another: number and content.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (id, length) = (stream.u16(0)?, stream.u16(2)?);
        let rest = &stream[4..];
        let (content, after) = rest.split_at_checked(length.into()).unwrap_or((rest, &[]));
        stream = after;
        Some((id, content))
    })
}

/// What holds for every sheet.
#[derive(Default)]
struct Globals {
    /// Where each worksheet's records begin, and whether it is hidden.
    sheets: Vec<(usize, bool)>,
    strings: Vec<String>,
    /// Of those that have fonts of their own, the first that digits have.
    string_fonts: BTreeMap<usize, usize>,
    /// By index of the cell format.
    formats: Vec<NumberFormat>,
    /// What those of them do to texts that do not leave texts as they are.
    texts: BTreeMap<u16, TextFormat>,
    looks: Looks,
    from_1904: bool,
    /// Texts are bytes of this code page, as they are before BIFF8.
    page: Option<u16>,
    fonts: Vec<FontEffect>,
}

/// What a font makes of a stretch of text, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FontEffect {
    Plain,
    /// Struck out.
    Gone,
    /// Set higher or lower than the line: after other text, the mark of a note.
    Raised,
    /// In the colour of paper, or too small to be seen.
    White,
}

impl FontEffect {
    fn of(font: &[u8]) -> Self {
        match (font.u16(2), font.u16(8)) {
            (Some(flags), _) if flags & 8 != 0 => FontEffect::Gone,
            (_, Some(1 | 2)) => FontEffect::Raised,
            // In twentieths of a point: nobody sees one of two.
            _ if matches!(font.u16(4), Some(1 | 9)) || matches!(font.u16(0), Some(1..=40)) => {
                FontEffect::White
            }
            _ => FontEffect::Plain,
        }
    }
}

/// Whether a cell's format lays another colour behind it than that of paper.
fn is_shaded(format: &[u8], in_bytes: bool) -> bool {
    let (pattern, colour) = looks::fill(format, in_bytes);
    let paper = matches!(colour, Some(1 | 9 | 65));
    pattern.is_some_and(|pattern| pattern > 1 || pattern == 1 && !paper)
}

/// The code of a number's format.
fn code_of(content: &[u8], in_bytes: bool) -> Option<String> {
    match in_bytes {
        true => content
            .get(3..)
            .map(|code| String::from_utf8_lossy(code).into()),
        false => unicode(content, 2),
    }
}

impl Globals {
    /// What a cell's format makes of a number, by the codes that the file has of its own and by its font.
    fn format_of(
        &self,
        content: &[u8],
        codes: &BTreeMap<u32, (NumberFormat, TextFormat)>,
    ) -> NumberFormat {
        let id = u32::from(content.u16(2).unwrap_or(0));
        let own = codes.get(&id).map(|own| own.0);
        let format = own.or(NumberFormat::built_in(id)).unwrap_or_default();
        let font = usize::from(content.u16(0).unwrap_or(0));
        match self.fonts.get(font_at(font)) {
            Some(FontEffect::Gone) => NumberFormat::Struck,
            Some(FontEffect::White) if !is_shaded(content, self.page.is_some()) => {
                NumberFormat::White
            }
            _ => format,
        }
    }

    fn read(stream: &[u8], in_bytes: bool, bounds: &Bounds) -> Result<Globals, Refusal> {
        let mut globals = Globals {
            page: in_bytes.then_some(0),
            ..Globals::default()
        };
        let mut codes = BTreeMap::new();
        let mut shared: Option<Vec<&[u8]>> = None;
        for (id, content) in records(stream) {
            match id {
                FILEPASS => return Err(Refusal::Encrypted),
                EOF => break,
                CODEPAGE if in_bytes => globals.page = content.u16(0),
                DATE1904 => globals.from_1904 = content.u16(0) == Some(1),
                BOUNDSHEET if globals.sheets.len() < SHEETS => {
                    if let (Some(at), Some(state), Some(0)) =
                        (content.u32(0), content.u8(4), content.u8(5))
                    {
                        globals.sheets.push((at as usize, state & 3 != 0));
                    }
                }
                FORMAT => {
                    if let (Some(id), Some(code)) = (content.u16(0), code_of(content, in_bytes)) {
                        codes
                            .entry(u32::from(id))
                            .or_insert((NumberFormat::of_code(&code), TextFormat::of_code(&code)));
                    }
                }
                XF => {
                    let format = globals.format_of(content, &codes);
                    let text = codes.get(&u32::from(content.u16(2).unwrap_or(0)));
                    let text = text
                        .map(|own| own.1)
                        .filter(|text| *text != TextFormat::Same);
                    let number = globals.formats.len() as u16;
                    globals.texts.extend(text.map(|text| (number, text)));
                    globals.formats.push(format);
                    globals.looks.format(content, in_bytes);
                }
                FONT => {
                    globals.fonts.push(FontEffect::of(content));
                    globals.looks.font(content);
                }
                PALETTE => globals.looks.palette(content),
                SST => shared = Some(vec![content]),
                CONTINUE => {
                    if let Some(shared) = &mut shared {
                        shared.push(content);
                    }
                }
                _ => {}
            }
            if id != SST
                && id != CONTINUE
                && let Some(segments) = shared.take()
            {
                (globals.strings, globals.string_fonts) =
                    strings(&segments, &globals.fonts, bounds);
            }
        }
        if let Some(segments) = shared {
            (globals.strings, globals.string_fonts) = strings(&segments, &globals.fonts, bounds);
        }
        globals.hide_lost();
        Ok(globals)
    }

    /// Numbers in the colour that lies behind them are hidden.
    fn hide_lost(&mut self) {
        for (number, format) in (0..).zip(&mut self.formats) {
            if *format != NumberFormat::Struck && self.looks.is_lost(number) {
                *format = NumberFormat::White;
            }
        }
    }

    /// What is read of a text in a cell of this format; of one that cells share, by its number.
    fn show_text(&self, text: String, xf: u16, shared: Option<usize>) -> String {
        let font = shared.and_then(|index| self.string_fonts.get(&index));
        let lost = font.is_some_and(|&font| self.looks.is_font_lost(font, xf));
        match self.texts.get(&xf) {
            _ if lost => UNKNOWN.to_owned(),
            Some(TextFormat::Nothing) if is_numeral(&text) => String::new(),
            Some(TextFormat::Other) if is_numeral(&text) => UNKNOWN.to_owned(),
            _ => {
                let format = self.formats.get(usize::from(xf)).copied();
                format.unwrap_or_default().show_text(&text).to_owned()
            }
        }
    }

    /// A text within one record.
    fn text(&self, content: &[u8], at: usize) -> Option<String> {
        let Some(page) = self.page else {
            return unicode(content, at);
        };
        let bytes = content.get(at + 2..)?;
        let length = usize::from(content.u16(at)?).min(bytes.len());
        Some(super::legacy(&bytes[..length], page.into()))
    }

    fn sheet(&self, stream: &[u8], grid: &mut SheetGrid, bounds: &Bounds) {
        let mut depth = 0;
        // A formula whose result is a text: it follows.
        let mut awaited = None;
        for (id, content) in records(stream) {
            match id {
                BOF => depth += 1,
                EOF => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                _ if depth != 1 => {}
                ROW => {
                    let hidden = content.u16(12).is_some_and(|flags| flags & 0x20 != 0);
                    if let (true, Some(row)) = (hidden, content.u16(0).map(u32::from)) {
                        grid.hide_rows(row, row);
                    }
                }
                COLINFO => {
                    let side = |at| content.u16(at).map(u32::from);
                    let hidden = content.u16(8).is_some_and(|flags| flags & 1 != 0)
                        || content.u16(4) == Some(0);
                    if let (true, Some(first), Some(last)) = (hidden, side(0), side(2)) {
                        grid.hide_columns(first, last);
                    }
                }
                MERGEDCELLS => {
                    for area in content.get(2..).unwrap_or_default().chunks_exact(8) {
                        let side = |at| u32::from(area.u16(at).unwrap_or(0));
                        grid.merge([side(0), side(4), side(2), side(6)]);
                    }
                }
                STRING => {
                    if let Some((row, column)) = awaited.take() {
                        let text = self.text(content, 0).unwrap_or_default();
                        grid.add(row, column, &text, bounds);
                    }
                }
                _ => {
                    let whole = self.cell(id, content, grid, &mut awaited, bounds);
                    if whole == Some(false) {
                        break;
                    }
                }
            }
        }
    }

    /// Adds the cells of a record, if it is one that holds cells; false where a bound was hit.
    fn cell(
        &self,
        id: u16,
        content: &[u8],
        grid: &mut SheetGrid,
        awaited: &mut Option<(u32, u32)>,
        bounds: &Bounds,
    ) -> Option<bool> {
        let (row, column) = (u32::from(content.u16(0)?), u32::from(content.u16(2)?));
        let format = |at: usize| {
            let format = content
                .u16(at)
                .and_then(|xf| self.formats.get(usize::from(xf)));
            format.copied().unwrap_or_default()
        };
        let show = |number: f64, at: usize| format(at).show(number, self.from_1904);
        let text = match id {
            LABELSST | LABEL | RSTRING => {
                let text = match id {
                    LABELSST => self.strings.get(content.u32(6)? as usize).cloned(),
                    _ => Some(self.text(content, 6)?),
                };
                let text = text.unwrap_or_default();
                grid.formulas.text((row, column), &text);
                let shared = (id == LABELSST).then(|| content.u32(6).unwrap_or(0) as usize);
                self.show_text(text, content.u16(4)?, shared)
            }
            NUMBER => show(content.f64(6)?, 4),
            RK => show(rk(content.u32(6)?), 4),
            BLANK => String::new(),
            BOOLERR => match (content.u8(6)?, content.u8(7)?) {
                (1, 0) => "TRUE".to_owned(),
                (_, 0) => "FALSE".to_owned(),
                (code, _) => error(code).to_owned(),
            },
            FORMULA => {
                // Of those who do not compute some store 0, some an empty text.
                let stored = match (content.u8(6)?, content.u16(12)?) {
                    (3, 0xffff) => Some(0.0),
                    (_, 0xffff) => None,
                    _ => content.f64(6),
                };
                if stored.is_some() {
                    let tokens = content.get(20..).unwrap_or_default();
                    let text = tokens::formula(tokens, self.page.is_some()).unwrap_or_default();
                    let at = (row, column);
                    grid.formulas.add(at, &text, None, stored, format(4));
                }
                match (content.u8(6)?, content.u16(12)?) {
                    (0, 0xffff) => {
                        *awaited = Some((row, column));
                        return Some(true);
                    }
                    (1, 0xffff) => ["FALSE", "TRUE"][usize::from(content.u8(8)? != 0)].to_owned(),
                    (2, 0xffff) => error(content.u8(8)?).to_owned(),
                    (_, 0xffff) => String::new(),
                    _ => show(content.f64(6)?, 4),
                }
            }
            MULRK => {
                let cells = content.get(4..content.len().saturating_sub(2))?;
                for (offset, cell) in cells.chunks_exact(6).enumerate() {
                    let text = show(rk(cell.u32(2)?), 4 + offset * 6);
                    if !grid.add(row, column + offset as u32, &text, bounds) {
                        return Some(false);
                    }
                }
                return Some(true);
            }
            MULBLANK => {
                let count = content.len().saturating_sub(6) / 2;
                for offset in 0..count as u32 {
                    grid.add(row, column + offset, "", bounds);
                }
                return Some(true);
            }
            _ => return None,
        };
        Some(grid.add(row, column, &text, bounds))
    }
}

/// A number packed into 30 bits: a whole one, or the upper part of a float; perhaps hundredths.
fn rk(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed as i32 >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 {
        number / 100.0
    } else {
        number
    }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests;
