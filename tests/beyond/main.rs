//! What no table arithmetic can see: prose against tables, form and wording, year against year.
//! Invented organs, own wording; every true discrepancy and every source of false ones that reports
//! are known to have.

mod alike;
mod apart;
mod draft;
mod edits;
mod profile;
mod sentences;
mod sums;
mod text;
mod versions;
mod wording;
mod years;

use draft::{draft, of, soft};
use gouji::report::{Severity, Verdict};
use gouji::{Options, Values, check};

/// Whoever hands values over hears of an id that is none: its value was not checked.
#[test]
fn ids_that_are_none_are_named_and_leave_nothing_consistent() {
    let report = draft().report();
    let said = |editions: &[(&str, &str)], cells: &[(&str, i64)]| {
        let mut values = serde_json::json!({ "edition": report.edition, "cells": report.cells });
        for (table, edition) in editions {
            values["edition"][table] = (*edition).into();
        }
        for (id, n) in cells {
            values["cells"][id] = (*n).into();
        }
        let values: Values = serde_json::from_value(values).unwrap();
        let report = check(&values, &Options::default());
        let named = report.notes.iter().find(|note| note.code == "unknown-id");
        (
            report.verdict,
            named.map(|note| note.message.clone()).unwrap_or_default(),
        )
    };
    let unknown = |ids: &str| {
        let message = format!("不认识的表格版本或单元格编号，没有校验：{ids}。");
        (Verdict::Undecided, message)
    };
    assert_eq!(said(&[], &[]), (Verdict::Consistent, String::new()));
    assert_eq!(said(&[], &[("t3.r1.natual", 1)]), unknown("t3.r1.natual"));
    // A cell of the older form beside the newer one's.
    assert_eq!(
        said(&[], &[("t2.regulations.published", 1), ("t5.a", 2)]),
        unknown("t2.regulations.published, t5.a")
    );
    assert_eq!(said(&[("T3", "2021")], &[]), unknown("T3: 2021"));
    // Where nothing else is left, it is the answer.
    let nothing = serde_json::json!({ "edition": { "t3": "2020" }, "cells": {} });
    let report = check(
        serde_json::from_value::<Values>(nothing).unwrap(),
        &Options::default(),
    );
    assert_eq!(report.verdict, Verdict::Unrecognised);
    assert!(report.message.ends_with("没有校验：t3: 2020。"));
}

#[test]
fn a_consistent_report_stays_silent_however_its_numbers_are_written() {
    let summary = report_summary();
    assert_eq!(summary, Vec::<String>::new());
    for body in [
        "2023年，我局共收到政府信息公开申请35件，上年结转4件，办结36件，结转下年度继续办理3件。",
        "全年受理政府信息公开申请39件，其中自然人33件、法人或其他组织6件。",
        "全年新收政府信息公开申请三十五件（含自然人30件、商业企业5件），已办结三十六件，另有三件顺延至下一年度。",
        "收到政府信息公开申请 ３５ 件，办结 36 件（含上年结转 4 件），均在法定期限内答复。",
        "办结政府信息公开申请36件。其中，予以公开12件（33.3%），部分公开3件（8.33%），不予公开3件，因不掌握等原因无法提供11件（30.56%），属信访、重复申请等不予处理4件，其他处理3件（8%）。",
        "办结的政府信息公开申请中，予以公开及部分公开15件，占41.67%。",
        "全年因政府信息公开引发的行政复议7件、行政诉讼9件，未发生被纠错情形。",
        "全年政府信息公开行政复议、行政诉讼案件共16件。",
        "全年制发行政规范性文件4件，废止2件，现行有效32件。作出行政许可决定505件，作出行政处罚决定12件。",
        "2023年，青江市水利局收到公民、法人和其他组织提出的政府信息公开\n申请35件，\n办结36件。",
    ] {
        assert_eq!(draft().with(body).rules(), Vec::<String>::new(), "{body}");
    }
}

