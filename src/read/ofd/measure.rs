//! Lengths, transformations and boxes. Lengths are ten-thousandths of a millimetre and factors
//! millionths, both bounded so that a sum of products fits into 64 bits: every platform gives the
//! same page to the last hundredth of a point.

/// Of a millimetre.
const LENGTH: u32 = 4;
/// Ten metres: no page is larger.
const FAR: i64 = 100_000_000;
const FACTOR: u32 = 6;
const ONE: i64 = 1_000_000;
/// The largest factor.
const STEEP: i64 = 1_000 * ONE;

/// A decimal number in units of ten to the minus `places`, rounded; none where it is no number.
fn decimal(text: &str, places: u32) -> Option<i64> {
    plain(text, places).or_else(|| unusual(text, places))
}

/// The same of one with at most nine digits before its point and with no exponent; none of any other. Of the digits
/// behind its point those beyond the one that is rounded are only looked at.
fn plain(text: &str, places: u32) -> Option<i64> {
    let (minus, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let run = |digits: &[u8]| digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let add = |value: i64, digit: &u8| 10 * value + i64::from(digit - b'0');
    let (whole, rest) = digits.split_at(run(digits));
    let part = match rest {
        [] => rest,
        [b'.', part @ ..] if run(part) == part.len() => part,
        _ => return None,
    };
    if !(1..=9).contains(&whole.len()) {
        return None;
    }
    let places = places as usize;
    let kept = part.len().min(places + 1);
    let mut value = whole.iter().chain(&part[..kept]).fold(0, add);
    if kept > places {
        value = (value + 5) / 10;
    } else {
        value *= 10i64.pow((places - kept) as u32);
    }
    Some(if minus { -value } else { value })
}

/// The same of any.
fn unusual(text: &str, places: u32) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mut value, mut shift) = (0i64, places as i32);
    let (mut point, mut any) = (false, false);
    for (at, byte) in digits.bytes().enumerate() {
        match byte {
            b'e' | b'E' => {
                shift += digits[at + 1..].parse::<i32>().ok()?.clamp(-40, 40);
                break;
            }
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                any = true;
                // Digits that cannot matter any more only move the point.
                let kept = value < 1_000_000_000_000_000;
                if kept {
                    value = 10 * value + i64::from(byte - b'0');
                }
                shift += i32::from(!kept) - i32::from(point);
            }
            _ => return None,
        }
    }
    if shift > 0 {
        value = value.saturating_mul(10i64.saturating_pow(shift.min(19) as u32));
    } else if shift < 0 {
        // All places but one are cut off, that one is rounded.
        let cut = 10i64.checked_pow((-shift - 1).min(40) as u32);
        value = (cut.map_or(0, |cut| value / cut) + 5) / 10;
    }
    any.then_some(if text.starts_with('-') { -value } else { value })
}

/// A length in millimetres.
pub(super) fn length(text: &str) -> Option<i64> {
    Some(decimal(text, LENGTH)?.clamp(-FAR, FAR))
}

/// A factor.
pub(super) fn factor(text: &str) -> Option<i64> {
    Some(decimal(text, FACTOR)?.clamp(-STEEP, STEEP))
}

/// `by` times a length.
pub(super) fn times(length: i64, by: i64) -> i64 {
    length * by / ONE
}

/// What separates the numbers of a list.
pub(super) fn separates(c: char) -> bool {
    c.is_whitespace() || c == ','
}

fn list<const N: usize>(text: &str, read: fn(&str) -> Option<i64>) -> Option<[i64; N]> {
    let mut list = [0; N];
    let mut rest = text;
    for number in &mut list {
        rest = rest.trim_start_matches(separates);
        let plain = |&byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'-');
        // What numbers are made of is passed over by bytes.
        let digits = rest.bytes().take_while(plain).count();
        let end = rest[digits..].find(separates);
        let end = end.map_or(rest.len(), |end| digits + end);
        *number = read((end > 0).then(|| &rest[..end])?)?;
        rest = &rest[end..];
    }
    Some(list)
}

/// Left, top, width, height.
pub(super) fn area(text: &str) -> Option<[i64; 4]> {
    list(text, length)
}

/// A point or a shift.
pub(super) type PagePoint = (i64, i64);

/// Where the points of an object come to stand: the first two numbers are what a step to the right
/// becomes, the next two what a step down does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix {
    steps: [i64; 4],
    shift: PagePoint,
}

impl Matrix {
    /// That of the page itself.
    pub const PAGE: Matrix = Matrix {
        steps: [ONE, 0, 0, ONE],
        shift: (0, 0),
    };

