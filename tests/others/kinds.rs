//! The tables of `kinds.md`, written in every format: nothing right is accused, and whatever number is changed is
//! told, or it is said that it was not checked.

use crate::render::{Cell, Printed, WRITERS, Writer};
use gouji::report::{Report, Status};
use gouji::{Options, Verdict, check};

const KINDS: &str = include_str!("kinds.md");
/// Writers with which every number is changed: of each sort of places one.
const CHANGED: [&str; 3] = ["html", "tabs as a browser copies them", "docx"];

/// The tables, and of each cell whether it may be changed.
fn tables() -> Vec<(Printed, Vec<Vec<bool>>)> {
    let pieces = KINDS.split("```text\n").skip(1);
    let table = |piece: &str| {
        let (text, _) = piece.split_once("```").expect("the end of a table");
        let mut lines = text.lines().peekable();
        let title = lines.next().expect("a title").to_owned();
        let unit = lines.next_if(|line| line.contains("单位：")).unwrap_or("");
        let cells = |line: &str| -> (Vec<Cell>, Vec<bool>) { line.split('\t').map(cell).unzip() };
        let (lines, counts) = lines.map(cells).unzip();
        let unit = unit.to_owned();
        (Printed { title, unit, lines }, counts)
    };
    pieces.map(table).collect()
}

fn cell(text: &str) -> (Cell, bool) {
    let spans = |sign: char| {
        let (label, count) = text.split_once(sign)?;
        Some((label, count.parse::<usize>().ok()?))
    };
    let (label, columns, lines) = match (spans('*'), spans('/')) {
        (Some((label, columns)), _) => (label, columns, 1),
        (_, Some((label, lines))) => (label, 1, lines),
        _ => (text, 1, 1),
    };
    let number = label.trim_end_matches('%').parse::<f64>().is_ok();
    let label = label.trim_start_matches('~').to_owned();
    (Cell(label, columns, lines), number)
}

fn read(table: &Printed, write: Writer) -> Report {
    let options = Options {
        totals: true,
        ..Options::default()
    };
    check(write(std::slice::from_ref(table)), &options)
}

fn of(report: &Report, status: Status) -> Vec<&str> {
    let found = report.findings.iter().filter(|f| f.status == status);
    found.map(|finding| finding.message.as_str()).collect()
}

/// The number with one digit another.
fn changed(number: &str, nth: usize) -> String {
    let digits: Vec<usize> = number
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let at = digits[if digits.len() > 2 { nth % 2 } else { 0 }];
    let digit: u8 = number.as_bytes()[at] - b'0';
    let other = char::from(b'0' + (digit + 3) % 10);
    format!("{}{other}{}", &number[..at], &number[at + 1..])
}

#[test]
fn whatever_the_layout_nothing_right_is_accused() {
    let mut wrong = String::new();
    for (table, _) in tables() {
        for (name, write) in WRITERS {
            let report = read(&table, write);
            for said in of(&report, Status::Broken) {
                wrong += &format!("{} {name}: {said}\n", table.title);
            }
            if report.others.is_empty() {
                wrong += &format!("{} {name}: not read: {}\n", table.title, report.message);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn whatever_the_layout_a_changed_number_is_told_or_said_to_be_open() {
    let (mut told, mut open, mut said) = (0, 0, 0);
    let mut missed = String::new();
    let writers = || {
        WRITERS
            .into_iter()
            .filter(|(name, _)| CHANGED.contains(name))
    };
    for (table, counts) in tables() {
        for (name, write) in writers() {
            let right = read(&table, write);
            let before = of(&right, Status::Undecided).len();
            let mut nth = 0;
            for (line, counts) in counts.iter().enumerate() {
                for (at, _) in counts.iter().enumerate().filter(|(_, counts)| **counts) {
                    nth += 1;
                    let mut other = table.clone();
                    let text = &mut other.lines[line][at].0;
                    *text = changed(text, nth);
                    let report = read(&other, write);
                    let notes = report.notes.iter();
                    let is_said = |note: &gouji::report::Note| note.code.starts_with("totals-un");
                    match () {
                        () if !of(&report, Status::Broken).is_empty() => told += 1,
                        () if of(&report, Status::Undecided).len() > before => open += 1,
                        () if before > 0 || notes.clone().any(is_said) => said += 1,
                        () => missed += &format!("{} {name}: {line}.{at}\n", table.title),
                    }
                    if report.verdict == Verdict::Consistent {
                        missed += &format!("{} {name}: {line}.{at} holds\n", table.title);
                    }
                }
            }
        }
    }
    println!("told {told}, undecided {open}, said to be open {said}");
    assert!(missed.is_empty(), "\n{missed}");
    assert!(told > 10 * said, "{told} {open} {said}");
}
