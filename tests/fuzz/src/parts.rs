//! The first steps by themselves: far more inputs a second than a whole check allows.

use gouji::document::Bounds;
use gouji::number::{self, MAX, Said, Value};
use gouji::place::Place;
use gouji::text::fold;
use gouji::{Part, PartKind, encoding, read};

/// One cell's text: a number read from it is written in it.
pub fn number(text: &str) {
    let folded: String = text.chars().map(fold).collect();
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    match number::read(text) {
        Said::Number {
            value: Value::Count(count),
            ..
        } => {
            assert!(count.abs() <= MAX, "{text:?}");
            let written = count.unsigned_abs().to_string();
            assert!(digits.contains(&written), "{text:?} is not {count}");
        }
        Said::Number {
            value: Value::Amount(amount),
            ..
        } => {
            let of_it = amount.trim_start_matches('-');
            let plain = |c: char| c.is_ascii_digit() || c == '.';
            assert!(of_it.chars().all(plain), "{text:?} is not {amount}");
            assert!(of_it.matches('.').count() <= 1, "{text:?} is not {amount}");
            let written: String = of_it.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.contains(&written), "{text:?} is not {amount}");
        }
        Said::Blank => assert!(digits.is_empty(), "{text:?} is not blank"),
        Said::Unreadable | Said::Words => {}
    }
}

/// Bytes as a file of text has them, read into rows: every cell is where its place says.
pub fn rows(bytes: &[u8]) {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let kind = match first % 3 {
        0 => PartKind::Html,
        1 => PartKind::Text,
        _ => PartKind::Csv,
    };
    let text = encoding::decode(bytes);
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'];
    let plain = text.replace("\r\n", "\n");
    let lines: Vec<usize> = plain
        .split(ends)
        .map(|line| line.encode_utf16().count())
        .collect();
    let bounds = Bounds {
        cells: 200,
        cell_chars: 300,
        nesting: 4,
        ..Bounds::default()
    };
    let document = read::parts(&[Part { kind, text }], &bounds);
    let mut cells = 0;
    for row in &document.rows {
        assert!(!row.cells.is_empty());
        for cell in &row.cells {
            cells += 1;
            let Place::Span { line, start, end } = cell.at else {
                continue;
            };
            assert!(start <= end, "{cell:?}");
            if kind == PartKind::Text {
                let length = lines.get(line as usize);
                assert!(
                    length.is_some_and(|&length| end as usize <= length),
                    "{cell:?}"
                );
            }
        }
    }
    // What is being read when the bound is met is finished.
    assert!(
        document.cut || cells <= bounds.cells + lines.len(),
        "{cells} cells"
    );
}
