//! Properties of paragraphs and characters in Word 97 files: pages of 512 bytes that say from which
//! byte of the text to which what holds.

use super::bytes::LittleEndian;
use super::marks::Definition;
use crate::sorted::InOrder;

/// Where the file information block says where the lists of pages are.
const CHARACTERS: usize = 0xfa;
const PARAGRAPHS: usize = 0x102;
/// Stretches with properties at most.
const RUNS: usize = 1 << 20;

/// What a paragraph's properties say of tables.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    /// In how many tables it stands.
    pub depth: u32,
    /// Its mark ends a row.
    pub row: bool,
    /// Its mark ends a cell, or a row, of a table in a table.
    pub inner_cell: bool,
    pub inner_row: bool,
    /// Of a row: what its cells are.
    pub definition: Definition,
}

/// The properties of a file, by position in its text stream.
pub(super) struct Properties {
    paragraphs: Vec<(u32, u32, ParagraphProperties)>,
    hidden: Vec<(u32, u32)>,
    raised: Vec<(u32, u32)>,
}

impl Properties {
    pub fn read(text: &[u8], table: &[u8], data: &[u8]) -> Self {
        let mut paragraphs = Vec::new();
        runs(text, table, PARAGRAPHS, 13, |from, to, at, page| {
            let (length, start) = match page.u8(at) {
                Some(0) => (usize::from(page.u8(at + 1)?) * 2, at + 2),
                Some(half) => (usize::from(half) * 2 - 1, at + 1),
                None => return None,
            };
            let list = page.get(start + 2..(start + length).min(page.len()))?;
            let mut paragraph = ParagraphProperties::default();
            let mut in_table = false;
            paragraph_properties(list, data, &mut paragraph, &mut in_table, 0);
            if in_table {
                paragraph.depth = paragraph.depth.max(1);
                paragraphs.push((from, to, paragraph));
            }
            Some(())
        });
        let (mut hidden, mut raised) = (Vec::new(), Vec::new());
        runs(text, table, CHARACTERS, 1, |from, to, at, page| {
            let length = usize::from(page.u8(at)?);
            let list = page.get(at + 1..(at + 1 + length).min(page.len()))?;
            let (mut gone, mut up) = (false, false);
            modifiers(list, |code, operand| match code {
                // Hidden, deleted with revision marks, or struck out by hand.
                0x083c | 0x0800 | 0x0837 | 0x2a53 => gone |= operand.u8(0) == Some(1),
                0x2a48 => up = operand.u8(0) == Some(1),
                _ => {}
            });
            if gone {
                hidden.push((from, to));
            }
            if up {
                raised.push((from, to));
            }
            Some(())
        });
        paragraphs.put_in_order_by_key(|run| run.0);
        hidden.put_in_order();
        raised.put_in_order();
        Properties {
            paragraphs,
            hidden,
            raised,
        }
    }

    /// Of the paragraph that a byte of the text stream belongs to.
    pub fn paragraph(&self, at: usize) -> ParagraphProperties {
        let after = self.paragraphs.partition_point(|run| run.0 as usize <= at);
        match after.checked_sub(1).map(|index| &self.paragraphs[index]) {
            Some((_, to, paragraph)) if at < *to as usize => paragraph.clone(),
            _ => ParagraphProperties::default(),
        }
    }

    pub fn is_hidden(&self, at: usize) -> bool {
        holds(&self.hidden, at)
    }

    /// Whether it is set higher than the line.
    pub fn is_raised(&self, at: usize) -> bool {
        holds(&self.raised, at)
    }
}

fn holds(runs: &[(u32, u32)], at: usize) -> bool {
    let after = runs.partition_point(|run| run.0 as usize <= at);
    let run = after.checked_sub(1).map(|index| runs[index]);
    run.is_some_and(|(_, to)| at < to as usize)
}

