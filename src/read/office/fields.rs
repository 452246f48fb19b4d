//! Fields of a document, by the instructions that say what they show.

/// Whether an instruction makes a field draw what no text of the document says.
pub(super) fn is_drawn(instruction: &str) -> bool {
    let mut words = instruction.split_ascii_whitespace();
    matches!(words.next(), Some("EQ" | "eq" | "SYMBOL" | "symbol"))
}

/// Whether a field with this instruction may show nothing: one to be filled in, a mark, a link.
pub(super) fn is_quiet(instruction: &str) -> bool {
    let mut words = instruction.split_ascii_whitespace();
    matches!(
        words.next(),
        Some("FORMTEXT" | "XE" | "TC" | "SET" | "HYPERLINK")
    )
}
