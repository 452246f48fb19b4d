//! Fields: of an instruction and its result only the result is text.

use super::{DEPTH, DocxReader};

/// How far a field has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldStep {
    Instruction,
    Result,
    /// Its value was said.
    Said,
}

impl DocxReader<'_> {
    pub(super) fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") if self.fields.len() < DEPTH => self.fields.push(FieldStep::Instruction),
            Some("separate") => {
                if let Some(step @ FieldStep::Instruction) = self.fields.last_mut() {
                    *step = FieldStep::Result;
                }
            }
            Some("end") => drop(self.fields.pop()),
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

/// Whether an instruction makes a field draw what no text of the document says.
pub(super) fn is_drawn(instruction: &str) -> bool {
    let mut words = instruction.split_ascii_whitespace();
    matches!(words.next(), Some("EQ" | "eq" | "SYMBOL" | "symbol"))
}