/// Calls a function for every stretch of every page: from, to, where its properties stand, the page.
fn runs<'t>(
    text: &'t [u8],
    table: &[u8],
    field: usize,
    size: usize,
    mut each: impl FnMut(u32, u32, usize, &'t [u8]) -> Option<()>,
) {
    let list = || {
        let at = text.u32(field)? as usize;
        table.get(at..at.checked_add(text.u32(field + 4)? as usize)?)
    };
    let list = list().unwrap_or_default();
    let pages = list.len().saturating_sub(4) / 8;
    let mut left = RUNS;
    for index in 0..pages {
        let number = list.u32(4 * (pages + 1) + 4 * index).unwrap_or(0) & 0x3f_ffff;
        let at = number as usize * 512;
        let Some(page) = text.get(at..at + 512) else {
            continue;
        };
        let count = usize::from(page[511]);
        for run in 0..count {
            left = left.saturating_sub(1);
            let (from, to) = (page.u32(4 * run), page.u32(4 * run + 4));
            let at = page.u8(4 * (count + 1) + size * run);
            if let (Some(from), Some(to), Some(at), true) = (from, to, at, left > 0)
                && at != 0
            {
                each(from, to, usize::from(at) * 2, page);
            }
        }
    }
}

/// Calls a function for every modifier of a list: its code and operand.
fn modifiers<'l>(mut list: &'l [u8], mut each: impl FnMut(u16, &'l [u8])) {
    while let Some(code) = list.u16(0) {
        let rest = &list[2..];
        let length = match (code, code >> 13) {
            // A table's definition counts its bytes in 16 bits, and one too many.
            (0xd608, _) => 1 + usize::from(rest.u16(0).unwrap_or(1)),
            (_, 0 | 1) => 1,
            (_, 2 | 4 | 5) => 2,
            (_, 3) => 4,
            (_, 7) => 3,
            _ => 1 + usize::from(rest.u8(0).unwrap_or(0)),
        };
        let (operand, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        each(code, operand);
        list = after;
    }
}

fn paragraph_properties(
    list: &[u8],
    data: &[u8],
    paragraph: &mut ParagraphProperties,
    in_table: &mut bool,
    depth: u32,
) {
    let mut further = None;
    modifiers(list, |code, operand| {
        let on = operand.u8(0) == Some(1);
        match code {
            0x2416 => *in_table = on,
            0x2417 => paragraph.row = on,
            0x244b => paragraph.inner_cell = on,
            0x244c => paragraph.inner_row = on,
            0x6649 => paragraph.depth = operand.u32(0).unwrap_or(0).min(64),
            // The list goes on in the data stream.
            0x6645 | 0x6646 | 0x646b => further = operand.u32(0),
            0xd608 => define(operand, paragraph),
            0xd62b => {
                if let (Some(cell), Some(flags)) = (operand.u8(1), operand.u8(2))
                    && let Some(covered) = paragraph.definition.covered.get_mut(usize::from(cell))
                {
                    *covered = flags & 3 == 1;
                }
            }
            0x5624 => {
                if let (Some(first), Some(limit)) = (operand.u8(0), operand.u8(1)) {
                    for cell in first.saturating_add(1)..limit {
                        if let Some(covered) =
                            paragraph.definition.covered.get_mut(usize::from(cell))
                        {
                            *covered = true;
                        }
                    }
                }
            }
            _ => {}
        }
    });
    if let Some(at) = further.map(|at| at as usize)
        && depth < 2
        && let Some(length) = data.u16(at)
        && let Some(list) = data.get(at + 2..at + 2 + usize::from(length))
    {
        paragraph_properties(list, data, paragraph, in_table, depth + 1);
    }
}

/// The definition of a row: edges of its cells, then twenty bytes for each.
fn define(operand: &[u8], paragraph: &mut ParagraphProperties) {
    let Some(count) = operand.u8(2).map(usize::from) else {
        return;
    };
    let edge = |index: usize| {
        operand
            .u16(3 + 2 * index)
            .map(|edge| i32::from(edge as i16))
    };
    paragraph.definition.edges = (0..=count).map_while(edge).collect();
    paragraph.definition.covered = (0..count)
        .map(|index| {
            let flags = operand.u16(3 + 2 * (count + 1) + 20 * index).unwrap_or(0);
            let (merged, below, first) = (flags & 2 != 0, flags & 0x20 != 0, flags & 0x40 != 0);
            merged || (below && !first)
        })
        .collect();
}
