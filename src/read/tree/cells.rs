//! Objects that each hold one cell: under its address (`"B6": {"v": 12}`), with its row and column, or in a list that is a
//! row.

use super::{Tree, cell};
use crate::read::office::address;
use std::collections::BTreeMap;

/// What a cell's text is called, that which is shown first.
const TEXT: [&str; 7] = ["w", "text", "v", "value", "val", "content", "m"];
const ROW: [&str; 5] = ["row", "r", "Row", "rowIndex", "行"];
const COLUMN: [&str; 7] = ["col", "c", "column", "Col", "Column", "colIndex", "列"];
/// Cells of which a sheet has so many at least.
const CELLS: usize = 21;
/// Bytes from which on a text is none of a cell.
const LONG: usize = 400;
/// Columns and rows at most.
const SIDE: [usize; 2] = [64, 20_000];

/// The rows of a tree that is a sheet, or a row; none of another.
pub(super) fn rows(tree: &Tree) -> Option<String> {
    let mut sheet: BTreeMap<(usize, usize), String> = BTreeMap::new();
    match tree {
        Tree::Map(members) if members.len() >= CELLS => {
            for (name, tree) in members {
                let Some((row, column)) = address::place(name) else {
                    // What a sheet says of itself.
                    if name.starts_with('!') {
                        continue;
                    }
                    return None;
                };
                sheet.insert((row as usize, column as usize), text(tree)?);
            }
        }
        Tree::List(items) => {
            let place = |item: &Tree| Some((number(item, &ROW)?, number(item, &COLUMN)?));
            let placed = items.iter().filter_map(place).count();
            if placed == 0 && items.len() > 1 {
                let is_map = |item: &Tree| matches!(item, Tree::Map(_));
                if !items.iter().all(is_map) {
                    return None;
                }
                let short = |text: &String| text.len() < LONG;
                let texts: Option<Vec<String>> = items.iter().map(text).collect();
                let texts =
                    texts.filter(|texts| texts.len() < SIDE[0] && texts.iter().all(short))?;
                return Some(texts.join("\t") + "\n");
            }
            if placed < CELLS || placed < items.len() {
                return None;
            }
            for item in items {
                sheet.insert(place(item)?, text(item)?);
            }
        }
        _ => return None,
    }
    let most = |side: fn(&(usize, usize)) -> usize| sheet.keys().map(side).max().unwrap_or(0);
    if most(|at| at.1) >= SIDE[0] || most(|at| at.0) >= SIDE[1] {
        return None;
    }
    // Behind the last cell of a row as well a blank one is one.
    let width = most(|at| at.1) + 1;
    let mut rows = vec![vec![""; width]; most(|at| at.0) + 1];
    for ((row, column), text) in &sheet {
        rows[*row][*column] = text;
    }
    let rows: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    Some(rows.join("\n") + "\n")
}

/// The text of a cell.
fn text(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(cell(text)),
        Tree::Map(members) => {
            let find = |name: &&str| members.iter().find(|member| member.0 == **name);
            let member = TEXT.iter().find_map(find)?;
            match &member.1 {
                Tree::Text(text) => Some(cell(text)),
                _ => None,
            }
        }
        Tree::List(_) => None,
    }
}

fn number(tree: &Tree, names: &[&str]) -> Option<usize> {
    let Tree::Map(members) = tree else {
        return None;
    };
    let member = members.iter().find(|member| names.contains(&&*member.0))?;
    match &member.1 {
        Tree::Text(text) => text.parse().ok(),
        _ => None,
    }
}
