//! What the texts of a head say, one by one.

use super::beside::HeadLabels;
use super::flow::Flow;
use crate::document::RowKind;
use crate::form::Column;
use crate::language::FIRST;
use crate::place::Place;
use crate::text::key;
use std::ops::Range;

/// What a text of a head says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum HeadToken {
    /// A column of the form.
    Column(usize),
    /// A label over several.
    Cover,
    /// What stands above all columns.
    Above,
    /// Something that the form does not print there.
    Other,
}

/// The columns whose labels are met, each once, with the item that holds it; the label that covers
/// several counts as one beyond the last.
pub(super) fn met(tokens: &[(HeadToken, usize)], n: usize, once: bool) -> Vec<(usize, usize)> {
    let column = |&(token, item): &(HeadToken, usize)| match token {
        HeadToken::Column(column) => Some((column, item)),
        HeadToken::Cover => Some((n, item)),
        _ => None,
    };
    let mut met: Vec<(usize, usize)> = tokens.iter().filter_map(column).collect();
    if once {
        let mut seen = vec![false; n + 1];
        met.retain(|&(column, _)| !std::mem::replace(&mut seen[column], true));
    }
    met
}

/// Characters of a line of labels that may be none of the form's.
const STRANGE: usize = 8;

/// What the texts of a head say, each with the item that holds it. A line counts where it is nothing but
/// labels, or three of them and something short beside or between them, or behind a note.
pub(super) fn tokens(
    flow: &Flow,
    items: Range<usize>,
    columns: &'static [Column],
    heads: &HeadLabels,
    once: bool,
) -> Vec<(HeadToken, usize)> {
    let covers = heads
        .covers
        .iter()
        .map(|key| (key.as_str(), HeadToken::Cover));
    let labels = heads.of_columns(columns).iter();
    let labels =
        covers.chain(labels.map(|label| (label.key.as_str(), HeadToken::Column(label.column))));
    let mut tokens: Vec<(HeadToken, usize)> = Vec::new();
    // A label may be cut over lines: how it began on the line before.
    let mut begun = String::new();
    for at in items {
        let item = &flow.items[at];
        let line = item.kind == RowKind::Line;
        let text = std::mem::take(&mut begun) + &key(&item.text);
        let mut rest = &*text;
        let mut own: Vec<(HeadToken, usize)> = Vec::new();
        if !heads.above.is_empty()
            && let Some(behind) = text.split(&*heads.above).skip(1).last()
        {
            rest = behind;
            tokens.push((HeadToken::Above, at));
        }
        if line && once && !FIRST {
            rest = behind_note(rest, labels.clone());
        }
        // How many characters of a line are no label's, in all and behind the last.
        let (mut strange, mut run) = (0, 0);
        while !rest.is_empty() {
            let goes_on =
                |(label, _): (&str, HeadToken)| label.len() > rest.len() && label.starts_with(rest);
            if line
                && labels.clone().any(goes_on)
                && !labels.clone().any(|(label, _)| label == rest)
            {
                begun.push_str(rest);
                rest = "";
                break;
            }
            let begins = |(label, _): &(&str, HeadToken)| begins_with(rest, label);
            let longest = labels.clone().filter(begins);
            let longest = longest.max_by_key(|(label, _)| label.len());
            if let Some((label, token)) = longest {
                if std::mem::take(&mut run) > 0 {
                    own.push((HeadToken::Other, at));
                }
                own.push((token, at));
                rest = &rest[label.len()..];
            } else if let Some(label) = heads.longest(rest) {
                rest = &rest[label.len()..];
            } else if let Some(c) = rest.chars().next()
                && line
                && once
                && strange < STRANGE
                && !c.is_ascii_digit()
            {
                (strange, run) = (strange + 1, run + 1);
                rest = &rest[c.len_utf8()..];
            } else {
                break;
            }
        }
        if rest.is_empty() && run > 0 {
            own.push((HeadToken::Other, at));
        }
        let known = own.iter().filter(|own| own.0 != HeadToken::Other).count();
        // In a cell a note may follow a label, but hardly one of two characters: 合计校验.
        let noted = !line && own.len() == 1 && text.len() - rest.len() > 6;
        // Where nothing parts a head from the first label below it, it has all columns, one after the other.
        let named = |column: usize| {
            own.iter()
                .any(|&(other, _)| other == HeadToken::Column(column))
        };
        let whole = once && (0..columns.len()).all(named);
        // 法人或其他组织－商业企业.
        if own.len() == 2 && own[0].0 == HeadToken::Cover {
            own.remove(0);
        }
        if rest.is_empty() && (strange == 0 || known > 2) || noted || whole {
            tokens.extend(own);
        }
        let short = !line || text.chars().count() < 8;
        let value = item.is_value() && !item.is_blank();
        if tokens.last().is_none_or(|last| last.1 != at) && begun.is_empty() && short && !value {
            tokens.push((HeadToken::Other, at));
        }
    }
    tokens
}

/// What stands behind a note that a line of labels begins with: three labels and more, and nothing else; the whole
/// line where there is no such note.
fn behind_note<'t, 'k>(
    line: &'t str,
    labels: impl Iterator<Item = (&'k str, HeadToken)> + Clone,
) -> &'t str {
    let all = |mut rest: &str| {
        let mut count = 0;
        while !rest.is_empty() {
            let begins = labels.clone().map(|(label, _)| label);
            let longest = begins
                .filter(|label| begins_with(rest, label))
                .max_by_key(|label| label.len())?;
            rest = &rest[longest.len()..];
            count += 1;
        }
        Some(count)
    };
    // What is short may be a label that nobody knows.
    let mut ends = line.char_indices().enumerate();
    let behind = ends.find(|&(_, (at, _))| all(&line[at..]).is_some_and(|count| count > 2));
    let behind = behind.filter(|&(before, _)| before > STRANGE);
    behind.map_or(line, |(_, (at, _))| &line[at..])
}

/// Whether a key begins with another; most differ in the last byte of their first character.
fn begins_with(key: &str, start: &str) -> bool {
    key.as_bytes().get(2) == start.as_bytes().get(2) && key.starts_with(start)
}

/// How far right a cell of a head stands; none for a line of text.
pub(super) fn place(flow: &Flow, item: usize) -> Option<usize> {
    match flow.items[item].at {
        _ if flow.items[item].kind == RowKind::Line => None,
        Place::Cell { column, .. } => Some(column as usize),
        Place::Span { .. } => Some(item - flow.row_of(item).start),
        #[cfg(any(feature = "office", feature = "scan"))]
        Place::Page { x, width, .. } => usize::try_from(2 * x + width).ok(),
    }
}

/// Texts in the cells of a head that the form does not print there: those right of all that it does, and
/// others.
pub(super) fn foreign(
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
            let begun = met.first().is_some_and(|&(_, first)| first < at);
            others += usize::from(begun && !known && !text.is_empty() && text.chars().count() < 8);
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
