//! Place and heads are evidence: what is done to table 3 beside its numbers changes nothing, and what is
//! done to one cell changes that cell alone.

use crate::check_text;
use crate::render::grid::Grid;
use crate::render::html::Html;
use crate::render::lines::Lines;
use crate::render::shapes::Shape;
use crate::render::tabs::Tabs;
use crate::render::{Block, Rng, figures, print};
use gouji::form::{CellId, TableId};
use gouji::report::{Number, Report, Verdict};
use gouji::sheet::State;
use gouji::{Options, PartKind, check};

/// Shapes in which cells have their places.
const SHAPES: [Shape; 7] = [
    Shape::Html(Html::Clean),
    Shape::Html(Html::Excel),
    Shape::Tabs(Tabs::Excel),
    Shape::Tabs(Tabs::Word),
    Shape::Tabs(Tabs::Markdown),
    Shape::Tabs(Tabs::Csv),
    Shape::Lines(Lines::Cells),
];

/// A report of a seed with its table 3 changed, read in a shape.
fn read<T>(
    shape: Shape,
    seed: u64,
    change: impl FnOnce(&mut Grid, &mut Rng) -> T,
) -> (Report, Option<T>) {
    let mut rng = Rng::new(seed);
    let figures = figures::figures(&mut rng);
    let mut blocks = print::print(&figures, print::Style::Plain, &mut rng).blocks;
    let mut change = Some(change);
    let mut told = None;
    for block in &mut blocks {
        if let Block::Table(grid) = block
            && grid.id == TableId::T3
            && let Some(change) = change.take()
        {
            told = Some(change(grid, &mut rng));
        }
    }
    // A page break within a row would part it from what is added.
    let rendered = shape.render(&blocks, &mut Rng::new(seed + 7));
    (check(&rendered.parts, &Options::default()), told)
}

/// The numbers of table 3, cell by cell.
fn numbers(report: &Report) -> Vec<(String, Option<Number>, State)> {
    let cells = report
        .cells
        .iter()
        .filter(|(cell, _)| cell.starts_with("t3."));
    cells
        .map(|(cell, read)| (cell.clone(), read.value.clone(), read.state))
        .collect()
}

fn seeds() -> std::ops::Range<u64> {
    2_000_000..2_000_006
}

#[test]
fn exchanging_two_columns_with_their_heads_changes_nothing() {
    for seed in seeds() {
        // Of lines without cells a label that is cut over two is none.
        for shape in SHAPES
            .into_iter()
            .filter(|shape| !matches!(shape, Shape::Lines(_)))
        {
            let plain = read(shape, seed, |_, _| ()).0;
            // Columns of legal persons: those before and after them span two rows of the head.
            let (exchanged, _) = read(shape, seed, |grid, rng| {
                let a = 4 + rng.below(5);
                grid.exchange(a, 4 + (a - 3) % 5);
            });
            assert_eq!(numbers(&plain), numbers(&exchanged), "{shape:?} {seed}");
            assert_eq!(plain.verdict, exchanged.verdict, "{shape:?} {seed}");
        }
    }
}

#[test]
fn adding_a_check_column_changes_nothing() {
    for seed in seeds() {
        for shape in SHAPES {
            let plain = read(shape, seed, |_, _| ()).0;
            for (head, text) in [("核对", "平"), ("校验", "0"), ("差额", "差9")] {
                let (added, _) = read(shape, seed, |grid, _| grid.add_column(head, text));
                assert_eq!(numbers(&plain), numbers(&added), "{shape:?} {seed} {head}");
            }
        }
    }
}

#[test]
fn a_word_in_a_cell_changes_no_other() {
    for seed in seeds() {
        for shape in SHAPES {
            let plain = read(shape, seed, |_, _| ()).0;
            for word in ["待核实", "null", "○"] {
                let (report, cell) = read(shape, seed, |grid, rng| grid.word(word, rng));
                let name = |cell: CellId| figures_name(seed, cell);
                let cell = cell.flatten().map(name).unwrap_or_default();
                assert_eq!(
                    report.cells[&cell].value, None,
                    "{shape:?} {seed} {word} {cell}"
                );
                let others = |report: &Report| -> Vec<_> {
                    numbers(report)
                        .into_iter()
                        .filter(|(other, ..)| *other != cell)
                        .collect()
                };
                assert_eq!(
                    others(&plain),
                    others(&report),
                    "{shape:?} {seed} {word} {cell}"
                );
            }
        }
    }
}

fn figures_name(seed: u64, cell: CellId) -> String {
    let mut rng = Rng::new(seed);
    figures::figures(&mut rng).form().name(cell)
}

#[test]
fn a_second_differing_row_is_never_silent() {
    for seed in seeds() {
        for shape in SHAPES {
            let (report, cell) = read(shape, seed, |grid, rng| grid.double(rng));
            let cell = cell
                .flatten()
                .map(|cell| figures_name(seed, cell))
                .unwrap_or_default();
            assert_ne!(report.verdict, Verdict::Consistent, "{shape:?} {seed}");
            assert_eq!(
                report.cells[&cell].state,
                State::Unreadable,
                "{shape:?} {seed} {cell}"
            );
            let told = report.notes.iter().any(|note| note.code == "row-twice");
            assert!(told, "{shape:?} {seed} {cell}");
        }
    }
}

#[test]
fn a_head_is_never_a_row() {
    let head =
        "三、收到和处理政府信息公开申请情况\n自然人 | 法人或其他组织 | 总计 | | | | | | | |\n";
    let text = format!(
        "某局2023年政府信息公开工作年度报告\n{head}一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    );
    let report = check_text(text, PartKind::Text);
    assert_eq!(report.cells["t3.r3_7.total"].state, State::Missing);
}
