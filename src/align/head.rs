//! What the head of a table says of its columns: in which order they stand, which are lacking, and
//! what stands right of the last.
//!
//! The labels are looked for in the flow, so that it does not matter how the head is cut into cells or
//! lines. A label over several columns (法人或其他组织) stands for those below it: what is printed
//! beside it comes before or after all of them. Where a head does not say all of this, the columns are
//! taken to stand as the form prints them.

use super::beside::HeadLabels;
use super::flow::Flow;
use super::group::Group;
use super::inner::Inner;
use super::slot::Slot;
use crate::document::RowKind;
use crate::form::{Column, Line, Shape, TableForm};
use crate::place::Place;
use crate::sorted::{distinct, sort_pairs};
use crate::text::key;
use std::borrow::Cow;
use std::ops::Range;

/// The columns of some rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// The column of the form at each place.
    pub order: Vec<usize>,
    /// Cells right of the last column that no form has.
    pub spare: usize,
}

impl Head {
    /// The columns as the form prints them.
    pub fn printed(n: usize) -> Head {
        Head {
            order: (0..n).collect(),
            spare: 0,
        }
    }

    /// Whether they stand as the form prints them.
    pub fn is_printed(&self, n: usize) -> bool {
        self.order.len() == n
            && self
                .order
                .iter()
                .enumerate()
                .all(|(at, &column)| at == column)
    }

    /// An equation of the form between the places at which its cells stand.
    pub fn stood(&self, rule: &Inner) -> Inner {
        rule.moved(|column| self.order.iter().position(|&other| other == column))
    }

    /// What stands at each place, column by column of the form; nothing does in one that is lacking.
    pub fn to_form(&self, way: &[Slot], n: usize) -> Vec<Slot> {
        let mut of_form = vec![Slot::Lost; n];
        for (&column, slot) in self.order.iter().zip(way) {
            of_form[column] = slot.clone();
        }
        of_form
    }

    /// Whether a way leaves nothing out but the columns that are lacking.
    pub fn is_whole(&self, way: &[Slot]) -> bool {
        self.order.iter().all(|&column| way[column] != Slot::Lost)
    }

    /// The values of a group without those right of the last column.
    pub fn kept<'a>(&self, flow: &Flow, group: &'a Group) -> Cow<'a, Group> {
        let n = self.order.len();
        let last = group.values.last().map_or(0, |last| last + 1);
        let empty = |&i: &usize| flow.items[i].text.is_empty();
        let leading = group.values.iter().take_while(|i| empty(i)).count();
        // What merged cells left behind a row is none of its cells.
        let behind = group.values.get(leading + n + self.spare..);
        let end = match group.grid {
            true if behind.is_some_and(|rest| !rest.is_empty() && rest.iter().all(empty)) => {
                group.values[leading + n + self.spare - 1] + 1
            }
            true => flow.row_of(group.values[0]).end,
            // Without borders, only where all of them are there.
            false if group.filled(flow).count() == n + self.spare => last,
            false => return Cow::Borrowed(group),
        };
        let within = |&&value: &&usize| value + self.spare < end;
        let kept: Vec<usize> = group.values.iter().filter(within).copied().collect();
        if self.spare == 0 || kept.len() < n || kept.len() == group.values.len() {
            return Cow::Borrowed(group);
        }
        Cow::Owned(Group {
            values: kept,
            ..group.clone()
        })
    }

    /// Learns from the items of a head; `most` is how many values the rows below it have at
    /// most.
    pub fn learn(
        flow: &Flow,
        items: Range<usize>,
        form: &TableForm,
        columns: &'static [Column],
        heads: &HeadLabels,
        most: usize,
    ) -> Head {
        let once = form.table.shape == Shape::Matrix;
        let met = met(flow, items.clone(), columns, heads, once);
        if form.table.shape == Shape::Strip {
            #[cfg(feature = "office")]
            let laid = |item: usize| matches!(flow.items[item].at, Place::Page { .. });
            // Without the readers of files nothing has a place on a page.
            #[cfg(not(feature = "office"))]
            let laid = |_: usize| false;
            if met.first().is_some_and(|&(_, item)| laid(item)) {
                return Head::printed(form.cells().count());
            }
            return blocks(flow, items, form, &met).unwrap_or(Head::printed(form.cells().count()));
        }
        let n = columns.len();
        let mut order: Vec<usize> = Vec::new();
        // Where the columns below a label that covers several come.
        let cover = met.iter().position(|&(column, _)| column == n);
        let below = |column: usize| cover.is_some() && column > 0 && column + 1 < n;
        for (at, &(column, _)) in met.iter().enumerate() {
            if Some(at) == cover {
                let covered = met.iter().map(|&(column, _)| column);
                order.extend(covered.filter(|&column| below(column) && column < n));
            } else if !below(column) && column < n {
                order.push(column);
            }
        }
        // Where they are in several rows of cells, only places tell which comes first.
        let row = |column: usize| {
            let at = met.iter().find(|&&(other, _)| other == column)?;
            (flow.items[at.1].kind != RowKind::Line).then(|| flow.items[at.1].row)
        };
        let rows = [row(0), row(n - 1), row(n)];
        let mut rows = rows.iter().flatten();
        let level = rows
            .next()
            .is_none_or(|first| rows.all(|other| other == first));
        let placed = met.iter().filter(|(column, _)| *column < n);
        let placed = placed.map(|&(column, item)| Some((place(flow, item)?, column)));
        if let Some(mut across) = placed.collect::<Option<Vec<(usize, usize)>>>() {
            sort_pairs(&mut across);
            if !level && across.windows(2).all(|pair| pair[0].0 < pair[1].0) {
                order = across.into_iter().map(|(_, column)| column).collect();
            }
        }
        let last = met.iter().any(|&(column, _)| column + 1 == n);
        let (spare, others) = foreign(flow, items, &met, heads);
        // A text that nobody knows may be the label of a column, misspelt.
        let known = spare + others == 0 && last && order.len() > 2;
        let lacking = known && order.len() + 3 >= n && most == order.len();
        match order.len() == n {
            true => Head { order, spare },
            false if lacking => Head { order, spare },
            false => Head::printed(n),
        }
    }
}

