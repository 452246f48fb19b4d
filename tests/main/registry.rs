//! What must hold of the forms themselves, whatever is added to them.

use gouji::form::{EDITIONS, Form, Forms, Line, Row, TableForm, rules};
use gouji::report::Reason;
use gouji::text::key;
use gouji::{Language, Verdict};
use serde_json::Value;
use std::collections::BTreeSet;

fn tables() -> impl Iterator<Item = &'static TableForm> {
    Forms::default().tables().into_iter()
}

#[test]
fn ids_are_unique_and_relations_are_as_many_as_the_form_has() {
    for edition in EDITIONS {
        let form = Form::of(edition);
        let rules: Vec<String> = rules(&form)
            .into_iter()
            .map(|rule| rule.id.clone())
            .collect();
        let known = [("2021", 42), ("2019", 40)];
        let known = known.iter().find(|(id, _)| *id == edition.id);
        assert!(
            known.is_none_or(|(_, count)| *count == rules.len()),
            "{}",
            edition.id
        );
        assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len());
        let cells: Vec<String> = form
            .tables()
            .flat_map(|table| table.cells().map(|cell| table.name(cell)))
            .collect();
        assert_eq!(cells.iter().collect::<BTreeSet<_>>().len(), cells.len());
        for table in form.tables() {
            assert!(
                table
                    .cells()
                    .all(|cell| table.cell(&table.name(cell)) == Some(cell))
            );
        }
    }
}

#[test]
fn every_relation_says_why_and_whence_in_both_languages() {
    for relation in tables().flat_map(|table| table.relations) {
        let texts = relation.why.iter().chain(&relation.source);
        assert!(
            texts.clone().all(|text| text.chars().count() > 8),
            "{}",
            relation.id
        );
        assert!(relation.why[0].chars().any(|c| c > '\u{4e00}'));
        let english = relation.why[1].starts_with(|c: char| c.is_ascii_alphabetic());
        assert!(english, "{}", relation.why[1]);
    }
}

/// Columns and lines of the labels and values of a table cover its grid, each place once.
#[test]
fn spans_tile_the_grid() {
    for table in tables() {
        let mut covered: Vec<Vec<bool>> = Vec::new();
        let mut line = 0;
        let mut put = |line: usize, columns: u8, lines: u8| {
            let end = line + usize::from(lines);
            covered.resize_with(covered.len().max(end), || vec![false; 15]);
            let from = covered[line].iter().position(|taken| !taken).expect("room");
            for row in &mut covered[line..end] {
                for place in &mut row[from..from + usize::from(columns)] {
                    assert!(
                        !std::mem::replace(place, true),
                        "{} line {line}",
                        table.key()
                    );
                }
            }
        };
        let values = |put: &mut dyn FnMut(usize, u8, u8), line: usize, row: &Row| {
            for label in row.labels {
                put(line, label.columns, label.lines);
            }
            for column in row.columns {
                put(line, column.span, 1);
            }
        };
        for part in table.lines {
            match part {
                Line::Head(labels) => {
                    for label in *labels {
                        put(line, label.columns, label.lines);
                    }
                    line += 1;
                }
                Line::Rows(rows) => {
                    for row in *rows {
                        values(&mut put, line, row);
                        line += 1;
                    }
                }
                Line::Abreast(rows) => {
                    rows.iter().for_each(|row| values(&mut put, line, row));
                    line += 1;
                }
            }
        }
        assert_eq!(covered.len(), line, "{} {:?}", table.key(), table.only_here);
        let width = covered[0].iter().filter(|&&taken| taken).count();
        let full = |row: &Vec<bool>| row.iter().filter(|&&taken| taken).count() == width;
        assert!(
            covered.iter().all(full),
            "{} {:?}",
            table.key(),
            table.only_here
        );
    }
}

#[test]
fn aliases_are_keys_and_name_one_row_only() {
    for table in tables() {
        for row in table.rows() {
            for alias in row.aliases {
                assert_eq!(&key(alias), alias, "an alias is written as its own key");
                let other = table.rows().find(|other| {
                    let longer = !other.aliases.contains(alias) && other.id != row.id;
                    longer && alias.chars().count() > 2 && key(other.name).contains(alias)
                });
                assert_eq!(other.map(|row| row.id), None, "{alias} of {}", row.id);
            }
        }
    }
}

