//! Which of several ways is right: the relations as a checksum, and nothing more than that.
//!
//! What order says stands unless the relations contradict it and agree with another way. What the
//! relations decided is inferred. Where several ways are equally good the cells in which they
//! differ are left unreadable: ambiguity is said, not guessed away.

use super::flow::Flow;
use super::inner::Inner;
use super::slot::Slot;
use super::unit::Choices;
use crate::form::CellId;
use crate::language::FIRST;
use crate::number::{Said, Value};
use crate::sheet::{Entry, State};
use crate::sorted::{Sorted, distinct};
use crate::text::joined;

/// Joint ways looked at; beyond it units are settled one after another.
const JOINT: usize = 4_000;

/// Cells that are filled together, and how they may be.
#[derive(Debug)]
pub(crate) struct Filling<'a> {
    pub cells: &'a [CellId],
    pub inner: &'a [Inner],
    pub choices: Choices,
    /// Whether only arithmetic says that these values belong to these cells.
    pub placed_by_sums: bool,
    /// What stood there, for a cell that cannot be told.
    pub texts: Vec<&'a str>,
}

/// An equation across units: signed cells that add up to 0.
pub(crate) type Outer = Vec<(CellId, i64)>;

/// A way with its lost cells filled in as far as the unit's own equations do.
pub(super) type Filled = Vec<Option<i64>>;

/// The entries of every cell of the fillings.
pub(crate) fn resolve(
    flow: &Flow,
    fillings: &[Filling<'_>],
    outer: &[Outer],
) -> Sorted<CellId, Entry> {
    // The first engine has no equations, and of no filling more than one way.
    let weighed = if FIRST { &[][..] } else { fillings };
    let filled: Vec<Vec<Filled>> = weighed
        .iter()
        .map(|f| {
            f.choices
                .ways
                .iter()
                .map(|way| fill(flow, way, f.inner))
                .collect()
        })
        .collect();
    let open: Vec<usize> = (0..weighed.len())
        .filter(|&i| fillings[i].choices.ways.len() > 1)
        .collect();
    // Where nothing is open no equation is asked.
    let asked = if open.is_empty() { &[][..] } else { fillings };
    let places = asked.iter().enumerate().flat_map(|(unit, filling)| {
        let place = move |(index, &cell): (usize, &CellId)| (cell, (unit, index));
        filling.cells.iter().enumerate().map(place)
    });
    let judge = Judge {
        fillings,
        filled: &filled,
        outer,
        places: places.collect(),
    };
    let mut picked: Vec<Vec<usize>> = fillings
        .iter()
        .map(|f| {
            if f.choices.ways.is_empty() {
                vec![]
            } else {
                vec![0]
            }
        })
        .collect();
    let many = |f: &Filling| !f.choices.order;
    let product = open.iter().try_fold(1usize, |p, &i| {
        p.checked_mul(fillings[i].choices.ways.len())
    });
    if open.is_empty() {
        // Every unit has its only way.
    } else if FIRST {
        flow.leave();
    } else if product.is_some_and(|p| p <= JOINT) {
        for (unit, ways) in judge.settle(&open, &picked) {
            picked[unit] = ways;
        }
    } else {
        // Of what order does not tell nothing is known but what all ways say: a whole row of guesses would bear out
        // each of them. Over and over, so that what is settled first helps what comes later and the reverse.
        for &unit in open.iter().filter(|&&unit| many(&fillings[unit])) {
            picked[unit] = (0..fillings[unit].choices.ways.len()).collect();
        }
        for _ in 0..3 {
            for &unit in &open {
                for (unit, ways) in judge.settle(&[unit], &picked) {
                    picked[unit] = ways;
                }
            }
        }
    }
    let mut entries = Sorted::default();
    for (unit, filling) in fillings.iter().enumerate() {
        for (index, &cell) in filling.cells.iter().enumerate() {
            entries.insert(cell, judge.entry(flow, unit, index, &picked[unit]));
        }
    }
    entries
}

struct Judge<'a> {
    fillings: &'a [Filling<'a>],
    filled: &'a [Vec<Filled>],
    outer: &'a [Outer],
    /// Cell → unit and index within it.
    places: Sorted<CellId, (usize, usize)>,
}

