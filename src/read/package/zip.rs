//! The container of docx, xlsx, odt and ods: entries found by the central directory, inflated
//! within a bound, and copied byte for byte where a file is written back.

use super::PART;
use super::crc::crc32;
use super::deflate::{Inflating, inflate_into};
use crate::read::Refusal;
use miniz_oxide::deflate::compress_to_vec;
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// Entries of an archive at most.
const ENTRIES: u64 = 10_000;
/// Bytes inflated at most, over all parts and however often each is read.
const BYTES: usize = 4 * PART;
/// How far from its end an archive's last record may begin: its comment is at most this long.
const TAIL: usize = 22 + 0xffff;

/// An archive in memory, looked into but not unpacked.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<ZipEntry>,
    /// Bytes that may still be inflated.
    left: Cell<usize>,
}

struct ZipEntry {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    /// Compressed data.
    data: Range<usize>,
    /// Size the archive declares for the inflated data.
    size: u64,
    local: usize,
    /// The entry's record in the central directory.
    record: Range<usize>,
}

/// A part's inflated bytes, perhaps only the beginning.
pub(crate) struct Inflated<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// Whether the bound was reached and the rest left out.
    pub cut: bool,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

impl<'a> Archive<'a> {
    /// An archive of nothing, to put parts into.
    pub fn empty() -> Self {
        Archive {
            bytes: &[],
            entries: Vec::new(),
            left: Cell::new(BYTES),
        }
    }

    /// Reads the central directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        Self::directory(bytes).ok_or(Refusal::Corrupt)
    }

    fn directory(bytes: &'a [u8]) -> Option<Self> {
        let tail = bytes.len().saturating_sub(TAIL);
        let end = (tail..bytes.len().saturating_sub(21))
            .rev()
            .find(|&at| bytes[at..].starts_with(b"PK\x05\x06"))?;
        let mut count = u64::from(u16_at(bytes, end + 10)?);
        let mut at = u64::from(u32_at(bytes, end + 16)?);
        // A Zip64 archive says so 20 bytes before.
        if let Some(locator) = end.checked_sub(20)
            && bytes[locator..].starts_with(b"PK\x06\x07")
            && let Some(record) = usize::try_from(u64_at(bytes, locator + 8)?).ok()
            && bytes.get(record..)?.starts_with(b"PK\x06\x06")
        {
            count = u64_at(bytes, record + 32)?;
            at = u64_at(bytes, record + 48)?;
        }
        let mut at = usize::try_from(at).ok()?;
        if count > ENTRIES {
            return None;
        }
        let (mut entries, mut left) = (Vec::new(), bytes.len());
        for _ in 0..count {
            let (entry, next) = ZipEntry::read(bytes, at)?;
            // Entries that lie over one another are how a small file becomes a large one.
            left = left.checked_sub(entry.data.end - entry.local)?;
            entries.push(entry);
            at = next;
        }
        Some(Archive {
            bytes,
            entries,
            left: Cell::new(BYTES),
        })
    }

    /// Whether an entry is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.entries.iter().any(|entry| entry.flags & 1 != 0)
    }

    fn find(&self, name: &str) -> Option<&ZipEntry> {
        let name = name.trim_start_matches('/');
        let same = |entry: &&ZipEntry| entry.name.eq_ignore_ascii_case(name);
        self.entries.iter().find(same)
    }

    /// Whether there is such a part. Names differ in case between writers.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Names as they are written, each with whether it says that it is UTF-8.
    pub fn names(&self) -> impl Iterator<Item = (&'a [u8], bool)> {
        self.entries.iter().map(|entry| {
            let at = entry.record.start;
            let length = u16_at(self.bytes, at + 28).map_or(0, usize::from);
            (
                &self.bytes[at + 46..at + 46 + length],
                entry.flags & (1 << 11) != 0,
            )
        })
    }

    /// Whether no more is inflated.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Inflates a part up to a bound, and to what is left for all of them.
    pub fn read(&self, name: &str, most: usize) -> Result<Inflated<'a>, Refusal> {
        self.inflated(self.find(name).ok_or(Refusal::Corrupt)?, most)
    }

    /// The same of the n-th entry: of several with one name, each has its own.
    pub fn read_nth(&self, n: usize, most: usize) -> Result<Inflated<'a>, Refusal> {
        self.inflated(self.entries.get(n).ok_or(Refusal::Corrupt)?, most)
    }

    fn inflated(&self, entry: &ZipEntry, most: usize) -> Result<Inflated<'a>, Refusal> {
        if entry.flags & 1 != 0 {
            return Err(Refusal::Encrypted);
        }
        let data = &self.bytes[entry.data.clone()];
        let most = most.min(self.left.get());
        // Before it is known to be sound: a damaged part costs as much.
        self.left.set(self.left.get() - entry.room(most));
        let inflated = match entry.method {
            0 => Inflated {
                bytes: Cow::Borrowed(&data[..data.len().min(most)]),
                cut: data.len() > most,
            },
            8 => inflate(data, entry, most)?,
            _ => return Err(Refusal::Corrupt),
        };
        if !inflated.cut
            && (inflated.bytes.len() as u64 != entry.size || crc32(&inflated.bytes) != entry.crc)
        {
            return Err(Refusal::Corrupt);
        }
        Ok(inflated)
    }

    /// The archive with some parts replaced or added; every other entry is copied as it is, its
    /// header and compressed bytes included.
    pub fn with(&self, parts: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + 65_536);
        let mut directory = Vec::new();
        let mut count = 0u16;
        let mut replaced: Vec<&str> = Vec::new();
        for entry in &self.entries {
            count += 1;
            let offset = (out.len() as u32).to_le_bytes();
            let new = parts
                .iter()
                .find(|(name, _)| entry.name.eq_ignore_ascii_case(name));
            if let Some((name, data)) = new {
                replaced.push(name);
                add(&mut out, &mut directory, &entry.name, data);
                continue;
            }
            out.extend_from_slice(&self.bytes[entry.local..entry.data.end]);
            out.extend_from_slice(self.descriptor(entry));
            let start = directory.len();
            directory.extend_from_slice(&self.bytes[entry.record.clone()]);
            directory[start + 42..start + 46].copy_from_slice(&offset);
        }
        for (name, data) in parts {
            if !replaced.contains(&name.as_str()) {
                count += 1;
                add(&mut out, &mut directory, name, data);
            }
        }
        let at = out.len() as u32;
        out.extend_from_slice(&directory);
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        out.extend_from_slice(&count.to_le_bytes());
        out.extend_from_slice(&count.to_le_bytes());
        out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out
    }

    /// The record after an entry's data that repeats its sizes, where its flags announce one.
    fn descriptor(&self, entry: &ZipEntry) -> &'a [u8] {
        if entry.flags & 8 == 0 {
            return &[];
        }
        let rest = &self.bytes[entry.data.end..];
        let signed = rest.starts_with(b"PK\x07\x08");
        let head = if signed { 4 } else { 0 };
        // Sizes of four bytes, or of eight in Zip64: told by what follows.
        let ends = |length: &usize| {
            rest.get(*length..).is_some_and(|next| {
                next.starts_with(b"PK\x03\x04")
                    || next.starts_with(b"PK\x01\x02")
                    || next.starts_with(b"PK\x06\x06")
            })
        };
        let length = [head + 12, head + 20].into_iter().find(ends);
        &rest[..length.unwrap_or(head + 12).min(rest.len())]
    }
}

