//! Tables → sums that are to be checked: of rows, of columns, of codes, of halves that balance.

use super::grid::Grid;
use super::label::{Role, role};
use super::levels;
use super::rows::rows;
use super::table::{Half, LabelledColumn, LabelledTable};
use crate::sorted::Sorted;

/// What makes a sum one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SumKind {
    /// A row is the sum of rows.
    Rows,
    /// A column is the sum of columns.
    Columns,
    /// A row is the sum of the rows whose codes begin with its own.
    Codes,
    /// Both halves end in the same total.
    Balance,
    /// A column, or a row, is the difference of two others.
    Difference(bool),
    /// A column, or a row, is the ratio of two others, or by how much of the one they differ.
    Ratio(bool, bool),
    /// A form says so, of columns or of rows: the total of its kinds,
    Kinds(bool),
    /// the same total by another division,
    Procedures(bool),
    /// the line of all bodies.
    Bodies(bool),
}

impl SumKind {
    /// Whether a form says so, and not the words of a table alone.
    pub fn is_declared(self) -> bool {
        matches!(
            self,
            SumKind::Kinds(_) | SumKind::Procedures(_) | SumKind::Bodies(_)
        )
    }

    /// Whether columns are added up.
    pub fn is_of_columns(self) -> bool {
        matches!(
            self,
            SumKind::Columns
                | SumKind::Kinds(true)
                | SumKind::Procedures(true)
                | SumKind::Bodies(true)
                | SumKind::Difference(true)
                | SumKind::Ratio(true, _)
        )
    }

    pub fn id(self) -> &'static str {
        match self {
            SumKind::Rows => "totals.rows",
            SumKind::Columns => "totals.columns",
            SumKind::Codes => "totals.codes",
            SumKind::Balance => "totals.balance",
            SumKind::Difference(_) => "totals.difference",
            SumKind::Ratio(..) => "totals.ratio",
            SumKind::Kinds(_) => "enforcement.kinds",
            SumKind::Procedures(_) => "enforcement.procedures",
            SumKind::Bodies(_) => "enforcement.bodies",
        }
    }
}

/// A row or column of a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SumSpot {
    pub half: usize,
    pub row: usize,
    pub column: usize,
}

/// One equation: of each reading the cells that are added up.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub kind: SumKind,
    /// Edits with the same number share their structure: one reading holds for all of them.
    pub family: usize,
    pub total: SumSpot,
    pub readings: Vec<Vec<SumSpot>>,
    /// So many of the readings are right, whichever holds.
    pub alike: usize,
    /// Whether numbers are none that were rounded, whatever their unit.
    pub exact: bool,
    pub doubt: Option<Doubt>,
    /// Whether groups that no word tells are nearer to it.
    pub is_unsure: bool,
}

/// Why a sum may be none, whatever its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// More may have been counted than what stands in the table.
    Running,
    /// Numbers alone speak for it.
    Unsaid,
}

/// Edits of a table at most: what has more is no table of sums.
const MOST: usize = 50_000;
/// Cells in all readings at most.
const MOST_TERMS: usize = 2_000_000;

/// Every edit of a table.
pub(super) fn edits(grid: &Grid, table: &LabelledTable) -> Vec<Edit> {
    let mut edits = Edits::default();
    let coded = codes(table, &mut edits);
    for (at, half) in table.halves.iter().enumerate() {
        levels::columns(grid, half, at, &mut edits);
        if !coded[at] {
            rows(grid, table, at, &mut edits);
        }
    }
    balance(table, &mut edits);
    edits.all
}

#[derive(Default)]
pub(super) struct Edits {
    all: Vec<Edit>,
    families: usize,
    terms: usize,
}

impl Edits {
    /// A family: for each line the total and the readings.
    pub(super) fn put(
        &mut self,
        kind: SumKind,
        doubt: Option<Doubt>,
        unsure: &[usize],
        lines: &mut dyn Iterator<Item = (SumSpot, Vec<Vec<SumSpot>>)>,
    ) {
        for (line, (total, readings)) in lines.enumerate() {
            self.terms += readings.iter().map(Vec::len).sum::<usize>();
            if self.all.len() >= MOST || self.terms > MOST_TERMS {
                return;
            }
            self.all.push(Edit {
                kind,
                family: self.families,
                total,
                readings,
                alike: 1,
                exact: false,
                doubt,
                is_unsure: unsure.contains(&line),
            });
        }
        self.families += 1;
    }

    fn put_rows(
        &mut self,
        kind: SumKind,
        half: usize,
        width: usize,
        total: usize,
        readings: &[Vec<(usize, usize)>],
    ) {
        self.put_doubted(kind, None, &[], (half, width), total, readings);
    }

    pub(super) fn put_doubted(
        &mut self,
        kind: SumKind,
        doubt: Option<Doubt>,
        unsure: &[usize],
        (half, width): (usize, usize),
        total: usize,
        readings: &[Vec<(usize, usize)>],
    ) {
        let mut lines = (0..width).map(|column| {
            let spot = |&(half, row): &(usize, usize)| SumSpot { half, row, column };
            let reading = |terms: &Vec<(usize, usize)>| terms.iter().map(spot).collect();
            (spot(&(half, total)), readings.iter().map(reading).collect())
        });
        self.put(kind, doubt, unsure, &mut lines);
    }
}

