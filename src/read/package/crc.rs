//! The checksum of zip entries: natively a library's, in a wasm eight bytes at a time.

#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
use std::sync::LazyLock;

/// The checksum of some bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    return zlib_rs::crc32::crc32(0, bytes);
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    smaller(bytes)
}

#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
type Tables = [[u32; 256]; 8];

/// Made when first asked for: as data they would be eight kB of wasm that gzip cannot make smaller.
#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = [[0; 256]; 8];
    for byte in 0..=u8::MAX {
        let mut crc = u32::from(byte);
        for table in &mut tables {
            for _ in 0..8 {
                crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
            }
            table[usize::from(byte)] = crc;
        }
    }
    tables
});

/// The same, as the wasm has it.
#[cfg(any(test, all(target_arch = "wasm32", target_os = "unknown")))]
fn smaller(bytes: &[u8]) -> u32 {
    let tables: &Tables = &TABLES;
    let mut crc = u32::MAX;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let low = crc ^ u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]);
        crc = tables[7][(low & 0xff) as usize]
            ^ tables[6][(low >> 8 & 0xff) as usize]
            ^ tables[5][(low >> 16 & 0xff) as usize]
            ^ tables[4][(low >> 24) as usize]
            ^ tables[3][chunk[4] as usize]
            ^ tables[2][chunk[5] as usize]
            ^ tables[1][chunk[6] as usize]
            ^ tables[0][chunk[7] as usize];
    }
    for &byte in chunks.remainder() {
        crc = (crc >> 8) ^ tables[0][((crc ^ u32::from(byte)) & 0xff) as usize];
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_everybody_uses() {
        for crc32 in [crc32, smaller] {
            assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
            assert_eq!(crc32(b""), 0);
        }
        assert_eq!(crc32(b"1234567890abcdefg"), smaller(b"1234567890abcdefg"));
        assert_eq!(smaller(b"1234567890abcdefg"), {
            let byte_by_byte = b"1234567890abcdefg".iter().fold(u32::MAX, |crc, &byte| {
                (0..8).fold(crc ^ u32::from(byte), |crc, _| {
                    (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
                })
            });
            !byte_by_byte
        });
    }
}
