//! The command line: files in, sentences, files and exit codes out. Invented organs.

#[path = "../../../../tests/written/mod.rs"]
mod written;

use gouji::report::Report;
use gouji::stages::{self, Bounds};
use gouji::{Input, Options, check};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use written::{handled, text};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures")
        .join(name)
}

fn read(file: &Path) -> Report {
    check(Input::file(fs::read(file).unwrap()), &Options::default())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("2022")).unwrap();
    folder
}

fn gouji(arguments: &[&str], at: &Path) -> (Option<i32>, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .current_dir(at)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code(), text(run.stdout), text(run.stderr))
}

#[test]
fn a_second_copy_of_a_child_is_counted_once() {
    let at = folder("batch-copy");
    let write = |name: &str, organ: &str, n: i64| {
        fs::write(at.join(name), text(organ, 2023, &handled(n))).unwrap();
    };
    write("gov.txt", "青江市人民政府", 12);
    write("a.txt", "青江市水利局", 5);
    write("b.txt", "青江市教育局", 7);
    let answer = |at: &Path| {
        let (_, out, _) = gouji(&["check", "--parent", "gov.txt", "."], at);
        let line = out.lines().find(|line| line.contains("各下级之和"));
        line.unwrap_or_default().trim().to_owned()
    };
    let once = answer(&at);
    assert!(once.contains("，0 格不等于"), "{once}");
    write("b 副本.txt", "青江市教育局", 7);
    assert_eq!(answer(&at), once);
}

