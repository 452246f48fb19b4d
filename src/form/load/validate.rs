//! Whether a description agrees with itself.

use super::description::{Description, LabelText, LineText, RevisionText, RowText, TermsText};
use crate::form::Forms;
use std::collections::BTreeSet;

/// The most cells that a table may have, and the most rows or columns.
const MOST_CELLS: usize = 4_000;
const MOST_ROWS: usize = 250;

/// What a reader of JSON says against a description, in both languages: `place` is where, `error` its sentence.
pub fn misread(place: &str, error: &str) -> String {
    let named = |of: &str| error.split(of).nth(1)?.split('`').next();
    let zh = match () {
        () if error.contains("missing field") => {
            named("field `").map(|name| format!("缺少 {name}"))
        }
        () if error.contains("unknown field") => {
            named("field `").map(|name| format!("没有叫 {name} 的字段"))
        }
        () if error.contains("unknown variant") => {
            named("variant `").map(|name| format!("不能写 {name}"))
        }
        () => None,
    };
    wrong(place, &zh.unwrap_or_else(|| "写法不对".to_owned()), error)
}

/// What is wrong, with its place in the JSON, in both languages.
fn wrong(place: &str, zh: &str, en: &str) -> String {
    format!("{place}：{zh}（{en}）")
}

fn must(holds: bool, place: &str, zh: &str, en: &str) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(wrong(place, zh, en))
    }
}

/// `id` that stands elsewhere already, or that has characters that ids have not.
fn must_be_id(is: bool, place: &str, id: &str) -> Result<(), String> {
    must(
        is,
        place,
        &format!("“{id}”不能用作编号：只能是字母、数字和 _，字母开头，不能重复"),
        "an id is letters, digits and _, begins with a letter and comes once",
    )
}

fn must_be_known(is: bool, place: &str, name: &str) -> Result<(), String> {
    must(
        is,
        place,
        &format!("没有叫“{name}”的"),
        &format!("{name:?} is unknown"),
    )
}

/// Whether a description agrees with itself and adds only what is new.
pub(super) fn validate(form: &Description, forms: Forms) -> Result<(), String> {
    let known: Vec<&str> = forms.all().iter().map(|table| table.key).collect();
    let mut keys = BTreeSet::new();
    for (at, table) in form.tables.iter().enumerate() {
        let key = table.key.as_str();
        let place = |field: &str| format!("tables[{at}].{field}");
        let fresh = is_id(key) && !known.contains(&key) && keys.insert(key);
        must_be_id(fresh, &place("key"), key)?;
        let there = table.section < form.sections.len();
        must(there, &place("section"), "没有这一节", "no such section")?;
        must(
            table.marks > 0,
            &place("marks"),
            "至少是 1",
            "marks is 1 or more",
        )?;
    }
    must(
        (1..=12).contains(&keys.len()),
        "tables",
        "要有 1 到 12 张表",
        "1 to 12 tables",
    )?;
    check_facts(form, forms)?;
    let mut ids: BTreeSet<&str> = forms.editions().map(|edition| edition.id).collect();
    must(
        !form.editions.is_empty(),
        "editions",
        "一个版本也没有",
        "no edition",
    )?;
    for (at, edition) in form.editions.iter().enumerate() {
        let id = &edition.id;
        must(
            ids.insert(id),
            &format!("editions[{at}].id"),
            &format!("已经有叫“{id}”的版本"),
            "there is one already",
        )?;
        let (from, to) = edition.years;
        must(
            to.is_none_or(|to| from <= to),
            &format!("editions[{at}].years"),
            "起年晚于止年",
            "it ends before it begins",
        )?;
        let mut printed = BTreeSet::new();
        for (nth, revision) in edition.tables.iter().enumerate() {
            let place = format!("editions[{at}].tables[{nth}]");
            let table = revision.table.as_str();
            let once = keys.contains(table) && printed.insert(table);
            must(
                once,
                &format!("{place}.table"),
                &format!("没有叫“{table}”的表，或写了两次"),
                &format!("table {table:?} is unknown or twice"),
            )?;
            revision.check(&place)?;
        }
    }
    Ok(())
}

impl RevisionText {
    fn check(&self, place: &str) -> Result<(), String> {
        let head = matches!(self.lines.first(), Some(LineText::Head(labels)) if !labels.is_empty());
        let lines = format!("{place}.lines");
        must(head, &lines, "第一行应是表头", "the first line is a head")?;
        must(
            !self.marks.is_empty(),
            &format!("{place}.marks"),
            "不能是空的",
            "no marks",
        )?;
        let rows = self.check_rows(&lines)?;
        self.check_grid(&lines)?;
        self.check_relations(place, &rows)
    }

