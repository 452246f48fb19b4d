//! Runs `totals.md` and `enforcement.md`.

use gouji::report::{Report, Severity, Status};
use gouji::{Input, Options, check};

const TOTALS: &str = include_str!("totals.md");
const ENFORCEMENT: &str = include_str!("enforcement.md");

/// Each table of the cases, and the lines that are expected of it.
fn cases(text: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let pieces = text.split("```text\n").skip(1);
    let case = |piece: &'static str| {
        let (input, rest) = piece.split_once("```").expect("the end of a table");
        let rest = rest.split("\n## ").next().unwrap_or("");
        let expected = rest.lines().filter_map(|line| line.strip_prefix("- "));
        (input, expected.collect())
    };
    pieces.map(case).collect()
}

fn said(report: &Report) -> Vec<String> {
    let mut said: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let hint = finding.rule == "totals.across";
            let weight = if hint {
                Severity::Hint
            } else {
                Severity::Warning
            };
            assert_eq!(finding.severity, weight);
            let sign = match finding.status {
                Status::Broken => '!',
                Status::Undecided => '?',
            };
            format!("{sign} {}", finding.message)
        })
        .collect();
    said.extend(
        report
            .notes
            .iter()
            .map(|note| format!("i {}", note.message)),
    );
    let holds: u32 = report.others.iter().map(|table| table.holds).sum();
    said.extend((holds > 0).then(|| format!("={holds}")));
    said
}

#[test]
fn what_is_said_of_totals() {
    let mut wrong = String::new();
    for (input, expected) in cases(TOTALS) {
        let options = Options {
            totals: true,
            ..Options::default()
        };
        let found = said(&check(Input::text(input), &options));
        if found != expected {
            wrong += &format!("{input}found {found:#?}\nexpected {expected:#?}\n\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn nobody_asked_so_nothing_is_said() {
    for (input, _) in cases(TOTALS) {
        let report = check(Input::text(input), &Options::default());
        assert!(report.others.is_empty() && report.findings.is_empty());
    }
}

#[test]
fn what_is_said_of_enforcement() {
    let mut wrong = String::new();
    for (input, expected) in cases(ENFORCEMENT) {
        let report = check(Input::text(input), &Options::default());
        let form = report.others.first().map(|table| {
            let form = table.form.iter().chain(&table.edition).cloned();
            format!(" [{}]", form.collect::<Vec<String>>().join(":"))
        });
        let mut found = vec![format!("{}{}", report.verdict, form.unwrap_or_default())];
        let severity = |severity| match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let findings = report.findings.iter();
        found
            .extend(findings.map(|f| format!("{} {} {}", severity(f.severity), f.rule, f.message)));
        if found != expected {
            wrong += &format!("{input}found {found:#?}\nexpected {expected:#?}\n\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
