//! Values to cells: labels first, order second, arithmetic last.
//!
//! The document becomes one [`flow`] in which labels are found ([`labels`]) and tables delimited
//! ([`region`]). Values that stand together form groups ([`group`]); a group belongs to the row its
//! label names, or, unlabelled, to the row that the order between labelled neighbours leaves for it.
//! Where a group has as many values as the row has cells that is the end of it. Where not, every
//! possible filling is listed ([`choice`]) and the relations choose ([`resolve`]); what they chose
//! is inferred.
//!
//! **For whoever changes this.** A plain reading must never lose to a repair: a wrong sum is what
//! the user came for. Nothing may look at sums before order has failed. When two ways are equally
//! good, say so; a wrong number shown as read is the worst that can happen here.

mod beside;
mod cell_a_line;
mod choice;
mod columns;
mod cut;
mod equations;
mod fill;
mod flow;
mod frame;
mod group;
mod head;
mod head_text;
#[cfg(feature = "office")]
mod hidden;
mod inner;
mod known;
mod labels;
mod listing;
mod naming;
mod placing;
mod printed;
mod region;
mod reports;
mod resolve;
mod single;
mod slot;
mod stray;
mod strip;
mod tokens;
mod unit;

use crate::document::Document;
use crate::form::{CellId, Form, Forms, Row, Shape, Table, TableForm};
use crate::language::FIRST;
use crate::sheet::{Entry, Sheet, State};
use crate::sorted::Sorted;
use crate::text;
use crate::title::title;
use fill::TableFill;
use flow::Flow;
use group::{Group, Grouping, Placed};
#[cfg(feature = "office")]
pub(crate) use hidden::adds;
use known::Known;
use labels::FoundLabel;
use placing::Placing;
pub(crate) use placing::SecondCopy;
use region::Regions;
use single::{has_unfilled, own_lines, second_line, single_line};
use std::ops::Range;

/// Rows met twice that are looked at; beyond it is another table.
const DOUBLES: usize = 40;

