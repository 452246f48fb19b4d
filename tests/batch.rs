//! Many reports side by side. Invented organs.

#[path = "written/mod.rs"]
mod written;

use gouji::batch::{Digest, Overview, csv, family, list, overview, same_organ, worst_first};
use gouji::{Language, Options, Part, PartKind, check};
use proptest::prelude::*;
use std::collections::BTreeMap;
use written::{handled, text};

fn digest(file: &str, organ: &str, year: u16, cells: &[(&str, i64)]) -> Digest {
    let parts = [Part {
        kind: PartKind::Text,
        text: text(organ, year, cells),
    }];
    let options = Options {
        name: Some(file.to_owned()),
        ..Options::default()
    };
    Digest::from(&check(&parts, &options))
}

#[test]
fn years_are_paired_whatever_the_spelling() {
    let mut last = handled(5).to_vec();
    last.extend([
        ("t3.r4.natural", 2),
        ("t3.r4.total", 2),
        ("t3.r1.natural", 7),
        ("t3.r1.total", 7),
    ]);
    last.reverse();
    let reports = [
        digest("a", "青江市水利局", 2023, &handled(5)),
        digest("b", "青江市 水利局", 2022, &last),
        digest("c", "青江市教育局", 2023, &[]),
        digest("d", "青江市教育局", 2022, &[]),
        digest("e", "青江市民政局", 2023, &[]),
    ];
    let all = overview(&reports, Language::Chinese);
    let pairs: Vec<_> = all
        .pairs
        .iter()
        .map(|p| (p.this, p.last, p.findings.len()))
        .collect();
    // 上年结转 of both the natural persons and the total.
    assert_eq!(pairs, [(2, 3, 0), (0, 1, 2)]);
    assert_eq!(all.absent.len(), 1);
    assert_eq!(
        (all.absent[0].organ.as_str(), all.absent[0].year),
        ("青江市民政局", 2022)
    );
    assert_eq!(
        same_organ("《青江市（水利局）》"),
        same_organ("青江市 水利局")
    );
}

#[test]
fn two_reports_of_one_year_are_said_and_not_paired() {
    let reports = [
        digest("a", "青江市水利局", 2023, &handled(5)),
        digest("b", "青江市水利局", 2023, &handled(5)),
        digest("c", "青江市水利局", 2022, &[]),
        digest("d", "青江市人民政府", 2023, &handled(5)),
    ];
    let all = overview(&reports, Language::Chinese);
    assert_eq!(all.pairs, []);
    assert_eq!(
        (all.repeated[0].alike, &all.repeated[0].reports[..]),
        (true, &[0, 1][..])
    );
    assert_eq!(
        all.families,
        [],
        "which of the two belongs to the family is not known"
    );
}

#[test]
fn a_family_is_proposed_and_its_sums_name_the_child() {
    let reports = [
        digest("gov", "青江市人民政府", 2023, &handled(12)),
        digest("a", "青江市水利局", 2023, &handled(5)),
        digest("b", "青江市教育局", 2023, &handled(7)),
        digest("c", "青江市民政局", 2023, &handled(3)),
    ];
    let all = overview(&reports, Language::Chinese);
    assert_eq!(all.families.len(), 1);
    assert_eq!(
        (all.families[0].parent, all.families[0].children.len()),
        (0, 3)
    );
    let sums = family(&reports[0], &reports[1..], Language::Chinese);
    assert!(sums.unknown.is_empty());
    assert_eq!(sums.findings.len(), 6);
    assert!(
        sums.findings
            .iter()
            .all(|f| f.message.contains("青江市民政局")),
        "{:?}",
        sums.findings
    );
    assert_eq!(
        (sums.findings[0].left, sums.findings[0].right),
        (Some(12), Some(15))
    );
}

#[test]
fn a_child_without_a_table_is_named() {
    let mut child = digest("a", "青江市水利局", 2023, &handled(5));
    child.edition.remove("t4");
    child.figures.remove("t4");
    let parent = digest("gov", "青江市人民政府", 2023, &handled(5));
    let sums = family(&parent, &[child], Language::Chinese);
    assert_eq!(sums.unknown, [0]);
    assert!(sums.findings.is_empty() && sums.compared > 0);
}

