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
mod check;
mod decimal;
mod declared;
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

use crate::words::said;

use crate::check::Outcome;
use crate::document::Document;
use crate::form::Form;
use crate::options::Options;
use crate::report::{Finding, Note, OtherSum, OtherTable, Report, Severity, Status, Verdict};
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

/// Adds what is said of the tables of a document that are none of its report's: those of forms that are known
/// by their heads, where there is no report or all others are asked for, and all others where they are.
pub(crate) fn others(report: &mut Report, document: &Document, sheet: &Sheet, options: &Options) {
    if !options.totals && !report.edition.is_empty() {
        return;
    }
    let mut left = MOST_TABLES;
    let mut all: Vec<(Grid, Vec<LabelledTable>)> = Vec::new();
    for mut grid in grid::grids(document, sheet) {
        let mut tables = table::tables(&mut grid);
        tables.truncate(left);
        left -= tables.len();
        all.push((grid, tables));
    }
    let mut seen: Vec<NamedTable> = Vec::new();
    let mut forms: Vec<Option<Recognised>> = Vec::new();
    for (grid, table) in all
        .iter()
        .flat_map(|(grid, tables)| tables.iter().map(move |table| (grid, table)))
    {
        let known = declared::recognise(table);
        seen.push(NamedTable {
            grid,
            table,
            number: seen.len() + 1,
            form: known.as_ref().map(|known| known.form.title),
            words: Words(options.language),
        });
        forms.push(known);
    }
    let accounts = accounts::recognise(&seen);
    let whole = options.totals || accounts.is_some();
    for (named, known) in seen.iter().zip(&forms) {
        if whole || known.is_some() {
            other(report, named, known.as_ref(), &sheet.form);
        }
    }
    if let Some(accounts) = accounts {
        report.findings.extend(accounts.findings());
        for table in &mut report.others {
            table.form.get_or_insert_with(|| ACCOUNTS.to_owned());
        }
    }
    report
        .findings
        .put_in_order_by_key(|f| (f.severity, f.status));
}

/// One table.
fn other(report: &mut Report, named: &NamedTable, known: Option<&Recognised>, form: &Form) {
    let NamedTable { grid, table, .. } = *named;
    if table.unclear && has_total(grid) {
        report.notes.push(Note {
            code: "totals-unclear".into(),
            message: named.unclear(),
            at: grid.cells.first().map(|cell| cell.at),
        });
    }
    let edits = match known {
        Some(known) => known.edits(grid, table),
        None => structure::edits(grid, table),
    };
    let checked = check::check(grid, table, &edits);
    if checked.is_empty() && known.is_none() {
        return;
    }
    let (told, mut found) = judge(named, known, &checked);
    if let Some(known) = known {
        found.extend(declared::findings(named, known));
        found.extend(declared::against(named, known, report, form));
    }
    report.others.push(told);
    report.findings.extend(found);
}

/// Whether any label of a table is that of a total.
fn has_total(grid: &Grid) -> bool {
    let mut labels = grid.cells.iter().map(|cell| label::role(&cell.text));
    labels.any(|role| matches!(role, label::Role::Total(_)))
}

/// Where there is no report, the answer is that of the other tables; where there is one, what a form says of
/// the others takes part in it.
pub(crate) fn conclude(report: &mut Report, options: &Options) {
    let words = Words(options.language);
    let is_declared = |table: &&OtherTable| table.form.is_some();
    let tables = report.others.iter().filter(is_declared).count();
    if tables == 0 {
        if report.verdict == Verdict::Unrecognised && !report.others.is_empty() {
            let counts = counts(report.others.iter());
            report.message = words.totals(report.others.len(), counts);
        }
        return;
    }
    let counts = counts(report.others.iter().filter(is_declared));
    let [holds, broken, open] = counts;
    let accounts = report
        .others
        .iter()
        .any(|table| table.form.as_deref() == Some(ACCOUNTS));
    let differs = |finding: &&Finding| {
        finding.rule.starts_with("accounts.") && finding.severity == Severity::Warning
    };
    let beside = report.findings.iter().filter(differs).count();
    let doubtful = |finding: &Finding| finding.rule == "enforcement.goods";
    let own = match () {
        () if broken > 0 || beside > 0 => Verdict::Inconsistent,
        () if open > 0 || holds == 0 || report.findings.iter().any(doubtful) => Verdict::Undecided,
        () => Verdict::Consistent,
    };
    let message = match accounts {
        true => words.accounts(tables, counts, beside),
        false => words.enforcement(own, tables, counts),
    };
    let summary = &mut report.summary;
    if report.verdict == Verdict::Unrecognised {
        summary.relations = 0;
    }
    summary.relations += holds + broken + open;
    summary.holds += holds;
    summary.broken += broken;
    summary.undecided += open;
    if report.verdict == Verdict::Unrecognised {
        (report.verdict, report.reason, report.message) = (own, None, message);
        return;
    }
    report.message.push_str(&message);
    report.verdict = match (report.verdict, own) {
        (Verdict::Inconsistent, _) | (_, Verdict::Inconsistent) => Verdict::Inconsistent,
        (Verdict::Consistent, Verdict::Consistent) => Verdict::Consistent,
        _ => Verdict::Undecided,
    };
}

/// How many sums hold, do not, and are open.
fn counts<'a>(tables: impl Iterator<Item = &'a OtherTable>) -> [u32; 3] {
    tables.fold([0; 3], |[holds, broken, open], table| {
        [
            holds + table.holds,
            broken + table.broken,
            open + table.undecided,
        ]
    })
}

impl Words {
    /// The answer where only words were known.
    fn totals(self, tables: usize, [holds, broken, open]: [u32; 3]) -> String {
        said!(
            self,
            format!(
                "没有找到政府信息公开工作年度报告的表格；按“合计”等字样核对了其他 {tables} 张表格：{holds} 个合计相符，{broken} 个不符，{open} 个无法判定。"
            ),
            format!(
                "No table of a government information disclosure annual report was found. In {tables} other tables totals were checked by their words: {holds} hold, {broken} do not, {open} are open."
            ),
        )
    }

    /// The answer where the statistics of enforcement were found.
    fn enforcement(self, verdict: Verdict, tables: usize, counts: [u32; 3]) -> String {
        let [holds, broken, open] = counts;
        let zh = match verdict {
            Verdict::Inconsistent => format!("{broken} 条关系不成立"),
            Verdict::Consistent => format!("{holds} 条关系都成立"),
            _ if holds + open == 0 => "没有可以核对的合计".to_owned(),
            _ => format!("{holds} 条关系成立，另有无法判定的内容"),
        };
        let en = match verdict {
            Verdict::Inconsistent => format!("{broken} relations do not hold"),
            Verdict::Consistent => format!("all {holds} relations hold"),
            _ if holds + open == 0 => "no total to be checked".to_owned(),
            _ => format!("{holds} relations hold, something else could not be decided"),
        };
        said!(
            self,
            format!("行政执法统计年报（{tables} 张表）：{zh}。"),
            format!("Enforcement statistics ({tables} tables): {en}."),
        )
    }
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
            rule: sum.kind.id().to_owned(),
            status,
            message: message.clone(),
            total: place(sum.total),
            parts: sum.terms.iter().map(|&term| place(term)).collect(),
            likely: explained.map(|likely| place(likely.cell)),
            likely_value: explained.map(|likely| likely.to.to_string()),
        });
        // What says nothing of the numbers stands with its table only.
        let tells = sum.kind.is_declared()
            || !matches!(sum.why, Some(check::Why::NoNumber | check::Why::NoTotal));
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
