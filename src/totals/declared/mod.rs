//! Forms that are known by the heads of their columns, in whatever order and number these stand: what a column
//! is, its label says; what must hold, the form.

mod annual;
mod requirements;

pub(super) use annual::{against, decisions};
pub(super) use requirements::requirements;

use super::check::{CheckedSum, WhyOpen};
use super::grid::Grid;
use super::label::{PrintedUnit, Role, bare_key};
use super::structure::{Edit, SumKind, SumSpot, edits};
use super::table::{Half, LabelledTable};
use crate::check::Outcome;
use crate::form::by_head::{Declared, FORMS, Is, Variant};
use crate::sorted::Sorted;

/// A half of a table as a form knows it. Its items are the columns, or the rows where these are the kinds; its lines
/// the others.
#[derive(Debug, Clone)]
pub(super) struct Recognised {
    pub form: &'static Declared,
    /// The variant whose columns these are; none where no known one prints them.
    pub variant: Option<&'static Variant>,
    pub half: usize,
    /// Whether the columns are the items.
    pub of_columns: bool,
    /// Id → item.
    pub items: Sorted<&'static str, usize>,
    /// Items whose words say that they are kinds, beside those that have an id.
    kinds: Vec<usize>,
    /// Items that the form does not know: between the kinds, and beside them.
    unknown: Vec<usize>,
    beside: Vec<usize>,
    /// Whether the label of an item is not there, or was not read whole.
    lost: bool,
}

/// The form of a table, where it is of one.
pub(super) fn recognise(table: &LabelledTable) -> Option<Recognised> {
    let halves = table.halves.iter().enumerate();
    let mut found = halves.flat_map(|(at, half)| {
        let all = [true, false].map(|of_columns| labels(half, of_columns));
        let ways = FORMS.iter().flat_map(|form| [(form, true), (form, false)]);
        let one = |(form, of_columns): (&'static Declared, bool)| {
            of_form(form, &all[usize::from(!of_columns)], at, of_columns)
        };
        ways.filter_map(one).collect::<Vec<Recognised>>()
    });
    found.next()
}

/// A label of an item.
struct ItemLabel {
    own: String,
    /// With the one above it.
    joined: String,
    role: Role,
    unit: Option<PrintedUnit>,
    /// How many stand over it.
    depth: usize,
}

fn labels(half: &Half, of_columns: bool) -> Vec<ItemLabel> {
    if of_columns {
        let one = |column: &super::table::LabelledColumn| {
            // What stands over others that have labels of their own below it is no label of this one.
            let is_over = |other: &super::table::LabelledColumn| {
                other.path.len() > column.path.len() && other.path.starts_with(&column.path)
            };
            let mut above = column.path.iter().rev();
            let own = match half.columns.iter().any(is_over) {
                true => "",
                false => above.next().map_or("", |label| &label.text),
            };
            let over = above.next().map_or("", |label| &label.text);
            ItemLabel {
                own: bare_key(own),
                joined: bare_key(over) + &bare_key(own),
                role: column.role(),
                unit: PrintedUnit::of(own),
                depth: column.path.len(),
            }
        };
        return half.columns.iter().map(one).collect();
    }
    let one = |row: &super::table::LabelledRow| ItemLabel {
        own: bare_key(&row.name),
        joined: row.key.clone(),
        role: row.role,
        unit: row.unit,
        depth: 0,
    };
    half.rows.iter().map(one).collect()
}

