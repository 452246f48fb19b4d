//! A form of the caller's own: its description, in the shape of the built-in data, becomes such data.
//!
//! What is loaded is kept for as long as the program runs, since everything refers to it as to the
//! built-in forms. Whatever is wrong with a description is told in one sentence.

use super::{
    Column, Edition, Forms, Kind, Label, Line, Relation, Row, Section, Sense, Shape, Table,
    TableForm, TableId, Template, Terms, Usage,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A form in words: `tests/toy/form.json` is a whole one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    id: String,
    title: [String; 2],
    sections: Vec<SectionText>,
    /// What whole numbers count, by a part of the label of their column; an empty part is in every one.
    #[serde(default)]
    units: Vec<(String, String)>,
    tables: Vec<TableText>,
    editions: Vec<EditionText>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionText {
    heading: String,
    keys: Vec<String>,
}

/// What stays the same of a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableText {
    key: String,
    title: [String; 2],
    section: usize,
    shape: ShapeText,
    #[serde(default)]
    numbered: bool,
    marks: usize,
    density: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ShapeText {
    Fields,
    Matrix,
    Strip,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionText {
    id: String,
    source: String,
    years: (u16, Option<u16>),
    tables: Vec<RevisionText>,
}

/// A table as this edition prints it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RevisionText {
    table: String,
    /// Columns that rows name instead of repeating them.
    #[serde(default)]
    columns: BTreeMap<String, Vec<ColumnText>>,
    lines: Vec<LineText>,
    #[serde(default)]
    relations: Vec<RelationText>,
    marks: Vec<String>,
    #[serde(default)]
    only_here: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LineText {
    Head(Vec<LabelText>),
    Rows(Vec<RowText>),
    Abreast(Vec<RowText>),
}

/// `[text, columns, lines]`.
type LabelText = (String, u8, u8);

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowText {
    id: String,
    name: String,
    #[serde(default)]
    labels: Vec<LabelText>,
    #[serde(default)]
    aliases: Vec<String>,
    /// Name of a list of columns of the table.
    columns: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnText {
    id: String,
    label: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    kind: KindText,
    #[serde(default = "one")]
    span: u8,
}

fn one() -> u8 {
    1
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindText {
    #[default]
    Count,
    Change,
    Amount,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationText {
    id: String,
    sense: SenseText,
    terms: TermsText,
    sentence: [String; 2],
    title: [String; 2],
    why: [String; 2],
    source: [String; 2],
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SenseText {
    Total,
    Balance,
    Equal,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TermsText {
    Rows {
        left: Vec<String>,
        right: Vec<String>,
    },
    Columns {
        left: Vec<String>,
        right: Vec<String>,
    },
}

/// The most cells that a table may have, and the most rows or columns.
const MOST_CELLS: usize = 4_000;
const MOST_ROWS: usize = 250;

impl Forms {
    /// These forms and another.
    ///
    /// # Errors
    /// Where the description contradicts itself or these forms, in a sentence.
    pub fn with(self, form: &Description) -> Result<Forms, String> {
        check(form, self)?;
        let first = self.all().iter().map(|table| table.id.number() + 1).max();
        let first = first.unwrap_or(0);
        let table = |(at, table): (usize, &TableText)| {
            let id = u8::try_from(first + at).map_err(|_| "too many tables".to_owned())?;
            Ok(table.kept(TableId::new(id)))
        };
        let tables = form.tables.iter().enumerate().map(table);
        let tables: Vec<&'static Table> = tables.collect::<Result<_, String>>()?;
        let template: &'static Template = Box::leak(Box::new(Template {
            id: kept(&form.id),
            title: both(&form.title),
            sections: list(&form.sections, |section| Section {
                heading: kept(&section.heading),
                keys: texts(&section.keys),
            }),
            outdated: &[],
            prose: false,
            units: list(&form.units, |(part, unit)| (kept(part), kept(unit))),
            repeated: None,
        }));
        let mut editions = Vec::new();
        for edition in &form.editions {
            let form = |revision: &RevisionText| {
                let table = tables.iter().find(|table| table.key == revision.table);
                table.map(|table| &*Box::leak(Box::new(revision.kept(table))))
            };
            let forms: Vec<&'static TableForm> = edition.tables.iter().filter_map(form).collect();
            editions.push(&*Box::leak(Box::new(Edition {
                id: kept(&edition.id),
                template,
                source: kept(&edition.source),
                years: edition.years,
                tables: Vec::leak(forms),
            })));
        }
        let all = self.editions().copied().chain(editions);
        Ok(Forms::new(Vec::leak(all.collect())))
    }
}

impl TableText {
    fn kept(&self, id: TableId) -> &'static Table {
        Box::leak(Box::new(Table {
            id,
            key: kept(&self.key),
            title: both(&self.title),
            section: self.section,
            shape: match self.shape {
                ShapeText::Fields => Shape::Fields,
                ShapeText::Matrix => Shape::Matrix,
                ShapeText::Strip => Shape::Strip,
            },
            numbered: self.numbered,
            marks: self.marks,
            density: self.density,
            bounds: &[],
            usage: Usage::NONE,
        }))
    }
}

impl RevisionText {
    fn kept(&self, table: &'static Table) -> TableForm {
        // Rows that name the same list have the same one.
        let column = |column: &ColumnText| Column {
            id: kept(&column.id),
            label: kept(&column.label),
            aliases: texts(&column.aliases),
            kind: match column.kind {
                KindText::Count => Kind::Count,
                KindText::Change => Kind::Change,
                KindText::Amount => Kind::Amount,
            },
            span: column.span,
        };
        let columns = self.columns.iter();
        let columns: BTreeMap<&str, &'static [Column]> = columns
            .map(|(name, of)| (name.as_str(), list(of, column)))
            .collect();
        let row = |row: &RowText| Row {
            id: kept(&row.id),
            name: kept(&row.name),
            labels: list(&row.labels, label),
            aliases: texts(&row.aliases),
            columns: columns.get(row.columns.as_str()).copied().unwrap_or(&[]),
        };
        TableForm {
            table,
            lines: list(&self.lines, |line| match line {
                LineText::Head(labels) => Line::Head(list(labels, label)),
                LineText::Rows(rows) => Line::Rows(list(rows, row)),
                LineText::Abreast(rows) => Line::Abreast(list(rows, row)),
            }),
            relations: list(&self.relations, |relation| Relation {
                id: kept(&relation.id),
                sense: match relation.sense {
                    SenseText::Total => Sense::Total,
                    SenseText::Balance => Sense::Balance,
                    SenseText::Equal => Sense::Equal,
                },
                terms: match &relation.terms {
                    TermsText::Rows { left, right } => Terms::Rows {
                        left: texts(left),
                        right: texts(right),
                    },
                    TermsText::Columns { left, right } => Terms::Columns {
                        left: texts(left),
                        right: texts(right),
                    },
                },
                sentence: both(&relation.sentence),
                title: both(&relation.title),
                why: both(&relation.why),
                source: both(&relation.source),
            }),
            marks: texts(&self.marks),
            only_here: texts(&self.only_here),
        }
    }

    fn rows(&self) -> impl Iterator<Item = &RowText> {
        self.lines.iter().flat_map(|line| match line {
            LineText::Head(_) => &[][..],
            LineText::Rows(rows) | LineText::Abreast(rows) => rows,
        })
    }
}

fn label((text, columns, lines): &LabelText) -> Label {
    Label {
        text: kept(text),
        columns: *columns,
        lines: *lines,
    }
}

fn kept(text: &str) -> &'static str {
    String::leak(text.to_owned())
}

fn both(texts: &[String; 2]) -> [&'static str; 2] {
    [kept(&texts[0]), kept(&texts[1])]
}

fn texts(texts: &[String]) -> &'static [&'static str] {
    list(texts, |text| kept(text))
}

fn list<T, U>(of: &[T], make: impl Fn(&T) -> U) -> &'static [U] {
    Vec::leak(of.iter().map(make).collect())
}

/// Whether a description agrees with itself and adds only what is new.
fn check(form: &Description, forms: Forms) -> Result<(), String> {
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
        self.check_grid()?;
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

/// Letters, digits and `_`, beginning with a letter: no dot, which parts of ids are joined by.
fn is_id(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(word)
}
