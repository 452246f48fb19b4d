//! A form of the caller's own: its description, in the shape of the built-in data, becomes such data.
//!
//! What is loaded is kept for as long as the program runs, since everything refers to it as to the
//! built-in forms: the same description is kept once, and so many different ones at most. Whatever is wrong
//! with a description is told in one sentence.

pub(crate) mod description;
mod facts;
mod validate;

pub use description::Description;
pub use validate::misread;

use super::{
    Column, Edition, Forms, Kind, Label, Line, Relation, Row, Section, Sense, Shape, Table,
    TableForm, TableId, Template, Terms,
};
use description::{
    ColumnText, KindText, LabelText, LineText, RelationText, RevisionText, RowText, SenseText,
    ShapeText, TableText, TermsText,
};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Forms that may be loaded at most while a program runs: they are never given back.
const MOST_LOADED: usize = 64;

/// A form that was loaded: to which others, and what came of it.
struct Loaded {
    base: Forms,
    form: Description,
    with: Forms,
}

/// What was loaded so far, and all that is known with it.
struct KeptForms {
    loaded: Vec<Loaded>,
    known: Forms,
}

static KEPT: Mutex<Option<KeptForms>> = Mutex::new(None);

/// Every form that is built in or was loaded.
pub(super) fn known() -> Forms {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.as_ref().map_or(Forms::default(), |kept| kept.known)
}

impl Forms {
    /// These forms and another. The same one is kept once, however often it is taken in.
    ///
    /// # Errors
    /// Where the description contradicts itself or these forms, or where 64 others were taken in before,
    /// in a sentence.
    pub fn with(self, form: &Description) -> Result<Forms, String> {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get_or_insert_with(|| KeptForms {
            loaded: Vec::new(),
            known: Forms::default(),
        });
        let mut loaded = kept.loaded.iter();
        if let Some(same) = loaded.find(|one| one.base.is(self) && one.form == *form) {
            return Ok(same.with);
        }
        if kept.loaded.len() >= MOST_LOADED {
            return Err(format!(
                "已经载入过 {MOST_LOADED} 种表样，不能再多（{MOST_LOADED} forms were taken in already）"
            ));
        }
        let with = self.load(form)?;
        let new = with.editions().filter(|edition| {
            let mut known = kept.known.editions();
            !known.any(|other| std::ptr::eq(*other, **edition))
        });
        let known: Vec<&'static Edition> = kept.known.editions().chain(new).copied().collect();
        kept.known = Forms::new(Vec::leak(known));
        kept.loaded.push(Loaded {
            base: self,
            form: form.clone(),
            with,
        });
        Ok(with)
    }

    fn load(self, form: &Description) -> Result<Forms, String> {
        validate::validate(form, self)?;
        let first = self.all().iter().map(|table| table.id.number() + 1).max();
        let first = first.unwrap_or(0);
        let table = |(at, table): (usize, &TableText)| {
            let id =
                u8::try_from(first + at).map_err(|_| "表太多（too many tables）".to_owned())?;
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
            bounds: self.facts.bounds(),
            usage: self.facts.usage(),
        }))
    }
}

impl RelationText {
    fn kept(&self) -> Relation {
        Relation {
            id: kept(&self.id),
            sense: match self.sense {
                SenseText::Total => Sense::Total,
                SenseText::Balance => Sense::Balance,
                SenseText::Equal => Sense::Equal,
            },
            terms: match &self.terms {
                TermsText::Rows { left, right } => Terms::Rows {
                    left: texts(left),
                    right: texts(right),
                },
                TermsText::Columns { left, right } => Terms::Columns {
                    left: texts(left),
                    right: texts(right),
                },
            },
            sentence: both(&self.sentence),
            title: both(&self.title),
            why: both(&self.why),
            source: both(&self.source),
        }
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
            relations: list(&self.relations, RelationText::kept),
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
