//! The columns of a matrix from left to right, as its head names them.
//!
//! A head is one row that names every column, or rows in which a label over several (法人或其他组织) stands
//! for those below it. A text among the labels that no form has is a column too: its values are no cells of
//! the table (a check, last year's numbers), and must not be counted as any. Labels that stand one a line are
//! taken for a row. What stands right of the last label, in whichever row of the head, heads a column right of it:
//! only where the rows of the head stand one below the other, which pasted rows without the blanks of their
//! merged cells do not. Which texts left of the first
//! label head columns of values, and which the labels of rows, only the rows tell.

use super::flow::Flow;
use super::tokens::{HeadToken, place};
use crate::document::RowKind;
use crate::text::key;

/// The columns that a head names.
#[derive(Debug, Default)]
pub(super) struct HeadColumns {
    /// From the first that is the form's: its number, or the text that heads one that the form has not.
    pub cells: Vec<Result<usize, usize>>,
    /// Texts left of the first.
    pub before: Vec<usize>,
}

/// A label of a head, with its item in the flow.
type Label = (HeadToken, usize);

/// The labels of a head.
#[derive(Clone, Copy)]
struct HeadLabels<'h> {
    flow: &'h Flow<'h>,
    labels: &'h [Label],
    /// The columns that the form has.
    n: usize,
}

impl HeadColumns {
    /// Reads them from the tokens of a head, each with its item; none where the head does not tell.
    pub fn read(flow: &Flow, tokens: &[(HeadToken, usize)], n: usize) -> Option<HeadColumns> {
        let head = HeadLabels {
            flow,
            labels: tokens,
            n,
        };
        let first = tokens.iter().position(|label| column(label).is_some())?;
        let leaves = head.leaves(first)?;
        let mut columns = HeadColumns::default();
        for label in &leaves {
            match label.0 {
                HeadToken::Column(column) => columns.cells.push(Ok(column)),
                HeadToken::Other if columns.cells.is_empty() => columns.before.push(label.1),
                HeadToken::Other => columns.cells.push(Err(label.1)),
                _ => {}
            }
        }
        // What stands beside the text above all columns stands beside them all.
        if let Some(above) = head.first(HeadToken::Above).filter(|&at| at < first) {
            columns.take_beside(head, above, &leaves);
        }
        let most = head.named(tokens);
        let cells = columns.cells.iter().flatten();
        (head.named(&leaves) == most && cells.count() == most).then_some(columns)
    }

    /// Takes the texts of the row of what stands above all columns that do not stand among the lowest labels.
    fn take_beside(&mut self, head: HeadLabels, above: usize, leaves: &[Label]) {
        let flow = head.flow;
        let texts: Vec<_> = leaves.iter().map(|label| head.key(label)).collect();
        let beside = |label: &&Label| {
            label.0 == HeadToken::Other
                && head.row(label) == head.row(&head.labels[above])
                && !texts.contains(&head.key(label))
                && !head.key(label).is_empty()
        };
        // Over a blank cell of a lower row it heads the same column.
        for label in head.labels[above..].iter().filter(beside) {
            let at = place(flow, label.1);
            let same = |cell: &Result<usize, usize>| {
                cell.is_err_and(|item| {
                    flow.items[item].text.is_empty() && at.is_some() && place(flow, item) == at
                })
            };
            match self.cells.iter().position(same) {
                Some(cell) => self.cells[cell] = Err(label.1),
                None => self.cells.push(Err(label.1)),
            }
        }
        let before = head.labels[..above].iter().filter(beside);
        self.before.splice(0..0, before.map(|label| label.1));
    }
}

/// The column of the form that a label names.
fn column(label: &Label) -> Option<usize> {
    match label.0 {
        HeadToken::Column(column) => Some(column),
        _ => None,
    }
}

