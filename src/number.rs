//! The only reading of numbers: what the text of one cell says.
//!
//! A cell says a whole number, a decimal, nothing, or something else. Full-width digits, a sign in
//! words (增5, 减3), thousands separators, a unit and a bracketed annotation are understood and
//! remembered, so that they can be mentioned.

use crate::text::{fold, is_invisible};

/// The largest whole number read: beyond it a JavaScript number is no longer exact.
pub const MAX: i64 = (1 << 53) - 1;

/// A number, unless it is beyond ±[`MAX`].
pub(crate) fn exact(n: i64) -> Option<i64> {
    (-MAX..=MAX).contains(&n).then_some(n)
}

/// A number, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number within ±[`MAX`].
    Count(i64),
    /// A decimal, exactly as written: digits, one point, perhaps a sign.
    Amount(String),
}

/// What one cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A number.
    Number {
        /// The number itself.
        value: Value,
        /// What was written beside it.
        dress: Dress,
    },
    /// Nothing, or a sign for nothing.
    Blank,
    /// Digits that are no number we can hold: too many, two points, letters among them.
    Unreadable,
    /// No number at all: a label or a sentence.
    Words,
}

/// What is written beside a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dress {
    /// A unit: 件, 万元.
    pub unit: bool,
    /// Thousands separators.
    pub separators: bool,
    /// A bracketed remark: 55（含自然失效29件）.
    pub annotation: bool,
    /// Written as a decimal although whole: 12.0.
    pub point: bool,
}

/// Longer before shorter: the first that a text ends with is its unit.
pub(crate) const UNITS: [&str; 16] = [
    "万元", "亿元", "元", "件次", "件", "项", "条", "宗", "起", "个", "人次", "次", "份", "人",
    "户", "家",
];
const UP: [&str; 4] = ["增加", "增长", "增", "升"];
const DOWN: [&str; 3] = ["减少", "减", "降"];

/// Reads the text of one cell.
pub fn read(text: &str) -> Said {
    // What most cells hold, in which there is nothing to understand.
    if let Some(n) = bare_count(text) {
        return number(Value::Count(n), Dress::default());
    }
    if is_label(text) {
        return Said::Words;
    }
    dressed(text)
}

/// The number of a text that is nothing but its digits, and few.
fn bare_count(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
}

/// Whether a text is of ideographs and marks between them, and longer than any sign for nothing.
fn is_label(text: &str) -> bool {
    let ideograph = |c| matches!(c, '\u{4e00}'..='\u{9fff}');
    let known = |c| ideograph(c) || matches!(c, '（' | '）' | '、' | '，' | '：' | '；');
    // `1.属于`: a digit that numbers the label.
    let numbered = matches!(text.as_bytes(), [b'1'..=b'9', b'.', ..]);
    let label = if numbered { &text[2..] } else { text };
    label.len() > 9
        && label.starts_with(|c| ideograph(c) || !numbered)
        && label.chars().all(known)
        && label.contains(ideograph)
}

/// Whether characters are no sign for nothing by one of them alone, and none of them may take others away.
pub(crate) fn is_plain_word(mut chars: impl Iterator<Item = char> + Clone) -> bool {
    let says = |c| matches!(c, '\u{4e00}'..='\u{9fff}') && !"无空無不适用".contains(c);
    chars.clone().any(says) && !chars.any(|c| u8::try_from(c).is_ok_and(crate::bare::is_mark))
}

/// Notes that say the number before them is not the one that counts: `10(更正为9)`, `16(上年)`.
const NOT_IT: [&str; 5] = ["更正", "改为", "应为", "(上年)", "(去年)"];

