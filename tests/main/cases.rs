//! `tests/cases/*.md`: prose, an input in a fenced block, and everything that must be found in it.
//!
//! A finding that a case does not announce fails it. `GOUJI_BLESS=1` writes down what is found now,
//! for a person to read before it is kept; never where `CI` is set.

use gouji::report::{Number, Report};
use gouji::sheet::State;
use gouji::{Input, Options, Part, PartKind, check};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Where the announced part of a case begins.
const FOUND: &str = "## 应得的结果";

#[test]
fn every_case_finds_what_it_says_and_nothing_else() {
    let bless = std::env::var_os("GOUJI_BLESS").is_some() && std::env::var_os("CI").is_none();
    let mut failures = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases")
        .flatten()
        .map(|file| file.path())
        .collect();
    files.sort();
    assert!(files.len() > 20, "the cases are gone");
    for path in files {
        let text = std::fs::read_to_string(&path)
            .expect("a case")
            .replace("\r\n", "\n");
        let (story, announced) = text.split_once(FOUND).unwrap_or((&text, ""));
        let parts = parts(story);
        assert!(!parts.is_empty(), "{} has no input", path.display());
        let found = describe(&check(&parts, &Options::default()));
        if announced.trim() == found.trim() {
            continue;
        }
        if bless {
            let whole = format!("{}\n\n{FOUND}\n\n{found}", story.trim_end());
            std::fs::write(&path, whole).expect("a file that can be written");
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            failures.push(format!(
                "{name}\n  announced:\n{}\n  found:\n{found}",
                announced.trim()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The fenced blocks of a case: `text` where nothing else is said, `html` or `csv`.
fn parts(story: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Option<(PartKind, String)> = None;
    for line in story.lines() {
        match (line.strip_prefix("````"), &mut open) {
            (Some(_), Some(_)) => {
                let Some((kind, text)) = open.take() else {
                    continue;
                };
                parts.push(Part { kind, text });
            }
            (Some(kind), None) => {
                let kind = match kind.trim() {
                    "html" => PartKind::Html,
                    "csv" => PartKind::Csv,
                    _ => PartKind::Text,
                };
                open = Some((kind, String::new()));
            }
            // A tab is written as ⇥ or stands there.
            (None, Some((_, text))) => {
                text.push_str(&line.replace('⇥', "\t"));
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    parts
}

/// A report in lines: verdict, title, editions, findings, notes, states, and every cell that is not
/// simply read.
fn describe(report: &Report) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "- 结论：`{:?}`", report.verdict);
    let _ = writeln!(out, "- 一句话：{}", report.message);
    if report.organ.is_some() || report.year.is_some() {
        let year = report.year.map_or(String::new(), |year| year.to_string());
        let _ = writeln!(
            out,
            "- 标题：{} {year}",
            report.organ.as_deref().unwrap_or("")
        );
    }
    let editions = report
        .edition
        .iter()
        .map(|(table, edition)| format!("{table} {edition}"));
    let editions: Vec<String> = editions.collect();
    if !editions.is_empty() {
        let _ = writeln!(out, "- 格式：{}", editions.join("，"));
    }
    for finding in &report.findings {
        let _ = write!(
            out,
            "- 发现 `{}` {:?} {:?}",
            finding.rule, finding.status, finding.severity
        );
        let _ = match finding.arithmetic.as_str() {
            "" => writeln!(out),
            arithmetic => writeln!(out, "：{arithmetic}"),
        };
    }
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for note in &report.notes {
        *notes.entry(&note.code).or_default() += 1;
    }
    for (code, count) in notes {
        let _ = writeln!(out, "- 说明 `{code}` {count} 条");
    }
    let s = &report.summary;
    let _ = writeln!(
        out,
        "- 格数：读到 {}，空白 {}，推断 {}，缺 {}，不能读 {}",
        s.read, s.blank, s.inferred, s.missing, s.unreadable
    );
    for (name, cell) in report.cells.iter() {
        let value = match &cell.value {
            Some(Number::Count(n)) => n.to_string(),
            Some(Number::Amount(text)) => text.clone(),
            None => "—".to_owned(),
        };
        let plain = matches!(cell.state, State::Read | State::Blank | State::Missing);
        if !plain || (cell.state == State::Read && cell.text != value) {
            let _ = writeln!(
                out,
                "- 格 `{name}` {:?} {value}（原文“{}”）",
                cell.state,
                cell.text.replace('\n', " ")
            );
        }
    }
    out
}

/// Sides that are 0 because nothing stands in them hold nothing.
#[test]
fn on_a_blank_form_no_relation_holds() {
    let case = include_str!("../cases/blank-form.md");
    let text = case.split("````text\n").nth(1).expect("the input");
    let text = text.split("````").next().expect("its end");
    let s = check(Input::text(text), &Options::default()).summary;
    assert_eq!(
        (s.relations > 40, s.holds, s.broken, s.undecided),
        (true, 0, 0, 0)
    );
}
