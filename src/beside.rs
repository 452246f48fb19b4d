//! Tables of a document that are none of its report's: where they stand, and whether they have totals.

use crate::document::{Document, Row, RowKind};
use crate::number::{Said, read};
use crate::place::Place;
use crate::report::{Note, Reason, Report};
use crate::sheet::Sheet;
use crate::text::key;
use crate::words::{Words, said};

/// Words of totals, by how their label ends.
pub(crate) const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// Numbers that make lines with a total a table.
const NUMBERS: usize = 4;
/// Lines of a table that may be its head.
const HEAD: usize = 6;

/// Lines of a document that belong together.
pub(crate) struct RunOfRows<'a> {
    pub rows: &'a [Row],
    pub is_table: bool,
    /// A cell of the report was read in them.
    pub is_own: bool,
}

/// Which table a row belongs to: rows of one table follow each other.
#[derive(PartialEq, Clone, Copy)]
enum Belongs {
    Table(u32),
    RunOfRows,
    None,
}

fn belongs(row: &Row) -> Belongs {
    match (row.cells.first().map(|cell| cell.at), row.kind) {
        (Some(Place::Cell { table, .. }), _) => Belongs::Table(table),
        (_, RowKind::Line) | (None, _) => Belongs::None,
        _ => Belongs::RunOfRows,
    }
}

/// As much of a place as tells whether it is in the same table or line.
type TableSpot = (u8, i64, i64);

fn spot(at: Place) -> TableSpot {
    match at {
        Place::Cell { table, .. } => (0, table.into(), 0),
        Place::Span { line, .. } => (1, line.into(), 0),
        #[cfg(any(feature = "office", feature = "scan"))]
        Place::Page { page, y, .. } => (2, page.into(), y.into()),
    }
}

/// Lines and tables in their order.
pub(crate) fn runs<'a>(
    document: &'a Document,
    sheet: &Sheet,
) -> impl Iterator<Item = RunOfRows<'a>> {
    let mut known: Vec<TableSpot> = sheet
        .entries
        .values()
        .filter_map(|entry| entry.at.map(spot))
        .collect();
    known.sort_unstable();
    let is_known = move |row: &Row| {
        let mut cells = row.cells.iter();
        cells.any(|cell| known.binary_search(&spot(cell.at)).is_ok())
    };
    let runs = document
        .rows
        .chunk_by(|one, next| belongs(one) == belongs(next));
    runs.map(move |rows| {
        let is_table = belongs(&rows[0]) != Belongs::None;
        RunOfRows {
            rows,
            is_table,
            is_own: is_table && rows.iter().any(&is_known),
        }
    })
}

/// A label without the unit in brackets behind it: 合计（宗）.
fn without_unit(label: &str) -> &str {
    let label = label.trim_end();
    match label.rfind(['（', '(']) {
        Some(at) if at > 0 && label.ends_with(['）', ')']) => &label[..at],
        _ => label,
    }
}

/// Whether a line has a label of a total.
fn has_total(row: &Row) -> bool {
    let mut cells = row.cells.iter();
    cells.any(|cell| {
        // Long texts are no labels.
        cell.text.len() <= 90 && {
            let key = key(without_unit(&cell.text));
            TOTALS.iter().any(|word| key.ends_with(word))
        }
    })
}

/// Whether a line is the head of statistics of permits, which need have no total.
fn has_permits(row: &Row) -> bool {
    let has = |word: &str| row.cells.iter().any(|cell| cell.text.contains(word));
    row.cells.len() > 2 && ["受理", "不予", "许可"].into_iter().all(has)
}

/// Whether lines are a table in which something is added up, or statistics that a form knows.
fn is_told(rows: &[Row]) -> bool {
    let is_number = |text: &str| matches!(read(text), Said::Number { .. });
    let least = match rows.iter().any(has_total) {
        true => NUMBERS,
        false if rows.iter().take(HEAD).any(has_permits) => 2,
        false => return false,
    };
    let cells = rows.iter().flat_map(|row| &row.cells);
    let mut numbers = cells.filter(|cell| is_number(&cell.text));
    rows.len() > 1 && numbers.nth(least - 1).is_some()
}

/// Says how many tables with totals, or of permits, were not looked at: `looked_at` are places where some begin that were.
pub(crate) fn unchecked(
    document: &Document,
    sheet: &Sheet,
    looked_at: &[Place],
    report: &Report,
    words: Words,
) -> Option<Note> {
    // Of what is not read there is nothing to be said; what may be the report's own is told already.
    let own = ["several-reports", "row-twice", "table-twice", "unplaced"];
    let told = report.notes.iter().any(|note| own.contains(&&*note.code));
    let unread = report
        .reason
        .is_some_and(|reason| reason != Reason::NoReport);
    if told || unread {
        return None;
    }
    let begins = |run: &RunOfRows| run.rows[0].cells.first().map(|cell| cell.at);
    let mut tables = runs(document, sheet)
        .filter(|run| run.is_table && !run.is_own && is_told(run.rows))
        .filter_map(|run| begins(&run))
        .filter(|at| !looked_at.contains(at));
    let at = tables.next()?;
    let n = 1 + tables.count();
    Some(Note {
        code: "totals-unchecked".into(),
        message: said!(
            words,
            format!(
                "另有 {n} 张表（有“合计”等字样，或属于行政执法统计）不是年度报告的表，没有核对。"
            ),
            format!("Other tables with totals, or of enforcement, that were not checked: {n}."),
        ),
        at: Some(at),
        count: u32::try_from(n).ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_brackets_is_no_part_of_a_label() {
        for (text, label) in [
            ("合计（宗）", "合计"),
            ("总计(万元) ", "总计"),
            ("（七）总计", "（七）总计"),
            ("（宗）", "（宗）"),
        ] {
            assert_eq!(without_unit(text), label);
        }
    }
}
