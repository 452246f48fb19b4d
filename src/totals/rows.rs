//! Which rows of a half are sums of which others, those of halves beside it too.

use super::check::written;
use super::grid::Grid;
use super::label::Role;
use super::structure::{Doubt, Edits, SumKind, is_summed};
use super::sums::{PrintedSum, sums};
use super::table::{Half, LabelledColumn, LabelledTable};
use super::unsaid::{numbers, unsaid};

/// The sums of the rows of a half.
pub(super) fn rows(grid: &Grid, table: &LabelledTable, at: usize, edits: &mut Edits) {
    let half = &table.halves[at];
    let size = (at, half.columns.len());
    let written = written(grid, half);
    let own = |terms: Vec<usize>| -> Vec<(usize, usize)> {
        terms.into_iter().map(|row| (at, row)).collect()
    };
    let beside = beside(table, at);
    let columns = 0..half.columns.len();
    let columns: Vec<usize> = columns
        .filter(|&column| is_summed(&half.columns[column]))
        .collect();
    for PrintedSum {
        total,
        readings,
        doubt,
    } in sums(&half.row_items(grid))
    {
        let found = unsaid(&readings[0], &columns, &|column| {
            let cell = |row: usize| half.cells[row][column];
            numbers(grid, &readings[0], total, &cell, written[column])
        });
        let mut readings: Vec<Vec<(usize, usize)>> = readings.into_iter().map(own).collect();
        if doubt.is_none() && half.rows[total].role != Role::Total(1) {
            let whole = |others: &Vec<(usize, usize)>| {
                let all = [&others[..], &readings[0]].concat();
                (!others.is_empty()).then_some(all)
            };
            let [before, after] = beside.each_ref().map(whole);
            readings.extend(after);
            readings.splice(0..0, before);
        }
        readings.extend(found.readings.into_iter().map(own));
        edits.put_doubted(SumKind::Rows, doubt, &found.lines, size, total, &readings);
        for (head, members) in found.groups {
            let doubt = Some(Doubt::Unsaid);
            edits.put_doubted(SumKind::Rows, doubt, &[], size, head, &[own(members)]);
        }
    }
}

/// The lines of the halves on the left and on the right that belong to the total of a half, as a list that goes on
/// beside itself: under the same labels, and without a total of their own.
fn beside(table: &LabelledTable, at: usize) -> [Vec<(usize, usize)>; 2] {
    let keys =
        |half: &Half| -> Vec<String> { half.columns.iter().map(LabelledColumn::key).collect() };
    let own = keys(&table.halves[at]);
    let lines = |halves: std::ops::Range<usize>| {
        let mut lines = Vec::new();
        for at in halves {
            let half = &table.halves[at];
            let mut rows = half.rows.iter();
            if keys(half) != own || rows.any(|row| row.role != Role::Part) {
                return Vec::new();
            }
            lines.extend((0..half.rows.len()).map(|row| (at, row)));
        }
        lines
    };
    [lines(0..at), lines(at + 1..table.halves.len())]
}
