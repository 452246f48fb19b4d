//! HTML cut into tags and text: the part of HTML's tokenisation that shows in a document's text.
//!
//! A full tokeniser with its table of 2,231 entities takes a fifth of the page's byte budget. What
//! is left out here — errors, doctypes, rare entities, escaped scripts — never reaches a reader.
//! A test holds the rest against a full implementation.

use crate::bytes;
use std::borrow::Cow;

/// A piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkupToken<'a> {
    /// `<name …>`; the name in lower case.
    Start {
        name: Cow<'a, str>,
        attributes: &'a str,
    },
    /// `</name>`.
    End { name: Cow<'a, str> },
    /// Text, entities decoded.
    Text(Cow<'a, str>),
}

/// Elements whose content is no markup; of the first two it is text, of the others nothing shows.
const RAW: [&str; 8] = [
    "title", "textarea", "script", "style", "xmp", "iframe", "noembed", "noframes",
];

/// The tokens of a document, in order.
pub(super) struct MarkupTokens<'a> {
    rest: &'a str,
    /// Inside an element of [`RAW`].
    raw: Option<String>,
}

impl<'a> MarkupTokens<'a> {
    pub fn of(html: &'a str) -> Self {
        MarkupTokens {
            rest: html,
            raw: None,
        }
    }

    /// Takes everything up to a byte position.
    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Drops everything up to and with `mark`, or everything.
    fn skip_past(&mut self, mark: &str) {
        let end = self
            .rest
            .find(mark)
            .map_or(self.rest.len(), |at| at + mark.len());
        self.take(end);
    }

    /// The content of a raw element, up to its end tag.
    fn raw_text(&mut self, name: &str) -> Option<MarkupToken<'a>> {
        let end_tag = |at: usize| {
            let after = &self.rest.as_bytes()[at + 2..];
            after.len() >= name.len()
                && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
                && after
                    .get(name.len())
                    .is_none_or(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace())
        };
        let end = self
            .rest
            .match_indices("</")
            .map(|(at, _)| at)
            .find(|&at| end_tag(at))
            .unwrap_or(self.rest.len());
        let text = self.take(end);
        let shown = name == "title" || name == "textarea";
        (shown && !text.is_empty()).then(|| MarkupToken::Text(decode(text)))
    }

    /// A tag, if one begins here: `self.rest` starts with `<`.
    fn tag(&mut self) -> Option<Option<MarkupToken<'a>>> {
        let bytes = self.rest.as_bytes();
        let (closing, from) = match bytes.get(1)? {
            b'/' => (true, 2),
            b'!' if self.rest.starts_with("<!--") => {
                // `<!-->` and `<!--->` are whole comments.
                let body = &self.rest[4..];
                let short = if body.starts_with('>') {
                    1
                } else if body.starts_with("->") {
                    2
                } else {
                    0
                };
                self.take(4 + short);
                if short == 0 {
                    // Both endings at once: looking for one past the other would read the rest of
                    // the input for every comment.
                    let ends = |&at: &usize| {
                        let before = &self.rest[..at];
                        before.ends_with("--") || before.ends_with("--!")
                    };
                    let mut closing = self.rest.match_indices('>').map(|(at, _)| at);
                    let end = closing.find(ends).map_or(self.rest.len(), |at| at + 1);
                    self.take(end);
                }
                return Some(None);
            }
            b'!' | b'?' => {
                self.skip_past(">");
                return Some(None);
            }
            _ => (false, 1),
        };
        match bytes.get(from) {
            Some(b) if b.is_ascii_alphabetic() => {}
            Some(_) if closing => {
                self.skip_past(">");
                return Some(None);
            }
            _ => return None,
        }
        let name_end = (from..bytes.len())
            .find(|&i| bytes[i].is_ascii_whitespace() || matches!(bytes[i], b'/' | b'>'))?;
        let end = tag_end(bytes, name_end)?;
        let tag = self.take(end + 1);
        let mut name = Cow::Borrowed(&tag[from..name_end]);
        if name.bytes().any(|b| b.is_ascii_uppercase()) {
            name = Cow::Owned(name.to_ascii_lowercase());
        }
        if closing {
            return Some(Some(MarkupToken::End { name }));
        }
        if RAW.contains(&&*name) {
            self.raw = Some(name.to_string());
        }
        let attributes = &tag[name_end..end];
        Some(Some(MarkupToken::Start { name, attributes }))
    }
}

impl<'a> Iterator for MarkupTokens<'a> {
    type Item = MarkupToken<'a>;

