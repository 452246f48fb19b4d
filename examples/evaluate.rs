//! How good locating is, over a file of tables with known mistakes.
//!
//! ```text
//! cargo run --release --example evaluate -- FILE.jsonl [--table4] [--previous] [--narrative] [--brief]
//! cargo run --release --example evaluate -- FILE.jsonl --print
//! ```
//!
//! A line of the file is a report: `truth`, `observed` (null = blank), `changed`, `k`, and for the
//! evidence `prev_out` and `narrative`. Rows and columns are those of the 2021 form. What is shown
//! is put together as a reader of the report would: one story from each group. `--print` gives the
//! explanations of each report as JSON, to be held against those of the wasm (tests/bench/locate.mjs).

use cpu_time::ThreadTime;
use gouji::check::{Checked, Outcome};
use gouji::evidence::{CellClaim, Evidence};
use gouji::form::{CellId, Form, TableId, edition, rules};
use gouji::locate::{Changed, Limits, Located, explain};
use gouji::number::Value;
use gouji::sheet::{Entry, Sheet, State};
use gouji::{Given, Options, Values, check};
use serde_json::Value as Json;
use std::collections::BTreeMap;

type Cells = BTreeMap<(u64, u64), i64>;

/// One story from each group, and the product of their probabilities.
struct Joint {
    cells: Cells,
    probability: f64,
    /// Whether it is made of shown stories alone.
    shown: bool,
}

/// What is shown of several groups together: nothing less likely than the least of one alone.
const LEAST: f64 = 0.18;

#[derive(Default)]
struct Row {
    reports: usize,
    first: usize,
    third: usize,
    shown: usize,
    length: usize,
    sole: usize,
    sole_right: usize,
    cells_right: usize,
    values_right: usize,
}

#[derive(Default)]
struct Tally {
    rows: BTreeMap<String, Row>,
    bins: [(f64, usize, usize); 10],
    micros: Vec<u64>,
    cut: usize,
    /// Groups told as almost certain, and those of them that are right.
    certain: (usize, usize),
    /// Reports with one mistake, told as one: how many, and over them the sums of the best story's
    /// probability among the stories of one mistake, of that probability's variance, of its being right.
    promise: (usize, f64, f64, usize),
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let file = arguments.first().expect("a file of JSON lines");
    let text = std::fs::read_to_string(file).expect("a readable file");
    let table = if has("--table4") {
        TableId::T4
    } else {
        TableId::T3
    };
    let mut form = Form::default();
    form.set(edition("2021").expect("the edition in force").table(table));
    let checked: Vec<Checked> = rules(&form)
        .into_iter()
        .map(|rule| Checked {
            rule,
            outcome: Outcome::Broken,
            left: None,
            right: None,
        })
        .collect();

    let mut tally = Tally::default();
    for line in text.lines() {
        let report: Json = serde_json::from_str(line).expect("a line of JSON");
        let sheet = sheet(&form, table, &report);
        if has("--print") {
            println!("{}", explanations(&sheet));
            continue;
        }
        let evidence = evidence(&report, has("--previous"), has("--narrative"));
        let start = ThreadTime::now();
        let located = explain(&sheet, &checked, &evidence, &Limits::default());
        let micros = start.elapsed().as_micros() as u64;
        tally.add(table, &report, &located, micros);
    }
    if !has("--print") {
        tally.print(has("--brief"));
    }
}

/// What the report on these numbers says of its wrong cells.
fn explanations(sheet: &Sheet) -> String {
    let given = |(cell, entry): (&CellId, &Entry)| {
        let given = match entry.value {
            Some(Value::Count(count)) => Given::Count(count),
            _ => Given::Nothing(()),
        };
        (sheet.form.name(*cell), given)
    };
    let editions = sheet.form.tables();
    let values = Values {
        edition: editions
            .map(|table| (table.key().to_owned(), "2021".to_owned()))
            .collect(),
        cells: sheet.entries.iter().map(given).collect(),
        claims: Vec::new(),
        organ: None,
        year: None,
        file: None,
    };
    let report = check(&values, &Options::default());
    serde_json::to_string(&report.explanations).expect("plain data")
}

