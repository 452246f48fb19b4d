//! Numbers in sentences: digits and characters, with what they count.

use super::lexicon::Class;
use crate::number;

/// An exact decimal: `digits` / 10^`places`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub digits: i64,
    pub places: u32,
}

const COUNT_UNITS: [&str; 9] = ["件次", "件", "宗", "起", "份", "例", "条", "项", "笔"];
/// Units of so many things that nothing may follow them.
const BARE_UNITS: [&str; 3] = ["个", "次", "部"];
pub(super) const CHINESE_UNITS: [char; 4] = ['件', '起', '宗', '例'];

/// A number at the start of a text with what it counts: class, length, value.
pub(super) fn number(
    chars: &[char],
    year: Option<u16>,
    before: Option<char>,
) -> Option<(Class, usize, Decimal)> {
    let Some((decimal, length)) = digits(chars) else {
        return in_characters(chars, before);
    };
    let found = WrittenNumber {
        decimal,
        length,
        rest: &chars[length..],
    };
    if let Some((class, unit)) = found.time(year).or_else(|| found.rate()) {
        return Some((class, length + unit, decimal));
    }
    for (unit, scale) in [("万元", 4), ("元", 0)] {
        if let Some(end) = found.unit(unit) {
            return Some((Class::Money, length + end, decimal.scaled(scale)?));
        }
    }
    let (class, unit) = found.count();
    Some((class, length + unit, decimal))
}

/// 三件; not 第三条, 每一项, 同一份.
fn in_characters(chars: &[char], before: Option<char>) -> Option<(Class, usize, Decimal)> {
    let (digits, length) = chinese(chars)?;
    let unit = chars.get(length)?;
    let counts = before.is_none_or(|c| !"第每同逐任某这那".contains(c));
    let is_unit = CHINESE_UNITS.contains(unit) || "条份项".contains(*unit) && counts;
    is_unit.then_some((Class::Count, length + 1, Decimal { digits, places: 0 }))
}

/// A number in digits, and what stands behind it.
struct WrittenNumber<'a> {
    decimal: Decimal,
    length: usize,
    rest: &'a [char],
}

impl WrittenNumber<'_> {
    /// The length of a unit, where it follows.
    fn unit(&self, unit: &str) -> Option<usize> {
        let length = unit.chars().count();
        let fits = self.rest.len() >= length && unit.chars().zip(self.rest).all(|(a, b)| a == *b);
        fits.then_some(length)
    }

    /// Whether nothing of its clause follows what is `length` long.
    fn ends_behind(&self, length: usize, marks: &str) -> bool {
        self.rest.get(length).is_none_or(|c| marks.contains(*c))
    }

    /// A year, a month or a day: class and length of its unit.
    fn time(&self, year: Option<u16>) -> Option<(Class, usize)> {
        let Decimal { digits, places } = self.decimal;
        let this = self.length == 4 && year.is_some_and(|year| digits == i64::from(year));
        if this && (self.unit("全年").is_some() || self.unit("度").is_some()) {
            return Some((Class::This, 0));
        }
        if let Some(end) = self.unit("年度").or_else(|| self.unit("年")) {
            let class = match (year, digits) {
                _ if places > 0 || self.length != 4 => Class::Stop,
                (None, _) => Class::This,
                (Some(this), named) => match named - i64::from(this) {
                    0 => Class::This,
                    1 => Class::Next,
                    -1 => Class::Last,
                    _ => Class::When,
                },
            };
            return Some((class, end));
        }
        if let Some(end) = months(self.rest).filter(|_| places == 0) {
            return Some((Class::When, end));
        }
        if let Some(end) = self.unit("月").filter(|_| places == 0) {
            let class = if digits == 1 {
                Class::Plain
            } else {
                Class::When
            };
            return Some((class, end));
        }
        Some((Class::Plain, self.unit("日")?))
    }

    fn rate(&self) -> Option<(Class, usize)> {
        if let Some(end) = self.unit("%") {
            return Some((Class::Percent, end));
        }
        // What follows is of it too: 3‰左右.
        let end = self.unit("‰")? + 1;
        Some((Class::Stop, end.min(self.rest.len())))
    }

    /// What it counts by the unit behind it; without one it counts something else, or nothing.
    fn count(&self) -> (Class, usize) {
        if self.decimal.places > 0 {
            return (Class::Stop, 0);
        }
        // 137个申请, 3个工作日: of what only where nothing follows.
        let ends = |end: &usize| self.ends_behind(*end, "，、；。(（,;.)");
        let unit = COUNT_UNITS.iter().find_map(|unit| self.unit(unit));
        let bare = || {
            BARE_UNITS
                .iter()
                .find_map(|unit| self.unit(unit).filter(ends))
        };
        if let Some(end) = unit.or_else(bare) {
            let behind = &self.rest[end..];
            let follows = |text: &str| behind.iter().copied().take(2).eq(text.chars());
            let vague = matches!(behind.first(), Some('余' | '多'))
                || ["以上", "以下", "左右", "上下"].into_iter().any(follows);
            return (if vague { Class::Stop } else { Class::Count }, end);
        }
        match self.ends_behind(0, "，、；。()（）,;") {
            true => (Class::Bare, 0),
            false => (Class::Stop, 0),
        }
    }
}

/// 至10月, after the number of the month it runs from: the length.
fn months(chars: &[char]) -> Option<usize> {
    let from = usize::from(chars.first() == Some(&'月'));
    chars.get(from).filter(|c| "至到~—-–".contains(**c))?;
    let (_, length) = digits(&chars[from + 1..])?;
    (chars.get(from + 1 + length) == Some(&'月')).then_some(from + 1 + length + 1)
}

/// Characters of a number at most, and of a numeral.
const DIGITS: usize = 18;
const NUMERAL: usize = 9;

