//! What tells one set of forms and rules from another.

use crate::catalog::{self, FormCell};
use crate::form::Forms;
use crate::language::Language;
use crate::report::Severity;
use std::fmt::Write;

/// Digits of its SHA-256 (hexadecimal) that are a fingerprint of forms and rules; the hash is left to who
/// has one. A line for each cell of each edition, then one for each rule, fields between tabs.
pub const FINGERPRINT: usize = 16;

/// See [`FINGERPRINT`].
pub fn rule_set(forms: Forms) -> String {
    let mut text = String::new();
    for edition in catalog::forms(forms, Language::Chinese) {
        let tables = edition.tables.iter();
        for cell in tables.flat_map(|(_, table)| table.lines.iter().flatten()) {
            if let FormCell::Value { cell, name, .. } = cell {
                // Nothing that is written to a text fails.
                let _ = writeln!(text, "{}\t{cell}\t{name}", edition.id);
            }
        }
    }
    for rule in catalog::rules(forms, Language::Chinese) {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let (edition, id, sentence) = (rule.edition, rule.id, rule.sentence);
        let _ = writeln!(text, "{edition}\t{id}\t{severity}\t{sentence}");
    }
    text
}
