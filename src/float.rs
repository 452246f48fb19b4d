//! Floating-point numbers as text and back, as the standard library has them. Its own tables and its ways to print
//! are more than 10 kB gzipped of the larger wasm, and spreadsheets are all that wants them: here long division of whole
//! numbers does it, and what is usual goes without.

use std::cmp::Ordering;

/// Digits that any number may have before it is no longer told apart from its neighbours.
const MOST_DIGITS: usize = 770;
/// Decimal places within which every power of ten is a number of its own.
const EXACT: i32 = 22;
/// Bits of a mantissa, the first of which is not stored.
const BITS: i32 = 53;

/// The number that a text writes, just as `str::parse` has it.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let value = match text.as_bytes().first()? {
        b'0'..=b'9' | b'.' => Scientific::read(text)?.value(),
        _ if text.eq_ignore_ascii_case("nan") => f64::NAN,
        _ if ["inf", "infinity"].map(|word| text.eq_ignore_ascii_case(word)) != [false; 2] => {
            f64::INFINITY
        }
        _ => return None,
    };
    Some(if negative { -value } else { value })
}

/// A number that is not negative: 0.d₁d₂d₃… times a power of ten.
struct Scientific {
    /// Each 0 to 9; the first and the last are not 0.
    digits: Vec<u8>,
    point: i32,
}

