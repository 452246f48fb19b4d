//! Formulas whose result the file does not hold. Some writers store 0 for every formula, or nothing, and
//! leave computing to whoever opens the file: what the reader of the sheet sees is the sum.
//!
//! Sums, differences, products and quotients of cells and numbers are computed; what is more than that
//! is left uncomputed, and so is what adds digits that are stored as text, which a spreadsheet leaves
//! out. Results that are stored stand as they are, unless the workbook says that they are to be
//! computed when it is opened, or all of them are 0 (or empty) and one of them would not be. Where all are
//! 0 in a sheet of other numbers, one that is more than a sum may be a dummy as well: it is open.

use super::format::NumberFormat;
use crate::float;
use crate::sorted::{InOrder, Sorted, gathered};

/// Formulas of a sheet at most.
const MOST: usize = 20_000;
/// Formulas and brackets in one another at most.
const DEPTH: u32 = 64;
/// Cells looked at for one sheet at most.
const STEPS: usize = 4_000_000;

type Address = (u32, u32);

/// A formula and what the file says comes of it.
#[derive(Clone)]
struct Formula {
    text: String,
    /// By how much its references are shifted: it is written for another cell.
    shift: (i64, i64),
    stored: Option<f64>,
    format: NumberFormat,
}

/// The formulas of a sheet.
#[derive(Default, Clone)]
pub(super) struct Formulas {
    by_cell: Vec<(Address, Formula)>,
    /// Written once for many cells, by their number.
    shared: Sorted<u32, (Address, String)>,
    /// Cells that hold digits as text.
    texts: Vec<Address>,
}

impl Formulas {
    /// Adds a formula; without a text it is the shared one of this number.
    pub fn add(
        &mut self,
        at: Address,
        text: &str,
        shared: Option<u32>,
        stored: Option<f64>,
        format: NumberFormat,
    ) {
        if self.by_cell.len() >= MOST {
            return;
        }
        let mut shift = (0, 0);
        // One as long as that is no plain sum.
        let mut text = if text.len() > 1000 { "?" } else { text }.to_owned();
        match shared {
            Some(number) if text.is_empty() => {
                if let Some((from, of)) = self.shared.get(&number) {
                    text.clone_from(of);
                    let by = |a: u32, b: u32| i64::from(a) - i64::from(b);
                    shift = (by(at.0, from.0), by(at.1, from.1));
                }
            }
            Some(number) => {
                self.shared.insert(number, (at, text.clone()));
            }
            None => {}
        }
        let formula = Formula {
            text,
            shift,
            stored,
            format,
        };
        self.by_cell.push((at, formula));
    }

    /// Takes note of a cell that holds text.
    pub fn text(&mut self, at: Address, text: &str) {
        if float::parse(text.trim()).is_some() && self.texts.len() < MOST {
            self.texts.push(at);
        }
    }

    /// Whether a cell holds digits as text.
    pub fn is_text(&self, at: Address) -> bool {
        self.texts.contains(&at)
    }

    /// What cells show once they are computed from those of the sheet (row, column, text), and whether some
    /// could not be computed.
    pub fn compute(
        mut self,
        on_opening: bool,
        cells: &[(u32, u32, String)],
    ) -> (Sorted<Address, String>, bool) {
        let formulas = &gathered(self.by_cell);
        let missing = |formula: &Formula| formula.stored.is_none();
        let dummy = |formula: &Formula| formula.stored.is_none_or(|value| value == 0.0);
        let all = !formulas.is_empty() && formulas.values().all(dummy);
        if !all && !on_opening && !formulas.values().any(missing) {
            return (Sorted::default(), false);
        }
        self.texts.put_in_order();
        let mut computing = Computing {
            formulas,
            texts: &self.texts,
            values: gathered(
                cells
                    .iter()
                    .map(|(row, column, text)| ((*row, *column), text.as_str())),
            ),
            known: Sorted::default(),
            depth: 0,
            left: STEPS,
        };
        let results: Vec<(Address, Option<f64>)> = formulas
            .keys()
            .map(|&at| (at, computing.cell(at)))
            .collect();
        let shown = |result: &(Address, Option<f64>)| result.1.is_some_and(|value| value != 0.0);
        let number = |cell: &(u32, u32, String)| float::parse(&cell.2).is_some_and(|n| n != 0.0);
        let suspect =
            || results.iter().any(|result| result.1.is_none()) && cells.iter().any(number);
        let stale = on_opening || all && (results.iter().any(shown) || suspect());
        let (mut uncomputed, mut texts) = (false, Sorted::default());
        for (at, result) in results {
            let formula = &formulas[&at];
            if !missing(formula) && !(stale && (on_opening || dummy(formula))) {
                continue;
            }
            match result {
                Some(value) => texts.insert(at, formula.format.show(value, false)),
                None if dummy(formula) => {
                    uncomputed = true;
                    texts.insert(at, "#N/A".to_owned());
                }
                None => {}
            }
        }
        (texts, uncomputed)
    }
}

