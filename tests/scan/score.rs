//! Pictures of a set that `make.py` made, read and held against what stands in them.
//!
//! Located: the middle of the cell's box lies in that cell of the picture. Read: the value is the one printed; blanks
//! and signs for nothing are 0. Wrong: another value was read. Relations: those of whose cells every one was read,
//! and how many of them turn out otherwise than the printed figures do.

use gouji::{Input, Options, check};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// What was counted over some reports.
#[derive(Default)]
pub struct Counts {
    pub pages: usize,
    pub cells: usize,
    pub located: usize,
    pub misplaced: usize,
    pub read: usize,
    pub inferred: usize,
    pub inferred_wrong: usize,
    pub wrong: usize,
    pub decided: usize,
    pub decided_wrong: usize,
    pub undecided: usize,
    pub why: BTreeMap<String, usize>,
}

fn texts(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(|one| one.as_str().map(str::to_owned))
        .collect()
}

/// What a text counts as.
fn worth(text: &str) -> String {
    let text = text.replace(['—', '－'], "-").replace(',', "");
    match text.as_str() {
        "" | "-" | "--" | "/" => "0".to_owned(),
        _ => text,
    }
}

fn is_inside(at: &Value, places: &Value) -> bool {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let x = number(&at["x"]) + number(&at["width"]) / 2.0;
    let y = number(&at["y"]) + number(&at["height"]) / 2.0;
    places.as_array().into_iter().flatten().any(|place| {
        let [page, left, top, right, bottom] = [0, 1, 2, 3, 4].map(|index| number(&place[index]));
        page == number(&at["page"]) && x > left && x < right && y > top && y < bottom
    })
}

/// Reads one report of a set; says what is wrong and, where asked, what is left open.
pub fn count(folder: &str, case: &Value, say: bool) -> Counts {
    let mut counts = Counts::default();
    let mut input: Option<Input> = None;
    for page in texts(&case["pages"]) {
        let bytes = fs::read(format!("{folder}/{page}")).expect("a page");
        let page = Input::file(bytes);
        input = Some(match input {
            Some(before) => before.and(page),
            None => page,
        });
        counts.pages += 1;
    }
    let report = check(input.expect("pages"), &Options::default());
    let report = serde_json::to_value(report).expect("a report");
    let name = case["case"].as_str().unwrap_or_default();
    for (cell, places) in case["boxes"].as_object().expect("boxes") {
        counts.cells += 1;
        let seen = &report["cells"][cell];
        match &seen["at"] {
            Value::Null => {}
            at if is_inside(at, places) => counts.located += 1,
            _ => counts.misplaced += 1,
        }
        let printed = worth(case["cells"][cell].as_str().unwrap_or_default());
        let value = match &seen["value"] {
            Value::Null => "0".to_owned(),
            Value::String(text) => worth(text),
            other => other.to_string(),
        };
        match seen["state"].as_str() {
            Some("read" | "blank") if value == printed => counts.read += 1,
            Some("read" | "blank") => {
                counts.wrong += 1;
                println!(
                    "  {name} {cell}: {printed} read as {} {}",
                    seen["text"], seen["readings"]
                );
            }
            Some("inferred") => {
                counts.inferred += 1;
                if value != printed {
                    counts.inferred_wrong += 1;
                    println!("  {name} {cell}: {printed} inferred as {value}");
                }
            }
            _ => {
                let why = seen["why"].as_str().unwrap_or("not found");
                *counts.why.entry(why.to_owned()).or_default() += 1;
                if say {
                    println!("  {name} {cell}: {printed} {why} {}", seen["readings"]);
                }
            }
        }
    }
    relations(case, &report, &mut counts);
    counts
}

/// Relations of which every cell was read: whether they hold, against whether the printed figures do.
fn relations(case: &Value, report: &Value, counts: &mut Counts) {
    let printed = |cell: &String| worth(case["cells"][cell].as_str().unwrap_or_default());
    let read = |cell: &String| {
        let seen = &report["cells"][cell];
        match (seen["state"].as_str(), &seen["value"]) {
            (Some("read"), Value::Number(value)) => value.as_i64(),
            (Some("blank"), _) => Some(0),
            _ => None,
        }
    };
    for rule in case["relations"].as_array().into_iter().flatten() {
        let sides = [texts(&rule[0]), texts(&rule[1])];
        let truth = sides.each_ref().map(|side| {
            let values = side.iter().map(|cell| printed(cell).parse::<i64>());
            values.map(|value| value.unwrap_or(0)).sum::<i64>()
        });
        let seen = sides
            .each_ref()
            .map(|side| side.iter().map(read).sum::<Option<i64>>());
        match seen {
            [Some(left), Some(right)] => {
                counts.decided += 1;
                let right_outcome = (left == right) == (truth[0] == truth[1]);
                counts.decided_wrong += usize::from(!right_outcome);
            }
            _ => counts.undecided += 1,
        }
    }
}
