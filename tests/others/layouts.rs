//! Layouts of places that nobody has seen: kinds in other orders, numbers and words, heads of one line to three,
//! bands, notes, a row for each body, other units. Each is told by its heads, nothing right is accused, and every
//! changed number is told.

use crate::render::{Cell, Printed, WRITERS, Writer};
use gouji::report::{Report, Severity, Status};
use gouji::{Options, Verdict, check};
use serde_json::Value;

const LAYOUTS: &str = include_str!("../fixtures/forms/layouts.json");

/// How a cell is held.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    /// Any other number is told.
    Exactly,
    /// One that is far too small or far too large is: `!`.
    Within,
    /// Any other number is told, be it as undecided: `?`.
    Open,
    /// In nothing that could be held against it: `~`.
    Not,
}

struct Layout {
    name: String,
    form: String,
    table: Printed,
    held: Vec<Vec<Held>>,
}

fn layouts() -> Vec<Layout> {
    let all: Vec<Value> = serde_json::from_str(LAYOUTS).expect("layouts");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let read = |layout: &Value| {
        let cells = |line: &Value| -> Vec<(Cell, Held)> {
            let cell = |value: &Value| {
                let (words, columns, lines) = match value {
                    Value::Array(parts) => (
                        text(&parts[0]),
                        parts[1].as_u64().expect("columns") as usize,
                        parts[2].as_u64().expect("lines") as usize,
                    ),
                    one => (text(one), 1, 1),
                };
                let held = match words.chars().next() {
                    Some('~') => Held::Not,
                    Some('!') => Held::Within,
                    Some('?') => Held::Open,
                    _ => Held::Exactly,
                };
                let words = words.trim_start_matches(['~', '!', '?']).to_owned();
                (Cell(words, columns, lines), held)
            };
            line.as_array().expect("a line").iter().map(cell).collect()
        };
        let lines = layout["lines"].as_array().expect("lines").iter().map(cells);
        let (lines, held) = lines.map(|line| line.into_iter().unzip()).unzip();
        Layout {
            name: text(&layout["name"]),
            form: text(&layout["form"]),
            table: Printed {
                title: text(&layout["title"]),
                unit: text(&layout["unit"]),
                lines,
            },
            held,
        }
    };
    all.iter().map(read).collect()
}

fn read(table: &Printed, write: Writer) -> Report {
    check(write(std::slice::from_ref(table)), &Options::default())
}

fn accused(report: &Report) -> Vec<String> {
    let found = report.findings.iter();
    let found = found.filter(|f| f.status == Status::Broken && f.severity != Severity::Hint);
    found.map(|finding| finding.message.clone()).collect()
}

#[test]
fn layouts_nobody_has_seen_are_told_by_their_heads_and_every_changed_number_is_told() {
    let mut wrong = Vec::new();
    for Layout {
        name,
        form,
        table,
        held,
    } in layouts()
    {
        for (format, write) in WRITERS {
            let report = read(&table, write);
            let forms: Vec<Option<&str>> =
                report.others.iter().map(|t| t.form.as_deref()).collect();
            if forms != [Some(&*form)] {
                wrong.push(format!(
                    "{name}, {format}: of {forms:?}: {}",
                    report.message
                ));
                continue;
            }
            if report.verdict != Verdict::Consistent {
                wrong.push(format!(
                    "{name}, {format}: {} {:?}",
                    report.message,
                    accused(&report)
                ));
                continue;
            }
            for (line, at) in (0..table.lines.len())
                .flat_map(|line| (0..table.lines[line].len()).map(move |at| (line, at)))
            {
                let text = &table.lines[line][at].0;
                let Ok(number) = text.parse::<f64>() else {
                    continue;
                };
                let others = match held[line][at] {
                    Held::Not => continue,
                    Held::Within => vec!["0".to_owned(), "99999".to_owned()],
                    Held::Exactly | Held::Open if text.contains('.') => {
                        vec![format!("{:.2}", number + 1.0)]
                    }
                    Held::Exactly | Held::Open => {
                        // Of 元 without decimals each may be rounded.
                        let more = if number < 1000.0 { 1.0 } else { 1000.0 };
                        vec![format!("{}", number + more)]
                    }
                };
                let told = others.into_iter().any(|other| {
                    let mut changed = table.clone();
                    changed.lines[line][at].0 = other;
                    let report = read(&changed, write);
                    let open = held[line][at] == Held::Open && !report.findings.is_empty();
                    open || !accused(&report).is_empty()
                });
                if !told {
                    wrong.push(format!("{name}, {format}: {line}.{at} {text} is not told"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