fn report_summary() -> Vec<String> {
    let report = draft().report();
    assert_eq!(report.summary.holds, 42, "{}", report.message);
    soft(&report)
}

#[test]
fn true_discrepancies_are_found() {
    for (body, expected) in [
        // Counts of prose and table that differ.
        ("2023年，我局共收到政府信息公开申请53件。", "prose.new"),
        ("受理政府信息公开申请35件，已答复29件。", "prose.handled"),
        (
            "共收到政府信息公开申请35件，上年结转5件。",
            "prose.carried_in",
        ),
        (
            "收到政府信息公开申请35件，另有2件结转下年度继续办理。",
            "prose.carried_out",
        ),
        (
            "全年收到政府信息公开申请35件，其中自然人29件。",
            "prose.natural",
        ),
        ("全年收到政府信息公开申请37个，办结36个。", "prose.new"),
        (
            "办结政府信息公开申请36件，没有不予公开的情况。",
            "prose.refused",
        ),
        (
            "因政府信息公开引发的行政复议7件，全部维持原行政行为。",
            "prose.upheld",
        ),
        // Only the first of several rows was copied: 2 of 2 + 1.
        (
            "办结的政府信息公开申请中，予以公开及部分公开14件，不予公开3件。",
            "prose.granted_or_partial",
        ),
        (
            "办结政府信息公开申请36件，其中不予公开2件。",
            "prose.refused",
        ),
        (
            "办结政府信息公开申请36件，无法提供9件。",
            "prose.unavailable",
        ),
        (
            "办结政府信息公开申请36件，予以公开12件，占32.3%。",
            "prose.share",
        ),
        // All upheld, with cases pending.
        (
            "全年因政府信息公开引发的行政复议7件、行政诉讼9件，均获维持。",
            "prose.upheld prose.upheld",
        ),
        ("全年因政府信息公开被申请行政复议6件。", "prose.review"),
        ("未发生因政府信息公开引发的行政诉讼。", "prose.suit"),
        ("本年度未收到政府信息公开申请。", "prose.new"),
        // 0 / 0 / 0 in words, other numbers in the table.
        ("2023年未制发行政规范性文件。", "prose.docs_made"),
        (
            "全年制发行政规范性文件4件，废止0件，现行有效23件。",
            "prose.docs_repealed prose.docs_valid",
        ),
        ("作出行政许可决定300件。", "prose.permits"),
    ] {
        assert_eq!(draft().with(body).rules().join(" "), expected, "{body}");
    }
}

/// The figure that is offered is of what the sentence speaks of.
#[test]
fn a_share_of_applicants_is_of_those_that_came_in() {
    let said = |body: &str| {
        let report = draft().with(body).report();
        let found = report.findings.iter().find(|f| f.rule == "prose.share");
        found.map(|f| f.message.clone()).unwrap_or_default()
    };
    let applicants = said("收到政府信息公开申请35件，其中自然人30件，占76.13%。");
    assert!(applicants.contains("30 ÷ 35 = 85.71%"), "{applicants}");
    let outcomes = said("办结政府信息公开申请36件，其中予以公开12件，占51.5%。");
    assert!(outcomes.contains("12 ÷ 36 = 33.33%"), "{outcomes}");
}

#[test]
fn a_finding_quotes_the_sentence_and_both_numbers_and_says_where() {
    let body = "2023年，我局共收到政府信息公开申请53件，办结36件。";
    let report = draft().with(body).report();
    let found = report
        .findings
        .iter()
        .find(|f| f.rule == "prose.new")
        .unwrap();
    assert_eq!(found.severity, Severity::Hint);
    assert_eq!(
        (found.left, found.right, found.difference),
        (Some(53), Some(35), Some(18))
    );
    assert_eq!(found.cells, ["t3.r1.total", "t3.r2.total"]);
    for part in [
        "共收到政府信息公开申请53件",
        "为 53",
        "为 35",
        "为 39",
        "请核对",
    ] {
        assert!(found.message.contains(part), "{part}: {}", found.message);
    }
    let Some(gouji::place::Place::Span { line, start, end }) = found.at else {
        panic!("no place");
    };
    let text = draft().with(body).text();
    let units: Vec<u16> = text
        .lines()
        .nth(line as usize)
        .unwrap()
        .encode_utf16()
        .collect();
    let said = String::from_utf16(&units[start as usize..end as usize]).unwrap();
    assert_eq!(said, "收到政府信息公开申请53件");
}

