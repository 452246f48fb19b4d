//! What the formats of a workbook make of a number: those of cells, and those that hold under conditions.
//!
//! A font may strike a number out, or hide it: where it has the colour of what lies behind it, or is too small
//! to be seen.

use super::NumberFormat;
use super::conditional::CellLook;
use crate::float;
use crate::read::package::tags;
use crate::read::package::xml::{attribute, is_on, number};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// The colour of paper, and that of text of which nothing says another.
pub(super) const PAPER: u32 = 0x00ff_ffff;
pub(super) const INK: u32 = 0;

/// A colour by its parts, or by the number that a theme or the palette has for it; none for one that nobody
/// names. What is as good as the colour of paper is that, and what is as good as black the colour of text.
fn colour(tag: &BytesStart) -> Option<u32> {
    if let Some(rgb) = attribute(tag, "rgb") {
        let from = rgb.len().checked_sub(6)?;
        let rgb = u32::from_str_radix(rgb.get(from..)?, 16).ok()?;
        let bright = rgb.to_be_bytes()[1..].iter().all(|&part| part >= 240);
        let dark = rgb.to_be_bytes()[1..].iter().all(|&part| part <= 16);
        return Some(match (bright, dark) {
            (true, _) => PAPER,
            (_, true) => INK,
            _ => rgb,
        });
    }
    if let Some(theme) = number(tag, "theme") {
        let tint = attribute(tag, "tint").and_then(|tint| float::parse(tint.trim()));
        let tint = tint.unwrap_or(0.0).clamp(-1.0, 1.0);
        return Some(match theme {
            0 if tint > -0.06 => PAPER,
            _ if tint > 0.94 => PAPER,
            1 if tint < 0.06 => INK,
            theme => 1 << 31 | (theme & 0xff) << 16 | ((tint * 1000.0) as i32 as u32 & 0xffff),
        });
    }
    if attribute(tag, "auto").is_some() {
        return Some(INK);
    }
    match number(tag, "indexed")? {
        // The last is what windows have behind their text.
        1 | 9 | 65 => Some(PAPER),
        0 | 8 | 64 => Some(INK),
        index => Some(1 << 30 | index),
    }
}

/// A colour behind text: of itself that of paper.
fn background(tag: &BytesStart) -> Option<u32> {
    match attribute(tag, "auto") {
        Some(_) => Some(PAPER),
        None => colour(tag),
    }
}

/// A format without what it says in brackets of colours.
fn without_colours(code: &str) -> String {
    let mut plain = code.to_owned();
    for name in ["white", "color2", "白色", "颜色2"] {
        while let Some(at) = plain.to_ascii_lowercase().find(&format!("[{name}]")) {
            plain.replace_range(at..at + name.len() + 2, "");
        }
    }
    plain
}

/// Whether a colour is that of paper.
pub(super) fn is_paper(tag: &BytesStart) -> bool {
    colour(tag) == Some(PAPER)
}

/// What a workbook's formats do, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub formats: Vec<NumberFormat>,
    /// So too, the colours of the font and of what lies behind.
    pub looks: Vec<CellLook>,
    /// Those that hold under conditions.
    pub conditioned: Vec<Conditioned>,
}

/// A font, as far as it matters.
#[derive(Default)]
struct Font {
    struck: bool,
    tiny: bool,
    colour: Option<u32>,
}

/// A format that holds under a condition.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Conditioned {
    /// It strikes numbers out, or writes others.
    pub gone: bool,
    /// Its own colours of text and of what lies behind.
    above: Option<u32>,
    behind: Option<u32>,
}

impl Conditioned {
    /// Whether it hides a number in any cell.
    pub fn may_hide(self) -> bool {
        self.gone || self.above.is_some() || self.behind.is_some()
    }

    /// Whether it hides one in a cell that looks so by itself.
    pub fn hides(self, look: CellLook) -> bool {
        let (above, behind) = (self.above.or(look.0), self.behind.or(look.1));
        let coloured = self.above.is_some() || self.behind.is_some();
        // White on what nobody names may be seen or not.
        let same = above == behind || behind.is_none() && above == Some(PAPER);
        self.gone || coloured && above.is_some() && same
    }
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
    let (mut conditioned, mut looks) = (Vec::<Conditioned>::new(), Vec::new());
    let (mut within, mut solid, mut empty) = (Within::default(), false, false);
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
                    // On what is not the colour of paper white is seen.
                    let format = NumberFormat::of_code(&code);
                    let seen = match format {
                        NumberFormat::White => NumberFormat::of_code(&without_colours(&code)),
                        format => format,
                    };
                    codes.entry(id).or_insert((format, seen));
                }
            }
            ("font", Within::Fonts) => fonts.push(Font {
                colour: Some(INK),
                ..Font::default()
            }),
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
            ("patternFill", Within::Condition) => {
                empty = attribute(tag, "patternType").as_deref() == Some("none");
            }
            ("bgColor", Within::Condition) if !empty => {
                let behind = background(tag);
                under.into_iter().for_each(|under| under.behind = behind);
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
                    .for_each(|fill| *fill = background(tag));
            }
            ("xf", Within::Cells) => {
                let of = |name| number(tag, name).unwrap_or(0);
                let own = codes.get(&of("numFmtId")).copied();
                let built_in = NumberFormat::built_in(of("numFmtId"));
                let behind = fills.get(of("fillId") as usize).copied();
                let behind = behind.unwrap_or(Some(PAPER));
                let font = fonts.get(of("fontId") as usize);
                // What says no colour has that of text.
                let above = font.map_or(Some(INK), |font| font.colour);
                let format = own.map(|(format, seen)| match behind {
                    Some(PAPER) | None => format,
                    Some(_) => seen,
                });
                formats.push(match font {
                    Some(font) if font.struck => NumberFormat::Struck,
                    Some(font) if font.tiny => NumberFormat::White,
                    _ if above.is_some() && above == behind => NumberFormat::White,
                    _ => format.or(built_in).unwrap_or_default(),
                });
                looks.push((above, behind));
            }
            _ => {}
        }
    });
    Styles {
        formats,
        looks,
        conditioned,
    }
}
