//! What every reader of XML parts needs: local names, attributes, the text of references. Entities
//! are never expanded beyond the five of XML and character numbers; a DTD is passed over.

use super::tokens::TagAttributes;
use crate::bytes;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart};
use std::borrow::Cow;

/// A tokeniser that forgives what a table survives.
pub(crate) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// A part as text: UTF-8, or UTF-16 by its mark.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|b| of([b[0], b[1]]))
            .collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

/// Sound text is told far faster than damaged text is mended.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Calls a function for every attribute, by its local name: once through, where several are asked for.
pub(crate) fn attributes<'a>(tag: &'a BytesStart, mut each: impl FnMut(&str, Cow<'a, str>)) {
    let plain = bytes::find(tag.attributes_raw().as_bytes(), b'&').is_none();
    for (name, value) in TagAttributes::of(tag) {
        each(name, if plain { value } else { unescaped(value) });
    }
}

fn unescaped(value: Cow<str>) -> Cow<str> {
    if bytes::find(value.as_bytes(), b'&').is_none() {
        return value;
    }
    match unescape(&value) {
        Ok(Cow::Owned(value)) => Cow::Owned(value),
        _ => value,
    }
}

/// An attribute by its local name; prefixes differ between writers.
pub(crate) fn attribute<'a>(tag: &'a BytesStart, name: &str) -> Option<Cow<'a, str>> {
    let (_, value) = TagAttributes::of(tag).find(|(own, _)| *own == name)?;
    Some(unescaped(value))
}

/// The attributes of a tag by their local names, for whoever asks for many of them.
pub(crate) struct XmlAttributes<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> XmlAttributes<'a> {
    pub fn of(tag: &'a BytesStart) -> Self {
        // More than most tags have, so that they are kept at once.
        let mut attributes = Vec::with_capacity(8);
        attributes.extend(TagAttributes::of(tag));
        XmlAttributes(attributes)
    }

    /// As [`attribute`] gives it.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.0.iter().find(|(own, _)| *own == name)?;
        Some(unescaped(Cow::Borrowed(value)))
    }
}

/// A whole number in an attribute.
pub(crate) fn number(tag: &BytesStart, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// An on/off property: on unless its value says otherwise.
pub(crate) fn is_on(tag: &BytesStart) -> bool {
    !matches!(
        attribute(tag, "val").as_deref(),
        Some("0" | "false" | "off" | "none")
    )
}

/// The character a reference stands for; nothing for entities of a DTD.
pub(crate) fn reference(reference: &BytesRef) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
