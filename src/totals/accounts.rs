//! The final accounts of a department: numbers that stand in several of its tables.

use super::check::{Written, written};
use super::decimal::ExactDecimal;
use super::label::{Role, bare_key};
use super::table::LabelledTable;
use super::words::NamedTable;
use crate::form::accounts::{AccountCell, CARRIED, KINDS, LEAST, RowIs, SAMES, Same, TABLES};
use crate::place::Place;
use crate::report::{Finding, Severity};
use crate::rules;
use crate::text::key;

/// The number of a table among those of final accounts, by the line above it.
pub(super) fn number_of(table: &LabelledTable) -> Option<&'static str> {
    let keys = table.titles.iter().rev().map(|title| key(title));
    keys.into_iter().find_map(|title| {
        // Of titles that end alike the longest is meant.
        let fits = TABLES.iter().filter(|(_, known)| title.ends_with(known));
        fits.max_by_key(|(_, known)| known.len())
            .map(|(number, _)| *number)
    })
}

/// The tables of final accounts, where there are enough of them; one whose number comes twice is none.
pub(super) fn recognise<'a>(tables: &'a [NamedTable<'a>]) -> Option<Accounts<'a>> {
    let mut known: Vec<(&'static str, &NamedTable)> = Vec::new();
    for named in tables {
        known.extend(number_of(named.table).map(|number| (number, named)));
    }
    let numbers: Vec<&str> = known.iter().map(|(number, _)| *number).collect();
    known.retain(|(number, _)| numbers.iter().filter(|other| *other == number).count() == 1);
    let account = |(number, named): (&'static str, &'a NamedTable<'a>)| Account {
        number,
        named,
        written: {
            let halves = named.table.halves.iter();
            halves.map(|half| written(named.grid, half)).collect()
        },
    };
    (known.len() >= LEAST).then(|| Accounts {
        known: known.into_iter().map(account).collect(),
    })
}

pub(super) struct Accounts<'a> {
    known: Vec<Account<'a>>,
}

/// One of the tables of final accounts.
struct Account<'a> {
    number: &'static str,
    named: &'a NamedTable<'a>,
    /// Half → column → how its numbers are written.
    written: Vec<Vec<Written>>,
}

/// A number with its place.
struct NumberStated {
    value: ExactDecimal,
    /// What the numbers of its column have.
    places: u8,
    /// Each number was rounded by itself.
    rounded: bool,
    at: Place,
    name: String,
}

impl Accounts<'_> {
    /// The table of a number; none where labels were not read whole, since another row may have the same name.
    fn table(&self, number: &str) -> Option<&Account<'_>> {
        let mut known = self.known.iter();
        known
            .find(|account| account.number == number)
            .filter(|account| !account.named.table.has_lost_labels())
    }

    /// How many numbers agree between tables and are carried over as they should, and what does not.
    pub fn compared(&self) -> (u32, Vec<Finding>) {
        let mut all: Vec<Option<Finding>> = Vec::new();
        all.extend(SAMES.iter().filter_map(|same| self.same(same)));
        for (one, column, other) in KINDS {
            all.extend(self.kinds(one, column, other));
        }
        for table in CARRIED.0 {
            all.extend(self.carried(table));
        }
        let agrees = |one: &&Option<Finding>| {
            let finding = one.as_ref();
            finding.is_none_or(|finding| finding.severity == Severity::Hint)
        };
        let agree = all.iter().filter(agrees).count() as u32;
        (agree, all.into_iter().flatten().collect())
    }

    /// None where one of the numbers is not there; of two that agree there is no finding.
    fn same(&self, same: &Same) -> Option<Option<Finding>> {
        let parts: Option<Vec<NumberStated>> =
            same.parts.iter().map(|part| self.cell(part)).collect();
        let mut parts = parts?.into_iter();
        let mut sum = parts.next()?;
        let mut terms = 1;
        for part in parts {
            sum.value = sum.value.plus(part.value)?;
            sum.name = format!("{} + {}", sum.name, part.name);
            terms += 1;
        }
        self.held(&sum, &self.cell(&same.whole)?, terms, same.soft)
    }

    /// Rows of one name: kinds of expenditure, which the second table has under codes of three digits.
    fn kinds(
        &self,
        one: &str,
        column: &'static [&'static str],
        other: &str,
    ) -> Vec<Option<Finding>> {
        let Some((one, other)) = self.table(one).zip(self.table(other)) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (at, half) in other.named.table.halves.iter().enumerate() {
            for (row, line) in half.rows.iter().enumerate() {
                if line.code.as_ref().is_none_or(|code| code.len() != 3) {
                    continue;
                }
                let name = bare_key(&line.name);
                let said = place(one.named, &|row, _| row == name, column);
                let pair = said
                    .and_then(|spot| stated(one, spot))
                    .zip(stated(other, (at, row, 0)));
                all.extend(pair.and_then(|(one, other)| self.held(&one, &other, 1, false)));
            }
        }
        all
    }

    fn carried(&self, table: &str) -> Vec<Option<Finding>> {
        let Some(account) = self.table(table) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (at, half) in account.named.table.halves.iter().enumerate() {
            let column = |label: &str| {
                let is = |column: &super::table::LabelledColumn| {
                    let under = column.path.iter().any(|over| bare_key(&over.text) == label);
                    under && (column.path.len() == 1 || matches!(column.role(), Role::Total(_)))
                };
                half.columns.iter().position(is)
            };
            let columns: Option<Vec<usize>> = CARRIED.1.iter().map(|label| column(label)).collect();
            let Some(columns) = columns else {
                continue;
            };
            for row in 0..half.rows.len() {
                all.extend(carried_in(account, at, row, &columns));
            }
        }
        all
    }

    fn held(
        &self,
        one: &NumberStated,
        other: &NumberStated,
        terms: usize,
        soft: bool,
    ) -> Option<Option<Finding>> {
        let gap = one.value.minus(other.value)?;
        if gap.is_zero() {
            return Some(None);
        }
        let words = self.known.first()?.named.words;
        let places = one.places.max(other.places);
        let (value, beside) = (
            one.value.to_places(places).to_string(),
            other.value.to_places(places).to_string(),
        );
        let rounded = one.rounded && other.rounded && gap.within(terms + 1, places);
        let size = gap.size().to_places(places).to_string();
        let said = || words.accounts_same(&one.name, &value, &other.name, &beside, &size);
        let finding = match () {
            // Sums are never printed twice.
            () if rounded && terms > 1 => return Some(None),
            () if rounded => rules::finding(
                "accounts.digit",
                words.accounts_digit(&one.name, &value, &other.name, &beside),
            ),
            () if soft => rules::finding("accounts.maybe", said()),
            () => rules::finding("accounts.same", said()),
        };
        Some(Some(finding.standing(other.at)))
    }

    fn cell(&self, cell: &AccountCell) -> Option<NumberStated> {
        let account = self.table(cell.table)?;
        let named = account.named;
        let spot = match cell.row {
            RowIs::Total => place_of_total(named, cell.column),
            RowIs::Label(label) => place(named, &|row, _| row == label, cell.column),
            RowIs::Code(code) => place(named, &|_, own| own == Some(code), cell.column),
            RowIs::Only => place(named, &|_, _| true, cell.column),
        };
        stated(account, spot?)
    }
}

