//! Receipts: what was said of which bytes, by which engine and rules; and whether it would be said again.
//!
//! A receipt is no signature: whoever has the file can make another. It tells changes apart, of the file,
//! of the engine and rules, and of the answer.

use crate::command::{Check, Common, FormOptions as Asked, TypedEdit, Verify};
use crate::files::{self, Ask};
use crate::output::{self, Outputs};
use crate::terminal::{complain, one_line};
use crate::{USAGE, exit_code, forms, identity, show};
use gouji::form::Forms;
use gouji::report::{Reason, Report, Severity, Status, Summary, Verdict};
use gouji::{Input, Language, Options, check};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

/// Version of the receipt's shape.
const RECEIPT: u32 = 1;

/// What is written down; field names are the same in the npm command.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    /// [`RECEIPT`].
    receipt: u32,
    /// Name of the file, without its folder.
    file: String,
    /// SHA-256 of its bytes in hexadecimal.
    sha256: String,
    bytes: u64,
    /// Version of the engine.
    engine: String,
    /// Fingerprint of forms and rules.
    rules: String,
    /// What was asked.
    asked: Question,
    verdict: Verdict,
    message: String,
    /// Counts of relations and cells.
    summary: Summary,
    /// SHA-256 of all that is said: see [`answer`].
    answer: String,
    /// When, in UTC.
    time: String,
}

/// What the answer depends on beside the file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Question {
    language: Language,
    off: Vec<String>,
    edits: Vec<TypedEdit>,
    /// SHA-256 of last year's report.
    previous: Option<String>,
    /// SHA-256 of the profile.
    profile: Option<String>,
    /// Whether totals of other tables were checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    totals: bool,
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
    let hash = |path: Option<&Path>| -> io::Result<Option<String>> {
        let bytes = path.map(files::bytes).transpose();
        let bytes = bytes.map_err(io::Error::other)?;
        Ok(bytes.map(|bytes| identity::sha256(&bytes)))
    };
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
            previous: hash(ask.previous)?,
            profile: hash(ask.common.profile.as_deref())?,
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
fn elsewhere(path: &Path, command: &str, language: Language) -> String {
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

/// SHA-256 of a line for the verdict and its sentence, each finding, each explanation and each note,
/// fields between tabs: neither names of files nor places, which another copy may have otherwise.
fn answer(report: &Report) -> String {
    let mut lines = vec![format!("{}\t{}", report.verdict.code(), report.message)];
    for finding in &report.findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let status = match finding.status {
            Status::Broken => "broken",
            Status::Undecided => "undecided",
        };
        let (rule, message) = (&finding.rule, &finding.message);
        lines.push(format!("{rule}\t{severity}\t{status}\t{message}"));
    }
    lines.extend(report.explanations.iter().map(|one| one.message.clone()));
    let note = |note: &gouji::report::Note| format!("{}\t{}", note.code, note.message);
    lines.extend(report.notes.iter().map(note));
    identity::sha256(lines.join("\n").as_bytes())
}

/// `gouji verify`: 0 where the same is said of the same file, 1 where the file or the answer is another, 2
/// where engine or rules are others, so that the answer may rightly be.
pub fn verify(out: &mut impl Write, asked: &Verify) -> io::Result<u8> {
    let again = match again(asked) {
        Ok(again) => again,
        Err((code, error)) => {
            complain(error);
            return Ok(code);
        }
    };
    let mut lines = vec![
        (0, again.file, "文件", "the file"),
        (1, again.engine, "程序和规则", "engine and rules"),
    ];
    lines.extend(again.answer.map(|same| (2, same, "结论", "the answer")));
    for (kind, same, zh, en) in lines {
        let (sign, zh_said, en_said) = match (same, kind) {
            (true, 2) => ("✓", "相同", "is the same"),
            (true, _) => ("✓", "未变", "have not changed"),
            (false, _) => ("✗", "变了", "is another"),
        };
        let en_said = match (kind, same) {
            (0, true) => "has not changed",
            (1, false) => "are others",
            _ => en_said,
        };
        writeln!(out, "{sign} {zh}{zh_said} {en} {en_said}")?;
    }
    if again.answer.is_none() {
        let (receipt, file) = (files::shown(&asked.receipt), files::shown(&asked.input));
        let command = format!("verify {receipt} {file}");
        complain(elsewhere(&asked.input, &command, again.language));
    } else {
        writeln!(out, "  {} → {}", again.before, again.now)?;
    }
    Ok(match again {
        Again { file: false, .. } => 1,
        Again { engine: false, .. } | Again { answer: None, .. } => 2,
        Again {
            answer: Some(same), ..
        } => u8::from(!same),
    })
}

/// What is the same as in the receipt.
struct Again {
    file: bool,
    engine: bool,
    /// None where the file cannot be read here.
    answer: Option<bool>,
    language: Language,
    /// The sentence of the receipt, and that of now.
    before: String,
    now: String,
}

fn again(asked: &Verify) -> Result<Again, (u8, String)> {
    let receipt = read(&asked.receipt).map_err(|error| (USAGE, error))?;
    let question = &receipt.asked;
    let previous = asked.previous.as_deref();
    given("--previous", previous, &question.previous)?;
    given("--profile", asked.profile.as_deref(), &question.profile)?;
    let common = Common {
        off: question.off.clone(),
        profile: asked.profile.clone(),
        totals: question.totals,
        forms: Asked {
            language: question.language,
            ..Asked::default()
        },
    };
    let ask = Ask {
        common: &common,
        previous,
        edits: &question.edits,
    };
    let forms = forms::known(&Asked {
        form: asked.form.clone(),
        ..Asked::default()
    });
    let forms = forms.map_err(|error| (USAGE, error))?;
    let options = ask.options(forms).map_err(|error| (USAGE, error))?;
    let bytes = files::bytes(&asked.input).map_err(|error| (2, error))?;
    let options = Options {
        name: Some(receipt.file.clone()),
        ..options
    };
    let report = check(Input::file(&bytes), &options);
    Ok(Again {
        file: identity::sha256(&bytes) == receipt.sha256,
        engine: receipt.engine == identity::ENGINE && receipt.rules == identity::rule_set(forms),
        answer: (report.reason != Some(Reason::Pdf))
            .then(|| receipt.verdict == report.verdict && receipt.answer == answer(&report)),
        language: question.language,
        before: receipt.message,
        now: report.message,
    })
}

/// Whether what is given beside the file is what was given then.
fn given(option: &str, path: Option<&Path>, known: &Option<String>) -> Result<(), (u8, String)> {
    let given = path.map(|path| files::bytes(path).map(|bytes| identity::sha256(&bytes)));
    let given = given.transpose().map_err(|error| (2, error))?;
    match given == *known {
        true => Ok(()),
        false => Err((
            USAGE,
            format!(
                "{option}: 请给出作出回执时的那一份，当时没有就不给 give the same file as when the receipt was made, or none where there was none"
            ),
        )),
    }
}

fn read(path: &Path) -> Result<Receipt, String> {
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", files::shown(path));
    let text = files::bytes(path)?;
    let receipt: Receipt = serde_json::from_slice(&text)
        .map_err(|error| fail(&format!("不是回执 this is no receipt ({error})")))?;
    match receipt.receipt {
        RECEIPT => Ok(receipt),
        other => Err(fail(&format!(
            "回执的版本 {other} 认不得 a receipt of version {other} is unknown"
        ))),
    }
}

/// Now in UTC: `2026-11-29T22:15:00Z`.
#[expect(
    clippy::disallowed_methods,
    reason = "a receipt says when it was made; no report depends on it"
)]
fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}
