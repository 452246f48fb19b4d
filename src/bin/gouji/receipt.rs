//! Receipts: what was said of which bytes, by which engine and rules, and what it was asked. Whether it would be
//! said again is asked in `verify.rs`.
//!
//! A receipt is no signature: whoever has the file can make another.

use crate::command::{Check, TypedEdit};
use crate::files::{self, Ask};
use crate::output::{self, Outputs};
use crate::terminal::{complain, one_line};
use crate::{USAGE, exit_code, identity, show};
use gouji::form::Forms;
use gouji::report::{Candidate, Cell, Finding, Number, Reason, Report, Summary, Verdict};
use gouji::{Input, Language, Options, check, tables};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

/// Version of the receipt's shape.
pub const RECEIPT: u32 = 2;

/// What is written down; field names are the same in the npm command.
#[derive(Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// [`RECEIPT`].
    pub receipt: u32,
    /// Name of the file, without its folder.
    pub file: String,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    /// Version of the engine.
    pub engine: String,
    /// Fingerprint of forms and rules.
    pub rules: String,
    /// What was asked.
    pub asked: Question,
    pub verdict: Verdict,
    pub message: String,
    /// Counts of relations and cells.
    pub summary: Summary,
    /// SHA-256 of all that is said: see [`answer`].
    pub answer: String,
    /// When, in UTC.
    pub time: String,
}

/// What the answer depends on beside the file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub language: Language,
    pub off: Vec<String>,
    pub edits: Vec<TypedEdit>,
    /// SHA-256 of last year's report.
    pub previous: Option<String>,
    /// SHA-256 of the profile.
    pub profile: Option<String>,
    /// SHA-256 of each form that was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// Whether totals of other tables were checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub totals: bool,
}

/// `gouji check --receipt OUT FILE`: what `check` says of one file, and its receipt.
pub fn check_one(out: &mut impl Write, asked: &Check, to: &Path, forms: Forms) -> io::Result<u8> {
    let ask = Ask {
        common: &asked.common,
        previous: asked.previous.as_deref(),
        edits: &asked.edit,
    };
    let ready = match &asked.inputs[..] {
        [path] if !path.is_dir() => ask.options(forms).map(|options| (path, options)),
        _ => Err("--receipt: 只能给一个文件 one file".to_owned()),
    };
    let (path, options) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            complain(error);
            return Ok(USAGE);
        }
    };
    let outputs = Outputs {
        named: vec![("--receipt", to)],
        force: asked.force,
    };
    let read = files::read_besides(&asked.common, [&asked.previous]);
    let ready = outputs.ready(read.into_iter().chain([path.as_path()]));
    let bytes = match ready.and_then(|()| files::bytes(path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(error);
            return Ok(2);
        }
    };
    let named = path != Path::new("-");
    let options = Options {
        name: named.then(|| files::shown(path)),
        ..options
    };
    let language = options.language;
    let report = check(Input::file(&bytes), &options);
    if report.reason == Some(Reason::Pdf) {
        let command = format!(
            "check --receipt {} {}",
            files::shown(to),
            files::shown(path)
        );
        complain(elsewhere(path, &command, language));
        return Ok(2);
    }
    let receipt = of(&bytes, path, &report, &ask, forms)?.json()?;
    if let Err(error) = output::write(to, &receipt, asked.force) {
        complain(error);
        return Ok(2);
    }
    if asked.json {
        writeln!(out, "{}", show::json(&report)?)?;
    } else if !asked.quiet {
        show::report(out, &report, options.language)?;
        writeln!(out, "→ {}", one_line(&files::shown(to)))?;
    }
    Ok(exit_code(report.verdict))
}