impl ZipEntry {
    /// Bytes that its content may take, up to a bound.
    fn room(&self, most: usize) -> usize {
        if self.method == 0 {
            return self.data.len().min(most);
        }
        // No deflated byte gives more than this.
        let ceiling = self.data.len().saturating_mul(1032).min(most);
        usize::try_from(self.size).map_or(ceiling, |size| size.min(ceiling))
    }

    /// Reads a record of the central directory, and where the next one begins.
    fn read(bytes: &[u8], at: usize) -> Option<(ZipEntry, usize)> {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let lengths = [28, 30, 32].map(|field| u16_at(bytes, at + field).map(usize::from));
        let [name_length, extra_length, comment_length] = lengths;
        let (name_length, extra_length) = (name_length?, extra_length?);
        let name_end = at + 46 + name_length;
        let record = at..name_end + extra_length + comment_length?;
        let name = String::from_utf8_lossy(bytes.get(at + 46..name_end)?).replace('\\', "/");
        let extra = bytes.get(name_end..name_end + extra_length)?;
        let mut wide = zip64(extra).chunks_exact(8);
        // Each field that is all ones stands in the Zip64 record, in this order.
        let mut field = |at: usize| -> Option<u64> {
            match u32_at(bytes, at)? {
                u32::MAX => Some(u64_at(wide.next()?, 0)?),
                value => Some(value.into()),
            }
        };
        let size = field(at + 24)?;
        let packed = usize::try_from(field(at + 20)?).ok()?;
        let local = usize::try_from(field(at + 42)?).ok()?;
        if !bytes.get(local..)?.starts_with(b"PK\x03\x04") {
            return None;
        }
        let before = u16_at(bytes, local + 26)? as usize + u16_at(bytes, local + 28)? as usize;
        let start = local.checked_add(30 + before)?;
        let end = start.checked_add(packed)?;
        if end > bytes.len() || record.end > bytes.len() {
            return None;
        }
        let entry = ZipEntry {
            name,
            flags: u16_at(bytes, at + 8)?,
            method: u16_at(bytes, at + 10)?,
            crc: u32_at(bytes, at + 16)?,
            data: start..end,
            size,
            local,
            record: record.clone(),
        };
        Some((entry, record.end))
    }
}

/// The Zip64 field among an entry's extra fields; empty where there is none.
fn zip64(mut extra: &[u8]) -> &[u8] {
    while let (Some(id), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let end = 4 + usize::from(length);
        let Some(field) = extra.get(4..end) else {
            break;
        };
        if id == 1 {
            return field;
        }
        extra = &extra[end..];
    }
    &[]
}

