//! The colours of a workbook's theme by their parts: text in one of them is not seen on the same colour that is
//! said by its parts. The part is read only where a workbook has colours of both kinds.

use super::strings::Strings;
use super::styles::Styles;
use crate::read::office::conditional::{INK, PAPER};
use crate::read::package::tags;
use crate::read::package::xml::attribute;

/// What marks a colour as one of the theme.
const THEMED: u32 = 1 << 31;

/// The colours of the theme, by the numbers that cells have for them.
pub(super) struct Theme(Vec<u32>);

/// Whether cells and texts have colours of a theme, and others that are neither that of paper nor that of text.
pub(super) fn is_mixed(styles: &Styles, strings: &Strings) -> bool {
    let colours = || {
        let looks = styles.looks.iter().flat_map(|look| [look.0, look.1]);
        let conditioned = styles.conditioned.iter();
        let conditioned = conditioned.flat_map(|format| [format.above, format.behind]);
        let tints = strings.tints.values().copied();
        looks.chain(conditioned).flatten().chain(tints)
    };
    let other = |colour: u32| colour < 1 << 24 && colour != INK && colour != PAPER;
    colours().any(|colour| colour & THEMED != 0) && colours().any(other)
}

impl Theme {
    /// Reads the part.
    pub fn read(xml: &str) -> Self {
        let mut colours = Vec::new();
        let mut open = false;
        tags(xml, |tag| match tag.local_name().as_ref() {
            "clrScheme" => open = true,
            "fontScheme" | "fmtScheme" => open = false,
            "srgbClr" | "sysClr" if open => {
                let parts = attribute(tag, "lastClr").or_else(|| attribute(tag, "val"));
                let parts = parts.and_then(|parts| u32::from_str_radix(&parts, 16).ok());
                colours.push(parts.unwrap_or(u32::MAX));
            }
            _ => {}
        });
        // Cells count what is light before what is dark.
        for pair in colours.chunks_exact_mut(2).take(2) {
            pair.swap(0, 1);
        }
        Theme(colours)
    }

    /// A colour by its parts, where the theme says them.
    pub fn resolve(&self, colour: u32) -> u32 {
        if colour & THEMED == 0 {
            return colour;
        }
        let tint = f64::from(colour as u16 as i16) / 1000.0;
        let parts = self.0.get((colour >> 16 & 0xff) as usize).copied();
        match parts.filter(|parts| *parts < 1 << 24) {
            Some(parts) => tinted(parts, tint),
            None => colour,
        }
    }
}

/// A colour made darker or lighter: its lightness between black and white, of the same hue.
fn tinted(parts: u32, tint: f64) -> u32 {
    if tint == 0.0 {
        return parts;
    }
    let [_, parts @ ..] = parts.to_be_bytes();
    let parts = parts.map(|part| f64::from(part) / 255.0);
    let most = parts.into_iter().fold(0.0, f64::max);
    let least = parts.into_iter().fold(1.0, f64::min);
    let light = (most + least) / 2.0;
    let room = |light: f64| light.min(1.0 - light);
    let lighter = match tint < 0.0 {
        true => light * (1.0 + tint),
        false => light * (1.0 - tint) + tint,
    };
    // How far each part stands from the middle grows and shrinks with the room there is.
    let scale = match room(light) > 0.0 {
        true => room(lighter) / room(light),
        false => 0.0,
    };
    let part = |part: f64| {
        let part = (lighter + (part - light) * scale) * 255.0 + 0.5;
        part.clamp(0.0, 255.0) as u8
    };
    let [red, green, blue] = parts.map(part);
    u32::from_be_bytes([0, red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_theme_have_the_parts_that_it_says() {
        let of =
            |name: &str, parts: &str| format!("<a:{name}><a:srgbClr val='{parts}'/></a:{name}>");
        let xml = format!(
            "<a:theme><a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1>{}{}{}{}</a:clrScheme><a:fmtScheme><a:srgbClr val='FF0000'/></a:fmtScheme></a:theme>",
            of("lt1", "FFFFFF"),
            of("dk2", "1F497D"),
            of("lt2", "EEECE1"),
            of("accent1", "4F81BD"),
        );
        let theme = Theme::read(&xml);
        let colour = |number: u32, tint: i16| THEMED | number << 16 | u32::from(tint as u16);
        assert_eq!(theme.resolve(colour(4, 0)), 0x4f_81bd);
        assert_eq!(theme.resolve(colour(3, 0)), 0x1f_497d);
        // As Excel itself shows them: 80 % lighter, 25 % darker.
        assert_eq!(theme.resolve(colour(4, 800)), 0xdc_e6f2);
        assert_eq!(theme.resolve(colour(4, -250)), 0x37_6092);
        assert_eq!(theme.resolve(colour(5, 0)), colour(5, 0));
        assert_eq!(theme.resolve(0xff_0000), 0xff_0000);
    }
}
