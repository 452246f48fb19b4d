//! Texts that have a cell a line, and what tools put around every line of them.

use crate::check_text;
use crate::render::lines::Lines;
use crate::render::shapes::Shape;
use crate::render::{Rng, figures, print};
use gouji::PartKind;
use gouji::report::Report;

fn seeds() -> std::ops::Range<u64> {
    let given = std::env::var("GOUJI_CASES").ok();
    let cases = given.and_then(|n| n.parse().ok()).unwrap_or(6);
    2_100_000..2_100_000 + cases
}

/// The lines of a report of a seed with a cell a line.
fn lines(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let figures = figures::figures(&mut rng);
    let blocks = print::print(&figures, print::Style::Plain, &mut rng).blocks;
    let rendered = Shape::Lines(Lines::Cells).render(&blocks, &mut Rng::new(seed + 7));
    let lines = rendered.parts[0].text.lines().map(str::to_owned);
    lines.filter(|line| !line.trim().is_empty()).collect()
}

fn numbers(report: &Report) -> Vec<String> {
    let cells = report.cells.iter();
    cells
        .map(|(cell, read)| format!("{cell} {:?} {:?}", read.value, read.state))
        .collect()
}

#[test]
fn what_every_line_of_a_list_wears_changes_nothing() {
    type Dress = fn(usize, &str) -> String;
    let dresses: [(&str, Dress); 4] = [
        ("bullets", |_, line| format!("- {line}")),
        ("stars", |_, line| format!("* {line}")),
        ("quotes", |_, line| format!("\"{line}\",")),
        ("counted", |n, line| format!("{:4}  {line}", n + 1)),
    ];
    let mut failures = Vec::new();
    for seed in seeds() {
        let lines = lines(seed);
        let plain = numbers(&check_text(lines.join("\n"), PartKind::Text));
        for (name, dress) in dresses {
            let dressed: Vec<String> = lines
                .iter()
                .enumerate()
                .map(|(n, line)| dress(n, line))
                .collect();
            let worn = numbers(&check_text(dressed.join("\n"), PartKind::Text));
            if worn != plain {
                let differ = plain.iter().zip(&worn).find(|(a, b)| a != b);
                failures.push(format!("{name} {seed}: {differ:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
