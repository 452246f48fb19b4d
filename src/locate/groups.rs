//! Splits the explanations of a system into groups of broken equations that have nothing to do with
//! each other, so that each can be told by itself.

use super::case::{Case, CellMark};
use super::fixed::{Cost, ln, weight};
use super::minimal::minimal_error_sets;
use super::mistake::{KINDS, LOST};
use super::search::{ExplanationStep, SearchResult, SystemExplanation};
use super::system::{Mask, bits, mask};
use super::{Changed, Hypothesis, Limits, Located, Mistake, close};
use crate::check::{Checked, Outcome};
use crate::form::CellId;
use crate::sorted::{InOrder, Sorted, distinct};
use std::cmp::Reverse;

/// Cell → new value.
type NewValues = Sorted<usize, i64>;

/// The explanations of a system with what is needed to split them.
struct SystemExplanations<'a> {
    case: &'a Case,
    checked: &'a [Checked],
    limits: &'a Limits,
    cut: bool,
    residual: Vec<i64>,
    /// Lost cells whose value the equations give back.
    lost: Vec<usize>,
    answers: Vec<Weighed<'a>>,
    /// All weights together, with one for what nobody thought of.
    all: u64,
}

/// An explanation with its weight, and each step with the equations that it concerns.
struct Weighed<'a> {
    answer: &'a SystemExplanation,
    weight: u64,
    steps: Vec<(&'a ExplanationStep, Mask)>,
}

/// The prices are guesses, and add up over several mistakes: a difference between two sums of them
/// counts for so many hundredths of itself.
const TEMPER: Cost = 85;
/// What nobody thought of weighs this part of the best explanation.
const SOMETHING_ELSE: u64 = 64;

/// A hypothesis of one group while it is put together.
struct PartialHypothesis<'a> {
    weight: u64,
    cost: Cost,
    steps: Vec<&'a ExplanationStep>,
}

/// The groups of a case, in the order of their first equation.
pub(super) fn groups(
    case: &Case,
    checked: &[Checked],
    found: &SearchResult,
    limits: &Limits,
) -> Vec<Located> {
    let residual = case.residuals(&case.observed);
    let best = found.answers.first().map_or(0, |answer| answer.cost);
    let weighed = |answer| weigh(case, &residual, answer, best);
    let answers: Vec<Weighed> = found.answers.iter().map(weighed).collect();
    let something_else = answers
        .first()
        .map_or(0, |answer| answer.weight / SOMETHING_ELSE);
    let told = |&cell: &usize| case.marks[cell] == CellMark::Lost && case.reach[cell] != 0;
    let whole = SystemExplanations {
        case,
        checked,
        limits,
        cut: found.cut,
        all: something_else + answers.iter().map(|answer| answer.weight).sum::<u64>(),
        answers,
        lost: (0..case.marks.len()).filter(told).collect(),
        residual,
    };
    whole
        .split()
        .into_iter()
        .map(|group| whole.locate(group))
        .collect()
}

/// The weight of an explanation so much dearer than the best.
fn tempered(case: &Case, cost: Cost) -> u64 {
    match case.single_edit() {
        true => weight(cost),
        false => weight(cost * TEMPER / 100),
    }
}

fn weigh<'a>(
    case: &Case,
    residual: &[i64],
    answer: &'a SystemExplanation,
    best: Cost,
) -> Weighed<'a> {
    let broken = mask(residual);
    let concerns = |step: &'a ExplanationStep| {
        let mut net = vec![0; residual.len()];
        for &(cell, delta) in &step.changes {
            case.system.equations[cell]
                .iter()
                .for_each(|&(q, sign)| net[q] += sign * delta);
        }
        let equations = mask(&net);
        // Where evidence from outside alone speaks for a step, it belongs to nobody in particular.
        let nobody = equations & broken == 0;
        let first = broken & broken.wrapping_neg();
        (step, if nobody { equations | first } else { equations })
    };
    Weighed {
        answer,
        weight: tempered(case, answer.cost - best),
        steps: answer.steps.iter().map(concerns).collect(),
    }
}

