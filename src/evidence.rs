//! What is known of a report's cells from outside its tables: made by prose, by last year's report and by what reads pictures, taken
//! by [`crate::locate`].

use crate::form::CellId;
use crate::sorted::Sorted;

/// Numbers that stand elsewhere and speak of cells of this report.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// What last year's report says a cell should hold: its 结转下年度 for this year's 上年结转.
    pub previous: Sorted<CellId, i64>,
    /// What the report's own prose says.
    pub claims: Vec<CellClaim>,
    /// What else readers of a picture made of a cell's number.
    #[cfg(feature = "scan")]
    pub readings: Sorted<CellId, Vec<i64>>,
}

/// A number in prose and what it may mean: any of these sums of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellClaim {
    /// The number claimed.
    pub value: i64,
    /// Each a list of cells that are added up; one of the sums should be the number.
    pub any_of: Vec<Vec<CellId>>,
}
