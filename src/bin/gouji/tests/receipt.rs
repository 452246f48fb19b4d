//! Receipts: what was said of a file, and whether it would be said again. Invented organs.

#[path = "../../../../tests/written/mod.rs"]
mod written;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use written::{handled, text};

fn folder(name: &str) -> PathBuf {
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(&at).unwrap();
    fs::write(at.join("年报.txt"), text("青江市水利局", 2023, &handled(5))).unwrap();
    fs::write(at.join("去年.txt"), text("青江市水利局", 2022, &handled(4))).unwrap();
    at
}

fn gouji(arguments: &[&str], at: &Path) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let run = command.args(arguments).current_dir(at).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code(), text(run.stdout), text(run.stderr))
}

/// Changes one field of a receipt.
fn change(at: &Path, field: &str, value: Value) {
    let path = at.join("回执.json");
    let mut receipt: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    receipt[field] = value;
    fs::write(path, receipt.to_string()).unwrap();
}

const VERIFY: [&str; 3] = ["verify", "回执.json", "年报.txt"];

#[test]
fn the_same_file_and_engine_say_the_same() {
    let at = folder("receipt-same");
    let (code, out, _) = gouji(&["check", "--receipt", "回执.json", "年报.txt"], &at);
    assert_eq!(code, Some(0), "{out}");
    let receipt: Value = serde_json::from_slice(&fs::read(at.join("回执.json")).unwrap()).unwrap();
    assert_eq!(receipt["file"], "年报.txt");
    assert_eq!(receipt["verdict"], "consistent");
    assert_eq!(receipt["summary"]["holds"], 42);
    assert_eq!(receipt["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(receipt["engine"], gouji::VERSION);
    assert!(receipt["time"].as_str().unwrap().ends_with('Z'));
    let (code, out, _) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with(
            "✓ 文件未变 the file has not changed\n✓ 程序和规则未变 engine and rules have not changed\n✓ 结论相同 the answer is the same\n  "
        ),
        "{out}"
    );
    // A copy under another name is the same file.
    fs::copy(at.join("年报.txt"), at.join("副本.txt")).unwrap();
    assert_eq!(gouji(&["verify", "回执.json", "副本.txt"], &at).0, Some(0));
}

#[test]
fn a_changed_file_a_changed_engine_and_a_changed_answer_are_told_apart() {
    let at = folder("receipt-changed");
    // By hand changed, a receipt is no longer one that is replaced unasked.
    let make = [
        "check",
        "--receipt",
        "回执.json",
        "--force",
        "-q",
        "年报.txt",
    ];
    gouji(&make, &at);
    let original = fs::read(at.join("年报.txt")).unwrap();
    fs::write(at.join("年报.txt"), text("青江市水利局", 2023, &handled(6))).unwrap();
    let (code, out, _) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(1));
    assert!(
        out.contains("✗ 文件变了 the file is another\n    sha256: ")
            && out.contains("✓ 程序和规则未变")
            && out.contains("✗ 结论变了"),
        "{out}"
    );
    fs::write(at.join("年报.txt"), original).unwrap();
    let after = |changes: &[(&str, Value)]| {
        gouji(&make, &at);
        for (field, value) in changes {
            change(&at, field, value.clone());
        }
        let (code, out, _) = gouji(&VERIFY, &at);
        assert!(out.starts_with("✓ 文件未变"), "{out}");
        (code, out)
    };
    // Another engine that says the same.
    let older = ("engine", Value::from("0.0.9+0123456789ab"));
    for (field, value) in [older.clone(), ("rules", "0000000000000000".into())] {
        let (code, out) = after(&[(field, value)]);
        assert_eq!(code, Some(4));
        assert!(
            out.contains("✗ 程序和规则变了 engine and rules are others\n    ")
                && out.contains(&format!("    {field}: 0"))
                && out.contains("✓ 结论相同"),
            "{out}"
        );
    }
    // Another engine that says something else.
    let (code, out) = after(&[older, ("verdict", "inconsistent".into())]);
    assert_eq!(code, Some(5));
    assert!(
        out.contains("✗ 程序和规则变了") && out.contains("✗ 结论变了"),
        "{out}"
    );
}