fn of(bytes: &[u8], path: &Path, report: &Report, ask: &Ask, forms: Forms) -> io::Result<Receipt> {
    let hash = |path: &Path| files::bytes(path).map(|bytes| identity::sha256(&bytes));
    let hash = |path| hash(path).map_err(io::Error::other);
    let forms_given = ask.common.forms.form.iter();
    let name = path.file_name().unwrap_or_default();
    Ok(Receipt {
        receipt: RECEIPT,
        file: name.to_string_lossy().into_owned(),
        sha256: identity::sha256(bytes),
        bytes: bytes.len() as u64,
        engine: identity::ENGINE.to_owned(),
        rules: identity::rule_set(forms),
        asked: Question {
            language: ask.common.forms.language,
            off: ask.common.off.clone(),
            edits: ask.edits.to_vec(),
            previous: ask.previous.map(hash).transpose()?,
            profile: ask.common.profile.as_deref().map(hash).transpose()?,
            forms: forms_given
                .map(|path| hash(path))
                .collect::<io::Result<_>>()?,
            totals: ask.common.totals,
        },
        verdict: report.verdict,
        message: report.message.clone(),
        summary: report.summary.clone(),
        answer: answer(report),
        time: now(),
    })
}

/// What is said where a file is one that only the npm command takes apart.
pub fn elsewhere(path: &Path, command: &str, language: Language) -> String {
    let file = files::shown(path);
    match language {
        Language::Chinese => format!("{file}: 本机命令不读 PDF，请用 npm 版：npx gouji {command}"),
        Language::English => format!(
            "{file}: the native command reads no PDF; the npm command does: npx gouji {command}"
        ),
    }
}

impl Receipt {
    /// As a file.
    fn json(&self) -> io::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }
}

/// SHA-256 of a line for the verdict, each finding, each explanation and each of its stories, each note and each
/// cell, fields between tabs: neither names of files nor places, which another copy may have otherwise.
pub fn answer(report: &Report) -> String {
    let mut lines = vec![head(report)];
    if let Some(original) = &report.original {
        lines.push(format!("{}\t{}", original.verdict.code(), original.message));
    }
    lines.extend(report.findings.iter().map(finding));
    for group in &report.explanations {
        let look_first = group.look_first.as_deref().unwrap_or_default();
        lines.push(format!("{}\t{look_first}", group.message));
        lines.extend(group.candidates.iter().map(candidate));
    }
    let note = |note: &gouji::report::Note| format!("{}\t{}", note.code, note.message);
    lines.extend(report.notes.iter().map(note));
    lines.extend(report.cells.iter().map(|(id, of)| cell(id, of)));
    identity::sha256(lines.join("\n").as_bytes())
}

fn head(report: &Report) -> String {
    let reason = report.reason.map_or("", |reason| reason.code());
    let organ = report.organ.as_deref().unwrap_or_default();
    let year = shown(report.year);
    let (verdict, message) = (report.verdict.code(), &report.message);
    format!("{verdict}\t{reason}\t{message}\t{organ}\t{year}")
}

fn finding(finding: &Finding) -> String {
    let (severity, status) = tables::words_of(finding);
    let (rule, message, arithmetic) = (&finding.rule, &finding.message, &finding.arithmetic);
    let cells = finding.cells.join(" ");
    let (left, right) = (shown(finding.left), shown(finding.right));
    format!("{rule}\t{severity}\t{status}\t{cells}\t{left}\t{right}\t{message}\t{arithmetic}")
}

/// Probabilities in thousandths, which every platform gives the same.
fn candidate(one: &Candidate) -> String {
    let thousandths = (one.probability * 1000.0).round();
    let changes = tables::changes_of(one);
    format!("{}\t{thousandths}\t{}\t{changes}", one.kind, one.message)
}

fn cell(id: &str, cell: &Cell) -> String {
    let value = match &cell.value {
        Some(Number::Count(n)) => n.to_string(),
        Some(Number::Amount(text)) => text.clone(),
        None => String::new(),
    };
    format!("{id}\t{}\t{value}\t{}", cell.state.code(), cell.text)
}

fn shown<T: ToString>(number: Option<T>) -> String {
    number.map_or_else(String::new, |n| n.to_string())
}

/// Now in UTC: `2026-11-29T22:15:00Z`.
#[expect(
    clippy::disallowed_methods,
    reason = "a receipt says when it was made; no report depends on it"
)]
fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}
