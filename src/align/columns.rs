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

impl HeadColumns {
    /// Reads them from the tokens of a head, each with its item; none where the head does not tell.
    pub fn read(flow: &Flow, tokens: &[(HeadToken, usize)], n: usize) -> Option<HeadColumns> {
        let row = |token: &(HeadToken, usize)| flow.items[token.1].row;
        let of = |token: &(HeadToken, usize)| match token.0 {
            HeadToken::Column(column) => Some(column),
            _ => None,
        };
        let named = |tokens: &[(HeadToken, usize)]| {
            let has = |&column: &usize| tokens.iter().any(|token| of(token) == Some(column));
            (0..n).filter(has).count()
        };
        let blank = |token: &(HeadToken, usize)| flow.items[token.1].text.is_empty();
        let most = named(tokens);
        let is = |wanted: HeadToken| tokens.iter().position(|token| token.0 == wanted);
        let (above, first) = (
            is(HeadToken::Above),
            tokens.iter().position(|token| of(token).is_some())?,
        );
        let mut rows = tokens.chunk_by(|a, b| row(a) == row(b)).rev();
        let nested =
            |row: &[(HeadToken, usize)]| row.iter().any(|token| token.0 == HeadToken::Cover);
        let line = |token: &(HeadToken, usize)| flow.items[token.1].kind == RowKind::Line;
        let listed = tokens.iter().filter(|token| of(token).is_some()).all(line);
        let leaves = match rows.find(|row| most > 1 && named(row) == most && !nested(row)) {
            Some(whole) => whole.to_vec(),
            // One a line, without a label over several.
            None if is(HeadToken::Cover).is_none() && most + 1 >= n && listed => tokens.to_vec(),
            None => {
                let cover = is(HeadToken::Cover)?;
                let line = flow.items[tokens[cover].1].kind == RowKind::Line;
                let from = match line {
                    true => above.map_or(0, |above| above + 1),
                    false => tokens
                        .iter()
                        .position(|token| row(token) == row(&tokens[cover]))?,
                };
                // Of lines, a text right behind what stands above all may stand beside either.
                if line && above.is_some() && from < first {
                    return None;
                }
                let below =
                    |token: &(HeadToken, usize)| of(token).is_some_and(|at| at > 0 && at + 1 < n);
                let known = cover + tokens[cover..].iter().position(below)?;
                let mut sub = known;
                let beside = |sub: usize| {
                    !line && row(&tokens[sub - 1]) == row(&tokens[sub]) && !blank(&tokens[sub - 1])
                };
                while row(&tokens[sub]) != row(&tokens[cover]) && beside(sub) {
                    sub -= 1;
                }
                let (top, sub) = tokens.split_at(sub);
                let level = |token: &(HeadToken, usize)| line || row(token) == row(&sub[0]);
                let other =
                    |token: &(HeadToken, usize)| token.0 == HeadToken::Other && level(token);
                let inside = |token: &&(HeadToken, usize)| below(token) || other(token);
                let mut sub: Vec<(HeadToken, usize)> = sub.iter().filter(inside).copied().collect();
                while sub.last().is_some_and(blank) {
                    sub.pop();
                }
                // Blank cells right of a label that covers several are its own.
                let behind = top[cover + 1..]
                    .iter()
                    .skip_while(|token| blank(token))
                    .filter(|token| line || row(token) == row(&tokens[cover]));
                let mut behind: Vec<(HeadToken, usize)> = behind.copied().collect();
                // What stands right of all that is beside it is not below it, where the rows tell: not where the
                // labels below begin left of the one that covers them.
                let at = |token: &(HeadToken, usize)| place(flow, token.1);
                let aligned = at(&tokens[known]) >= at(&tokens[cover]);
                let edge = behind
                    .iter()
                    .filter(|token| aligned && !blank(token))
                    .filter_map(at)
                    .max();
                let inner = |token: &(HeadToken, usize)| !other(token) || at(token) <= edge;
                let within = sub.iter().rposition(inner).map_or(0, |last| last + 1);
                let beyond = match edge {
                    Some(_) => sub.split_off(within),
                    None => Vec::new(),
                };
                if let Some(first) = beyond.first() {
                    behind.retain(|token| !blank(token) || at(token) < at(first));
                }
                [&top[from..cover], &sub, &behind, &beyond].concat()
            }
        };
        let mut columns = HeadColumns::default();
        let text = |token: &(HeadToken, usize)| key(&flow.items[token.1].text);
        let mut texts = Vec::new();
        for token in &leaves {
            match token.0 {
                HeadToken::Column(column) => columns.cells.push(Ok(column)),
                HeadToken::Other if columns.cells.is_empty() => columns.before.push(token.1),
                HeadToken::Other => columns.cells.push(Err(token.1)),
                _ => {}
            }
            texts.push(text(token));
        }
        // What stands beside the text above all columns stands beside them all.
        if let Some(above) = above.filter(|&above| above < first) {
            let beside = |token: &&(HeadToken, usize)| {
                token.0 == HeadToken::Other
                    && row(token) == row(&tokens[above])
                    && !texts.contains(&text(token))
                    && !text(token).is_empty()
            };
            // Over a blank cell of a lower row it heads the same column.
            for token in tokens[above..].iter().filter(beside) {
                let at = place(flow, token.1);
                let same = |cell: &Result<usize, usize>| {
                    cell.is_err_and(|item| {
                        flow.items[item].text.is_empty() && at.is_some() && place(flow, item) == at
                    })
                };
                match columns.cells.iter().position(same) {
                    Some(cell) => columns.cells[cell] = Err(token.1),
                    None => columns.cells.push(Err(token.1)),
                }
            }
            let before = tokens[..above].iter().filter(beside);
            columns.before.splice(0..0, before.map(|token| token.1));
        }
        let cells = columns.cells.iter().flatten();
        (named(&leaves) == most && cells.count() == most).then_some(columns)
    }
}
