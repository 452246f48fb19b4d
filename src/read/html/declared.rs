//! What the declarations of one style make of text.

use super::look::Look;
use crate::language::FIRST;
use std::borrow::Cow;

pub(super) fn is_white(color: &str) -> bool {
    let white = ["white", "#fff", "#ffffff", "rgb(255,255,255)"];
    if white.iter().any(|white| color.eq_ignore_ascii_case(white)) {
        return true;
    }
    // Nearly so.
    let hex = color.strip_prefix('#').filter(|_| !FIRST);
    hex.is_some_and(|hex| {
        let light =
            |pair: &[u8]| pair[0] | 32 == b'f' && matches!(pair[1] | 32, b'8'..=b'9' | b'a'..=b'f');
        matches!(hex.len(), 6 | 8) && hex.as_bytes()[..6].chunks(2).all(light)
    }) || !FIRST && color.starts_with("rgba(255,255,255,")
}

/// Whether a colour in small letters lets everything through.
fn is_clear(color: &str) -> bool {
    color == "transparent"
        || !FIRST
            && (color.starts_with("rgba(")
                && [",0)", ",0.0)", ",0%)"]
                    .iter()
                    .any(|end| color.ends_with(end))
                || color.len() == 9 && color.starts_with('#') && color.ends_with("00"))
}

/// Properties that hide text, strike it out, raise it or turn it round.
const PROPERTIES: [&str; 19] = [
    "content",
    "content-visibility",
    "filter",
    "unicode-bidi",
    "display",
    "mso-hide",
    "visibility",
    "opacity",
    "clip",
    "clip-path",
    "left",
    "top",
    "text-indent",
    "margin-left",
    "font-size",
    "color",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
];

/// Properties that hide as one of those does, and which that is.
const ALIKE: [(&str, usize); 7] = [
    ("zoom", 7),
    ("scale", 7),
    ("translate", 10),
    ("inset-inline-start", 10),
    ("right", 10),
    ("font", 14),
    ("-webkit-text-fill-color", 15),
];

/// Of the properties those that do not hide, as bits in their order; the last two are no properties: white letters,
/// and what is hidden by several together.
pub(super) const DISPLAY: u32 = 1 << 4;
/// Those by which a rule shows what another hides: `display` and `visibility`.
pub(super) const SHOWN: u32 = DISPLAY | 1 << 6;
const SIZE: u32 = 1 << 14;
const COLOR: u32 = 1 << 15;
const STRUCK: u32 = 3 << 16;
const RAISED: u32 = 1 << 18;
const WHITE: u32 = 1 << 19;
const TOGETHER: u32 = 1 << 20;
/// A block's letters have no size.
const TINY: u32 = 1 << 21;

/// What declarations make of text.
#[derive(Clone, Copy, Default)]
pub(super) struct DeclaredStyle {
    /// Properties that change how it looks, and those of which something is said: the last that says it counts.
    pub set: u32,
    pub said: u32,
    /// They may give it a colour to stand on.
    pub shaded: bool,
    pub apart: bool,
    pub odd: bool,
    /// They may show what others hide.
    pub perhaps: bool,
    /// They put digits beside it, where they are of what stands before or behind an element.
    pub adds: bool,
}

impl DeclaredStyle {
    /// Takes what stands above these in the cascade.
    pub fn take(&mut self, above: &DeclaredStyle) {
        self.set = self.set & !above.said | above.set;
        self.said |= above.said;
        self.shaded |= above.shaded;
        self.apart |= above.apart;
        self.odd |= above.odd;
        self.perhaps |= above.perhaps;
    }

    /// How text looks that looked so before.
    pub fn look(&self, before: Look) -> Look {
        let has = |bits| self.set & bits != 0;
        match before {
            _ if has(!(STRUCK | RAISED | WHITE | TINY)) => Look::Gone,
            Look::Struck => before,
            _ if has(STRUCK) => Look::Struck,
            _ if has(WHITE) => Look::White,
            _ if has(TINY) => Look::Tiny,
            _ if has(RAISED) => Look::Raised,
            _ => before,
        }
    }

    /// Reads declarations; `inline` where they are those of a stretch of text.
    pub fn read(&mut self, style: &str, inline: bool) {
        let mut room = Room::default();
        let mut rest = style;
        while !rest.is_empty() {
            // Declarations are short: byte by byte is faster than what looks far ahead.
            let end = rest.bytes().position(|b| b == b';');
            let declaration = rest[..end.unwrap_or(rest.len())].trim_ascii_start();
            rest = end.map_or("", |end| &rest[end + 1..]);
            if let Some(colon) = declaration.bytes().position(|b| b == b':') {
                let name = declaration[..colon].trim_ascii_end();
                self.declare(name, &declaration[colon + 1..], inline, &mut room);
            }
        }
        if room.narrow && room.cut || room.paper && self.set & WHITE != 0 {
            self.set |= TOGETHER;
        }
    }

