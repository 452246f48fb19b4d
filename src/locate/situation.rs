//! A table on the way to being mended, and the undone mistakes proposed for it.

use super::case::{Case, LARGEST, Mark};
use super::fixed::{Cost, either};
use super::frame::{Mask, RowRole};
use super::mistake::KINDS;

/// The table after some mistakes were undone.
pub(super) struct Situation<'a> {
    pub case: &'a Case,
    /// The values.
    pub x: Vec<i64>,
    /// Left minus right side of every equation.
    pub residual: Vec<i64>,
    /// The equations that do not hold.
    pub broken: Mask,
    /// Cells that an earlier step touched.
    pub touched: Vec<bool>,
    /// Changes to a cell that a broken equation or the evidence asks for.
    pub singles: Vec<Single>,
    pub tally: Tally,
}

/// A change to a single cell that would do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Single {
    pub cell: usize,
    pub delta: i64,
}

/// Counts over the table that several kinds of mistake need.
#[derive(Debug, Default, Clone)]
pub(super) struct Tally {
    /// Cells that are not 0.
    pub filled: u64,
    /// Cells that are 0.
    pub zeros: u64,
    /// Rows with a cell that is not 0.
    pub rows: u64,
    /// Parts of leaf rows that are not 0.
    pub leaves: u64,
    /// Parts of all other rows with a total that are not 0.
    pub others: u64,
}

impl<'a> Situation<'a> {
    pub fn new(case: &'a Case, x: Vec<i64>, touched: Vec<bool>) -> Situation<'a> {
        let residual = case.residuals(&x);
        let broken = mask(&residual);
        let mut now = Situation {
            tally: Tally::of(case, &x),
            singles: Vec::new(),
            case,
            x,
            residual,
            broken,
            touched,
        };
        now.singles = now.find_singles();
        now
    }

    /// The changes that would each make one broken equation of the cell hold.
    pub fn mending(&self, cell: usize) -> impl Iterator<Item = i64> + '_ {
        let broken = |&(equation, _): &(usize, i64)| self.residual[equation] != 0;
        let equations = self.case.equations(cell).filter(broken);
        equations.map(|(equation, sign)| -sign * self.residual[equation])
    }

    fn find_singles(&self) -> Vec<Single> {
        let mut singles = Vec::new();
        for cell in (0..self.x.len()).filter(|&cell| !self.touched[cell]) {
            singles.extend(self.mending(cell).map(|delta| Single { cell, delta }));
        }
        self.case.outside.wants(&self.x, |cell, delta| {
            if !self.touched[cell] {
                singles.push(Single { cell, delta });
            }
        });
        singles.sort_unstable();
        singles.dedup();
        singles
    }

    /// The same for a part of a row that is changed together with the row's total: the changes
    /// that the equations of its column or of the total's column ask for.
    pub fn pair_deltas(&self, row: usize, part: usize, total: usize) -> Vec<i64> {
        let rule = self.case.frame.row_rule(row);
        let mut deltas = Vec::new();
        for cell in [part, total] {
            for (equation, sign) in self.case.equations(cell) {
                if Some(equation) != rule && self.residual[equation] != 0 {
                    deltas.push(-sign * self.residual[equation]);
                }
            }
            if self.case.outside.watches(cell) {
                let want = |wanted, delta| if wanted == cell { deltas.push(delta) };
                self.case.outside.wants(&self.x, want);
            }
        }
        deltas.sort_unstable();
        deltas.dedup();
        deltas
    }

    /// Whether a number stands in the cell, or a blank where blanks are the way to write 0.
    pub fn is_number(&self, cell: usize) -> bool {
        match self.case.marks[cell] {
            Mark::Number => true,
            Mark::Blank => self.case.blank == 0,
            Mark::Lost => false,
        }
    }
}

/// The equations that do not hold.
pub(super) fn mask(residual: &[i64]) -> Mask {
    let bits = residual.iter().enumerate();
    bits.fold(0, |mask, (equation, &gap)| mask | ((gap != 0) as Mask) << equation)
}

impl Tally {
    fn of(case: &Case, x: &[i64]) -> Tally {
        let frame = &case.frame;
        let mut tally = Tally::default();
        for &(row, role) in &frame.rows {
            let mut parts = 0;
            for cell in frame.details_of(row) {
                parts += u64::from(x[cell] != 0);
            }
            let total = frame.total_of(row).is_some_and(|cell| x[cell] != 0);
            tally.rows += u64::from(parts > 0 || total);
            tally.filled += parts + u64::from(total);
            match role {
                RowRole::Leaf => tally.leaves += parts,
                RowRole::Subtotal => {}
                _ => tally.others += parts,
            }
        }
        tally.filled = tally.filled.max(1);
        tally.rows = tally.rows.max(1);
        tally.zeros = (x.len() as u64).saturating_sub(tally.filled);
        tally
    }
}

