//! One pass over the tokens of an XML part, for every reader of office files.

use crate::read::package::{tokens, xml::reference};
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

/// The elements that are open, each as what its reader makes of it; what stands in some of them is left out.
pub(super) struct OpenElements<E> {
    kinds: Vec<E>,
    /// How many were open when the one began that is left out.
    left_out: Option<usize>,
}

impl<E: Copy + PartialEq> OpenElements<E> {
    pub fn new() -> OpenElements<E> {
        OpenElements {
            kinds: Vec::new(),
            left_out: None,
        }
    }

    /// Leaves out the element that begins now, with all that stands in it.
    pub fn leave_out(&mut self) {
        self.left_out = Some(self.kinds.len());
    }

    /// Whether an open element is left out.
    pub fn is_left_out(&self) -> bool {
        self.left_out.is_some()
    }

    /// Whether what begins now is not looked at: it stands in something left out, or too deep.
    pub fn is_beyond(&self) -> bool {
        self.is_left_out() || self.kinds.len() >= DEPTH
    }

    pub fn begin(&mut self, kind: E) {
        self.kinds.push(kind);
    }

    /// Ends the innermost element; gives it unless it is left out.
    pub fn end(&mut self) -> Option<E> {
        // Ends without beginnings are met in damaged files.
        let kind = self.kinds.pop()?;
        if let Some(from) = self.left_out {
            self.left_out = (from != self.kinds.len()).then_some(from);
            return None;
        }
        Some(kind)
    }

    pub fn last(&self) -> Option<E> {
        self.kinds.last().copied()
    }

    pub fn contains(&self, kind: E) -> bool {
        self.kinds.contains(&kind)
    }

    /// How many are open.
    pub fn depth(&self) -> usize {
        self.kinds.len()
    }

    /// The kinds, outermost first.
    pub fn kinds(&self) -> &[E] {
        &self.kinds
    }
}

/// Hands a part to a handler; says whether the part is damaged.
pub(super) fn drive(xml: &str, handler: &mut impl Handler) -> bool {
    let mut tokens = tokens(xml);
    loop {
        let before = tokens.position();
        match tokens.token() {
            Ok(Event::Start(tag)) => handler.start(&tag, tokens.position()),
            Ok(Event::Empty(tag)) => {
                let after = tokens.position();
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
