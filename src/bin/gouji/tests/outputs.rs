//! What is written, and what is not: outputs that take nobody's place, folders of which nothing vanishes, pipes that
//! are closed. Invented organs.
#![cfg(unix)]

#[path = "../../../../tests/written/mod.rs"]
mod written;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use written::{handled, text};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures")
}

/// A fresh folder with a workbook that does not tally, in `d` with a report that does.
fn folder(name: &str) -> PathBuf {
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(at.join("d")).unwrap();
    fs::copy(
        fixtures().join("inconsistent-2019.xlsx"),
        at.join("d/年报.xlsx"),
    )
    .unwrap();
    fs::write(at.join("d/a.txt"), text("青江市水利局", 2023, &handled(5))).unwrap();
    at
}

fn gouji(arguments: &[&str], at: &Path) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let run = command.args(arguments).current_dir(at).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code(), text(run.stdout), text(run.stderr))
}

/// A folder whose name is mistyped: what an earlier run wrote stays as it was.
#[test]
fn where_nothing_is_read_earlier_lists_and_tables_stay() {
    let at = folder("outputs-mistyped");
    let all = ["--csv", "l.csv", "--xlsx", "l.xlsx", "--together", "t.json"];
    gouji(&[&["check", "-q"], &all[..], &["d"]].concat(), &at);
    gouji(&["check", "-q", "--tables", "t", "d"], &at);
    let names = [
        "l.csv",
        "l.xlsx",
        "t.json",
        "t/reports.csv",
        "t/numbers.csv",
    ];
    let written = || names.map(|name| fs::read(at.join(name)).unwrap());
    let before = written();
    let (code, _, said) = gouji(&[&["check", "-q"], &all[..], &["dd"]].concat(), &at);
    assert_eq!(code, Some(2));
    assert!(said.contains("原有的清单没有改动"), "{said}");
    let (code, _, said) = gouji(&["check", "-q", "--tables", "t", "dd"], &at);
    assert_eq!(code, Some(2));
    assert!(said.contains("表没有改动"), "{said}");
    assert!(written() == before);
}

/// What is written into a file is listed, and the answer is that of what was written.
#[test]
fn a_corrected_file_is_answered_for_as_it_was_written() {
    let at = folder("outputs-corrected");
    let right = fixtures().join("consistent-2021.docx");
    fs::copy(right, at.join("a.docx")).unwrap();
    let edit = ["mark", "--edit", "t3.r3_7.total=abc", "a.docx"];
    let (code, said, _) = gouji(&edit, &at);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("57 → abc") && said.contains("改动前："),
        "{said}"
    );
    let (again, _, _) = gouji(&["check", "-q", "a-改正.docx"], &at);
    assert_eq!(again, code);
}

/// In `d/说明 "$` every command line of a document that is set apart by four blanks.
fn lines(document: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .join(document);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?.split("  #").next()?;
        line.strip_prefix("target/release/gouji ")
            .or(line.strip_prefix("gouji "))
    });
    lines.map(str::to_owned).collect()
}

/// Every line of README and docs for the native command, run as it stands in a shell, one after the other.
#[test]
fn the_lines_of_the_documents_work_as_they_stand() {
    let at = folder("outputs-lines");
    fs::create_dir_all(at.join("一个文件夹/2022")).unwrap();
    let write = |name: &str, organ: &str, year: u16, n: i64| {
        fs::write(at.join(name), text(organ, year, &handled(n))).unwrap();
    };
    write("县政府.docx", "青江县人民政府", 2023, 12);
    write("报告.html", "青江县水利局", 2023, 5);
    write("去年.html", "青江县水利局", 2022, 5);
    write("今年.html", "青江县水利局", 2023, 5);
    write("一个文件夹/a.txt", "青江县水利局", 2023, 5);
    write("公布稿.html", "青江县水利局", 2023, 7);
    let wrong = fixtures().join("inconsistent-2019.docx");
    for name in ["今年.docx", "送审稿.docx"] {
        fs::copy(&wrong, at.join(name)).unwrap();
    }
    fs::create_dir_all(at.join("docs/profiles")).unwrap();
    let profile = "docs/profiles/qingjiang.json";
    fs::copy(fixtures().join("../..").join(profile), at.join(profile)).unwrap();
    let gouji = env!("CARGO_BIN_EXE_gouji");
    let mut run = 0;
    for document in ["README.md", "docs/command.md", "docs/tables.md"] {
        for line in lines(document) {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("\"{gouji}\" {line}")]);
            let done = shell.current_dir(&at).output().unwrap();
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            // A verdict is no failure; wrong usage and whatever is said to be wrong are.
            assert!(matches!(done.status.code(), Some(0..=2)), "{line}: {said}");
            let wrong = said.lines().filter(|line| !line.contains("没有读："));
            assert_eq!(wrong.count(), 0, "{line}: {said}");
            assert!(
                !line.contains("&&"),
                "{line}: what comes after an inconsistent report is not run"
            );
            run += 1;
        }
    }
    assert!(run >= 11, "{run}");
    let receipt = fs::read_to_string(at.join("回执.json")).unwrap();
    assert!(
        receipt.contains("\"verdict\": \"inconsistent\""),
        "{receipt}"
    );
}

