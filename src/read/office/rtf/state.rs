//! What RTF keeps while it is read: of a group, of a list to choose from, of a named style.

use crate::read::office::colour::Colour;

/// What a group may change and its end restores.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct GroupState {
    pub silent: bool,
    pub hidden: bool,
    pub struck: bool,
    /// The colour of the text; of the pen that marks it, of what else is behind it, and behind its paragraph.
    pub ink: Option<Colour>,
    pub pen: Option<Colour>,
    pub shade: Option<Colour>,
    pub ground: Option<Colour>,
    pub raised: bool,
    /// Moved off the line by hand; too small, too narrow to be seen.
    pub lifted: bool,
    pub tiny: bool,
    pub narrow: bool,
    /// A field, the instruction of one.
    pub field: bool,
    pub instruction: bool,
    /// Of its groups only the one in Unicode is read.
    pub twofold: bool,
    /// What the styles of the paragraph and of the stretch make of it.
    pub styled: [StyleEffect; 2],
    pub fonts: bool,
    /// In the table of styles, of colours, in an entry of a list.
    pub styles: bool,
    pub colors: bool,
    pub entry: bool,
    pub font: i32,
    pub in_table: bool,
    pub depth: u32,
    /// Characters that stand for each `\u`, for readers that do not know it.
    pub fallback: usize,
}

impl GroupState {
    /// Whether text looks otherwise.
    pub fn differs(&self, other: &GroupState) -> bool {
        let look = |s: &GroupState| {
            let own = [s.hidden, s.struck, s.raised, s.lifted, s.tiny, s.narrow];
            (own, s.styled, [s.ink, s.pen, s.shade, s.ground])
        };
        look(self) != look(other)
    }
}

/// The entries of a list to choose from.
#[derive(Debug, Default)]
pub(super) struct DropDown {
    pub entries: Vec<String>,
    /// The chosen one, where that was changed, and the one before.
    pub chosen: Option<usize>,
    pub usual: usize,
}

/// What a named style hides or strikes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StyleEffect {
    pub hidden: bool,
    pub struck: bool,
}
