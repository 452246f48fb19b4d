//! Properties of paragraphs and characters in Word 97 files: pages of 512 bytes that say from which
//! byte of the text to which what holds. What they say of hidden and struck text may refer to the named
//! style of the stretch and of its paragraph: what both switch on is off.

use super::bytes::LittleEndian;
use super::colour::Colour;
use super::marks::Definition;
use super::shade;
use super::stsh::{Effects, StyleSheet, Toggle};
use crate::sorted::InOrder;

/// Where the file information block says where the lists of pages are.
const CHARACTERS: usize = 0xfa;
const PARAGRAPHS: usize = 0x102;
/// Stretches with properties at most.
const RUNS: usize = 1 << 20;
/// Colours behind text at most that are told apart.
const GROUNDS: usize = 64;

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
    /// What lies behind it, where it says so itself or its style does.
    pub ground: Option<Colour>,
    /// It has a number of a list, where it says so itself.
    pub listed: Option<bool>,
    /// Of a row: what its cells are.
    pub definition: Definition,
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy)]
pub(super) enum CharacterLook {
    Hidden,
    Struck,
    /// Set higher or lower than the line, as the mark of a note.
    Raised,
    /// So too, by hand.
    Lifted,
}

/// For each look the stretches that have it, from which byte to which.
type CharacterLooks = [Vec<(u32, u32)>; 4];

/// A stretch of text: from which byte to which, its colour, and what lies behind it and nothing around it.
type Inked = (u32, u32, Colour, Colour);

/// The properties of a file, by position in its text stream.
pub(super) struct Properties {
    paragraphs: Vec<(u32, u32, ParagraphProperties)>,
    looks: CharacterLooks,
    /// Text in a colour that lies behind something.
    inks: Vec<Inked>,
    /// For each paragraph the one that ends its row, where anything lies behind cells.
    ends: Vec<usize>,
    /// Where the data of pictures and form fields begin in the data stream.
    data: Vec<(u32, u32, u32)>,
}