impl HeadLabels<'_> {
    fn row(self, label: &Label) -> usize {
        self.flow.items[label.1].row
    }

    fn key(self, label: &Label) -> String {
        key(&self.flow.items[label.1].text)
    }

    fn is_blank(self, label: &Label) -> bool {
        self.flow.items[label.1].text.is_empty()
    }

    fn is_line(self, label: &Label) -> bool {
        self.flow.items[label.1].kind == RowKind::Line
    }

    fn first(self, wanted: HeadToken) -> Option<usize> {
        self.labels.iter().position(|label| label.0 == wanted)
    }

    /// How many of the form's columns some labels name.
    fn named(self, labels: &[Label]) -> usize {
        let has = |&at: &usize| labels.iter().any(|label| column(label) == Some(at));
        (0..self.n).filter(has).count()
    }

    /// The lowest labels from left to right, those that head one column each; `first` is the first of the form's.
    fn leaves(self, first: usize) -> Option<Vec<Label>> {
        let most = self.named(self.labels);
        let mut rows = self
            .labels
            .chunk_by(|a, b| self.row(a) == self.row(b))
            .rev();
        let nested = |row: &[Label]| row.iter().any(|label| label.0 == HeadToken::Cover);
        let whole = rows.find(|row| most > 1 && self.named(row) == most && !nested(row));
        if let Some(whole) = whole {
            return Some(whole.to_vec());
        }
        let Some(cover) = self.first(HeadToken::Cover) else {
            // One a line, without a label over several.
            let mut known = self.labels.iter().filter(|label| column(label).is_some());
            let listed = most + 1 >= self.n && known.all(|label| self.is_line(label));
            return listed.then(|| self.labels.to_vec());
        };
        self.leaves_below(cover, first)
    }

    /// The lowest labels where one covers several: it gives way to those below it.
    fn leaves_below(self, cover: usize, first: usize) -> Option<Vec<Label>> {
        let labels = self.labels;
        let line = self.is_line(&labels[cover]);
        let row = self.row(&labels[cover]);
        let above = self.first(HeadToken::Above);
        let from = match line {
            true => above.map_or(0, |above| above + 1),
            false => labels.iter().position(|label| self.row(label) == row)?,
        };
        // Of lines, a text right behind what stands above all may stand beside either.
        if line && above.is_some() && from < first {
            return None;
        }
        let below = |label: &Label| column(label).is_some_and(|at| at > 0 && at + 1 < self.n);
        let known = cover + labels[cover..].iter().position(below)?;
        let (top, sub) = labels.split_at(self.row_of(known, cover));
        let level = |label: &Label| line || self.row(label) == self.row(&sub[0]);
        let other = |label: &Label| label.0 == HeadToken::Other && level(label);
        let inside = |label: &&Label| below(label) || other(label);
        let mut sub: Vec<Label> = sub.iter().filter(inside).copied().collect();
        while sub.last().is_some_and(|label| self.is_blank(label)) {
            sub.pop();
        }
        // Blank cells right of a label that covers several are its own.
        let behind = top[cover + 1..]
            .iter()
            .skip_while(|label| self.is_blank(label))
            .filter(|label| line || self.row(label) == row);
        let mut behind: Vec<Label> = behind.copied().collect();
        // What stands right of all that is beside it is not below it, where the rows tell: not where the
        // labels below begin left of the one that covers them.
        let at = |label: &Label| place(self.flow, label.1);
        let aligned = at(&labels[known]) >= at(&labels[cover]);
        let beside = behind
            .iter()
            .filter(|label| aligned && !self.is_blank(label));
        let edge = beside.filter_map(at).max();
        let inner = |label: &Label| !other(label) || at(label) <= edge;
        let within = sub.iter().rposition(inner).map_or(0, |last| last + 1);
        let beyond = match edge {
            Some(_) => sub.split_off(within),
            None => Vec::new(),
        };
        if let Some(first) = beyond.first() {
            behind.retain(|label| !self.is_blank(label) || at(label) < at(first));
        }
        Some([&top[from..cover], &sub, &behind, &beyond].concat())
    }

    /// Where the row begins in which a label below another stands: with texts that no form has.
    fn row_of(self, known: usize, cover: usize) -> usize {
        let labels = self.labels;
        let mut sub = known;
        let beside = |sub: usize| {
            !self.is_line(&labels[cover])
                && self.row(&labels[sub - 1]) == self.row(&labels[sub])
                && !self.is_blank(&labels[sub - 1])
        };
        while self.row(&labels[sub]) != self.row(&labels[cover]) && beside(sub) {
            sub -= 1;
        }
        sub
    }
}
