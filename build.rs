//! Which engine this is, beside its version: a hash of all that its answers come from. No clock, no path of the
//! machine, no commit: the same sources have the same, in every flavour and on every system.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What the answers come from, beside `src`: what is built and with which crates, and how a PDF and a picture are taken
/// apart.
const BESIDE: [&str; 4] = [
    "Cargo.toml",
    "Cargo.lock",
    "xtask/bundle/package.json",
    "xtask/bundle/pdf.mjs",
];
const FOLDERS: [&str; 3] = ["src", "www/pdf", "www/pictures"];
/// What changes no answer. The command line is a package of its own; of `www/pdf/lib` the version is in
/// `xtask/bundle/package.json`.
const NOT: [&str; 4] = ["src/bin", "www/pdf/lib", "tests", "tests.rs"];
/// Digits of the hash (hexadecimal) that are told.
const DIGITS: usize = 12;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files: Vec<String> = BESIDE.map(str::to_owned).into();
    for folder in FOLDERS {
        walk(&root, folder, &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for name in files {
        // Of a crate that was taken out of its repository not everything is there.
        let Ok(content) = fs::read(root.join(&name)) else {
            continue;
        };
        println!("cargo::rerun-if-changed={name}");
        let content = plain(&content);
        hash.update(format!("{name}\0{}\0", content.len()));
        hash.update(content);
    }
    let digits: String = hash.finalize()[..DIGITS / 2]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("cargo::rustc-env=GOUJI_BUILD={digits}");
    Ok(())
}

/// The files below a folder, by their names from the root.
fn walk(root: &Path, folder: &str, files: &mut Vec<String>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{folder}/{file}");
        let is_source = [".rs", ".js", ".json", ".txt", ".bin"]
            .iter()
            .any(|ending| name.ends_with(ending));
        if NOT.contains(&&*name) || NOT.contains(&&*file) {
            continue;
        } else if entry.file_type()?.is_dir() {
            walk(root, &name, files)?;
        } else if is_source {
            files.push(name);
        }
    }
    Ok(())
}

/// Without what some checkouts put at the ends of lines.
fn plain(content: &[u8]) -> Vec<u8> {
    let mut out = content.to_vec();
    let ends: Vec<bool> = content.windows(2).map(|pair| pair == b"\r\n").collect();
    let mut at = 0;
    out.retain(|_| {
        at += 1;
        !ends.get(at - 1).copied().unwrap_or(false)
    });
    out
}
