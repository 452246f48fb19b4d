//! Office files are read exactly: what stands in a cell of the form, and where.

use gouji::report::{Number, Report, Verdict};
use gouji::{Input, Options, check};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn read(name: &str) -> Report {
    let bytes = std::fs::read(fixture(name)).expect("a fixture");
    let options = Options {
        name: Some(name.to_owned()),
        ..Options::default()
    };
    check(Input::file(&bytes), &options)
}

/// Every cell of the report is the figure that was written into the file, and so is its title.
fn same_as_written(name: &str, report: &Report) {
    let told = same_cells(name, report);
    assert_eq!(report.organ.as_deref(), told["organ"].as_str(), "{name}");
    assert_eq!(report.year.map(u64::from), told["year"].as_u64(), "{name}");
}

fn same_cells(name: &str, report: &Report) -> Value {
    let stem = name.split('.').next().unwrap();
    let told = std::fs::read_to_string(fixture(&format!("{stem}.json"))).expect("the figures");
    let told: Value = serde_json::from_str(&told).expect("JSON");
    let cells = told["cells"].as_object().unwrap();
    assert_eq!(
        report.cells.len(),
        cells.len(),
        "{name}: {}",
        report.message
    );
    for (id, text) in cells {
        let cell = &report.cells[id];
        let value = match cell.value.as_ref() {
            Some(Number::Count(n)) => n.to_string(),
            Some(Number::Amount(text)) => text.clone(),
            None => String::new(),
        };
        assert_eq!(value, text.as_str().unwrap(), "{name}: {id}");
        assert!(cell.at.is_some(), "{name}: {id} has no place");
    }
    told
}

/// The converter that made these files lays the digits of a title over its ideographs: only the tables
/// can be read as they were written.
#[test]
fn the_tables_of_an_ofd_are_read_exactly_in_either_edition() {
    for (name, broken) in [("consistent-2021.ofd", 0), ("inconsistent-2019.ofd", 5)] {
        let report = read(name);
        same_cells(name, &report);
        assert_eq!(report.summary.broken, broken, "{name}: {}", report.message);
    }
}

#[test]
fn the_consistent_report_is_read_exactly_in_every_format() {
    for ending in ["docx", "xlsx", "doc", "odt", "xls", "ods", "rtf"] {
        let name = format!("consistent-2021.{ending}");
        let report = read(&name);
        same_as_written(&name, &report);
        assert_eq!(
            report.verdict,
            Verdict::Consistent,
            "{name}: {}",
            report.message
        );
    }
}

/// SheetJS fills the container's table of sectors up beyond the end of the file.
#[test]
fn the_consistent_report_written_by_sheetjs_is_read_exactly() {
    let report = read("consistent-2021.sheetjs.xls");
    same_as_written("consistent-2021.sheetjs.xls", &report);
    assert_eq!(report.verdict, Verdict::Consistent);
}

#[test]
fn the_inconsistent_report_is_read_exactly_in_every_format() {
    for ending in ["docx", "xlsx", "doc", "odt", "xls", "ods"] {
        let name = format!("inconsistent-2019.{ending}");
        let report = read(&name);
        same_as_written(&name, &report);
        assert_eq!(report.verdict, Verdict::Inconsistent, "{name}");
        let broken: Vec<&str> = report.findings.iter().map(|f| f.rule.as_str()).collect();
        let expected = [
            "t3.identity.natural",
            "t3.identity.total",
            "t3.subtotal.natural",
            "t3.subtotal.total",
            "t4.rowsum.direct",
        ];
        for rule in expected {
            assert!(broken.contains(&rule), "{name}: {rule} in {broken:?}");
        }
    }
}

#[test]
fn a_cell_has_the_same_place_in_every_text_document() {
    let docx = read("consistent-2021.docx");
    for ending in ["doc", "odt", "rtf"] {
        let other = read(&format!("consistent-2021.{ending}"));
        for (id, cell) in docx.cells.iter() {
            assert_eq!(cell.at, other.cells[id].at, "{ending}: {id}");
        }
    }
}

#[test]
fn kingsoft_endings_and_wrong_endings_change_nothing() {
    for (file, name) in [
        ("consistent-2021.doc", "年报.wps"),
        ("consistent-2021.xls", "年报.et"),
        ("consistent-2021.docx", "年报.doc"),
        ("consistent-2021.rtf", "年报.doc"),
        ("consistent-2021.ods", "年报"),
    ] {
        let bytes = std::fs::read(fixture(file)).unwrap();
        let options = Options {
            name: Some(name.to_owned()),
            ..Options::default()
        };
        let report = check(Input::file(&bytes), &options);
        assert_eq!(report.verdict, Verdict::Consistent, "{file} as {name}");
        assert_eq!(report.file.as_deref(), Some(name));
    }
}

#[test]
fn text_html_and_csv_are_told_by_content() {
    let zeros = ["0"; 7];
    let ones = ["1", "0", "0", "0", "0", "0", "1"];
    let rows = [
        ("一、本年新收政府信息公开申请数量", ones),
        ("二、上年结转政府信息公开申请数量", zeros),
        ("（一）予以公开", ones),
        ("（七）总计", ones),
        ("四、结转下年度继续办理", zeros),
    ];
    let head = vec![
        "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        "申请人情况",
    ];
    let filled = rows.map(|(label, values)| [&[label][..], &values].concat());
    let rows: Vec<Vec<&str>> = [head].into_iter().chain(filled).collect();
    let join = |separator: &str| {
        let lines: Vec<String> = rows.iter().map(|row| row.join(separator)).collect();
        lines.join("\n")
    };
    let html: String = rows
        .iter()
        .map(|row| format!("<tr><td>{}</td></tr>", row.join("</td><td>")))
        .collect();
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    for (name, bytes) in [
        ("a.txt", gbk(&join("\t"))),
        ("a.csv", gbk(&join(","))),
        (
            "a.xls",
            format!("<html><table>{html}</table></html>").into_bytes(),
        ),
        ("a.doc", gbk(&format!("<html><table>{html}</table></html>"))),
        (
            "a.xls",
            join("\t")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
    ] {
        let options = Options {
            name: Some(name.to_owned()),
            ..Options::default()
        };
        let report = check(Input::file(&bytes), &options);
        let value = report.cells.get("t3.r1.total").map(|cell| &cell.value);
        assert_eq!(value, Some(&Some(Number::Count(1))), "{name}: {report:?}");
    }
}

#[test]
fn what_cannot_be_read_gets_a_sentence_that_says_what_to_do() {
    for bytes in [
        &b"%PDF-1.4"[..],
        b"\x89PNG\r\n\x1a\n\0",
        b"PK\x03\x04",
        &[0; 400],
    ] {
        for language in [gouji::Language::Chinese, gouji::Language::English] {
            let options = Options {
                language,
                ..Options::default()
            };
            let report = check(Input::file(bytes), &options);
            assert_eq!(report.verdict, Verdict::Unrecognised);
            let advice = ["docx", "文字版", "as text"];
            assert!(
                advice.iter().any(|word| report.message.contains(word)),
                "{}",
                report.message
            );
        }
    }
}

/// The official blank form, where this machine has it: blank it is said to be, filled it is read.
#[test_with::path(../shared/corpus/reports)]
#[test]
fn the_official_form_blank_and_filled() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus/reports/template-2021-official.docx");
    let bytes = std::fs::read(path).expect("the official form");
    let blank = check(Input::file(&bytes), &Options::default());
    assert_eq!(blank.verdict, Verdict::Undecided);
    assert!(blank.message.contains("空白"), "{}", blank.message);
    assert_eq!(blank.edition["t3"], "2021");
}
