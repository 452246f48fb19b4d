//! Text without cell borders: lines of a PDF, one cell a line, page text in one go.

use super::grid::{Grid, Spot};
use super::{Block, Rendered, Rng};
use gouji::form::TableId;
use gouji::{Part, PartKind};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lines {
    /// A line of a PDF: labels and numbers with spaces between, labels wrapped around them.
    Space,
    /// One cell a line.
    Cells,
    /// One cell a line, a blank line after each.
    Airy,
    /// No separator at all.
    Flat,
    /// A list of rows in which every number stands behind the name of its column.
    Named,
}

pub fn render(blocks: &[Block], style: Lines, rng: &mut Rng) -> Rendered {
    let mut lines: Vec<String> = Vec::new();
    let mut page = Pages::new(rng);
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(text) => lines.push(text.clone()),
            Block::Prose(text) if style == Lines::Flat => lines.push(text.clone()),
            Block::Prose(text) => lines.extend(wrap(text, 26)),
            Block::Table(grid) => match style {
                Lines::Space => space(&mut lines, grid, &mut page, rng),
                Lines::Cells | Lines::Airy => cells(&mut lines, grid, &mut page, rng),
                Lines::Flat => lines.push(flat(grid, rng)),
                Lines::Named => named(&mut lines, grid, rng),
            },
        }
        // A bare number below a list of numbers is one more of them.
        let bare = page.style == 6 && style != Lines::Space;
        if style != Lines::Flat && !bare && rng.chance(15) {
            lines.push(page.turn());
        }
    }
    let end = match style {
        Lines::Airy => "\n\n",
        Lines::Flat => [" ", "", "\u{a0}"][rng.below(3)],
        _ => "\n",
    };
    Rendered {
        parts: vec![Part {
            kind: PartKind::Text,
            text: lines.join(end),
        }],
        ..Rendered::default()
    }
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars
        .chunks(width)
        .map(|line| line.iter().collect())
        .collect()
}

/// Page numbers in the style of one document.
struct Pages {
    style: usize,
    next: usize,
}

impl Pages {
    fn new(rng: &mut Rng) -> Pages {
        Pages {
            style: rng.below(7),
            next: 1,
        }
    }

    fn turn(&mut self) -> String {
        let n = self.next;
        self.next += 1;
        match self.style {
            0 => format!("- {n} -"),
            1 => format!("—{n} —"),
            2 => format!("— {n} —"),
            3 => format!("第 {n} 页 共 9 页"),
            4 => format!("第{n}页"),
            5 => format!("{n} / 9"),
            _ => format!("{n}"),
        }
    }
}

fn texts(grid: &Grid, row: usize) -> Vec<String> {
    grid.row(row).iter().map(|spot| spot.text.clone()).collect()
}

fn space(lines: &mut Vec<String>, grid: &Grid, page: &mut Pages, rng: &mut Rng) {
    let mut grid = grid.clone();
    if grid.id == TableId::T3 && rng.chance(70) {
        let at = grid.heads + 1 + rng.below(grid.height - grid.heads - 2);
        grid.break_before(at, rng.chance(50), rng.chance(30));
    }
    // The letters of a tall label, one by one between the rows.
    let mut tall: Vec<char> = if grid.id == TableId::T3 {
        "三、本年度办理结果".chars().collect()
    } else {
        Vec::new()
    };
    tall.reverse();
    for row in 0..grid.height {
        let spots = grid.row(row);
        if spots.is_empty() {
            continue;
        }
        if grid.id == TableId::T3 && row > grid.heads && rng.chance(6) {
            lines.push(page.turn());
        }
        if spots.iter().all(|spot| spot.is_label()) {
            head(lines, &spots, rng);
            continue;
        }
        let values: Vec<&str> = spots
            .iter()
            .filter(|s| !s.is_label())
            .map(|s| s.text.as_str())
            .collect();
        let values = values.join(if rng.chance(10) { "   " } else { " " });
        let labels: Vec<&&Spot> = spots
            .iter()
            .filter(|s| s.is_label() && !s.text.starts_with("三、"))
            .collect();
        let Some(own) = labels.last() else {
            lines.push(values);
            continue;
        };
        let mut before: Vec<String> = labels[..labels.len() - 1]
            .iter()
            .map(|s| s.text.clone())
            .collect();
        if row > grid.heads + 2
            && rng.chance(40)
            && let Some(c) = tall.pop()
        {
            before.push(c.to_string());
        }
        let chars: Vec<char> = own.text.chars().collect();
        if chars.len() > 8 && grid.id == TableId::T3 && rng.chance(45) {
            let at = 4 + rng.below(chars.len() - 5);
            let (a, b): (String, String) =
                (chars[..at].iter().collect(), chars[at..].iter().collect());
            match rng.below(4) {
                0 => lines.extend([format!("{}{a} {values}", lead(&before)), b]),
                1 => {
                    lines.extend(before);
                    lines.extend([a, values, b]);
                }
                2 => {
                    lines.extend([values, own.text.clone()]);
                    lines.extend(before);
                }
                _ => {
                    lines.extend(before);
                    lines.extend([a, format!("{b} {values}")]);
                }
            }
        } else if rng.chance(50) {
            lines.push(format!("{}{} {values}", lead(&before), own.text));
        } else {
            lines.extend(before);
            lines.push(format!("{} {values}", own.text));
        }
    }
}