    /// Gives the ids of the rows.
    fn check_rows(&self, lines: &str) -> Result<BTreeSet<&String>, String> {
        let mut rows = BTreeSet::new();
        let mut cells = 0;
        for row in self.rows() {
            let id = &row.id;
            must_be_id(is_id(id) && rows.insert(id), lines, id)?;
            let columns = self.columns.get(&row.columns);
            let place = format!("{lines}（{id}）.columns");
            must_be_known(columns.is_some(), &place, &row.columns)?;
            let columns = columns.map_or(&[][..], Vec::as_slice);
            let mut names = BTreeSet::new();
            let lone = columns.len() == 1;
            for column in columns {
                let named = is_id(&column.id) || column.id.is_empty() && lone;
                let named = named && names.insert(&column.id) && column.span > 0;
                must_be_id(named, &place, &column.id)?;
                let labelled = lone || !column.label.trim().is_empty();
                must(labelled, &place, "label 是空的", "a label is empty")?;
            }
            let some = (1..=MOST_ROWS).contains(&columns.len());
            must(some, &place, "没有列，或列太多", "no columns, or too many")?;
            cells += columns.len();
        }
        let some = (1..=MOST_ROWS).contains(&rows.len()) && cells <= MOST_CELLS;
        must(some, lines, "没有行，或表太大", "no rows, or too large")?;
        Ok(rows)
    }

    fn check_relations(&self, table: &str, rows: &BTreeSet<&String>) -> Result<(), String> {
        for (at, relation) in self.relations.iter().enumerate() {
            let place = format!("{table}.relations[{at}]");
            let id = &relation.id;
            must_be_id(is_id(id), &format!("{place}.id"), id)?;
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
            let terms = format!("{place}.terms");
            for name in sides.into_iter().flatten() {
                must_be_known(known(name), &terms, name)?;
            }
            let both = sides.iter().all(|side| !side.is_empty());
            must(both, &terms, "左边或右边是空的", "a side is empty")?;
            let [left, right] = sides;
            let apart = left.iter().find(|name| right.contains(name));
            must(
                apart.is_none(),
                &terms,
                &format!("“{}”在两边都有", apart.map_or("", |name| name)),
                "the same on both sides",
            )?;
        }
        Ok(())
    }

    /// Whether labels and values fill the printed lines, each place once.
    fn check_grid(&self, place: &str) -> Result<(), String> {
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
                let below = below.ok_or_else(|| {
                    wrong(
                        place,
                        &format!("印出的第 {} 行有标签伸出表外", at + 1),
                        &format!("line {}: a label leaves the table", at + 1),
                    )
                })?;
                below.iter_mut().for_each(|line| *line += columns);
            }
        }
        let uneven = covered.iter().position(|width| *width != covered[0]);
        uneven.map_or(Ok(()), |at| {
            let (line, width, first) = (at + 1, covered[at], covered[0]);
            Err(wrong(
                place,
                &format!("印出的第 {line} 行宽 {width} 列，第 1 行宽 {first} 列"),
                &format!("line {line} is {width} wide, the first {first}"),
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
    for (at, table) in form.tables.iter().enumerate() {
        let key = &table.key;
        let place = format!("tables[{at}].facts");
        for rule in table.facts.rules() {
            let of_two = rule.split_once('.');
            let is = of_two.is_some_and(|(kind, name)| is_id(kind) && is_id(name));
            must(
                is && rules.insert(rule),
                &place,
                &format!("规则编号“{rule}”不是“类.名”，或重复"),
                &format!("rule {rule:?} is no id or twice"),
            )?;
        }
        let revisions = form.editions.iter().flat_map(|edition| &edition.tables);
        let of_table = revisions.filter(|revision| revision.table == *key);
        let known: Vec<_> = of_table.map(RevisionText::names).collect();
        for (kind, names) in table.facts.names().into_iter().enumerate() {
            let is_known = |name: &&str| known.iter().any(|known| known[kind].contains(*name));
            if let Some(name) = names.iter().find(|name| !is_known(name)) {
                return Err(wrong(
                    &place,
                    &format!("没有叫“{name}”的"),
                    &format!("{name:?} is unknown"),
                ));
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
