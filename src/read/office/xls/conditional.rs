//! Formats that hold under conditions, as BIFF8 has them: their areas, then a record for each rule.
//!
//! A rule says what it compares the cell with, or a formula, as the tokens of formulas, after its format, which is
//! a number format, a font, alignment, borders and a fill, each where a bit says that it is there.

use super::looks::Looks;
use super::{
    BOF, BOOLERR, EOF, FORMULA, LABEL, LABELSST, MULRK, NUMBER, RK, RSTRING, SheetGrid, records,
    tokens,
};
use crate::read::office::bytes::LittleEndian;
use crate::read::office::conditional::{AREAS, Condition, Conditioned, INK, PAPER, Rules};
use crate::sorted::InOrder;

const CONDFMT: u16 = 0x1b0;
const CF: u16 = 0x1b1;
/// The same as Excel 2007 writes them, for what BIFF8 had no words for.
const CONDFMT12: u16 = 0x879;
const CF12: u16 = 0x87a;

/// Makes what such formats of a sheet may hide unreadable.
pub(super) fn conceal(stream: &[u8], looks: &Looks, in_bytes: bool, grid: &mut SheetGrid) {
    let (mut rules, mut areas, mut is_new) = (Rules::default(), Vec::new(), true);
    for (id, content) in of_sheet(stream) {
        match id {
            // Behind a header of its own.
            CONDFMT | CONDFMT12 if !in_bytes => {
                let from = if id == CONDFMT { 12 } else { 24 };
                areas = areas_of(content.get(from..).unwrap_or_default());
                is_new = true;
            }
            CF | CF12 if !in_bytes => {
                let content = if id == CF {
                    content
                } else {
                    content.get(12..).unwrap_or_default()
                };
                if let Some(condition) = condition(content, id == CF12, looks) {
                    rules.add(&condition, &areas, "", &mut is_new);
                }
            }
            _ => {}
        }
    }
    if rules.is_empty() {
        return;
    }
    let mut coloured = coloured(stream, looks);
    coloured.put_in_order();
    let look = |at| {
        let before = coloured.partition_point(|cell: &((u32, u32), u16)| cell.0 < at);
        let cell = coloured.get(before).filter(|cell| cell.0 == at);
        cell.map_or((Some(INK), Some(PAPER)), |cell| looks.look(cell.1))
    };
    rules.conceal(look, grid);
}

/// The records of the sheet alone.
fn of_sheet(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut depth = 0;
    let open = move |(id, _): &(u16, &[u8])| {
        depth += match *id {
            BOF => 1,
            EOF => -1,
            _ => 0,
        };
        depth > 0
    };
    records(stream).take_while(open)
}

fn areas_of(content: &[u8]) -> Vec<[u32; 4]> {
    let count = usize::from(content.u16(0).unwrap_or(0));
    let areas = content.get(2..).unwrap_or_default().chunks_exact(8);
    let side = |area: &[u8], at| u32::from(area.u16(at).unwrap_or(0));
    // Rows, then columns.
    let areas = areas.map(|area| [side(area, 0), side(area, 4), side(area, 2), side(area, 6)]);
    areas.take(count.min(AREAS)).collect()
}

fn condition(content: &[u8], later: bool, looks: &Looks) -> Option<Condition> {
    let operators = [
        "between",
        "notBetween",
        "equal",
        "notEqual",
        "greaterThan",
        "lessThan",
        "greaterThanOrEqual",
        "lessThanOrEqual",
    ];
    let (kind, operator) = (content.u8(0)?, usize::from(content.u8(1)?));
    let lengths = [usize::from(content.u16(2)?), usize::from(content.u16(4)?)];
    let format = content.get(if later { 10 } else { 6 }..)?;
    let mut rest = format;
    let format = match later && content.u32(6)? == 0 {
        true => Conditioned::default(),
        false => format_of(&mut rest, looks)?,
    };
    let mut formulas = Vec::new();
    // Behind its format a later rule says more of it: its formulas are not looked for.
    if !later {
        let mut at = rest.len().checked_sub(lengths[0] + lengths[1])?;
        for length in lengths {
            let tokens = rest.get(at..at + length)?;
            let counted = [&(length as u16).to_le_bytes()[..], tokens].concat();
            formulas.push(tokens::formula(&counted, false).unwrap_or_default());
            at += length;
        }
    }
    Some(Condition {
        kind: if kind == 1 && !later {
            "cellIs"
        } else {
            "expression"
        }
        .to_owned(),
        operator: operators
            .get(operator.wrapping_sub(1))
            .copied()
            .unwrap_or_default()
            .to_owned(),
        text: None,
        formulas,
        format,
    })
}

/// What a rule's format does; the rest is left of the content.
fn format_of(content: &mut &[u8], looks: &Looks) -> Option<Conditioned> {
    let mut format = Conditioned::default();
    let flags = content.u32(0)?;
    let of_user = content.u16(4)? & 1 != 0;
    let mut take = |count: usize| {
        let (taken, rest) = content.split_at_checked(count)?;
        *content = rest;
        Some(taken)
    };
    take(6)?;
    let has = |bit: u32| flags & 1 << bit != 0;
    if has(25) {
        // Of a number format nobody looks here whether it shows the number.
        format.gone = of_user;
        let length = if of_user {
            usize::from(take(2)?.u16(0)?).checked_sub(2)?
        } else {
            2
        };
        take(length)?;
    }
    if has(26) {
        let font = take(118)?;
        // The bit of what is struck out, unless another says that it is left as it is.
        format.gone |= font.u32(68)? & 0x80 != 0 && font.u32(88)? & 0x80 == 0;
        let colour = font.u32(80)?;
        format.above = u16::try_from(colour)
            .ok()
            .map(|number| looks.colour(number));
    }
    if has(27) {
        take(8)?;
    }
    if has(28) {
        take(8)?;
    }
    if has(29) {
        let fill = take(4)?;
        let colours = fill.u16(2)?;
        // Of a solid one the colour is the second, unless it is left as it is.
        format.behind = match (has(18), has(17)) {
            (false, _) => Some(looks.colour(colours >> 7 & 0x7f)),
            (true, false) => Some(looks.colour(colours & 0x7f)),
            _ => None,
        };
    }
    Some(format)
}

/// The cells of the sheet that have colours, and their formats.
fn coloured(stream: &[u8], looks: &Looks) -> Vec<((u32, u32), u16)> {
    let mut cells = Vec::new();
    for (id, content) in of_sheet(stream) {
        let (Some(row), Some(column)) = (content.u16(0), content.u16(2)) else {
            continue;
        };
        let (row, column) = (u32::from(row), u32::from(column));
        match id {
            LABELSST | LABEL | RSTRING | NUMBER | RK | BOOLERR | FORMULA => {
                cells.extend(content.u16(4).map(|xf| ((row, column), xf)));
            }
            MULRK => {
                let formats = content.get(4..).unwrap_or_default().chunks_exact(6);
                let formats = formats.filter_map(|cell| cell.u16(0));
                cells.extend(
                    (column..)
                        .zip(formats)
                        .map(|(column, xf)| ((row, column), xf)),
                );
            }
            _ => {}
        }
    }
    cells.retain(|(_, xf)| looks.look(*xf) != (Some(INK), Some(PAPER)));
    cells
}
