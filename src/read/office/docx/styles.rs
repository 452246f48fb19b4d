//! What named styles make of text: hidden, struck out, raised, white.

use crate::bytes;
use crate::read::office::colour::Colour;
use crate::read::package::xml::{attribute, is_on, number};
use crate::read::package::{local, tokens};
use crate::sorted::Sorted;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::cell::RefCell;

/// Styles at most, and how far one leads to another.
const MOST: usize = 4096;
const CHAIN: usize = 16;

/// What properties say of text; none where they say nothing of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TextProperties {
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    pub struck_twice: Option<bool>,
    pub raised: Option<bool>,
    /// Moved off its line by hand.
    pub lifted: Option<bool>,
    pub white: Option<bool>,
    /// A colour lies behind it.
    pub shaded: Option<bool>,
    /// The colour of the text, and that behind it, where they are named.
    pub colour: Option<Colour>,
    pub behind: Option<Colour>,
    /// Of a paragraph: it has a number of a list.
    pub listed: Option<bool>,
}

/// The properties of which note is taken.
const PROPERTIES: [&str; 10] = [
    "numId",
    "vanish",
    "specVanish",
    "strike",
    "dstrike",
    "vertAlign",
    "position",
    "color",
    "shd",
    "highlight",
];

impl TextProperties {
    /// Takes note of one of [`PROPERTIES`], and of a size of its own; of no other tag.
    pub fn note(&mut self, tag: &BytesStart) {
        match local(tag) {
            "vanish" | "specVanish" => self.hidden = Some(is_on(tag)),
            // In half points: nobody sees one of two.
            "sz" => {
                let tiny = attribute(tag, "val");
                if tiny.is_some_and(|size| matches!(&*size, "0" | "1" | "2" | "3" | "4")) {
                    self.hidden = Some(true);
                }
            }
            // In hundredths of its width.
            "w" if number(tag, "val").is_some_and(|width| (1..=10).contains(&width)) => {
                self.hidden = Some(true);
            }
            "numId" => self.listed = Some(attribute(tag, "val").is_some_and(|val| val != "0")),
            "position" => {
                self.lifted = Some(attribute(tag, "val").is_some_and(|val| val != "0"));
            }
            "strike" => self.struck = Some(is_on(tag)),
            "dstrike" => self.struck_twice = Some(is_on(tag)),
            "vertAlign" => {
                self.raised =
                    Some(attribute(tag, "val").is_some_and(|val| val.ends_with("script")));
            }
            "color" => {
                let white = attribute(tag, "val").is_some_and(|val| is_white(&val));
                let themed = attribute(tag, "themeColor");
                let paper = |theme: &str| matches!(theme, "background1" | "light1");
                let untouched = attribute(tag, "themeShade").is_none();
                self.white = Some(themed.map_or(white, |theme| paper(&theme) && untouched));
                self.colour = Some(Colour::of(tag, "val", "themeColor"));
            }
            "shd" => {
                let fill = attribute(tag, "fill").unwrap_or_default();
                let plain = fill.is_empty() || fill == "auto" || is_white(&fill);
                let pattern = attribute(tag, "val").unwrap_or_default();
                let solid = !matches!(&*pattern, "" | "clear" | "nil");
                self.shaded = Some(!plain || solid || attribute(tag, "themeFill").is_some());
                self.behind = match &*pattern {
                    "" | "clear" | "nil" => Some(Colour::of(tag, "fill", "themeFill")),
                    "solid" => Some(Colour::of(tag, "color", "themeColor")),
                    _ => None,
                };
            }
            "highlight" => {
                let colour = attribute(tag, "val").unwrap_or_default();
                self.shaded = Some(!matches!(&*colour, "none" | "white"));
                self.behind = Colour::highlight(&colour);
            }
            _ => {}
        }
    }

    /// What these say, and where they say nothing, the others.
    fn or(self, other: TextProperties) -> TextProperties {
        TextProperties {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            struck_twice: self.struck_twice.or(other.struck_twice),
            raised: self.raised.or(other.raised),
            lifted: self.lifted.or(other.lifted),
            white: self.white.or(other.white),
            shaded: self.shaded.or(other.shaded),
            colour: self.colour.or(other.colour),
            behind: self.behind.or(other.behind),
            listed: self.listed.or(other.listed),
        }
    }

    /// Properties of a run over those of its style over those of its paragraph's. What both styles
    /// switch on is off.
    pub fn over(self, run: TextProperties, paragraph: TextProperties) -> TextProperties {
        let toggled = |a: Option<bool>, b: Option<bool>| match (a, b) {
            (Some(a), Some(b)) => Some(a != b),
            (a, b) => a.or(b),
        };
        self.or(TextProperties {
            hidden: toggled(run.hidden, paragraph.hidden),
            struck: toggled(run.struck, paragraph.struck),
            struck_twice: toggled(run.struck_twice, paragraph.struck_twice),
            ..run.or(paragraph)
        })
    }

