//! Formats that hold under conditions, where they hide numbers: in the colour of what lies behind them, struck
//! out, a bar or a sign in place of the number.
//!
//! A condition that compares the cell with numbers, or asks whether it is nought, blank, an error or begins with
//! a sign, is looked at; of any other nobody knows here whether it holds. A number that may be hidden cannot be
//! read (□), unless it is nought: hidden, nought is as good as shown. So is a text with a number in it, which is
//! greater than every number.
//!
//! The rules are gathered first, and every cell is then looked at once: against a bounded number of areas and of
//! rules. Of those beyond the bound nothing is known, and all numbers are in doubt from their first row and column
//! to their last.

mod asked;

use super::grid::SheetGrid;
use super::rows::UNKNOWN;
use crate::float;
use crate::number::{self, Said, Value};
use asked::{Comparison, OfTexts, Tests, asked, asked_of_texts, compared, own_cell};

/// Areas of a sheet at most that have such formats.
pub(super) const AREAS: usize = 512;
/// Rules of a sheet at most that may hide a number.
const RULES: usize = 256;
/// Tests of one rule at most: the rest hold for all that is known.
const TESTS: usize = 8;

/// The colour of paper, and that of text of which nothing says another.
pub(super) const PAPER: u32 = 0x00ff_ffff;
pub(super) const INK: u32 = 0;

/// Whether two colours look alike: by their parts, or as one that has a name.
pub(super) fn alike(one: u32, other: u32) -> bool {
    let mut parts = one.to_be_bytes().into_iter().zip(other.to_be_bytes());
    one == other || one < 1 << 24 && other < 1 << 24 && parts.all(|(a, b)| a.abs_diff(b) < 16)
}

/// How a cell looks where no rule holds: the colours of its font and of what lies behind it.
pub(super) type CellLook = (Option<u32>, Option<u32>);

/// What has to hold of a cell, as it is written.
#[derive(Default, Clone)]
pub(super) struct Condition {
    /// In the words of Excel's own format, and so its operator.
    pub kind: String,
    pub operator: String,
    pub text: Option<String>,
    pub formulas: Vec<String>,
    /// What its format does; a bar or a sign in place of the number hides it.
    pub format: Conditioned,
}

/// A format that holds under a condition.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Conditioned {
    /// It strikes numbers out, or writes others.
    pub gone: bool,
    /// Its own colours of text and of what lies behind.
    pub above: Option<u32>,
    pub behind: Option<u32>,
}

impl Conditioned {
    /// Whether it hides a number in any cell.
    pub fn may_hide(self) -> bool {
        self.gone || self.above.is_some() || self.behind.is_some()
    }

    /// Whether it hides one in a cell that looks so by itself.
    pub fn hides(self, look: CellLook) -> bool {
        let (above, behind) = (self.above.or(look.0), self.behind.or(look.1));
        let coloured = self.above.is_some() || self.behind.is_some();
        // White on what nobody names may be seen or not.
        let same = match (above, behind) {
            (Some(above), Some(behind)) => alike(above, behind),
            (above, _) => above == Some(PAPER),
        };
        self.gone || coloured && above.is_some() && same
    }
}

impl Condition {
    /// What it asks of a number; `areas` have the format.
    fn tests(&self, areas: &[[u32; 4]], first: &str) -> Tests {
        let formula = self.formulas.first().map_or("", String::as_str);
        let limit = |index: usize| {
            let formula = self.formulas.get(index)?;
            float::parse(formula.trim())
        };
        match &*self.kind {
            "containsBlanks" | "containsErrors" => None,
            "cellIs" => match (&*self.operator, limit(0), limit(1)) {
                ("between", Some(one), Some(other)) => Some(vec![
                    (Comparison::AtLeast, one.min(other)),
                    (Comparison::AtMost, one.max(other)),
                ]),
                (operator, Some(limit), _) => {
                    let comparison = Comparison::of_operator(operator);
                    Some(comparison.map(|is| (is, limit)).into_iter().collect())
                }
                _ => Some(Vec::new()),
            },
            "beginsWith" | "endsWith" | "containsText" => match self.text.as_deref() {
                Some("-") if self.kind == "beginsWith" => Some(vec![(Comparison::Less, 0.0)]),
                // What no number has in it.
                Some(text) if text.contains(|c: char| c.is_alphabetic() && !"eE".contains(c)) => {
                    None
                }
                _ => Some(Vec::new()),
            },
            "expression" => asked(&own_cell(formula, areas, first), 0),
            _ => Some(Vec::new()),
        }
    }

    /// What it asks of a text that has a number in it.
    fn of_texts(&self, areas: &[[u32; 4]], first: &str) -> OfTexts {
        let formula = self.formulas.first().map_or("", String::as_str);
        let limited = float::parse(formula.trim()).is_some();
        match &*self.kind {
            "containsBlanks" | "containsErrors" => OfTexts::None,
            "cellIs" if limited && self.operator == "between" => OfTexts::None,
            "cellIs" if limited => {
                Comparison::of_operator(&self.operator).map_or(OfTexts::All, compared)
            }
            "beginsWith" | "endsWith" | "containsText" => match &self.text {
                Some(text) => OfTexts::With(text.to_lowercase()),
                None => OfTexts::All,
            },
            "expression" => asked_of_texts(&own_cell(formula, areas, first)),
            _ => OfTexts::All,
        }
    }
}

