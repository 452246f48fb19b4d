use super::*;
use crate::form::Forms;
use crate::place::Place;
use crate::report::Report;
use crate::{Input, Language, Options};
use std::fs;

/// Rows with their values in words: an integer as it is, `-` for nothing.
fn said(values: &[TidyValue]) -> Vec<String> {
    let one = |value: &TidyValue| match value {
        TidyValue::Nothing => "-".to_owned(),
        TidyValue::Integer(n) => n.to_string(),
        TidyValue::Thousandths(n) => format!("0.{n:03}"),
        TidyValue::Text(text) | TidyValue::Listed(_, text) => (*text).to_owned(),
    };
    values.iter().map(one).collect()
}

fn rows(name: &str, report: &Report) -> Vec<Vec<String>> {
    let book = Book::new(Forms::default(), Language::Chinese);
    let run = TablesRun {
        book: &book,
        engine: "1.2.3",
        rules: "0123456789abcdef",
    };
    let source = CheckedFile {
        file: "a/年报.docx",
        bytes: Some(("ab12", 77)),
    };
    let table = TABLES.iter().find(|table| table.name == name).unwrap();
    let mut rows = Vec::new();
    let row = |values: &[TidyValue]| {
        assert_eq!(values.len(), table.columns.len(), "{name}");
        for (value, column) in values.iter().zip(table.columns) {
            assert!(value.fits(column), "{name}.{}: {value:?}", column.name);
        }
        rows.push(said(values));
    };
    match name {
        "numbers" => run.numbers(&source, report, row),
        "reports" => run.report(&source, report, row),
        "findings" => run.findings(&source, report, row),
        "code_book" => book.rows(row),
        _ => unreachable!(),
    }
    rows
}

fn fixture(name: &str) -> Report {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    crate::check(Input::file(fs::read(path).unwrap()), &Options::default())
}

#[test]
fn a_cell_is_a_row_with_its_words_and_its_place() {
    let numbers = rows("numbers", &fixture("inconsistent-2019.xlsx"));
    let find = |cell: &str| {
        numbers
            .iter()
            .find(|row| row[5] == cell)
            .unwrap()
            .join(" / ")
    };
    assert_eq!(
        find("t3.r3_7.natural"),
        "a/年报.docx / 青桐市水务局 / 2020 / 2019 / t3 / t3.r3_7.natural / 表三 · 三、本年度办理结果 · （七）总计 · 自然人 / 23 / - / 件 / read / 23 / T1R48C4"
    );
    // An amount is no whole number, and the printed form of 2019 does not say its unit.
    assert_eq!(
        find("t2.procurement.amount"),
        "a/年报.docx / 青桐市水务局 / 2020 / 2019 / t2 / t2.procurement.amount / 表二 · 政府集中采购 · 采购总金额 / - / 251.5 / - / read / 251.5 / T1R22C3"
    );
    assert_eq!(
        numbers.len(),
        fixture("inconsistent-2019.xlsx").cells.iter().count()
    );
}

#[test]
fn a_report_is_a_row_also_where_there_is_none() {
    let columns = TABLES[1].columns;
    let value = |report: &Report, name: &str| {
        let at = columns.iter().position(|column| column.name == name);
        rows("reports", report)[0][at.unwrap()].clone()
    };
    let report = fixture("inconsistent-2019.xlsx");
    assert_eq!(value(&report, "verdict"), "inconsistent");
    assert_eq!(value(&report, "edition"), "2019");
    assert_eq!(value(&report, "sha256"), "ab12");
    assert_eq!(value(&report, "engine"), "1.2.3");
    assert_eq!(value(&report, "schema"), "1");
    let none = crate::check(Input::text("第一季度工作总结"), &Options::default());
    assert_eq!(value(&none, "verdict"), "unrecognised");
    assert_eq!(value(&none, "reason"), "no-report");
    assert_eq!(value(&none, "holds"), "0");
    assert_eq!(value(&none, "relations"), "0");
    // And so the report itself.
    assert_eq!(none.summary.relations, 0);
    // What was not even read has no counts.
    let book = Book::new(Forms::default(), Language::Chinese);
    let run = TablesRun {
        book: &book,
        engine: "1.2.3",
        rules: "0123456789abcdef",
    };
    let source = CheckedFile {
        file: "x",
        bytes: None,
    };
    run.unread(&source, "x: 没有这个文件", |values| {
        assert_eq!(values.len(), columns.len());
        let said = said(values);
        assert_eq!(
            said[..10].join(" "),
            "x - - - - - unread - x: 没有这个文件 -"
        );
    });
}