fn of_form(
    form: &'static Declared,
    labels: &[ItemLabel],
    half: usize,
    of_columns: bool,
) -> Option<Recognised> {
    let mut items: Sorted<&'static str, usize> = Sorted::default();
    let mut is: Vec<Option<Is>> = Vec::new();
    let (mut kinds, mut is_marked) = (Vec::new(), form.mark.is_empty());
    for (item, label) in labels.iter().enumerate() {
        let column = form.column(&label.own);
        // A label that was not read is not that of what stands over it.
        let joined = || form.column(&label.joined).filter(|_| !label.own.is_empty());
        let column = column.or_else(joined);
        let column = column.filter(|_| label.role != Role::OfWhich);
        is.push(column.map(|(_, is)| is));
        is_marked |=
            column.is_some_and(|(_, is)| is == Is::Kind) && label.joined.contains(form.mark);
        match column {
            Some((Some(id), is)) => match items.get(id) {
                None => {
                    items.insert(id, item);
                }
                // The total of all stands above those of its groups.
                Some(&other) if is == Is::Total && labels[other].depth != label.depth => {
                    if label.depth < labels[other].depth {
                        items.insert(id, item);
                    }
                }
                // Named twice: which one is meant is not told.
                Some(_) if is != Is::Apart || form.words.is_empty() => return None,
                Some(_) => {}
            },
            Some((None, _)) => kinds.push(item),
            None => {}
        }
    }
    let has = |id: &str| items.get(id).is_some();
    let summed = form.words.is_empty() || has("total") || has("cases");
    let known = items.iter().count() + kinds.len();
    if known < form.least || !is_marked || !summed || !form.needs.iter().all(|id| has(id)) {
        return None;
    }
    let is_kind = |is: &Option<Is>| *is == Some(Is::Kind);
    let (first, last) = (is.iter().position(is_kind), is.iter().rposition(is_kind));
    let between = first.zip(last).map_or(0..0, |(first, last)| first..last);
    let unknown = (0..labels.len()).filter(|&item| {
        let label = &labels[item];
        let is_money = matches!(label.unit, Some(PrintedUnit::Rounded | PrintedUnit::Yuan));
        is[item].is_none() && label.role == Role::Part && !is_money && !label.own.contains('额')
    });
    let (unknown, beside): (Vec<usize>, Vec<usize>) =
        unknown.partition(|item| between.contains(item));
    let mut all = unknown.iter().chain(&beside);
    let lost = all.any(|&item| labels[item].own.is_empty());
    // An edition is told by its kinds, where it has some: what stands beside them varies.
    let is = |id: &str, is: Is| {
        let mut columns = form.columns.iter();
        columns.any(|known| known.id == id && known.is == is)
    };
    let has_kinds = !form.words.is_empty();
    let counts = |id: &&'static str| is(id, Is::Kind) || !has_kinds;
    let mut printed: Vec<&'static str> = items.iter().map(|(id, _)| *id).filter(counts).collect();
    printed.sort_unstable();
    let same = |variant: &&Variant| {
        let mut ids: Vec<&'static str> = variant.columns.iter().copied().filter(counts).collect();
        ids.sort_unstable();
        ids == printed && unknown.is_empty() && kinds.is_empty()
    };
    Some(Recognised {
        form,
        variant: form.variants.iter().find(same),
        half,
        of_columns,
        items,
        kinds,
        unknown,
        beside,
        lost,
    })
}

impl Recognised {
    /// The items that are of this sort, in the order they stand in.
    fn those(&self, wanted: Is) -> Vec<usize> {
        let known = self.form.columns.iter().filter(|known| known.is == wanted);
        let mut items: Vec<usize> = known
            .filter_map(|known| self.items.get(known.id).copied())
            .collect();
        if wanted == Is::Kind {
            items.extend(&self.kinds);
        }
        items.sort_unstable();
        items
    }

    /// How many items are known.
    pub fn count(&self) -> usize {
        self.items.iter().count() + self.kinds.len()
    }

    /// How many lines a half has.
    fn lines(&self, half: &Half) -> usize {
        match self.of_columns {
            true => half.rows.len(),
            false => half.columns.len(),
        }
    }

    fn spot(&self, item: usize, line: usize) -> SumSpot {
        let (row, column) = match self.of_columns {
            true => (line, item),
            false => (item, line),
        };
        SumSpot {
            half: self.half,
            row,
            column,
        }
    }

