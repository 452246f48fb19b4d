//! Real reports against the values they are known to hold, where they are at hand.

use crate::{broken, check_text};
use gouji::PartKind;
use gouji::report::{Number, Status, Verdict};
use gouji::sheet::State;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const FOLDER: &str = "../shared/corpus";

fn truth(id: &str) -> Option<Value> {
    let text = std::fs::read_to_string(format!("{FOLDER}/truth/{id}.json")).ok()?;
    serde_json::from_str(&text).ok()
}

#[test_with::path(../shared/corpus/reports)]
#[test]
fn every_report_reads_to_its_truth() {
    let files = std::fs::read_dir(format!("{FOLDER}/reports")).expect("the corpus");
    let mut failures = Vec::new();
    for file in files.flatten() {
        let path = file.path();
        let name = file.file_name().to_string_lossy().into_owned();
        let Some(truth) = truth(&name[..3]) else {
            continue;
        };
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let html = path.extension().is_some_and(|ext| ext == "html");
        let report = check_text(text, if html { PartKind::Html } else { PartKind::Text });
        let wanted = truth["cells"].as_object().expect("cells");
        let partly = is_partial(&path);
        for (cell, value) in wanted {
            let read = report.cells.get(cell);
            let state = read.map(|cell| cell.state);
            let number = match read.and_then(|cell| cell.value.as_ref()) {
                Some(Number::Count(n)) => Some(n.to_string()),
                Some(Number::Amount(text)) => Some(text.clone()),
                None => None,
            };
            let said = matches!(state, None | Some(State::Missing | State::Unreadable));
            let right = match value {
                // Nothing stands there.
                Value::Null => state != Some(State::Read),
                Value::Number(n) => number.as_deref() == Some(&n.to_string()),
                // `?` and remarks: what it holds is not certain.
                Value::String(text) if text.starts_with('?') => true,
                Value::String(text) => {
                    let plain = text.split(['（', '(']).next().unwrap_or(text).trim();
                    number.as_deref() == Some(plain)
                }
                _ => true,
            };
            // Glued digits of table 2 may be ambiguous, and a copy may lack what the report has:
            // that has to be said, not guessed.
            let table = &cell[..2];
            let may_be_said =
                (name.contains(".flat.") || name.starts_with("010") || partly) && table == "t2";
            if !(right || said && may_be_said) {
                failures.push(format!("{name} {cell}: {value} {read:?}"));
            }
        }
        let expected: BTreeSet<String> = truth["broken"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|rule| rule.as_str().map(str::to_owned))
            .collect();
        if broken(&report) != expected {
            failures.push(format!(
                "{name}: broken {:?}, not {expected:?}",
                broken(&report)
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Re-typed from a part of a published page.
fn is_partial(path: &Path) -> bool {
    path.to_string_lossy().contains("retyped-mso")
}

#[test_with::path(../shared/corpus/reports)]
#[test]
fn the_seed_is_undecided_by_one_cell() {
    let text = std::fs::read_to_string(format!("{FOLDER}/reports/001-bazhong-zhujian-2022.txt"))
        .expect("the seed");
    let report = check_text(text, PartKind::Text);
    assert_eq!(report.verdict, Verdict::Undecided);
    assert_eq!((report.summary.read, report.summary.inferred), (199, 1));
    let cell = &report.cells["t3.r3_7.total"];
    assert_eq!(
        (cell.value.clone(), cell.state),
        (Some(Number::Count(12)), State::Inferred)
    );
    assert!(
        report
            .findings
            .iter()
            .all(|f| f.status == Status::Undecided)
    );
    assert_eq!(
        report
            .notes
            .iter()
            .filter(|note| note.code == "inferred")
            .count(),
        1
    );
}
