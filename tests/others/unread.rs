//! Runs `unread.md`: what was not seen of a document takes 一致 back.

use gouji::{Input, Options, Verdict, check};

const CASES: &str = include_str!("unread.md");

/// The document of a case, with what is repeated written out.
fn document(text: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        let (times, line) = match line.strip_prefix('×').and_then(|l| l.split_once('\t')) {
            Some((times, line)) => (times.parse().expect("a count"), line),
            None => (1, line),
        };
        let cells: Vec<String> = line.split('\t').map(cells).collect();
        // What begins with a new line and ends with one is a table of its own.
        let line = cells.join("\t").replace('／', "\n");
        lines += &format!("{line}\n").repeat(times);
    }
    lines
}

fn cells(cell: &str) -> String {
    match cell.split_once('*') {
        Some((cell, times)) => vec![cell; times.parse().expect("a count")].join("\t"),
        None => cell.to_owned(),
    }
}

#[test]
fn what_was_not_seen_takes_the_answer_back() {
    let mut wrong = String::new();
    for case in CASES.split("\n## ").skip(1) {
        let (_, rest) = case.split_once("```text\n").expect("a document");
        let (text, expected) = rest.split_once("```").expect("its end");
        let expected: Vec<&str> = expected
            .lines()
            .filter_map(|line| line.strip_prefix("- "))
            .collect();
        let report = check(Input::text(document(text)), &Options::default());
        let verdict = match report.verdict {
            Verdict::Consistent => "一致",
            Verdict::Inconsistent => "不一致",
            Verdict::Undecided => "未判定",
            Verdict::Unrecognised => "未识别",
        };
        let notes = report.notes.iter().map(|note| note.message.as_str());
        let found: Vec<&str> = [verdict, &report.message]
            .into_iter()
            .chain(notes)
            .collect();
        if found != expected {
            wrong += &format!("{text}found {found:#?}\nexpected {expected:#?}\n\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
