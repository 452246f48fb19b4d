//! Runs `wording.md`.

use crate::draft::{draft, of, soft};
use gouji::Options;

const CASES: &str = include_str!("wording.md");

#[test]
fn wording() {
    let (mut section, mut wrong) = ("", String::new());
    for line in CASES.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            section = name;
        }
        let Some(case) = line.strip_prefix("- ") else {
            continue;
        };
        let (rule, said) = match case.strip_prefix('`').and_then(|c| c.split_once("` ")) {
            Some((rule, said)) => (rule, said),
            None => ("", case),
        };
        let mut draft = draft();
        let mut change = None;
        match section.split(' ').next() {
            Some("第一部分") => draft.body = said.into(),
            Some("第五部分") => draft.problems = said.into(),
            Some("第六部分") => draft.last = said.into(),
            _ => change = said.split_once(" → "),
        }
        let mut text = draft.text();
        if let Some((from, to)) = change {
            assert!(text.contains(&format!("\n{from}\n")), "{from}");
            text = text.replacen(&format!("\n{from}\n"), &format!("\n{to}\n"), 1);
        }
        let mut found = soft(&of(&text, &Options::default()));
        found.retain(|rule| !rule.starts_with("prose") || rule == "prose.fee_rate");
        if found.join(" ") != rule {
            wrong += &format!("{found:?} not {rule:?}: {said}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
