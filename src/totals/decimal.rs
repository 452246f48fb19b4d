//! Decimals, exact: digits and how many of them stand behind the point.

use crate::number::Value;
use std::fmt;

/// Places behind the point at most: what [`crate::number`] reads has no more.
const MOST: u8 = 18;

/// `units` ÷ 10^`places`.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExactDecimal {
    units: i128,
    places: u8,
}

impl ExactDecimal {
    pub const ZERO: ExactDecimal = ExactDecimal {
        units: 0,
        places: 0,
    };

    /// What a cell says; none where it has more digits than are held.
    pub fn of(value: &Value) -> Option<ExactDecimal> {
        match value {
            Value::Count(n) => Some(ExactDecimal {
                units: i128::from(*n),
                places: 0,
            }),
            Value::Amount(text) => {
                let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
                let places = u8::try_from(fraction.len()).ok().filter(|&n| n <= MOST)?;
                let units = format!("{whole}{fraction}").parse().ok()?;
                Some(ExactDecimal { units, places })
            }
        }
    }

    /// How many digits stand behind the point.
    pub fn places(self) -> u8 {
        self.places
    }

    /// The whole number that it is.
    pub fn count(self) -> Option<u32> {
        let one = 10_i128.checked_pow(u32::from(self.places))?;
        let whole = self.units % one == 0;
        whole.then(|| u32::try_from(self.units / one).ok())?
    }

    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// The same with so many places, at least as many as it has.
    fn with(self, places: u8) -> Option<i128> {
        let more = u32::from(places.checked_sub(self.places)?);
        self.units.checked_mul(10_i128.checked_pow(more)?)
    }

    pub fn plus(self, other: ExactDecimal) -> Option<ExactDecimal> {
        let places = self.places.max(other.places);
        let units = self.with(places)?.checked_add(other.with(places)?)?;
        Some(ExactDecimal { units, places })
    }

    pub fn minus(self, other: ExactDecimal) -> Option<ExactDecimal> {
        let units = other.units.checked_neg()?;
        self.plus(ExactDecimal { units, ..other })
    }

    /// So many times this, divided by another, to so many places.
    pub fn ratio(self, times: i128, by: ExactDecimal, places: u8) -> Option<ExactDecimal> {
        let (top, bottom) = self.scaled(times, by, places)?;
        Some(ExactDecimal {
            units: top.checked_mul(2)?.checked_add(bottom * top.signum())?
                / bottom.checked_mul(2)?,
            places,
        })
    }

    /// Whether so many times this, divided by another, is a number of so many places, rounded or cut off; where
    /// both were rounded themselves, whether it may be.
    pub fn is_ratio(
        self,
        times: i128,
        by: ExactDecimal,
        said: ExactDecimal,
        places: u8,
        rounded: bool,
    ) -> Option<bool> {
        let (top, bottom) = self.scaled(times, by, places)?;
        let said = said.with(places)?;
        let gap = said.checked_mul(bottom)?.checked_sub(top)?.checked_abs()?;
        if gap < bottom {
            return Some(true);
        }
        // Half a last place of both: what the ratio may move by.
        let most = self.places.max(by.places);
        let (own, by) = (self.with(most)?, by.with(most)?);
        let scale = times.checked_mul(10_i128.checked_pow(places.into())?)?;
        let slack = scale
            .checked_mul(own.checked_abs()?.checked_add(by)?)?
            .checked_div(by)?;
        let over = gap.checked_sub(bottom)?;
        Some(rounded && over <= slack)
    }

    /// Numerator and denominator of a ratio, the first in units of so many places.
    fn scaled(self, times: i128, by: ExactDecimal, places: u8) -> Option<(i128, i128)> {
        let most = self.places.max(by.places);
        let scale = times.checked_mul(10_i128.checked_pow(places.into())?)?;
        Some((self.with(most)?.checked_mul(scale)?, by.with(most)?))
    }

    /// Without its sign.
    pub fn size(self) -> ExactDecimal {
        ExactDecimal {
            units: self.units.saturating_abs(),
            ..self
        }
    }

    /// Whether it is, without its sign, at most so many halves of the last of so many places.
    pub fn within(self, halves: usize, places: u8) -> bool {
        let at = self.places.max(places);
        let last = ExactDecimal { units: 1, places };
        let sides = self.size().with(at).zip(last.with(at));
        sides
            .and_then(|(size, last)| {
                let halves = i128::try_from(halves).ok()?;
                Some(size.checked_mul(2)? <= last.checked_mul(halves)?)
            })
            .unwrap_or(false)
    }

    /// The same with at least so many places, as it is to be written.
    pub fn to_places(self, places: u8) -> ExactDecimal {
        let places = places.max(self.places);
        self.with(places)
            .map_or(self, |units| ExactDecimal { units, places })
    }
}

impl fmt::Display for ExactDecimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let digits = self.units.unsigned_abs().to_string();
        let places = usize::from(self.places);
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let minus = if self.is_negative() { "-" } else { "" };
        match places {
            0 => write!(f, "{minus}{whole}"),
            _ => write!(f, "{minus}{whole}.{fraction}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> ExactDecimal {
        ExactDecimal::of(&Value::Amount(text.to_owned())).expect("a decimal")
    }

    #[test]
    fn sums_are_exact_and_written_as_read() {
        let sum = decimal("0.1").plus(decimal("0.20")).expect("room");
        assert_eq!(sum.to_string(), "0.30");
        assert!(sum.minus(decimal("0.3")).is_some_and(ExactDecimal::is_zero));
        let less = decimal("-0.05").minus(decimal("1")).expect("room");
        assert_eq!(
            (less.to_string(), less.is_negative()),
            ("-1.05".into(), true)
        );
        assert_eq!(decimal("7").to_places(2).to_string(), "7.00");
    }

    #[test]
    fn an_interval_has_its_ends() {
        // Two terms and a total, each within half a hundredth.
        assert!(decimal("0.015").within(3, 2));
        assert!(decimal("-0.01").within(3, 2));
        assert!(!decimal("0.02").within(3, 2));
        assert!(decimal("0").within(0, 0));
        assert!(!decimal("1").within(1, 0));
    }

    #[test]
    fn what_has_no_room_is_none() {
        let huge = decimal("999999999999999999.999999999999999999");
        let mut sum = Some(huge);
        for _ in 0..400 {
            sum = sum.and_then(|sum| sum.plus(huge));
        }
        assert!(sum.is_none());
    }
}
