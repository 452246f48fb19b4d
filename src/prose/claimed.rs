//! What prose says of a quantity.

use super::numbers::Decimal;

/// What is said of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClaimedValue {
    /// So many.
    Count(i64),
    /// So many yuan, as it is written and whether that is in ten thousands.
    Amount(Decimal, bool),
    /// So many of a hundred.
    Share(Decimal),
    /// So many of a hundred more than last year, or fewer.
    Growth(Decimal, Direction),
}

/// Which way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}
