//! Tables of no form that is known: which rows and columns are totals is read from words and structure, and
//! every sum is an edit with three outcomes.
//!
//! ```text
//! Document ─ grid ─▶ Grid ─ head, table ─▶ Table (halves, rows, columns) ─ sums, structure ─▶ Edit ─ check ─▶ CheckedSum
//! ```
//!
//! What is inferred from words is never more than a warning, and where the words leave it open nothing is
//! claimed: see [`check`].

mod accounts;
mod across;
mod check;
mod conclude;
mod decimal;
mod declared;
mod derived;
mod grid;
mod head;
mod label;
mod levels;
mod likely;
mod months;
mod numbers;
mod ragged;
mod rows;
mod structure;
mod sums;
mod table;
mod told;
mod turns;
mod unread;
mod unsaid;
mod whose;
mod words;

pub(crate) use conclude::conclude;

use crate::beside;
use crate::check::Outcome;
use crate::document::Document;
use crate::form::Form;
use crate::judge;
use crate::options::Options;
use crate::place::Place;
use crate::report::{Finding, Note, OtherSum, OtherTable, Reason, Report, Status, Verdict};
use crate::rules;
use crate::sheet::Sheet;
use crate::sorted::InOrder;
use crate::words::Words;
use check::CheckedSum;
use declared::Recognised;
use grid::Grid;
use table::LabelledTable;
use words::NamedTable;

/// What tables of 部门决算 are called as data.
const ACCOUNTS: &str = "final-accounts";
/// Tables of a document that are looked at.
const MOST_TABLES: usize = 500;

/// What came of the tables that are none of the report's, beside what was added to it.
#[derive(Debug, Default)]
pub(crate) struct Others {
    /// Where those begin that were looked at; none where all were.
    pub looked_at: Option<Vec<Place>>,
    /// Numbers that stand in several tables of final accounts and are the same.
    same: u32,
    organ: Option<String>,
    year: Option<u16>,
    /// Whether a table, a label or a code was not read, or not understood: what a form says was not all checked then.
    unread: bool,
}

/// Adds what is said of the tables of a document that are none of its report's: those of forms that are known
/// by their heads or titles, and all others where they are asked for. Unasked they are looked for only where the build
/// that has not this module would say that there may be some, so that both lead to the same answer. `unread`: whether
/// some of the document was not read.
pub(crate) fn others(
    report: &mut Report,
    document: &Document,
    sheet: &Sheet,
    unread: bool,
    options: &Options,
) -> Others {
    let words = Words(options.language);
    let is_none = is_none(report);
    let told = || beside::unchecked(document, sheet, &[], report, words).is_some();
    if !options.totals && !is_none && !told() {
        return Others::default();
    }
    let (all, too_large) = tables(document, sheet);
    let (mut seen, forms) = recognised(&all, words);
    let found = accounts::recognise(&seen).map(|accounts| accounts.compared());
    if found.is_some() {
        for named in &mut seen {
            named.is_account = accounts::number_of(named.table).is_some();
        }
    }
    let whole = options.totals || found.is_some();
    let lost: Vec<Note> = seen.iter().filter_map(unread::lost_labels).collect();
    let unclear: Vec<Note> = seen.iter().filter_map(unread::unclear).collect();
    let too_large = unread::too_large(&too_large, words);
    let unclear_at: Vec<Place> = unclear.iter().filter_map(|note| note.at).collect();
    // What has another reason for not being a report was not read, or not as it is.
    let is_other = !is_none && report.verdict == Verdict::Unrecognised;
    let unread =
        unread || is_other || !lost.is_empty() || !unclear.is_empty() || too_large.is_some();
    if whole || forms.iter().any(Option::is_some) {
        report.notes.extend(too_large);
        report.notes.extend(unclear);
    }
    for (named, known) in seen.iter().zip(&forms) {
        if whole || known.is_some() {
            other(report, named, known.as_ref(), &sheet.form);
        }
    }
    let mut others = Others {
        looked_at: (!whole).then(|| {
            let tables = report.others.iter().filter_map(|table| table.at);
            let tables = tables.chain(unclear_at);
            tables.flat_map(|at| begins(&seen, at)).collect()
        }),
        unread,
        ..Others::default()
    };
    report.notes.extend(lost);
    if report.others.iter().any(|table| table.form.is_some()) {
        (others.organ, others.year) = whose::whose(document);
    }
    if let Some((same, findings)) = found {
        others.same = same;
        report.findings.extend(findings);
    }
    if whole {
        report.findings.extend(across::findings(&seen));
    }
    judge::leave_out(&mut report.findings, options);
    report
        .findings
        .put_in_order_by_key(|f| (f.severity, f.status));
    others
}