/// An overview told in names of files, so that it can be compared between orders.
fn told(reports: &[Digest], all: &Overview) -> String {
    let name = |i: &usize| reports[*i].file.clone().unwrap();
    let names = |list: &[usize]| list.iter().map(name).collect::<Vec<_>>();
    let pairs: Vec<_> = all
        .pairs
        .iter()
        .map(|p| (name(&p.this), name(&p.last), &p.findings))
        .collect();
    let repeated: Vec<_> = all
        .repeated
        .iter()
        .map(|r| (names(&r.reports), r.alike))
        .collect();
    let families: Vec<_> = all
        .families
        .iter()
        .map(|f| (f.year, name(&f.parent), names(&f.children)))
        .collect();
    format!(
        "{pairs:?} {repeated:?} {:?} {:?} {families:?}",
        all.absent,
        names(&all.unnamed)
    )
}

const ORGANS: [&str; 7] = [
    "青江市人民政府",
    "青江市人民政府办公室",
    "青江市水利局",
    "青江市 水利局",
    "青江市东湖区人民政府",
    "东湖区教育局",
    "白石县财政局",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn the_order_of_files_changes_nothing(
        drawn in prop::collection::vec((0..8usize, 2021..2024u16, 0..3i64), 0..14),
        turned in any::<prop::sample::Index>(),
        swapped in any::<[prop::sample::Index; 2]>(),
    ) {
        let base: Vec<Digest> = (0..3).map(|n| digest("", "某局", 2023, &handled(n))).collect();
        let reports: Vec<Digest> = drawn.iter().enumerate().map(|(i, &(organ, year, n))| Digest {
            file: Some(format!("{i}.txt")),
            organ: ORGANS.get(organ).map(|o| (*o).to_owned()),
            year: Some(year),
            ..base[n as usize].clone()
        }).collect();
        let mut other = reports.clone();
        if !other.is_empty() {
            let length = other.len();
            other.rotate_left(turned.index(length));
            other.swap(swapped[0].index(length), swapped[1].index(length));
        }
        let (one, two) = (overview(&reports, Language::Chinese), overview(&other, Language::Chinese));
        prop_assert_eq!(told(&reports, &one), told(&other, &two));
        prop_assert_eq!(list(&reports, &one, Language::Chinese), list(&other, &two, Language::Chinese));

        // Against the plain reading of what a pair is.
        let same = |a: &Digest, b: &Digest| match (&a.organ, &b.organ) {
            (Some(a), Some(b)) => same_organ(a) == same_organ(b),
            _ => false,
        };
        let alone = |a: &Digest| reports.iter().filter(|b| same(a, b) && a.year == b.year).count() == 1;
        let mut pairs = BTreeMap::new();
        for (i, a) in reports.iter().enumerate() {
            for (j, b) in reports.iter().enumerate() {
                if same(a, b) && alone(a) && alone(b) && a.year == b.year.map(|y| y + 1) {
                    pairs.insert(i, j);
                }
            }
        }
        prop_assert_eq!(one.pairs.iter().map(|p| (p.this, p.last)).collect::<BTreeMap<_, _>>(), pairs);
    }
}

#[test]
fn the_worst_comes_first() {
    let mut wrong = handled(5).to_vec();
    wrong[0].1 = 6;
    let reports = [
        digest("fine", "青江市水利局", 2023, &handled(5)),
        digest("wrong", "青江市教育局", 2023, &wrong),
    ];
    assert_eq!(worst_first(&reports), [1, 0]);
    let rows = csv(&list(
        &reports,
        &overview(&reports, Language::Chinese),
        Language::Chinese,
    ));
    assert!(rows.starts_with('\u{feff}'));
    assert!(
        rows.lines()
            .nth(1)
            .unwrap()
            .starts_with("不一致,青江市教育局,2023,"),
        "{rows}"
    );
}
