//! Copies that were really published, as ../shared/forms has them, written as documents: what of a single
//! changed cell is told by words alone, and whether anything is told of what is right.

use crate::accounts::accounts;
use crate::render::{Printed, WRITERS, Writer};
use gouji::report::{Report, Status};
use gouji::{Options, check};
use serde_json::Value;
use std::fs;

const SHARED: &str = "../shared/forms/";
/// The same forms, their figures made up: in 万元 with two decimals, one and none, and in 元.
const OWN: &str = "tests/fixtures/forms/";

fn lines(folder: &str) -> Vec<Value> {
    let text =
        fs::read_to_string(format!("{folder}final-accounts-samples.jsonl")).expect("samples");
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
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let changing = (whole.len() + fraction.len().min(2)).checked_sub(2)?;
    let at = nth.checked_rem(changing)?;
    let digit = number.chars().nth(at)?.to_digit(10)?;
    let other = char::from_digit((digit + 3) % 10, 10)?;
    Some(
        number
            .char_indices()
            .map(|(n, c)| if n == at { other } else { c })
            .collect(),
    )
}

/// The codes of a sample, whole and in parts.
fn codes(sample: &Value) -> Vec<String> {
    let tables = sample.as_object().expect("a sample").values();
    let keys = tables
        .filter_map(Value::as_object)
        .flat_map(|table| table.keys());
    let codes = keys.filter(|key| key.bytes().all(|b| b.is_ascii_digit()));
    let parts = |code: &String| {
        let part = |from: usize, to: usize| code.get(from..to).unwrap_or("").to_owned();
        [code.clone(), part(0, 3), part(3, 5), part(5, 7)]
    };
    codes.flat_map(parts).collect()
}

/// Of single changed cells, how many were told of by totals alone, how many by what several tables say
/// as well, and which were not told of at all.
fn told_of(tables: &[Printed], codes: &[String], write: Writer) -> (usize, usize, Vec<String>) {
    let (mut alone, mut together, mut missed) = (0, 0, Vec::new());
    let mut nth = 0;
    for (which, table) in tables.iter().enumerate() {
        for line in 0..table.lines.len() {
            for at in 0..table.lines[line].len() {
                let text = &table.lines[line][at].0;
                let is_code = !text.contains('.')
                    && (text.starts_with('3') && text.len() == 5 || codes.contains(text));
                if is_code || text.parse::<f64>().is_err() {
                    continue;
                }
                let Some(other) = changed(text, nth) else {
                    continue;
                };
                nth += 1;
                // By totals alone: no other table, and no title that a form is known by.
                let mut one = table.clone();
                one.lines[line][at].0.clone_from(&other);
                one.title = "情况表".to_owned();
                if !broken(&read(&[one], write)).is_empty() {
                    alone += 1;
                    continue;
                }
                let mut all = tables.to_vec();
                all[which].lines[line][at].0.clone_from(&other);
                match broken(&read(&all, write)).is_empty() {
                    true => missed.push(format!("{} {line}.{at} {text} {other}", table.title)),
                    false => together += 1,
                }
            }
        }
    }
    (alone, together, missed)
}

/// Whatever the format, nothing right is accused; every changed figure is told, at least 95 of a hundred by totals
/// alone.
fn final_accounts_hold(folder: &str) {
    println!("organ | format | relations | by totals alone | by several tables | not told");
    for sample in lines(folder) {
        for apart in [false, true] {
            let tables = accounts(folder, &sample, apart);
            for (name, write) in WRITERS {
                let report = read(&tables, write);
                let organ = &sample["organ"];
                assert_eq!(broken(&report), [""; 0], "{organ} {name}");
                // Told by its titles, nobody need ask.
                let known = check(write(&tables), &Options::default());
                assert_eq!(
                    known.verdict,
                    gouji::Verdict::Consistent,
                    "{organ} {name} {}",
                    known.message
                );
                // Each way to write tables was measured; these are the plainest and the hardest.
                if ["html", "tabs as a browser copies them"].contains(&name) {
                    let (alone, together, missed) = told_of(&tables, &codes(&sample), write);
                    let all = alone + together + missed.len();
                    println!(
                        "{organ} | {name} | {} | {alone} of {all} | {together} | {}",
                        known.summary.holds,
                        missed.len()
                    );
                    assert!(alone * 100 >= all * 95 && all > 100, "{alone} of {all}");
                    assert_eq!(missed, [""; 0], "{organ} {name}");
                }
            }
        }
    }
}

