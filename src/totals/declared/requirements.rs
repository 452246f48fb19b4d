//! What a form asks of single rows beyond sums.

use super::super::check::is_goods;
use super::super::decimal::ExactDecimal;
use super::super::grid::{Content, GridCell};
use super::super::words::NamedTable;
use super::Recognised;
use crate::form::by_head::Is;
use crate::report::Finding;
use crate::rules;

/// How many bounds hold of all rows, and what is to be looked at in them.
pub(in crate::totals) fn requirements(
    named: &NamedTable,
    known: &Recognised,
) -> (u32, Vec<Finding>) {
    let half = &named.table.halves[known.half];
    let (mut fit, mut findings) = (0, Vec::new());
    for row in 0..half.rows.len() {
        let line = HeldLine { named, known, row };
        for bound in [line.accepted(), line.decided()].into_iter().flatten() {
            match bound {
                None => fit += 1,
                Some(finding) => findings.push(finding),
            }
        }
        findings.extend(line.amount());
        findings.extend(line.goods());
    }
    (fit, findings)
}

/// One row of a recognised half.
struct HeldLine<'a> {
    named: &'a NamedTable<'a>,
    known: &'a Recognised,
    row: usize,
}

impl HeldLine<'_> {
    fn at(&self, column: usize) -> Option<&GridCell> {
        let half = &self.named.table.halves[self.known.half];
        let cell = half.cells[self.row][column]?;
        Some(&self.named.grid.cells[cell])
    }

    fn cell(&self, id: &str) -> Option<&GridCell> {
        self.at(*self.known.columns.get(id)?)
    }

    /// The number in a column; none where there is none, or no such column.
    fn number(&self, id: &str) -> Option<ExactDecimal> {
        self.cell(id)?.value
    }

    fn place(&self) -> String {
        let half = &self.named.table.halves[self.known.half];
        let (title, row) = (self.named.title(), &half.rows[self.row].name);
        match half.rows.len() == 1 || row.is_empty() {
            true => title,
            false => format!("{title}“{row}”"),
        }
    }

    fn finding(&self, id: &str, cell: &str, message: String) -> Option<Finding> {
        Some(rules::finding(id, message).standing(self.cell(cell)?.at))
    }

    /// None where there is nothing to compare.
    fn accepted(&self) -> Option<Option<Finding>> {
        let (applied, accepted) = (self.number("applied")?, self.number("accepted")?);
        let words = self.named.words;
        let message = || {
            words.enforcement_accepted(&self.place(), &accepted.to_string(), &applied.to_string())
        };
        let over = applied.minus(accepted)?.is_negative();
        let message = over.then(message);
        Some(message.and_then(|message| self.finding("enforcement.accepted", "accepted", message)))
    }

    /// Likewise.
    fn decided(&self) -> Option<Option<Finding>> {
        let accepted = self.number("accepted")?;
        let granted = self.number("granted")?;
        let decided = granted.plus(self.number("refused").unwrap_or(ExactDecimal::ZERO))?;
        let words = self.named.words;
        let message = || {
            words.enforcement_decided(&self.place(), &decided.to_string(), &accepted.to_string())
        };
        let over = accepted.minus(decided)?.is_negative();
        let message = over.then(message);
        Some(message.and_then(|message| self.finding("enforcement.decided", "granted", message)))
    }

    fn amount(&self) -> Option<Finding> {
        let amount = self.number("amount")?;
        let money = ["fine", "seize", "seize_income", "seize_goods"];
        let above = |id: &&str| match self.cell(id) {
            // What cannot be read may be above nought.
            Some(cell) => {
                cell.content != Content::Blank && !cell.value.is_some_and(ExactDecimal::is_zero)
            }
            None => false,
        };
        let fined = self.number("fine").is_some_and(|fine| !fine.is_zero());
        let odd = match amount.is_zero() {
            true => fined,
            false => !money.iter().any(above),
        };
        let words = self.named.words;
        let message =
            || words.enforcement_amount(&self.place(), &amount.to_string(), amount.is_zero());
        odd.then(message)
            .and_then(|message| self.finding("enforcement.amount", "amount", message))
    }

    fn goods(&self) -> Vec<Finding> {
        let half = &self.named.table.halves[self.known.half];
        let counted = self.known.those(Is::Kind).into_iter();
        let goods = counted.filter_map(|column| {
            let cell = self.at(column)?;
            let is = cell.content == Content::Unreadable && is_goods(&cell.text);
            let name = half.columns[column].name();
            let words = self.named.words;
            let message = || words.enforcement_goods(&self.place(), &name, cell.text.trim());
            is.then(|| rules::finding("enforcement.goods", message()).standing(cell.at))
        });
        goods.collect()
    }
}
