//! Rules between this year's report and last year's, as the form's data has them, and what is said where one
//! is not met.

use super::requirement::{LABELS, PRACTICE, Requirement};
use crate::form::{Carried, Chain, Repeated, Stated};
use crate::report::Severity;
use crate::words::said;
use crate::words::{Words, filled};

/// A row that is another row's of last year.
pub(crate) fn carried(rule: &Carried) -> Requirement {
    of_labels(rule.rule, &rule.stated)
}

/// Cells that two years determine.
pub(crate) fn chain(rule: &Chain) -> Requirement {
    of_labels(rule.rule, &rule.stated)
}

const fn of_labels(id: &'static str, stated: &Stated) -> Requirement {
    Requirement {
        id,
        severity: Severity::Warning,
        sentence: stated.sentence,
        why: stated.why,
        source: LABELS,
    }
}

/// Figures that are all last year's.
pub(crate) fn repeated(rule: &Repeated) -> Requirement {
    Requirement {
        id: rule.rule,
        severity: Severity::Hint,
        sentence: rule.stated.sentence,
        why: rule.stated.why,
        source: PRACTICE,
    }
}

impl Words {
    /// Said where it is not known that the other report is of the year before.
    fn unsure(self, unsure: bool) -> &'static str {
        match unsure {
            true => self.pick(
                "（没有读到年份，按上年报告比较）",
                " (no year was read; taken for last year's report)",
            ),
            false => "",
        }
    }

    pub fn carried_in(
        self,
        rule: &Carried,
        column: &str,
        this: i64,
        last: i64,
        unsure: bool,
    ) -> String {
        let figures = [
            column,
            &this.to_string(),
            &last.to_string(),
            self.unsure(unsure),
        ];
        filled(self.of(rule.said), &figures)
    }

    /// `sum` in figures: 597 + 50 − 227.
    pub fn chain(
        self,
        rule: &Chain,
        cell: &str,
        here: i64,
        sum: &str,
        expected: i64,
        unsure: bool,
    ) -> String {
        let (words, unsure) = (self.of(rule.sum), self.unsure(unsure));
        said!(
            self,
            format!("{cell}为 {here}，而{words} = {sum} = {expected}，请核实{unsure}。"),
            format!("{cell} is {here}, but {words} = {sum} = {expected}; worth a look{unsure}."),
        )
    }

    pub fn repeated(self, rule: &Repeated, unsure: bool) -> String {
        filled(self.of(rule.said), &[self.unsure(unsure)])
    }
}
