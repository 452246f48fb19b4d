//! Time from a file's bytes to its verdict, beside what nobody can do without: inflating the parts
//! that hold the text and cutting them into XML tokens.
//!
//! `cargo run --release --example office_bench -- FILE…`; figures are medians.

#![expect(clippy::disallowed_methods, reason = "it times")]

use gouji::stages::{self, Bounds};
use gouji::{Input, Options, check};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..51)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// The deflated parts that hold text, by the local headers; only for files whose headers tell sizes.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let number = |at: usize, length: usize| {
        let field = &bytes[at..at + length];
        field
            .iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | usize::from(byte))
    };
    let mut parts = Vec::new();
    let mut at = bytes.windows(4).position(|w| w == b"PK\x01\x02");
    while let Some(record) = at.filter(|&at| bytes[at..].starts_with(b"PK\x01\x02")) {
        let (name, extra) = (number(record + 28, 2), number(record + 30, 2));
        let path = String::from_utf8_lossy(&bytes[record + 46..record + 46 + name]);
        let local = number(record + 42, 4);
        let start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let text = ["document.xml", "content.xml", "sharedStrings.xml"];
        if text.iter().any(|end| path.ends_with(end)) || path.starts_with("xl/worksheets/sheet") {
            parts.push(&bytes[start..start + number(record + 20, 4)]);
        }
        at = Some(record + 46 + name + extra + number(record + 32, 2));
    }
    parts
}

fn tokens(part: &[u8]) -> usize {
    let xml = miniz_oxide::inflate::decompress_to_vec(part).expect("deflate");
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(&xml).expect("UTF-8"));
    let mut count = 0;
    while !matches!(
        reader.read_event(),
        Ok(quick_xml::events::Event::Eof) | Err(_)
    ) {
        count += 1;
    }
    count
}

fn main() {
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file).expect("a file");
        let options = Options {
            name: Some(file.clone()),
            ..Options::default()
        };
        let report = check(Input::file(&bytes), &options);
        println!("{file}: {:?}, {}", report.verdict, report.message);
        for note in report.notes.iter().take(8) {
            println!("    {}: {}", note.code, note.message);
        }
        let whole = median(|| drop(black_box(check(Input::file(&bytes), &options))));
        let reading = median(|| {
            drop(black_box(stages::read(
                Input::file(&bytes),
                &Bounds::default(),
            )))
        });
        print!("    verdict {whole:?}, of it reading {reading:?}");
        if bytes.starts_with(b"PK") {
            let parts = parts(&bytes);
            let floor = median(|| {
                black_box(parts.iter().map(|part| tokens(part)).sum::<usize>());
            });
            let ratio = reading.as_secs_f64() / floor.as_secs_f64();
            print!(", inflate + tokenise {floor:?}, reading is {ratio:.2} times that");
        }
        println!();
    }
}