/// A number at the start of a text, in digits or characters, and its length.
pub(super) fn quantity(chars: &[char]) -> Option<(Decimal, usize)> {
    let numeral = |(digits, length)| (Decimal { digits, places: 0 }, length);
    digits(chars).or_else(|| chinese(chars).map(numeral))
}

/// Digits with separators and a fraction, none beyond what is exact everywhere.
pub(super) fn digits(chars: &[char]) -> Option<(Decimal, usize)> {
    let digit = |i: usize| chars.get(i).and_then(|c| c.to_digit(10));
    let mut i = 0;
    let mut value = Decimal::default();
    let mut point = false;
    // Where the digits since the last separator begin.
    let mut group = 0;
    while i <= DIGITS {
        if let Some(d) = digit(i) {
            value.digits = value.digits.checked_mul(10)?.checked_add(d.into())?;
            value.places += u32::from(point);
            i += 1;
        } else if i > 0
            && !point
            && chars.get(i) == Some(&',')
            && (1..=3).all(|k| digit(i + k).is_some())
            && digit(i + 4).is_none()
            && i - group <= 3
        {
            i += 1;
            group = i;
        } else if i > 0 && !point && chars.get(i) == Some(&'.') && digit(i + 1).is_some() {
            point = true;
            i += 1;
        } else {
            break;
        }
    }
    let exact = number::exact(value.digits).is_some();
    (i > 0 && i <= DIGITS && exact).then_some((value, i))
}

/// 三, 十二, 二十, 一百零五: a Chinese numeral below ten thousand.
fn chinese(chars: &[char]) -> Option<(i64, usize)> {
    // Most characters that are asked begin no numeral.
    let begins = |c: &char| {
        matches!(
            c,
            '〇' | '一'
                | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '壹'
                | '贰'
                | '叁'
                | '肆'
                | '伍'
                | '陆'
                | '柒'
                | '捌'
                | '玖'
                | '零'
                | '两'
                | '十'
                | '拾'
                | '百'
                | '佰'
                | '千'
                | '仟'
        )
    };
    if !chars.first().is_some_and(begins) {
        return None;
    }
    let (mut total, mut digit, mut i) = (0, None, 0);
    for &c in chars {
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            _ => 1,
        };
        if unit > 1 {
            total += digit.take().unwrap_or(1) * unit;
        } else if let Some(d) = "〇一二三四五六七八九〇壹贰叁肆伍陆柒捌玖"
            .chars()
            .position(|n| n == c)
            .map(|d| d % 10)
        {
            if digit.replace(d as i64).is_some_and(|before| before > 0) {
                return None;
            }
        } else if c == '零' {
            digit = Some(0);
        } else if c == '两' {
            digit = Some(2);
        } else {
            break;
        }
        i += 1;
        if i > NUMERAL {
            return None;
        }
    }
    (i > 0).then_some((total + digit.unwrap_or(0), i))
}

impl Decimal {
    /// Reads what a cell for an amount says.
    pub fn read(text: &str) -> Option<Decimal> {
        let chars: Vec<char> = text.chars().collect();
        let (value, length) = digits(&chars)?;
        (length == chars.len()).then_some(value)
    }

    /// Ten to the `power` times the number.
    pub fn scaled(self, power: u32) -> Option<Decimal> {
        let away = power.min(self.places);
        let digits = self.digits.checked_mul(10i64.checked_pow(power - away)?)?;
        Some(Decimal {
            digits,
            places: self.places - away,
        })
    }

    /// Whether an exact number is written as this one once rounded: `33.9` means [33.85, 33.95).
    pub fn rounds(self, numerator: i128, denominator: i128) -> bool {
        if denominator <= 0 {
            return false;
        }
        let Some(scale) = 10i128.checked_pow(self.places) else {
            return false;
        };
        let twice = 2 * i128::from(self.digits);
        let exact = 2 * scale * numerator;
        (twice - 1) * denominator <= exact && exact < (twice + 1) * denominator
    }

    /// Whether it is a whole multiple of ten.
    pub fn is_tens(self) -> bool {
        self.digits % 10i64.pow(self.places + 1) == 0
    }

    pub fn is_zero(self) -> bool {
        self.digits == 0
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = 10i64.pow(self.places);
        let places = self.places as usize;
        write!(f, "{}", self.digits / scale)?;
        match places {
            0 => Ok(()),
            _ => write!(f, ".{:0places$}", self.digits % scale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_dress() {
        let of = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            number(&chars, Some(2023), None).map(|(class, _, value)| (class, value.to_string()))
        };
        assert_eq!(of("1,295件"), Some((Class::Count, "1295".into())));
        assert_eq!(of("三件"), Some((Class::Count, "3".into())));
        assert_eq!(of("二十一起"), Some((Class::Count, "21".into())));
        assert_eq!(of("一百零五件"), Some((Class::Count, "105".into())));
        assert_eq!(of("17.46%"), Some((Class::Percent, "17.46".into())));
        assert_eq!(of("2.53万元"), Some((Class::Money, "25300".into())));
        assert_eq!(of("0.123456万元"), Some((Class::Money, "1234.56".into())));
        assert_eq!(of("20件余"), Some((Class::Stop, "20".into())));
        assert_eq!(of("2022年度"), Some((Class::Last, "2022".into())));
        assert_eq!(of("一是"), None);
    }

    #[test]
    fn percentages_are_intervals() {
        let share = Decimal {
            digits: 339,
            places: 1,
        };
        // 33.85 is in, 33.95 is not.
        assert!(share.rounds(3385, 100) && !share.rounds(3395, 100));
        assert!(!share.rounds(33849, 1000) && share.rounds(33949, 1000));
    }
}
