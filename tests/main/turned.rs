//! Table 3 the other way round, and tables that stand there twice: what turning or copying loses is said, and nothing is read
//! that stands somewhere else.

use crate::render::grid::{Grid, Spot};
use crate::render::{Block, Rng, figures, print};
use crate::{broken, check_text};
use gouji::PartKind;
use gouji::form::TableId;
use gouji::report::{Report, Verdict};

const SEEDS: u64 = 40;

/// How a table is written.
type Way = fn(&Grid) -> Vec<Vec<String>>;

/// A report as lines of tabbed cells, each table as `turn` writes it.
fn text(blocks: &[Block], mut turn: impl FnMut(&Grid) -> Vec<Vec<String>>) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                lines.push(text.clone())
            }
            Block::Table(grid) => lines.extend(turn(grid).iter().map(|cells| cells.join("\t"))),
        }
    }
    lines.join("\n")
}

fn upright(grid: &Grid) -> Vec<Vec<String>> {
    let row = |row| grid.row(row).iter().map(|spot| spot.text.clone()).collect();
    (0..grid.height).map(row).collect()
}

/// Its rows as columns, each named by its last label.
fn on_its_side(grid: &Grid) -> Vec<Vec<String>> {
    let names = [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ];
    let mut lines: Vec<Vec<String>> = vec![vec!["申请人".to_owned()]];
    lines.extend(names.map(|name| vec![name.to_owned()]));
    for row in grid.heads..grid.height {
        let spots = grid.row(row);
        let (labels, values): (Vec<&Spot>, Vec<&Spot>) =
            spots.into_iter().partition(|spot| spot.is_label());
        lines[0].extend(labels.last().map(|label| label.text.clone()));
        for (line, value) in lines[1..].iter_mut().zip(values) {
            line.push(value.text.clone());
        }
    }
    lines
}

/// Its labels behind its numbers, and the rows counted on the left or between both.
fn labels_behind(grid: &Grid, counted: Option<bool>) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for row in 0..grid.height {
        let spots = grid.row(row);
        let (labels, values): (Vec<&Spot>, Vec<&Spot>) =
            spots.into_iter().partition(|spot| spot.is_label());
        if values.is_empty() {
            let mut line: Vec<String> = labels.iter().map(|spot| spot.text.clone()).collect();
            if row == 0 {
                line.reverse();
                let at = if counted == Some(false) {
                    0
                } else {
                    line.len() - 1
                };
                counted.inspect(|_| line.insert(at, "序号".to_owned()));
            }
            lines.push(line);
            continue;
        }
        let mut line: Vec<String> = values.iter().map(|spot| spot.text.clone()).collect();
        let at = if counted == Some(false) {
            0
        } else {
            line.len()
        };
        counted.inspect(|_| line.insert(at, (row + 1 - grid.heads).to_string()));
        line.extend(labels.iter().map(|spot| spot.text.clone()));
        lines.push(line);
    }
    lines
}

fn cells(report: &Report) -> Vec<String> {
    let cells = report.cells.iter();
    cells
        .map(|(id, cell)| format!("{id} {:?} {:?}", cell.value, cell.state))
        .collect()
}

#[test]
fn a_table_on_its_side_or_with_its_labels_behind_says_the_same() {
    let ways: [Way; 4] = [
        on_its_side,
        |grid| labels_behind(grid, None),
        |grid| labels_behind(grid, Some(false)),
        |grid| labels_behind(grid, Some(true)),
    ];
    for seed in 0..SEEDS {
        let mut rng = Rng::new(seed);
        let mut figures = figures::figures(&mut rng);
        if seed % 2 == 0 {
            figures.change(&mut rng);
        }
        let style = if seed % 3 == 0 {
            print::Style::Blank
        } else {
            print::Style::Plain
        };
        let blocks = print::print(&figures, style, &mut rng).blocks;
        let known = check_text(text(&blocks, upright), PartKind::Text);
        // Where most rows have no number, labels behind them are not always known as such.
        let known_ways = if seed % 3 == 0 { 1 } else { ways.len() };
        for (at, way) in ways.iter().take(known_ways).enumerate() {
            let turned = text(&blocks, |grid| match grid.id {
                TableId::T3 => way(grid),
                _ => upright(grid),
            });
            let report = check_text(turned.clone(), PartKind::Text);
            let found = (cells(&report), broken(&report), report.verdict);
            let right = (cells(&known), broken(&known), known.verdict);
            assert_eq!(found, right, "{seed} {at}\n{turned}");
        }
    }
}

