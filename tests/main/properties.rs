//! Any consistent report in any shape is read back and stays silent; any changed cell is reported.
//!
//! `GOUJI_CASES` sets the number of reports a shape (quick by default).

use crate::render::judge::{Outcome, broken_rules, compare, decidable, verdict};
use crate::render::lines::Lines;
use crate::render::shapes::{Shape, case};
use crate::render::tabs::Tabs;
use crate::render::{Block, Rng, figures, print};
use crate::{broken, check_text};
use gouji::form::TableId;
use gouji::report::Verdict;
use gouji::{Options, Part, PartKind, check};
use std::collections::BTreeSet;

fn cases() -> u64 {
    let given = std::env::var("GOUJI_CASES").ok();
    given.and_then(|n| n.parse().ok()).unwrap_or(12)
}

/// Seeds of this run: apart from those that `examples/shapes` looks at.
fn seeds() -> std::ops::Range<u64> {
    1_000_000..1_000_000 + cases()
}

#[test]
fn consistent_reports_are_read_back_and_stay_silent() {
    let mut failures = Vec::new();
    for (name, shape) in Shape::ALL {
        let mut all = Outcome::default();
        for seed in seeds() {
            let case = case(shape, seed, |_, _| ());
            let report = check(&case.parts, &Options::default());
            let mut outcome = compare(&case, &report, &BTreeSet::new());
            if shape.is_exact() {
                verdict(&case, &report, &mut outcome);
            }
            if !outcome.is_clean() {
                failures.push(format!("{name} {seed}: {outcome:?}"));
            }
            all.add(outcome);
        }
        // What a shape did not lose is read, but for glued digits: those may have several readings.
        let unread = all.said + all.inferred;
        let allowed = match shape {
            Shape::Lines(Lines::Flat) => all.cells,
            // Names that are misspelt name nothing.
            Shape::Lines(Lines::Named) => all.cells / 5,
            shape if shape.is_exact() => all.cells / 1000,
            // Several rows that begin with a blank may be pushed or not.
            Shape::Tabs(Tabs::Shifted) => all.cells / 50,
            _ => all.cells / 200,
        };
        if unread > allowed {
            failures.push(format!("{name}: {unread} of {} cells not read", all.cells));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_changed_cell_is_reported_and_nothing_else() {
    let mut failures = Vec::new();
    for (name, shape) in Shape::ALL {
        for seed in seeds() {
            let case = case(shape, seed, |figures, rng| figures.change(rng));
            let report = check(&case.parts, &Options::default());
            let expected = broken_rules(&case);
            let outcome = compare(&case, &report, &expected);
            let found = broken(&report);
            let missed = decidable(&case, &expected).difference(&found).count();
            if !outcome.is_clean() || (missed > 0 && shape.is_exact()) {
                failures.push(format!("{name} {seed}: {expected:?} {found:?} {outcome:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a wrong clean text would hide: the same figures in two shapes give the same cells.
#[test]
fn a_report_split_over_parts_reads_as_one() {
    for seed in seeds() {
        let mut rng = Rng::new(seed);
        let figures = figures::figures(&mut rng);
        let printed = print::print(&figures, print::Style::Plain, &mut rng);
        // A new part before every heading.
        let mut pieces: Vec<Vec<Block>> = vec![Vec::new()];
        for block in printed.blocks {
            if matches!(block, Block::Heading(_)) {
                pieces.push(Vec::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push(block);
            }
        }
        let shapes = [1, 9, 13, 15].map(|i| Shape::ALL[i].1);
        let parts: Vec<Part> = pieces
            .iter()
            .enumerate()
            .flat_map(|(i, blocks)| shapes[i % 4].render(blocks, &mut rng).parts)
            .collect();
        let report = check(&parts, &Options::default());
        // A page number that stands alone in its part may be a number without a place.
        let whole = report.summary.missing + report.summary.unreadable + report.summary.inferred;
        assert_eq!((whole, broken(&report)), (0, BTreeSet::new()), "{seed}");
    }
}

#[test]
fn tables_in_another_order_and_tables_alone_are_read() {
    for seed in seeds() {
        let mut rng = Rng::new(seed);
        let figures = figures::figures(&mut rng);
        let printed = print::print(&figures, print::Style::Plain, &mut rng);
        let tables: Vec<Block> = printed
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Table(_)))
            .cloned()
            .collect();
        for order in [
            vec![2, 1, 0],
            vec![1, 2, 0],
            vec![0, 2, 1],
            vec![1],
            vec![2],
            vec![0],
        ] {
            let blocks: Vec<Block> = order.iter().map(|&i| tables[i].clone()).collect();
            for (name, shape) in [Shape::ALL[0], Shape::ALL[9], Shape::ALL[13], Shape::ALL[15]] {
                let rendered = shape.render(&blocks, &mut rng);
                let report = check(&rendered.parts, &Options::default());
                let context = format!("{seed} {name} {order:?} {:?}", broken(&report));
                assert!(broken(&report).is_empty(), "{context}");
                // The bare number of a page, right below the first number of a line, may be the rest of that.
                let mut lines = rendered.parts.iter().flat_map(|part| part.text.lines());
                let paged = name == "space" && lines.any(|line| line.parse::<u32>().is_ok());
                for (&cell, text) in &figures.cells {
                    let index = cell.table.number() - 2;
                    if !order.contains(&index) {
                        continue;
                    }
                    let name = figures.form().name(cell);
                    let text = text.strip_prefix('+').unwrap_or(text);
                    let read = report.cells.get(&name).and_then(|cell| cell.value.clone());
                    let read = read.map(|value| match value {
                        gouji::report::Number::Count(n) => n.to_string(),
                        gouji::report::Number::Amount(text) => text,
                    });
                    if !paged || read.is_some() {
                        assert_eq!(read.as_deref(), Some(text), "{context} {name}");
                    }
                }
            }
        }
    }
}

/// Of two reports in one paste the cells are all of one, and it is said that there are two.
#[test]
fn two_reports_are_never_mixed() {
    for seed in seeds() {
        let mut rng = Rng::new(seed);
        let first = figures::figures(&mut rng);
        let second = figures::figures(&mut rng);
        let mut blocks = print::print(&first, print::Style::Plain, &mut rng).blocks;
        blocks.extend(print::print(&second, print::Style::Plain, &mut rng).blocks);
        for (name, shape) in [Shape::ALL[0], Shape::ALL[9], Shape::ALL[13]] {
            let rendered = shape.render(&blocks, &mut rng);
            let report = check(&rendered.parts, &Options::default());
            assert_ne!(report.verdict, Verdict::Consistent, "{seed} {name}");
            let of = |figures: &figures::Figures| {
                figures.cells.keys().all(|&cell| {
                    let read = report.cells.get(&figures.form().name(cell));
                    let value = read.and_then(|cell| cell.value.as_ref());
                    match value {
                        Some(gouji::report::Number::Count(n)) => *n == figures.number(cell),
                        _ => true,
                    }
                })
            };
            assert!(
                of(&first) || of(&second),
                "{seed} {name} {:?}",
                broken(&report)
            );
        }
    }
}

#[test]
fn a_few_rows_of_table_three_alone_are_read_without_a_finding() {
    for seed in seeds() {
        let mut rng = Rng::new(seed);
        let figures = figures::figures(&mut rng);
        let printed = print::print(&figures, print::Style::Plain, &mut rng);
        let table = printed.blocks.into_iter().find_map(|block| match block {
            Block::Table(grid) if grid.id == TableId::T3 => Some(grid),
            _ => None,
        });
        let mut grid = table.expect("a table 3");
        let from = grid.heads + rng.below(8);
        let mut rows = grid.cut(from);
        rows.cut(8);
        let rendered = Shape::Tabs(Tabs::Excel).render(&[Block::Table(rows)], &mut rng);
        let report = check(&rendered.parts, &Options::default());
        assert!(broken(&report).is_empty(), "{seed} {:?}", broken(&report));
        assert_ne!(report.verdict, Verdict::Consistent);
        let text = &rendered.parts[0].text;
        assert!(!report.cells.is_empty(), "{seed}\n{text}");
    }
}

#[test]
fn prose_that_quotes_labels_is_no_table() {
    let text = "某局2023年政府信息公开工作年度报告\n本年新收政府信息公开申请 12 件，上年结转政府信息公开申请 3 件，予以公开 4 件，部分公开 1 件，属于国家秘密 0 件。";
    assert_eq!(
        check_text(text, PartKind::Text).verdict,
        Verdict::Unrecognised
    );
}

/// A page with something more in every cell that has a digit: in one that has none a number that a style sheet hides
/// is no blank.
fn beside_numbers(html: &str, more: &str) -> String {
    let mut out = String::new();
    for (at, cell) in html.split("</td>").enumerate() {
        out += if at > 0 { "</td>" } else { "" };
        out += cell;
        let own = cell.rfind("<td").map_or("", |at| &cell[at..]);
        let text = own.split('<').filter_map(|tag| tag.split_once('>'));
        if text
            .flat_map(|(_, text)| text.chars())
            .any(|c| c.is_ascii_digit())
        {
            out += more;
        }
    }
    out
}

/// What a page hides is not there: other numbers in hidden rows, cells, spans and copies.
#[test]
fn hidden_content_never_changes_the_answer() {
    let mut failures = Vec::new();
    let mut tried = 0;
    for (name, shape) in Shape::ALL {
        for seed in seeds() {
            let case = case(shape, seed, |figures, rng| figures.change(rng));
            if case.parts.iter().any(|part| part.kind != PartKind::Html) {
                continue;
            }
            tried += 1;
            let hide = |part: &Part| {
                Part {
                text: beside_numbers(&part.text, "<span class=gone>8</span>")
                    .replace("</td>", "<i hidden>7</i></td>")
                    .replace("<tr>", "<tr style='display:none'><td>一、本年新收</td><td>6</td></tr><tr>")
                    .replace("<table", "<table class=gone><tr><td>5<td>5</table><style>.gone{display:none}</style><table"),
                ..part.clone()
            }
            };
            let hidden: Vec<Part> = case.parts.iter().map(hide).collect();
            let cells = |parts: &[Part]| {
                let report = check(parts, &Options::default());
                let cells = report.cells.iter();
                let cells: Vec<String> = cells
                    .map(|(id, cell)| format!("{id} {:?} {:?}", cell.value, cell.state))
                    .collect();
                (cells, broken(&report), report.verdict)
            };
            if cells(&case.parts) != cells(&hidden) {
                failures.push(format!("{name} {seed}"));
            }
        }
    }
    assert!(tried > 0 && failures.is_empty(), "{}", failures.join("\n"));
}
