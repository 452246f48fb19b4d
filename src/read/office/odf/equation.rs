//! Equations in a document: only plain ones have a text.

use crate::read::office::events::{DEPTH, Handler, drive};
use quick_xml::events::BytesStart;

/// The text of an equation that is nothing but characters in a row; none of anything else.
pub(super) fn equation(content: &str) -> Option<String> {
    struct Equation {
        text: String,
        open: Vec<bool>,
        plain: bool,
    }
    impl Handler for Equation {
        fn start(&mut self, tag: &BytesStart, _: usize) {
            let name = tag.local_name();
            let kind = name.as_ref();
            self.open.push(matches!(kind, "mn" | "mi" | "mo" | "mtext"));
            let frame = [
                "math",
                "semantics",
                "mrow",
                "mstyle",
                "mspace",
                "annotation",
            ];
            self.plain &= self.open.ends_with(&[true]) || frame.contains(&kind);
        }
        fn end(&mut self, _: usize) {
            self.open.pop();
        }
        fn text(&mut self, text: &str) {
            if self.open.last() == Some(&true) {
                self.text.push_str(text.trim());
            }
        }
        fn is_full(&self) -> bool {
            self.text.len() > 1000 || self.open.len() > DEPTH
        }
        fn is_open(&self) -> bool {
            false
        }
    }
    let mut equation = Equation {
        text: String::new(),
        open: Vec::new(),
        plain: true,
    };
    drive(content, &mut equation);
    (equation.plain && !equation.text.is_empty()).then_some(equation.text)
}
