//! The forms and rules as a reader sees them: to draw the form, to list what is checked, and to call
//! a cell by its full name.

use crate::form::{CellId, Column, Edition, Form, Forms, Kind, Label, Line, Shape, TableForm};
use crate::language::Language;
use crate::report::Severity;
#[cfg(feature = "explain")]
use crate::report::Sides;
use crate::rules::kind;
#[cfg(feature = "explain")]
use crate::rules::subject;
use crate::sorted::Sorted;
use crate::text::joined;
use crate::words::{Words, short};
use serde::Serialize;

/// One edition of the form, to draw it.
#[derive(Debug, Serialize)]
pub struct FormEdition {
    /// `2021`, `2019`.
    pub id: &'static str,
    /// The document that prescribes it.
    pub source: &'static str,
    /// Table id → table.
    pub tables: Sorted<&'static str, FormTable>,
}

/// One table of it.
#[derive(Debug, Serialize)]
pub struct FormTable {
    /// What sentences call it: 表三.
    pub title: &'static str,
    /// The section's official heading.
    pub heading: &'static str,
    /// How its cells are arranged.
    pub shape: TableShape,
    /// Printed lines from top to bottom; only cells that begin on the line.
    pub lines: Vec<Vec<FormCell>>,
}

/// How the cells of a table are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TableShape {
    /// Few values a row, under heads of their own.
    Fields,
    /// Rows that all have the same columns.
    Matrix,
    /// One line of values.
    Strip,
}

/// A printed cell.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum FormCell {
    /// A label.
    Label {
        /// As printed.
        text: &'static str,
        /// Columns covered.
        columns: u8,
        /// Lines covered.
        lines: u8,
        /// What it is the heading of.
        scope: RuleScope,
    },
    /// A value.
    Value {
        /// Public id of the cell.
        cell: String,
        /// Columns covered.
        columns: u8,
        /// What may stand in it.
        kind: ValueKind,
        /// Its full name in words.
        name: String,
        /// What it is counted in: 件, 万元; empty where the form does not say.
        #[cfg(feature = "office")]
        #[serde(skip_serializing_if = "str::is_empty")]
        unit: &'static str,
    },
}

/// What a label is the heading of, in HTML's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleScope {
    /// One column.
    Col,
    /// One row.
    Row,
    /// Several columns.
    ColGroup,
    /// Several rows.
    RowGroup,
}

/// What may stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueKind {
    /// A whole number, not negative.
    Count,
    /// A whole number with a sign.
    Change,
    /// A decimal.
    Amount,
}

/// A rule, to be read.
#[derive(Debug, Serialize)]
pub struct RuleInfo {
    /// The id that findings carry.
    pub id: String,
    /// What the ids of its kind begin with: `t3.rowsum`, `prose`.
    pub kind: String,
    /// What that kind is called.
    pub title: String,
    /// The edition it is of; `*` for a rule of every edition.
    pub edition: &'static str,
    /// How much a violation weighs.
    pub severity: Severity,
    /// What must hold, in a sentence.
    #[cfg(feature = "explain")]
    pub sentence: String,
    /// Why.
    #[cfg(feature = "explain")]
    pub why: &'static str,
    /// Where it comes from.
    #[cfg(feature = "explain")]
    pub source: &'static str,
    /// The cells of either side, for an equation of the form: who looks at a cell sees the sums it is in.
    #[cfg(feature = "explain")]
    pub sides: Option<Sides>,
}

/// Every edition of these forms, newest first.
pub fn forms(forms: Forms, language: Language) -> Vec<FormEdition> {
    let words = Words(language);
    let table = |edition: &'static Edition, form: &'static TableForm| {
        let table = FormTable {
            title: words.table(form.table),
            heading: edition.template.sections[form.table.section].heading,
            shape: match form.table.shape {
                Shape::Fields => TableShape::Fields,
                Shape::Matrix => TableShape::Matrix,
                Shape::Strip => TableShape::Strip,
            },
            lines: lines(edition, form, language),
        };
        (form.key(), table)
    };
    let edition = |&edition: &&'static Edition| FormEdition {
        id: edition.id,
        source: edition.source,
        tables: edition
            .tables
            .iter()
            .map(|form| table(edition, form))
            .collect(),
    };
    forms.editions().map(edition).collect()
}