/// The tables of a document, each with the grid it is in, no more than [`MOST_TABLES`]; and where those begin that are
/// too large, or too many.
fn tables(document: &Document, sheet: &Sheet) -> (Vec<(Grid, Vec<LabelledTable>)>, Vec<Place>) {
    let mut left = MOST_TABLES;
    let mut all: Vec<(Grid, Vec<LabelledTable>)> = Vec::new();
    let (grids, mut too_large) = grid::grids(document, sheet);
    for mut grid in grids {
        let mut tables = table::tables(&mut grid);
        let begins = grid.cells.first().map(|cell| cell.at);
        too_large.extend(
            tables
                .drain(left.min(tables.len())..)
                .filter_map(|_| begins),
        );
        left -= tables.len();
        all.push((grid, tables));
    }
    (all, too_large)
}

/// The tables by name and number, and the form by whose heads each is known.
fn recognised(
    all: &[(Grid, Vec<LabelledTable>)],
    words: Words,
) -> (Vec<NamedTable<'_>>, Vec<Option<Recognised>>) {
    let tables = all
        .iter()
        .flat_map(|(grid, tables)| tables.iter().map(move |table| (grid, table)));
    tables
        .enumerate()
        .map(|(nth, (grid, table))| {
            let known = declared::recognise(table);
            let named = NamedTable {
                grid,
                table,
                number: nth + 1,
                form: known.as_ref().map(|known| known.form.title),
                is_account: false,
                words,
            };
            (named, known)
        })
        .unzip()
}

/// Where the grid begins that has its first cell at a place, and where its other parts do.
fn begins(seen: &[NamedTable], at: Place) -> Vec<Place> {
    let of = |named: &&NamedTable| named.grid.cells.first().map(|cell| cell.at) == Some(at);
    let more = seen.iter().find(of).map(|named| named.grid.begins.clone());
    [vec![at], more.unwrap_or_default()].concat()
}

/// One table.
fn other(report: &mut Report, named: &NamedTable, known: Option<&Recognised>, form: &Form) {
    let NamedTable { grid, table, .. } = *named;
    let edits = match known {
        Some(known) => known.edits(grid, table),
        None => structure::edits(grid, table),
    };
    let mut checked = check::checked_sums(grid, table, &edits);
    if let Some(known) = known {
        known.doubt(&mut checked);
    }
    if checked.is_empty() && known.is_none() && !named.is_account {
        // Somebody called something a total, and it could not be held.
        if has_total(grid) {
            report.notes.extend(uncovered(named, &checked));
        }
        return;
    }
    if known.is_none() && !named.is_account && !checked.is_empty() {
        report.notes.extend(uncovered(named, &checked));
    }
    let (mut told, mut found) = judge(named, known, &checked);
    if let Some(known) = known {
        let (fit, doubtful) = declared::requirements(named, known);
        told.holds += fit;
        found.extend(doubtful);
        told.decided = declared::decisions(named, known);
        found.extend(declared::against(
            named,
            told.decided.as_ref(),
            report,
            form,
        ));
    }
    report.others.push(told);
    report.findings.extend(found);
}