struct Computing<'a> {
    formulas: &'a Sorted<Address, Formula>,
    texts: &'a [Address],
    values: Sorted<Address, &'a str>,
    known: Sorted<Address, Option<f64>>,
    depth: u32,
    left: usize,
}

impl Computing<'_> {
    /// The number in a cell: 0 of an empty one.
    fn cell(&mut self, at: Address) -> Option<f64> {
        self.left = self.left.checked_sub(1)?;
        let Some(formula) = self.formulas.get(&at) else {
            return match self.values.get(&at) {
                None => Some(0.0),
                Some(_) if self.texts.binary_search(&at).is_ok() => None,
                Some(text) => float::parse(text),
            };
        };
        if let Some(known) = self.known.get(&at) {
            return *known;
        }
        if self.depth >= DEPTH {
            return None;
        }
        // What refers to itself has no result.
        self.known.insert(at, None);
        self.depth += 1;
        let mut text = FormulaText {
            rest: formula.text.trim_start_matches('='),
            shift: formula.shift,
            depth: 0,
        };
        let value = text.sum(self).filter(|_| text.rest.trim().is_empty());
        self.depth -= 1;
        let value = value.filter(|value| value.is_finite());
        self.known.insert(at, value);
        value
    }

    /// The sum of an area; words in it count nothing.
    fn area(&mut self, first: Address, last: Address) -> Option<f64> {
        let inside = |at: &Address| (first.1..=last.1).contains(&at.1);
        let start = (first.0, 0);
        let of_cells = self.values.from(&start).map(|cell| cell.0);
        let mut places: Vec<Address> = of_cells.take_while(|at| at.0 <= last.0).collect();
        let of_formulas = self.formulas.from(&start).map(|cell| cell.0);
        places.extend(of_formulas.take_while(|at| at.0 <= last.0));
        self.left = self.left.checked_sub(places.len())?;
        places.retain(inside);
        places.put_in_order();
        places.dedup();
        let mut sum = 0.0;
        for at in places {
            let word = !self.formulas.contains_key(&at)
                && self
                    .values
                    .get(&at)
                    .is_some_and(|text| float::parse(text).is_none());
            if !word {
                sum += self.cell(at)?;
            }
        }
        Some(sum)
    }
}

/// What is left to read of a formula.
struct FormulaText<'a> {
    rest: &'a str,
    shift: (i64, i64),
    depth: u32,
}

