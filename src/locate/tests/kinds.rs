//! Each kind of mistake, by a table with one of it.

use super::*;

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