impl Properties {
    /// Reads them. Text whose order is that of its bytes has its rows' ends behind their cells.
    pub fn read(text: &[u8], table: &[u8], data: &[u8], in_order: bool) -> Self {
        let styles = StyleSheet::read(text, table);
        let mut paragraphs = Vec::new();
        // Paragraphs whose style does something to their text.
        let mut styled: Vec<(u32, u32, Effects)> = Vec::new();
        runs(text, table, PARAGRAPHS, 13, |from, to, at, page| {
            let (length, start) = match page.u8(at) {
                Some(0) => (usize::from(page.u8(at + 1)?) * 2, at + 2),
                Some(half) => (usize::from(half) * 2 - 1, at + 1),
                None => return None,
            };
            let effects = styles.effects(page.u16(start)?);
            if effects != Effects::default() {
                styled.push((from, to, effects));
            }
            let list = page.get(start + 2..(start + length).min(page.len()))?;
            let mut paragraph = ParagraphProperties::default();
            let mut in_table = false;
            paragraph_properties(list, data, &mut paragraph, &mut in_table, 0);
            paragraph.ground = paragraph.ground.or(effects.ground);
            let listed = effects.listed == Toggle::On;
            paragraph.listed.get_or_insert(listed);
            if in_table {
                paragraph.depth = paragraph.depth.max(1);
                paragraphs.push((from, to, paragraph));
            }
            Some(())
        });
        let mut lists = CharacterLists::default();
        styled.put_in_order_by_key(|run| run.0);
        runs(text, table, CHARACTERS, 1, |from, to, at, page| {
            // A stretch without properties of its own is as its paragraph is.
            let list = match at {
                0 => &[][..],
                at => {
                    let length = usize::from(page.u8(at)?);
                    page.get(at + 1..(at + 1 + length).min(page.len()))?
                }
            };
            lists.add((from, to), list, &styles, &styled);
            Some(())
        });
        paragraphs.put_in_order_by_key(|run| run.0);
        let inks = lost_somewhere(lists.inks, &paragraphs);
        let ends = match inks.is_empty() {
            true => Vec::new(),
            false => row_ends(&paragraphs, in_order),
        };
        lists.data.put_in_order();
        lists.looks.iter_mut().for_each(|list| list.put_in_order());
        Properties {
            paragraphs,
            looks: lists.looks,
            inks,
            ends,
            data: lists.data,
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

    /// Whether what stands at a byte looks so.
    pub fn is(&self, look: CharacterLook, at: usize) -> bool {
        let runs = &self.looks[look as usize];
        let after = runs.partition_point(|run| run.0 as usize <= at);
        let run = after.checked_sub(1).map(|index| runs[index]);
        run.is_some_and(|(_, to)| at < to as usize)
    }

    /// Whether any text may have the colour of what lies behind it.
    pub fn has_inks(&self) -> bool {
        !self.inks.is_empty()
    }

    /// Whether what stands at a byte, in a cell by its number in the row, has the colour of what lies behind it.
    pub fn is_lost(&self, at: usize, cell: usize) -> bool {
        let after = self.inks.partition_point(|run| run.0 as usize <= at);
        let ink = after.checked_sub(1).map(|index| self.inks[index]);
        let Some((_, _, ink, behind)) = ink.filter(|ink| at < ink.1 as usize) else {
            return false;
        };
        let after = self.paragraphs.partition_point(|run| run.0 as usize <= at);
        let Some(index) = after.checked_sub(1) else {
            return false;
        };
        let ground = self.paragraphs[index].2.ground.unwrap_or(Colour::Auto);
        let shade = match self.ends.get(index) {
            None => Colour::Auto,
            Some(&end) => match self.paragraphs.get(end) {
                Some((_, _, row)) => {
                    let shade = row.definition.shades.get(cell).copied();
                    shade.unwrap_or(Colour::Auto)
                }
                None => Colour::Unknown,
            },
        };
        ink.is_lost_over(&[behind, ground, shade])
    }

    /// Where the data begins of what stands in the text at a byte.
    pub fn data(&self, at: usize) -> Option<usize> {
        let after = self.data.partition_point(|run| run.0 as usize <= at);
        let (_, to, data) = self.data[after.checked_sub(1)?];
        (at < to as usize).then_some(data as usize)
    }
}

/// The stretches whose colour is lost on paper, or on what lies behind any text of the document.
fn lost_somewhere(
    mut inks: Vec<Inked>,
    paragraphs: &[(u32, u32, ParagraphProperties)],
) -> Vec<Inked> {
    let mut grounds = vec![Colour::Auto];
    let mut note = |ground: Colour| {
        if !grounds.contains(&ground) && grounds.len() < GROUNDS {
            grounds.push(ground);
        }
    };
    inks.iter().for_each(|ink| note(ink.3));
    for (_, _, paragraph) in paragraphs {
        paragraph.ground.into_iter().for_each(&mut note);
        let shades = paragraph.definition.shades.iter();
        shades.copied().for_each(&mut note);
    }
    let many = grounds.len() == GROUNDS;
    inks.retain(|ink| many || grounds.iter().any(|ground| ink.2.is_lost_over(&[*ground])));
    inks.put_in_order_by_key(|ink| ink.0);
    inks
}

/// For each paragraph the one that ends its row, nothing where no row says what lies behind its cells; beyond the
/// last where that is not known.
fn row_ends(paragraphs: &[(u32, u32, ParagraphProperties)], in_order: bool) -> Vec<usize> {
    let mut shades = paragraphs.iter().flat_map(|run| &run.2.definition.shades);
    if shades.all(|shade| *shade == Colour::Auto) {
        return Vec::new();
    }
    let mut ends = vec![usize::MAX; paragraphs.len()];
    // For each depth of tables the end of the row.
    let mut open: Vec<usize> = Vec::new();
    for (index, (_, _, paragraph)) in paragraphs.iter().enumerate().rev() {
        let depth = paragraph.depth as usize;
        open.resize(depth + 1, usize::MAX);
        let is_end = match depth {
            0 | 1 => paragraph.row,
            _ => paragraph.inner_row,
        };
        if is_end {
            open[depth] = index;
        }
        if in_order {
            ends[index] = open[depth];
        }
    }
    ends
}

/// What is said of stretches of text: from which byte to which.
#[derive(Default)]
struct CharacterLists {
    looks: CharacterLooks,
    inks: Vec<Inked>,
    data: Vec<(u32, u32, u32)>,
}

impl CharacterLists {
    /// Adds a stretch with its own properties, which may be those of a style.
    fn add(
        &mut self,
        (from, to): (u32, u32),
        list: &[u8],
        styles: &StyleSheet,
        styled: &[(u32, u32, Effects)],
    ) {
        let (mut own, mut style) = (Effects::default(), Effects::default());
        let mut deleted = false;
        modifiers(list, |code, operand| match code {
            0x4a30 => style = operand.u16(0).map_or(style, |style| styles.effects(style)),
            // Deleted with revision marks.
            0x0800 => deleted = operand.u8(0) == Some(1),
            0x6a03 => {
                let at = operand.u32(0);
                self.data.extend(at.map(|at| (from, to, at)));
            }
            _ => own.note(code, operand),
        });
        if deleted {
            self.looks[CharacterLook::Hidden as usize].push((from, to));
        }
        let mut put = |from: u32, to: u32, paragraph: Effects| {
            let own = own.over(style, paragraph);
            let on = |toggle: Toggle| toggle == Toggle::On;
            if let Some(ink @ Colour::Parts(_)) = own.ink {
                let pen = own.pen.filter(|pen| *pen != Colour::Auto);
                let behind = pen.or(own.shade).unwrap_or(Colour::Auto);
                self.inks.push((from, to, ink, behind));
            }
            for (look, has) in [
                (CharacterLook::Hidden, !own.is_seen()),
                (
                    CharacterLook::Struck,
                    on(own.struck) || on(own.struck_twice),
                ),
                (CharacterLook::Raised, on(own.raised)),
                (CharacterLook::Lifted, on(own.lifted)),
            ] {
                if has {
                    self.looks[look as usize].push((from, to));
                }
            }
        };
        // The parts of it in paragraphs that have such a style, and those between them.
        let mut at = from;
        let first = styled.partition_point(|run| run.1 <= from);
        for &(start, end, effects) in styled[first..].iter().take_while(|run| run.0 < to) {
            if at < start {
                put(at, start, Effects::default());
            }
            put(at.max(start), end.min(to), effects);
            at = end.max(at);
        }
        if at < to {
            put(at, to, Effects::default());
        }
    }
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
                && (at != 0 || size == 1)
            {
                each(from, to, usize::from(at) * 2, page);
            }
        }
    }
}

/// Calls a function for every modifier of a list: its code and operand.
pub(super) fn modifiers<'l>(mut list: &'l [u8], mut each: impl FnMut(u16, &'l [u8])) {
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
            0x442d => paragraph.ground = shade::short(operand).or(paragraph.ground),
            0xc64d => paragraph.ground = shade::long(operand).or(paragraph.ground),
            0xd609 | 0xd612 | 0xd616 | 0xd60c | 0xd62d => {
                shade::note_cells(code, operand, &mut paragraph.definition.shades);
            }
            0x460b => {
                let mut effects = Effects::default();
                effects.note(code, operand);
                paragraph.listed = Some(effects.listed == Toggle::On);
            }
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
