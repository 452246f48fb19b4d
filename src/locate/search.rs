//! Best-first search for the cheapest sets of mistakes that make every equation hold.
//!
//! A node is a table with some mistakes undone. Its children undo one more; only those that touch
//! one of the two tightest broken equations are followed, since every explanation must touch them.

use super::case::Case;
use super::fixed::{Cost, NAT};
use super::mistake::{KINDS, proposals};
use super::plausibility::Plausibility;
use super::proposals::Undo;
use super::situation::Situation;
use super::system::{Mask, bits, mask};
use crate::sorted::{InOrder, Sorted};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// A step of an explanation: a kind and the cells it gives back, with the amounts added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExplanationStep {
    pub kind: u8,
    pub changes: Vec<(usize, i64)>,
}

/// An explanation of a whole system.
#[derive(Debug, Clone)]
pub(super) struct SystemExplanation {
    pub cost: Cost,
    pub steps: Vec<ExplanationStep>,
    /// Cell → new value, for cells that differ from what stands there.
    pub values: Sorted<usize, i64>,
}

/// What the search found.
#[derive(Debug, Default)]
pub(super) struct SearchResult {
    /// Cheapest first.
    pub answers: Vec<SystemExplanation>,
    /// Whether the bound was hit.
    pub cut: bool,
}

/// No explanation has more mistakes than this.
const MOST_MISTAKES: u32 = 7;
/// No mistake is cheaper than this, once one is left to be found.
const LEAST: Cost = 3 * NAT;
/// What an equation counts for that no proposal touched.
const UNPRICED: Cost = 1700;
/// No equation counts for more.
const DEAREST: Cost = 6 * NAT;

/// What a number of mistakes costs: few are usual, and the orders in which the same ones may be
/// undone are many.
fn number_of_mistakes(count: u32) -> Cost {
    match count {
        0 => 0,
        1 | 2 => 700,
        3 => 100,
        more => 1500 * Cost::from(more - 4) - 500,
    }
}

struct SearchNode {
    parent: u32,
    kind: u8,
    /// Stretch of the common pool of changes.
    changes: (u32, u32),
    cost: Cost,
    key: u64,
    mistakes: u32,
    /// All steps, lost cells included.
    depth: u32,
}

struct Search<'a> {
    case: &'a Case,
    margin: Cost,
    nodes: Vec<SearchNode>,
    pool: Vec<(usize, i64)>,
    heap: BinaryHeap<Reverse<(Cost, u32)>>,
    /// Fingerprint of a table → the cheapest way to it.
    seen: BTreeMap<u64, Cost>,
    /// Fingerprint → cost and node of a complete explanation.
    complete: BTreeMap<u64, (Cost, u32)>,
    best: Cost,
    /// The cheapest explanation by one cell alone.
    alone: Option<(Cost, u32)>,
}

/// The explanations within `margin` of the best, in at most so many expansions.
pub(super) fn search(case: &Case, expansions: usize, margin: Cost) -> SearchResult {
    let mut search = Search {
        case,
        margin,
        nodes: Vec::new(),
        pool: Vec::new(),
        heap: BinaryHeap::new(),
        seen: BTreeMap::new(),
        complete: BTreeMap::new(),
        best: Cost::MAX / 4,
        alone: None,
    };
    search.nodes.push(SearchNode {
        parent: 0,
        kind: 0,
        changes: (0, 0),
        cost: case.outside.cost(&case.system, &case.observed) + case.blanks_at_zero(),
        key: 0,
        mistakes: 0,
        depth: 0,
    });
    search.heap.push(Reverse((0, 0)));
    if mask(&case.residuals(&case.observed)) == 0 {
        return search.found(false);
    }
    let mut left = expansions;
    let mut cut = false;
    while let Some(Reverse((promise, node))) = search.heap.pop() {
        if promise > search.best + margin {
            break;
        }
        let it = &search.nodes[node as usize];
        let too_dear = it.cost + LEAST > search.best + margin;
        let known = search.seen.get(&it.key).is_some_and(|&cost| cost < it.cost);
        if too_dear || known || it.depth >= MOST_MISTAKES {
            continue;
        }
        if left == 0 {
            cut = true;
            break;
        }
        left -= 1;
        search.expand(node);
    }
    search.found(cut)
}