/// The columns whose labels are met, each once, with the item that holds it; the label that covers
/// several counts as one beyond the last. A line counts where it is nothing but labels.
fn met(
    flow: &Flow,
    items: Range<usize>,
    columns: &'static [Column],
    heads: &HeadLabels,
    once: bool,
) -> Vec<(usize, usize)> {
    let covers = heads.covers.iter().map(|key| (key.as_str(), columns.len()));
    let labels = heads.of_columns(columns).iter();
    let labels = covers.chain(labels.map(|label| (label.key.as_str(), label.column)));
    let mut met: Vec<(usize, usize)> = Vec::new();
    // A label may be cut over lines: how it began on the line before.
    let mut begun = String::new();
    for at in items {
        let item = &flow.items[at];
        let line = item.kind == RowKind::Line;
        let text = std::mem::take(&mut begun) + &key(&item.text);
        let mut rest = &*text;
        if !heads.above.is_empty()
            && let Some(behind) = text.split(&*heads.above).skip(1).last()
        {
            rest = behind;
        }
        let mut own: Vec<(usize, usize)> = Vec::new();
        while !rest.is_empty() {
            let goes_on =
                |(label, _): (&str, usize)| label.len() > rest.len() && label.starts_with(rest);
            if line
                && labels.clone().any(goes_on)
                && !labels.clone().any(|(label, _)| label == rest)
            {
                begun.push_str(rest);
                rest = "";
                break;
            }
            let begins = |(label, _): &(&str, usize)| begins_with(rest, label);
            let longest = labels.clone().filter(begins);
            let longest = longest.max_by_key(|(label, _)| label.len());
            if let Some((label, column)) = longest {
                own.push((column, at));
                rest = &rest[label.len()..];
            } else if let Some(label) = heads.longest(rest) {
                rest = &rest[label.len()..];
            } else {
                break;
            }
        }
        // In a cell a note may follow a label, but hardly one of two characters: 合计校验.
        let noted = !line && own.len() == 1 && text.len() - rest.len() > 6;
        // Where nothing parts a head from the first label below it, it has all columns, one after the other.
        let named = |column: usize| own.iter().any(|&(other, _)| other == column);
        let whole = once && (0..columns.len()).all(named);
        if rest.is_empty() || noted || whole {
            met.extend(own);
        }
    }
    if once {
        let mut seen = vec![false; columns.len() + 1];
        met.retain(|&(column, _)| !std::mem::replace(&mut seen[column], true));
    }
    met
}

/// Whether a key begins with another; most differ in the last byte of their first character.
fn begins_with(key: &str, start: &str) -> bool {
    key.as_bytes().get(2) == start.as_bytes().get(2) && key.starts_with(start)
}

/// How far right a cell of a head stands; none for a line of text.
fn place(flow: &Flow, item: usize) -> Option<usize> {
    match flow.items[item].at {
        _ if flow.items[item].kind == RowKind::Line => None,
        Place::Cell { column, .. } => Some(column as usize),
        Place::Span { .. } => Some(item - flow.row_of(item).start),
        #[cfg(feature = "office")]
        Place::Page { x, width, .. } => usize::try_from(2 * x + width).ok(),
    }
}

