//! Times of two builds as ratios: what is kept of a run, and what another is held to.

use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A ratio that fell below what was kept by more than this part of it is worse.
const TENTH: f64 = 0.1;

/// What two builds took for one input, in microseconds, a number a turn.
#[derive(Debug, Default)]
pub struct Compared {
    pub name: String,
    pub old: Vec<f64>,
    pub new: Vec<f64>,
}

impl Compared {
    pub fn of(name: String) -> Compared {
        Compared {
            name,
            ..Compared::default()
        }
    }

    /// How many times as fast the new build is: the median over the turns, in each of which the two ran one
    /// right after the other.
    fn ratio(&self) -> f64 {
        let turns = self.old.iter().zip(&self.new);
        at(turns.map(|(old, new)| old / new).collect(), 0.5)
    }
}

/// The number at a part of the way through the numbers in order: 0.5 is the median.
fn at(mut numbers: Vec<f64>, part: f64) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let last = numbers.len().saturating_sub(1);
    let place = (part * last as f64).round() as usize;
    numbers.get(place).copied().unwrap_or(f64::NAN)
}

/// The median, and the middle half.
fn spread(numbers: &[f64]) -> String {
    let [low, middle, high] = [0.25, 0.5, 0.75].map(|part| at(numbers.to_vec(), part));
    format!("{middle:.0} ({low:.0}–{high:.0})")
}

/// The table, as Markdown.
pub fn table(revision: &str, compared: &[Compared]) -> String {
    let mut table = format!(
        "| 输入 input | {revision}，µs（中间一半 middle half） | 现在 now，µs | 快几倍 times as fast |\n| --- | --- | --- | --- |\n"
    );
    for one in compared {
        let (old, new) = (spread(&one.old), spread(&one.new));
        let _ = writeln!(
            table,
            "| {} | {old} | {new} | {:.2} |",
            one.name,
            one.ratio()
        );
    }
    table
}

/// The ratios as they are kept.
pub fn kept(compared: &[Compared]) -> Result<String> {
    let ratio = |one: &Compared| (one.name.clone(), (one.ratio() * 1e3).round() / 1e3);
    let ratios: BTreeMap<String, f64> = compared.iter().map(ratio).collect();
    Ok(serde_json::to_string_pretty(&ratios)? + "\n")
}

/// The inputs that lost more than a tenth of what was kept, and those that were not measured.
pub fn worse(compared: &[Compared], kept: &str) -> Result<Vec<String>> {
    let kept: BTreeMap<String, f64> = serde_json::from_str(kept)?;
    let now = |name: &str| compared.iter().find(|one| one.name == name);
    let lost = kept.iter().filter_map(|(name, &before)| {
        let ratio = now(name).map(Compared::ratio);
        let held = ratio.is_some_and(|ratio| ratio >= before * (1.0 - TENTH));
        let said = ratio.map_or("not measured".to_owned(), |ratio| format!("{ratio:.2}"));
        (!held).then(|| format!("{name} ({before:.2} → {said})"))
    });
    Ok(lost.collect())
}

/// A text with something else between two marks; none where it has not both, in this order.
pub fn between(text: &str, marks: [&str; 2], table: &str) -> Option<String> {
    let (before, rest) = text.split_once(marks[0])?;
    let (_, after) = rest.split_once(marks[1])?;
    let [begin, end] = marks;
    Some(format!(
        "{before}{begin}\n{}\n{end}{after}",
        table.trim_end()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(old: &[f64], new: &[f64]) -> Compared {
        Compared {
            name: "text".into(),
            old: old.to_vec(),
            new: new.to_vec(),
        }
    }

    #[test]
    fn medians_lie_in_the_middle_whatever_the_order() {
        assert_eq!(at(vec![3.0, 1.0, 2.0], 0.5), 2.0);
        assert_eq!(at(vec![5.0, 1.0, 4.0, 2.0, 3.0], 0.25), 2.0);
        assert_eq!(
            spread(&[900.0, 100.0, 300.0, 200.0, 250.0]),
            "250 (200–300)"
        );
        assert!(at(Vec::new(), 0.5).is_nan());
    }

    #[test]
    fn a_turn_that_was_slow_for_both_changes_no_ratio() {
        let compared = text(&[600.0, 6_000.0, 630.0], &[300.0, 3_000.0, 300.0]);
        assert_eq!(compared.ratio(), 2.0);
        let table = table("abc", &[compared]);
        assert!(
            table.ends_with("| text | 630 (630–6000) | 300 (300–3000) | 2.00 |\n"),
            "{table}"
        );
    }

    #[test]
    fn more_than_a_tenth_less_than_was_kept_is_worse() {
        let run = [text(&[600.0], &[300.0])];
        assert_eq!(kept(&run).unwrap(), "{\n  \"text\": 2.0\n}\n");
        assert!(worse(&run, r#"{"text": 2.2}"#).unwrap().is_empty());
        assert_eq!(
            worse(&run, r#"{"text": 2.3}"#).unwrap(),
            ["text (2.30 → 2.00)"]
        );
        assert_eq!(
            worse(&run, r#"{"ofd": 1.0}"#).unwrap(),
            ["ofd (1.00 → not measured)"]
        );
    }

    #[test]
    fn the_table_goes_between_its_marks() {
        let marks = ["<a>", "</a>"];
        let text = between("x\n<a>\nold\n</a>\ny\n", marks, "new\n");
        assert_eq!(text.as_deref(), Some("x\n<a>\nnew\n</a>\ny\n"));
        assert_eq!(between("</a> <a>", marks, "new"), None);
    }
}
