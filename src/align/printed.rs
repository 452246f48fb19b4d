//! Whether the head of a table stands as the form prints it, and says nothing else: all that the first engine
//! asks. What the form prints otherwise, or a head does not say plainly, the larger one reads (`head.rs`).

use super::beside::HeadLabels;
use super::flow::Flow;
use super::group::Group;
use super::strip::{HeadPart, labels, named};
use super::tokens::{HeadToken, tokens};
use crate::document::RowKind;
use crate::form::{Column, Shape, TableForm};
use std::ops::Range;

/// Whether the items of a head name these columns in the order of the form; `groups` are the rows below.
pub(super) fn is_printed(
    flow: &Flow,
    items: Range<usize>,
    form: &TableForm,
    columns: &'static [Column],
    heads: &HeadLabels,
    groups: &[&Group],
) -> bool {
    if groups.is_empty() {
        return true;
    }
    if form.table.shape == Shape::Strip {
        return is_strip(flow, items, form, heads, groups);
    }
    let n = columns.len();
    let matrix = form.table.shape == Shape::Matrix;
    // What the label of the first row says is none of it.
    let last = items.end.saturating_sub(1);
    let last = match flow.items.get(last) {
        Some(item) if item.kind != RowKind::Line => flow.row_of(last).start,
        _ => last,
    };
    // What was met, the label over several as a column beyond the last; and the item before.
    let mut met: Vec<usize> = Vec::new();
    let (mut before, mut others) = (None, false);
    for (token, at) in tokens(flow, items, columns, heads, matrix) {
        let row = |at: usize| flow.items[at].row;
        let beside = before.is_some_and(|before| row(before) == row(at));
        match token {
            HeadToken::Other if at >= last => break,
            HeadToken::Above => {
                met.clear();
                before = None;
                continue;
            }
            HeadToken::Column(column) => met.push(column),
            HeadToken::Cover => met.push(n),
            // Left of the labels stand those of rows; right of them another column would, and what covers several
            // leaves blanks.
            HeadToken::Other if met.is_empty() => {
                others |= !flow.items[at].text.is_empty();
                continue;
            }
            HeadToken::Other => {
                let blank = flow.items[at].text.is_empty();
                let at_last = met.last().copied().unwrap_or(0);
                let under = !matrix || met.contains(&n) && (n - 2..=n).contains(&at_last);
                if beside && !(blank && under) || !beside && !blank && matrix {
                    return false;
                }
                continue;
            }
        }
        before = Some(at);
    }
    if met.is_empty() && !others {
        return true;
    }
    let flat = met.iter().filter(|&&column| column < n).copied();
    if !matrix || !met.contains(&n) {
        return flat.eq(0..n);
    }
    // The last stands beside the label over several, or behind those below it.
    met.starts_with(&[0, n])
        && (flat.clone().eq(0..n) || flat.eq([0, n - 1].into_iter().chain(1..n - 1)))
}

/// The same of a single line of blocks: each column once a block, and the blocks one after the other.
fn is_strip(
    flow: &Flow,
    items: Range<usize>,
    form: &TableForm,
    heads: &HeadLabels,
    groups: &[&Group],
) -> bool {
    let n = form.row(0).columns.len();
    let number = |item: usize| flow.items[item].is_value() && !flow.items[item].is_blank();
    let values = groups.first().map_or(&[][..], |group| &group.values[..]);
    if items.clone().any(number) || values.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
        return false;
    }
    let labels = labels(form, heads);
    // The blocks stand beside each other: what covers the later ones is met behind the first.
    let (mut block, mut cells, mut covered) = (0, 0, false);
    for item in items {
        for part in named(&flow.items[item].text, &labels) {
            match part {
                HeadPart::Column(column) if column == cells % n => cells += 1,
                HeadPart::Block(next) if next >= block && (next > 0 || !covered) => block = next,
                HeadPart::Above => covered = true,
                _ => return false,
            }
        }
    }
    // What names no column is as printed.
    cells == 0 || cells == n * form.rows().count()
}