    /// The cell of an item in a line.
    fn cell(&self, half: &Half, item: usize, line: usize) -> Option<usize> {
        let spot = self.spot(item, line);
        half.cells[spot.row][spot.column]
    }

    /// The item that all kinds come to, and whether it counts kinds and not cases.
    fn total(&self) -> Option<(usize, bool)> {
        let cases = || Some((*self.items.get("cases")?, false));
        let total = self.items.get("total").map(|&total| (total, true));
        total.or_else(cases)
    }

    /// What must hold in the table.
    pub fn edits(&self, grid: &Grid, table: &LabelledTable) -> Vec<Edit> {
        let half = &table.halves[self.half];
        let total = self.total().map(|(total, _)| total);
        let item = |spot: SumSpot| match self.of_columns {
            true => spot.column,
            false => spot.row,
        };
        let amount = self.those(Is::Apart);
        // Which lines are totals of others is read as in any table, and so are totals of some kinds.
        let own = edits(grid, table).into_iter().filter(|edit| {
            let across = edit.kind.is_of_columns() == self.of_columns;
            let sum = matches!(edit.kind, SumKind::Rows | SumKind::Columns);
            sum && edit.total.half == self.half && !(across && Some(item(edit.total)) == total)
        });
        let mut all: Vec<Edit> = own
            .map(|edit| match edit.kind.is_of_columns() == self.of_columns {
                true => edit,
                false => Edit {
                    kind: SumKind::Bodies(!self.of_columns),
                    exact: !amount.contains(&item(edit.total)),
                    ..edit
                },
            })
            .collect();
        let Some(total) = total else {
            return all;
        };
        let mut family = all.iter().map(|edit| edit.family + 1).max().unwrap_or(0);
        let kinds = self.those(Is::Kind);
        let with = |more: &[usize]| [&kinds, &self.unknown[..], more].concat();
        let mut readings = vec![with(&self.those(Is::Maybe)), with(&[])];
        readings.dedup();
        let alike = readings.len();
        // What nothing tells of may be a kind or none.
        readings.extend((!self.beside.is_empty()).then(|| with(&self.beside)));
        readings.extend((!self.unknown.is_empty()).then_some(kinds));
        for (kind, readings, alike) in [
            (SumKind::Kinds(self.of_columns), readings, alike),
            (
                SumKind::Procedures(self.of_columns),
                vec![self.those(Is::Procedure)],
                1,
            ),
        ] {
            if readings[0].len() < 2 {
                continue;
            }
            for line in 0..self.lines(half) {
                let spots = |terms: &Vec<usize>| -> Vec<SumSpot> {
                    terms.iter().map(|&term| self.spot(term, line)).collect()
                };
                all.push(Edit {
                    kind,
                    family,
                    total: self.spot(total, line),
                    readings: readings.iter().map(spots).collect(),
                    alike,
                    exact: true,
                });
            }
            family += 1;
        }
        all
    }

    /// One case may have several kinds: where most lines do not say otherwise, nothing is proved.
    pub fn doubt(&self, checked: &mut [CheckedSum]) {
        let total = self.total();
        if !self.lost && total.is_none_or(|(_, is_of_kinds)| is_of_kinds) {
            return;
        }
        let is_kinds = |one: &CheckedSum| matches!(one.kind, SumKind::Kinds(_)) && one.filled;
        let (mut held, mut all) = (0, 0);
        for one in checked.iter().filter(|one| is_kinds(one)) {
            held += usize::from(one.outcome == Outcome::Holds);
            all += 1;
        }
        if held > 1 && held * 3 >= all * 2 {
            return;
        }
        for one in checked.iter_mut().filter(|one| is_kinds(one)) {
            if one.outcome == Outcome::Broken {
                one.outcome = Outcome::Undecided;
                one.why = Some(match self.lost {
                    true => WhyOpen::Label,
                    false => WhyOpen::Cases,
                });
            }
        }
    }
}