/// The first row that is the one, and the column under all these labels.
fn place(
    named: &NamedTable,
    is: &dyn Fn(&str, Option<&str>) -> bool,
    labels: &[&str],
) -> Option<(usize, usize, usize)> {
    let halves = named.table.halves.iter().enumerate();
    let mut spots = halves.flat_map(|(at, half)| {
        let row = half
            .rows
            .iter()
            .position(|row| is(&bare_key(&row.name), row.code.as_deref()));
        row.and_then(|row| Some((at, row, column(named, at, labels)?)))
    });
    spots.next()
}

fn place_of_total(named: &NamedTable, labels: &[&str]) -> Option<(usize, usize, usize)> {
    let halves = named.table.halves.iter().enumerate();
    let mut spots = halves.flat_map(|(at, half)| {
        let is = |row: &super::table::LabelledRow| {
            row.code.is_none() && matches!(row.role, Role::Total(_))
        };
        let row = half.rows.iter().position(is);
        row.and_then(|row| Some((at, row, column(named, at, labels)?)))
    });
    spots.next()
}

fn column(named: &NamedTable, half: usize, labels: &[&str]) -> Option<usize> {
    let columns = &named.table.halves[half].columns;
    columns.iter().position(|column| {
        let over = |label: &&str| column.path.iter().any(|own| bare_key(&own.text) == **label);
        labels.iter().all(over)
    })
}

/// What was left, plus what came in, less what was spent, against what is left; none where there are no numbers.
fn carried_in(
    account: &Account,
    half: usize,
    row: usize,
    columns: &[usize],
) -> Option<Option<Finding>> {
    let number = |nth: usize| stated(account, (half, row, columns[nth]));
    let (before, income, spent, left) = (number(0)?, number(1)?, number(2)?, number(3)?);
    let due = before.value.plus(income.value)?.minus(spent.value)?;
    let places = before.places.max(left.places);
    let message = account.named.words.accounts_carried(
        &left.name,
        &due.to_places(places).to_string(),
        &left.value.to_string(),
    );
    let halves = if left.rounded { 5 } else { 0 };
    let carried = due.minus(left.value)?.within(halves, places);
    Some((!carried).then(|| rules::finding("accounts.carried", message).standing(left.at)))
}

fn stated(account: &Account, (half, row, column): (usize, usize, usize)) -> Option<NumberStated> {
    let named = account.named;
    let cell = &named.grid.cells[named.table.halves[half].cells[row][column]?];
    let written = account.written[half][column];
    let spot = super::structure::SumSpot { half, row, column };
    Some(NumberStated {
        value: cell.value?,
        places: written.places,
        rounded: written.rounded,
        at: cell.at,
        name: format!("{}{}", named.title(), named.cell(&spot)),
    })
}