    /// Hidden, or struck out by hand.
    pub fn is_gone(&self) -> bool {
        [self.hidden, self.struck, self.struck_twice].contains(&Some(true))
    }
}

/// As good as the colour of paper.
fn is_white(colour: &str) -> bool {
    let bright = |part: u8| matches!(part, b'f' | b'F');
    colour.len() == 6 && colour.bytes().step_by(2).all(bright) || colour == "white"
}

/// Whether a tag, by its local name, says something of a style, or of the one that is open.
fn is_asked(name: &[u8], open: bool) -> bool {
    match name {
        b"style" => true,
        b"body" | b"p" | b"tbl" | b"abstractNum" | b"docDefaults" | b"basedOn" | b"tblStylePr" => {
            open
        }
        _ => open && PROPERTIES.iter().any(|known| known.as_bytes() == name),
    }
}

/// What is passed over: how it begins and ends.
const PASSED: [(&str, &str); 2] = [("<!--", "-->"), ("<![CDATA[", "]]>")];

/// Where the next tag begins that opens a style that has an id, where nothing is passed over: a search for the
/// attribute, which is rare, instead of for every tag.
fn next_style(xml: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + bytes::find_mark(&xml.as_bytes()[from..], b"styleId", 5)?;
        let tag = xml[from..at].rfind('<').map(|tag| from + tag);
        // The name ends before its attributes begin.
        let name = |tag: &usize| name_of(&xml.as_bytes()[..at], *tag);
        if let Some(tag) = tag.filter(|tag| name(tag).is_some_and(|name| is_asked(name, false))) {
            return Some(tag);
        }
        from = at + 1;
    }
}

/// Where the next tag begins that opens an element of such a local name; not in a comment or in character
/// data.
fn next_tag(xml: &str, is: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let text = xml.as_bytes();
    let mut at = 0;
    loop {
        at += bytes::find(&text[at..], b'<')?;
        if text.get(at + 1) == Some(&b'!') {
            let rest = &xml[at..];
            if let Some((_, end)) = PASSED.iter().find(|(begin, _)| rest.starts_with(begin)) {
                at += rest.find(end)?;
                continue;
            }
        }
        if is(name_of(text, at)?) {
            return Some(at);
        }
        at += 1;
    }
}

/// The local name of the tag that begins here; none where the text ends in it.
fn name_of(text: &[u8], tag: usize) -> Option<&[u8]> {
    let mut from = tag + 1;
    let mut to = from;
    while !matches!(text.get(to)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
        from = if text[to] == b':' { to + 1 } else { from };
        to += 1;
    }
    Some(&text[from..to])
}

/// What a style is based on, and what it says itself.
type Style = (Option<String>, TextProperties);

/// The styles of a document by their ids: where each is described, and the descriptions that were read. Most of
/// the part is of styles that no text has: those are not read.
#[derive(Default)]
pub(super) struct DocxStyles<'a> {
    xml: &'a str,
    places: Sorted<String, usize>,
    read: RefCell<Sorted<String, Style>>,
}

impl<'a> DocxStyles<'a> {
    /// Finds the styles of their part, or of a document in one file.
    pub fn of(xml: &'a str) -> Self {
        let mut places = Sorted::default();
        let mut at = 0;
        let has = |mark: &str| bytes::find_mark(xml.as_bytes(), mark.as_bytes(), 1).is_some();
        let passed = PASSED.iter().any(|(begin, _)| has(begin));
        loop {
            let rest = &xml[at..];
            let next = match passed {
                true => next_tag(rest, |name| is_asked(name, false)),
                false => next_style(rest),
            };
            let Some(next) = next else {
                break;
            };
            at += next;
            let mut tokens = tokens(&xml[at..]);
            let Ok(Event::Start(tag) | Event::Empty(tag)) = tokens.token() else {
                break;
            };
            let id = attribute(&tag, "styleId").filter(|_| places.len() < MOST);
            if let Some(id) = id {
                places.insert(id.into_owned(), at);
            }
            at += 1;
        }
        DocxStyles {
            xml,
            places,
            read: RefCell::default(),
        }
    }

    /// What a style and those it is based on say.
    pub fn look(&self, id: &str) -> TextProperties {
        let mut look = TextProperties::default();
        let mut next = Some(Cow::Borrowed(id));
        let mut read = self.read.borrow_mut();
        for _ in 0..CHAIN {
            let Some(id) = next else {
                break;
            };
            if !read.contains_key(&*id) {
                let Some(&place) = self.places.get(&*id) else {
                    break;
                };
                read.insert(id.clone().into_owned(), described(&self.xml[place + 1..]));
            }
            let Some((parent, own)) = read.get(&*id) else {
                break;
            };
            look = look.or(*own);
            next = parent.clone().map(Cow::Owned);
        }
        look
    }
}

