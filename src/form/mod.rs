//! The statutory forms as data. The annual report is the folder `disclosure/`; tables whose columns vary are told by
//! their heads (`by_head/`), final accounts by their titles (`accounts.rs`), forms of the user's own are loaded
//! (`load/`). The files here are the shapes, and `edition.rs` the registry.
//!
//! A form is a [`Template`] — its parts, its tables, and every fact of them that does not change — and its
//! [`Edition`]s, each a list of tables. A table as editions print it ([`TableForm`]) is a list of
//! [`Line`]s and of [`Relation`]s, linear and declared once for a whole family with their sentences. An
//! edition that leaves a table as it was lists the same one again, so that a table may belong to several.
//! Everything else — recognising, aligning, checking, locating, the rules page, the drawing of the form —
//! reads this data.

#[cfg(feature = "totals")]
pub(crate) mod accounts;
#[cfg(feature = "totals")]
pub(crate) mod by_head;
pub mod disclosure;
mod edition;
#[cfg(feature = "office")]
pub(crate) mod load;
mod report;
mod rules;
mod template;

pub use edition::{EDITIONS, Edition, Forms, edition};
#[cfg(feature = "office")]
pub use load::{Description, misread};
pub use report::{Form, Printed};
pub(crate) use rules::rules_of;
pub use rules::{Rule, rules};
pub use template::{Bound, Limit, Section, Shape, Table, Template};
#[cfg(feature = "explain")]
pub use template::{Carried, Chain, Link, Repeated, Shares, Stated, Usage};

use std::cmp::Ordering;

/// The number of a table, unique among the forms in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(u8);

impl TableId {
    /// The table of a number; in the order of a report they increase.
    pub const fn new(number: u8) -> TableId {
        TableId(number)
    }

    /// Its number.
    pub const fn number(self) -> usize {
        self.0 as usize
    }
}

/// One table as one or more editions print it.
#[derive(Debug)]
pub struct TableForm {
    /// Which table it is.
    pub table: &'static Table,
    /// Its lines from top to bottom, as the form prints them.
    pub lines: &'static [Line],
    /// Its relations, each a family declared once.
    pub relations: &'static [Relation],
    /// Keys of labels that tell the table from prose and from other tables; so many of them as
    /// [`Table::marks`] says, close together, are taken for its head.
    pub marks: &'static [&'static str],
    /// Keys of labels that only these editions print: evidence when a table's edition is decided.
    pub only_here: &'static [&'static str],
}

/// One or more printed lines of a table.
#[derive(Debug, Clone, Copy)]
pub enum Line {
    /// Labels alone.
    Head(&'static [Label]),
    /// Rows of values, each on a line of its own.
    Rows(&'static [Row]),
    /// Rows of values side by side on one line: table 4.
    Abreast(&'static [Row]),
}

/// A label as the form prints it, with the cells it covers.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    /// The printed text.
    pub text: &'static str,
    /// Columns covered.
    pub columns: u8,
    /// Lines covered.
    pub lines: u8,
}

/// A row of values.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The middle part of a cell id: `r3_3_1`, `normative_docs`.
    pub id: &'static str,
    /// The row's own label as printed.
    pub name: &'static str,
    /// The labels printed left of the values on this line; the last is the row's own.
    pub labels: &'static [Label],
    /// Other spellings of the row's own label, normalised like text that is read
    /// (see [`crate::text::key`]); the printed one is always known.
    pub aliases: &'static [&'static str],
    /// The values, from left to right.
    pub columns: &'static [Column],
}

/// A column of values, as one row has it.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The last part of a cell id; empty where the row has one value and the row's id suffices.
    pub id: &'static str,
    /// The printed label.
    pub label: &'static str,
    /// Other spellings.
    pub aliases: &'static [&'static str],
    /// What may stand in the cell.
    pub kind: Kind,
    /// Grid columns the value covers.
    pub span: u8,
}

/// What may stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// A whole number with a sign: 本年增/减.
    Change,
    /// An amount of money, exact decimal.
    Amount,
}

/// A family of equations: for every column (or row) the left cells add up to the right cells.
#[derive(Debug, Clone, Copy)]
pub struct Relation {
    /// The middle part of a rule id: `identity`, `subtotal`, `rowsum`.
    pub id: &'static str,
    /// What its sides are to each other.
    pub sense: Sense,
    /// What the two sides name and what the family runs over.
    pub terms: Terms,
    /// What must hold in one column or row (zh-CN, English), to be read behind its name: 六类申请人之和
    /// = 总计.
    pub sentence: [&'static str; 2],
    /// The whole family in short (zh-CN, English), to be read behind the table's name: 各行总计.
    pub title: [&'static str; 2],
    /// Why it must hold, in a sentence (zh-CN, English).
    pub why: [&'static str; 2],
    /// Where it comes from: the document, and whether it is printed or follows from a label.
    pub source: [&'static str; 2],
}

/// What the sides of a relation are to each other, for whoever looks for the wrong cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// The left side are the parts, the right side is their total.
    Total,
    /// What came in this year and what was carried in, by rows, equals what was done and what is
    /// carried out, in this order.
    Balance,
    /// Nothing but equal.
    Equal,
}

/// The two sides of a family of equations.
#[derive(Debug, Clone, Copy)]
pub enum Terms {
    /// Row ids on either side; one equation a column.
    Rows {
        /// Rows that are added up.
        left: &'static [&'static str],
        /// Rows they must equal.
        right: &'static [&'static str],
    },
    /// Column ids on either side; one equation a row that has these columns.
    Columns {
        /// Columns that are added up.
        left: &'static [&'static str],
        /// Columns they must equal.
        right: &'static [&'static str],
    },
}

