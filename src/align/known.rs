//! What is looked for, prepared once: the labels of all tables and their equations.

use super::beside::HeadLabels;
use super::equations::Equations;
use super::labels::Labels;
use crate::form::{Forms, TableForm, Template};
use crate::text::{CharacterSet, key_char};
use crate::title::REPORT_ENDS;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The forms that are looked for.
#[derive(Clone)]
pub(crate) struct Known {
    pub forms: Forms,
    pub templates: Vec<&'static Template>,
    /// Every table as it is printed, newest first.
    pub tables: Vec<&'static TableForm>,
    pub labels: Labels,
    /// The characters with which keys begin that are looked for in the flow.
    pub firsts: CharacterSet,
    /// For each of the tables what follows from how it is printed.
    facts: Vec<TableFacts>,
}

/// What follows from how a table is printed.
#[derive(Clone)]
pub(crate) struct TableFacts {
    pub equations: Equations,
    pub heads: HeadLabels,
}

impl TableFacts {
    fn of(form: &'static TableForm) -> TableFacts {
        TableFacts {
            equations: Equations::of(form),
            heads: HeadLabels::of(form),
        }
    }
}

impl Known {
    /// What has to be known of these forms; kept for those that are built in.
    pub fn of(forms: Forms) -> Cow<'static, Known> {
        static BUILT_IN: LazyLock<Known> = LazyLock::new(|| Known::new(Forms::default()));
        match forms.is_built_in() {
            true => Cow::Borrowed(&BUILT_IN),
            false => Cow::Owned(Known::new(forms)),
        }
    }

    fn new(forms: Forms) -> Known {
        let tables = forms.tables();
        Known {
            forms,
            templates: forms.templates(),
            labels: Labels::collect(&tables),
            firsts: firsts(&tables, &forms.templates()),
            facts: tables.iter().map(|form| TableFacts::of(form)).collect(),
            tables,
        }
    }

    /// What follows from how one of the tables is printed.
    pub fn facts(&self, form: &TableForm) -> &TableFacts {
        let mut tables = self.tables.iter();
        let at = tables.position(|known| std::ptr::eq(*known, form));
        &self.facts[at.expect("a table that is known")]
    }
}

/// The first characters of what tells tables from each other and from prose.
fn firsts(tables: &[&TableForm], templates: &[&Template]) -> CharacterSet {
    let marks = tables
        .iter()
        .flat_map(|form| form.marks.iter().chain(form.only_here));
    let sections = templates.iter().flat_map(|template| template.sections);
    let keys = marks.chain(sections.flat_map(|section| section.keys));
    let keys = keys.chain(&REPORT_ENDS);
    let keys = keys.filter_map(|key| key.chars().next());
    let columns = tables.iter().flat_map(|form| form.columns()).flatten();
    let labels = columns.filter_map(|column| column.label.chars().find_map(key_char));
    keys.chain(labels).collect()
}
