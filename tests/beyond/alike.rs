//! Runs `alike.md`: which reports of a batch are said to be the same in part, in what words.

use crate::draft::{Draft, draft, of};
use gouji::batch::{Digest, Overview, overview};
use gouji::{Language, Options};

const CASES: &str = include_str!("alike.md");

/// A report whose tables are all noughts, so that only its words can be the same as another's.
fn report(line: &str) -> Draft {
    let parts: Vec<&str> = line.split(" ‖ ").collect();
    let (organ, year) = parts[0].split_once(' ').expect("body and year");
    let mut report = draft();
    report.title = Box::leak(format!("{organ}{year}年政府信息公开工作年度报告").into_boxed_str());
    report.body = parts[1].into();
    report.problems = parts[2].into();
    report.topics = String::new();
    report.cells.clear();
    report.table2 = ["0"; 10];
    report.table4 = [0; 15];
    report
}

fn digests<'a>(reports: impl IntoIterator<Item = &'a Draft>) -> Vec<Digest> {
    let checked = |report: &Draft| of(&report.text(), &Options::default());
    let reports = reports.into_iter();
    reports
        .map(|report| Digest::from(&checked(report)))
        .collect()
}

fn said(all: &Overview) -> Vec<&str> {
    all.alike.iter().map(|alike| &*alike.message).collect()
}

#[test]
fn batches() {
    for batch in CASES.split("\n## ").skip(1) {
        let lines = |mark: &'static str| batch.lines().filter_map(move |l| l.strip_prefix(mark));
        let reports: Vec<Draft> = lines("- ").map(report).collect();
        let mut reports = digests(&reports);
        let expected: Vec<&str> = lines("> ").collect();
        assert_eq!(said(&overview(&reports, Language::Chinese)), expected);
        // In whatever order they come.
        reports.reverse();
        assert_eq!(said(&overview(&reports, Language::Chinese)), expected);
    }
}

#[test]
fn tables_of_two_bodies_with_the_same_numbers_are_said() {
    let body = "按月公布低保的发放结果。";
    let one = draft().with(body);
    let titled = |title| Draft {
        topics: String::new(),
        ..one.clone().titled(title)
    };
    let same = [
        titled("青江市水利局2023年政府信息公开工作年度报告"),
        titled("青江市教育局2023年政府信息公开工作年度报告"),
    ];
    let all = overview(&digests(&same), Language::Chinese);
    let expected =
        ["表二", "表三"].map(|table| format!("{table}每个数都相同：青江市教育局、青江市水利局。"));
    assert_eq!(said(&all), expected);
    // Of another year, or with another number, they are not.
    let mut other = same[1].clone();
    other.table2[6] = "506";
    other.table4 = [0; 15];
    let other = other.set("r3_1", [10, 2, 0, 0, 0, 0, 13]);
    assert_eq!(
        said(&overview(&digests([&same[0], &other]), Language::Chinese)),
        [""; 0]
    );
    let last = titled("青江市教育局2022年政府信息公开工作年度报告");
    assert_eq!(
        said(&overview(&digests([&same[0], &last]), Language::Chinese)),
        [""; 0]
    );
}

#[test]
fn a_digest_stays_small_however_long_the_report() {
    let mut long = draft();
    let sentence = |n: u32| {
        char::from_u32(0x4e00 + n % 20_000)
            .into_iter()
            .cycle()
            .take(3)
    };
    long.body = (0..60_000).flat_map(sentence).collect();
    let [digest] = &digests([&long])[..] else {
        panic!("one digest");
    };
    let bytes = serde_json::to_vec(digest).unwrap().len();
    assert!(bytes < 8_000, "{bytes}");
}
