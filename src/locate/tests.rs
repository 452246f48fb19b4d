//! What locating promises, on tables made here.

use super::case::Case;
use super::minimal::minimal_error_sets;
use super::{Changed, Limits, Located, explain, system, words};
use crate::check::{Checked, Outcome};
use crate::evidence::{CellClaim, Evidence};
use crate::form::{CellId, Form, TableForm, TableId, edition, rules};
use crate::number::Value;
use crate::options::Language;
use crate::sheet::{Entry, Sheet, State};
use std::collections::BTreeMap;

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

#[test]
fn a_consistent_table_needs_no_words() {
    assert_eq!(located(&example()), []);
}

#[test]
fn typing() {
    told("typing", &[("t3.r3_4_1.natural", 230)]);
    told("typing", &[("t3.r3_1.natural", 84)]);
    told("typing", &[("t3.r3_7.total", 11)]);
    told("typing", &[("t3.r4.business", 4)]);
}

#[test]
fn totals_left_behind() {
    told("stale", &[("t3.r3_2.total", 17)]);
    told("stale", &[("t3.r3_7.natural", 89), ("t3.r3_7.total", 109)]);
    told("stale", &[("t3.r3_4_1.total", 24), ("t3.r3_7.total", 109)]);
    told(
        "stale",
        &[
            ("t3.r3_1.total", 60),
            ("t3.r3_7.natural", 89),
            ("t3.r3_7.total", 109),
        ],
    );
}

#[test]
fn in_the_neighbouring_cell() {
    told("swap", &[("t3.r3_1.natural", 9), ("t3.r3_1.business", 48)]);
    told(
        "swap",
        &[("t3.r3_2.business", 0), ("t3.r3_3_1.business", 3)],
    );
}

#[test]
fn a_row_that_slid() {
    let slid = [
        ("t3.r3_1.natural", 0),
        ("t3.r3_1.business", 48),
        ("t3.r3_1.research", 9),
        ("t3.r3_1.legal", 0),
        ("t3.r3_1.other", 2),
    ];
    told("shift", &slid);
}

#[test]
fn counted_twice() {
    told(
        "twice",
        &[("t3.r3_5_2.natural", 23), ("t3.r3_5_2.total", 23)],
    );
}

#[test]
fn carry_over_left_out() {
    told("carry", &[("t3.r1.natural", 79), ("t3.r1.total", 100)]);
    told("carry", &[("t3.r2.natural", 0), ("t3.r2.total", 1)]);
}

#[test]
fn for_no_known_reason() {
    told("unknown", &[("t3.r3_2.natural", 9051)]);
}

#[test]
fn a_whole_row_left_out() {
    let row = [("natural", 0), ("business", 0), ("other", 0), ("total", 0)];
    let names: Vec<String> = row.iter().map(|c| format!("t3.r3_4_1.{}", c.0)).collect();
    let list: Vec<(&str, i64)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    told("row", &list);
}

#[test]
fn rows_exchanged() {
    // （五）1. and （四）1. would be silent; 四 and an outcome are not.
    let swapped = [
        ("t3.r3_4_1.natural", 14),
        ("t3.r3_4_1.business", 1),
        ("t3.r3_4_1.total", 16),
        ("t3.r4.natural", 23),
        ("t3.r4.business", 2),
        ("t3.r4.total", 26),
    ];
    told("exchange", &swapped);
}

#[test]
fn a_column_that_slid() {
    let slid = [
        ("t3.r3_1.natural", 0),
        ("t3.r3_2.natural", 48),
        ("t3.r3_3_1.natural", 16),
    ];
    told("slide", &slid);
}

/// Table 4 with these numbers, a block each.
fn disputes(values: [[i64; 5]; 3]) -> Sheet {
    sheet_of(table("2021", TableId::T4), |cell| {
        values[usize::from(cell.row)][usize::from(cell.column)]
    })
}