/// Every relation of every edition of these forms, newest first; then the rules beyond arithmetic.
pub fn rules(forms: Forms, language: Language) -> Vec<RuleInfo> {
    let words = Words(language);
    let mut all: Vec<RuleInfo> = Vec::new();
    for edition in forms.editions() {
        let form = Form::of(edition);
        for rule in crate::form::rules(&form) {
            let table = form.table(rule.left[0].table).expect("a table of the form");
            all.push(RuleInfo {
                #[cfg(feature = "explain")]
                sides: Some(sides(&form, rule)),
                kind: kind(&rule.id).to_owned(),
                title: words.family(table.table, rule.relation),
                #[cfg(feature = "explain")]
                sentence: words.rule(&form, rule),
                #[cfg(feature = "explain")]
                why: words.of(rule.relation.why),
                #[cfg(feature = "explain")]
                source: words.of(rule.relation.source),
                id: rule.id.clone(),
                edition: edition.id,
                severity: Severity::Error,
            });
        }
    }
    #[cfg(feature = "explain")]
    all.extend(crate::rules::all(forms).into_iter().map(|rule| {
        RuleInfo {
            kind: kind(rule.id).to_owned(),
            title: subject(kind(rule.id))
                .map_or("", |subject| words.of(subject.title))
                .to_owned(),
            id: rule.id.to_owned(),
            edition: "*",
            severity: rule.severity,
            sentence: words.of(rule.sentence).to_owned(),
            why: words.of(rule.why),
            source: words.of(rule.source),
            sides: None,
        }
    }));
    all
}

#[cfg(feature = "explain")]
fn sides(form: &Form, rule: &crate::form::Rule) -> Sides {
    let names = |cells: &[CellId]| cells.iter().map(|&cell| form.name(cell)).collect();
    Sides {
        left: names(&rule.left),
        right: names(&rule.right),
    }
}

/// The full name of a cell in words: 表三 · （三）不予公开 · 1.属于国家秘密 · 自然人. The labels stay
/// the form's own in either language.
pub fn name(form: &TableForm, cell: CellId, language: Language) -> String {
    let row = usize::from(cell.row);
    let column = &form.row(row).columns[usize::from(cell.column)];
    let mut words = vec![Words(language).table(form.table)];
    words.extend(row_labels(form, row));
    words.push(column.label);
    joined(&words, " · ")
}

/// The row's own label, and before it the group right above, where the form prints one.
fn row_labels(form: &TableForm, index: usize) -> impl Iterator<Item = &'static str> {
    let own = short(form.row(index));
    group(form, index).into_iter().chain([own])
}

/// The innermost label that covers the row and others with it.
fn group(form: &TableForm, index: usize) -> Option<&'static str> {
    let mut open: Vec<(usize, &'static Label)> = Vec::new();
    for (at, row) in form.rows().enumerate().take(index + 1) {
        open.retain(|(end, _)| *end > at);
        let tall = row.labels.iter().filter(|label| label.lines > 1);
        open.extend(tall.map(|label| (at + usize::from(label.lines), label)));
    }
    open.last().map(|(_, label)| label.text)
}

fn lines(
    edition: &'static Edition,
    form: &'static TableForm,
    language: Language,
) -> Vec<Vec<FormCell>> {
    // The page's first engine says no units.
    #[cfg(not(feature = "office"))]
    let _ = edition;
    let mut lines = Vec::new();
    let mut cells = form.cells();
    let mut values = |row: &'static crate::form::Row| -> Vec<FormCell> {
        let value = |(column, cell): (&Column, CellId)| FormCell::Value {
            cell: form.name(cell),
            columns: column.span,
            kind: match column.kind {
                Kind::Count => ValueKind::Count,
                Kind::Change => ValueKind::Change,
                Kind::Amount => ValueKind::Amount,
            },
            name: name(form, cell, language),
            #[cfg(feature = "office")]
            unit: edition.template.unit(column),
        };
        row.columns.iter().zip(cells.by_ref()).map(value).collect()
    };
    for line in form.lines {
        match line {
            Line::Head(labels) => lines.push(labels.iter().map(head).collect()),
            Line::Rows(rows) => {
                for row in *rows {
                    let labels = row.labels.iter().map(side);
                    lines.push(labels.chain(values(row)).collect());
                }
            }
            Line::Abreast(rows) => lines.push(rows.iter().flat_map(&mut values).collect()),
        }
    }
    lines
}

fn head(label: &Label) -> FormCell {
    cell(
        label,
        if label.columns > 1 {
            RuleScope::ColGroup
        } else {
            RuleScope::Col
        },
    )
}

fn side(label: &Label) -> FormCell {
    cell(
        label,
        if label.lines > 1 {
            RuleScope::RowGroup
        } else {
            RuleScope::Row
        },
    )
}

