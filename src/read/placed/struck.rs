//! What a line runs through, and no further, is struck out: it is not read, and a number leaves no blank.

use super::{Area, Page, RulingLine, Run};
use crate::read::STRUCK;
use crate::sorted::InOrder;
use std::borrow::Cow;

/// A line through words is no longer: 300 points.
const LONGEST: u32 = 30_000;
/// Pairs of a line and a run that are compared on a page at most.
const LOOKS: usize = 1 << 20;

/// The page without what is struck out, and without the lines that do so.
pub(super) fn without(page: &Page) -> Cow<'_, Page> {
    let mut levels: Vec<i32> = page.rules.iter().filter_map(level).collect();
    levels.put_in_order();
    // Few lines run through text, and most of these are rules that text has run into.
    let near: Vec<usize> = (0..page.runs.len())
        .filter(|&run| {
            let (low, high) = middle(&page.runs[run]);
            let next = levels.partition_point(|&y| y < low);
            levels.get(next).is_some_and(|&y| y <= high)
        })
        .collect();
    let mut looks = LOOKS;
    let mut shown = Cow::Borrowed(page);
    for (at, rule) in page.rules.iter().enumerate() {
        if near.is_empty() || level(rule).is_none() {
            continue;
        }
        looks = looks.saturating_sub(near.len());
        if looks == 0 {
            break;
        }
        let under = through(page, rule, &near);
        let Some((&first, rest)) = under.split_first() else {
            continue;
        };
        let shown = shown.to_mut();
        let number = |&run: &usize| page.runs[run].text.contains(|c: char| c.is_ascii_digit());
        let whole = under.iter().map(|&run| Area::of(&page.runs[run]));
        if let Some(area) = whole.reduce(Area::around) {
            let text = if under.iter().any(number) { STRUCK } else { "" };
            shown.runs[first] = Run {
                x: area.x0,
                y: area.y0,
                width: area.x1 - area.x0,
                height: area.height(),
                text: text.to_owned(),
            };
        }
        for &run in rest {
            shown.runs[run].text.clear();
        }
        // A point is no rule of a table.
        shown.rules[at].x1 = rule.x0;
    }
    if let Cow::Owned(page) = &mut shown {
        page.runs.retain(|run| !run.text.is_empty());
    }
    shown
}

/// At which height a short level line stands.
fn level(rule: &RulingLine) -> Option<i32> {
    let level = rule.y0.abs_diff(rule.y1) < 100;
    (level && rule.x1.abs_diff(rule.x0) <= LONGEST).then_some(rule.y0)
}

/// Between which heights a line runs through the middle of text.
fn middle(run: &Run) -> (i32, i32) {
    let area = Area::of(run);
    let reach = area.height() / 5;
    (area.middle() - reach, area.middle() + reach)
}

/// The runs, of some, that a level line runs through and ends with; none where it goes on beside them, as a
/// rule does that text has run into.
fn through(page: &Page, rule: &RulingLine, near: &[usize]) -> Vec<usize> {
    let (from, to) = (rule.x0.min(rule.x1), rule.x0.max(rule.x1));
    let crossed = |&run: &usize| {
        let (low, high) = middle(&page.runs[run]);
        let area = Area::of(&page.runs[run]);
        let center = area.x0 + (area.x1 - area.x0) / 2;
        (low..=high).contains(&rule.y0) && (from..=to).contains(&center)
    };
    let under: Vec<usize> = near.iter().copied().filter(crossed).collect();
    let areas = under.iter().map(|&run| Area::of(&page.runs[run]));
    let Some(whole) = areas.reduce(Area::around) else {
        return under;
    };
    let beside = whole.height() * 3 / 5;
    match whole.x0 - from > beside || to - whole.x1 > beside {
        true => Vec::new(),
        false => under,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{page, run, texts};
    use crate::document::RowKind;

    fn line(cells: &str) -> (RowKind, Vec<String>) {
        (RowKind::Line, vec![cells.to_owned()])
    }

    #[test]
    fn a_number_that_is_struck_out_is_none_and_a_word_is_gone() {
        let runs = || {
            vec![
                run(100, 100, "许可"),
                run(150, 100, "1"),
                run(155, 100, "7"),
                run(200, 100, "19"),
            ]
        };
        let texts = |rules: &[[i32; 4]]| texts(&page(runs(), rules));
        assert_eq!(
            texts(&[[149, 105, 161, 105]]),
            [line("许可  划去或白色的数  19")]
        );
        assert_eq!(texts(&[[100, 106, 120, 106]]), [line("17  19")]);
        // Underlined; a rule of a table that text has run into; a long rule.
        for rule in [
            [149, 110, 161, 110],
            [140, 105, 180, 105],
            [10, 105, 500, 105],
        ] {
            assert_eq!(texts(&[rule]), [line("许可  17  19")], "{rule:?}");
        }
    }
}
