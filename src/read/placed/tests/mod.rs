mod open;

use super::*;
use crate::document::RowKind;

/// A run of type 10 points high; an ideograph is as wide as that, a digit half.
pub(super) fn run(x: i32, y: i32, text: &str) -> Run {
    let width = text.chars().map(|c| if c.is_ascii() { 5 } else { 10 });
    Run {
        x: x * 100,
        y: y * 100,
        width: width.sum::<i32>() * 100,
        height: 1000,
        text: text.to_owned(),
    }
}

fn rule([x0, y0, x1, y1]: [i32; 4]) -> RulingLine {
    let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(|n| n * 100);
    RulingLine { x0, y0, x1, y1 }
}

pub(super) fn page(runs: Vec<Run>, rules: &[[i32; 4]]) -> Page {
    Page {
        width: 59_500,
        height: 84_200,
        pictures: 0,
        runs,
        rules: rules.iter().copied().map(rule).collect(),
    }
}

pub(super) fn texts(page: &Page) -> Vec<(RowKind, Vec<String>)> {
    let document = read(std::slice::from_ref(page), 0, &Bounds::default());
    let row = |row: Row| {
        let cells = row.cells.into_iter().map(|cell| cell.text);
        (row.kind, cells.collect())
    };
    document.rows.into_iter().map(row).collect()
}

/// Two rows of three columns, 100 points wide and 40 high.
const RULED: [[i32; 4]; 7] = [
    [100, 100, 400, 100],
    [100, 140, 400, 140],
    [100, 180, 400, 180],
    [100, 100, 100, 180],
    [200, 100, 200, 180],
    [300, 100, 300, 180],
    [400, 100, 400, 180],
];

#[test]
fn a_label_on_two_lines_is_one_cell_of_a_ruled_row() {
    let runs = vec![
        run(250, 115, "3"),
        run(110, 102, "行政"),
        run(130, 102, "许可"),
        run(110, 120, "处理"),
        run(350, 115, "12"),
        run(100, 60, "表"),
        run(150, 60, "一"),
        run(110, 150, "处罚"),
    ];
    let grid = |cells: [&str; 3]| (RowKind::Grid, cells.map(String::from).to_vec());
    assert_eq!(
        texts(&page(runs, &RULED)),
        [
            (RowKind::Line, vec!["表  一".to_owned()]),
            grid(["行政许可\n处理", "3", "12"]),
            grid(["处罚", "", ""]),
        ]
    );
}

#[test]
fn a_number_across_a_line_is_one_too_wide_or_two_and_is_not_guessed() {
    let runs = vec![
        run(110, 110, "许可"),
        run(290, 110, "1234"),
        run(110, 150, "处罚"),
    ];
    let rows = texts(&page(runs, &RULED));
    assert_eq!(rows[0].1, ["许可", "1234\u{fffd}", "1234\u{fffd}"]);
    // A hair's breadth is nothing.
    let runs = vec![
        run(110, 110, "许可"),
        run(282, 110, "1234"),
        run(110, 150, "处罚"),
    ];
    assert_eq!(texts(&page(runs, &RULED))[0].1, ["许可", "1234", ""]);
    // With a space between they are two.
    let runs = vec![
        run(110, 110, "许可"),
        run(287, 110, "12 34"),
        run(110, 150, "处罚"),
    ];
    assert_eq!(texts(&page(runs, &RULED))[0].1, ["许可", "12", "34"]);
}

#[test]
fn glyphs_of_one_number_are_joined_and_neighbours_are_not() {
    let glyphs = |x: i32, y, text: &str| -> Vec<Run> {
        let glyph = |(i, c): (usize, char)| run(x + 5 * i as i32, y, c.encode_utf8(&mut [0; 4]));
        text.chars().enumerate().map(glyph).collect()
    };
    let mut runs = [
        glyphs(110, 110, "12"),
        glyphs(180, 110, "345"),
        glyphs(225, 110, "6"),
        glyphs(110, 150, "0"),
    ]
    .concat();
    runs.reverse();
    assert_eq!(
        texts(&page(runs.clone(), &RULED)),
        [
            (
                RowKind::Grid,
                vec!["12  345".into(), "6".into(), String::new()]
            ),
            (
                RowKind::Grid,
                vec!["0".into(), String::new(), String::new()]
            ),
        ]
    );
    let text = "12  345  6".to_owned();
    assert_eq!(texts(&page(runs, &[]))[0], (RowKind::Line, vec![text]));
}

#[test]
fn a_box_stands_where_it_begins_and_lines_may_be_doubled_dashed_or_short() {
    // The middle line is missing in the first column, and dashed; the left one is doubled.
    let rules = [
        [102, 100, 400, 100],
        [200, 140, 250, 140],
        [252, 140, 300, 140],
        [300, 141, 399, 141],
        [101, 180, 400, 180],
        [100, 100, 100, 180],
        [102, 100, 102, 180],
        [200, 101, 200, 180],
        [300, 100, 300, 178],
    ];
    let runs = vec![
        run(110, 135, "本年"),
        run(210, 110, "一"),
        run(310, 110, "1"),
        run(210, 150, "二"),
        run(310, 150, "2"),
    ];
    let rows: Vec<_> = texts(&page(runs, &rules))
        .into_iter()
        .map(|row| row.1)
        .collect();
    assert_eq!(rows, [vec!["本年", "一", "1"], vec!["二", "2"]]);
}

