//! Names the wrong cell, its right value, and how sure that is.
//!
//! # The idea
//!
//! Changing as few *cells* as possible finds one wrong cell, always. But people do not make wrong
//! cells, they make *mistakes*, and one mistake may touch several cells: a number typed together
//! with its total, two neighbours exchanged, a row slid to the side, totals left behind by a late
//! change. So the search is for the cheapest set of mistakes, where the cost of a mistake is −ln of
//! the probability of making it. Every mistake that is undone has its size dictated by an equation
//! that does not hold, so no value is guessed. All explanations near the best are kept: their
//! costs make their probabilities.
//!
//! ```text
//! Sheet + Checked ─ system ─▶ Case ─ search (mistake kinds, likelihood, evidence) ─▶ answers
//!                                                     answers ─ groups ─▶ Located ─ words ─▶ Explanation
//! ```
//!
//! # Advice for those who change this
//!
//! * Costs are whole numbers and logarithms come from `fixed`, so that a browser ranks exactly as a
//!   server does. A float in a comparison would end that one day, unseen.
//! * Parameters are rounded guesses. Tuning them to a data set makes that set look good and the
//!   next one worse; a new *kind* of mistake is worth more than a third digit.
//! * The order of the search decides what is found only when the bound is hit; ties are broken by
//!   cell and value. Keep it so: equal input must give equal output, to the letter.
//! * A lost cell has no number of its own. It starts with what one equation leaves it, which makes
//!   that equation hold by construction and so tells nothing; only its other equations do.
//! * Blanks count as 0 but not as evidence; where a table has many, they *are* its zeros.
//! * One equation alone locates nothing ([`Located::single_edit`]): whoever words it must not sound sure.
//!
//! # What would have to be known to go further
//!
//! A hypothesis names the mistakes; where it fails, mostly another of the same size leaves the same
//! broken equations, so that no arithmetic tells them apart: an amount missing in 一 and its total,
//! or in 二 and its total, or too much in 四; which of two equal outcomes is the copy; a number moved
//! between two rows in an applicant's column or in the totals'. A search that knows exactly how the
//! mistakes were made stays at nine reports in ten too. What helps comes from outside, as `evidence`
//! shows: last year's 四, the totals in the prose, or one cell looked up (`look_first`). And the
//! shares are guesses: counts from corrected reports — how often each kind of mistake is made, which
//! outcomes are usual, how much is carried over — would serve better than any further kind.

mod case;
mod fixed;
mod groups;
mod likelihood;
mod minimal;
mod mistake;
mod outside;
mod plausibility;
mod proposals;
mod roles;
mod search;
mod situation;
mod system;
#[cfg(test)]
mod tests;
pub mod words;

pub use fixed::Cost;
pub use mistake::{KINDS, MistakeKind};

use crate::check::{Checked, Outcome};
use crate::evidence::Evidence;
use crate::form::CellId;
use crate::sheet::Sheet;
use crate::sorted::{InOrder, Sorted};
use case::Case;
use search::{ExplanationStep, SearchResult, SystemExplanation};

/// How far to search and what to show.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Tables looked at in the search for mistakes.
    pub expansions: usize,
    /// Explanations this much dearer than the best are still considered.
    pub margin: Cost,
    /// Explanations this much dearer than the best are still shown.
    pub shown: Cost,
    /// Sets of cells looked at to prove that no smaller one will do.
    pub nodes: usize,
    /// The same to prove that no other set of that size will do.
    pub rivals: usize,
    /// The same where no set of mistakes was found and any set of cells is welcome.
    pub last_resort: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            expansions: 300,
            margin: 5500,
            shown: 1800,
            nodes: 200,
            rivals: 1000,
            last_resort: 5000,
        }
    }
}

/// What is known of one group of broken equations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Indices into the checked list: the equations of the group that do not hold.
    pub relations: Vec<usize>,
    /// What may have happened, likeliest first; empty where nothing explains it.
    pub hypotheses: Vec<Hypothesis>,
    /// How many of them, from the first, are about equally good and to be shown.
    pub shown: usize,
    /// Probability that a cell is wrong, in thousandths, over all hypotheses considered.
    pub suspicion: Vec<(CellId, u16)>,
    /// The cell whose true value would tell most, where several hypotheses are shown.
    pub look_first: Option<CellId>,
    /// Whether the search was ended by its bound.
    pub cut: bool,
    /// The least number of cells by which the group can be mended at all: where one hypothesis is shown
    /// and it could be proved.
    pub fewest: Option<usize>,
    /// Whether other cells, no more than the only hypothesis shown changes, would mend the group as well: then
    /// only what is usual speaks for it.
    pub rivalled: bool,
    /// Whether the group is one equation that shares no cell with another: then arithmetic cannot
    /// tell which of its cells is wrong.
    pub single_edit: bool,
}

/// How many of these, the likeliest first, are about as likely as the first: at least half as likely.
fn close(hypotheses: &[Hypothesis]) -> usize {
    let least = hypotheses
        .first()
        .map_or(0, |best| best.probability.div_ceil(2));
    hypotheses
        .iter()
        .take_while(|one| one.probability >= least)
        .count()
}

