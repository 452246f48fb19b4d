//! Which of a sequence of labels are sums of which others: the same for rows from top to bottom and for
//! columns from left to right.
//!
//! A total adds up what stands open before it; where the first of all is a total, totals add up what
//! follows. What is only a part of a part is not added up a second time: what stands behind 其中, what is
//! numbered a level deeper, what repeats labels of before. Where the words leave more than one reading, all
//! of them are given, the plainest first.

use super::label::{PrintedUnit, Role};
use super::months::Months;
use super::structure::Doubt;
use crate::sorted::Sorted;

/// Terms from which on a list is read in its plainest way only.
const LONG: usize = 300;
/// Readings of one total at most.
const READINGS: usize = 8;

/// A row or column, as far as its words tell.
#[derive(Debug, Clone)]
pub(super) struct Summand {
    pub role: Role,
    pub unit: Option<PrintedUnit>,
    pub depth: Option<u8>,
    pub key: String,
    /// Of what months it speaks.
    pub months: Option<Months>,
    /// On which page it stands, where each begins with the head.
    pub page: usize,
    /// Nothing stands in it.
    pub blank: bool,
}

/// A total, and what it may be the sum of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PrintedSum {
    pub total: usize,
    /// The plainest first; never empty, none of them empty.
    pub readings: Vec<Vec<usize>>,
    pub doubt: Option<Doubt>,
}

/// The sums among a sequence.
pub(super) fn sums(items: &[Summand]) -> Vec<PrintedSum> {
    let (running, items) = running(items);
    let items = &items[..];
    let added = |item: &&Summand| matches!(item.role, Role::Part | Role::Total(_));
    let first = items.iter().find(added);
    let twice = twice(items);
    let mut sums = match first.map(|item| item.role) {
        Some(Role::Total(_)) => from_above(items, &twice),
        Some(_) => from_below(items, &twice),
        None => Vec::new(),
    };
    sums.extend(broken_down(items, &twice));
    sums.extend(running);
    sums
}

/// What counts from the beginning on, by its months or by its words, with what it comes to; and the items with it
/// marked so, since no total adds it up beside its parts.
fn running(items: &[Summand]) -> (Vec<PrintedSum>, Vec<Summand>) {
    let mut marked = items.to_vec();
    let is_part = |item: &Summand| !item.blank && matches!(item.role, Role::Part | Role::Running);
    let speaks = |(at, item): (usize, &Summand)| Some((at, item.months?)).filter(|_| is_part(item));
    let months: Vec<(usize, Months)> = items.iter().enumerate().filter_map(speaks).collect();
    let mut found = Vec::new();
    for &(at, own) in &months {
        let mut readings: Vec<Vec<usize>> = [false, true]
            .into_iter()
            .filter_map(|long| own.made_of(&months, long))
            .collect();
        readings.dedup();
        if !readings.is_empty() {
            marked[at].role = Role::Running;
            found.push(PrintedSum {
                total: at,
                readings,
                doubt: None,
            });
        }
    }
    let by_words = |at: &usize| {
        let known = found.iter().any(|sum| sum.total == *at);
        items[*at].role == Role::Running && !known
    };
    let others: Vec<usize> = (0..items.len()).filter(by_words).collect();
    for at in others {
        let before: Vec<usize> = (0..at).collect();
        let from = |is: &dyn Fn(Role) -> bool| {
            let from = before.iter().rposition(|&other| is(marked[other].role));
            from.map_or(0, |from| from + 1)
        };
        let (total, last) = (
            from(&|role| matches!(role, Role::Total(2..))),
            from(&|role| role == Role::Running),
        );
        let parts = |from: usize, to: usize| -> Vec<usize> {
            let fits = |&other: &usize| {
                marked[other].role == Role::Part && adds(items[at].unit, items[other].unit)
            };
            (from..to).filter(fits).collect()
        };
        let mut readings = vec![parts(total, at), parts(last, at)];
        if last > 0 {
            readings.push([vec![last - 1], parts(last, at)].concat());
        }
        if parts(0, at).is_empty() {
            readings.push(parts(at + 1, items.len()));
        }
        readings.retain(|terms| terms.len() > 1 && terms.len() < LONG);
        readings.dedup();
        found.extend((!readings.is_empty()).then_some(PrintedSum {
            total: at,
            readings,
            doubt: Some(Doubt::Running),
        }));
    }
    (found, marked)
}