#[test]
fn what_is_beyond_all_paper_is_survived() {
    let mut far = run(1, 1, "9");
    (far.x, far.y, far.width, far.height) = (i32::MAX, i32::MIN, i32::MAX, i32::MAX);
    let mut rules = RULED.to_vec().into_iter().map(rule).collect::<Vec<_>>();
    let (x0, y0, x1, y1) = (i32::MIN, i32::MAX, i32::MAX, i32::MAX);
    rules.push(RulingLine { x0, y0, x1, y1 });
    let page = Page {
        runs: vec![
            far,
            run(110, 110, "许可"),
            Run {
                height: -5,
                width: -5,
                ..run(1, 1, "")
            },
        ],
        rules,
        ..Page::default()
    };
    let document = read(&[page], 0, &Bounds::default());
    assert!(document.rows.iter().any(|row| row.cells[0].text == "许可"));
}

/// Rows of two columns, of a label 100 points wide and a box for numbers of 30, from a height on.
fn narrow(from: i32, rows: i32) -> Vec<[i32; 4]> {
    let across = (0..=rows).map(|row| [100, from + 40 * row, 230, from + 40 * row]);
    let down = [100, 200, 230].map(|x| [x, from, x, from + 40 * rows]);
    across.chain(down).collect()
}

fn rows_of(pages: &[Page]) -> Vec<Vec<String>> {
    let document = read(pages, 0, &Bounds::default());
    let texts = |row: Row| row.cells.into_iter().map(|cell| cell.text).collect();
    document.rows.into_iter().map(texts).collect()
}

#[test]
fn a_number_broken_for_want_of_room_is_one_and_only_then() {
    let runs = vec![
        run(105, 105, "一、本年新收"),
        run(105, 120, "申请"),
        run(205, 105, "1234"),
        run(205, 120, "56"),
        run(105, 145, "二、上年结转"),
        run(205, 145, "12"),
        run(205, 160, "3"),
    ];
    let rows = rows_of(&[page(runs, &narrow(100, 2))]);
    assert_eq!(rows[0], ["一、本年新收\n申请", "123456"]);
    assert_eq!(rows[1], ["二、上年结转", "12\n3"]);
}

#[test]
fn a_row_broken_over_pages_is_one() {
    let head = |y: i32| [run(105, y, "情况"), run(205, y, "人")];
    let mut above = head(705).to_vec();
    above.extend([
        run(105, 745, "1.申请人逾期不补"),
        run(105, 760, "正，行政机关不再"),
        run(205, 745, "1234"),
        run(300, 800, "- 1 -"),
    ]);
    let mut below = head(85).to_vec();
    below.extend([
        run(105, 125, "处理申请"),
        run(205, 125, "5"),
        run(105, 165, "2.其他"),
        run(205, 165, "7"),
    ]);
    let pages = [page(above, &narrow(700, 2)), page(below, &narrow(80, 3))];
    assert_eq!(
        rows_of(&pages),
        [
            vec!["情况", "人"],
            vec!["1.申请人逾期不补\n正，行政机关不再\n处理申请", "12345"],
            vec!["-1-"],
            vec!["情况", "人"],
            vec!["2.其他", "7"],
        ]
    );
}

#[test]
fn a_label_that_went_to_the_next_page_is_joined_to_its_numbers() {
    let above = page(vec![run(205, 705, "7")], &narrow(700, 1));
    let below = vec![
        run(105, 85, "1.重复申请"),
        run(105, 125, "2.其他"),
        run(205, 125, "8"),
    ];
    assert_eq!(
        rows_of(&[above, page(below, &narrow(80, 2))]),
        [["1.重复申请", "7"], ["2.其他", "8"]]
    );
}

#[test]
fn text_over_text_or_over_a_line_is_lost_and_bold_drawn_twice_is_not() {
    let runs = vec![
        run(110, 110, "许可"),
        run(250, 110, "12"),
        Run {
            x: 25_030,
            ..run(250, 110, "12")
        },
        run(350, 110, "3"),
        run(351, 112, "4"),
        run(110, 150, "处罚"),
        run(250, 135, "5"),
    ];
    let rows = rows_of(&[page(runs, &RULED)]);
    assert_eq!(rows[0], ["许可", "12\n5\u{fffd}", "3\u{fffd}"]);
    assert_eq!(rows[1], ["处罚", "5\u{fffd}", ""]);
}

