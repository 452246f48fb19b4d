//! Another form, another edition, another table, another sum rule: each is data in one or two places, and
//! everything reads it from there.

mod steps;
mod trial;

use gouji::catalog;
use gouji::form::{Description, Forms};
use gouji::report::{Report, Verdict};
use gouji::{Language, Options, Part, PartKind, check};

const FORM: &str = include_str!("form.json");
const CASES: &str = include_str!("case.md");

fn description() -> Description {
    serde_json::from_str(FORM).expect("a form")
}

/// The built-in forms and the toy.
fn forms() -> Forms {
    Forms::default()
        .with(&description())
        .expect("a form that agrees with itself")
}

fn read(text: &str, forms: Forms) -> Report {
    let parts = [Part {
        kind: PartKind::Text,
        text: text.to_owned(),
    }];
    let options = Options {
        forms,
        ..Options::default()
    };
    check(&parts, &options)
}

/// Each case of `case.md`: its input, and what is expected of each equation that does not hold.
fn cases() -> Vec<(&'static str, Vec<&'static str>)> {
    let sections = CASES.split("\n## ").skip(1);
    sections
        .map(|section| {
            let (_, rest) = section.split_once("```text\n").expect("an input");
            let (input, rest) = rest.split_once("```").expect("its end");
            let expected = rest.lines().filter_map(|line| line.strip_prefix("- `"));
            (input, expected.collect())
        })
        .collect()
}

#[test]
fn a_form_of_the_callers_own_is_read_checked_and_located() {
    let forms = forms();
    for (input, expected) in cases() {
        let report = read(input, forms);
        assert_eq!(report.edition["meals"], "canteen2024");
        assert_eq!(report.summary.read, 9, "{input}");
        let found = report.findings.iter();
        let found: Vec<String> = found
            .map(|f| format!("{}`: {}", f.rule, f.message))
            .collect();
        assert_eq!(found, expected);
        let consistent = report.verdict == Verdict::Consistent;
        assert_eq!(consistent, expected.is_empty());
        assert_eq!(report.explanations.is_empty(), consistent);
        assert!(report.notes.is_empty(), "{:?}", report.notes);
        // Where nobody asks for this form, it is no report.
        assert_eq!(read(input, Forms::default()).verdict, Verdict::Unrecognised);
    }
    let located = &read(cases()[1].0, forms).explanations[0];
    assert_eq!(located.candidates[0].kind, "typing");
    assert_eq!(located.look_first.as_deref(), Some("meals.lunch.visitors"));
}

#[test]
fn the_rules_page_and_the_drawing_know_it() {
    let forms = forms();
    let rules = catalog::rules(forms, Language::Chinese);
    let rule = rules.iter().find(|rule| rule.id == "meals.guests.supper");
    let rule = rule.expect("a rule of the toy");
    assert_eq!(rule.title, "用餐表：各餐合计");
    assert_eq!(
        rule.sentence,
        "用餐表第 3 行“晚餐人次”：职工与访客之和 = 用餐合计"
    );
    let drawn = catalog::forms(forms, Language::English);
    let toy = drawn.iter().find(|form| form.id == "canteen2024");
    let table = &toy.expect("the toy").tables["meals"];
    assert_eq!((table.title, table.lines.len()), ("Table of meals", 4));
}

/// What is wrong with a description is told in a sentence, and nothing of it is taken.
#[test]
fn a_form_that_contradicts_itself_is_told() {
    let said = |from: &str, to: &str| {
        assert!(FORM.contains(from), "{from}");
        let form = FORM.replacen(from, to, 1);
        match serde_json::from_str::<Description>(&form) {
            Ok(form) => Forms::default().with(&form).err().unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    };
    assert_eq!(
        said("\"key\": \"meals\"", "\"key\": \"t3\""),
        "table t3: there is one already"
    );
    assert_eq!(
        said("\"canteen2024\"", "\"2021\""),
        "edition 2021: there is one already"
    );
    assert_eq!(
        said("\"section\": 0", "\"section\": 7"),
        "table meals: no section 7"
    );
    let table = "edition canteen2024, table meals: ";
    let of_table = |what: &str| format!("{table}{what}");
    assert_eq!(
        said("\"id\": \"lunch\"", "\"id\": \"supper\""),
        of_table("row \"supper\" is no id or twice")
    );
    assert_eq!(
        said("\"id\": \"lunch\"", "\"id\": \"a.b\""),
        of_table("row \"a.b\" is no id or twice")
    );
    assert_eq!(
        said("[\"all\"] }", "[\"none\"] }"),
        of_table("relation guests: \"none\" is unknown")
    );
    assert_eq!(
        said("[[\"早餐人次\", 1, 1]]", "[[\"早餐人次\", 2, 1]]"),
        of_table("line 2 is 5 wide, the first 4")
    );
    assert_eq!(
        said("[[\"晚餐人次\", 1, 1]]", "[[\"晚餐人次\", 1, 9]]"),
        of_table("line 4: a label leaves the table")
    );
    assert!(
        said("\"shape\": \"matrix\"", "\"shape\": \"cube\"").contains("unknown variant `cube`")
    );
    assert_eq!(said("\"numbered\": true", "\"numbered\": false"), "");
}

/// A form twice over is two forms, which must not be taken for each other.
#[test]
fn one_form_is_taken_once() {
    let twice = forms().with(&description());
    assert_eq!(
        twice.err().as_deref(),
        Some("table meals: there is one already")
    );
}
