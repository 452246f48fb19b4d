//! What a result is the result of: the bytes that were read, the engine, the forms and rules.

use gouji::form::Forms;
use gouji::tables;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Version of the engine.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

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

/// What tells one set of forms and rules from another.
pub fn rule_set(forms: Forms) -> String {
    let mut hash = sha256(tables::rule_set(forms).as_bytes());
    hash.truncate(tables::FINGERPRINT);
    hash
}
