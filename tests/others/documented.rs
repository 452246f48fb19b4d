//! docs/forms.md has a whole form of one's own: it is loaded and says what stands there.

use gouji::form::{Description, Forms, misread};
use gouji::{Input, Options, check};

const PAGE: &str = include_str!("../../docs/forms.md");

fn block(language: &str) -> &'static str {
    let (_, rest) = PAGE
        .split_once(&format!("```{language}\n"))
        .expect("a block");
    rest.split("```").next().expect("its end")
}

#[test]
fn the_documented_form_is_read_and_checked() {
    let form: Description = serde_json::from_str(block("json")).expect("a form");
    let options = Options {
        forms: Forms::default()
            .with(&form)
            .expect("one that agrees with itself"),
        ..Options::default()
    };
    let right = block("text");
    let report = check(Input::text(right), &options);
    assert_eq!(report.summary.read, 12);
    let found = |text: &str| -> Vec<String> {
        let report = check(Input::text(text), &options);
        let found = report.findings.iter();
        found
            .map(|f| format!("- `{}`: {}", f.rule, f.message))
            .collect()
    };
    let expected = PAGE.lines().filter(|line| line.starts_with("- `letters."));
    assert_eq!(found(right), expected.collect::<Vec<_>>());
    let mended = right.replace("79", "78");
    assert_eq!(found(&mended), [""; 0]);
}

#[test]
fn the_documented_facts_of_a_table_are_read_and_checked() {
    let (_, facts) = PAGE.rsplit_once("```json\n").expect("a block");
    let facts = facts.split("```").next().expect("its end");
    let mut form: serde_json::Value = serde_json::from_str(block("json")).expect("a form");
    form["tables"][0]["facts"] = serde_json::from_str(facts).expect("facts");
    let form: Description = serde_json::from_value(form).expect("a form with facts");
    let options = Options {
        forms: Forms::default()
            .with(&form)
            .expect("one that agrees with itself"),
        ..Options::default()
    };
    let said = |text: &str| -> Vec<String> {
        let findings = check(Input::text(text), &options).findings;
        let of_facts = findings.into_iter().filter(|f| f.rule == "letters.online");
        of_facts.map(|finding| finding.message).collect()
    };
    let wrong = block("text").replace("\t45\t87", "\t99\t87");
    assert_eq!(said(block("text")), [""; 0]);
    assert_eq!(said(&wrong), ["“登记件数”：网上信访多于受理合计，请核实。"]);
}

/// What a clerk may write wrongly in the documented form, each with what is said of it.
const MISTAKES: [(&str, &str, &str); 16] = [
    ("\"id\": \"letters\",\n  \"title\"", "\"title\"", "缺少 id"),
    (
        "\"shape\": \"matrix\"",
        "\"shape\": \"grid\"",
        "不能写 grid",
    ),
    (
        "\"shape\": \"matrix\"",
        "\"sahpe\": \"matrix\"",
        "没有叫 sahpe 的字段",
    ),
    (
        "\"section\": 0",
        "\"section\": 1",
        "tables[0].section：没有这一节",
    ),
    (
        "[2024, null]",
        "[2024, 2020]",
        "editions[0].years：起年晚于止年",
    ),
    ("[2024, null]", "2024", "写法不对"),
    (
        "\"table\": \"letters\"",
        "\"table\": \"letter\"",
        "没有叫“letter”的表",
    ),
    ("\"label\": \"来访\"", "\"label\": \"\"", "label 是空的"),
    (
        "{ \"id\": \"visits\"",
        "{ \"id\": \"letters\"",
        "“letters”不能用作编号",
    ),
    (
        "\"id\": \"settled\"",
        "\"id\": \"办结\"",
        "“办结”不能用作编号",
    ),
    (
        "\"columns\": \"ways\"",
        "\"columns\": \"way\"",
        "没有叫“way”的",
    ),
    ("\"sense\": \"total\"", "\"sense\": \"sum\"", "不能写 sum"),
    (
        "\"left\": [\"settled\", \"open\"]",
        "\"left\": [\"settled\", \"opne\"]",
        "没有叫“opne”的",
    ),
    (
        "\"left\": [\"settled\", \"open\"]",
        "\"left\": []",
        "左边或右边是空的",
    ),
    (
        "\"right\": [\"received\"]",
        "\"right\": [\"open\"]",
        "“open”在两边都有",
    ),
    (
        "[\"类别\", 1, 1]",
        "[\"类别\", 9, 1]",
        "宽 5 列，第 1 行宽 13 列",
    ),
];

#[test]
fn each_mistake_in_a_form_has_its_sentence() {
    let right = block("json");
    for (from, to, expected) in MISTAKES {
        assert!(right.contains(from), "{from}");
        let wrong = right.replacen(from, to, 1);
        let read: Result<Description, String> =
            serde_json::from_str(&wrong).map_err(|error| misread("", &error.to_string()));
        let told = read.and_then(|form| Forms::default().with(&form).map(|_| ()));
        let told = told.expect_err(to);
        assert!(told.contains(expected), "{told} / {expected}");
    }
}