#[test]
fn a_row_of_its_own_is_not_joined_to_the_page_before() {
    // A short label has not been broken, and neither was a number with room beside it.
    let above = page(
        vec![run(105, 705, "规章"), run(205, 705, "1")],
        &narrow(700, 1),
    );
    let below = page(
        vec![run(105, 85, "行政规范性文件"), run(205, 85, "2")],
        &narrow(80, 1),
    );
    assert_eq!(
        rows_of(&[above.clone(), below]),
        [["规章", "1"], ["行政规范性文件", "2"]]
    );
    // A number without a label below one that had room is no part of it.
    let rest = page(vec![run(205, 85, "2")], &narrow(80, 1));
    assert_eq!(rows_of(&[above, rest]), [["规章", "1"], ["", "2"]]);
}

#[test]
fn a_row_with_a_code_of_its_own_is_not_joined_to_the_page_before() {
    // Boxes as wide as what stands in them, as a browser prints them.
    let row = |y: i32, code: &str, label: &str, number: &str| {
        let mut lines = narrow(y, 1);
        let sides = [
            [40, y, 100, y],
            [40, y + 40, 100, y + 40],
            [40, y, 40, y + 40],
        ];
        lines.extend(sides);
        let mut runs = vec![run(105, y + 5, label), run(205, y + 5, number)];
        runs.extend((!code.is_empty()).then(|| run(45, y + 5, code)));
        page(runs, &lines)
    };
    let above = row(700, "20406", "公共安全方面支出", "1234");
    let below = row(80, "20801", "养老保险方面支出", "5678");
    assert_eq!(
        rows_of(&[above.clone(), below]),
        [
            ["20406", "公共安全方面支出", "1234"],
            ["20801", "养老保险方面支出", "5678"]
        ]
    );
    // Without one it may be the rest of that row.
    let rest = row(80, "", "养老保险方面支出", "5678");
    assert_eq!(rows_of(&[above, rest]).len(), 1);
}

#[test]
fn a_line_through_a_part_of_a_box_goes_through_all_of_it() {
    // The left line and the one behind the label are gone below the first row.
    let rules = [
        [100, 100, 300, 100],
        [150, 140, 300, 140],
        [150, 180, 300, 180],
        [100, 220, 300, 220],
        [100, 100, 100, 105],
        [150, 100, 150, 105],
        [250, 100, 250, 220],
        [300, 100, 300, 220],
    ];
    let runs = vec![
        run(155, 110, "甲"),
        run(260, 110, "1"),
        run(155, 150, "乙"),
        run(260, 150, "2"),
        run(105, 190, "丙"),
        run(260, 190, "3"),
    ];
    assert_eq!(
        rows_of(&[page(runs, &rules)]),
        [["甲", "1"], ["乙", "2"], ["丙", "3"]]
    );
}

#[test]
fn numbers_a_part_of_a_line_apart_are_of_one_row() {
    let runs = vec![
        run(110, 100, "一、本年新收"),
        run(250, 106, "12"),
        run(300, 99, "3"),
        run(350, 100, "15"),
    ];
    assert_eq!(rows_of(&[page(runs, &[])]), [["一、本年新收  12  3  15"]]);
}

#[test]
fn a_number_below_another_without_a_label_may_be_its_rest() {
    let runs = vec![
        run(110, 100, "一、本年新收"),
        run(250, 100, "12"),
        run(300, 100, "345"),
        run(305, 112, "6"),
        run(110, 130, "二、上年结转"),
        run(250, 130, "0"),
        run(300, 130, "7"),
    ];
    assert_eq!(
        rows_of(&[page(runs, &[])]),
        [["一、本年新收  12  345\u{fffd}"], ["二、上年结转  0  7"],]
    );
}

#[test]
fn digits_that_stand_apart_box_after_box_are_one_number() {
    let spaced = |x: i32, y: i32, text: &str| {
        let runs = text.chars().zip(0..);
        let runs = runs.map(|(c, at)| run(x + 9 * at, y, &c.to_string()));
        runs.collect::<Vec<Run>>()
    };
    let all = [
        spaced(110, 115, "158"),
        spaced(210, 115, "12"),
        spaced(310, 115, "0"),
        spaced(110, 155, "26.5"),
        spaced(210, 155, "7"),
        spaced(310, 155, "40"),
    ];
    let rows = |runs: Vec<Run>| -> Vec<Vec<String>> {
        let texts = texts(&page(runs, &RULED));
        texts.into_iter().map(|(_, row)| row).collect()
    };
    let whole = [["158", "12", "0"], ["26.5", "7", "40"]];
    assert_eq!(rows(all.concat()), whole);
    // One number that is set close says that the others are several.
    let mut mixed = all.concat();
    mixed.push(run(350, 115, "31"));
    assert_eq!(rows(mixed)[0][0], "1  5  8");
    // Further apart than the type is high.
    let far = [
        [run(110, 115, "1"), run(130, 115, "5")],
        [run(210, 115, "2"), run(230, 115, "6")],
        [run(310, 115, "3"), run(330, 115, "7")],
    ];
    assert_eq!(rows(far.concat())[0], ["1  5", "2  6", "3  7"]);
}
