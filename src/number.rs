//! The only reading of numbers: what one cell's text says.

// (the rest follows)

/// A number, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number within ±(2⁵³ − 1).
    Count(i64),
    /// A decimal, exactly as written (thousands separators and unit removed).
    Amount(String),
}
