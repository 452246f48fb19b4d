//! `cargo run --release --example throughput -- FILE…`: microseconds of processor time a check of each, the
//! median of some batches and the least.
//!
//! `cargo xtask bench --against REVISION` builds this beside that revision too and runs both in turns;
//! `cargo xtask bench` with the features of either wasm, as what that is measured against.

use cpu_time::ThreadTime;
use gouji::report::Report;
use gouji::{Options, Part, PartKind};
use std::hint::black_box;
use std::time::Duration;

const BATCHES: usize = 11;
const BATCH: Duration = Duration::from_millis(20);

fn checked(bytes: &[u8], path: &str, options: &Options) -> Report {
    let kind = match path.rsplit('.').next() {
        Some("html") => PartKind::Html,
        Some("txt" | "md") => PartKind::Text,
        // Of a revision that has another door for files, xtask puts that here.
        #[cfg(feature = "office")]
        _ => return gouji::check(gouji::Input::file(bytes), options),
        #[cfg(not(feature = "office"))]
        _ => panic!("this build reads text and HTML"),
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    gouji::check(&[Part { kind, text }], options)
}

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("a file");
        let options = Options {
            name: Some(path.clone()),
            ..Options::default()
        };
        let mut micros = Vec::new();
        // The first batch warms up.
        for batch in 0..=BATCHES {
            let (start, mut checks) = (ThreadTime::now(), 0);
            while start.elapsed() < BATCH {
                black_box(checked(black_box(&bytes), &path, &options));
                checks += 1;
            }
            if batch > 0 {
                micros.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(checks));
            }
        }
        micros.sort_by(f64::total_cmp);
        println!("{:.1} {:.1} {path}", micros[BATCHES / 2], micros[0]);
    }
}
