//! The months that a label speaks of: 1月, 1—6月, 二季度, 上半年, 全年.

use crate::text::plain;

/// Months from the first to the last, of a year where one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Months {
    year: Option<u16>,
    first: u8,
    last: u8,
}

/// What stands for months, with the first and the last of them.
const NAMED: [(&str, u8, u8); 8] = [
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("全年", 1, 12),
    ("前三季度", 1, 9),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
];
/// What may follow.
const TAILS: [&str; 8] = ["份", "累计", "合计", "小计", "计", "数", "数量", "总计"];
/// Signs between the first and the last of several months.
const TO: [char; 8] = ['-', '—', '–', '~', '～', '至', '－', '到'];

impl Months {
    /// None where a label says anything else.
    pub fn of(text: &str) -> Option<Months> {
        let text = plain(text);
        let (number, rest) = number(&text);
        let after = rest
            .strip_prefix("年度")
            .or_else(|| rest.strip_prefix('年'));
        let (year, text) = match number.zip(after) {
            Some((year @ 1990.., rest)) if !rest.is_empty() => (Some(year), rest),
            _ => (None, &*text),
        };
        let named = || {
            let text = text.trim_start_matches('第');
            let named = NAMED.iter().find_map(|(word, first, last)| {
                let rest = text.strip_prefix(word)?;
                Some((*first, *last, rest))
            });
            named.or_else(|| {
                let (quarter, rest) = number_of(text)?;
                let rest = rest
                    .strip_prefix("季度")
                    .filter(|_| (1..=4).contains(&quarter))?;
                Some((quarter * 3 - 2, quarter * 3, rest))
            })
        };
        let (first, last, rest) = named().or_else(|| counted(text))?;
        let known = |rest: &str| rest.is_empty() || TAILS.contains(&rest);
        let inside = rest.split_once('(').map_or(rest, |(rest, _)| rest);
        let is = known(inside) && 1 <= first && first <= last && last <= 12;
        is.then_some(Months { year, first, last })
    }

    /// Of others, in their order, those that make up this one: the shortest that follow each other, and none where
    /// some are lacking or come twice.
    pub fn made_of(self, others: &[(usize, Months)], long: bool) -> Option<Vec<usize>> {
        let mut terms = Vec::new();
        let mut next = self.first;
        while next <= self.last {
            let fits = |(_, other): &&(usize, Months)| {
                let (own, all) = (other.last - other.first, self.last - self.first);
                other.year == self.year
                    && other.first == next
                    && other.last <= self.last
                    && own < all
            };
            let length = |one: &&(usize, Months)| one.1.last;
            let fits = others.iter().filter(fits);
            let best = match long {
                true => fits.clone().max_by_key(length),
                false => fits.clone().min_by_key(length),
            }?;
            if fits.filter(|other| length(other) == best.1.last).count() > 1 {
                return None;
            }
            let (at, best) = best;
            terms.push(*at);
            next = best.last + 1;
        }
        Some(terms)
    }
}

/// 1月, 1-6月, 1月至6月.
fn counted(text: &str) -> Option<(u8, u8, &str)> {
    let (first, rest) = number_of(text)?;
    let month = |rest: &'_ str| rest.strip_prefix('月').map(str::len);
    let short = match month(rest) {
        Some(left) => &rest[rest.len() - left..],
        None => rest,
    };
    let to = short.trim_start_matches(TO);
    if to.len() == short.len() {
        return (short.len() < rest.len()).then_some((first, first, short));
    }
    let (last, rest) = number_of(to)?;
    Some((first, last, rest.strip_prefix('月')?))
}

fn number_of(text: &str) -> Option<(u8, &str)> {
    let (number, rest) = number(text);
    Some((u8::try_from(number?).ok()?, rest))
}

/// The number that a text begins with, and the rest.
fn number(text: &str) -> (Option<u16>, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (text[..end].parse().ok(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_speak_of_months() {
        for (text, expected) in [
            ("1月", Some((None, 1, 1))),
            ("12月份", Some((None, 12, 12))),
            ("1—12月累计", Some((None, 1, 12))),
            ("1月至6月", Some((None, 1, 6))),
            ("2024年1-6月", Some((Some(2024), 1, 6))),
            ("第二季度", Some((None, 4, 6))),
            ("3季度", Some((None, 7, 9))),
            ("上半年小计", Some((None, 1, 6))),
            ("2023年度全年", Some((Some(2023), 1, 12))),
            ("全年", Some((None, 1, 12))),
            ("1月来信", None),
            ("13月", None),
            ("6-1月", None),
            ("2024年", None),
            ("1-6", None),
            ("累计", None),
        ] {
            let found = Months::of(text).map(|all| (all.year, all.first, all.last));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn months_are_made_up_of_others() {
        let all = ["1月", "2月", "1—2月", "3月", "一季度"];
        let all: Vec<(usize, Months)> = all
            .iter()
            .filter_map(|text| Months::of(text))
            .enumerate()
            .collect();
        let of = |text: &str, long| Months::of(text).and_then(|one| one.made_of(&all, long));
        assert_eq!(of("一季度", false), Some(vec![0, 1, 3]));
        assert_eq!(of("一季度", true), Some(vec![2, 3]));
        assert_eq!(of("1—2月", false), Some(vec![0, 1]));
        assert_eq!(of("上半年", false), None);
    }
}
