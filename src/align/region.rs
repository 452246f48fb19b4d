//! Which stretch of the input is which table.

use super::flow::Flow;
use super::labels::{Found, positions, text_at};
use crate::form::{EDITIONS, Edition, HEADING_KEYS, TableId};
use crate::place::Place;
use crate::sorted::Sorted;
use crate::sorted::distinct;
use std::ops::Range;

/// Glyphs within which two marks of a table make its head.
const HEAD: usize = 90;

/// The stretch of [`Flow::items`] that holds each table.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    tables: [Option<Range<usize>>; 3],
}

impl Regions {
    pub fn get(&self, table: TableId) -> Option<Range<usize>> {
        self.tables[table as usize].clone()
    }

    /// For each document row that a table takes part of, the stretch of its line, in UTF-16 units;
    /// the whole of a row whose items have no place of their own.
    pub fn taken(&self, flow: &Flow) -> Sorted<usize, Range<u32>> {
        let mut taken: Sorted<usize, Range<u32>> = Sorted::default();
        for item in self
            .tables
            .iter()
            .flatten()
            .flat_map(|r| &flow.items[r.clone()])
        {
            let stretch = match item.at {
                Place::Span { start, end, .. } => start..end,
                _ => 0..u32::MAX,
            };
            let row = taken.get(&item.row).cloned().unwrap_or(stretch.clone());
            taken.insert(
                item.row,
                row.start.min(stretch.start)..row.end.max(stretch.end),
            );
        }
        taken
    }

    pub fn of(flow: &Flow, found: &[Found]) -> Regions {
        let starts = Starts::of(flow, found);
        let mut regions = Regions::default();
        for table in TableId::ALL {
            let Some(start) = starts.get(table) else {
                continue;
            };
            let end = ends(flow, table)
                .into_iter()
                .chain(
                    TableId::ALL
                        .into_iter()
                        .filter(|&t| t != table)
                        .filter_map(|t| starts.get(t)),
                )
                .filter(|&end| end > start)
                .min()
                .unwrap_or(flow.glyphs.len());
            let from = text_at(&flow.items, start);
            let to = if end >= flow.glyphs.len() {
                flow.items.len()
            } else {
                text_at(&flow.items, end)
            };
            regions.tables[table as usize] = Some(from..to.max(from));
        }
        regions
    }
}

/// Where each table begins, as a position in the glyphs.
struct Starts([Option<usize>; 3]);

impl Starts {
    fn get(&self, table: TableId) -> Option<usize> {
        self.0[table as usize]
    }

    fn of(flow: &Flow, found: &[Found]) -> Starts {
        let heads = |table| heads(flow, table);
        // The head of table 3 is a sentence of its own: one mark suffices, and without any, its rows.
        let t3_marks = positions(flow, marks(TableId::T3));
        let rows = |table: TableId| {
            let of_table = move |label: &&Found| label.table == table;
            found
                .iter()
                .filter(of_table)
                .map(|label| label.glyphs.start)
        };
        let mut t3 = t3_marks
            .first()
            .copied()
            .or_else(|| dense(rows(TableId::T3).collect(), 6, 260));
        let t4_heads = heads(TableId::T4);
        let after = |list: &[usize], at: Option<usize>| {
            list.iter().copied().find(|&x| at.is_none_or(|at| x > at))
        };
        // Words of table 3 may make a mark of table 4 by standing together: the rest of 办理结果 behind
        // 3.其他. So below its last row first.
        let last = EDITIONS[0].table(TableId::T3).rows().last();
        let last = last.map_or("", |row| row.id);
        let end = found
            .iter()
            .filter(|label| label.table == TableId::T3 && label.row == last)
            .map(|label| label.glyphs.end)
            .find(|&at| Some(at) > t3);
        let t4 = end
            .and_then(|end| after(&t4_heads, Some(end)))
            .or_else(|| after(&t4_heads, t3))
            .or(t4_heads.first().copied())
            .or_else(|| below_heading(flow));
        let t2_heads = heads(TableId::T2);
        let t2 = t2_heads
            .first()
            .copied()
            .or_else(|| dense(rows(TableId::T2).collect(), 3, 60));
        // Row labels of table 3 that are only its prose do not begin it before table 2.
        if t3_marks.is_empty() && t3 < t2 {
            let later = rows(TableId::T3).filter(|&at| Some(at) > t2).collect();
            t3 = dense(later, 6, 260).or(t3);
        }
        Starts([t2, t3, t4])
    }
}

/// The heading of table 4, where a line as long as the table stands below it.
fn below_heading(flow: &Flow) -> Option<usize> {
    let width = EDITIONS[0].table(TableId::T4).cells().count();
    let headings = positions(flow, HEADING_KEYS[3]);
    headings.into_iter().rev().find(|&at| {
        let items = flow.items[text_at(&flow.items, at)..]
            .iter()
            .take(6 * width);
        let mut run = 0;
        let mut runs = items.map(|item| {
            run = if item.is_value() { run + 1 } else { 0 };
            run
        });
        runs.any(|run| run == width)
    })
}

fn marks(table: TableId) -> &'static [&'static str] {
    let (new, old) = (EDITIONS[0].table(table), EDITIONS[1].table(table));
    if new.marks.len() >= old.marks.len() {
        new.marks
    } else {
        old.marks
    }
}

/// Positions where two marks of a table stand close together.
fn heads(flow: &Flow, table: TableId) -> Vec<usize> {
    let marks = |edition: &&Edition| positions(flow, edition.tables[table as usize].marks);
    distinct(EDITIONS.iter().flat_map(marks).collect())
        .windows(2)
        .filter(|pair| pair[1] - pair[0] <= HEAD)
        .map(|pair| pair[0])
        .collect()
}

/// The first position from which `count` of the sorted positions lie within `span` glyphs.
fn dense(at: Vec<usize>, count: usize, span: usize) -> Option<usize> {
    at.windows(count)
        .find(|window| window[count - 1] - window[0] <= span)
        .map(|window| window[0])
}

/// Positions of headings that end a table.
fn ends(flow: &Flow, table: TableId) -> Vec<usize> {
    let following = match table {
        TableId::T2 => 2..6,
        TableId::T3 => 3..6,
        TableId::T4 => 4..6,
    };
    following
        .flat_map(|section| positions(flow, HEADING_KEYS[section]))
        .collect()
}
