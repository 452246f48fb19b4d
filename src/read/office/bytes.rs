//! Fields of binary files.

/// Little-endian fields, none beyond the end.
pub(super) trait LittleEndian {
    fn u8(&self, at: usize) -> Option<u8>;
    fn u16(&self, at: usize) -> Option<u16>;
    fn u32(&self, at: usize) -> Option<u32>;
    fn f64(&self, at: usize) -> Option<f64>;
}

impl LittleEndian for [u8] {
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
