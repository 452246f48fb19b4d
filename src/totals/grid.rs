//! The tables of a document, each with its cells at rows and columns, and what stands above it.

use super::decimal::ExactDecimal;
use super::head::labels;
use super::label::{PrintedUnit, name};
use crate::beside::runs;
use crate::document::{Document, Row};
use crate::number::{Said, read};
use crate::place::Place;
use crate::sheet::Sheet;
use crate::text::plain;

/// Columns of a table at most.
const WIDEST: usize = 128;
/// Rows of a table at most.
const LONGEST: usize = 5000;
/// Cells of a line of text at most; one with more was read as so many lines.
const LINE: usize = 60;
/// Lines above a table that may be its title.
const ABOVE: usize = 4;
/// Characters of a title at most.
const TITLE: usize = 60;
/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Number,
    Blank,
    /// A label, a remark, a sign.
    Words,
    /// A number of hundredths: 12.5%.
    Share,
    /// Digits that are no number.
    Unreadable,
}

#[derive(Debug, Clone)]
pub(super) struct GridCell {
    pub text: String,
    pub content: Content,
    pub value: Option<ExactDecimal>,
    pub at: Place,
    pub row: usize,
    pub column: usize,
}

/// A table as it stands in the document.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// The lines above it, nearest last.
    pub above: Vec<String>,
    pub cells: Vec<GridCell>,
    /// Row → column → the cell that begins there.
    pub rows: Vec<Vec<Option<usize>>>,
    /// Whether a cell is known to stand in its column, and not only at its turn in the row.
    pub placed: bool,
    /// Where the pieces begin that it is made of, where its head stands on every page.
    pub begins: Vec<Place>,
}

impl Grid {
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    pub fn at(&self, row: usize, column: usize) -> Option<&GridCell> {
        let cell = *self.rows.get(row)?.get(column)?;
        cell.map(|cell| &self.cells[cell])
    }

    /// The cells of a row, from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &GridCell> + Clone {
        let cells = self.rows[row].iter().flatten();
        cells.map(|&cell| &self.cells[cell])
    }
}

/// The tables of a document, in their order, without those in which a cell of the report's own was read; and where those
/// begin that are too wide or too long.
pub(super) fn grids(document: &Document, sheet: &Sheet) -> (Vec<Grid>, Vec<Place>) {
    let mut grids: Vec<Grid> = Vec::new();
    let mut too_large: Vec<Place> = Vec::new();
    let mut above: Vec<String> = Vec::new();
    // Whether something else stands between this table and the last one.
    let mut apart = false;
    for run in runs(document, sheet) {
        if run.is_table {
            let above = std::mem::take(&mut above);
            let rows = Some(run.rows).filter(|_| !run.is_own);
            let next = rows.map(|rows| grid(document, rows, above));
            let Some(Ok(next)) = next else {
                too_large.extend(next.and_then(Result::err).flatten());
                apart = true;
                continue;
            };
            match grids.last_mut() {
                Some(before) if !apart && runs_on(before, &next) => {
                    if before.rows.len() + next.rows.len() <= LONGEST {
                        append(before, next);
                    } else {
                        too_large.extend(next.cells.first().map(|cell| cell.at));
                        grids.push(next);
                    }
                }
                _ => grids.push(next),
            }
            apart = false;
            continue;
        }
        too_large.extend(too_wide(run.rows, sheet));
        for row in run.rows {
            let text: String = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            let length = text.trim().chars().count();
            if (1..=TITLE).contains(&length) {
                above.push(text.trim().to_owned());
            } else if length > 0 {
                above.clear();
                apart = true;
            }
        }
        let surplus = above.len().saturating_sub(ABOVE);
        above.drain(..surplus);
    }
    (grids, too_large)
}

/// Where a line of text begins that has more cells than a row may, and none of the report's own.
fn too_wide(rows: &[Row], sheet: &Sheet) -> Option<Place> {
    let line = |at: Place| match at {
        Place::Span { line, .. } => Some(line),
        _ => None,
    };
    let of = |row: &Row| line(row.cells.first()?.at);
    let is_own = |row: &Row| {
        let mut entries = sheet.entries.values();
        entries.any(|entry| entry.at.and_then(line) == of(row))
    };
    let mut lines = rows.chunk_by(|one, next| of(one).is_some() && of(one) == of(next));
    let wide = lines.find(|line| line.len() > LINE && !is_own(&line[0]))?;
    wide[0].cells.first().map(|cell| cell.at)
}

/// Whether a table goes on in the next one, as on every page: under the same head, and under no title of its own.
fn runs_on(before: &Grid, next: &Grid) -> bool {
    let is_number = |cell: &GridCell| cell.value.is_some();
    let head = |grid: &Grid| -> Option<Vec<_>> {
        let end = (0..grid.rows.len()).find(|&row| grid.row(row).any(is_number))?;
        Some((0..end).map(|row| labels(grid, row)).collect())
    };
    let title = |grid: &Grid| title(grid.above.iter().map(String::as_str));
    let bare = |title: &str| title.replace('续', "");
    let key = |title: &str| crate::text::key(&bare(title)).replace('表', "");
    let own = title(next).is_some_and(|own| {
        let over = title(before).map(|over| key(&over));
        !key(&own).is_empty() && over != Some(key(&own))
    });
    let heads = head(before).zip(head(next));
    let same = heads.is_some_and(|(one, other)| {
        one.starts_with(&other) && other.iter().any(|line| line.len() > 2)
    });
    before.width() == next.width() && before.placed == next.placed && !own && same
}

