//! What the formats of a workbook make of a number: those of cells, and those that hold under conditions.
//!
//! A font may strike a number out, or hide it: where it has the colour of what lies behind it, or is too small
//! to be seen.

use super::NumberFormat;
use crate::float;
use crate::read::office::conditional::{CellLook, Conditioned, INK, PAPER, alike};
use crate::read::office::format::TextFormat;
use crate::read::package::tags;
use crate::read::package::xml::{attribute, is_on, number};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// A colour by its parts, or by the number that a theme or the palette has for it; none for one that nobody
/// names. What is as good as the colour of paper is that, and what is as good as black the colour of text.
pub(super) fn colour(tag: &BytesStart) -> Option<u32> {
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

/// What a workbook's formats do, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub formats: Vec<NumberFormat>,
    /// What those of them do to texts that do not leave texts as they are, by the same numbers.
    pub texts: BTreeMap<usize, TextFormat>,
    /// So too, the colours of the font and of what lies behind.
    pub looks: Vec<CellLook>,
    /// Those that hold under conditions.
    pub conditioned: Vec<Conditioned>,
}

impl Styles {
    /// Says colours by their parts: numbers in the colour of what lies behind them are not seen.
    pub fn say_parts(&mut self, parts: impl Fn(u32) -> u32) {
        for (format, look) in self.formats.iter_mut().zip(&mut self.looks) {
            *look = (look.0.map(&parts), look.1.map(&parts));
            let lost = look.0.zip(look.1).is_some_and(|(a, b)| alike(a, b));
            if lost && *format != NumberFormat::Struck {
                *format = NumberFormat::White;
            }
        }
        for format in &mut self.conditioned {
            format.above = format.above.map(&parts);
            format.behind = format.behind.map(&parts);
        }
    }
}

/// A font, as far as it matters.
#[derive(Default)]
struct Font {
    struck: bool,
    tiny: bool,
    colour: Option<u32>,
}

/// A format that holds under a condition, being read.
#[derive(Default)]
pub(super) struct Dxf {
    pub format: Conditioned,
    in_font: bool,
    /// Nothing is behind the text, whatever colours are named.
    empty: bool,
}

impl Dxf {
    /// Takes note of a tag within it.
    pub fn note(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "font" => self.in_font = true,
            "fill" | "border" | "alignment" => self.in_font = false,
            "numFmt" => {
                self.in_font = false;
                let code = attribute(tag, "formatCode").unwrap_or_default();
                let shown = NumberFormat::of_code(&code).show(7.0, false);
                self.format.gone |= !shown.contains('7');
            }
            "strike" if self.in_font => self.format.gone |= is_on(tag),
            "color" if self.in_font => self.format.above = colour(tag),
            "patternFill" => {
                self.empty = attribute(tag, "patternType").as_deref() == Some("none");
            }
            "bgColor" if !self.empty => self.format.behind = background(tag),
            _ => {}
        }
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
    /// A format under a condition.
    Condition,
}

/// What each cell format makes of a number, and which formats under conditions hide one.
pub(super) fn formats(xml: &str) -> Styles {
    let mut formats = Vec::new();
    let (mut codes, mut fonts, mut fills) = (BTreeMap::new(), Vec::<Font>::new(), Vec::new());
    let (mut conditioned, mut looks) = (Vec::<Dxf>::new(), Vec::new());
    let mut texts = BTreeMap::new();
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
                conditioned.push(Dxf::default());
                Within::Condition
            }
            (_, within) => within,
        };
        let font = fonts.last_mut().filter(|_| within == Within::Fonts);
        if within == Within::Condition {
            if let Some(dxf) = conditioned.last_mut() {
                dxf.note(name, tag);
            }
            return;
        }
        match (name, within) {
            ("numFmt", _) => {
                let code = attribute(tag, "formatCode");
                if let (Some(id), Some(code)) = (number(tag, "numFmtId"), code) {
                    // On what is not the colour of paper white is seen.
                    let format = NumberFormat::of_code(&code);
                    let seen = match format {
                        NumberFormat::White => NumberFormat::of_code(&without_colours(&code)),
                        format => format,
                    };
                    let text = TextFormat::of_code(&code);
                    codes.entry(id).or_insert((format, seen, text));
                }
            }
            ("font", Within::Fonts) => fonts.push(Font {
                colour: Some(INK),
                ..Font::default()
            }),
            ("strike", _) => {
                font.into_iter().for_each(|font| font.struck = is_on(tag));
            }
            ("sz", _) => {
                let size = attribute(tag, "val").and_then(|size| float::parse(size.trim()));
                let tiny = size.is_some_and(|size| size <= 2.0);
                font.into_iter().for_each(|font| font.tiny = tiny);
            }
            ("color", _) => {
                font.into_iter().for_each(|font| font.colour = colour(tag));
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
                if let Some((_, _, text)) = own.filter(|own| own.2 != TextFormat::Same) {
                    texts.insert(formats.len(), text);
                }
                let format = own.map(|(format, seen, _)| match behind {
                    Some(PAPER) | None => format,
                    Some(_) => seen,
                });
                formats.push(match font {
                    Some(font) if font.struck => NumberFormat::Struck,
                    Some(font) if font.tiny => NumberFormat::White,
                    _ if above.zip(behind).is_some_and(|(a, b)| alike(a, b)) => NumberFormat::White,
                    _ => format.or(built_in).unwrap_or_default(),
                });
                looks.push((above, behind));
            }
            _ => {}
        }
    });
    Styles {
        formats,
        texts,
        looks,
        conditioned: conditioned.into_iter().map(|dxf| dxf.format).collect(),
    }
}
