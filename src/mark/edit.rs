//! Small changes to the parts of a package: text put in at places, relations and types added.

use crate::read::Refusal;
use crate::read::package::zip::Archive;
use crate::read::package::{PART, relations, relations_part, tags, xml};
use crate::sorted::InOrder;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// Changes to one text, applied together.
#[derive(Default)]
pub(super) struct TextEdits(Vec<(Range<usize>, String)>);

impl TextEdits {
    /// Puts text in; what is put in at the same place later follows.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    /// Puts text in the place of other text.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changed text.
    pub fn apply(mut self, text: &str) -> String {
        self.0.put_in_order_by_key(|(range, _)| range.start);
        let added: usize = self.0.iter().map(|(_, new)| new.len()).sum();
        let mut out = String::with_capacity(text.len() + added);
        let mut done = 0;
        for (range, new) in self.0 {
            if range.start < done {
                continue;
            }
            out.push_str(&text[done..range.start]);
            out.push_str(&new);
            done = range.end;
        }
        out.push_str(&text[done..]);
        out
    }
}

/// Text as XML shows it: characters that XML cannot hold are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A package being changed: parts that are new, beside those of the file.
pub(super) struct Package<'a> {
    pub archive: Archive<'a>,
    parts: Vec<(String, Vec<u8>)>,
}

impl<'a> Package<'a> {
    pub fn new(archive: Archive<'a>) -> Self {
        Package {
            archive,
            parts: Vec::new(),
        }
    }

    /// The text of a part, as it stands by now. Only UTF-8 is written back.
    pub fn text(&self, name: &str) -> Result<String, Refusal> {
        let new = |part: &&(String, Vec<u8>)| part.0.eq_ignore_ascii_case(name);
        if let Some((_, bytes)) = self.parts.iter().find(new) {
            return String::from_utf8(bytes.clone()).map_err(|_| Refusal::Corrupt);
        }
        let part = self.archive.read(name, PART)?;
        if part.cut {
            return Err(Refusal::TooLarge);
        }
        String::from_utf8(part.bytes.into_owned()).map_err(|_| Refusal::Corrupt)
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.has(name) || self.parts.iter().any(|(part, _)| part == name)
    }

    pub fn put(&mut self, name: &str, text: String) {
        self.parts
            .retain(|(part, _)| !part.eq_ignore_ascii_case(name));
        self.parts.push((name.to_owned(), text.into_bytes()));
    }

    /// A name with a number that no part has yet.
    pub fn free(&self, stem: &str, ending: &str) -> String {
        let names = (1..).map(|number| format!("{stem}{number}{ending}"));
        let mut free = names.skip_while(|name| self.has(name));
        free.next().unwrap_or_default()
    }

    /// Adds a relation from one part to another, and gives its id.
    pub fn relate(&mut self, from: &str, kind: &str, target: &str) -> Result<String, Refusal> {
        let part = relations_part(from);
        let known = relations(&self.archive, from);
        let text = match self.text(&part) {
            Ok(text) => text,
            Err(_) if !self.has(&part) => {
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
            }
            Err(refusal) => return Err(refusal),
        };
        let ids = (1..).map(|number| format!("rIdGouji{number}"));
        let mut free = ids.skip_while(|id| {
            known.iter().any(|relation| relation.id == *id) || text.contains(&format!("\"{id}\""))
        });
        let id = free.next().unwrap_or_default();
        let element = format!("Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/");
        self.put(&part, last_child(&text, "Relationships", &element)?);
        Ok(id)
    }

    /// Says what a new part is.
    pub fn declare(&mut self, name: &str, kind: &str) -> Result<(), Refusal> {
        let text = self.text("[Content_Types].xml")?;
        let element = format!("Override PartName=\"/{name}\" ContentType=\"{kind}\"/");
        self.put("[Content_Types].xml", last_child(&text, "Types", &element)?);
        Ok(())
    }

    /// Says what parts of an ending are, unless that is said already.
    pub fn declare_ending(&mut self, ending: &str, kind: &str) -> Result<(), Refusal> {
        let text = self.text("[Content_Types].xml")?;
        let mut known = false;
        tags(&text, |tag| {
            known |= tag.local_name().as_ref() == "Default"
                && xml::attribute(tag, "Extension")
                    .is_some_and(|value| value.eq_ignore_ascii_case(ending));
        });
        if !known {
            // Endings come before names in some readers' minds.
            let element = format!("Default Extension=\"{ending}\" ContentType=\"{kind}\"/");
            self.put(
                "[Content_Types].xml",
                first_child(&text, "Types", &element)?,
            );
        }
        Ok(())
    }

    /// The file with its changed and new parts, everything else as it was.
    ///
    /// # Errors
    /// Where a part that was changed is not XML, which it was not before either.
    pub fn finish(self) -> Result<Vec<u8>, Refusal> {
        let xml = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
        let mut changed = self.parts.iter().filter(|(name, _)| xml(name));
        let sound = changed.all(|(_, part)| is_well_formed(part));
        sound
            .then(|| self.archive.with(&self.parts))
            .ok_or(Refusal::Corrupt)
    }
}

/// Whether a part is XML to a strict reader: one element whose tags close in order, and no attribute
/// twice.
fn is_well_formed(part: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(part) else {
        return false;
    };
    let mut tokens = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut depth, mut roots) = (0u32, 0);
    loop {
        match tokens.read_event() {
            Ok(Event::Start(tag)) if tag.attributes().all(|a| a.is_ok()) => {
                roots += u32::from(depth == 0);
                depth += 1;
            }
            Ok(Event::Empty(tag)) if tag.attributes().all(|a| a.is_ok()) => {
                roots += u32::from(depth == 0);
            }
            Ok(Event::Start(_) | Event::Empty(_)) | Err(_) => return false,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0 && roots == 1,
            Ok(_) => {}
        }
    }
}

/// The prefix of an element's name, with its colon, and where the element's opening tag ends.
fn root(text: &str, name: &str) -> Option<(String, usize)> {
    let mut tokens = xml::reader(text);
    loop {
        match tokens.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == name => {
                let full = tag.name();
                let full: &str = full.as_ref();
                let prefix = full[..full.len() - name.len()].to_owned();
                return Some((prefix, tokens.buffer_position() as usize));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Puts an element before the end of the root.
pub(super) fn last_child(text: &str, name: &str, element: &str) -> Result<String, Refusal> {
    if let Some((prefix, _)) = root(text, name) {
        let end = format!("</{prefix}{name}");
        let at = text.rfind(&end).ok_or(Refusal::Corrupt)?;
        return Ok(format!("{}<{prefix}{element}>{}", &text[..at], &text[at..]));
    }
    // `<Types/>`: nothing in it yet.
    let at = text.rfind("/>").ok_or(Refusal::Corrupt)?;
    let start = text[..at].rfind('<').ok_or(Refusal::Corrupt)?;
    let full = text[start + 1..].split([' ', '/', '\n', '\r', '\t']).next();
    let full = full.unwrap_or_default();
    let prefix = full.strip_suffix(name).ok_or(Refusal::Corrupt)?;
    Ok(format!("{}><{prefix}{element}></{full}>", &text[..at]))
}

fn first_child(text: &str, name: &str, element: &str) -> Result<String, Refusal> {
    match root(text, name) {
        Some((prefix, at)) => Ok(format!("{}<{prefix}{element}>{}", &text[..at], &text[at..])),
        None => last_child(text, name, element),
    }
}
