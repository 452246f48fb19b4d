//! A form as JSON says it.

use super::facts::FactsText;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A form in words: `tests/toy/form.json` is a whole one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    pub(super) id: String,
    pub(super) title: [String; 2],
    pub(super) sections: Vec<SectionText>,
    /// What whole numbers count, by a part of the label of their column; an empty part is in every one.
    #[serde(default)]
    pub(super) units: Vec<(String, String)>,
    pub(super) tables: Vec<TableText>,
    pub(super) editions: Vec<EditionText>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionText {
    pub(super) heading: String,
    pub(super) keys: Vec<String>,
}

/// What stays the same of a table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableText {
    pub(super) key: String,
    pub(super) title: [String; 2],
    pub(super) section: usize,
    pub(super) shape: ShapeText,
    #[serde(default)]
    pub(super) numbered: bool,
    pub(super) marks: usize,
    pub(super) density: Option<(usize, usize)>,
    /// What is known of its figures beyond its sums.
    #[serde(default)]
    pub(super) facts: FactsText,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ShapeText {
    Fields,
    Matrix,
    Strip,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditionText {
    pub(super) id: String,
    pub(super) source: String,
    pub(super) years: (u16, Option<u16>),
    pub(super) tables: Vec<RevisionText>,
}

/// A table as this edition prints it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevisionText {
    pub(super) table: String,
    /// Columns that rows name instead of repeating them.
    #[serde(default)]
    pub(super) columns: BTreeMap<String, Vec<ColumnText>>,
    pub(super) lines: Vec<LineText>,
    #[serde(default)]
    pub(super) relations: Vec<RelationText>,
    pub(super) marks: Vec<String>,
    #[serde(default)]
    pub(super) only_here: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LineText {
    Head(Vec<LabelText>),
    Rows(Vec<RowText>),
    Abreast(Vec<RowText>),
}

/// `[text, columns, lines]`.
pub(crate) type LabelText = (String, u8, u8);

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowText {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) labels: Vec<LabelText>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// Name of a list of columns of the table.
    pub(super) columns: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnText {
    pub(super) id: String,
    pub(super) label: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) kind: KindText,
    #[serde(default = "one")]
    pub(super) span: u8,
}

fn one() -> u8 {
    1
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KindText {
    #[default]
    Count,
    Change,
    Amount,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationText {
    pub(super) id: String,
    pub(super) sense: SenseText,
    pub(super) terms: TermsText,
    pub(super) sentence: [String; 2],
    pub(super) title: [String; 2],
    pub(super) why: [String; 2],
    pub(super) source: [String; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SenseText {
    Total,
    Balance,
    Equal,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TermsText {
    Rows {
        left: Vec<String>,
        right: Vec<String>,
    },
    Columns {
        left: Vec<String>,
        right: Vec<String>,
    },
}
