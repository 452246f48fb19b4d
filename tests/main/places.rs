//! Place and heads are evidence: what is done to table 3 beside its numbers changes nothing, and what is
//! done to one cell changes that cell alone.

use crate::render::grid::Grid;
use crate::render::html::Html;
use crate::render::lines::Lines;
use crate::render::shapes::Shape;
use crate::render::tabs::Tabs;
use crate::render::{Block, Rng, figures, print, word};
use crate::{books, broken, check_text};
use gouji::form::{CellId, TableId};
use gouji::report::{Number, Report, Verdict};
use gouji::sheet::State;
use gouji::{Input, Options, PartKind, Piece, check};

/// How a report is handed over.
#[derive(Clone, Copy, Debug)]
enum Way {
    Shape(Shape),
    /// The XML of Word 2003, which is read as a docx is.
    Word,
    Fods,
    Xlsx,
    Xls,
}

/// Ways in which cells have their places.
const SHAPES: [Way; 13] = [
    Way::Shape(Shape::Html(Html::Clean)),
    Way::Shape(Shape::Html(Html::Word)),
    Way::Shape(Shape::Html(Html::Excel)),
    Way::Shape(Shape::Tabs(Tabs::Excel)),
    Way::Shape(Shape::Tabs(Tabs::Word)),
    Way::Shape(Shape::Tabs(Tabs::Padded)),
    Way::Shape(Shape::Tabs(Tabs::Markdown)),
    Way::Shape(Shape::Tabs(Tabs::Csv)),
    Way::Shape(Shape::Lines(Lines::Cells)),
    Way::Word,
    Way::Fods,
    Way::Xlsx,
    Way::Xls,
];

const TABLES: [TableId; 3] = [TableId::T2, TableId::T3, TableId::T4];

/// A report of a seed with one of its tables changed, read in a shape.
fn read<T>(
    shape: Way,
    seed: u64,
    table: TableId,
    change: impl FnOnce(&mut Grid, &mut Rng) -> T,
) -> (Report, Option<T>) {
    let mut rng = Rng::new(seed);
    let figures = figures::figures(&mut rng);
    let mut blocks = print::print(&figures, print::Style::Plain, &mut rng).blocks;
    let mut change = Some(change);
    let mut told = None;
    for block in &mut blocks {
        if let Block::Table(grid) = block
            && grid.id == table
            && let Some(change) = change.take()
        {
            told = Some(change(grid, &mut rng));
        }
    }
    let options = Options::default();
    let sheets = || books::book(&blocks, false);
    let file = match shape {
        // A page break within a row would part it from what is added.
        Way::Shape(shape) => {
            let shown = shape.render(&blocks, &mut Rng::new(seed + 7));
            return (check(&shown.parts, &options), told);
        }
        Way::Word => word::render(&blocks).into_bytes(),
        Way::Fods => books::fods(&sheets()),
        Way::Xlsx => books::xlsx(&sheets()),
        Way::Xls => books::xls(&sheets()),
    };
    let report = check(Input::from(&[Piece::File(file, None)]), &options);
    (report, told)
}

/// The numbers, cell by cell.
fn numbers(report: &Report) -> Vec<(String, Option<Number>, State)> {
    let cells = report.cells.iter();
    cells
        .map(|(cell, read)| (cell.clone(), read.value.clone(), read.state))
        .collect()
}

fn seeds() -> std::ops::Range<u64> {
    let given = std::env::var("GOUJI_CASES").ok();
    let cases = given.and_then(|n| n.parse().ok()).unwrap_or(6);
    2_000_000..2_000_000 + cases
}