/// One mistake undone: the cells it gives back their values.
#[derive(Debug, Clone)]
pub(super) struct Undo {
    /// Index into [`KINDS`].
    pub kind: u8,
    pub cost: Cost,
    /// What the change adds to the table's fingerprint; equal for equal changes.
    pub key: u64,
    /// Stretch of [`Proposals::pool`].
    pub changes: (u32, u32),
    /// Broken equations that it changes.
    pub touched: Mask,
    /// Equations that are broken afterwards.
    pub left: Mask,
    /// Broken equations that hold afterwards.
    pub mended: u32,
}

/// The undone mistakes proposed for one situation.
pub(super) struct Proposals<'a> {
    pub now: &'a Situation<'a>,
    /// Cells with the amount added, for all proposals.
    pub pool: Vec<(usize, i64)>,
    pub list: Vec<Undo>,
    kind: u8,
}

impl<'a> Proposals<'a> {
    /// Everything that the known kinds propose, equal changes merged: the likeliest kind gives
    /// the name, and all of them together the probability.
    pub fn collect(now: &'a Situation<'a>) -> Proposals<'a> {
        let mut out = Proposals {
            now,
            pool: Vec::new(),
            list: Vec::new(),
            kind: 0,
        };
        for (kind, it) in KINDS.iter().enumerate() {
            out.kind = kind as u8;
            (it.propose)(now, &mut out);
        }
        out.list.sort_unstable_by_key(|undo| (undo.key, undo.cost, undo.kind));
        out.list.dedup_by(|other, first| {
            let same = other.key == first.key;
            if same {
                first.cost = either(first.cost, other.cost);
            }
            same
        });
        out
    }

    /// The cells of a proposal.
    pub fn changes(&self, undo: &Undo) -> &[(usize, i64)] {
        &self.pool[undo.changes.0 as usize..undo.changes.1 as usize]
    }

    /// Proposes to undo one mistake; it is taken only if it leads somewhere. `cost` is asked only
    /// then.
    pub fn offer(&mut self, changes: &[(usize, i64)], cost: impl FnOnce() -> Cost) {
        let (now, case) = (self.now, self.now.case);
        let many = changes.len() > 1;
        let mut watched = false;
        for &(cell, delta) in changes {
            let value = now.x[cell].checked_add(delta);
            let free = !now.touched[cell] || (many && case.frame.is_sum[cell]);
            if !free || delta == 0 || !value.is_some_and(|v| (0..=LARGEST).contains(&v)) {
                return;
            }
            watched |= case.outside.watches(cell);
        }
        let (mut touched, mut left, mut mended) = (0, now.broken, 0);
        let mut gaps = [(0, 0); 32];
        let mut gaps_len = 0;
        for &(cell, delta) in changes {
            for (equation, sign) in case.equations(cell) {
                let known = gaps[..gaps_len].iter().position(|gap| gap.0 == equation);
                let at = known.unwrap_or(gaps_len);
                if at == gaps_len {
                    if gaps_len == gaps.len() {
                        return;
                    }
                    gaps[at] = (equation, 0);
                    gaps_len += 1;
                }
                gaps[at].1 += sign * delta;
            }
        }
        for &(equation, change) in gaps[..gaps_len].iter().filter(|gap| gap.1 != 0) {
            let (before, bit) = (now.residual[equation], 1 << equation);
            if before == 0 {
                left |= bit;
                continue;
            }
            touched |= bit;
            if before + change == 0 {
                left &= !bit;
                mended += 1;
            }
        }
        let grows = left.count_ones() > now.broken.count_ones() + 2;
        if grows || (mended == 0 && !(watched && self.agrees_better(changes))) {
            return;
        }
        let from = self.pool.len() as u32;
        self.pool.extend_from_slice(changes);
        self.list.push(Undo {
            kind: self.kind,
            cost: cost(),
            key: changes.iter().fold(0, |key, &change| key.wrapping_add(fingerprint(change))),
            changes: (from, self.pool.len() as u32),
            touched,
            left,
            mended,
        });
    }

    /// Whether the evidence from outside likes the table better after the changes.
    fn agrees_better(&self, changes: &[(usize, i64)]) -> bool {
        let case = self.now.case;
        let mut x = self.now.x.clone();
        let before = case.outside.cost(&case.frame, &x);
        changes.iter().for_each(|&(cell, delta)| x[cell] += delta);
        case.outside.cost(&case.frame, &x) < before
    }
}

/// A number for a change, such that equal tables get equal sums of them and others do not.
fn fingerprint((cell, delta): (usize, i64)) -> u64 {
    let mut z = (cell as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)).wrapping_mul(delta as u64)
}