/// Whatever field of a receipt says what was found, a change of it is seen: the same engine does not say so.
#[test]
fn every_field_of_the_answer_is_compared() {
    let at = folder("receipt-fields");
    let make = [
        "check",
        "--receipt",
        "回执.json",
        "--force",
        "-q",
        "年报.txt",
    ];
    gouji(&make, &at);
    let whole: Value = serde_json::from_slice(&fs::read(at.join("回执.json")).unwrap()).unwrap();
    let other = |value: &Value| match value {
        Value::String(_) => Value::from("另一句"),
        value => Value::from(value.as_i64().unwrap() + 1),
    };
    let mut changed = vec![("verdict".to_owned(), Value::from("undecided"))];
    for field in ["message", "bytes", "answer"] {
        changed.push((field.to_owned(), other(&whole[field])));
    }
    for (count, value) in whole["summary"].as_object().unwrap() {
        changed.push((format!("summary.{count}"), other(value)));
    }
    assert!(changed.len() > 12, "{changed:?}");
    for (field, value) in changed {
        let mut receipt = whole.clone();
        let pointer = format!("/{}", field.replace('.', "/"));
        *receipt.pointer_mut(&pointer).unwrap() = value;
        fs::write(at.join("回执.json"), receipt.to_string()).unwrap();
        let (code, out, _) = gouji(&VERIFY, &at);
        assert_eq!(code, Some(6), "{field}: {out}");
        assert!(out.contains("✗ 结论变了 the answer is another\n"), "{out}");
        assert!(out.contains(&format!("    {field}: ")), "{field}: {out}");
    }
    // A number of the file that no finding speaks of is part of the answer: last year's file has the same verdict.
    gouji(&make, &at);
    let hash = whole["answer"].as_str().unwrap();
    gouji(&["check", "--receipt", "去年.json", "-q", "去年.txt"], &at);
    let last = fs::read_to_string(at.join("去年.json")).unwrap();
    assert!(!last.contains(hash));
}

/// What was asked then is asked again: edits, and last year's report, which has to be given.
#[test]
fn the_same_is_asked_again() {
    let at = folder("receipt-asked");
    let (code, ..) = gouji(
        &[
            "check",
            "--receipt",
            "回执.json",
            "--edit",
            "t3.r1.total=9",
            "--previous",
            "去年.txt",
            "--off",
            "wording",
            "年报.txt",
        ],
        &at,
    );
    assert_eq!(code, Some(1));
    let (code, _, said) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(3));
    assert!(said.contains("--previous"), "{said}");
    let again = |more: &[&str]| {
        gouji(
            &[&VERIFY[..], &["--previous", "去年.txt"], more].concat(),
            &at,
        )
    };
    let (code, out, _) = again(&[]);
    assert_eq!(code, Some(0), "{out}");
    for asked in [
        "  当时改了的格 cells typed over then: t3.r1.total=9\n",
        "  当时关掉的提示 hints not wanted then: wording\n",
        "  当时还用了 given then: --previous\n",
    ] {
        assert!(out.contains(asked), "{out}");
    }
    // What the receipt has may be said again, and not otherwise.
    let (code, out, _) = again(&[
        "--edit",
        "t3.r1.total=9",
        "--off",
        "wording",
        "--lang",
        "zh",
    ]);
    assert_eq!(code, Some(0), "{out}");
    for other in [
        &["--edit", "t3.r1.total=8"][..],
        &["--off", "prose"],
        &["--totals"],
        &["--language", "en"],
        &["--form", "去年.txt"],
    ] {
        let (code, _, said) = again(other);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(other[0]), "{said}");
    }
}

/// A form of one's own is one of what was asked.
#[test]
fn a_form_that_was_given_is_given_again() {
    let at = folder("receipt-form");
    let form = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/toy/form.json");
    fs::copy(form, at.join("表样.json")).unwrap();
    let (code, out, said) = gouji(
        &[
            "check",
            "--receipt",
            "回执.json",
            "--form",
            "表样.json",
            "--totals",
            "年报.txt",
        ],
        &at,
    );
    assert_eq!(code, Some(0), "{out}{said}");
    let (code, _, said) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(3));
    assert!(said.contains("--form"), "{said}");
    let (code, out, _) = gouji(&[&VERIFY[..], &["--form", "表样.json"]].concat(), &at);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("--form, --totals"), "{out}");
}

#[test]
fn what_is_no_receipt_is_wrong_usage() {
    let at = folder("receipt-none");
    fs::write(at.join("回执.json"), "{}").unwrap();
    let (code, _, said) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(3));
    assert!(said.contains("不是回执"), "{said}");
    // One of an earlier gouji is not damaged.
    fs::write(at.join("回执.json"), "{\"receipt\": 1}").unwrap();
    let (code, _, said) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(3));
    assert!(said.contains("回执的版本 1 认不得"), "{said}");
    assert_eq!(gouji(&["verify", "没有.json", "年报.txt"], &at).0, Some(3));
    assert_eq!(
        gouji(
            &["check", "--receipt", "r.json", "年报.txt", "去年.txt"],
            &at
        )
        .0,
        Some(3)
    );
    assert!(!at.join("r.json").exists());
}
