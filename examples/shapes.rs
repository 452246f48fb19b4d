//! How well reports are read in every shape: `cargo run --release --example shapes [cases] [shape]`.

#![expect(clippy::disallowed_methods, reason = "it times")]

#[allow(dead_code)]
#[path = "../tests/render/mod.rs"]
mod render;

use gouji::report::{Severity, Status};
use gouji::{Options, check};
use render::judge::{Outcome, broken_rules, compare, decidable, verdict};
use render::shapes::{Shape, case};
use std::collections::BTreeSet;
use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1);
    let cases: u64 = args.next().and_then(|n| n.parse().ok()).unwrap_or(200);
    let only = args.next();
    let show: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    println!(
        "{:15} {:>8} {:>9} {:>9} {:>8} {:>6} {:>6} {:>6} {:>6} {:>11} {:>8}",
        "shape",
        "cells",
        "right",
        "inferred",
        "said",
        "wrong",
        "false",
        "other",
        "dirty",
        "found",
        "µs"
    );
    for (name, shape) in Shape::ALL {
        if only.as_deref().is_some_and(|only| !name.starts_with(only)) {
            continue;
        }
        let mut all = Outcome::default();
        let (mut found, mut expected) = (0, 0);
        let mut shown = 0;
        let mut dirty = 0;
        let mut spent = std::time::Duration::ZERO;
        for seed in 0..cases {
            let plain = case(shape, seed, |_, _| ());
            let clock = Instant::now();
            let report = check(&plain.parts, &Options::default());
            spent += clock.elapsed();
            let mut outcome = compare(&plain, &report, &BTreeSet::new());
            if shape.is_exact() {
                verdict(&plain, &report, &mut outcome);
            }
            let imperfect =
                !outcome.is_clean() || (shape.is_exact() && outcome.said + outcome.inferred > 0);
            dirty += usize::from(imperfect);
            if imperfect && shown < show {
                shown += 1;
                println!(
                    "--- {name} seed {seed} {:?} {:?} {:?}",
                    plain.style,
                    plain.noise,
                    plain.figures.tables.map(|t| t.only_here)
                );
                println!(
                    "    {} said {} inferred; {:?} {:?} {:?}",
                    outcome.said,
                    outcome.inferred,
                    outcome.wrong.iter().take(5).collect::<Vec<_>>(),
                    outcome.false_findings,
                    outcome.complaints
                );
                if show == 1 {
                    for part in &plain.parts {
                        println!("{}", part.text);
                    }
                    for note in &report.notes {
                        println!("    {}: {}", note.code, note.message);
                    }
                    for (name, cell) in report.cells.iter().filter(|(_, cell)| {
                        matches!(
                            cell.state,
                            gouji::sheet::State::Missing
                                | gouji::sheet::State::Unreadable
                                | gouji::sheet::State::Inferred
                        )
                    }) {
                        println!("    {name} {cell:?}");
                    }
                }
            }
            all.add(outcome);
            // One cell of tables 3 and 4 gets another value.
            let changed = case(shape, seed, |figures, rng| figures.change(rng));
            let report = check(&changed.parts, &Options::default());
            let broken = broken_rules(&changed);
            let must = decidable(&changed, &broken);
            let said: BTreeSet<String> = report
                .findings
                .iter()
                .filter(|f| f.status == Status::Broken && f.severity == Severity::Error)
                .map(|f| f.rule.clone())
                .collect();
            expected += must.len();
            found += must.intersection(&said).count();
            let outcome = compare(&changed, &report, &broken);
            let bad = !outcome.wrong.is_empty()
                || !outcome.false_findings.is_empty()
                || (shape.is_exact() && !must.is_subset(&said));
            if bad && shown < show {
                shown += 1;
                println!(
                    "--- {name} changed seed {seed} {:?} {:?}",
                    changed.style, changed.noise
                );
                println!(
                    "    broken {broken:?} must {must:?} said {said:?} wrong {:?} false {:?}",
                    outcome.wrong.iter().take(5).collect::<Vec<_>>(),
                    outcome.false_findings
                );
            }
            all.wrong.extend(outcome.wrong);
            all.false_findings.extend(outcome.false_findings);
        }
        let share = |n: usize| 100.0 * n as f64 / (all.cells - all.lost).max(1) as f64;
        println!(
            "{name:15} {:>8} {:>8.3}% {:>8.3}% {:>7.3}% {:>6} {:>6} {:>6} {:>6} {:>5}/{:<5} {:>8.0}",
            all.cells,
            share(all.right),
            share(all.inferred),
            share(all.said),
            all.wrong.len(),
            all.false_findings.len(),
            all.complaints.len(),
            dirty,
            found,
            expected,
            spent.as_micros() as f64 / cases as f64
        );
    }
}
