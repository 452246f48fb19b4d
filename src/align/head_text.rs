//! The labels of a head as they stand there: which columns they name, in which order, and what stands among them.

use super::beside::HeadLabels;
use super::columns::HeadColumns;
use super::fill::{counts, tallying};
use super::flow::Flow;
use super::group::Group;
use super::tokens::{HeadToken, foreign, met, place, tokens};
use crate::document::RowKind;
use crate::form::Column;
use crate::sorted::sort_pairs;
use std::ops::Range;

/// What columns are called that stand beside those of a form: a count of its rows, another year, a share, a check.
const BESIDE: [&str; 14] = [
    "行次", "序号", "编号", "上年", "去年", "同期", "同比", "环比", "增减", "占比", "比例", "比重",
    "差额", "校验",
];

/// A head that is being read, and the rows below it.
pub(super) struct HeadText<'a> {
    flow: &'a Flow<'a>,
    items: Range<usize>,
    heads: &'a HeadLabels,
    groups: &'a [&'a Group],
    /// How many columns the form has.
    n: usize,
    /// Whether a label names one column, wherever it stands again.
    once: bool,
    tokens: Vec<(HeadToken, usize)>,
    /// How many of these are above what the label of the first row says.
    own: usize,
    /// The columns that are met, each with the item that names it; `n` is the label over several.
    pub met: Vec<(usize, usize)>,
    /// How many values the rows have at most, and most of them.
    most: usize,
    usual: usize,
}

