//! Several at once: A、B分别为3件、5件 gives each its own, 各3件 gives each the same.

use super::compared::COMPARED;
use super::kinds::is_channel;
use super::pieces::RunPiece;
use crate::prose::page::find;

/// Gives the numbers behind 分别 the names before it, where there are as many.
pub(super) fn name_each(pieces: &mut [RunPiece]) {
    for at in 0..pieces.len() {
        let RunPiece::Each(names, tail, shares) = &pieces[at] else {
            continue;
        };
        let (mut names, shares) = (names.clone(), *shares);
        let tail = tail.trim_matches(&['为', '是', '有', '占'][..]).to_owned();
        let unit = match pieces.get(at + 1) {
            Some(RunPiece::Item(item)) => item.unit,
            _ => "",
        };
        let items = pieces[at + 1..].iter().enumerate();
        let items = items.take_while(|(k, piece)| match piece {
            RunPiece::Item(item) => item.unit == unit && (*k == 0 || item.label.is_empty()),
            _ => false,
        });
        let count = items.count();
        // 四个季度分别…: as many as the word says; 占比分别为: of what was named before.
        let numeral = |name: &String| name.chars().any(|c| numeral(c) == Some(count));
        if let [name] = &names[..]
            && count > 1
            && (numeral(name) || shares && name.starts_with('占'))
        {
            names = vec![name.clone(); count];
        } else if names.len() != count {
            pieces[at] = RunPiece::Loose;
            continue;
        }
        // Kinds of what was counted right before them.
        let before = pieces[..at].iter().rev();
        let before = before
            .clone()
            .find(|piece| !matches!(piece, RunPiece::Words));
        let of_it = matches!(before, Some(RunPiece::Item(item)) if item.unit == unit);
        let kind = |name: &&String| name.ends_with(['类', '型', '级']) || is_channel(name);
        pieces[at] = match of_it && names.iter().filter(kind).count() == count {
            true => RunPiece::OfWhich(false),
            false => RunPiece::Words,
        };
        for (piece, name) in pieces[at + 1..].iter_mut().zip(names) {
            if let RunPiece::Item(item) = piece {
                item.label = name + &tail;
            }
        }
    }
}

/// What follows 各 where it says "all" or "the several", not "each": 各类, 各部门, 各有.
const ALL: &str = "类项种界级方单部处区县乡镇街科地渠平栏位有机直占为条个村社站行领环业";

pub(super) fn numeral(c: char) -> Option<usize> {
    let at = "两三四五六七八九".chars().position(|n| n == c)?;
    Some(at + 2)
}

/// The names of a list that ends before 分别, back to the mark before it.
pub(super) fn names_before(chars: &[char], clause: usize, end: usize) -> Vec<String> {
    /// Characters of such a list at most.
    const LONGEST: usize = 120;
    let marks = |c: &char| ",，;:。()".contains(*c);
    let least = clause.saturating_sub(LONGEST);
    let start = chars[least..clause].iter().rposition(marks);
    let start = start.map_or(least, |at| least + at + 1);
    let text: String = chars[start..end].iter().collect();
    let text = text.strip_prefix("其中").unwrap_or(&text);
    let names = text.split(['、', '和', '与', '及', '以']);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// 分别较上年增长10%、1.5%、减少12.9%: the second and third, too, compare.
pub(super) fn goes_on_comparing(chars: &[char], clause: usize) -> bool {
    /// Characters between 分别 and the number at most.
    const LONGEST: usize = 60;
    if clause == 0 || chars[clause - 1] != '、' {
        return false;
    }
    let least = clause.saturating_sub(LONGEST);
    let before = &chars[least..clause];
    let mark = before.iter().rposition(|c| ",，;:。()".contains(*c));
    let before = &before[mark.map_or(0, |at| at + 1)..];
    let has = |list: &[&str]| list.iter().any(|word| find(before, word).is_some());
    has(&["分别", "依次", "各"]) && (has(&COMPARED) || has(&["增加", "减少", "上升"]))
}

/// 两处各报送25条: the number counts more than once.
pub(super) fn is_of_each(label: &[char]) -> bool {
    /// Characters of the verb and what it does at most.
    const LONGEST: usize = 6;
    let Some(at) = label.iter().rposition(|c| *c == '各') else {
        return false;
    };
    let rest = &label[at + 1..];
    rest.len() <= LONGEST && rest.first().is_none_or(|c| !ALL.contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_says_all_is_known_by_its_example_and_each_is_told_from_them() {
        let all = [
            "各类",
            "各项",
            "各种",
            "各界",
            "各级",
            "各方",
            "各单位",
            "各部门",
            "各处",
            "各区",
            "各县",
            "各乡",
            "各镇",
            "各街道",
            "各科室",
            "各地",
            "各渠道",
            "各平台",
            "各栏目",
            "各位",
            "各有",
            "各机关",
            "各直属",
            "各占",
            "各为",
            "各条",
            "各个",
            "各村",
            "各社区",
            "各站",
            "各行业",
            "各领域",
            "各环节",
            "各业务",
        ];
        let of_each = |label: &str| is_of_each(&label.chars().collect::<Vec<_>>());
        for label in all {
            assert!(!of_each(label), "{label}");
        }
        for label in ["两处各", "两处各报送", "每年各制发", "三家各公开"] {
            assert!(of_each(label), "{label}");
        }
        let first = |label: &str| label.chars().nth(1);
        let examples: Vec<char> = all.into_iter().filter_map(first).collect();
        for c in ALL.chars() {
            assert!(examples.contains(&c), "{c} has no example");
        }
    }
}
