//! What holds of every report, by a plain reading of the form: sums are added up anew here.

use gouji::form::{Form, edition, rules};
use gouji::report::{Number, Report, Status, Verdict};
use gouji::sheet::State;

/// Panics where a report says what cannot be.
pub fn hold(report: &Report) {
    assert!(!report.message.is_empty());
    for (name, cell) in report.cells.iter() {
        let number = cell.value.is_some();
        let stands = matches!(cell.state, State::Read | State::Inferred);
        assert_eq!(number, stands, "{name}: {cell:?}");
        if let (Some(Number::Count(count)), State::Read) = (&cell.value, cell.state) {
            let written: String = cell
                .text
                .chars()
                .map(gouji::text::fold)
                .filter(char::is_ascii_digit)
                .collect();
            let digits = count.unsigned_abs().to_string();
            assert!(written.contains(&digits), "{name}: {cell:?}");
        }
    }
    for finding in &report.findings {
        assert!(!finding.message.is_empty());
        // What the page is given as a number is exact there.
        for number in [finding.left, finding.right, finding.difference] {
            assert!(
                number.is_none_or(|n| n.abs() <= gouji::number::MAX),
                "{finding:?}"
            );
        }
        for cell in &finding.cells {
            assert!(report.cells.contains_key(cell), "{finding:?}");
        }
    }
    for explanation in &report.explanations {
        let sum: f64 = explanation.candidates.iter().map(|c| c.probability).sum();
        assert!(sum <= 1.0 + 1e-9, "{explanation:?}");
        for &finding in &explanation.findings {
            assert!(finding < report.findings.len(), "{explanation:?}");
        }
        for change in explanation.candidates.iter().flat_map(|c| &c.changes) {
            assert!(report.cells.contains_key(&change.cell), "{change:?}");
            assert!(change.from != Some(change.to), "{change:?}");
        }
    }
    // Of a form that nobody filled in, one sentence says all.
    if report.summary.read + report.summary.inferred > 0 {
        sums(report);
    }
}

/// Every relation, added up once more.
fn sums(report: &Report) {
    let mut form = Form::default();
    for (table, id) in report.edition.iter() {
        let edition = edition(id).expect("an edition that is known");
        let table = edition.table_of(table);
        form.set_of(table.expect("a table that is known"), edition);
    }
    let status = |rule: &str| {
        let mut found = report
            .findings
            .iter()
            .filter(|finding| finding.rule == rule);
        found.next().map(|finding| finding.status)
    };
    for rule in rules(&form) {
        let cells = |side: &[gouji::form::CellId]| -> Vec<_> {
            side.iter()
                .map(|&id| &report.cells[&form.name(id)])
                .collect()
        };
        let (left, right) = (cells(&rule.left), cells(&rule.right));
        let sum = |side: &[&gouji::report::Cell]| -> Option<i128> {
            side.iter()
                .map(|cell| match (cell.state, &cell.value) {
                    (State::Blank, _) => Some(0),
                    (_, Some(Number::Count(count))) => Some(i128::from(*count)),
                    _ => None,
                })
                .sum()
        };
        let equal = match (sum(&left), sum(&right)) {
            (Some(left), Some(right)) => Some(left == right),
            _ => None,
        };
        let inferred = left
            .iter()
            .chain(&right)
            .any(|cell| cell.state == State::Inferred);
        match status(&rule.id) {
            None => assert!(equal == Some(true) && !inferred, "{} holds?", rule.id),
            Some(Status::Broken) => assert_eq!(equal, Some(false), "{} broken?", rule.id),
            Some(Status::Undecided) => assert_ne!(report.verdict, Verdict::Consistent),
        }
    }
}

/// Panics where two reports on the same figures differ in a cell or a relation.
pub fn same(one: &Report, other: &Report) {
    assert_eq!(one.verdict, other.verdict);
    let cells = |report: &Report| {
        let told = report.cells.iter();
        let told = told.map(|(name, cell)| format!("{name} {:?} {:?}", cell.value, cell.state));
        told.collect::<Vec<_>>()
    };
    assert_eq!(cells(one), cells(other));
    let rules = |report: &Report| {
        let told = report.findings.iter();
        told.map(|finding| format!("{} {:?}", finding.rule, finding.status))
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(one), rules(other));
}