fn cell(label: &Label, scope: RuleScope) -> FormCell {
    FormCell::Label {
        text: label.text,
        columns: label.columns,
        lines: label.lines,
        scope,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{EDITIONS, edition};
    use std::collections::BTreeSet;

    fn named(cell: &str, language: Language) -> String {
        let edition = edition("2021").unwrap();
        let tables = edition.tables.iter();
        let mut names = tables.filter_map(|form| Some(name(form, form.cell(cell)?, language)));
        names.next().unwrap()
    }

    #[test]
    fn a_cell_is_called_by_its_full_name() {
        let chinese = |cell| named(cell, Language::Chinese);
        assert_eq!(
            chinese("t3.r3_3_1.natural"),
            "表三 · （三）不予公开 · 1.属于国家秘密 · 自然人"
        );
        assert_eq!(
            chinese("t3.r3_2.total"),
            "表三 · 三、本年度办理结果 · （二）部分公开 · 总计"
        );
        assert_eq!(
            chinese("t3.r4.other"),
            "表三 · 四、结转下年度继续办理 · 其他"
        );
        assert_eq!(chinese("t2.permits"), "表二 · 行政许可 · 本年处理决定数量");
        assert_eq!(
            chinese("t4.direct.upheld"),
            "表四 · 未经复议直接起诉 · 结果维持"
        );
        assert_eq!(
            named("t3.r3_3_1.natural", Language::English),
            "Table 3 · （三）不予公开 · 1.属于国家秘密 · 自然人"
        );
    }

    #[test]
    fn names_are_unique_within_an_edition() {
        for language in [Language::Chinese, Language::English] {
            for edition in EDITIONS {
                let names: Vec<String> = edition
                    .tables
                    .iter()
                    .flat_map(|form| form.cells().map(move |cell| name(form, cell, language)))
                    .collect();
                let unique: BTreeSet<_> = names.iter().collect();
                assert_eq!(unique.len(), names.len());
            }
        }
    }

    #[test]
    fn the_drawn_tables_are_rectangles_and_hold_every_cell_once() {
        for (edition, drawn) in EDITIONS
            .iter()
            .zip(forms(Forms::default(), Language::Chinese))
        {
            for form in edition.tables {
                let lines = &drawn.tables[form.key()].lines;
                let mut covered = vec![0_usize; lines.len()];
                let mut seen = Vec::new();
                for (at, line) in lines.iter().enumerate() {
                    for cell in line {
                        let (columns, tall) = match cell {
                            FormCell::Label { columns, lines, .. } => (*columns, *lines),
                            FormCell::Value { columns, cell, .. } => {
                                seen.push(cell.clone());
                                (*columns, 1)
                            }
                        };
                        for line in &mut covered[at..at + usize::from(tall)] {
                            *line += usize::from(columns);
                        }
                    }
                }
                let width = covered[0];
                assert!(
                    covered.iter().all(|w| *w == width),
                    "{} {covered:?}",
                    form.key()
                );
                let cells: Vec<_> = form.cells().map(|cell| form.name(cell)).collect();
                assert_eq!(seen, cells);
            }
        }
    }

    #[test]
    fn labels_say_what_they_head() {
        let drawn = forms(Forms::default(), Language::Chinese);
        let scope = |table: &str, wanted: &str| {
            let cells = drawn[0].tables[table].lines.iter().flatten();
            let scope = |cell: &FormCell| match cell {
                FormCell::Label { text, scope, .. } if *text == wanted => Some(*scope),
                _ => None,
            };
            cells.filter_map(scope).next().unwrap()
        };
        assert_eq!(scope("t3", "申请人情况"), RuleScope::ColGroup);
        assert_eq!(scope("t3", "自然人"), RuleScope::Col);
        assert_eq!(scope("t3", "（三）不予公开"), RuleScope::RowGroup);
        assert_eq!(scope("t3", "1.属于国家秘密"), RuleScope::Row);
        assert_eq!(
            drawn[0].tables["t3"].heading,
            "三、收到和处理政府信息公开申请情况"
        );
    }

    #[test]
    #[cfg(feature = "explain")]
    fn rules_are_sentences() {
        let rules = rules(Forms::default(), Language::Chinese);
        let find = |id: &str| rules.iter().find(|rule| rule.id == id).unwrap();
        assert_eq!(
            find("t3.identity.natural").sentence,
            "表三“自然人”列：第一项 + 第二项 = 第三项（七）总计 + 第四项"
        );
        let ids: BTreeSet<_> = rules.iter().map(|rule| (rule.edition, &rule.id)).collect();
        assert_eq!(ids.len(), rules.len());
        #[cfg(feature = "explain")]
        assert_eq!(
            find("t3.rowsum.r4")
                .sides
                .as_ref()
                .map(|sides| (sides.left.len(), sides.right.join(" "))),
            Some((6, "t3.r4.total".to_owned()))
        );
        assert!(
            rules
                .iter()
                .all(|rule| !rule.why.is_empty() && !rule.source.is_empty())
        );
    }
}
