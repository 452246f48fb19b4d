//! Aligning by itself: a document is put together of the form's own words, numbers and blanks, and
//! what is placed must have stood in it.

use gouji::document::{Cell, Document, Row, RowKind};
use gouji::form::{EDITIONS, edition};
use gouji::number::Value;
use gouji::place::Place;
use gouji::sheet::State;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What stands in cells besides labels and small numbers.
const TEXTS: [&str; 16] = [
    "",
    "/",
    "-",
    "无",
    "0 0 0",
    "1 0 0 0 0 0 1",
    "1000001",
    "12,345",
    "12.5",
    "-3",
    "３",
    "第12页",
    "自然人",
    "总计",
    "备注：其中1件为上年结转",
    "3件",
];

/// The labels of every row of every edition, headings first.
fn labels() -> &'static [String] {
    static LABELS: OnceLock<Vec<String>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let headings = EDITIONS
            .iter()
            .flat_map(|edition| edition.template.sections)
            .map(|section| section.heading.to_owned());
        let rows = EDITIONS
            .iter()
            .flat_map(|edition| edition.tables);
        let rows = rows
            .flat_map(|table| table.rows())
            .map(|row| row.name.to_owned());
        headings.chain(rows).collect()
    })
}

struct Pen {
    document: Document,
    row: Row,
}

impl Pen {
    fn write(&mut self, text: &str) {
        let line = self.document.rows.len() as u32;
        let start = match self.row.cells.last().map(|cell| cell.at) {
            Some(Place::Span { end, .. }) => end + 1,
            _ => 0,
        };
        let end = start + text.encode_utf16().count() as u32;
        self.row.cells.push(Cell {
            text: text.to_owned(),
            at: Place::Span { line, start, end },
        });
    }

    fn end(&mut self, kind: RowKind) {
        let mut row = std::mem::take(&mut self.row);
        row.kind = kind;
        if !row.cells.is_empty() {
            self.document.rows.push(row);
        }
    }
}

/// A byte or a few a step: a label, a number, a text, the end of a row; or a whole row of the form of
/// 2021, its label with a number a cell, so that whole tables are within reach.
pub fn aligned(bytes: &[u8]) {
    let mut pen = Pen {
        document: Document::default(),
        row: Row::default(),
    };
    let form = edition("2021").expect("the form in force");
    let mut bytes = bytes.iter().copied();
    while let Some(step) = bytes.next() {
        let mut next = || bytes.next().unwrap_or(0);
        match step {
            0..=99 => pen.write(&step.to_string()),
            100..=119 => {
                pen.write(&(usize::from(step - 99) * 37 * usize::from(next())).to_string())
            }
            120..=159 => {
                let label = usize::from(step - 120) << 8 | usize::from(next());
                pen.write(&labels()[label % labels().len()]);
            }
            160..=199 => pen.write(TEXTS[usize::from(step) % TEXTS.len()]),
            200..=209 => pen.end(RowKind::Grid),
            210..=219 => pen.end(RowKind::Tabs),
            220..=229 => pen.end(RowKind::Line),
            _ => {
                let table = form.tables[usize::from(step) % form.tables.len()];
                let row = table.row(usize::from(next()) % table.rows().count());
                pen.write(row.name);
                for _ in row.columns {
                    let value = next();
                    match value {
                        255 => pen.write(""),
                        254 => {}
                        _ => pen.write(&value.to_string()),
                    }
                }
                pen.end(if step & 1 == 0 {
                    RowKind::Grid
                } else {
                    RowKind::Tabs
                });
            }
        }
    }
    pen.end(RowKind::Grid);
    hold(&pen.document);
}

/// A number that is read stands where it is said to stand. From one place no more numbers are read
/// than stand there, or they are its digits cut apart, every digit once.
fn hold(document: &Document) {
    let sheet = gouji::stages::align(document);
    let cells: usize = sheet.form.tables().map(|table| table.cells().count()).sum();
    assert_eq!(sheet.entries.len(), cells);
    let mut taken: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
    for (cell, entry) in sheet.entries.iter() {
        let (Some(value), State::Read) = (&entry.value, entry.state) else {
            continue;
        };
        let Some(Place::Span { line, start, .. }) = entry.at else {
            panic!("{cell:?} is read from nowhere: {entry:?}");
        };
        let number = match value {
            Value::Count(count) => count.unsigned_abs().to_string(),
            Value::Amount(amount) => digits(amount),
        };
        taken.entry((line, start)).or_default().push(number);
    }
    for ((line, start), numbers) in taken {
        let mut cells = document.rows[line as usize].cells.iter();
        let inside = |cell: &&Cell| match cell.at {
            Place::Span {
                start: from, end, ..
            } => (from..=end).contains(&start),
            _ => false,
        };
        let text = &cells.find(inside).expect("a cell there").text;
        let folded: String = text.chars().map(gouji::text::fold).collect();
        let digits = digits(&folded);
        for number in &numbers {
            assert!(digits.contains(number), "{number} out of {text:?}");
        }
        let groups = folded.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let groups = groups.filter(|group| !group.is_empty()).count();
        let cut = numbers.concat() == digits;
        assert!(
            numbers.len() <= groups || cut,
            "{numbers:?} out of {text:?}"
        );
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
