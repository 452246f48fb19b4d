//! Copies that were really published, as ../shared/forms has them, written as documents: what of a single
//! changed cell is told by words alone, and whether anything is told of what is right.

use crate::accounts::accounts;
use crate::render::{Printed, WRITERS, Writer};
use gouji::report::{Report, Status};
use gouji::{Options, check};
use serde_json::Value;
use std::fs;

const FOLDER: &str = "../shared/forms/";

fn lines(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(format!("{FOLDER}{name}")).expect("samples");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn read(tables: &[Printed], write: Writer) -> Report {
    let options = Options {
        totals: true,
        ..Options::default()
    };
    check(write(tables), &options)
}

fn broken(report: &Report) -> Vec<&str> {
    let found = report.findings.iter();
    let weighs =
        |finding: &&gouji::report::Finding| finding.severity != gouji::report::Severity::Hint;
    let found = found
        .filter(|finding| finding.status == Status::Broken)
        .filter(weighs);
    found.map(|finding| finding.message.as_str()).collect()
}

/// The number with one digit another, the last two kept as they are: what is rounded away is no mistake.
fn changed(number: &str, nth: usize) -> Option<String> {
    let whole = number.split('.').next()?.len();
    let at = nth % whole;
    let digit = number.chars().nth(at)?.to_digit(10)?;
    let other = char::from_digit((digit + 3) % 10, 10)?;
    Some(
        number
            .char_indices()
            .map(|(n, c)| if n == at { other } else { c })
            .collect(),
    )
}

/// How many of the single changed cells are told of, and which are not.
fn told_of(tables: &[Printed], write: Writer) -> (usize, Vec<String>) {
    let (mut told, mut missed) = (0, Vec::new());
    let mut nth = 0;
    for table in tables {
        for line in 0..table.lines.len() {
            for at in 0..table.lines[line].len() {
                let text = &table.lines[line][at].0;
                if !text.contains('.') || text.parse::<f64>().is_err() {
                    continue;
                }
                let Some(other) = changed(text, nth) else {
                    continue;
                };
                nth += 1;
                // Tables do not speak of each other here: one is enough.
                let mut one = table.clone();
                one.lines[line][at].0.clone_from(&other);
                match broken(&read(&[one], write)).is_empty() {
                    true => missed.push(format!("{} {line}.{at} {text} {other}", table.title)),
                    false => told += 1,
                }
            }
        }
    }
    (told, missed)
}

#[test_with::path(../shared/forms/final-accounts-samples.jsonl)]
#[test]
fn of_final_accounts_nothing_right_is_accused_and_changed_cells_are_told() {
    for sample in lines("final-accounts-samples.jsonl") {
        for apart in [false, true] {
            let tables = accounts(&sample, apart);
            for (name, write) in WRITERS {
                let report = read(&tables, write);
                assert_eq!(broken(&report), [""; 0], "{name}");
                // Told by its titles, nobody need ask.
                let known = check(write(&tables), &Options::default());
                assert_eq!(
                    known.verdict,
                    gouji::Verdict::Consistent,
                    "{}",
                    known.message
                );
                let counts = |table: &gouji::report::OtherTable| {
                    format!(
                        "{} {} {} {}",
                        table.title, table.holds, table.broken, table.undecided
                    )
                };
                let counts: Vec<String> = report.others.iter().map(counts).collect();
                println!("{name} {apart} {counts:#?}");
                // Each way to write tables was measured; these are the plainest and the hardest.
                if ["html", "tabs as a browser copies them"].contains(&name) {
                    let (told, missed) = told_of(&tables, write);
                    println!("{told} told, {} not: {missed:#?}", missed.len());
                    assert_eq!((missed.len(), told > 100), (0, true), "{name} {missed:#?}");
                }
            }
        }
    }
}

/// A number that stands in two tables, changed with the total of its own table, is told by the other table.
#[test_with::path(../shared/forms/final-accounts-samples.jsonl)]
#[test]
fn numbers_of_several_tables_are_held_against_each_other() {
    for sample in lines("final-accounts-samples.jsonl") {
        let tables = accounts(&sample, false);
        let (name, write) = WRITERS[0];
        let right = read(&tables, write);
        let of = |report: &Report, rule: &str| -> usize {
            report
                .findings
                .iter()
                .filter(|finding| finding.rule == rule)
                .count()
        };
        assert_eq!(
            (of(&right, "accounts.same"), of(&right, "accounts.carried")),
            (0, 0),
            "{name}"
        );
        println!("{} last digits differ", of(&right, "accounts.digit"));
        // 本年收入合计 and 总计 of the first table as if no other were there.
        let mut other = tables.clone();
        let mut told = false;
        for line in &mut other[0].lines {
            if line[0].0 == "本年收入合计" {
                line[1].0 = "1.00".to_owned();
                told = true;
            }
        }
        assert!(told);
        assert_eq!(of(&read(&other, write), "accounts.same"), 1);
    }
}