fn at(report: &Json, which: &str, table: TableId, row: u64, column: u64) -> Option<i64> {
    let row = match table {
        TableId::T4 => &report[which],
        _ => &report[which][row as usize],
    };
    row[column as usize].as_i64()
}

fn sheet(form: &Form, table: TableId, report: &Json) -> Sheet {
    let entry = |cell: CellId| {
        let value = match (table, cell.row) {
            (TableId::T4, 1..) => Some(0),
            _ => at(
                report,
                "observed",
                table,
                cell.row.into(),
                cell.column.into(),
            ),
        };
        Entry {
            text: value.map_or(String::new(), |value| value.to_string()),
            state: if value.is_some() {
                State::Read
            } else {
                State::Blank
            },
            value: value.map(Value::Count),
            at: None,
        }
    };
    let cells = form.table(table).expect("the table").cells();
    Sheet {
        form: *form,
        entries: cells.map(|cell| (cell, entry(cell))).collect(),
    }
}

fn evidence(report: &Json, previous: bool, narrative: bool) -> Evidence {
    let cell = |row, column| CellId {
        table: TableId::T3,
        row,
        column,
    };
    let mut evidence = Evidence::default();
    if previous {
        for column in 0..7 {
            if let Some(value) = report["prev_out"][usize::from(column)].as_i64() {
                evidence.previous.insert(cell(1, column), value);
            }
        }
    }
    for (what, row) in [
        ("new", 0),
        ("carried_in", 1),
        ("done", 23),
        ("carry_out", 24),
    ] {
        if let Some(value) = report["narrative"][what].as_i64().filter(|_| narrative) {
            evidence.claims.push(CellClaim {
                value,
                any_of: vec![vec![cell(row, 6)]],
            });
        }
    }
    evidence
}

/// All combinations of one story a group, the likeliest first.
fn joint(located: &[Located]) -> Vec<Joint> {
    let mut all = vec![Joint {
        cells: Cells::new(),
        probability: 1.0,
        shown: true,
    }];
    for group in located {
        let mut next = Vec::new();
        for joint in &all {
            for (nth, hypothesis) in group.hypotheses.iter().enumerate() {
                let mut cells = joint.cells.clone();
                let changes = hypothesis.changes.iter();
                cells.extend(changes.map(|c| ((c.cell.row.into(), c.cell.column.into()), c.to)));
                let probability = joint.probability * f64::from(hypothesis.probability) / 1000.0;
                let shown = joint.shown && nth < group.shown;
                next.push(Joint {
                    cells,
                    probability,
                    shown,
                });
            }
        }
        next.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        next.truncate(200);
        all = next;
    }
    all
}