impl Scientific {
    /// Digits with a point among them, perhaps a power of ten behind.
    fn read(text: &str) -> Option<Self> {
        let (number, power) = match text.split_once(['e', 'E']) {
            Some((number, power)) => (number, power_of(power)?),
            None => (text, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let written = || whole.bytes().chain(fraction.bytes());
        if whole.len() + fraction.len() == 0 || !written().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let zeros = written().take_while(|&byte| byte == b'0').count();
        let mut digits: Vec<u8> = written().skip(zeros).map(|byte| byte - b'0').collect();
        if digits.len() > MOST_DIGITS {
            // Beyond that it matters only whether there is anything.
            let more = digits[MOST_DIGITS..].iter().any(|&digit| digit > 0);
            digits.truncate(MOST_DIGITS);
            digits.extend(more.then_some(1));
        }
        let point = whole.len() as i64 - zeros as i64 + power;
        let mut decimal = Scientific {
            digits,
            point: point.clamp(-10_000, 10_000) as i32,
        };
        decimal.trim();
        Some(decimal)
    }

    /// The first so many digits of a number that is finite and not negative; exactly half is rounded up, or to even.
    fn of(value: f64, count: usize, up: bool) -> Self {
        let bits = value.to_bits();
        let (stored, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i32);
        let (mantissa, exponent) = match exponent {
            0 => (stored, 1 - 1075),
            _ => (stored | 1 << 52, exponent - 1075),
        };
        let mut decimal = Scientific {
            digits: Vec::with_capacity(count),
            point: 0,
        };
        if mantissa == 0 {
            return decimal;
        }
        let (mut over, mut under) = (BigWhole::of(mantissa), BigWhole::of(1));
        match exponent {
            0.. => over.double(exponent as u32),
            _ => under.double(exponent.unsigned_abs()),
        }
        // Its logarithm, or one less.
        let bits = 64 - mantissa.leading_zeros() as i32 + exponent - 1;
        decimal.point = (bits * 30_103).div_euclid(100_000);
        match decimal.point {
            0.. => under.raise(decimal.point as u32),
            _ => over.raise(decimal.point.unsigned_abs()),
        }
        while over.cmp(&under) != Ordering::Less {
            under.times(10);
            decimal.point += 1;
        }
        for _ in 0..count {
            over.times(10);
            let mut digit = 0;
            while over.cmp(&under) != Ordering::Less {
                over.less(&under);
                digit += 1;
            }
            decimal.digits.push(digit);
        }
        over.double(1);
        let odd = decimal.digits.last().is_some_and(|digit| digit % 2 == 1);
        match over.cmp(&under) {
            Ordering::Greater => decimal.increase(),
            Ordering::Equal if odd || up => decimal.increase(),
            _ => {}
        }
        decimal.trim();
        decimal
    }

    /// The shortest by which a number that is finite and not negative is told from every other.
    fn shortest(value: f64) -> Self {
        for count in [15, 16] {
            let mut decimal = Scientific::of(value, count, true);
            if decimal.value() == value {
                return decimal;
            }
            // Below a power of two numbers are twice as close: the nearer decimal may be another's.
            decimal.digits.resize(count, 0);
            decimal.increase();
            if decimal.value() == value {
                return decimal;
            }
        }
        Scientific::of(value, 17, true)
    }

    /// One more in the last place.
    fn increase(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            *digit += 1;
            if *digit < 10 {
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.point += 1;
    }

    fn trim(&mut self) {
        let end = self.digits.iter().rposition(|&digit| digit > 0);
        self.digits.truncate(end.map_or(0, |last| last + 1));
    }

    /// The nearest number; of two as near the even one.
    fn value(&self) -> f64 {
        let places = self.point - self.digits.len() as i32;
        if self.digits.len() <= 15 && (-EXACT..=EXACT).contains(&places) {
            let append = |number: u64, &digit: &u8| 10 * number + u64::from(digit);
            let number = self.digits.iter().fold(0, append) as f64;
            let power = (0..places.abs()).fold(1.0, |power, _| power * 10.0);
            return if places < 0 {
                number / power
            } else {
                number * power
            };
        }
        match self.point {
            _ if self.digits.is_empty() => return 0.0,
            310.. => return f64::INFINITY,
            ..-330 => return 0.0,
            _ => {}
        }
        let (mut over, mut under) = (BigWhole::of(0), BigWhole::of(1));
        for &digit in &self.digits {
            over.times(10);
            over.add(digit.into());
        }
        match places {
            0.. => over.raise(places as u32),
            _ => under.raise(places.unsigned_abs()),
        }
        // One bit before the point: 1 ≤ over ÷ under < 2.
        let mut exponent = over.bits() - under.bits();
        match exponent {
            0.. => under.double(exponent as u32),
            _ => over.double(exponent.unsigned_abs()),
        }
        if over.cmp(&under) == Ordering::Less {
            over.double(1);
            exponent -= 1;
        }
        let biased = exponent + 1023;
        // Numbers near 0 have fewer bits.
        let bits = if biased > 0 { BITS } else { BITS - 1 + biased };
        let mut mantissa = 0u64;
        for _ in 0..bits.max(0) {
            let one = over.cmp(&under) != Ordering::Less;
            if one {
                over.less(&under);
            }
            mantissa = 2 * mantissa + u64::from(one);
            over.double(1);
        }
        let up = match over.cmp(&under) {
            // All that is left of a number below half of the least.
            _ if bits < 0 => false,
            Ordering::Less => false,
            Ordering::Equal => mantissa % 2 == 1,
            Ordering::Greater => true,
        };
        mantissa += u64::from(up);
        match biased {
            2047.. => f64::INFINITY,
            1.. => f64::from_bits((((biased - 1) as u64) << 52) + mantissa),
            _ => f64::from_bits(mantissa),
        }
    }

    /// Without a power of ten.
    fn plain(&self) -> String {
        let digit = |at: i32| usize::try_from(at).ok().and_then(|at| self.digits.get(at));
        let digits = |places: std::ops::Range<i32>| {
            places.map(|at| char::from(b'0' + digit(at).copied().unwrap_or(0)))
        };
        let mut text: String = digits(self.point.min(1) - 1..self.point.max(0)).collect();
        if self.point <= 0 {
            text = "0".to_owned();
        }
        if self.digits.len() as i32 > self.point {
            text.push('.');
            text.extend(digits(self.point..self.digits.len() as i32));
        }
        text
    }
}

/// The power of ten after its letter.
fn power_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let append = |power: i64, byte| (10 * power + i64::from(byte - b'0')).min(1 << 40);
    let power = digits.bytes().fold(0, append);
    Some(if text.starts_with('-') { -power } else { power })
}

/// A finite number in its first fifteen digits.
pub(crate) fn rounded(value: f64) -> f64 {
    // Whole ones of fewer digits are exact.
    if value == value.trunc() && value.abs() < 1e15 {
        return value;
    }
    Scientific::of(value.abs(), 15, false)
        .value()
        .copysign(value)
}

/// A finite number in its first eleven digits, as `Display` has it.
pub(crate) fn shown(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}", Scientific::of(value.abs(), 11, false).plain())
}

/// A finite number of at least sixteen digits with its power of ten, as `LowerExp` has it.
pub(crate) fn scientific(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let mut decimal = Scientific::shortest(value.abs());
    let power = decimal.point - 1;
    decimal.point = 1;
    format!("{sign}{}e{power}", decimal.plain())
}

/// A number that is not negative in digits alone, by which it is told from every other; `inf` where it has none.
pub(crate) fn plain(value: f64) -> String {
    match value.is_finite() {
        true => Scientific::shortest(value).plain(),
        false => "inf".to_owned(),
    }
}

/// A whole number of any size: 32 bits a place, the lowest first, the last of them not 0.
struct BigWhole(Vec<u32>);

impl BigWhole {
    fn of(number: u64) -> Self {
        let mut whole = BigWhole(vec![number as u32, (number >> 32) as u32]);
        whole.trim();
        whole
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn bits(&self) -> i32 {
        let zeros = self.0.last().map_or(0, |last| last.leading_zeros());
        32 * self.0.len() as i32 - zeros as i32
    }

    /// Times a factor, and more.
    fn times_and(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for place in &mut self.0 {
            carry += u64::from(*place) * u64::from(factor);
            *place = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn times(&mut self, factor: u32) {
        self.times_and(factor, 0);
    }

    fn add(&mut self, more: u32) {
        self.times_and(1, more);
    }

    /// Times a power of ten.
    fn raise(&mut self, power: u32) {
        for _ in 0..power / 9 {
            self.times(1_000_000_000);
        }
        self.times(10u32.pow(power % 9));
    }

    /// Times a power of two.
    fn double(&mut self, power: u32) {
        self.times(1 << (power % 32));
        if !self.0.is_empty() {
            let places = std::iter::repeat_n(0, power as usize / 32);
            self.0.splice(0..0, places);
        }
    }

    /// Less another that is not more.
    fn less(&mut self, other: &BigWhole) {
        let mut borrowed = false;
        for (at, place) in self.0.iter_mut().enumerate() {
            let taken = other.0.get(at).copied().unwrap_or(0);
            let (rest, first) = place.overflowing_sub(taken);
            let (rest, second) = rest.overflowing_sub(u32::from(borrowed));
            (*place, borrowed) = (rest, first | second);
        }
        self.trim();
    }

    fn cmp(&self, other: &BigWhole) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_text(text: &str) {
        let (ours, theirs) = (parse(text), text.parse::<f64>().ok());
        let same = match (ours, theirs) {
            (Some(ours), Some(theirs)) if theirs.is_nan() => ours.is_nan(),
            (Some(ours), Some(theirs)) => ours.to_bits() == theirs.to_bits(),
            (ours, theirs) => ours == theirs,
        };
        assert!(same, "{text}: {ours:?} {theirs:?}");
    }

    fn check_value(value: f64) {
        if !value.is_finite() {
            return;
        }
        check_text(&format!("{value:e}"));
        check_text(&value.to_string());
        let theirs: f64 = format!("{value:.14e}").parse().expect("a number");
        assert_eq!(rounded(value).to_bits(), theirs.to_bits(), "{value:e}");
        // Those next to 0 have fewer digits.
        if value != 0.0 && value.abs() > 1e-300 {
            let theirs: f64 = format!("{value:.10e}").parse().expect("a number");
            assert_eq!(shown(value), theirs.to_string(), "{value:e}");
        }
        let digits = plain(value.abs());
        assert!(digits.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
        assert_eq!(parse(&digits), Some(value.abs()));
        if value.abs() >= 1e15 {
            assert_eq!(scientific(value), format!("{value:e}"));
        }
    }

    #[test]
    fn powers_and_halves_are_read_and_shown_as_the_standard_library_has_them() {
        for power in (0..2046u64).step_by(3) {
            for more in [0, 1, (1 << 52) - 1] {
                check_value(f64::from_bits((power << 52) + more));
            }
        }
        for power in -345..320 {
            for digits in ["1", "5", "9.999999999999999", "2.5000000000000000000001"] {
                check_text(&format!("{digits}e{power}"));
            }
        }
        for text in [
            "",
            "+",
            "-",
            ".",
            "1.",
            ".5",
            "-.5e1",
            "1e",
            "1e+",
            "e5",
            "1_0",
            "0x1",
            "inf",
            "-Infinity",
            "NaN",
            "nano",
            " 1",
            "1 ",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "1e-99999999999999999999",
            "--1",
            "1..2",
            "9007199254740993",
            "9007199254740992.9999999999",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "-0",
            "000.000",
            "1e5.",
            "٣",
        ] {
            check_text(text);
        }
        // Exactly between two numbers, and a little more after a thousand digits.
        let half = format!("9007199254740993.{}", "0".repeat(1000));
        check_text(&half);
        check_text(&format!("{half}1"));
        check_text(&format!("0.{}1", "0".repeat(1000)));
        for half in [
            0.5,
            2.5,
            0.125,
            12_345_678_901.5,
            12_345_678_902.5,
            99_999_999_999.7,
        ] {
            check_value(half);
        }
    }

    proptest! {
        #[test]
        fn as_the_standard_library_has_them(bits: u64, decimals in -9_999_999_999_999i64..9_999_999_999_999, places in 0..12) {
            check_value(f64::from_bits(bits));
            check_value(decimals as f64 / (0..places).fold(1.0, |power, _| power * 10.0));
        }

        #[test]
        fn texts_are_read_as_the_standard_library_reads_them(text in "[-+]?[0-9]{0,25}\\.?[0-9]{0,25}([eE][-+]?[0-9]{0,3})?") {
            check_text(&text);
        }
    }
}
