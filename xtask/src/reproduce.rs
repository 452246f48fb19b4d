//! Two builds of the last commit, each in a fresh clone of its own, give the same bytes.

use crate::shell::{cargo, root, run, target_dir};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Names of different length: a path that gets into a file shows.
const CLONES: [&str; 2] = ["one", "another-one"];

/// Builds twice and compares the checksums of everything that is handed on.
pub fn twice() -> Result<()> {
    let folder = target_dir().join("reproduce");
    let mut sums = Vec::new();
    for name in CLONES {
        let clone = folder.join(name);
        if clone.exists() {
            fs::remove_dir_all(&clone)?;
        }
        run(Command::new("git")
            .args(["clone", "--quiet", "--no-hardlinks"])
            .arg(root())
            .arg(&clone))?;
        build(&clone)?;
        let file = clone.join("dist/SHA256SUMS");
        let text = fs::read_to_string(&file)
            .with_context(|| format!("{} was not made", file.display()))?;
        sums.push(text);
    }
    let [one, other] = &sums[..] else {
        bail!("not two builds");
    };
    let differ: Vec<&str> = one
        .lines()
        .filter(|line| !other.lines().any(|l| l == *line))
        .collect();
    if !differ.is_empty() || one.lines().count() != other.lines().count() {
        bail!("the two builds differ:\n{}", differ.join("\n"));
    }
    print!("{one}");
    println!("{} files, the same in both builds", one.lines().count());
    Ok(())
}

fn build(clone: &Path) -> Result<()> {
    run(cargo()
        .args(["run", "--quiet", "--locked", "--package", "xtask"])
        .arg("--manifest-path")
        .arg(clone.join("Cargo.toml"))
        .args(["--", "dist"])
        .env("CARGO_TARGET_DIR", clone.join("target")))
}
