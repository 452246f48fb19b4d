//! Number formats: what a spreadsheet shows of a stored number is what is read of it.
//!
//! Of a format its first section counts: how many decimals are shown, hundredths, days. Zero is zero
//! whatever stands for it, and signs, separators and words around the digits are left out. `General`
//! shows ten digits or so, so that what computing left in the fifteenth is not there. A number that a
//! format hides (`;;;`), or its font in the colour of paper, is not read. What cannot be read (□): one that is struck
//! out, one shown in thousands or in fewer digits and a power of ten, as words, as a fraction or a time of day, with digits of the format's own beside it
//! or signs between its digits, a negative one that a section of its own shows, and one of which conditions make words.

use crate::float;
use crate::number::{self, Said};
use crate::read::STRUCK;

/// What a number format makes of a number, as far as it matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// As many digits as there are.
    #[default]
    General,
    /// Digits with so many decimals at most.
    Fixed(u8),
    /// So too, and negative numbers without a sign.
    Unsigned(u8),
    /// Hundredths, with so many decimals at most.
    Percent(u8),
    /// As it is where it is whole, else a fraction.
    Whole,
    /// So many digits at most, and a power of ten.
    Scientific(u8),
    /// A day.
    Date,
    /// Nothing is shown.
    Nothing,
    /// Something else is shown than the number.
    Other,
    /// Whatever stands there is struck out.
    Struck,
    /// Whatever stands there is written in the colour of paper, and nothing lies behind it.
    White,
}

impl NumberFormat {
    /// A format that has a number of its own.
    pub fn built_in(id: u32) -> Option<Self> {
        Some(match id {
            1 | 3 | 37 | 38 | 41 | 42 => NumberFormat::Fixed(0),
            2 | 4 | 39 | 40 | 43 | 44 => NumberFormat::Fixed(2),
            9 => NumberFormat::Percent(0),
            11 => NumberFormat::Scientific(3),
            48 => NumberFormat::Scientific(2),
            10 => NumberFormat::Percent(2),
            12 | 13 => NumberFormat::Whole,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Date,
            0..164 => NumberFormat::General,
            _ => return None,
        })
    }

    /// A format written out.
    pub fn of_code(code: &str) -> Self {
        let negative = code.split(';').nth(1);
        let signed =
            |section: &str| section.contains(['-', '(', '（', '－', '−', '负', '减', '△', '▲']);
        match Self::of_first(code) {
            NumberFormat::Fixed(decimals) if !negative.is_none_or(signed) => {
                NumberFormat::Unsigned(decimals)
            }
            format => format,
        }
    }

    /// What the first section of a format says.
    fn of_first(code: &str) -> Self {
        let mut chars = code.chars().peekable();
        let is_foreign_sign =
            |sign: char| is_foreign(sign.encode_utf8(&mut [0; 4])) && !code.contains('元');
        let (mut date, mut percent, mut words, mut white) = (false, false, false, false);
        // Places for digits, those after the point, and what came after the last of them.
        let (mut places, mut decimals, mut point, mut scaled) = (0u32, 0u8, false, false);
        // Digits of the format's own, and whether a sign came behind a place for a digit.
        let (mut foreign, mut behind) = (false, false);
        while let Some(c) = chars.next() {
            match c {
                ';' => break,
                '"' => {
                    let inside: String = chars.by_ref().take_while(|&c| c != '"').collect();
                    words |= !inside.trim().is_empty();
                    foreign |= is_foreign(&inside);
                    behind |= places > 0 && !inside.trim().is_empty();
                }
                '[' => {
                    let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    if inside.starts_with(['<', '>', '=']) {
                        return NumberFormat::with_conditions(code);
                    }
                    let inside = inside.to_ascii_lowercase();
                    date |= matches!(&*inside, "h" | "hh" | "m" | "mm" | "s");
                    white |= matches!(&*inside, "white" | "color2" | "白色" | "颜色2");
                }
                // A point that is a sign only stands between digits of another size.
                '!' | '\\' => match chars.next() {
                    Some('.') => return NumberFormat::Other,
                    sign => {
                        foreign |= sign.is_some_and(is_foreign_sign);
                        words |= sign.is_some_and(|sign| !sign.is_whitespace());
                        behind |= places > 0 && sign.is_some_and(|sign| !sign.is_whitespace());
                    }
                },
                '_' => drop(chars.next()),
                '*' => foreign |= chars.next().is_some_and(|sign| sign.is_ascii_digit()),
                '%' => percent = true,
                '0' | '#' | '?' => {
                    foreign |= behind && !date;
                    places += 1;
                    decimals = decimals.saturating_add(u8::from(point));
                    scaled = false;
                }
                '.' => point = true,
                ',' => scaled = places > 0,
                'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'm' | 'M' => date = true,
                // `General`, `@`, and what shows the whole number in another way.
                'G' | '@' | 'E' | 'e' => {
                    let rest: String = chars.collect();
                    let rest = rest.split(';').next().unwrap_or_default();
                    let digits = c != 'E' && c != 'e' && rest.contains(char::is_numeric);
                    return match c {
                        _ if foreign || digits => NumberFormat::Other,
                        // One digit before the point, however many places there are for others.
                        'E' | 'e' if places > 0 => NumberFormat::Scientific(decimals + 1),
                        _ => NumberFormat::General,
                    };
                }
                '/' if places > 0 && !date => return NumberFormat::Whole,
                '1'..='9' => foreign = true,
                '-' | ':' => {
                    behind |= places > 0;
                    words |= c == '-';
                }
                // The days of the week, 件.
                c => {
                    words |= c.is_alphanumeric();
                    foreign |= is_foreign_sign(c);
                }
            }
        }
        match () {
            () if white => NumberFormat::White,
            () if date => NumberFormat::Date,
            () if foreign => NumberFormat::Other,
            () if places == 0 && words => NumberFormat::Other,
            () if places == 0 => NumberFormat::Nothing,
            () if scaled => NumberFormat::Other,
            () if percent => NumberFormat::Percent(decimals),
            () => NumberFormat::Fixed(decimals),
        }
    }

