//! Year against year, within a form and across forms.

use crate::draft::{Draft, draft, of, soft};
use gouji::report::{Report, Severity};
use gouji::{Options, Previous, Values, check};

#[test]
fn years() {
    let last = |draft: Draft| {
        let text = draft.text().replace("2023", "2022").replace("2024", "2023");
        Previous::from(&of(&text, &Options::default()))
    };
    let against = |this: Draft, previous: Previous| {
        let options = Options {
            previous: Some(previous),
            ..Options::default()
        };
        of(&this.text(), &options)
    };
    // Carried out last year is carried in this year; 30 + 4 − 2 = 32.
    let mut before = draft()
        .set("r1", [20, 5, 0, 0, 0, 0, 25])
        .set("r2", [15, 1, 0, 0, 0, 0, 16])
        .set("r3_1", [11, 1, 0, 0, 0, 0, 12])
        .set("r3_7", [32, 5, 0, 0, 0, 0, 37])
        .set("r4", [3, 1, 0, 0, 0, 0, 4]);
    before.table2[5] = "30";
    let good = last(before.clone());
    assert_eq!(soft(&against(draft(), good.clone())), Vec::<String>::new());
    // What was not compared, or is of another organ, is said.
    let noted = |previous: Previous| -> Option<String> {
        let report = against(draft(), previous);
        let note = report.notes.iter().find(|note| note.code == "previous")?;
        Some(note.message.clone())
    };
    let of_organ = |organ: &str| {
        let organ = Some(organ.to_owned());
        noted(Previous {
            organ,
            ..good.clone()
        })
    };
    assert_eq!(noted(good.clone()), None);
    assert_eq!(of_organ("青江市水利和湖泊局"), None);
    assert_eq!(
        of_organ("青江市教育局").unwrap(),
        "所给的上年报告属于“青江市教育局”，与本报告的机关名称不同，请核实是否放错。"
    );
    let year = Some(2021);
    assert_eq!(
        noted(Previous {
            year,
            ..good.clone()
        })
        .unwrap(),
        "没有与上年对照：所给的是 2021 年度报告，不是上一年度的。"
    );
    let nothing = of("你好", &Options::default());
    assert_eq!(
        noted(Previous::from(&nothing)).unwrap(),
        "没有与上年对照：所给的上年报告中没有找到表格。"
    );
    // A growth of 25 to 35, 41 to 39.
    let grown = |body| soft(&against(draft().with(body), good.clone())).join(" ");
    assert_eq!(grown("受理政府信息公开申请35件，同比增长40%。"), "");
    assert_eq!(grown("受理政府信息公开申请39件，同比下降4.9%。"), "");
    assert_eq!(
        grown("受理政府信息公开申请35件，同比增长44%。"),
        "prose.growth"
    );
    // One column, and the stock.
    before.table2[5] = "40";
    let bad = against(
        draft(),
        last(before.clone().set("r4", [4, 0, 0, 0, 0, 0, 4])),
    );
    assert_eq!(
        soft(&bad),
        ["year.carried_in", "year.carried_in", "year.valid"]
    );
    let found = bad
        .findings
        .iter()
        .find(|f| f.rule == "year.valid")
        .unwrap();
    assert_eq!(found.severity, Severity::Warning);
    assert!(
        found.message.contains("40 + 4 − 2 = 42"),
        "{}",
        found.message
    );
    // Another year is not compared; no year is, and that is said.
    let mut older = last(before);
    older.year = Some(2021);
    assert_eq!(soft(&against(draft(), older.clone())), Vec::<String>::new());
    older.year = None;
    let unsure = against(draft(), older);
    assert!(
        unsure
            .findings
            .iter()
            .all(|f| f.message.contains("没有读到年份"))
    );
    // The same tables again.
    let copied = against(draft(), last(draft()));
    assert!(soft(&copied).contains(&"year.identical".to_owned()));
}

#[test]
fn years_of_the_2019_form_and_across_forms() {
    let of = |edition: &str, year: u16, cells: &str| -> Report {
        let cells: String = cells
            .split(' ')
            .map(|cell| cell.replacen('=', "\":", 1))
            .map(|cell| format!("\"{cell}"))
            .collect::<Vec<_>>()
            .join(",");
        let json = format!(
            "{{\"year\":{year},\"edition\":{{\"t2\":\"{edition}\",\"t3\":\"{edition}\"}},\"cells\":{{{cells}}}}}"
        );
        check(
            serde_json::from_str::<Values>(&json).unwrap(),
            &Options::default(),
        )
    };
    let before = "t2.normative_docs.public_total=89 t2.permits.items_last=396 t2.permits.delta=-2 t3.r4.natural=1 t3.r4.total=1";
    let against = |edition: &str, year: u16, cells: &str| {
        let options = Options {
            previous: Some(Previous::from(&of("2019", 2019, before))),
            ..Options::default()
        };
        let values = of(edition, year, cells);
        let values: Values = serde_json::from_value(serde_json::json!({
            "year": year, "edition": values.edition, "cells": values.cells,
        }))
        .unwrap();
        let mut rules = soft(&check(&values, &options));
        rules.retain(|rule| rule.starts_with("year"));
        rules.join(" ")
    };
    let follows = "t2.normative_docs.public_total=166 t2.normative_docs.published=77 t2.permits.items_last=394 t3.r2.natural=1 t3.r2.total=1";
    assert_eq!(against("2019", 2020, follows), "");
    let departs = "t2.normative_docs.public_total=160 t2.normative_docs.published=77 t2.permits.items_last=396 t3.r2.natural=0 t3.r2.total=1";
    assert_eq!(
        against("2019", 2020, departs),
        "year.carried_in year.public_total year.items_last"
    );
    // In the form of 2021 the same places mean something else; what was carried over is the same.
    let newer = "t2.normative_docs.valid=665 t2.normative_docs.made=88 t2.normative_docs.repealed=0 t3.r2.natural=1 t3.r2.total=1";
    assert_eq!(against("2021", 2020, newer), "");
}
