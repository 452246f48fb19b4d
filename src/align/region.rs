//! Which stretch of the input is which table.

use super::flow::Flow;
use super::known::Known;
use super::labels::{FoundLabel, positions, text_at};
use crate::form::{Shape, Table, TableForm, TableId, Template};
use crate::place::Place;
use crate::sorted::{Sorted, arrange, distinct};
use std::ops::Range;

/// Key characters within which the marks of a table make its head.
const HEAD: usize = 90;

/// The stretch of [`Flow::items`] that holds each table.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    tables: Vec<(&'static Table, Range<usize>)>,
}

impl Regions {
    /// The tables that are there, in the order of the forms.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Table, &Range<usize>)> {
        self.tables.iter().map(|(table, region)| (*table, region))
    }

    pub fn get(&self, table: TableId) -> Option<&Range<usize>> {
        self.iter()
            .find(|found| found.0.id == table)
            .map(|found| found.1)
    }

    /// For each document row that a table takes part of, the stretch of its line, in UTF-16 units;
    /// the whole of a row whose items have no place of their own.
    pub fn taken(&self, flow: &Flow) -> Sorted<usize, Range<u32>> {
        let mut taken: Sorted<usize, Range<u32>> = Sorted::default();
        for item in self
            .tables
            .iter()
            .flat_map(|(_, region)| &flow.items[region.clone()])
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

    pub fn of(flow: &Flow, known: &Known, found: &[FoundLabel]) -> Regions {
        let mut regions = Regions::default();
        for template in &known.templates {
            let look = HeadSearch {
                flow,
                known,
                found,
                template,
            };
            look.delimit(&mut regions);
        }
        regions
    }
}

/// Where the tables of one form are looked for.
struct HeadSearch<'a> {
    flow: &'a Flow<'a>,
    known: &'a Known,
    found: &'a [FoundLabel],
    template: &'static Template,
}

