//! The certificate against a plain search; hostile numbers; the same answer each time.

use super::*;

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
            let mut rule = all[0].rule.clone();
            (rule.left, rule.right) = (Vec::new(), Vec::new());
            for &cell in &cells {
                match dice.below(5) {
                    0 | 1 => rule.left.push(cell),
                    2 => rule.right.push(cell),
                    _ => {}
                }
            }
            system.push(Checked {
                rule: Box::leak(Box::new(rule)),
                ..all[0]
            });
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
