//! Text in which cells are separated: tabs, pipes, commas.

use super::grid::Grid;
use super::{Block, Rendered, Rng};
use gouji::form::TableId;
use gouji::{Part, PartKind};
use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tabs {
    /// Every place of the grid a cell, merged ones empty but the first; line breaks quoted.
    Excel,
    /// Word: tall labels leave empty cells, wide ones one cell.
    Word,
    /// WPS: wide labels leave empty cells, tall ones nothing.
    Padded,
    /// Merged cells leave nothing at all.
    Bare,
    /// Word copies whose numbers begin in the wrong column, the last ones clipped.
    Shifted,
    Markdown,
    /// Tables from a PDF: rules between the rows, labels lost from rows and wrapped around them.
    Pieces,
    Csv,
}

pub fn render(blocks: &[Block], style: Tabs, rng: &mut Rng) -> Rendered {
    let mut lines: Vec<String> = Vec::new();
    let mut lost = BTreeSet::new();
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                lines.push(match style {
                    Tabs::Csv => quote(text, ','),
                    _ => text.clone(),
                });
                if rng.chance(40) {
                    lines.push(String::new());
                }
            }
            Block::Table(grid) => table(&mut lines, grid.clone(), style, &mut lost, rng),
        }
    }
    let end = if rng.chance(30) { "\r\n" } else { "\n" };
    Rendered {
        parts: vec![Part {
            kind: if style == Tabs::Csv {
                PartKind::Csv
            } else {
                PartKind::Text
            },
            text: lines.join(end),
        }],
        lost,
    }
}

fn table(
    lines: &mut Vec<String>,
    mut grid: Grid,
    style: Tabs,
    lost: &mut BTreeSet<gouji::form::CellId>,
    rng: &mut Rng,
) {
    let mut pause = usize::MAX;
    if grid.id == TableId::T3 && rng.chance(40) && style != Tabs::Csv {
        let at = grid.heads + 3 + rng.below(grid.height - grid.heads - 4);
        let (head, label) = (rng.chance(40), rng.chance(60));
        grid.break_before(at, head, label);
        pause = at;
    }
    let mut loose: Vec<String> = Vec::new();
    for row in 0..grid.height {
        if row == pause && style != Tabs::Markdown {
            lines.push(
                rng.pick(&["", "", "- 4 -", "— 5 —", "第 3 页 共 7 页"])
                    .to_owned(),
            );
        }
        let cells = match style {
            Tabs::Shifted if grid.id == TableId::T3 && row >= grid.heads => {
                shifted(&grid, row, lost, rng)
            }
            Tabs::Shifted if grid.id == TableId::T4 && row > 0 && row < grid.heads => {
                mangled(&grid, row)
            }
            _ => cells(&grid, row, style),
        };
        match style {
            Tabs::Excel => lines.push(joined(
                cells.iter().map(|c| quote(&broken(c, rng), '\t')),
                "\t",
            )),
            Tabs::Csv => lines.push(joined(
                cells.iter().map(|c| quote(&broken(c, rng), ',')),
                ",",
            )),
            Tabs::Word | Tabs::Padded | Tabs::Bare | Tabs::Shifted => {
                // A number stands on one line, whatever is noted beside it.
                let long = |c: &String| {
                    c.chars()
                        .filter(|c| ('\u{4e00}'..'\u{a000}').contains(c))
                        .count()
                        > 9
                };
                let long = cells.iter().position(long).filter(|_| style != Tabs::Bare);
                if let Some(long) = long.filter(|_| rng.chance(15)) {
                    // A paragraph break within a label.
                    let mut chars: Vec<char> = cells[long].chars().collect();
                    chars.insert(5 + rng.below(chars.len() - 6), '\n');
                    let mut cells = cells.clone();
                    cells[long] = chars.into_iter().collect();
                    lines.extend(cells.join("\t").split('\n').map(str::to_owned));
                } else {
                    lines.push(cells.join("\t"));
                }
            }
            Tabs::Markdown => {
                lines.push(format!("| {} |", cells.join(" | ")));
                if row == 0 {
                    lines.push(format!("|{}", "---|".repeat(cells.len())));
                }
            }
            Tabs::Pieces => in_pieces(lines, &grid, row, &mut loose, rng),
        }
    }
    lines.append(&mut loose);
}

fn joined(cells: impl Iterator<Item = String>, separator: &str) -> String {
    cells.collect::<Vec<_>>().join(separator)
}

fn cells(grid: &Grid, row: usize, style: Tabs) -> Vec<String> {
    let mut cells = Vec::new();
    let mut column = 0;
    while column < grid.width {
        let Some(spot) = grid.at(row, column) else {
            column += 1;
            continue;
        };
        let first = spot.row == row;
        let text = if first {
            spot.text.clone()
        } else {
            String::new()
        };
        match style {
            Tabs::Excel | Tabs::Csv | Tabs::Markdown | Tabs::Shifted => {
                cells.push(text);
                cells.extend(std::iter::repeat_n(String::new(), spot.columns - 1));
            }
            Tabs::Word => cells.push(text),
            Tabs::Padded if first => {
                cells.push(text);
                cells.extend(std::iter::repeat_n(String::new(), spot.columns - 1));
            }
            Tabs::Padded => {}
            Tabs::Bare | Tabs::Pieces => {
                if first {
                    cells.push(text);
                }
            }
        }
        column = spot.column + spot.columns;
    }
    cells
}

