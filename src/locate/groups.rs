//! Splits the explanations of a frame into groups of broken equations that have nothing to do with
//! each other, so that each can be told by itself.

use super::case::{Case, Mark};
use super::fixed::{Cost, ln, weight};
use super::frame::root;
use super::mistake::{KINDS, LOST};
use super::search::{Answer, Found, Step};
use super::smallest::smallest;
use super::{Changed, Limits, Located, Mistake, Story};
use crate::check::{Checked, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// What a step or a lost cell does to the equations of a group.
type Values = BTreeMap<usize, i64>;

/// A story of one group while it is put together.
struct Part<'a> {
    weight: u64,
    cost: Cost,
    steps: Vec<&'a Step>,
}

/// The groups of a case, in the order of their first equation.
pub(super) fn groups(
    case: &Case,
    checked: &[Checked],
    found: &Found,
    limits: &Limits,
) -> Vec<Located> {
    let residual = case.residuals(&case.observed);
    let lost = restored(case);
    let group = join(case, &residual, found, &lost, limits);
    let mut roots: BTreeSet<usize> = BTreeSet::new();
    for (q, &gap) in residual.iter().enumerate() {
        if gap != 0 {
            roots.insert(root(&group, q));
        }
    }
    for &cell in &lost {
        roots.extend(case.frame.equations[cell].iter().map(|e| root(&group, e.0)));
    }
    let one = |&root: &usize| locate(case, checked, found, limits, &group, root, &lost, &residual);
    roots.iter().map(one).collect()
}

/// Lost cells whose value the equations give back.
fn restored(case: &Case) -> Vec<usize> {
    let cells = 0..case.frame.cells.len();
    let told = |&cell: &usize| case.marks[cell] == Mark::Lost && !case.frame.equations[cell].is_empty();
    cells.filter(told).collect()
}

/// Joins equations that one mistake of a shown story, or one lost cell, has to do with.
fn join(
    case: &Case,
    residual: &[i64],
    found: &Found,
    lost: &[usize],
    limits: &Limits,
) -> Vec<usize> {
    let mut group: Vec<usize> = (0..case.frame.terms.len()).collect();
    let mut join = |equations: &[usize]| {
        for &q in equations {
            let (a, b) = (root(&group, equations[0]), root(&group, q));
            group[a.max(b)] = a.min(b);
        }
    };
    let best = found.answers.first().map_or(0, |answer| answer.cost);
    let shown = found.answers.iter().filter(|answer| answer.cost <= best + limits.shown);
    let first = residual.iter().position(|&gap| gap != 0);
    for step in shown.flat_map(|answer| &answer.steps) {
        let mut equations = effect(case, step);
        if !equations.iter().any(|&q| residual[q] != 0) {
            // Evidence from outside alone speaks for it: it belongs to nobody in particular.
            equations.extend(first);
        }
        join(&equations);
    }
    for &cell in lost {
        let equations: Vec<usize> = case.frame.equations[cell].iter().map(|e| e.0).collect();
        join(&equations);
    }
    if found.answers.is_empty() {
        let broken: Vec<usize> = (0..residual.len()).filter(|&q| residual[q] != 0).collect();
        join(&broken);
    }
    group
}

/// The equations whose two sides a step shifts against each other.
fn effect(case: &Case, step: &Step) -> Vec<usize> {
    let mut net: BTreeMap<usize, i64> = BTreeMap::new();
    for &(cell, delta) in &step.changes {
        for &(q, sign) in &case.frame.equations[cell] {
            *net.entry(q).or_default() += sign * delta;
        }
    }
    net.into_iter().filter(|entry| entry.1 != 0).map(|entry| entry.0).collect()
}

#[allow(clippy::too_many_arguments)]
fn locate(
    case: &Case,
    checked: &[Checked],
    found: &Found,
    limits: &Limits,
    group: &[usize],
    own: usize,
    lost: &[usize],
    residual: &[i64],
) -> Located {
    let inside = |q: usize| root(group, q) == own;
    let first = residual.iter().position(|&gap| gap != 0);
    let lost: Vec<usize> = lost
        .iter()
        .copied()
        .filter(|&cell| case.frame.equations[cell].iter().any(|e| inside(e.0)))
        .collect();
    let best = found.answers.first().map_or(0, |answer| answer.cost);
    let all: u64 = found.answers.iter().map(|answer| weight(answer.cost - best)).sum();

    let mut parts: BTreeMap<Values, Part> = BTreeMap::new();
    let mut suspected: BTreeMap<usize, u64> = BTreeMap::new();
    for answer in &found.answers {
        let share = weight(answer.cost - best);
        let (mut steps, mut closed) = (Vec::new(), true);
        for step in &answer.steps {
            let mut equations = effect(case, step);
            if !equations.iter().any(|&q| residual[q] != 0) {
                equations.extend(first);
            }
            if equations.iter().any(|&q| inside(q)) {
                closed &= equations.iter().all(|&q| inside(q));
                steps.push(step);
            }
        }
        let values = values(case, answer, &steps, &lost);
        for &cell in values.keys() {
            *suspected.entry(cell).or_default() += share;
        }
        if closed {
            let part = parts.entry(values).or_insert(Part {
                weight: 0,
                cost: answer.cost,
                steps,
            });
            part.weight += share;
        }
    }
    let mut ranked: Vec<(Values, Part)> = parts.into_iter().collect();
    ranked.sort_by(|a, b| {
        let key = |part: &Part| (std::cmp::Reverse(part.weight), part.cost);
        key(&a.1).cmp(&key(&b.1)).then_with(|| a.0.len().cmp(&b.0.len())).then_with(|| a.0.cmp(&b.0))
    });
    let likely = ranked.first().map_or(0, |(_, part)| part.weight);
    let least = (u128::from(likely) * u128::from(weight(limits.shown))) >> 32;
    let shown = ranked.iter().take_while(|(_, part)| u128::from(part.weight) >= least).count();
    let stories: Vec<Story> =
        ranked.iter().map(|(values, part)| story(case, values, part, &lost, all)).collect();
    let broken = residual.iter().enumerate().map(|(q, &gap)| if inside(q) { gap } else { 0 });
    let broken: Vec<i64> = broken.collect();
    Located {
        relations: relations(case, checked, &broken, &lost),
        look_first: (shown > 1).then(|| most_open(case, &ranked)).flatten(),
        shown,
        fewest: fewest(case, &broken, &stories, limits),
        stories,
        suspicion: suspected
            .into_iter()
            .map(|(cell, share)| (case.frame.cells[cell], thousandths(share, all)))
            .filter(|&(_, share)| share > 0)
            .collect(),
        cut: found.cut,
        lone: case.frame.terms.len() == 1,
    }
}