impl FormulaText<'_> {
    fn takes(&mut self, sign: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self, of: &mut Computing) -> Option<f64> {
        let mut sum = self.product(of)?;
        loop {
            if self.takes('+') {
                sum += self.product(of)?;
            } else if self.takes('-') {
                sum -= self.product(of)?;
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self, of: &mut Computing) -> Option<f64> {
        let mut product = self.factor(of)?;
        loop {
            if self.takes('*') {
                product *= self.factor(of)?;
            } else if self.takes('/') {
                product /= self.factor(of)?;
            } else {
                return Some(product);
            }
        }
    }

    fn factor(&mut self, of: &mut Computing) -> Option<f64> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let value = self.inner(of);
        self.depth -= 1;
        value
    }

    fn inner(&mut self, of: &mut Computing) -> Option<f64> {
        if self.takes('+') {
            return self.factor(of);
        }
        if self.takes('-') {
            return Some(-self.factor(of)?);
        }
        if self.takes('(') {
            let value = self.sum(of)?;
            return self.takes(')').then_some(value);
        }
        let end = |not: fn(char) -> bool, text: &str| text.find(not).unwrap_or(text.len());
        if self
            .rest
            .starts_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            let end = end(|c| !(c.is_ascii_digit() || c == '.'), self.rest);
            let (number, rest) = self.rest.split_at(end);
            self.rest = rest;
            return float::parse(number);
        }
        let end = end(|c| !(c.is_ascii_alphanumeric() || c == '$'), self.rest);
        let name = self.rest[..end].to_ascii_uppercase();
        if name == "SUM" && self.rest[end..].starts_with('(') {
            self.rest = &self.rest[end + 1..];
            return self.arguments(of);
        }
        let at = self.reference()?;
        of.cell(at)
    }

    /// What a sum adds, up to its bracket: areas, cells, numbers.
    fn arguments(&mut self, of: &mut Computing) -> Option<f64> {
        let mut sum = 0.0;
        loop {
            let before = self.rest;
            self.rest = self.rest.trim_start();
            match (self.reference(), self.takes(':')) {
                (Some(first), true) => sum += of.area(first, self.reference()?)?,
                _ => {
                    self.rest = before;
                    sum += self.sum(of)?;
                }
            }
            if self.takes(')') {
                return Some(sum);
            }
            if !self.takes(',') && !self.takes(';') {
                return None;
            }
        }
    }

    /// `B4`, `$B$4`; not of another sheet.
    fn reference(&mut self) -> Option<Address> {
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '$'))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        let digits = name.find(|c: char| c.is_ascii_digit())?;
        let (fixed_column, fixed_row) = (name.starts_with('$'), name[..digits].ends_with('$'));
        let (row, column) = super::address::place(&name.replace('$', ""))?;
        let shifted = |at: u32, by: i64, fixed: bool| {
            u32::try_from(i64::from(at) + if fixed { 0 } else { by }).ok()
        };
        let fixed_row = fixed_row && digits > usize::from(fixed_column);
        let at = (
            shifted(row, self.shift.0, fixed_row)?,
            shifted(column, self.shift.1, fixed_column)?,
        );
        self.rest = rest;
        (!rest.starts_with(['!', '('])).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::office::grid::SheetGrid;

    /// Computes a sheet; whether some of it could not be.
    fn compute(formulas: Formulas, on_opening: bool, grid: &mut SheetGrid) -> bool {
        let (texts, uncomputed) = formulas.compute(on_opening, grid.cells());
        grid.replace(texts);
        uncomputed
    }
    use crate::document::Bounds;

    /// A1 = 2, B1 = 3, C1 = a word, A2 = digits as text; the formula stands in D9.
    fn computed(text: &str, stored: Option<f64>, on_opening: bool) -> String {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        for (row, column, text) in [(0, 0, "2"), (0, 1, "3"), (0, 2, "words"), (1, 0, "7")] {
            grid.add(row, column, text, &bounds);
        }
        let mut formulas = Formulas::default();
        formulas.text((1, 0), "7");
        if let Some(stored) = stored {
            grid.add(8, 3, &stored.to_string(), &bounds);
        }
        formulas.add((8, 3), text, None, stored, NumberFormat::General);
        compute(formulas, on_opening, &mut grid);
        let cell = grid.cells().iter().find(|cell| (cell.0, cell.1) == (8, 3));
        cell.map(|cell| cell.2.clone()).unwrap_or_default()
    }

    #[test]
    fn plain_sums_are_computed_and_nothing_else() {
        for (text, shown) in [
            ("SUM(A1:C1)", "5"),
            ("A1+$B$1-1", "4"),
            ("-(A1 - B1)*2", "2"),
            ("SUM(A1,B1;4)", "9"),
            ("sum(B1:B9)+Z99", "3"),
            ("B1/A1", "1.5"),
            ("SUM(A1:A2)", "#N/A"),
            ("A1+C1", "#N/A"),
            ("A1/0", "#N/A"),
            ("IF(A1>1,2,3)", "#N/A"),
            ("Sheet2!A1+1", "#N/A"),
            ("D9+1", "#N/A"),
            ("SUM(A1:B1", "#N/A"),
            ("", "#N/A"),
        ] {
            assert_eq!(computed(text, None, false), shown, "{text}");
            assert_eq!(computed(text, Some(0.0), true), shown, "{text}");
        }
    }

    #[test]
    fn what_is_stored_stands_unless_it_is_a_dummy() {
        assert_eq!(computed("SUM(A1:B1)", Some(6.0), false), "6");
        assert_eq!(computed("SUM(A1:B1)", Some(6.0), true), "5");
        assert_eq!(computed("SUM(A1:B1)", Some(0.0), false), "5");
        assert_eq!(computed("IF(A1>1,2,3)", Some(0.0), false), "#N/A");
        assert_eq!(computed("IF(A1>1,2,3)", Some(6.0), true), "6");
    }

    #[test]
    fn a_formula_shared_by_many_cells_is_shifted() {
        let bounds = Bounds::default();
        let mut grid = SheetGrid::default();
        for row in 0..3 {
            grid.add(row, 0, "2", &bounds);
            grid.add(row, 1, &row.to_string(), &bounds);
        }
        let mut formulas = Formulas::default();
        for row in 0..3 {
            let text = if row == 0 { "SUM(A1:B1)+$A$1" } else { "" };
            formulas.add((row, 2), text, Some(0), None, NumberFormat::General);
        }
        assert!(!compute(formulas, false, &mut grid));
        let sums: Vec<&str> = grid.cells()[6..].iter().map(|cell| &*cell.2).collect();
        assert_eq!(sums, ["4", "5", "6"]);
    }

    #[test]
    fn formulas_within_formulas_are_bounded() {
        assert_eq!(computed(&"(".repeat(900), None, false), "#N/A");
        let mut grid = SheetGrid::default();
        let mut formulas = Formulas::default();
        for row in 0..20_000 {
            let text = format!("SUM(A1:A{})+A{}", row, row + 2);
            formulas.add((row, 0), &text, None, None, NumberFormat::General);
        }
        assert!(compute(formulas, false, &mut grid));
    }
}
