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

/// What declarations make of text.
#[derive(Clone, Copy, Default)]
pub(super) struct DeclaredStyle {
    /// None where they say nothing of it.
    pub look: Option<Look>,
    /// They may give it a colour to stand on.
    pub shaded: bool,
    pub apart: bool,
    pub odd: bool,
    /// They put digits beside it, where they are of what stands before or behind an element.
    pub adds: bool,
}

impl DeclaredStyle {
    pub fn of(look: Look) -> DeclaredStyle {
        DeclaredStyle {
            look: Some(look),
            ..DeclaredStyle::default()
        }
    }

    /// Reads declarations; `inline` where they are those of a stretch of text.
    pub fn read(&mut self, style: &str, inline: bool) {
        let mut look = None;
        // Whether it has no room, and what has none is cut off.
        let (mut narrow, mut cut, mut paper) = (false, false, false);
        let mut rest = style;
        while !rest.is_empty() {
            // Declarations are short: byte by byte is faster than what looks far ahead.
            let end = rest.bytes().position(|b| b == b';');
            let declaration = rest[..end.unwrap_or(rest.len())].trim_ascii_start();
            rest = end.map_or("", |end| &rest[end + 1..]);
            let Some(colon) = declaration.bytes().position(|b| b == b':') else {
                continue;
            };
            let (name, value) = (
                declaration[..colon].trim_ascii_end(),
                &declaration[colon + 1..],
            );
            let begins = |start: &str| {
                let own = name.as_bytes().get(..start.len());
                own.is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()))
            };
            if begins("background") || begins("mso-background") {
                let white = !FIRST && is_white(value.trim_ascii());
                paper |= white;
                self.shaded |= !white;
                continue;
            }
            let of = |known: &str| known.eq_ignore_ascii_case(name);
            let sized = ["transform", "overflow", "width", "height"].iter();
            if !FIRST && (sized.clone().any(|sized| of(sized)) || begins("max-")) {
                let nothing = matches!(value.trim_ascii(), "0" | "0px" | "1px");
                narrow |= nothing || declaration.contains("scale(0)");
                cut |= declaration.ends_with("hidden") || declaration.contains("scale(0)");
                continue;
            }
            let is_known = |known: &&str| known.eq_ignore_ascii_case(name);
            let Some(&name) = PROPERTIES.iter().find(|known| is_known(known)) else {
                continue;
            };
            let mut value = Cow::Borrowed(value.trim_ascii());
            // Most values are short words, and Word gives every stretch several.
            if value
                .bytes()
                .any(|b| b == b'!' || b.is_ascii_whitespace() || b.is_ascii_uppercase())
            {
                let close = value.replace(&[' ', '\n', '\t', '\r'][..], "");
                let own = close.strip_suffix("!important").unwrap_or(&close);
                value = Cow::Owned(own.to_ascii_lowercase());
            }
            let off = value.starts_with("-9") || value.starts_with("-1000");
            let is = |start: &str| value.starts_with(start);
            let found = match name {
                "display" | "mso-hide" if matches!(&*value, "none" | "all" | "screen") => {
                    Look::Gone
                }
                "visibility" if is("hidden") || is("collapse") => Look::Gone,
                "display" | "visibility" => {
                    let block = ["block", "flex", "grid", "table", "list-item"];
                    self.apart |= !FIRST && block.iter().any(|block| is(block));
                    look.unwrap_or(Look::Plain)
                }
                "content-visibility" if is("hidden") => Look::Gone,
                "filter" if matches!(&*value, "opacity(0)" | "opacity(0%)") => Look::Gone,
                "unicode-bidi" if value.contains("override") => {
                    self.odd |= !FIRST;
                    continue;
                }
                "content" => {
                    self.adds |= !FIRST && adds(&value);
                    continue;
                }
                "opacity" if matches!(&*value, "0" | "0.0" | "0%" | ".0" | "0.00") => Look::Gone,
                "clip" if is("rect(0") || is("rect(1px") => Look::Gone,
                "clip-path" if is("inset(50%") || is("inset(100%") || is("circle(0") => Look::Gone,
                "left" | "top" | "text-indent" | "margin-left" if off => Look::Gone,
                "font-size" if is_tiny(&value) => match inline {
                    true => Look::Gone,
                    false if FIRST => continue,
                    false => Look::Tiny,
                },
                "color" if is_clear(&value) => Look::Gone,
                "color" if is_white(&value) => Look::White,
                "text-decoration" | "text-decoration-line" if value.contains("line-through") => {
                    Look::Struck
                }
                "vertical-align" if value == "super" => Look::Raised,
                _ => continue,
            };
            if look != Some(Look::Gone) {
                look = Some(found);
            }
        }
        if narrow && cut || paper && look == Some(Look::White) {
            look = Some(Look::Gone);
        }
        self.look = look;
    }
}

/// Whether letters of a size have none, or one that nobody sees.
fn is_tiny(size: &str) -> bool {
    size == "0"
        || size.starts_with("0p")
        || !FIRST && matches!(size, "1px" | "1pt" | "0em" | "0rem" | "0%")
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
