//! A trial edition, a trial table and a trial sum rule, made of what is built in.

use super::read;
use gouji::batch::kind_name;
use gouji::form::{
    Edition, Form, Forms, Line, Relation, Row, Sense, Shape, Table, TableForm, TableId, Terms,
    Usage, edition,
};
use gouji::report::{Report, Verdict};
use gouji::{Language, catalog};

fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A table with one of its rows under another name.
fn renamed(form: &'static TableForm, id: &str, name: &'static str) -> &'static TableForm {
    let row = |row: &'static Row| {
        let labels: &'static [_] = match row.id == id {
            true => {
                let mut labels = row.labels.to_vec();
                labels.last_mut().expect("a label").text = name;
                Vec::leak(labels)
            }
            false => row.labels,
        };
        Row {
            name: labels.last().map_or(row.name, |label| label.text),
            labels,
            ..*row
        }
    };
    let lines = form.lines.iter().map(|line| match line {
        Line::Rows(rows) => Line::Rows(Vec::leak(rows.iter().map(row).collect())),
        other => *other,
    });
    kept(TableForm {
        table: form.table,
        lines: Vec::leak(lines.collect()),
        relations: form.relations,
        marks: form.marks,
        only_here: kept(["申请人主动撤回申请"]),
    })
}

/// The editions that are built in, and before them one whose tables are these.
fn with_edition(tables: Vec<&'static TableForm>) -> (Forms, &'static Edition) {
    let newest = edition("2021").expect("the edition in force");
    let trial: &'static Edition = kept(Edition {
        id: "2026",
        template: newest.template,
        source: "试行",
        years: (2026, None),
        tables: Vec::leak(tables),
    });
    let mut editions = vec![trial];
    editions.extend(Forms::default().editions());
    (Forms::new(Vec::leak(editions)), trial)
}

/// A report under an edition, as tabs: every cell with a number of its own that tallies, or 0.
fn text(edition: &Edition, year: u16, only: Option<&str>, number: impl Fn(&str) -> i64) -> String {
    let mut lines = vec![format!("青江市水利局{year}年政府信息公开工作年度报告")];
    let tables = edition.tables.iter();
    for table in tables.filter(|table| only.is_none_or(|only| table.key() == only)) {
        let section = &edition.template.sections[table.table.section];
        lines.push(section.heading.to_owned());
        let mut cells = table.cells();
        for line in table.lines {
            match line {
                Line::Head(labels) => {
                    let labels: Vec<&str> = labels.iter().map(|label| label.text).collect();
                    lines.push(labels.join("\t"));
                }
                Line::Rows(rows) | Line::Abreast(rows) => {
                    let abreast = matches!(line, Line::Abreast(_));
                    let mut texts: Vec<String> = Vec::new();
                    for row in *rows {
                        texts.extend(row.labels.iter().map(|label| label.text.to_owned()));
                        for _ in row.columns {
                            let cell = cells.next().expect("a cell");
                            texts.push(number(&table.name(cell)).to_string());
                        }
                        if !abreast {
                            lines.push(std::mem::take(&mut texts).join("\t"));
                        }
                    }
                    if abreast {
                        lines.push(texts.join("\t"));
                    }
                }
            }
        }
    }
    lines.join("\n")
}

fn codes(report: &Report) -> Vec<&str> {
    report.notes.iter().map(|note| &*note.code).collect()
}

fn editions(report: &Report) -> Vec<&str> {
    report.edition.values().map(String::as_str).collect()
}

/// An edition that renames one row of table 3 and leaves the other tables as they were.
#[test]
fn an_edition_that_leaves_tables_alone_makes_no_report_a_hybrid() {
    let new = edition("2021").expect("the edition in force");
    let t3 = renamed(new.table(TableId::T3), "r3_6_1", "1.申请人主动撤回申请");
    let (forms, trial) = with_edition(vec![new.table(TableId::T2), t3, new.table(TableId::T4)]);
    for year in 2019..=2027 {
        let due = match year {
            2019 | 2020 => edition("2019").expect("the first edition"),
            2021..=2025 => new,
            _ => trial,
        };
        let report = read(&text(due, year, None, |_| 0), forms);
        assert_eq!(editions(&report), [due.id; 3], "{year}");
        assert_eq!(codes(&report), Vec::<&str>::new(), "{year}");
        assert_eq!(
            report.verdict,
            Verdict::Consistent,
            "{year}: {}",
            report.message
        );
        // What says nothing of the edition is of the one that is due.
        let report = read(&text(due, year, Some("t4"), |_| 0), forms);
        assert_eq!(editions(&report), [due.id], "{year}");
        let report = read(&text(due, year, Some("t2"), |_| 0), forms);
        assert_eq!(editions(&report), [due.id], "{year}");
    }
    // The form of last year, and tables that no edition has together, are still told.
    let report = read(&text(new, 2026, None, |_| 0), forms);
    assert_eq!(
        (editions(&report), codes(&report)),
        (vec!["2021"; 3], vec!["edition"])
    );
    let old = edition("2019").expect("the first edition");
    let hybrid = text(old, 2026, Some("t2"), |_| 0) + "\n" + &text(trial, 2026, Some("t3"), |_| 0);
    let report = read(&hybrid, forms);
    assert_eq!(editions(&report), ["2019", "2026"]);
    assert!(codes(&report).contains(&"hybrid"));
}

