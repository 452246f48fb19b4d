//! `gouji verify`: whether what a receipt says would be said again, of this file, by this engine.

use crate::command::{Common, FormOptions as Asked, Verify};
use crate::files::{self, Ask};
use crate::receipt::{Question, RECEIPT, Receipt, answer, elsewhere};
use crate::terminal::{complain, one_line};
use crate::{USAGE, forms, identity};
use gouji::form::Forms;
use gouji::report::{Reason, Report, Summary};
use gouji::{Input, Options, check};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// Exit codes, beside 0 and that of wrong usage: the file is another.
const FILE: u8 = 1;
/// Something cannot be read here.
const UNREAD: u8 = 2;
/// Engine or rules are others; the answer is the same.
const ENGINE: u8 = 4;
/// Engine or rules are others, and so is the answer.
const BOTH: u8 = 5;
/// The same engine says something else of the same file: it is the receipt that was changed.
const ANSWER: u8 = 6;

/// Says of file, engine and answer whether they are those of the receipt; the exit code tells which are not.
pub fn run(out: &mut impl Write, asked: &Verify) -> io::Result<u8> {
    let again = match again(asked) {
        Ok(again) => again,
        Err((code, error)) => {
            complain(error);
            return Ok(code);
        }
    };
    let sign = |same| if same { "✓" } else { "✗" };
    let (file, engine) = match (again.file.is_empty(), again.engine.is_empty()) {
        (true, true) => ("文件未变 the file has not changed", UNCHANGED),
        (true, false) => ("文件未变 the file has not changed", CHANGED),
        (false, true) => ("文件变了 the file is another", UNCHANGED),
        (false, false) => ("文件变了 the file is another", CHANGED),
    };
    writeln!(out, "{} {file}", sign(again.file.is_empty()))?;
    changes(out, &again.file)?;
    writeln!(out, "{} {engine}", sign(again.engine.is_empty()))?;
    changes(out, &again.engine)?;
    match &again.answer {
        None => {
            let (receipt, file) = (files::shown(&asked.receipt), files::shown(&asked.input));
            let command = format!("verify {receipt} {file}");
            let language = again.receipt.asked.language;
            complain(elsewhere(&asked.input, &command, language));
        }
        Some(differs) if differs.is_empty() => {
            writeln!(out, "✓ 结论相同 the answer is the same")?;
        }
        Some(differs) => {
            writeln!(out, "✗ 结论变了 the answer is another")?;
            changes(out, differs)?;
        }
    }
    question(out, &again.receipt.asked)?;
    if again.answer.is_some() {
        let (before, now) = (one_line(&again.receipt.message), one_line(&again.now));
        writeln!(out, "  {before} → {now}")?;
    }
    let same = again.answer.as_ref().map(Vec::is_empty);
    Ok(
        match (again.file.is_empty(), again.engine.is_empty(), same) {
            (false, ..) => FILE,
            (_, _, None) => UNREAD,
            (true, true, Some(true)) => 0,
            (true, false, Some(true)) => ENGINE,
            (true, false, Some(false)) => BOTH,
            (true, true, Some(false)) => ANSWER,
        },
    )
}

const UNCHANGED: &str = "程序和规则未变 engine and rules have not changed";
const CHANGED: &str = "程序和规则变了 engine and rules are others";

/// A field of the receipt, as it was, as it is.
type FieldChange = (String, String, String);

fn changes(out: &mut impl Write, fields: &[FieldChange]) -> io::Result<()> {
    for (field, was, is) in fields {
        writeln!(out, "    {field}: {} → {}", one_line(was), one_line(is))?;
    }
    Ok(())
}

/// What was asked beside the file, where there was something.
fn question(out: &mut impl Write, asked: &Question) -> io::Result<()> {
    let mut said = |zh: &str, en: &str, what: &[String]| match what {
        [] => Ok(()),
        what => writeln!(out, "  {zh} {en}: {}", one_line(&what.join(", "))),
    };
    let edits = asked.edits.iter();
    let edits: Vec<String> = edits.map(|(cell, text)| format!("{cell}={text}")).collect();
    said("当时改了的格", "cells typed over then", &edits)?;
    said("当时关掉的提示", "hints not wanted then", &asked.off)?;
    let given = [
        (asked.previous.is_some(), "--previous"),
        (asked.profile.is_some(), "--profile"),
        (!asked.forms.is_empty(), "--form"),
        (asked.totals, "--totals"),
    ];
    let given = given.into_iter().filter(|(is, _)| *is);
    let given: Vec<String> = given.map(|(_, option)| option.to_owned()).collect();
    said("当时还用了", "given then", &given)
}

/// What is the same as in the receipt.
struct Again {
    receipt: Receipt,
    /// What of the file is another.
    file: Vec<FieldChange>,
    /// What of engine and rules is another.
    engine: Vec<FieldChange>,
    /// What of the answer is another; none where the file cannot be read here.
    answer: Option<Vec<FieldChange>>,
    /// What is said now.
    now: String,
}

fn again(asked: &Verify) -> Result<Again, (u8, String)> {
    let receipt = read(&asked.receipt).map_err(usage)?;
    asked_alike(asked, &receipt.asked)?;
    let common = Common {
        off: receipt.asked.off.clone(),
        profile: asked.profile.clone(),
        totals: receipt.asked.totals,
        forms: Asked {
            form: asked.form.clone(),
            language: receipt.asked.language,
        },
    };
    let ask = Ask {
        common: &common,
        previous: asked.previous.as_deref(),
        edits: &receipt.asked.edits,
    };
    let forms = forms::known(&common.forms).map_err(usage)?;
    let options = ask.options(forms).map_err(usage)?;
    let bytes = files::bytes(&asked.input).map_err(|error| (UNREAD, error))?;
    let options = Options {
        name: Some(receipt.file.clone()),
        ..options
    };
    let report = check(Input::file(&bytes), &options);
    let hash = ("sha256", &*receipt.sha256, &*identity::sha256(&bytes));
    let file = differing([hash].map(short));
    let same = file.is_empty().then_some(bytes.len());
    let answer = (report.reason != Some(Reason::Pdf)).then(|| answers(&receipt, &report, same));
    Ok(Again {
        file,
        engine: engines(&receipt, forms),
        answer,
        now: report.message,
        receipt,
    })
}