    /// A format whose sections hold under conditions: what they show is the number where each shows all of it.
    fn with_conditions(code: &str) -> Self {
        let shows = |section: &str| {
            let condition = section.find('[').zip(section.find(']'));
            let condition = condition.filter(|(from, to)| from < to);
            let is_zero = condition.is_some_and(|(from, to)| section[from + 1..to].trim() == "=0");
            let bare = condition.map_or(section.to_owned(), |(from, to)| {
                [&section[..from], &section[to + 1..]].concat()
            });
            let more = bare.contains(['<', '>', '=']);
            let format = if more {
                NumberFormat::Other
            } else {
                Self::of_first(&bare)
            };
            is_zero || matches!(format, NumberFormat::General | NumberFormat::Fixed(0))
        };
        match code.split(';').take(3).all(shows) {
            true => NumberFormat::General,
            false => NumberFormat::Other,
        }
    }

    /// The number as text: whole numbers without a fraction.
    pub fn show(self, value: f64, from_1904: bool) -> String {
        match self {
            NumberFormat::Unsigned(_) if value < 0.0 => "□".to_owned(),
            NumberFormat::Whole if value != value.trunc() => "□".to_owned(),
            NumberFormat::Whole => digits(value),
            NumberFormat::Scientific(most) => {
                let all = digits(value);
                let digits = all.trim_start_matches(['-', '0', '.']).replace('.', "");
                match digits.trim_end_matches('0').len() <= usize::from(most) {
                    true => all,
                    false => "□".to_owned(),
                }
            }
            NumberFormat::General => digits(value),
            NumberFormat::Fixed(decimals) | NumberFormat::Unsigned(decimals) => {
                fixed(value, decimals)
            }
            NumberFormat::Percent(decimals) => format!("{}%", fixed(value * 100.0, decimals)),
            NumberFormat::Date => date(value, from_1904).unwrap_or_else(|| "□".to_owned()),
            NumberFormat::Nothing => String::new(),
            NumberFormat::White if value == 0.0 => String::new(),
            NumberFormat::Other => "□".to_owned(),
            NumberFormat::Struck | NumberFormat::White => STRUCK.to_owned(),
        }
    }

    /// What is read of a text.
    pub fn show_text(self, text: &str) -> &str {
        match self {
            // A number that is struck out leaves no blank.
            NumberFormat::Struck if text.contains(|c: char| c.is_ascii_digit()) => STRUCK,
            NumberFormat::White if text.contains(|c| ('1'..='9').contains(&c)) => STRUCK,
            NumberFormat::Struck | NumberFormat::White => "",
            _ => text,
        }
    }
}

