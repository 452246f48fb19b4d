//! Editions of forms, and the registry of those that are looked for.

use super::{Table, TableForm, TableId, Template, disclosure};
use crate::sorted::arrange;

/// One edition of a form: the document that prescribes it and its tables.
#[derive(Debug)]
pub struct Edition {
    /// `2021`, `2019`: the year whose reports first used it.
    pub id: &'static str,
    /// The form that it is an edition of.
    pub template: &'static Template,
    /// The document that prescribes it.
    pub source: &'static str,
    /// First and last report year, the last open where the edition is in force.
    pub years: (u16, Option<u16>),
    /// Its tables in their order; one that another edition prints too is the same one.
    pub tables: &'static [&'static TableForm],
}

/// Every edition that is built in, newest first.
pub static EDITIONS: &[&Edition] = disclosure::EDITIONS;

/// Finds a built-in edition by its id.
pub fn edition(id: &str) -> Option<&'static Edition> {
    Forms::default().edition(id)
}

/// The forms that are looked for: their editions, those of one form together and newest first.
#[derive(Clone, Copy)]
pub struct Forms {
    editions: &'static [&'static Edition],
}

impl Default for Forms {
    /// The forms that are built in.
    fn default() -> Self {
        Forms { editions: EDITIONS }
    }
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids = self.editions.iter().map(|edition| edition.id);
        f.debug_list().entries(ids).finish()
    }
}

impl Forms {
    /// Forms of the caller's own. Numbers, keys of tables and ids of editions must be unique among them.
    pub const fn new(editions: &'static [&'static Edition]) -> Forms {
        Forms { editions }
    }

    /// Every form that a report may be of: those that are built in, and those that were taken in from a
    /// description ([`Forms::with`]) since the program runs.
    pub fn known() -> Forms {
        #[cfg(feature = "office")]
        return super::load::known();
        #[cfg(not(feature = "office"))]
        Forms::default()
    }

    /// Their editions, newest first.
    pub fn editions(&self) -> std::slice::Iter<'static, &'static Edition> {
        self.editions.iter()
    }

    /// An edition by its id.
    pub fn edition(&self, id: &str) -> Option<&'static Edition> {
        self.editions().find(|edition| edition.id == id).copied()
    }

    /// Each form once.
    pub fn templates(&self) -> Vec<&'static Template> {
        let mut templates: Vec<&'static Template> = Vec::new();
        for edition in self.editions {
            if !templates
                .iter()
                .any(|known| std::ptr::eq(*known, edition.template))
            {
                templates.push(edition.template);
            }
        }
        templates
    }

    /// Every table as it is printed, each once, newest first.
    pub fn tables(&self) -> Vec<&'static TableForm> {
        let mut tables: Vec<&'static TableForm> = Vec::new();
        for table in self.editions.iter().flat_map(|edition| edition.tables) {
            if !tables.iter().any(|known| std::ptr::eq(*known, *table)) {
                tables.push(table);
            }
        }
        tables
    }

    /// Every table whatever its revision, in the order of their numbers.
    pub fn all(&self) -> Vec<&'static Table> {
        let mut all: Vec<&'static Table> = self.tables().iter().map(|form| form.table).collect();
        arrange(&mut all, |table| table.id);
        all.dedup_by_key(|table| table.id);
        all
    }

    /// Whether a report on this year has to print a table so.
    pub fn is_due(&self, form: &TableForm, year: Option<u16>) -> bool {
        let due = |edition: &&Edition| year.is_some_and(|year| edition.is_due(year));
        self.editions()
            .any(|edition| due(edition) && edition.prints(form))
    }

    /// The ways in which a table is printed, newest first.
    pub fn revisions(&self, id: TableId) -> Vec<&'static TableForm> {
        let mut tables = self.tables();
        tables.retain(|table| table.id() == id);
        tables
    }

    /// Whether these are the same list as those.
    #[cfg(feature = "office")]
    pub(crate) fn is(&self, other: Forms) -> bool {
        std::ptr::eq(self.editions, other.editions)
    }

    /// Whether these are the forms that are built in.
    pub fn is_built_in(&self) -> bool {
        std::ptr::eq(self.editions, EDITIONS)
    }
}

impl Edition {
    /// One of its tables.
    ///
    /// # Panics
    /// Where it has no such table.
    pub fn table(&self, id: TableId) -> &'static TableForm {
        self.find(id).expect("a table of this edition")
    }

    /// One of its tables, where it has it.
    pub fn find(&self, id: TableId) -> Option<&'static TableForm> {
        self.tables.iter().find(|table| table.id() == id).copied()
    }

    /// One of its tables by the first part of its cell ids.
    pub fn table_of(&self, key: &str) -> Option<&'static TableForm> {
        let mut tables = self.tables.iter();
        tables.find(|table| table.key() == key).copied()
    }

    /// Whether it prints this table just so.
    pub fn prints(&self, form: &TableForm) -> bool {
        self.tables.iter().any(|table| std::ptr::eq(*table, form))
    }

    /// Whether a report on this year has to use it.
    pub fn is_due(&self, year: u16) -> bool {
        year >= self.years.0 && self.years.1.is_none_or(|last| year <= last)
    }
}
