//! Tables of a single line: which of the groups that stand there is the line, and what other lines say.

use super::beside::HeadLabels;
use super::flow::Flow;
use super::group::{Group, digits, is_run_together};
use crate::language::FIRST;
use crate::text::key;
use std::ops::Range;

/// Leaves out the rows of other tables that happen to be as wide: those below a wide row that is neither the table's
/// own line nor has a label of its head. The first line is always its own.
pub(super) fn own_lines(flow: &Flow, groups: &mut Vec<Group>, heads: &HeadLabels, width: usize) {
    let mut own: Option<Range<usize>> = None;
    groups.retain(|group| {
        if group.values.len() < width {
            return true;
        }
        let row = flow.row_of(group.values[0]);
        let above = row.start.checked_sub(1).map(|last| flow.row_of(last));
        let foreign = own.as_ref().is_some_and(|own| {
            let wide = above.filter(|above| above.len() > width / 2);
            wide.is_some_and(|above| above != *own && !is_labelled(flow, heads, &above))
        });
        if !foreign {
            own = Some(row);
        }
        !foreign
    });
}

/// Further single lines that say something else than the first.
pub(super) fn second_line(flow: &Flow, groups: &[Group], width: usize) -> Vec<(usize, Group)> {
    let full = |group: &&Group| group.values.len() >= width && group.filled(flow).next().is_some();
    let mut lines = groups.iter().filter(full);
    if FIRST {
        if lines.nth(1).is_some() {
            flow.leave();
        }
        return Vec::new();
    }
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let others = lines.filter(|line| !line.says_what(first, flow));
    others.map(|line| (0, line.clone())).collect()
}

/// Whether a line is blank right below a head, and another is filled: the form stands there once more.
pub(super) fn has_unfilled(
    flow: &Flow,
    groups: &[Group],
    heads: &HeadLabels,
    width: usize,
) -> bool {
    let wide = || groups.iter().filter(|group| group.values.len() >= width);
    let filled = |group: &Group| group.filled(flow).next().is_some();
    let below_head = |group: &Group| {
        let row = flow.row_of(group.values[0]);
        let above = row.start.checked_sub(1).map(|last| flow.row_of(last));
        above.is_some_and(|above| is_labelled(flow, heads, &above))
    };
    wide().any(filled) && wide().any(|group| group.grid && !filled(group) && below_head(group))
}

/// Whether a row has a label of the table's head.
fn is_labelled(flow: &Flow, heads: &HeadLabels, row: &Range<usize>) -> bool {
    let mut texts = flow.items[row.clone()].iter().map(|item| key(&item.text));
    texts.any(|text| heads.printed().any(|label| *label == text))
}

/// The values of a single line: the group that has all of them, else all that stand there in order. `block` is
/// how many of them stand below a label of their own.
pub(super) fn single_line(
    flow: &Flow,
    groups: &[Group],
    width: usize,
    block: usize,
) -> Option<Group> {
    let filled: Vec<&Group> = groups
        .iter()
        .filter(|g| g.filled(flow).next().is_some())
        .collect();
    // Digits count where nothing separates them: long numbers of one block are not the whole line.
    let near = |group: &&&Group| {
        let glued = || group.filled(flow).count() == 1 || is_run_together(flow, group);
        let digits = || group.filled(flow).map(|i| digits(&flow.items[i]));
        group.values.len() >= width - 2 || digits().sum::<usize>() >= width && glued()
    };
    if let Some(group) = filled.iter().find(near) {
        return Some((*group).clone());
    }
    // A line of blanks is the table where what numbers stand there are no line: those of a note below.
    let numbers: usize = filled.iter().map(|g| g.filled(flow).count()).sum();
    let blank = groups.iter().find(|g| {
        let signs = g.values.iter().all(|&i| !flow.items[i].text.is_empty());
        g.values.len() >= width && (signs || numbers < width - 2)
    });
    if blank.is_some() {
        return blank.cloned();
    }
    filled.first()?;
    // Of blocks one below the other a blank one is one as well.
    let blocks = groups.iter().all(|g| g.values.len() == block) && groups.len() * block == width;
    let parts: Vec<&Group> = match blocks {
        true => groups.iter().collect(),
        false => filled,
    };
    let mut whole = parts[0].clone();
    // Each has its own label before it and is as wide as it has to be: none stands beside its place.
    whole.tabbed &= !blocks;
    for group in &parts[1..] {
        if whole.values.len() >= width {
            break;
        }
        // What goes on right behind, or block by block; with other words between, it is another line.
        let on = whole
            .values
            .last()
            .is_some_and(|last| last + 1 == group.values[0]);
        if !on
            && [&whole, group]
                .iter()
                .any(|part| !part.values.len().is_multiple_of(block))
        {
            break;
        }
        whole.values.extend(&group.values);
    }
    Some(whole)
}
