//! The tokens of an XML part, as quick-xml has them: whatever is no plain tag or text is left to it. It looks for three
//! bytes at once, and proves to be UTF-8 what is a `str`, for every short tag anew: a fifth of what an office file
//! took, before this.

use super::xml::reader;
use crate::bytes;
use quick_xml::Error;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// What [`reader`] gives, up to the first error.
pub(crate) struct Tokens<'a> {
    xml: &'a str,
    at: usize,
}

/// The tokens of a part.
pub(crate) fn tokens(xml: &str) -> Tokens<'_> {
    Tokens {
        xml: xml.strip_prefix('\u{feff}').unwrap_or(xml),
        at: 0,
    }
}

impl<'a> Tokens<'a> {
    /// Where the next token begins.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The next token; after the last one [`Event::Eof`].
    pub fn token(&mut self) -> Result<Event<'a>, Error> {
        let rest = &self.xml[self.at..];
        match rest.as_bytes() {
            [] => return Ok(Event::Eof),
            [b'<', b'!' | b'?', ..] | [b'<'] => {}
            [b'&', text @ ..] => {
                let ends = |&byte: &u8| matches!(byte, b';' | b'&' | b'<');
                let end = text.iter().position(ends).unwrap_or(text.len());
                return Ok(match text.get(end) {
                    Some(b';') => {
                        self.at += end + 2;
                        Event::GeneralRef(BytesRef::new(&rest[1..=end]))
                    }
                    // It stands for itself.
                    _ => {
                        self.at += end + 1;
                        Event::Text(BytesText::from_escaped(&rest[..=end]))
                    }
                });
            }
            [b'<', text @ ..] => {
                if let Some(end) = tag_end(text) {
                    self.at += end + 2;
                    return Ok(tag(&rest[1..=end]));
                }
            }
            text => {
                let end = bytes::find_any(text, [b'<', b'&']).unwrap_or(text.len());
                self.at += end;
                return Ok(Event::Text(BytesText::from_escaped(&rest[..end])));
            }
        }
        let mut one = reader(rest);
        let event = one.read_event();
        self.at += one.buffer_position() as usize;
        event
    }
}

/// Where a tag ends that begins before this: at the first `>` that stands between no quotes.
fn tag_end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes::find_any(&text[at..], [b'>', b'"', b'\''])?;
        match text[at] {
            b'>' => return Some(at),
            quote => at += 2 + bytes::find(&text[at + 1..], quote)?,
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\r' | b'\n' | b'\t')
}

/// The tag between `<` and `>`.
fn tag(text: &str) -> Event<'_> {
    if let Some(name) = text.strip_prefix('/') {
        let end = name.bytes().rposition(|byte| !is_space(byte));
        let name = end.map_or(name, |end| &name[..=end]);
        return Event::End(BytesEnd::new(name));
    }
    let (text, empty) = match text.strip_suffix('/') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let name = name_end(text.as_bytes());
    let tag = BytesStart::from_content(text, name);
    match empty {
        true => Event::Empty(tag),
        false => Event::Start(tag),
    }
}

/// Where the name of a tag ends.
fn name_end(tag: &[u8]) -> usize {
    let mut at = 0;
    while let Some(more) = bytes::find_or_blank(&tag[at..], b' ') {
        at += more;
        if is_space(tag[at]) {
            return at;
        }
        at += 1;
    }
    tag.len()
}

/// The name of a tag less its prefix.
pub(crate) fn local<'a>(tag: &'a BytesStart) -> &'a str {
    let name = tag.name().into_inner();
    let colon = bytes::find(name.as_bytes(), b':');
    colon.map_or(name, |colon| &name[colon + 1..])
}

/// The attributes of a tag by their local names, values as they are written: from the first one on that is not plainly
/// `name="value"` they are what quick-xml makes of them.
pub(super) struct TagAttributes<'a> {
    text: &'a str,
    at: usize,
    odd: Option<Attributes<'a>>,
}

impl<'a> TagAttributes<'a> {
    pub fn of(tag: &'a BytesStart) -> Self {
        TagAttributes {
            text: tag.attributes_raw(),
            at: 0,
            odd: None,
        }
    }

