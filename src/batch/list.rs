//! The list of many reports as rows, worst first, and as CSV.

use super::{Digest, ListCell, Overview};
use crate::form::Forms;
use crate::language::Language;
use crate::report::Verdict;
use crate::sorted::{InOrder, Sorted, gathered};
use crate::words::Words;
use std::fmt::Write;

/// Which report to look at first: by verdict, then by how much is wrong, then by name.
fn rank(report: &Digest) -> impl Ord + use<'_> {
    let verdict = match report.verdict {
        Verdict::Inconsistent => 0,
        Verdict::Undecided => 1,
        Verdict::Unrecognised => 2,
        Verdict::Consistent => 3,
    };
    let most = |n: u32| std::cmp::Reverse(n);
    (
        verdict,
        most(report.broken),
        most(report.undecided),
        most(report.warnings),
        most(report.hints),
        (&report.organ, report.year, &report.file),
    )
}

/// Indices of the reports, worst first.
pub fn worst_first(reports: &[Digest]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.put_in_order_by(|&a, &b| rank(&reports[a]).cmp(&rank(&reports[b])));
    order
}

/// A head and a row for each report, worst first.
pub fn list(reports: &[Digest], overview: &Overview, language: Language) -> Vec<Vec<ListCell>> {
    let words = Words(language);
    let text = |text: &Option<String>| ListCell::Text(text.clone().unwrap_or_default());
    let number = |n: u32| ListCell::Count(n.into());
    // Where nothing could be checked nothing was counted.
    let count = |report: &Digest, n: u32| match report.verdict {
        Verdict::Unrecognised if n == 0 => ListCell::Text(String::new()),
        _ => number(n),
    };
    let pairs = overview.pairs.iter();
    let last = gathered(pairs.map(|pair| (pair.this, &pair.findings)));
    let head = words.batch_head().into_iter();
    let mut rows = vec![head.map(|text| ListCell::Text(text.to_owned())).collect()];
    for index in worst_first(reports) {
        let report = &reports[index];
        // What the years say of it is a hint like others, as where the report is read with last year's.
        let findings = last.get(&index).map_or(&[][..], |findings| findings);
        let years = findings.len();
        let against = match last.get(&index) {
            Some(_) if years == 0 => words.follows().to_owned(),
            Some(_) => words.follows_not(years),
            None if report.verdict == Verdict::Unrecognised => String::new(),
            None => words.no_previous().to_owned(),
        };
        let mut answer = report.message.clone();
        if years > 0 {
            answer += &words.years_too(years);
        }
        if let (Some(edited), Some(original)) = (&report.edited, report.original) {
            answer = words.with_edits(&answer, edited, original);
        }
        let first = report.first.clone();
        let first = first.or_else(|| findings.first().map(|finding| finding.message.clone()));
        rows.push(vec![
            ListCell::Text(words.verdict(report.verdict).to_owned()),
            text(&report.organ),
            report
                .year
                .map_or(ListCell::Text(String::new()), |year| number(year.into())),
            count(report, report.broken),
            count(report, report.undecided),
            count(report, report.warnings + report.hints + years as u32),
            ListCell::Text(against),
            ListCell::Text(match &report.unchecked {
                Some(unchecked) => answer + words.pick("", " ") + unchecked,
                None => answer,
            }),
            text(&first),
            text(&report.file),
        ]);
    }
    rows
}

/// Rows as CSV that Excel opens as what it is: with a byte order mark, CRLF, quotes where needed.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it: names of files and
/// organs come from others.
pub fn csv(rows: &[Vec<ListCell>]) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (column, item) in row.iter().enumerate() {
            if column > 0 {
                out.push(',');
            }
            match item {
                ListCell::Count(n) => {
                    let _ = write!(out, "{n}");
                }
                ListCell::Text(text) => {
                    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
                    let guard = if formula { "'" } else { "" };
                    if text.contains(['"', ',', '\n', '\r']) {
                        let _ = write!(out, "\"{guard}{}\"", text.replace('"', "\"\""));
                    } else {
                        let _ = write!(out, "{guard}{text}");
                    }
                }
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// Kinds of what does not hold over all reports, most reports first: kind → reports that have it.
pub fn kinds(reports: &[Digest]) -> Vec<(String, u32)> {
    let mut counts: Sorted<&str, u32> = Sorted::default();
    for report in reports {
        for kind in report.kinds.keys() {
            *counts.entry(kind.as_str()) += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().map(|(k, n)| (k.to_owned(), n)).collect();
    counts.put_in_order_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    counts
}

/// A kind in words.
pub fn kind_name(forms: Forms, kind: &str, language: Language) -> String {
    Words(language).kind(forms, kind)
}

/// Name of the sheet in a workbook.
pub fn sheet_name(language: Language) -> &'static str {
    Words(language).pick("校核结果", "Results")
}

/// `青江市人民政府 2023（8 份下级报告）`.
pub fn family_name(parent: &Digest, children: usize, language: Language) -> String {
    let name = parent.organ.as_deref().or(parent.file.as_deref());
    Words(language).family_of(name.unwrap_or("—"), parent.year, children)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_has_no_counts() {
        let input = crate::Input::text("关于召开会议的通知");
        let refused = crate::check(input, &crate::Options::default());
        let rows = list(
            &[Digest::from(&refused)],
            &Overview::default(),
            Language::Chinese,
        );
        let empty = ListCell::Text(String::new());
        assert!(rows[1][3..6].iter().all(|cell| *cell == empty));
    }

    #[test]
    fn csv_keeps_what_it_is_given_and_runs_nothing() {
        let rows = [vec![
            ListCell::Text("=1+1".into()),
            ListCell::Text("甲，\"乙\",\n丙".into()),
            ListCell::Count(-3),
            ListCell::Text(String::new()),
        ]];
        assert_eq!(csv(&rows), "\u{feff}'=1+1,\"甲，\"\"乙\"\",\n丙\",-3,\r\n");
    }
}
