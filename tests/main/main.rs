//! The native tests, one binary: properties over invented reports, cases a clerk can read, the
//! registry, bounds, and real reports where they are at hand.

mod alarms;
mod architecture;
mod books;
mod bounds;
mod cases;
mod corpus;
mod form_names;
mod heads;
mod hidden;
mod laid;
mod lists;
mod places;
mod properties;
mod reading;
mod registry;
#[allow(dead_code)]
#[path = "../render/mod.rs"]
mod render;
mod several;
#[cfg(feature = "totals")]
mod trees;
mod turned;

use gouji::report::{Report, Severity, Status};
use gouji::{Options, Part, PartKind, check};
use std::collections::BTreeSet;

/// Checks a text.
fn check_text(text: impl Into<String>, kind: PartKind) -> Report {
    let text = text.into();
    check(&[Part { kind, text }], &Options::default())
}

/// The hard rules that a report breaks.
fn broken(report: &Report) -> BTreeSet<String> {
    report
        .findings
        .iter()
        .filter(|f| f.status == Status::Broken && f.severity == Severity::Error)
        .map(|f| f.rule.clone())
        .collect()
}
