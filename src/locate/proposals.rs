//! The mistakes that may be undone next.

use super::case::LARGEST;
use super::fixed::{Cost, NAT, either};
use super::situation::Situation;
use super::system::{Mask, RowRole, bits};
use crate::sorted::InOrder;

/// One mistake undone: the cells it gives back their values.
#[derive(Debug, Clone)]
pub(super) struct Undo {
    /// Index into [`super::mistake::KINDS`].
    pub kind: u8,
    pub cost: Cost,
    /// What the change adds to the table's fingerprint; equal for equal changes.
    pub key: u64,
    /// Stretch of [`Proposals::pool`].
    changes: (u32, u32),
    /// Broken equations that it changes.
    pub touched: Mask,
    /// Equations that are broken afterwards.
    pub left: Mask,
    /// Broken equations that hold afterwards.
    pub mended: u32,
}

/// A change to one cell, or the same change to a part of a row and to the row's total: the
/// commonest shapes, which many kinds price.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// The cell, or the part.
    pub cell: usize,
    /// The row's total, for a pair.
    pub total: Option<usize>,
    pub delta: i64,
    /// Index into the proposals.
    at: usize,
}

/// The undone mistakes proposed for one situation.
pub(super) struct Proposals<'a> {
    now: &'a Situation<'a>,
    /// Cells with the amount added, for all proposals.
    pool: Vec<(usize, i64)>,
    list: Vec<Undo>,
    kind: u8,
    /// The residuals, to try changes on.
    trial: Vec<i64>,
}

/// What a proposal costs that no kind has priced.
const NOBODY: Cost = 40 * NAT;

