//! Pages whose every line stands at a place of its own, as converters of PDF write them: a number that
//! is too wide for its column goes on below itself, and is never two.

use crate::render::grid::Grid;
use crate::render::judge::{broken_rules, compare};
use crate::render::noise::Noise;
use crate::render::shapes::Case;
use crate::render::{Block, Rng, figures, print};
use gouji::{Options, Part, PartKind, check};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Characters of a line of a column.
const WIDE: usize = 4;

/// The lines of a text in a narrow column.
fn lines(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars
        .chunks(WIDE)
        .map(|line| line.iter().collect())
        .collect()
}

fn table(html: &mut String, grid: &Grid, y: &mut usize) {
    for row in 0..grid.height {
        let mut tallest = 1;
        for spot in grid.row(row) {
            let wrapped = lines(&spot.text);
            if spot.rows == 1 {
                tallest = tallest.max(wrapped.len());
            }
            for (at, line) in wrapped.iter().enumerate() {
                let _ = writeln!(
                    html,
                    "<p style=\"position:absolute;top:{}px;left:{}px;white-space:nowrap\">{line}</p>",
                    *y + 19 * at,
                    135 + 65 * spot.column
                );
            }
        }
        *y += 19 * tallest;
    }
}

#[test]
fn a_number_that_goes_on_below_itself_is_never_two() {
    let mut wide = 0;
    for seed in 0..40 {
        let mut rng = Rng::new(seed);
        let figures = figures::figures(&mut rng);
        let printed = print::print(&figures, print::Style::Plain, &mut rng);
        wide += figures
            .cells
            .values()
            .filter(|text| text.len() > WIDE)
            .count();
        let (mut html, mut y) = (
            String::from("<html><body><div style=\"position:relative\">"),
            100,
        );
        for block in &printed.blocks {
            match block {
                Block::Table(grid) => table(&mut html, grid, &mut y),
                Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                    let _ = writeln!(
                        html,
                        "<p style=\"position:absolute;top:{y}px;left:90px\">{text}</p>"
                    );
                    y += 30;
                }
            }
        }
        let parts = vec![Part {
            kind: PartKind::Html,
            text: html,
        }];
        let case = Case {
            style: print::Style::Plain,
            noise: Noise::None,
            blank: printed.blank,
            lost: BTreeSet::new(),
            figures,
            parts,
        };
        let report = check(&case.parts, &Options::default());
        let outcome = compare(&case, &report, &broken_rules(&case));
        assert!(
            outcome.wrong.is_empty() && outcome.false_findings.is_empty(),
            "{seed} {outcome:?}"
        );
    }
    assert!(wide > 80, "only {wide} numbers are wide");
}