/// The forms against the standard's own description of them, where that is at hand.
#[test_with::path(../shared/standard)]
#[test]
fn forms_equal_the_layout_files() {
    for edition in EDITIONS {
        let path = format!("../shared/standard/layout_{}.json", edition.id);
        let text = std::fs::read_to_string(&path).expect("the standard's layout");
        let layout: Value = serde_json::from_str(&text).expect("JSON");
        let form = Form::of(edition);
        let names = |key: &str, value: &Value| -> Vec<String> {
            let cells = value[key].as_array().into_iter().flatten();
            cells
                .filter_map(|cell| cell.as_str().map(str::to_owned))
                .collect()
        };
        let theirs: BTreeSet<_> = layout["rules"]
            .as_array()
            .expect("rules")
            .iter()
            .map(|rule| {
                (
                    rule["id"].as_str().map(str::to_owned),
                    names("left", rule),
                    names("right", rule),
                )
            })
            .collect();
        let ours: BTreeSet<_> = rules(&form)
            .iter()
            .map(|rule| {
                let names = |cells: &[_]| cells.iter().map(|&cell| form.name(cell)).collect();
                (Some(rule.id.clone()), names(&rule.left), names(&rule.right))
            })
            .collect();
        assert_eq!(ours, theirs, "{}", edition.id);
        let theirs = layout["tables"].as_array().expect("tables");
        for (table, theirs) in edition.tables.iter().zip(theirs) {
            let values: Vec<&str> = theirs["rows"]
                .as_array()
                .into_iter()
                .flatten()
                .flat_map(|row| row.as_array().into_iter().flatten())
                .filter_map(|cell| cell["v"].as_str())
                .collect();
            let ours: Vec<String> = table.cells().map(|cell| table.name(cell)).collect();
            assert_eq!(ours, values, "{} {}", edition.id, table.key());
        }
    }
}

/// What programs are told by stable words is declared for them, word for word.
#[test]
fn every_stable_word_is_declared_and_reads_back() {
    let declared = include_str!("../../www/gouji.d.ts");
    let quoted = |word: &str| declared.contains(&format!("\"{word}\""));
    for reason in Reason::ALL {
        let json = serde_json::to_value(reason).unwrap();
        assert_eq!(json, reason.code());
        assert_eq!(reason.to_string().parse(), Ok(reason));
        assert!(quoted(reason.code()), "{reason}");
    }
    for verdict in Verdict::ALL {
        assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.code());
        assert_eq!(verdict.to_string().parse(), Ok(verdict));
        assert!(quoted(verdict.code()), "{verdict}");
    }
    assert!("Consistent".parse::<Verdict>().is_err());
    assert_eq!("en".parse(), Ok(Language::English));
    assert_eq!(Language::Chinese.to_string(), "zh-CN");
    for rule in gouji::catalog::rules(Forms::default(), Language::Chinese) {
        let kind = rule.id.split('.').next().unwrap();
        let of_table = kind
            .strip_prefix('t')
            .is_some_and(|n| n.parse::<u8>().is_ok());
        assert!(of_table || quoted(kind), "{}", rule.id);
    }
    let sources = [
        include_str!("../../src/judge/verdict.rs"),
        include_str!("../../src/judge/notes.rs"),
        include_str!("../../src/judge/pictures.rs"),
        include_str!("../../src/beside.rs"),
        include_str!("../../src/totals/mod.rs"),
        include_str!("../../src/totals/unread.rs"),
    ];
    const CALLS: [&str; 5] = ["note(", "code: ", "(named, ", "Some((", "=> ("];
    // All that is written like a code: `note("cut", …)`, `("scan.worn", …)`, `code: "totals-unchecked"`.
    let is_code = |text: &&str| {
        let lower = |b: u8| b.is_ascii_lowercase() || matches!(b, b'-' | b'.');
        !text.is_empty() && text.bytes().all(lower)
    };
    let codes = sources.iter().flat_map(|source| {
        let calls = CALLS.iter();
        let calls = calls.flat_map(move |call| source.split(call).skip(1));
        calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next())
    });
    let codes: BTreeSet<&str> = codes.filter(is_code).collect();
    for known in [
        "cut",
        "scan.mixed",
        "scan.worn",
        "totals-unchecked",
        "totals-unclear",
        "totals-too-large",
    ] {
        assert!(codes.contains(known), "{codes:?}");
    }
    for code in codes {
        assert!(quoted(code), "{code}");
    }
}
