//! Where a table's head ends, and what it says of each column: the labels from top to bottom that stand
//! over it.

use super::grid::{Content, Grid};
use super::ragged::{DEEP, Ragged, STEPS, STUBS, fill, ways};
use crate::text::{key, plain};

/// A stretch of a table with one head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Lines of a single cell before the head.
    pub titles: Vec<usize>,
    pub head: Vec<usize>,
    pub body: Vec<usize>,
    /// Lines of the body above which the head stands once more, as on every page.
    pub pages: Vec<usize>,
}

/// A label over a column, and which cell it is: equal labels of two cells are two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadLabel {
    pub text: String,
    /// The number of the cell in its grid.
    pub cell: usize,
}

/// Cuts a table where a head begins anew.
pub(super) fn stretches(grid: &Grid) -> Vec<Stretch> {
    let mut all = vec![Stretch::default()];
    // Columns in which the body so far has labels.
    let mut labels = vec![false; grid.width()];
    for row in 0..grid.rows.len() {
        let Some(stretch) = all.last_mut() else {
            break;
        };
        let filled = grid.row(row).filter(|cell| cell.content != Content::Blank);
        let count = filled.clone().count();
        if count == 0 && stretch.body.is_empty() || is_numbering(grid, row) {
            continue;
        }
        let words = filled.clone().filter(|cell| cell.content == Content::Words);
        let only_words = words.clone().count() == count;
        if stretch.body.is_empty() {
            if only_words && count == 1 && stretch.head.is_empty() {
                stretch.titles.push(row);
            } else if only_words && !begins(grid, stretch, row) {
                stretch.head.push(row);
            } else {
                stretch.body.push(row);
            }
        } else if only_words
            && (is_again(grid, stretch, row)
                || words
                    .clone()
                    .filter(|cell| !labels[cell.column] && key(&cell.text).chars().count() > 1)
                    .count()
                    > 1)
        {
            labels.fill(false);
            all.push(Stretch {
                head: vec![row],
                ..Stretch::default()
            });
            continue;
        } else {
            stretch.body.push(row);
        }
        if !stretch.body.is_empty() {
            for cell in words {
                labels[cell.column] = true;
            }
        }
    }
    all.retain(|stretch| !stretch.body.is_empty());
    let mut whole: Vec<Stretch> = Vec::new();
    for stretch in all {
        match whole.last_mut() {
            Some(before) if same_head(grid, before, &stretch) => {
                before.pages.push(stretch.body[0]);
                before.body.extend(stretch.body);
            }
            _ => whole.push(stretch),
        }
    }
    whole
}

/// Whether a row is the first of the head once more.
fn is_again(grid: &Grid, stretch: &Stretch, row: usize) -> bool {
    let own = labels(grid, row);
    let first = stretch.head.first();
    own.len() > 1 && first.is_some_and(|&head| labels(grid, head) == own)
}

/// What a line says, column by column.
pub(super) fn labels(grid: &Grid, row: usize) -> Vec<(usize, String)> {
    let label = |cell: &super::grid::GridCell| (cell.column, plain(&cell.text));
    grid.row(row).map(label).collect()
}

/// Whether the head of a stretch is that of another, printed once more.
fn same_head(grid: &Grid, one: &Stretch, other: &Stretch) -> bool {
    let all = |stretch: &Stretch| -> Vec<Vec<(usize, String)>> {
        stretch.head.iter().map(|&row| labels(grid, row)).collect()
    };
    !one.head.is_empty() && all(one) == all(other)
}

/// Whether a row of words and blanks is a line of the body in which nothing was filled in.
fn begins(grid: &Grid, stretch: &Stretch, row: usize) -> bool {
    let Some(first) = grid.at(row, 0).filter(|_| !stretch.head.is_empty()) else {
        return false;
    };
    let blanks = grid.row(row).filter(|cell| cell.content == Content::Blank);
    let blanks = blanks.count();
    let words = grid.row(row).count() - blanks;
    first.content == Content::Words
        && !STUBS.contains(&&*key(&first.text))
        && blanks > 0
        && words <= blanks
}

