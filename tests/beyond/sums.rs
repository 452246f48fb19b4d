//! Runs `sums.md`: which sentences do not add up by themselves.

use crate::draft::{draft, of};
use gouji::Options;
use gouji::report::Severity;

const CASES: &str = include_str!("sums.md");

#[test]
fn sums() {
    let mut wrong = String::new();
    for case in CASES.lines().filter_map(|line| line.strip_prefix("- ")) {
        let (expected, said) = match case.strip_prefix('`').and_then(|c| c.split_once("` ")) {
            Some((expected, said)) => (expected, said),
            None => ("", case),
        };
        let mut draft = draft();
        draft.body = said.into();
        let report = of(&draft.text(), &Options::default());
        let found: Vec<String> = report
            .findings
            .iter()
            .filter(|f| f.severity != Severity::Error && f.rule.starts_with("sum."))
            .map(|f| format!("{} {}", f.rule, f.message))
            .collect();
        // The rule, and what the finding shows of the sum.
        let mut words = expected
            .split_inclusive(' ')
            .next()
            .into_iter()
            .chain(expected.split_once(' ').map(|e| e.1));
        let right = match &found[..] {
            [] => expected.is_empty(),
            [one] => !expected.is_empty() && words.all(|word| one.contains(word.trim())),
            _ => false,
        };
        if !right {
            wrong += &format!("{found:?} not {expected:?}: {said}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn brackets_nested_ten_thousand_deep_are_said_nothing_of() {
    for open in ["（", "（其中3件"] {
        let mut draft = draft();
        draft.body = format!("全年公开信息5条{}。", open.repeat(10_000));
        let report = of(&draft.text(), &Options::default());
        assert!(report.findings.iter().all(|f| !f.rule.starts_with("sum.")));
    }
}