impl HeadSearch<'_> {
    /// Adds the stretch of each table that is there.
    fn delimit(&self, regions: &mut Regions) {
        let (flow, starts) = (self.flow, self.starts());
        for &(table, start) in &starts {
            let Some(start) = start else {
                continue;
            };
            let others = starts.iter().filter(|other| other.0.id != table.id);
            let ends = self.headings(table.section + 1..self.template.sections.len());
            let end = ends
                .into_iter()
                .chain(others.filter_map(|other| other.1))
                .filter(|&end| end > start)
                .min()
                .unwrap_or(flow.glyphs.len());
            let from = text_at(&flow.items, start);
            let to = if end >= flow.glyphs.len() {
                flow.items.len()
            } else {
                text_at(&flow.items, end)
            };
            regions.tables.push((table, from..to.max(from)));
        }
    }

    /// Where each table begins, as a position in the glyphs.
    fn starts(&self) -> Vec<(&'static Table, Option<usize>)> {
        let mut starts: Vec<(&'static Table, Option<usize>)> = Vec::new();
        for table in self.tables() {
            let above = starts.last().copied();
            let start = match table.shape {
                Shape::Strip => self.strip(table, above),
                Shape::Fields | Shape::Matrix => {
                    let head = self.heads(table).first().copied();
                    head.or_else(|| self.crowd(table, None))
                        .or_else(|| self.full_row(table))
                }
            };
            starts.push((table, start));
        }
        // Row labels that are only prose about the table do not begin it before one that stands above.
        for at in 1..starts.len() {
            let (table, start) = starts[at];
            let above = starts[..at].iter().filter_map(|above| above.1).max();
            if start < above && self.heads(table).is_empty() {
                starts[at].1 = self.crowd(table, above).or(start);
            }
        }
        starts
    }

    /// The tables of the form, whatever their revision, in their order.
    fn tables(&self) -> Vec<&'static Table> {
        let mut tables: Vec<&'static Table> = Vec::new();
        for edition in self.known.forms.editions() {
            let ours = std::ptr::eq(edition.template, self.template);
            for form in edition.tables.iter().filter(|_| ours) {
                if !tables.iter().any(|table| table.id == form.id()) {
                    tables.push(form.table);
                }
            }
        }
        arrange(&mut tables, |table| table.id);
        tables
    }

    /// The ways in which a table is printed.
    fn revisions(&self, table: &Table) -> impl Iterator<Item = &'static TableForm> + '_ {
        let id = table.id;
        let tables = self.known.tables.iter().copied();
        tables.filter(move |form| form.id() == id)
    }

    /// Positions where as many marks of a table as make its head stand close together.
    fn heads(&self, table: &Table) -> Vec<usize> {
        let marks = self.revisions(table).flat_map(|form| {
            let of = |form: &TableForm| positions(self.flow, form.marks);
            of(form)
        });
        let at = distinct(marks.collect());
        at.windows(table.marks)
            .filter(|window| window[table.marks - 1] - window[0] <= HEAD)
            .map(|window| window[0])
            .collect()
    }

    /// The first position, behind another where one is given, from which row labels of a table crowd.
    fn crowd(&self, table: &Table, behind: Option<usize>) -> Option<usize> {
        let (count, span) = table.density?;
        let fields = table.shape == Shape::Fields;
        let labels = self.found.iter().filter(|label| label.table == table.id);
        let labels = labels.filter(|label| !fields || self.is_tabled(label));
        let at = labels.map(|label| label.glyphs.start);
        let at = at.filter(|&at| behind.is_none_or(|behind| at > behind));
        dense(at.collect(), count, span)
    }

    /// Whether a label ends its text, as in a table, with no count of pieces of information behind it: a
    /// list in prose goes on (行政许可类信息8条).
    fn is_tabled(&self, label: &FoundLabel) -> bool {
        let items = &self.flow.items;
        let item = text_at(items, label.glyphs.end - 1);
        let next = items.get(item + 1);
        items[item].glyphs.end == label.glyphs.end
            && next.is_some_and(|next| !next.text.ends_with('条'))
    }

    /// The first label of a table of many rows that as many values follow as its row has cells.
    fn full_row(&self, table: &Table) -> Option<usize> {
        let width = self.revisions(table).next()?.row(0).columns.len();
        let full = |label: &&FoundLabel| {
            let from = text_at(&self.flow.items, label.glyphs.end - 1) + 1;
            let values = self.flow.items[from..].iter();
            let values = values.take_while(|item| item.is_value()).take(width);
            label.table == table.id && values.filter(|item| !item.is_blank()).count() == width
        };
        let first = self.found.iter().find(full);
        let matrix = table.shape == Shape::Matrix;
        first.filter(|_| matrix).map(|label| label.glyphs.start)
    }

    /// The start of a table that is a single line.
    fn strip(
        &self,
        table: &'static Table,
        above: Option<(&'static Table, Option<usize>)>,
    ) -> Option<usize> {
        let heads = self.heads(table);
        let after = |at: Option<usize>| heads.iter().copied().find(|&x| at.is_none_or(|at| x > at));
        let begun = above.and_then(|above| above.1);
        // Words of the table above may make a mark of this one by standing together: the rest of
        // 办理结果 behind 3.其他. So below its last row first.
        let end = above.and_then(|(table, _)| self.last_row(table, begun));
        end.and_then(|end| after(Some(end)))
            .or_else(|| after(begun))
            .or(heads.first().copied())
            .or_else(|| self.below_heading(table))
    }

    /// The end of the first label of a table's last row behind a position.
    fn last_row(&self, table: &Table, behind: Option<usize>) -> Option<usize> {
        let newest = self.revisions(table).next()?;
        let row = newest.rows().last()?.id;
        let labels = self.found.iter();
        let labels = labels.filter(|label| label.table == table.id && label.row == row);
        let mut ends = labels.map(|label| label.glyphs.end);
        ends.find(|&at| Some(at) > behind)
    }

    /// The heading of a single line, where a line as long as the table stands below it.
    fn below_heading(&self, table: &Table) -> Option<usize> {
        let flow = self.flow;
        let width = self.revisions(table).next()?.cells().count();
        let headings = self.headings(table.section..table.section + 1);
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

    /// Positions of the headings of some sections.
    fn headings(&self, sections: Range<usize>) -> Vec<usize> {
        let sections = self.template.sections[sections].iter();
        sections
            .flat_map(|section| positions(self.flow, section.keys))
            .collect()
    }
}

/// The first position from which `count` of the sorted positions lie within `span` glyphs.
fn dense(at: Vec<usize>, count: usize, span: usize) -> Option<usize> {
    at.windows(count)
        .find(|window| window[count - 1] - window[0] <= span)
        .map(|window| window[0])
}
