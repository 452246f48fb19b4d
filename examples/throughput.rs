//! `cargo run --release --example throughput -- FILE…`: microseconds a check, and where they go.

#![expect(clippy::disallowed_methods, reason = "it times")]

use gouji::{Options, Part, PartKind, check};
use std::time::Instant;

fn main() {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
        let kind = if path.ends_with("html") {
            PartKind::Html
        } else {
            PartKind::Text
        };
        let parts = [Part { kind, text }];
        let mut micros: Vec<u128> = (0..50)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(check(&parts, &Options::default()));
                start.elapsed().as_micros()
            })
            .collect();
        micros.sort_unstable();
        println!(
            "{:6} µs (min {}, max {})  {path}",
            micros[25], micros[0], micros[49]
        );
    }
}
