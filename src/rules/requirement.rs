//! What a rule beyond arithmetic is, the list of all of them, and the finding of one.

use super::{
    accounts, cells, enforcement, family, form, local, prose, sums, text, totals, wording, years,
};
use crate::form::Forms;
use crate::number;
use crate::place::Place;
use crate::report::{Finding, Severity, Status};

/// A rule that is not an equation of the form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Requirement {
    /// The id that findings carry.
    pub id: &'static str,
    /// How much a violation weighs.
    pub severity: Severity,
    /// What is asked, in a sentence (zh-CN, English).
    pub sentence: [&'static str; 2],
    /// Why (zh-CN, English).
    pub why: [&'static str; 2],
    /// Where it comes from (zh-CN, English).
    pub source: [&'static str; 2],
}

/// Where several rules come from (zh-CN, English).
#[derive(Clone, Copy)]
pub(super) struct RuleOrigin(pub [&'static str; 2]);

impl RuleOrigin {
    /// A rule from there.
    pub const fn rule(
        self,
        id: &'static str,
        severity: Severity,
        sentence: [&'static str; 2],
        why: [&'static str; 2],
    ) -> Requirement {
        Requirement {
            id,
            severity,
            sentence,
            why,
            source: self.0,
        }
    }
}

pub(super) const FORM: [&str; 2] = [
    "国办公开办函〔2021〕30号所附格式",
    "the form annexed to 国办公开办函〔2021〕30号",
];
pub(super) const CONTENT: [&str; 2] = [
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    "article 50 of the 政府信息公开条例; 国办公开办函〔2021〕30号",
];
pub(super) const FEES: [&str; 2] = [
    "国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
    "国办函〔2020〕109号, rules on processing fees",
];
pub(super) const LABELS: [&str; 2] = [
    "由表中项目的含义推出；不是格式印明的关系",
    "follows from the meaning of the labels; not a relation the form prints",
];
pub(super) const PRACTICE: [&str; 2] = [
    "由公开发布的年度报告归纳；不是文件规定",
    "from practice in published reports; no document says so",
];
/// Rules that every form has, by subject.
const LISTS: [&[Requirement]; 10] = [
    prose::RULES,
    sums::RULES,
    form::RULES,
    wording::RULES,
    text::RULES,
    local::RULES,
    family::RULES,
    enforcement::RULES,
    accounts::RULES,
    totals::RULES,
];

/// Every one of them, in the order they are listed in: those of any report, and those that the data of
/// these forms add.
pub(crate) fn all(forms: Forms) -> Vec<Requirement> {
    let (tables, templates) = (forms.all(), forms.templates());
    let mut all = cells::RULES.to_vec();
    all.extend(
        tables
            .iter()
            .flat_map(|table| table.bounds)
            .map(cells::bound),
    );
    for rules in LISTS {
        all.extend_from_slice(rules);
    }
    let usage = || tables.iter().map(|table| &table.usage);
    all.extend(usage().flat_map(|usage| &usage.carried).map(years::carried));
    all.extend(usage().flat_map(|usage| usage.chains).map(years::chain));
    let repeated = templates.iter().flat_map(|template| &template.repeated);
    all.extend(repeated.map(years::repeated));
    all
}

/// A finding of a rule beyond arithmetic that every form has, to be filled in.
///
/// # Panics
/// Where no such rule is listed.
pub(crate) fn finding(id: &str, message: String) -> Finding {
    let rule = LISTS.into_iter().flatten().find(|rule| rule.id == id);
    rule.expect("a rule that is listed").finding(message)
}

impl Requirement {
    /// A finding of this rule, to be filled in.
    pub(crate) fn finding(&self, message: String) -> Finding {
        Finding {
            rule: self.id.to_owned(),
            status: Status::Broken,
            severity: self.severity,
            message,
            arithmetic: String::new(),
            left: None,
            right: None,
            difference: None,
            cells: Vec::new(),
            sides: None,
            at: None,
        }
    }
}

impl Finding {
    /// The same finding with its cells.
    pub(crate) fn with_cells(self, cells: Vec<String>) -> Finding {
        Finding { cells, ..self }
    }

    /// The same finding with its place.
    pub(crate) fn standing(self, at: Place) -> Finding {
        Finding {
            at: Some(at),
            ..self
        }
    }

    /// The same finding with its two sides.
    pub(crate) fn of(self, left: i64, right: i64) -> Finding {
        Finding {
            left: number::exact(left),
            right: number::exact(right),
            difference: left.checked_sub(right).and_then(number::exact),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_is_listed_once_with_all_its_words() {
        let mut ids = BTreeSet::new();
        for rule in all(Forms::default()) {
            assert!(ids.insert(rule.id), "{}", rule.id);
            let texts = [rule.sentence, rule.why, rule.source].concat();
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", rule.id);
            // Only single cells, and forms whose equations are no linear data, can be plainly wrong.
            let hard = rule.severity == Severity::Error;
            let declared = ["format.", "enforcement.", "accounts."];
            let is_declared = declared.iter().any(|kind| rule.id.starts_with(kind));
            assert!(!hard || is_declared, "{}", rule.id);
        }
    }

    #[test]
    fn every_finding_about_a_cell_has_its_rule() {
        let made = include_str!("../judge/format.rs").split('"');
        let made: BTreeSet<&str> = made.filter(|word| word.starts_with("format.")).collect();
        let listed: BTreeSet<&str> = cells::RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(made, listed);
    }

    #[test]
    fn kinds_are_switched_off_by_whole_words() {
        let finding = finding("prose.new", String::new());
        let off = |kind: &str| crate::judge::is_off(&finding, &[kind.to_owned()]);
        assert!(off("prose") && off("prose.") && off("prose.new"));
        assert!(!off("prose.ne") && !off("pro") && !off("form") && !off(""));
    }
}
