//! Tables without lines between their columns.

use super::{page, rows_of, run, texts};
use crate::document::RowKind;
use crate::read::placed::{Page, Run};

/// A line of words, each with where it begins.
fn line(y: i32, words: &[(i32, &str)]) -> Vec<Run> {
    words.iter().map(|&(x, text)| run(x, y, text)).collect()
}

/// The head of three columns at 200, 260 and 320.
fn head(y: i32) -> Vec<Run> {
    line(y, &[(195, "甲项"), (255, "乙项"), (315, "丙项")])
}

fn plain(lines: &[Vec<Run>]) -> Page {
    page(lines.concat(), &[])
}

#[test]
fn a_row_that_lacks_numbers_has_those_it_has_in_their_columns() {
    let page = plain(&[
        head(100),
        line(120, &[(50, "一、新收"), (200, "5"), (260, "0"), (320, "5")]),
        line(140, &[(50, "二、上年"), (260, "12"), (320, "12")]),
        line(160, &[(50, "三、结转"), (200, "3")]),
    ]);
    assert_eq!(
        rows_of(&[page]),
        [
            ["", "甲项", "乙项", "丙项"],
            ["一、新收", "5", "0", "5"],
            ["二、上年", "", "12", "12"],
            ["三、结转", "3", "", ""],
        ]
    );
}

#[test]
fn a_column_without_a_number_is_known_by_its_head() {
    let page = plain(&[
        line(60, &[(180, "各项情况说明表")]),
        line(80, &[(240, "两项"), (300, "其余")]),
        head(100),
        line(120, &[(50, "一、新收"), (200, "5"), (320, "5")]),
    ]);
    let rows = rows_of(&[page]);
    assert_eq!(rows[rows.len() - 1], ["一、新收", "5", "", "5"]);
}

#[test]
fn without_a_head_rows_stay_lines_of_text() {
    let page = plain(&[
        line(120, &[(50, "一、新收"), (200, "5"), (260, "0"), (320, "5")]),
        line(140, &[(50, "二、上年"), (260, "12"), (320, "12")]),
    ]);
    let kinds: Vec<RowKind> = texts(&page).into_iter().map(|row| row.0).collect();
    assert_eq!(kinds, [RowKind::Line; 2]);
}

#[test]
fn numbers_on_two_lines_of_a_row_are_not_read() {
    // The label takes three lines, the last number two: it stands above and below the others.
    let page = plain(&[
        head(100),
        line(120, &[(50, "1.不掌握")]),
        line(126, &[(320, "12")]),
        line(132, &[(50, "有关的"), (200, "5"), (260, "0")]),
        line(138, &[(320, "3")]),
        line(144, &[(50, "信息")]),
        line(170, &[(50, "2.其他"), (200, "1"), (260, "1"), (320, "2")]),
    ]);
    let rows = rows_of(&[page]);
    let read: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() > 1).collect();
    assert_eq!(read[1][1..3], ["5", "0"]);
    assert!(read[1][3].contains('\u{fffd}'), "{read:?}");
    assert_eq!(*read[2], ["2.其他", "1", "1", "2"]);
}

#[test]
fn a_number_that_may_be_of_the_row_above_or_below_is_of_neither() {
    let page = plain(&[
        head(100),
        line(120, &[(50, "1.重复"), (200, "5"), (260, "0"), (320, "5")]),
        line(135, &[(320, "7")]),
        line(150, &[(50, "2.其他"), (200, "1"), (260, "1"), (320, "2")]),
    ]);
    let rows = rows_of(&[page]);
    assert_eq!(rows[1][..3], ["1.重复", "5", "0"]);
    assert_eq!(rows[2][..3], ["2.其他", "1", "1"]);
    assert!(
        rows[1..3].iter().all(|row| row[3].contains('\u{fffd}')),
        "{rows:?}"
    );
}

