//! Forms that are known by the heads of their columns, in whatever order and number these stand: what a column
//! is, its label says; what must hold, the form.

mod annual;
mod requirements;

pub(super) use annual::{against, decisions};
pub(super) use requirements::requirements;

use super::grid::Grid;
use super::label::{PrintedUnit, Role};
use super::structure::{Edit, SumKind, SumSpot, edits};
use super::table::{Half, LabelledTable};
use crate::form::by_head::{Declared, FORMS, Is, Variant};
use crate::sorted::Sorted;

/// A half of a table as a form knows it.
#[derive(Debug, Clone)]
pub(super) struct Recognised {
    pub form: &'static Declared,
    /// The variant whose columns these are; none where no known one prints them.
    pub variant: Option<&'static Variant>,
    pub half: usize,
    /// Id → column of the half.
    pub columns: Sorted<&'static str, usize>,
    /// Columns between the kinds that the form does not know.
    pub unknown: Vec<usize>,
}

/// The form of a table, where it is of one.
pub(super) fn recognise(table: &LabelledTable) -> Option<Recognised> {
    let halves = table.halves.iter().enumerate();
    let mut found = halves.flat_map(|(at, half)| {
        let forms = FORMS.iter();
        forms.filter_map(move |form| of_form(form, half, at))
    });
    found.next()
}

fn of_form(form: &'static Declared, half: &Half, at: usize) -> Option<Recognised> {
    let mut columns: Sorted<&'static str, usize> = Sorted::default();
    let mut is: Vec<Option<Is>> = Vec::new();
    for (column, label) in half.columns.iter().enumerate() {
        let key = label.key();
        let known = form
            .columns
            .iter()
            .find(|known| known.labels.contains(&&*key));
        is.push(known.map(|known| known.is));
        if let Some(known) = known {
            if columns.get(known.id).is_some() {
                // Named twice: which one is meant is not told.
                return None;
            }
            columns.insert(known.id, column);
        }
    }
    let needed = form.needs.iter().all(|id| columns.get(*id).is_some());
    if columns.iter().count() < form.least || !needed {
        return None;
    }
    let is_kind = |is: &Option<Is>| *is == Some(Is::Kind);
    let (first, last) = (is.iter().position(is_kind), is.iter().rposition(is_kind));
    let between = first.zip(last).map_or(0..0, |(first, last)| first..last);
    let unknown = between.filter(|&column| {
        let label = &half.columns[column];
        is[column].is_none()
            && label.role() == Role::Part
            && label.unit != Some(PrintedUnit::Rounded)
    });
    let unknown: Vec<usize> = unknown.collect();
    // An edition is told by its kinds, where it has some: what stands beside them varies.
    let is = |id: &str, is: Is| {
        form.columns
            .iter()
            .any(|known| known.id == id && known.is == is)
    };
    let has_kinds = form.columns.iter().any(|known| known.is == Is::Kind);
    let counts = |id: &&'static str| is(id, Is::Kind) || !has_kinds;
    let mut printed: Vec<&'static str> = columns.iter().map(|(id, _)| *id).filter(counts).collect();
    printed.sort_unstable();
    let same = |variant: &&Variant| {
        let mut ids: Vec<&'static str> = variant.columns.iter().copied().filter(counts).collect();
        ids.sort_unstable();
        ids == printed
    };
    Some(Recognised {
        form,
        variant: form
            .variants
            .iter()
            .find(same)
            .filter(|_| unknown.is_empty()),
        half: at,
        columns,
        unknown,
    })
}

impl Recognised {
    /// The columns that are of this sort, in the order they stand in.
    fn those(&self, wanted: Is) -> Vec<usize> {
        let known = self.form.columns.iter().filter(|known| known.is == wanted);
        let mut columns: Vec<usize> = known
            .filter_map(|known| self.columns.get(known.id).copied())
            .collect();
        if wanted == Is::Kind {
            columns.extend(&self.unknown);
        }
        columns.sort_unstable();
        columns
    }

    /// What must hold in the table.
    pub fn edits(&self, grid: &Grid, table: &LabelledTable) -> Vec<Edit> {
        let half = &table.halves[self.half];
        // Which rows are totals of others is read as in any table.
        let mut all: Vec<Edit> = edits(grid, table)
            .into_iter()
            .filter(|edit| matches!(edit.kind, SumKind::Rows) && edit.total.half == self.half)
            .map(|edit| Edit {
                kind: SumKind::Bodies,
                ..edit
            })
            .collect();
        let Some(&total) = self.columns.get("total") else {
            return all;
        };
        let mut family = all.iter().map(|edit| edit.family + 1).max().unwrap_or(0);
        let kinds = self.those(Is::Kind);
        let maybe = [kinds.clone(), self.those(Is::Maybe)].concat();
        let mut readings = vec![maybe, kinds];
        readings.dedup();
        for (kind, readings) in [
            (SumKind::Kinds, readings),
            (SumKind::Procedures, vec![self.those(Is::Procedure)]),
        ] {
            if readings[0].len() < 2 {
                continue;
            }
            for row in 0..half.rows.len() {
                let spot = |column: usize| SumSpot {
                    half: self.half,
                    row,
                    column,
                };
                all.push(Edit {
                    kind,
                    family,
                    total: spot(total),
                    readings: (readings.iter())
                        .map(|terms| terms.iter().map(|&term| spot(term)).collect())
                        .collect(),
                });
            }
            family += 1;
        }
        all
    }
}
