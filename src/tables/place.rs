//! A place as a short text.

use crate::place::Place;
use std::fmt::Write;

/// `T1R3C2`, `L12:5-9`, `P2@72.00,300.50+40.00x12.00`.
pub(super) fn write(out: &mut String, place: &Place) {
    match *place {
        // Every number of every report has one of these: without the detours of formatting.
        Place::Cell { table, row, column } => {
            for (mark, n) in [('T', table), ('R', row), ('C', column)] {
                numbered(out, mark, u64::from(n) + 1);
            }
        }
        Place::Span { line, start, end } => {
            numbered(out, 'L', u64::from(line) + 1);
            numbered(out, ':', u64::from(start) + 1);
            numbered(out, '-', u64::from(end));
        }
        Place::Page {
            page,
            x,
            y,
            width,
            height,
        } => {
            let [x, y, width, height] = [x, y, width, height].map(Hundredths);
            // Nothing that is written to a text fails.
            let _ = write!(out, "P{}@{x},{y}+{width}x{height}", page + 1);
        }
    }
}

/// A mark and a number in decimal digits.
fn numbered(out: &mut String, mark: char, n: u64) {
    out.push(mark);
    digits(out, n);
}

fn digits(out: &mut String, n: u64) {
    if n >= 10 {
        digits(out, n / 10);
    }
    out.push(char::from(b'0' + (n % 10) as u8));
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
