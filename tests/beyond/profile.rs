//! Runs `profile.md`: what each key of a local profile does, and what is said of one that is none.

use crate::draft::{Draft, draft, of};
use gouji::Options;
use gouji::profile::{Profile, Setting};
use serde_json::Value;

const CASES: &str = include_str!("profile.md");

fn read(json: &str) -> Result<Profile, String> {
    let settings: serde_json::Map<String, Value> = serde_json::from_str(json).expect("an object");
    let setting = |value: Value| match value {
        Value::String(text) => Setting::Text(text),
        Value::Number(n) => match n.as_u64() {
            Some(n) => Setting::Number(n.try_into().expect("a small number")),
            None => Setting::Other,
        },
        Value::Array(all) => {
            let text = |value: Value| value.as_str().map(str::to_owned);
            let texts: Option<Vec<String>> = all.into_iter().map(text).collect();
            texts.map_or(Setting::Other, Setting::Texts)
        }
        _ => Setting::Other,
    };
    Profile::new(
        settings
            .into_iter()
            .map(|(key, value)| (key, setting(value))),
    )
}

/// The report of the cases with these changes.
fn changed(changes: &str) -> String {
    let mut report: Draft = draft();
    let mut signed = "2024年1月20日";
    report.body = String::new();
    for change in changes.split('；').filter(|change| !change.is_empty()) {
        let (what, text) = change.split_once('：').expect("what and how");
        match what {
            "机关" => {
                let title = format!("{text}2023年政府信息公开工作年度报告");
                report.title = Box::leak(title.into_boxed_str());
            }
            "落款" => signed = text,
            "第一部分" => report.topics += &format!("\n{}", text.trim_start_matches('＋')),
            _ => panic!("{what}"),
        }
    }
    report.text().replace("2024年1月20日", signed)
}

/// What is said of what profiles are about.
fn said(text: &str, profile: Profile) -> Vec<String> {
    let options = Options {
        profile: Some(profile),
        ..Options::default()
    };
    let about = ["local.", "wording.late", "wording.general"];
    let found = of(text, &options).findings.into_iter();
    let found = found.filter(|finding| about.iter().any(|rule| finding.rule.starts_with(rule)));
    found.map(|finding| finding.message).collect()
}

fn items(part: &str) -> Vec<(&str, Vec<&str>)> {
    let items = part.lines().filter_map(|line| line.strip_prefix("- `"));
    let parts = items.map(|item| item.split_once("` ‖").expect("a profile"));
    parts
        .map(|(json, rest)| (json, rest.split('‖').map(str::trim).collect()))
        .collect()
}

#[test]
fn every_key_does_what_it_says() {
    let (right, wrong) = CASES.split_once("## 写错的").expect("two parts");
    for (json, parts) in items(right) {
        let expected: Vec<&str> = parts[1..]
            .iter()
            .copied()
            .filter(|p| !p.is_empty())
            .collect();
        let found = said(&changed(parts[0]), read(json).expect(json));
        assert_eq!(found, expected, "{json}");
    }
    for (json, parts) in items(wrong) {
        assert_eq!(read(json), Err(parts[0].to_owned()));
    }
}

#[test]
fn the_profiles_of_the_documentation_are_profiles() {
    for json in [
        include_str!("../../docs/profiles/qingjiang.json"),
        include_str!("../../docs/profiles/baishi.json"),
    ] {
        read(json).expect("a profile");
    }
}
