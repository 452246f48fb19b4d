//! What a result is the result of: the bytes that were read, the engine, the forms and rules.

use gouji::form::Forms;
use gouji::tables;
use sha2::{Digest, Sha256};

/// Version of the engine, its build included.
pub const ENGINE: &str = gouji::VERSION;

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n)]);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(digit).collect()
}

/// What tells one set of forms and rules from another.
pub fn rule_set(forms: Forms) -> String {
    let mut hash = sha256(tables::rule_set(forms).as_bytes());
    hash.truncate(tables::FINGERPRINT);
    hash
}
