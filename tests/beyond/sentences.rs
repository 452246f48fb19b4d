//! Runs `sentences.md`: which numbers of a sentence are held against the tables, and which are not.

use crate::draft::{Draft, draft};

const CASES: &str = include_str!("sentences.md");

/// The report that the sentences are put into: no two of its totals are the same.
fn base() -> Draft {
    let mut base = draft();
    base.cells = [
        ("r1", [210, 31, 2, 0, 6, 3, 252]),
        ("r2", [12, 2, 0, 0, 0, 0, 14]),
        ("r3_1", [70, 20, 2, 0, 3, 2, 97]),
        ("r3_2", [18, 4, 0, 0, 0, 1, 23]),
        ("r3_3_4", [4, 1, 0, 0, 0, 0, 5]),
        ("r3_3_5", [7, 0, 0, 0, 1, 0, 8]),
        ("r3_3_6", [6, 0, 0, 0, 0, 0, 6]),
        ("r3_3_7", [10, 1, 0, 0, 0, 0, 11]),
        ("r3_3_8", [4, 0, 0, 0, 0, 0, 4]),
        ("r3_4_1", [36, 4, 0, 0, 1, 0, 41]),
        ("r3_4_2", [7, 0, 0, 0, 0, 0, 7]),
        ("r3_4_3", [3, 0, 0, 0, 0, 0, 3]),
        ("r3_5_1", [10, 0, 0, 0, 0, 0, 10]),
        ("r3_5_2", [9, 0, 0, 0, 0, 0, 9]),
        ("r3_6_1", [12, 1, 0, 0, 0, 0, 13]),
        ("r3_6_3", [11, 0, 0, 0, 1, 0, 12]),
        ("r3_7", [207, 31, 2, 0, 6, 3, 249]),
        ("r4", [15, 2, 0, 0, 0, 0, 17]),
    ]
    .into_iter()
    .collect();
    base.table2 = [
        "0", "0", "0", "18", "7", "143", "4021", "386", "27", "612.5",
    ];
    base.table4 = [12, 2, 2, 4, 20, 5, 1, 1, 1, 8, 3, 0, 1, 1, 5];
    base
}

/// A sentence of the cases: its text, and each of its numbers with whether it is compared.
pub struct Case {
    organ: &'static str,
    /// What is found as it stands.
    pub expected: &'static str,
    pub text: String,
    numbers: Vec<(std::ops::Range<usize>, bool)>,
}

pub fn cases(cases: &'static str) -> Vec<Case> {
    let lines = cases.lines();
    let mut organ = "";
    let mut cases = Vec::new();
    for line in lines {
        if let Some(name) = line.strip_prefix("## ") {
            organ = name;
        } else if let Some(marked) = line.strip_prefix("- ") {
            cases.push(case(organ, marked));
        }
    }
    cases
}

fn case(organ: &'static str, marked: &'static str) -> Case {
    let rules = marked.strip_prefix('`').and_then(|m| m.split_once("` "));
    let (expected, marked) = rules.unwrap_or(("", marked));
    let (mut text, mut numbers) = (String::new(), Vec::new());
    for (i, piece) in marked.split("**").enumerate() {
        let from = text.len();
        text += piece;
        if i % 2 == 1 {
            numbers.push((from..text.len(), true));
            continue;
        }
        let mut at = 0;
        for run in piece.split(|c: char| !c.is_ascii_digit()) {
            if !run.is_empty() {
                numbers.push((from + at..from + at + run.len(), false));
            }
            at += run.len() + 1;
            while at < piece.len() && !piece.is_char_boundary(at) {
                at += 1;
            }
        }
    }
    Case {
        organ,
        expected,
        text,
        numbers,
    }
}

impl Case {
    /// What is found as it stands.
    pub fn said(&self) -> Vec<String> {
        said(self.organ, &self.text)
    }

    /// What is found of another text in its place.
    pub fn said_of(&self, text: &str) -> Vec<String> {
        said(self.organ, text)
    }

    /// For each number that is no date: it, whether it is compared, and the text with another number there.
    /// None where something is found as it stands.
    pub fn changed(&self) -> Vec<(&str, bool, String)> {
        let text = &self.text;
        let is_date = |at: &std::ops::Range<usize>| {
            text[..at.start].ends_with('〔') || text[at.end..].starts_with(['年', '〕', '月', '日'])
        };
        let numbers = self.numbers.iter().filter(|(at, _)| !is_date(at));
        let numbers = numbers.filter(|_| self.expected.is_empty());
        numbers
            .map(|(at, compared)| {
                let number = &text[at.clone()];
                let (before, after) = (&text[..at.start], &text[at.end..]);
                (
                    number,
                    *compared,
                    format!("{before}{}{after}", another(number)),
                )
            })
            .collect()
    }
}

/// The prose findings of the base report with this text as its section one.
fn said(organ: &str, text: &str) -> Vec<String> {
    let title = format!("{organ}2023年政府信息公开工作年度报告");
    let mut base = base().with(text);
    base.title = Box::leak(title.into_boxed_str());
    let mut rules = base.rules();
    rules.retain(|rule| rule.starts_with("prose"));
    rules
}

/// Another number of the same look, and not one that the tables have too.
fn another(number: &str) -> String {
    match number.split_once('.') {
        Some((whole, rest)) => format!("{}.{rest}", another(whole)),
        None => number.parse::<u64>().map_or("九百零七".into(), |n| {
            (n + 1000 - n % 1000 + 937).to_string()
        }),
    }
}

#[test]
fn sentences() {
    let mut wrong = String::new();
    for case in cases(CASES) {
        let found = said(case.organ, &case.text);
        if found.join(" ") != case.expected {
            wrong += &format!("{found:?} for {}\n", case.text);
        }
        for (number, compared, changed) in case.changed() {
            let found = said(case.organ, &changed);
            if found.is_empty() == compared {
                wrong += &format!(
                    "{} {}: {found:?} for {changed}\n",
                    if compared { "NOT FOUND" } else { "FOUND" },
                    number
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
