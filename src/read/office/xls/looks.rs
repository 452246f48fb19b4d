//! Colours of a workbook: of its fonts, and behind its cells.

use super::font_at;
use crate::read::office::bytes::LittleEndian;
use crate::read::office::conditional::{CellLook, INK, PAPER, alike};

/// The number of a font's colour where it has none of its own.
const AUTO: u16 = 0x7fff;

/// How a cell is filled: the number of a pattern and that of its colour; `in_bytes` before BIFF8.
pub(super) fn fill(format: &[u8], in_bytes: bool) -> (Option<u16>, Option<u16>) {
    let (pattern, colours) = match in_bytes {
        true => (format.u16(10).map(|fill| fill & 0x3f), format.u16(8)),
        false => (format.u16(16).map(|fill| fill >> 10), format.u16(18)),
    };
    (pattern, colours.map(|colours| colours & 0x7f))
}

/// The colours of fonts and of cell formats, by their numbers, and the palette that says what they are.
#[derive(Default)]
pub(super) struct Looks {
    fonts: Vec<u16>,
    /// Font, pattern, colour of the pattern.
    formats: Vec<(u16, u16, u16)>,
    palette: Vec<u32>,
}

impl Looks {
    pub fn font(&mut self, content: &[u8]) {
        self.fonts.push(content.u16(4).unwrap_or(AUTO));
    }

    pub fn format(&mut self, content: &[u8], in_bytes: bool) {
        let (pattern, colour) = fill(content, in_bytes);
        let font = content.u16(0).unwrap_or(0);
        self.formats
            .push((font, pattern.unwrap_or(0), colour.unwrap_or(64)));
    }

    pub fn palette(&mut self, content: &[u8]) {
        let colours = content.get(2..).unwrap_or_default().chunks_exact(4);
        let parts = |colour: &[u8]| u32::from_be_bytes([0, colour[0], colour[1], colour[2]]);
        self.palette = colours.map(parts).collect();
    }

    /// The colour of a number: by its parts where the file says them; of the usual palette some stand twice.
    pub fn colour(&self, number: u16) -> u32 {
        let own = number.checked_sub(8);
        if let Some(&colour) = own.and_then(|own| self.palette.get(usize::from(own))) {
            return colour;
        }
        match number {
            1 | 9 | 65 => PAPER,
            0 | 8 | 64 | AUTO => INK,
            2..8 => 1 << 30 | u32::from(number + 8),
            32..40 => 1 << 30 | [18, 14, 13, 15, 20, 16, 21, 12][usize::from(number - 32)],
            _ => 1 << 30 | u32::from(number),
        }
    }

    /// What lies behind cells of a format.
    fn behind(&self, format: u16) -> Option<u32> {
        match self.formats.get(usize::from(format)) {
            None | Some((_, 0, _)) => Some(PAPER),
            Some((_, 1, colour)) => Some(self.colour(*colour)),
            Some(_) => None,
        }
    }

    pub fn look(&self, format: u16) -> CellLook {
        let font = self.formats.get(usize::from(format)).map_or(0, |of| of.0);
        let font = self.fonts.get(font_at(font.into())).copied();
        (Some(self.colour(font.unwrap_or(AUTO))), self.behind(format))
    }

    /// Whether cells of a format have text in the colour of another that lies behind it than that of paper.
    pub fn is_lost(&self, format: u16) -> bool {
        let (above, behind) = self.look(format);
        let behind = behind.filter(|&behind| behind != PAPER);
        above
            .zip(behind)
            .is_some_and(|(above, behind)| alike(above, behind))
    }

    /// Whether text of a font, by its place in the list, is in the colour that lies behind cells of a format.
    pub fn is_font_lost(&self, font: usize, format: u16) -> bool {
        let behind = self.behind(format).filter(|&behind| behind != PAPER);
        let above = self.fonts.get(font).map(|&number| self.colour(number));
        above
            .zip(behind)
            .is_some_and(|(above, behind)| alike(above, behind))
    }
}