fn append(before: &mut Grid, next: Grid) {
    let (cells, rows) = (before.cells.len(), before.rows.len());
    before.begins.extend(next.cells.first().map(|cell| cell.at));
    let moved = next.cells.into_iter().map(|cell| GridCell {
        row: cell.row + rows,
        ..cell
    });
    before.cells.extend(moved);
    let line = |line: Vec<Option<usize>>| line.into_iter().map(|at| Some(at? + cells)).collect();
    before.rows.extend(next.rows.into_iter().map(line));
}

/// A table; of one that is none, or too large, where it begins.
fn grid(document: &Document, run: &[Row], above: Vec<String>) -> Result<Grid, Option<Place>> {
    let (places, placed) = coordinates(document, run);
    let mut columns = places.concat();
    columns.sort_unstable();
    columns.dedup();
    if !(1..=WIDEST).contains(&columns.len()) || run.len() > LONGEST {
        let mut cells = run.iter().flat_map(|row| &row.cells);
        return Err(cells.next().map(|cell| cell.at));
    }
    let mut grid = Grid {
        above,
        placed,
        ..Grid::default()
    };
    for (row, (line, at)) in run.iter().zip(&places).enumerate() {
        let mut places = vec![None; columns.len()];
        for (cell, at) in line.cells.iter().zip(at) {
            if let Ok(column) = columns.binary_search(at) {
                put(&mut grid, &mut places, column, row, cell);
            }
        }
        grid.rows.push(places);
    }
    Ok(grid)
}

fn put(
    grid: &mut Grid,
    places: &mut [Option<usize>],
    column: usize,
    row: usize,
    cell: &crate::document::Cell,
) {
    let Some(place @ None) = places.get_mut(column) else {
        return;
    };
    let (content, value) = match read(&cell.text) {
        Said::Number { value, .. } => match ExactDecimal::of(&value) {
            Some(value) => (Content::Number, Some(value)),
            None => (Content::Unreadable, None),
        },
        Said::Blank => (Content::Blank, None),
        Said::Words => (Content::Words, None),
        Said::Unreadable => match share(&cell.text) {
            Some(value) => (Content::Share, Some(value)),
            None => (Content::Unreadable, None),
        },
    };
    *place = Some(grid.cells.len());
    grid.cells.push(GridCell {
        text: cell.text.clone(),
        content,
        value,
        at: cell.at,
        row,
        column,
    });
}

/// What stands before the sign of hundredths.
fn share(text: &str) -> Option<ExactDecimal> {
    let text = plain(text);
    match read(text.strip_suffix('%')?) {
        Said::Number { value, .. } => ExactDecimal::of(&value),
        _ => None,
    }
}

/// Where each cell of a run stands from left to right, and whether that is its column, and not only its turn.
fn coordinates(document: &Document, run: &[Row]) -> (Vec<Vec<i32>>, bool) {
    let is_cell = |at: Place| matches!(at, Place::Cell { .. });
    let is_placed = run
        .iter()
        .flat_map(|row| row.cells.first())
        .all(|cell| is_cell(cell.at));
    let column = |(turn, cell): (usize, &crate::document::Cell)| match cell.at {
        Place::Cell { column, .. } => column as i32,
        _ => turn as i32,
    };
    let by_turn = |row: &Row| row.cells.iter().enumerate().map(column).collect();
    match boxed(document, run) {
        Some(boxed) => (boxed, true),
        None => (run.iter().map(by_turn).collect(), is_placed),
    }
}

/// The columns in which the boxes of a run on pages begin; none where not all of them are told, or where pages
/// count their columns in ways of their own.
#[cfg(feature = "office")]
fn boxed(document: &Document, run: &[Row]) -> Option<Vec<Vec<i32>>> {
    let known = |at: Place| {
        let known = (document.columns).binary_search_by_key(&at, |(at, _)| *at);
        Some(document.columns[known.ok()?].1)
    };
    let of = known(run.first()?.cells.first()?.at)?.of;
    let column = |cell: &crate::document::Cell| {
        let known = known(cell.at).filter(|known| known.of == of)?;
        Some(i32::from(known.column))
    };
    let line = |row: &Row| row.cells.iter().map(column).collect();
    run.iter().map(line).collect()
}

#[cfg(not(feature = "office"))]
fn boxed(_: &Document, _: &[Row]) -> Option<Vec<Vec<i32>>> {
    None
}

/// The title nearest to a table: the last line above it that is no unit and no number of a form.
pub(super) fn title<'a>(above: impl DoubleEndedIterator<Item = &'a str>) -> Option<String> {
    let is_title = |line: &&str| {
        let text = plain(line);
        let apart = [
            "单位:", "公开", "编制", "填报", "金额", "日期", "部门:", "注:",
        ];
        text.chars().count() >= 3
            && text.chars().any(crate::text::is_ideograph)
            && !apart.iter().any(|word| text.starts_with(word))
            && !(PrintedUnit::of(&text).is_some() && text.contains("单位"))
    };
    // What Markdown says of a heading is not its text.
    let bare = |line: &'a str| line.trim_start_matches(['#', '>', ' ']);
    above.map(bare).rev().find(is_title).map(name)
}