/// Reads a text that may say anything.
fn dressed(text: &str) -> Said {
    // Shown from right to left.
    if text.contains('\u{202e}') && text.contains(|c: char| c.is_ascii_digit()) {
        return Said::Unreadable;
    }
    let plain: String = crate::bare::bare(text)
        .chars()
        .filter(|&c| !is_invisible(c))
        .map(|c| if c == '減' { '减' } else { fold(c) })
        .collect();
    let plain = plain.trim();
    if is_nothing(plain) {
        return Said::Blank;
    }
    if is_sheet_error(plain) {
        return Said::Unreadable;
    }
    let mut dress = Dress::default();
    let bare = without_brackets(plain, &mut dress.annotation);
    if dress.annotation && NOT_IT.iter().any(|word| plain.contains(word)) {
        return Said::Unreadable;
    }
    let mut rest: &str = bare.trim();
    if rest.is_empty() || !rest.contains(|c: char| c.is_ascii_digit()) {
        return Said::Words;
    }
    let mut sign = 1;
    for (words, value) in [(&UP[..], 1), (&DOWN[..], -1)] {
        if let Some(tail) = words.iter().find_map(|word| rest.strip_prefix(word)) {
            (rest, sign) = (tail.trim_start(), value);
        }
    }
    if let Some(tail) = rest.strip_prefix('+') {
        rest = tail.trim_start();
    } else if let Some(tail) = rest.strip_prefix(['-', '−', '–', '—', '─']) {
        (rest, sign) = (tail.trim_start(), -sign);
    }
    if let Some(head) = UNITS.iter().find_map(|unit| rest.strip_suffix(unit)) {
        (rest, dress.unit) = (head.trim_end(), true);
    }
    if is_numbering(rest) {
        return Said::Words;
    }
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return spoilt(rest);
    }
    match digits(rest, &mut dress) {
        Some((whole, "")) => match whole.parse::<i64>() {
            Ok(n) if n <= MAX => number(Value::Count(sign * n), dress),
            _ => Said::Unreadable,
        },
        Some((whole, fraction)) => {
            if let (true, Ok(n)) = (fraction.bytes().all(|b| b == b'0'), whole.parse::<i64>())
                && n <= MAX
                && !dress.unit
                && fraction.len() <= 2
            {
                dress.point = true;
                // An amount keeps its digits, a count takes the whole number: the form decides.
                return number(Value::Amount(signed(sign, &whole, fraction)), dress);
            }
            if whole.len() > 18 || fraction.len() > 18 {
                return Said::Unreadable;
            }
            number(Value::Amount(signed(sign, &whole, fraction)), dress)
        }
        None => spoilt(rest),
    }
}

/// Numerals of headings.
const NUMERALS: &str = "一二三四五六七八九十";

/// Whether a text begins with a numbering: `5.属于三类`, `（二）部分`, `四、结转`.
pub(crate) fn is_numbered(text: &str) -> bool {
    let mut chars = text.chars().map(fold).filter(|c| !c.is_whitespace());
    match chars.next() {
        Some('(') => chars.nth(1) == Some(')'),
        Some(c) if c.is_ascii_digit() || NUMERALS.contains(c) => {
            matches!(chars.next(), Some('.' | '、'))
        }
        _ => false,
    }
}

/// `1.`, `2、`, `3.其他`: a numbering sign, alone or before a label.
fn is_numbering(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    // No form counts to a hundred.
    if text.len() - after.len() > 2 {
        return false;
    }
    let mut after = after.chars().filter(|c| !c.is_whitespace());
    matches!(after.next(), Some('.' | '、' | ')'))
        && !after.next().is_some_and(|c| c.is_ascii_digit())
}

/// `#REF!`, `#DIV/0!`, `#N/A`, `####`: what a spreadsheet shows where it has no number.
fn is_sheet_error(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|rest| {
        rest.len() <= 16 && (rest.ends_with(&['!', '?', '#'][..]) || rest == "N/A")
    })
}

/// Digits with little else among them are a spoilt number; with more, they are in a text.
fn spoilt(text: &str) -> Said {
    let others = text
        .chars()
        .filter(|c| !c.is_ascii_digit() && !".,，' ".contains(*c));
    if others.count() <= 2 && !text.contains(&['年', '月', '日'][..]) {
        Said::Unreadable
    } else {
        Said::Words
    }
}

fn number(value: Value, dress: Dress) -> Said {
    Said::Number { value, dress }
}

fn signed(sign: i64, whole: &str, fraction: &str) -> String {
    let minus = if sign < 0 { "-" } else { "" };
    format!("{minus}{whole}.{fraction}")
}

/// Whether a folded, trimmed text says nothing: empty, a dash, a slash, 无.
fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            '-' | '−' | '–' | '—' | '―' | '─' | '/' | '\\' | ' ' | '|' | '.' | '。' | '·'
        )
    }) || matches!(
        text,
        "无" | "空" | "無" | "无。" | "不适用" | "N/A" | "n/a" | "NaN" | "nan" | "<NA>"
    )
}

