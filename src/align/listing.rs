//! Every way to cut, spread or drop values so that the unit's own equations hold, within bounds.

use super::flow::Flow;
use super::slot::{Slot, slot};
use super::unit::{Choices, Unit};
use crate::form::Kind;
use crate::number::{Said, Value};

/// Ways listed for one unit at most.
const MOST: usize = 400;
/// Digits of a part of glued ones at most.
const LONGEST: usize = 15;
/// Steps that listing them may take.
const STEPS: usize = 200_000;

/// Lists ways under the unit's own equations, within bounds.
pub(super) struct Listing<'a> {
    flow: &'a Flow<'a>,
    unit: &'a Unit<'a>,
    pub ways: Vec<Vec<Slot>>,
    steps: usize,
    pub cut: bool,
}

impl<'a> Listing<'a> {
    pub fn new(flow: &'a Flow<'a>, unit: &'a Unit<'a>) -> Self {
        Listing {
            flow,
            unit,
            ways: Vec::new(),
            steps: 0,
            cut: false,
        }
    }

    pub fn done(self) -> Choices {
        Choices {
            ways: self.ways,
            order: false,
            cut: self.cut,
            slack: 0,
        }
    }

    fn number(&self, slot: &Slot) -> Option<i64> {
        match slot {
            Slot::Item(i) => match &self.flow.items[*i].said {
                Said::Number {
                    value: Value::Count(n),
                    ..
                } => Some(*n),
                _ => None,
            },
            Slot::Part(_, n) => Some(*n),
            Slot::Blank(_) => Some(0),
            Slot::Lost => None,
        }
    }

    /// Whether the equations that end at the last slot hold.
    fn fits(&self, way: &[Slot]) -> bool {
        let last = way.len() - 1;
        let mut ending = self.unit.inner.iter().filter(|rule| rule.last == last);
        !ending.any(|rule| rule.fails(|i| self.number(&way[i])))
    }

    fn step(&mut self) -> bool {
        self.steps += 1;
        self.cut |= self.steps > STEPS || self.ways.len() >= MOST;
        !self.cut
    }

    /// Cuts glued digits into as many numbers as there are cells.
    pub fn split(&mut self, tokens: &[usize]) {
        // Longer digits than all cells together could hold are no row.
        let longest = 16 * self.unit.kinds.len();
        if tokens
            .iter()
            .any(|&i| self.flow.items[i].text.len() > longest)
        {
            self.cut = true;
            return;
        }
        self.split_from(tokens, 0, &mut Vec::new());
    }

    fn split_from(&mut self, tokens: &[usize], at: usize, way: &mut Vec<Slot>) {
        let n = self.unit.kinds.len();
        let Some((&token, rest)) = tokens.split_first() else {
            if way.len() == n {
                self.ways.push(way.clone());
            }
            return;
        };
        if way.len() >= n || !self.step() {
            return;
        }
        let text: Vec<char> = self.flow.items[token]
            .text
            .chars()
            .map(crate::text::fold)
            .collect();
        let kind = self.unit.kinds[way.len()];
        let sign = usize::from(at < text.len() && matches!(text[at], '-' | '+' | '−'));
        if sign == 1 && kind != Kind::Change {
            return;
        }
        let from = at + sign;
        let all = (at == 0).then_some(text.len());
        let far = all.filter(|&end| end > from + LONGEST);
        for end in (from + 1..=text.len()).take(LONGEST).chain(far) {
            let digits = &text[from..end];
            if digits.len() > 1 && digits[0] == '0' {
                break; // No number is written with a leading zero.
            }
            let slot = if all == Some(end) {
                Slot::Item(token)
            } else if digits.iter().all(char::is_ascii_digit) {
                let digit = |c: &char| i64::from(u32::from(*c) - u32::from('0'));
                let size = digits.iter().fold(0, |n, c| n * 10 + digit(c));
                let is_minus = sign == 1 && text[at] != '+';
                Slot::Part(token, if is_minus { -size } else { size })
            } else {
                continue; // A point or a unit: this token is an amount, only its end may be.
            };
            way.push(slot);
            if self.fits(way) {
                if end == text.len() {
                    self.split_from(rest, 0, way);
                } else {
                    self.split_from(tokens, end, way);
                }
            }
            way.pop();
            if self.cut {
                return;
            }
        }
    }

    /// Spreads too few values over the cells, the rest blank.
    pub fn spread(&mut self, tokens: &[usize]) {
        self.spread_from(tokens, &mut Vec::new(), &Slot::Blank(None));
    }

    /// Spreads too few cells over the form's, the rest lost.
    pub fn spread_cells(&mut self, cells: &[usize]) {
        self.spread_from(cells, &mut Vec::new(), &Slot::Lost);
    }

    fn spread_from(&mut self, tokens: &[usize], way: &mut Vec<Slot>, filler: &Slot) {
        let left = self.unit.kinds.len() - way.len();
        if left == 0 {
            self.ways.push(way.clone());
            return;
        }
        if !self.step() {
            return;
        }
        let mut options: Vec<(Slot, &[usize])> = Vec::new();
        if let Some((&token, rest)) = tokens.split_first() {
            options.push((slot(self.flow, token), rest));
        }
        if tokens.len() < left {
            options.push((filler.clone(), tokens));
        }
        for (slot, rest) in options {
            way.push(slot);
            if self.fits(way) {
                self.spread_from(rest, way, filler);
            }
            way.pop();
        }
    }

    /// Leaves out as many values as there are too many, at either end: a line's number, a page's. In a line
    /// of text one at most: several may be digits of numbers that are set apart.
    pub fn drop_from(&mut self, tokens: &[usize], grid: bool) {
        let n = self.unit.kinds.len();
        if tokens.len() > n + if grid { 3 } else { 1 } {
            self.cut = true;
            return;
        }
        for window in tokens.windows(n) {
            let mut way = Vec::new();
            let whole = window.iter().all(|&token| {
                way.push(slot(self.flow, token));
                self.step() && self.fits(&way)
            });
            if whole {
                self.ways.push(way);
            }
        }
    }
}