/// A set of mistakes that explains a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hypothesis {
    /// −ln of how likely it is, in thousandths, up to a constant of the table.
    pub cost: Cost,
    /// Its probability among all that were considered, in thousandths.
    pub probability: u16,
    /// The mistakes; never empty.
    pub mistakes: Vec<Mistake>,
    /// What they come to: every cell once, in the order of the form.
    pub changes: Vec<Changed>,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What kind it is of.
    pub kind: &'static MistakeKind,
    /// The cells it spoiled.
    pub changes: Vec<Changed>,
}

/// A cell with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The cell.
    pub cell: CellId,
    /// What stands there; none where nothing does.
    pub from: Option<i64>,
    /// What should.
    pub to: i64,
}

impl Located {
    /// Whether there is next to no doubt: one mistake of a known kind, no second hypothesis near it nor many
    /// far from it, and no other cells, as few, that would do.
    pub fn certain(&self) -> bool {
        const SURE: u16 = 900;
        let sole = self.shown == 1 && !self.single_edit && !self.cut && !self.rivalled;
        let best = self.hypotheses.first().filter(|_| sole);
        best.is_some_and(|it| {
            it.probability >= SURE && it.count() == 1 && it.is_known() && !it.has_misread()
        })
    }

    /// Equations of which nothing can be told.
    fn unexplained(relations: Vec<usize>) -> Located {
        Located {
            relations,
            hypotheses: Vec::new(),
            shown: 0,
            suspicion: Vec::new(),
            look_first: None,
            cut: true,
            fewest: None,
            rivalled: true,
            single_edit: false,
        }
    }
}

impl Hypothesis {
    /// Whether every mistake in it is of a kind that people are known to make.
    pub fn is_known(&self) -> bool {
        self.mistakes.iter().all(|it| *it.kind != *mistake::UNKNOWN)
    }

    /// Whether nothing may be wrong but that numbers on a picture were taken for others.
    pub fn is_misread(&self) -> bool {
        !self.mistakes.is_empty() && self.mistakes.iter().all(|it| it.kind.is_misread())
    }

    /// Whether a number on a picture may have been taken for another, beside mistakes that somebody made or without.
    pub fn has_misread(&self) -> bool {
        self.mistakes.iter().any(|it| it.kind.is_misread())
    }

    /// How many mistakes somebody made; a cell that the input lacks, or that was misread, is nobody's.
    pub fn count(&self) -> usize {
        let made = |mistake: &&Mistake| !mistake.kind.is_nobodys();
        self.mistakes.iter().filter(made).count()
    }
}

/// Explains every group of equations that do not hold or that a lost cell leaves undecided, in the
/// order of the equations.
pub fn explain(
    sheet: &Sheet,
    checked: &[Checked],
    evidence: &Evidence,
    limits: &Limits,
) -> Vec<Located> {
    let mut located = Vec::new();
    if checked.iter().all(|one| one.outcome == Outcome::Holds) {
        return located;
    }
    let systems = system::systems(checked);
    let unfilled = case::unfilled(&systems, sheet);
    for system in systems {
        if system.terms.len() > system::MOST_EQUATIONS {
            let broken = |&rule: &usize| checked[rule].outcome == Outcome::Broken;
            let rules: Vec<usize> = system.rules.into_iter().filter(broken).collect();
            located.extend((!rules.is_empty()).then(|| Located::unexplained(rules)));
            continue;
        }
        let case = Case::new(system, sheet, evidence, unfilled);
        let mut found = search::search(&case, limits.expansions, limits.margin);
        if found.answers.is_empty() {
            found = last_resort(&case, &found, limits);
        }
        located.extend(groups::groups(&case, checked, &found, limits));
    }
    located.put_in_order_by(|a, b| a.relations.cmp(&b.relations));
    located
}

/// Where no set of mistakes explains the table: the smallest sets of cells that do, if any.
fn last_resort(case: &Case, found: &SearchResult, limits: &Limits) -> SearchResult {
    const MOST_CELLS: usize = 7;
    const EACH: Cost = 13 * fixed::NAT;
    let unknown = KINDS.iter().position(|kind| kind.id == mistake::UNKNOWN.id);
    let unknown = unknown.unwrap_or_default() as u8;
    let residual = case.residuals(&case.observed);
    let smallest = minimal::minimal_error_sets(case, &residual, MOST_CELLS, limits.last_resort);
    let answer = |values: &Sorted<usize, i64>| SystemExplanation {
        cost: EACH * values.len() as Cost,
        steps: values
            .iter()
            .map(|(&cell, &value)| ExplanationStep {
                kind: unknown,
                changes: vec![(cell, value - case.observed[cell])],
            })
            .collect(),
        values: values.clone(),
    };
    SearchResult {
        answers: smallest.sets.iter().map(answer).collect(),
        cut: found.cut || !smallest.proved,
    }
}