impl SystemExplanations<'_> {
    /// Equations that one mistake of a shown hypothesis, or one lost cell, has to do with stay together.
    fn split(&self) -> Vec<Mask> {
        let broken = mask(&self.residual);
        let mut together: Vec<Mask> = bits(broken).map(|q| 1 << q).collect();
        let least = tempered(self.case, self.limits.shown);
        let shown = self.answers.iter().filter(|answer| answer.weight >= least);
        for answer in shown {
            together.extend(answer.steps.iter().map(|step| step.1));
            // A cell that two mistakes touch is told once.
            for (nth, one) in answer.steps.iter().enumerate() {
                let rest = answer.steps[nth + 1..].iter();
                let met = rest.filter(|other| meet(one.0, other.0));
                together.extend(met.map(|other| one.1 | other.1));
            }
        }
        together.extend(self.lost.iter().map(|&cell| self.case.reach[cell]));
        if self.answers.is_empty() {
            together.push(broken);
        }
        let mut groups: Vec<Mask> = Vec::new();
        for mut group in together {
            groups.retain(|&other| {
                let apart = other & group == 0;
                if !apart {
                    group |= other;
                }
                apart
            });
            groups.push(group);
        }
        // Steps may also meet in equations that hold: their groups were joined by those.
        let lost = self
            .lost
            .iter()
            .fold(0, |set, &cell| set | self.case.reach[cell]);
        groups.retain(|group| group & (broken | lost) != 0);
        groups.put_in_order_by_key(|group| group.trailing_zeros());
        groups
    }

    /// Hypotheses of a group, the likeliest first; and for each cell, how much says that it is wrong.
    fn ranked(
        &self,
        group: Mask,
        lost: &[usize],
    ) -> (Vec<(NewValues, PartialHypothesis<'_>)>, Sorted<usize, u64>) {
        let mut parts: Sorted<NewValues, PartialHypothesis> = Sorted::default();
        let mut suspected: Sorted<usize, u64> = Sorted::default();
        for Weighed {
            answer,
            weight,
            steps,
        } in &self.answers
        {
            let own = steps.iter().filter(|step| step.1 & group != 0);
            let mut others = steps.iter().filter(|step| step.1 & group == 0);
            let closed = own.clone().all(|step| step.1 & !group == 0)
                && !others.any(|other| own.clone().any(|step| meet(step.0, other.0)));
            let own: Vec<&ExplanationStep> = own.map(|step| step.0).collect();
            let values = values(self.case, &own, lost);
            for &cell in values.keys() {
                *suspected.entry(cell) += weight;
            }
            if closed {
                let part = PartialHypothesis {
                    weight: 0,
                    cost: answer.cost,
                    steps: own,
                };
                let part = parts.entry_or(values, part);
                part.weight += weight;
            }
        }
        let mut ranked: Vec<(NewValues, PartialHypothesis)> = parts.into_iter().collect();
        let key =
            |one: &(NewValues, PartialHypothesis)| (Reverse(one.1.weight), one.1.cost, one.0.len());
        ranked.put_in_order_by_key(key);
        (ranked, suspected)
    }

    fn locate(&self, group: Mask) -> Located {
        let case = self.case;
        let inside = |cell: &usize| case.reach[*cell] & group != 0;
        let lost: Vec<usize> = self.lost.iter().copied().filter(inside).collect();
        let (ranked, suspected) = self.ranked(group, &lost);
        let likely = ranked.first().map_or(0, |(_, part)| part.weight);
        let least = (u128::from(likely) * u128::from(tempered(self.case, self.limits.shown))) >> 32;
        let shown = ranked
            .iter()
            .take_while(|(_, part)| u128::from(part.weight) >= least)
            .count();
        let tell = |(values, part): &(NewValues, PartialHypothesis)| {
            hypothesis(case, values, part, &lost, self.all)
        };
        let hypotheses: Vec<Hypothesis> = ranked.iter().map(tell).collect();
        let suspicion = suspected.into_iter().map(|(cell, share)| {
            let share = thousandths(share, self.all);
            (case.system.cells[cell], share)
        });
        let (fewest, rivalled) = match shown {
            1 => self.fewest(group, &hypotheses[0]),
            _ => (None, true),
        };
        Located {
            relations: self.relations(group, &lost),
            look_first: (shown > 1)
                .then(|| most_open(case, &ranked, close(&hypotheses[..shown])))
                .flatten(),
            fewest,
            rivalled,
            shown,
            hypotheses,
            suspicion: suspicion.filter(|&(_, share)| share > 0).collect(),
            cut: self.cut,
            single_edit: case.single_edit(),
        }
    }

    /// The broken equations of a group, and those that a lost cell leaves undecided.
    fn relations(&self, group: Mask, lost: &[usize]) -> Vec<usize> {
        let rules = &self.case.system.rules;
        let broken = bits(group)
            .filter(|&q| self.residual[q] != 0)
            .map(|q| rules[q]);
        let reach = lost
            .iter()
            .fold(0, |set, &cell| set | self.case.reach[cell]);
        let open = |&rule: &usize| self.checked[rule].outcome != Outcome::Holds;
        let undecided = bits(reach).map(|q| rules[q]).filter(open);
        distinct(broken.chain(undecided).collect())
    }

    /// The least number of cells that can change in this group, where that is proved; and whether other cells, no
    /// more than a single mistake changes, would do as well, or that there are none could not be proved.
    fn fewest(&self, group: Mask, best: &Hypothesis) -> (Option<usize>, bool) {
        let cells = best.changes.len();
        let gaps = self.residual.iter().enumerate();
        let gap = |(q, &gap): (usize, &i64)| if group >> q & 1 == 1 { gap } else { 0 };
        let gaps: Vec<i64> = gaps.map(gap).collect();
        if cells == 0 || gaps.iter().all(|&gap| gap == 0) {
            return (None, true);
        }
        // The hypothesis itself shows that its own number of cells will do.
        let (most, nodes) = match best.mistakes.len() {
            1 => (cells, self.limits.rivals),
            _ => (cells - 1, self.limits.nodes),
        };
        let found = minimal_error_sets(self.case, &gaps, most, nodes);
        let own = |&cell: &usize| {
            let mut changes = best.changes.iter();
            changes.any(|change| change.cell == self.case.system.cells[cell])
        };
        let is_own = |set: &NewValues| set.len() == cells && set.keys().all(own);
        let alone =
            found.proved && found.size == cells && most == cells && found.sets.iter().all(is_own);
        (found.proved.then_some(found.size), !alone)
    }
}