#[test]
fn totals_not_filled_in() {
    let sheet = disputes([[1, 0, 0, 0, 0], [0; 5], [0, 0, 0, 1, 0]]);
    let groups = located(&sheet);
    let told: Vec<_> = groups
        .iter()
        .map(|group| hypothesis(&sheet, group))
        .collect();
    let total = |block: &str| {
        let name = format!("t4.{block}.total");
        ("unfilled".to_string(), changes(&[(&name, 1)]))
    };
    assert_eq!(told, [total("reconsideration"), total("after")]);
    // Two of them leave little doubt, one alone leaves more.
    let alone = located(&disputes([[1, 0, 0, 0, 0], [0; 5], [0; 5]]));
    assert!(groups[0].hypotheses[0].probability > alone[0].hypotheses[0].probability);
    assert!(groups[0].single_edit && !groups[0].certain());
    let groups = located(&disputes([[10, 1, 0, 0, 0], [0; 5], [5, 0, 0, 0, 0]]));
    assert!(
        groups
            .iter()
            .all(|group| group.hypotheses[0].probability > 900)
    );

    let mut sheet = example();
    for row in ["r1", "r2", "r3_1", "r3_2", "r3_4_1", "r3_6_3", "r3_7", "r4"] {
        set(&mut sheet, &format!("t3.{row}.total"), 0);
    }
    let (kind, found) = only(&sheet);
    assert_eq!((kind.as_str(), found.len()), ("unfilled", 8));
    assert_eq!(found["t3.r3_7.total"], 111);
}

#[test]
fn less_likely_stories_come_apart_and_few() {
    let mut sheet = example();
    set(&mut sheet, "t3.r3_2.natural", 15);
    set(&mut sheet, "t3.r3_2.total", 18);
    set(&mut sheet, "t3.r1.business", 41);
    for group in located(&sheet) {
        let said = words::explanation(&group, &sheet.form, Language::Chinese, Some);
        assert_eq!(said.candidates.len(), group.shown);
        assert_eq!(
            said.further.len(),
            (group.hypotheses.len() - group.shown).min(5)
        );
        let all: Vec<f64> = said
            .candidates
            .iter()
            .chain(&said.further)
            .map(|c| c.probability)
            .collect();
        assert!(all.is_sorted_by(|a, b| a >= b), "{all:?}");
    }
}

#[test]
fn too_large_a_system_is_said_to_be_unexplained() {
    let sheet = example();
    let mut twice = checked(&sheet);
    twice.extend(checked(&sheet));
    twice
        .iter_mut()
        .for_each(|one| one.outcome = Outcome::Broken);
    assert!(twice.len() > system::MOST_EQUATIONS);
    let located = explain(&sheet, &twice, &Evidence::default(), &Limits::default());
    assert_eq!(located.len(), 1);
    assert_eq!(located[0].relations.len(), twice.len());
    let said = words::explanation(&located[0], &sheet.form, Language::Chinese, Some);
    assert!(said.message.starts_with("没有找到"), "{}", said.message);
    // No edition has one.
    for edition in ["2019", "2021"] {
        for id in [TableId::T3, TableId::T4] {
            let sheet = sheet_of(table(edition, id), |_| 0);
            let systems = system::systems(&checked(&sheet));
            assert!(
                systems
                    .iter()
                    .all(|system| system.terms.len() <= system::MOST_EQUATIONS)
            );
        }
    }
}

#[test]
fn blank_and_lost_cells() {
    let mut sheet = example();
    state(&mut sheet, "t3.r3_4_1.natural", State::Blank);
    assert_eq!(
        only(&sheet),
        ("blank".into(), changes(&[("t3.r3_4_1.natural", 23)]))
    );

    for lost in [State::Missing, State::Unreadable] {
        let mut sheet = example();
        state(&mut sheet, "t3.r3_7.total", lost);
        assert_eq!(
            only(&sheet),
            ("lost".into(), changes(&[("t3.r3_7.total", 111)]))
        );
        assert_eq!(located(&sheet)[0].hypotheses[0].changes[0].from, None);
    }
    let mut sheet = example();
    let cell = cell(&sheet, "t3.r3_7.total");
    let inferred = Entry {
        value: Some(Value::Count(111)),
        state: State::Inferred,
        ..Entry::missing()
    };
    sheet.entries.insert(cell, inferred);
    assert_eq!(
        only(&sheet),
        ("lost".into(), changes(&[("t3.r3_7.total", 111)]))
    );
}

#[test]
fn a_lost_cell_does_not_hide_a_mistake_beside_it() {
    let mut sheet = example();
    state(&mut sheet, "t3.r3_7.total", State::Missing);
    set(&mut sheet, "t3.r3_7.natural", 19);
    let found = only(&sheet).1;
    assert_eq!(
        found,
        changes(&[("t3.r3_7.natural", 91), ("t3.r3_7.total", 111)])
    );
}

