//! Tables whose columns no line parts → rows of cells.
//!
//! A row of numbers that lacks some says only by their places which these are. So the lines of values
//! that stand together make a table: its columns are where they and the words of its head stand.
//! What may be a part of a number, because more than one line of a row has digits in its column, is
//! lost. Labels stay in lines, around and beside their numbers.

mod columns;
mod head;
mod line;
mod rows;

use super::Area;
use super::words::{Word, join};
use crate::document::{Cell, Row, RowKind};
use columns::Columns;
use head::HEAD;
use line::{WordLine, below};
use std::ops::Range;

/// Columns of values that a table has at least: fewer are placed by their labels and order.
const LEAST: usize = 3;
/// Columns at most: more are a drawing.
const COLUMNS: usize = 60;
/// Distances of two lines, in hundredths of the height of type. Two lines of one table, or its head,
/// are no further apart.
const FAR: i64 = 700;
/// Nor are values without a label from what stands above: a number further down is that of the page.
const REST: i64 = 300;
/// Lines on either side that tell a label of a group from that of a row.
const NEXT: usize = 3;
/// Lines with the number of a page at its foot at most.
const FOOT: usize = 2;
const NOWHERE: Area = Area {
    x0: 0,
    y0: 0,
    x1: 0,
    y1: 0,
};

/// What stands above the first table of a page.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// The columns of the last table, of which one without a head may be the rest, on this page or the next.
    columns: Columns,
    /// The last lines of the page before, where a head may begin.
    lines: Vec<WordLine>,
}

/// Takes the tables out of lines, from top to bottom, as rows with where each begins, and leaves the
/// other lines. `rulings` are the lines across the page, which part rows.
pub(super) fn take(
    lines: &mut Vec<Vec<Word>>,
    rulings: &[Area],
    above: &mut Above,
    page: u32,
) -> Vec<(i32, Row)> {
    let mut all: Vec<WordLine> = lines.drain(..).map(WordLine::new).collect();
    let mut rows = Vec::new();
    for mut table in OpenTable::all(&all) {
        table.lines.start = table.first_label(&all, false);
        let head = table.head(&all, &above.lines);
        // Without a head a column that is blank throughout would be missed.
        if head.is_none() && table.fits(&all, &above.columns) {
            table.columns = above.columns.clone();
            table.lines.start = table.first_label(&all, true);
        } else if head.is_none() || table.columns.count() < LEAST {
            continue;
        }
        // What stands on the page before stays there.
        if let Some(head) = head.filter(|&head| head > 0 || above.lines.is_empty()) {
            rows.push(table.head_row(&mut all[head..table.lines.start], page));
        }
        for part in table.parts(&all, rulings, head.is_some()) {
            rows.push(table.row(&mut all, &part, page));
        }
        for line in &mut all[table.lines.clone()] {
            line.words
                .truncate(line.words.len() - std::mem::take(&mut line.values));
        }
        above.columns = table.columns;
    }
    if rows.is_empty() {
        above.columns = Columns::default();
    }
    all.retain(|line| !line.words.is_empty());
    let foot = all
        .iter()
        .rev()
        .take(FOOT)
        .take_while(|line| line.values > 0)
        .count();
    let last = all[..all.len() - foot]
        .iter()
        .rev()
        .take_while(|line| line.values == 0);
    let first = all.len() - foot - last.take(HEAD).count();
    above.lines = all[first..all.len() - foot].to_vec();
    lines.extend(all.into_iter().map(|line| line.words));
    rows
}

/// Lines of values and of the labels between them.
#[derive(Debug)]
struct OpenTable {
    lines: Range<usize>,
    columns: Columns,
    /// Past the last line of values.
    values: usize,
    /// Where its labels end; none where it has none.
    labels: Option<i32>,
    /// The same with the lines below the last values, which may be no labels.
    open: Option<i32>,
    /// Where those of its items begin: `1.`.
    items: Option<i32>,
}

