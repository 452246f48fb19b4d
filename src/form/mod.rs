//! The statutory forms as data: one file an edition, nothing here but the shapes and the registry.
//!
//! An edition is a list of tables. A table is a list of [`Line`]s, as the form prints them, and of
//! [`Relation`]s, linear and declared once for a whole family. Everything else — recognising,
//! aligning, checking, locating, the rules page, the drawing of the form — reads this data.

mod applications;
mod edition_2019;
mod edition_2021;
mod litigation;
mod rules;

pub use rules::{Rule, rules};

/// The three tables of a report, by the section they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableId {
    /// 二、主动公开政府信息情况.
    T2,
    /// 三、收到和处理政府信息公开申请情况.
    T3,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    T4,
}

impl TableId {
    /// Every table, in the order of the report.
    pub const ALL: [TableId; 3] = [TableId::T2, TableId::T3, TableId::T4];

    /// `t2`, `t3`, `t4`: the first part of every cell id and rule id.
    pub const fn id(self) -> &'static str {
        match self {
            TableId::T2 => "t2",
            TableId::T3 => "t3",
            TableId::T4 => "t4",
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// One edition of the form: the document that prescribes it and its three tables.
#[derive(Debug)]
pub struct Edition {
    /// `2021`, `2019`: the year whose reports first used it.
    pub id: &'static str,
    /// The document that prescribes the form.
    pub source: &'static str,
    /// First and last report year, the last open where the edition is in force.
    pub years: (u16, Option<u16>),
    /// The six headings in their order.
    pub headings: [&'static str; 6],
    /// Tables 2, 3 and 4.
    pub tables: [TableForm; 3],
}

/// One table of one edition.
#[derive(Debug)]
pub struct TableForm {
    /// Which of the three it is.
    pub id: TableId,
    /// The edition it belongs to.
    pub edition: &'static str,
    /// Its lines from top to bottom, as the form prints them.
    pub lines: &'static [Line],
    /// Its relations, each a family declared once.
    pub relations: &'static [Relation],
    /// Keys of labels that tell the table from prose and from other tables; two of them close
    /// together are taken for its head.
    pub marks: &'static [&'static str],
    /// Keys of labels that only this edition prints: evidence when a table's edition is decided.
    pub only_here: &'static [&'static str],
}

/// One or more printed lines of a table.
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Relation {
    /// The middle part of a rule id: `identity`, `subtotal`, `rowsum`.
    pub id: &'static str,
    /// What the two sides name and what the family runs over.
    pub terms: Terms,
    /// Why it must hold, in a sentence (zh-CN, English).
    pub why: [&'static str; 2],
    /// Where it comes from: the document, and whether it is printed or follows from a label.
    pub source: [&'static str; 2],
}

/// The two sides of a family of equations.
#[derive(Debug)]
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

/// Every edition that is checked, newest first.
pub static EDITIONS: [&Edition; 2] = [&edition_2021::EDITION, &edition_2019::EDITION];

/// The six headings, the same in both editions.
pub(crate) const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// Keys that a heading is known by, however it is worded, section by section.
pub(crate) const HEADING_KEYS: [&[&str]; 6] = [
    &["总体情况"],
    &["主动公开政府信息情况"],
    &["收到和处理政府信息公开申请情况"],
    &[
        "政府信息公开行政复议",
        "行政复议行政诉讼情况",
        "被申请行政复议",
        "申请行政复议提起行政诉讼",
    ],
    &[
        "存在的主要问题",
        "存在问题及改进",
        "问题及改进情况",
        "问题及整改",
    ],
    &["其他需要报告的事项"],
];

/// Keys of the statistics form that was in force up to the reports on 2018 (国办发〔2014〕32号).
pub(crate) const BEFORE_2019_KEYS: &[&str] = &[
    "政府信息公开情况统计表",
    "主动公开政府信息数",
    "收到申请数",
    "申请办结数",
    "申请答复数",
    "属于已主动公开范围数",
    "同意公开答复数",
    "政务微博公开政府信息数",
    "制发规范性文件总数",
    "受理依申请公开信息总数",
    "历年累计",
];

/// Finds an edition by its id.
pub fn edition(id: &str) -> Option<&'static Edition> {
    EDITIONS.into_iter().find(|edition| edition.id == id)
}

impl Edition {
    /// One of its tables.
    pub fn table(&'static self, id: TableId) -> &'static TableForm {
        &self.tables[id.index()]
    }
}

impl TableForm {
    // Plain lists on purpose: nested iterators compile to a kilobyte wherever they are used.

    /// All rows in their order, heads left out.
    pub fn rows(&self) -> std::vec::IntoIter<&'static Row> {
        let mut all = Vec::with_capacity(32);
        for line in self.lines {
            if let Line::Rows(rows) | Line::Abreast(rows) = line {
                all.extend(rows.iter());
            }
        }
        all.into_iter()
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
                    table: self.id,
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
        if column.id.is_empty() {
            format!("{}.{}", self.id.id(), row.id)
        } else {
            format!("{}.{}.{}", self.id.id(), row.id, column.id)
        }
    }

    /// The cell of a public id.
    pub fn cell(&self, name: &str) -> Option<CellId> {
        let rest = name.strip_prefix(self.id.id())?.strip_prefix('.')?;
        let (id, column) = rest.split_once('.').unwrap_or((rest, ""));
        let row = self.rows().position(|row| row.id == id)?;
        let columns = self.row(row).columns;
        let column = columns.iter().position(|known| known.id == column)?;
        Some(CellId {
            table: self.id,
            row: row as u8,
            column: column as u8,
        })
    }
}

/// A cell of a form: indices into [`TableForm::rows`] and [`Row::columns`], from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// The table.
    pub table: TableId,
    /// Index of the row.
    pub row: u8,
    /// Index of the column within the row.
    pub column: u8,
}

/// The form of one report: an edition for each table that was recognised, since hybrids are real.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    tables: [Option<&'static TableForm>; 3],
}

impl Form {
    /// A form whose three tables are of one edition.
    pub fn of(edition: &'static Edition) -> Self {
        Form {
            tables: TableId::ALL.map(|id| Some(edition.table(id))),
        }
    }

    /// Puts a table into the form, in place of one of the same number.
    pub fn set(&mut self, table: &'static TableForm) {
        self.tables[table.id.index()] = Some(table);
    }

    /// The table, where it was recognised.
    pub fn table(&self, id: TableId) -> Option<&'static TableForm> {
        self.tables[id.index()]
    }

    /// The recognised tables in their order.
    pub fn tables(&self) -> impl Iterator<Item = &'static TableForm> + use<> {
        self.tables.into_iter().flatten()
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

    /// The cell of a public id, where a recognised table has it.
    pub fn cell(&self, name: &str) -> Option<CellId> {
        self.tables().find_map(|table| table.cell(name))
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

/// Shorthands that keep the edition files readable.
pub(crate) mod dsl {
    use super::{Column, Kind, Label};

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
