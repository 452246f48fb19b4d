//! A total and its parts, as a list in prose counts them.

use super::scan::CountedNumber;
use crate::prose::numbers::Decimal;

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
