//! Beside an annual report, and whatever anybody hands over.

use crate::render::{Printed, WRITERS, cell};
use gouji::mark::{Marks, mark};
use gouji::report::{Report, Status};
use gouji::{Input, Options, Piece, Verdict, check};
use std::fmt::Write;

fn asked(text: &str) -> Report {
    let options = Options {
        totals: true,
        ..Options::default()
    };
    check(Input::text(text), &options)
}

const ANNUAL: &str = "二、主动公开政府信息情况\n\
    第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n\
    第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t40\n\
    第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t15\n行政强制\t2\n\
    第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n\n";

const PENALTIES: &str = "行政处罚情况统计表\n\
    单位名称\t罚款\t警告\t行政拘留\t合计（件）\t罚没金额（元）\n东湖区某局\t12\t3\t0\t15\t3600\n";

/// The numbers of decisions are those of table 2 of the same document, or it is said.
#[test]
fn statistics_of_enforcement_are_held_against_the_annual_report() {
    let of = |text: &str| -> Vec<String> {
        let report = asked(text);
        assert_eq!(report.edition.get("t2").map(String::as_str), Some("2021"));
        assert_eq!(report.others.len(), 1);
        let found = report
            .findings
            .iter()
            .filter(|f| f.rule == "enforcement.annual");
        found.map(|finding| finding.message.clone()).collect()
    };
    assert_eq!(of(&format!("{ANNUAL}{PENALTIES}")), [""; 0]);
    let other = ANNUAL.replace("行政处罚\t15", "行政处罚\t14");
    assert_eq!(
        of(&format!("{other}{PENALTIES}")),
        [
            "《行政处罚情况统计表》为 15，年度报告表二“行政处罚”处理决定数量为 14，请核实两处口径是否一致。"
        ]
    );
}

/// What is wrong in them takes part in the answer; a form that is known needs not be asked for.
#[test]
fn what_a_form_says_takes_part_in_the_answer() {
    let wrong = format!("{ANNUAL}{}", PENALTIES.replace("\t15\t", "\t16\t"));
    let report = asked(&wrong);
    assert_eq!(report.verdict, Verdict::Inconsistent);
    assert!(
        report
            .message
            .ends_with("行政执法统计年报（1 张表）：1 条关系不成立。"),
        "{}",
        report.message
    );
    let unasked = check(Input::text(wrong), &Options::default());
    assert_eq!(
        (unasked.verdict, unasked.message),
        (report.verdict, report.message)
    );
}

/// Beside sums that do not hold nobody reads that nothing is inconsistent: that is said of the report's own tables.
#[test]
fn beside_wrong_sums_of_other_tables_there_is_no_clean_bill() {
    let other = "各科室办件情况表\n科室\t收件\t办结\n综合科\t12\t10\n业务科\t8\t8\n合计\t21\t18\n";
    let wrong = asked(&format!("{ANNUAL}{other}")).message;
    assert!(wrong.starts_with("报告各表："), "{wrong}");
    assert!(wrong.ends_with("合计 1 个相符，1 个不符。"), "{wrong}");
    let right = asked(&format!("{ANNUAL}{}", other.replace("21", "20"))).message;
    assert!(!right.starts_with("报告各表："), "{right}");
    // Unasked it is said that there is such a table, and nothing of it.
    let unasked = check(Input::text(format!("{ANNUAL}{other}")), &Options::default());
    assert!(unasked.others.is_empty());
    let mut notes = unasked.notes.iter();
    assert!(notes.any(|note| note.code == "totals-unchecked"));
}

