//! Dates as texts write them.

use std::ops::Range;

/// A date, as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub year: Option<u16>,
    pub month: u8,
    pub day: Option<u8>,
}

/// A date and where it stands.
pub(super) type Dated = (Day, Range<usize>);

/// Every date of a text: 2023年12月31日, 12月31日, 2023-12-31, 2023.12.31, 2023/12/31, 二〇二四年一月二十日,
/// 2023年10月, 10月.
pub(super) fn dates(chars: &[char]) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        match date(chars, i) {
            Some((day, end)) => {
                found.push((day, i..end));
                i = end;
            }
            // A run of digits that is no date is passed as a whole.
            None if chars[i].is_ascii_digit() => i += run(chars, i),
            None => i += 1,
        }
    }
    found
}

/// Digits from here.
pub(super) fn run(chars: &[char], from: usize) -> usize {
    let digits = |c: &&char| c.is_ascii_digit();
    chars.iter().skip(from).take_while(digits).count()
}

/// A number of digits, or of Chinese numerals, and its end.
fn number(chars: &[char], from: usize) -> Option<(u32, usize)> {
    let digits = run(chars, from);
    if (1..=4).contains(&digits) {
        let text: String = chars[from..from + digits].iter().collect();
        return Some((text.parse().ok()?, from + digits));
    }
    let numerals = "〇一二三四五六七八九";
    let value = |c: char| {
        if c == '零' || c == '○' || c == 'O' {
            Some(0)
        } else {
            numerals.chars().position(|n| n == c)
        }
    };
    let length = chars[from.min(chars.len())..]
        .iter()
        .take_while(|c| value(**c).is_some() || **c == '十')
        .count();
    if digits > 0 || !(1..=4).contains(&length) {
        return None;
    }
    let text = &chars[from..from + length];
    let mut total = 0;
    match text.iter().position(|c| *c == '十') {
        Some(ten) => {
            let before = text[..ten].last().map_or(Some(1), |c| value(*c))?;
            let after = text[ten + 1..].first().map_or(Some(0), |c| value(*c))?;
            total = before * 10 + after;
        }
        None => {
            for c in text {
                total = total * 10 + value(*c)?;
            }
        }
    }
    Some((u32::try_from(total).ok()?, from + length))
}

fn date(chars: &[char], from: usize) -> Option<(Day, usize)> {
    if !matches!(
        chars[from],
        '0'..='9'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '〇'
            | '零'
            | '○'
    ) {
        return None;
    }
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    if from > 0 && (at(from - 1).is_ascii_digit() || at(from - 1) == '.') {
        return None;
    }
    let (first, end) = number(chars, from)?;
    let small = |n: u32| u8::try_from(n).ok();
    match at(end) {
        '年' if first >= 1900 => {
            let (month, end) = number(chars, end + 1)?;
            if at(end) != '月' {
                return None;
            }
            Some(with_day(
                chars,
                Some(u16::try_from(first).ok()?),
                small(month)?,
                end + 1,
            ))
        }
        '月' if end - from <= 2 => Some(with_day(chars, None, small(first)?, end + 1)),
        mark @ ('-' | '.' | '/') if end - from == 4 && (1900..2200).contains(&first) => {
            let (month, end) = number(chars, end + 1)?;
            if at(end) != mark {
                return None;
            }
            let (day, end) = number(chars, end + 1)?;
            let year = Some(u16::try_from(first).ok()?);
            Some((
                Day {
                    year,
                    month: small(month)?,
                    day: small(day),
                },
                end,
            ))
        }
        _ => None,
    }
}

fn with_day(chars: &[char], year: Option<u16>, month: u8, end: usize) -> (Day, usize) {
    let day = number(chars, end).filter(|(_, to)| matches!(chars.get(*to), Some('日' | '号')));
    match day {
        Some((day, to)) => (
            Day {
                year,
                month,
                day: u8::try_from(day).ok(),
            },
            to + 1,
        ),
        None => (
            Day {
                year,
                month,
                day: None,
            },
            end,
        ),
    }
}

/// Days of a month, in whatever year it may be.
pub(super) fn days(year: Option<u16>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => {
            let leap = year.is_none_or(|y| y % 4 == 0 && y % 100 != 0 || y % 400 == 0);
            if leap { 29 } else { 28 }
        }
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(Option<u16>, u8, Option<u8>)> {
        let chars: Vec<char> = text.chars().collect();
        dates(&chars)
            .into_iter()
            .map(|(d, _)| (d.year, d.month, d.day))
            .collect()
    }

    #[test]
    fn dates_in_every_dress() {
        assert_eq!(of("2023年12月31日"), [(Some(2023), 12, Some(31))]);
        assert_eq!(
            of("自2023.1.1—2023.12.31"),
            [(Some(2023), 1, Some(1)), (Some(2023), 12, Some(31))]
        );
        assert_eq!(of("2024/1/15 10:20"), [(Some(2024), 1, Some(15))]);
        assert_eq!(of("二〇二四年一月二十日"), [(Some(2024), 1, Some(20))]);
        assert_eq!(
            of("2023年1月至10月"),
            [(Some(2023), 1, None), (None, 10, None)]
        );
        assert_eq!(of("20240112-0007 20231231日 1.2件"), []);
        // A text may end anywhere.
        for end in 0.."2023年12月31日2023-12-31一月".chars().count() {
            let text: String = "2023年12月31日2023-12-31一月".chars().take(end).collect();
            of(&text);
        }
    }
}
