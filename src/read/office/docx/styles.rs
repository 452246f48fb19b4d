//! What named styles make of text: hidden, struck out, raised, white.

use crate::bytes;
use crate::read::package::xml::{attribute, is_on, reader};
use crate::sorted::Sorted;
use quick_xml::events::{BytesStart, Event};

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
    pub white: Option<bool>,
    /// A colour lies behind it.
    pub shaded: Option<bool>,
}

impl TextProperties {
    /// Takes note of a property; of no other tag.
    pub fn note(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "vanish" => self.hidden = Some(is_on(tag)),
            "strike" => self.struck = Some(is_on(tag)),
            "dstrike" => self.struck_twice = Some(is_on(tag)),
            "vertAlign" => {
                self.raised = Some(attribute(tag, "val").is_some_and(|val| val == "superscript"));
            }
            "color" => {
                let white = attribute(tag, "val").is_some_and(|val| is_white(&val));
                let themed = attribute(tag, "themeColor");
                let paper = |theme: &str| matches!(theme, "background1" | "light1");
                let untouched = attribute(tag, "themeShade").is_none();
                self.white = Some(themed.map_or(white, |theme| paper(&theme) && untouched));
            }
            "shd" => {
                let fill = attribute(tag, "fill").unwrap_or_default();
                let plain = fill.is_empty() || fill == "auto" || is_white(&fill);
                let pattern = attribute(tag, "val").unwrap_or_default();
                let solid = !matches!(&*pattern, "" | "clear" | "nil");
                self.shaded = Some(!plain || solid || attribute(tag, "themeFill").is_some());
            }
            "highlight" => {
                let colour = attribute(tag, "val").unwrap_or_default();
                self.shaded = Some(!matches!(&*colour, "none" | "white"));
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
            white: self.white.or(other.white),
            shaded: self.shaded.or(other.shaded),
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

fn is_white(colour: &str) -> bool {
    colour.eq_ignore_ascii_case("ffffff") || colour == "white"
}

/// Where the next style begins, whatever the prefix of its tag; not in a comment or in character data.
fn next_style(xml: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes::find(&xml.as_bytes()[at..], b'<')?;
        let rest = &xml[at..];
        let passed = [("<!--", "-->"), ("<![CDATA[", "]]>")];
        if let Some((_, end)) = passed.iter().find(|(begin, _)| rest.starts_with(begin)) {
            at += rest.find(end)?;
            continue;
        }
        let ends = |b: &u8| matches!(b, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r');
        let name = &rest.as_bytes()[1..];
        let name = &name[..name.iter().position(ends)?];
        if name == b"style" || name.ends_with(b":style") {
            return Some(at);
        }
        at += 1;
    }
}

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct DocxStyles(Sorted<String, (Option<String>, TextProperties)>);

impl DocxStyles {
    /// Reads the part of the styles, or a document in one file.
    pub fn read(xml: &str) -> Self {
        let mut styles = DocxStyles::default();
        let mut rest = xml;
        // Most of the part is what else there is of a style.
        while let Some(at) = next_style(rest) {
            rest = &rest[at..];
            let taken = styles.take(rest);
            rest = &rest[taken..];
        }
        styles
    }

    /// Takes the style that a text begins with, and those that follow it at once; gives how far it went.
    fn take(&mut self, xml: &str) -> usize {
        let mut open: Option<String> = None;
        let mut tokens = reader(xml);
        loop {
            let event = tokens.read_event();
            let tag = match &event {
                Ok(Event::Start(tag) | Event::Empty(tag)) => tag,
                Ok(Event::Eof) | Err(_) => return xml.len(),
                Ok(_) => continue,
            };
            let name = tag.local_name();
            match name.as_ref() {
                "style" => {
                    open = attribute(tag, "styleId").map(|id| id.into_owned());
                    if let Some(id) = &open
                        && self.0.len() < MOST
                    {
                        let none = (None, TextProperties::default());
                        self.0.insert(id.clone(), none);
                    }
                }
                "body" | "p" | "tbl" | "abstractNum" | "docDefaults" => open = None,
                _ => {}
            }
            let style = open.as_ref().and_then(|id| self.0.get_mut(id));
            if let Some((parent, look)) = style {
                match name.as_ref() {
                    "basedOn" => *parent = attribute(tag, "val").map(|id| id.into_owned()),
                    // Of parts of a table only what lies behind them matters here.
                    "tblStylePr" => {
                        look.shaded = Some(true);
                        open = None;
                    }
                    _ => look.note(tag),
                }
            }
            if open.is_none() {
                return usize::try_from(tokens.buffer_position()).unwrap_or(xml.len());
            }
        }
    }

    /// What a style and those it is based on say.
    pub fn look(&self, id: &str) -> TextProperties {
        let mut look = TextProperties::default();
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some((parent, own)) = next.and_then(|id| self.0.get(id)) else {
                break;
            };
            look = look.or(*own);
            next = parent.as_deref();
        }
        look
    }
}