    fn next(&mut self) -> Option<MarkupToken<'a>> {
        loop {
            if let Some(name) = self.raw.take() {
                match self.raw_text(&name) {
                    Some(text) => return Some(text),
                    None => continue,
                }
            }
            if self.rest.is_empty() {
                return None;
            }
            if self.rest.starts_with('<') {
                match self.tag() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    // A tag that never ends shows nothing; a lone `<` is text.
                    None if self.rest[1..]
                        .starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') =>
                    {
                        self.take(self.rest.len());
                        return None;
                    }
                    None => {}
                }
            }
            let from = usize::from(self.rest.starts_with('<'));
            let end = bytes::find(&self.rest.as_bytes()[from..], b'<')
                .map_or(self.rest.len(), |at| at + from);
            return Some(MarkupToken::Text(decode(self.take(end))));
        }
    }
}

/// The `>` that ends a tag: one in a quoted value does not.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut i = from;
    // Whether `=` gives a value to a name before it; else it begins a name.
    let mut named = false;
    while i < bytes.len() {
        match bytes[i] {
            b'>' => return Some(i),
            b'=' if named => {
                named = false;
                let value = (i + 1..bytes.len()).find(|&j| !bytes[j].is_ascii_whitespace())?;
                i = match bytes[value] {
                    // Styles are most of what a word processor copies: they are passed over many bytes at once.
                    quote @ (b'"' | b'\'') => value + 2 + bytes::find(&bytes[value + 1..], quote)?,
                    _ => (value..bytes.len())
                        .find(|&j| bytes[j].is_ascii_whitespace() || bytes[j] == b'>')?,
                };
            }
            byte => {
                named = byte != b'/' && (named || !byte.is_ascii_whitespace());
                i += 1;
            }
        }
    }
    None
}

/// The value of an attribute, entities decoded; the first of several counts.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    Attributes(attributes)
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
        .map(|(_, value)| decode(value))
}

/// The attributes of a start tag in their order: name and value as written, entities not yet decoded.
pub(super) struct Attributes<'a>(pub &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let between = |c: char| c.is_ascii_whitespace() || c == '/';
        let rest = self.0.trim_start_matches(between);
        // A name has one character at least, whichever it is.
        let bytes = rest.as_bytes();
        let mut end = bytes.len().min(1);
        while end < bytes.len()
            && !bytes[end].is_ascii_whitespace()
            && !matches!(bytes[end], b'/' | b'=')
        {
            end += 1;
        }
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            return None;
        }
        let after = after.trim_ascii_start();
        let Some(value) = after.strip_prefix('=') else {
            self.0 = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let value = &value[1..];
                match bytes::find(value.as_bytes(), quote) {
                    Some(end) => (&value[..end], &value[end + 1..]),
                    None => (value, ""),
                }
            }
            _ => value.split_at(
                value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
        };
        self.0 = rest;
        Some((name, value))
    }
}