/// The area that encloses two.
pub(super) fn enclosing(one: [u32; 4], other: [u32; 4]) -> [u32; 4] {
    [
        one[0].min(other[0]),
        one[1].min(other[1]),
        one[2].max(other[2]),
        one[3].max(other[3]),
    ]
}

/// A rule that may hide a number.
#[derive(PartialEq)]
struct Rule {
    tests: Tests,
    texts: OfTexts,
    format: Conditioned,
}

impl Rule {
    fn hides(&self, held: &Held, look: CellLook) -> bool {
        let holds = match (held, &self.tests, &self.texts) {
            (Held::Number(value), Some(tests), _) => {
                tests.iter().all(|(is, limit)| is.holds(*value, *limit))
            }
            (Held::Text(_), _, OfTexts::All) => true,
            (Held::Text(text), _, OfTexts::With(part)) => text.to_lowercase().contains(part),
            _ => false,
        };
        holds && self.format.hides(look)
    }
}

/// What a cell holds: a number, or a text that has one in it; neither is nought.
enum Held<'a> {
    Number(f64),
    Text(&'a str),
}

impl<'a> Held<'a> {
    fn of(text: &'a str, is_text: impl Fn() -> bool) -> Option<Self> {
        match float::parse(text) {
            Some(0.0) => None,
            Some(value) if !is_text() => Some(Held::Number(value)),
            Some(_) => Some(Held::Text(text)),
            None => match number::read(text) {
                Said::Number { value, .. } if value != Value::Count(0) => Some(Held::Text(text)),
                Said::Unreadable => Some(Held::Text(text)),
                _ => None,
            },
        }
    }
}

/// Areas and the rules that are for them.
#[derive(Default)]
struct Group {
    areas: Vec<[u32; 4]>,
    rules: Vec<Rule>,
}

/// All of a sheet.
#[derive(Default)]
pub(super) struct Rules {
    groups: Vec<Group>,
    areas: usize,
    rules: usize,
    /// What encloses the areas of rules beyond the bound.
    doubted: Option<[u32; 4]>,
}

impl Rules {
    /// Adds a rule for areas, which begin with the cell of this name; whether it is the first for them.
    pub fn add(
        &mut self,
        condition: &Condition,
        areas: &[[u32; 4]],
        first: &str,
        is_new: &mut bool,
    ) {
        let format = condition.format;
        if !format.may_hide() || areas.is_empty() {
            return;
        }
        // A nought that is hidden says as much as a blank.
        let nought = |tests: &Vec<_>| tests.contains(&(Comparison::Equal, 0.0));
        let tests = condition.tests(areas, first).filter(|tests| !nought(tests));
        let texts = condition.of_texts(areas, first);
        if tests.is_none() && texts == OfTexts::None {
            return;
        }
        let rule = Rule {
            tests,
            texts,
            format,
        };
        if let Some(group) = self.groups.iter().find(|group| group.areas == areas)
            && group.rules.contains(&rule)
        {
            return;
        }
        let more = if *is_new { areas.len() } else { 0 };
        if self.rules >= RULES || self.areas + more > AREAS {
            let all = areas.iter().copied().chain(self.doubted);
            self.doubted = all.reduce(enclosing);
            return;
        }
        if *is_new {
            self.areas += areas.len();
            self.groups.push(Group {
                areas: areas.to_vec(),
                rules: Vec::new(),
            });
            *is_new = false;
        }
        if let Some(group) = self.groups.last_mut()
            && !group.rules.contains(&rule)
        {
            group.rules.push(rule);
            self.rules += 1;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.doubted.is_none()
    }

    /// Whether what the cell at a place holds may be hidden.
    fn may_hide(&self, at: (u32, u32), held: &Held, look: CellLook) -> bool {
        let holds = |area: &[u32; 4]| {
            (area[0]..=area[2]).contains(&at.0) && (area[1]..=area[3]).contains(&at.1)
        };
        let mut groups = self.groups.iter();
        self.doubted.as_ref().is_some_and(holds)
            || groups.any(|group| {
                group.areas.iter().any(holds)
                    && group.rules.iter().any(|rule| rule.hides(held, look))
            })
    }

    /// Makes what such formats may hide unreadable; `look` says how the cell at a place looks.
    pub fn conceal(&self, look: impl Fn((u32, u32)) -> CellLook, grid: &mut SheetGrid) {
        if self.is_empty() {
            return;
        }
        let cells = grid.cells().iter();
        let gone = cells.filter_map(|(row, column, text)| {
            let at = (*row, *column);
            let held = Held::of(text, || grid.formulas.is_text(at))?;
            let hidden = self.may_hide(at, &held, look(at));
            hidden.then(|| (at, UNKNOWN.to_owned()))
        });
        let gone = gone.collect();
        grid.replace(gone);
    }
}