/// What a number format makes of a text: the last of four sections is for texts, or one that names them (`@`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TextFormat {
    /// The text, with words around it.
    #[default]
    Same,
    /// Nothing is shown.
    Nothing,
    /// Something else is shown than the text.
    Other,
}

impl TextFormat {
    pub fn of_code(code: &str) -> Self {
        let (mut sections, mut named) = (0, false);
        let (mut words, mut chars) = (String::new(), code.chars());
        while let Some(c) = chars.next() {
            match c {
                ';' => {
                    sections += 1;
                    (words, named) = (String::new(), false);
                }
                '"' => words.extend(chars.by_ref().take_while(|&c| c != '"')),
                '!' | '\\' | '*' => words.extend(chars.next()),
                '_' => drop(chars.next()),
                '[' => drop(chars.by_ref().find(|&c| c == ']')),
                '@' | 'G' => named = true,
                // General.
                'a'..='z' => {}
                c => words.push(c),
            }
        }
        match (sections >= 3, named) {
            (_, true) if is_foreign(&words) => TextFormat::Other,
            (true, false) if words.trim().is_empty() => TextFormat::Nothing,
            (true, false) => TextFormat::Other,
            _ => TextFormat::Same,
        }
    }
}

/// Whether a text has a number in it, and is not just a label.
pub(super) fn is_numeral(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !matches!(number::read(text), Said::Words | Said::Blank)
}

/// Whether words of a format have digits in them, or numerals that make another number of what stands before.
pub(super) fn is_foreign(words: &str) -> bool {
    words.contains(char::is_numeric)
        || words.contains(['十', '百', '千', '万', '亿']) && !words.contains('元')
}

/// Ten decimals of the first digit: what is shown where there is room.
fn digits(value: f64) -> String {
    if !value.is_finite() {
        return "#NUM!".to_owned();
    }
    if value.abs() >= 1e15 {
        return float::scientific(value);
    }
    if value == value.trunc() || value.abs() >= 1e11 {
        return (value as i64).to_string();
    }
    float::shown(value)
}

