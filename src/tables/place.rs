//! A place as a short text.

use crate::place::Place;
use std::fmt::Write;

/// `T1R3C2`, `L12:5-9`, `P2@72.00,300.50+40.00x12.00`.
pub(super) fn write(out: &mut String, place: &Place) {
    // Nothing that is written to a text fails.
    let _ = match *place {
        Place::Cell { table, row, column } => {
            write!(out, "T{}R{}C{}", table + 1, row + 1, column + 1)
        }
        Place::Span { line, start, end } => write!(out, "L{}:{}-{end}", line + 1, start + 1),
        Place::Page {
            page,
            x,
            y,
            width,
            height,
        } => {
            let [x, y, width, height] = [x, y, width, height].map(Hundredths);
            write!(out, "P{}@{x},{y}+{width}x{height}", page + 1)
        }
    };
}

/// 7250 → 72.50.
struct Hundredths(i32);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", n / 100, n % 100)
    }
}
