//! Every alarm over the files at hand, against the list in `alarms.md` that a person has been through:
//! one more or one less fails. Lines that begin with `>` there are the reviewer's.

use gouji::report::{Report, Severity, Status};
use gouji::{Input, Options, check};
use std::collections::BTreeMap;
use std::path::Path;

const REVIEWED: &str = include_str!("alarms.md");

#[test]
fn every_alarm_over_the_fixtures_has_been_reviewed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let found = alarms(Path::new(folder)).expect("the fixtures");
    compare(&section("fixtures"), &found);
}

#[test_with::path(../shared/corpus/reports)]
#[test]
fn every_alarm_over_real_reports_has_been_reviewed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/reports");
    let found = alarms(Path::new(folder)).expect("the corpus");
    compare(&section("corpus"), &found);
}

/// What `alarms.md` lists under a heading: file → its alarms.
fn section(name: &str) -> BTreeMap<String, String> {
    let heading = format!("## {name}\n");
    let (_, rest) = REVIEWED.split_once(&heading).expect("the section");
    let lines = rest.split("\n## ").next().unwrap_or_default().lines();
    let entry = |line: &str| {
        let (file, found) = line.strip_prefix("- ")?.split_once(": ")?;
        Some((file.to_owned(), found.to_owned()))
    };
    lines.filter_map(entry).collect()
}

fn compare(reviewed: &BTreeMap<String, String>, found: &BTreeMap<String, String>) {
    let line = |(file, found): (&String, &String)| format!("- {file}: {found}");
    let other = |one: &BTreeMap<String, String>, two: &BTreeMap<String, String>| -> Vec<String> {
        let of_one = one
            .iter()
            .filter(|(file, found)| two.get(*file) != Some(*found));
        of_one.map(line).collect()
    };
    let (new, gone) = (other(found, reviewed), other(reviewed, found));
    let (new, gone) = (new.join("\n"), gone.join("\n"));
    assert!(
        new.is_empty() && gone.is_empty(),
        "found:\n{new}\n\nreviewed:\n{gone}"
    );
}

/// The files of a folder with what is said of each; none where there is no such folder.
fn alarms(folder: &Path) -> Option<BTreeMap<String, String>> {
    let files = std::fs::read_dir(folder).ok()?.flatten();
    let read = |file: std::fs::DirEntry| {
        let name = file.file_name().to_string_lossy().into_owned();
        // Notes beside the reports and scripts are none.
        let other = [".json", ".py"].iter().any(|ending| name.ends_with(ending));
        let bytes = (!other)
            .then(|| std::fs::read(file.path()).ok())
            .flatten()?;
        let options = Options {
            name: Some(name.clone()),
            ..Options::default()
        };
        Some((short(&name), told(&check(Input::file(&bytes), &options))))
    };
    Some(files.filter_map(read).collect())
}

/// A report's number and what was made of it; the whole name of anything else.
fn short(name: &str) -> String {
    let number = name
        .get(..3)
        .filter(|start| start.bytes().all(|b| b.is_ascii_digit()));
    match (number, name.split_once('.')) {
        (Some(number), Some((_, ending))) => format!("{number} {ending}"),
        _ => name.to_owned(),
    }
}

/// `verdict; errors broken …; errors undecided: how many; warnings …; hints …`
fn told(report: &Report) -> String {
    let rules = |severity, status| -> Vec<&str> {
        let findings = report.findings.iter();
        let of_it = findings.filter(|f| f.severity == severity && f.status == status);
        of_it.map(|finding| finding.rule.as_str()).collect()
    };
    let verdict = serde_json::to_value(report.verdict).expect("a verdict");
    let mut told = verdict.as_str().expect("a word").to_owned();
    for (word, severity) in [
        ("error", Severity::Error),
        ("warning", Severity::Warning),
        ("hint", Severity::Hint),
    ] {
        let broken = rules(severity, Status::Broken);
        if !broken.is_empty() {
            told += &format!("; {word} {}", broken.join(" "));
        }
        let undecided = rules(severity, Status::Undecided);
        if !undecided.is_empty() {
            told += &format!("; {} {word} undecided", undecided.len());
        }
    }
    told
}
