//! Runs `versions.md`: what is said to have changed between two versions of a report.

use crate::draft::{draft, of};
use gouji::report::{Finding, Report};
use gouji::versions::{SentenceChange, Versions, versions};
use gouji::{Language, Options};
use proptest::prelude::*;

const CASES: &str = include_str!("versions.md");

/// The report with the changes of the lines that begin with a mark.
fn version(part: &str, mark: &str) -> Report {
    let mut report = draft();
    let mut text = None;
    for change in part.lines().filter_map(|line| line.strip_prefix(mark)) {
        if let Some(body) = change.strip_prefix("第一部分是“") {
            report.body = body.trim_end_matches('”').into();
        } else if let Some(organ) = change.strip_prefix("机关是") {
            let title = format!("{organ}2023年政府信息公开工作年度报告");
            report.title = Box::leak(title.into_boxed_str());
        } else if change == "`r1`的自然人改为 31" {
            report = report.set("r1", [31, 5, 0, 0, 0, 0, 35]);
        } else if change == "`r3_5_1`的商业企业改为空白" {
            let (from, to) = ("信访举报投诉类申请\t4\t0\t", "信访举报投诉类申请\t4\t\t");
            text = Some(report.text().replacen(from, to, 1));
        } else {
            panic!("{change}");
        }
    }
    of(&text.unwrap_or_else(|| report.text()), &Options::default())
}

/// All that is said, a line each, as the cases have it.
fn said(found: &Versions) -> Vec<String> {
    let arrow = |before: &str, after: &str| format!("{before} → {after}").trim_end().to_owned();
    let place = |change: &SentenceChange| match change.section {
        None => "开头".to_owned(),
        Some(n) => format!(
            "第{}部分",
            ["一", "二", "三", "四", "五", "六"][usize::from(n) - 1]
        ),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut all = vec![format!("= {}", found.message)];
    all.extend(found.notes.iter().map(|note| format!("i {note}")));
    let cell =
        |c: &gouji::versions::CellChange| format!("{}：{}", c.name, arrow(&c.before, &c.after));
    all.extend(found.cells.iter().map(cell));
    let sentence =
        |c: &SentenceChange| format!("{}：{}", place(c), arrow(&text(&c.before), &text(&c.after)));
    all.extend(found.sentences.iter().map(sentence));
    let rules = |mark: &str, findings: &[Finding]| -> Vec<String> {
        findings
            .iter()
            .map(|f| format!("{mark} {}", f.rule))
            .collect()
    };
    all.extend(rules("+!", &found.come));
    all.extend(rules("-!", &found.gone));
    let changed: Vec<Finding> = found.changed.iter().map(|(_, is)| is.clone()).collect();
    all.extend(rules("~!", &changed));
    all
}

#[test]
fn two_versions() {
    for part in CASES.split("\n## ").skip(1) {
        let name = part.lines().next().unwrap_or_default();
        let (before, after) = (version(part, "前："), version(part, "后："));
        let expected = part.lines().skip(1).filter(|line| !line.is_empty());
        let expected = expected.filter(|line| !line.starts_with('前') && !line.starts_with('后'));
        let expected: Vec<&str> = expected.collect();
        assert_eq!(
            said(&versions(&before, &after, Language::Chinese)),
            expected,
            "{name}"
        );
        // The other way round what came has gone.
        let back = versions(&after, &before, Language::Chinese);
        let there = versions(&before, &after, Language::Chinese);
        assert_eq!(
            (back.come.len(), back.gone.len()),
            (there.gone.len(), there.come.len()),
            "{name}"
        );
        assert_eq!(back.cells.len(), there.cells.len(), "{name}");
    }
}

#[test]
fn a_long_text_turned_round_has_only_moved() {
    let sentence = |n: u32| {
        let sign = |k: u32| char::from_u32(0x4e00 + n / 80u32.pow(k) % 80);
        (0..2)
            .filter_map(sign)
            .chain("山水。".chars())
            .collect::<String>()
    };
    let report = |numbers: &mut dyn Iterator<Item = u32>| {
        let text: String = numbers.map(sentence).collect();
        of(&draft().with(&text).text(), &Options::default())
    };
    let (one, two) = (report(&mut (0..5_000)), report(&mut (0..5_000).rev()));
    let found = versions(&one, &two, Language::Chinese);
    assert_eq!(
        (found.sentences.len(), &*found.notes),
        (0, &["另有 5000 句只是换了位置。".to_owned()][..])
    );
    let other = versions(&one, &report(&mut (5_000..6_000)), Language::Chinese);
    assert_eq!(other.sentences.len(), 6_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// What is taken out and put in leads from one text to the other, and nothing is said of the rest.
    #[test]
    fn changes_lead_from_one_text_to_the_other(
        one in prop::collection::vec(0..12u8, 0..12), two in prop::collection::vec(0..12u8, 0..12),
    ) {
        let sentence = |n: &u8| format!("{}。", ["甲子山水", "乙丑江河", "丙寅湖海", "丁卯林草", "戊辰田野", "己巳城乡",
            "庚午街巷", "辛未村社", "壬申学校", "癸酉医院", "金木水火", "东南西北"][usize::from(*n)]);
        let of_numbers = |numbers: &[u8]| {
            let text: String = numbers.iter().map(sentence).collect();
            of(&draft().with(&text).text(), &Options::default())
        };
        let found = versions(&of_numbers(&one), &of_numbers(&two), Language::Chinese);
        let count = |numbers: &[u8], n: u8| numbers.iter().filter(|other| **other == n).count() as i64;
        for n in 0..12u8 {
            let text = sentence(&n);
            let is = |side: &Option<String>| side.as_deref() == Some(text.as_str());
            let out = found.sentences.iter().filter(|c| is(&c.before)).count() as i64;
            let put = found.sentences.iter().filter(|c| is(&c.after)).count() as i64;
            prop_assert_eq!(put - out, count(&two, n) - count(&one, n));
            prop_assert!(out <= count(&one, n) && put <= count(&two, n));
        }
    }
}