/// What has to be said of a table, and belongs where it begins.
fn note(named: &NamedTable, code: &'static str, message: String) -> Note {
    Note {
        code: code.into(),
        message,
        at: named.grid.cells.first().map(|cell| cell.at),
        count: None,
    }
}

/// Whether there is no report, for no other reason than that its tables are not there.
fn is_none(report: &Report) -> bool {
    matches!(report.reason, Some(Reason::NoReport | Reason::Pictures))
}

/// Says which columns and rows have numbers that are in nothing that was checked.
fn uncovered(named: &NamedTable, checked: &[CheckedSum]) -> Option<Note> {
    let grid = named.grid;
    let mut covered = vec![false; grid.cells.len()];
    for sum in checked {
        covered[sum.total] = true;
        for &term in &sum.terms {
            covered[term] = true;
        }
    }
    let mut names: Vec<String> = Vec::new();
    for half in &named.table.halves {
        // Whether numbers of a column or row are all outside, and there are some.
        let outside = |cells: &mut dyn Iterator<Item = Option<usize>>| {
            let mut numbers = cells
                .flatten()
                .filter(|&cell| grid.cells[cell].value.is_some());
            numbers
                .next()
                .is_some_and(|first| !covered[first] && numbers.all(|cell| !covered[cell]))
        };
        let alone: Vec<bool> = (0..half.columns.len())
            .map(|column| outside(&mut half.cells.iter().map(|cells| cells[column])))
            .collect();
        for (column, _) in half.columns.iter().zip(&alone).filter(|(_, alone)| **alone) {
            names.push(column.name());
        }
        for (row, cells) in half.rows.iter().zip(&half.cells) {
            let mut rest = cells.iter().zip(&alone).filter(|(_, alone)| !**alone);
            if outside(&mut rest.by_ref().map(|(cell, _)| *cell)) {
                names.push(row.name.clone());
            }
        }
    }
    names.retain(|name| !name.is_empty());
    (!names.is_empty()).then(|| note(named, "totals-uncovered", named.uncovered(&names)))
}

/// Whether any label of a table is that of a total.
fn has_total(grid: &Grid) -> bool {
    let mut labels = grid.cells.iter().map(|cell| label::role(&cell.text));
    labels.any(|role| matches!(role, label::Role::Total(_)))
}

/// What is said of the sums of one table.
fn judge(
    named: &NamedTable,
    known: Option<&Recognised>,
    checked: &[CheckedSum],
) -> (OtherTable, Vec<Finding>) {
    let grid = named.grid;
    let likely = likely::likely(grid, checked);
    let mut told = told::table(named, known);
    let mut findings = Vec::new();
    for (at, sum) in checked.iter().enumerate() {
        let status = match sum.outcome {
            Outcome::Holds => {
                told.holds += 1;
                continue;
            }
            Outcome::Broken => Status::Broken,
            Outcome::Undecided => Status::Undecided,
        };
        let mut message = match status {
            Status::Broken => named.broken(sum),
            Status::Undecided => named.undecided(sum),
        };
        match status {
            Status::Broken => told.broken += 1,
            Status::Undecided => told.undecided += 1,
        }
        let mut explained = likely.iter().filter(|(group, _)| group.contains(&at));
        let explained = explained.next().map(|(_, likely)| likely);
        if let Some(likely) = explained {
            message.push_str(&named.likely(sum, likely));
        }
        let place = |cell: usize| [grid.cells[cell].row as u32, grid.cells[cell].column as u32];
        told.sums.push(OtherSum {
            rule: named.rule(sum.kind).to_owned(),
            status,
            message: message.clone(),
            total: place(sum.total),
            parts: sum.terms.iter().map(|&term| place(term)).collect(),
            likely: explained.map(|likely| place(likely.cell)),
            likely_value: explained.map(|likely| likely.to.to_string()),
        });
        let at = grid.cells[sum.total].at;
        findings.push(Finding {
            status,
            arithmetic: named.arithmetic(sum),
            ..rules::finding(named.rule(sum.kind), message).standing(at)
        });
    }
    (told, findings)
}
