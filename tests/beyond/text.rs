//! Runs `text.md`, and the numbers of people that no finding may repeat.

use crate::draft::{draft, of, soft};
use gouji::Options;

const CASES: &str = include_str!("text.md");

#[test]
fn rules_of_the_text() {
    let mut wrong = String::new();
    for case in CASES.lines().filter_map(|line| line.strip_prefix("- ")) {
        let (rule, changes) = match case.strip_prefix('`').and_then(|c| c.split_once("` ")) {
            Some((rule, changes)) => (rule, changes),
            None => ("", case),
        };
        let mut draft = draft();
        let mut end = "青江市水利局\n2024年1月20日".to_owned();
        for change in changes.split(" ‖ ") {
            let (place, text) = change.split_once('：').expect("where it stands");
            let text = text.replace('／', "\n");
            match place {
                "机关" => {
                    let title = format!("{text}2023年政府信息公开工作年度报告");
                    draft.title = Box::leak(title.into_boxed_str());
                }
                "开头" => draft.opening = text,
                "第一部分" => match text.strip_prefix('＋') {
                    Some(more) => draft.topics += &format!("\n{more}"),
                    None => {
                        draft.body = String::new();
                        draft.topics = text;
                    }
                },
                "第五部分" => draft.problems = text,
                "第六部分" => draft.last = text,
                "落款" => end = text,
                other => panic!("{other}"),
            }
        }
        if rule == "wording.late" || rule == "wording.early" || !changes.contains("落款") {
            // A signature of its own would be another date.
            end = if changes.contains("落款") {
                end
            } else {
                String::new()
            };
        }
        // What the draft says of itself is said of another body where that is changed.
        draft.body = draft.body.replace("我局", "");
        draft.problems = draft.problems.replace("2024年，我局将", "2024年将");
        let text = draft.text().replace("青江市水利局\n2024年1月20日", &end);
        let report = of(&text, &Options::default());
        let found = soft(&report);
        if found.join(" ") != rule {
            wrong += &format!("{found:?} not {rule:?}: {case}\n");
        }
        if rule == "wording.private" {
            let message = &report.findings.last().expect("one").message;
            let digits = message.chars().filter(char::is_ascii_digit).count();
            assert!(digits < 8, "{message}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
