//! Mutates the office fixtures and reads, checks and marks what comes out: nothing may panic, and
//! nothing may take long.
//!
//! `cargo run --example fuzz_office -- SECONDS [SEED [FILE…]]` (not `--release`: overflow is to be
//! noticed). What fails is written to the folder for temporary files, and its name printed.

#![expect(clippy::disallowed_methods, reason = "it times")]

use gouji::mark::{Marks, mark};
use gouji::report::Report;
use gouji::{Input, Options, check};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Longer than this is slow, for inputs of some ten kilobytes.
const SLOW: Duration = Duration::from_secs(2);

/// xorshift64*: the same inputs for the same seed, everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

/// A file to start from: bytes, and for a zip archive its parts.
struct Seed {
    name: String,
    bytes: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
}

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    let field = &bytes[at..at + length];
    field
        .iter()
        .rev()
        .fold(0, |sum, &byte| sum << 8 | usize::from(byte))
}

/// The parts of an archive that somebody's program wrote; none where it is no archive.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    let Some(end) = bytes.windows(4).rposition(|w| w == b"PK\x05\x06") else {
        return parts;
    };
    let mut record = number(bytes, end + 16, 4);
    while bytes[record..].starts_with(b"PK\x01\x02") {
        let name = number(bytes, record + 28, 2);
        let path = String::from_utf8_lossy(&bytes[record + 46..record + 46 + name]);
        let local = number(bytes, record + 42, 4);
        let start = local + 30 + number(bytes, local + 26, 2) + number(bytes, local + 28, 2);
        let data = &bytes[start..start + number(bytes, record + 20, 4)];
        let data = match number(bytes, record + 10, 2) {
            0 => data.to_vec(),
            _ => miniz_oxide::inflate::decompress_to_vec(data).expect("deflate"),
        };
        parts.push((path.into_owned(), data));
        record += 46 + name + number(bytes, record + 30, 2) + number(bytes, record + 32, 2);
    }
    parts
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

/// An archive of parts, stored.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in parts {
        let size = (data.len() as u32).to_le_bytes();
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(crc32(data).to_le_bytes());
        common.extend(size.iter().chain(&size));
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(common);
        out.extend(name.as_bytes());
        out.extend(data);
    }
    let at = (out.len() as u32).to_le_bytes();
    let count = (parts.len() as u16).to_le_bytes();
    let length = (directory.len() as u32).to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([&count[..], &count, &length, &at, &[0, 0]].concat());
    out
}

/// Changes some bytes: flips, hostile numbers, stretches removed, doubled, moved; and in XML the same
/// with whole tags.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random, tags: bool) {
    const NUMBERS: [u64; 10] = [
        0,
        1,
        0x7f,
        0xff,
        0x7fff,
        0xffff,
        0x7fff_ffff,
        0x8000_0000,
        0xffff_ffff,
        u64::MAX,
    ];
    for _ in 0..1 + random.below(6) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let to_tag = |bytes: &[u8], from: usize| {
            let next = bytes[from..].iter().position(|&b| b == b'<');
            next.map_or(bytes.len(), |next| from + next)
        };
        let (from, to) = if tags && random.below(3) > 0 {
            let from = to_tag(bytes, at);
            let mut to = from;
            for _ in 0..=random.below(8) {
                to = to_tag(bytes, (to + 1).min(bytes.len()));
            }
            (from, to)
        } else {
            let length = 1 + random.below(64);
            (at, (at + length).min(bytes.len()))
        };
        match random.below(8) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => {
                let number = NUMBERS[random.below(NUMBERS.len())].to_le_bytes();
                let length = [1, 2, 4, 8][random.below(4)].min(bytes.len() - at);
                bytes[at..at + length].copy_from_slice(&number[..length]);
            }
            3 => drop(bytes.drain(from..to)),
            4 => {
                let times = [1, 2, 50, 400][random.below(4)];
                let piece = bytes[from..to].repeat(times);
                bytes.splice(from..from, piece);
            }
            5 => {
                let piece: Vec<u8> = bytes.drain(from..to).collect();
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            6 if random.below(6) == 0 => bytes.truncate(at),
            // Digits that say how many.
            _ => {
                let digit = |b: &u8| b.is_ascii_digit();
                if let Some(found) = bytes[at..].iter().position(digit) {
                    let start = at + found;
                    let length = bytes[start..].iter().take_while(|b| digit(b)).count();
                    let number = NUMBERS[random.below(NUMBERS.len())].to_string();
                    bytes.splice(start..start + length, number.into_bytes());
                }
            }
        }
        bytes.truncate(1 << 20);
    }
}

fn mutated(seed: &Seed, random: &mut Random) -> Vec<u8> {
    if seed.parts.is_empty() || random.below(5) == 0 {
        let mut bytes = seed.bytes.clone();
        mutate(&mut bytes, random, false);
        return bytes;
    }
    let mut parts = seed.parts.clone();
    let telling = [
        "document.xml",
        "content.xml",
        "sheet1.xml",
        "sharedStrings.xml",
    ];
    for _ in 0..=random.below(2) {
        let mut part = random.below(parts.len());
        if random.below(3) > 0
            && let Some(found) = parts
                .iter()
                .position(|(name, _)| telling.iter().any(|end| name.ends_with(end)))
        {
            part = found;
        }
        mutate(&mut parts[part].1, random, true);
    }
    packed(&parts)
}

fn exercise(bytes: &[u8], name: &str, told: &Marks) {
    let options = Options {
        name: Some(name.to_owned()),
        ..Options::default()
    };
    let report = check(Input::file(bytes), &options);
    let findings = |report: &Report| serde_json::to_string(&report.findings).expect("JSON");
    // Marks of its own, and those of the file it was made from.
    for marks in [&Marks::from(&report), told] {
        if let Ok(marked) = mark(bytes, marks, &options) {
            let again = check(Input::file(&marked), &options);
            assert_eq!(findings(&again), findings(&report), "marking changed it");
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |default: u64| {
        let word = arguments.next();
        word.map_or(default, |word| word.parse().expect("a number"))
    };
    let (seconds, mut state) = (next(10), next(1).max(1));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if files.is_empty() {
        let listed = std::fs::read_dir(folder).expect("fixtures");
        files.extend(listed.map(|entry| entry.expect("a file").path()));
        files.retain(|path| path.extension().is_some_and(|e| e != "json" && e != "py"));
        files.sort();
    }
    let seeds: Vec<(Seed, Marks)> = files
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).expect("a fixture");
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let marks = Marks::from(&check(Input::file(&bytes), &Options::default()));
            let parts = parts(&bytes);
            let name = name.into_owned();
            (Seed { name, bytes, parts }, marks)
        })
        .collect();
    let began = Instant::now();
    let (mut inputs, mut slowest, mut failures) = (0, Duration::ZERO, 0);
    while began.elapsed() < Duration::from_secs(seconds) {
        state += 1;
        let mut random = Random(state.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (seed, marks) = &seeds[random.below(seeds.len())];
        let bytes = mutated(seed, &mut random);
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| exercise(&bytes, &seed.name, marks)));
        let took = start.elapsed();
        slowest = slowest.max(took);
        inputs += 1;
        if outcome.is_err() || took > SLOW {
            failures += 1;
            let path = std::env::temp_dir().join(format!("gouji-fuzz-{state}-{}", seed.name));
            std::fs::write(&path, &bytes).expect("a file");
            println!("{} took {took:?}: seed {}", path.display(), state - 1);
        }
    }
    println!("{inputs} inputs, {failures} failures, slowest {slowest:?}");
    std::process::exit(i32::from(failures > 0));
}