impl Tally {
    fn add(&mut self, table: TableId, report: &Json, located: &[Located], micros: u64) {
        let changed = report["changed"].as_array().expect("changed cells");
        let place = |cell: &Json| match table {
            TableId::T4 => (0, cell.as_u64().expect("a column")),
            _ => (
                cell[0].as_u64().expect("a row"),
                cell[1].as_u64().expect("a column"),
            ),
        };
        let value = |(row, column)| at(report, "truth", table, row, column).expect("a true value");
        let truth: Cells = changed
            .iter()
            .map(place)
            .map(|cell| (cell, value(cell)))
            .collect();
        let all = joint(located);
        let best = all.first().map_or(0.0, |joint| joint.probability);
        let one = located.len() == 1;
        let listed = |j: &&Joint| j.shown && (one || j.probability >= best * LEAST);
        let joint: Vec<&Joint> = all.iter().filter(listed).collect();
        let third = all.iter().take(3).any(|joint| joint.cells == truth);
        let rank = joint.iter().position(|joint| joint.cells == truth);
        for joint in &all {
            let bin = &mut self.bins[((joint.probability * 10.0) as usize).min(9)];
            *bin = (
                bin.0 + joint.probability,
                bin.1 + 1,
                bin.2 + usize::from(joint.cells == truth),
            );
        }
        for group in located.iter().filter(|group| group.certain()) {
            let mut changes = group.hypotheses[0].changes.iter();
            let told =
                |c: &Changed| truth.get(&(c.cell.row.into(), c.cell.column.into())) == Some(&c.to);
            self.certain.0 += 1;
            self.certain.1 += usize::from(changes.all(told));
        }
        let single = report["k"] == 1 && one;
        let of_one = located.iter().flat_map(|it| &it.hypotheses);
        let of_one: Vec<u16> = of_one
            .filter(|hypothesis| single && hypothesis.count() == 1)
            .map(|hypothesis| hypothesis.probability)
            .collect();
        if let Some(best) = of_one.iter().max() {
            let all: u32 = of_one.iter().copied().map(u32::from).sum();
            let p = f64::from(*best) / f64::from(all.max(1));
            self.promise.0 += 1;
            self.promise.1 += p;
            self.promise.2 += p * (1.0 - p);
            self.promise.3 += usize::from(rank == Some(0));
        }
        self.micros.push(micros);
        self.cut += usize::from(located.iter().any(|group| group.cut));
        let mistakes: usize = located
            .iter()
            .filter_map(|group| Some(group.hypotheses.first()?.count()))
            .sum();
        let mut names = vec![
            "all".to_string(),
            format!("best has {} mistakes", mistakes.min(5)),
            format!("wrong cells: {}", truth.len().min(7)),
        ];
        if let Some(k) = report["k"].as_u64() {
            names.push(format!("mistakes: {k}"));
        }
        if let Some(kind) = report["kinds"].get(0).filter(|_| report["k"] == 1) {
            names.push(format!("one {}", kind.as_str().unwrap_or_default()));
        }
        if let Some(kind) = report["kind"].as_str() {
            names.push(format!("kind: {kind}"));
        }
        for name in names {
            let row = self.rows.entry(name).or_default();
            row.reports += 1;
            row.first += usize::from(rank == Some(0));
            row.third += usize::from(third);
            row.shown += usize::from(rank.is_some());
            row.length += joint.len();
            row.sole += usize::from(joint.len() == 1);
            row.sole_right += usize::from(joint.len() == 1 && rank == Some(0));
            if let Some(first) = joint.first() {
                let right = first.cells.keys().eq(truth.keys());
                row.cells_right += usize::from(right);
                row.values_right += usize::from(right && rank == Some(0));
            }
        }
    }

    fn print(&mut self, brief: bool) {
        let percent = |part: usize, whole: usize| match whole {
            0 => "–".to_string(),
            _ => format!("{:.1}", 100.0 * part as f64 / whole as f64),
        };
        println!(
            "                        reports  top-1  top-3  shown length   sole  right values"
        );
        for (name, row) in &self.rows {
            if brief && name != "all" && !name.starts_with("mistakes") {
                continue;
            }
            println!(
                "{name:24}{:7} {:>6} {:>6} {:>6} {:>6.2} {:>6} {:>6} {:>6}",
                row.reports,
                percent(row.first, row.reports),
                percent(row.third, row.reports),
                percent(row.shown, row.reports),
                row.length as f64 / row.reports as f64,
                percent(row.sole, row.reports),
                percent(row.sole_right, row.sole),
                percent(row.values_right, row.cells_right),
            );
        }
        let bins = self.bins.iter().filter(|bin| bin.1 > 0);
        let bin = |bin: &(f64, usize, usize)| {
            let stated = bin.0 / bin.1 as f64;
            format!("{stated:.2}→{:.2} ({})", bin.2 as f64 / bin.1 as f64, bin.1)
        };
        println!(
            "stated→observed (stories): {}",
            bins.map(bin).collect::<Vec<_>>().join(", ")
        );
        let (said, right) = self.certain;
        println!(
            "almost certain: said of {said} groups, right in {} %",
            percent(right, said)
        );
        let (reports, sum, variance, right) = self.promise;
        if reports > 0 {
            let percent = |part: f64| 100.0 * part / reports as f64;
            println!(
                "one mistake, told as one: {reports} reports; their probabilities promise {:.1} ± {:.1}, right are {:.1}",
                percent(sum),
                percent(variance.sqrt()),
                percent(right as f64),
            );
        }
        self.micros.sort_unstable();
        let times = &self.micros;
        let of = |part: usize| times[(times.len() * part / 1000).min(times.len() - 1)];
        println!(
            "thread CPU time in µs: p50 {} p90 {} p99 {} max {}; search cut in {}",
            of(500),
            of(900),
            of(990),
            of(1000),
            self.cut,
        );
    }
}
