//! What a cell holds that is no text: pictures, fields, formulas.
//!
//! A cell without text that shows something all the same is not blank: a script, a frame or an element that the page
//! defines itself draws in it, a script or a style sheet fills it from an attribute, it has an icon, a picture behind
//! it, or one in VML. What is shown there nobody knows here (`□`).

use super::HtmlReader;
use super::unshown::Unshown;
use crate::language::FIRST;
use crate::read::markup::attribute;

/// Elements that draw something of their own, attributes by which scripts and style sheets fill an element, and what
/// names a picture behind it.
const UNSEEN: [&str; 16] = [
    "<script",
    "<iframe",
    "<picture",
    "<v:",
    "<i class",
    "shadowroot",
    "url(",
    "icon",
    " v-text=",
    " v-html=",
    " x-text=",
    " ng-bind",
    " data-bind=",
    " :value=",
    " :text=",
    " th:text=",
];
/// Attributes that may hold a number for a script or a style sheet.
const FILLED: [&str; 8] = [
    " data-value=",
    " data-num=",
    " data-count=",
    " data-text=",
    " data-val=",
    " x:num=",
    " sdval=",
    " title=",
];

/// Whether a cell without text shows something, by its source from its attributes on.
pub(super) fn unseen(source: &str) -> bool {
    let ends = |at: usize| {
        let rest = source.as_bytes()[at + 1..]
            .strip_prefix(b"/")
            .unwrap_or(&source.as_bytes()[at + 1..]);
        matches!(
            rest,
            [b't' | b'T', b'd' | b'D' | b'h' | b'H' | b'r' | b'R', ..]
        )
    };
    let mut tags = source.match_indices('<').map(|tag| tag.0);
    let own = &source[..tags.find(|&at| ends(at)).unwrap_or(source.len())];
    // Of an element of the page's own the name has a hyphen.
    let own_element = |rest: &str| {
        let mut name = rest
            .bytes()
            .take_while(|b| !matches!(b, b'>' | b' ' | b'/' | b'\n'));
        rest.starts_with(|c: char| c.is_ascii_lowercase()) && name.any(|b| b == b'-')
    };
    let digit = |rest: &str| {
        rest.trim_start_matches(['"', '\''])
            .starts_with(|c: char| c.is_ascii_digit())
    };
    UNSEEN.iter().any(|sign| own.contains(sign))
        || FILLED.iter().any(|name| own.split(name).skip(1).any(digit))
        || own.split('<').skip(1).any(own_element)
}

#[derive(Default)]
pub(super) struct Select {
    /// Text of the option that is chosen: the first, or one that says so.
    pub text: String,
    options: u32,
    /// The open option is the one.
    pub open: bool,
}

impl HtmlReader<'_> {
    /// The open cell holds something that is no text.
    pub(super) fn hold(&mut self, what: &'static str) {
        if let Some(cell) = self.cell() {
            cell.holds = Some(what);
        } else if !FIRST && self.lines.is_some() && self.paragraph.contains(['\t', '|']) {
            self.push(what, false);
        }
    }

    /// The chosen option is what a list of choices shows.
    pub(super) fn close_select(&mut self) {
        if let Some(select) = self.select.take()
            && self.cell().is_some()
        {
            self.break_line();
            self.push(&select.text, true);
            self.break_line();
        }
    }

    /// Takes the start of such an element; false where it is none.
    pub(super) fn held(&mut self, name: &str, attributes: &str) -> bool {
        match name {
            "img" => {
                self.document.pictures += 1;
                let side = |side| attribute(attributes, side).unwrap_or_default();
                // Of one point, it holds room.
                if !["width", "height"]
                    .map(side)
                    .iter()
                    .any(|n| n == "1" || n == "0")
                {
                    self.hold("一张图片");
                }
            }
            "embed" => self.hold("一张图片"),
            // What is in them is for readers that know none.
            "canvas" | "object" | "video" | "audio" | "progress" | "meter" => {
                self.hold("一张图片");
                if !attributes.ends_with('/') {
                    self.unshown = Unshown::of(name);
                }
            }
            "input" if !FIRST => {
                let kind = attribute(attributes, "type").unwrap_or_default();
                let kinds = ["", "text", "number", "tel"];
                if self.cell().is_some() && kinds.contains(&&*kind.to_ascii_lowercase()) {
                    match attribute(attributes, "value") {
                        Some(value) => {
                            self.break_line();
                            self.push(&value, true);
                            self.break_line();
                        }
                        None => self.hold("输入框"),
                    }
                } else if matches!(&*kind.to_ascii_lowercase(), "radio" | "checkbox") {
                    self.hold("选择框");
                }
            }
            "select" if !FIRST => self.select = Some(Select::default()),
            "option" if !FIRST && self.select.is_some() => {
                if let Some(select) = &mut self.select {
                    let chosen = attribute(attributes, "selected").is_some();
                    select.open = chosen || select.options == 0;
                    select.options += 1;
                    if chosen {
                        select.text.clear();
                    }
                }
            }
            // What stands over or under something else is no run of digits.
            "mfrac" | "msup" | "msub" | "msubsup" | "msqrt" | "mroot" | "mover" | "munder"
            | "munderover" | "mtable" | "mmultiscripts" | "menclose"
                if !FIRST =>
            {
                self.push("□", true)
            }
            _ => return false,
        }
        true
    }
}