    /// As a CTM is written.
    pub fn read(text: &str) -> Option<Matrix> {
        let [a, b, c, d, ..] = list::<6>(text, factor)?;
        let [.., x, y] = list::<6>(text, length)?;
        Some(Matrix {
            steps: [a, b, c, d],
            shift: (x, y),
        })
    }

    /// Quarter turns, clockwise.
    pub fn turned(quarters: u8) -> Matrix {
        let steps = match quarters % 4 {
            0 => [ONE, 0, 0, ONE],
            1 => [0, ONE, -ONE, 0],
            2 => [-ONE, 0, 0, -ONE],
            _ => [0, -ONE, ONE, 0],
        };
        Matrix {
            steps,
            ..Matrix::PAGE
        }
    }

    pub fn moved(mut self, by: PagePoint) -> Matrix {
        self.shift.0 = (self.shift.0 + by.0).clamp(-FAR, FAR);
        self.shift.1 = (self.shift.1 + by.1).clamp(-FAR, FAR);
        self
    }

    /// This one, and then the other.
    pub fn then(self, outer: Matrix) -> Matrix {
        let step = |x: i64, y: i64| {
            let [a, b, c, d] = outer.steps;
            [a * x + c * y, b * x + d * y].map(|n| (n / ONE).clamp(-STEEP, STEEP))
        };
        let [[a, b], [c, d]] = [
            step(self.steps[0], self.steps[1]),
            step(self.steps[2], self.steps[3]),
        ];
        Matrix {
            steps: [a, b, c, d],
            shift: outer.point(self.shift),
        }
    }

    pub fn point(&self, (x, y): PagePoint) -> PagePoint {
        let [a, b, c, d] = self.steps;
        let (x, y) = (x.clamp(-FAR, FAR), y.clamp(-FAR, FAR));
        let far = |n: i64| n.clamp(-FAR, FAR);
        (
            far((a * x + c * y) / ONE + self.shift.0),
            far((b * x + d * y) / ONE + self.shift.1),
        )
    }

    /// In which direction a line of text runs: 0 to the right, 1 down, 2 to the left, 3 up; none
    /// where it is slanted, as watermarks are.
    pub fn quarters(&self) -> Option<u8> {
        let [a, b, ..] = self.steps;
        match (a.abs(), b.abs()) {
            (x, y) if y * 8 <= x && x > 0 => Some(if a > 0 { 0 } else { 2 }),
            (x, y) if x * 8 <= y && y > 0 => Some(if b > 0 { 1 } else { 3 }),
            _ => None,
        }
    }
}

/// In hundredths of a point.
pub(super) fn points(length: i64) -> i32 {
    // A point is 25.4/72 mm; within FAR this fits.
    (length * 36 + 635).div_euclid(1270) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_to_the_last_place_that_counts() {
        for (text, wanted) in [
            ("210", Some(2_100_000)),
            ("-3.175", Some(-31_750)),
            ("+.5", Some(5_000)),
            ("5.", Some(50_000)),
            ("0.00004", Some(0)),
            ("0.00005", Some(1)),
            ("1e-3", Some(10)),
            ("12E2", Some(12_000_000)),
            ("1.00000000000000000000001", Some(10_000)),
            ("99999999999999999999999999", Some(FAR)),
            ("1e-99999", Some(0)),
            ("", None),
            ("-", None),
            (".", None),
            ("1.2.3", None),
            ("1e", None),
            ("NaN", None),
        ] {
            assert_eq!(length(text), wanted, "{text}");
        }
        assert_eq!(points(254_000), 7_200);
        assert_eq!(points(-254_000), -7_200);
    }

    proptest! {
        #[test]
        fn plain_numbers_are_what_any_are(text in "[-+]?[0-9]{0,11}(\\.[0-9]{0,18})?[-e.]?[0-9]?", places in 0u32..8) {
            if let Some(read) = plain(&text, places) {
                prop_assert_eq!(Some(read), unusual(&text, places));
            }
        }
    }

    #[test]
    fn transformations_follow_one_another() {
        let inner = Matrix::read("2 0 0 2 1 0").unwrap();
        let outer = Matrix::read("0 1 -1 0 0 5").unwrap();
        let (x, y) = outer.point(inner.point((10_000, 20_000)));
        assert_eq!(inner.then(outer).point((10_000, 20_000)), (x, y));
        assert_eq!((x, y), (-40_000, 80_000));
        assert_eq!(inner.then(outer).quarters(), Some(1));
        assert_eq!(Matrix::read("1 1 -1 1 0 0").unwrap().quarters(), None);
        assert!(Matrix::read("1 0 0 1 0").is_none());
        for quarters in 0..4 {
            assert_eq!(Matrix::turned(quarters).quarters(), Some(quarters));
        }
    }
}