#[test]
fn sources_of_false_findings_raise_none() {
    for body in [
        "区政府办代表区政府受理政府信息公开申请17件。",
        "全市依申请公开系统备案行政复议134件、行政诉讼57件。",
        "市水利局受理政府信息公开申请12件，市水文局受理政府信息公开申请5件。",
        "全年收到政府信息公开申请35件，其中网上申请20件、信函申请15件。",
        "线上受理政府信息公开申请20件，线下受理政府信息公开申请15件。",
        "全年受理政府信息公开申请35件，受理咨询212件，办理信访件40件。",
        "办结政府信息公开申请36件，其他处理3件，其中申请人主动撤回2件。",
        "受理政府信息公开申请35件，同比增长12.9%，较上年增加4件。",
        "2022年受理政府信息公开申请31件，2023年受理政府信息公开申请35件。",
        "计划明年办理政府信息公开申请50件。",
        "上半年收到政府信息公开申请15件。",
        "政府信息公开申请按时办结率100%。",
        "办理人大代表建议12件、政协提案8件，均予以公开。",
        "主动公开信息1088条，其中规范性文件34件。公示行政许可信息120条。",
        "根据国办公开办函〔2021〕30号文件和《2022年政务公开工作要点》，开展公开工作。",
    ] {
        assert_eq!(draft().with(body).rules(), Vec::<String>::new(), "{body}");
    }
    // Fees of other kinds beside no processing fees; no payment after a fee notice.
    let mut no_fees = draft()
        .set("r3_6_2", [1, 0, 0, 0, 0, 0, 1])
        .set("r3_6_3", [1, 1, 0, 0, 0, 0, 2]);
    no_fees.last = "全年无收取信息处理费情况。无其他需要报告的事项。".into();
    assert_eq!(no_fees.rules(), Vec::<String>::new());
}

#[test]
fn nothing_is_said_against_cells_that_are_not_known() {
    let text = draft().with("收到政府信息公开申请53件。").text();
    let without = text.replace(
        "一、本年新收政府信息公开申请数量\t30\t5\t0\t0\t0\t0\t35\n",
        "",
    );
    let report = of(&without, &Options::default());
    assert!(!soft(&report).iter().any(|rule| rule.starts_with("prose")));
}

