//! OLE2, the container of Office before 2007 and of Kingsoft's wps and et: which streams it has says
//! what it is.

use super::{PART, Reading, Refusal, doc, xls};
use crate::document::Bounds;
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// The first bytes of the container.
pub(super) const MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads what the container holds.
pub(super) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Reading, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Corrupt)?;
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut data = Vec::new();
        let opened = file.open_stream(name).ok()?;
        // What a damaged chain still gives is tried.
        let _ = opened.take(PART as u64).read_to_end(&mut data);
        Some(data)
    };
    if let Some(text) = stream("/WordDocument") {
        let of_fib = |at: usize| text.get(at).copied().unwrap_or(0);
        // fWhichTblStm
        let name = if of_fib(0x0b) & 2 != 0 {
            "/1Table"
        } else {
            "/0Table"
        };
        let table = stream(name).unwrap_or_default();
        let data = stream("/Data").unwrap_or_default();
        return doc::read(&text, &table, &data, bounds);
    }
    if let Some(book) = stream("/Workbook").or_else(|| stream("/Book")) {
        return xls::read(&book, bounds);
    }
    let has = |name: &str| file.exists(name);
    Err(match () {
        () if has("/EncryptedPackage") => Refusal::Encrypted,
        () if has("/PowerPoint Document") => Refusal::Format("ppt"),
        () if has("/CONTENTS") => Refusal::Format("Microsoft Works"),
        () => Refusal::Unknown,
    })
}

/// Little-endian fields, none beyond the end.
pub(super) trait Fields {
    fn u8(&self, at: usize) -> Option<u8>;
    fn u16(&self, at: usize) -> Option<u16>;
    fn u32(&self, at: usize) -> Option<u32>;
    fn f64(&self, at: usize) -> Option<f64>;
}

impl Fields for [u8] {
    fn u8(&self, at: usize) -> Option<u8> {
        self.get(at).copied()
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.get(at..at.checked_add(2)?)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = self.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    fn f64(&self, at: usize) -> Option<f64> {
        let bytes = self.get(at..at.checked_add(8)?)?;
        Some(f64::from_le_bytes(bytes.try_into().ok()?))
    }
}

/// UTF-16 in pairs of bytes.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|b| u16::from_le_bytes([b[0], b[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