/// Texts in the cells of a head that the form does not print there: those right of all that it does, and
/// others.
fn foreign(
    flow: &Flow,
    items: Range<usize>,
    met: &[(usize, usize)],
    heads: &HeadLabels,
) -> (usize, usize) {
    let (mut spare, mut others) = (0, 0);
    // The row in which something of the form was met last.
    let mut after = None;
    for at in items {
        let item = &flow.items[at];
        let text = key(&item.text);
        let known = met.iter().any(|&(_, of)| of == at)
            || !heads.above.is_empty() && text.ends_with(&heads.above);
        if item.kind == RowKind::Line || text.is_empty() {
            // Of a line that is short, part of a label.
            others += usize::from(!known && !text.is_empty() && text.chars().count() < 8);
            continue;
        }
        let first = || at == flow.row_of(at).start || text.contains("勾稽");
        if known {
            after = Some(item.row);
        } else if after == Some(item.row) {
            spare += 1;
        } else if !first() {
            others += 1;
        }
    }
    (spare, others)
}

/// The cells of a strip, block by block: a row of the form each.
fn blocks(
    flow: &Flow,
    items: Range<usize>,
    form: &TableForm,
    met: &[(usize, usize)],
) -> Option<Head> {
    let columns = form.row(0).columns.len();
    let first = |name: &str| {
        let mut cells = items.clone();
        let name = key(name);
        let cell =
            |&at: &usize| flow.items[at].kind != RowKind::Line && key(&flow.items[at].text) == name;
        cells.find(cell)
    };
    // Of each block, the label on the first printed line, which may be that of several, and its own.
    let mut covered = 0;
    let mut tops: Vec<(&str, usize)> = Vec::new();
    let printed = form.lines.first().map_or(&[][..], |line| match line {
        Line::Head(labels) => labels,
        _ => &[],
    });
    for label in printed {
        covered += usize::from(label.columns);
        while tops.len() * columns < covered {
            tops.push((label.text, usize::from(label.columns)));
        }
    }
    let names: Vec<&str> = form.rows().map(|row| row.name).collect();
    if tops.len() != names.len() {
        return None;
    }
    // Blocks stand as printed unless their labels are found in another order.
    let mut blocks: Vec<usize> = (0..names.len()).collect();
    let found = |one: usize, other: usize, name: &dyn Fn(usize) -> Option<usize>| {
        let (one, other) = (name(one), name(other));
        one.is_some() && other.is_some() && other < one
    };
    let own = |block: usize| first(names[block]);
    let top = |block: usize| first(tops[block].0);
    for _ in 1..blocks.len() {
        for at in 1..blocks.len() {
            let (before, after) = (blocks[at - 1], blocks[at]);
            let stands_behind = match tops[before].0 == tops[after].0 {
                true => found(before, after, &own),
                false => found(before, after, &top),
            };
            if stands_behind {
                blocks.swap(at - 1, at);
            }
        }
    }
    // In the rows of the head, blocks whose labels are tall come first.
    let tall = |block: &usize| tops[*block].1 == columns;
    let mut printed: Vec<usize> = blocks.iter().copied().filter(tall).collect();
    printed.extend(blocks.iter().copied().filter(|block| !tall(block)));
    let mut order = Vec::new();
    let met: Vec<usize> = met.iter().map(|&(column, _)| column).collect();
    let whole = met.len() == names.len() * columns;
    for &block in &blocks {
        let at = printed.iter().position(|&other| other == block)?;
        let own = met.get(at * columns..(at + 1) * columns);
        let mut own = own
            .filter(|_| whole)
            .map_or((0..columns).collect(), <[usize]>::to_vec);
        if distinct(own.clone()).len() != columns || own.iter().any(|&at| at >= columns) {
            own = (0..columns).collect();
        }
        order.extend(own.into_iter().map(|column| block * columns + column));
    }
    Some(Head { order, spare: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Forms;

    #[test]
    fn heads_are_known_by_what_the_form_prints() {
        for edition in Forms::default().editions() {
            for form in edition.tables {
                let heads = HeadLabels::of(form);
                let others: Vec<&str> = heads.others.iter().map(String::as_str).collect();
                match form.table.shape {
                    Shape::Fields => assert!(others.iter().all(|&label| label == "信息内容")),
                    Shape::Matrix => {
                        assert_eq!(heads.above, "申请人情况");
                        assert_eq!(heads.covers.as_deref(), Some("法人或其他组织"));
                    }
                    Shape::Strip => {
                        let labels = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"];
                        assert_eq!(others, labels);
                    }
                }
            }
        }
    }
}