/// Inflates into as much room as the entry says it takes: growing as it comes costs as much again.
fn inflate(data: &[u8], entry: &ZipEntry, most: usize) -> Result<Inflated<'static>, Refusal> {
    let mut bytes = vec![0; entry.room(most)];
    let (status, length) = inflate_into(data, &mut bytes);
    bytes.truncate(length);
    match status {
        Inflating::Done => {}
        Inflating::Full if entry.size > most as u64 => {}
        _ => return Err(Refusal::Corrupt),
    }
    Ok(Inflated {
        cut: status != Inflating::Done,
        bytes: Cow::Owned(bytes),
    })
}

/// Appends an entry and its record; dated 1980-01-01, so that the same input gives the same bytes.
fn add(out: &mut Vec<u8>, directory: &mut Vec<u8>, name: &str, data: &[u8]) {
    let packed = compress_to_vec(data, 6);
    let offset = out.len() as u32;
    let mut common = Vec::with_capacity(26);
    common.extend_from_slice(&[20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0]);
    common.extend_from_slice(&crc32(data).to_le_bytes());
    common.extend_from_slice(&(packed.len() as u32).to_le_bytes());
    common.extend_from_slice(&(data.len() as u32).to_le_bytes());
    common.extend_from_slice(&(name.len() as u16).to_le_bytes());
    common.extend_from_slice(&[0, 0]);
    out.extend_from_slice(b"PK\x03\x04");
    out.extend_from_slice(&common);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(&packed);
    directory.extend_from_slice(b"PK\x01\x02\x14\0");
    directory.extend_from_slice(&common);
    directory.extend_from_slice(&[0; 10]);
    directory.extend_from_slice(&offset.to_le_bytes());
    directory.extend_from_slice(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_the_rest_is_copied_as_it_is() {
        let empty = Archive::empty();
        let long = "数".repeat(10_000).into_bytes();
        let parts = [
            ("a.xml".to_owned(), b"<a/>".to_vec()),
            ("B/c.xml".to_owned(), long.clone()),
        ];
        let first = empty.with(&parts);
        let archive = Archive::open(&first).unwrap();
        assert!(archive.has("a.xml") && archive.has("B/c.xml"));
        assert_eq!(&*archive.read("/b/C.xml", 1 << 20).unwrap().bytes, &long);
        assert!(archive.read("b/c.xml", 100).unwrap().cut);
        let second = archive.with(&[("a.xml".to_owned(), b"<b/>".to_vec())]);
        let again = Archive::open(&second).unwrap();
        assert_eq!(&*again.read("a.xml", 100).unwrap().bytes, b"<b/>");
        let raw = |archive: &Archive, bytes: &[u8]| {
            let entry = archive.find("B/c.xml").unwrap();
            bytes[entry.local..entry.data.end].to_vec()
        };
        assert_eq!(raw(&archive, &first), raw(&again, &second));
    }

    #[test]
    fn entries_over_one_another_and_more_than_any_file_has_are_refused() {
        let whole = Archive::empty().with(&[("a".to_owned(), vec![b'1'; 5000])]);
        let at = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        let end = whole.windows(4).position(|w| w == b"PK\x05\x06").unwrap();
        let bomb = |count: usize| {
            let mut bytes = whole[..at].to_vec();
            bytes.extend(whole[at..end].repeat(count));
            bytes.extend(&whole[end..]);
            let end = bytes.len() - 22;
            bytes[end + 10..end + 12].copy_from_slice(&(count as u16).to_le_bytes());
            Archive::open(&bytes).is_ok()
        };
        assert!(bomb(1));
        assert!(!bomb(400));
        assert!(!bomb(20_000));
    }

    #[test]
    fn parts_share_what_may_be_inflated_sound_or_not() {
        let mut bytes = Archive::empty().with(&[("a".to_owned(), vec![b'1'; PART])]);
        let archive = Archive::open(&bytes).unwrap();
        assert!((0..4).all(|_| archive.read("a", PART).is_ok_and(|part| !part.cut)));
        let part = archive.read("a", PART).unwrap();
        assert!(part.cut && part.bytes.is_empty());
        let record = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        bytes[record + 16] ^= 1;
        let archive = Archive::open(&bytes).unwrap();
        assert!((0..4).all(|_| archive.read("a", PART).is_err()));
        assert!(archive.is_spent());
    }

    #[test]
    fn a_damaged_archive_is_refused_without_a_panic() {
        let empty = Archive::empty();
        let whole = empty.with(&[("a".to_owned(), vec![b'1'; 5000])]);
        for length in 0..whole.len() {
            if let Ok(archive) = Archive::open(&whole[..length]) {
                assert!(archive.read("a", 1 << 20).is_err());
            }
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            if let Ok(archive) = Archive::open(&damaged) {
                let _ = archive.read("a", 1 << 20);
                let _ = archive.with(&[]);
            }
        }
    }
}
