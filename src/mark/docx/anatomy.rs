//! What a cell or paragraph of a Word file is made of, as far as marks need it.

use crate::read::package::xml;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// What comes before the shading among the properties of a cell.
const BEFORE_SHADING: [&str; 6] = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
];

/// What a stretch of the text holds, as far as marks need it; offsets into the whole text.
#[derive(Default)]
pub(super) struct Anatomy {
    /// The properties of the cell.
    pub properties: Option<Range<usize>>,
    /// Whether they are one empty tag.
    pub closed: bool,
    /// Where shading may stand among them.
    pub shading_at: usize,
    /// Shading that is there.
    pub shading: Option<Range<usize>>,
    /// After the first paragraph's properties.
    pub first: Option<usize>,
    /// Before the end of the last paragraph.
    pub last: Option<usize>,
    /// A paragraph that is one empty tag.
    pub empty: Option<Range<usize>>,
}

impl Anatomy {
    pub fn of(text: &str, range: &Range<usize>) -> Self {
        let mut tokens = xml::reader(&text[range.clone()]);
        let mut walk = Walk {
            text,
            end: range.end,
            anatomy: Anatomy::default(),
            depth: 0,
            child: 0,
            after_paragraph: false,
            in_properties: false,
        };
        loop {
            let from = range.start + tokens.buffer_position() as usize;
            let Ok(event) = tokens.read_event() else {
                break;
            };
            let to = range.start + tokens.buffer_position() as usize;
            let at_paragraph = std::mem::take(&mut walk.after_paragraph);
            match &event {
                Event::Start(tag) => walk.start(tag, from..to, false, at_paragraph),
                Event::Empty(tag) => walk.start(tag, from..to, true, at_paragraph),
                Event::End(tag) => walk.end(tag.local_name().as_ref(), from..to),
                Event::Eof => break,
                _ => {}
            }
        }
        walk.anatomy
    }

    fn property(&mut self, name: &str, range: Range<usize>) {
        if BEFORE_SHADING.contains(&name) {
            self.shading_at = range.end;
        } else if name == "shd" {
            self.shading = Some(range);
        }
    }
}

/// A walk over the tags of a stretch.
struct Walk<'t> {
    text: &'t str,
    /// Where the stretch ends.
    end: usize,
    anatomy: Anatomy,
    depth: usize,
    /// Start of the child of the properties that is open.
    child: usize,
    after_paragraph: bool,
    in_properties: bool,
}

impl Walk<'_> {
    fn start(&mut self, tag: &BytesStart, at: Range<usize>, empty: bool, at_paragraph: bool) {
        let anatomy = &mut self.anatomy;
        let name = tag.local_name();
        match (name.as_ref(), self.depth) {
            ("tcPr", 0) => {
                anatomy.closed = empty;
                anatomy.shading_at = at.end;
                anatomy.properties = Some(at);
                self.in_properties = !empty;
            }
            (_, 1) if self.in_properties => {
                self.child = at.start;
                if empty {
                    anatomy.property(name.as_ref(), at);
                }
            }
            ("p", _) if empty => anatomy.empty = anatomy.empty.take().or(Some(at)),
            ("p", _) if anatomy.first.is_none() => {
                anatomy.first = Some(at.end);
                self.after_paragraph = true;
            }
            ("pPr", _) if at_paragraph => {
                let name = tag.name();
                let name: &str = name.as_ref();
                let close = self.text[at.end..self.end].find(&format!("</{name}>"));
                let close = close.filter(|_| !empty);
                anatomy.first = Some(close.map_or(at.end, |close| at.end + close + name.len() + 3));
            }
            _ => {}
        }
        self.depth += usize::from(!empty);
    }

    fn end(&mut self, name: &str, at: Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        match (name, self.depth) {
            ("tcPr", 0) => self.in_properties = false,
            (name, 1) if self.in_properties => self.anatomy.property(name, self.child..at.end),
            ("p", _) => self.anatomy.last = Some(at.start),
            _ => {}
        }
    }
}