fn usage(error: String) -> (u8, String) {
    (USAGE, error)
}

fn engines(receipt: &Receipt, forms: Forms) -> Vec<FieldChange> {
    let rules = identity::rule_set(forms);
    let each = [
        ("engine", &*receipt.engine, identity::ENGINE),
        ("rules", &*receipt.rules, &*rules),
    ];
    differing(each.map(|(field, was, is)| (field.to_owned(), was.to_owned(), is.to_owned())))
}

/// Every field that says what was found; of the same file also how long it is.
fn answers(receipt: &Receipt, report: &Report, bytes: Option<usize>) -> Vec<FieldChange> {
    let text = |text: &str| text.to_owned();
    let (was, is) = (receipt.verdict.code(), report.verdict.code());
    let mut fields = vec![
        ("verdict".to_owned(), text(was), text(is)),
        (
            "message".to_owned(),
            receipt.message.clone(),
            report.message.clone(),
        ),
    ];
    let (was, is) = (counts(&receipt.summary), counts(&report.summary));
    for (field, count) in &is {
        let before = was.get(field).map(Value::to_string);
        fields.push((
            format!("summary.{field}"),
            before.unwrap_or_default(),
            count.to_string(),
        ));
    }
    if let Some(bytes) = bytes {
        fields.push((
            "bytes".to_owned(),
            receipt.bytes.to_string(),
            bytes.to_string(),
        ));
    }
    // The rest: cells, findings, explanations, notes.
    fields.push(short(("answer", &receipt.answer, &answer(report))));
    differing(fields)
}

/// Two hashes, as much of them as tells them apart: the whole of a receipt's may be of any length.
fn short((field, was, is): (&str, &str, &str)) -> FieldChange {
    let start = |hash: &str| hash.chars().take(16).collect::<String>();
    match was == is {
        true => (field.to_owned(), String::new(), String::new()),
        false if start(was) == start(is) => (field.to_owned(), was.to_owned(), is.to_owned()),
        false => (field.to_owned(), start(was), start(is)),
    }
}

fn counts(summary: &Summary) -> BTreeMap<String, Value> {
    match serde_json::to_value(summary) {
        Ok(Value::Object(fields)) => fields.into_iter().collect(),
        _ => BTreeMap::new(),
    }
}

fn differing(fields: impl IntoIterator<Item = FieldChange>) -> Vec<FieldChange> {
    let differs = |(_, was, is): &FieldChange| was != is;
    fields.into_iter().filter(differs).collect()
}

/// Whether what is given beside the file is what was given then. What the receipt writes down in full need not be
/// given again.
fn asked_alike(asked: &Verify, then: &Question) -> Result<(), (u8, String)> {
    given(
        "--previous",
        asked.previous.as_deref(),
        then.previous.as_ref(),
    )?;
    given("--profile", asked.profile.as_deref(), then.profile.as_ref())?;
    if asked.form.len() != then.forms.len() {
        return Err(usage(other_file("--form")));
    }
    for (path, known) in asked.form.iter().zip(&then.forms) {
        given("--form", Some(path), Some(known))?;
    }
    let others = [
        (!asked.off.is_empty() && asked.off != then.off, "--off"),
        (!asked.edit.is_empty() && asked.edit != then.edits, "--edit"),
        (asked.totals && !then.totals, "--totals"),
        (
            asked.language.is_some_and(|one| one != then.language),
            "--language",
        ),
    ];
    match others.into_iter().find(|(is_other, _)| *is_other) {
        Some((_, option)) => Err(usage(format!(
            "{option}: 与回执所记的不同；回执里记着，可以不写 not what the receipt was made with; it need not be given, the receipt has it"
        ))),
        None => Ok(()),
    }
}

fn given(option: &str, path: Option<&Path>, known: Option<&String>) -> Result<(), (u8, String)> {
    let given = path.map(|path| files::bytes(path).map(|bytes| identity::sha256(&bytes)));
    let given = given.transpose().map_err(|error| (UNREAD, error))?;
    match given.as_ref() == known {
        true => Ok(()),
        false => Err(usage(other_file(option))),
    }
}

fn other_file(option: &str) -> String {
    format!(
        "{option}: 请给出作出回执时的那一份，当时没有就不给 give the same file as when the receipt was made, or none where there was none"
    )
}

fn read(path: &Path) -> Result<Receipt, String> {
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", files::shown(path));
    let text = files::bytes(path)?;
    let none = |error: serde_json::Error| fail(&format!("不是回执 this is no receipt ({error})"));
    let known: Value = serde_json::from_slice(&text).map_err(none)?;
    // An earlier one has not all the fields: it is not damaged.
    match known.get("receipt").and_then(Value::as_u64) {
        Some(version) if version != u64::from(RECEIPT) => Err(fail(&format!(
            "回执的版本 {version} 认不得，请用作出它的那个 gouji 核对 a receipt of version {version} is unknown: verify it with the gouji that made it"
        ))),
        _ => serde_json::from_value(known).map_err(none),
    }
}
