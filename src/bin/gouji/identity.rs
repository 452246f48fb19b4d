//! What a result is the result of: the bytes that were read, the engine, the forms and rules.

use gouji::form::Forms;
use gouji::{Language, catalog};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Version of the engine.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");
/// Hexadecimal digits of a fingerprint that are kept.
const SHORT: usize = 16;

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Nothing that is written to a text fails.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// What tells one set of forms and rules from another: the first digits of the SHA-256 of a line for each
/// cell of each edition, then one for each rule, fields between tabs.
pub fn rule_set(forms: Forms) -> String {
    let mut text = String::new();
    for edition in catalog::forms(forms, Language::Chinese) {
        let tables = edition.tables.iter();
        for cell in tables.flat_map(|(_, table)| table.lines.iter().flatten()) {
            if let catalog::FormCell::Value { cell, name, .. } = cell {
                let _ = writeln!(text, "{}\t{cell}\t{name}", edition.id);
            }
        }
    }
    for rule in catalog::rules(forms, Language::Chinese) {
        let severity = match rule.severity {
            gouji::report::Severity::Error => "error",
            gouji::report::Severity::Warning => "warning",
            gouji::report::Severity::Hint => "hint",
        };
        let (edition, id, sentence) = (rule.edition, rule.id, rule.sentence);
        let _ = writeln!(text, "{edition}\t{id}\t{severity}\t{sentence}");
    }
    let mut hash = sha256(text.as_bytes());
    hash.truncate(SHORT);
    hash
}