/// A row of table 3 as the seed has it: labels and numbers begin where they like, and what lies
/// beyond the tenth cell is gone.
fn shifted(
    grid: &Grid,
    row: usize,
    lost: &mut BTreeSet<gouji::form::CellId>,
    rng: &mut Rng,
) -> Vec<String> {
    let spots = grid.row(row);
    let labels: Vec<&str> = spots
        .iter()
        .filter(|s| s.is_label())
        .map(|s| s.text.as_str())
        .collect();
    let values: Vec<_> = spots.iter().filter(|s| s.cell.is_some()).collect();
    if values.is_empty() {
        return cells(grid, row, Tabs::Shifted);
    }
    let first = spots.iter().find(|s| s.is_label()).map_or(0, |s| s.column);
    let first = if rng.chance(12) { 0 } else { first };
    let mut cells = vec![String::new(); first];
    cells.extend(labels.iter().map(|&label| label.to_owned()));
    let start = match rng.below(20) {
        0..=8 => 3,
        9..=13 => 2,
        14..=17 => 4,
        _ => 5,
    };
    cells.resize(start.max(cells.len()), String::new());
    for value in values {
        if cells.len() < 10 {
            cells.push(value.text.clone());
        } else {
            lost.extend(value.cell);
        }
    }
    cells.resize(10, String::new());
    cells
}

/// The head of table 4 cut over lines.
fn mangled(grid: &Grid, row: usize) -> Vec<String> {
    let half = |text: &str, second: bool| -> String {
        let chars: Vec<char> = text.chars().collect();
        if chars.len() > 4 {
            return text.to_owned();
        }
        let (a, b) = chars.split_at(chars.len().min(2));
        if second { b } else { a }.iter().collect()
    };
    let spots: Vec<String> = (0..grid.width)
        .filter_map(|column| grid.at(row, column).filter(|s| s.column == column))
        .map(|s| half(&s.text, s.row != row))
        .collect();
    spots
}

/// A break inside a long label.
fn broken(text: &str, rng: &mut Rng) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() < 4 || chars.iter().any(|c| c.is_numeric()) || !rng.chance(30) {
        return text.to_owned();
    }
    let at = 2 + rng.below(chars.len() - 3);
    chars[..at]
        .iter()
        .chain(&['\n'])
        .chain(&chars[at..])
        .collect()
}

fn quote(text: &str, separator: char) -> String {
    if text.contains(['\n', '"', separator]) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A row as a small table of its own; its label may be lost from it and stand, wrapped, in the
/// lines before or after.
fn in_pieces(
    lines: &mut Vec<String>,
    grid: &Grid,
    row: usize,
    loose: &mut Vec<String>,
    rng: &mut Rng,
) {
    let spots = grid.row(row);
    let own = spots.iter().rfind(|spot| spot.is_label());
    let values: Vec<String> = spots
        .iter()
        .filter(|s| !s.is_label())
        .map(|s| s.text.clone())
        .collect();
    let rule = |n: usize| format!("|{}", "---|".repeat(n));
    let Some(own) = own.filter(|_| !values.is_empty()) else {
        if values.is_empty() {
            lines.push(
                spots
                    .iter()
                    .map(|s| s.text.as_str())
                    .collect::<Vec<_>>()
                    .join(""),
            );
        } else {
            lines.push(format!("| {} |", values.join(" | ")));
            lines.push(rule(values.len()));
        }
        return;
    };
    for other in spots
        .iter()
        .filter(|s| s.is_label() && s.column < own.column)
    {
        loose.push(other.text.clone());
    }
    let wrapped = grid.id == TableId::T3 && own.text.chars().count() > 8 && rng.chance(35);
    if !wrapped {
        if !loose.is_empty() && rng.chance(60) {
            lines.push(String::new());
            lines.append(loose);
        }
        lines.push(format!(
            "| {} | {} |{}",
            own.text,
            values.join(" | "),
            if rng.chance(20) { "  |" } else { "" }
        ));
        if rng.chance(60) {
            lines.push(rule(values.len() + 1));
        }
        return;
    }
    let chars: Vec<char> = own.text.chars().collect();
    let at = 4 + rng.below(chars.len() - 5);
    let (a, b): (String, String) = (chars[..at].iter().collect(), chars[at..].iter().collect());
    let numbers = format!("| {} |", values.join(" | "));
    match rng.below(4) {
        0 => lines.extend([String::new(), a, b, numbers, rule(values.len())]),
        1 => lines.extend([String::new(), a, numbers, rule(values.len()), b]),
        2 => lines.extend([numbers, rule(values.len()), String::new(), a, b]),
        _ => lines.extend([a, format!("| {b} {numbers}"), rule(values.len() + 1)]),
    }
    lines.append(loose);
}