#[test]
fn every_single_cell_is_found_with_its_value() {
    for edition_id in ["2019", "2021"] {
        let mut dice = Dice(7);
        let sheet = consistent(edition_id, &mut dice, 40);
        assert_eq!(located(&sheet), []);
        for cell in table(edition_id, TableId::T3).cells() {
            let mut sheet = sheet.clone();
            let name = sheet.form.name(cell);
            let right = get(&sheet, &name);
            let wrong = right + 1 + dice.below(90) as i64;
            set(&mut sheet, &name, wrong);
            let group = located(&sheet);
            assert_eq!(group.len(), 1, "{name}");
            let (_, found) = hypothesis(&sheet, &group[0]);
            assert_eq!(found, changes(&[(&name, right)]), "{name} {wrong}");
            assert_eq!(group[0].fewest.unwrap_or(1), 1);

            let case = Case::new(
                system::systems(&checked(&sheet)).remove(0),
                &sheet,
                &Evidence::default(),
                0,
            );
            let minimal_error_sets =
                minimal_error_sets(&case, &case.residuals(&case.observed), 2, 1000);
            assert!(
                minimal_error_sets.proved
                    && minimal_error_sets.size == 1
                    && minimal_error_sets.sets.len() == 1,
                "{name}"
            );
        }
    }
}

#[test]
fn mistakes_far_apart_are_told_apart() {
    let mut sheet = example();
    set(&mut sheet, "t3.r3_4_1.natural", 230);
    set(&mut sheet, "t3.r3_1.business", 8);
    let located = located(&sheet);
    let hypotheses: Vec<_> = located
        .iter()
        .map(|group| hypothesis(&sheet, group).1)
        .collect();
    assert_eq!(hypotheses.len(), 2);
    assert!(hypotheses.contains(&changes(&[("t3.r3_4_1.natural", 23)])));
    assert!(hypotheses.contains(&changes(&[("t3.r3_1.business", 9)])));
    let rules: Vec<usize> = located
        .iter()
        .flat_map(|group| group.relations.clone())
        .collect();
    assert_eq!(rules.len(), 4);
}

#[test]
fn evidence_decides_between_carry_overs() {
    let mut sheet = example();
    set(&mut sheet, "t3.r2.natural", 7);
    set(&mut sheet, "t3.r2.total", 8);
    let total = cell(&sheet, "t3.r2.total");
    let mut evidence = Evidence::default();
    evidence.previous.insert(cell(&sheet, "t3.r2.natural"), 12);
    evidence.previous.insert(total, 13);
    let right = changes(&[("t3.r2.natural", 12), ("t3.r2.total", 13)]);
    let limits = Limits::default();
    let by_previous = explain(&sheet, &checked(&sheet), &evidence, &limits);
    assert_eq!(hypothesis(&sheet, &by_previous[0]).1, right);

    let new = cell(&sheet, "t3.r1.total");
    let claims = vec![
        CellClaim {
            value: 13,
            any_of: vec![vec![total]],
        },
        CellClaim {
            value: 114,
            any_of: vec![vec![new], vec![new, total]],
        },
    ];
    let evidence = Evidence {
        claims,
        ..Evidence::default()
    };
    let by_claims = explain(&sheet, &checked(&sheet), &evidence, &limits);
    assert_eq!(hypothesis(&sheet, &by_claims[0]).1, right);
}

#[test]
fn one_equation_alone_is_never_certain() {
    let values = [5, 1, 2, 0, 9];
    let value = |cell: CellId| {
        if cell.row == 0 {
            values[usize::from(cell.column)]
        } else {
            0
        }
    };
    let sheet = sheet_of(table("2021", TableId::T4), value);
    let located = located(&sheet);
    assert!(located[0].single_edit && located[0].hypotheses.len() > 2);
    for language in [Language::Chinese, Language::English] {
        let said = words::explanation(&located[0], &sheet.form, language, Some).message;
        assert!(
            !said.contains("确定：") && !said.contains("certain:"),
            "{said}"
        );
    }
}

#[test]
fn sentences() {
    let mut sheet = example();
    set(&mut sheet, "t3.r3_4_1.natural", 230);
    let group = located(&sheet).remove(0);
    let said = words::explanation(&group, &sheet.form, Language::Chinese, Some);
    assert_eq!(
        said.message,
        "几乎可以确定：表三第 13 行“1.本机关不掌握相关政府信息”·自然人写成 230，应为 23（多打一位）。"
    );
    assert_eq!(
        said.candidates[0].message,
        "表三第 13 行“1.本机关不掌握相关政府信息”·自然人写成 230，应为 23（多打一位），可能性 98 %"
    );
    assert!(said.suspicion["t3.r3_4_1.natural"] > 0.97);
}