    /// The next one, or that there is none; nothing where it is odd.
    fn plain(&mut self) -> Option<Option<(&'a str, &'a str)>> {
        let text = self.text.as_bytes();
        let mut at = self.at;
        while text.get(at).is_some_and(|&byte| is_space(byte)) {
            at += 1;
        }
        if at == text.len() {
            return Some(None);
        }
        let start = at;
        at += bytes::find_or_blank(&text[at..], b'=')?;
        if text[at] != b'=' || at == start {
            return None;
        }
        let colon = bytes::find(&text[start..at], b':');
        let local = colon.map_or(start, |colon| start + colon + 1);
        let quote = *text.get(at + 1)?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let value = at + 2;
        let end = value + bytes::find(&text[value..], quote)?;
        self.at = end + 1;
        Some(Some((&self.text[local..at], &self.text[value..end])))
    }
}

impl<'a> Iterator for TagAttributes<'a> {
    type Item = (&'a str, Cow<'a, str>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.odd.is_none() {
            if let Some(plain) = self.plain() {
                return plain.map(|(name, value)| (name, Cow::Borrowed(value)));
            }
            let mut odd = Attributes::new(self.text, self.at);
            odd.with_checks(false);
            self.odd = Some(odd);
        }
        let attribute = self.odd.as_mut()?.flatten().next()?;
        Some((attribute.key.local_name().into_inner(), attribute.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of which parts are made, sound and damaged.
    const PIECES: [&str; 26] = [
        "<w:p",
        "<a",
        "</a",
        ">",
        "/>",
        "/",
        " ",
        "\n",
        "b:c",
        "x",
        "=",
        "\"",
        "'",
        "\"1\"",
        "'>'",
        "=\"数\"",
        ":",
        "&",
        "&amp;",
        ";",
        "文",
        "<!--",
        "-->",
        "<?x?>",
        "<![CDATA[",
        "]]>",
    ];

    /// Events as quick-xml has them, each with the place behind it.
    fn theirs(xml: &str) -> Vec<(String, usize)> {
        let mut tokens = reader(xml);
        let mut events = Vec::new();
        loop {
            let event = tokens.read_event();
            events.push((format!("{event:?}"), tokens.buffer_position() as usize));
            if matches!(event, Ok(Event::Eof) | Err(_)) {
                return events;
            }
        }
    }

    fn ours(xml: &str) -> Vec<(String, usize)> {
        let mut tokens = tokens(xml);
        let mut events = Vec::new();
        loop {
            let event = tokens.token();
            events.push((format!("{event:?}"), tokens.position()));
            if matches!(event, Ok(Event::Eof) | Err(_)) {
                return events;
            }
        }
    }

    fn of_pieces(pieces: &[usize]) -> String {
        pieces.iter().map(|&piece| PIECES[piece]).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 2_000 }))]

        #[test]
        fn tokens_are_what_quick_xml_finds(pieces in proptest::collection::vec(0..PIECES.len(), 0..24), mark: bool) {
            let xml = of_pieces(&pieces);
            let xml = if mark { format!("\u{feff}{xml}") } else { xml };
            prop_assert_eq!(ours(&xml), theirs(&xml));
        }

        #[test]
        fn attributes_are_what_quick_xml_finds(pieces in proptest::collection::vec(0..PIECES.len(), 0..16)) {
            let text = format!("a {}", of_pieces(&pieces));
            let tag = BytesStart::from_content(text.as_str(), 1);
            let theirs: Vec<(String, String)> = tag
                .attributes()
                .with_checks(false)
                .flatten()
                .map(|one| (one.key.local_name().as_ref().to_owned(), one.value.into_owned()))
                .collect();
            let ours: Vec<(String, String)> = TagAttributes::of(&tag)
                .map(|(name, value)| (name.to_owned(), value.into_owned()))
                .collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn names_lose_their_prefix(name in "[a:]{0,6}") {
            let tag = BytesStart::new(name.as_str());
            let theirs = tag.local_name();
            prop_assert_eq!(local(&tag), theirs.as_ref());
        }
    }
}