/// What a second copy of a table is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Second {
    Same,
    Unfilled,
    HalfUnfilled,
    /// Without its last two rows.
    Cut,
    /// With another number in one cell.
    Other,
}

/// The copy; none where it would not differ.
fn copy(grid: &Grid, second: Second, rng: &mut Rng) -> Option<Vec<Vec<String>>> {
    let mut grid = grid.clone();
    let filled = |grid: &Grid| -> Vec<usize> {
        let spots = grid.spots.iter().enumerate();
        let spots = spots.filter(|(_, spot)| spot.cell.is_some());
        spots.map(|(at, _)| at).collect()
    };
    let all = filled(&grid);
    let says = |grid: &Grid, at: &[usize]| {
        let number = |&at: &usize| {
            grid.spots[at]
                .text
                .contains(|c: char| ('1'..='9').contains(&c))
        };
        at.iter().any(number)
    };
    let clear =
        |grid: &mut Grid, at: &[usize]| at.iter().for_each(|&at| grid.spots[at].text.clear());
    match second {
        Second::Same => (),
        Second::Unfilled => clear(&mut grid, &all),
        Second::HalfUnfilled => {
            let half = all.split_at(all.len() / 2);
            if !says(&grid, half.0) || !says(&grid, half.1) {
                return None;
            }
            clear(&mut grid, half.1);
        }
        Second::Cut => (),
        Second::Other => {
            let at = all[rng.below(all.len())];
            let spot = &mut grid.spots[at];
            spot.text = format!("{}7", spot.text.trim_start_matches(['0', '+', '-']));
        }
    }
    let mut lines = upright(&grid);
    if second == Second::Cut {
        // Of table 4 nothing would be left but its head.
        if grid.id == TableId::T4 {
            return None;
        }
        lines.truncate(lines.len() - 2);
    }
    Some(lines)
}

/// A table that stands there twice is read once, and where the two are not the same that is said, whichever comes first.
#[test]
fn a_second_copy_of_a_table_is_said_where_it_differs() {
    let seconds = [
        Second::Same,
        Second::Unfilled,
        Second::HalfUnfilled,
        Second::Cut,
        Second::Other,
    ];
    for seed in 0..SEEDS {
        let mut rng = Rng::new(seed);
        let figures = figures::figures(&mut rng);
        let blocks = print::print(&figures, print::Style::Plain, &mut rng).blocks;
        let known = check_text(text(&blocks, upright), PartKind::Text);
        for table in [TableId::T2, TableId::T3, TableId::T4] {
            for second in seconds {
                let first = rng.chance(50);
                let mut none = false;
                let twice = text(&blocks, |grid| {
                    let mut lines = upright(grid);
                    let other = (grid.id == table).then(|| copy(grid, second, &mut rng));
                    none |= other == Some(None);
                    if let Some(Some(other)) = other {
                        lines.splice(
                            if first {
                                0..0
                            } else {
                                lines.len()..lines.len()
                            },
                            other,
                        );
                    }
                    lines
                });
                if none {
                    continue;
                }
                let report = check_text(twice.clone(), PartKind::Text);
                let context = format!("{seed} {table:?} {second:?} {first}\n{twice}");
                assert!(
                    broken(&report).is_empty(),
                    "{:?} {context}",
                    broken(&report)
                );
                let told = report.notes.iter().any(|note| note.code == "table-twice");
                match second {
                    Second::Same => {
                        assert_eq!((cells(&report), told), (cells(&known), false), "{context}")
                    }
                    Second::Unfilled if report.summary.unreadable == 0 => {
                        assert_eq!((cells(&report), told), (cells(&known), true), "{context}");
                    }
                    _ => assert_ne!(report.verdict, Verdict::Consistent, "{context}"),
                }
            }
        }
    }
}
