//! Runs `apart.md`: sentences that were written apart from those the program was written with.

use crate::draft::draft;
use crate::sentences::cases;

const CASES: &str = include_str!("apart.md");
/// Begins what is not understood yet.
const LEFT: &str = "### 还读不懂的";
/// Of a hundred numbers and denials a careful clerk compares, those that may be left alone at most.
const LEFT_ALONE: usize = 20;

/// What of the sentences is found, what is not although it should be, and what is although it should not.
#[derive(Default)]
struct Tally {
    found: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

fn tally(part: &'static str) -> Tally {
    let mut tally = Tally::default();
    for mut case in cases(part) {
        // What is denied although the tables have it.
        if let Some(text) = case.text.strip_prefix("○ ") {
            case.text = text.to_owned();
            match case.said().is_empty() {
                false => tally.found += 1,
                true => tally.missed.push(case.text),
            }
            continue;
        }
        let said = case.said();
        if !said.is_empty() {
            tally.wrong.push(format!("{said:?}: {}", case.text));
        }
        for (number, compared, text) in case.changed() {
            let said = case.said_of(&text);
            match (said.is_empty(), compared) {
                (false, true) => tally.found += 1,
                (true, true) => tally.missed.push(format!("{number} in {}", case.text)),
                (false, false) => tally.wrong.push(format!("{said:?}: {text}")),
                (true, false) => {}
            }
        }
    }
    tally
}

#[test]
fn sentences_written_apart() {
    let (read, left) = CASES.split_once(LEFT).expect("what is not understood yet");
    let (read, left) = (tally(read), tally(left));
    let wrong = [read.missed, read.wrong, left.wrong].concat();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(left.found, 0, "no more left alone: move it up");
    let all = read.found + left.missed.len();
    assert!(left.missed.len() * 100 <= all * LEFT_ALONE);
}

const SUMS: &str = include_str!("sums-apart.md");

/// The sums of a text that are found not to fit.
fn sums(said: &str) -> Vec<String> {
    let report = draft().with(said).report();
    let found = report.findings.into_iter();
    let found = found.filter(|finding| finding.rule.starts_with("sum."));
    found.map(|finding| finding.message).collect()
}

#[test]
fn sums_written_apart() {
    let part = |name: &str| {
        let (_, rest) = SUMS.split_once(&format!("## {name}\n")).expect("a part");
        let part = rest.split("\n## ").next().unwrap_or(rest);
        part.lines()
            .filter_map(|line| line.strip_prefix("- "))
            .collect::<Vec<_>>()
    };
    let mut wrong = String::new();
    for said in part("没有提示") {
        if let Some(found) = sums(said).first() {
            wrong += &format!("FOUND {found}: {said}\n");
        }
    }
    let found = part("有提示");
    for said in &found {
        let found = sums(said);
        if found.len() != 1 {
            wrong += &format!("{found:?}: {said}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let left = part("还读不懂的");
    let read = |said: &&&str| !sums(said).is_empty();
    assert_eq!(
        left.iter().find(read),
        None,
        "no more left alone: move it up"
    );
    assert!(left.len() * 10 <= found.len() + left.len());
}