/// Reads a style, less the beginning of its tag, up to where something else begins.
fn described(xml: &str) -> Style {
    let (mut parent, mut look) = (None, TextProperties::default());
    let mut at = 0;
    // Most of it is what else there is of a style: that is passed over.
    while let Some(next) = next_tag(&xml[at..], |name| is_asked(name, true)) {
        at += next;
        let mut tokens = tokens(&xml[at..]);
        let Ok(Event::Start(tag) | Event::Empty(tag)) = tokens.token() else {
            break;
        };
        match local(&tag) {
            "style" | "body" | "p" | "tbl" | "abstractNum" | "docDefaults" => break,
            "basedOn" => parent = attribute(&tag, "val").map(Cow::into_owned),
            // Of parts of a table only what lies behind them matters here.
            "tblStylePr" => {
                look.shaded = Some(true);
                break;
            }
            _ => look.note(&tag),
        }
        at += 1;
    }
    (parent, look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_whatever_stands_between_them() {
        let xml = r#"<?xml version="1.0"?><w:styles xmlns:w="w"><!-- <w:style w:styleId="no"><w:vanish/> -->
            <w:latentStyles><w:lsdException w:name="style"/></w:latentStyles>
            <w:style w:styleId="a"><w:name w:val="A"/><w:rPr><w:sz w:val="2"/><w:vanish/></w:rPr></w:style>
            <w:style w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:strike/></w:rPr></w:style>
            <w:style w:type="table" w:styleId="t"><w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>
            <style styleId="plain"><rPr><highlight val="yellow"/></rPr></style></w:styles>"#;
        let styles = DocxStyles::of(xml);
        let look = |id: &str| {
            let look = styles.look(id);
            (look.hidden, look.struck, look.shaded)
        };
        assert_eq!(look("no"), (None, None, None));
        assert_eq!(look("a"), (Some(true), None, None));
        assert_eq!(look("b"), (Some(true), Some(true), None));
        assert_eq!(look("t"), (None, None, Some(true)));
        assert_eq!(look("plain"), (None, None, Some(true)));
    }

    #[test]
    fn a_style_is_found_by_its_id_as_it_is_by_its_tag() {
        let styles = |rest: &str| {
            let xml = format!(
                "<w:styles><w:latentStyles w:a='styleId'/><style>styleId</style>
                <w:style w:type='table' w:styleId='a'><w:tblStylePr/></w:style><w:vanish/>
                <w:style w:type='paragraph'\n w:styleId='b'><w:rPr><w:vanish/></w:rPr></w:style>
                <w:lsdException w:styleId='c'/><w:style w:styleId=\"d\"><w:basedOn w:val='b'/></w:style>{rest}"
            );
            let styles = DocxStyles::of(&xml);
            let all =
                ["a", "b", "c", "d"].map(|id| (styles.places.contains_key(id), styles.look(id)));
            format!("{all:?}")
        };
        assert_eq!(styles("</w:styles>"), styles("<!-- --></w:styles>"));
        let found = |id: &str| {
            DocxStyles::of("<w:style w:styleId='b'/>")
                .places
                .contains_key(id)
        };
        assert!(found("b") && !found("c"));
    }

    #[test]
    fn every_property_that_is_noted_is_asked_for() {
        for name in PROPERTIES {
            assert!(is_asked(name.as_bytes(), true) && !is_asked(name.as_bytes(), false));
            let mut look = TextProperties::default();
            look.note(&BytesStart::from_content(
                format!("{name} val='2'"),
                name.len(),
            ));
            let said = [
                look.hidden,
                look.struck,
                look.struck_twice,
                look.raised,
                look.lifted,
                look.white,
                look.shaded,
                look.listed,
            ];
            assert!(said.iter().any(Option::is_some), "{name}");
        }
    }

    #[test]
    fn what_is_never_closed_is_read_once() {
        let hides = |xml: &str, id: &str| DocxStyles::of(xml).look(id).hidden;
        let open = "<w:style w:styleId='a'".repeat(20_000);
        assert_eq!(hides(&open, "a"), None);
        let after = "<w:style w:styleId='a'><w:rPr><w:vanish/>";
        assert_eq!(hides(after, "a"), Some(true));
        // A comment that is never closed hides what follows it.
        assert_eq!(hides(&("<!--".repeat(20_000) + after), "a"), None);
        assert_eq!(hides("<", "a"), None);
        for rest in ["styleId", "<styleId"].map(|rest| rest.repeat(20_000)) {
            assert_eq!(
                hides(&format!("{after}</w:rPr></w:style>{rest}"), "a"),
                Some(true)
            );
        }
    }
}