impl OpenTable {
    fn all(lines: &[WordLine]) -> Vec<OpenTable> {
        let mut tables: Vec<OpenTable> = Vec::new();
        let mut open = false;
        for (at, line) in lines.iter().enumerate() {
            let last = tables.last_mut().filter(|_| open);
            open =
                last.is_some_and(|table| below(&lines[at - 1], line) <= FAR && table.goes_on(line));
            if !open && line.values > 0 {
                let mut table = OpenTable {
                    lines: at..at,
                    columns: Columns::default(),
                    values: at,
                    labels: None,
                    open: None,
                    items: None,
                };
                open = table.goes_on(line);
                tables.extend(open.then_some(table));
            }
        }
        tables.iter_mut().for_each(OpenTable::close);
        tables
    }

    /// Takes the next line, if it stands in the columns.
    fn goes_on(&mut self, line: &WordLine) -> bool {
        let mut columns = self.columns.clone();
        let places = line.values().iter().all(|value| columns.take(value.area));
        let right = line.labels().iter().map(|word| word.area.x1).max();
        let labels = right.max(self.labels).max(self.open);
        let few = columns.count() <= COLUMNS;
        if !places || !few || !is_apart(line, &columns) || labels > columns.left() {
            return false;
        }
        self.lines.end += 1;
        self.columns = columns;
        self.open = labels;
        if line.values > 0 {
            self.labels = labels;
            self.values = self.lines.end;
        }
        let digit = |c: char| crate::text::fold(c).is_ascii_digit();
        let mut words = line.labels().iter();
        let item = words
            .rfind(|word| word.text.starts_with(digit))
            .map(|word| word.area.x0);
        self.items = [self.items, item].into_iter().flatten().min();
        true
    }

    /// Nothing more stands in its columns.
    fn close(&mut self) {
        // Lines below values that have no label are no labels.
        if self.labels.is_none() {
            self.lines.end = self.values;
        }
    }

    /// Whether it stands in the columns of another table, which are no fewer.
    fn fits(&self, lines: &[WordLine], other: &Columns) -> bool {
        other.count() >= self.columns.count()
            && self.labels <= other.left()
            && lines[self.lines.clone()]
                .iter()
                .all(|line| is_apart(line, other))
    }

    /// The line in which the label of its first row begins, which may be above the values; the label of
    /// the first row without values, where no head is above.
    fn first_label(&self, lines: &[WordLine], goes_on: bool) -> usize {
        let start = self.lines.start;
        let is_label = |&at: &usize| {
            let words = &lines[at].words;
            let right = words.iter().map(|word| word.area.x1).max();
            lines[at].values == 0
                && right <= self.columns.left()
                && below(&lines[at], &lines[at + 1]) <= REST
        };
        let above = (0..start).rev().take_while(is_label);
        let mut numbered = above.filter(|&at| lines[at].is_numbered(self.items));
        // A table without labels has a heading above.
        let found = match (self.labels.is_some(), goes_on) {
            (false, _) => None,
            (_, true) => numbered.last(),
            _ if lines[start].is_numbered(self.items) => None,
            _ => numbered.next().filter(|at| start - at <= NEXT),
        };
        found.unwrap_or(start)
    }

    /// A row: the cell of the labels, where there are any in the table, and one for each column.
    fn cells(&self, labels: Vec<Word>, texts: Vec<String>, line: Area, page: u32) -> (i32, Row) {
        let label = self.labels.map(|edge| {
            let area = labels.iter().map(|word| word.area).reduce(Area::around);
            let text = join(&labels);
            let at = area
                .unwrap_or(Area {
                    x0: edge,
                    x1: edge,
                    ..line
                })
                .place(page);
            Cell { text, at }
        });
        let value = |(column, text): (usize, String)| {
            let (x0, x1) = self.columns.reach(column);
            let at = Area { x0, x1, ..line }.place(page);
            Cell { text, at }
        };
        let values = texts.into_iter().enumerate().map(value);
        let row = Row {
            cells: label.into_iter().chain(values).collect(),
            kind: RowKind::Grid,
        };
        (line.y0, row)
    }
}

/// Whether every value of a line has a column of its own.
fn is_apart(line: &WordLine, columns: &Columns) -> bool {
    let mut last = None;
    line.values().iter().all(|value| {
        let column = columns.of(value.area);
        let apart = column.is_some() && column > last;
        last = column;
        apart
    })
}
