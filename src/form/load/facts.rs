//! What a description says of figures beyond their sums: bounds of cells, rows carried from one year into
//! the next, chains between years, what a parent does not sum up, usual shares.

use super::{both, kept, list, texts};
use crate::form::template::{Bound, Limit};
use crate::form::{Carried, Chain, Link, Shares, Stated, Usage};
use serde::Deserialize;

/// All of it may be left out. Cells are named without their table.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactsText {
    #[serde(default)]
    bounds: Vec<BoundText>,
    #[serde(default)]
    carried: Option<CarriedText>,
    #[serde(default)]
    chains: Vec<ChainText>,
    #[serde(default)]
    unsummed_rows: Vec<String>,
    #[serde(default)]
    unsummed_columns: Vec<String>,
    #[serde(default)]
    shares: Option<SharesText>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundText {
    rule: String,
    limit: LimitText,
    said: [String; 2],
    sentence: [String; 2],
    why: [String; 2],
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LimitText {
    AtMost([String; 2]),
    Digits(String, usize),
    Together([String; 2]),
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct CarriedText {
    rule: String,
    out: String,
    into: String,
    said: [String; 2],
    sentence: [String; 2],
    why: [String; 2],
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainText {
    rule: String,
    sum: [String; 2],
    links: Vec<LinkText>,
    sentence: [String; 2],
    why: [String; 2],
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkText {
    cell: String,
    last: Vec<String>,
    #[serde(default)]
    this: Vec<(i64, String)>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SharesText {
    Rows(Vec<(String, i64)>),
    Columns(Vec<(String, u64)>),
}

fn stated(sentence: &[String; 2], why: &[String; 2]) -> Stated {
    Stated {
        sentence: both(sentence),
        why: both(why),
    }
}

impl FactsText {
    pub fn bounds(&self) -> &'static [Bound] {
        list(&self.bounds, |bound| Bound {
            rule: kept(&bound.rule),
            limit: match &bound.limit {
                LimitText::AtMost(columns) => Limit::AtMost(both(columns)),
                LimitText::Digits(cell, digits) => Limit::Digits(kept(cell), *digits),
                LimitText::Together(cells) => Limit::Together(both(cells)),
            },
            said: both(&bound.said),
            stated: stated(&bound.sentence, &bound.why),
        })
    }

    pub fn usage(&self) -> Usage {
        Usage {
            carried: self.carried.as_ref().map(|carried| Carried {
                rule: kept(&carried.rule),
                out: kept(&carried.out),
                into: kept(&carried.into),
                said: both(&carried.said),
                stated: stated(&carried.sentence, &carried.why),
            }),
            chains: list(&self.chains, |chain| Chain {
                rule: kept(&chain.rule),
                sum: both(&chain.sum),
                links: list(&chain.links, |link| Link {
                    cell: kept(&link.cell),
                    last: texts(&link.last),
                    this: list(&link.this, |(sign, cell)| (*sign, kept(cell))),
                }),
                stated: stated(&chain.sentence, &chain.why),
            }),
            unsummed_rows: texts(&self.unsummed_rows),
            unsummed_columns: texts(&self.unsummed_columns),
            regulations: &[],
            shares: match &self.shares {
                None => Shares::Unknown,
                Some(SharesText::Rows(rows)) => {
                    Shares::Rows(list(rows, |(row, tenths)| (kept(row), *tenths)))
                }
                Some(SharesText::Columns(columns)) => {
                    Shares::Columns(list(columns, |(column, hundredths)| {
                        (kept(column), *hundredths)
                    }))
                }
            },
        }
    }

    /// The ids of its rules.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        let bounds = self.bounds.iter().map(|bound| &bound.rule);
        let carried = self.carried.iter().map(|carried| &carried.rule);
        let chains = self.chains.iter().map(|chain| &chain.rule);
        bounds.chain(carried).chain(chains).map(String::as_str)
    }

    /// Names that it uses of rows, of columns and of cells.
    pub fn names(&self) -> [Vec<&str>; 3] {
        let mut rows: Vec<&String> = self.unsummed_rows.iter().collect();
        let mut columns: Vec<&String> = self.unsummed_columns.iter().collect();
        let mut cells: Vec<&String> = Vec::new();
        for bound in &self.bounds {
            match &bound.limit {
                LimitText::AtMost(both) => columns.extend(both),
                LimitText::Digits(cell, _) => cells.push(cell),
                LimitText::Together(both) => cells.extend(both),
            }
        }
        rows.extend(self.carried.iter().flat_map(|it| [&it.out, &it.into]));
        for link in self.chains.iter().flat_map(|chain| &chain.links) {
            cells.push(&link.cell);
            cells.extend(&link.last);
            cells.extend(link.this.iter().map(|(_, cell)| cell));
        }
        match &self.shares {
            Some(SharesText::Rows(shares)) => rows.extend(shares.iter().map(|share| &share.0)),
            Some(SharesText::Columns(of)) => columns.extend(of.iter().map(|share| &share.0)),
            None => {}
        }
        [rows, columns, cells].map(|names| names.into_iter().map(String::as_str).collect())
    }
}
