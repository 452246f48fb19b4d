//! One pass over the tokens of an XML part, for every reader of office files.

use crate::read::package::xml::{reader, reference};
use quick_xml::events::{BytesStart, Event};

/// Elements in one another at most; deeper text is left out.
pub(super) const DEPTH: usize = 400;

/// What reads the tokens.
pub(super) trait Handler {
    /// An element begins; what stands in it, from this byte on.
    fn start(&mut self, tag: &BytesStart, inside: usize);
    /// The innermost element ends at this byte.
    fn end(&mut self, at: usize);
    fn text(&mut self, text: &str);
    /// Whether a bound was hit: reading on is pointless.
    fn is_full(&self) -> bool;
    /// Whether elements are still open.
    fn is_open(&self) -> bool;
}

/// Hands a part to a handler; says whether the part is damaged.
pub(super) fn drive(xml: &str, handler: &mut impl Handler) -> bool {
    let mut tokens = reader(xml);
    loop {
        let before = tokens.buffer_position() as usize;
        match tokens.read_event() {
            Ok(Event::Start(tag)) => handler.start(&tag, tokens.buffer_position() as usize),
            Ok(Event::Empty(tag)) => {
                let after = tokens.buffer_position() as usize;
                handler.start(&tag, after);
                handler.end(after);
            }
            Ok(Event::End(_)) => handler.end(before),
            Ok(Event::Text(text)) => handler.text(&text),
            Ok(Event::CData(text)) => handler.text(&text),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = reference(&name) {
                    handler.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return true,
        }
        if handler.is_full() {
            return false;
        }
    }
    handler.is_open()
}
