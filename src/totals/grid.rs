//! The tables of a document, each with its cells at rows and columns, and what stands above it.

use super::decimal::ExactDecimal;
use super::label::{PrintedUnit, name};
use crate::document::{Document, Row, RowKind};
use crate::number::{Said, read};
use crate::place::Place;
use crate::sheet::Sheet;
use crate::text::plain;

/// Columns of a table at most; what is wider is no table of sums.
const WIDEST: usize = 128;
/// Rows of a table at most.
const LONGEST: usize = 5000;
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

/// Which table a row belongs to: rows of one table follow each other.
#[derive(PartialEq, Clone, Copy)]
enum Belongs {
    LabelledTable(u32),
    Run,
    None,
}

fn belongs(row: &Row) -> Belongs {
    match (row.cells.first().map(|cell| cell.at), row.kind) {
        (Some(Place::Cell { table, .. }), _) => Belongs::LabelledTable(table),
        (_, RowKind::Line) | (None, _) => Belongs::None,
        _ => Belongs::Run,
    }
}

/// As much of a place as tells whether it is in the same table or line.
type GridSpot = (u8, i64, i64);

fn spot(at: Place) -> GridSpot {
    match at {
        Place::Cell { table, .. } => (0, table.into(), 0),
        Place::Span { line, .. } => (1, line.into(), 0),
        #[cfg(feature = "office")]
        Place::Page { page, y, .. } => (2, page.into(), y.into()),
    }
}

/// The tables of a document, in their order; those in which a cell of the report's own was read are left out.
pub(super) fn grids(document: &Document, sheet: &Sheet) -> Vec<Grid> {
    let mut known: Vec<GridSpot> = sheet
        .entries
        .values()
        .filter_map(|entry| entry.at.map(spot))
        .collect();
    known.sort_unstable();
    let is_known = |row: &Row| {
        let mut cells = row.cells.iter();
        cells.any(|cell| known.binary_search(&spot(cell.at)).is_ok())
    };
    let mut grids = Vec::new();
    let mut above: Vec<String> = Vec::new();
    let runs = document
        .rows
        .chunk_by(|one, next| belongs(one) == belongs(next));
    for run in runs {
        if belongs(&run[0]) == Belongs::None {
            for row in run {
                let text: String = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                let length = text.trim().chars().count();
                if (1..=TITLE).contains(&length) {
                    above.push(text.trim().to_owned());
                } else if length > 0 {
                    above.clear();
                }
            }
            let surplus = above.len().saturating_sub(ABOVE);
            above.drain(..surplus);
            continue;
        }
        if !run.iter().any(is_known)
            && let Some(grid) = grid(run, std::mem::take(&mut above))
        {
            grids.push(grid);
        }
        above.clear();
    }
    grids
}

fn grid(run: &[Row], above: Vec<String>) -> Option<Grid> {
    let columns = columns(run);
    if !(1..=WIDEST).contains(&columns.len()) || run.len() > LONGEST {
        return None;
    }
    let mut grid = Grid {
        above,
        placed: matches!(run[0].cells.first()?.at, Place::Cell { .. }),
        ..Grid::default()
    };
    for (row, line) in run.iter().enumerate() {
        let mut places = vec![None; columns.len()];
        for (turn, cell) in line.cells.iter().enumerate() {
            if let Ok(column) = columns.binary_search(&coordinate(cell.at, turn)) {
                put(&mut grid, &mut places, column, row, cell);
            }
        }
        grid.rows.push(places);
    }
    Some(grid)
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
        Said::Unreadable => (Content::Unreadable, None),
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

/// Where a cell stands from left to right: its column, or its turn. On a page the place is that of its text, and
/// not of its box, so that it tells no more than the turn.
fn coordinate(at: Place, turn: usize) -> i32 {
    match at {
        Place::Cell { column, .. } => column as i32,
        _ => turn as i32,
    }
}

/// The columns in which cells begin, from left to right.
fn columns(run: &[Row]) -> Vec<i32> {
    let mut columns: Vec<i32> = Vec::new();
    for row in run {
        let cells = row.cells.iter().enumerate();
        columns.extend(cells.map(|(turn, cell)| coordinate(cell.at, turn)));
    }
    columns.sort_unstable();
    columns.dedup();
    columns
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
    above.rev().find(is_title).map(name)
}
