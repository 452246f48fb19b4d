//! A total and its parts, as a list in prose counts them.

use super::found::FoundNumber;
use crate::prose::numbers::Decimal;
use std::ops::Range;

/// A number with what it counts.
#[derive(Debug, Clone)]
pub(super) struct CountedNumber {
    /// The words of its clause before the number.
    pub label: String,
    pub number: Decimal,
    /// What it is counted in; nothing where no unit is written.
    pub unit: &'static str,
    /// The number and its unit.
    pub at: Range<usize>,
    /// 占 62%, where it follows.
    pub share: Option<(Decimal, Range<usize>)>,
    /// How it compares with last year, where that follows.
    pub change: YearChange,
    /// About, more than, from … to.
    pub vague: bool,
}

impl CountedNumber {
    /// A number as it is found, without share and change.
    pub fn new(label: String, found: &FoundNumber) -> Self {
        Self {
            label,
            number: found.number,
            unit: found.unit,
            at: found.at.clone(),
            share: None,
            change: YearChange::default(),
            vague: found.vague,
        }
    }
}

/// 比上年216件增加36件，增长16.7%.
#[derive(Debug, Clone, Default)]
pub(super) struct YearChange {
    pub last: Option<Decimal>,
    pub by: Option<Decimal>,
    pub rate: Option<Decimal>,
    pub down: bool,
    pub vague: bool,
}

/// A total and what is named as its parts.
#[derive(Default)]
pub(super) struct List {
    pub total: Option<CountedNumber>,
    pub parts: Vec<CountedNumber>,
    /// Open, or with parts that overlap.
    pub loose: bool,
    /// 含: not all need be named.
    pub some: bool,
    /// 包括: others may be left out unless the kinds are all there is.
    pub open: bool,
    pub colon: bool,
    pub bracket: bool,
    /// 按…分: which of the numbers before is divided is not said.
    pub divided: bool,
}

/// What was counted before, of which parts may be named later.
pub(super) type Wholes = Vec<(Decimal, &'static str)>;