#[test]
fn form_and_wording() {
    // Tables alone: nothing about sections.
    assert_eq!(
        soft(&of(&draft().tables(), &Options::default())),
        Vec::<String>::new()
    );
    let change = |from: &str, to: &str| {
        let text = draft().text();
        assert!(text.contains(from), "{from}");
        let report = of(&text.replacen(from, to, 1), &Options::default());
        let messages = report
            .findings
            .iter()
            .filter(|f| f.severity != Severity::Error);
        messages
            .map(|f| format!("{} {}", f.rule, f.message))
            .collect::<Vec<_>>()
            .join("\n")
    };
    for (from, to, rule, part) in [
        (
            "五、存在的主要问题及改进情况\n",
            "",
            "form.sections",
            "五、存在的主要问题及改进情况",
        ),
        (
            "行政复议、行政诉讼情况\n行政复议",
            "行政法复议、行政诉讼情况\n行政复议",
            "form.heading",
            "行政法复议",
        ),
        (
            "六、其他需要报告的事项\n",
            "五、其他需要报告的事项\n",
            "form.order",
            "六、其他需要报告的事项",
        ),
        ("工作年度报告\n", "工作告年度报\n", "form.title", "告年度报"),
        (
            "工作年度报告\n",
            "工作告年度报\n根据《中华人民共和国政府信息公开条例》的规定，现向社会公布我局2023年度政府信息公开工作年度报告。\n",
            "form.title",
            "告年度报",
        ),
        ("自2023年1月1日", "自2022年1月1日", "wording.year", "2022"),
        (
            "12月31日止",
            "12月31日止。2019年，我局加强领导",
            "wording.year",
            "2019",
        ),
        ("至2023年12", "至202023年12", "wording.year", "202023年"),
        (
            "二、主动公开政府信息情况\n",
            "二、主动公开政府信息情况\n该部分以表格形式报告。表格如下：\n",
            "wording.template",
            "表格如下",
        ),
        (
            "一、总体情况\n",
            "一、总体情况\n编写说明：可先适当综述。\n",
            "wording.template",
            "编写说明",
        ),
        (
            "一、总体情况\n",
            "一、总体情况\n根据国办公开办函〔2019〕60号的要求编制。\n",
            "wording.basis",
            "〔2019〕60号",
        ),
        (
            "2023年，我局围绕",
            "2023年，XX局围绕",
            "wording.template",
            "XX局",
        ),
        (
            "存在的主要问题及改进情况、",
            "",
            "wording.parts",
            "五、存在的主要问题及改进情况",
        ),
        (
            "2023年，本机关未收取信息处理费。",
            "无。",
            "wording.fees",
            "信息处理费",
        ),
    ] {
        let found = change(from, to);
        assert_eq!(found.lines().count(), 1, "{to}: {found}");
        assert!(
            found.starts_with(rule) && found.contains(part),
            "{to}: {found}"
        );
    }
    // Numbered twice, or going back; all of them moved on by another section are not a slip.
    let numbered = |numbers: &str| {
        let mut text = draft().text();
        let begun = [
            "一、总体",
            "二、主动",
            "三、收到",
            "四、政府",
            "五、存在",
            "六、其他",
        ];
        for (heading, number) in begun.iter().zip(numbers.chars()) {
            let rest = heading.split_once('、').unwrap().1;
            let to = format!("\n{number}、{rest}");
            text = text.replacen(&format!("\n{heading}"), &to, 1);
        }
        let report = of(&text, &Options::default());
        let found = report.findings.iter().find(|f| f.rule == "form.order");
        found.map(|f| f.message.clone()).unwrap_or_default()
    };
    for (numbers, number, section) in [
        ("一二三三四五", "三", "四、"),
        ("一二三四四五", "四", "五、"),
        ("一二三五四六", "四", "五、"),
        ("一二三四五五", "五", "六、"),
    ] {
        let said = numbered(numbers);
        let expected = format!("标题编号为“{number}”，格式中是“{section}");
        assert!(said.starts_with(&expected), "{numbers}: {said}");
    }
    for numbers in ["一二三四五六", "一二四五六七", "二三四五六七"] {
        assert_eq!(numbered(numbers), "", "{numbers}");
    }
    for (from, to) in [
        ("五、存在的主要问题及改进情况\n", "五、存在问题及改进措施\n"),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n",
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n",
        ),
        (
            "没有发生责任事故。",
            "比2022年有所进步。自2019年《条例》修订以来，2021年至2023年持续推进。",
        ),
    ] {
        assert_eq!(change(from, to), "", "{to}");
    }
}