/// What aligning has to say besides the sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Aligned {
    /// The cells of the recognised tables.
    pub sheet: Sheet,
    /// Rows of values in the region of a table that found no row of the form.
    pub unplaced: Vec<(&'static Table, Vec<String>)>,
    /// Rows that stand there twice with different numbers, and both as they are written.
    pub doubles: Vec<(&'static Table, &'static str, [String; 2])>,
    /// Tables of which a second copy says less, and what that is.
    pub copies: Vec<(&'static Table, SecondCopy)>,
    /// Columns of a table that its head lacks.
    pub lacking: Vec<(&'static Table, Vec<&'static str>)>,
    /// Whether the input holds a second report, which is not read.
    pub second: bool,
    /// The document row with which that begins, where a title says so: what follows was not looked at.
    pub rest: Option<usize>,
    /// Whether the first engine leaves it to the larger one.
    pub left: bool,
    /// The stretch of each document row that belongs to a table: the rest is prose.
    #[cfg_attr(not(feature = "explain"), allow(dead_code))]
    pub taken: Sorted<usize, Range<u32>>,
}

/// Finds the tables of a document, a report on this year, and places their values.
pub(crate) fn align(document: &Document, forms: Forms, year: Option<u16>) -> Aligned {
    let known = Known::of(forms);
    let flow = Flow::of(document, &known.firsts);
    let found = known.labels.find(&flow);
    if !FIRST && let Some(row) = reports::next(document, &flow, &known, &found) {
        let first = document.until(row);
        let year = title(&first).year;
        return Aligned {
            second: true,
            rest: Some(row),
            ..align(&first, forms, year)
        };
    }
    let regions = Regions::of(&flow, &known, &found);
    let mut aligned = Aligned {
        taken: regions.taken(&flow),
        ..Aligned::default()
    };
    aligned.sheet.form = Form::among(forms);
    for (table, region) in regions.iter() {
        let revisions = known.tables.iter().filter(|form| form.id() == table.id);
        let due = |form: &&'static TableForm| forms.is_due(form, year);
        // What is due first, then the newest.
        let (first, then): (Vec<_>, Vec<_>) = revisions.copied().partition(due);
        let forms: Vec<(&'static TableForm, isize)> = first
            .into_iter()
            .chain(then)
            .map(|form| (form, own(&flow, region, form)))
            .collect();
        // Where labels of several editions are printed, blocks differ: then what fits decides.
        let mixed = forms.iter().filter(|(_, own)| *own > 0).count() > 1;
        let mut best: Option<(Merit, Attempt<'_>)> = None;
        for (form, own) in forms {
            // The first of equals; what could be no better is not tried.
            if best
                .as_ref()
                .is_some_and(|best| best.0 >= most(form, own, mixed))
            {
                continue;
            }
            let attempt = Attempt::new(&flow, &known, &found, region.clone(), form);
            let merit = attempt.merit(own, mixed);
            if best.as_ref().is_none_or(|best| merit > best.0) {
                best = Some((merit, attempt));
            }
        }
        let best = best.map(|best| best.1);
        let Some(mut best) = best.filter(|best| best.rows.iter().any(Option::is_some)) else {
            // A table is there of which nothing was read.
            if FIRST {
                flow.leave();
            }
            continue;
        };
        if FIRST {
            // What has to be said of these is the larger engine's.
            if mixed || best.unasked > 0 || best.is_odd() {
                flow.leave();
            }
            aligned.sheet.form.set(best.form);
            aligned.sheet.entries.extend(best.entries().0);
            continue;
        }
        if mixed {
            best.leave_foreign();
        }
        aligned.second |= best.second;
        let doubles = best.doubles.iter().map(|double| best.written(double));
        aligned.doubles.extend(doubles);
        aligned.copies.extend(best.copy.map(|copy| (table, copy)));
        let unplaced = best.unplaced();
        aligned
            .unplaced
            .extend(unplaced.into_iter().map(|texts| (table, texts)));
        aligned.sheet.form.set(best.form);
        let (entries, lacking) = best.entries();
        aligned.sheet.entries.extend(entries);
        if !lacking.is_empty() {
            aligned.lacking.push((table, lacking));
        }
    }
    aligned.second |= found
        .iter()
        .any(|label| again(&flow, &known, &regions, label));
    aligned.left = flow.is_left() || aligned.second;
    aligned
}

/// Whether a label stands outside its table with a row of numbers behind it: in another report.
fn again(flow: &Flow, known: &Known, regions: &Regions, label: &FoundLabel) -> bool {
    let tables = known.tables.iter().filter(|form| form.id() == label.table);
    let columns = tables
        .flat_map(|form| form.rows())
        .find(|row| row.id == label.row)
        .map_or(0, |row| row.columns.len());
    let from = labels::text_at(&flow.items, label.glyphs.end - 1) + 1;
    let values = flow.items[from..].iter().take(columns);
    let inside = regions
        .get(label.table)
        .is_some_and(|region| region.contains(&from));
    let blank = values.clone().all(|item| item.is_blank());
    let whole = || values.filter(|item| item.is_value()).count() == columns;
    columns > 2 && !inside && !blank && whole()
}

/// One table read as one of the ways in which it is printed.
struct Attempt<'a> {
    flow: &'a Flow<'a>,
    known: &'a Known,
    form: &'static TableForm,
    region: Range<usize>,
    groups: Vec<Group>,
    /// For each unit of the form, the group that fills it.
    rows: Vec<Option<Placed>>,
    second: bool,
    doubles: Vec<(usize, Group)>,
    copy: Option<SecondCopy>,
    /// How many rows at most sums might have found, which the first engine does not ask.
    unasked: usize,
    /// What fills rows of another edition's blocks.
    foreign: Vec<Group>,
}

impl<'a> Attempt<'a> {
    fn new(
        flow: &'a Flow<'a>,
        known: &'a Known,
        found: &[FoundLabel],
        region: Range<usize>,
        form: &'static TableForm,
    ) -> Attempt<'a> {
        let facts = known.facts(form);
        let grouping = Grouping {
            flow,
            heads: &facts.heads,
            labels: &known.labels,
            found,
            form,
            width: match form.table.shape {
                Shape::Fields => 1,
                Shape::Matrix => form.row(0).columns.len(),
                Shape::Strip => form.cells().count(),
            },
        };
        let mut groups = grouping.groups(region.clone());
        groups.retain(|group| group.row.is_some() || !grouping.numbers_line(group));
        let mut placing = Placing {
            flow,
            form,
            facts,
            start: region.start,
            groups: Vec::new(),
            rows: Vec::new(),
            second: false,
            doubles: Vec::new(),
            copy: None,
            unasked: 0,
        };
        if form.table.shape == Shape::Strip {
            // A whole line behind what ends the table, 更正, is another one as well.
            let behind = grouping.groups(region.end..flow.items.len()).into_iter();
            let behind = behind.filter(|group| group.filled(flow).count() == grouping.width);
            own_lines(flow, &mut groups, grouping.heads, grouping.width);
            let mut lines: Vec<Group> = groups.iter().cloned().chain(behind).collect();
            own_lines(flow, &mut lines, grouping.heads, grouping.width);
            placing.doubles = second_line(flow, &lines, grouping.width);
            let block = form.row(0).columns.len();
            let unfilled = !FIRST && has_unfilled(flow, &lines, grouping.heads, grouping.width);
            placing.copy = unfilled.then_some(SecondCopy::Unfilled);
            let line = single_line(flow, &groups, grouping.width, block);
            placing.rows = vec![line.map(|group| Placed {
                group,
                by_sums: false,
            })];
        } else {
            // Blank cells are a row only where they are as many as it has, and, where no label
            // says which row, only if they are signs for nothing.
            let stands = |group: &Group| match group.row {
                Some(row) => group.values.len() >= form.row(row).columns.len(),
                None => {
                    let before = flow.items[..group.values[0]].last();
                    let above = &grouping.heads.above;
                    let heads = !above.is_empty()
                        && before.is_some_and(|item| text::key(&item.text) == *above);
                    group.values.len() >= grouping.width
                        && !heads
                        && group.values.iter().all(|&i| !flow.items[i].text.is_empty())
                }
            };
            groups.retain(|group| group.filled(flow).next().is_some() || stands(group));
            placing.groups = groups;
            placing.rows = vec![None; form.rows().count()];
            placing.place();
            placing.leave_shifted();
        }
        Attempt {
            flow,
            known,
            form,
            region,
            groups: placing.groups,
            rows: placing.rows,
            second: placing.second,
            doubles: placing.doubles,
            copy: placing.copy,
            unasked: placing.unasked,
            foreign: Vec::new(),
        }
    }

    /// The entries, and the columns that the head lacks. Where a row stands there twice, the cells in which
    /// the two differ are unreadable.
    fn entries(&self) -> (Sorted<CellId, Entry>, Vec<&'static str>) {
        let facts = self.known.facts(self.form);
        let fill = |rows: &[Option<Placed>]| {
            let fill = TableFill::new(self.flow, self.form, facts, self.region.start, rows);
            (fill.entries(), fill.lacking())
        };
        let (mut entries, lacking) = fill(&self.rows);
        if FIRST {
            if !lacking.is_empty() {
                self.flow.leave();
            }
            return (entries, lacking);
        }
        for (row, group) in self.doubles.iter().take(DOUBLES) {
            let mut rows = self.rows.clone();
            rows[*row] = Some(Placed {
                group: group.clone(),
                by_sums: false,
            });
            let others = fill(&rows).0;
            let whole = self.form.table.shape == Shape::Strip;
            for (cell, entry) in entries.iter_mut() {
                let own = whole || usize::from(cell.row) == *row;
                let other = others.get(cell).filter(|other| own && !same(entry, other));
                if let Some(other) = other {
                    let texts = [entry.text.as_str(), other.text.as_str()];
                    entry.text = text::joined(&texts, "；");
                    entry.value = None;
                    entry.state = State::Unreadable;
                }
            }
        }
        (entries, lacking)
    }

    /// A row that stands there twice, and what both are.
    fn written(
        &self,
        (row, group): &(usize, Group),
    ) -> (&'static Table, &'static str, [String; 2]) {
        let text = |group: &Group| {
            let texts = group.values.iter();
            let texts: Vec<&str> = texts.map(|&i| &*self.flow.items[i].text).collect();
            text::joined(&texts, " ").trim().to_owned()
        };
        let first = self.rows[*row].as_ref();
        let first = first.map_or(String::new(), |placed| text(&placed.group));
        let name = match self.form.table.shape {
            Shape::Strip => "",
            _ => self.form.row(*row).name,
        };
        (self.form.table, name, [first, text(group)])
    }

    /// Whether a key is printed in the region.
    fn prints(&self, key: &str) -> bool {
        prints(self.flow, &self.region, key)
    }

    /// Rows that have as many values as cells, or none.
    fn exact(&self) -> isize {
        let exact = |(row, placed): &(usize, &Option<Placed>)| {
            placed.as_ref().is_some_and(|placed| {
                let filled = placed.group.filled(self.flow).count();
                filled == 0 || filled == self.form.row(*row).columns.len()
            })
        };
        self.rows.iter().enumerate().filter(exact).count() as isize
    }

    /// Leaves out the rows of blocks that are printed as another edition has them: their numbers are of
    /// other columns.
    fn leave_foreign(&mut self) {
        let printed = |row: &Row| {
            let labels = row.columns.iter().map(|column| text::key(column.label));
            labels.filter(|label| self.prints(label)).count()
        };
        let mut foreign = Vec::new();
        for (at, row) in self.form.rows().enumerate() {
            let tables = self.known.tables.iter();
            let others = tables.filter(|form| form.id() == self.form.id());
            let mut others = others
                .flat_map(|form| form.rows())
                .filter(|other| other.id == row.id);
            if row.columns.len() > 1 && printed(row) == 0 && others.any(|other| printed(other) > 0)
            {
                foreign.push(at);
            }
        }
        for at in foreign {
            if let Some(placed) = self.rows[at].take() {
                self.foreign.push(placed.group);
            }
        }
    }

    /// How well this way to print it fits: labels of its own, rows found, values placed.
    fn merit(&self, own: isize, mixed: bool) -> Merit {
        let placed = self.rows.iter().flatten().count() as isize;
        // Below the last row that was met the table may have been cut.
        let met = self.rows.iter().rposition(Option::is_some);
        let empty = met.map_or(0, |last| last + 1) as isize - placed;
        let left = self
            .groups
            .iter()
            .filter(|g| g.row.is_none() && g.values.len() > 2)
            .count() as isize;
        // Each row that sums might find is one more, one empty and one left over less.
        let unasked = 5 * self.unasked as isize;
        let fit = placed - 2 * empty - 2 * left + unasked;
        merit(self.form, own, fit, mixed, || self.exact())
    }

    /// Whether rows stand there twice or found no place.
    fn is_odd(&self) -> bool {
        let wide = |group: &Group| group.row.is_none() && group.values.len() > 2;
        let matrix = self.form.table.shape == Shape::Matrix;
        self.second || !self.doubles.is_empty() || matrix && self.groups.iter().any(wide)
    }

    /// Rows of values that found no place.
    fn unplaced(&self) -> Vec<Vec<String>> {
        let wide = |group: &&Group| group.row.is_none() && group.values.len() > 2;
        let texts = |group: &Group| {
            group
                .values
                .iter()
                .map(|&i| self.flow.items[i].text.to_string())
                .collect()
        };
        let matrix = self.form.table.shape == Shape::Matrix;
        let left = self.groups.iter().filter(|group| matrix && wide(group));
        left.chain(&self.foreign).map(texts).collect()
    }
}

/// How well a way to print a table fits; the greater is the better.
type Merit = (isize, isize);

/// The merit of a table with so many labels of its own whose rows fit so well, `exact` of them exactly.
fn merit(
    form: &TableForm,
    own: isize,
    fit: isize,
    mixed: bool,
    exact: impl Fn() -> isize,
) -> Merit {
    match form.table.shape {
        // The rows are few and mostly shared: labels of columns tell the edition.
        Shape::Fields if mixed => (exact(), own),
        Shape::Fields => (own, fit),
        // A row that an edition alone has and that is printed outweighs one that was not found.
        _ => (fit + 3 * own, own),
    }
}

/// The merit of a table all of whose rows are found, full, and nothing else.
fn most(form: &TableForm, own: isize, mixed: bool) -> Merit {
    let rows = form.rows().count() as isize;
    merit(form, own, rows, mixed, || rows)
}

/// Labels that this way to print a table alone has and that stand in its region.
fn own(flow: &Flow, region: &Range<usize>, form: &TableForm) -> isize {
    let own = form
        .only_here
        .iter()
        .filter(|key| prints(flow, region, key));
    own.count() as isize
}

/// Whether a key is printed in a region.
fn prints(flow: &Flow, region: &Range<usize>, key: &str) -> bool {
    let glyph = |item: usize| flow.items.get(item).map(|item| item.glyphs.start);
    let start = glyph(region.start).unwrap_or(0);
    let end = glyph(region.end).unwrap_or(flow.glyphs.len());
    let at = flow.positions(key);
    at.iter().any(|at| (start..end).contains(at))
}

/// Whether two entries say the same.
fn same(a: &Entry, b: &Entry) -> bool {
    let zero = |entry: &Entry| {
        entry.state == State::Blank || entry.value == Some(crate::number::Value::Count(0))
    };
    a.value == b.value && a.state == b.state || zero(a) && zero(b)
}
