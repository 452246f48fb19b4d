//! Which cell each value of a single line is: its block and its column, as the head or the labels beside the
//! values say.
//!
//! A head names a column with its block in one text (复议后起诉结果维持), or blocks above their columns, in
//! whatever order; a block whose label is tall (行政复议) has its columns on the line on which the others
//! have their names, and so comes first in the rows. Blocks may also stand one below the other, each behind
//! its name or below it, and below a head of its own. Where a head says none of this the line is as the form prints it, and where what it says
//! contradicts itself or that, nothing is read.

use super::beside::HeadLabels;
use super::flow::Flow;
use super::group::Group;
use super::head::Head;
use crate::form::{Line, TableForm};
use crate::sorted::distinct;
use crate::text::key;
use std::ops::Range;

/// What a part of a text names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum HeadPart {
    Block(usize),
    Column(usize),
    /// Several blocks.
    Above,
}

/// Reads the head and the labels beside the values of the one group.
pub(super) fn read(
    flow: &Flow,
    items: Range<usize>,
    form: &TableForm,
    heads: &HeadLabels,
    groups: &[&Group],
) -> Head {
    let n = form.row(0).columns.len();
    let blocks = form.rows().count();
    let unclear = || Head {
        unclear: true,
        ..Head::printed(n * blocks)
    };
    let values = groups.first().map_or(&[][..], |group| &group.values[..]);
    // Of several heads the last above the line; other lines' numbers part them.
    let number = |item: usize| flow.items[item].is_value() && !flow.items[item].is_blank();
    let labels = labels(form, heads);
    let named = |item: usize| (item, named(&flow.items[item].text, &labels));
    let all: Vec<(usize, Vec<HeadPart>)> = items.clone().map(named).collect();
    let mut parts = all.split(|text| number(text.0)).rev();
    let is_head = |part: &&[(usize, Vec<HeadPart>)]| {
        columns_of(part.iter().flat_map(|text| &text.1)).len() >= n
    };
    let part = parts.find(is_head).unwrap_or_default();
    // A label that is cut over lines or cells says nothing of the order.
    let cut = |(item, named): &(usize, Vec<HeadPart>)| {
        let text = key(&flow.items[*item].text);
        named.is_empty() && (1..6).contains(&text.chars().count())
    };
    let cut = part.iter().any(cut);
    let texts: Vec<(usize, Vec<HeadPart>)> = part
        .iter()
        .filter(|text| !text.1.is_empty())
        .cloned()
        .collect();
    let beside = beside(flow, form, &labels, values, &texts);
    let order = match beside.or_else(|| below_names(flow, items.start, form, &labels, values)) {
        Some(order) => order,
        None => match above(flow, form, &texts, values.len()) {
            Some(order) => order,
            None if cut => return Head::printed(n * blocks),
            None => return unclear(),
        },
    };
    match distinct(order.clone()).len() == order.len() {
        true => Head {
            order,
            ..Head::default()
        },
        false if cut => Head::printed(n * blocks),
        false => unclear(),
    }
}

/// The labels of columns and blocks, and of what stands over several of them.
pub(super) fn labels<'a>(form: &'a TableForm, heads: &'a HeadLabels) -> Vec<(&'a str, HeadPart)> {
    let columns = heads.of_columns(form.row(0).columns).iter();
    let columns = columns.map(|label| (label.key.as_str(), HeadPart::Column(label.column)));
    let names = form.rows().enumerate().flat_map(|(block, row)| {
        let names = [row.name].into_iter().chain(row.aliases.iter().copied());
        names.map(move |name| (name, HeadPart::Block(block)))
    });
    let above = heads
        .others
        .iter()
        .map(|label| (label.as_str(), HeadPart::Above));
    columns.chain(names).chain(above).collect()
}

/// What a text names, part by part; nothing where a part is something else. Where nothing parts a head from
/// what stands before it, its end counts.
pub(super) fn named(text: &str, labels: &[(&str, HeadPart)]) -> Vec<HeadPart> {
    let text = key(text);
    let parts = |mut rest: &str| {
        let mut named = Vec::new();
        while !rest.is_empty() {
            let begins = labels.iter().filter(|(label, _)| rest.starts_with(label));
            // Of equals the first: a block is one of those that stand beside columns, too.
            let (label, what) = begins.rev().max_by_key(|(label, _)| label.len())?;
            rest = &rest[label.len()..];
            named.push(*what);
        }
        Some(named)
    };
    let last = text.char_indices().rev().take(150);
    let whole = parts(&text).unwrap_or_default();
    if !whole.is_empty() || text.len() < 200 {
        return whole;
    }
    let ends = last.filter_map(|(at, _)| parts(&text[at..]));
    ends.max_by_key(Vec::len).unwrap_or_default()
}

/// The cells of values that stand behind labels of their own, block by block or one by one; none where they do not.
fn beside(
    flow: &Flow,
    form: &TableForm,
    labels: &[(&str, HeadPart)],
    values: &[usize],
    texts: &[(usize, Vec<HeadPart>)],
) -> Option<Vec<usize>> {
    let n = form.row(0).columns.len();
    let runs: Vec<&[usize]> = values.chunk_by(|a, b| a + 1 == *b).collect();
    let of = |run: &&[usize]| {
        let before = flow.row_of(run[0]).start.min(run[0].saturating_sub(1))..run[0];
        let items = before.filter(|&item| !flow.items[item].is_value());
        items
            .flat_map(|item| named(&flow.items[item].text, labels))
            .collect::<Vec<_>>()
    };
    let mut order = Vec::new();
    let columns: Vec<usize> = columns_of(texts.iter().flat_map(|(_, named)| named));
    for run in &runs {
        let own = of(run);
        let block = own.iter().rev().find_map(|named| match named {
            HeadPart::Block(block) => Some(*block),
            _ => None,
        });
        let block = block.filter(|_| runs.len() > 1)?;
        let own = columns_of(own.iter());
        let columns = if own.is_empty() { &columns } else { &own };
        if columns.len() != run.len() {
            return None;
        }
        order.extend(columns.iter().map(|column| block * n + column));
    }
    Some(order)
}

