//! Reports, and what is kept of them, that come back from JavaScript: read by hand, which serde's readers
//! of the same would outweigh four times.

use super::Read;
use super::argument::Argument;
use crate::batch::Digest;
use crate::mark::Marks;
#[cfg(feature = "totals")]
use crate::report::Decisions;
use crate::report::{Candidate, Change, Explanation, Finding, Severity, Sides, Status};
use crate::sorted::Sorted;
use js_sys::Array;
use wasm_bindgen::JsError;

/// A report as it came out of here, or what is left of one.
pub(super) fn marks(report: &Argument) -> Read<Marks> {
    if !report.is_object() {
        return report.expected("a report");
    }
    let edition = report.get("edition")?;
    Ok(Marks {
        edition: match edition.is_nothing() {
            true => Sorted::default(),
            false => edition.edition()?,
        },
        cells: map(&report.get("cells")?, Argument::cell)?,
        findings: list(&report.get("findings")?, finding)?,
        explanations: report
            .get("explanations")?
            .elements()?
            .iter()
            .map(explanation)
            .collect::<Read<_>>()?,
    })
}

/// Digests of reports, one for each.
pub(super) fn digests(digests: &Argument) -> Read<Vec<Digest>> {
    list(digests, digest)
}

/// The digest of a report.
pub(super) fn digest(digest: &Argument) -> Read<Digest> {
    if !digest.is_object() {
        return digest.expected("a digest");
    }
    let verdict = |value: &Argument| match value.text()?.parse() {
        Ok(verdict) => Ok(verdict),
        Err(_) => value.expected("a verdict"),
    };
    let original = digest.get("original")?;
    let prose = digest.get("prose")?;
    Ok(Digest {
        file: digest.get("file")?.optional_text()?,
        organ: digest.get("organ")?.optional_text()?,
        year: digest.get("year")?.year()?,
        edition: digest.get("edition")?.edition()?,
        verdict: verdict(&digest.get("verdict")?)?,
        message: digest.get("message")?.text()?,
        first: digest.get("first")?.optional_text()?,
        broken: digest.get("broken")?.small()?,
        undecided: digest.get("undecided")?.small()?,
        warnings: digest.get("warnings")?.small()?,
        hints: digest.get("hints")?.small()?,
        kinds: map(&digest.get("kinds")?, Argument::small)?,
        edited: digest.get("edited")?.optional_text()?,
        original: (!original.is_nothing())
            .then(|| verdict(&original))
            .transpose()?,
        unchecked: digest.get("unchecked")?.optional_text()?,
        #[cfg(feature = "totals")]
        decided: match digest.get("decided")? {
            none if none.is_nothing() => Vec::new(),
            some => list(&some, decisions)?,
        },
        figures: map(&digest.get("figures")?, Argument::text)?,
        prose: match prose.is_nothing() {
            true => Sorted::default(),
            false => map(&prose, Argument::text)?,
        },
    })
}

#[cfg(feature = "totals")]
fn decisions(decisions: &Argument) -> Read<Decisions> {
    Ok(Decisions {
        title: decisions.get("title")?.text()?,
        row: decisions.get("row")?.text()?,
        numbers: list(&decisions.get("numbers")?, Argument::small)?,
    })
}

/// Every element of an array.
pub(super) fn list<T>(array: &Argument, read: impl Fn(&Argument) -> Read<T>) -> Read<Vec<T>> {
    if !Array::is_array(&array.value) {
        return array.expected("an array");
    }
    array.elements()?.iter().map(read).collect()
}

/// Every property of an object, by its name.
fn map<T>(object: &Argument, read: impl Fn(&Argument) -> Read<T>) -> Read<Sorted<String, T>> {
    let Some(mut entries) = object.entries() else {
        return object.expected("an object");
    };
    entries.try_fold(Sorted::default(), |mut map, (key, value)| {
        map.insert(key, read(&value)?);
        Ok::<_, JsError>(map)
    })
}

fn finding(finding: &Argument) -> Read<Finding> {
    let (status, severity) = (finding.get("status")?, finding.get("severity")?);
    let (sides, at) = (finding.get("sides")?, finding.get("at")?);
    let of = |side| list(&sides.get(side)?, Argument::text);
    Ok(Finding {
        rule: finding.get("rule")?.text()?,
        status: match &*status.text()? {
            "broken" => Status::Broken,
            "undecided" => Status::Undecided,
            _ => return status.expected("the outcome of a rule"),
        },
        severity: match &*severity.text()? {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            "hint" => Severity::Hint,
            _ => return severity.expected("how much a finding weighs"),
        },
        message: finding.get("message")?.text()?,
        arithmetic: finding.get("arithmetic")?.text()?,
        left: number(&finding.get("left")?)?,
        right: number(&finding.get("right")?)?,
        difference: number(&finding.get("difference")?)?,
        cells: list(&finding.get("cells")?, Argument::text)?,
        sides: match sides.is_nothing() {
            true => None,
            false => Some(Sides {
                left: of("left")?,
                right: of("right")?,
            }),
        },
        at: (!at.is_nothing()).then(|| at.place()).transpose()?,
    })
}

fn explanation(explanation: &Argument) -> Read<Explanation> {
    Ok(Explanation {
        findings: list(&explanation.get("findings")?, Argument::small)?,
        candidates: list(&explanation.get("candidates")?, candidate)?,
        further: explanation
            .get("further")?
            .elements()?
            .iter()
            .map(candidate)
            .collect::<Read<_>>()?,
        message: explanation.get("message")?.text()?,
        look_first: explanation.get("look_first")?.optional_text()?,
        suspicion: map(&explanation.get("suspicion")?, Argument::number)?,
        cut: explanation.get("cut")?.value.is_truthy(),
    })
}

fn candidate(candidate: &Argument) -> Read<Candidate> {
    let change = |change: &Argument| {
        Ok(Change {
            cell: change.get("cell")?.text()?,
            from: number(&change.get("from")?)?,
            to: change.get("to")?.small()?,
        })
    };
    Ok(Candidate {
        kind: candidate.get("kind")?.text()?,
        probability: candidate.get("probability")?.number()?,
        message: candidate.get("message")?.text()?,
        changes: list(&candidate.get("changes")?, change)?,
    })
}

/// A whole number, where there is one.
fn number(number: &Argument) -> Read<Option<i64>> {
    (!number.is_nothing()).then(|| number.small()).transpose()
}
