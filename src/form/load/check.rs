//! Whether a description agrees with itself.

use super::description::{Description, LabelText, LineText, RevisionText, RowText, TermsText};
use crate::form::Forms;
use std::collections::BTreeSet;

/// The most cells that a table may have, and the most rows or columns.
const MOST_CELLS: usize = 4_000;
const MOST_ROWS: usize = 250;

/// Whether a description agrees with itself and adds only what is new.
pub(super) fn check(form: &Description, forms: Forms) -> Result<(), String> {
    let must = |holds: bool, what: String| if holds { Ok(()) } else { Err(what) };
    let known: Vec<&str> = forms.all().iter().map(|table| table.key).collect();
    let mut keys = BTreeSet::new();
    for table in &form.tables {
        let key = &table.key;
        must(
            is_id(key),
            format!("table {key:?}: an id is letters, digits and _"),
        )?;
        let fresh = !known.contains(&key.as_str()) && keys.insert(key.as_str());
        must(fresh, format!("table {key}: there is one already"))?;
        let there = table.section < form.sections.len();
        must(there, format!("table {key}: no section {}", table.section))?;
        must(table.marks > 0, format!("table {key}: marks is 1 or more"))?;
    }
    must(keys.len() <= 12, "more than 12 tables".to_owned())?;
    check_facts(form, forms)?;
    let mut ids: BTreeSet<&str> = forms.editions().map(|edition| edition.id).collect();
    must(!form.editions.is_empty(), "no edition".to_owned())?;
    for edition in &form.editions {
        let id = &edition.id;
        must(
            ids.insert(id),
            format!("edition {id}: there is one already"),
        )?;
        let mut printed = BTreeSet::new();
        for revision in &edition.tables {
            let table = revision.table.as_str();
            let once = keys.contains(table) && printed.insert(table);
            must(
                once,
                format!("edition {id}: table {table:?} is unknown or twice"),
            )?;
            revision
                .check()
                .map_err(|what| format!("edition {id}, table {table}: {what}"))?;
        }
    }
    Ok(())
}

impl RevisionText {
    fn check(&self) -> Result<(), String> {
        let must = |holds: bool, what: String| if holds { Ok(()) } else { Err(what) };
        let head = matches!(self.lines.first(), Some(LineText::Head(labels)) if !labels.is_empty());
        must(head, "the first line is a head".to_owned())?;
        must(!self.marks.is_empty(), "no marks".to_owned())?;
        let rows = self.check_rows()?;
        self.check_grid()?;
        self.check_relations(&rows)
    }

    /// Gives the ids of the rows.
    fn check_rows(&self) -> Result<BTreeSet<&String>, String> {
        let must = |holds: bool, what: String| if holds { Ok(()) } else { Err(what) };
        let mut rows = BTreeSet::new();
        let mut cells = 0;
        for row in self.rows() {
            let id = &row.id;
            must(
                is_id(id) && rows.insert(id),
                format!("row {id:?} is no id or twice"),
            )?;
            let columns = self.columns.get(&row.columns);
            let columns =
                columns.ok_or_else(|| format!("row {id}: no columns {:?}", row.columns))?;
            let mut names = BTreeSet::new();
            let lone = columns.len() == 1;
            for column in columns {
                let named = is_id(&column.id) || column.id.is_empty() && lone;
                let named = named && names.insert(&column.id) && column.span > 0;
                must(
                    named,
                    format!("row {id}: column {:?} is no id or twice", column.id),
                )?;
            }
            must(!columns.is_empty(), format!("row {id}: no columns"))?;
            cells += columns.len();
            must(
                columns.len() <= MOST_ROWS,
                format!("row {id}: too many columns"),
            )?;
        }
        must(!rows.is_empty(), "no rows".to_owned())?;
        must(
            rows.len() <= MOST_ROWS && cells <= MOST_CELLS,
            "too large".to_owned(),
        )?;
        Ok(rows)
    }