impl Judge<'_> {
    /// The best ways of the units in `open`, the others as picked: a unit gets several where they
    /// are equally good.
    fn settle(&self, open: &[usize], picked: &[Vec<usize>]) -> Vec<(usize, Vec<usize>)> {
        let mut way: Vec<Option<usize>> = vec![None; picked.len()];
        let known: Vec<Filled> = (0..picked.len())
            .map(|unit| self.common(unit, &picked[unit]))
            .collect();
        let mut all: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut counter = vec![0usize; open.len()];
        loop {
            for (&unit, &w) in open.iter().zip(&counter) {
                way[unit] = Some(w);
            }
            all.push((self.broken(&way, &known), counter.clone()));
            let mut digit = 0;
            while digit < open.len() {
                counter[digit] += 1;
                if counter[digit] < self.fillings[open[digit]].choices.ways.len() {
                    break;
                }
                counter[digit] = 0;
                digit += 1;
            }
            if digit == open.len() {
                break;
            }
        }
        let best = all.iter().map(|(broken, _)| *broken).min().unwrap_or(0);
        let by_order = |ways: &[usize]| {
            open.iter()
                .zip(ways)
                .all(|(&unit, &w)| w == 0 || !self.fillings[unit].choices.order)
        };
        let plain = all
            .iter()
            .filter(|(_, ways)| by_order(ways))
            .map(|(broken, _)| *broken)
            .min();
        // Order gives way only to what agrees altogether, or where it is plainly out of step.
        let order_stands = plain.is_some_and(|p| p == best || (best > 0 && p - best < 3));
        let slack = open.iter().map(|&unit| self.fillings[unit].choices.slack);
        let slack = slack.max().unwrap_or(0);
        let kept: Vec<&Vec<usize>> = all
            .iter()
            .filter(|(broken, ways)| {
                if order_stands {
                    by_order(ways) && plain.is_some_and(|plain| *broken <= plain + slack)
                } else {
                    *broken <= best + slack
                }
            })
            .map(|(_, ways)| ways)
            .collect();
        // Other numbers that tally just as well make what order says doubtful.
        let rivals: Vec<&Vec<usize>> = if order_stands && best == 0 && plain == Some(0) {
            all.iter()
                .filter(|(broken, _)| *broken == 0)
                .map(|(_, ways)| ways)
                .collect()
        } else {
            Vec::new()
        };
        open.iter()
            .enumerate()
            .map(|(position, &unit)| {
                let ways: Vec<usize> = kept
                    .iter()
                    .chain(&rivals)
                    .map(|ways| ways[position])
                    .collect();
                (unit, distinct(ways))
            })
            .collect()
    }

    /// What all these ways of a unit say.
    fn common(&self, unit: usize, ways: &[usize]) -> Filled {
        let ways = ways.iter().filter_map(|&way| self.filled[unit].get(way));
        let alike = |mut one: Filled, other: &Filled| {
            for (cell, other) in one.iter_mut().zip(other) {
                *cell = cell.filter(|_| *cell == *other);
            }
            one
        };
        let mut ways = ways.cloned();
        let first = ways.next().unwrap_or_default();
        ways.fold(first, |one, other| alike(one, &other))
    }

    /// Equations that fail for certain in one way of some units, of the others being `known` so much.
    fn broken(&self, way: &[Option<usize>], known: &[Filled]) -> usize {
        let numbers = |unit: usize| match way[unit] {
            Some(way) => self.filled[unit].get(way),
            None => known.get(unit).filter(|known| !known.is_empty()),
        };
        let value = |cell: CellId| -> Option<i64> {
            let &(unit, index) = self.places.get(&cell)?;
            numbers(unit)?[index]
        };
        let outer = self.outer.iter().filter(|rule| {
            let sum: Option<i64> = rule
                .iter()
                .map(|&(cell, sign)| Some(sign * value(cell)?))
                .sum();
            sum.is_some_and(|sum| sum != 0)
        });
        let inner = self.fillings.iter().enumerate().map(|(unit, filling)| {
            let Some(filled) = numbers(unit) else {
                return 0;
            };
            let negative = filled.iter().any(|v| v.is_some_and(|v| v < 0));
            let fails = |rule: &&Inner| negative || rule.fails(|i| filled[i]);
            filling.inner.iter().filter(fails).count()
        });
        outer.count() + inner.sum::<usize>()
    }

    /// What a cell gets from the ways its unit is left with.
    fn entry(&self, flow: &Flow, unit: usize, index: usize, ways: &[usize]) -> Entry {
        let filling = &self.fillings[unit];
        let unreadable = || Entry {
            value: None,
            text: joined(&filling.texts, " "),
            state: State::Unreadable,
            at: None,
        };
        let Some(&first) = ways.first() else {
            return unreadable();
        };
        let way = &filling.choices.ways[first];
        let differs = |&other: &usize| {
            let numbers = &self.filled[unit];
            numbers[other][index] != numbers[first][index]
                || (matches!(filling.choices.ways[other][index], Slot::Lost)
                    != matches!(way[index], Slot::Lost)
                    && numbers[other][index].is_none())
        };
        let doubtful = || filling.choices.cut && !filling.choices.order;
        if !FIRST && (ways.iter().any(differs) || doubtful()) {
            return unreadable();
        }
        // Where there are no relations, none of them supplied what all ways say.
        let by_order = FIRST
            || filling.choices.order && first == 0 && !filling.placed_by_sums
            || filling.inner.is_empty();
        let standing = |state| if by_order { state } else { State::Inferred };
        match &way[index] {
            Slot::Item(item) => {
                let item = &flow.items[*item];
                let (value, state) = match &item.said {
                    Said::Number { value, .. } => (Some(value.clone()), standing(State::Read)),
                    Said::Blank => (None, State::Blank),
                    _ => (None, State::Unreadable),
                };
                Entry {
                    value,
                    text: item.text.to_string(),
                    state,
                    at: Some(item.at),
                }
            }
            Slot::Part(item, number) => Entry {
                value: Some(Value::Count(*number)),
                text: number.to_string(),
                state: standing(State::Read),
                at: Some(flow.items[*item].at),
            },
            Slot::Blank(item) => Entry {
                value: None,
                text: item.map_or(String::new(), |i| flow.items[i].text.to_string()),
                state: State::Blank,
                at: item.map(|i| flow.items[i].at),
            },
            Slot::Lost => Entry::missing(),
        }
    }
}

/// The numbers of a way; a lost cell gets what an equation of the unit leaves for it.
pub(super) fn fill(flow: &Flow, way: &[Slot], inner: &[Inner]) -> Filled {
    let mut numbers: Filled = way
        .iter()
        .map(|slot| match slot {
            Slot::Item(i) => match flow.items[*i].said {
                Said::Number {
                    value: Value::Count(n),
                    ..
                } => Some(n),
                Said::Blank => Some(0),
                _ => None,
            },
            Slot::Part(_, n) => Some(*n),
            Slot::Blank(_) => Some(0),
            Slot::Lost => None,
        })
        .collect();
    for rule in inner {
        let lost = |i: usize| way[i] == Slot::Lost && numbers[i].is_none();
        if let Some((one, number)) = rule.leaves(lost, |i| numbers[i]) {
            numbers[one] = number;
        }
    }
    numbers
}
