//! A report as text and as JSON.

use crate::terminal::one_line;
use gouji::Language;
use gouji::report::{Report, Severity, Status, Verdict};
use std::io::{self, Write};

/// Undecided relations listed one by one; the others are counted.
const UNDECIDED: usize = 3;

/// One object on one line.
pub fn json(report: &Report) -> io::Result<String> {
    Ok(serde_json::to_string(report)?)
}

/// The verdict, then every finding with a sign before it, explanations and notes.
pub fn report(out: &mut impl Write, report: &Report, language: Language) -> io::Result<()> {
    let pick = |zh: &'static str, en: &'static str| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let verdict = match report.verdict {
        Verdict::Consistent => pick("✓ 一致", "✓ consistent"),
        Verdict::Inconsistent => pick("✗ 不一致", "✗ inconsistent"),
        Verdict::Undecided => pick("? 未判定", "? undecided"),
        Verdict::Unrecognised => pick("— 无法识别", "— unrecognised"),
    };
    let name = report.file.as_deref().unwrap_or("-");
    write!(out, "{verdict}  {}", one_line(name))?;
    if let Some(organ) = &report.organ {
        write!(out, "  {organ}")?;
    }
    if let Some(year) = report.year {
        write!(out, "  {year}")?;
    }
    writeln!(out, "\n  {}", report.message)?;
    if let Some(original) = &report.original {
        let as_it_stands = pick("改动前：", "Before the edits: ");
        writeln!(out, "  {as_it_stands}{}", original.message)?;
    }
    for explanation in &report.explanations {
        writeln!(out, "  → {}", explanation.message)?;
        for candidate in &explanation.candidates {
            writeln!(out, "      · {}", candidate.message)?;
        }
    }
    findings(out, report, language)?;
    for note in &report.notes {
        // The sentence is everybody's; here there is an option for it.
        let way = match &*note.code {
            "totals-unchecked" => pick("用 --totals 核对。", " --totals checks them."),
            _ => "",
        };
        writeln!(out, "  i {}{way}", note.message)?;
    }
    Ok(())
}

/// Every finding with a sign before it; of the undecided ones only the first.
fn findings(out: &mut impl Write, report: &Report, language: Language) -> io::Result<()> {
    let undecided = |status| status == Status::Undecided;
    let mut left = UNDECIDED;
    for finding in &report.findings {
        if undecided(finding.status) {
            if left == 0 {
                continue;
            }
            left -= 1;
        }
        let sign = match (finding.status, finding.severity) {
            (Status::Undecided, _) => '?',
            (Status::Broken, Severity::Error) => '✗',
            (Status::Broken, Severity::Warning) => '!',
            (Status::Broken, Severity::Hint) => '·',
        };
        // The id by which it is switched off, where it may be.
        match finding.severity {
            Severity::Error => writeln!(out, "  {sign} {}", finding.message)?,
            _ => writeln!(out, "  {sign} {} [{}]", finding.message, finding.rule)?,
        }
    }
    let all = report
        .findings
        .iter()
        .filter(|f| undecided(f.status))
        .count();
    if all > UNDECIDED {
        let more = all - UNDECIDED;
        match language {
            Language::Chinese => writeln!(out, "  ? 另有 {more} 条无法判定")?,
            Language::English => writeln!(out, "  ? {more} more could not be decided")?,
        }
    }
    Ok(())
}