/// Whether two mistakes touch one cell.
fn meet(a: &ExplanationStep, b: &ExplanationStep) -> bool {
    let cells = |step: &ExplanationStep, cell| step.changes.iter().any(|change| change.0 == cell);
    a.changes.iter().any(|change| cells(b, change.0))
}

/// Cell → new value, after some steps; lost cells always have one.
fn values(case: &Case, steps: &[&ExplanationStep], lost: &[usize]) -> NewValues {
    let mut values: NewValues = lost
        .iter()
        .map(|&cell| (cell, case.observed[cell]))
        .collect();
    for &(cell, delta) in steps.iter().flat_map(|step| &step.changes) {
        *values.entry_or(cell, case.observed[cell]) += delta;
    }
    values.retain(|cell, value| *value != case.observed[*cell] || lost.contains(cell));
    values
}

fn hypothesis(
    case: &Case,
    values: &NewValues,
    part: &PartialHypothesis,
    lost: &[usize],
    all: u64,
) -> Hypothesis {
    let mut standing = case.observed.clone();
    let mut mistakes: Vec<Mistake> = lost
        .iter()
        .map(|&cell| Mistake {
            kind: LOST,
            changes: vec![Changed {
                cell: case.system.cells[cell],
                from: None,
                to: values[&cell],
            }],
        })
        .collect();
    for step in &part.steps {
        let kind = KINDS[usize::from(step.kind)];
        if kind != LOST {
            let changes = changed(case, &step.changes, &mut standing);
            mistakes.push(Mistake { kind, changes });
        }
    }
    let change = |(&cell, &to): (&usize, &i64)| Changed {
        cell: case.system.cells[cell],
        from: case.stands(cell),
        to,
    };
    Hypothesis {
        cost: part.cost,
        probability: thousandths(part.weight, all),
        mistakes,
        changes: values.iter().map(change).collect(),
    }
}

/// What a step changes, in the order of the cells, where `standing` is what earlier ones left.
fn changed(case: &Case, step: &[(usize, i64)], standing: &mut [i64]) -> Vec<Changed> {
    let mut changes: Vec<Changed> = Vec::new();
    for &(cell, delta) in step {
        let first = standing[cell] == case.observed[cell];
        let from = if first {
            case.stands(cell)
        } else {
            Some(standing[cell])
        };
        standing[cell] += delta;
        changes.push(Changed {
            cell: case.system.cells[cell],
            from,
            to: standing[cell],
        });
    }
    changes.put_in_order_by_key(|change| change.cell);
    changes
}

/// The cell of whose value the hypotheses disagree most, among those that the first of them change: what is
/// looked up first belongs to what is likeliest.
fn most_open(
    case: &Case,
    ranked: &[(NewValues, PartialHypothesis)],
    likeliest: usize,
) -> Option<CellId> {
    let all: u64 = ranked.iter().map(|(_, part)| part.weight).sum();
    let mut open: Option<(u64, usize)> = None;
    let cells = ranked[..likeliest]
        .iter()
        .flat_map(|(values, _)| values.keys().copied())
        .collect();
    for cell in distinct(cells) {
        let mut shares: Sorted<i64, u64> = Sorted::default();
        for (values, part) in ranked {
            let value = values.get(&cell).copied().unwrap_or(case.observed[cell]);
            *shares.entry(value) += part.weight;
        }
        let entropy = shares.values().map(|&share| entropy(share, all)).sum();
        if open.is_none_or(|(most, _)| entropy > most) {
            open = Some((entropy, cell));
        }
    }
    open.filter(|&(entropy, _)| entropy > 0)
        .map(|(_, cell)| case.system.cells[cell])
}

/// −p ln p for p = share / all, with 16 binary places.
fn entropy(share: u64, all: u64) -> u64 {
    if share == 0 {
        return 0;
    }
    let p = (u128::from(share) << 16) / u128::from(all);
    let log = (ln(all) - ln(share)).max(0) as u128;
    ((p * log) >> 32) as u64
}

/// Rounded down: all the hypotheses of a group together are never more than certain.
fn thousandths(share: u64, all: u64) -> u16 {
    (u128::from(share) * 1000 / u128::from(all.max(1))) as u16
}
