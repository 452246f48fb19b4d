//! The answer in one word and one sentence, and why there is none.

#[cfg(feature = "office")]
use super::judge;
use crate::align::{Aligned, SecondCopy};
use crate::document::Document;
use crate::examine::Examined;
use crate::form::{Form, Forms};
use crate::language::FIRST;
use crate::options::Options;
#[cfg(feature = "office")]
use crate::read::Remark;
use crate::read::{Reading, Refusal};
use crate::report::{Finding, Note, Reason, Report, Severity, Status, Summary, Verdict};
use crate::text;
use crate::words::Words;

/// Rows without a place that are told; where there are more, the form is not the one that was taken.
const UNPLACED: usize = 5;
/// Bytes of key characters in which words of the old form are looked for.
const HEAD: usize = 200_000;

type Conclusion = (Verdict, Option<Reason>, String);

/// That of the first engine where there is a reason for none: the larger one says which.
pub(super) fn left() -> Conclusion {
    (Verdict::Unrecognised, None, String::new())
}

/// The answer for a form that has no numbers in it.
pub(super) fn blank_form(words: Words) -> Conclusion {
    let message = words.blank_form().to_owned();
    (Verdict::Undecided, Some(Reason::BlankForm), message)
}

/// The answer from what was counted: 一致 only where nothing is missing, inferred, open or broken.
pub(super) fn of(form: &Form, summary: &Summary, findings: &[Finding], words: Words) -> Conclusion {
    let hard = |f: &&Finding| f.severity == Severity::Error && f.status == Status::Broken;
    let broken = findings.iter().filter(hard).count() as u32;
    let tables = form.tables().count();
    let open = summary.undecided + summary.missing + summary.unreadable + summary.inferred;
    match () {
        () if tables == 0 && FIRST => left(),
        () if tables == 0 => (
            Verdict::Unrecognised,
            Some(Reason::NoReport),
            words.no_report().to_owned(),
        ),
        () if broken > 0 => (
            Verdict::Inconsistent,
            None,
            words.inconsistent(summary.broken, broken - summary.broken, summary.undecided),
        ),
        () if open > 0 || form.absent().next().is_some() => (
            Verdict::Undecided,
            None,
            words.undecided(summary.holds, summary.undecided),
        ),
        () => (Verdict::Consistent, None, words.consistent(summary.holds)),
    }
}

/// Leaves out what is not wanted.
pub(crate) fn leave_out(findings: &mut Vec<Finding>, options: &Options) {
    findings.retain(|finding| !is_off(finding, &options.off));
    #[cfg(feature = "explain")]
    if let Some(profile) = &options.profile {
        findings.retain(|finding| !is_off(finding, &profile.off));
    }
}

/// Leaves out what is not wanted; says of edits that they were made.
pub(crate) fn settle(report: &mut Report, examined: &Examined, options: &Options) {
    let words = Words(options.language);
    leave_out(&mut report.findings, options);
    // Nothing is inconsistent among the tables; that is not all that was found.
    let soft = report.findings.len() as u32;
    if report.verdict == Verdict::Consistent && soft > 0 {
        report.message = words.consistent_but(report.summary.holds, soft);
    }
    let edits = &examined.edits;
    if !edits.before.is_empty() {
        let message = words.edited(&examined.given, &edits.before);
        report.notes.insert(0, note("edited", message));
    }
    unknown(report, &edits.unknown, options);
}

/// Says which ids are none: whoever hands values over has to hear of it, since they were not checked.
pub(crate) fn unknown(report: &mut Report, ids: &[String], options: &Options) {
    if ids.is_empty() {
        return;
    }
    let words = Words(options.language);
    let message = words.unknown_ids(ids);
    doubt(report, words);
    if report.verdict == Verdict::Unrecognised {
        report.message.clone_from(&message);
        report.reason = Some(Reason::UnknownId);
    }
    report.notes.insert(0, note("unknown-id", message));
}

