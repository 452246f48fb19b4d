//! The form of one report: what was recognised of the forms that are known.

use super::{CellId, Column, Edition, Forms, Row, Table, TableForm, TableId, Template};

/// The most tables a report may have.
const MOST_TABLES: usize = 12;

/// The form of one report: the tables that were recognised, each with the edition it is of, since hybrids
/// are real.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    forms: Forms,
    tables: [Option<Printed>; MOST_TABLES],
}

/// A table of a report.
#[derive(Debug, Clone, Copy)]
pub struct Printed {
    /// The table as it is printed.
    pub form: &'static TableForm,
    /// The edition it is taken to be of.
    pub edition: &'static Edition,
}

impl Form {
    /// One without tables yet, to be recognised among these.
    pub fn among(forms: Forms) -> Self {
        Form {
            forms,
            ..Form::default()
        }
    }

    /// A form whose tables are all of one edition.
    pub fn of(edition: &'static Edition) -> Self {
        Form::default().all_of(edition)
    }

    /// The same among its own forms.
    pub(crate) fn all_of(self, edition: &'static Edition) -> Self {
        let mut form = Form::among(self.forms);
        for table in edition.tables {
            form.set_of(table, edition);
        }
        form
    }

    /// The form that names an edition for each table: table key → edition id. What is not known is left
    /// out.
    pub fn named<'n>(forms: Forms, names: impl Iterator<Item = (&'n str, &'n str)>) -> Self {
        let mut form = Form::among(forms);
        for (key, id) in names {
            let edition = forms.edition(id);
            if let Some((edition, table)) = edition.and_then(|e| Some((e, e.table_of(key)?))) {
                form.set_of(table, edition);
            }
        }
        form
    }

    /// Puts a table into the form, in place of one of the same number, as of the newest edition that
    /// prints it.
    ///
    /// # Panics
    /// Where no edition prints it.
    pub fn set(&mut self, form: &'static TableForm) {
        let mut editions = self.forms.editions().copied();
        let edition = editions.find(|edition| edition.prints(form));
        self.set_of(form, edition.expect("an edition that prints the table"));
    }

    /// The same, as of this edition.
    ///
    /// # Panics
    /// Where there are more tables than a report may have.
    pub fn set_of(&mut self, form: &'static TableForm, edition: &'static Edition) {
        let later =
            |place: &Option<Printed>| place.is_none_or(|known| known.form.id() >= form.id());
        let at = self.tables.iter().position(later);
        let at = at.expect("room for a table");
        if self.tables[at].is_some_and(|known| known.form.id() > form.id()) {
            assert!(self.tables[MOST_TABLES - 1].is_none(), "room for a table");
            self.tables[at..].rotate_right(1);
        }
        self.tables[at] = Some(Printed { form, edition });
    }

    /// The forms it was recognised among.
    pub fn forms(&self) -> Forms {
        self.forms
    }

    /// The table, where it was recognised.
    pub fn table(&self, id: TableId) -> Option<&'static TableForm> {
        let mut printed = self.tables.iter().flatten();
        printed
            .find(|printed| printed.form.id() == id)
            .map(|printed| printed.form)
    }

    /// The recognised tables in their order.
    pub fn tables(&self) -> impl Iterator<Item = &'static TableForm> + use<> {
        self.printed().map(|printed| printed.form)
    }

    /// The same with their editions.
    pub fn printed(&self) -> impl Iterator<Item = Printed> + use<> {
        self.tables.into_iter().flatten()
    }

    /// The form that it is an instance of, where a table was recognised.
    pub fn template(&self) -> Option<&'static Template> {
        self.printed()
            .next()
            .map(|printed| printed.edition.template)
    }

    /// The tables of the form that were not recognised.
    pub fn absent(&self) -> impl Iterator<Item = &'static Table> + '_ {
        let tables = self.edition().map_or(&[][..], |edition| edition.tables);
        let tables = tables.iter().map(|form| form.table);
        tables.filter(|table| self.table(table.id).is_none())
    }

    /// The editions that print all of the recognised tables just so, newest first: none for a hybrid.
    pub fn common(&self) -> impl Iterator<Item = &'static Edition> + '_ {
        let prints = |edition: &&Edition| self.tables().all(|table| edition.prints(table));
        self.forms.editions().copied().filter(prints)
    }

    /// The edition that the report is mostly of: that of its largest table which tells editions apart.
    pub fn edition(&self) -> Option<&'static Edition> {
        let telling = |printed: &Printed| {
            let mut editions = self.forms.editions();
            let template = printed.edition.template;
            !editions.all(|e| e.prints(printed.form) || !std::ptr::eq(e.template, template))
        };
        let size = |printed: &Printed| printed.form.cells().len();
        let largest = self.printed().filter(telling).max_by_key(size);
        let any = largest.or_else(|| self.printed().next());
        any.map(|printed| printed.edition)
    }

    /// Decides which edition each table is of: one that prints all of them where there is one, that of
    /// the report's year before the newest; else, for a table that several print, that of the table
    /// above it.
    pub fn settle(&mut self, year: Option<u16>) {
        let due = |edition: &&'static Edition| year.is_some_and(|year| edition.is_due(year));
        let common = self.common().find(due).or_else(|| self.common().next());
        let (mut above, forms) = (common, self.forms);
        for printed in self.tables.iter_mut().flatten() {
            let table = printed.form;
            let prints = |edition: &&'static Edition| edition.prints(table);
            let printing = || forms.editions().copied().filter(prints);
            let edition = above.filter(prints).or_else(|| printing().find(due));
            let edition = edition.or_else(|| printing().next());
            printed.edition = edition.unwrap_or(printed.edition);
            above = Some(printed.edition);
        }
    }

    /// The cell of a public id.
    pub fn cell(&self, name: &str) -> Option<CellId> {
        self.tables().find_map(|table| table.cell(name))
    }

    /// The public id of a cell of a recognised table.
    ///
    /// # Panics
    /// Where the table is not in the form.
    pub fn name(&self, cell: CellId) -> String {
        self.table(cell.table)
            .expect("a table of this form")
            .name(cell)
    }

    /// The row and column of a cell.
    ///
    /// # Panics
    /// Where the table is not in the form.
    pub fn place(&self, cell: CellId) -> (&'static Row, &'static Column) {
        let row = self
            .table(cell.table)
            .expect("a table of this form")
            .row(cell.row.into());
        (row, &row.columns[usize::from(cell.column)])
    }
}