/// Totals stand before their parts.
fn from_above(items: &[Summand], twice: &[bool]) -> Vec<PrintedSum> {
    let mut sums = Vec::new();
    let scope = |total: usize, level: u8| {
        let ends = |item: &Summand| matches!(item.role, Role::Total(other) if other >= level);
        let rest = items[total + 1..].iter();
        total + 1 + rest.take_while(|item| !ends(item)).count()
    };
    for (total, item) in items.iter().enumerate() {
        let Role::Total(level) = item.role else {
            continue;
        };
        let end = scope(total, level);
        // What follows 其中 at once belongs to it, and need not be all.
        if items
            .get(total + 1)
            .is_some_and(|item| item.role == Role::OfWhich)
        {
            let is_part = |at: &usize| matches!(items[*at].role, Role::Part | Role::OfWhich);
            let fits = |at: &usize| is_part(at) && adds(item.unit, items[*at].unit);
            let terms: Vec<usize> = (total + 1..end).filter(fits).collect();
            sums.extend((terms.len() > 1).then_some(PrintedSum {
                total,
                readings: vec![terms],
                doubt: Some(Doubt::Unsaid),
            }));
            continue;
        }
        let (mut terms, mut at) = (Vec::new(), total + 1);
        while at < end {
            terms.push(at);
            at = match items[at].role {
                Role::Total(lower) => scope(at, lower),
                _ => at + 1,
            };
        }
        let all = match end - total {
            ..LONG => (total + 1..end).collect(),
            _ => Vec::new(),
        };
        sums.extend(readings(items, twice, total, &[terms, all]));
    }
    sums
}

/// Totals stand behind their parts.
fn from_below(items: &[Summand], twice: &[bool]) -> Vec<PrintedSum> {
    let mut sums = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if let Role::Total(level) = item.role {
            let closed = |&&term: &&usize| match items[term].role {
                Role::Total(other) => other >= level,
                _ => false,
            };
            let from = open
                .iter()
                .rposition(|term| closed(&term))
                .map_or(0, |at| at + 1);
            let all = match open.len() {
                ..LONG => open.clone(),
                _ => Vec::new(),
            };
            let terms = open.split_off(from);
            sums.extend(readings(items, twice, at, &[terms, all]));
        }
        open.push(at);
    }
    sums
}

/// A total with its readings: of each list what is counted once, then all of it.
fn readings(
    items: &[Summand],
    twice: &[bool],
    total: usize,
    lists: &[Vec<usize>],
) -> Option<PrintedSum> {
    let unit = items[total].unit;
    let fits = |&term: &usize| {
        let item = &items[term];
        adds(unit, item.unit) && matches!(item.role, Role::Part | Role::Total(_))
    };
    let mut readings: Vec<Vec<usize>> = Vec::new();
    let mut offer = |terms: Vec<usize>| {
        if !terms.is_empty() && readings.len() < READINGS && !readings.contains(&terms) {
            readings.push(terms);
        }
    };
    for list in lists {
        let plain: Vec<usize> = list.iter().copied().filter(fits).collect();
        let repeats = repeated(items, twice, &plain);
        let once: Vec<usize> = shallow(items, &plain)
            .into_iter()
            .filter(|term| repeats.get(term).is_none())
            .collect();
        offer(once.clone());
        // What follows 其中 may belong to it too.
        let within: Vec<usize> = list
            .iter()
            .copied()
            .filter(|&term| items[term].role == Role::OfWhich)
            .collect();
        for more in 1..=4 {
            let near = |term: &usize| within.iter().any(|&of| (of..=of + more).contains(term));
            if !within.is_empty() {
                offer(once.iter().copied().filter(|term| !near(term)).collect());
            }
        }
        // Of what was counted on from the beginning its parts are added up, or itself with what follows.
        let last = list
            .iter()
            .rposition(|&term| items[term].role == Role::Running);
        if let Some(last) = last {
            offer(
                [
                    vec![list[last]],
                    plain
                        .iter()
                        .copied()
                        .filter(|&term| term > list[last])
                        .collect(),
                ]
                .concat(),
            );
        }
        // A total at the foot of a page may be that of the page.
        let page = items[total].page;
        offer(
            once.iter()
                .copied()
                .filter(|&term| items[term].page == page)
                .collect(),
        );
        offer(plain);
    }
    (!readings.is_empty()).then_some(PrintedSum {
        total,
        readings,
        doubt: None,
    })
}

/// Whether numbers of a unit are added to a total's.
fn adds(total: Option<PrintedUnit>, own: Option<PrintedUnit>) -> bool {
    match (total, own) {
        (Some(unit), Some(other)) => unit.adds_to(other),
        // A column of money beside cases says so; what says nothing is like its total.
        (None, Some(other)) => other == PrintedUnit::Count,
        _ => true,
    }
}

/// Of numbered terms those of the highest level, where others stand below them.
fn shallow(items: &[Summand], terms: &[usize]) -> Vec<usize> {
    let filled = terms.iter().filter(|&&term| !items[term].blank);
    let top = filled.filter_map(|&term| items[term].depth).min();
    let mut under = false;
    let mut kept = Vec::new();
    for &term in terms {
        match (items[term].depth, top) {
            (Some(depth), Some(top)) if depth > top => {
                if !under {
                    kept.push(term);
                }
            }
            (Some(_), _) => {
                under = !items[term].blank;
                kept.push(term);
            }
            _ => kept.push(term),
        }
    }
    kept
}

/// Whether each item has the label of another one.
fn twice(items: &[Summand]) -> Vec<bool> {
    let parts = || {
        items
            .iter()
            .filter(|item| item.role == Role::Part && !item.key.is_empty())
    };
    let mut keys: Vec<&str> = parts().map(|item| item.key.as_str()).collect();
    keys.sort_unstable();
    let again = |item: &Summand| {
        let from = keys.partition_point(|key| *key < item.key.as_str());
        item.role == Role::Part && keys.get(from + 1).is_some_and(|key| *key == item.key)
    };
    items.iter().map(again).collect()
}

