//! The container that office files and OFD share: a zip archive of XML parts that relate to one another.

mod crc;
mod deflate;
mod relations;
mod tokens;
pub(crate) mod xml;
pub(crate) mod zip;

pub(crate) use relations::{Relationship, related, relations, relations_part, resolve, tags};
pub(crate) use tokens::{local, tokens};

use super::{FILE, Refusal};

/// Bytes of one inflated part at most; the rest is left out. Less in tests, which are slow.
pub(crate) const PART: usize = if cfg!(test) { 8 << 20 } else { 48 << 20 };

/// Opens a zip archive, unless it is too large or protected.
pub(crate) fn open(bytes: &[u8]) -> Result<zip::Archive<'_>, Refusal> {
    if bytes.len() > FILE {
        return Err(Refusal::TooLarge);
    }
    let archive = zip::Archive::open(bytes)?;
    match archive.is_encrypted() {
        true => Err(Refusal::Encrypted),
        false => Ok(archive),
    }
}
