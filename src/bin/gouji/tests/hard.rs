//! `gouji check --tables` where things go wrong: odd files, a full disk, a run that is killed, two at once.
#![cfg(target_os = "linux")]

#[path = "../../../../tests/written/mod.rs"]
mod written;

use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use written::{handled, text};

/// A fresh folder with so many reports in `in`.
fn folder(name: &str, count: i64) -> PathBuf {
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&at);
    fs::create_dir_all(at.join("in")).unwrap();
    for n in 0..count {
        let report = text(&format!("青江市第{n}局"), 2023, &handled(n));
        fs::write(at.join(format!("in/{n:04}.txt")), report).unwrap();
    }
    at
}

fn gouji(at: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(["check", "--tables"]).args(words);
    command.current_dir(at);
    command
}

fn run(at: &Path, words: &[&str]) -> (Option<i32>, String) {
    let done = gouji(at, words).output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

/// The files of a folder and what is in them.
fn content(folder: PathBuf) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(&folder).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            (path.strip_prefix(&folder).unwrap().to_owned(), bytes)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn pipes_devices_and_lost_links_have_a_row_and_names_from_an_old_archive_are_read() {
    let at = folder("hard-odd", 1);
    let pipe = Command::new("mkfifo").arg(at.join("in/a.txt")).status();
    assert!(pipe.unwrap().success());
    symlink("/dev/zero", at.join("in/b.txt")).unwrap();
    symlink("nowhere", at.join("in/c.txt")).unwrap();
    symlink("d.txt", at.join("in/d.txt")).unwrap();
    symlink("..", at.join("in/up")).unwrap();
    // “年报” and “预算” in GB 18030: without their characters both would be one.
    for name in [b"\xc4\xea\xb1\xa8.txt", b"\xd4\xa4\xcb\xe3.txt"] {
        let name = at.join("in").join(std::ffi::OsStr::from_bytes(name));
        fs::copy(at.join("in/0000.txt"), name).unwrap();
    }
    let (code, said) = run(&at, &["out", "in"]);
    // What is left is the link to a folder, which is not followed.
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with("gouji: 文件夹里另有 1 个文件没有读"),
        "{said}"
    );
    let reports = fs::read_to_string(at.join("out/reports.csv")).unwrap();
    let rows: Vec<Vec<&str>> = reports
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    let of = |row: &Vec<&str>| (row[0].to_owned(), row[6].to_owned());
    let known: Vec<(String, String)> = rows.iter().map(of).collect();
    let wanted = [
        ("in/0000.txt", "consistent"),
        ("in/a.txt", "unread"),
        ("in/b.txt", "unread"),
        ("in/c.txt", "unread"),
        ("in/d.txt", "unread"),
        ("in/年报.txt", "consistent"),
        ("in/预算.txt", "consistent"),
    ];
    assert_eq!(known, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert!(reports.contains("in/a.txt: 不是普通的文件"), "{reports}");
    for link in ["in/c.txt", "in/d.txt"] {
        let said = format!("{link}: 这个链接没有通到文件 this link leads to no file");
        assert!(reports.contains(&said), "{reports}");
    }
}

#[test]
fn on_a_full_disk_it_is_said_and_gone_on_with() {
    let at = folder("hard-full", 40);
    let whole = ["whole", "in", "--format", "parquet"];
    assert_eq!(run(&at, &whole).0, Some(0));
    let parts = at.join("out/.gouji-tables");
    fs::create_dir_all(&parts).unwrap();
    let words = ["out", "in", "--format", "parquet", "--resume"];
    // A part, then a whole table, that the disk has no room for.
    for name in ["000001.findings.new", "ready-numbers.parquet"] {
        symlink("/dev/full", parts.join(name)).unwrap();
        let (code, said) = run(&at, &words);
        assert_eq!(code, Some(2));
        assert!(said.starts_with("gouji: out: 没有写完：磁盘满了"), "{said}");
        assert!(said.contains("--resume"), "{said}");
        assert!(!at.join("out/numbers.parquet").exists());
        assert!(fs::symlink_metadata(parts.join(name)).is_err());
    }
    assert_eq!(run(&at, &words), (Some(0), String::new()));
    assert_eq!(content(at.join("out")), content(at.join("whole")));
}

#[test]
fn a_run_that_is_killed_is_gone_on_with_to_the_same_bytes() {
    let at = folder("hard-killed", 160);
    assert_eq!(run(&at, &["whole", "in"]).0, Some(0));
    let mut first = gouji(&at, &["out", "in", "--jobs", "1", "--quiet"])
        .spawn()
        .unwrap();
    let part = at.join("out/.gouji-tables/000001.json");
    while !part.exists() {
        assert!(first.try_wait().unwrap().is_none(), "it was too quick");
        std::thread::yield_now();
    }
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(!at.join("out/reports.csv").exists());
    let made = fs::metadata(&part).unwrap().modified().unwrap();
    // Without --resume it is not taken for a fresh one.
    assert_eq!(run(&at, &["out", "in"]).0, Some(3));
    assert_eq!(fs::metadata(&part).unwrap().modified().unwrap(), made);
    assert_eq!(
        run(&at, &["out", "in", "--resume"]),
        (Some(0), String::new())
    );
    assert_eq!(content(at.join("out")), content(at.join("whole")));
}

#[test]
fn two_runs_do_not_write_one_folder() {
    let at = folder("hard-two", 2);
    let parts = at.join("out/.gouji-tables");
    fs::create_dir_all(&parts).unwrap();
    let lock = File::create(parts.join("lock")).unwrap();
    lock.lock().unwrap();
    for words in [&["out", "in", "--resume"][..], &["out", "in"]] {
        let (code, said) = run(&at, words);
        assert_eq!(code, Some(3));
        assert!(said.starts_with("gouji: out: 另有一次校核正在写"), "{said}");
    }
    drop(lock);
    assert_eq!(
        run(&at, &["out", "in", "--resume"]),
        (Some(0), String::new())
    );
    assert!(!parts.exists());
}