/// The cells of values that stand block by block, each below the name of that block and no other but of blocks that have
/// columns and no numbers; none where they do not.
fn below_names(
    flow: &Flow,
    mut from: usize,
    form: &TableForm,
    labels: &[(&str, HeadPart)],
    values: &[usize],
) -> Option<Vec<usize>> {
    let n = form.row(0).columns.len();
    let mut order = Vec::new();
    let mut columns: Vec<usize> = (0..n).collect();
    let runs: Vec<&[usize]> = values.chunk_by(|a, b| a + 1 == *b).collect();
    for run in runs.iter().filter(|_| runs.len() > 1) {
        let above = flow.items.get(from..run[0])?.iter();
        let own: Vec<HeadPart> = above.flat_map(|item| named(&item.text, labels)).collect();
        let is_block = |named: &HeadPart| matches!(named, HeadPart::Block(_));
        let last = own.iter().rposition(is_block)?;
        // A block without numbers stands above with its name and its columns.
        let whole = |part: &[HeadPart]| columns_of(part.iter()).len() == n;
        let mut before = own[..last].split(is_block).skip(1);
        let HeadPart::Block(block) = own[last] else {
            return None;
        };
        if !before.all(whole) {
            return None;
        }
        let own = &own[last..];
        let named = columns_of(own.iter());
        if !named.is_empty() {
            columns = named;
        }
        if columns.len() != run.len() {
            return None;
        }
        order.extend(columns.iter().map(|column| block * n + column));
        from = run[run.len() - 1] + 1;
    }
    (!order.is_empty()).then_some(order)
}

fn columns_of<'n>(named: impl Iterator<Item = &'n HeadPart>) -> Vec<usize> {
    let column = |named: &HeadPart| match named {
        HeadPart::Column(column) => Some(*column),
        _ => None,
    };
    named.filter_map(column).collect()
}

/// The cells of a line below its head, of which it has `count`; none where the head contradicts itself.
fn above(
    flow: &Flow,
    form: &TableForm,
    texts: &[(usize, Vec<HeadPart>)],
    count: usize,
) -> Option<Vec<usize>> {
    let n = form.row(0).columns.len();
    let names = form.rows().count();
    // Columns that are named with their blocks.
    let pair = |(_, named): &(usize, Vec<HeadPart>)| match named[..] {
        [.., HeadPart::Block(block), HeadPart::Column(column)] => Some(block * n + column),
        _ => None,
    };
    let pairs: Vec<usize> = texts
        .iter()
        .filter(|text| text.1.len() < 4)
        .filter_map(pair)
        .collect();
    if pairs.len() > names {
        return (pairs.len() == count || pairs.len() == n * names).then_some(pairs);
    }
    // Of each block how many columns the label on the first printed line covers.
    let mut tops: Vec<(&str, usize)> = Vec::new();
    let printed = form.lines.first().map_or(&[][..], |line| match line {
        Line::Head(labels) => labels,
        _ => &[],
    });
    for label in printed {
        for _ in 0..usize::from(label.columns) / n {
            tops.push((label.text, label.columns.into()));
        }
    }
    let all = || texts.iter().flat_map(|text| &text.1);
    let place = |wanted: HeadPart| all().position(|named| *named == wanted);
    let shared = place(HeadPart::Above).is_some() && tops.len() == names;
    // Blocks stand as printed unless their labels are found in another order.
    let stands = |one: usize, other: usize| {
        let place = |block: usize| match shared && tops[one].0 != tops[other].0 && tops[block].1 > n
        {
            true => place(HeadPart::Above),
            false => place(HeadPart::Block(block)),
        };
        let (one, other) = (place(one), place(other));
        one.is_none() || other.is_none() || one < other
    };
    let mut order: Vec<usize> = (0..names).collect();
    for _ in 1..order.len() {
        for at in 1..order.len() {
            if !stands(order[at - 1], order[at]) {
                order.swap(at - 1, at);
            }
        }
    }
    // A last row that names the columns of all blocks has them in their places; in the rows of the head
    // those of a block whose label is tall come first.
    let row = |text: &(usize, Vec<HeadPart>)| flow.items[text.0].row;
    let last = texts.chunk_by(|a, b| row(a) == row(b)).next_back();
    let mut columns = columns_of(last.into_iter().flatten().flat_map(|text| &text.1));
    let mut printed = order.clone();
    if columns.len() < n * names {
        columns = columns_of(all());
        if shared {
            printed.sort_by_key(|&block| tops[block].1 != n);
        }
    }
    let size = columns.len() / names;
    let whole = columns.len() == size * names && (size == n || columns.len() == count);
    if !whole {
        // What is left of a head that was cut says no more than the order in which it stands.
        let mut form = (0..names).flat_map(|_| 0..n);
        let fits = columns
            .iter()
            .all(|column| form.any(|other| other == *column));
        let cells = order
            .into_iter()
            .flat_map(|block| (0..n).map(move |column| block * n + column));
        return fits.then(|| cells.collect());
    }
    let mut cells = Vec::new();
    for block in order {
        let at = printed.iter().position(|&other| other == block)?;
        let own = &columns[at * size..(at + 1) * size];
        cells.extend(own.iter().map(|column| block * n + column));
    }
    Some(cells)
}
