//! What stays the same of a form and of its tables, whatever the edition: the facts that every stage
//! takes from here instead of knowing a table by its name.

use super::TableId;
#[cfg(feature = "office")]
use super::{Column, Kind};

/// A statutory form, whatever the edition: its [`super::Edition`]s point here and list the tables.
#[derive(Debug)]
pub struct Template {
    /// `disclosure`.
    pub id: &'static str,
    /// What the form is called (zh-CN, English).
    pub title: [&'static str; 2],
    /// The parts of a report in their order; tables name theirs by its index.
    pub sections: &'static [Section],
    /// Keys of the form that was in force before: two of them tell a report that is too old.
    pub outdated: &'static [&'static str],
    /// Whether `prose/` knows the sentences of its reports.
    pub prose: bool,
    /// What whole numbers count, by a part of the printed label of their column; the first that is in it.
    #[cfg(feature = "office")]
    pub units: &'static [(&'static str, &'static str)],
    /// What is said where a report repeats last year's.
    #[cfg(feature = "explain")]
    pub repeated: Option<Repeated>,
}

#[cfg(feature = "office")]
impl Template {
    /// What a column is counted in: what its label prints (单位：万元), else what whole numbers of the form
    /// count; empty where neither says.
    pub fn unit(&self, column: &Column) -> &'static str {
        let printed = column.label.split_once("单位：");
        if let Some((_, unit)) = printed {
            return unit.trim_end_matches('）');
        }
        let mut units = self.units.iter();
        match units.find(|(part, _)| column.label.contains(part)) {
            Some((_, unit)) if column.kind != Kind::Amount => unit,
            _ => "",
        }
    }
}

/// A part of a report.
#[derive(Debug)]
pub struct Section {
    /// Its heading as printed.
    pub heading: &'static str,
    /// Keys that the heading is known by, however it is worded.
    pub keys: &'static [&'static str],
}

impl Section {
    /// The heading without its number: 主动公开政府信息情况.
    pub fn name(&self) -> &'static str {
        let unnumbered = self.heading.split_once('、');
        unnumbered.map_or(self.heading, |(_, name)| name)
    }
}

/// A table of a form, whatever its revision.
#[derive(Debug)]
pub struct Table {
    /// Its number, unique among the forms in use.
    pub id: TableId,
    /// `t2`, `t3`, `t4`: the first part of every cell id and rule id.
    pub key: &'static str,
    /// What it is called in sentences (zh-CN, English).
    pub title: [&'static str; 2],
    /// Index of the section it stands in.
    pub section: usize,
    /// How its cells are arranged.
    pub shape: Shape,
    /// Whether sentences number its rows, which are many.
    pub numbered: bool,
    /// How many of its marks, close together, make its head.
    pub marks: usize,
    /// Where none of them is found: so many row labels within so many key characters are the table.
    pub density: Option<(usize, usize)>,
    /// What can hardly be true of its cells.
    pub bounds: &'static [Bound],
    /// What is known of its figures beyond its sums.
    #[cfg(feature = "explain")]
    pub usage: Usage,
}

/// How the cells of a table are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Rows of few values under heads of their own: a label stands before every row, and the labels of
    /// the columns tell the edition. No order leads to a row whose label is not there.
    Fields,
    /// Rows that all have the same columns, so that order and sums lead to a row without its label.
    Matrix,
    /// One printed line of values, its rows side by side and named above it only.
    Strip,
}

/// What can hardly be true of single cells: worth a look, never a mistake for certain.
#[derive(Debug)]
pub struct Bound {
    /// Id of the rule: `format.valid`.
    pub rule: &'static str,
    /// What is unusual.
    pub limit: Limit,
    /// What is said of it (zh-CN, English), with a blank `{}` for the row or for what stands there.
    pub said: [&'static str; 2],
    /// What is asked, and why.
    #[cfg(feature = "explain")]
    pub stated: Stated,
}

/// The limit of a [`Bound`]; cells are named without their table.
#[derive(Debug)]
pub enum Limit {
    /// In a row with both columns the first holds at most what the second does.
    AtMost([&'static str; 2]),
    /// The cell has fewer digits than this before its point.
    Digits(&'static str, usize),
    /// Both cells are 0, or neither is.
    Together([&'static str; 2]),
}

/// A rule in words.
#[cfg(feature = "explain")]
#[derive(Debug, Clone, Copy)]
pub struct Stated {
    /// What is asked, in a sentence (zh-CN, English).
    pub sentence: [&'static str; 2],
    /// Why (zh-CN, English).
    pub why: [&'static str; 2],
}

/// What is known of a table's figures beyond its sums.
#[cfg(feature = "explain")]
#[derive(Debug)]
pub struct Usage {
    /// Rows that run from one year into the next.
    pub carried: Option<Carried>,
    /// Cells that two years determine.
    pub chains: &'static [Chain],
    /// Rows whose cells need not be the sums over the bodies below.
    pub unsummed_rows: &'static [&'static str],
    /// Columns likewise.
    pub unsummed_columns: &'static [&'static str],
    /// Rows of 规章, which only bodies with the power to make them have.
    pub regulations: &'static [&'static str],
    /// How usual figures are.
    pub shares: Shares,
}

#[cfg(feature = "explain")]
impl Usage {
    /// Nothing is known.
    pub const NONE: Usage = Usage {
        carried: None,
        chains: &[],
        unsummed_rows: &[],
        unsummed_columns: &[],
        regulations: &[],
        shares: Shares::Unknown,
    };
}

/// A row whose figures are, column by column, another row's of last year.
#[cfg(feature = "explain")]
#[derive(Debug)]
pub struct Carried {
    /// Id of the rule.
    pub rule: &'static str,
    /// The row of last year.
    pub out: &'static str,
    /// The row of this year.
    pub into: &'static str,
    /// What is said where they differ: blanks for the column, this year's figure, last year's, and a
    /// remark.
    pub said: [&'static str; 2],
    /// What is asked, and why.
    pub stated: Stated,
}

/// A rule for cells that last year's report and this year's determine.
#[cfg(feature = "explain")]
#[derive(Debug)]
pub struct Chain {
    /// Id of the rule.
    pub rule: &'static str,
    /// The other side of the equation in words (zh-CN, English).
    pub sum: [&'static str; 2],
    /// The cells.
    pub links: &'static [Link],
    /// What is asked, and why.
    pub stated: Stated,
}

/// A cell of this year and what it is the sum of; cells are named without their table.
#[cfg(feature = "explain")]
#[derive(Debug)]
pub struct Link {
    /// The cell of this year's report.
    pub cell: &'static str,
    /// Cells of last year's.
    pub last: &'static [&'static str],
    /// Further cells of this year's, with their sign.
    pub this: &'static [(i64, &'static str)],
}

/// How usual figures are in a table, to break near-ties when a mistake is located.
#[cfg(feature = "explain")]
#[derive(Debug)]
pub enum Shares {
    /// All alike.
    Unknown,
    /// How often an outcome is met: row id → weight α of a Dirichlet distribution, in tenths.
    Rows(&'static [(&'static str, i64)]),
    /// How the parts of a row share its total: column id → hundredths.
    Columns(&'static [(&'static str, u64)]),
}

/// A report whose figures are all last year's.
#[cfg(feature = "explain")]
#[derive(Debug)]
pub struct Repeated {
    /// Id of the rule.
    pub rule: &'static str,
    /// The tables that must be the same.
    pub tables: &'static [&'static Table],
    /// What is said, with a blank for a remark.
    pub said: [&'static str; 2],
    /// What is asked, and why.
    pub stated: Stated,
}