    /// Reads one declaration.
    fn declare(&mut self, name: &str, value: &str, inline: bool, room: &mut Room) {
        let begins = |start: &str| {
            let own = name.as_bytes().get(..start.len());
            own.is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()))
        };
        if begins("background") || begins("mso-background") {
            let white = !FIRST && is_white(value.trim_ascii());
            room.paper |= white;
            self.shaded |= !white;
            return;
        }
        let is_known = |known: &str| known.eq_ignore_ascii_case(name);
        let mut sized = ["transform", "overflow", "width", "height"].into_iter();
        if !FIRST && (sized.any(is_known) || begins("max-")) {
            let nothing = matches!(value.trim_ascii(), "0" | "0px" | "1px");
            room.narrow |= nothing || value.contains("scale(0)");
            room.cut |= value.ends_with("hidden") || value.contains("scale(0)");
            return;
        }
        let known = PROPERTIES.iter().position(|known| is_known(known));
        // Others that do the same, in style sheets.
        let alike = || {
            ALIKE
                .iter()
                .find(|alike| !FIRST && is_known(alike.0) && (!inline || alike.0 == "font"))
        };
        let Some(at) = known.or_else(|| Some(alike()?.1)) else {
            return;
        };
        // Of a font the size stands among others.
        let among = || !FIRST && known.is_none() && value.split_ascii_whitespace().any(is_tiny);
        let sizeless = PROPERTIES[at] == "font-size" && among();
        let Some(set) = self.meant(at, &close(value), sizeless, inline) else {
            return;
        };
        let own = 1 << at;
        let said = match own {
            COLOR => COLOR | WHITE,
            SIZE => SIZE | TINY,
            _ => own,
        };
        self.set = self.set & !said | set;
        self.said |= said;
    }

    /// What the value of a known property sets; none where it is no more than a note.
    fn meant(&mut self, at: usize, value: &str, sizeless: bool, inline: bool) -> Option<u32> {
        let own = 1 << at;
        let is = |start: &str| value.starts_with(start);
        let set = match PROPERTIES[at] {
            "display" | "mso-hide" if matches!(value, "none" | "all" | "screen") => own,
            "visibility" if is("hidden") || is("collapse") => own,
            "display" if is("var(") => {
                self.odd |= !FIRST;
                return None;
            }
            "display" | "visibility" => {
                let block = ["block", "flex", "grid", "table", "list-item"];
                self.apart |= !FIRST && block.iter().any(|block| is(block));
                0
            }
            "content-visibility" if is("hidden") => own,
            "filter" if matches!(value, "opacity(0)" | "opacity(0%)") => own,
            "unicode-bidi" if value.contains("override") => {
                self.odd |= !FIRST;
                return None;
            }
            "content" => {
                self.adds |= !FIRST && adds(value);
                return None;
            }
            "opacity" if matches!(value, "0" | "0.0" | "0%" | ".0" | "0.00") => own,
            "clip" if is("rect(0") || is("rect(1px") => own,
            "clip-path" if is("inset(50%") || is("inset(100%") || is("circle(0") => own,
            "left" | "top" | "text-indent" | "margin-left" if is_far_off(value) => own,
            "font-size" if sizeless || is_tiny(value) => match inline {
                true => own,
                false => TINY,
            },
            "color" if is_clear(value) => own,
            "color" if is_white(value) => WHITE,
            "text-decoration" | "text-decoration-line" if value.contains("line-through") => own,
            "vertical-align" if value == "super" => own,
            _ => 0,
        };
        Some(set)
    }
}

/// Whether an element has no room, whether what has none is cut off, and whether the paper behind it is white.
#[derive(Default)]
struct Room {
    narrow: bool,
    cut: bool,
    paper: bool,
}

/// A value without what does not change it. Most values are short words, and Word gives every stretch several.
fn close(value: &str) -> Cow<'_, str> {
    let value = value.trim_ascii();
    let loose = |b: u8| b == b'!' || b.is_ascii_whitespace() || b.is_ascii_uppercase();
    if !value.bytes().any(loose) {
        return Cow::Borrowed(value);
    }
    let close = value.replace(&[' ', '\n', '\t', '\r'][..], "");
    let own = close.strip_suffix("!important").unwrap_or(&close);
    Cow::Owned(own.to_ascii_lowercase())
}

/// Some 900 points to the left; an indent that hangs is shorter.
fn is_far_off(value: &str) -> bool {
    value.strip_prefix('-').is_some_and(|far| {
        let digits = far.bytes().take_while(u8::is_ascii_digit).count();
        let em = far.ends_with("em");
        digits + usize::from(em) + usize::from(far.starts_with('9')) > 3
    })
}

/// Whether letters of a size have none, or one that nobody sees.
fn is_tiny(size: &str) -> bool {
    size == "0"
        || size.starts_with("0p")
        || !FIRST
            && (matches!(size, "1px" | "1pt" | "0em" | "0rem" | "0%") || size.starts_with("0/"))
}

/// Whether a text that is put beside an element has digits; those of an escape are none.
fn adds(content: &str) -> bool {
    let mut escaped = false;
    content.starts_with(['"', '\''])
        && content.chars().any(|c| {
            escaped = c == '\\' || escaped && c.is_ascii_hexdigit();
            !escaped && c.is_ascii_digit()
        })
}

/// The declarations of a style that are marked as important.
pub(super) fn important(declarations: &str) -> String {
    let marked = |one: &&str| {
        let close = one.rsplit_once('!').map_or("", |(_, mark)| mark);
        close.trim().eq_ignore_ascii_case("important")
    };
    let all: Vec<&str> = declarations.split(';').filter(marked).collect();
    all.join(";")
}
