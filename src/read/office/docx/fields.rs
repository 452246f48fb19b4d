//! Fields: of an instruction and its result only the result is text.

use super::{DEPTH, DocxElement, DocxReader};
use crate::read::office::rows::UNKNOWN;
use crate::read::package::xml::{attribute, is_on, number};
use quick_xml::events::BytesStart;

/// Entries of a drop-down field at most.
const CHOICES: usize = 256;

/// How far a field has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldStep {
    Instruction,
    Result,
    /// Some of its result was read.
    Shown,
    /// The instruction of one that may show nothing.
    Quiet,
    /// Its value was said.
    Said,
}

impl DocxReader<'_> {
    /// Properties of form fields.
    pub(super) fn field_property(&mut self, name: &str, tag: &BytesStart) -> Option<DocxElement> {
        match (name, self.parent()) {
            ("showingPlcHdr", _) => {
                if is_on(tag)
                    && let Some(depth) = self
                        .open
                        .kinds()
                        .iter()
                        .rposition(|&open| open == DocxElement::Field)
                {
                    self.placeholders.push(depth);
                }
            }
            ("result", DocxElement::DropDown) => {
                self.choice = number(tag, "val").map(|n| n as usize)
            }
            ("default", DocxElement::DropDown) => {
                let default = number(tag, "val").map(|n| n as usize);
                self.choice = self.choice.or(default);
            }
            ("listEntry", DocxElement::DropDown) => {
                if self.choices.len() < CHOICES {
                    self.choices
                        .push(attribute(tag, "val").unwrap_or_default().into_owned());
                }
            }
            _ => return None,
        }
        Some(DocxElement::Other)
    }

    pub(super) fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") if self.fields.len() < DEPTH => self.fields.push(FieldStep::Instruction),
            Some("separate") => {
                if let Some(step) = self.fields.last_mut() {
                    *step = match *step {
                        FieldStep::Instruction => FieldStep::Result,
                        FieldStep::Quiet => FieldStep::Shown,
                        step => step,
                    };
                }
            }
            // Without a result it shows what only Word knows.
            Some("end") => {
                if let Some(FieldStep::Instruction | FieldStep::Result) = self.fields.pop() {
                    self.rows.hold(UNKNOWN);
                }
            }
            _ => {}
        }
    }

    /// The chosen entry of a drop-down field, which is the whole field's text.
    pub(super) fn choose(&mut self) {
        let chosen = self.choices.get(self.choice.unwrap_or(0)).cloned();
        let field = self.fields.pop();
        self.say(&chosen.unwrap_or_default());
        if field.is_some() {
            self.fields.push(FieldStep::Said);
        }
    }
}
