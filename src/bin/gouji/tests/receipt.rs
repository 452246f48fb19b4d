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
    assert_eq!(receipt["engine"], env!("CARGO_PKG_VERSION"));
    assert!(receipt["time"].as_str().unwrap().ends_with('Z'));
    let (code, out, _) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with(
            "✓ 文件未变 the file has not changed\n✓ 程序和规则未变 engine and rules have not changed\n✓ 结论相同 the answer is the same\n"
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
    fs::write(at.join("年报.txt"), text("青江市水利局", 2023, &handled(6))).unwrap();
    let (code, out, _) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(1));
    assert!(out.contains("✗ 文件变了 the file is another"), "{out}");
    gouji(&make, &at);
    change(&at, "rules", "0000000000000000".into());
    let (code, out, _) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(2));
    assert!(
        out.contains("✓ 文件未变")
            && out.contains("✗ 程序和规则变了 engine and rules are others")
            && out.contains("✓ 结论相同"),
        "{out}"
    );
    gouji(&make, &at);
    change(&at, "verdict", "inconsistent".into());
    let (code, out, _) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(1));
    assert!(
        out.contains("✓ 程序和规则未变") && out.contains("✗ 结论变了 the answer is another"),
        "{out}"
    );
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
    let (code, out, _) = gouji(&[&VERIFY[..], &["--previous", "去年.txt"]].concat(), &at);
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn what_is_no_receipt_is_wrong_usage() {
    let at = folder("receipt-none");
    fs::write(at.join("回执.json"), "{}").unwrap();
    let (code, _, said) = gouji(&VERIFY, &at);
    assert_eq!(code, Some(3));
    assert!(said.contains("不是回执"), "{said}");
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