/// Sets of cells that mend everything, by trying all.
fn brute_force(case: &Case, residual: &[i64], size: usize) -> bool {
    fn mends(case: &Case, gaps: &[i64], from: usize, left: usize) -> bool {
        if gaps.iter().all(|&gap| gap == 0) {
            return true;
        }
        if left == 0 {
            return false;
        }
        (from..case.observed.len()).any(|cell| {
            (-case.observed[cell]..=12)
                .filter(|&delta| delta != 0)
                .any(|delta| {
                    let mut gaps = gaps.to_vec();
                    for &(q, sign) in &case.system.equations[cell] {
                        gaps[q] += sign * delta;
                    }
                    mends(case, &gaps, cell + 1, left - 1)
                })
        })
    }
    mends(case, residual, 0, size)
}

#[test]
fn the_certificate_agrees_with_brute_force() {
    let sheet = example();
    let all = checked(&sheet);
    let mut dice = Dice(11);
    const MOST: usize = 3;
    let (mut proved, mut sizes) = (0, [0; MOST + 2]);
    for _ in 0..3000 {
        // A system of a few random equations over a few cells with small values.
        let cells: Vec<CellId> = sheet.entries.keys().copied().take(6).collect();
        let mut system = Vec::new();
        for _ in 0..2 + dice.below(3) {
            let mut one = all[0].clone();
            (one.rule.left, one.rule.right) = (Vec::new(), Vec::new());
            for &cell in &cells {
                match dice.below(5) {
                    0 | 1 => one.rule.left.push(cell),
                    2 => one.rule.right.push(cell),
                    _ => {}
                }
            }
            system.push(one);
        }
        let mut sheet = sheet.clone();
        for cell in &cells {
            let name = sheet.form.name(*cell);
            set(&mut sheet, &name, dice.below(5) as i64);
        }
        for system in system::systems(&system) {
            let case = Case::new(system, &sheet, &Evidence::default(), 0);
            let residual = case.residuals(&case.observed);
            let answer = minimal_error_sets(&case, &residual, MOST, 100_000);
            if !answer.proved {
                continue;
            }
            proved += 1;
            sizes[answer.size] += 1;
            assert!(answer.size == 0 || !brute_force(&case, &residual, answer.size - 1));
            assert_eq!(answer.sets.is_empty(), answer.size > MOST);
            for set in &answer.sets {
                let mut x = case.observed.clone();
                set.iter().for_each(|(&cell, &value)| x[cell] = value);
                assert!(case.residuals(&x).iter().all(|&gap| gap == 0));
            }
        }
    }
    assert!(
        proved > 1000 && sizes[..=MOST].iter().all(|&n| n > 20),
        "{proved} {sizes:?}"
    );
}

#[test]
fn hostile_numbers_end_in_time_and_without_a_panic() {
    let mut dice = Dice(3);
    let large = (1_i64 << 53) - 1;
    let makers: [&dyn Fn(u64) -> i64; 5] = [
        &|n| (n % 1000) as i64,
        &|n| large - (n % 3) as i64,
        &|n| -((n % 50) as i64),
        &|n| if n % 2 == 0 { 0 } else { large },
        &|_| 0,
    ];
    for make in makers {
        for id in [TableId::T3, TableId::T4] {
            let table = table("2021", id);
            let values: BTreeMap<CellId, i64> = table
                .cells()
                .map(|cell| (cell, make(dice.below(1 << 30))))
                .collect();
            let mut sheet = sheet_of(table, |cell| values[&cell]);
            for group in located(&sheet) {
                words::explanation(&group, &sheet.form, Language::Chinese, Some);
            }
            for state in [State::Missing, State::Blank] {
                for (nth, entry) in sheet.entries.values_mut().enumerate() {
                    if nth % 7 == 0 || state == State::Blank {
                        *entry = Entry {
                            state,
                            ..Entry::missing()
                        };
                    }
                }
                located(&sheet);
            }
        }
    }
    let mut sheet = example();
    sheet
        .entries
        .values_mut()
        .for_each(|entry| *entry = Entry::missing());
    assert_eq!(located(&sheet), []);
}

#[test]
fn equal_input_gives_equal_output() {
    let mut sheet = example();
    set(&mut sheet, "t3.r3_2.natural", 18);
    set(&mut sheet, "t3.r3_2.total", 21);
    assert_eq!(located(&sheet), located(&sheet));
}
