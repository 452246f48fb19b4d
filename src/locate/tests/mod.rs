//! What locating promises, on tables made here.

use super::case::Case;
use super::minimal::minimal_error_sets;
use super::{Changed, Limits, Located, explain, system, words};
use crate::check::{Checked, Outcome};
use crate::evidence::{CellClaim, Evidence};
use crate::form::{CellId, Form, TableForm, TableId, edition, rules};
use crate::language::Language;
use crate::number::Value;
use crate::sheet::{Entry, Sheet, State};
use std::collections::BTreeMap;

mod answers;
mod bounds;
mod kinds;

/// A small generator of numbers: the same ones every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn table(edition_id: &str, id: TableId) -> &'static TableForm {
    edition(edition_id).expect("an edition").table(id)
}

fn sheet_of(table: &'static TableForm, value: impl Fn(CellId) -> i64) -> Sheet {
    let mut form = Form::default();
    form.set(table);
    let entry = |cell| Entry {
        value: Some(Value::Count(value(cell))),
        text: value(cell).to_string(),
        state: State::Read,
        at: None,
    };
    let entries = table.cells().map(|cell| (cell, entry(cell))).collect();
    Sheet { form, entries }
}

fn checked(sheet: &Sheet) -> Vec<Checked> {
    let outcome = |rule| Checked {
        rule,
        outcome: Outcome::Undecided,
        left: None,
        right: None,
    };
    rules(&sheet.form).into_iter().map(outcome).collect()
}

fn cell(sheet: &Sheet, name: &str) -> CellId {
    let mut tables = sheet.form.tables();
    tables
        .find_map(|table| table.cell(name))
        .unwrap_or_else(|| panic!("no cell {name}"))
}

fn set(sheet: &mut Sheet, name: &str, value: i64) {
    let cell = cell(sheet, name);
    let entry = sheet.entries.get_mut(&cell).expect("an entry");
    *entry = Entry {
        value: Some(Value::Count(value)),
        text: value.to_string(),
        ..entry.clone()
    };
}

fn state(sheet: &mut Sheet, name: &str, state: State) {
    let cell = cell(sheet, name);
    sheet.entries.insert(
        cell,
        Entry {
            state,
            ..Entry::missing()
        },
    );
}

fn get(sheet: &Sheet, name: &str) -> i64 {
    sheet.entries[&cell(sheet, name)].count().unwrap_or(0)
}

const APPLICANTS: [&str; 6] = [
    "natural", "business", "research", "welfare", "legal", "other",
];

/// A consistent table 3: some outcomes, and what follows from them.
fn consistent(edition_id: &str, dice: &mut Dice, most: u64) -> Sheet {
    let table = table(edition_id, TableId::T3);
    let mut sheet = sheet_of(table, |_| 0);
    let leaves: Vec<&str> = table
        .rows()
        .map(|row| row.id)
        .filter(|id| is_leaf(id))
        .collect();
    for (nth, column) in APPLICANTS.iter().enumerate() {
        let mut sum = 0;
        for leaf in &leaves {
            if dice.below(3) == 0 || nth == 0 {
                let value = dice.below(most >> nth.min(3)) as i64;
                set(&mut sheet, &format!("t3.{leaf}.{column}"), value);
                sum += value;
            }
        }
        let carried_out = dice.below(9) as i64;
        let carried_in = (dice.below(5) as i64).min(sum + carried_out);
        set(&mut sheet, &format!("t3.r3_7.{column}"), sum);
        set(&mut sheet, &format!("t3.r4.{column}"), carried_out);
        set(&mut sheet, &format!("t3.r2.{column}"), carried_in);
        set(
            &mut sheet,
            &format!("t3.r1.{column}"),
            sum + carried_out - carried_in,
        );
    }
    for row in table.rows() {
        let parts = APPLICANTS.map(|column| get(&sheet, &format!("t3.{}.{column}", row.id)));
        set(
            &mut sheet,
            &format!("t3.{}.total", row.id),
            parts.iter().sum(),
        );
    }
    sheet
}

fn is_leaf(id: &str) -> bool {
    id.starts_with("r3_") && id != "r3_7"
}

fn located(sheet: &Sheet) -> Vec<Located> {
    explain(
        sheet,
        &checked(sheet),
        &Evidence::default(),
        &Limits::default(),
    )
}

/// The one hypothesis of the one group, as kind and changes by name.
#[track_caller]
fn only(sheet: &Sheet) -> (String, BTreeMap<String, i64>) {
    let located = located(sheet);
    assert_eq!(located.len(), 1, "groups: {located:#?}");
    hypothesis(sheet, &located[0])
}

fn hypothesis(sheet: &Sheet, group: &Located) -> (String, BTreeMap<String, i64>) {
    let best = &group.hypotheses[0];
    let kinds: Vec<&str> = best
        .mistakes
        .iter()
        .map(|mistake| mistake.kind.id)
        .collect();
    let change = |change: &Changed| (sheet.form.name(change.cell), change.to);
    (kinds.join("+"), best.changes.iter().map(change).collect())
}

fn changes(list: &[(&str, i64)]) -> BTreeMap<String, i64> {
    list.iter()
        .map(|&(name, value)| (name.to_string(), value))
        .collect()
}

/// Changes cells of a consistent table and expects them back, as one mistake of this kind.
#[track_caller]
fn told(kind: &str, list: &[(&str, i64)]) {
    let mut sheet = example();
    let before: Vec<(&str, i64)> = list.iter().map(|c| (c.0, get(&sheet, c.0))).collect();
    list.iter()
        .for_each(|&(name, value)| set(&mut sheet, name, value));
    assert_eq!(only(&sheet), (kind.to_string(), changes(&before)));
}

/// A table 3 that is easy to follow.
fn example() -> Sheet {
    let mut sheet = sheet_of(table("2021", TableId::T3), |_| 0);
    let rows: [(&str, [i64; 7]); 8] = [
        ("r1", [93, 14, 0, 0, 2, 5, 114]),
        ("r2", [12, 1, 0, 0, 0, 0, 13]),
        ("r3_1", [48, 9, 0, 0, 2, 3, 62]),
        ("r3_2", [16, 3, 0, 0, 0, 0, 19]),
        ("r3_4_1", [23, 2, 0, 0, 0, 1, 26]),
        ("r3_6_3", [4, 0, 0, 0, 0, 0, 4]),
        ("r3_7", [91, 14, 0, 0, 2, 4, 111]),
        ("r4", [14, 1, 0, 0, 0, 1, 16]),
    ];
    for (row, values) in rows {
        for (column, value) in APPLICANTS.iter().chain(&["total"]).zip(values) {
            set(&mut sheet, &format!("t3.{row}.{column}"), value);
        }
    }
    sheet
}
