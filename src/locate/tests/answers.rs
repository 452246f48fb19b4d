//! What is said of the explanations: how many, how sure, in which words.

use super::*;

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

/// A number that a reader of the picture took for another is no mistake of the report; what readers thought of and no
/// sum asks for says nothing.
#[test]
#[cfg(feature = "scan")]
fn a_number_that_a_reader_thought_of_next_was_probably_misread() {
    let mut sheet = example();
    let right = get(&sheet, "t3.r3_4_1.natural");
    set(&mut sheet, "t3.r3_4_1.natural", right + 7);
    let told = |readings: Vec<i64>| {
        let evidence = Evidence {
            readings: [(cell(&sheet, "t3.r3_4_1.natural"), readings)]
                .into_iter()
                .collect(),
            ..Evidence::default()
        };
        let groups = explain(&sheet, &checked(&sheet), &evidence, &Limits::default());
        let best = groups[0].hypotheses[0].mistakes[0].kind.id;
        let said = words::explanation(&groups[0], &sheet.form, Language::Chinese, Some);
        assert!(!said.message.contains("确定："), "{}", said.message);
        (best, groups[0].certain(), said.message)
    };
    let (kind, certain, said) = told(vec![3, right]);
    assert_eq!((kind, certain), ("misread", false));
    let words = format!(
        "很可能识读有误，报告未必有错，请对照图片：表三第 13 行“1.本机关不掌握相关政府信息”·自然人读成 {}，可能是 {right}。",
        right + 7
    );
    assert_eq!(said, words);
    assert_ne!(told(vec![right + 70, 3]).0, "misread");
}

/// A typing mistake beside it is somebody's, and what is said of it does not clear the report.
#[test]
#[cfg(feature = "scan")]
fn a_misreading_beside_a_typing_mistake_clears_nobody() {
    let mut sheet = example();
    let read = "t3.r3_4_1.natural";
    let typed = "t3.r3_4_1.total";
    let (right, total) = (get(&sheet, read), get(&sheet, typed));
    set(&mut sheet, read, right + 7);
    set(&mut sheet, typed, total + 10);
    let evidence = Evidence {
        readings: [(cell(&sheet, read), vec![right])].into_iter().collect(),
        ..Evidence::default()
    };
    let groups = explain(&sheet, &checked(&sheet), &evidence, &Limits::default());
    let best = &groups[0].hypotheses[0];
    let kinds: Vec<&str> = best.mistakes.iter().map(|it| it.kind.id).collect();
    assert!(kinds.contains(&"misread") && kinds.len() > 1, "{kinds:?}");
    assert!(best.has_misread() && !best.is_misread() && !groups[0].certain());
    let said = words::explanation(&groups[0], &sheet.form, Language::Chinese, Some);
    assert!(!said.message.contains("报告未必有错"), "{}", said.message);
    assert!(!said.message.contains("确定："), "{}", said.message);
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

/// Of two outcomes of one amount either may be the copy: what is usual speaks for one, and the sums for neither.
#[test]
fn a_mistake_that_as_many_other_cells_explain_is_not_certain() {
    let mut sheet = sheet_of(table("2021", TableId::T3), |_| 0);
    let rows = [
        ("r1", [20, 1, 21]),
        ("r3_1", [6, 1, 7]),
        ("r3_2", [6, 0, 6]),
        ("r3_3_1", [5, 0, 5]),
        ("r3_4_1", [5, 0, 5]),
        ("r3_6_3", [4, 0, 4]),
        ("r3_7", [20, 1, 21]),
    ];
    for (row, values) in rows {
        for (column, value) in ["natural", "other", "total"].iter().zip(values) {
            set(&mut sheet, &format!("t3.{row}.{column}"), value);
        }
    }
    let group = located(&sheet).remove(0);
    let said = words::explanation(&group, &sheet.form, Language::Chinese, Some).message;
    assert!(group.rivalled && !group.certain());
    assert!(
        said.starts_with("很可能：表三第 4 行“（二）部分公开”"),
        "{said}"
    );
    assert!(
        said.ends_with("都不能使等式成立；改动别的 2 格，也可能成立。"),
        "{said}"
    );
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
