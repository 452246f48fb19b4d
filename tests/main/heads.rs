//! Heads are evidence: tables 3 and 4 under a head of one flat row, their columns or blocks in any order and
//! with a column more that no form has, are read cell by cell as they stand, or said to be open: in cells, in
//! lines whose labels anything may part, and one cell a line without its blanks.

use crate::check_text;
use crate::render::{Rng, figures};
use gouji::PartKind;
use gouji::form::{CellId, Form, TableId};
use gouji::report::{Number, Verdict};
use std::collections::BTreeMap;

/// How the cells of a line stand beside each other.
#[derive(Debug, Clone, Copy)]
enum Written {
    Tabs,
    Csv,
    Pipes,
    Html,
    /// Two spaces part numbers, this the labels of the head.
    Lines(&'static str),
    /// One cell a line; a blank leaves none.
    Cells,
}

const WAYS: [Written; 4] = [Written::Tabs, Written::Csv, Written::Pipes, Written::Html];

const LINES: [Written; 7] = [
    Written::Lines("  "),
    Written::Lines(" "),
    Written::Lines("，"),
    Written::Lines("、"),
    Written::Lines("；"),
    Written::Lines("　"),
    Written::Cells,
];

/// What columns are called that no form has.
const FURTHER: [&str; 8] = [
    "备注",
    "单位",
    "个人",
    "小计",
    "去年数",
    "上年同期",
    "合计校验",
    "核对人",
];

fn written(way: Written, lines: &[Vec<String>]) -> (String, PartKind) {
    let joined = |join: &str| -> Vec<String> { lines.iter().map(|line| line.join(join)).collect() };
    match way {
        Written::Tabs => (joined("\t").join("\n"), PartKind::Text),
        Written::Csv => {
            let cell = |cell: &String| format!("\"{cell}\"");
            let line = |line: &Vec<String>| line.iter().map(cell).collect::<Vec<_>>().join(",");
            (
                lines.iter().map(line).collect::<Vec<_>>().join("\n"),
                PartKind::Csv,
            )
        }
        Written::Pipes => {
            let line = |line: String| format!("| {line} |");
            let mut lines: Vec<String> = joined(" | ").into_iter().map(line).collect();
            lines.insert(1, "|---".repeat(lines[0].matches('|').count() - 1) + "|");
            (lines.join("\n"), PartKind::Text)
        }
        Written::Html => {
            let row = |line: String| format!("<tr><td>{line}</td></tr>");
            let rows: String = joined("</td><td>").into_iter().map(row).collect();
            (format!("<table>{rows}</table>"), PartKind::Html)
        }
        Written::Lines(separator) => {
            let mut text = lines[0].join(separator);
            for line in &lines[1..] {
                text.push('\n');
                text.push_str(&line.join("  "));
            }
            (text, PartKind::Text)
        }
        Written::Cells => {
            let cells = lines.iter().flatten().filter(|cell| !cell.is_empty());
            let cells: Vec<&str> = cells.map(String::as_str).collect();
            (cells.join("\n"), PartKind::Text)
        }
    }
}

/// What a table says: cell → the number that stands there.
type Truth = BTreeMap<String, String>;

fn shuffle<T>(all: &mut [T], rng: &mut Rng) {
    for at in (1..all.len()).rev() {
        all.swap(at, rng.below(at + 1));
    }
}

/// Table 3 under one row of applicants in any order; where it is `wider`, with a column of last year's.
fn applications(rng: &mut Rng, wider: bool) -> (Vec<Vec<String>>, Truth) {
    let figures = figures::figures(rng);
    let table = figures.form().table(TableId::T3).expect("table 3");
    let columns = table.row(0).columns;
    let mut order: Vec<usize> = (0..columns.len()).collect();
    shuffle(&mut order, rng);
    let heads = order.iter().map(|&at| columns[at].label.to_owned());
    let mut head = vec!["项目".to_owned()];
    head.extend(heads);
    if wider {
        head.push("上年同期".to_owned());
    }
    let (mut lines, mut truth) = (vec![head], Truth::new());
    for row in 0..table.rows().count() {
        let mut line = vec![
            table
                .row(row)
                .labels
                .last()
                .expect("a label")
                .text
                .to_owned(),
        ];
        for &column in &order {
            let cell = table
                .cells()
                .find(|c| usize::from(c.row) == row && usize::from(c.column) == column);
            let cell = cell.expect("a cell");
            truth.insert(table.name(cell), figures.cells[&cell].clone());
            line.push(figures.cells[&cell].clone());
        }
        if wider {
            line.push((figures.number(first(&figures.form())) + 3).to_string());
        }
        lines.push(line);
    }
    (lines, truth)
}

fn first(form: &Form) -> CellId {
    let table = form.table(TableId::T3).expect("table 3");
    table.cells().next().expect("a cell")
}

/// Table 4 with its blocks, and the outcomes in each, in any order.
fn disputes(rng: &mut Rng) -> (Vec<Vec<String>>, Truth) {
    let figures = figures::figures(rng);
    let table = figures.form().table(TableId::T4).expect("table 4");
    let mut blocks: Vec<usize> = (0..3).collect();
    shuffle(&mut blocks, rng);
    let mut outcomes: Vec<usize> = (0..5).collect();
    shuffle(&mut outcomes, rng);
    let (mut over, mut head, mut line, mut truth) =
        (Vec::new(), Vec::new(), Vec::new(), Truth::new());
    for &block in &blocks {
        for &outcome in &outcomes {
            let row = table.row(block);
            over.push(row.name.to_owned());
            head.push(row.columns[outcome].label.to_owned());
            let cell = table
                .cells()
                .find(|c| usize::from(c.row) == block && usize::from(c.column) == outcome);
            let cell = cell.expect("a cell");
            truth.insert(table.name(cell), figures.cells[&cell].clone());
            line.push(figures.cells[&cell].clone());
        }
    }
    (vec![over, head, line], truth)
}

fn shown(value: &Number) -> String {
    match value {
        Number::Count(value) => value.to_string(),
        Number::Amount(text) => text.clone(),
    }
}

/// How many cells are read as they stand; what is read otherwise is told.
fn read(lines: &[Vec<String>], truth: &Truth, title: &str, way: Written) -> Result<usize, String> {
    let (table, kind) = written(way, lines);
    let text = match kind {
        PartKind::Html => format!("<p>{title}</p>{table}"),
        _ => format!("{title}\n{table}\n"),
    };
    let report = check_text(text.clone(), kind);
    let mut right = 0;
    for (cell, number) in truth {
        let Some(value) = report.cells.get(cell).and_then(|read| read.value.clone()) else {
            continue;
        };
        if shown(&value) != *number {
            return Err(format!(
                "{way:?} {cell}: {number} is read as {value:?}\n{text}"
            ));
        }
        right += 1;
    }
    if right < truth.len() && report.verdict == Verdict::Consistent {
        return Err(format!(
            "{way:?}: consistent with {right} cells read\n{text}"
        ));
    }
    Ok(right)
}

fn seeds() -> std::ops::Range<u64> {
    let given = std::env::var("GOUJI_CASES").ok();
    let cases = given.and_then(|n| n.parse().ok()).unwrap_or(12);
    3_000_000..3_000_000 + cases
}

#[test]
fn applicants_in_any_order_are_read_by_a_head_of_one_row() {
    let title = "三、收到和处理政府信息公开申请情况";
    let (mut right, mut all) = (0, 0);
    for seed in seeds() {
        for way in WAYS {
            for wider in [false, true] {
                let (lines, truth) = applications(&mut Rng::new(seed), wider);
                right += read(&lines, &truth, title, way)
                    .unwrap_or_else(|wrong| panic!("{seed} {wrong}"));
                all += truth.len();
            }
        }
    }
    assert!(right * 100 >= all * 98, "{right} of {all}");
}

#[test]
fn blocks_and_outcomes_in_any_order_are_read_by_their_heads() {
    let title = "四、政府信息公开行政复议、行政诉讼情况";
    let (mut right, mut all) = (0, 0);
    for seed in seeds() {
        for way in WAYS {
            let (lines, truth) = disputes(&mut Rng::new(seed));
            right +=
                read(&lines, &truth, title, way).unwrap_or_else(|wrong| panic!("{seed} {wrong}"));
            all += truth.len();
        }
    }
    assert!(right * 100 >= all * 98, "{right} of {all}");
}

/// Table 3 in the order of the form or another, its zeros blank or not, with one column more at any place,
/// or none.
fn widened(rng: &mut Rng, further: Option<&str>, blanks: bool) -> (Vec<Vec<String>>, Truth) {
    let (mut lines, mut truth) = applications(rng, false);
    if rng.chance(50) {
        lines[0].remove(0);
    }
    // Columns are counted from the right: a head need not have a text over the labels of rows.
    let at = rng.below(8);
    for (row, line) in lines.iter_mut().enumerate() {
        let labels = line.len() - 7;
        if blanks && row > 0 {
            for cell in &mut line[labels..] {
                if cell == "0" {
                    cell.clear();
                }
            }
        }
        let text = |further: &str, rng: &mut Rng| match row {
            0 => further.to_owned(),
            _ => (100 + rng.below(900)).to_string(),
        };
        if let Some(further) = further {
            line.insert(labels + at, text(further, rng));
        }
    }
    if blanks {
        // What is blank may be read as zero, and as nothing.
        truth.retain(|_, number| number != "0");
    }
    (lines, truth)
}

#[test]
fn a_head_of_one_line_counts_whatever_parts_its_labels() {
    let title = "三、收到和处理政府信息公开申请情况";
    let (mut right, mut all) = (0, 0);
    for seed in seeds() {
        for way in LINES {
            let (lines, truth) = widened(&mut Rng::new(seed), None, false);
            right +=
                read(&lines, &truth, title, way).unwrap_or_else(|wrong| panic!("{seed} {wrong}"));
            all += truth.len();
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

#[test]
fn a_column_more_of_any_name_gives_no_wrong_cell() {
    let title = "三、收到和处理政府信息公开申请情况";
    let (mut right, mut all) = (0, 0);
    for seed in seeds() {
        for way in WAYS.into_iter().chain(LINES) {
            for blanks in [false, true] {
                let rng = &mut Rng::new(seed);
                let further = FURTHER[rng.below(FURTHER.len())];
                let loses = blanks && matches!(way, Written::Lines(_));
                let (lines, truth) = widened(rng, Some(further), blanks && !loses);
                right += read(&lines, &truth, title, way)
                    .unwrap_or_else(|wrong| panic!("{seed} {wrong}"));
                all += truth.len();
            }
        }
    }
    assert!(right * 100 >= all * 60, "{right} of {all}");
}