impl Search<'_> {
    fn expand(&mut self, node: u32) {
        let (x, touched) = self.table(node);
        let now = Situation::new(self.case, x, touched);
        let mut out = proposals(&now);
        let mut undos = out.take();
        let mut plausibility = Plausibility::new(&now);
        for undo in &mut undos {
            undo.cost += plausibility.cost(out.changes(undo));
        }
        let price = prices(&undos, self.case.system.terms.len());
        let pivots = pivots(&undos, now.broken);
        for undo in &undos {
            if undo.left == 0 {
                self.finish(node, undo, out.changes(undo));
            } else if undo.touched & pivots != 0 || undo.mended == 0 {
                let ahead: Cost = bits(undo.left).map(|q| price[q].unwrap_or(UNPRICED)).sum();
                self.follow(node, undo, out.changes(undo), ahead.max(LEAST));
            }
        }
    }

    fn finish(&mut self, node: u32, undo: &Undo, changes: &[(usize, i64)]) {
        let child = self.child(node, undo);
        let cost = child.cost + number_of_mistakes(child.mistakes);
        if node == 0 && changes.len() == 1 && self.alone.is_none_or(|(known, _)| cost < known) {
            let at = self.keep(self.child(node, undo), changes);
            self.alone = Some((cost, at));
        }
        let known = self
            .complete
            .get(&child.key)
            .is_some_and(|&(known, _)| known <= cost);
        if known || cost > self.best + self.margin {
            return;
        }
        self.best = self.best.min(cost);
        let key = child.key;
        let at = self.keep(child, changes);
        self.complete.insert(key, (cost, at));
    }

    fn follow(&mut self, node: u32, undo: &Undo, changes: &[(usize, i64)], ahead: Cost) {
        let child = self.child(node, undo);
        let known = self
            .seen
            .get(&child.key)
            .is_some_and(|&known| known <= child.cost);
        if known || child.depth >= MOST_MISTAKES || child.cost + ahead > self.best + self.margin {
            return;
        }
        self.seen.insert(child.key, child.cost);
        let promise = child.cost + ahead;
        let at = self.keep(child, changes);
        self.heap.push(Reverse((promise, at)));
    }

    fn child(&self, node: u32, undo: &Undo) -> SearchNode {
        let parent = &self.nodes[node as usize];
        let nobodys = KINDS[usize::from(undo.kind)].is_nobodys();
        SearchNode {
            parent: node,
            kind: undo.kind,
            changes: (0, 0),
            cost: parent.cost + undo.cost,
            key: parent.key.wrapping_add(undo.key),
            mistakes: parent.mistakes + u32::from(!nobodys),
            depth: parent.depth + 1,
        }
    }

    fn keep(&mut self, mut node: SearchNode, changes: &[(usize, i64)]) -> u32 {
        let from = self.pool.len() as u32;
        self.pool.extend_from_slice(changes);
        node.changes = (from, self.pool.len() as u32);
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }

    /// The steps from the input to a node.
    fn path(&self, mut node: u32) -> Vec<ExplanationStep> {
        let mut steps = Vec::new();
        while node != 0 {
            let it = &self.nodes[node as usize];
            let (from, to) = it.changes;
            steps.push(ExplanationStep {
                kind: it.kind,
                changes: self.pool[from as usize..to as usize].to_vec(),
            });
            node = it.parent;
        }
        steps.reverse();
        steps
    }

    fn table(&self, mut node: u32) -> (Vec<i64>, Vec<bool>) {
        let mut x = self.case.observed.clone();
        let mut touched = vec![false; x.len()];
        while node != 0 {
            let it = &self.nodes[node as usize];
            for &(cell, delta) in &self.pool[it.changes.0 as usize..it.changes.1 as usize] {
                x[cell] += delta;
                touched[cell] = true;
            }
            node = it.parent;
        }
        (x, touched)
    }

    fn found(mut self, cut: bool) -> SearchResult {
        let mut answers: Vec<SystemExplanation> = Vec::new();
        let whole = mask(&self.case.residuals(&self.case.observed)) == 0;
        if whole {
            answers.push(SystemExplanation {
                cost: 0,
                steps: Vec::new(),
                values: Sorted::default(),
            });
        }
        if let Some((cost, node)) = self.alone {
            self.complete
                .entry(self.nodes[node as usize].key)
                .or_insert((cost, node));
        }
        let ranked = |&(cost, node): &(Cost, u32)| {
            // Several mistakes that look exactly like one wrong cell would be a coincidence: they
            // come after the cell, whatever their prices say.
            let several = self.nodes[node as usize].parent != 0;
            match self.alone {
                Some((alone, _)) if several => (cost.max(alone + 1), node),
                _ => (cost, node),
            }
        };
        let complete: Vec<(Cost, u32)> = self.complete.values().map(ranked).collect();
        let best = complete.iter().map(|one| one.0).min().unwrap_or(0);
        for &(cost, node) in complete.iter().filter(|one| one.0 <= best + self.margin) {
            answers.push(self.answer(cost, node));
        }
        answers.put_in_order_by(|a, b| {
            let key = |a: &SystemExplanation| (a.cost, a.values.len());
            key(a).cmp(&key(b)).then_with(|| a.values.cmp(&b.values))
        });
        SearchResult { answers, cut }
    }

    fn answer(&self, cost: Cost, node: u32) -> SystemExplanation {
        let steps = self.path(node);
        let mut values = Sorted::default();
        for &(cell, delta) in steps.iter().flat_map(|step| &step.changes) {
            *values.entry_or(cell, self.case.observed[cell]) += delta;
        }
        values.retain(|&cell, &value| value != self.case.observed[cell]);
        SystemExplanation {
            cost,
            steps,
            values,
        }
    }
}

/// What making each equation hold costs at least, as a share of the cheapest proposal for it.
fn prices(undos: &[Undo], equations: usize) -> Vec<Option<Cost>> {
    let mut price: Vec<Option<Cost>> = vec![None; equations];
    for undo in undos.iter().filter(|undo| undo.mended > 0) {
        let share = (undo.cost.max(0) / Cost::from(undo.mended)).min(DEAREST);
        for q in bits(undo.touched) {
            price[q] = Some(price[q].map_or(share, |known| known.min(share)));
        }
    }
    price
}

/// The two broken equations that the fewest proposals touch.
fn pivots(undos: &[Undo], broken: Mask) -> Mask {
    let mut counted: Vec<(usize, usize)> = bits(broken)
        .map(|q| {
            (
                undos
                    .iter()
                    .filter(|undo| undo.touched >> q & 1 == 1)
                    .count(),
                q,
            )
        })
        .collect();
    counted.put_in_order();
    counted.iter().take(2).fold(0, |set, &(_, q)| set | 1 << q)
}
