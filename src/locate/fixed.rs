//! Logarithms in whole numbers, so that every machine ranks alike.
//!
//! A [`Cost`] is −ln of a probability in thousandths of a nat. Inside, logarithms are fixed point
//! with 32 binary places; nothing here touches a float, and nothing calls the platform's maths.

/// −ln of a probability, in thousandths of a nat.
pub type Cost = i64;

/// One nat.
pub(super) const NAT: Cost = 1000;

const ONE: i64 = 1 << 32;
/// Counts beyond this are treated as this: the logarithms stay well inside 64 bits.
const MOST: i64 = 1_000_000;

/// ln(1 + i/64) for i = 0 … 64.
const STEPS: [i64; 65] = {
    let mut table = [0; 65];
    let mut i = 1;
    while i <= 64 {
        table[i] = ln_step(i as i128);
        i += 1;
    }
    table
};
const LN_2: i64 = STEPS[64];
const LN_10: i64 = ln(10);

/// ln(1 + i/64) = 2 artanh(i / (128 + i)), summed with 60 binary places.
const fn ln_step(i: i128) -> i64 {
    let z = (i << 60) / (128 + i);
    let square = (z * z) >> 60;
    let (mut power, mut sum, mut k) = (z, 0, 1);
    while k < 60 {
        sum += power / k;
        power = (power * square) >> 60;
        k += 2;
    }
    (sum >> 27) as i64
}

/// ln x with 32 binary places; x must not be 0.
pub(super) const fn ln(x: u64) -> i64 {
    let zeros = x.leading_zeros();
    let mantissa = x << zeros;
    let step = (mantissa >> 57) & 63;
    let base = (64 + step) << 57;
    let r = ((((mantissa - base) >> 25) << 32) / (base >> 25)) as i64;
    let r2 = (r * r) >> 32;
    let r3 = (r2 * r) >> 32;
    let r4 = (r3 * r) >> 32;
    (63 - zeros) as i64 * LN_2 + STEPS[step as usize] + r - r2 / 2 + r3 / 3 - r4 / 4
}

/// A logarithm as a cost.
pub(super) const fn millis(log: i64) -> Cost {
    ((log >> 12) * NAT) >> 20
}

/// The cost of a probability `part` / `whole`; an impossible one costs a great deal.
pub(super) fn chance(part: u64, whole: u64) -> Cost {
    if part == 0 || whole == 0 {
        return 60 * NAT;
    }
    millis(ln(whole) - ln(part))
}

/// ln(1 + e^−d) for d in steps of 1/32 nat, up to 8 nats.
const SOFT: [Cost; 257] = {
    let mut table = [0; 257];
    let mut i = 0;
    while i < 257 {
        table[i] = millis(ln(ONE as u64 + weight(i as Cost * NAT / 32)) - 32 * LN_2);
        i += 1;
    }
    table
};

/// The cost of "one or the other", by their costs.
pub(super) fn either(a: Cost, b: Cost) -> Cost {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let steps = high.saturating_sub(low).saturating_mul(32) / NAT;
    low - SOFT.get(steps as usize).copied().unwrap_or(0)
}

/// e^(−cost) with 32 binary places, for a cost that is not negative.
pub(super) const fn weight(cost: Cost) -> u64 {
    const INVERSE_E: u64 = 1_580_030_169;
    if cost >= 22 * NAT {
        return 0;
    }
    let cost = if cost < 0 { 0 } else { cost };
    let (mut result, mut nats) = (ONE as u64, cost / NAT);
    while nats > 0 {
        result = (result * INVERSE_E) >> 32;
        nats -= 1;
    }
    let x = ((cost % NAT) << 32) / NAT;
    let (mut term, mut sum, mut k) = (ONE, ONE, 1);
    while k < 12 {
        term = -((term * (x >> 2)) >> 30) / k;
        sum += term;
        k += 1;
    }
    ((result as u128 * sum as u128) >> 32) as u64
}

/// Γ(t/10) for small t, by the recurrence from ten further on.
const SMALL_GAMMA: [i64; 100] = {
    let mut table = [0; 100];
    let mut t = 99;
    while t > 0 {
        table[t] = stirling(t as i64 + 100);
        let mut step = 0;
        while step < 10 {
            table[t] -= ln((t + 10 * step) as u64) - LN_10;
            step += 1;
        }
        t -= 1;
    }
    table
};

const fn stirling(tenths: i64) -> i64 {
    const HALF_LN_TAU: i64 = 3_946_810_947;
    let log = ln(tenths as u64) - LN_10;
    (tenths - 5) * log / 10 - tenths * (ONE / 10) + HALF_LN_TAU + 10 * ONE / (12 * tenths)
}

/// ln Γ(t/10) with 32 binary places.
pub(super) fn ln_gamma(tenths: i64) -> i64 {
    match tenths.clamp(1, 10 * MOST) {
        small @ 1..100 => SMALL_GAMMA[small as usize],
        large => stirling(large),
    }
}

/// ln n! with 32 binary places.
pub(super) fn ln_factorial(n: i64) -> i64 {
    ln_gamma(10 * count(n) + 10)
}

/// A count as the logarithms take it.
pub(super) fn count(n: i64) -> i64 {
    n.clamp(0, MOST)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "held against the platform's own")]
mod tests {
    use super::*;

    fn close(a: i64, b: f64, tolerance: f64) {
        let a = a as f64 / ONE as f64;
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    #[test]
    fn logarithms_are_good_to_seven_places() {
        for x in (1..5000).chain([1 << 40, (1 << 53) - 1, u64::MAX]) {
            close(ln(x), (x as f64).ln(), 2e-8);
        }
    }

    #[test]
    fn factorials_are_good_to_five_places() {
        let mut sum = 0.0;
        for n in 1..3000_i64 {
            sum += (n as f64).ln();
            close(ln_factorial(n), sum, 2e-5);
        }
        close(ln_gamma(5), std::f64::consts::PI.sqrt().ln(), 1e-5);
        close(ln_gamma(1), 9.513_507_698_668_732_f64.ln(), 1e-5);
    }

    #[test]
    fn weights_are_exponentials() {
        for cost in 0..22 * NAT {
            close(weight(cost) as i64, (-(cost as f64) / 1000.0).exp(), 2e-8);
        }
        assert_eq!(weight(i64::MAX), 0);
        assert_eq!(either(5 * NAT, 5 * NAT), 5 * NAT - 693);
        assert_eq!(either(NAT, 30 * NAT), NAT);
    }

    #[test]
    fn nothing_overflows() {
        assert!(ln_gamma(i64::MAX) > 0);
        assert!(ln_factorial(i64::MIN) == ln_factorial(0));
        assert_eq!(chance(0, 5), 60 * NAT);
    }
}