#[test]
fn section_six_and_the_fees() {
    let fees = |last: &str, table: &'static str| {
        let mut draft = draft();
        draft.last = last.into();
        draft.table2[9] = table;
        draft.rules().join(" ")
    };
    assert_eq!(fees("全年收取信息处理费380元。", "2.53"), "");
    assert_eq!(fees("全年收取信息处理费380元。", "0.038"), "");
    assert_eq!(fees("全年收取信息处理费380元。", "0.04"), "");
    assert_eq!(fees("全年收取信息处理费380元。", "0"), "prose.fees");
    assert_eq!(fees("全年收取信息处理费3.8万元。", "2.53"), "prose.fees");
    assert_eq!(fees("全年收取信息处理费385元。", "2.53"), "prose.fee_rate");
    assert_eq!(fees("全年收取政府信息公开信息处理费0元。", "7730.28"), "");
    assert_eq!(fees("信息处理费按每件100元标准收取。", "0"), "");
    let mut silent = draft()
        .set("r3_6_2", [1, 0, 0, 0, 0, 0, 1])
        .set("r3_6_3", [1, 1, 0, 0, 0, 0, 2]);
    silent.last = "无其他需要报告的事项。".into();
    assert_eq!(silent.rules(), ["wording.fees", "wording.fee_notice"]);
}

#[test]
fn regulations_of_bodies_without_the_power() {
    let with = |title| {
        let mut draft = draft().titled(title).with("本机关工作有序推进。");
        draft.problems = "公开的主动性还不够强，将继续加强培训。".into();
        draft.table2[0] = "2";
        draft.table2[2] = "2";
        draft.rules().join(" ")
    };
    assert_eq!(
        with("临川县白石镇人民政府2023年政府信息公开工作年度报告"),
        "form.regulations"
    );
    assert_eq!(with("青江市人民政府2023年政府信息公开工作年度报告"), "");
    assert_eq!(with("2023年政府信息公开工作年度报告"), "");
}

#[test]
fn kinds_are_switched_off() {
    let mut draft = draft().with("收到政府信息公开申请53件。");
    draft.last = "无。".into();
    let off = |kinds: &[&str]| {
        let options = Options {
            off: kinds.iter().map(|&k| k.to_owned()).collect(),
            ..Options::default()
        };
        soft(&of(&draft.text(), &options)).join(" ")
    };
    assert_eq!(off(&[]), "wording.fees prose.new");
    assert_eq!(off(&["prose"]), "wording.fees");
    assert_eq!(off(&["prose.new", "wording"]), "");
    // Errors cannot be switched off.
    let broken = draft.set("r3_7", [31, 5, 0, 0, 0, 0, 37]).text();
    let options = Options {
        off: vec!["t3".into()],
        ..Options::default()
    };
    assert!(of(&broken, &options).summary.broken > 0);
    assert!(
        of(&broken, &options)
            .findings
            .iter()
            .any(|f| f.severity == Severity::Error)
    );
}

#[test]
fn english_says_the_same() {
    let options = Options {
        language: gouji::Language::English,
        ..Options::default()
    };
    let report = of(&draft().with("收到政府信息公开申请53件。").text(), &options);
    let found = report
        .findings
        .iter()
        .find(|f| f.rule == "prose.new")
        .unwrap();
    assert!(found.message.contains("53") && found.message.contains("worth a look"));
}

#[test_with::path(../shared/corpus/reports)]
#[test]
fn known_reports_raise_what_a_careful_reader_would() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/reports");
    for (file, expected) in [
        ("001-bazhong-zhujian-2022.txt", ""),
        ("003-hongze-2023.pdfplumber.txt", ""),
        ("003-hongze-2023.pymupdf.txt", ""),
        // Its extraction ends with the heading of section six.
        ("003-hongze-2023.tables.tsv", "wording.fees"),
        ("009-shanghai-kewei-2024.md", ""),
        ("010-shanghai-bangongting-2025.md", ""),
        ("014-pingtan-2019.flat.txt", ""),
        ("015-pingtan-2020.flat.txt", "form.regulations"),
        // A heading with one character too many.
        ("017-pingtan-2022.flat.txt", "form.heading"),
        ("020-pingtan-2025.flat.txt", ""),
    ] {
        let text = std::fs::read_to_string(folder.join(file)).expect("a known report");
        let mut rules = soft(&of(&text, &Options::default()));
        rules.retain(|rule| !rule.starts_with("format."));
        assert_eq!(rules.join(" "), expected, "{file}");
    }
}