/// A table of random parts with its sums is right, and one number more is told, whatever its size.
#[test]
fn sums_of_any_size_hold_and_one_changed_number_is_told() {
    let mut seed = 7_u64;
    let mut next = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let name = |n: usize, of: &str| {
        let sign = |n: usize| "甲乙丙丁戊己庚辛壬癸".chars().nth(n).unwrap_or('子');
        format!("{}{}{of}", sign(n / 10), sign(n % 10))
    };
    for round in 0..40 {
        let (rows, columns) = (2 + next(12) as usize, 2 + next(6) as usize);
        let first = round % 2 == 0;
        let mut grid: Vec<Vec<u64>> = (0..rows)
            .map(|_| (0..columns).map(|_| next(500)).collect())
            .collect();
        for row in &mut grid {
            let sum = row.iter().sum();
            row.insert(if first { 0 } else { columns }, sum);
        }
        let total: Vec<u64> = (0..=columns)
            .map(|at| grid.iter().map(|row| row[at]).sum())
            .collect();
        grid.insert(if first { 0 } else { rows }, total);
        let (row, column) = (
            next(rows as u64 + 1) as usize,
            next(columns as u64 + 1) as usize,
        );
        let written = |grid: &[Vec<u64>]| {
            let label = |n: usize, of: usize, kind: &str| match (first, n) {
                (true, 0) => "合计".to_owned(),
                (false, n) if n == of => "合计".to_owned(),
                _ => name(n, kind),
            };
            let mut text = "情况统计表\n科室".to_owned();
            for at in 0..=columns {
                let _ = write!(text, "\t{}", label(at, columns, "类"));
            }
            for (at, values) in grid.iter().enumerate() {
                let _ = write!(text, "\n{}", label(at, rows, "科"));
                for value in values {
                    let _ = write!(text, "\t{value}");
                }
            }
            text
        };
        let right = asked(&written(&grid));
        let table = &right.others[0];
        assert_eq!(
            (table.holds as usize, table.broken, table.undecided),
            (rows + columns + 2, 0, 0)
        );
        grid[row][column] += 1 + next(9);
        let wrong = asked(&written(&grid));
        let broken = wrong
            .findings
            .iter()
            .filter(|f| f.status == Status::Broken)
            .count();
        assert_eq!(broken, 2, "{}", written(&grid));
    }
}

/// However many totals somebody writes, the answer comes.
#[test]
fn tables_of_nothing_but_totals_are_answered() {
    for (label, count) in [
        ("合计", 4000),
        ("小计", 4000),
        ("其中：甲", 4000),
        ("2010101", 4000),
    ] {
        let mut text = String::from("情况表\n项目\t数\n");
        for at in 0..count {
            let _ = writeln!(text, "{label}\t{at}");
        }
        let report = asked(&text);
        assert!(report.findings.len() < 50_000);
    }
    let wide = format!(
        "情况表\n{}\n{}\n",
        "合计\t".repeat(4000),
        "1\t".repeat(4000)
    );
    assert!(asked(&wide).others.is_empty());
    // Heads that may be read in very many ways.
    for lines in 2..12 {
        let line = |n: usize| "类别\t".repeat(100 - 7 * n);
        let head: Vec<String> = (0..lines).rev().map(line).collect();
        let deep = format!("情况表\n{}\n{}", head.join("\n"), "1\t".repeat(100));
        assert!(asked(&deep).findings.len() < 50_000);
    }
}

/// The user's own file back: the total that does not hold is shaded and says why.
#[test]
fn a_total_that_does_not_hold_is_marked_in_the_file() {
    let line = |texts: &[&str]| texts.iter().map(|text| cell(*text)).collect();
    let table = Printed {
        title: "各科室办件情况表".to_owned(),
        unit: "单位：件".to_owned(),
        lines: vec![
            line(&["科室", "收件", "办结"]),
            line(&["综合科", "12", "10"]),
            line(&["业务科", "8", "8"]),
            line(&["合计", "21", "18"]),
        ],
    };
    let options = Options {
        totals: true,
        ..Options::default()
    };
    for (name, write) in WRITERS {
        let Input::Pieces(pieces) = write(std::slice::from_ref(&table)) else {
            continue;
        };
        let [Piece::File(bytes, _)] = &pieces[..] else {
            continue;
        };
        let report = check(Input::file(bytes.clone()), &options);
        let marked = mark(bytes, &Marks::from(&report), &options).expect("a marked file");
        let parts = gouji::batch::unpack(&marked, &["xml".to_owned()]);
        let texts: String = parts
            .into_iter()
            .filter_map(|part| String::from_utf8(part.content.ok()?).ok())
            .collect();
        assert!(texts.contains("而表中为 21"), "{name}: nothing is said");
        // The workbook written here has no styles, in which shades would stand.
        let shades = usize::from(name == "docx");
        assert_eq!(texts.matches("FFF2CC").count(), shades, "{name}");
    }
}
