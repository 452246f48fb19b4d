//! Kinds that are printed twice and more beside each other, for this year and the last one: each column is of one
//! year, and a label without that word says what it is.

use super::super::head::HeadLabel;
use super::super::label::bare_key;
use super::super::table::Half;
use crate::sorted::InOrder;
use crate::text::plain;

/// What labels call this year, and others; longer ones first.
const YEARS: [(&str, bool); 14] = [
    ("本年度", true),
    ("本年", true),
    ("今年", true),
    ("本期", true),
    ("当年", true),
    ("上年度同期", false),
    ("上年同期", false),
    ("去年同期", false),
    ("上年度", false),
    ("上年", false),
    ("去年", false),
    ("上期", false),
    ("同期", false),
    ("往年", false),
];
/// What such a label adds.
const COUNTED: [&str; 4] = ["", "数", "数量", "情况"];

/// A column under the labels that say what it is.
pub(super) struct FacetColumn {
    pub column: usize,
    pub path: Vec<HeadLabel>,
}

/// The columns of a half, this year's first; one list where years are not told apart.
pub(super) fn facets(half: &Half) -> Vec<Vec<FacetColumn>> {
    let mut years: Vec<(String, Vec<FacetColumn>)> = Vec::new();
    let mut all = Vec::new();
    for (column, head) in half.columns.iter().enumerate() {
        let mut year = None;
        let mut path = Vec::new();
        for label in &head.path {
            match year_of(&label.text) {
                Some((found, rest)) if year.is_none() => {
                    year = Some(found);
                    if !COUNTED.contains(&&*bare_key(&rest)) {
                        let text = rest;
                        path.push(HeadLabel {
                            text,
                            ..label.clone()
                        });
                    }
                }
                _ => path.push(label.clone()),
            }
        }
        let path = || path.clone();
        if let Some(year) = year.filter(|_| !path().is_empty()) {
            let own = FacetColumn {
                column,
                path: path(),
            };
            match years.iter_mut().find(|(known, _)| *known == year) {
                Some((_, columns)) => columns.push(own),
                None => years.push((year, vec![own])),
            }
        }
        all.push(FacetColumn {
            column,
            path: head.path.clone(),
        });
    }
    if years.len() < 2 {
        return vec![all];
    }
    // Of years in numbers the last is this one.
    let rank = |year: &str| {
        let this = YEARS.iter().any(|(word, this)| *this && *word == year);
        let number = year.parse().unwrap_or(0_u16);
        (!this, std::cmp::Reverse(number))
    };
    years.put_in_order_by_key(|(year, _)| rank(year));
    years.into_iter().map(|(_, columns)| columns).collect()
}

/// The year that a label names, and the rest of it.
fn year_of(text: &str) -> Option<(String, String)> {
    let text = plain(text);
    for (word, _) in YEARS {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((word.to_owned(), rest.to_owned()));
        }
        if let Some((before, after)) = text.split_once(&format!("({word})")) {
            return Some((word.to_owned(), format!("{before}{after}")));
        }
    }
    let year = text
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = text[4..].strip_prefix('年')?;
    Some((year.to_owned(), rest.trim_start_matches('度').to_owned()))
}