fn lead(before: &[String]) -> String {
    before.iter().map(|text| format!("{text} ")).collect()
}

/// A line of a table's head: its labels apart, glued, or in two lines cut through all of them.
fn head(lines: &mut Vec<String>, spots: &[&Spot], rng: &mut Rng) {
    let texts: Vec<&str> = spots.iter().map(|spot| spot.text.as_str()).collect();
    match rng.below(3) {
        0 => lines.push(texts.join(" ")),
        1 => lines.push(texts.join("")),
        _ => {
            let half = |second: bool| -> String {
                let part = |text: &&str| -> String {
                    let chars: Vec<char> = text.chars().collect();
                    let at = chars.len().div_ceil(2);
                    if second { &chars[at..] } else { &chars[..at] }
                        .iter()
                        .collect()
                };
                texts.iter().map(part).collect::<Vec<_>>().join(" ")
            };
            if texts.iter().all(|text| text.chars().count() <= 6) {
                lines.extend([half(false), half(true)]);
            } else {
                lines.push(texts.join(" "));
            }
        }
    }
}

fn cells(lines: &mut Vec<String>, grid: &Grid, page: &mut Pages, rng: &mut Rng) {
    for row in 0..grid.height {
        for text in texts(grid, row) {
            let remark = text.ends_with("件）") || text.ends_with("件)");
            let label = text.chars().filter(|c| *c >= '\u{4e00}').count() > 5 && !remark;
            if label && rng.chance(30) {
                lines.extend(wrap(
                    &text,
                    if text.starts_with("三、") {
                        3
                    } else {
                        5 + rng.below(6)
                    },
                ));
            } else if !text.is_empty() {
                lines.push(text);
            }
        }
        if grid.id == TableId::T3 && row > grid.heads && page.style < 6 && rng.chance(6) {
            lines.push(page.turn());
        }
    }
}

fn flat(grid: &Grid, rng: &mut Rng) -> String {
    let gap = [0, 0, 3, 10][rng.below(4)];
    let mut out = String::new();
    for row in 0..grid.height {
        for text in texts(grid, row) {
            out.push_str(&text);
            if rng.chance(gap) {
                out.push([' ', '\u{a0}'][rng.below(2)]);
            }
        }
    }
    out
}

fn named(lines: &mut Vec<String>, grid: &Grid, rng: &mut Rng) {
    let (colon, between, is) =
        [("：", "，", " "), ("：", "；", "："), (": ", ", ", ": ")][rng.below(3)];
    for row in 0..grid.height {
        let spots = grid.row(row);
        let labels = spots.iter().filter(|spot| spot.is_label());
        let labels: Vec<String> = labels.map(|spot| spot.text.clone()).collect();
        let values: Vec<&&Spot> = spots.iter().filter(|spot| !spot.is_label()).collect();
        if values.is_empty() || grid.id == TableId::T4 {
            let all: Vec<String> = spots.iter().map(|spot| spot.text.clone()).collect();
            lines.push(all.join(" "));
            continue;
        }
        let name = |spot: &Spot| {
            let above = (0..row).rev().filter_map(|row| grid.at(row, spot.column));
            let mut labels = above.filter(|spot| spot.is_label());
            // Without what is noted behind it, but for the unit that the form prints there.
            let name = labels.next().map_or("", |spot| &spot.text);
            let note = name.find(['(', '（']).filter(|_| !name.contains("单位"));
            name[..note.unwrap_or(name.len())].trim().to_owned()
        };
        let said = values
            .iter()
            .map(|spot| format!("{}{}{}", name(spot), is, spot.text));
        let said: Vec<String> = said.collect();
        lines.push(format!(
            "- {}{colon}{}",
            labels.join(" "),
            said.join(between)
        ));
    }
}
