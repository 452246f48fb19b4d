//! Where one report ends and the next begins: a title alone opens none, nor does a table alone.

use crate::render::grid::Grid;
use crate::render::shapes::Shape;
use crate::render::{Block, Rng, figures, print};
use crate::{broken, check_text};
use gouji::form::TableId;
use gouji::report::Report;
use gouji::{Options, PartKind, check};

/// The shapes that are tried: pages, tabs, pipes, spaces, a cell a line.
const SHAPES: [usize; 6] = [0, 3, 9, 13, 15, 16];

/// The title and the third table of an invented report, in which one cell may be wrong.
fn part_three(seed: u64, title: &str) -> [Block; 2] {
    let mut rng = Rng::new(seed);
    let mut figures = figures::figures(&mut rng);
    figures.change(&mut rng);
    let printed = print::print(&figures, print::Style::Plain, &mut rng);
    let table = printed.blocks.into_iter().find_map(|block| match block {
        Block::Table(grid) if grid.id == TableId::T3 => Some(grid),
        _ => None,
    });
    let table: Grid = table.expect("a table 3");
    [Block::Title(title.to_owned()), Block::Table(table)]
}

fn is_one_of_several(report: &Report) -> bool {
    let mut notes = report.notes.iter();
    notes.any(|note| note.code == "several-reports")
}

/// What was found in a report, and what it is called.
fn told(report: &Report) -> impl PartialEq + std::fmt::Debug {
    let cells = report.cells.iter();
    let cells: Vec<String> = cells
        .map(|(id, cell)| format!("{id} {:?} {:?}", cell.value, cell.state))
        .collect();
    (broken(report), report.organ.clone(), report.year, cells)
}

#[test]
fn a_title_of_another_body_or_year_above_another_table_opens_another_report() {
    let first = "青江市水利局2023年政府信息公开工作年度报告";
    for second in [
        "青江市统计局2023年政府信息公开工作年度报告",
        "青江市水利局2024年政府信息公开工作年度报告",
        "2022年度政府信息公开工作年度报告",
    ] {
        for seed in 0..6 {
            // Equal tables as well as others.
            for other in [seed, seed + 100] {
                for (name, shape) in SHAPES.map(|at| Shape::ALL[at]) {
                    let blocks = [part_three(seed, first), part_three(other, second)].concat();
                    let rendered = shape.render(&blocks, &mut Rng::new(seed));
                    let both = check(&rendered.parts, &Options::default());
                    let alone = shape.render(&blocks[..2], &mut Rng::new(seed));
                    let alone = check(&alone.parts, &Options::default());
                    let context = format!("{second} {seed} {other} {name}");
                    assert!(
                        is_one_of_several(&both),
                        "{context}\n{}",
                        rendered.parts[0].text
                    );
                    assert_eq!(told(&both), told(&alone), "{context}");
                }
            }
        }
    }
}

#[test]
fn the_same_title_again_or_one_without_a_table_opens_none() {
    let title = "青江市水利局2023年政府信息公开工作年度报告";
    let last = "青江市水利局2022年政府信息公开工作年度报告";
    for seed in 0..6 {
        let [head, table] = part_three(seed, title);
        let line = |text: &str| Block::Prose(text.to_owned());
        let title = |text: &str| Block::Title(text.to_owned());
        for blocks in [
            // The cover, and the same table in a copy of the page for telephones.
            vec![head.clone(), head.clone(), table.clone()],
            vec![head.clone(), table.clone(), head.clone(), table.clone()],
            // Last year's report, quoted and attached; others in a list.
            vec![
                head.clone(),
                table.clone(),
                line("附件：1.青江市水利局2022年政府信息公开工作年度报告.docx"),
            ],
            vec![
                title(last),
                title("青江市统计局2023年政府信息公开工作年度报告"),
                head.clone(),
                table.clone(),
            ],
            vec![
                head.clone(),
                line("数据可与《青江市水利局2022年政府信息公开工作年度报告》对照。"),
                table.clone(),
                title(last),
            ],
        ] {
            for (name, shape) in SHAPES.map(|at| Shape::ALL[at]) {
                let rendered = shape.render(&blocks, &mut Rng::new(seed));
                let report = check(&rendered.parts, &Options::default());
                assert!(!is_one_of_several(&report), "{seed} {name}");
            }
        }
    }
}

#[test]
fn a_body_that_only_the_second_report_names_is_not_the_first_ones() {
    let row = |n| {
        format!(
            "一、本年新收政府信息公开申请数量\t{n}\t0\t0\t0\t0\t0\t{n}\n（一）予以公开\t{n}\t0\t0\t0\t0\t0\t{n}\n"
        )
    };
    let text = format!(
        "2022年政府信息公开工作年度报告\n{}青江市水利局2023年政府信息公开工作年度报告\n{}",
        row(4),
        row(7)
    );
    let report = check_text(text, PartKind::Text);
    assert!(is_one_of_several(&report));
    assert_eq!((report.organ, report.year), (None, Some(2022)));
}
