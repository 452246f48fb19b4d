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
    /// A pattern of two colours, or one that nothing tells: text may be seen on it, whatever its colour.
    Unknown,
}

/// Colours by their numbers in Word 97, after none of its own; rich text without a table has the same.
const NUMBERED: [[u8; 3]; 16] = [
    [0, 0, 0],
    [0, 0, 255],
    [0, 255, 255],
    [0, 255, 0],
    [255, 0, 255],
    [255, 0, 0],
    [255, 255, 0],
    [255, 255, 255],
    [0, 0, 128],
    [0, 128, 128],
    [0, 128, 0],
    [128, 0, 128],
    [128, 0, 0],
    [128, 128, 0],
    [128, 128, 128],
    [192, 192, 192],
];

/// What the same are called as colours of a pen.
const PENS: [&str; 16] = [
    "black",
    "blue",
    "cyan",
    "green",
    "magenta",
    "red",
    "yellow",
    "white",
    "darkBlue",
    "darkCyan",
    "darkGreen",
    "darkMagenta",
    "darkRed",
    "darkYellow",
    "darkGray",
    "lightGray",
];

/// What lies behind text where nothing else does.
const PAPER: Colour = Colour::Parts([255; 3]);

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

    /// A colour by its number in Word 97.
    pub fn numbered(number: usize) -> Colour {
        let parts = number.checked_sub(1).and_then(|index| NUMBERED.get(index));
        parts.map_or(Colour::Auto, |parts| Colour::Parts(*parts))
    }

    /// Whether text of this colour is not seen where the first of these that is a colour lies behind it, and on
    /// paper where none is.
    pub fn is_lost_over(self, behind: &[Colour]) -> bool {
        let mut behind = behind.iter().copied();
        self.is_lost_on(behind.find(|one| *one != Colour::Auto).unwrap_or(PAPER))
    }

    /// A colour of the pen that marks text.
    pub fn highlight(name: &str) -> Option<Colour> {
        let index = PENS.iter().position(|pen| *pen == name)?;
        Some(Colour::numbered(index + 1))
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
