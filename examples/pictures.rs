//! How well pictures are read, a kind of damage a line, over a set that `tests/scan/make.py` made:
//! `cargo run --release --example pictures -- target/pictures [KIND|CASE…]`.
//!
//! Wrong is in 10,000 cells; what is counted `tests/scan/score.rs` says. The time is the processor's, in this one
//! process, a page. Of a case that is named every cell is said that was left open.

#[path = "../tests/scan/score.rs"]
mod score;

use score::{Counts, count};
use serde_json::Value;
use std::collections::BTreeMap;
use std::{env, fs};

/// Adds what was counted of another report.
fn add(sum: &mut Counts, other: &Counts) {
    sum.pages += other.pages;
    sum.cells += other.cells;
    sum.located += other.located;
    sum.misplaced += other.misplaced;
    sum.read += other.read;
    sum.inferred += other.inferred;
    sum.inferred_wrong += other.inferred_wrong;
    sum.wrong += other.wrong;
    sum.decided += other.decided;
    sum.decided_wrong += other.decided_wrong;
    sum.undecided += other.undecided;
    for (why, count) in &other.why {
        *sum.why.entry(why.clone()).or_default() += count;
    }
}

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().expect("the folder of a set");
    let wanted: Vec<String> = arguments.collect();
    let truth = fs::read_to_string(format!("{folder}/truth.json")).expect("truth.json");
    let truth: Value = serde_json::from_str(&truth).expect("JSON");
    let mut kinds: BTreeMap<String, (Counts, usize, u128)> = BTreeMap::new();
    let mut all = (Counts::default(), 0, 0);
    for case in truth.as_array().expect("cases") {
        let kind = case["kind"].as_str().unwrap_or_default();
        let name = case["case"].as_str().unwrap_or_default();
        let is_wanted = |asked: &String| asked == kind || asked == name;
        if wanted.is_empty() || wanted.iter().any(is_wanted) {
            let start = cpu_time::ProcessTime::now();
            let counts = count(&folder, case, wanted.iter().any(|asked| asked == name));
            let milliseconds = start.elapsed().as_millis();
            let of_kind = kinds.entry(kind.to_owned()).or_default();
            for (sum, reports, time) in [of_kind, &mut all] {
                add(sum, &counts);
                *reports += 1;
                *time += milliseconds;
            }
        }
    }
    println!(
        "kind    reports pages  cells located misplaced   read inferred(wrong) wrong/10k relations(wrong) open  ms/page  left, because"
    );
    for (kind, (counts, reports, milliseconds)) in kinds.iter().chain([(&"all".to_owned(), &all)]) {
        let of = |count: usize| count as f64 * 100.0 / counts.cells.max(1) as f64;
        let why: Vec<String> = counts
            .why
            .iter()
            .map(|(why, count)| format!("{why} {count}"))
            .collect();
        println!(
            "{kind:7} {:7} {:5} {:6} {:6.1}% {:8.1}% {:5.1}% {:7}({}) {:9.1} {:9}({}) {:9} {:8}  {}",
            reports,
            counts.pages,
            counts.cells,
            of(counts.located),
            of(counts.misplaced),
            of(counts.read),
            counts.inferred,
            counts.inferred_wrong,
            of(counts.wrong) * 100.0,
            counts.decided,
            counts.decided_wrong,
            counts.undecided,
            milliseconds / counts.pages.max(1) as u128,
            why.join(", ")
        );
    }
}
