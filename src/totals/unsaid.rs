//! Groups that no word tells: a line that is the sum of those below or above it, beside which a total is not the
//! sum of all lines. Numbers alone speak for them, so that where they do nothing is accused.

use super::check::Written;
use super::decimal::ExactDecimal;
use super::grid::{Content, Grid};

/// Terms of a total at most that are searched.
const TERMS: usize = 80;
/// Lines that are searched.
const LINES: usize = 60;
/// Ways to read a total at most.
const READINGS: usize = 6;

/// A head and its members.
pub(super) type Parted = (usize, Vec<usize>);

/// What numbers tell of a total.
#[derive(Debug, Default)]
pub(super) struct Unsaid {
    /// What it may be the sum of.
    pub readings: Vec<Vec<usize>>,
    /// Groups beside which a line's total holds.
    pub groups: Vec<Parted>,
    /// Lines in which groups are nearer to the total than the sum of all.
    pub lines: Vec<usize>,
}

/// The numbers of one line.
pub(super) struct NumbersOfLine {
    pub terms: Vec<ExactDecimal>,
    pub total: ExactDecimal,
    pub places: u8,
    pub rounded: bool,
}

impl NumbersOfLine {
    fn gap(&self, kept: &[usize]) -> Option<ExactDecimal> {
        self.sum(kept)?.minus(self.total)
    }

    fn sum(&self, those: &[usize]) -> Option<ExactDecimal> {
        let mut those = those.iter();
        those.try_fold(ExactDecimal::ZERO, |sum, &at| sum.plus(self.terms[at]))
    }

    fn is_near(&self, gap: ExactDecimal, terms: usize) -> bool {
        gap.within(if self.rounded { terms + 1 } else { 0 }, self.places)
    }

    /// The terms cut into several runs, each of which comes to the total.
    fn runs(&self) -> Option<Vec<Vec<usize>>> {
        let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
        for at in 0..self.terms.len() {
            let run = runs.last_mut()?;
            run.push(at);
            let near = self.is_near(self.gap(run)?, run.len());
            // What is nought behind it belongs to either.
            if near && run.len() > 1 && at + 1 < self.terms.len() {
                runs.push(Vec::new());
            }
        }
        let last = runs.last()?;
        let whole = self.is_near(self.gap(last)?, last.len()) && last.len() > 1;
        (whole && runs.len() > 1 && !self.total.is_zero()).then_some(runs)
    }

    /// The terms without the members of groups of so many at least, and the groups.
    fn kept(&self, behind: bool, least: usize) -> (Vec<usize>, Vec<Parted>) {
        let mut order: Vec<usize> = (0..self.terms.len()).collect();
        if behind {
            order.reverse();
        }
        let (mut kept, mut groups) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(&head) = order.get(at) {
            kept.push(head);
            at += 1;
            if let Some(count) = self.members(head, &order[at..], least) {
                let mut members = order[at..at + count].to_vec();
                members.sort_unstable();
                groups.push((head, members));
                at += count;
            }
        }
        kept.sort_unstable();
        (kept, groups)
    }

    /// How many of those that follow come to a head.
    fn members(&self, head: usize, rest: &[usize], least: usize) -> Option<usize> {
        let head = self.terms[head];
        if head.is_zero() || head.is_negative() {
            return None;
        }
        let mut sum = ExactDecimal::ZERO;
        let mut filled = 0;
        for (count, &at) in (1..).zip(rest) {
            sum = sum.plus(self.terms[at])?;
            let gap = sum.minus(head)?;
            if self.terms[at].is_negative() {
                return None;
            }
            filled += usize::from(!self.terms[at].is_zero());
            if filled >= least && self.is_near(gap, count) {
                return Some(count);
            }
            if !gap.is_negative() && !self.is_near(gap, count) {
                return None;
            }
        }
        None
    }
}

/// The numbers of a line that a total and its terms have; none where one is no number.
pub(super) fn numbers(
    grid: &Grid,
    terms: &[usize],
    total: usize,
    cell: &dyn Fn(usize) -> Option<usize>,
    written: Written,
) -> Option<NumbersOfLine> {
    let value = |item: usize| {
        let cell = &grid.cells[cell(item)?];
        match cell.content {
            Content::Blank => Some(ExactDecimal::ZERO),
            Content::Number => cell.value,
            _ => None,
        }
    };
    Some(NumbersOfLine {
        terms: terms
            .iter()
            .map(|&term| value(term))
            .collect::<Option<_>>()?,
        total: value(total)?,
        places: written.places,
        rounded: written.rounded,
    })
}

/// What the numbers of all lines tell of a total that is not the sum of its terms; `terms` are their items.
pub(super) fn unsaid(
    terms: &[usize],
    lines: &[usize],
    numbers: &dyn Fn(usize) -> Option<NumbersOfLine>,
) -> Unsaid {
    let mut found = Unsaid::default();
    if !(3..=TERMS).contains(&terms.len()) {
        return found;
    }
    let all: Vec<usize> = (0..terms.len()).collect();
    let named = |those: &[usize]| -> Vec<usize> { those.iter().map(|&at| terms[at]).collect() };
    for &line in lines.iter().take(LINES) {
        let told = numbers(line).and_then(|numbers| Some((numbers.gap(&all)?, numbers)));
        let Some((gap, numbers)) = told else {
            continue;
        };
        if numbers.is_near(gap, terms.len()) {
            continue;
        }
        // The same whole, divided in several ways one below the other.
        for run in numbers.runs().unwrap_or_default() {
            let reading = named(&run);
            if found.readings.len() < READINGS && !found.readings.contains(&reading) {
                found.readings.push(reading);
            }
        }
        let ways = [(false, 2), (true, 2), (false, 1), (true, 1)];
        for (behind, least) in ways {
            let (kept, groups) = numbers.kept(behind, least);
            // Two equal numbers are no group, but beside one that is one they may be.
            let filled = |members: &[usize]| {
                let filled = members.iter().filter(|&&at| !numbers.terms[at].is_zero());
                filled.count()
            };
            let is_told = groups.iter().any(|(_, members)| filled(members) > 1);
            let left = numbers.gap(&kept).filter(|_| is_told);
            let Some(left) = left else {
                continue;
            };
            let reading = named(&kept);
            let near = numbers.is_near(left, kept.len());
            if near && found.readings.len() < READINGS && !found.readings.contains(&reading) {
                found.readings.push(reading);
            }
            let closer = || {
                let closer = left.size().minus(gap.size());
                least > 1 && closer.is_some_and(ExactDecimal::is_negative)
            };
            if (near || closer()) && !found.lines.contains(&line) {
                found.lines.push(line);
            }
            for (head, members) in groups.into_iter().filter(|_| near && least > 1) {
                let group = (terms[head], named(&members));
                if !found.groups.contains(&group) {
                    found.groups.push(group);
                }
            }
        }
    }
    found
}