    fn check_relations(&self, rows: &BTreeSet<&String>) -> Result<(), String> {
        let must = |holds: bool, what: String| if holds { Ok(()) } else { Err(what) };
        for relation in &self.relations {
            let id = &relation.id;
            must(is_id(id), format!("relation {id:?} is no id"))?;
            let of_columns = |name: &String| {
                let mut columns = self.columns.values().flatten();
                columns.any(|column| column.id == *name)
            };
            let (sides, by_rows) = match &relation.terms {
                TermsText::Rows { left, right } => ([left, right], true),
                TermsText::Columns { left, right } => ([left, right], false),
            };
            let known = |name: &String| match by_rows {
                true => rows.contains(name),
                false => of_columns(name),
            };
            for name in sides.into_iter().flatten() {
                must(known(name), format!("relation {id}: {name:?} is unknown"))?;
            }
            let both = sides.iter().all(|side| !side.is_empty());
            must(both, format!("relation {id}: a side is empty"))?;
        }
        Ok(())
    }

    /// Whether labels and values fill the printed lines, each place once.
    fn check_grid(&self) -> Result<(), String> {
        let span = |label: &LabelText| (usize::from(label.1), usize::from(label.2));
        let values = |row: &RowText| -> Vec<(usize, usize)> {
            let columns = self.columns[&row.columns].iter();
            let columns = columns.map(|column| (usize::from(column.span), 1));
            row.labels.iter().map(span).chain(columns).collect()
        };
        let mut lines: Vec<Vec<(usize, usize)>> = Vec::new();
        for line in &self.lines {
            match line {
                LineText::Head(labels) => lines.push(labels.iter().map(span).collect()),
                LineText::Rows(rows) => lines.extend(rows.iter().map(values)),
                LineText::Abreast(rows) => lines.push(rows.iter().flat_map(values).collect()),
            }
        }
        let mut covered = vec![0; lines.len()];
        for (at, cells) in lines.iter().enumerate() {
            for &(columns, tall) in cells {
                let below = covered
                    .get_mut(at..at + tall)
                    .filter(|_| columns * tall > 0);
                let below =
                    below.ok_or_else(|| format!("line {}: a label leaves the table", at + 1))?;
                below.iter_mut().for_each(|line| *line += columns);
            }
        }
        let uneven = covered.iter().position(|width| *width != covered[0]);
        uneven.map_or(Ok(()), |at| {
            Err(format!(
                "line {} is {} wide, the first {}",
                at + 1,
                covered[at],
                covered[0]
            ))
        })
    }
}

impl RevisionText {
    /// Its rows, columns and cells by their names.
    fn names(&self) -> [BTreeSet<String>; 3] {
        let [mut rows, mut columns, mut cells] = [const { BTreeSet::new() }; 3];
        for line in &self.lines {
            let (LineText::Rows(of) | LineText::Abreast(of)) = line else {
                continue;
            };
            for row in of {
                rows.insert(row.id.clone());
                for column in self.columns.get(&row.columns).into_iter().flatten() {
                    columns.insert(column.id.clone());
                    cells.insert(match column.id.is_empty() {
                        true => row.id.clone(),
                        false => format!("{}.{}", row.id, column.id),
                    });
                }
            }
        }
        [rows, columns, cells]
    }
}

/// Whether all that is said of a table's figures is of rows, columns and cells that one of its revisions has,
/// by rules whose ids are new.
fn check_facts(form: &Description, forms: Forms) -> Result<(), String> {
    let mut rules: BTreeSet<&str> = BTreeSet::new();
    for table in forms.all() {
        rules.extend(table.bounds.iter().map(|bound| bound.rule));
        rules.extend(table.usage.carried.iter().map(|carried| carried.rule));
        rules.extend(table.usage.chains.iter().map(|chain| chain.rule));
    }
    for table in &form.tables {
        let key = &table.key;
        for rule in table.facts.rules() {
            let of_two = rule.split_once('.');
            if !of_two.is_some_and(|(kind, name)| is_id(kind) && is_id(name)) || !rules.insert(rule)
            {
                return Err(format!("table {key}: rule {rule:?} is no id or twice"));
            }
        }
        let revisions = form.editions.iter().flat_map(|edition| &edition.tables);
        let of_table = revisions.filter(|revision| revision.table == *key);
        let known: Vec<_> = of_table.map(RevisionText::names).collect();
        for (kind, names) in table.facts.names().into_iter().enumerate() {
            let is_known = |name: &&str| known.iter().any(|known| known[kind].contains(*name));
            if let Some(name) = names.iter().find(|name| !is_known(name)) {
                return Err(format!("table {key}: {name:?} is unknown"));
            }
        }
    }
    Ok(())
}

/// Letters, digits and `_`, beginning with a letter: no dot, which parts of ids are joined by.
fn is_id(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(word)
}