/// Entities that documents of this kind use; those of the first line also without `;`.
const ENTITIES: [(&str, char); 36] = [
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("copy", '©'),
    ("reg", '®'),
    ("middot", '·'),
    ("times", '×'),
    ("shy", '\u{ad}'),
    ("deg", '°'),
    ("sect", '§'),
    ("para", '¶'),
    ("yen", '¥'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("plusmn", '±'),
    ("divide", '÷'),
    ("apos", '\''),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("hellip", '…'),
    ("minus", '−'),
    ("darr", '↓'),
];
/// How many of them go without `;`.
const BARE: usize = 18;

/// Text with its entities decoded.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if bytes::find(text.as_bytes(), b'&').is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(&rest[1..]) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[1 + length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of an entity, and the bytes it takes after its `&`.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 2),
            None => (number, 10, 1),
        };
        let length = digits
            .bytes()
            .take_while(|b| char::from(*b).is_digit(radix))
            .count();
        if length == 0 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        let c = match code {
            0x80..=0x9f => crate::encoding::WINDOWS.chars().nth(code as usize - 0x80),
            0 => None,
            code => char::from_u32(code),
        };
        let semicolon = usize::from(digits[length..].starts_with(';'));
        return Some((c.unwrap_or('\u{fffd}'), prefix + length + semicolon));
    }
    ENTITIES.iter().enumerate().find_map(|(index, &(name, c))| {
        let after = text.strip_prefix(name)?;
        if after.starts_with(';') {
            return Some((c, name.len() + 1));
        }
        (index < BARE).then_some((c, name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
    use html5gum::{Span, Tokenizer};
    use proptest::prelude::*;

    /// One line a token, neighbouring texts joined.
    fn ours(html: &str) -> Vec<String> {
        joined(MarkupTokens::of(html).map(|token| match token {
            MarkupToken::Start { name, attributes } => {
                let value = |name| attribute(attributes, name).unwrap_or_default().into_owned();
                format!("<{name} {} {}", value("rowspan"), value("colspan"))
            }
            MarkupToken::End { name } => format!(">{name}"),
            MarkupToken::Text(text) => format!("={text}"),
        }))
    }

    /// The same from a full tokeniser.
    fn theirs(html: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let (mut name, mut attribute, mut spans) = (String::new(), String::new(), [None, None]);
        let mut hidden = false;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
                match event {
                    CallbackEvent::OpenStartTag { name: n } => {
                        (name, spans) = (text(n), [None, None]);
                    }
                    CallbackEvent::AttributeName { name } => {
                        attribute = text(name);
                    }
                    CallbackEvent::AttributeValue { value } => {
                        for (span, wanted) in spans.iter_mut().zip(["rowspan", "colspan"]) {
                            if attribute == wanted && span.is_none() {
                                *span = Some(text(value));
                            }
                        }
                    }
                    CallbackEvent::CloseStartTag { .. } => {
                        hidden = RAW[2..].contains(&name.as_str());
                        let [a, b] = spans.clone();
                        lines.push(format!(
                            "<{name} {} {}",
                            a.unwrap_or_default(),
                            b.unwrap_or_default()
                        ));
                    }
                    CallbackEvent::EndTag { name } => {
                        hidden = false;
                        lines.push(format!(">{}", text(name)));
                    }
                    CallbackEvent::String { value } if !hidden => {
                        lines.push(format!("={}", text(value)))
                    }
                    _ => {}
                }
                None
            });
        emitter.naively_switch_states(true);
        for never in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(()) = never;
        }
        joined(lines.into_iter())
    }

    fn joined(lines: impl Iterator<Item = String>) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for line in lines {
            match (out.last_mut(), line.strip_prefix('=')) {
                (Some(last), Some(text)) if last.starts_with('=') => last.push_str(text),
                _ => out.push(line),
            }
        }
        out
    }

    #[test]
    fn as_a_full_tokeniser_has_it() {
        for html in [
            "<TD RowSpan=2 colspan='3'>a&nbsp;b</td><p>1 &lt; 2 &amp 3 &#160;&#x4e00;&#150;",
            "<td rowspan = \"2>1\" colspan=4/>x<br/>",
            "<!-- <td> -->a<!--->b<!-->c<![if !x]>d<![endif]><?xml a?>e<!DOCTYPE html>f",
            "<script>if (a<b) '</td>'</script>x<style>td{}</style><title>a&amp;b</title><textarea><td></textarea>",
            "a < b </ c> d </1> e <3",
            "<p a=b c>x",
            "&bogus; & &; &#; &#x;",
            "<td/=\"a>\">b<td =\"c>\">d<td e =\"f>\">g",
        ] {
            assert_eq!(ours(html), theirs(html), "{html}");
        }
    }

    #[test]
    fn comments_end_either_way_and_a_million_of_them_are_read_once_each() {
        for html in [
            "<!-- a --!>1<!-->2-->3<!-- > -- > --!>4",
            "<!----!>1<!-- -->2",
        ] {
            assert_eq!(ours(html), theirs(html), "{html}");
        }
        // Read to the end of the input for each of them: 4 terabytes.
        let html = "<!---->".repeat(1_200_000);
        assert_eq!(MarkupTokens::of(&html).next(), None);
    }

    proptest! {
        #[test]
        fn and_on_whatever_comes(pieces in proptest::collection::vec(prop_oneof![
            "[a-z0-9 ]{0,4}",
            prop::sample::select(vec!["<td>", "</td>", "<td rowspan=2>", "<p a='>'>", "<", ">", "</", "<!--", "-->", "--!>", "<script>", "</script>", "<style>", "</style>", "&nbsp;", "&lt", "&#65;", "\"", "'", "=", "一", "<title>", "</title>", "<br/>", "/"]).prop_map(String::from),
        ], 0..24)) {
            let html = pieces.concat();
            // Where the input ends inside a tag, comment or entity the two may differ by what hangs over.
            let html = format!("{html}--></script></style></title>\">'>-->.");
            // Script content that looks like a comment has rules of its own.
            prop_assume!(!html.contains("<script>") || !html.contains("<!--"));
            prop_assert_eq!(ours(&html), theirs(&html));
        }
    }
}
