//! What a cell holds that is no text: pictures, fields, formulas.

use super::HtmlReader;
use super::unshown::Unshown;
use crate::language::FIRST;
use crate::read::markup::attribute;

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
