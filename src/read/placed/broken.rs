//! Rows that a page break cut in two.
//!
//! Word processors break a row wherever the page ends: what is left of a label, and of a number that
//! took two lines, goes to the next page, in boxes of its own below the repeated head. A row that
//! tells nothing of its own is joined to the last row of the page before.

use super::Block;
use super::frame::BoxedLines;
use super::grid::NEAR;
use super::table::RuledTable;

/// Lines that may stand between a table and the edge of its page: running heads and feet.
const RUNNING: usize = 3;
/// Rows at most of a head.
const HEAD: usize = 6;

/// The blocks of the last page, held back until the next is known.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    held: Vec<Block>,
    /// The texts of the first rows of the table that the held page ends with, on the page it began.
    head: Vec<Vec<String>>,
}

impl Breaks {
    /// Takes the blocks of a page and gives those of the page before.
    pub fn next(&mut self, mut blocks: Vec<Block>) -> Vec<Block> {
        let above = edge(self.held.iter_mut().rev());
        let below = edge(blocks.iter_mut());
        if let (Some(above), Some(below)) = (above, below) {
            below.join_to(above, &self.head);
        }
        // A table that fills a page whole has the head of the one before.
        let goes_on = blocks
            .iter()
            .filter(|block| matches!(block, Block::Table(_)))
            .count()
            == 1
            && !self.head.is_empty()
            && edge(blocks.iter_mut()).is_some_and(|table| repeats(table, &self.head) > 0);
        if !goes_on {
            self.head = edge(blocks.iter_mut().rev())
                .map(|table| head(table))
                .unwrap_or_default();
        }
        std::mem::replace(&mut self.held, blocks)
    }

    /// The blocks of the last page.
    pub fn end(self) -> Vec<Block> {
        self.held
    }
}

/// The table nearest to an edge of the page, if little stands between.
fn edge<'a>(blocks: impl Iterator<Item = &'a mut Block>) -> Option<&'a mut RuledTable> {
    blocks.take(RUNNING + 1).find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    })
}

fn texts(row: &[BoxedLines]) -> Vec<String> {
    row.iter().map(|frame| frame.text(0)).collect()
}

fn head(table: &RuledTable) -> Vec<Vec<String>> {
    table.rows.iter().take(HEAD).map(|row| texts(row)).collect()
}

/// How many rows a table begins with that are a head said before.
fn repeats(table: &RuledTable, head: &[Vec<String>]) -> usize {
    let same = |(row, said): &(&Vec<BoxedLines>, &Vec<String>)| texts(row) == **said;
    table.rows.iter().zip(head).take_while(same).count()
}

impl RuledTable {
    /// Gives what its first row below the head holds to the last row of the table above, if it only
    /// goes on with that.
    fn join_to(&mut self, above: &mut RuledTable, head: &[Vec<String>]) {
        let first = repeats(self, head);
        let (Some(rest), Some(row)) = (self.rows.get_mut(first), above.rows.last_mut()) else {
            return;
        };
        let Some(pairs) = pairs(row, rest, above.margin) else {
            return;
        };
        for (index, other) in pairs {
            row[index].rest = std::mem::take(&mut rest[other].lines);
        }
        if rest.iter().all(BoxedLines::is_empty) {
            self.rows.remove(first);
        }
    }
}

/// Whether two boxes stand in one column.
fn same_column(one: &BoxedLines, other: &BoxedLines) -> bool {
    let (a, b) = (one.area, other.area);
    (a.x0 - b.x0).abs() <= NEAR && (a.x1 - b.x1).abs() <= NEAR
}

/// The label alone that went to the next page, where its numbers stayed.
fn label_alone(row: &[BoxedLines], rest: &[BoxedLines]) -> Option<(usize, usize)> {
    let next = rest.iter().rposition(|frame| !frame.is_empty())?;
    let label = row
        .iter()
        .position(|frame| same_column(frame, &rest[next]))?;
    let numbers = &row[label + 1..];
    let stayed = numbers.iter().any(|frame| !frame.is_empty())
        && numbers.iter().all(BoxedLines::is_number)
        && numbers.len() == rest.len() - next - 1;
    (stayed && row[label].is_empty() && !rest[next].is_number()).then_some((label, next))
}

/// The boxes of a row and those of the rest of it that go together, or nothing if the second is a row
/// of its own.
fn pairs(row: &[BoxedLines], rest: &[BoxedLines], margin: i32) -> Option<Vec<(usize, usize)>> {
    if let Some(pair) = label_alone(row, rest) {
        return Some(vec![pair]);
    }
    let numbers = row.iter().rev().take_while(|frame| frame.is_number());
    let first = row.len() - numbers.count();
    let mut pairs = Vec::new();
    for (index, above) in row.iter().enumerate().skip(first) {
        let other = rest.iter().position(|frame| same_column(above, frame))?;
        if !rest[other].is_number() {
            return None;
        }
        pairs.push((index, other));
    }
    let &(_, other) = pairs.first()?;
    if pairs.iter().all(|&(_, other)| rest[other].is_empty()) {
        return None;
    }
    let full = |index: usize, characters| {
        let last = row[index].lines.last();
        last.is_some_and(|line| row[index].has_no_room(line, characters, margin))
    };
    let two = |&(index, other): &(usize, usize)| !row[index].is_empty() && !rest[other].is_empty();
    let whole = |&(index, other): &(usize, usize)| {
        row[index].is_empty() || rest[other].is_empty() || full(index, 1)
    };
    let labels = first.checked_sub(1).zip(other.checked_sub(1));
    // A code before its label is that of a row of its own.
    let is_code = |frame: &BoxedLines| {
        let text = frame.text(0);
        text.contains(|c: char| c.is_ascii_digit()) && !text.contains(crate::text::is_ideograph)
    };
    if labels.is_some_and(|(_, next)| rest[..next].iter().any(is_code)) {
        return None;
    }
    match labels {
        Some((label, next)) if !rest[next].is_empty() => {
            // Punctuation may have kept a character from the line.
            let goes_on = full(label, 2) && !is_numbered(&rest[next].text(0));
            (goes_on && pairs.iter().all(whole)).then(|| {
                pairs.push((label, next));
                pairs
            })
        }
        // Without a label a row is what is left of one, unless it has a number for every column.
        Some(_) => (!pairs.iter().all(two) || pairs.iter().all(whole)).then_some(pairs),
        None => Some(pairs),
    }
}

/// Whether a label begins as those of the form do: 一、 （一） 1.
fn is_numbered(label: &str) -> bool {
    let number = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    let bare = label.trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(number);
    rest.len() < bare.len() && rest.starts_with(['、', '.', '．', '）', ')', '，'])
}