/// A table with its total behind all codes.
fn total_last(table: &mut Printed) {
    let has_codes = table
        .lines
        .iter()
        .filter(|line| is_code(&line[0].0))
        .count()
        > 1;
    let total = table.lines.iter().position(|line| is_total(&line[0].0));
    if let Some(total) = total.filter(|_| has_codes) {
        let line = table.lines.remove(total);
        table.lines.push(line);
    }
}

/// A table whose head stands once more above its second half, as on the next page.
fn head_twice(table: &mut Printed) {
    let is_number = |cell: &crate::render::Cell| cell.0.parse::<f64>().is_ok();
    let head = table
        .lines
        .iter()
        .position(|line| line.iter().any(is_number));
    let head = head.unwrap_or(0);
    // A label over several lines ends on its page.
    let spans = |line: &Vec<crate::render::Cell>| line.iter().any(|cell| cell.2 > 1);
    let middle = head + (table.lines.len() - head) / 2;
    if head == 0 || table.lines[head..].iter().any(spans) {
        return;
    }
    let again = table.lines[..head].to_vec();
    table.lines.splice(middle..middle, again);
}

fn is_code(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_total(text: &str) -> bool {
    text.replace(' ', "") == "合计"
}

/// Wherever the total stands, and whether the head is printed on every page, what is right is right.
#[test]
fn of_final_accounts_with_totals_last_and_heads_on_every_page_nothing_is_accused() {
    let mut turned = 0;
    for sample in lines(OWN) {
        for arrange in [total_last as fn(&mut Printed), head_twice] {
            let right = accounts(OWN, &sample, false);
            let mut tables = right.clone();
            tables.iter_mut().for_each(arrange);
            let changed = |(one, other): (&Printed, &Printed)| {
                let texts = |table: &Printed| -> Vec<String> {
                    table
                        .lines
                        .iter()
                        .flatten()
                        .map(|cell| cell.0.clone())
                        .collect()
                };
                texts(one) != texts(other)
            };
            turned += right
                .iter()
                .zip(&tables)
                .filter(|pair| changed(*pair))
                .count();
            for (name, write) in WRITERS {
                let report = check(write(&tables), &Options::default());
                let organ = &sample["organ"];
                assert_eq!(broken(&report), [""; 0], "{organ} {name}");
                assert_eq!(
                    report.verdict,
                    gouji::Verdict::Consistent,
                    "{organ} {name} {}",
                    report.message
                );
            }
        }
    }
    assert!(turned > 10, "{turned}");
}

#[test]
fn of_own_final_accounts_nothing_right_is_accused_and_changed_cells_are_told() {
    final_accounts_hold(OWN);
}

#[test_with::path(../shared/forms/final-accounts-samples.jsonl)]
#[test]
fn of_final_accounts_nothing_right_is_accused_and_changed_cells_are_told() {
    final_accounts_hold(SHARED);
}

/// A number that stands in two tables, changed with the total of its own table, is told by the other table.
#[test]
fn numbers_of_several_tables_are_held_against_each_other() {
    for sample in lines(OWN) {
        let tables = accounts(OWN, &sample, false);
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
        // 本年收入合计 of the first table as if no other were there.
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

/// A label or a code of which a document shows only a part leaves open what hangs on it; nothing is accused.
#[test]
fn where_a_label_or_a_code_is_not_shown_whole_nothing_is_accused() {
    let options = Options::default();
    for (sample, apart) in lines(OWN)
        .iter()
        .take(1)
        .flat_map(|s| [(s, false), (s, true)])
    {
        let tables = accounts(OWN, sample, apart);
        let codes = codes(sample);
        let mut wrong = Vec::new();
        let mut tried = 0;
        for (which, table) in tables.iter().enumerate() {
            for (line, at) in (0..table.lines.len())
                .flat_map(|line| (0..table.lines[line].len()).map(move |at| (line, at)))
            {
                let text = &table.lines[line][at].0;
                let is_code = codes.contains(text) || text.starts_with('3') && !text.contains('.');
                if text.is_empty() || !is_code && text.parse::<f64>().is_ok() {
                    continue;
                }
                tried += 1;
                let mut all = tables.clone();
                let cell = &mut all[which].lines[line][at].0;
                cell.pop();
                cell.push(char::REPLACEMENT_CHARACTER);
                let report = check(WRITERS[0].1(&all), &options);
                for said in broken(&report) {
                    wrong.push(format!("{text}: {said}"));
                }
                if is_code && report.verdict != gouji::Verdict::Undecided {
                    wrong.push(format!("{text}: {}", report.message));
                }
            }
        }
        assert!(tried > 100);
        assert_eq!(wrong, [""; 0]);
    }
}
