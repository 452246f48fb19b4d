//! Another form, another edition, another table, another sum rule: each is data in one or two places, and
//! everything reads it from there.

mod steps;
mod trial;

use gouji::batch::{Digest, family};
use gouji::catalog;
use gouji::form::{Description, Forms};
use gouji::mark::{FillStyle, Marks, table_tsv};
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
    let id = |place: &str, id: &str| {
        format!(
            "{place}：“{id}”不能用作编号：只能是字母、数字和 _，字母开头，不能重复（an id is letters, digits and _, begins with a letter and comes once）"
        )
    };
    assert_eq!(
        said("\"key\": \"meals\"", "\"key\": \"t3\""),
        id("tables[0].key", "t3")
    );
    assert_eq!(
        said("\"canteen2024\"", "\"2021\""),
        "editions[0].id：已经有叫“2021”的版本（there is one already）"
    );
    assert_eq!(
        said("\"section\": 0", "\"section\": 7"),
        "tables[0].section：没有这一节（no such section）"
    );
    let table = "editions[0].tables[0]";
    let of_table = |what: &str| format!("{table}{what}");
    let lines = of_table(".lines");
    assert_eq!(
        said("\"id\": \"lunch\"", "\"id\": \"supper\""),
        id(&lines, "supper")
    );
    assert_eq!(
        said("\"id\": \"lunch\"", "\"id\": \"a.b\""),
        id(&lines, "a.b")
    );
    assert_eq!(
        said("[\"all\"] }", "[\"none\"] }"),
        of_table(".relations[0].terms：没有叫“none”的（\"none\" is unknown）")
    );
    assert_eq!(
        said("[[\"早餐人次\", 1, 1]]", "[[\"早餐人次\", 2, 1]]"),
        of_table(".lines：印出的第 2 行宽 5 列，第 1 行宽 4 列（line 2 is 5 wide, the first 4）")
    );
    assert_eq!(
        said("[[\"晚餐人次\", 1, 1]]", "[[\"晚餐人次\", 1, 9]]"),
        of_table(".lines：印出的第 4 行有标签伸出表外（line 4: a label leaves the table）")
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
        Some(
            "tables[0].key：“meals”不能用作编号：只能是字母、数字和 _，字母开头，不能重复（an id is letters, digits and _, begins with a letter and comes once）"
        )
    );
}

/// The same description is kept once, however often it is taken in: what is loaded is never given back.
#[test]
fn the_same_description_gives_the_same_form() {
    let (one, other) = (forms(), forms());
    let table = |forms: Forms| std::ptr::from_ref(*forms.tables().last().expect("a table"));
    assert!(std::ptr::eq(table(one), table(other)));
}

/// What is kept of a report among many, the tables for the clipboard and a family's sums know it too.
#[test]
fn batch_clipboard_and_sums_know_it() {
    let forms = forms();
    let cases = cases();
    let report = read(cases[0].0, forms);
    let digest = Digest::from(&report);
    assert_eq!(digest.figures["meals"], "120 8 128 311 24 335 96 3 99");
    let tsv = table_tsv(&Marks::from(&report), FillStyle::Plain, None);
    assert_eq!(
        tsv,
        "餐别\t职工用餐\t访客用餐\t用餐合计\n早餐人次\t120\t8\t128\n午餐人次\t311\t24\t335\n晚餐人次\t96\t3\t99\n"
    );
    let children = [digest.clone(), digest.clone()];
    let sums = family(&digest, &children, Language::Chinese);
    assert_eq!(sums.compared, 9);
    assert_eq!(sums.findings.len(), 9);
}

/// Bounds of cells, chains between years and what a parent does not sum up can be said of it as of those that
/// are built in.
#[test]
fn a_form_says_what_is_known_beyond_its_sums() {
    let words = |zh: &str, en: &str| format!("[{zh:?}, {en:?}]");
    let stated = format!(
        "\"sentence\": {}, \"why\": {}",
        words("早餐人次不少于一百。", "A hundred eat breakfast at least."),
        words("本院职工的六成。", "Six of ten of the staff.")
    );
    let facts = format!(
        "\"facts\": {{ \"bounds\": [{{ \"rule\": \"format.guests\", \"limit\": {{ \"at_most\": [\"visitors\", \"staff\"] }}, \
         \"said\": {}, {stated} }}], \
         \"chains\": [{{ \"rule\": \"previous.canteen\", \"sum\": {}, \"links\": [{{ \"cell\": \"supper.all\", \"last\": [\"lunch.all\"] }}], {stated} }}], \
         \"unsummed_rows\": [\"supper\"], \"shares\": {{ \"columns\": [[\"staff\", 90]] }} }}, \"density\"",
        words(
            "用餐表“{}”：访客多于职工，请核实。",
            "“{}”: more visitors than staff."
        ),
        words("上年午餐", "last year's lunch")
    );
    let with = |facts: &str| {
        let text = FORM.replacen("\"density\"", facts, 1);
        let form: Description = serde_json::from_str(&text).expect("a form");
        Forms::default().with(&form)
    };
    let known = with(&facts).expect("a form that agrees with itself");
    let cases = cases();
    let text = cases[0].0.replace("96\t3\t99", "3\t96\t99");
    let report = read(&text, known);
    let found: Vec<(&str, &str)> = report
        .findings
        .iter()
        .map(|finding| (&*finding.rule, &*finding.message))
        .collect();
    assert_eq!(
        found,
        [("format.guests", "用餐表“晚餐人次”：访客多于职工，请核实。")]
    );
    let rules = catalog::rules(known, Language::Chinese);
    let listed = serde_json::to_string(&rules).expect("JSON");
    assert!(listed.contains("previous.canteen"), "{listed}");
    let wrong = facts.replace("lunch.all", "lunch.none");
    let error = with(&wrong).err();
    assert_eq!(
        error.as_deref(),
        Some("tables[0].facts：没有叫“lunch.none”的（\"lunch.none\" is unknown）")
    );
    let twice = facts.replace("format.guests", "format.valid");
    let error = with(&twice).err();
    assert_eq!(
        error.as_deref(),
        Some(
            "tables[0].facts：规则编号“format.valid”不是“类.名”，或重复（rule \"format.valid\" is no id or twice）"
        )
    );
}
