//! Locating by itself: a table that tallies, with mistakes put in; every story must mend what it
//! explains.

use gouji::check::{Checked, Outcome, check};
use gouji::form::{CellId, Form, TableId, edition};
use gouji::evidence::Evidence;
use gouji::locate::{Limits, Located, Hypothesis, explain};
use gouji::number::Value;
use gouji::sheet::{Entry, Sheet, State};

/// Rows and columns of table 3 in the form of 2021.
const NEW: u8 = 0;
const SUBTOTAL: u8 = 23;
const ROWS: u8 = 25;
const TOTAL: u8 = 6;

/// More would only be slower.
const MISTAKES: u32 = 4;

/// Four bytes an entry: a row, an applicant, how many, and into which of the cells that it belongs in
/// it is not written. All of them written, the table tallies.
pub fn located(bytes: &[u8]) {
    let edition = edition("2021").expect("the form in force");
    let mut form = Form::default();
    form.set(edition.table(TableId::T3));
    let mut counts = [[0_i64; 7]; ROWS as usize];
    let (mut blank, mut mistakes) = (None, 0);
    for entry in bytes.chunks_exact(4) {
        let (row, column, amount, left_out) = (entry[0], entry[1] % TOTAL, entry[2], entry[3]);
        let amount = i64::from(amount) << (entry[1] >> 5 & 4);
        if row >= 250 {
            blank = Some((entry[1] % ROWS, entry[2] % 7));
            continue;
        }
        mistakes += u32::from(left_out != 0);
        let left_out = if mistakes > MISTAKES { 0 } else { left_out };
        let row = 2 + row % (SUBTOTAL - 2);
        let cells = [
            (row, column),
            (row, TOTAL),
            (SUBTOTAL, column),
            (SUBTOTAL, TOTAL),
            (NEW, column),
            (NEW, TOTAL),
        ];
        for (bit, (row, column)) in cells.into_iter().enumerate() {
            if left_out >> bit & 1 == 0 {
                counts[usize::from(row)][usize::from(column)] += amount;
            }
        }
    }
    let entry = |cell: CellId| {
        let value = counts[usize::from(cell.row)][usize::from(cell.column)];
        let lost = blank == Some((cell.row, cell.column));
        Entry {
            value: (!lost).then_some(Value::Count(value)),
            text: if lost {
                String::new()
            } else {
                value.to_string()
            },
            state: if lost { State::Blank } else { State::Read },
            at: None,
        }
    };
    let cells = form.table(TableId::T3).expect("table 3").cells();
    let sheet = Sheet {
        form,
        entries: cells.map(|cell| (cell, entry(cell))).collect(),
    };
    let checked = check(&sheet);
    for group in explain(&sheet, &checked, &Evidence::default(), &Limits::default()) {
        hold(&sheet, &checked, &group);
    }
}

fn hold(sheet: &Sheet, checked: &[Checked], group: &Located) {
    let sum: u32 = group
        .hypotheses
        .iter()
        .map(|hypothesis| u32::from(hypothesis.probability))
        .sum();
    assert!(sum <= 1000, "{group:?}");
    assert!(group.shown <= group.hypotheses.len(), "{group:?}");
    for (nth, hypothesis) in group.hypotheses.iter().enumerate() {
        assert!(!hypothesis.mistakes.is_empty(), "{hypothesis:?}");
        let known = group.hypotheses[..nth]
            .iter()
            .find(|other| other.changes == hypothesis.changes);
        assert!(known.is_none(), "told twice: {hypothesis:?}");
        mends(sheet, checked, group, hypothesis);
    }
}

/// With its changes every equation of the group comes out even, and no other is broken.
fn mends(sheet: &Sheet, checked: &[Checked], group: &Located, hypothesis: &Hypothesis) {
    let stands = |cell: CellId| sheet.get(cell).and_then(Entry::count);
    for change in &hypothesis.changes {
        assert_eq!(change.from, stands(change.cell), "{hypothesis:?}");
        assert!(
            change.to >= 0 && change.from != Some(change.to),
            "{hypothesis:?}"
        );
    }
    let value = |cell: &CellId| {
        let change = hypothesis.changes.iter().find(|change| change.cell == *cell);
        change.map_or(stands(*cell).unwrap_or(0), |change| change.to)
    };
    for (index, it) in checked.iter().enumerate() {
        let side = |cells: &[CellId]| cells.iter().map(value).sum::<i64>();
        let even = side(&it.rule.left) == side(&it.rule.right);
        let asked = group.relations.contains(&index) || it.outcome == Outcome::Holds;
        assert!(even || !asked, "{} is not mended by {hypothesis:?}", it.rule.id);
    }
}
