//! Tables of no form that is known: which rows and columns are totals is read from words and structure, and
//! every sum is an edit with three outcomes.
//!
//! ```text
//! Document ─ grid ─▶ Grid ─ head, table ─▶ Table (halves, rows, columns) ─ sums, structure ─▶ Edit ─ check ─▶ CheckedSum
//! ```
//!
//! What is inferred from words is never more than a warning, and where the words leave it open nothing is
//! claimed: see [`check`].

mod check;
mod decimal;
mod grid;
mod head;
mod label;
mod likely;
mod structure;
mod sums;
mod table;
mod told;
mod turns;
mod words;

pub use told::{OtherCell, OtherSum, OtherTable};

use crate::check::Outcome;
use crate::document::Document;
use crate::options::Options;
use crate::prose::CoveredRanges;
use crate::report::{Finding, Note, Report, Status, Verdict};
use crate::rules;
use crate::sorted::InOrder;
use crate::words::Words;
use check::CheckedSum;
use grid::Grid;
use table::Table;
use words::Named;

/// Tables of a document that are looked at.
const MOST_TABLES: usize = 500;

/// Adds the tables of a document that have sums, and what does not hold in them, to its report. Rows of the
/// report's own tables are left out.
pub(crate) fn others(
    report: &mut Report,
    document: &Document,
    taken: &CoveredRanges,
    options: &Options,
) {
    if !options.totals {
        return;
    }
    let known = |row: usize| taken.get(&row).is_some();
    let mut number = 0;
    for mut grid in grid::grids(document, &known) {
        for table in table::tables(&mut grid) {
            number += 1;
            let named = Named {
                grid: &grid,
                table: &table,
                number,
                words: Words(options.language),
            };
            if number > MOST_TABLES {
                return;
            }
            if table.unclear && has_total(&grid) {
                report.notes.push(Note {
                    code: "totals-unclear".into(),
                    message: named.unclear(),
                    at: grid.cells.first().map(|cell| cell.at),
                });
            }
            let checked = check::check(&grid, &table);
            if checked.is_empty() {
                continue;
            }
            let (told, found) = judge(&grid, &table, &checked, &named);
            report.others.push(told);
            report.findings.extend(found);
        }
    }
    report
        .findings
        .put_in_order_by_key(|f| (f.severity, f.status));
}

/// Whether any label of a table is that of a total.
fn has_total(grid: &Grid) -> bool {
    let mut labels = grid.cells.iter().map(|cell| label::role(&cell.text));
    labels.any(|role| matches!(role, label::Role::Total(_)))
}

/// Where there is no report, what was checked instead.
pub(crate) fn conclude(report: &mut Report, options: &Options) {
    if report.verdict != Verdict::Unrecognised || report.others.is_empty() {
        return;
    }
    let count = |of: fn(&OtherTable) -> u32| report.others.iter().map(of).sum::<u32>();
    let (holds, broken, open) = (
        count(|t| t.holds),
        count(|t| t.broken),
        count(|t| t.undecided),
    );
    let tables = report.others.len();
    let words = Words(options.language);
    report.message = words.say(
        format!("没有找到政府信息公开工作年度报告的表格；按“合计”等字样核对了其他 {tables} 张表格：{holds} 个合计相符，{broken} 个不符，{open} 个无法判定。"),
        format!("No table of a government information disclosure annual report was found. In {tables} other tables totals were checked by their words: {holds} hold, {broken} do not, {open} are open."),
    );
}

/// What is said of the sums of one table.
fn judge(
    grid: &Grid,
    table: &Table,
    checked: &[CheckedSum],
    named: &Named,
) -> (OtherTable, Vec<Finding>) {
    let likely = likely::likely(grid, checked);
    let mut told = told::table(grid, table, named);
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
            rule: sum.kind.id().to_owned(),
            status,
            message: message.clone(),
            total: place(sum.total),
            parts: sum.terms.iter().map(|&term| place(term)).collect(),
            likely: explained.map(|likely| place(likely.cell)),
            likely_value: explained.map(|likely| likely.to.to_string()),
        });
        // What says nothing of the numbers stands with its table only.
        let tells = !matches!(sum.why, Some(check::Why::NoNumber | check::Why::NoTotal));
        if tells {
            let at = grid.cells[sum.total].at;
            findings.push(Finding {
                status,
                arithmetic: named.arithmetic(sum),
                ..rules::finding(sum.kind.id(), message).standing(at)
            });
        }
    }
    (told, findings)
}