#[test]
fn a_finding_has_its_sums_and_its_most_probable_explanation() {
    let report = fixture("inconsistent-2019.xlsx");
    let findings = rows("findings", &report);
    assert_eq!(findings.len(), report.findings.len());
    let columns = TABLES[2].columns;
    let first: Vec<String> = columns
        .iter()
        .zip(&findings[0])
        .filter(|(column, _)| column.name != "message" && column.name != "explanation")
        .map(|(column, value)| format!("{}: {value}", column.name))
        .collect();
    assert_eq!(
        first.join("\n"),
        "file: a/年报.docx
authority: 青桐市水务局
year: 2020
number: 1
rule: t3.identity.natural
kind: t3.identity
title: 表三：第一项加第二项之和，等于第三项加第四项之和
severity: error
status: broken
cells: t3.r1.natural t3.r2.natural t3.r3_7.natural t3.r4.natural
left: 33
right: 24
difference: 9
arithmetic: 31 + 2 = 33，而右边为 23 + 1 = 24，相差 9
place: T1R27C4 T1R28C4 T1R48C4 T1R49C4
group: 1
mistake: stale
probability: 0.984
changes: t3.r3_7.natural=32 t3.r3_7.total=37
candidates: 1
look_first: -"
    );
}

#[test]
fn claims_and_editions_are_written_shortly() {
    let mut report = fixture("consistent-2021.docx");
    report.claims = vec![
        crate::report::Claim {
            value: 13,
            any_of: vec![
                vec!["t3.r1.total".into()],
                vec!["t3.r3_7.total".into(), "t3.r4.total".into()],
            ],
        },
        crate::report::Claim {
            value: 2,
            any_of: vec![vec!["t4.direct.total".into()]],
        },
    ];
    report.edition.insert("t2".into(), "2019".into());
    let row = &rows("reports", &report)[0];
    let at = |name| {
        TABLES[1]
            .columns
            .iter()
            .position(|column| column.name == name)
            .unwrap()
    };
    assert_eq!(
        row[at("claims")],
        "13=t3.r1.total|t3.r3_7.total+t3.r4.total;2=t4.direct.total"
    );
    assert_eq!(row[at("edition")], "t2=2019 t3=2021 t4=2021");
}

#[test]
fn the_code_book_has_every_cell_of_every_edition_once() {
    let book = rows("code_book", &fixture("consistent-2021.docx"));
    let mut keys: Vec<_> = book.iter().map(|row| (&row[0], &row[1])).collect();
    let all = keys.len();
    keys.dedup();
    let editions = crate::form::EDITIONS.iter();
    let cells = editions
        .flat_map(|edition| edition.tables)
        .map(|table| table.cells().len());
    assert_eq!((keys.len(), all), (all, cells.sum()));
    let find = |edition: &str, cell: &str| {
        let found = book.iter().find(|row| row[0] == edition && row[1] == cell);
        found.unwrap()[2..].join(" / ")
    };
    assert_eq!(
        find("2021", "t2.fees"),
        "t2 / fees / - / amount / 万元 / 表二 / 二、主动公开政府信息情况 / 表二 · 行政事业性收费 · 本年收费金额（单位：万元）"
    );
    assert_eq!(
        find("2019", "t2.permits.delta"),
        "t2 / permits / delta / change / 项 / 表二 / 二、主动公开政府信息情况 / 表二 · 行政许可 · 本年增/减"
    );
}

#[test]
fn places_are_counted_from_one() {
    let write = |place: &Place| {
        let mut out = String::new();
        super::place::write(&mut out, place);
        out
    };
    assert_eq!(
        write(&Place::Cell {
            table: 0,
            row: 2,
            column: 1
        }),
        "T1R3C2"
    );
    assert_eq!(
        write(&Place::Span {
            line: 11,
            start: 4,
            end: 9
        }),
        "L12:5-9"
    );
    let page = Place::Page {
        page: 1,
        x: 7200,
        y: -5,
        width: 4000,
        height: 1201,
    };
    assert_eq!(write(&page), "P2@72.00,-0.05+40.00x12.01");
}

#[test]
fn only_what_a_spreadsheet_would_run_is_a_formula() {
    for formula in [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "\t=1",
        "-",
        "+",
        "--a",
    ] {
        let expected = formula != "-";
        assert_eq!(is_formula(formula), expected, "{formula}");
    }
    for text in ["", "-5", "+3.2", "-12%", "--", "年报", "1=1", "/"] {
        assert!(!is_formula(text), "{text}");
    }
}
