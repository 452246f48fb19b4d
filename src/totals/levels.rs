//! Sums of columns: the labels of a head above each other are groups within groups, and each level has its totals.

use super::check::{Written, written};
use super::grid::Grid;
use super::label::{Role, role};
use super::months::Months;
use super::structure::{Doubt, Edits, SumKind, SumSpot};
use super::sums::{Summand, sums};
use super::table::Half;
use super::unsaid::{numbers, unsaid};
use crate::beside::TOTALS;

/// Sums of columns, group by group.
pub(super) fn columns(grid: &Grid, half: &Half, at: usize, edits: &mut Edits) {
    let written = written(grid, half);
    let head = TotalHead {
        grid,
        half,
        at,
        written: &written,
    };
    for columns in facets(half) {
        group(head, &columns, 0, edits);
    }
}

/// Columns that are told apart by the same last labels under every other (预算数, 决算数) are as many tables:
/// each is a list of columns with the part of its path that counts.
fn facets(half: &Half) -> Vec<Vec<(usize, usize)>> {
    let columns = &half.columns;
    let whole = |column: usize| (column, columns[column].path.len());
    let all = || (0..columns.len()).map(whole).collect();
    let mut last: Vec<(String, Vec<(usize, usize)>)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let key = column.key();
        let is_total = matches!(column.role(), Role::Total(_));
        if column.path.len() < 2 || is_total || key.is_empty() {
            return vec![all()];
        }
        let entry = (at, column.path.len() - 1);
        match last.iter_mut().find(|(known, _)| *known == key) {
            Some((_, columns)) => columns.push(entry),
            None => last.push((key, vec![entry])),
        }
    }
    let repeats = last.len() > 1
        && last
            .iter()
            .all(|(_, columns)| columns.len() == last[0].1.len());
    match repeats && last[0].1.len() > 1 {
        true => last.into_iter().map(|(_, columns)| columns).collect(),
        false => vec![all()],
    }
}

/// What columns of a half are added up by.
#[derive(Clone, Copy)]
struct TotalHead<'a> {
    grid: &'a Grid,
    half: &'a Half,
    /// Which half it is.
    at: usize,
    /// How the numbers of each column are written.
    written: &'a [Written],
}

/// One level of a head: its sums, and those within each group. What it comes to itself: the column of its
/// total, or all its parts.
fn group(
    head: TotalHead,
    columns: &[(usize, usize)],
    level: usize,
    edits: &mut Edits,
) -> Vec<usize> {
    let TotalHead { half, .. } = head;
    let mut items: Vec<Summand> = Vec::new();
    // The columns of each item.
    let mut values: Vec<Vec<usize>> = Vec::new();
    let label = |&(column, depth): &(usize, usize)| {
        let path = &half.columns[column].path;
        path.get(level).filter(|_| level < depth).cloned()
    };
    let same = |one: &_, other: &_| label(one).is_some() && label(one) == label(other);
    for children in columns.chunk_by(same) {
        let deeper = children.len() > 1 && children.iter().any(|(_, depth)| *depth > level + 1);
        items.push(summand(half, children, level, deeper));
        values.push(match deeper {
            true => group(head, children, level + 1, edits),
            false => children.iter().map(|(column, _)| *column).collect(),
        });
    }
    level_sums(head, &items, &values, edits);
    let mut totals = (0..items.len()).filter(|&item| matches!(items[item].role, Role::Total(_)));
    match (totals.next(), totals.next()) {
        (Some(only), None) => values[only].clone(),
        _ => {
            let parts = (0..items.len()).filter(|&item| items[item].role == Role::Part);
            parts.flat_map(|item| values[item].clone()).collect()
        }
    }
}

/// What the columns under one label of a head are in its sums; `deeper`: whether they have labels below it.
fn summand(half: &Half, children: &[(usize, usize)], level: usize, deeper: bool) -> Summand {
    let (first, depth) = children[0];
    let column = &half.columns[first];
    let label = column.path.get(level.min(depth.saturating_sub(1)));
    let text = label.map_or("", |label| label.text.as_str());
    // Several columns under one label without further ones are not told apart.
    let unclear = !deeper && children.len() > 1;
    let own = match label.is_none() && !deeper {
        true => Role::Part,
        false => role(text),
    };
    Summand {
        role: if unclear { Role::Aside } else { own },
        unit: column.unit,
        depth: None,
        key: String::new(),
        months: Months::of(text),
        page: 0,
        blank: false,
    }
}

/// The sums of one level of a head, in every row; `values`: the columns of each item.
fn level_sums(head: TotalHead, items: &[Summand], values: &[Vec<usize>], edits: &mut Edits) {
    let TotalHead { grid, half, .. } = head;
    let rows = 0..half.rows.len();
    let rows: Vec<usize> = rows
        .filter(|&row| half.rows[row].role != Role::Aside)
        .collect();
    let spread = |terms: &Vec<usize>| -> Vec<usize> {
        terms
            .iter()
            .flat_map(|&item| values[item].clone())
            .collect()
    };
    for sum in &sums(items) {
        let [total] = values[sum.total][..] else {
            continue;
        };
        let mut readings: Vec<Vec<usize>> = sum.readings.iter().map(spread).collect();
        readings.extend(named_like(half, total));
        let found = unsaid(&readings[0], &rows, &|row| {
            let cell = |column: usize| half.cells[row][column];
            numbers(grid, &readings[0], total, &cell, head.written[total])
        });
        readings.extend(found.readings);
        edits.put_columns(head, sum.doubt, &found.lines, total, &readings);
        for (total, members) in found.groups {
            edits.put_columns(head, Some(Doubt::Unsaid), &[], total, &[members]);
        }
    }
}

impl Edits {
    /// The sums of one column in every row of a half.
    fn put_columns(
        &mut self,
        head: TotalHead,
        doubt: Option<Doubt>,
        unsure: &[usize],
        total: usize,
        readings: &[Vec<usize>],
    ) {
        let half = head.at;
        let mut lines = (0..head.half.rows.len()).map(|row| {
            let spot = |&column: &usize| SumSpot { half, row, column };
            let reading = |terms: &Vec<usize>| terms.iter().map(spot).collect();
            (spot(&total), readings.iter().map(reading).collect())
        });
        self.put(SumKind::Columns, doubt, unsure, &mut lines);
    }
}

/// The columns that are called like a total: those of 编制数 under several labels are what 编制合计 adds up.
fn named_like(half: &Half, total: usize) -> Option<Vec<usize>> {
    let key = half.columns[total].key();
    let stem = TOTALS.iter().find_map(|word| key.strip_suffix(word));
    let stem = stem.filter(|stem| stem.chars().count() > 1)?;
    let is_like = |&column: &usize| {
        let column = &half.columns[column];
        column.role() == Role::Part && column.key().starts_with(stem)
    };
    let columns: Vec<usize> = (0..half.columns.len()).filter(is_like).collect();
    (columns.len() > 1).then_some(columns)
}
