//! How long a check takes natively: `cargo xtask bench` runs this beside the wasm, over the same
//! report and counting in the same way, so that the figures can be compared.
//!
//! Reads the report from the file that GOUJI_REPORT names; prints microseconds a check, a number a
//! batch. Without that variable (as `cargo test --benches` runs it) it does nothing.

#![expect(clippy::disallowed_methods, reason = "it times")]

use gouji::{Options, Part, PartKind};
use std::hint::black_box;
use std::time::{Duration, Instant};

const BATCHES: usize = 20;
const BATCH: Duration = Duration::from_millis(50);

fn main() -> std::io::Result<()> {
    let Some(file) = std::env::var_os("GOUJI_REPORT") else {
        return Ok(());
    };
    let parts = [Part {
        kind: PartKind::Text,
        text: std::fs::read_to_string(file)?,
    }];
    let options = Options::default();
    for batch in 0..=BATCHES {
        let (start, mut checks) = (Instant::now(), 0);
        while start.elapsed() < BATCH {
            black_box(gouji::check(black_box(&parts), &options));
            checks += 1;
        }
        // The first one warms up.
        if batch > 0 {
            println!(
                "{:.1}",
                start.elapsed().as_secs_f64() * 1e6 / f64::from(checks)
            );
        }
    }
    Ok(())
}
