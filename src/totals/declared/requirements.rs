//! What a form asks of single rows beyond sums.

use super::super::check::is_goods;
use super::super::decimal::ExactDecimal;
use super::super::grid::{Content, GridCell};
use super::super::words::NamedTable;
use super::Recognised;
use crate::form::by_head::Is;
use crate::report::Finding;
use crate::rules;
use crate::text::key;

/// How many bounds hold of all rows, and what is to be looked at in them.
pub(in crate::totals) fn requirements(
    named: &NamedTable,
    known: &Recognised,
) -> (u32, Vec<Finding>) {
    let half = &named.table.halves[known.half];
    let (mut fit, mut findings) = (0, Vec::new());
    let lines = known
        .all()
        .flat_map(|known| (0..known.lines(half)).map(move |line| (known, line)));
    for (known, line) in lines {
        let line = HeldLine { named, known, line };
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

/// One line of a recognised half.
struct HeldLine<'a> {
    named: &'a NamedTable<'a>,
    known: &'a Recognised,
    line: usize,
}

impl HeldLine<'_> {
    fn at(&self, item: usize) -> Option<&GridCell> {
        let half = &self.named.table.halves[self.known.half];
        let cell = self.known.cell(half, item, self.line)?;
        Some(&self.named.grid.cells[cell])
    }

    fn cell(&self, id: &str) -> Option<&GridCell> {
        self.at(*self.known.items.get(id)?)
    }

    /// The number of an item; none where there is none, or no such item.
    fn number(&self, id: &str) -> Option<ExactDecimal> {
        self.cell(id)?.value
    }

    fn place(&self) -> String {
        let half = &self.named.table.halves[self.known.half];
        let title = self.named.title();
        let line = match self.known.of_columns {
            true => half.rows[self.line].name.clone(),
            false => half.columns[self.line].name(),
        };
        match self.known.lines(half) == 1 || line.is_empty() {
            true => title,
            false => format!("{title}“{line}”"),
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
        // What cannot be read may be above nought.
        let above = |cell: &GridCell| {
            cell.content != Content::Blank && !cell.value.is_some_and(ExactDecimal::is_zero)
        };
        let fined = self.number("fine").is_some_and(|fine| !fine.is_zero());
        let odd = match amount.is_zero() {
            true => fined,
            false => !self.money().filter_map(|item| self.at(item)).any(above),
        };
        let words = self.named.words;
        let message =
            || words.enforcement_amount(&self.place(), &amount.to_string(), amount.is_zero());
        odd.then(message)
            .and_then(|message| self.finding("enforcement.amount", "amount", message))
    }

    /// Kinds of which money comes.
    fn money(&self) -> impl Iterator<Item = usize> {
        let half = &self.named.table.halves[self.known.half];
        let kinds = self.known.those(Is::Kind).into_iter();
        kinds.filter(move |&item| {
            let names: Vec<&str> = match self.known.of_columns {
                true => half.columns[item]
                    .path
                    .iter()
                    .map(|label| &*label.text)
                    .collect(),
                false => vec![&*half.rows[item].key],
            };
            let is = |name: &&str| ["罚款", "没收"].iter().any(|word| key(name).contains(word));
            names.iter().any(is)
        })
    }

    fn goods(&self) -> Vec<Finding> {
        let half = &self.named.table.halves[self.known.half];
        let counted = self.known.those(Is::Kind).into_iter();
        let goods = counted.filter_map(|item| {
            let cell = self.at(item)?;
            let is = cell.content == Content::Unreadable && is_goods(&cell.text);
            let name = match self.known.of_columns {
                true => half.columns[item].name(),
                false => half.rows[item].name.clone(),
            };
            let words = self.named.words;
            let message = || words.enforcement_goods(&self.place(), &name, cell.text.trim());
            is.then(|| rules::finding("enforcement.goods", message()).standing(cell.at))
        });
        goods.collect()
    }
}