#[test]
fn a_label_of_a_row_without_numbers_is_a_row_and_that_of_a_group_is_none() {
    let page = plain(&[
        head(100),
        line(120, &[(60, "1.秘密"), (200, "5"), (260, "0"), (320, "5")]),
        line(140, &[(60, "2.禁止")]),
        line(150, &[(10, "（三）")]),
        line(160, &[(60, "3.安全"), (200, "1"), (260, "1"), (320, "2")]),
        line(180, &[(60, "4.权益")]),
        line(200, &[(60, "5.其他"), (320, "2")]),
    ]);
    let rows = rows_of(&[page]);
    let wide: Vec<&str> = rows
        .iter()
        .filter(|row| row.len() > 1)
        .map(|row| row[0].as_str())
        .collect();
    assert_eq!(wide, ["", "1.秘密", "2.禁止", "3.安全", "4.权益", "5.其他"]);
    assert_eq!(rows[2], ["2.禁止", "", "", ""]);
}

#[test]
fn lines_across_part_rows() {
    // Between two of them everything is one row, however close the next is.
    let words = [
        head(100),
        line(115, &[(50, "甲"), (200, "5"), (260, "0"), (320, "5")]),
        line(127, &[(320, "7")]),
        line(139, &[(50, "乙"), (200, "1"), (260, "1"), (320, "2")]),
        line(151, &[(50, "丙"), (260, "1"), (320, "1")]),
    ];
    let rules = [
        [40, 112, 400, 112],
        [40, 138, 400, 138],
        [40, 150, 400, 150],
        [40, 162, 400, 162],
    ];
    let rows = rows_of(&[page(words.concat(), &rules)]);
    assert!(rows[1][3].contains('\u{fffd}'), "{rows:?}");
    assert_eq!(rows[2..], [["乙", "1", "1", "2"], ["丙", "", "1", "1"]]);
}

#[test]
fn a_table_goes_on_in_its_columns_on_the_next_page() {
    let above = plain(&[
        head(700),
        line(720, &[(50, "一、新收"), (200, "5"), (260, "0"), (320, "5")]),
    ]);
    let below = plain(&[
        line(80, &[(50, "二、上年")]),
        line(100, &[(50, "三、办理"), (200, "3")]),
    ]);
    let rows = rows_of(&[above, below]);
    assert_eq!(
        rows[2..],
        [["二、上年", "", "", ""], ["三、办理", "3", "", ""]]
    );
}

#[test]
fn a_table_goes_on_on_the_next_page_only() {
    let above = plain(&[
        head(700),
        line(720, &[(50, "一、新收"), (200, "5"), (260, "0"), (320, "5")]),
    ]);
    let between = plain(&[line(80, &[(50, "本年度没有新的规定。")])]);
    let below = plain(&[line(100, &[(50, "三、办理"), (200, "3"), (260, "4")])]);
    let rows = rows_of(&[above, between, below]);
    assert_eq!(rows[rows.len() - 1], ["三、办理  3  4"]);
}

#[test]
fn a_head_on_the_page_before_tells_the_columns() {
    let above = plain(&[line(690, &[(50, "一、总体情况")]), head(700)]);
    let below = plain(&[line(80, &[(50, "一、新收"), (200, "5"), (320, "5")])]);
    let rows = rows_of(&[above, below]);
    assert_eq!(rows[rows.len() - 1], ["一、新收", "5", "", "5"]);
}

#[test]
fn lines_of_dots_are_lines() {
    let mut rules = Vec::new();
    for x in (100..=300).step_by(2) {
        rules.extend([100, 140, 180].map(|y| [x, y, x + 1, y]));
    }
    for y in (100..=180).step_by(2) {
        rules.extend([100, 200, 300].map(|x| [x, y, x, y + 1]));
    }
    let words = [
        line(115, &[(110, "甲"), (210, "1")]),
        line(155, &[(110, "乙")]),
    ];
    assert_eq!(
        rows_of(&[page(words.concat(), &rules)]),
        [["甲", "1"], ["乙", ""]]
    );
}
