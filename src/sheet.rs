//! A report's values, cell by cell: what every stage after reading works on.

use crate::form::{CellId, Form, Kind, TableForm, TableId};
use crate::number::{self, Said, Value};
use crate::place::Place;
use crate::sorted::Sorted;

/// The cells of one report under its form.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The edition of each recognised table.
    pub form: Form,
    /// An entry for every cell of every recognised table.
    pub entries: Sorted<CellId, Entry>,
}

/// What is known of one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The number, where there is one.
    pub value: Option<Value>,
    /// What stood there, as it stood there.
    pub text: String,
    /// How the value was come by.
    pub state: State,
    /// Where it stood.
    pub at: Option<Place>,
}

/// How a cell's value was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A number that stands in the input, placed by labels or by order.
    Read,
    /// Nothing, or a sign for nothing: counts as 0, and is said.
    Blank,
    /// Not in the input, or placed or split by the relations alone: never evidence that one holds.
    Inferred,
    /// The form has it, the input has not, and nothing determines it.
    Missing,
    /// Something stands there that is no number, or that can be read in several ways.
    Unreadable,
}

impl State {
    /// The word that stands for it, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            State::Read => "read",
            State::Blank => "blank",
            State::Inferred => "inferred",
            State::Missing => "missing",
            State::Unreadable => "unreadable",
        }
    }
}

impl Entry {
    /// A cell that the input does not have.
    pub fn missing() -> Self {
        Entry {
            value: None,
            text: String::new(),
            state: State::Missing,
            at: None,
        }
    }

    /// What a text in a cell says, as a person would type it.
    pub fn typed(text: &str, at: Option<Place>) -> Self {
        let (value, state) = match number::read(text) {
            Said::Number { value, .. } => (Some(value), State::Read),
            Said::Blank => (None, State::Blank),
            Said::Unreadable | Said::Words => (None, State::Unreadable),
        };
        Entry {
            value,
            text: text.to_owned(),
            state,
            at,
        }
    }

    /// The whole number that stands in the cell, read or inferred; a blank one has none.
    pub fn count(&self) -> Option<i64> {
        match self.value {
            Some(Value::Count(count)) => Some(count),
            _ => None,
        }
    }
}

impl Sheet {
    /// The entry of a cell.
    pub fn get(&self, cell: CellId) -> Option<&Entry> {
        self.entries.find(|other| other.cmp(&cell))
    }

    /// 12.0 in a cell for counts is 12; 12 in one for amounts is an amount.
    pub(crate) fn fit_kinds(&mut self) {
        let form = self.form;
        for (&cell, entry) in self.entries.iter_mut() {
            let kind = form.place(cell).1.kind;
            match (&entry.value, kind) {
                (Some(Value::Amount(text)), Kind::Count | Kind::Change) => {
                    if let Some((whole, fraction)) = text.split_once('.')
                        && fraction.bytes().all(|b| b == b'0')
                        && let Some(n) = whole.parse().ok().and_then(number::exact)
                    {
                        entry.value = Some(Value::Count(n));
                    }
                }
                (Some(Value::Count(n)), Kind::Amount) => {
                    entry.value = Some(Value::Amount(n.to_string()));
                }
                _ => {}
            }
        }
    }

    /// The tables in whose cells there is nothing at all, not even a sign for nothing, while the others have
    /// their zeros: not filled in, or what stood there did not come along with the file.
    pub(crate) fn untouched(&self, facts: &Facts) -> Vec<&'static TableForm> {
        let mut others = self.form.tables().map(TableForm::id);
        if others.any(|other| facts.is_filled(other) && facts.writes_blanks(other)) {
            return Vec::new();
        }
        let touched = |table: &&'static TableForm| {
            let mut cells = self.entries.iter();
            cells.any(|(cell, entry)| {
                cell.table == table.id() && (entry.state != State::Blank || !entry.text.is_empty())
            })
        };
        self.form.tables().filter(|table| !touched(table)).collect()
    }

    /// What holds of each table as a whole.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        for (cell, entry) in self.entries.iter() {
            let table = facts.0.entry(cell.table);
            match entry.state {
                State::Read | State::Inferred | State::Unreadable => table.numbers += 1,
                State::Blank => table.blanks += 1,
                State::Missing => {}
            }
        }
        facts
    }
}

/// Blank cells from which on a table is taken to write its zeros as blanks.
pub const BLANK_STYLE: usize = 20;

/// What holds of each table of a sheet as a whole, counted once: see [`Sheet::facts`].
#[derive(Debug, Clone, Default)]
pub struct Facts(Sorted<TableId, CellCounts>);

/// Cells of one table.
#[derive(Debug, Clone, Copy, Default)]
struct CellCounts {
    /// With something in them, be it unreadable.
    numbers: usize,
    blanks: usize,
}

impl Facts {
    fn counts(&self, table: TableId) -> CellCounts {
        self.0.get(&table).copied().unwrap_or_default()
    }

    /// Whether any cell of a table holds a number.
    pub fn is_filled(&self, table: TableId) -> bool {
        self.counts(table).numbers > 0
    }

    /// Whether a table writes its zeros as blanks throughout.
    pub fn writes_blanks(&self, table: TableId) -> bool {
        self.counts(table).blanks >= BLANK_STYLE
    }
}
