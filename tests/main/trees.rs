//! Table 3 as programs write it: its numbers behind the names of their rows and columns, whichever stands inside which,
//! or cell by cell with their addresses. Each number is read in its place.

use crate::check_text;
use crate::render::{Rng, figures};
use gouji::PartKind;
use gouji::form::TableId;
use gouji::report::Number;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a cell is called, the labels of its row and column, and what stands there.
struct Told {
    cell: String,
    row: String,
    column: &'static str,
    number: String,
}

const HEADING: &str = "三、收到和处理政府信息公开申请情况";

fn seeds() -> std::ops::Range<u64> {
    let given = std::env::var("GOUJI_CASES").ok();
    let cases = given.and_then(|n| n.parse().ok()).unwrap_or(12);
    4_000_000..4_000_000 + cases
}

fn told(seed: u64) -> Vec<Told> {
    let figures = figures::figures(&mut Rng::new(seed));
    let table = figures.form().table(TableId::T3).expect("table 3");
    let told = table.cells().map(|cell| {
        let row = table.row(cell.row.into());
        let labels: Vec<&str> = row.labels.iter().map(|label| label.text).collect();
        Told {
            cell: table.name(cell),
            row: labels.join(" "),
            column: row.columns[usize::from(cell.column)].label,
            number: figures.cells[&cell].trim_start_matches('+').to_owned(),
        }
    });
    told.collect()
}

/// Names → numbers, in maps of maps: the outer name, then the inner.
fn maps<'t>(
    told: &'t [Told],
    names: impl Fn(&'t Told) -> (&'t str, &'t str),
) -> Vec<(&'t str, Vec<(&'t str, &'t str)>)> {
    let mut maps: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for one in told {
        let (outer, inner) = names(one);
        let member = (inner, one.number.as_str());
        match maps.iter_mut().find(|map| map.0 == outer) {
            Some(map) => map.1.push(member),
            None => maps.push((outer, vec![member])),
        }
    }
    maps
}

fn json(maps: &[(&str, Vec<(&str, &str)>)]) -> String {
    let map = |(outer, members): &(&str, Vec<(&str, &str)>)| {
        let members: Vec<String> = members
            .iter()
            .map(|(n, v)| format!("\"{n}\": {v}"))
            .collect();
        format!("\"{outer}\": {{{}}}", members.join(", "))
    };
    let maps: Vec<String> = maps.iter().map(map).collect();
    format!("{{\"{HEADING}\": {{{}}}}}", maps.join(",\n"))
}

fn yaml(maps: &[(&str, Vec<(&str, &str)>)]) -> String {
    let mut out = format!("{HEADING}:\n");
    for (outer, members) in maps {
        writeln!(out, "  {outer}:").unwrap();
        for (name, number) in members {
            writeln!(out, "    {name}: {number}").unwrap();
        }
    }
    out
}

fn toml(maps: &[(&str, Vec<(&str, &str)>)]) -> String {
    let mut out = String::new();
    for (outer, members) in maps {
        writeln!(out, "[\"{HEADING}\".\"{outer}\"]").unwrap();
        for (name, number) in members {
            writeln!(out, "\"{name}\" = {number}").unwrap();
        }
    }
    out
}

/// A list of objects, one a row, its columns in any order.
fn records(told: &[Told], rng: &mut Rng) -> String {
    let mut out = format!("{{\"{HEADING}\": [\n");
    for (row, mut members) in maps(told, |one| (&one.row, one.column)) {
        let turn = rng.below(members.len());
        members.rotate_left(turn);
        let members: Vec<String> = members
            .iter()
            .map(|(n, v)| format!("\"{n}\": {v}"))
            .collect();
        writeln!(out, "{{\"项目\": \"{row}\", {}}},", members.join(", ")).unwrap();
    }
    out.pop();
    out.pop();
    out + "]}"
}

#[test]
fn numbers_behind_names_are_read_whichever_stands_inside_which() {
    let mut failures = Vec::new();
    for seed in seeds() {
        let told = told(seed);
        let rows = maps(&told, |one| (&one.row, one.column));
        let columns = maps(&told, |one| (one.column, &one.row));
        let texts = [
            ("json", json(&rows)),
            ("json by columns", json(&columns)),
            ("yaml", yaml(&rows)),
            ("toml", toml(&rows)),
            ("records", records(&told, &mut Rng::new(seed))),
        ];
        for (name, text) in texts {
            let report = check_text(text, PartKind::Text);
            let read: BTreeMap<&str, String> = report
                .cells
                .iter()
                .filter_map(|(cell, read)| match &read.value {
                    Some(Number::Count(n)) => Some((cell.as_str(), n.to_string())),
                    _ => None,
                })
                .collect();
            let right = told
                .iter()
                .filter(|one| read.get(&*one.cell) == Some(&one.number));
            let open = told
                .iter()
                .filter(|one| !read.contains_key(&*one.cell))
                .count();
            let right = right.count();
            if right + open < told.len() || open * 50 > told.len() {
                failures.push(format!(
                    "{name} {seed}: {right} right, {open} open of {}",
                    told.len()
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
