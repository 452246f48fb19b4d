//! What the formats of a workbook make of a number: those of cells, and those that hold under conditions.
//!
//! A font may strike a number out, or hide it: where it has the colour of what lies behind it, or is too small
//! to be seen.

use super::NumberFormat;
use crate::float;
use crate::read::package::tags;
use crate::read::package::xml::{attribute, is_on, number};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// The colour of paper.
const PAPER: u32 = 0x00ff_ffff;

/// A colour by its parts, or by the number that a theme or the palette has for it; none for one that nobody
/// names. What is as good as the colour of paper is that.
fn colour(tag: &BytesStart) -> Option<u32> {
    if let Some(rgb) = attribute(tag, "rgb") {
        let from = rgb.len().checked_sub(6)?;
        let rgb = u32::from_str_radix(rgb.get(from..)?, 16).ok()?;
        let bright = rgb.to_be_bytes()[1..].iter().all(|&part| part >= 240);
        return Some(if bright { PAPER } else { rgb });
    }
    if let Some(theme) = number(tag, "theme") {
        let tint = attribute(tag, "tint").and_then(|tint| float::parse(tint.trim()));
        let tint = tint.unwrap_or(0.0).clamp(-1.0, 1.0);
        return Some(match theme {
            0 if tint > -0.06 => PAPER,
            _ if tint > 0.94 => PAPER,
            theme => 1 << 31 | (theme & 0xff) << 16 | ((tint * 1000.0) as i32 as u32 & 0xffff),
        });
    }
    match number(tag, "indexed")? {
        // The last is what windows have behind their text.
        1 | 9 | 65 => Some(PAPER),
        index => Some(1 << 30 | index),
    }
}

/// Whether a colour is that of paper.
pub(super) fn is_paper(tag: &BytesStart) -> bool {
    colour(tag) == Some(PAPER)
}

/// What a workbook's formats do, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub formats: Vec<NumberFormat>,
    /// Of those that hold under conditions, whether they hide a number.
    pub hiding: Vec<bool>,
}

/// A font, as far as it matters.
#[derive(Default)]
struct Font {
    struck: bool,
    tiny: bool,
    colour: Option<u32>,
}

/// A format that holds under a condition.
#[derive(Default)]
struct Conditioned {
    /// It strikes numbers out, or writes others.
    gone: bool,
    above: Option<u32>,
    behind: Option<u32>,
}

/// Where in the part its tags stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Other,
    Fonts,
    Fills,
    Cells,
    /// A format under a condition, outside and inside of its font.
    Condition,
    ConditionFont,
}

/// What each cell format makes of a number, and which formats under conditions hide one.
pub(super) fn formats(xml: &str) -> Styles {
    let mut formats = Vec::new();
    let (mut codes, mut fonts, mut fills) = (BTreeMap::new(), Vec::<Font>::new(), Vec::new());
    let mut conditioned: Vec<Conditioned> = Vec::new();
    let (mut within, mut solid) = (Within::default(), false);
    tags(xml, |tag| {
        let name = tag.local_name();
        let name = name.as_ref();
        within = match (name, within) {
            ("fonts", _) => Within::Fonts,
            ("fills", _) => Within::Fills,
            ("cellXfs", _) => Within::Cells,
            ("borders" | "cellStyleXfs" | "cellStyles" | "tableStyles" | "colors", _) => {
                Within::Other
            }
            ("dxf", _) => {
                conditioned.push(Conditioned::default());
                Within::Condition
            }
            ("font", Within::Condition) => Within::ConditionFont,
            ("fill" | "border" | "alignment" | "numFmt", Within::ConditionFont) => {
                Within::Condition
            }
            (_, within) => within,
        };
        let font = fonts.last_mut().filter(|_| within == Within::Fonts);
        let under = conditioned.last_mut();
        match (name, within) {
            ("numFmt", Within::Condition) => {
                let code = attribute(tag, "formatCode").unwrap_or_default();
                let shown = NumberFormat::of_code(&code).show(7.0, false);
                under
                    .into_iter()
                    .for_each(|under| under.gone |= !shown.contains('7'));
            }
            ("numFmt", _) => {
                let code = attribute(tag, "formatCode");
                if let (Some(id), Some(code)) = (number(tag, "numFmtId"), code) {
                    codes.entry(id).or_insert(NumberFormat::of_code(&code));
                }
            }
            ("font", Within::Fonts) => fonts.push(Font::default()),
            ("strike", _) => {
                font.into_iter().for_each(|font| font.struck = is_on(tag));
                let under = under.filter(|_| within == Within::ConditionFont);
                under.into_iter().for_each(|under| under.gone |= is_on(tag));
            }
            ("sz", _) => {
                let size = attribute(tag, "val").and_then(|size| float::parse(size.trim()));
                let tiny = size.is_some_and(|size| size <= 2.0);
                font.into_iter().for_each(|font| font.tiny = tiny);
            }
            ("color", _) => {
                font.into_iter().for_each(|font| font.colour = colour(tag));
                let under = under.filter(|_| within == Within::ConditionFont);
                under
                    .into_iter()
                    .for_each(|under| under.above = colour(tag));
            }
            ("bgColor", Within::Condition) => {
                under
                    .into_iter()
                    .for_each(|under| under.behind = colour(tag));
            }
            ("fill", Within::Fills) => fills.push(None),
            ("patternFill" | "gradientFill", Within::Fills) => {
                let pattern = attribute(tag, "patternType").unwrap_or_default();
                solid = pattern == "solid";
                let none = name == "patternFill" && matches!(&*pattern, "" | "none");
                if let Some(fill) = fills.last_mut() {
                    *fill = none.then_some(PAPER);
                }
            }
            ("fgColor", Within::Fills) if solid => {
                fills
                    .last_mut()
                    .into_iter()
                    .for_each(|fill| *fill = colour(tag));
            }
            ("xf", Within::Cells) => {
                let of = |name| number(tag, name).unwrap_or(0);
                let own = codes.get(&of("numFmtId")).copied();
                let format = own.or(NumberFormat::built_in(of("numFmtId")));
                let behind = fills.get(of("fillId") as usize).copied();
                let behind = behind.unwrap_or(Some(PAPER));
                let hidden =
                    |font: &Font| font.tiny || font.colour.is_some() && font.colour == behind;
                formats.push(match fonts.get(of("fontId") as usize) {
                    Some(font) if font.struck => NumberFormat::Struck,
                    Some(font) if hidden(font) => NumberFormat::White,
                    _ => format.unwrap_or_default(),
                });
            }
            _ => {}
        }
    });
    let hides = |under: &Conditioned| {
        under.gone || under.above.is_some() && under.above == under.behind.or(Some(PAPER))
    };
    let hiding = conditioned.iter().map(hides).collect();
    Styles { formats, hiding }
}