#[test]
fn exchanging_two_columns_with_their_heads_changes_nothing() {
    for seed in seeds() {
        for shape in SHAPES {
            let plain = read(shape, seed, TableId::T3, |_, _| ()).0;
            // Columns of legal persons: those before and after them span two rows of the head.
            let (exchanged, _) = read(shape, seed, TableId::T3, |grid, rng| {
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
            let plain = read(shape, seed, TableId::T3, |_, _| ()).0;
            for (head, text) in [("核对", "平"), ("校验", "0"), ("差额", "差9")] {
                let add = |grid: &mut Grid, _: &mut Rng| grid.add_column(head, text);
                let added = read(shape, seed, TableId::T3, add).0;
                assert_eq!(numbers(&plain), numbers(&added), "{shape:?} {seed} {head}");
            }
        }
    }
}

/// Whether a cell is all in which two reports differ; what is wrong otherwise. What has no number any more
/// is no other one: a list of lines has no borders.
fn alone(plain: &Report, report: &Report, cell: &str, list: bool) -> Result<(), String> {
    for (one, other) in numbers(plain).into_iter().zip(numbers(report)) {
        let open = list && matches!(other.2, State::Missing | State::Unreadable);
        if one != other && one.0 != cell && !open {
            return Err(format!("{one:?} became {other:?}"));
        }
    }
    Ok(())
}

#[test]
fn a_word_in_a_cell_changes_no_other() {
    let mut failures = Vec::new();
    for seed in seeds() {
        for (shape, table) in SHAPES
            .into_iter()
            .flat_map(|shape| TABLES.map(|t| (shape, t)))
        {
            let list = matches!(shape, Way::Shape(Shape::Lines(_)));
            let plain = read(shape, seed, table, |_, _| ()).0;
            for word in ["待核实", "null", "○"] {
                let (report, cell) = read(shape, seed, table, |grid, rng| grid.word(word, rng));
                let cell = name(seed, cell.flatten());
                let value = report.cells.get(&cell).and_then(|cell| cell.value.clone());
                let wrong = value.map_or(alone(&plain, &report, &cell, list), |value| {
                    Err(format!("{value:?}"))
                });
                failures.extend(
                    wrong
                        .err()
                        .map(|wrong| format!("{shape:?} {seed} {word} {cell}: {wrong}")),
                );
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_cell_left_blank_changes_no_other() {
    let mut failures = Vec::new();
    for seed in seeds() {
        // One cell a line: a blank one leaves nothing.
        let shapes = SHAPES
            .into_iter()
            .filter(|shape| !matches!(shape, Way::Shape(Shape::Lines(_))));
        for (shape, table) in shapes.flat_map(|shape| TABLES.map(|t| (shape, t))) {
            let plain = read(shape, seed, table, |_, _| ()).0;
            let (report, cell) = read(shape, seed, table, |grid, rng| grid.word("", rng));
            let cell = name(seed, cell.flatten());
            let alone = alone(&plain, &report, &cell, false).err();
            let known = report
                .cells
                .get(&cell)
                .is_none_or(|cell| cell.state == State::Read);
            failures.extend(alone.map(|wrong| format!("{shape:?} {seed} {cell}: {wrong}")));
            failures.extend(known.then(|| format!("{shape:?} {seed} {cell} is read")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Where a blank leaves no trace, which cell it was only the sums can say: no other number takes its place.
#[test]
fn a_blank_without_a_trace_moves_no_number() {
    let mut failures = Vec::new();
    for seed in seeds() {
        for (lines, table) in [Lines::Space, Lines::Cells, Lines::Airy]
            .into_iter()
            .flat_map(|lines| [TableId::T3, TableId::T4].map(|table| (lines, table)))
        {
            let shape = Way::Shape(Shape::Lines(lines));
            let plain = read(shape, seed, table, |_, _| ()).0;
            let (report, cell) = read(shape, seed, table, |grid, rng| grid.word("", rng));
            let cell = name(seed, cell.flatten());
            for (one, other) in numbers(&plain).into_iter().zip(numbers(&report)) {
                let zero = Some(Number::Count(0));
                let same =
                    other.1.is_none() || other.1 == one.1 || one.1.is_none() && other.1 == zero;
                if !same {
                    failures.push(format!("{lines:?} {seed} {cell}: {one:?} became {other:?}"));
                }
            }
            let more: Vec<_> = broken(&report)
                .difference(&broken(&plain))
                .cloned()
                .collect();
            if !more.is_empty() {
                failures.push(format!("{lines:?} {seed} {cell}: {more:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn name(seed: u64, cell: Option<CellId>) -> String {
    let form = figures::figures(&mut Rng::new(seed)).form();
    cell.map(|cell| form.name(cell)).unwrap_or_default()
}

#[test]
fn a_second_differing_row_is_never_silent() {
    let mut failures = Vec::new();
    for seed in seeds() {
        for (shape, table) in SHAPES
            .into_iter()
            .flat_map(|shape| TABLES.map(|t| (shape, t)))
        {
            let (report, cell) = read(shape, seed, table, |grid, rng| grid.double(rng));
            let cell = name(seed, cell.flatten());
            let state = report.cells.get(&cell).map(|cell| cell.state);
            let told = report.notes.iter().any(|note| note.code == "row-twice");
            if report.verdict == Verdict::Consistent || state != Some(State::Unreadable) || !told {
                failures.push(format!(
                    "{shape:?} {seed} {cell}: {:?} {state:?} {told}",
                    report.verdict
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
