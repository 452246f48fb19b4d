//! What is looked for, prepared once: the labels of all tables and their equations.

use super::equations::Equations;
use super::labels::Labels;
use crate::form::{Forms, TableForm, Template};
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
    /// For each of the tables its equations.
    equations: Vec<Equations>,
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
            equations: tables.iter().map(|form| Equations::of(form)).collect(),
            tables,
        }
    }

    /// The equations of one of the tables.
    pub fn equations(&self, form: &TableForm) -> &Equations {
        let mut tables = self.tables.iter();
        let at = tables.position(|known| std::ptr::eq(*known, form));
        &self.equations[at.expect("a table that is known")]
    }
}