/// Each table of each edition is read under the edition it is of, however many there are.
#[test]
fn every_edition_is_looked_for() {
    let new = edition("2021").expect("the edition in force");
    let t3 = renamed(new.table(TableId::T3), "r3_6_1", "1.申请人主动撤回申请");
    let (forms, _) = with_edition(vec![new.table(TableId::T2), t3, new.table(TableId::T4)]);
    let ids: Vec<&str> = forms.editions().map(|edition| edition.id).collect();
    assert_eq!(ids, ["2026", "2021", "2019"]);
    assert_eq!(
        forms.tables().len(),
        6,
        "two of table 2, three of table 3, one of table 4"
    );
}

/// A rule with two cells on either side and a second family over rows.
#[test]
fn a_sum_rule_brings_its_sentence_everywhere() {
    const TRIAL: [Relation; 2] = [
        Relation {
            id: "disputes",
            sense: Sense::Equal,
            terms: Terms::Columns {
                left: &["upheld", "corrected"],
                right: &["other", "pending"],
            },
            sentence: [
                "维持加纠正 = 其他加未结",
                "upheld and corrected = other and pending",
            ],
            title: ["试行的一条", "a trial"],
            why: ["这是试行的一条规则。", "It is on trial."],
            source: ["试行办法第三条", "article 3 of the trial"],
        },
        Relation {
            id: "suits",
            sense: Sense::Total,
            terms: Terms::Rows {
                left: &["direct", "after"],
                right: &["reconsideration"],
            },
            sentence: ["两类诉讼之和 = 行政复议", "both kinds of suit = 行政复议"],
            title: ["诉讼与复议", "suits and reviews"],
            why: ["这是试行的一条规则。", "It is on trial."],
            source: ["试行办法第四条", "article 4 of the trial"],
        },
    ];
    let new = edition("2021").expect("the edition in force");
    let old = new.table(TableId::T4);
    let mut relations = old.relations.to_vec();
    relations.extend(TRIAL);
    let t4: &'static TableForm = kept(TableForm {
        table: old.table,
        lines: old.lines,
        relations: Vec::leak(relations),
        marks: old.marks,
        only_here: &[],
    });
    let (forms, trial) = with_edition(vec![new.table(TableId::T2), new.table(TableId::T3), t4]);
    let number = |cell: &str| match cell {
        "t4.reconsideration.upheld" | "t4.direct.pending" => 3,
        "t4.reconsideration.total" | "t4.direct.total" => 3,
        _ => 0,
    };
    let report = read(&text(trial, 2026, None, number), forms);
    let said = |rule: &str| {
        let found = report.findings.iter().find(|finding| finding.rule == rule);
        let found = found.unwrap_or_else(|| panic!("{rule} of {:?}", report.findings));
        let sides = found.sides.as_ref().expect("an equation");
        (found.message.as_str(), sides.left.len(), sides.right.len())
    };
    let (message, left, right) = said("t4.disputes.direct");
    assert!(
        message.starts_with("表四“未经复议直接起诉”：维持加纠正 = 其他加未结，不成立"),
        "{message}"
    );
    assert_eq!((left, right), (2, 2));
    let (message, ..) = said("t4.suits.upheld");
    assert!(
        message.starts_with("表四“结果维持”列：两类诉讼之和 = 行政复议，不成立"),
        "{message}"
    );
    assert!(!report.explanations.is_empty());
    let rules = catalog::rules(forms, Language::Chinese);
    let rule = rules
        .iter()
        .find(|rule| rule.id == "t4.suits.total")
        .expect("a rule");
    assert_eq!(
        (rule.title.as_str(), rule.sentence.as_str()),
        ("表四：诉讼与复议", "表四“总计”列：两类诉讼之和 = 行政复议")
    );
    assert_eq!(
        kind_name(forms, &rule.kind, Language::English),
        "Table 4: suits and reviews"
    );
    // The other editions do not have it.
    let report = read(&text(new, 2025, None, number), forms);
    assert_eq!(report.verdict, Verdict::Consistent, "{:?}", report.findings);
}

/// A fourth table, in a part that had none.
#[test]
fn a_table_more_is_read_and_checked() {
    static T6: Table = Table {
        id: TableId::new(6),
        key: "t6",
        title: ["表六", "Table 6"],
        section: 4,
        shape: Shape::Matrix,
        numbered: false,
        marks: 2,
        density: Some((2, 40)),
        bounds: &[],
        usage: Usage::NONE,
    };
    let toy = super::forms();
    let meals = toy
        .tables()
        .into_iter()
        .find(|table| table.key() == "meals");
    let meals = meals.expect("the toy's table");
    let t6: &'static TableForm = kept(TableForm {
        table: &T6,
        lines: meals.lines,
        relations: meals.relations,
        marks: meals.marks,
        only_here: &[],
    });
    let new = edition("2021").expect("the edition in force");
    let mut tables = new.tables.to_vec();
    tables.push(t6);
    let (forms, trial) = with_edition(tables);
    let report = read(
        &text(trial, 2026, None, |cell| {
            i64::from(cell == "t6.lunch.staff")
        }),
        forms,
    );
    assert_eq!(editions(&report), ["2026"; 4]);
    let broken: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.rule.as_str())
        .collect();
    assert_eq!(broken, ["t6.guests.lunch"]);
    assert!(report.findings[0].message.starts_with("表六“午餐人次”："));
    // A report of 2026 without it lacks a table; one of 2025 does not.
    let report = read(&text(new, 2026, None, |_| 0), forms);
    assert_eq!(editions(&report), ["2026"; 3]);
    assert_eq!(codes(&report), ["table-absent"]);
    let report = read(&text(new, 2025, None, |_| 0), forms);
    assert_eq!(report.verdict, Verdict::Consistent, "{:?}", report.notes);
    assert_eq!(Form::of(trial).tables().count(), 4);
}