/// What has to be said of how a document was read, and what that takes from the verdict: whether some of it was not
/// read at all, which takes as much from that of the tables beside a report.
pub(crate) fn reading(
    report: &mut Report,
    reading: &Reading,
    aligned: &Aligned,
    options: &Options,
) -> bool {
    if FIRST {
        // What is odd is not answered at all.
        return false;
    }
    let words = Words(options.language);
    let document = &reading.document;
    if report.verdict == Verdict::Unrecognised {
        let (reason, message) = decline(document, options.forms, words);
        report.reason = Some(reason);
        report.message = message.to_owned();
    }
    if aligned.second {
        let message = words.second_report().to_owned();
        report.notes.push(note("several-reports", message));
    }
    for (table, values) in aligned.unplaced.iter().take(UNPLACED) {
        let message = words.unplaced(table, &text::joined(values, " "));
        report.notes.push(note("unplaced", message));
    }
    for (table, row, texts) in aligned.doubles.iter().take(UNPLACED) {
        let message = words.double(table, row, texts);
        report.notes.push(note("row-twice", message));
    }
    for &(table, copy) in &aligned.copies {
        let message = words.second_copy(table, copy);
        report.notes.push(note("table-twice", message));
        if copy == SecondCopy::Cut {
            doubt(report, words);
        }
    }
    for (table, columns) in &aligned.lacking {
        let message = words.lacking(table, columns);
        report.notes.push(note("columns-lacking", message));
    }
    if document.cut {
        report.notes.push(note("cut", words.cut().to_owned()));
    }
    // A scanned page may have what the pages of text lack.
    let lacks =
        report.summary.missing > 0 || report.notes.iter().any(|note| note.code == "table-absent");
    let pictured = document.picture_pages > 0 && report.verdict != Verdict::Unrecognised && lacks;
    if pictured {
        let message = words.picture_pages(document.picture_pages);
        report.notes.push(note("picture-pages", message));
        doubt(report, words);
    }
    let unread = !aligned.unplaced.is_empty() || !aligned.doubles.is_empty();
    if aligned.second || unread || !aligned.lacking.is_empty() || document.cut {
        doubt(report, words);
    }
    #[cfg(feature = "office")]
    if remarks(report, reading, words) {
        return true;
    }
    document.cut
}

/// What has to be said of a file that was read, and whether some of it was not.
#[cfg(feature = "office")]
fn remarks(report: &mut Report, reading: &Reading, words: Words) -> bool {
    let mut unread = false;
    let mut remarks = reading.remarks.clone();
    remarks.sort_unstable();
    remarks.dedup();
    for remark in remarks {
        let message = words.remark(remark).to_owned();
        let (code, reason) = match remark {
            Remark::Damaged => ("damaged", Some(Reason::Damaged)),
            Remark::Embedded => ("embedded", Some(Reason::Embedded)),
            Remark::Hidden => ("hidden", None),
            Remark::Uncomputed => ("uncomputed", Some(Reason::Uncomputed)),
        };
        if reason.is_some() {
            if report.verdict == Verdict::Unrecognised {
                report.message.clone_from(&message);
                report.reason = reason;
            }
            doubt(report, words);
            unread = true;
        }
        report.notes.push(note(code, message));
    }
    unread
}

/// The report of an input that cannot be read.
#[cfg(feature = "office")]
pub(crate) fn refused(refusal: Refusal, options: &Options) -> Report {
    let mut report = judge(&Examined::default(), None, None, options);
    report.message = Words(options.language).refused(refusal);
    report.reason = Some(refusal.into());
    report
}

#[cfg(not(feature = "office"))]
pub(crate) fn refused(never: Refusal, _: &Options) -> Report {
    match never {}
}

/// Whether a rule is switched off: its id, or a part of it up to a dot, is listed. Only hints and
/// warnings can be.
pub(crate) fn is_off(finding: &Finding, off: &[String]) -> bool {
    let listed = |kind: &String| {
        let rest = finding.rule.strip_prefix(kind.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || kind.ends_with('.'))
    };
    finding.severity != Severity::Error && off.iter().any(listed)
}

/// Takes 一致 back: something was not read, or not checked.
fn doubt(report: &mut Report, words: Words) {
    if report.verdict == Verdict::Consistent {
        report.verdict = Verdict::Undecided;
        report.message = words.undecided(report.summary.holds, 0);
    }
}

pub(super) fn note(code: &'static str, message: String) -> Note {
    Note {
        code: code.into(),
        message,
        at: None,
        count: None,
    }
}

/// Why a document is no report, in one sentence.
fn decline(document: &Document, forms: Forms, words: Words) -> (Reason, &'static str) {
    let mut keys = String::new();
    let mut empty = true;
    for cell in document.rows.iter().flat_map(|row| &row.cells) {
        empty &= cell.text.trim().is_empty();
        if keys.len() < HEAD {
            keys.extend(cell.text.chars().filter_map(text::key_char));
            keys.push(' ');
        }
    }
    let templates = forms.templates();
    let outdated = templates.iter().flat_map(|template| template.outdated);
    let old = outdated.filter(|key| keys.contains(**key)).count();
    match () {
        () if document.cut && document.rows.is_empty() => (Reason::Cut, words.cut()),
        () if empty && document.pictures == 0 => (Reason::Empty, words.nothing_given()),
        () if old >= 2 => (Reason::Before2019, words.before_2019()),
        #[cfg(feature = "office")]
        () if is_illegible(document) => (Reason::Illegible, words.illegible()),
        () if document.pictures > 0 => (Reason::Pictures, words.pictures()),
        () => (Reason::NoReport, words.no_report()),
    }
}

/// Whether many glyphs have no character: the fonts of a file do not say which they are.
#[cfg(feature = "office")]
fn is_illegible(document: &Document) -> bool {
    let cells = document.rows.iter().flat_map(|row| &row.cells);
    let (mut all, mut lost) = (0, 0);
    for c in cells.flat_map(|cell| cell.text.chars()) {
        all += usize::from(!c.is_whitespace());
        lost += usize::from(c == '\u{fffd}');
    }
    lost * 4 > all
}
