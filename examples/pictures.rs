//! How well pictures are read, a kind of damage a line, over a set that `tests/scan/make.py` made:
//! `cargo run --release --example pictures -- target/pictures [KIND…]`.
//!
//! Located: the middle of the cell's box lies in that cell of the picture. Read: the value is the one printed; blanks
//! and signs for nothing are 0. Wrong: another value was read, of 10,000 cells. Relations: those that were decided,
//! and how many of them otherwise than the printed figures say.

use gouji::stages::pictures;
use gouji::{Input, Options};
use serde_json::Value;
use std::collections::BTreeMap;
use std::{env, fs};

#[derive(Default)]
struct Counts {
    reports: usize,
    pages: usize,
    cells: usize,
    located: usize,
    misplaced: usize,
    read: usize,
    inferred: usize,
    inferred_wrong: usize,
    wrong: usize,
    decided: usize,
    decided_wrong: usize,
    undecided: usize,
    milliseconds: u128,
    why: BTreeMap<String, usize>,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.reports += other.reports;
        self.pages += other.pages;
        self.cells += other.cells;
        self.located += other.located;
        self.misplaced += other.misplaced;
        self.read += other.read;
        self.inferred += other.inferred;
        self.inferred_wrong += other.inferred_wrong;
        self.wrong += other.wrong;
        self.decided += other.decided;
        self.decided_wrong += other.decided_wrong;
        self.undecided += other.undecided;
        self.milliseconds += other.milliseconds;
        for (why, count) in &other.why {
            *self.why.entry(why.clone()).or_default() += count;
        }
    }
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

fn count(folder: &str, case: &Value, say: bool) -> Counts {
    let mut counts = Counts {
        reports: 1,
        ..Counts::default()
    };
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
    let start = cpu_time::ProcessTime::now();
    let report = pictures(input.expect("pages"), &Options::default()).expect("pictures");
    counts.milliseconds = start.elapsed().as_millis();
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
                println!("  {name} {cell}: {printed} read as {}", seen["text"]);
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

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().expect("the folder of a set");
    let wanted: Vec<String> = arguments.collect();
    let truth = fs::read_to_string(format!("{folder}/truth.json")).expect("truth.json");
    let truth: Value = serde_json::from_str(&truth).expect("JSON");
    let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for case in truth.as_array().expect("cases") {
        let kind = case["kind"].as_str().unwrap_or_default();
        let name = case["case"].as_str().unwrap_or_default();
        let is_wanted = |asked: &String| asked == kind || asked == name;
        if wanted.is_empty() || wanted.iter().any(is_wanted) {
            let counts = count(&folder, case, wanted.iter().any(|asked| asked == name));
            kinds.entry(kind.to_owned()).or_default().add(&counts);
            all.add(&counts);
        }
    }
    println!(
        "kind    reports pages  cells located misplaced   read inferred(wrong) wrong/10k relations(wrong) open  ms/page  left, because"
    );
    for (kind, counts) in kinds.iter().chain([(&"all".to_owned(), &all)]) {
        let of = |count: usize| count as f64 * 100.0 / counts.cells.max(1) as f64;
        let why: Vec<String> = counts
            .why
            .iter()
            .map(|(why, count)| format!("{why} {count}"))
            .collect();
        println!(
            "{kind:7} {:7} {:5} {:6} {:6.1}% {:8.1}% {:5.1}% {:7}({}) {:9.1} {:9}({}) {:9} {:8}  {}",
            counts.reports,
            counts.pages,
            counts.cells,
            of(counts.located),
            of(counts.misplaced),
            of(counts.read),
            counts.inferred,
            counts.inferred_wrong,
            of(counts.wrong) * 100.0,
            counts.decided,
            counts.decided_wrong,
            counts.undecided,
            counts.milliseconds / counts.pages.max(1) as u128,
            why.join(", ")
        );
    }
}
