//! Which build an answer is of.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The crates by which the engine reads and writes: what they do is part of its answers.
const CRATES: [&str; 8] = [
    "cfb",
    "csv-core",
    "encoding_rs",
    "image",
    "miniz_oxide",
    "quick-xml",
    "serde",
    "zlib-rs",
];

#[test]
fn a_build_is_told_from_another_of_the_same_version() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let out = command.arg("--version").output().unwrap().stdout;
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out, format!("gouji {}\n", gouji::VERSION));
    let (version, build) = gouji::VERSION.split_once('+').expect("a build");
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    assert!(build.len() == 12 && build.chars().all(is_digit), "{build}");
}

/// One id is one engine, also in the Python package, which has a lock file of its own.
#[test]
fn the_same_crates_are_in_every_build() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let versions = |file: &str| -> Vec<String> {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let of = |name: &&str| {
            let start = format!("name = \"{name}\"\nversion = \"");
            let each = text.split(&start).skip(1);
            let each: Vec<&str> = each.filter_map(|rest| rest.split('"').next()).collect();
            format!("{name} {}", each.join(" "))
        };
        CRATES.iter().map(of).collect()
    };
    let own = versions("Cargo.lock");
    assert!(own.iter().all(|one| one.contains('.')), "{own:?}");
    assert_eq!(versions("python/Cargo.lock"), own);
}
