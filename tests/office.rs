//! Office files are read exactly: what stands in a cell of the form, and where.

use gouji::report::{Number, Report, Verdict};
use gouji::{Options, check_bytes};
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
    check_bytes(&bytes, &options)
}

/// Every cell of the report is the figure that was written into the file.
fn same_as_written(name: &str, report: &Report) {
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
    assert_eq!(report.organ.as_deref(), told["organ"].as_str(), "{name}");
    assert_eq!(report.year.map(u64::from), told["year"].as_u64(), "{name}");
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