impl TableForm {
    /// The number of its table.
    pub fn id(&self) -> TableId {
        self.table.id
    }

    /// `t2`, `t3`, `t4`: the first part of its cell ids.
    pub fn key(&self) -> &'static str {
        self.table.key
    }

    // Plain lists on purpose: nested iterators compile to a kilobyte wherever they are used.

    /// All rows in their order, heads left out.
    pub fn rows(&self) -> Rows {
        Rows {
            lines: self.lines,
            rows: &[],
        }
    }

    /// The lists of columns of its rows; of rows that follow each other and share one, once.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static [Column]> {
        let mut last: &'static [Column] = &[];
        let lists = self.rows().map(|row| row.columns);
        lists.filter(move |&list| {
            let before = std::mem::replace(&mut last, list);
            !std::ptr::eq(before, list)
        })
    }

    /// The labels of its printed heads, from top to bottom; what stands alone on a line is a title.
    pub fn head_labels(&self) -> Vec<&'static Label> {
        let mut labels = Vec::new();
        for line in self.lines {
            if let Line::Head(line) = line
                && line.len() > 1
            {
                labels.extend(line.iter());
            }
        }
        labels
    }

    /// The row at an index of [`TableForm::rows`].
    ///
    /// # Panics
    /// Where there is no such row; a [`CellId`] made by this form never is such a one.
    pub fn row(&self, mut index: usize) -> &'static Row {
        for line in self.lines {
            if let Line::Rows(rows) | Line::Abreast(rows) = line {
                match rows.get(index) {
                    Some(row) => return row,
                    None => index -= rows.len(),
                }
            }
        }
        panic!("a row of this form")
    }

    /// Every cell in reading order.
    pub fn cells(&self) -> std::vec::IntoIter<CellId> {
        let mut all = Vec::with_capacity(192);
        for (row, form) in self.rows().enumerate() {
            for column in 0..form.columns.len() {
                all.push(CellId {
                    table: self.id(),
                    row: row as u8,
                    column: column as u8,
                });
            }
        }
        all.into_iter()
    }

    /// The public id of a cell: `t3.r3_3_1.natural`, `t2.permits`.
    pub fn name(&self, cell: CellId) -> String {
        let row = self.row(cell.row.into());
        let column = row.columns[usize::from(cell.column)];
        let mut name = String::with_capacity(self.key().len() + row.id.len() + column.id.len() + 2);
        name.push_str(self.key());
        name.push('.');
        name.push_str(row.id);
        if !column.id.is_empty() {
            name.push('.');
            name.push_str(column.id);
        }
        name
    }

    /// The cell of a public id.
    pub fn cell(&self, name: &str) -> Option<CellId> {
        let rest = name.strip_prefix(self.key())?.strip_prefix('.')?;
        let (id, column) = rest.split_once('.').unwrap_or((rest, ""));
        let row = self.rows().position(|row| row.id == id)?;
        let columns = self.row(row).columns;
        let column = columns.iter().position(|known| known.id == column)?;
        Some(CellId {
            table: self.id(),
            row: row as u8,
            column: column as u8,
        })
    }
}

/// The rows of a table: see [`TableForm::rows`].
#[derive(Debug, Clone)]
pub struct Rows {
    /// The lines that were not begun.
    lines: &'static [Line],
    /// What is left of the line that was.
    rows: &'static [Row],
}

impl Iterator for Rows {
    type Item = &'static Row;

    // Once, and not wherever rows are gone through.
    #[inline(never)]
    fn next(&mut self) -> Option<&'static Row> {
        loop {
            if let Some((row, rest)) = self.rows.split_first() {
                self.rows = rest;
                return Some(row);
            }
            let (line, rest) = self.lines.split_first()?;
            self.lines = rest;
            if let Line::Rows(rows) | Line::Abreast(rows) = line {
                self.rows = rows;
            }
        }
    }
}

/// A cell of a form: indices into [`TableForm::rows`] and [`Row::columns`], from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellId {
    /// The table.
    pub table: TableId,
    /// Index of the row.
    pub row: u8,
    /// Index of the column within the row.
    pub column: u8,
}

impl CellId {
    /// A number that increases with table, row and column.
    fn rank(self) -> u32 {
        u32::from_be_bytes([0, self.table.0, self.row, self.column])
    }
}

impl Ord for CellId {
    fn cmp(&self, other: &CellId) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for CellId {
    fn partial_cmp(&self, other: &CellId) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Shorthands that keep the edition files readable.
pub(crate) mod dsl {
    use super::{Column, Kind, Label};
    use crate::language::FIRST;

    /// A sentence in Chinese and in English.
    pub(crate) const fn both(chinese: &'static str, english: &'static str) -> [&'static str; 2] {
        [chinese, if FIRST { chinese } else { english }]
    }

    pub(crate) const fn label(text: &'static str, columns: u8, lines: u8) -> Label {
        Label {
            text,
            columns,
            lines,
        }
    }

    pub(crate) const fn count(
        id: &'static str,
        label: &'static str,
        aliases: &'static [&'static str],
    ) -> Column {
        Column {
            id,
            label,
            aliases,
            kind: Kind::Count,
            span: 1,
        }
    }

    impl Column {
        pub(crate) const fn wide(self, span: u8) -> Self {
            Column { span, ..self }
        }

        pub(crate) const fn kind(self, kind: Kind) -> Self {
            Column { kind, ..self }
        }
    }
}