/// 栏次 1 2 3 …: the numbers of the columns.
pub(super) fn is_numbering(grid: &Grid, row: usize) -> bool {
    let cells: Vec<_> = grid
        .row(row)
        .filter(|cell| cell.content != Content::Blank)
        .collect();
    let mut next = 1;
    let mut numbers = 0;
    for cell in &cells {
        let text = plain(&cell.text);
        if text == next.to_string() || text.starts_with(&format!("{next}=")) {
            next += 1;
            numbers += 1;
        } else if cell.content != Content::Words {
            return false;
        }
    }
    let words = cells.len() - numbers;
    let first = cells.first().map(|cell| key(&cell.text));
    let named = first.is_some_and(|first| ["栏次", "行次", "列次"].contains(&&*first));
    numbers > 1 && (named || numbers > 2 && words == 0)
}

/// For each column the labels over it, from top to bottom.
pub(super) type Paths = Vec<Vec<HeadLabel>>;

/// Ways to read a head.
pub(super) struct Heads {
    /// What places or words say; none where they leave it open.
    pub told: Option<Paths>,
    /// All ways there are, where places do not tell.
    pub all: Vec<Paths>,
}

/// What a head says of its columns.
pub(super) fn heads(grid: &Grid, stretch: &Stretch) -> Heads {
    if grid.placed || padded(grid, stretch) {
        let told = Some(placed(grid, stretch));
        return Heads {
            told,
            all: Vec::new(),
        };
    }
    let Some(ragged) = Ragged::of(grid, stretch) else {
        return Heads {
            told: None,
            all: Vec::new(),
        };
    };
    let Ragged {
        lines,
        widest,
        names,
    } = &ragged;
    let whole = |mut paths: Paths| {
        paths.resize(grid.width(), Vec::new());
        paths
    };
    let mut left = STEPS;
    let all = match lines.len() {
        2..=DEEP => ways(lines, *widest, *names, &mut left),
        _ => Vec::new(),
    };
    Heads {
        told: fill(lines, *widest, *names).map(whole),
        all: all.into_iter().map(whole).collect(),
    }
}

/// Whether every line of the head has a cell, be it blank, for every column.
fn padded(grid: &Grid, stretch: &Stretch) -> bool {
    let width = |&row: &usize| grid.row(row).count();
    let widest = stretch.body.iter().map(width).max().unwrap_or(0);
    stretch.head.iter().all(|row| width(row) >= widest)
}

pub(super) fn label(grid: &Grid, row: usize, column: usize) -> Option<HeadLabel> {
    let cell = grid.rows[row][column]?;
    let text = &grid.cells[cell].text;
    (grid.cells[cell].content != Content::Blank).then(|| HeadLabel {
        text: text.clone(),
        cell,
    })
}

/// Labels by their columns: one covers those on its right in which none begins, under the same labels.
fn placed(grid: &Grid, stretch: &Stretch) -> Vec<Vec<HeadLabel>> {
    let mut paths: Vec<Vec<HeadLabel>> = vec![Vec::new(); grid.width()];
    for (nth, &row) in stretch.head.iter().enumerate() {
        let above = paths.clone();
        let mut over: Option<(usize, HeadLabel)> = None;
        for column in 0..grid.width() {
            match label(grid, row, column) {
                Some(label) => {
                    paths[column].push(label.clone());
                    over = Some((column, label));
                }
                None => {
                    // A blank cell below a label that spans lines is its own column's.
                    let blank = grid.rows[row][column].is_some();
                    let mut below = stretch.head[nth + 1..].iter();
                    let wanted = !blank || below.any(|&row| label(grid, row, column).is_some());
                    let covered = |(from, _): &(usize, HeadLabel)| above[*from] == above[column];
                    if wanted
                        && over.as_ref().is_some_and(covered)
                        && let Some((_, label)) = &over
                    {
                        paths[column].push(label.clone());
                    }
                }
            }
        }
    }
    paths
}