/// Half of the last place is rounded away from zero, as spreadsheets do, of what is written in
/// fifteen digits and not of what is stored.
fn fixed(value: f64, decimals: u8) -> String {
    let factor = f64::from(10u32.pow(decimals.min(9).into()));
    let scaled = value.abs() * factor;
    if scaled >= 1e15 || scaled.is_nan() {
        return digits(value);
    }
    let scaled = float::rounded(scaled);
    let whole = (scaled + 0.5).floor() as u64;
    let (places, factor) = (usize::from(decimals.min(9)), factor as u64);
    let sign = if value < 0.0 && whole > 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:0places$}", whole / factor, whole % factor);
    match places {
        0 => text[..text.len() - 2].to_owned(),
        _ => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

/// A serial number of days as a date; a time of day alone stays a number.
fn date(serial: f64, from_1904: bool) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    // Both counts from 1970-01-01. 1900-02-29 is counted though it never was.
    let days = serial as i64 - if from_1904 { 24_107 } else { 25_569 };
    // Days since 0000-03-01, in eras of 400 years.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (year, month, day) = (
        year + era * 400 + i64::from(month >= 10),
        if month < 10 { month + 3 } else { month - 9 },
        day - (153 * month + 2) / 5 + 1,
    );
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_how_many_digits_are_shown() {
        for (code, format) in [
            ("#,##0_);[Red](#,##0)", NumberFormat::Fixed(0)),
            ("0.0%", NumberFormat::Percent(1)),
            ("yyyy\"年\"m\"月\"", NumberFormat::Date),
            ("[h]:mm", NumberFormat::Date),
            ("0\"件(days)\"", NumberFormat::Fixed(0)),
            ("General\"d\"", NumberFormat::General),
            (
                "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
                NumberFormat::Fixed(2),
            ),
            ("0;-0;;@", NumberFormat::Fixed(0)),
            (";;;", NumberFormat::Nothing),
            ("\"见附件\"", NumberFormat::Other),
            ("0,", NumberFormat::Other),
            ("#,##0.0,,", NumberFormat::Other),
            ("0!.0,", NumberFormat::Other),
            ("0\\.0,", NumberFormat::Other),
            ("[=0]\"-\";0", NumberFormat::General),
            ("#,##0;[Red]#,##0", NumberFormat::Unsigned(0)),
            ("0;[Red]-0", NumberFormat::Fixed(0)),
            ("[>=10]0;[<10]#,##0", NumberFormat::General),
            ("[>9]\"许多\";0", NumberFormat::Other),
            ("0\" 6\"", NumberFormat::Other),
            ("\"3\"0", NumberFormat::Other),
            ("\\2\\4", NumberFormat::Other),
            ("0*7", NumberFormat::Other),
            ("[White]0;[Red]-0", NumberFormat::White),
            ("[白色]#,##0", NumberFormat::White),
            ("\\-", NumberFormat::Other),
            ("-", NumberFormat::Other),
            ("#万", NumberFormat::Other),
            ("#\\万", NumberFormat::Other),
            ("0.00万元", NumberFormat::Fixed(2)),
            ("0;[White]-0", NumberFormat::Fixed(0)),
            ("0\"十\"", NumberFormat::Other),
            ("0\"万\"", NumberFormat::Other),
            ("0.00\"万元\"", NumberFormat::Fixed(2)),
            ("00-00", NumberFormat::Other),
            ("# ??/??", NumberFormat::Whole),
            ("aaaa", NumberFormat::Other),
            ("0.00E+00", NumberFormat::Scientific(3)),
            ("##0.0E+0", NumberFormat::Scientific(2)),
            ("@", NumberFormat::General),
            ("General\"0\"", NumberFormat::Other),
            ("General;-0", NumberFormat::General),
        ] {
            assert_eq!(NumberFormat::of_code(code), format, "{code}");
        }
    }

    #[test]
    fn formats_say_what_is_shown_of_a_text() {
        for (code, format) in [
            ("0;0;0;", TextFormat::Nothing),
            (";;;", TextFormat::Nothing),
            (";;;@", TextFormat::Same),
            ("0;-0;;@\"件\"", TextFormat::Same),
            ("0;0;0;\"见附件\"", TextFormat::Other),
            ("@\"0\"", TextFormat::Other),
            ("0;0;0;@\\0", TextFormat::Other),
            ("0\";;;\"", TextFormat::Same),
            ("General", TextFormat::Same),
            ("0;0;0;General", TextFormat::Same),
            (
                "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
                TextFormat::Same,
            ),
        ] {
            assert_eq!(TextFormat::of_code(code), format, "{code}");
        }
    }

    #[test]
    fn numbers_are_shown_as_a_person_would_write_them() {
        for (format, value, shown) in [
            (NumberFormat::General, 12.0, "12"),
            (NumberFormat::General, 0.1 + 0.2, "0.3"),
            (NumberFormat::General, 6.000_000_000_000_01, "6"),
            (NumberFormat::General, 1203.45, "1203.45"),
            (NumberFormat::General, -8.0, "-8"),
            (NumberFormat::General, 1e300, "1e300"),
            (NumberFormat::General, 123_456_789_012.0, "123456789012"),
            (NumberFormat::Fixed(0), 470.3, "470"),
            (NumberFormat::Fixed(0), 2.5, "3"),
            (NumberFormat::Fixed(0), -0.2, "0"),
            (NumberFormat::Fixed(2), 1.005, "1.01"),
            (NumberFormat::Fixed(2), 26.0, "26"),
            (NumberFormat::Fixed(2), 96.53, "96.53"),
            (NumberFormat::Percent(0), 0.07, "7%"),
            (NumberFormat::Percent(2), 0.12345, "12.35%"),
            (NumberFormat::Date, 44_927.0, "2023-01-01"),
            (NumberFormat::Nothing, 8.0, ""),
            (NumberFormat::Unsigned(0), -9.0, "□"),
            (NumberFormat::Unsigned(0), 9.0, "9"),
            (NumberFormat::Whole, 9.0, "9"),
            (NumberFormat::Scientific(2), 30.0, "30"),
            (NumberFormat::Scientific(2), 1200.0, "1200"),
            (NumberFormat::Scientific(2), 231.0, "□"),
            (NumberFormat::Scientific(2), -0.05, "-0.05"),
            (NumberFormat::Scientific(3), 0.1 + 0.2, "0.3"),
            (NumberFormat::Whole, 0.25, "□"),
            (NumberFormat::Date, 0.25, "□"),
        ] {
            assert_eq!(format.show(value, false), shown, "{format:?} {value}");
        }
        assert_eq!(NumberFormat::Date.show(43_465.0, true), "2023-01-01");
    }
}
