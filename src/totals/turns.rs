//! Text knows a cell's turn in its row, not its column: where a label over several columns, or one carried
//! down over several lines, is written once, what follows it has slid to the left. The labels of the whole
//! lines say where it belongs.

use super::grid::{Content, Grid};
use super::head::Stretch;
use super::label::{Role, role};

/// Puts the cells of short lines of a body below the columns of the whole ones. A line that does not fit is
/// left as it is written.
pub(super) fn settle(grid: &mut Grid, stretch: &Stretch) {
    let count = |grid: &Grid, row: usize| grid.row(row).count();
    let Some(width) = stretch.body.iter().map(|&row| count(grid, row)).max() else {
        return;
    };
    let whole: Vec<usize> = stretch
        .body
        .iter()
        .copied()
        .filter(|&row| count(grid, row) == width)
        .collect();
    if grid.placed || whole.len() == stretch.body.len() {
        return;
    }
    let labels = labels(grid, &whole, width);
    for &row in &stretch.body {
        let cells: Vec<usize> = grid.rows[row].iter().flatten().copied().collect();
        if cells.len() < width
            && let Some(places) = places(grid, &cells, &labels, &whole, width)
        {
            grid.rows[row].fill(None);
            for (cell, column) in cells.into_iter().zip(places) {
                grid.rows[row][column] = Some(cell);
                grid.cells[cell].column = column;
            }
        }
    }
}

/// The columns of labels: of several side by side the last.
fn labels(grid: &Grid, whole: &[usize], width: usize) -> Vec<usize> {
    let is_label = |column: usize| {
        let cells = || whole.iter().filter_map(|&row| grid.at(row, column));
        let words = cells()
            .filter(|cell| cell.content == Content::Words)
            .count();
        let filled = cells()
            .filter(|cell| cell.content != Content::Blank)
            .count();
        words > 0 && words * 2 >= filled
    };
    let last = |&column: &usize| is_label(column) && (column + 1 == width || !is_label(column + 1));
    (0..width).filter(last).collect()
}

/// The column of each cell of a short line; none where its labels are not those of the others.
fn places(
    grid: &Grid,
    cells: &[usize],
    labels: &[usize],
    whole: &[usize],
    width: usize,
) -> Option<Vec<usize>> {
    let is_words = |cell: usize| grid.cells[cell].content == Content::Words;
    let words = cells.iter().filter(|&&cell| is_words(cell)).count();
    let first = *labels.first()?;
    let mut places = Vec::new();
    let mut next = match words {
        // A label over several lines stands in the first of them.
        0 => first + 1,
        _ => {
            // What stands before the first label keeps its turn.
            let before = cells.iter().take_while(|&&cell| !is_words(cell)).count();
            (before <= first).then_some(0)?
        }
    };
    if words > labels.len() {
        return None;
    }
    let mut label = labels.iter();
    for &cell in cells {
        if is_words(cell) {
            next = *label.next().filter(|&&column| column >= next)?;
        }
        places.push(next);
        next += 1;
    }
    // A total of which a label over several columns hides where it stands: what it lacks on its right may as well be
    // lacking on its left.
    let is_total = |cell: usize| matches!(role(&grid.cells[cell].text), Role::Total(_));
    let open = words > 0 && cells.iter().any(|&cell| is_total(cell));
    let numbers = |column: usize| {
        let mut cells = whole.iter().filter_map(|&row| grid.at(row, column));
        cells.any(|cell| cell.content == Content::Number)
    };
    (next <= width && !(open && (next..width).any(numbers))).then_some(places)
}
