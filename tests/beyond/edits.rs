//! What somebody typed over cells: everything is checked against it, it is told apart, and the answer
//! without it stays known.

use super::draft::{draft, of, soft};
use gouji::report::{Report, Verdict};
use gouji::sheet::State;
use gouji::{Given, Options, Values, check};

fn typed(edits: &[(&str, &str)]) -> Options {
    let own = |&(cell, text): &(&str, &str)| (cell.to_owned(), text.to_owned());
    Options {
        edits: edits.iter().map(own).collect(),
        ..Options::default()
    }
}

fn codes(report: &Report) -> Vec<&str> {
    report.notes.iter().map(|note| &*note.code).collect()
}

/// Every relation that the cell is in is checked anew, and so is the prose that speaks of it.
#[test]
fn a_cell_typed_over_is_checked_like_any_other_and_told_apart() {
    let text = draft()
        .with("2023年，我局共收到政府信息公开申请35件。")
        .text();
    let report = of(&text, &typed(&[("t3.r1.total", " 37 件 ")]));
    assert_eq!(report.verdict, Verdict::Inconsistent);
    assert_eq!(soft(&report), ["prose.new"]);
    let cell = &report.cells["t3.r1.total"];
    assert_eq!((cell.state, &*cell.text), (State::Read, " 37 件 "));
    let before = cell.edited.as_ref().unwrap();
    assert_eq!((&*before.text, before.state), ("35", State::Read));
    assert_eq!(cell.at, of(&text, &typed(&[])).cells["t3.r1.total"].at);
    assert_eq!(report.summary.edited, 1);
    assert_eq!(
        report.notes[0].message,
        "有 1 格按改过的内容校核：表三第 1 行“一、本年新收政府信息公开申请数量”·总计：35 → 37 件。"
    );
    let original = report.original.as_ref().unwrap();
    assert_eq!(original.verdict, Verdict::Consistent);
    assert_eq!(original.message, "42 条勾稽关系全部成立，没有发现不一致。");
}

/// The table is fixed in one place; the sentence that differs from it elsewhere differs still.
#[test]
fn a_hint_that_still_holds_stays_and_one_that_does_not_goes() {
    let text = draft()
        .with("2023年，我局共收到政府信息公开申请53件。作出行政许可决定300件。")
        .text();
    let rules = |edits: &[(&str, &str)]| {
        let report = of(&text, &typed(edits));
        (soft(&report).join(" "), report.message)
    };
    let (both, message) = rules(&[]);
    assert_eq!(both, "prose.new prose.permits");
    assert_eq!(rules(&[("t2.penalties", "13")]), (both, message));
    assert_eq!(rules(&[("t2.permits", "300")]).0, "prose.new");
}

/// 12 was not in the text, so it proved nothing; whoever looked it up types it.
#[test]
fn an_inferred_number_that_is_confirmed_is_evidence() {
    let text = draft()
        .text()
        .replace("（一）予以公开\t10\t", "（一）予以公开\t/\t");
    let open = of(&text, &typed(&[]));
    let cell = &open.cells["t3.r3_1.natural"];
    assert_eq!(
        (open.verdict, cell.state),
        (Verdict::Undecided, State::Inferred)
    );
    for number in ["10", "10 "] {
        let report = of(&text, &typed(&[("t3.r3_1.natural", number)]));
        assert_eq!(report.verdict, Verdict::Consistent, "{}", report.message);
        assert_eq!(report.summary.holds, 42);
        let cell = &report.cells["t3.r3_1.natural"];
        assert_eq!(cell.state, State::Read);
        let before = cell.edited.as_ref().unwrap();
        assert_eq!((&*before.text, before.state), ("/", State::Blank));
        assert!(report.notes[0].message.contains("：/ → 10"));
        assert!(!codes(&report).contains(&"inferred"));
    }
    // Another number is no confirmation.
    let report = of(&text, &typed(&[("t3.r3_1.natural", "11")]));
    assert_eq!(report.verdict, Verdict::Inconsistent);
}

#[test]
fn what_changes_nothing_is_no_edit_and_what_cannot_be_read_is_said() {
    let text = draft().text();
    let same = of(&text, &typed(&[("t3.r1.total", "35")]));
    assert_eq!((same.summary.edited, same.original.is_none()), (0, true));
    assert!(codes(&same).is_empty());
    let words = of(&text, &typed(&[("t3.r1.total", "三五")]));
    assert_eq!(words.verdict, Verdict::Undecided);
    assert_eq!(words.cells["t3.r1.total"].state, State::Unreadable);
    assert_eq!(codes(&words)[0], "edited");
    // A cell that the report has not was not checked.
    let unknown = of(&text, &typed(&[("t3.r1.totl", "35")]));
    assert_eq!(unknown.verdict, Verdict::Undecided);
    assert_eq!(codes(&unknown), ["unknown-id"]);
}

/// Values that were handed over can be typed over as well.
#[test]
fn edits_of_values_are_edits_too() {
    let report = draft().report();
    let values = serde_json::json!({ "edition": report.edition, "cells": report.cells });
    let values: Values = serde_json::from_value(values).unwrap();
    let edited = check(&values, &typed(&[("t4.reconsideration.total", "8")]));
    assert_eq!(edited.verdict, Verdict::Inconsistent);
    let before = edited.cells["t4.reconsideration.total"]
        .edited
        .as_ref()
        .unwrap();
    assert_eq!(before.text, "7");
    assert_eq!(edited.original.unwrap().verdict, Verdict::Consistent);
}

/// What leaves as JSON comes back as it was, and as last year's report too.
#[test]
fn a_report_is_read_back_from_json() {
    let report = of(&draft().text(), &typed(&[("t3.r1.total", "37")]));
    let json = serde_json::to_string(&report).unwrap();
    let back: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    let finding = |report: &Report| {
        let found = report.findings.iter().find(|f| f.rule == "t3.rowsum.r1");
        found.and_then(|f| f.sides.clone()).unwrap()
    };
    let sides = finding(&back);
    assert_eq!(
        (sides.left.len(), &sides.right[..]),
        (6, &["t3.r1.total".to_owned()][..])
    );
    assert!(json.contains(r#""edited":{"value":35,"text":"35","state":"read"}"#));
    assert!(!json.contains(r#""edited":null"#));
}

/// A report that was typed over, handed back cell by cell, is the same report: what stood there is known still.
#[test]
fn cells_of_a_report_that_was_typed_over_say_what_stood_there() {
    let text = draft().text();
    let report = of(&text, &typed(&[("t3.r1.total", "37")]));
    let values = Values {
        edition: report.edition.clone(),
        cells: report
            .cells
            .iter()
            .map(|(id, cell)| (id.clone(), Given::Cell(cell.clone())))
            .collect(),
        ..Values::default()
    };
    let again = check(values, &Options::default());
    let json = |report: &Report| {
        let cell = serde_json::to_value(&report.cells["t3.r1.total"]).unwrap();
        let rest = serde_json::to_value((&report.summary, &report.original)).unwrap();
        (cell, rest, report.notes[0].message.clone())
    };
    assert_eq!(json(&again), json(&report));
    assert_eq!(again.summary.edited, 1);
}
