//! Inputs in which reading went wrong once, where they are at hand: no cell is read wrongly, no relation
//! is falsely broken, and none of them is called consistent that is not.
//!
//! PDFs are judged with the npm command, which takes them apart.

use gouji::report::{Number, Severity, Status, Verdict};
use gouji::sheet::State;
use gouji::{Input, Options, check};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const FOLDER: &str = "../shared/cases/reading";

/// What is right of an input: its cells, and the relations that are truly broken.
fn right(path: &Path, truth: &Value) -> Option<(Value, BTreeSet<String>)> {
    let name = path.file_name()?.to_str()?;
    if name.starts_with("c-") {
        return Some((truth["v"].clone(), BTreeSet::new()));
    }
    let text = std::fs::read_to_string(format!("{}.expected.json", path.display())).ok()?;
    let expected: Value = serde_json::from_str(&text).ok()?;
    let broken = expected["broken"].as_array().into_iter().flatten();
    let broken = broken.filter_map(|rule| Some(rule.as_str()?.to_owned()));
    Some((expected["cells"].clone(), broken.collect()))
}

/// What is wrong with what is made of an input.
fn complaints(path: &Path, cells: &Value, truly: &BTreeSet<String>) -> Vec<String> {
    let bytes = std::fs::read(path).expect("an input");
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let piece = gouji::Piece::File(bytes, Some(name.to_owned()));
    let report = check(Input::Pieces(vec![piece]), &Options::default());
    let mut complaints = Vec::new();
    for (cell, value) in cells.as_object().into_iter().flatten() {
        let Some(read) = report.cells.get(cell) else {
            continue;
        };
        let wanted = value.as_str().map_or(value.to_string(), str::to_owned);
        let wrong = match (&read.value, read.state) {
            (_, State::Missing | State::Unreadable) => false,
            (Some(Number::Count(n)), _) => n.to_string() != wanted,
            (Some(Number::Amount(text)), _) => *text != wanted,
            (None, _) => !matches!(wanted.as_str(), "0" | "" | "null"),
        };
        if wrong {
            complaints.push(format!(
                "{cell}: {:?} {:?}, not {wanted}",
                read.value, read.state
            ));
        }
    }
    let of_tables = |rule: &str| rule.starts_with("t3") || rule.starts_with("t4");
    let broken = report
        .findings
        .iter()
        .filter(|finding| finding.status == Status::Broken && finding.severity == Severity::Error);
    for rule in broken
        .map(|finding| &finding.rule)
        .filter(|rule| of_tables(rule))
    {
        if !truly.contains(rule) {
            complaints.push(format!("{rule} is said to be broken"));
        }
    }
    if report.verdict == Verdict::Consistent && !truly.is_empty() {
        complaints.push("consistent".to_owned());
    }
    complaints
}

#[test_with::path(../shared/cases/reading)]
#[test]
fn inputs_that_were_read_wrongly_once_are_not_any_more() {
    let truth = std::fs::read_to_string(format!("{FOLDER}/c-truth.json")).expect("the truth");
    let truth: Value = serde_json::from_str(&truth).expect("JSON");
    let files = std::fs::read_dir(FOLDER).expect("the inputs").flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).collect();
    files.sort();
    let mut failures = Vec::new();
    let mut judged = 0;
    for path in files {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".pdf") {
            continue;
        }
        let Some((cells, broken)) = right(&path, &truth) else {
            continue;
        };
        judged += 1;
        let complaints = complaints(&path, &cells, &broken);
        if !complaints.is_empty() {
            failures.push(format!("{name}: {}", complaints.join("; ")));
        }
    }
    assert!(judged > 60, "only {judged} inputs");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
