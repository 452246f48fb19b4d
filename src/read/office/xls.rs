//! Excel 97 and Kingsoft et: the records of BIFF8, and of BIFF5 before it, whose texts are bytes.

mod tokens;

use super::bytes::{LittleEndian, utf16};
use super::format::NumberFormat;
use super::grid::SheetGrid;
use super::sheets::Sheets;
use crate::document::Bounds;
use crate::read::STRUCK;
use crate::read::{Reading, Refusal};
use std::collections::BTreeMap;

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
    let globals = Globals::read(stream, version == Some(0x500), bounds)?;
    let mut read = Sheets::new(bounds);
    for (table, &(at, hidden)) in globals.sheets.iter().enumerate() {
        let mut grid = SheetGrid::default();
        grid.hidden = hidden;
        globals.sheet(stream.get(at..).unwrap_or_default(), &mut grid, bounds);
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
    /// By index of the cell format.
    formats: Vec<NumberFormat>,
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
    let (pattern, colours) = match in_bytes {
        true => (format.u16(10).map(|fill| fill & 0x3f), format.u16(8)),
        false => (format.u16(16).map(|fill| fill >> 10), format.u16(18)),
    };
    let paper = matches!(colours.map(|colours| colours & 0x7f), Some(1 | 9 | 65));
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
    fn format_of(&self, content: &[u8], codes: &BTreeMap<u32, NumberFormat>) -> NumberFormat {
        let id = u32::from(content.u16(2).unwrap_or(0));
        let own = codes.get(&id).copied();
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
                            .or_insert(NumberFormat::of_code(&code));
                    }
                }
                XF => {
                    let format = globals.format_of(content, &codes);
                    globals.formats.push(format);
                }
                FONT => globals.fonts.push(FontEffect::of(content)),
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
                globals.strings = strings(&segments, &globals.fonts, bounds);
            }
        }
        if let Some(segments) = shared {
            globals.strings = strings(&segments, &globals.fonts, bounds);
        }
        Ok(globals)
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
        let show_text = |text: String| format(4).show_text(&text).to_owned();
        let text = match id {
            LABELSST | LABEL | RSTRING => {
                let text = match id {
                    LABELSST => self.strings.get(content.u32(6)? as usize).cloned(),
                    _ => Some(self.text(content, 6)?),
                };
                let text = text.unwrap_or_default();
                grid.formulas.text((row, column), &text);
                show_text(text)
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

/// A string with its length in 16 bits, within one record.
fn unicode(content: &[u8], at: usize) -> Option<String> {
    let mut cursor = Cursor {
        segments: &[content],
        segment: 0,
        at,
    };
    cursor.string(&[])
}

/// The shared strings, which run on over the bounds of records.
fn strings(segments: &[&[u8]], fonts: &[FontEffect], bounds: &Bounds) -> Vec<String> {
    let count = segments[0].u32(4).unwrap_or(0) as usize;
    let mut cursor = Cursor {
        segments,
        segment: 0,
        at: 8,
    };
    let mut strings = Vec::new();
    for _ in 0..count.min(bounds.cells * 4) {
        let Some(string) = cursor.string(fonts) else {
            break;
        };
        // As a grid would do for each of its cells, however many there are.
        strings.push(string.trim().to_owned());
    }
    strings
}

struct Cursor<'a> {
    segments: &'a [&'a [u8]],
    segment: usize,
    at: usize,
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.segments.get(self.segment)?.len() {
            self.at -= self.segments[self.segment].len();
            self.segment += 1;
        }
        let byte = self.segments[self.segment][self.at];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        (0..bytes).try_fold(0, |sum, place| {
            Some(sum | usize::from(self.byte()?) << (8 * place))
        })
    }

    fn string(&mut self, fonts: &[FontEffect]) -> Option<String> {
        let mut left = self.number(2)?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut units = Vec::with_capacity(left * 2);
        while left > 0 {
            let segment = *self.segments.get(self.segment)?;
            let rest = segment.get(self.at..).unwrap_or_default();
            let wide = flags & 1 != 0;
            let fits = left.min(rest.len() / if wide { 2 } else { 1 });
            if fits == 0 {
                // Goes on in the next record, which says again how wide its characters are.
                self.segment += 1;
                flags = self.segments.get(self.segment)?.u8(0)?;
                self.at = 1;
                continue;
            }
            if wide {
                units.extend_from_slice(&rest[..fits * 2]);
                self.at += fits * 2;
            } else {
                units.extend(rest[..fits].iter().flat_map(|&byte| [byte, 0]));
                self.at += fits;
            }
            left -= fits;
        }
        let runs = (0..runs).map_while(|_| Some((self.number(2)?, self.number(2)?)));
        let runs: Vec<(usize, usize)> = runs.collect();
        // Phonetic guides.
        self.at = self.at.checked_add(extra)?;
        let text = utf16(&read_units(&units, &runs, fonts));
        let digit = |unit: &[u8]| unit[1] == 0 && unit[0].is_ascii_digit();
        // A number that is struck out leaves no blank.
        let struck = text.trim().is_empty() && units.chunks_exact(2).any(digit);
        Some(if struck { STRUCK.to_owned() } else { text })
    }
}

/// Where a font of a number stands: there is no font 4.
fn font_at(number: usize) -> usize {
    number - usize::from(number > 4)
}

/// The units of a string that are read: each run says from which on which font holds. Runs that go
/// back say nothing of what others said before: each unit is read once.
fn read_units(units: &[u8], runs: &[(usize, usize)], fonts: &[FontEffect]) -> Vec<u8> {
    let place = |at: usize| (at * 2).min(units.len());
    let mut done = runs.first().map_or(units.len(), |run| run.0);
    let mut read = units[..place(done)].to_vec();
    for (index, &(from, font)) in runs.iter().enumerate() {
        let to = runs.get(index + 1).map_or(units.len(), |next| next.0);
        let from = from.max(done);
        done = done.max(to);
        let shown = match fonts.get(font_at(font)) {
            Some(FontEffect::Gone) => false,
            Some(FontEffect::Raised) => read.is_empty(),
            _ => true,
        };
        if shown {
            read.extend_from_slice(units.get(place(from)..place(to)).unwrap_or_default());
        }
    }
    read
}

#[cfg(test)]
mod tests;