/// Digits, separators taken out: whole part and fraction.
fn digits<'a>(text: &'a str, dress: &mut Dress) -> Option<(String, &'a str)> {
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (text, ""),
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = whole.split([',', '，', '\'', ' ']).collect();
    let all_digits = |s: &&str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(all_digits) {
        return None;
    }
    if groups.len() > 1 {
        if groups[0].len() > 3 || groups[1..].iter().any(|group| group.len() != 3) {
            return None;
        }
        dress.separators = true;
    }
    Some((groups.concat(), fraction))
}

/// The text outside brackets; says whether there was anything inside. Digits before and after a
/// bracket stay apart: they are not one number.
fn without_brackets(text: &str, found: &mut bool) -> String {
    let (mut depth, mut closed) = (0usize, false);
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '〔' | '【' => {
                depth += 1;
                *found = true;
            }
            // One that closes nothing is the rest of something else.
            ')' | ']' | '〕' | '】' if depth > 0 => depth -= 1,
            _ if depth == 0 => {
                if closed && !out.is_empty() && (c.is_ascii_digit() || ".,，'".contains(c)) {
                    out.push('|');
                }
                out.push(c);
            }
            _ => continue,
        }
        closed = matches!(c, ')' | ']' | '〕' | '】') || closed && c.is_whitespace();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(text: &str) -> Option<i64> {
        match read(text) {
            Said::Number {
                value: Value::Count(n),
                ..
            } => Some(n),
            _ => None,
        }
    }

    #[test]
    fn what_a_note_takes_back_is_no_number() {
        for text in ["10（更正为9）", "10(应为 9)", "16（上年）", "16 （去年）"] {
            assert_eq!(read(text), Said::Unreadable, "{text}");
        }
        assert_eq!(count("10（上年16）"), Some(10));
    }

    #[test]
    fn whole_numbers_in_every_dress() {
        for (text, value) in [
            ("13", 13),
            (" １３ ", 13),
            ("1,234", 1234),
            ("1，234", 1234),
            ("1 234", 1234),
            ("12件", 12),
            ("12人次", 12),
            ("55（含自然失效29件）", 55),
            ("22 (其中修订 16 件)", 22),
            ("+21", 21),
            ("减3", -3),
            ("減3", -3),
            ("增5", 5),
            ("-8", -8),
            ("－8", -8),
            ("007", 7),
            ("1\u{200b}2", 12),
        ] {
            assert_eq!(count(text), Some(value), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_word_is_no_sign_for_nothing(text in "[不适用无件~*一\\[\\]()/-]{0,7}") {
            prop_assert!(!is_plain_word(text.chars()) || read(&text) != Said::Blank);
        }

        #[test]
        fn what_is_quickly_told_is_told_rightly(text in "[0-9]{0,17}|([0-9][.、])?[予以公开无（）、，：；件一]{0,9}") {
            prop_assert_eq!(read(&text), dressed(&text));
        }
    }

    #[test]
    fn amounts_keep_their_digits() {
        for (text, value) in [
            ("4166.241619", "4166.241619"),
            ("2.53万元", "2.53"),
            ("75,394,432.52元", "75394432.52"),
            ("0.00", "0.00"),
            ("-1.5", "-1.5"),
        ] {
            let Said::Number {
                value: Value::Amount(read),
                ..
            } = read(text)
            else {
                panic!("{text}: {:?}", read(text));
            };
            assert_eq!(read, value);
        }
    }

    #[test]
    fn signs_for_nothing() {
        for text in [
            "", " ", "\u{a0}", "/", "／", "-", "—", "——", "－－", "无", "無", "空", "\\", "NaN",
            "<NA>",
        ] {
            assert_eq!(read(text), Said::Blank, "{text}");
        }
    }

    #[test]
    fn neither_number_nor_nothing() {
        for text in [
            "12.3.4",
            "9007199254740993",
            "1,23",
            "1O",
            "12345678901234567890",
            "1（含2）3",
            // By how much something went up is no count of it.
            "↑15",
            "12（见注） 400",
            "21.37]",
            "\u{202e}21",
        ] {
            assert_eq!(read(text), Said::Unreadable, "{text}");
        }
        for text in [
            "规章",
            "1.",
            "3、其他",
            "3. 其他",
            "2.重复申请",
            "总计",
            "2023年12月31日止",
            "第二十条第（八）项",
        ] {
            assert_eq!(read(text), Said::Words, "{text}");
        }
    }
}
