//! 行政执法统计年报 as published copies have it, from every way to write tables: told by its heads, nothing
//! right accused, every changed number told.

use crate::render::{Cell, Printed, WRITERS, Writer, cell, wide};
use gouji::report::{Report, Severity, Status};
use gouji::{Options, Verdict, check};
use serde_json::Value;
use std::fs;

const SHARED: &str = "../shared/forms/";
/// The same editions, their figures made up.
const OWN: &str = "tests/fixtures/forms/";

fn json(folder: &str) -> Value {
    let text = fs::read_to_string(format!("{folder}enforcement.json")).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

fn samples(folder: &str) -> Vec<Value> {
    let text = fs::read_to_string(format!("{folder}enforcement-samples.jsonl")).expect("samples");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn value(cells: &Value, id: &str) -> String {
    match &cells[id] {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// A row of penalties under the heads of its edition, in one band or two.
fn penalties(folder: &str, sample: &Value) -> Option<Printed> {
    let form = &json(folder)["tables"]["penalties"];
    let edition = &form["editions"][sample["edition"].as_str()?];
    let ids: Vec<&str> = edition["columns"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let unit = edition["amount_unit"].as_str()?;
    let label = |id: &&str| match *id {
        "amount" => format!("罚没金额（{unit}）"),
        id => form["column_ids"][id]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    };
    let labels: Vec<String> = ids.iter().map(label).collect();
    let values: Vec<String> = ids.iter().map(|id| value(&sample["cells"], id)).collect();
    let mut table = Printed {
        title: "行政处罚实施情况统计表".to_owned(),
        unit: "填报日期：一月".to_owned(),
        lines: Vec::new(),
    };
    let cells =
        |texts: &[String]| -> Vec<Cell> { texts.iter().map(|text| cell(text.clone())).collect() };
    if edition["bands"].as_u64() == Some(2) {
        let (at, body) = (edition["band_split"].as_u64()? as usize, "东湖区某局");
        table.lines = vec![
            vec![
                wide("单位名称", 1, 2),
                wide("行政处罚实施数量（宗）", at, 1),
            ],
            cells(&labels[..at]),
            [vec![wide(body, 1, 3)], cells(&values[..at])].concat(),
            cells(&labels[at..]),
            cells(&values[at..]),
        ];
    } else {
        let last = ids.len() - 1;
        table.lines = vec![
            vec![
                wide("行政处罚实施数量（宗）", last, 1),
                wide(&labels[last], 1, 2),
            ],
            cells(&labels[..last]),
            cells(&values),
        ];
    }
    Some(table)
}

fn permits(folder: &str, sample: &Value) -> Printed {
    let form = &json(folder)["tables"]["permits"];
    let list = |key: &str| -> Vec<String> {
        let list = form[key].as_array().expect("a list").iter();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let (labels, ids) = (list("columns"), list("column_ids"));
    let values = ids.iter().map(|id| cell(value(&sample["cells"], id)));
    Printed {
        title: "行政许可实施情况统计表".to_owned(),
        unit: "填报日期：一月".to_owned(),
        lines: vec![
            vec![wide("行政许可实施数量（件）", labels.len(), 1)],
            labels.into_iter().map(cell).collect(),
            values.collect(),
        ],
    }
}

fn read(table: &Printed, write: Writer) -> Report {
    check(write(std::slice::from_ref(table)), &Options::default())
}

fn accused(report: &Report) -> Vec<&str> {
    let found = report.findings.iter();
    let found = found.filter(|f| f.status == Status::Broken && f.severity != Severity::Hint);
    found.map(|finding| finding.message.as_str()).collect()
}

#[test]
fn own_penalties_are_told_by_their_heads_and_every_changed_number_is_told() {
    penalties_hold(OWN);
}

#[test_with::path(../shared/forms/enforcement-samples.jsonl)]
#[test]
fn penalties_are_told_by_their_heads_and_every_changed_number_is_told() {
    penalties_hold(SHARED);
}

fn penalties_hold(folder: &str) {
    for sample in samples(folder) {
        let Some(table) = penalties(folder, &sample).filter(|_| sample["table"] == "penalties")
        else {
            continue;
        };
        let edition = sample["edition"].as_str();
        for (name, write) in WRITERS {
            let report = read(&table, write);
            let told = &report.others[..];
            assert_eq!(told.len(), 1, "{name} {edition:?}");
            assert_eq!(told[0].edition.as_deref(), edition, "{name}");
            assert_eq!(accused(&report), [""; 0], "{name}");
            let goods = report
                .findings
                .iter()
                .any(|f| f.rule == "enforcement.goods");
            let verdict = if goods {
                Verdict::Undecided
            } else {
                Verdict::Consistent
            };
            assert_eq!(report.verdict, verdict, "{name} {}", report.message);
            let counted = |text: &str| text.parse::<u32>().ok();
            for line in 0..table.lines.len() {
                for at in 0..table.lines[line].len() {
                    let Some(number) = counted(&table.lines[line][at].0) else {
                        continue;
                    };
                    let mut other = table.clone();
                    other.lines[line][at].0 = (number + 1).to_string();
                    let report = read(&other, write);
                    // 罚没金额 is in no sum.
                    let is_amount = table.lines[line].len() == at + 1;
                    assert!(
                        is_amount || !accused(&report).is_empty(),
                        "{name} {edition:?} {line}.{at}"
                    );
                }
            }
        }
    }
}

#[test]
fn own_permits_are_told_and_fit() {
    permits_hold(OWN);
}

#[test_with::path(../shared/forms/enforcement-samples.jsonl)]
#[test]
fn permits_are_told_and_fit() {
    permits_hold(SHARED);
}

fn permits_hold(folder: &str) {
    for sample in samples(folder)
        .iter()
        .filter(|sample| sample["table"] == "permits")
    {
        let table = permits(folder, sample);
        for (name, write) in WRITERS {
            let report = read(&table, write);
            assert_eq!(report.others[0].form.as_deref(), Some("permits"), "{name}");
            assert_eq!(accused(&report), [""; 0], "{name}");
            let mut other = table.clone();
            other.lines[2][1].0 = "99999".to_owned();
            assert_eq!(accused(&read(&other, write)).len(), 1, "{name}");
        }
    }
}

/// Noughts that nobody wrote are no total that is right.
#[test]
fn in_an_empty_table_no_relation_holds() {
    let text = "行政处罚情况统计表\n单位名称\t罚款\t警告\t行政拘留\t合计（件）\t罚没金额（元）\n东湖区某局\t\t\t\t\t\n";
    let report = check(gouji::Input::text(text), &Options::default());
    assert_eq!(report.verdict, Verdict::Undecided);
    assert_eq!(report.others.len(), 1);
    assert_eq!((report.others[0].holds, report.summary.holds), (0, 0));
}