/// Cell → new value, after some steps of an answer; lost cells always have one.
fn values(case: &Case, answer: &Answer, steps: &[&Step], lost: &[usize]) -> Values {
    let mut values: Values = lost.iter().map(|&cell| (cell, case.observed[cell])).collect();
    for (cell, _) in steps.iter().flat_map(|step| &step.changes) {
        if let Some(&value) = answer.values.get(cell) {
            values.insert(*cell, value);
        }
    }
    values
}

fn story(case: &Case, values: &Values, part: &Part, lost: &[usize], all: u64) -> Story {
    let mut standing = case.observed.clone();
    let mut mistakes: Vec<Mistake> = lost
        .iter()
        .map(|&cell| Mistake {
            kind: LOST,
            changes: vec![Changed {
                cell: case.frame.cells[cell],
                from: None,
                to: values[&cell],
            }],
        })
        .collect();
    for step in &part.steps {
        let kind = KINDS[usize::from(step.kind)];
        if kind == LOST {
            continue;
        }
        let mut changes: Vec<Changed> = Vec::new();
        for &(cell, delta) in &step.changes {
            let first = standing[cell] == case.observed[cell];
            let from = if first { case.stands(cell) } else { Some(standing[cell]) };
            standing[cell] += delta;
            changes.push(Changed { cell: case.frame.cells[cell], from, to: standing[cell] });
        }
        changes.sort_by_key(|change| change.cell);
        mistakes.push(Mistake { kind, changes });
    }
    let change = |(&cell, &to): (&usize, &i64)| Changed {
        cell: case.frame.cells[cell],
        from: case.stands(cell),
        to,
    };
    Story {
        cost: part.cost,
        probability: thousandths(part.weight, all),
        mistakes,
        changes: values.iter().map(change).collect(),
    }
}

/// The broken equations of a group, and those that a lost cell leaves undecided.
fn relations(case: &Case, checked: &[Checked], broken: &[i64], lost: &[usize]) -> Vec<usize> {
    let mut relations: BTreeSet<usize> = BTreeSet::new();
    for (q, &gap) in broken.iter().enumerate() {
        if gap != 0 {
            relations.insert(case.frame.rules[q]);
        }
    }
    for &cell in lost {
        let rules = case.frame.equations[cell].iter().map(|e| case.frame.rules[e.0]);
        relations.extend(rules.filter(|&rule| checked[rule].outcome != Outcome::Holds));
    }
    relations.into_iter().collect()
}

/// The cell of whose value the stories disagree most.
fn most_open(case: &Case, ranked: &[(Values, Part)]) -> Option<crate::form::CellId> {
    let all: u64 = ranked.iter().map(|(_, part)| part.weight).sum();
    let mut open: Option<(u64, usize)> = None;
    let cells: BTreeSet<usize> = ranked.iter().flat_map(|(values, _)| values.keys().copied()).collect();
    for cell in cells {
        let mut shares: BTreeMap<i64, u64> = BTreeMap::new();
        for (values, part) in ranked {
            let value = values.get(&cell).copied().unwrap_or(case.observed[cell]);
            *shares.entry(value).or_default() += part.weight;
        }
        let entropy = shares.values().map(|&share| entropy(share, all)).sum();
        if open.is_none_or(|(most, _)| entropy > most) {
            open = Some((entropy, cell));
        }
    }
    open.filter(|&(entropy, _)| entropy > 0).map(|(_, cell)| case.frame.cells[cell])
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

/// The least number of cells that can change in this group, where that is proved.
fn fewest(case: &Case, broken: &[i64], stories: &[Story], limits: &Limits) -> Option<usize> {
    let cells = stories.first()?.changes.len();
    if broken.iter().all(|&gap| gap == 0) {
        return None;
    }
    if cells == 1 {
        return Some(1);
    }
    let smallest = smallest(case, broken, cells, limits.nodes);
    smallest.proved.then_some(smallest.size)
}

fn thousandths(share: u64, all: u64) -> u16 {
    let rounded = (u128::from(share) * 1000 + u128::from(all) / 2) / u128::from(all.max(1));
    rounded as u16
}