/// Terms that repeat labels of others, each with the new label that their run follows: 年初结转 and its
/// kinds, which are named like this year's.
fn repeated(items: &[Summand], twice: &[bool], terms: &[usize]) -> Sorted<usize, usize> {
    let mut found = Sorted::default();
    let mut whole = None;
    for &term in terms {
        if twice[term] {
            if let Some(whole) = whole {
                found.insert(term, whole);
            }
        } else {
            let is_whole = items[term].role == Role::Part && !items[term].blank;
            whole = is_whole.then_some(term);
        }
    }
    found
}

/// What is broken down below itself by labels that stood before: a whole and its run.
fn broken_down(items: &[Summand], twice: &[bool]) -> Vec<PrintedSum> {
    let mut sums: Vec<PrintedSum> = Vec::new();
    let parts: Vec<usize> = (0..items.len())
        .filter(|&at| matches!(items[at].role, Role::Part | Role::Total(_)))
        .collect();
    for (term, whole) in repeated(items, twice, &parts) {
        match sums.iter_mut().find(|sum| sum.total == whole) {
            Some(sum) => sum.readings[0].push(term),
            None => sums.push(PrintedSum {
                total: whole,
                readings: vec![vec![term]],
                doubt: None,
            }),
        }
    }
    // One line is no breakdown.
    sums.retain(|sum| sum.readings[0].len() > 1);
    sums
}

#[cfg(test)]
mod tests {
    use super::super::label;
    use super::*;

    fn items(labels: &[&str]) -> Vec<Summand> {
        let item = |label: &&str| Summand {
            role: label::role(label),
            unit: PrintedUnit::of(label),
            depth: label::depth(label),
            key: label::bare_key(label),
            months: Months::of(label),
            page: 0,
            blank: false,
        };
        labels.iter().map(item).collect()
    }

    fn plainest(labels: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let sums = sums(&items(labels));
        let first = |sum: PrintedSum| (sum.total, sum.readings[0].clone());
        sums.into_iter().map(first).collect()
    }

    #[test]
    fn a_total_adds_up_what_stands_open_before_it() {
        let sums = plainest(&["甲", "乙", "小计", "丙", "丁", "小计", "合计"]);
        assert_eq!(sums, [(2, vec![0, 1]), (5, vec![3, 4]), (6, vec![2, 5])]);
        let sums = plainest(&["事业收入", "本年收入合计", "年初结转", "总计"]);
        assert_eq!(sums, [(1, vec![0]), (3, vec![1, 2])]);
    }

    #[test]
    fn a_total_that_comes_first_adds_up_what_follows() {
        let sums = plainest(&["合计", "小计", "甲", "乙", "小计", "丙", "丁"]);
        assert_eq!(sums, [(0, vec![1, 4]), (1, vec![2, 3]), (4, vec![5, 6])]);
    }

    #[test]
    fn other_units_shares_and_parts_of_parts_are_not_added() {
        let sums = plainest(&["警告", "罚款", "合计（宗）", "罚没金额（万元）"]);
        assert_eq!(sums, [(2, vec![0, 1])]);
        let sums = plainest(&["合计", "罚没金额（万元）", "占比", "甲", "其中：子", "乙"]);
        assert_eq!(sums, [(0, vec![3, 5])]);
    }

    #[test]
    fn levels_of_numbering_are_not_mixed() {
        let sums = plainest(&["一、甲", "（一）子", "（二）丑", "二、乙", "合计"]);
        assert_eq!(sums, [(4, vec![0, 3])]);
    }

    #[test]
    fn labels_that_come_again_break_down_what_they_follow() {
        let sums = plainest(&["甲", "乙", "本年合计", "年初结转", "甲", "乙", "总计"]);
        let expected = [(2, vec![0, 1]), (6, vec![2, 3]), (3, vec![4, 5])];
        assert_eq!(sums, expected);
    }

    #[test]
    fn what_was_counted_on_is_a_sum_and_no_part_of_another() {
        let sums = plainest(&["1月", "2月", "1—2月累计", "3月", "合计"]);
        assert_eq!(sums, [(4, vec![0, 1, 3]), (2, vec![0, 1])]);
        let sums = plainest(&["一季度", "二季度", "上半年", "三季度", "四季度", "全年"]);
        assert_eq!(sums, [(2, vec![0, 1]), (5, vec![0, 1, 3, 4])]);
        assert_eq!(plainest(&["甲", "乙", "累计"]), [(2, vec![0, 1])]);
        assert_eq!(plainest(&["本月", "累计"]), []);
        assert_eq!(plainest(&["上半年", "下半年", "合计"]), [(2, vec![0, 1])]);
    }

    #[test]
    fn without_a_total_there_is_no_sum() {
        assert_eq!(plainest(&["甲", "乙", "丙"]), []);
        assert_eq!(plainest(&["合计"]), []);
        assert_eq!(plainest(&["其中：甲"]), []);
    }
}