impl<'a> HeadText<'a> {
    pub fn of(
        flow: &'a Flow<'a>,
        items: Range<usize>,
        columns: &'static [Column],
        heads: &'a HeadLabels,
        groups: &'a [&'a Group],
        once: bool,
    ) -> HeadText<'a> {
        let n = columns.len();
        let tokens = tokens(flow, items.clone(), columns, heads, once);
        // What the label of the first row says is none of it.
        let last = items.end.checked_sub(1);
        let last = last.map_or(0, |last| match flow.items[last].kind {
            RowKind::Line => last,
            _ => flow.row_of(last).start,
        });
        let own = tokens.partition_point(|token| token.1 < last);
        let (most, usual) = counts(flow, groups);
        HeadText {
            met: met(&tokens, n, once),
            flow,
            items,
            heads,
            groups,
            n,
            once,
            tokens,
            own,
            most,
            usual,
        }
    }

    /// The cells of the head, where a text that nobody knows is a column. One a line it is one only where rows have
    /// more values than the form; else it is a label misspelt, or its note.
    pub fn columns(&self) -> Option<HeadColumns> {
        let mut strange = self.tokens.iter().filter(is_strange);
        let narrow = self.usual == self.n || self.most <= self.n;
        let noted = narrow && strange.any(|token| self.is_line(token.1));
        if !self.once || noted {
            return None;
        }
        HeadColumns::read(self.flow, &self.tokens[..self.own], self.n)
    }

    /// The columns in the order in which they stand.
    pub fn order(&self) -> Vec<usize> {
        self.across().unwrap_or_else(|| self.read_on())
    }

    /// As the labels follow each other; those below a label over several stand where that does.
    fn read_on(&self) -> Vec<usize> {
        let n = self.n;
        let mut order: Vec<usize> = Vec::new();
        let cover = self.met.iter().position(|&(column, _)| column == n);
        let below = |column: usize| cover.is_some() && column > 0 && column + 1 < n;
        for (at, &(column, _)) in self.met.iter().enumerate() {
            if Some(at) == cover {
                let covered = self.met.iter().map(|&(column, _)| column);
                order.extend(covered.filter(|&column| below(column) && column < n));
            } else if !below(column) && column < n {
                order.push(column);
            }
        }
        order
    }

    /// By their places, where they are in several rows of cells: only these tell then which comes first.
    fn across(&self) -> Option<Vec<usize>> {
        let (flow, n) = (self.flow, self.n);
        let row = |column: usize| {
            let at = self.met.iter().find(|&&(other, _)| other == column)?;
            (!self.is_line(at.1)).then(|| flow.items[at.1].row)
        };
        let rows = [row(0), row(n - 1), row(n)];
        let mut rows = rows.iter().flatten();
        let first = rows.next()?;
        if rows.all(|other| other == first) {
            return None;
        }
        let placed = self.met.iter().filter(|(column, _)| *column < n);
        let placed = placed.map(|&(column, item)| Some((place(flow, item)?, column)));
        let mut across = placed.collect::<Option<Vec<(usize, usize)>>>()?;
        sort_pairs(&mut across);
        let apart = across.windows(2).all(|pair| pair[0].0 < pair[1].0);
        apart.then(|| across.into_iter().map(|(_, column)| column).collect())
    }

    /// How many cells stand right of the last column, and how many texts of no column among them.
    pub fn foreign(&self, order: &[usize]) -> (usize, usize) {
        let (spare, others) = foreign(self.flow, self.items.clone(), &self.met, self.heads);
        // Rows that end with their total have no cell for what stands right of it.
        if spare > 0 && self.most == self.n && order.len() == self.n {
            let (tallies, all) = self.tallying(order);
            if 2 * tallies > all {
                return (0, others);
            }
        }
        (spare, others)
    }

    /// Whether some of the form's columns are not there at all; `known` where every text is a label.
    pub fn is_lacking(&self, order: &[usize], known: bool) -> bool {
        let (n, most) = (self.n, self.most);
        let last = self.met.iter().any(|&(column, _)| column + 1 == n);
        // A text that nobody knows may be the label of a column, misspelt.
        if known && last && order.len() > 2 && order.len() + 3 >= n && most == order.len() {
            return true;
        }
        // All that there are but the last, one a line, and no row has more.
        let sorted = order.iter().enumerate().all(|(at, &column)| at == column);
        let listed = self.met.iter().all(|&(_, at)| self.is_line(at));
        self.once && listed && sorted && known && order.len() + 1 == n && most <= order.len()
    }

    /// Whether a column of another kind stands among them, and nothing says which cells of a row are its own.
    pub fn is_unclear(&self, order: &[usize]) -> bool {
        // Where every row has one more, sums tell which.
        if !self.once || [self.n, self.n + 1].contains(&self.usual) {
            return false;
        }
        let other = |token: &(HeadToken, usize)| is_strange(&token) && self.is_line(token.1);
        let beside = |token: &(HeadToken, usize)| {
            let text = &self.flow.items[token.1].text;
            other(token) && BESIDE.iter().any(|word| text.contains(word))
        };
        self.tokens.iter().any(beside) || order.len() == self.n && self.is_wider(order, other)
    }

    /// Whether an `other` text stands beside all columns, whatever it is called: none of the form's is left that it
    /// could be.
    fn is_wider(&self, order: &[usize], other: impl Fn(&(HeadToken, usize)) -> bool) -> bool {
        let own = &self.tokens[..self.own];
        let is_column = |token: &(HeadToken, usize)| matches!(token.0, HeadToken::Column(_));
        let Some((first, end)) =
            (own.iter().position(is_column)).zip(own.iter().rposition(is_column))
        else {
            return false;
        };
        let behind = own[first..own.len().min(end + 2)].iter().any(&other);
        let ahead = first.checked_sub(1).is_some_and(|at| other(&own[at]));
        let sums = || {
            let (tallies, all) = self.tallying(order);
            2 * tallies >= all
        };
        behind && self.most > self.n || (behind || ahead) && !sums()
    }

    /// How many rows tally under an order of the columns, of how many that have a total.
    fn tallying(&self, order: &[usize]) -> (usize, usize) {
        let total = order.iter().position(|&column| column + 1 == self.n);
        tallying(
            self.flow,
            self.groups,
            self.n,
            0,
            total.unwrap_or(self.n - 1),
        )
    }

    fn is_line(&self, item: usize) -> bool {
        self.flow.items[item].kind == RowKind::Line
    }
}

fn is_strange(token: &&(HeadToken, usize)) -> bool {
    token.0 == HeadToken::Other
}
