//! Colours of text documents: text in the colour of what lies behind it is not seen.

use crate::read::package::xml::attribute;
use quick_xml::events::BytesStart;

/// A colour by its parts; by its name in the theme, where it has no parts; or none of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Parts([u8; 3]),
    /// A number made of the name.
    Theme(u32),
    Auto,
}

/// Parts that differ by less look alike.
const ALIKE: u8 = 16;

impl Colour {
    /// The colour that one attribute of a tag says by its parts, or else another by its name.
    pub fn of(tag: &BytesStart, parts: &str, theme: &str) -> Colour {
        let parts = attribute(tag, parts).and_then(|parts| Colour::hexadecimal(&parts));
        let name = || attribute(tag, theme);
        let number = |name: &str| {
            name.bytes()
                .fold(0u32, |sum, byte| sum.wrapping_mul(31) + u32::from(byte))
        };
        parts
            .or_else(|| name().map(|name| Colour::Theme(number(&name))))
            .unwrap_or(Colour::Auto)
    }

    /// Two digits a part: `FF0000`.
    pub fn hexadecimal(parts: &str) -> Option<Colour> {
        let number = u32::from_str_radix(parts, 16).ok();
        let [_, parts @ ..] = number.filter(|_| parts.len() == 6)?.to_be_bytes();
        Some(Colour::Parts(parts))
    }

    /// A colour of the pen that marks text.
    pub fn highlight(name: &str) -> Option<Colour> {
        Some(Colour::Parts(match name {
            "yellow" => [255, 255, 0],
            "green" => [0, 255, 0],
            "cyan" => [0, 255, 255],
            "magenta" => [255, 0, 255],
            "blue" => [0, 0, 255],
            "red" => [255, 0, 0],
            "darkBlue" => [0, 0, 128],
            "darkCyan" => [0, 128, 128],
            "darkGreen" => [0, 128, 0],
            "darkMagenta" => [128, 0, 128],
            "darkRed" => [128, 0, 0],
            "darkYellow" => [128, 128, 0],
            "darkGray" => [128, 128, 128],
            "lightGray" => [192, 192, 192],
            "black" => [0, 0, 0],
            _ => return None,
        }))
    }

    /// Its parts in one number.
    pub fn number(self) -> Option<u32> {
        match self {
            Colour::Parts([red, green, blue]) => Some(u32::from_be_bytes([0, red, green, blue])),
            _ => None,
        }
    }

    /// Whether text of this colour is not seen on another: on a dark one, text without a colour is white.
    pub fn is_lost_on(self, behind: Colour) -> bool {
        match (self, behind) {
            (Colour::Parts(text), Colour::Parts(behind)) => {
                let mut parts = text.into_iter().zip(behind);
                parts.all(|(one, other)| one.abs_diff(other) < ALIKE)
            }
            (Colour::Theme(text), Colour::Theme(behind)) => text == behind,
            _ => false,
        }
    }
}