#[test]
fn whoever_stops_reading_gets_the_code_of_the_verdict_all_the_same() {
    let at = folder("outputs-pipe");
    for (file, code) in [("d/年报.xlsx", 1), ("d/a.txt", 0)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.args(["check", file]).current_dir(&at);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{file}");
    }
}

/// A PDF is not read by the native command: it says so of the receipt of one, and which command does.
#[test]
fn a_receipt_of_a_pdf_is_not_said_to_be_another() {
    let at = folder("outputs-pdf");
    fs::copy(
        fixtures().join("consistent-2021.pdf"),
        at.join("d/年报.pdf"),
    )
    .unwrap();
    let make = ["check", "--receipt", "r.json", "d/年报.pdf"];
    let (code, out, said) = gouji(&make, &at);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        said.contains("npx gouji check --receipt r.json d/年报.pdf"),
        "{said}"
    );
    assert!(!at.join("r.json").exists());
    // One that the npm command made.
    assert_eq!(
        gouji(&["check", "-q", "--receipt", "r.json", "d/a.txt"], &at).0,
        Some(0)
    );
    let mut receipt: serde_json::Value =
        serde_json::from_slice(&fs::read(at.join("r.json")).unwrap()).unwrap();
    let hash = Command::new("sha256sum")
        .arg(at.join("d/年报.pdf"))
        .output()
        .unwrap();
    let hash = String::from_utf8(hash.stdout).unwrap();
    receipt["sha256"] = hash[..64].into();
    fs::write(at.join("r.json"), receipt.to_string()).unwrap();
    let (code, out, said) = gouji(&["verify", "r.json", "d/年报.pdf"], &at);
    assert_eq!(code, Some(2));
    assert!(out.contains("✓ 文件未变") && !out.contains("结论"), "{out}");
    assert!(
        said.contains("不读 PDF") && said.contains("npx gouji verify r.json d/年报.pdf"),
        "{said}"
    );
}

/// Names and cells of strangers do nothing to a terminal.
#[test]
fn control_characters_are_written_out() {
    let at = folder("outputs-steer");
    let name = "d/\u{1b}[2J\n一致.txt";
    fs::write(
        at.join(name),
        text("青江市\u{1b}[31m水利局", 2023, &handled(5)),
    )
    .unwrap();
    let (_, out, said) = gouji(&["check", name, "d/\u{7}无.txt"], &at);
    assert!(out.contains("d/\\u001b[2J\\u000a一致.txt"), "{out}");
    assert!(said.contains("d/\\u0007无.txt: 没有这个文件"), "{said}");
    let steers = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(
        !out.contains(steers) && !said.contains(steers),
        "{out}{said}"
    );
    let (_, out, _) = gouji(&["check", "--json", name], &at);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["file"], name);
}

#[test]
fn a_form_that_nobody_has_filled_in_differs_from_nothing() {
    let at = folder("outputs-blank");
    let full = text("青江市水利局", 2023, &handled(5));
    let blank: Vec<String> = (full.lines())
        .map(|line| {
            let cells = line.split('\t').map(|cell| match cell.parse::<i64>() {
                Ok(_) => "",
                Err(_) => cell,
            });
            cells.collect::<Vec<_>>().join("\t")
        })
        .collect();
    fs::write(at.join("空表.txt"), blank.join("\n")).unwrap();
    fs::write(
        at.join("去年空表.txt"),
        blank.join("\n").replace("2023", "2022"),
    )
    .unwrap();
    for (pair, which) in [
        (["空表.txt", "d/a.txt"], "前一份"),
        (["d/a.txt", "空表.txt"], "后一份"),
    ] {
        let (code, out, _) = gouji(&[&["compare"], &pair[..]].concat(), &at);
        assert_eq!(code, Some(2));
        assert!(
            out.contains(&format!("{which}是没有填写的空白表格，没有比较。")),
            "{out}"
        );
        assert!(!out.contains('→') && !out.contains("意见"), "{out}");
    }
    let (_, out, _) = gouji(&["check", "--previous", "去年空表.txt", "d/a.txt"], &at);
    assert!(
        out.contains("没有与上年对照：所给的上年报告是没有填写的空白表格。"),
        "{out}"
    );
}