#[test]
fn the_command_line_takes_folders() {
    let at = folder("batch");
    let write = |name: &str, organ: &str, year: u16, n: i64| {
        fs::write(at.join(name), text(organ, year, &handled(n))).unwrap();
    };
    write("gov.txt", "青江市人民政府", 2023, 12);
    write("a.txt", "青江市水利局", 2023, 5);
    write("b.txt", "青江市教育局", 2023, 7);
    write("c.txt", "青江市民政局", 2023, 3);
    write("2022/a.txt", "青江市水利局", 2022, 5);
    fs::write(at.join("broken.docx"), b"PK\x03\x04 not really").unwrap();
    fs::write(at.join("empty.txt"), b"").unwrap();
    let (code, out, said) = gouji(
        &[
            "check",
            "--parent",
            "gov.txt",
            "--csv",
            "list.csv",
            "--xlsx",
            "list.xlsx",
            "--together",
            "together.json",
            ".",
        ],
        &at,
    );
    assert_eq!((code, said.as_str()), (Some(2), ""), "{out}");
    for sentence in [
        "共 7 份",
        "无法识别 2",
        "与上年对照 1 对",
        "青江市民政局的数，可能未计入",
        "--parent ./gov.txt",
    ] {
        assert!(out.contains(sentence), "{sentence}: {out}");
    }
    let list = fs::read_to_string(at.join("list.csv")).unwrap();
    assert_eq!(list.lines().count(), 8);
    let book = stages::read(
        Input::file(fs::read(at.join("list.xlsx")).unwrap()),
        &Bounds::default(),
    )
    .unwrap();
    assert!(book.rows.len() >= 8);
    let together = fs::read_to_string(at.join("together.json")).unwrap();
    let together: serde_json::Value = serde_json::from_str(&together).unwrap();
    let file = |index: &serde_json::Value| &together["reports"][index.as_u64().unwrap() as usize];
    let pair = &together["pairs"][0];
    assert_eq!(
        [file(&pair["this"]), file(&pair["last"])],
        ["./a.txt", "./2022/a.txt"]
    );
    let sums = &together["parent"];
    let children: Vec<_> = sums["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(file)
        .collect();
    assert_eq!(children, ["./a.txt", "./b.txt", "./c.txt"]);
    let first = &sums["findings"][0];
    assert!(
        first["message"].as_str().unwrap().contains("青江市民政局"),
        "{first}"
    );
    fs::remove_file(at.join("together.json")).unwrap();
    // The lists are no part of what is read again.
    fs::remove_file(at.join("list.csv")).unwrap();
    fs::remove_file(at.join("list.xlsx")).unwrap();
    for threads in ["1", "2", "7"] {
        let again = gouji(
            &["check", "--parent", "gov.txt", "--threads", threads, "."],
            &at,
        );
        assert_eq!(again.1, out, "{threads} threads");
    }
    let (_, json, _) = gouji(&["check", "--json", "--threads", "3", "."], &at);
    let files: Vec<&str> = json.lines().map(|l| l.split('"').nth(5).unwrap()).collect();
    let mut sorted = files.clone();
    sorted.sort_unstable();
    assert_eq!((files.len(), &files), (7, &sorted), "in the order of names");
}

#[test]
fn the_command_line_writes_the_marked_file_and_replaces_none() {
    let folder = std::env::temp_dir().join(format!("gouji-mark-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let input = folder.join("年报.xlsx");
    let bytes = std::fs::read(fixture("inconsistent-2019.xlsx")).unwrap();
    std::fs::write(&input, &bytes).unwrap();
    let run = |arguments: &[&std::ffi::OsStr]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.arg("mark").args(arguments).output().unwrap()
    };
    let first = run(&[input.as_os_str()]);
    assert_eq!(first.status.code(), Some(1));
    let said = String::from_utf8(first.stdout).unwrap();
    assert!(said.contains("年报-标注.xlsx"), "{said}");
    let marked = std::fs::read(folder.join("年报-标注.xlsx")).unwrap();
    let name = b"xl/comments1.xml";
    assert!(marked.windows(name.len()).any(|part| part == name));
    assert_eq!(std::fs::read(&input).unwrap(), bytes);
    let second = run(&[input.as_os_str()]);
    assert_eq!(second.status.code(), Some(2));
    let out = folder.join("out.xlsx");
    let named = run(&[input.as_os_str(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(named.status.code(), Some(1));
    assert_eq!(std::fs::read(&out).unwrap(), marked);
    // The same file with another value, beside both.
    let edit = |value: &str| run(&[input.as_os_str(), "--edit".as_ref(), value.as_ref()]);
    let corrected = edit("t3.r3_7.natural=32");
    assert_eq!(corrected.status.code(), Some(1));
    let said = String::from_utf8(corrected.stdout).unwrap();
    assert!(said.contains("年报-改正.xlsx"), "{said}");
    let again = read(&folder.join("年报-改正.xlsx"));
    assert_eq!(again.cells["t3.r3_7.natural"].text, "32");
    assert_eq!(edit("t3.r3_7.natural").status.code(), Some(3));
    assert_eq!(edit("t9.nowhere=1").status.code(), Some(3));
    let old = folder.join("年报.xls");
    std::fs::write(
        &old,
        std::fs::read(fixture("inconsistent-2019.xls")).unwrap(),
    )
    .unwrap();
    let refused = run(&[old.as_os_str()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("另存为"));
    std::fs::remove_dir_all(folder).unwrap();
}

/// A file of 200 MB, nearly all of it a hole: refused by its size or unread, in a few megabytes.
#[test]
fn the_command_line_refuses_a_large_file_without_reading_it() {
    let folder = std::env::temp_dir().join(format!("gouji-large-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, size) in [("年报.docx", 200 << 20), ("更大.xlsx", 3 << 30)] {
        let path = folder.join(name);
        std::fs::write(&path, b"PK\x03\x04").unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_len(size).unwrap();
        for command in ["check", "mark"] {
            // 64 MB of memory, where the shell can say so.
            let limited = std::process::Command::new("sh")
                .args([
                    "-c",
                    "ulimit -v 65536; exec \"$0\" \"$@\"",
                    env!("CARGO_BIN_EXE_gouji"),
                    command,
                ])
                .arg(&path)
                .output()
                .unwrap();
            let said = [limited.stdout, limited.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert_eq!(limited.status.code(), Some(2), "{name}: {said}");
            assert!(said.contains("太大"), "{name}: {said}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// `--edit` types over a cell; an id that is none is wrong usage and not a report.
#[test]
fn the_command_line_types_over_cells() {
    let run = |arguments: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"))
            .arg("check")
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (run.status.code(), text(run.stdout), text(run.stderr))
    };
    let file = fixture("consistent-2021.docx");
    let file = file.to_str().unwrap();
    let (code, out, _) = run(&["--edit", "t3.r1.total=999999", file]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("  改动前：42 条勾稽关系全部成立"), "{out}");
    assert!(out.contains("  i 有 1 格按改过的内容校核："), "{out}");
    let (code, out, error) = run(&["--edit", "t3.r1.totl=1", file]);
    assert_eq!((code, &*out), (Some(3), ""));
    assert!(error.contains("没有编号为 t3.r1.totl 的单元格"), "{error}");
    for wrong in [
        &["--edit", "t3.r1.total", file][..],
        &["--edit", "t3.r1.total=1", file, file],
    ] {
        assert_eq!(run(wrong).0, Some(3));
    }
}

/// A form of the caller's own, and the cases of it: see `tests/toy` of the library.
#[test]
fn a_form_in_a_file_is_taken() {
    const CASES: &str = include_str!("../../../../tests/toy/case.md");
    const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/toy/form.json");
    let inputs = CASES.split("```text\n").skip(1);
    let inputs: Vec<&str> = inputs.filter_map(|rest| rest.split("```").next()).collect();
    let [good, bad] = inputs[..] else {
        panic!("two cases");
    };
    let run = |args: &[&str], input: &str| {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("meals.txt");
        fs::write(&path, input).expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.args(args).args(["--form", FORM]);
        if args[0] == "check" {
            command.arg(&path);
        }
        let run = command.output().expect("the command");
        let said = String::from_utf8(run.stdout).expect("UTF-8");
        (run.status.code(), said)
    };
    let (code, said) = run(&["check"], good);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(&["check"], bad);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("职工与访客之和 = 用餐合计，不成立") && said.contains("数字颠倒"));
    let (_, said) = run(&["check", "--edit", "meals.lunch.visitors=42"], bad);
    assert!(said.contains("✓ 一致"), "{said}");
    let (_, said) = run(&["rules"], "");
    assert!(said.contains("meals.guests.breakfast [canteen2024]"));
    let (_, said) = run(&["forms"], "");
    assert!(said.contains("\"meals.supper.all\"") && said.contains("\"t3.r1.natural\""));
    let (code, _) = run(&["check", "--edit", "meals.dinner.all=1"], good);
    assert_eq!(code, Some(3));
}

#[test]
fn two_versions_are_compared_and_the_exit_code_says_whether_they_differ() {
    let at = folder("compare");
    let write = |name: &str, n: i64| {
        fs::write(at.join(name), text("青江市水利局", 2023, &handled(n))).unwrap();
    };
    write("draft.txt", 5);
    write("same.txt", 5);
    write("final.txt", 7);
    fs::write(at.join("other.txt"), "第一季度工作总结").unwrap();
    let (code, out, _) = gouji(&["compare", "draft.txt", "same.txt"], &at);
    assert_eq!(code, Some(0));
    assert!(out.contains("两份没有差别。"), "{out}");
    let (code, out, _) = gouji(&["compare", "draft.txt", "final.txt"], &at);
    assert_eq!(code, Some(1));
    let cell = "表三 · 一、本年新收政府信息公开申请数量 · 自然人：5 → 7";
    assert!(out.contains(cell), "{out}");
    let (_, out, _) = gouji(&["compare", "--json", "draft.txt", "final.txt"], &at);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["cells"][0]["after"], "7");
    assert_eq!(json["before"]["file"], "draft.txt");
    // What is no report differs from nothing.
    let (code, out, _) = gouji(&["compare", "draft.txt", "other.txt"], &at);
    assert_eq!(code, Some(2));
    assert!(
        out.contains("后一份没有读成年度报告，没有比较：") && !out.contains("句不同"),
        "{out}"
    );
    // Of what was not read it is not known whether it differs; what stands there is shown as a text.
    let draft = fs::read_to_string(at.join("draft.txt")).unwrap();
    let row = draft
        .lines()
        .find(|line| line.contains("国家秘密"))
        .unwrap();
    let words = row.replacen("\t0\t", "\t约5件\t", 1);
    fs::write(at.join("lost.txt"), draft.replace(row, &words)).unwrap();
    let (code, out, _) = gouji(&["compare", "draft.txt", "lost.txt"], &at);
    assert_eq!(code, Some(1));
    assert!(out.contains("→ “约5件”（认不出）"), "{out}");
    let without: Vec<&str> = draft.lines().filter(|line| *line != row).collect();
    fs::write(at.join("lost.txt"), without.join("\n")).unwrap();
    let (_, out, _) = gouji(&["compare", "draft.txt", "lost.txt"], &at);
    assert!(
        out.contains("\n0 格、0 句不同")
            && out.contains("另有 7 格没有读出或者是推断的，没有比较。\n"),
        "{out}"
    );
    assert!(out.contains("没有比较的格\n") && out.contains("：0 → 没有读到\n"));
    // Where nothing differs it is not said that all is the same.
    let (code, out, _) = gouji(&["compare", "lost.txt", "lost.txt"], &at);
    assert_eq!(code, Some(2), "{out}");
    assert!(out.contains("\n读出的没有差别。另有 7 格"), "{out}");
    assert_eq!(gouji(&["compare", "draft.txt", "gone.txt"], &at).0, Some(2));
    assert_eq!(gouji(&["compare", "draft.txt"], &at).0, Some(3));
}

#[test]
fn a_profile_is_taken_as_a_whole_or_not_at_all() {
    let at = folder("profile");
    fs::write(at.join("a.txt"), text("青江市水利局", 2023, &handled(5))).unwrap();
    let check = |json: &str| {
        fs::write(at.join("p.json"), json).unwrap();
        gouji(&["check", "--profile", "p.json", "a.txt"], &at)
    };
    assert_eq!(check("{\"off\": [\"prose\"]}").0, Some(0));
    for (json, said) in [
        ("{\"deadine\": \"01-20\"}", "deadine：没有这一项"),
        ("[1]", "JSON"),
        ("{", "JSON"),
    ] {
        let (code, _, error) = check(json);
        assert_eq!(code, Some(3), "{error}");
        assert!(
            error.contains("--profile: p.json") && error.contains(said),
            "{error}"
        );
    }
    let (code, _, error) = gouji(&["check", "--profile", "gone.json", "a.txt"], &at);
    assert!(code == Some(3) && error.contains("gone.json"), "{error}");
}

/// What shells and `man` know of the command comes from its own description.
#[test]
fn shells_and_the_manual_know_every_command_and_option() {
    let at = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = gouji(&["completions", shell], at);
        assert_eq!(code, Some(0));
        let option = if shell == "fish" {
            "tables"
        } else {
            "--tables"
        };
        for word in ["check", "mark", "verify", "compare", option] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let (_, page, _) = gouji(&["man"], at);
    assert!(page.contains(".TH gouji 1") && page.contains("verify"));
    let (_, page, _) = gouji(&["man", "check"], at);
    assert!(page.contains("\\-\\-resume") && page.contains("退出码"));
    assert_eq!(gouji(&["man", "nothing"], at).0, Some(3));
    assert_eq!(gouji(&["completions", "cmd"], at).0, Some(3));
}

/// A shell that expands no pattern hands it on; `--quiet` leaves only the exit code.
#[test]
fn patterns_are_taken_and_quiet_says_nothing() {
    let at = folder("patterns");
    for (name, n) in [("2023-a.txt", 5), ("2023-b.txt", 7), ("2022-a.txt", 5)] {
        fs::write(at.join(name), text("青江市水利局", 2023, &handled(n))).unwrap();
    }
    let (_, json, _) = gouji(&["check", "--json", "2023-?.*"], &at);
    let files: Vec<&str> = json.lines().map(|l| l.split('"').nth(5).unwrap()).collect();
    assert_eq!(files, ["2023-a.txt", "2023-b.txt"]);
    let (code, out, said) = gouji(&["check", "-q", "-j", "2", "2023-*"], &at);
    assert_eq!((code, out.as_str(), said.as_str()), (Some(0), "", ""));
    let (code, _, said) = gouji(&["check", "none-*.txt"], &at);
    assert_eq!(code, Some(2));
    assert!(said.contains("没有这个文件"), "{said}");
}

#[test]
fn statistics_of_enforcement_are_held_against_the_annual_report_in_another_file() {
    let at = folder("enforcement");
    let penalties = "青江市水利局2023年度行政执法统计年报\n行政处罚实施情况统计表\n\
        单位名称\t警告\t罚款\t没收违法所得\t合计（宗）\t罚没金额（万元）\n青江市水利局\t2\t5\t0\t7\t1.20\n";
    fs::write(at.join("执法.txt"), penalties).unwrap();
    let annual = |organ: &str, decided: i64| {
        fs::write(
            at.join("年报.txt"),
            text(organ, 2023, &[("t2.penalties", decided)]),
        )
        .unwrap();
        let (code, out, _) = gouji(&["check", "执法.txt", "年报.txt"], &at);
        let lines = out.lines().map(str::trim);
        let said: Vec<String> = lines
            .skip_while(|line| !line.starts_with('↔'))
            .take(2)
            .map(str::to_owned)
            .collect();
        let counted = out.contains("行政执法统计与年度报告对照 1 份");
        (code, said, counted)
    };
    // It is a hint: what each counts may differ.
    let (code, said, counted) = annual("青江市水利局", 9);
    assert_eq!((code, counted), (Some(0), true));
    assert_eq!(
        said,
        [
            "↔ 与年度报告对照  年报.txt",
            "! 《行政处罚实施情况统计表》为 7，年度报告表二“行政处罚”处理决定数量为 9，请核实两处口径是否一致。"
        ]
    );
    assert_eq!(annual("青江市水利局", 7), (Some(0), vec![], true));
    // Of another body nothing is compared.
    assert_eq!(annual("青江市教育局", 9), (Some(0), vec![], false));
}

#[test]
fn pictures_are_read_and_several_are_the_pages_of_one_report() {
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/scan/small");
    let (code, out, _) = gouji(&["check", "S-1.png"], &at);
    assert_eq!(code, Some(1), "{out}");
    // A slip was put in when the page was made.
    for wanted in [
        "数字是从图片上读的：读出 161 格。请对照图片看一遍。",
        "“2.重复申请”·科研机构写成 7，应为 0",
    ] {
        assert!(out.contains(wanted), "{out}");
    }
    // Each is a report of its own, unless they are said to be one's.
    let reports = |arguments: &[&str]| {
        let (_, out, _) = gouji(&[&["check", "--json"], arguments].concat(), &at);
        let read = |line| serde_json::from_str::<Report>(line).expect("a report");
        out.lines().map(read).collect::<Vec<_>>()
    };
    let apart = reports(&["S-1.png", "SEAL-0.jpg"]);
    assert_eq!(apart.len(), 2);
    let why = apart[1].cells.values().filter_map(|cell| cell.why.as_ref());
    assert!(why.count() > 0);
    let pages = reports(&["--pages", "S-1.png", "SEAL-0.jpg"]);
    let [report] = &pages[..] else {
        panic!("{} reports", pages.len())
    };
    let file = report.file.as_deref();
    assert_eq!((report.pages.len(), file), (2, Some("S-1.png")));
    let (code, _, said) = gouji(&["check", "--pages", "S-1.png", "none.png"], &at);
    assert_eq!(code, Some(2));
    assert!(said.contains("没有这个文件"), "{said}");
}