impl<'a> Proposals<'a> {
    /// None yet.
    pub fn new(now: &'a Situation<'a>) -> Proposals<'a> {
        Proposals {
            now,
            pool: Vec::with_capacity(512),
            list: Vec::with_capacity(256),
            kind: 0,
            trial: now.residual.clone(),
        }
    }

    /// What is offered from here on is of this kind.
    pub fn of_kind(&mut self, kind: usize) {
        self.kind = kind as u8;
    }

    /// Merges equal changes: the likeliest kind gives the name, and all of them together the
    /// probability. What no kind has priced goes.
    pub fn merge(&mut self) {
        self.list.retain(|undo| undo.cost < NOBODY);
        self.list
            .put_in_order_by_key(|undo| (undo.key, undo.cost, undo.kind));
        self.list.dedup_by(|other, first| {
            let same = other.key == first.key;
            if same {
                first.cost = either(first.cost, other.cost);
            }
            same
        });
    }

    /// The changes to one cell that a broken equation or the evidence asks for.
    pub fn singles(&mut self) -> Vec<Target> {
        let now = self.now;
        let mut asked = Vec::with_capacity(64);
        for equation in bits(now.broken) {
            let gap = now.residual[equation];
            let terms = now.case.system.terms[equation].iter();
            let free = terms.filter(|term| !now.touched[term.0]);
            asked.extend(free.map(|&(cell, sign)| (cell, -sign * gap)));
        }
        now.case
            .outside
            .wants(&now.x, |cell, delta| asked.push((cell, delta)));
        asked.put_in_order();
        asked.dedup();
        let target = |(cell, delta)| self.target(cell, None, delta);
        asked.into_iter().filter_map(target).collect()
    }

    /// The changes to a part and its row's total. They keep the row's equation as it is, so only
    /// the columns' matter; and the total's column has a say of its own only where the part's is
    /// broken too, or where a carry-over may be wrong.
    pub fn pairs(&mut self) -> Vec<Target> {
        let now = self.now;
        let mut asked = Vec::with_capacity(64);
        for row in &now.case.system.rows {
            let Some(total) = row.total.filter(|&cell| now.is_number(cell)) else {
                continue;
            };
            let off_row = |&(equation, _): &(usize, i64)| Some(equation) != row.rule;
            let columns = now.broken & !row.rule.map_or(0, |rule| 1 << rule);
            let concerned = |&&part: &&usize| (now.reach(part) | now.reach(total)) & columns != 0;
            let carry = !matches!(row.role, RowRole::Leaf | RowRole::Subtotal);
            for &part in row.parts.iter().filter(concerned) {
                if !now.is_number(part) {
                    continue;
                }
                let before = asked.len();
                let pair = |(_, delta)| (part, total, delta);
                asked.extend(now.mending(part).filter(off_row).map(pair));
                if carry || asked.len() > before {
                    asked.extend(now.mending(total).filter(off_row).map(pair));
                }
            }
        }
        now.case.outside.wants(&now.x, |cell, delta| {
            let row = now.case.system.row(cell);
            let Some(total) = row.total.filter(|&cell| now.is_number(cell)) else {
                return;
            };
            for &part in row.parts.iter().filter(|&&part| now.is_number(part)) {
                if part == cell || total == cell {
                    asked.push((part, total, delta));
                }
            }
        });
        asked.put_in_order();
        asked.dedup();
        let target = |(part, total, delta)| self.target(part, Some(total), delta);
        asked.into_iter().filter_map(target).collect()
    }

    fn target(&mut self, cell: usize, total: Option<usize>, delta: i64) -> Option<Target> {
        let at = self.list.len();
        match total {
            None => self.offer(&[(cell, delta)], || NOBODY),
            Some(total) => self.offer(&[(cell, delta), (total, delta)], || NOBODY),
        }
        (self.list.len() > at).then_some(Target {
            cell,
            total,
            delta,
            at,
        })
    }

    /// What these targets cost as a mistake of the present kind.
    pub fn price(&mut self, targets: &[Target], price: fn(&Situation, Target) -> Option<Cost>) {
        for &target in targets {
            let Some(cost) = price(self.now, target) else {
                continue;
            };
            let undo = &mut self.list[target.at];
            if cost < undo.cost {
                undo.kind = self.kind;
            }
            undo.cost = either(undo.cost, cost);
        }
    }

    /// The proposals, to be priced further.
    pub fn take(&mut self) -> Vec<Undo> {
        std::mem::take(&mut self.list)
    }

    /// The cells of a proposal.
    pub fn changes(&self, undo: &Undo) -> &[(usize, i64)] {
        &self.pool[undo.changes.0 as usize..undo.changes.1 as usize]
    }

    /// Proposes to undo one mistake; it is taken only if it leads somewhere, and `cost` is asked
    /// only then.
    pub fn offer(&mut self, changes: &[(usize, i64)], cost: impl FnOnce() -> Cost) {
        if !self.is_free(changes) {
            return;
        }
        let now = self.now;
        let (touched, left, mended) = self.outcome(changes);
        let grows = left.count_ones() > now.broken.count_ones() + 2;
        if grows || (mended == 0 && !self.agrees_better(changes)) {
            return;
        }
        let from = self.pool.len() as u32;
        self.pool.extend_from_slice(changes);
        self.list.push(Undo {
            kind: self.kind,
            cost: cost(),
            key: changes
                .iter()
                .fold(0, |key, &change| key.wrapping_add(fingerprint(change))),
            changes: (from, self.pool.len() as u32),
            touched,
            left,
            mended,
        });
    }

    /// Whether cells may be changed so: to numbers there are, and none twice but a sum along with others.
    fn is_free(&self, changes: &[(usize, i64)]) -> bool {
        let (now, many) = (self.now, changes.len() > 1);
        changes.iter().all(|&(cell, delta)| {
            let value = now.x[cell].checked_add(delta);
            let free = !now.touched[cell] || (many && now.case.system.is_sum(cell));
            free && delta != 0 && value.is_some_and(|v| (0..=LARGEST).contains(&v))
        })
    }

    /// What changes make of the equations: those that were broken and are touched, those broken afterwards, and how
    /// many are mended.
    fn outcome(&mut self, changes: &[(usize, i64)]) -> (Mask, Mask, u32) {
        let (now, system) = (self.now, &self.now.case.system);
        let mut reach: Mask = 0;
        for &(cell, delta) in changes {
            for &(equation, sign) in &system.equations[cell] {
                self.trial[equation] += sign * delta;
                reach |= 1 << equation;
            }
        }
        let (mut touched, mut left, mut mended) = (0, now.broken, 0);
        for equation in bits(reach) {
            let (before, bit) = (now.residual[equation], 1 << equation);
            let after = std::mem::replace(&mut self.trial[equation], before);
            if after == before {
                continue;
            }
            if before == 0 {
                left |= bit;
                continue;
            }
            touched |= bit;
            if after == 0 {
                left &= !bit;
                mended += 1;
            }
        }
        (touched, left, mended)
    }

    /// Whether the evidence from outside likes the table better after the changes.
    fn agrees_better(&self, changes: &[(usize, i64)]) -> bool {
        let case = self.now.case;
        if !changes.iter().any(|change| case.outside.watches(change.0)) {
            return false;
        }
        let mut x = self.now.x.clone();
        let before = case.outside.cost(&case.system, &x);
        changes.iter().for_each(|&(cell, delta)| x[cell] += delta);
        case.outside.cost(&case.system, &x) < before
    }
}

/// A number for a change, such that equal tables get equal sums of them and others do not.
fn fingerprint((cell, delta): (usize, i64)) -> u64 {
    let mut z = (cell as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)).wrapping_mul(delta as u64)
}