/// Whether a column holds what may be summed over rows.
pub(super) fn is_summed(column: &LabelledColumn) -> bool {
    column.role() != Role::Aside
        && column
            .path
            .iter()
            .all(|label| role(&label.text) != Role::Aside)
}

/// Sums by codes; which halves have them. Halves of equal width are one list, as the economic kinds of
/// expenditure run on beside themselves.
fn codes(table: &LabelledTable, edits: &mut Edits) -> Vec<bool> {
    let coded = |half: &Half| half.rows.iter().filter(|row| row.code.is_some()).count() > 1;
    let halves: Vec<bool> = table.halves.iter().map(coded).collect();
    let mut all: Sorted<&str, (usize, usize)> = Sorted::default();
    for (at, half) in table
        .halves
        .iter()
        .enumerate()
        .filter(|(at, _)| halves[*at])
    {
        for (row, line) in half.rows.iter().enumerate() {
            if let Some(code) = &line.code
                && all.get(code.as_str()).is_none()
            {
                all.insert(code, (at, row));
            }
        }
    }
    // A code's parent is the longest that it begins with.
    let parent = |code: &str| {
        (3..code.len())
            .rev()
            .find_map(|end| all.get(code.get(..end)?).copied())
    };
    let mut children: Sorted<(usize, usize), Vec<(usize, usize)>> = Sorted::default();
    let mut tops: Vec<(usize, usize)> = Vec::new();
    for (code, &place) in all.iter() {
        match parent(code) {
            Some(parent) => children.entry(parent).push(place),
            None => tops.push(place),
        }
    }
    let width = |half: usize| table.halves[half].columns.len();
    for (parent, terms) in children {
        if terms.iter().all(|term| width(term.0) == width(parent.0)) {
            edits.put_rows(
                SumKind::Codes,
                parent.0,
                width(parent.0),
                parent.1,
                &[terms],
            );
        }
    }
    totals_of_codes(table, &halves, &tops, edits);
    halves
}

/// Totals without a code are the sums of the highest codes: of all, or, where several halves have one,
/// each of those up to its own half.
fn totals_of_codes(
    table: &LabelledTable,
    coded: &[bool],
    tops: &[(usize, usize)],
    edits: &mut Edits,
) {
    let mut totals: Vec<(usize, usize)> = Vec::new();
    for (at, half) in table.halves.iter().enumerate().filter(|(at, _)| coded[*at]) {
        let is = |row: &&usize| {
            half.rows[**row].code.is_none() && matches!(half.rows[**row].role, Role::Total(_))
        };
        totals.extend(
            (0..half.rows.len())
                .filter(|row| is(&row))
                .map(|row| (at, row)),
        );
    }
    let mut from = 0;
    for (nth, &total) in totals.iter().enumerate() {
        let next = totals.get(nth + 1);
        if next.is_some_and(|next| next.0 == total.0) || nth > 0 && totals[nth - 1].0 == total.0 {
            // Two totals in one half: which codes are whose is not said.
            from = total.0 + 1;
            continue;
        }
        let to = if next.is_none() {
            table.halves.len()
        } else {
            total.0 + 1
        };
        let within = |top: &&(usize, usize)| (from..to).contains(&top.0);
        let terms: Vec<(usize, usize)> = tops.iter().filter(within).copied().collect();
        let half = &table.halves[total.0];
        let even = terms
            .iter()
            .all(|term| table.halves[term.0].columns.len() == half.columns.len());
        if !terms.is_empty() && even {
            let others: Vec<(usize, usize)> = (0..half.rows.len())
                .filter(|&row| half.rows[row].code.is_none() && half.rows[row].role == Role::Part)
                .map(|row| (total.0, row))
                .collect();
            let mut readings = vec![terms.clone()];
            if !others.is_empty() {
                readings.push(terms.into_iter().chain(others).collect());
            }
            edits.put_rows(
                SumKind::Rows,
                total.0,
                half.columns.len(),
                total.1,
                &readings,
            );
        }
        from = total.0 + 1;
    }
}

/// Two halves whose last totals stand on one line under the same name are equal: 总计 and 总计, 收入总计 and
/// 支出总计.
fn balance(table: &LabelledTable, edits: &mut Edits) {
    for (left, pair) in table.halves.windows(2).enumerate() {
        let last = |half: &Half| {
            let row = half
                .rows
                .iter()
                .rposition(|row| row.role == Role::Total(3))?;
            let is_total = |column: &LabelledColumn| matches!(column.role(), Role::Total(_));
            let mut totals = (0..half.columns.len()).filter(|&at| is_total(&half.columns[at]));
            let column = match half.columns.len() {
                1 => 0,
                _ => totals.next().filter(|_| totals.next().is_none())?,
            };
            Some((row, column))
        };
        let (Some(one), Some(other)) = (last(&pair[0]), last(&pair[1])) else {
            continue;
        };
        let keys = [&pair[0].rows[one.0].key, &pair[1].rows[other.0].key];
        let same = keys[0] == keys[1] || keys[0] == "收入总计" && keys[1] == "支出总计";
        if same && pair[0].lines[one.0] == pair[1].lines[other.0] {
            let spot = |half: usize, (row, column): (usize, usize)| SumSpot { half, row, column };
            let line = (spot(left + 1, other), vec![vec![spot(left, one)]]);
            edits.put(SumKind::Balance, None, &[], &mut std::iter::once(line));
        }
    }
}
