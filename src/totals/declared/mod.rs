//! Forms that are known by the heads of their columns, in whatever order and number these stand: what a column
//! is, its label says; what must hold, the form.

mod annual;
mod facets;
mod requirements;

pub(super) use annual::{against, decisions};
pub(super) use requirements::requirements;

use super::check::{CheckedSum, WhyOpen};
use super::grid::Grid;
use super::label::{self, PrintedUnit, Role, bare_key};
use super::structure::{Doubt, Edit, SumKind, SumSpot, edits};
use super::table::{Half, LabelledTable};
use crate::check::Outcome;
use crate::form::by_head::{Declared, FORMS, Is, Variant};
use crate::sorted::Sorted;
use facets::{FacetColumn, facets};

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
    /// The same for other years beside it.
    years: Vec<Recognised>,
}

/// The form of a table, where it is of one.
pub(super) fn recognise(table: &LabelledTable) -> Option<Recognised> {
    let halves = table.halves.iter().enumerate();
    let mut found = halves.flat_map(|(at, half)| {
        let years: Vec<Vec<ItemLabel>> = facets(half).iter().map(|year| of_columns(year)).collect();
        let rows = of_rows(half);
        let one = move |form: &'static Declared| {
            let mut all = years
                .iter()
                .filter_map(|year| of_form(form, year, at, true));
            let first = all.next();
            let more = all.collect();
            let columns = first.map(|first| Recognised {
                years: more,
                ..first
            });
            columns.or_else(|| of_form(form, &rows, at, false))
        };
        FORMS.iter().filter_map(one).collect::<Vec<Recognised>>()
    });
    found.next()
}

/// A label of an item.
struct ItemLabel {
    item: usize,
    own: String,
    /// With the one above it.
    joined: String,
    role: Role,
    unit: Option<PrintedUnit>,
    /// How many stand over it.
    depth: usize,
}

fn of_columns(columns: &[FacetColumn]) -> Vec<ItemLabel> {
    let one = |column: &FacetColumn| {
        // What stands over others that have labels of their own below it is no label of this one.
        let is_over = |other: &FacetColumn| {
            other.path.len() > column.path.len() && other.path.starts_with(&column.path)
        };
        let mut above = column.path.iter().rev();
        let own = match columns.iter().any(is_over) {
            true => "",
            false => above.next().map_or("", |label| &label.text),
        };
        let over = above.next().map_or("", |label| &label.text);
        ItemLabel {
            item: column.column,
            own: bare_key(own),
            joined: bare_key(over) + &bare_key(own),
            role: label::role_under(&column.path),
            unit: PrintedUnit::of(own),
            depth: column.path.len(),
        }
    };
    columns.iter().map(one).collect()
}

fn of_rows(half: &Half) -> Vec<ItemLabel> {
    let one = |(item, row): (usize, &super::table::LabelledRow)| ItemLabel {
        item,
        own: bare_key(&row.name),
        joined: row.key.clone(),
        role: row.role,
        unit: row.unit,
        depth: 0,
    };
    half.rows.iter().enumerate().map(one).collect()
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
    let depth = |item: usize| {
        let mut labels = labels.iter();
        labels
            .find(|label| label.item == item)
            .map_or(0, |label| label.depth)
    };
    for label in labels {
        let item = label.item;
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
                Some(&other) if is == Is::Total && depth(other) != label.depth => {
                    if label.depth < depth(other) {
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
    let unknown = (0..labels.len()).filter(|&nth| {
        let label = &labels[nth];
        let is_money = matches!(label.unit, Some(PrintedUnit::Rounded | PrintedUnit::Yuan));
        is[nth].is_none() && label.role == Role::Part && !is_money && !label.own.contains('额')
    });
    let (unknown, beside): (Vec<usize>, Vec<usize>) =
        unknown.partition(|nth| between.contains(nth));
    let mut all = unknown.iter().chain(&beside);
    let lost = all.any(|&nth| labels[nth].own.is_empty());
    let of = |those: Vec<usize>| those.into_iter().map(|nth| labels[nth].item).collect();
    let (unknown, beside): (Vec<usize>, Vec<usize>) = (of(unknown), of(beside));
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
        years: Vec::new(),
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

    /// The same for each of the years that stand beside each other, this one first.
    pub fn all(&self) -> impl Iterator<Item = &Recognised> {
        std::iter::once(self).chain(&self.years)
    }

    /// How many items are known.
    pub fn count(&self) -> usize {
        self.all()
            .map(|one| one.items.iter().count() + one.kinds.len())
            .sum()
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
        let totals: Vec<usize> = self.all().filter_map(|one| Some(one.total()?.0)).collect();
        let item = |spot: SumSpot| match self.of_columns {
            true => spot.column,
            false => spot.row,
        };
        let amount: Vec<usize> = self.all().flat_map(|one| one.those(Is::Apart)).collect();
        // Which lines are totals of others is read as in any table, and so are totals of some kinds.
        let own = edits(grid, table).into_iter().filter(|edit| {
            let across = edit.kind.is_of_columns() == self.of_columns;
            let sum = matches!(edit.kind, SumKind::Rows | SumKind::Columns);
            let sum = sum && !(across && edit.doubt == Some(Doubt::Unsaid));
            sum && edit.total.half == self.half && !(across && totals.contains(&item(edit.total)))
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
        for one in self.all() {
            one.kinds(&table.halves[self.half], &mut all);
        }
        all
    }

    /// All kinds of one year come to their total.
    fn kinds(&self, half: &Half, all: &mut Vec<Edit>) {
        let Some((total, _)) = self.total() else {
            return;
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
                    doubt: None,
                    is_unsure: false,
                });
            }
            family += 1;
        }
    }

    /// One case may have several kinds: where most lines do not say otherwise, nothing is proved.
    pub fn doubt(&self, checked: &mut [CheckedSum]) {
        let of_kinds = self.total().is_none_or(|(_, is_of_kinds)| is_of_kinds);
        if of_kinds && !self.all().any(|one| one.lost) {
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
